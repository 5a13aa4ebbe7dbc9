//! What must be in the register, by what it has said: the model it is compared with.
//!
//! Every change carries the version it was made from, and a value that is found nowhere else. So
//! two confirmed changes from one version are a lost one, and what a page shows can be derived: the
//! newest confirmed value, or one whose answer was lost on the way.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Every made-up name ends with this, so that it can be looked for where it must not be.
pub(crate) const MARK: &str = "zyxwa";

/// A name that no other number gives, and that differs from its neighbours in its first letters, by
/// which people are found.
pub(crate) fn name_of(number: u64) -> String {
    const LETTERS: &[u8; 16] = b"bcdfghjklmnprstv";
    let mut name = String::new();
    let mut rest = number;
    while rest > 0 || name.len() < 4 {
        name.push(char::from(LETTERS[usize::try_from(rest % 16).unwrap()]));
        rest /= 16;
    }
    name + MARK
}

/// What a change writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Her last name.
    Name(String),
    /// A note more.
    Note(String),
}

/// A change that was asked for.
#[derive(Debug, Clone)]
struct Attempt {
    value: Value,
    confirmed: bool,
}

/// How far the data-protection contact got with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing was decided.
    Open,
    /// Something was asked for, and the answer never came.
    Unknown,
    /// Her data is restricted.
    Restricted,
    /// She is erased.
    Erased,
}

/// What is known of one customer.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    added: String,
    attempts: BTreeMap<i64, Vec<Attempt>>,
    pub(crate) state: State,
}

/// What the register has confirmed, and where it was caught out.
#[derive(Default)]
pub(crate) struct Model {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    known: HashMap<String, Known>,
    paths: Vec<String>,
    /// Names whose adding nobody confirmed.
    unconfirmed: Vec<String>,
    violations: Vec<String>,
    counts: BTreeMap<&'static str, u64>,
}

impl Model {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody was added.
    pub(crate) fn added(&self, path: &str, name: String) {
        let mut inner = self.inner();
        let known = Known {
            added: name,
            attempts: BTreeMap::new(),
            state: State::Open,
        };
        if inner.known.insert(path.to_owned(), known).is_some() {
            inner.violations.push(format!("{path} was added twice"));
        }
        inner.paths.push(path.to_owned());
    }

    /// Nobody knows whether somebody was added.
    pub(crate) fn perhaps_added(&self, name: String) {
        self.inner().unconfirmed.push(name);
    }

    /// A change is about to be asked for: whoever looks from here on may see it.
    pub(crate) fn asked(&self, path: &str, version: i64, value: Value) {
        if let Some(known) = self.inner().known.get_mut(path) {
            let attempt = Attempt {
                value,
                confirmed: false,
            };
            known.attempts.entry(version).or_default().push(attempt);
        }
    }

    /// The change was confirmed.
    pub(crate) fn confirmed(&self, path: &str, version: i64, value: &Value) {
        let mut inner = self.inner();
        let attempts = inner.known.get_mut(path).map(|known| &mut known.attempts);
        let Some(attempts) = attempts.and_then(|all| all.get_mut(&version)) else {
            return;
        };
        let twice = attempts.iter().any(|attempt| attempt.confirmed);
        for attempt in attempts.iter_mut().filter(|one| one.value == *value) {
            attempt.confirmed = true;
        }
        if twice {
            let lost = format!("{path}: two confirmed changes from version {version}");
            inner.violations.push(lost);
        }
    }

    /// The change was refused: it never was.
    pub(crate) fn refused(&self, path: &str, version: i64, value: &Value) {
        let mut inner = self.inner();
        let Some(known) = inner.known.get_mut(path) else {
            return;
        };
        if let Some(attempts) = known.attempts.get_mut(&version) {
            attempts.retain(|attempt| attempt.value != *value);
            if attempts.is_empty() {
                known.attempts.remove(&version);
            }
        }
    }

    /// The data-protection contact got so far.
    pub(crate) fn decided(&self, path: &str, state: State) {
        if let Some(known) = self.inner().known.get_mut(path) {
            known.state = state;
        }
    }

    /// Something that must never be.
    pub(crate) fn violation(&self, what: String) {
        self.inner().violations.push(what);
    }

    /// Counts something that happened.
    pub(crate) fn count(&self, what: &'static str) {
        *self.inner().counts.entry(what).or_default() += 1;
    }

    /// One of those who are known, by a random number.
    pub(crate) fn any(&self, random: u64) -> Option<(String, Known)> {
        let inner = self.inner();
        // Rather one of the last ones: there the work is.
        let recent = inner.paths.len().saturating_sub(40);
        let among = if random.is_multiple_of(4) {
            &inner.paths[..]
        } else {
            &inner.paths[recent..]
        };
        let index = (random >> 8).checked_rem(among.len() as u64)?;
        let path = among.get(usize::try_from(index).ok()?)?;
        Some((path.clone(), inner.known.get(path)?.clone()))
    }

