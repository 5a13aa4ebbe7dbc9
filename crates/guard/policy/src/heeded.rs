//! Which versions of the notice must agree before something is erased by a clock.
//!
//! Whoever publishes a shorter time by mistake has [`ERASURE_WAIT_DAYS`] to notice it. So what is
//! erased is over by the version in force and, while that one is younger, by the one before it too.
//!
//! Invariant: a shorter time, a first one and one that runs from something else erase nothing
//! before those days have passed; a longer one holds at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use basics::Day;

use crate::{Category, Clock, ClockStart, ConnectionKind, ERASURE_WAIT_DAYS, Kept, Policy, Time};

/// The version in force, and those before it that still count.
#[derive(Clone)]
pub struct Heeded {
    /// The version in force first.
    policies: Vec<Arc<Policy>>,
    /// Whether the first version there ever was is still too young: nothing is erased by it.
    waits: bool,
}

impl Heeded {
    /// The versions that count on a day, of all published ones: number and day of publication,
    /// those in force and before, the newest first. `read` gives the policy of a number.
    ///
    /// # Errors
    ///
    /// What `read` returns.
    pub fn on<E>(
        today: Day,
        versions: impl IntoIterator<Item = (i64, Day)>,
        mut read: impl FnMut(i64) -> Result<Arc<Policy>, E>,
    ) -> Result<Self, E> {
        let mut policies = Vec::new();
        for (number, published) in versions {
            policies.push(read(number)?);
            if published.plus_days(i32::from(ERASURE_WAIT_DAYS)) <= today {
                let waits = false;
                return Ok(Self { policies, waits });
            }
        }
        let waits = true;
        Ok(Self { policies, waits })
    }

    /// The version in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Policy> {
        self.policies.first().map(Arc::as_ref)
    }

    /// What the version in force says of a clock.
    #[must_use]
    pub fn clock(&self, kept: Kept) -> Option<&Clock> {
        self.in_force()?.clock(kept)
    }

    /// The newest day on which what starts a clock may have happened, so that it is over on `today`
    /// by every version that counts. Nothing: nothing is erased by this clock today.
    #[must_use]
    pub fn due_from(&self, kept: Kept, today: Day) -> Option<Day> {
        let start = start(self.clock(kept)?)?;
        let mut from: Option<Day> = None;
        for policy in &self.policies {
            let clock = policy.clock(kept)?;
            if self::start(clock)? != start {
                return None;
            }
            let own = clock.due_from(today)?;
            from = Some(from.map_or(own, |earlier| earlier.min(own)));
        }
        from.filter(|_| !self.waits)
    }
}

impl Heeded {
    /// The connections of people for whom something of a category is used by any version that counts:
    /// a use that ends by a version which is too young goes on.
    #[must_use]
    pub fn using(&self, category: Category) -> BTreeSet<ConnectionKind> {
        let using = self.policies.iter().map(|policy| policy.using(category));
        let using: BTreeSet<ConnectionKind> = using.flatten().collect();
        if using.is_empty() || self.waits {
            ConnectionKind::ALL.into_iter().collect()
        } else {
            using
        }
    }

    /// The same of a field that the notice declares with a shorter time of its own; nothing for one
    /// that a version which counts does not declare, or keeps from something else on.
    #[must_use]
    pub fn field_due_from(&self, key: &str, today: Day) -> Option<Day> {
        let policy = self.in_force()?;
        let started = start(&policy.field_clock(policy.field(key)?)?)?;
        let mut from: Option<Day> = None;
        for policy in &self.policies {
            let clock = policy.field_clock(policy.field(key)?)?;
            if start(&clock)? != started {
                return None;
            }
            let own = clock.due_from(today)?;
            from = Some(from.map_or(own, |earlier| earlier.min(own)));
        }
        from.filter(|_| !self.waits)
    }
}

