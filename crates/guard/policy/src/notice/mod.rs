//! The notice in types.
//!
//! One section of the file is one type; the order here is the order of the printed notice. What
//! is optional here is what a notice may fail to state: [`Policy::check`] says so.

mod clock;
mod country;
mod field;
mod period;
mod subject;
mod uses;
mod what;
mod who;
mod whom;
mod why;

use std::collections::BTreeSet;

use basics::Language;
use sha2::{Digest, Sha256};

use crate::mark::Wording;
use crate::read::{Broken, Page, Table};
use crate::{
    Category, ConnectionKind, DisclosureGround, Kept, LegalBasis, Permission, Purpose, Role,
    RoleKey, SubjectRight,
};

pub use clock::{Ceiling, Clock, Floor, Time, ceiling, floor};
pub use country::{in_eea, in_eea_on};
pub use field::{DeclaredField, FieldChoice, FieldKey};
pub use formats::Country;
pub use period::{Period, Unit};
pub use subject::{ByMachine, DeclaredRight, Marketing, Objection, Requests};
pub use what::{Collection, DeclaredCategory, IdentityCodeRule, Recording, Source};
pub use who::{Address, Authority, Contact, Controller, Officer};
pub use whom::{DeclaredGround, Disclosure, Receiver, Recipient, Security, Transfer, Transfers};
pub use why::{
    BUILT_IN, Balancing, Basis, BuiltIn, Connection, DeclaredPurpose, Inactivity, Interest,
};

/// A notice that was read whole. Everything the program enforces and prints comes from it.
#[derive(Debug, Clone)]
pub struct Policy {
    title: Wording,
    controller: Controller,
    contact: Contact,
    register: Wording,
    stated: Stated,
    digest: [u8; 32],
}

/// What a notice may leave unstated.
#[derive(Debug, Clone)]
struct Stated {
    officer: Option<Officer>,
    basis_text: Option<Wording>,
    connections: Vec<Connection>,
    interests: Vec<Interest>,
    collection: Option<Collection>,
    sources: Vec<Source>,
    purposes_text: Option<Wording>,
    purposes: Vec<DeclaredPurpose>,
    recording: Option<Recording>,
    categories_text: Option<Wording>,
    categories: Vec<DeclaredCategory>,
    fields: Vec<DeclaredField>,
    identity_code: Option<IdentityCodeRule>,
    disclosure: Option<Disclosure>,
    recipients: Vec<Recipient>,
    transfers: Option<Transfers>,
    security: Security,
    roles: Vec<Role>,
    rights: Vec<DeclaredRight>,
    requests: Option<Requests>,
    objection: Option<Objection>,
    automated_decisions: Option<ByMachine>,
    profiling: Option<ByMachine>,
    marketing: Option<Marketing>,
    authority: Option<Authority>,
    retention_text: Option<Wording>,
    clocks: Vec<Clock>,
    changes: Option<Wording>,
}

/// What a purpose rests on that is part of every notice; nothing of what a notice declares itself.
pub(crate) fn bases_built_in(purpose: Purpose) -> impl Iterator<Item = LegalBasis> {
    let all = BUILT_IN.iter();
    all.filter(move |one| one.purpose == purpose)
        .map(|one| one.basis)
}

impl Policy {
    /// Reads a notice file. `file` is its name, for the problems.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, in its order: syntax, unknown keys and words,
    /// missing texts, periods the law does not allow.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<Broken>> {
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        Page::new(file, text).read(|root| Self::read(root, digest))
    }

    /// Reads a notice that was published, maybe when less was looked at. `file` is its name.
    ///
    /// # Errors
    ///
    /// As [`Policy::parse`], but for what only younger rules refuse.
    pub fn parse_published(text: &str, file: &str) -> Result<Self, Vec<Broken>> {
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        Page::new(file, text).read_published(|root| Self::read(root, digest))
    }

    fn read(root: &Table<'_, '_>, digest: [u8; 32]) -> Option<Self> {
        let sole = |key, inner: &'static str| {
            root.section(key, |table| table.need(inner, table.wording(inner)))
        };
        let title = root.need("notice", sole("notice", "title"));
        let controller = root.need("controller", root.section("controller", Controller::read));
        let contact = root.need("contact", root.section("contact", Contact::read));
        let register = root.need("register", sole("register", "name"));
        let stated = Stated::read(root);
        root.done();
        Some(Self {
            title: title?,
            controller: controller?,
            contact: contact?,
            register: register?,
            stated,
            digest,
        })
    }
}

