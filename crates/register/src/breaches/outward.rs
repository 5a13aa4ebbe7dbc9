//! Breaches outside of the pages: the list of them, one with its steps in words, and what is typed
//! about one.

use basics::{Day, Instant, Language, RowId};
use guard::{Actor, Work};

use super::asked::{self, When};
use super::error::Error;
use super::kinds::Risk;
use super::ledger::{self, Listed, in_words};
use super::pages::PURPOSE;
use crate::app::App;
use crate::web::Fields;

/// Pages that are read at most.
const PAGES_MAX: usize = 50;

/// A breach in a list.
pub struct Brief {
    /// Which.
    pub row: RowId,
    /// What it is called.
    pub name: String,
    /// Whether it is a drill.
    pub drill: bool,
    /// When it was noticed.
    pub noticed: Instant,
    /// When the controller became aware.
    pub aware: Option<Instant>,
    /// The risk, where it was assessed.
    pub risk: Option<Risk>,
    /// Until when the authority is to be told, while that is open.
    pub due: Option<Instant>,
    /// When it was told first.
    pub told: Option<Instant>,
    /// When it ended.
    pub closed: Option<Instant>,
}

/// A breach with its steps.
pub struct Whole {
    /// What it is called.
    pub name: String,
    /// What happened, as far as it was known at first.
    pub text: String,
    /// Whether it is a drill.
    pub drill: bool,
    /// Until when the authority is to be told, while that is open.
    pub due: Option<Instant>,
    /// How many are affected, and how many of them were told.
    pub affected: (i64, i64),
    /// The steps: when, what, in which words.
    pub steps: Vec<(Instant, String, String)>,
}

/// The breaches that are open, or those that are over, the newest first.
///
/// # Errors
///
/// The refusal without the right *breaches*; the stores' failures.
pub fn list(work: &mut Work<'_>, over: bool) -> Result<Vec<Brief>, Error> {
    let last = Day::new(9999, 1, 1).map_err(|_| Error::Moment("at"))?;
    let (mut all, mut before) = (Vec::new(), (last, RowId::new(i64::MAX)));
    for _ in 0..PAGES_MAX {
        let (page, next) = if over {
            ledger::over(work, before)?
        } else {
            ledger::open(work, before.1)?
        };
        all.extend(page.into_iter().map(brief));
        match next {
            Some((day, row)) => before = (day.unwrap_or(last), row),
            None => break,
        }
    }
    Ok(all)
}

fn brief(one: Listed) -> Brief {
    Brief {
        row: one.row,
        name: one.name,
        drill: one.drill,
        noticed: one.noticed,
        aware: one.aware,
        risk: one.risk,
        due: one.due,
        told: one.told,
        closed: one.closed,
    }
}

/// One breach with its steps in words.
///
/// # Errors
///
/// The refusal without the right *breaches*; `NotThere`; the stores' failures.
pub fn whole(work: &mut Work<'_>, row: RowId, language: Language) -> Result<Whole, Error> {
    let view = ledger::one(work, row)?;
    let steps = view.steps.into_iter().map(|one| {
        let deed = in_words(one.step.deed, language);
        (one.step.at, deed, one.words.text)
    });
    Ok(Whole {
        name: view.facts.name,
        text: view.facts.text,
        drill: view.drill,
        due: view.stands.waits_until(),
        affected: view.affected,
        steps: steps.collect(),
    })
}

/// Writes down a breach or a drill as its form would; which one it is.
///
/// # Errors
///
/// [`Error`].
pub async fn add_typed(
    app: &App,
    actor: &Actor,
    typed: Vec<(String, String)>,
) -> Result<RowId, Error> {
    let fields = Fields::of(typed);
    let adding = move |work: &mut Work<'_>| {
        let intake = asked::intake(&fields, &When::new(work.policy(), work.now()))?;
        ledger::add(work, &intake)
    };
    app.guard().desk().write(actor, PURPOSE, adding).await
}

/// Takes a step of a breach as its form would.
///
/// # Errors
///
/// [`Error`].
pub async fn step_typed(
    app: &App,
    actor: &Actor,
    breach: RowId,
    typed: Vec<(String, String)>,
) -> Result<(), Error> {
    let fields = Fields::of(typed);
    let taking = move |work: &mut Work<'_>| {
        let step = asked::step(&fields, &When::new(work.policy(), work.now()))?;
        ledger::follow(work, breach, &step)
    };
    app.guard().desk().write(actor, PURPOSE, taking).await
}
