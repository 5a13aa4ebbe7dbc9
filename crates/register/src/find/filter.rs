//! What a list of customers is narrowed by, as it stands in its address.
//!
//! Invariants: an address holds keys, days, numbers of tags and postal codes, never a name of
//! anyone, and so nothing of a person; what a role may not see narrows nothing for it, and that is said.

use basics::{Day, Language, TagId};
use formats::Municipality;
use guard::category::{Company, Contact, Other, Permissions, Services};
use guard::{Ask, Label, PartyKind, Work};
use policy::{Category, ConnectionKind, DeclaredField, FieldKey, Policy, Purpose};

use crate::people::Fits;
use crate::web::Fields;

/// What a list is narrowed by; by nothing where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A person or an organisation.
    pub kind: Option<PartyKind>,
    /// Why she is held, today.
    pub connection: Option<ConnectionKind>,
    /// In which language she is served.
    pub language: Option<Language>,
    /// Her postal code, whole.
    pub postal: Option<String>,
    /// The municipality of her postal code.
    pub municipality: Option<Municipality>,
    /// A tag she has.
    pub tag: Option<TagId>,
    /// What was chosen in a field of the company: the field and the choice.
    pub chosen: Option<(FieldKey, FieldKey)>,
    /// From which day she is in the register.
    pub from: Option<Day>,
    /// Until which day she came into the register.
    pub until: Option<Day>,
    /// Since which day nobody wrote a note about her.
    pub quiet: Option<Day>,
    /// Whether she has a turvakielto.
    pub protected: Option<bool>,
    /// Whether she is dead.
    pub deceased: Option<bool>,
    /// Whether marketing is forbidden.
    pub ban: Option<bool>,
    /// Whether the processing is restricted.
    pub restricted: Option<bool>,
}

/// Which filters somebody may use at all, beside those that everyone who sees lists may.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, asked by its name"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hers {
    /// By where customers live.
    pub contact: bool,
    /// By tags and notes.
    pub other: bool,
    /// By fields of the company that lie among ordered services.
    pub services: bool,
    /// By those that lie among a company's data.
    pub company: bool,
    /// By prohibitions.
    pub permissions: bool,
    /// By restriction: whoever answers the rights of customers.
    pub restricted: bool,
}

impl Hers {
    /// Those of this unit's actor under its purpose.
    #[must_use]
    pub fn of(work: &Work<'_>) -> Self {
        let list = Ask::list(&[]);
        Self {
            contact: work.could::<Contact>(&list),
            other: work.could::<Other>(&list),
            services: work.could::<Services>(&list),
            company: work.could::<Company>(&list),
            permissions: work.could::<Permissions>(&list),
            restricted: work.purpose() == Purpose::Rights,
        }
    }
}

impl Hers {
    /// Whether she may be shown who has what in a category that fields of the company lie in.
    const fn lists(self, category: Category) -> bool {
        match category {
            Category::Contact => self.contact,
            Category::Services => self.services,
            Category::Company => self.company,
            Category::Other => self.other,
            _ => false,
        }
    }
}

/// The names of the fields, in the order in which they stand in an address.
pub(super) const FIELDS: [&str; 14] = [
    "kind",
    "connection",
    "language",
    "postal",
    "municipality",
    "tag",
    "field",
    "from",
    "until",
    "quiet",
    "protected",
    "deceased",
    "ban",
    "restricted",
];

