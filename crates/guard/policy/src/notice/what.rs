//! What is held and where it comes from (§§ 5–6): categories, sources, recordings, identity codes.

use std::collections::BTreeSet;

use super::why::Basis;
use crate::mark::{Mark, Wording};
use crate::read::Table;
use crate::{
    Category, Given, IdentityCodeGround, LegalBasis, Purpose, RecordingReason, SourceKind,
};

/// How data is collected (§ 5 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Collection {
    /// For what, and from whom.
    pub text: Wording,
    /// Legal bases the text itself claims, such as "with the consent of".
    pub relies_on: BTreeSet<LegalBasis>,
    /// The ways of collecting.
    pub ways: Vec<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Collection {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let relies_on = table.words("relies_on").unwrap_or_default();
        let ways = table.list("way", Table::sentence);
        Some(Self {
            text: text?,
            relies_on,
            ways,
            mark,
        })
    }
}

/// A source of data (GDPR art. 14(2)(f)).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// What kind.
    pub kind: SourceKind,
    /// In the controller's words.
    pub text: Wording,
    /// Whether anyone may look into it.
    pub public: bool,
    /// What comes from it.
    pub categories: BTreeSet<Category>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Source {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let kind = table.need("kind", table.word("kind"));
        let text = table.need("text", table.wording("text"));
        let public = table.need("public", table.flag("public"));
        let categories = table.need("categories", table.words("categories"));
        Some(Self {
            kind: kind?,
            text: text?,
            public: public?,
            categories: categories?,
            mark,
        })
    }
}

/// A category the notice names (§ 6 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredCategory {
    /// Which.
    pub category: Category,
    /// Its fields in words.
    pub text: Wording,
    /// What it is used for; empty where the notice does not say.
    pub purposes: BTreeSet<Purpose>,
    /// Whether it must be given (GDPR art. 13(2)(e)); nothing where the notice does not say.
    pub given: Option<Given>,
    /// What follows where it is not given.
    pub without: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl DeclaredCategory {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let category = table.need("key", table.word("key"));
        let text = table.need("text", table.wording("text"));
        let purposes = table.words("purposes").unwrap_or_default();
        let given = table.word("given");
        let without = table.wording("without");
        Some(Self {
            category: category?,
            text: text?,
            purposes,
            given,
            without,
            mark,
        })
    }
}

/// Why personal identity codes are processed (Tietosuojalaki 1050/2018 29 §).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdentityCodeRule {
    /// The grounds on which one may be stored.
    pub grounds: BTreeSet<IdentityCodeGround>,
    /// In the controller's words.
    pub text: Wording,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl IdentityCodeRule {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let grounds = table.need("grounds", table.words("grounds"));
        let text = table.need("text", table.wording("text"));
        Some(Self {
            grounds: grounds?,
            text: text?,
            mark,
        })
    }
}

/// The recording of calls (§ 5 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recording {
    /// That calls may be recorded, and why.
    pub text: Wording,
    /// The reasons a recording may state.
    pub reasons: BTreeSet<RecordingReason>,
    /// How the caller is told, before the recording begins.
    pub told: Option<Wording>,
    /// On which bases; empty where the notice states none.
    pub bases: Vec<Basis>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Recording {
    pub(crate) fn read(table: &Table<'_, '_>, interests: &BTreeSet<&str>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let reasons = table.need("reasons", table.words("reasons"));
        let told = table.wording("told");
        let bases = table.list("basis", |basis| Basis::read(basis, interests));
        Some(Self {
            text: text?,
            reasons: reasons?,
            told,
            bases,
            mark,
        })
    }
}
