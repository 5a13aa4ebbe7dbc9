//! Reading the trail: of whom and how, by whom, the newest, the erasures.
//!
//! What is read here is what stands in the lines themselves; the columns they are found by are
//! only the way there, and [`Trail::verify`] holds them to it.

use basics::{ActorId, Instant, PartyId};
use policy::Action;
use store::{Here, Tx};

use crate::Trail;
use crate::error::Error;
use crate::line::{How, Line, Recorded};

store::statements! {
    /// Lines of a party, newest first, before one. Their numbers first, of the two parts of its
    /// look-ups as many as are wanted: so no line is read that is not told.
    pub(crate) OF_PARTY: (PartyId, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from (select sequence
                   from (select sequence
                           from line_party
                          where party_id = $1 and opened = 1 and sequence < $2
                          order by sequence desc
                          limit $3) opened
                  union all
                 select sequence
                   from (select sequence
                           from line_party
                          where party_id = $1 and opened = 0 and sequence < $2
                          order by sequence desc
                          limit $3) listed
                  order by sequence desc
                  limit $3) p
           join line l on l.sequence = p.sequence
           join month m on m.month = l.month
          order by l.sequence desc";

    /// Lines that tell of a party in one of the two ways, newest first, before one.
    pub(crate) TELLING: (PartyId, i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line_party p
           join line l on l.sequence = p.sequence
           join month m on m.month = l.month
          where p.party_id = $1 and p.opened = $2 and p.sequence < $3
          order by p.sequence desc
          limit $4";

    /// Lines that opened a party and tell of either of two actions, newest first, before one.
    pub(crate) OF_PARTY_DOING: (PartyId, i64, i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line_party p
           join line l on l.sequence = p.sequence
           join month m on m.month = l.month
          where p.party_id = $1 and p.opened = 1 and p.sequence < $2
            and l.action in ($3, $4)
          order by p.sequence desc
          limit $5";

    /// Lines of an actor, newest first, before one.
    pub(crate) OF_ACTOR: (ActorId, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.actor_id = $1 and l.sequence < $2
          order by l.sequence desc
          limit $3";

    /// Lines of an actor, oldest first, after one and up to another.
    pub(crate) OF_ACTOR_FROM: (ActorId, i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.actor_id = $1 and l.sequence > $2 and l.sequence <= $3
          order by l.sequence
          limit $4";

    /// The sign-ins and sign-outs among them.
    pub(crate) SIGN_INS: (ActorId, i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.actor_id = $1 and l.sequence > $2 and l.sequence <= $3
            and l.action in (13, 15)
          order by l.sequence
          limit $4";

    /// Lines, oldest first, after one and up to another.
    pub(crate) FROM: (i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.sequence > $1 and l.sequence <= $2
          order by l.sequence
          limit $3";

    /// Lines of changes and merges, oldest first, after one and up to another.
    pub(crate) CHANGES: (i64, i64, i64) -> (i64, i64, i64, Vec<u8>) =
        "select l.sequence, l.month, m.first_sequence, l.body
           from line l
           join month m on m.month = l.month
          where l.action in (7, 9) and l.sequence > $1 and l.sequence <= $2
          order by l.sequence
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

/// So much later than its instant a line may be found: a crash on a Friday is mended on Monday, and
/// some days are to spare.
const LATE_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Lines looked at in one place: those that came late stand among others.
const PROBED: i64 = 64;
/// More lines than are appended in one transaction.
const MARGIN: i64 = 10_000;
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

    /// Lines that tell of a party in this way alone: newest first, below the number `before`. What
    /// tells of it in the other way costs nothing, however much there is of it.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn telling(
        &self,
        here: &Here,
        party: PartyId,
        how: How,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let asked = (
            party,
            how.number(),
            before.unwrap_or(i64::MAX),
            bound(limit),
        );
        self.look(here, |tx| tx.all(&TELLING, asked))
    }

    /// Lines that opened a party and tell of either of two actions, which are neither lists nor
    /// searches: newest first, below the number `before`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn of_party_doing(
        &self,
        here: &Here,
        party: PartyId,
        actions: [Action; 2],
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let [one, other] = actions.map(|action| i64::from(action.number()));
        let asked = (party, before.unwrap_or(i64::MAX), one, other, bound(limit));
        self.look(here, |tx| tx.all(&OF_PARTY_DOING, asked))
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

    /// Lines of what an actor did: oldest first, above the number `after`, up to `until`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn of_actor_from(
        &self,
        here: &Here,
        actor: ActorId,
        (after, until): (i64, i64),
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let row = (actor, after, until, bound(limit));
        self.look(here, |tx| tx.all(&OF_ACTOR_FROM, row))
    }

    /// When an actor signed in and out: oldest first, above the number `after`, up to `until`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn sign_ins(
        &self,
        here: &Here,
        actor: ActorId,
        (after, until): (i64, i64),
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        let row = (actor, after, until, bound(limit));
        self.look(here, |tx| tx.all(&SIGN_INS, row))
    }

    /// Lines, oldest first, above the number `after`, up to `until`.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn from(
        &self,
        here: &Here,
        (after, until): (i64, i64),
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        self.look(here, |tx| tx.all(&FROM, (after, until, bound(limit))))
    }

    /// Lines of what was changed: a value written, corrected or ended, two customers made one. Oldest
    /// first, above the number `after`, up to `until`; what else stands between costs nothing.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn changes(
        &self,
        here: &Here,
        (after, until): (i64, i64),
        limit: i64,
    ) -> Result<Vec<Recorded>, Error> {
        self.look(here, |tx| tx.all(&CHANGES, (after, until, bound(limit))))
    }

    /// Between which numbers the lines of a time stand: above the first, up to the second.
    ///
    /// A line is appended when its unit ends, or after a crash at the next start: never before its
    /// instant, and late at times. So nothing of the time stands above the place where lines of its
    /// beginning do, by a margin; and what came up to [`LATE_MS`] late is found behind its end.
    /// Lines whose clock ran out count as older than any time.
    ///
    /// # Errors
    ///
    /// The store's; [`Error::Unreadable`].
    pub fn span(
        &self,
        here: &Here,
        (from, until): (Instant, Instant),
    ) -> Result<(i64, i64), Error> {
        let first = self.place_of(here, from)? - MARGIN;
        let last = self.place_of(here, until.plus_ms(LATE_MS))? + MARGIN;
        Ok((first.max(0), last))
    }

    /// The number of about the first line at or after an instant, found by halving.
    fn place_of(&self, here: &Here, instant: Instant) -> Result<i64, Error> {
        let newest = self.latest(here, None, 1)?;
        let mut high = newest.first().map_or(0, |line| line.sequence) + 1;
        let mut low = 0;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let block = self.latest(here, Some(middle + 1), PROBED)?;
            let newest = block.iter().map(|line| line.line.instant).max();
            if newest.is_some_and(|newest| newest >= instant) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Ok(high)
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
