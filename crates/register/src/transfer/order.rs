//! What is imported and how, as the importer said it once for the whole file.
//!
//! Invariants: nothing is imported on a connection, from a source or with a ground that the notice
//! does not name; a run that goes on does so under the order it began with.

use std::collections::BTreeMap;
use std::str::FromStr;

use basics::{Code, Coded, Day, Language};
use formats::headings::Heading;
use formats::{Artificial, BusinessId, Email, IdentityCode, Phone, fold};
use guard::Exact;
use policy::{ConnectionKind, FieldKey, IdentityCodeGround, Policy, SourceKind, Word};
use serde::Deserialize;
use utoipa::ToSchema;

use super::kind::What;
use super::mapping::Own;
use crate::fields;
use crate::people::{KeyValue, Reason, Terms};

/// What becomes of rows about customers who are there, and of those about others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportMode)]
pub enum Mode {
    /// New ones are created, those who are there stay as they are.
    #[default]
    Create,
    /// Those who are there are brought up to date, rows about others are not taken.
    Update,
    /// Those who are there are brought up to date, new ones created.
    Upsert,
}

impl Mode {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Create, Self::Update, Self::Upsert];

    /// `create`, `update`, `upsert`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Upsert => "upsert",
        }
    }

    /// The mode with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.key() == key)
    }
}

/// By which column customers who are there are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportKey)]
pub enum Key {
    /// By what makes them certainly the same: business id or identity code.
    #[default]
    Certain,
    /// By the register's own customer number.
    CustomerNumber,
    /// By the business id.
    BusinessId,
    /// By the identity code, where the law allows it.
    IdentityCode,
    /// By the e-mail address.
    Email,
    /// By the phone number.
    Phone,
}

impl Key {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Certain,
        Self::CustomerNumber,
        Self::BusinessId,
        Self::IdentityCode,
        Self::Email,
        Self::Phone,
    ];

    /// The column it stands in; nothing where that is not one column.
    #[must_use]
    pub const fn heading(self) -> Option<Heading> {
        Some(match self {
            Self::Certain => return None,
            Self::CustomerNumber => Heading::CustomerNumber,
            Self::BusinessId => Heading::BusinessId,
            Self::IdentityCode => Heading::IdentityCode,
            Self::Email => Heading::Email,
            Self::Phone => Heading::Phone,
        })
    }

    /// `certain`, `customer_number`, `email` …
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self.heading() {
            None => "certain",
            Some(heading) => heading.key(),
        }
    }

    /// The key with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// What is imported, and how.
#[derive(Clone)]
pub struct Order {
    /// What the list is about.
    pub what: What,
    /// What becomes of rows about customers who are there.
    pub mode: Mode,
    /// By which column they are found.
    pub key: Key,
    /// Which sheet of a workbook, by its place from nought.
    pub sheet: Option<usize>,
    /// What columns hold, by their places from nought, where their headings do not tell; nothing:
    /// left out.
    pub columns: BTreeMap<usize, Option<Heading>>,
    /// The fields of the company that it may hold.
    pub own: Own,
    /// What the importer said about the whole file.
    pub terms: Terms,
    /// The importer's language, in which the rows that are not taken tell why.
    pub reader: Language,
    /// Where the data comes from, in her word.
    pub source: String,
    /// Whether rows that may be someone known are taken as new.
    pub create_likely: bool,
    /// Whether columns with unknown headings are left out.
    pub ignore_unknown: bool,
    /// Check everything, store nothing.
    pub dry_run: bool,
}

/// What the notice does not name, so that nothing is imported by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The connection, or one that cannot be told by a list.
    #[error("the notice does not name this connection")]
    Connection,
    /// The source.
    #[error("the notice does not name this source")]
    Source,
    /// The ground of identity codes.
    #[error("the notice does not name this ground")]
    Ground,
    /// Bringing customers up to date, by somebody who may not see and change them.
    #[error("whoever may not see and change customers may not bring them up to date")]
    Mode,
}

impl Coded for Unfit {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Connection => "people.field.connection",
            Self::Source => "transfer.order.source",
            Self::Ground => "people.field.identity_code_ground",
            Self::Mode => "transfer.order.mode",
        })
    }
}

/// Connections that a list can bring: which organisation a contact person belongs to, a plain list
/// does not tell.
pub(super) fn connections(policy: &Policy) -> Vec<ConnectionKind> {
    let listed = |kind: &ConnectionKind| *kind != ConnectionKind::ContactPersonOf;
    let all = ConnectionKind::ALL.into_iter().filter(listed);
    all.filter(|kind| policy.holds(*kind)).collect()
}

/// Sources that the notice names; all of them where it names none.
pub(super) fn sources(policy: &Policy) -> Vec<SourceKind> {
    let named: Vec<_> = policy.sources().iter().map(|source| source.kind).collect();
    if named.is_empty() {
        SourceKind::ALL.to_vec()
    } else {
        named
    }
}

