//! What somebody sought, kept aside for her session: an address can then lead to it without saying
//! it, and going back asks for a page instead of asking the browser to send a form again.
//!
//! Invariants: what was sought lies in memory alone, and is overwritten when it goes; only the
//! session that sought it finds it again; how much is kept, and how long, is bounded. It outlives no
//! restart, so whoever comes later is told that it is over and seeks anew.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use basics::{Instant, SearchId};
use zeroize::Zeroizing;

/// How long it is kept after it was last asked for: as long as a session that does nothing.
const KEPT_MS: i64 = guard::IDLE_MS;
/// How many one session keeps; of more the one that was not asked for longest goes.
const OWN_MAX: usize = 20;
/// How many are kept in all.
const MAX: usize = 5_000;

/// What is kept of one search.
struct Kept {
    id: SearchId,
    /// The form token of the session: it is drawn from the session's secret and tells nothing of it.
    session: String,
    words: Zeroizing<String>,
    used: Instant,
}

/// What was sought in all sessions.
#[derive(Default)]
pub(crate) struct Sought {
    /// The one that was not asked for longest stands first.
    kept: Mutex<VecDeque<Kept>>,
}

impl Sought {
    /// Keeps what a session seeks now: under the id of an earlier search of hers which it takes the
    /// place of, otherwise under a new one. Which id it has.
    pub(crate) fn keep(
        &self,
        session: &str,
        words: &str,
        (earlier, new): (Option<SearchId>, SearchId),
        now: Instant,
    ) -> SearchId {
        let mut kept = self.current(now);
        let own = |one: &Kept| one.session == session;
        let before = earlier.and_then(|id| kept.iter().position(|one| one.id == id && own(one)));
        let id = match before.and_then(|at| kept.remove(at)) {
            Some(earlier) => earlier.id,
            None => new,
        };
        if kept.iter().filter(|one| own(one)).count() >= OWN_MAX {
            let oldest = kept.iter().position(own);
            drop(oldest.and_then(|at| kept.remove(at)));
        }
        if kept.len() >= MAX {
            kept.pop_front();
        }
        kept.push_back(Kept {
            id,
            session: session.to_owned(),
            words: Zeroizing::new(words.to_owned()),
            used: now,
        });
        id
    }

    /// What a session sought under this id; nothing where it is over, or another's.
    pub(crate) fn find(
        &self,
        session: &str,
        id: SearchId,
        now: Instant,
    ) -> Option<Zeroizing<String>> {
        let mut kept = self.current(now);
        let at = kept
            .iter()
            .position(|one| one.id == id && one.session == session)?;
        let mut found = kept.remove(at)?;
        found.used = now;
        let words = found.words.clone();
        kept.push_back(found);
        Some(words)
    }

    /// The session is over.
    pub(crate) fn forget(&self, session: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.session != session);
    }

    /// Forgets what is over, also where nobody searches any more.
    pub(crate) fn let_go(&self, now: Instant) {
        drop(self.current(now));
    }

    /// What is not over yet.
    fn current(&self, now: Instant) -> MutexGuard<'_, VecDeque<Kept>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept
            .front()
            .is_some_and(|one| now.ms_since(one.used) >= KEPT_MS)
        {
            kept.pop_front();
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(number: i64) -> SearchId {
        SearchId::new(number)
    }

    const fn at(ms: i64) -> Instant {
        Instant::from_ms(ms)
    }

    fn found(sought: &Sought, session: &str, number: i64, ms: i64) -> Option<String> {
        let found = sought.find(session, id(number), at(ms));
        found.map(|words| words.to_string())
    }

    #[test]
    fn what_is_over_is_forgotten_though_nobody_searches() {
        let sought = Sought::default();
        sought.keep("one", "mallikas", (None, id(1)), at(0));
        sought.let_go(at(KEPT_MS - 1));
        assert_eq!(sought.kept.lock().unwrap().len(), 1);
        sought.let_go(at(KEPT_MS));
        assert_eq!(sought.kept.lock().unwrap().len(), 0);
    }

    #[test]
    fn only_the_session_that_sought_finds_it_again_and_not_for_ever() {
        let sought = Sought::default();
        let kept = sought.keep("one", "mallikas", (None, id(1)), at(0));
        assert_eq!(kept, id(1));
        assert_eq!(found(&sought, "other", 1, 0), None);
        assert_eq!(found(&sought, "one", 2, 0), None);
        let last = KEPT_MS - 1;
        assert_eq!(found(&sought, "one", 1, last).as_deref(), Some("mallikas"));
        let later = last + KEPT_MS - 1;
        assert_eq!(found(&sought, "one", 1, later).as_deref(), Some("mallikas"));
        assert_eq!(found(&sought, "one", 1, later + KEPT_MS), None);
    }

    #[test]
    fn what_is_typed_on_takes_the_place_of_what_was_typed_and_of_nobody_elses() {
        let sought = Sought::default();
        sought.keep("one", "mal", (None, id(1)), at(0));
        let further = sought.keep("one", "mallikas", (Some(id(1)), id(2)), at(1));
        assert_eq!(further, id(1));
        assert_eq!(found(&sought, "one", 1, 1).as_deref(), Some("mallikas"));
        let other = sought.keep("other", "esimerkki", (Some(id(1)), id(3)), at(2));
        assert_eq!(other, id(3), "an id of another session is none of hers");
        assert_eq!(found(&sought, "one", 1, 2).as_deref(), Some("mallikas"));
        sought.forget("one");
        assert_eq!(found(&sought, "one", 1, 2), None);
        assert_eq!(found(&sought, "other", 3, 2).as_deref(), Some("esimerkki"));
    }

    #[test]
    fn a_session_keeps_so_many_and_all_together_so_many() {
        let sought = Sought::default();
        for number in 1..=25 {
            sought.keep("one", "a", (None, id(number)), at(number));
        }
        assert_eq!(found(&sought, "one", 5, 30), None);
        assert_eq!(found(&sought, "one", 6, 30).as_deref(), Some("a"));
        for number in 1..=i64::try_from(MAX).unwrap() {
            let session = number.to_string();
            sought.keep(&session, "b", (None, id(100 + number)), at(30));
        }
        assert_eq!(sought.kept.lock().unwrap().len(), MAX);
        assert_eq!(found(&sought, "one", 25, 30), None, "the oldest went");
    }
}