/// What starts a clock, where it has an end.
const fn start(clock: &Clock) -> Option<ClockStart> {
    match clock.time {
        Time::For { start, .. } => Some(start),
        Time::NotStated | Time::WhileInForce => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const NOTICE: &str = include_str!("../../../../notice/tlmaint.toml");

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The completed notice with another clock of contact details.
    fn notice(contact: &str) -> Arc<Policy> {
        let (before, rest) = NOTICE.split_once("of = \"contact\"\n").unwrap();
        let (_, after) = rest.split_once("ground = \"claims\"\n").unwrap();
        let text = [before, "of = \"contact\"\n", contact, after].concat();
        Arc::new(Policy::parse(&text, "tlmaint.toml").unwrap())
    }

    const THREE: &str = "period = \"3 years\"\nstarts = \"connection_end\"\nground = \"claims\"\n";
    const ONE: &str = "period = \"1 year\"\nstarts = \"connection_end\"\nground = \"claims\"\n";
    const ARRIVAL: &str = "period = \"1 year\"\nstarts = \"arrival\"\nground = \"claims\"\n";
    const UNSTATED: &str = "period = \"not stated\"\n";

    /// From which day contact details are due on 24.11.2026 where `now` was published on a day, in
    /// the place of `before`, which was published long ago; nothing: it is the first version.
    fn due_from(now: &str, published: &str, before: Option<&str>) -> Option<Day> {
        let mut versions = vec![(2, day(published))];
        versions.extend(before.map(|_| (1, day("1.1.2020"))));
        let read = |number| {
            let clock = if number == 2 { now } else { before.unwrap() };
            Ok::<_, std::convert::Infallible>(notice(clock))
        };
        let heeded = Heeded::on(day("24.11.2026"), versions, read).unwrap();
        heeded.due_from(Kept::Contact, day("24.11.2026"))
    }

    #[rstest]
    // A shorter time holds from the seventh day after its publication on.
    #[case(ONE, "18.11.2026", Some(THREE), Some("23.11.2023"))]
    #[case(ONE, "17.11.2026", Some(THREE), Some("23.11.2025"))]
    // A longer one at once.
    #[case(THREE, "24.11.2026", Some(ONE), Some("23.11.2023"))]
    // A first time, one from another start, and a first notice wait as well.
    #[case(ONE, "18.11.2026", Some(UNSTATED), None)]
    #[case(ARRIVAL, "18.11.2026", Some(ONE), None)]
    #[case(ONE, "18.11.2026", None, None)]
    #[case(ONE, "17.11.2026", None, Some("23.11.2025"))]
    // What is not stated makes nothing due, whatever was said before.
    #[case(UNSTATED, "1.1.2026", Some(ONE), None)]
    fn a_shorter_time_erases_nothing_for_seven_days(
        #[case] now: &str,
        #[case] published: &str,
        #[case] before: Option<&str>,
        #[case] from: Option<&str>,
    ) {
        assert_eq!(due_from(now, published, before), from.map(day));
    }

    /// The completed notice, in which contact persons are sent bills or are not.
    fn billed(contacts_too: bool) -> Arc<Policy> {
        let (before, billing) = NOTICE.split_once("key = \"billing\"\n").unwrap();
        let (billing, after) = billing.split_once("[[purpose]]\n").unwrap();
        let billing = if contacts_too {
            billing.to_owned()
        } else {
            let others = "\"customer\", \"contract\", \"contact_person_of\"";
            assert!(billing.contains(others));
            billing.replace(others, "\"customer\", \"contract\"")
        };
        let text = [
            before,
            "key = \"billing\"\n",
            &billing,
            "[[purpose]]\n",
            after,
        ]
        .concat();
        Arc::new(Policy::parse(&text, "tlmaint.toml").unwrap())
    }

    #[test]
    fn a_use_ends_once_every_version_that_counts_says_so() {
        use ConnectionKind::{ContactPersonOf, Contract, Customer, Stakeholder};
        let using = |published: &str| {
            let versions = [(2, day(published)), (1, day("1.1.2020"))];
            let read = |number| Ok::<_, std::convert::Infallible>(billed(number == 1));
            let heeded = Heeded::on(day("24.11.2026"), versions, read).unwrap();
            heeded.using(Category::IdentityCode)
        };
        let narrower = BTreeSet::from([Customer, Contract, Stakeholder]);
        let mut wider = narrower.clone();
        wider.insert(ContactPersonOf);
        assert_eq!(using("18.11.2026"), wider);
        assert_eq!(using("17.11.2026"), narrower);
        let first = Heeded::on(day("24.11.2026"), [(2, day("20.11.2026"))], |_| {
            Ok::<_, std::convert::Infallible>(billed(false))
        });
        let all: BTreeSet<ConnectionKind> = ConnectionKind::ALL.into_iter().collect();
        assert_eq!(first.unwrap().using(Category::IdentityCode), all);
        // What the notice names no purpose of is used while there is a connection.
        assert_eq!(billed(false).using(Category::Permissions), all);
    }
}