/// Grounds on which the notice lets identity codes be stored.
pub(super) fn grounds(policy: &Policy) -> Vec<IdentityCodeGround> {
    let grounds = policy
        .identity_code()
        .map(|rule| rule.grounds.iter().copied().collect());
    grounds.unwrap_or_default()
}

/// Who said it, where nobody says it otherwise: the customers themselves, or the stakeholders.
#[must_use]
pub const fn usual_source(connection: ConnectionKind) -> SourceKind {
    match connection {
        ConnectionKind::Stakeholder => SourceKind::Stakeholder,
        _ => SourceKind::Person,
    }
}

impl Order {
    /// Whether the notice allows it.
    ///
    /// # Errors
    ///
    /// What it does not name.
    pub fn fits(&self, policy: &Policy) -> Result<(), Unfit> {
        let terms = &self.terms;
        if !connections(policy).contains(&terms.connection) {
            return Err(Unfit::Connection);
        }
        if !sources(policy).contains(&terms.source) {
            return Err(Unfit::Source);
        }
        match terms.identity_code_ground {
            Some(ground) if !grounds(policy).contains(&ground) => Err(Unfit::Ground),
            _ => Ok(()),
        }
    }

    /// By what the customer of a row is found, in a column; nothing where the field is empty.
    ///
    /// # Errors
    ///
    /// Why the field is none.
    pub(super) fn key_value(
        &self,
        heading: Heading,
        text: &str,
    ) -> Result<Option<KeyValue>, Reason> {
        let text = text.trim();
        let refused = |code| Reason {
            heading: Some(heading),
            own: None,
            code,
        };
        if text.is_empty() {
            return Ok(None);
        }
        let terms = &self.terms;
        let value = match heading {
            Heading::CustomerNumber => {
                let number = text.parse::<i64>().ok().filter(|number| *number > 0);
                let number = number.ok_or_else(|| refused(Code::new("transfer.row.number")));
                return Ok(Some(KeyValue::Number(number?)));
            }
            Heading::BusinessId => BusinessId::parse(text)
                .map(|id| Exact::BusinessId(id.to_string()))
                .map_err(|error| error.code()),
            Heading::IdentityCode if terms.identity_code_ground.is_none() => {
                Err(Code::new("people.field.identity_code_ground"))
            }
            Heading::IdentityCode => IdentityCode::parse(text, terms.today, terms.artificial)
                .map(|code| Exact::IdentityCode(code.expose().to_owned()))
                .map_err(|error| error.code()),
            Heading::Email => Email::parse(text)
                .map(|email| Exact::Email(email.folded()))
                .map_err(|error| error.code()),
            _ => Phone::parse(text)
                .map(|phone| Exact::Phone(phone.as_str().to_owned()))
                .map_err(|error| error.code()),
        };
        value
            .map(|exact| Some(KeyValue::Exact(exact)))
            .map_err(refused)
    }

    /// The order in words: what must be the same for a run that goes on.
    pub(super) fn said(&self) -> String {
        let ground = self.terms.identity_code_ground;
        let sheet = self
            .sheet
            .map_or_else(|| "-".to_owned(), |at| at.to_string());
        let words = [
            self.terms.connection.key(),
            self.terms.source.key(),
            ground.map_or("-", IdentityCodeGround::key),
            self.terms.language.code(),
            if self.create_likely { "create" } else { "-" },
            if self.ignore_unknown { "ignore" } else { "-" },
            self.what.key(),
            self.mode.key(),
            self.key.key(),
            &sheet,
            &said_columns(&self.columns, &self.own.chosen),
        ];
        words.join(" ")
    }

    /// What an order that was said in words is about.
    pub(super) fn what_of_said(said: &str) -> What {
        let what = said.split(' ').nth(6).and_then(What::from_key);
        // As orders were said before there were other lists than customers.
        what.unwrap_or(What::Customers)
    }

    /// The language, by an order that was said in words, of those whose rows tell none.
    pub(super) fn language_of_said(said: &str) -> Option<Language> {
        said.split(' ').nth(3)?.parse().ok()
    }

    /// The order that was said in words, for a reader of a language.
    pub(super) fn of_said(
        said: &str,
        source: &str,
        (policy, reader): (&Policy, Language),
        today: Day,
        artificial: Artificial,
    ) -> Option<Self> {
        let words: Vec<&str> = said.split(' ').collect();
        let (file, list) = words.split_at_checked(6)?;
        let [connection, kind, ground, language, likely, unknown] = file else {
            return None;
        };
        let (what, mode, key, sheet, columns) = match list {
            // As orders were said before there were other lists than customers.
            [] => ("customers", "create", "certain", "-", "-"),
            [what, mode, key, sheet, columns] => (*what, *mode, *key, *sheet, *columns),
            _ => return None,
        };
        let (columns, chosen) = of_said_columns(columns);
        Some(Self {
            what: What::from_key(what)?,
            mode: Mode::from_key(mode)?,
            key: Key::from_key(key)?,
            sheet: sheet.parse().ok(),
            columns,
            own: Own {
                chosen,
                ..Own::of(policy)
            },
            terms: Terms {
                connection: ConnectionKind::from_key(connection)?,
                source: SourceKind::from_key(kind)?,
                of: None,
                from: today,
                identity_code_ground: IdentityCodeGround::from_key(ground),
                artificial,
                language: Language::from_str(language).ok()?,
                today,
            },
            reader,
            source: source.to_owned(),
            create_likely: *likely == "create",
            ignore_unknown: *unknown == "ignore",
            dry_run: false,
        })
    }
}

