//! The one list of capabilities, and what each tells about itself.
//!
//! Whatever has to reach every capability (schema, statements, sealed columns, later access
//! packages, erasure, clocks) goes through this list, so that a new capability cannot be forgotten
//! anywhere. Tests compare it with the live schema.

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use basics::{ActorId, Day, Instant, Language, LotId, PartyId, RowId, Zone, number_at};
use guard::{Declaration, Work};
use policy::{Category, ClockStart, Kept, SourceKind};
use store::{Declared, Tx};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::web::{Link, Tab, Visitor};

/// What a capability tells about itself.
pub struct Capability {
    /// Its name: the folder, and `owner` in `migrations/columns.toml`.
    pub name: &'static str,
    /// Every statement it runs.
    pub statements: fn() -> Vec<&'static dyn Declared>,
    /// Every sealed column it declares: name, number, category.
    pub columns: fn() -> Vec<Declaration>,
    /// Its pages.
    pub routes: fn() -> Router<App>,
    /// Its operations for programs, with their part of the description.
    pub api: fn() -> OpenApiRouter<App>,
    /// Its entries in the menu.
    pub menu: &'static [Link],
    /// Its pages beside a customer's own.
    pub tabs: &'static [Tab],
    /// What it tells of a customer in her timeline.
    pub timeline: &'static [Told],
    /// Everything it holds about a customer, as far as the actor may see it.
    pub collect: Option<Collect>,
    /// What starts the clocks of what it holds, beside what starts them for everything.
    pub due: &'static [Starts],
    /// What it still needs of customers, although their time may be over.
    pub needs: Option<Needs>,
    /// What of it whoever watches over the register should see.
    pub oversees: Option<Oversees>,
    /// Its figures of a month, for the monthly report.
    pub reports: Option<Reports>,
}

/// Tells what whoever watches over the register should see, as far as this visitor may.
pub type Oversees = for<'a> fn(&'a Visitor) -> Overseeing<'a>;

/// What is being told.
pub type Overseeing<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<Overseen>, guard::Error>> + Send + 'a>>;

/// Something to be seen: a line of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overseen {
    /// What it is: the key of a text that mentions a `count`.
    pub text: &'static str,
    /// How many, counted to the capability's own bound; a line without any is left out.
    pub count: i64,
    /// The day of the first of them: when it is due, or since when it stands.
    pub first: Option<Day>,
    /// Where it is seen to.
    pub path: &'static str,
    /// How much it weighs.
    pub weight: Weight,
}

/// How much something weighs, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Its time is over, or it is wrong.
    Late,
    /// Somebody has to do something.
    Waits,
    /// It is so, and should be known.
    Known,
}

impl Weight {
    /// Late where the day has passed, otherwise waiting.
    #[must_use]
    pub fn by(first: Option<Day>, today: Day) -> Self {
        if first.is_some_and(|first| first < today) {
            Self::Late
        } else {
            Self::Waits
        }
    }
}

/// A month that is over or under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// The first day of the next one.
    pub next: Day,
    /// When it began in the controller's zone.
    pub from: Instant,
    /// When the next one began.
    pub until: Instant,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Day, zone: &Zone) -> Self {
        let first = day.first_of_month();
        let next = first.plus_months(1);
        Self {
            first,
            next,
            from: zone.start_of(first),
            until: zone.start_of(next),
        }
    }
}

/// Tells the figures of a month, in a language: what each is, and the figure.
pub type Reports = fn(&mut Tx<'_>, &Month, Language) -> Result<Vec<Figures>, store::Error>;

/// Figures that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What they are about, in words.
    pub heading: String,
    /// What each is, in words, and the figure.
    pub figures: Vec<(String, String)>,
}

/// What starts a clock of the notice for something a capability holds.
#[derive(Clone, Copy)]
pub struct Starts {
    /// Whose clock.
    pub kept: Kept,
    /// What the notice must say starts it.
    pub start: ClockStart,
    /// What started on a day or before, of everybody, a page of it in the order of parties and
    /// places. No value is opened.
    pub due: fn(&mut Tx<'_>, &Asked<'_>) -> Result<Vec<Started>, store::Error>,
    /// Everything of one party with the day on which it started.
    pub of: fn(&mut Tx<'_>, PartyId, &Zone) -> Result<Vec<Started>, store::Error>,
}

/// A page of what is due.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// In which category.
    pub category: Category,
    /// What started on this day or before.
    pub until: Day,
    /// In which zone an instant is a day.
    pub zone: &'a Zone,
    /// Behind this party and place.
    pub after: (PartyId, i64),
    /// How much at most.
    pub most: i64,
}

impl Asked<'_> {
    /// The first instant that is too late.
    #[must_use]
    pub fn before(&self) -> Instant {
        self.zone.start_of(self.until.plus_days(1))
    }
}

