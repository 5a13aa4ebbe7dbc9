//! Which copies of a customer's data there are that were made for somebody or taken out: what goes with an
//! erasure, and what lies outside, where none reaches it.
//!
//! Invariants: it is told before the decision, so whoever decides knows whom she has to tell (GDPR
//! art. 19) and where files lie that somebody has to look for; on a receipt stand counts alone, and
//! nothing of what the law withholds from the person (tietosuojalaki 34 §) is among them.

use std::collections::{BTreeMap, BTreeSet};

use basics::{Day, Language, PartyId};
use guard::category::Requests;
use guard::{Ask, TakenOut, Work};
use policy::{Category, Purpose, Right};
use serde::{Deserialize, Serialize};

use crate::capability::{HandedOut, Whereabouts};
use crate::people::looker_in_words;

/// Files that are counted; of further ones it is said that there are some.
const FILES_MAX: usize = 10_000;

/// Everything that is known of copies.
pub(super) struct Copied {
    /// Those that were made for somebody.
    pub(super) handed: Vec<HandedOut>,
    /// Files and papers that were taken out: by day, by whom in roles, what for, whether printed, how
    /// many; the newest day first.
    pub(super) files: Vec<Files>,
    /// Whether there are older ones.
    pub(super) more: bool,
    /// Whether the actor sees all of it: what answers requests, and what was given to others.
    pub(super) whole: bool,
}

/// What was taken out on one day by the same roles for the same purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) day: Day,
    pub(super) who: String,
    pub(super) purpose: Purpose,
    pub(super) printed: bool,
    pub(super) count: i64,
}

/// How many copies are known outside the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Recipients that were given something: they are told of the erasure (GDPR art. 19).
    pub recipients: u64,
    /// Copies that were handed to the person herself.
    pub copies: u64,
    /// Files and papers with her data that were taken out of the register.
    pub files: u64,
}

/// The copies of a party.
///
/// # Errors
///
/// The guard's.
pub(super) fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Copied, guard::Error> {
    let handed = crate::handed_out(work, party, language)?;
    let ask = Ask::view(&[party]).with(Right::Erase);
    let (taken, more) = match work.ask_if_allowed::<Requests>(ask)? {
        Some(proof) => work.taken_out(&proof, party, FILES_MAX)?,
        None => (Vec::new(), false),
    };
    let files = by_day(work, taken, language);
    let kinds = [Category::Requests, Category::Disclosures];
    let whole = kinds.into_iter().all(|one| work.could_see(one));
    Ok(Copied {
        handed,
        files,
        more,
        whole,
    })
}

fn by_day(work: &Work<'_>, taken: Vec<TakenOut>, language: Language) -> Vec<Files> {
    let policy = work.policy();
    let zone = &policy.controller().zone;
    let mut alike: BTreeMap<(Day, String, Purpose, bool), i64> = BTreeMap::new();
    for one in taken {
        let who = looker_in_words(policy, &one.who, one.purpose, language);
        let key = (zone.day_at(one.at), who, one.purpose, one.printed);
        *alike.entry(key).or_default() += 1;
    }
    let files = alike
        .into_iter()
        .rev()
        .map(|((day, who, purpose, printed), count)| Files {
            day,
            who,
            purpose,
            printed,
            count,
        });
    files.collect()
}

impl Copied {
    /// Those that wait sealed and go with an erasure.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &HandedOut> {
        let waits = |one: &&HandedOut| matches!(one.place, Whereabouts::Waits(_));
        self.handed.iter().filter(waits)
    }

    /// Those that lie outside.
    pub(super) fn outside(&self) -> impl Iterator<Item = &HandedOut> {
        let waits = |one: &&HandedOut| !matches!(one.place, Whereabouts::Waits(_));
        self.handed.iter().filter(waits)
    }

    /// How many lie outside, of those she may be told of; nothing where the actor does not see all of
    /// it, so that no number is too small.
    pub(super) fn counted(&self) -> Option<Outside> {
        let told = || self.outside().filter(|one| !one.withheld);
        let recipients = told().filter(|one| one.place == Whereabouts::Recipient);
        let recipients: BTreeSet<&str> = recipients.filter_map(|one| one.whom.as_deref()).collect();
        let copies = told().filter(|one| one.place == Whereabouts::Herself);
        let files: i64 = self.files.iter().map(|one| one.count).sum();
        self.whole.then_some(Outside {
            recipients: u64::try_from(recipients.len()).unwrap_or(u64::MAX),
            copies: u64::try_from(copies.count()).unwrap_or(u64::MAX),
            files: u64::try_from(files).unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use basics::Instant;

    use super::*;

    fn copy(place: Whereabouts, whom: Option<&str>, withheld: bool) -> HandedOut {
        HandedOut {
            place,
            at: Instant::from_ms(0),
            whom: whom.map(str::to_owned),
            form: "PDF".to_owned(),
            withheld,
        }
    }

    #[test]
    fn a_receipt_counts_recipients_once_and_nothing_that_is_withheld() {
        let mut copied = Copied {
            handed: vec![
                copy(Whereabouts::Recipient, Some("Isännöinti Oy"), false),
                copy(Whereabouts::Recipient, Some("Isännöinti Oy"), false),
                copy(Whereabouts::Recipient, Some("Poliisi"), true),
                copy(Whereabouts::Herself, None, false),
                copy(Whereabouts::Waits(Instant::from_ms(9)), None, false),
            ],
            files: vec![Files {
                day: Day::parse("24.11.2026").expect("a day"),
                who: "toimisto".to_owned(),
                purpose: Purpose::Care,
                printed: false,
                count: 3,
            }],
            more: false,
            whole: true,
        };
        let outside = Outside {
            recipients: 1,
            copies: 1,
            files: 3,
        };
        assert_eq!(copied.counted(), Some(outside));
        assert_eq!(copied.waiting().count(), 1);
        assert_eq!(copied.outside().count(), 4);
        copied.whole = false;
        assert_eq!(copied.counted(), None, "rather nothing than too little");
    }
}
