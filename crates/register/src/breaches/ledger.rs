//! Breaches as they lie in the register: written down, walked step by step, told of.
//!
//! Invariants: a breach is an own lot, its steps lie under the same one, so that they go together; a
//! step is written together with how the breach stands after it.

use basics::{ActorId, Day, Instant, Language, LotId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Work};
use policy::{Category, Kept, Right};

use super::columns::{BREACH, Facts, STEP, Words};
use super::error::Error;
use super::kinds::{Risk, Spared};
use super::queries::{self, Lying, StepLying};
use super::state::{Authority, Breach, Deed, Known, Step};

/// Breaches on a page.
pub(super) const SHOWN: usize = 20;

/// Something noticed, to be written down.
#[derive(Clone)]
pub(super) struct Intake {
    pub(super) drill: bool,
    pub(super) occurred: Option<Instant>,
    pub(super) noticed: Instant,
    /// When it was certain, where it is.
    pub(super) aware: Option<Instant>,
    pub(super) name: String,
    pub(super) text: String,
}

/// A step to be written down.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) deed: Deed,
    pub(super) at: Instant,
    pub(super) text: String,
    /// Why the authority is told late.
    pub(super) late: Option<String>,
    /// Which categories were reached.
    pub(super) categories: Vec<Category>,
    /// About how many people and records.
    pub(super) people: Option<i64>,
    pub(super) records: Option<i64>,
}

/// A breach in a list.
pub(super) struct Listed {
    pub(super) row: RowId,
    pub(super) name: String,
    pub(super) drill: bool,
    pub(super) noticed: Instant,
    pub(super) aware: Option<Instant>,
    pub(super) risk: Option<Risk>,
    /// Until when the authority is to be told.
    pub(super) due: Option<Instant>,
    pub(super) told: Option<Instant>,
    pub(super) closed: Option<Instant>,
}

/// A breach as it is shown.
pub(super) struct BreachView {
    pub(super) row: RowId,
    pub(super) facts: Facts,
    pub(super) drill: bool,
    pub(super) occurred: Option<Instant>,
    pub(super) noticed: Instant,
    pub(super) written: (Instant, ActorId),
    pub(super) steps: Vec<StepView>,
    pub(super) stands: Breach,
    /// How many are affected, and how many of them were told; counted to [`AFFECTED_MAX`].
    pub(super) affected: (i64, i64),
}

/// How far people affected are counted.
pub(super) const AFFECTED_MAX: i64 = 100_000;

/// A step as it is shown.
pub(super) struct StepView {
    pub(super) step: Step,
    pub(super) words: Words,
    pub(super) categories: Vec<Category>,
    pub(super) people: Option<i64>,
    pub(super) records: Option<i64>,
    pub(super) written: (Instant, ActorId),
}

impl BreachView {
    /// The newest text for the people in a language.
    pub(super) fn worded(&self, language: Language) -> Option<&str> {
        let mut steps = self.steps.iter().rev();
        let found = steps.find(|one| one.step.deed == Deed::Worded(language));
        found.map(|one| one.words.text.as_str())
    }

    /// The categories reached, about how many people and records, as they were told last.
    pub(super) fn reached(&self) -> (Vec<Category>, Option<i64>, Option<i64>) {
        let newest =
            |number: fn(&StepView) -> Option<i64>| self.steps.iter().rev().find_map(number);
        let told = self
            .steps
            .iter()
            .rev()
            .find(|one| !one.categories.is_empty());
        let categories = told.map_or_else(Vec::new, |one| one.categories.clone());
        let people = newest(|one| one.people);
        let counted = Some(self.affected.0).filter(|count| *count > 0);
        (categories, people.or(counted), newest(|one| one.records))
    }
}

/// To see breaches.
pub(super) fn seeing<'w>(work: &mut Work<'w>) -> Result<Noted<'w, Requests>, Error> {
    Ok(work.ask::<Requests>(Ask::view(&[]).with(Right::Breaches))?)
}

/// To change breaches.
pub(super) fn changing<'w>(work: &mut Work<'w>) -> Result<Noted<'w, Requests>, Error> {
    Ok(work.ask::<Requests>(Ask::change(&[]).with(Right::Breaches))?)
}