/// Something whose clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// Whose.
    pub party: PartyId,
    /// The lot it is, or lies in.
    pub lot: LotId,
    /// The number of the sealed column and the row, where the lot holds other things as well.
    pub value: Option<(u32, RowId)>,
    /// When its clock started.
    pub on: Day,
    /// Its own last day, where the notice gives it a shorter time than its category's.
    pub ends: Option<Day>,
}

impl Started {
    /// Its place among the things of its party.
    #[must_use]
    pub fn place(&self) -> i64 {
        self.value.map_or(self.lot.get(), |(_, row)| row.get())
    }
}

/// Tells what a capability still needs of each of several parties, a day given.
pub type Needs = fn(&mut Tx<'_>, &[PartyId], Day) -> Result<Vec<Need>, store::Error>;

/// Something that is still needed, so that it stays although its time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Of whom.
    pub party: PartyId,
    /// What.
    pub what: Needed,
    /// Why, as the key of a text.
    pub why: &'static str,
    /// On account of whom else: where that one is not held any more either, nothing is needed.
    pub because_of: Option<PartyId>,
    /// Until when, where that is known.
    pub until: Option<Day>,
}

/// What is needed of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Everything of a category.
    Category(Category),
    /// One value.
    Value(RowId),
}

/// Where a copy of a customer's data is that was made for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Sealed in the register until then: an erasure takes it along.
    Waits(Instant),
    /// With herself.
    Herself,
    /// With somebody else, who is told of an erasure (GDPR art. 19).
    Recipient,
}

/// A copy of a customer's data that was made for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Where it is.
    pub place: Whereabouts,
    /// When it was handed over; when it was made, where it waits.
    pub at: Instant,
    /// Who has it, in words; nothing: herself.
    pub whom: Option<String>,
    /// In which form, in words.
    pub form: String,
    /// Whether she is told nothing of it (tietosuojalaki 34 §).
    pub withheld: bool,
}

/// Collects what a capability holds about a customer, in a language.
pub type Collect = fn(&mut Work<'_>, PartyId, Language) -> Result<Vec<Piece>, guard::Error>;

/// A value that is held about a customer.
pub struct Piece {
    /// Its category: what it is used for and how long it is kept hangs on it.
    pub category: Category,
    /// What it is, in words.
    pub what: String,
    /// The value, in words.
    pub text: String,
    /// Where it came from, where that was written down.
    pub source: Option<SourceKind>,
    /// When it was written down.
    pub recorded: Instant,
    /// When another one took its place; nothing where it holds.
    pub ended: Option<Instant>,
}

/// One kind of moments in a customer's timeline, and who tells them.
#[derive(Clone, Copy)]
pub struct Told {
    /// What they are, as pages and addresses say it: `note`.
    pub kind: &'static str,
    /// The newest of them before a number.
    pub read: fn(&mut Work<'_>, &Before) -> Result<Moments, guard::Error>,
}

/// Of whom and before which moment a part of a timeline is read.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    /// Of whom.
    pub party: PartyId,
    /// The number before which they lie; rows are numbered in time.
    pub number: i64,
    /// How many are wanted.
    pub most: usize,
    /// In which language they are told.
    pub language: Language,
}

/// Moments of one kind, as far as the actor may see them.
#[derive(Default)]
pub struct Moments {
    /// The newest ones.
    pub told: Vec<Moment>,
    /// The number down to which they were read; nothing where there are no older ones.
    pub down_to: Option<i64>,
}

/// Something that happened in a customer's matters.
pub struct Moment {
    /// Its number, in time.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// What happened, in words.
    pub title: String,
    /// What was written, said or put down.
    pub text: Option<String>,
    /// Where it came from.
    pub source: Option<SourceKind>,
}

/// One end of something that was written down and may be over since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Of which one, counted from 0.
    pub at: usize,
    /// Its number in time: that of the row, or one made of the instant at which it was over.
    pub number: i64,
    /// Whether it is the one at which it was over.
    pub over: bool,
}

/// The newest ends of all these before a moment, and the number down to which they were read.
pub fn both_ends(
    all: impl Iterator<Item = (RowId, Option<Instant>)>,
    before: &Before,
) -> (Vec<End>, Option<i64>) {
    let mut ends = Vec::new();
    for (at, (row, over)) in all.enumerate() {
        let end = |number, over| End { at, number, over };
        ends.push(end(row.get(), false));
        ends.extend(over.map(|instant| end(number_at(instant, row.get()), true)));
    }
    ends.retain(|end| end.number < before.number);
    ends.sort_unstable_by_key(|end| std::cmp::Reverse(end.number));
    let more = ends.len() > before.most;
    ends.truncate(before.most);
    let down_to = ends.last().filter(|_| more).map(|end| end.number);
    (ends, down_to)
}