impl Stated {
    fn read(root: &Table<'_, '_>) -> Self {
        let sole = |key| root.section(key, |table| table.need("text", table.wording("text")));
        let interests = root.list("interest", Interest::read);
        let keys: BTreeSet<&str> = interests.iter().map(|one| one.key.as_str()).collect();
        let purposes = root.list("purpose", |table| DeclaredPurpose::read(table, &keys));
        let recording = root.section("recording", |table| Recording::read(table, &keys));
        let stated = Self {
            officer: root.section("data_protection_officer", Officer::read),
            basis_text: sole("basis"),
            connections: root.list("connection", Connection::read),
            collection: root.section("collection", Collection::read),
            sources: root.list("source", Source::read),
            purposes_text: sole("purposes"),
            purposes,
            recording,
            categories_text: sole("categories"),
            categories: root.list("category", DeclaredCategory::read),
            fields: root.list("field", DeclaredField::read),
            identity_code: root.section("identity_code", IdentityCodeRule::read),
            disclosure: root.section("disclosure", Disclosure::read),
            recipients: root.list("recipient", Recipient::read),
            transfers: root.section("transfers", Transfers::read),
            security: root
                .section("security", |table| Some(Security::read(table)))
                .unwrap_or_default(),
            roles: root.list("role", Role::read),
            rights: root.list("right", DeclaredRight::read),
            requests: root.section("requests", Requests::read),
            objection: root.section("objection", Objection::read),
            automated_decisions: root.section("automated_decisions", ByMachine::read_decisions),
            profiling: root.section("profiling", ByMachine::read),
            marketing: root.section("marketing", Marketing::read),
            authority: root.section("authority", Authority::read),
            retention_text: sole("retention"),
            clocks: root.list("clock", Clock::read),
            changes: sole("changes"),
            interests,
        };
        stated.once(root);
        stated
    }

    /// Refuses what is named twice: which of the two would hold?
    fn once(&self, root: &Table<'_, '_>) {
        fn named<'s, T>(
            list: &'s [T],
            of: impl Fn(&'s T) -> (&'s str, u32),
        ) -> Vec<(&'s str, u32)> {
            list.iter().map(of).collect()
        }
        let check = |list: &'static str, keys: Vec<(&str, u32)>| {
            let mut seen = BTreeSet::new();
            for (key, line) in keys {
                if !seen.insert(key) {
                    root.twice_on(line, list, key);
                }
            }
        };
        let connections = named(&self.connections, |one| (one.kind.key(), one.mark.line));
        check("connection", connections);
        let interests = named(&self.interests, |one| (one.key.as_str(), one.mark.line));
        check("interest", interests);
        let purposes = named(&self.purposes, |one| (one.purpose.key(), one.mark.line));
        check("purpose", purposes);
        let categories = named(&self.categories, |one| (one.category.key(), one.mark.line));
        check("category", categories);
        let fields = named(&self.fields, |one| (one.key.as_str(), one.mark.line));
        check("field", fields);
        let recipients = named(&self.recipients, |one| (one.key.as_str(), one.mark.line));
        check("recipient", recipients);
        let roles = named(&self.roles, |one| (one.key.as_str(), one.mark.line));
        check("role", roles);
        let rights = named(&self.rights, |one| (one.right.key(), one.mark.line));
        check("right", rights);
        let clocks = named(&self.clocks, |one| (one.kept.key(), one.mark.line));
        check("clock", clocks);
    }
}

/// What the program asks.
impl Policy {
    /// The role of this name.
    #[must_use]
    pub fn role(&self, key: &RoleKey) -> Option<&Role> {
        self.stated.roles.iter().find(|role| role.key == *key)
    }

    /// Whether anything may be stored in this category: the notice names it, or the law needs it.
    #[must_use]
    pub fn stores(&self, category: Category) -> bool {
        category.by_law() || self.category(category).is_some()
    }

    /// Whether data may be used for this purpose: the notice declares it, or it is built in.
    #[must_use]
    pub fn serves(&self, purpose: Purpose) -> bool {
        purpose.built_in() || self.purpose(purpose).is_some()
    }

