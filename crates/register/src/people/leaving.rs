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

    /// Connections without an end that began on a day or before, behind one, of parties that are
    /// neither merged nor restricted: whose, which, what kind, since when.
    pub(super) OPEN_ENDED: (Day, PartyId, ConnectionId, i64)
        -> (PartyId, ConnectionId, ByKey<ConnectionKind>, Day) =
        "select connection.party_id, connection.connection_id, connection.kind, connection.from_day
           from connection
           join party on party.party_id = connection.party_id
          where connection.until_day is null and connection.from_day <= $1
            and (connection.party_id, connection.connection_id) > ($2, $3)
            and party.merged_into is null and party.restricted_ms is null and party.erased = 0
          order by connection.party_id, connection.connection_id
          limit $4";

    /// One of these: what kind, since when.
    pub(super) OPEN_ENDED_ONE: (PartyId, ConnectionId) -> (ByKey<ConnectionKind>, Day) =
        "select connection.kind, connection.from_day
           from connection
           join party on party.party_id = connection.party_id
          where connection.party_id = $1 and connection.connection_id = $2
            and connection.until_day is null
            and party.merged_into is null and party.restricted_ms is null and party.erased = 0";

    /// One of them ends on that day.
    pub(super) END_ONE: (PartyId, ConnectionId, Day, WhyEnded) -> () =
        "update connection set until_day = $3, ended_why = $4
          where party_id = $1 and connection_id = $2 and until_day is null";

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
    /// Consent was all she was held on, and she took it back.
    Withdrawn,
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
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let mut all = Self::CHOICE
            .into_iter()
            .chain([Self::Erased, Self::Withdrawn]);
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

/// Where nothing but consent holds a party, what goes on of her ends today: she took back the last of it
/// (GDPR art. 7(3), 17(1)(b)). Each is a step of her history, and her clocks begin.
///
/// # Errors
///
/// The store's failure.
pub(super) fn end_consent(
    work: &mut Work<'_>,
    row: &PartyRow,
    category: Category,
) -> Result<(), Error> {
    let today = work.today();
    let going_on = work.tx().all(&GOING_ON, (row.party, today))?;
    let consent = |one: &(_, ByKey<ConnectionKind>, _)| one.1.0 == ConnectionKind::Consent;
    if going_on.is_empty() || !going_on.iter().all(consent) {
        return Ok(());
    }
    leave(work, row, category, (today, WhyEnded::Withdrawn))
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

/// A connection that goes on without an end: whose, which, what kind, since when.
pub type OpenEnded = (PartyId, ConnectionId, ConnectionKind, Day);

/// Connections without an end that began on a day or before, in the order of parties, behind one.
/// Nobody is among them whose processing is restricted.
///
/// # Errors
///
/// The store's failure.
pub fn open_ended(
    tx: &mut store::Tx<'_>,
    began: Day,
    after: (PartyId, ConnectionId),
    most: i64,
) -> Result<Vec<OpenEnded>, store::Error> {
    let rows = tx.all(&OPEN_ENDED, (began, after.0, after.1, most))?;
    let row = |(party, connection, kind, from): (_, _, ByKey<ConnectionKind>, _)| {
        (party, connection, kind.0, from)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// One of them, where it goes on still.
///
/// # Errors
///
/// The store's failure.
pub fn open_ended_one(
    tx: &mut store::Tx<'_>,
    party: PartyId,
    connection: ConnectionId,
) -> Result<Option<OpenEnded>, store::Error> {
    let found = tx.maybe(&OPEN_ENDED_ONE, (party, connection))?;
    Ok(found.map(|(kind, from)| (party, connection, kind.0, from)))
}

/// A connection without an end ends today, because nothing happens in it; it is a step of her history.
/// Who may decide so is asked before.
///
/// # Errors
///
/// The guard's; nothing is changed where it has ended already.
pub fn end_idle(
    work: &mut Work<'_>,
    party: PartyId,
    connection: ConnectionId,
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let Some((_, _, kind, _)) = open_ended_one(work.tx(), party, connection)? else {
        return Err(Error::NothingToEnd);
    };
    let today = work.today();
    let end = (party, connection, today, WhyEnded::NoActivity);
    work.tx().run_one(&END_ONE, end)?;
    let category = match row.kind {
        guard::PartyKind::Person => Category::Identity,
        guard::PartyKind::Organisation => Category::Company,
    };
    let step = Step::of(category, "connection", Deed::Ended);
    let step = step.states(Some(kind.key().to_owned()), None);
    note(
        work,
        &row,
        step.rows(Some(RowId::new(connection.get())), None),
    )?;
    Ok(work.touch(party, row.version)?)
}
