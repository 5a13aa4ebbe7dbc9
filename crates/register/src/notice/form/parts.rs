//! The parts of a notice, in the order of the printed one, and what each holds.

use basics::Language;
use policy::{
    Category, Channel, ClockStart, ConnectionKind, DisclosureGround, ErasedBy, FieldKind,
    FieldParty, Given, IdentityCodeGround, Kept, LegalBasis, Permission, Purpose, RecipientRole,
    RecordingReason, RetentionGround, Right, SourceKind, SubjectRight, TransferTool,
};

use super::choices::{categories_of_fields, declared_purposes, scopes, words};
use super::{Field, Kind};

/// A part of the notice: a section of the file, or a list of them.
pub(crate) struct Part {
    /// Its key in the file and in addresses.
    pub(crate) key: &'static str,
    /// The key by which one of the list is told from another; nothing where the part is one thing.
    pub(crate) by: Option<&'static str>,
    pub(super) fields: &'static [Field],
}

impl Part {
    /// The key of its title.
    pub(crate) fn title(&self) -> String {
        ["notice-part-", &self.key.replace('_', "-")].concat()
    }
}

/// The parts, grouped under the key of a heading.
pub(crate) static GROUPS: [(&str, &[Part]); 7] = [
    ("notice-group-who", WHO),
    ("notice-group-why", WHY),
    ("notice-group-what", WHAT),
    ("notice-group-whom", WHOM),
    ("notice-group-inside", INSIDE),
    ("notice-group-rights", RIGHTS),
    ("notice-group-time", TIME),
];

/// The part with this key.
pub(crate) fn part(key: &str) -> Option<&'static Part> {
    let all = GROUPS.iter().flat_map(|(_, parts)| parts.iter());
    all.into_iter().find(|part| part.key == key)
}

const fn field(key: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { key, label, kind }
}

const fn one(key: &'static str, fields: &'static [Field]) -> Part {
    Part {
        key,
        by: None,
        fields,
    }
}

const fn many(key: &'static str, by: &'static str, fields: &'static [Field]) -> Part {
    Part {
        key,
        by: Some(by),
        fields,
    }
}

const LANGUAGES: Kind = Kind::Word(words::<Language>);
const TEXT: Field = field("text", "notice-field-text", Kind::Texts);
const NAME: Field = field("name", "notice-field-name", Kind::Line);
const EMAIL: Field = field("email", "notice-field-email", Kind::Line);
const PHONE: Field = field("phone", "notice-field-phone", Kind::Line);
const WEB: Field = field("web", "notice-field-web", Kind::Line);
const STREET: Field = field("street", "notice-field-street", Kind::Line);
const POSTAL_CODE: Field = field("postal_code", "notice-field-postal-code", Kind::Line);
const TOWN: Field = field("town", "notice-field-town", Kind::Line);
const COUNTRY: Field = field("country", "notice-field-country", Kind::Line);
const KEY: Field = field("key", "notice-field-key", Kind::Line);
const CATEGORIES: Field = field(
    "categories",
    "notice-field-categories",
    Kind::Words(words::<Category>),
);

static TEXT_ALONE: &[Field] = &[TEXT];
static ADDRESS: &[Field] = &[STREET, POSTAL_CODE, TOWN, COUNTRY];
static PERSON: &[Field] = &[NAME, EMAIL, PHONE];

static WHO: &[Part] = &[
    one(
        "notice",
        &[field("title", "notice-field-title", Kind::Texts)],
    ),
    one(
        "controller",
        &[
            NAME,
            field("business_id", "notice-field-business-id", Kind::Line),
            STREET,
            POSTAL_CODE,
            TOWN,
            COUNTRY,
            EMAIL,
            PHONE,
            WEB,
            field("language", "notice-field-language", LANGUAGES),
            field("zone", "notice-field-zone", Kind::Line),
        ],
    ),
    one(
        "contact",
        &[
            NAME,
            EMAIL,
            PHONE,
            field("deputy", "notice-field-deputy", Kind::Section(PERSON)),
        ],
    ),
    one(
        "data_protection_officer",
        &[
            field("designated", "notice-field-designated", Kind::Flag),
            TEXT,
            EMAIL,
            PHONE,
        ],
    ),
    one(
        "register",
        &[field("name", "notice-field-register-name", Kind::Texts)],
    ),
];

