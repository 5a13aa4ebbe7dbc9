//! Which column of a file holds what.
//!
//! Invariant: a file is read only where every column is understood, or the importer said to leave
//! the others out; no column is read twice. What an earlier import added to the rows it did not
//! take is understood and left out.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use basics::{Code, Coded};
use formats::headings::{Heading, Remark};
use policy::{DeclaredField, FieldKey, FieldKind, Policy};

use crate::fields;

/// Which column of a file holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Option<Heading>>,
    /// Columns that hold fields of the company.
    own: Vec<(usize, FieldKey, FieldKind)>,
    /// Columns without a heading, unless unknown ones are left out: nothing may stand in them.
    untitled: Vec<usize>,
}

/// The fields of the company that a list may hold, and which columns hold them where somebody said
/// it.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// What the notice declares.
    pub fields: Arc<[DeclaredField]>,
    /// What columns hold, by their places from nought.
    pub chosen: BTreeMap<usize, FieldKey>,
}

impl Own {
    /// Those of a notice.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        Self {
            fields: policy.fields().into(),
            chosen: BTreeMap::new(),
        }
    }

    /// The field that a column holds: as somebody said, or by its heading where nothing else has it.
    fn field(&self, at: usize, title: &str, said: bool) -> Option<&DeclaredField> {
        let key = match self.chosen.get(&at) {
            Some(key) => *key,
            None if said || Heading::recognise(title).is_some() => return None,
            None => fields::recognised(&self.fields, title)?,
        };
        self.fields.iter().find(|field| field.key == key)
    }
}

/// A heading as it stands in the file. It is shown to whoever brings the file and is not logged:
/// the first row of a file without headings is a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// Its text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Title")
    }
}

/// Why the headings of a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmapped {
    /// No column holds a name.
    #[error("no column holds a name")]
    NoName,
    /// A heading nobody knows: which column, counted from one.
    #[error("column {0} has an unknown heading")]
    Unknown(usize, Title),
    /// Two columns hold the same: which is the second, counted from one.
    #[error("column {0} holds what another column holds already")]
    Twice(usize, Title),
    /// No column holds what customers are to be found by.
    #[error("no column holds what customers are found by")]
    NoKey(Heading),
    /// No column holds a note.
    #[error("no column holds a note")]
    NoNote,
    /// No column says what is to be done.
    #[error("no column says what is to be done")]
    NoTask,
    /// No column holds the street of a site.
    #[error("no column holds the street of a site")]
    NoSite,
    /// A column of sites in a list of something else.
    #[error("a column belongs into a list of sites")]
    OfSites(Heading),
}

impl Coded for Unmapped {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::NoName => "transfer.headings.no_name",
            Self::Unknown(..) => "transfer.headings.unknown",
            Self::Twice(..) => "transfer.headings.twice",
            Self::NoKey(_) => "transfer.headings.no_key",
            Self::NoNote => "transfer.headings.no_note",
            Self::NoTask => "transfer.headings.no_task",
            Self::NoSite => "transfer.headings.no_site",
            Self::OfSites(_) => "transfer.headings.of_sites",
        })
    }
}

/// Characters of a heading that are shown.
const TITLE_CHARACTERS_MAX: usize = 60;

impl Mapping {
    /// Reads headings. `chosen` says what columns hold whose headings do not tell. Columns whose
    /// heading nobody knows are refused unless `ignore_unknown`.
    ///
    /// # Errors
    ///
    /// [`Unmapped`], with the column.
    pub fn of(
        titles: &[String],
        chosen: &BTreeMap<usize, Option<Heading>>,
        ignore_unknown: bool,
        own: &Own,
    ) -> Result<Self, Unmapped> {
        let mut held: Vec<(usize, FieldKey, FieldKind)> = Vec::new();
        let mut columns: Vec<Option<Heading>> = Vec::with_capacity(titles.len());
        let mut untitled = Vec::new();
        for (at, title) in titles.iter().enumerate() {
            let said = chosen.get(&at).copied();
            let field = own.field(at, title, said.is_some());
            let known = || said.unwrap_or_else(|| Heading::recognise(title));
            let heading = if field.is_some() { None } else { known() };
            let remark = Remark::recognise(title).is_some();
            let left_out = said.is_some() || title.is_empty() || remark || field.is_some();
            let shown = || Title(title.chars().take(TITLE_CHARACTERS_MAX).collect());
            if heading.is_none() && !ignore_unknown && !left_out {
                return Err(Unmapped::Unknown(at + 1, shown()));
            }
            let twice = |field: &DeclaredField| held.iter().any(|one| one.1 == field.key);
            if heading.is_some() && columns.contains(&heading) || field.is_some_and(twice) {
                return Err(Unmapped::Twice(at + 1, shown()));
            }
            held.extend(field.map(|field| (at, field.key, field.kind)));
            if title.is_empty() && said.is_none() && field.is_none() && !ignore_unknown {
                untitled.push(at);
            }
            columns.push(heading);
        }
        Ok(Self {
            columns,
            own: held,
            untitled,
        })
    }

