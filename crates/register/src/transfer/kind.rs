//! What a list may be about: customers, and what belongs to them.
//!
//! A new kind is a type that says which columns it needs, what a row is, what becomes of a row and
//! how a chunk is written; reading, checking, chunks, rejected rows and pages are the same for all.

use std::collections::HashMap;

use basics::{BatchId, Code, PartyId};
use formats::headings::Heading;
use guard::Work;
use policy::{FieldKey, Policy, Purpose};
use serde::Deserialize;
use utoipa::ToSchema;

use super::mapping::{Mapping, Unmapped};
use super::order::Order;
use super::pass::Examined;
use super::run::Error;
use super::tally::{Fate, Value};
use crate::people::{Comparing, Holder, KeyValue, Reason, holder, may_renew};

/// What a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportWhat)]
pub enum What {
    /// People and organisations.
    Customers,
    /// Notes of customers who are there already.
    Notes,
    /// Sites of customers who are there already.
    Sites,
    /// Open tasks for customers who are there already.
    Tasks,
}

impl What {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Customers, Self::Notes, Self::Sites, Self::Tasks];

    /// `customers`, `notes`, `sites`, `tasks`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Notes => "notes",
            Self::Sites => "sites",
            Self::Tasks => "tasks",
        }
    }

    /// What has this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.key() == key)
    }
}

/// A kind of list.
pub(super) trait Kind: Sized + Send + 'static {
    /// What a row makes.
    type Made: Send + Sync + 'static;
    /// What a judged chunk is to do.
    type Plan: Default + Send + 'static;

    /// The purpose under which its rows are judged and written.
    const PURPOSE: Purpose = Purpose::Care;

    /// What its rows may hold, to be compared with the register afterwards.
    const VALUES: &'static [Value];

    /// For one run over a file.
    fn begin(order: &Order, policy: &Policy) -> Self;

    /// Whether a list with these columns can be of this kind.
    ///
    /// # Errors
    ///
    /// [`Unmapped`], where a column is missing.
    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped>;

    /// What a row makes; `own` are the texts in columns of fields of the company.
    ///
    /// # Errors
    ///
    /// Every reason why it makes nothing.
    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        own: &[(FieldKey, &str)],
    ) -> Result<Self::Made, Vec<Reason>>;

    /// What becomes of the rows of a chunk.
    ///
    /// # Errors
    ///
    /// The store's failure; the refusal.
    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Self::Made>],
        rule: &Rule,
    ) -> Result<Judged<Self::Plan>, Error>;

    /// What becomes of a row of the chunk that is taken, by its place.
    fn fate(plan: &Self::Plan, at: usize) -> Fate;

    /// The words a row is counted by beside its values: of what, and which.
    fn words(made: &Self::Made) -> Vec<(&'static str, &'static str)>;

    /// Writes what was judged, in the same unit of work.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not; the store's failure.
    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Self::Made>],
        plan: &Self::Plan,
        batch: BatchId,
    ) -> Result<(), Error>;
}

/// How a chunk is judged.
#[derive(Clone)]
pub(super) struct Rule {
    /// What was ordered.
    pub(super) order: Order,
    /// Whether earlier chunks were written, so that the register knows their customers.
    pub(super) earlier_written: bool,
}

/// What becomes of a chunk.
#[derive(Default)]
pub(super) struct Judged<P> {
    /// What is to be written.
    pub(super) plan: P,
    /// Customers, contact persons or notes to be created.
    pub(super) created: i64,
    /// Customers to be brought up to date.
    pub(super) updated: i64,
    /// Customers of whom their rows say nothing new.
    pub(super) unchanged: i64,
    /// Rows about someone the register knows.
    pub(super) known: i64,
    /// Rows that say yes to marketing without what proves it.
    pub(super) no_consent: i64,
    /// Customers to be created with an address that was forbidden to marketing before.
    pub(super) earlier_no: i64,
    /// Rows that are not taken, by their lines.
    pub(super) refused: RefusedLines,
}

/// Why the register refuses a row that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It may be someone who is there already.
    Likely,
    /// It names a contact person of a company that is there already.
    ContactOfKnown,
    /// Nobody has what it is matched by.
    Missing,
    /// Several have it.
    Several,
    /// It is about a person and matches an organisation, or the other way round.
    KindDiffers,
    /// It brings another identity code or business id than the one on file.
    CodeDiffers,
    /// It says how one gets in, which the importer may not write.
    Access,
    /// It names somebody to do it who is no colleague, or one of several of that name.
    Colleague,
}

impl Refused {
    const ALL: [Self; 8] = [
        Self::Likely,
        Self::ContactOfKnown,
        Self::Missing,
        Self::Several,
        Self::KindDiffers,
        Self::CodeDiffers,
        Self::Access,
        Self::Colleague,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::ContactOfKnown => "contact",
            Self::Missing => "missing",
            Self::Several => "several",
            Self::KindDiffers => "kind",
            Self::CodeDiffers => "code",
            Self::Access => "access",
            Self::Colleague => "colleague",
        }
    }

    /// The reason that is told.
    pub(super) const fn reason(self) -> Reason {
        Reason::of_row(Code::new(match self {
            Self::Likely => "people.field.likely_known",
            Self::ContactOfKnown => "transfer.row.contact_of_known",
            Self::Missing => "transfer.row.missing",
            Self::Several => "transfer.row.several",
            Self::KindDiffers => "transfer.row.kind_differs",
            Self::CodeDiffers => "transfer.row.code_differs",
            Self::Access => "transfer.row.site_access",
            Self::Colleague => "transfer.row.colleague",
        }))
    }
}

/// Refused rows of a chunk by their lines.
pub(super) type RefusedLines = HashMap<u64, Refused>;

/// The refused rows as they are kept until the import ends: `12:likely 17:contact`.
pub(super) fn kept(refused: &RefusedLines) -> String {
    let words = refused
        .iter()
        .map(|(line, why)| [&line.to_string(), ":", why.key()].concat());
    words.collect::<Vec<_>>().join(" ")
}

/// The refused rows that were kept.
pub(super) fn of_kept(text: &str) -> RefusedLines {
    let word = |word: &str| {
        let (line, key) = word.split_once(':')?;
        let why = Refused::ALL.into_iter().find(|why| why.key() == key)?;
        Some((line.parse().ok()?, why))
    };
    text.split(' ').filter_map(word).collect()
}

/// Whose a row is that belongs to a customer who is in the register: exactly one whom the file may
/// change; or why it is refused.
///
/// # Errors
///
/// The stores' failures.
pub(super) fn whose(
    work: &mut Work<'_>,
    key: &KeyValue,
) -> Result<Result<PartyId, Refused>, Error> {
    Ok(match holder(work, key, Comparing::Import)? {
        Holder::One(party) => {
            let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
            if may_renew(work, &row)? {
                Ok(party)
            } else {
                Err(Refused::Likely)
            }
        }
        Holder::Nobody => Err(Refused::Missing),
        Holder::Several => Err(Refused::Several),
        Holder::Hidden => Err(Refused::Likely),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_rows_are_known_again_after_an_interruption() {
        let all = Refused::ALL
            .into_iter()
            .zip([12, 4_000_017, 3, 4, 5, 6, 7, 8]);
        let refused: RefusedLines = all.map(|(why, line)| (line, why)).collect();
        assert_eq!(of_kept(&kept(&refused)), refused);
        assert_eq!(of_kept(""), RefusedLines::new());
    }
}