static BASIS: &[Field] = &[
    field(
        "connections",
        "notice-field-connections",
        Kind::Words(words::<ConnectionKind>),
    ),
    field(
        "basis",
        "notice-field-basis",
        Kind::Word(words::<LegalBasis>),
    ),
    field("interest", "notice-field-interest", Kind::Interest),
    field("text", "notice-field-basis-text", Kind::Texts),
];

static WHY: &[Part] = &[
    one("basis", TEXT_ALONE),
    many(
        "connection",
        "kind",
        &[
            field(
                "kind",
                "notice-field-connection",
                Kind::Word(words::<ConnectionKind>),
            ),
            TEXT,
            field(
                "inactivity",
                "notice-field-inactivity",
                Kind::Section(&[field("period", "notice-field-period", Kind::Line)]),
            ),
        ],
    ),
    many(
        "interest",
        "key",
        &[
            KEY,
            field("text", "notice-field-interest-text", Kind::Texts),
            field(
                "balancing",
                "notice-field-balancing",
                Kind::Section(&[
                    field("text", "notice-field-balancing-text", Kind::Texts),
                    field("dated", "notice-field-dated", Kind::Day),
                    field("reviewer", "notice-field-reviewer", Kind::Line),
                    field("next_review", "notice-field-next-review", Kind::Day),
                ]),
            ),
        ],
    ),
    one("purposes", TEXT_ALONE),
    many(
        "purpose",
        "key",
        &[
            field("key", "notice-field-purpose", Kind::Word(declared_purposes)),
            TEXT,
            field("basis", "notice-field-basis", Kind::List(BASIS)),
        ],
    ),
    one(
        "collection",
        &[
            TEXT,
            field(
                "relies_on",
                "notice-field-relies-on",
                Kind::Words(words::<LegalBasis>),
            ),
            field("way", "notice-field-way", Kind::List(TEXT_ALONE)),
        ],
    ),
    many(
        "source",
        "kind",
        &[
            field(
                "kind",
                "notice-field-source",
                Kind::Word(words::<SourceKind>),
            ),
            TEXT,
            field("public", "notice-field-public", Kind::Flag),
            CATEGORIES,
        ],
    ),
    one(
        "recording",
        &[
            TEXT,
            field(
                "reasons",
                "notice-field-reasons",
                Kind::Words(words::<RecordingReason>),
            ),
            field("told", "notice-field-told", Kind::Texts),
            field("basis", "notice-field-basis", Kind::List(BASIS)),
        ],
    ),
];

static WHAT: &[Part] = &[
    one("categories", TEXT_ALONE),
    many(
        "category",
        "key",
        &[
            field(
                "key",
                "notice-field-category",
                Kind::Word(words::<Category>),
            ),
            TEXT,
            field(
                "purposes",
                "notice-field-purposes",
                Kind::Words(declared_purposes),
            ),
            field("given", "notice-field-given", Kind::Word(words::<Given>)),
            field("without", "notice-field-without", Kind::Texts),
        ],
    ),
    many(
        "field",
        "key",
        &[
            KEY,
            TEXT,
            field(
                "kind",
                "notice-field-field-kind",
                Kind::Word(words::<FieldKind>),
            ),
            field(
                "category",
                "notice-field-category",
                Kind::Word(categories_of_fields),
            ),
            field(
                "party",
                "notice-field-field-party",
                Kind::Word(words::<FieldParty>),
            ),
            field("period", "notice-field-field-period", Kind::Period),
            field("choice", "notice-field-choice", Kind::List(&[KEY, TEXT])),
        ],
    ),
    one(
        "identity_code",
        &[
            TEXT,
            field(
                "grounds",
                "notice-field-grounds",
                Kind::Words(words::<IdentityCodeGround>),
            ),
        ],
    ),
];

static WHOM: &[Part] = &[
    one(
        "disclosure",
        &[
            field("automatic", "notice-field-automatic", Kind::Flag),
            field("limits", "notice-field-limits", Kind::Texts),
            field(
                "ground",
                "notice-field-ground",
                Kind::List(&[
                    field(
                        "key",
                        "notice-field-ground",
                        Kind::Word(words::<DisclosureGround>),
                    ),
                    TEXT,
                    field("two", "notice-field-two", Kind::Tick),
                ]),
            ),
        ],
    ),
    many(
        "recipient",
        "key",
        &[
            KEY,
            field("name", "notice-field-recipient-name", Kind::Line),
            field("group", "notice-field-group", Kind::Texts),
            COUNTRY,
            field(
                "role",
                "notice-field-recipient-role",
                Kind::Word(words::<RecipientRole>),
            ),
            field(
                "ground",
                "notice-field-ground",
                Kind::Word(words::<DisclosureGround>),
            ),
            CATEGORIES,
            field("text", "notice-field-task", Kind::Texts),
        ],
    ),
    one(
        "transfers",
        &[
            TEXT,
            field(
                "country",
                "notice-field-transfer-country",
                Kind::List(&[
                    field("code", "notice-field-country", Kind::Line),
                    field(
                        "tool",
                        "notice-field-tool",
                        Kind::Word(words::<TransferTool>),
                    ),
                    TEXT,
                ]),
            ),
        ],
    ),
];