/// Writes a breach down.
pub(super) fn add(work: &mut Work<'_>, intake: &Intake) -> Result<RowId, Error> {
    if intake.noticed > work.now() {
        return Err(Error::Moment("noticed"));
    }
    if intake.occurred.is_some_and(|at| at > intake.noticed) {
        return Err(Error::NoticedBefore);
    }
    let proof = changing(work)?;
    let lot = work.own_lot(&proof, Kept::Breaches)?;
    let row = RowId::new(work.ids().ordered());
    let facts = Facts {
        name: intake.name.clone(),
        text: intake.text.clone(),
    };
    let sealed = work.seal_own(&proof, &BREACH, (lot, row), &facts)?;
    let (now, by) = (work.now(), work.actor().id());
    let (drill, noticed) = (i64::from(intake.drill), intake.noticed);
    let values = (row, lot, sealed, drill, intake.occurred, noticed, now, by);
    work.tx().run_one(&queries::ADD, values)?;
    if let Some(at) = intake.aware {
        let aware = Asked {
            deed: Deed::Aware,
            at,
            text: String::new(),
            late: None,
            categories: Vec::new(),
            people: None,
            records: None,
        };
        take(work, &proof, (row, lot), Breach::begin(noticed), &aware)?;
    }
    Ok(row)
}

/// Takes a step.
pub(super) fn follow(work: &mut Work<'_>, row: RowId, asked: &Asked) -> Result<(), Error> {
    let proof = changing(work)?;
    let lying = work.tx().maybe(&queries::ONE, (row,))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    let before = walked(work, &lying)?;
    take(work, &proof, (row, lying.1), before, asked)
}

fn take<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (breach, lot): (RowId, LotId),
    before: Breach,
    asked: &Asked,
) -> Result<(), Error> {
    if asked.at > work.now() {
        return Err(Error::Moment("at"));
    }
    let late = |known: &Known| known.is_late(asked.at);
    let tells = asked.deed == Deed::ToldAuthority;
    if tells && before.known().is_some_and(late) && asked.late.is_none() {
        return Err(Error::LateWhy);
    }
    let step = Step {
        deed: asked.deed,
        at: asked.at,
    };
    let after = before.follow(step)?;
    let row = RowId::new(work.ids().ordered());
    let words = Words {
        text: asked.text.clone(),
        late: asked.late.clone(),
    };
    let sealed = work.seal_own(proof, &STEP, (lot, row), &words)?;
    let (deed, about) = stored(asked);
    let (now, by) = (work.now(), work.actor().id());
    let (people, records) = (asked.people, asked.records);
    let values = (
        row, breach, lot, sealed, deed, about, asked.at, people, records, now, by,
    );
    work.tx().run_one(&queries::ADD_STEP, values)?;
    stand(work, breach, &after)
}

/// How the breach stands after its step, so that what waits is found by a comparison.
fn stand(work: &mut Work<'_>, breach: RowId, after: &Breach) -> Result<(), Error> {
    let known = after.known();
    let risk = known.and_then(|known| known.risk);
    let told = known.and_then(|known| match known.authority {
        Authority::Told(first) => Some(first),
        Authority::Open | Authority::NotTold => None,
    });
    // The clock of the record runs from the day it was closed, whatever moment was typed.
    let ended = matches!(after, Breach::Closed(_)).then(|| (work.now(), work.today()));
    let values = (
        breach,
        known.map(|known| known.aware),
        risk.map(|risk| risk.key().to_owned()),
        after.waits_until(),
        told,
        ended.map(|ended| ended.0),
        ended.map(|ended| ended.1),
    );
    work.tx().run_one(&queries::STAND, values)?;
    Ok(())
}

/// One breach with its steps.
pub(super) fn one(work: &mut Work<'_>, row: RowId) -> Result<BreachView, Error> {
    let proof = seeing(work)?;
    let lying = work.tx().maybe(&queries::ONE, (row,))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    let stands = walked(work, &lying)?;
    let (row, lot, sealed, drill, occurred, noticed, .., recorded, by) = lying;
    let facts = work.open_own(&proof, &BREACH, (lot, row), &sealed)?;
    let mut steps = Vec::new();
    for lying in work.tx().all(&queries::STEPS, (row,))? {
        let step = read(&lying)?;
        let categories = match step.deed {
            Deed::Noted => categories_of(&lying.4),
            _ => Vec::new(),
        };
        let words = work.open_own(&proof, &STEP, (lying.1, lying.0), &lying.2)?;
        steps.push(StepView {
            step,
            words: words.into_exposed(),
            categories,
            people: lying.6,
            records: lying.7,
            written: (lying.8, lying.9),
        });
    }
    let affected = work
        .tx()
        .one(&queries::COUNT_AFFECTED, (row, AFFECTED_MAX))?;
    Ok(BreachView {
        row,
        facts: facts.into_exposed(),
        drill: drill != 0,
        occurred,
        noticed,
        written: (recorded, by),
        steps,
        stands,
        affected,
    })
}

/// A page of breaches, and the last of them where there may be more: the day it ended and its row.
pub(super) type Page = (Vec<Listed>, Option<(Option<Day>, RowId)>);

/// Open breaches before one, the newest first.
pub(super) fn open(work: &mut Work<'_>, before: RowId) -> Result<Page, Error> {
    let proof = seeing(work)?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OPEN, (before, most))?;
    listed(work, &proof, rows)
}

