//! The end of a customer relationship: every connection that goes on ends on one day, for a reason.
//!
//! It starts the clocks that run from the end of the last connection. A new one may begin again: then
//! they stop. Invariant: nobody is without a connection by mistake. Ending a single one never ends
//! the last; this does, and says so.

use basics::{ConnectionId, Day, PartyId, RowId};
use guard::{ByKey, Work};
use policy::{Category, ConnectionKind};

use super::difference::{Step, note};
use super::model::{Days, Deed, Error};
use guard::PartyRow;

store::statements! {
    /// The connections of a party that go on behind a day: which, what kind, since when.
    pub(super) GOING_ON: (PartyId, Day) -> (ConnectionId, ByKey<ConnectionKind>, Day) =
        "select connection_id, kind, from_day
           from connection
          where party_id = $1 and (until_day is null or until_day > $2)
          order by connection_id
          limit 200";

    /// They end on that day.
    pub(super) END_GOING_ON: (PartyId, Day, WhyEnded) -> () =
        "update connection set until_day = $2, ended_why = $3
          where party_id = $1 and (until_day is null or until_day > $2)";

    /// Why connections of a party ended.
    pub(super) WHY_ENDED: (PartyId,) -> (ConnectionId, WhyEnded) =
        "select connection_id, ended_why
           from connection
          where party_id = $1 and ended_why is not null
          order by connection_id
          limit 200";
}

/// Why a customer relationship ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyEnded {
    /// She wanted it so.
    OwnWish,
    /// The contract or the order came to its end.
    ContractEnded,
    /// She moved away.
    Moved,
    /// Nothing has happened for long.
    NoActivity,
    /// She is dead, or the firm is dissolved.
    Deceased,
    /// Something else.
    Other,
    /// An erasure was granted.
    Erased,
}

impl WhyEnded {
    /// Those that a clerk chooses from.
    pub const CHOICE: [Self; 6] = [
        Self::OwnWish,
        Self::ContractEnded,
        Self::Moved,
        Self::NoActivity,
        Self::Deceased,
        Self::Other,
    ];

    /// `own_wish`, `contract_ended` …
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OwnWish => "own_wish",
            Self::ContractEnded => "contract_ended",
            Self::Moved => "moved",
            Self::NoActivity => "no_activity",
            Self::Deceased => "deceased",
            Self::Other => "other",
            Self::Erased => "erased",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let mut all = Self::CHOICE.into_iter().chain([Self::Erased]);
        all.find(|one| one.key() == key)
    }

    /// The key of its name.
    #[must_use]
    pub fn text_key(self) -> String {
        ["people-why-ended-", &self.key().replace('_', "-")].concat()
    }
}

impl store::Column for WhyEnded {
    const KIND: store::Kind = store::Kind::Text;
    const NULLABLE: bool = false;

    fn to_value(&self) -> store::Value<'_> {
        self.key().into()
    }

    fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
        Self::from_key(&value.text()?).ok_or_else(store::Error::unreadable)
    }
}

/// Every connection of a party that goes on ends on a day; each is a step of her history.
///
/// # Errors
///
/// [`Error::NothingToEnd`] where none goes on; [`Error::Days`] where one began later; the store's
/// failure.
pub(super) fn leave(
    work: &mut Work<'_>,
    row: &PartyRow,
    category: Category,
    (until, why): (Day, WhyEnded),
) -> Result<(), Error> {
    let going_on = work.tx().all(&GOING_ON, (row.party, until))?;
    if going_on.is_empty() {
        return Err(Error::NothingToEnd);
    }
    for (_, _, from) in &going_on {
        Days::new(Some(*from), Some(until))?;
    }
    work.tx().run(&END_GOING_ON, (row.party, until, why))?;
    for (connection, kind, _) in going_on {
        let step = Step::of(category, "connection", Deed::Ended);
        let step = step.states(Some(kind.0.key().to_owned()), None);
        let ended = RowId::new(connection.get());
        note(work, row, step.rows(Some(ended), None))?;
    }
    Ok(())
}

/// Whatever goes on of a party ended yesterday, because her erasure was granted: what the law keeps of
/// her runs from now on.
///
/// # Errors
///
/// The store's failure.
pub fn end_all(work: &mut Work<'_>, party: PartyId, why: WhyEnded) -> Result<(), Error> {
    let yesterday = work.today().plus_days(-1);
    work.tx().run(&END_GOING_ON, (party, yesterday, why))?;
    Ok(())
}