    /// What is known of one.
    pub(crate) fn of(&self, path: &str) -> Option<Known> {
        self.inner().known.get(path).cloned()
    }

    /// All of them, in the order in which they came.
    pub(crate) fn all(&self) -> Vec<(String, Known)> {
        let inner = self.inner();
        let paths = inner.paths.iter();
        paths
            .filter_map(|path| Some((path.clone(), inner.known.get(path)?.clone())))
            .collect()
    }

    /// Names that nobody confirmed.
    pub(crate) fn unconfirmed(&self) -> Vec<String> {
        self.inner().unconfirmed.clone()
    }

    /// Where the register was caught out.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.inner().violations.clone()
    }

    /// What happened, and how often.
    pub(crate) fn counts(&self) -> BTreeMap<&'static str, u64> {
        self.inner().counts.clone()
    }
}

impl Known {
    /// The last names she may have at a version, by what was confirmed.
    pub(crate) fn names_at(&self, version: i64) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for (_, attempts) in self.attempts.range(..version).rev() {
            let confirmed = attempts.iter().find(|attempt| attempt.confirmed);
            let of_these: Vec<&Attempt> = match confirmed {
                Some(one) => vec![one],
                None => attempts.iter().collect(),
            };
            let mut settled = true;
            for attempt in of_these {
                match &attempt.value {
                    Value::Name(name) => {
                        names.insert(name.as_str());
                    }
                    Value::Note(_) => settled = false,
                }
            }
            if settled {
                return names;
            }
        }
        names.insert(&self.added);
        names
    }

    /// Every name she ever had or may have had.
    pub(crate) fn all_names(&self) -> Vec<&str> {
        let later = self.attempts.values().flatten();
        let later = later.filter_map(|attempt| match &attempt.value {
            Value::Name(name) => Some(name.as_str()),
            Value::Note(_) => None,
        });
        std::iter::once(self.added.as_str()).chain(later).collect()
    }

    /// Notes that were confirmed.
    pub(crate) fn notes(&self) -> Vec<&str> {
        let confirmed = self.attempts.values().flatten();
        let confirmed = confirmed.filter(|attempt| attempt.confirmed);
        confirmed
            .filter_map(|attempt| match &attempt.value {
                Value::Note(note) => Some(note.as_str()),
                Value::Name(_) => None,
            })
            .collect()
    }

    /// What is wrong with a version that stands in the register in the end.
    pub(crate) fn wrong_version(&self, version: i64) -> Option<String> {
        if let Some((late, _)) = self
            .attempts
            .range(version..)
            .find(|(_, attempts)| attempts.iter().any(|attempt| attempt.confirmed))
        {
            return Some(format!("the confirmed change from version {late} is lost"));
        }
        (1..version)
            .find(|from| !self.attempts.contains_key(from))
            .map(|from| format!("nobody made the change from version {from}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> Value {
        Value::Name(name.to_owned())
    }

    fn somebody(changes: &[(i64, Value, bool)]) -> (Model, Known) {
        let model = Model::default();
        model.added("/customers/1", "A".to_owned());
        for (version, value, confirmed) in changes {
            model.asked("/customers/1", *version, value.clone());
            if *confirmed {
                model.confirmed("/customers/1", *version, value);
            }
        }
        let known = model.of("/customers/1").unwrap();
        (model, known)
    }

    #[test]
    fn a_confirmed_name_stands_until_a_later_one() {
        let note = Value::Note("n".to_owned());
        let (_, known) = somebody(&[(1, name("B"), true), (2, note, true), (3, name("C"), false)]);
        assert_eq!(known.names_at(1), BTreeSet::from(["A"]));
        assert_eq!(known.names_at(2), BTreeSet::from(["B"]));
        assert_eq!(known.names_at(3), BTreeSet::from(["B"]));
        assert_eq!(known.names_at(4), BTreeSet::from(["C"]));
    }

    #[test]
    fn two_confirmed_changes_from_one_version_are_found() {
        let (model, _) = somebody(&[(1, name("B"), true), (1, name("C"), true)]);
        assert_eq!(model.violations().len(), 1);
        let (model, _) = somebody(&[(1, name("B"), true), (1, name("C"), false)]);
        assert_eq!(model.violations().len(), 0);
    }

    #[test]
    fn a_lost_change_and_one_from_nowhere_are_found() {
        let (_, known) = somebody(&[(1, name("B"), true), (2, name("C"), true)]);
        assert_eq!(known.wrong_version(3), None);
        assert!(known.wrong_version(2).is_some());
        assert!(known.wrong_version(4).is_some());
    }
}