    /// Whether a party may be held on this connection.
    #[must_use]
    pub fn holds(&self, kind: ConnectionKind) -> bool {
        self.stated
            .connections
            .iter()
            .any(|connection| connection.kind == kind)
    }

    /// What the notice says of a category, where it names it.
    #[must_use]
    pub fn category(&self, category: Category) -> Option<&DeclaredCategory> {
        self.stated
            .categories
            .iter()
            .find(|declared| declared.category == category)
    }

    /// What the notice says of a purpose, where it declares it.
    #[must_use]
    pub fn purpose(&self, purpose: Purpose) -> Option<&DeclaredPurpose> {
        self.stated
            .purposes
            .iter()
            .find(|declared| declared.purpose == purpose)
    }

    /// A purpose in the notice's words, or in common ones where the notice does not declare it.
    #[must_use]
    pub fn purpose_in_words(&self, purpose: Purpose, language: Language) -> String {
        self.purpose(purpose).map_or_else(
            || texts::say(language, &purpose.text_key()),
            |declared| declared.text.get(language).to_owned(),
        )
    }

    /// The legal bases of a purpose for people of a connection, built-in purposes among them.
    #[must_use]
    pub fn bases(&self, purpose: Purpose, kind: ConnectionKind) -> BTreeSet<LegalBasis> {
        let declared = self
            .purpose(purpose)
            .into_iter()
            .flat_map(|declared| &declared.bases);
        let declared = declared.filter(|basis| basis.connections.contains(&kind));
        let declared = declared.map(|basis| basis.basis);
        declared.chain(bases_built_in(purpose)).collect()
    }

    /// The interest of this name.
    #[must_use]
    pub fn interest(&self, key: &str) -> Option<&Interest> {
        self.stated
            .interests
            .iter()
            .find(|interest| interest.key == key)
    }

    /// The clock of this, where the notice has one.
    #[must_use]
    pub fn clock(&self, kept: Kept) -> Option<&Clock> {
        self.stated.clocks.iter().find(|clock| clock.kept == kept)
    }

    /// How long this is kept; [`Time::NotStated`] where the notice has no clock for it.
    #[must_use]
    pub fn time(&self, kept: Kept) -> Time {
        self.clock(kept).map_or(Time::NotStated, |clock| clock.time)
    }

    /// The recipient of this name.
    #[must_use]
    pub fn recipient(&self, key: &str) -> Option<&Recipient> {
        self.stated
            .recipients
            .iter()
            .find(|recipient| recipient.key == key)
    }

    /// Whether the notice allows giving data on this ground.
    #[must_use]
    pub fn discloses(&self, ground: DisclosureGround) -> bool {
        let declared = self
            .stated
            .disclosure
            .iter()
            .flat_map(|disclosure| &disclosure.grounds);
        declared
            .into_iter()
            .any(|declared| declared.ground == ground)
    }

    /// Whether data may be processed in this country: it is in the EEA, or the notice names a
    /// transfer there.
    #[must_use]
    pub fn allows_country(&self, country: Country) -> bool {
        let named = || {
            self.stated
                .transfers
                .iter()
                .flat_map(|transfers| &transfers.countries)
        };
        in_eea(country) || named().any(|transfer| transfer.country == country)
    }

    /// What the notice says of a right of data subjects.
    #[must_use]
    pub fn right(&self, right: SubjectRight) -> Option<&DeclaredRight> {
        self.stated
            .rights
            .iter()
            .find(|declared| declared.right == right)
    }

    /// Whether something rests on consent: a basis, a connection, or marketing.
    #[must_use]
    pub fn relies_on_consent(&self) -> bool {
        let bases = self
            .stated
            .purposes
            .iter()
            .flat_map(|purpose| &purpose.bases);
        let recording = self
            .stated
            .recording
            .iter()
            .flat_map(|recording| &recording.bases);
        let claimed = self
            .stated
            .collection
            .iter()
            .flat_map(|collection| &collection.relies_on);
        let marketing = self
            .stated
            .marketing
            .iter()
            .flat_map(|marketing| &marketing.persons);
        self.holds(ConnectionKind::Consent)
            || marketing
                .into_iter()
                .any(|permission| *permission == Permission::Consent)
            || bases
                .chain(recording)
                .any(|basis| basis.basis == LegalBasis::Consent)
            || claimed
                .into_iter()
                .any(|basis| *basis == LegalBasis::Consent)
    }