fn flag(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

impl Filter {
    /// What stands in the fields of a form or an address, and the fields that are not understood.
    #[must_use]
    pub fn read(fields: &Fields) -> (Self, Vec<&'static str>) {
        let (mut filter, mut wrong) = (Self::default(), Vec::new());
        for field in FIELDS {
            let text = fields.text(field);
            if !text.is_empty() && !filter.set(field, text) {
                wrong.push(field);
            }
        }
        if filter.from > filter.until && filter.until.is_some() {
            wrong.push("until");
        }
        (filter, wrong)
    }

    /// What a text says that [`Filter::query`] made; nothing where it is of no such form.
    #[must_use]
    pub fn of_query(query: &str) -> Option<Self> {
        let mut filter = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (field, text) = pair.split_once('=')?;
            let field = FIELDS.into_iter().find(|one| *one == field)?;
            filter.set(field, text).then_some(())?;
        }
        Some(filter)
    }

    /// Whether what the field says is understood.
    fn set(&mut self, field: &str, text: &str) -> bool {
        match field {
            "kind" => set(&mut self.kind, PartyKind::from_key(text)),
            "connection" => set(&mut self.connection, ConnectionKind::from_key(text)),
            "language" => set(&mut self.language, text.parse().ok()),
            "postal" => set(&mut self.postal, postal_code(text)),
            "municipality" => set(&mut self.municipality, municipality(text)),
            "tag" => set(&mut self.tag, text.parse().ok()),
            "field" => set(&mut self.chosen, chosen(text)),
            "from" => set(&mut self.from, Day::parse(text).ok()),
            "until" => set(&mut self.until, Day::parse(text).ok()),
            "quiet" => set(&mut self.quiet, Day::parse(text).ok()),
            "protected" => set(&mut self.protected, flag(text)),
            "deceased" => set(&mut self.deceased, flag(text)),
            "ban" => set(&mut self.ban, flag(text)),
            "restricted" => set(&mut self.restricted, flag(text)),
            _ => false,
        }
    }

    /// What a field holds, as an address says it.
    #[must_use]
    pub fn holds(&self, field: &str) -> Option<String> {
        let flag = |flag: Option<bool>| flag.map(|flag| if flag { "yes" } else { "no" }.to_owned());
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        match field {
            "kind" => self.kind.map(|kind| kind.key().to_owned()),
            "connection" => self.connection.map(|kind| kind.key().to_owned()),
            "language" => self.language.map(|language| language.code().to_owned()),
            "postal" => self.postal.clone(),
            "municipality" => self.municipality.map(Municipality::number),
            "tag" => self.tag.map(|tag| tag.to_string()),
            "field" => self
                .chosen
                .map(|(field, choice)| format!("{field}:{choice}")),
            "from" => day(self.from),
            "until" => day(self.until),
            "quiet" => day(self.quiet),
            "protected" => flag(self.protected),
            "deceased" => flag(self.deceased),
            "ban" => flag(self.ban),
            "restricted" => flag(self.restricted),
            _ => None,
        }
    }

    /// The fields that narrow.
    pub(super) fn narrowing(&self) -> impl Iterator<Item = &'static str> + '_ {
        let narrows = |field: &&'static str| self.holds(field).is_some();
        FIELDS.into_iter().filter(narrows)
    }

    /// As it stands behind the question mark of an address: letters, digits, dashes, and the marks
    /// within the name of a choice.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = self.narrowing().filter_map(|field| {
            let held = self.holds(field)?;
            Some([field, "=", &held].concat())
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    /// The same without one of its fields.
    #[must_use]
    pub fn without(&self, field: &str) -> Self {
        let kept = self.narrowing().filter(|one| *one != field);
        let mut filter = Self::default();
        for field in kept {
            filter.set(field, &self.holds(field).unwrap_or_default());
        }
        filter
    }

    /// Whether nothing narrows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What of it somebody may use, and whether something was left out.
    #[must_use]
    pub fn left_to(&self, hers: Hers, policy: &Policy) -> (Self, bool) {
        let mut filter = self.clone();
        if !hers.contact {
            (filter.postal, filter.municipality) = (None, None);
        }
        if !hers.other {
            (filter.tag, filter.quiet) = (None, None);
        }
        // Nor what the notice does not declare, or not any more.
        let declared = self.declared(policy);
        if !declared.is_some_and(|field| hers.lists(field.category)) {
            filter.chosen = None;
        }
        if !hers.permissions {
            filter.ban = None;
        }
        if !hers.restricted {
            filter.restricted = None;
        }
        let left_out = filter != *self;
        (filter, left_out)
    }

    /// The field of the company that narrows, where the notice declares it with that choice.
    fn declared<'p>(&self, policy: &'p Policy) -> Option<&'p DeclaredField> {
        let (field, choice) = self.chosen?;
        let field = policy.field(field.as_str())?;
        field.choice(choice.as_str()).map(|_| field)
    }

    /// The categories that whoever is shown by it is shown something of.
    pub(super) fn tells(&self, policy: &Policy) -> Vec<Category> {
        let tells = [
            (
                self.postal.is_some() || self.municipality.is_some(),
                Category::Contact,
            ),
            (self.tag.is_some() || self.quiet.is_some(), Category::Other),
            (self.ban.is_some(), Category::Permissions),
        ];
        let told = tells.into_iter().filter(|(tells, _)| *tells);
        let mut told: Vec<Category> = told.map(|(_, category)| category).collect();
        let field = self.declared(policy).map(|field| field.category);
        told.extend(field.filter(|category| !told.contains(category)));
        told
    }

    /// What the blind index finds by.
    pub(super) fn labels(&self, policy: &Policy) -> Vec<Label> {
        let tag = self.tag.map(|tag| Label::Tag(tag.to_string()));
        let postal = self.postal.clone().map(Label::PostalCode);
        let municipality = self.municipality.map(Municipality::number);
        let municipality = municipality.map(Label::Municipality);
        let chosen = self.chosen.map(|(field, choice)| {
            // What the notice does not declare nobody has: it was left out before, or finds nobody.
            let category = self
                .declared(policy)
                .map_or(Category::Other, |one| one.category);
            Label::Chosen(category, field.to_string(), choice.to_string())
        });
        tag.into_iter()
            .chain(postal)
            .chain(municipality)
            .chain(chosen)
            .collect()
    }

    /// What lies in the clear.
    pub(super) fn fits(&self, work: &Work<'_>) -> Fits {
        let zone = &work.policy().controller().zone;
        let rights = work.purpose() == Purpose::Rights;
        Fits {
            kind: self.kind,
            language: self.language,
            connection: self.connection,
            protected: self.protected,
            deceased: self.deceased,
            // Whoever is restricted is shown to nobody else, and is not counted for them either.
            restricted: if rights { self.restricted } else { Some(false) },
            ban: self.ban,
            from: self.from.map(|day| zone.start_of(day)),
            before: self.until.map(|day| zone.start_of(day.plus_days(1))),
            no_note_since: self.quiet.map(|day| zone.start_of(day)),
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

/// A municipality by its number, or by its name as somebody types it.
fn municipality(text: &str) -> Option<Municipality> {
    Municipality::of_number(text).or_else(|| Municipality::of_name(text))
}

/// A choice of a field of the company: `heating:oil`.
fn chosen(text: &str) -> Option<(FieldKey, FieldKey)> {
    let (field, choice) = text.split_once(':')?;
    Some((FieldKey::parse(field)?, FieldKey::parse(choice)?))
}

/// A Finnish postal code: five digits.
fn postal_code(text: &str) -> Option<String> {
    let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields::of(pairs.iter().map(owned).collect())
    }

    #[test]
    fn an_address_says_what_was_asked_for_and_reads_back() {
        let typed = [
            ("kind", "person"),
            ("language", "sv"),
            ("postal", "40100"),
            ("municipality", "Jyväskylä"),
            ("from", "1.2.2026"),
            ("until", "2026-03-31"),
            ("ban", "no"),
            ("tag", "0000000000007"),
            ("field", "heating:oil"),
            ("connection", ""),
        ];
        let (filter, wrong) = Filter::read(&fields(&typed));
        assert_eq!(wrong, Vec::<&str>::new());
        let query = filter.query();
        assert_eq!(
            query,
            "kind=person&language=sv&postal=40100&municipality=179&tag=0000000000007&field=heating:oil&from=2026-02-01&until=2026-03-31&ban=no"
        );
        assert_eq!(Filter::of_query(&query), Some(filter.clone()));
        assert_eq!(filter.without("tag").holds("tag"), None);
        assert_eq!(filter.without("tag").narrowing().count(), 8);
        assert_eq!(Filter::of_query("name=maija"), None);
        assert_eq!(Filter::of_query(""), Some(Filter::default()));
    }

    #[test]
    fn what_is_not_understood_is_named_and_no_name_gets_into_an_address() {
        let typed = [
            ("kind", "robot"),
            ("postal", "Jyväskylä"),
            ("municipality", "Kumpula"),
            ("from", "ensi viikolla"),
            ("until", "1.1.2020"),
            ("field", "heating"),
        ];
        let (filter, wrong) = Filter::read(&fields(&typed));
        assert_eq!(wrong, ["kind", "postal", "municipality", "field", "from"]);
        assert_eq!(filter.query(), "until=2020-01-01");
        let swapped = [("from", "2.1.2026"), ("until", "1.1.2026")];
        assert_eq!(Filter::read(&fields(&swapped)).1, ["until"]);
    }

    #[test]
    fn what_a_role_may_not_see_narrows_nothing_for_it() {
        let query = "postal=40100&municipality=179&tag=0000000000007&field=heating:oil&quiet=2026-01-01&deceased=no&ban=yes&restricted=yes";
        let filter = Filter::of_query(query).unwrap();
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = Policy::parse(notice, "tlmaint.toml").expect("the notice");
        let nothing = Hers {
            contact: false,
            other: false,
            services: false,
            company: false,
            permissions: false,
            restricted: false,
        };
        let (left, left_out) = filter.left_to(nothing, &policy);
        assert!(left_out);
        assert_eq!(left.query(), "deceased=no");
        let (same, left_out) = left.left_to(nothing, &policy);
        assert!(!left_out && same == left);
        let services = Hers {
            services: true,
            ..nothing
        };
        let (left, _) = filter.left_to(services, &policy);
        assert_eq!(left.query(), "field=heating:oil&deceased=no");
        for unknown in [
            "field=heating:turf",
            "field=shoe_size:large",
            "field=pets:dog",
        ] {
            let filter = Filter::of_query(unknown).unwrap();
            let (left, left_out) = filter.left_to(services, &policy);
            assert!(left_out && left.is_empty(), "{unknown}");
        }
    }
}
