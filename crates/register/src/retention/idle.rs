//! Connections in which nothing has happened for as long as the notice says: their end is proposed, and
//! a person confirms it. It starts the clocks that run from the end of the last connection, so nobody is
//! held for ever only because nobody ended anything.
//!
//! Invariants: something happened when a value of hers was written down, of whatever kind; nothing is
//! opened to find that out; what is confirmed is looked at anew in the unit that ends it; nobody whose
//! processing is restricted is proposed.

use basics::{ConnectionId, Day, Instant, PartyId, Zone};
use guard::category::Requests;
use guard::{Ask, Work};
use policy::{ConnectionKind, Period, Policy};
use store::columns::Columns;
use store::{Dynamic, Value};

use super::error::Error;
use crate::people::{self, OpenEnded};

/// Connections on a page.
pub(super) const SHOWN: usize = 50;
/// Connections looked at for one page, so that it costs the same however many there are.
const LOOKED_AT: i64 = 500;

/// The place of a connection.
pub(super) type Place = (PartyId, ConnectionId);

/// The first place there is.
pub(super) const START: Place = (PartyId::new(i64::MIN + 1), ConnectionId::new(i64::MIN + 1));

/// A connection whose end is proposed.
pub(super) struct Idle {
    pub(super) party: PartyId,
    pub(super) connection: ConnectionId,
    pub(super) kind: ConnectionKind,
    pub(super) from: Day,
    /// When something happened last.
    pub(super) last: Option<Day>,
}

/// How long nothing may happen, by kind of connection.
fn periods(policy: &Policy) -> Vec<(ConnectionKind, Period)> {
    let stated = policy.connections().iter();
    let stated = stated.filter_map(|one| Some((one.kind, one.inactivity.as_ref()?.period)));
    stated.collect()
}

/// Whether the notice says for any connection when its end is proposed.
pub(super) fn is_stated(policy: &Policy) -> bool {
    !periods(policy).is_empty()
}

/// What decides whether nothing happens.
struct Look {
    periods: Vec<(ConnectionKind, Period)>,
    newest: Dynamic,
    zone: Zone,
    today: Day,
}

impl Look {
    fn of(work: &Work<'_>) -> Result<Self, guard::Error> {
        let columns = Columns::ours().map_err(|_| guard::Error::Shape)?;
        let tables = columns.tables_of_parties("register");
        let tables: Vec<&str> = tables.into_iter().collect();
        Ok(Self {
            periods: periods(work.policy()),
            newest: Dynamic::newest(&tables)?,
            zone: work.policy().controller().zone.clone(),
            today: work.today(),
        })
    }

    /// The connection, where nothing has happened in it for so long.
    fn idle(
        &self,
        work: &mut Work<'_>,
        (party, connection, kind, from): OpenEnded,
    ) -> Result<Option<Idle>, guard::Error> {
        let Some((_, period)) = self.periods.iter().find(|one| one.0 == kind) else {
            return Ok(None);
        };
        let of = [Value::Int(party.get())];
        let found: Vec<Option<Instant>> = work.tx().all_text(&self.newest, &of)?;
        let last = found.into_iter().flatten().max();
        let last = last.map(|at| self.zone.day_at(at));
        let happened = last.map_or(from, |last| last.max(from));
        let idle = period.after(happened) < self.today;
        Ok(idle.then_some(Idle {
            party,
            connection,
            kind,
            from,
            last,
        }))
    }
}

/// A page of connections whose end is proposed, behind one; and where the next begins, where there may
/// be more.
///
/// # Errors
///
/// The guard's.
pub(super) fn page(work: &mut Work<'_>, after: Place) -> Result<(Vec<Idle>, Option<Place>), Error> {
    let look = Look::of(work)?;
    let today = work.today();
    let open = people::open_ended(work.tx(), today, after, LOOKED_AT)?;
    let full = i64::try_from(open.len()).is_ok_and(|count| count == LOOKED_AT);
    let last = open.last().map(|one| (one.0, one.1));
    let mut found = Vec::new();
    for one in open {
        let place = (one.0, one.1);
        found.extend(look.idle(work, one)?);
        if found.len() == SHOWN {
            return Ok((found, Some(place)));
        }
    }
    Ok((found, last.filter(|_| full)))
}

/// Ends connections whose end is proposed still; of one in which something happened meanwhile nothing
/// is ended, and none of the others either.
///
/// # Errors
///
/// The refusal without the right *erase*; [`Error::Nothing`]; [`Error::Changed`]; the stores'.
pub(super) fn end(work: &mut Work<'_>, chosen: &[Place]) -> Result<(), Error> {
    if chosen.is_empty() {
        return Err(Error::Nothing);
    }
    let mut parties: Vec<PartyId> = chosen.iter().map(|place| place.0).collect();
    parties.dedup();
    let _proof = work.ask::<Requests>(Ask::decide(&parties))?;
    let look = Look::of(work)?;
    for (party, connection) in chosen {
        let open = people::open_ended_one(work.tx(), *party, *connection)?;
        let idle = match open {
            Some(open) => look.idle(work, open)?,
            None => None,
        };
        if idle.is_none() {
            return Err(Error::Changed);
        }
        people::end_idle(work, *party, *connection)?;
    }
    Ok(())
}