/// `0=last_name,3=-,4=field:heating`; `-` where nothing is said.
fn said_columns(
    columns: &BTreeMap<usize, Option<Heading>>,
    own: &BTreeMap<usize, FieldKey>,
) -> String {
    let word = |(at, heading): (&usize, &Option<Heading>)| {
        format!("{at}={}", heading.map_or("-", Heading::key))
    };
    let own = own
        .iter()
        .map(|(at, key)| format!("{at}={}", fields::what(key.as_str())));
    let words: Vec<String> = columns.iter().map(word).chain(own).collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(",")
    }
}

fn of_said_columns(said: &str) -> (BTreeMap<usize, Option<Heading>>, BTreeMap<usize, FieldKey>) {
    let (mut columns, mut own) = (BTreeMap::new(), BTreeMap::new());
    for word in said.split(',') {
        let Some((at, key)) = word.split_once('=') else {
            continue;
        };
        let Ok(at) = at.parse() else { continue };
        match fields::key_of_what(key) {
            Some(field) => drop(own.insert(at, field)),
            None => drop(columns.insert(at, Heading::by_key(key))),
        }
    }
    (columns, own)
}

/// That whoever's row tells no language gets this one, in the reader's.
#[must_use]
pub fn told_language(reader: Language, language: Language) -> String {
    let name = texts::say(reader, &["language-", language.code()].concat());
    texts::say_with(reader, "transfer-language", &[("language", name.as_str())])
}

/// A word of the notice by its key or by its name in any of the languages.
pub(super) fn said_word<W: Word>(said: &str, allowed: &[W]) -> Option<W> {
    let folded = fold::folded(said);
    let named = |word: &W| {
        let key = [W::WHAT, "-", &word.key().replace(['_', '.'], "-")].concat();
        let mut names = Language::ALL
            .iter()
            .map(|language| texts::say(*language, &key));
        names.any(|name| fold::folded(&name) == folded)
    };
    let mut allowed = allowed.iter();
    allowed
        .find(|word| word.key() == said || named(word))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_a_refused_row_is_told_as_an_example_is_taken() {
        for language in Language::ALL {
            let told = texts::say(language, "error-transfer-row-word");
            let words = told.trim_end_matches('.').rsplit(' ');
            let example = words.take(1).collect::<String>();
            let said = said_word(&example, &[ConnectionKind::Customer]);
            assert_eq!(said, Some(ConnectionKind::Customer), "{told}");
        }
    }

    #[test]
    fn what_columns_hold_is_said_in_words_without_their_headings() {
        let columns = BTreeMap::from([(0, Some(Heading::LastName)), (12, None)]);
        let none = BTreeMap::new();
        assert_eq!(said_columns(&columns, &none), "0=last_name,12=-");
        let heating = FieldKey::parse("heating").unwrap();
        let own = BTreeMap::from([(4, heating)]);
        let said = "0=last_name,12=-,4=field:heating";
        assert_eq!(said_columns(&columns, &own), said);
        assert_eq!(of_said_columns(said), (columns, own));
        assert_eq!(of_said_columns("-"), (BTreeMap::new(), none));
    }

    #[test]
    fn every_choice_has_one_name_for_pages_and_programs() {
        for what in What::ALL {
            let named = serde_json::from_value::<What>(what.key().into());
            assert_eq!(named.unwrap(), what);
        }
        for mode in Mode::ALL {
            let named = serde_json::from_value::<Mode>(mode.key().into());
            assert_eq!(named.unwrap(), mode);
        }
        for key in Key::ALL {
            let named = serde_json::from_value::<Key>(key.key().into());
            assert_eq!(named.unwrap(), key);
        }
    }

    #[test]
    fn a_word_is_understood_by_its_key_and_by_its_name() {
        let allowed = [ConnectionKind::Customer, ConnectionKind::Stakeholder];
        for word in allowed {
            assert_eq!(said_word(word.key(), &allowed), Some(word));
            let name = texts::say(Language::Sv, &word.text_key());
            assert_eq!(said_word(&name.to_uppercase(), &allowed), Some(word));
        }
        assert_eq!(said_word(ConnectionKind::Contract.key(), &allowed), None);
    }
}