static INSIDE: &[Part] = &[
    one(
        "security",
        &[field(
            "measure",
            "notice-field-measure",
            Kind::List(TEXT_ALONE),
        )],
    ),
    many(
        "role",
        "key",
        &[
            KEY,
            field("title", "notice-field-role-title", Kind::Texts),
            field(
                "purposes",
                "notice-field-purposes",
                Kind::Words(words::<Purpose>),
            ),
            field("view", "notice-field-view", Kind::Words(words::<Category>)),
            field(
                "change",
                "notice-field-change",
                Kind::Words(words::<Category>),
            ),
            field("scope", "notice-field-scope", Kind::Word(scopes)),
            field("before_days", "notice-field-before-days", Kind::Number),
            field("after_days", "notice-field-after-days", Kind::Number),
            field("rights", "notice-field-rights", Kind::Words(words::<Right>)),
        ],
    ),
];

static MARKETING: &[Field] = &[
    TEXT,
    field(
        "persons",
        "notice-field-persons",
        Kind::Words(words::<Permission>),
    ),
    field(
        "organisations",
        "notice-field-organisations",
        Kind::Words(words::<Permission>),
    ),
    field("refusal", "notice-field-refusal", Kind::Texts),
    field("stop_address", "notice-field-stop-address", Kind::Line),
    field("suppression", "notice-field-suppression", Kind::Texts),
];

static DECISIONS: &[Field] = &[
    field("used", "notice-field-used", Kind::Flag),
    TEXT,
    field("logic", "notice-field-logic", Kind::Texts),
    field("review", "notice-field-human-review", Kind::Texts),
];

static BY_MACHINE: &[Field] = &[
    field("used", "notice-field-used", Kind::Flag),
    TEXT,
    field("logic", "notice-field-logic", Kind::Texts),
];

static RIGHTS: &[Part] = &[
    many(
        "right",
        "kind",
        &[
            field(
                "kind",
                "notice-field-right",
                Kind::Word(words::<SubjectRight>),
            ),
            TEXT,
        ],
    ),
    one(
        "requests",
        &[
            TEXT,
            field(
                "channels",
                "notice-field-channels",
                Kind::Words(words::<Channel>),
            ),
            field("written", "notice-field-written", Kind::Flag),
            field("signed", "notice-field-signed", Kind::Flag),
            field("time", "notice-field-time", Kind::Texts),
            field("cost", "notice-field-cost", Kind::Texts),
            field("identity", "notice-field-identity", Kind::Texts),
            NAME,
            field("address", "notice-field-address", Kind::Section(ADDRESS)),
        ],
    ),
    one(
        "objection",
        &[
            TEXT,
            field("marketing", "notice-field-objection-marketing", Kind::Texts),
        ],
    ),
    one("automated_decisions", DECISIONS),
    one("profiling", BY_MACHINE),
    one("marketing", MARKETING),
    one(
        "authority",
        &[
            field("name", "notice-field-name", Kind::Texts),
            TEXT,
            EMAIL,
            PHONE,
            WEB,
            field("address", "notice-field-address", Kind::Section(ADDRESS)),
        ],
    ),
];

static TIME: &[Part] = &[
    one("retention", TEXT_ALONE),
    many(
        "clock",
        "of",
        &[
            field("of", "notice-field-of", Kind::Word(words::<Kept>)),
            field("period", "notice-field-period", Kind::Period),
            field(
                "starts",
                "notice-field-starts",
                Kind::Word(words::<ClockStart>),
            ),
            field(
                "ground",
                "notice-field-clock-ground",
                Kind::Word(words::<RetentionGround>),
            ),
            field("review", "notice-field-review", Kind::Period),
            field("by", "notice-field-by", Kind::Word(words::<ErasedBy>)),
            TEXT,
        ],
    ),
    one("changes", TEXT_ALONE),
];
