//! Reading the trail: of whom, by whom, the newest, the erasures.
//!
//! What is read here is what stands in the lines themselves; the columns they are found by are
//! only the way there, and [`Trail::verify`] holds them to it.

use basics::{ActorId, PartyId};
use store::{Here, Tx};

use crate::Trail;
use crate::error::Error;
use crate::line::{Line, Recorded};

store::statements! {
    /// Lines of a party, newest first, before one.
    pub(crate) OF_PARTY: (PartyId, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line_party p
           join line l on l.sequence = p.sequence
           join month m on m.month = l.month
          where p.party_id = $1 and p.sequence < $2
          order by p.sequence desc
          limit $3";

    /// Lines of an actor, newest first, before one.
    pub(crate) OF_ACTOR: (ActorId, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.actor_id = $1 and l.sequence < $2
          order by l.sequence desc
          limit $3";

    /// Lines, newest first, before one.
    pub(crate) LATEST: (i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.sequence < $1
          order by l.sequence desc
          limit $2";

    /// Lines of erasures, oldest first, after one.
    pub(crate) ERASURES: (i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.action = 11 and l.sequence > $1
          order by l.sequence
          limit $2";

    /// One line.
    pub(crate) LINE: (i64,) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.sequence = $1";
}

/// Lines read at once at most.
const LIMIT_MAX: i64 = 10_000;

impl Trail {
    /// Lines that tell of a party, opened or listed: newest first, below the number `before`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn of_party(
        &self,
        here: &Here,
        party: PartyId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let before = before.unwrap_or(i64::MAX);
        self.look(here, |tx| tx.all(&OF_PARTY, (party, before, bound(limit))))
    }

    /// Lines of what an actor did: newest first, below the number `before`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn of_actor(
        &self,
        here: &Here,
        actor: ActorId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let before = before.unwrap_or(i64::MAX);
        self.look(here, |tx| tx.all(&OF_ACTOR, (actor, before, bound(limit))))
    }

    /// Lines, newest first, below the number `before`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn latest(
        &self,
        here: &Here,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let before = before.unwrap_or(i64::MAX);
        self.look(here, |tx| tx.all(&LATEST, (before, bound(limit))))
    }

    /// Lines of erasures, oldest first, above the number `after`: a ledger that is behind is
    /// brought up from them.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn erasures(&self, here: &Here, after: i64, limit: i64) -> Result<Vec<Recorded>, Error> {
        self.look(here, |tx| tx.all(&ERASURES, (after, bound(limit))))
    }

    fn look(
        &self,
        here: &Here,
        find: impl Fn(&mut Tx<'_>) -> Result<Vec<(i64, i64, i64, Vec<u8>)>, store::Error>,
    ) -> Result<Vec<Recorded>, Error> {
        self.db
            .read_here(here, find)?
            .into_iter()
            .map(recorded)
            .collect()
    }
}

fn bound(limit: i64) -> i64 {
    limit.clamp(0, LIMIT_MAX)
}

pub(crate) fn recorded(
    (sequence, month, first, body): (i64, i64, i64, Vec<u8>),
) -> Result<Recorded, Error> {
    let (line, _) = Line::decode(&body)?;
    Ok(Recorded {
        sequence,
        month,
        leaf: sequence - first + 1,
        line,
    })
}
