//! What is unusual: rules that a person can follow and that the staff is told of. Pure.
//!
//! Three of them, each over one account and one day: many more people opened than on the account's
//! own usual day; people opened outside the working hours; one person opened again and again without
//! anything being done for her. Whose name is like whose is not looked at: it says nothing, and would
//! open names for nothing.
//!
//! Invariant: whatever is found can be told in one sentence with its numbers.

use std::collections::{BTreeMap, BTreeSet};

use basics::PartyId;

use crate::permissions::kept_words;

kept_words! {
    /// A rule by which a day is unusual.
    Rule {
        /// Many more people were opened than on one's own usual day.
        Many "many",
        /// People were opened outside the working hours.
        Hours "hours",
        /// One person was opened again and again, and nothing was changed about her.
        Again "again",
    }
}

/// So many days of one's own are needed to know what is usual.
const KNOWN_DAYS: usize = 10;
/// Fewer people than these are never many.
const MANY_FROM: i64 = 20;
/// So many times the usual is many.
const TIMES_USUAL: i64 = 3;
/// So many people outside the working hours are unusual.
const OUTSIDE_FROM: i64 = 5;
/// So many looks at one person on one day are unusual.
const AGAIN_FROM: i64 = 10;

/// What an account did on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DayOf {
    /// Whom it opened, and how often.
    pub(super) opened: BTreeMap<PartyId, i64>,
    /// Whom it opened outside the working hours.
    pub(super) outside: BTreeSet<PartyId>,
    /// About whom it changed something.
    pub(super) changed: BTreeSet<PartyId>,
}

/// Something unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusual {
    pub(super) rule: Rule,
    /// At whom was looked again and again.
    pub(super) about: Option<PartyId>,
    /// How many.
    pub(super) counted: i64,
    /// How many are usual, or from how many on it is unusual.
    pub(super) usual: i64,
}

impl DayOf {
    /// How many people were opened.
    pub(super) fn people(&self) -> i64 {
        i64::try_from(self.opened.len()).unwrap_or(i64::MAX)
    }

    /// What of the day is unusual, where on earlier days so many people were opened.
    pub(super) fn unusual(&self, earlier: &[i64]) -> Vec<Unusual> {
        let mut found = Vec::new();
        let people = self.people();
        if let Some(usual) = usual(earlier) {
            // Of a usual day without anybody three times is nobody: a few people are never many.
            if people >= MANY_FROM && people > usual.saturating_mul(TIMES_USUAL) {
                found.push(Unusual {
                    rule: Rule::Many,
                    about: None,
                    counted: people,
                    usual,
                });
            }
        }
        let outside = i64::try_from(self.outside.len()).unwrap_or(i64::MAX);
        if outside >= OUTSIDE_FROM {
            found.push(Unusual {
                rule: Rule::Hours,
                about: None,
                counted: outside,
                usual: 0,
            });
        }
        let again = self
            .opened
            .iter()
            .filter(|(party, times)| **times >= AGAIN_FROM && !self.changed.contains(party));
        found.extend(again.map(|(party, times)| Unusual {
            rule: Rule::Again,
            about: Some(*party),
            counted: *times,
            usual: AGAIN_FROM,
        }));
        found
    }
}

/// The middle one of earlier days; nothing while there are too few to know.
fn usual(earlier: &[i64]) -> Option<i64> {
    if earlier.len() < KNOWN_DAYS {
        return None;
    }
    let mut sorted = earlier.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn day(people: i64) -> DayOf {
        let opened = (1..=people).map(|party| (PartyId::new(party), 1));
        DayOf {
            opened: opened.collect(),
            ..DayOf::default()
        }
    }

    #[rstest]
    #[case(&[10; 10], 30, false)]
    #[case(&[10; 10], 31, true)]
    #[case(&[10; 9], 500, false)]
    #[case(&[2; 28], 19, false)]
    #[case(&[2; 28], 20, true)]
    // One day of many among the earlier ones does not make the next one usual.
    #[case(&[10, 10, 10, 10, 10, 10, 10, 10, 10, 900], 31, true)]
    fn many_more_than_ones_own_usual_day_are_unusual(
        #[case] earlier: &[i64],
        #[case] people: i64,
        #[case] unusual: bool,
    ) {
        let found = day(people).unusual(earlier);
        assert_eq!(found.iter().any(|one| one.rule == Rule::Many), unusual);
    }

    #[test]
    fn looks_outside_the_hours_and_again_and_again_are_told_with_their_numbers() {
        let mut today = day(5);
        today.outside = today.opened.keys().copied().collect();
        today.opened.insert(PartyId::new(7), 10);
        today.opened.insert(PartyId::new(8), 12);
        today.changed.insert(PartyId::new(8));
        let found = today.unusual(&[]);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.rule, one.about, one.counted))
            .collect();
        let expected = [
            (Rule::Hours, None, 5),
            (Rule::Again, Some(PartyId::new(7)), 10),
        ];
        assert_eq!(told, expected, "somebody works for the other one");
    }

    proptest! {
        #[test]
        fn an_ordinary_day_is_never_unusual(
            earlier in prop::collection::vec(0_i64..200, 0..30),
            people in 0_i64..20,
        ) {
            prop_assert_eq!(day(people).unusual(&earlier), Vec::new());
        }
    }
}