/// Breaches that are over before one, the newest first.
pub(super) fn over(work: &mut Work<'_>, before: (Day, RowId)) -> Result<Page, Error> {
    let proof = seeing(work)?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OVER, (before.0, before.1, most))?;
    listed(work, &proof, rows)
}

fn listed<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    mut rows: Vec<Lying>,
) -> Result<Page, Error> {
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let mut all = Vec::with_capacity(rows.len());
    for lying in rows {
        let (row, lot, sealed, drill, _, noticed, aware, risk, due, told, closed, ..) = lying;
        let facts = work.open_own(proof, &BREACH, (lot, row), &sealed)?;
        all.push(Listed {
            row,
            name: facts.into_exposed().name,
            drill: drill != 0,
            noticed,
            aware,
            risk: risk.as_deref().and_then(Risk::from_key),
            due,
            told,
            closed,
        });
    }
    let last = match all.last().filter(|_| more) {
        Some(last) => Some((work.tx().one(&queries::CLOSED_DAY, (last.row,))?, last.row)),
        None => None,
    };
    Ok((all, last))
}

/// How a breach stands, by its steps.
fn walked(work: &mut Work<'_>, lying: &Lying) -> Result<Breach, Error> {
    let rows = work.tx().all(&queries::STEPS, (lying.0,))?;
    let steps: Result<Vec<Step>, Error> = rows.iter().map(read).collect();
    Ok(Breach::walked(lying.5, steps?)?)
}

/// A deed as it is stored: what was done and its word.
fn stored(asked: &Asked) -> (String, String) {
    let (deed, word) = match asked.deed {
        Deed::Aware => ("aware", ""),
        Deed::Noted => {
            let keys: Vec<&str> = asked.categories.iter().map(|one| one.key()).collect();
            return ("noted".to_owned(), keys.join(" "));
        }
        Deed::Assessed(risk) => ("assessed", risk.key()),
        Deed::Measure => ("measure", ""),
        Deed::Worded(language) => ("worded", language.code()),
        Deed::ToldAuthority => ("told_authority", ""),
        Deed::NotTold => ("not_told", ""),
        Deed::ToldPeople => ("told_people", ""),
        Deed::ToldPublic => ("told_public", ""),
        Deed::Spared(why) => ("spared", why.key()),
        Deed::Closed => ("closed", ""),
        Deed::NoBreach => ("no_breach", ""),
    };
    (deed.to_owned(), word.to_owned())
}

/// The step that a row tells of.
fn read(row: &StepLying) -> Result<Step, Error> {
    let unreadable = || Error::from(store::Error::unreadable());
    let deed = match row.3.as_str() {
        "aware" => Deed::Aware,
        "noted" => Deed::Noted,
        "assessed" => Deed::Assessed(Risk::from_key(&row.4).ok_or_else(unreadable)?),
        "measure" => Deed::Measure,
        "worded" => Deed::Worded(row.4.parse().map_err(|_| unreadable())?),
        "told_authority" => Deed::ToldAuthority,
        "not_told" => Deed::NotTold,
        "told_people" => Deed::ToldPeople,
        "told_public" => Deed::ToldPublic,
        "spared" => Deed::Spared(Spared::from_key(&row.4).ok_or_else(unreadable)?),
        "closed" => Deed::Closed,
        "no_breach" => Deed::NoBreach,
        _ => return Err(unreadable()),
    };
    Ok(Step { deed, at: row.5 })
}

/// The categories of a text as it is stored.
pub(super) fn categories_of(text: &str) -> Vec<Category> {
    text.split(' ').filter_map(Category::from_key).collect()
}

/// A step in words.
pub(super) fn in_words(deed: Deed, language: Language) -> String {
    let say = |key: &str| texts::say(language, key);
    match deed {
        Deed::Aware => say("breaches-deed-aware"),
        Deed::Noted => say("breaches-deed-noted"),
        Deed::Assessed(risk) => [
            &say("breaches-deed-assessed"),
            ": ",
            &say(&["breaches-risk-", risk.key()].concat()),
        ]
        .concat(),
        Deed::Measure => say("breaches-deed-measure"),
        Deed::Worded(of) => [
            &say("breaches-deed-worded"),
            ": ",
            &say(&["language-", of.code()].concat()),
        ]
        .concat(),
        Deed::ToldAuthority => say("breaches-deed-told-authority"),
        Deed::NotTold => say("breaches-deed-not-told"),
        Deed::ToldPeople => say("breaches-deed-told-people"),
        Deed::ToldPublic => say("breaches-deed-told-public"),
        Deed::Spared(why) => [
            &say("breaches-deed-spared"),
            ": ",
            &say(&["breaches-spared-", why.key()].concat()),
        ]
        .concat(),
        Deed::Closed => say("breaches-deed-closed"),
        Deed::NoBreach => say("breaches-deed-no-breach"),
    }
}
