//! The one list of capabilities, and what each tells about itself.
//!
//! Whatever has to reach every capability (schema, statements, sealed columns, later access
//! packages, erasure, clocks) goes through this list, so that a new capability cannot be forgotten
//! anywhere. Tests compare it with the live schema.

mod moments;

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use basics::{Day, Instant, Language, LotId, PartyId, RowId, Zone};
use guard::{Declaration, Work};
use policy::{Category, ClockStart, Kept, SourceKind};
use store::{Declared, Tx};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::web::{Link, Tab, Visitor};

pub use moments::{Before, End, Moment, Moments, Part, Told, both_ends, in_order};

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