    /// SHA-256 of the file's text: which version of the notice this is.
    #[must_use]
    pub const fn digest(&self) -> [u8; 32] {
        self.digest
    }
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = |$policy:ident| $value:expr;)*) => {
        /// What is printed, section by section.
        impl Policy {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> $kind {
                    let $policy = self;
                    $value
                }
            )*
        }
    };
}

accessors! {
    /// The heading of the notice.
    title: &Wording = |p| &p.title;
    /// § 1: the controller.
    controller: &Controller = |p| &p.controller;
    /// § 2: the contact person.
    contact: &Contact = |p| &p.contact;
    /// Whether there is a data protection officer; nothing where the notice does not say.
    officer: Option<&Officer> = |p| p.stated.officer.as_ref();
    /// § 3: the name of the register.
    register: &Wording = |p| &p.register;
    /// § 4: the legal basis in general.
    basis_text: Option<&Wording> = |p| p.stated.basis_text.as_ref();
    /// Whom the register holds.
    connections: &[Connection] = |p| &p.stated.connections;
    /// The legitimate interests pursued.
    interests: &[Interest] = |p| &p.stated.interests;
    /// § 5: how data is collected.
    collection: Option<&Collection> = |p| p.stated.collection.as_ref();
    /// Where data comes from.
    sources: &[Source] = |p| &p.stated.sources;
    /// § 5: the sentence before the purposes.
    purposes_text: Option<&Wording> = |p| p.stated.purposes_text.as_ref();
    /// § 5: the purposes the controller declares. Those of every notice are [`BUILT_IN`].
    purposes: &[DeclaredPurpose] = |p| &p.stated.purposes;
    /// § 5: the recording of calls.
    recording: Option<&Recording> = |p| p.stated.recording.as_ref();
    /// § 6: the sentence before the categories.
    categories_text: Option<&Wording> = |p| p.stated.categories_text.as_ref();
    /// § 6: the categories the controller names. Those of every notice: [`Category::by_law`].
    categories: &[DeclaredCategory] = |p| &p.stated.categories;
    /// § 6: the fields the controller declares for itself.
    fields: &[DeclaredField] = |p| &p.stated.fields;
    /// On which grounds identity codes are processed.
    identity_code: Option<&IdentityCodeRule> = |p| p.stated.identity_code.as_ref();
    /// § 7: when data is given to someone outside.
    disclosure: Option<&Disclosure> = |p| p.stated.disclosure.as_ref();
    /// § 7: to whom.
    recipients: &[Recipient] = |p| &p.stated.recipients;
    /// § 7: transfers outside the EEA; nothing where the notice does not say.
    transfers: Option<&Transfers> = |p| p.stated.transfers.as_ref();
    /// § 8: how the data is protected.
    security: &Security = |p| &p.stated.security;
    /// § 8: who may see what.
    roles: &[Role] = |p| &p.stated.roles;
    /// § 9: the rights of data subjects.
    rights: &[DeclaredRight] = |p| &p.stated.rights;
    /// § 9: how requests are made.
    requests: Option<&Requests> = |p| p.stated.requests.as_ref();
    /// The right to object, set apart (GDPR art. 21(4)).
    objection: Option<&Objection> = |p| p.stated.objection.as_ref();
    /// Whether decisions are made by machine alone; nothing where the notice does not say.
    automated_decisions: Option<&ByMachine> = |p| p.stated.automated_decisions.as_ref();
    /// Whether people are profiled; nothing where the notice does not say.
    profiling: Option<&ByMachine> = |p| p.stated.profiling.as_ref();
    /// Electronic direct marketing.
    marketing: Option<&Marketing> = |p| p.stated.marketing.as_ref();
    /// The supervisory authority.
    authority: Option<&Authority> = |p| p.stated.authority.as_ref();
    /// § 10: when data is erased, in general.
    retention_text: Option<&Wording> = |p| p.stated.retention_text.as_ref();
    /// § 10: how long each thing is kept.
    clocks: &[Clock] = |p| &p.stated.clocks;
    /// How changes of the notice are told.
    changes: Option<&Wording> = |p| p.stated.changes.as_ref();
}