/// A part of a timeline: moments with their kinds, the newest first, and the number before which
/// older ones begin, where there may be any.
pub type Part = (Vec<(&'static str, Moment)>, Option<i64>);

/// The newest moments of these kinds before a number, in one order.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn in_order(
    kinds: impl Iterator<Item = Told>,
    work: &mut Work<'_>,
    before: &Before,
) -> Result<Part, guard::Error> {
    let mut parts = Vec::new();
    for told in kinds {
        parts.push((told.kind, (told.read)(work, before)?));
    }
    Ok(merged(parts, before.most))
}

fn merged(parts: Vec<(&'static str, Moments)>, most: usize) -> Part {
    let (mut all, mut down_to) = (Vec::new(), None);
    for (kind, part) in parts {
        down_to = down_to.max(part.down_to);
        all.extend(part.told.into_iter().map(|moment| (kind, moment)));
    }
    // What lies further back than one of the kinds was read to waits for the next part.
    all.retain(|(_, moment)| down_to.is_none_or(|number| moment.number >= number));
    all.sort_by_key(|(_, moment)| std::cmp::Reverse(moment.number));
    if all.len() > most {
        all.truncate(most);
        down_to = all.last().map(|(_, moment)| moment.number);
    }
    (all, down_to)
}

/// A failure of the store is a failure of the one who runs units of work over it.
macro_rules! from_store {
    ($error:ident :: $variant:ident) => {
        impl From<store::Error> for $error {
            fn from(error: store::Error) -> Self {
                Self::$variant(error.into())
            }
        }
    };
}

/// What of an error is the guard's, or that of a capability below.
macro_rules! into_guard {
    ($seen:vis $error:ident $(, $below:ident)?) => {
        impl $error {
            /// The guard's error, for a unit of work that knows no other.
            #[must_use]
            $seen fn into_guard(self) -> guard::Error {
                match self {
                    Self::Guard(error) => error,
                    $(Self::$below(error) => error.into_guard(),)?
                    _ => guard::Error::NotThere,
                }
            }
        }
    };
}

pub(crate) use {from_store, into_guard};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(number: i64) -> Moment {
        Moment {
            number,
            at: Instant::from_ms(number),
            by: ActorId::new(1),
            title: String::new(),
            text: None,
            source: None,
        }
    }

    #[test]
    fn both_ends_of_a_thing_stand_where_they_happened() {
        let at = Instant::from_ms;
        let row = |ms| RowId::new(number_at(at(ms), 7));
        let all = [
            (row(30), None),
            (row(10), Some(at(40))),
            (row(20), Some(at(25))),
        ];
        let before = |number, most| Before {
            party: PartyId::new(1),
            number,
            most,
            language: Language::Fi,
        };
        let told = |ends: &[End]| {
            ends.iter()
                .map(|end| (end.at, end.over))
                .collect::<Vec<_>>()
        };
        let (ends, down_to) = both_ends(all.into_iter(), &before(i64::MAX, 3));
        assert_eq!(told(&ends), [(1, true), (0, false), (2, true)]);
        let (rest, end) = both_ends(all.into_iter(), &before(down_to.unwrap(), 3));
        assert_eq!(told(&rest), [(2, false), (1, false)]);
        assert_eq!(end, None);
    }

    /// What a kind tells before a number, as capabilities do.
    fn told(numbers: &[i64], before: i64, most: usize) -> Moments {
        let mut own: Vec<i64> = numbers
            .iter()
            .copied()
            .filter(|one| *one < before)
            .collect();
        own.sort_unstable_by_key(|one| std::cmp::Reverse(*one));
        let more = own.len() > most;
        own.truncate(most);
        Moments {
            down_to: own.last().copied().filter(|_| more),
            told: own.into_iter().map(moment).collect(),
        }
    }

    proptest! {
        #[test]
        fn part_after_part_tells_every_moment_once_and_in_order(
            kinds in proptest::collection::vec(proptest::collection::vec(0_i64..500, 0..40), 1..5),
            (read, most) in (1_usize..9, 1_usize..9),
        ) {
            // Numbers are unique across kinds, as the register's are.
            let count = i64::try_from(kinds.len()).expect("few");
            let kinds: Vec<Vec<i64>> = kinds
                .into_iter()
                .zip(0_i64..)
                .map(|(numbers, kind)| {
                    let mut own: Vec<i64> = numbers.iter().map(|one| one * count + kind).collect();
                    own.sort_unstable();
                    own.dedup();
                    own
                })
                .collect();
            let mut expected: Vec<i64> = kinds.iter().flatten().copied().collect();
            expected.sort_unstable_by_key(|one| std::cmp::Reverse(*one));
            let (mut found, mut before) = (Vec::new(), Some(i64::MAX));
            while let Some(number) = before {
                let parts = kinds.iter().map(|own| ("kind", told(own, number, read)));
                let (part, older) = merged(parts.collect(), most);
                prop_assert!(part.len() <= most);
                prop_assert!(older.is_none_or(|older| older < number), "it goes on");
                found.extend(part.iter().map(|(_, moment)| moment.number));
                before = older;
            }
            prop_assert_eq!(found, expected);
        }
    }
}