    /// Whether a column holds this.
    #[must_use]
    pub fn has(&self, heading: Heading) -> bool {
        self.columns.contains(&Some(heading))
    }

    /// What the columns hold, in their order.
    #[must_use]
    pub fn columns(&self) -> &[Option<Heading>] {
        &self.columns
    }

    /// Which columns hold fields of the company: the place, the field and its kind.
    #[must_use]
    pub fn own(&self) -> &[(usize, FieldKey, FieldKind)] {
        &self.own
    }

    /// Whether a row says something under no heading, which would be lost.
    #[must_use]
    pub fn says_more(&self, fields: &[String]) -> bool {
        let mut said = self.untitled.iter().filter_map(|at| fields.get(*at));
        said.any(|field| !field.trim().is_empty())
    }

    /// The text of a row under a heading; empty where the file has no such column.
    #[must_use]
    pub fn text<'a>(&self, fields: &'a [String], heading: Heading) -> &'a str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Some(heading));
        place
            .and_then(|at| fields.get(at))
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(titles: &[&str]) -> Result<Mapping, Unmapped> {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        Mapping::of(&titles, &BTreeMap::new(), false, &Own::default())
    }

    #[test]
    fn an_unknown_heading_is_told_with_its_column_and_never_printed_in_a_log() {
        let error = of(&["Sukunimi", "Kengännumero"]).unwrap_err();
        let Unmapped::Unknown(2, title) = &error else {
            panic!("another error");
        };
        assert_eq!(title.expose(), "Kengännumero");
        assert!(!format!("{error:?} {error}").contains("Keng"));
    }

    #[test]
    fn what_somebody_said_of_a_column_holds_before_its_heading() {
        let titles = ["Sukunimi", "Kengännumero", "Sekalaista"].map(ToOwned::to_owned);
        let chosen = BTreeMap::from([(0, None), (1, Some(Heading::LastName)), (2, None)]);
        let mapping = Mapping::of(&titles, &chosen, false, &Own::default()).unwrap();
        assert_eq!(mapping.columns(), [None, Some(Heading::LastName), None]);
        let fields = ["a", "b", "c"].map(ToOwned::to_owned);
        assert_eq!(mapping.text(&fields, Heading::LastName), "b");
        assert!(!mapping.says_more(&fields));
    }

    #[test]
    fn a_column_of_a_field_of_the_company_is_known_by_its_name_its_key_or_what_was_said() {
        let notice = include_str!("../../../../notice/tlmaint.toml");
        let policy = Policy::parse(notice, "tlmaint.toml").unwrap();
        let titles = [
            "Sukunimi",
            "Lämmitysmuoto",
            "field:buildings",
            "Soita",
            "Puhelin",
        ];
        let titles = titles.map(ToOwned::to_owned);
        let mut own = Own::of(&policy);
        let none = BTreeMap::new();
        let unknown = Mapping::of(&titles, &none, false, &own).unwrap_err();
        assert!(matches!(unknown, Unmapped::Unknown(4, _)), "{unknown:?}");
        own.chosen
            .extend(FieldKey::parse("call_time").map(|key| (3, key)));
        let mapping = Mapping::of(&titles, &none, false, &own).unwrap();
        let held: Vec<(usize, &str)> = mapping
            .own()
            .iter()
            .map(|(at, key, _)| (*at, key.as_str()))
            .collect();
        assert_eq!(held, [(1, "heating"), (2, "buildings"), (3, "call_time")]);
        assert!(mapping.has(Heading::Phone) && mapping.has(Heading::LastName));
        own.chosen
            .extend(FieldKey::parse("heating").map(|key| (3, key)));
        let twice = Mapping::of(&titles, &none, false, &own).unwrap_err();
        assert!(matches!(twice, Unmapped::Twice(4, _)), "{twice:?}");
    }

    #[test]
    fn what_stands_under_no_heading_is_noticed() {
        let mapping = of(&["Sukunimi", "", "Puhelin"]).unwrap();
        let row = |text: &str| ["Mallikas", text, ""].map(ToOwned::to_owned);
        assert!(mapping.says_more(&row("tärkeää")));
        assert!(!mapping.says_more(&row(" ")));
    }

    #[test]
    fn what_an_import_added_to_a_file_is_left_out_when_it_is_mended_and_imported_again() {
        let why = Remark::Why.title(basics::Language::Sv);
        let mapping = of(&[why, "Rivi tuodussa tiedostossa", "Sukunimi"]).unwrap();
        let fields = ["x".to_owned(), "3".to_owned(), "Mallikas".to_owned()];
        assert_eq!(mapping.text(&fields, Heading::LastName), "Mallikas");
    }
}
