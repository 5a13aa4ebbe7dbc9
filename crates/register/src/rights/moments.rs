//! Requests in the timeline of a customer: each as it came, and each step of it.
//!
//! Invariant: whoever may not see requests is told of none, nor that there are any.

use basics::{LotId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Work};

use super::columns::{REQUEST, STEP};
use super::error::Error;
use super::queries::{self, Lying, StepLying};
use super::stored::{asked_for, kinds_of, read};
use crate::capability::{Before, Moment, Moments, Told};

/// The one kind.
pub(super) const TOLD: &[Told] = &[Told {
    kind: "request",
    read: |work, before| moments(work, before).map_err(Error::into_guard),
}];

fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, Error> {
    let party = before.party;
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Moments::default());
    };
    let most = i64::try_from(before.most.saturating_add(1)).unwrap_or(i64::MAX);
    let page = (party, RowId::new(before.number), most);
    let requests = work.tx().all(&queries::OF_PARTY, page)?;
    let steps = work.tx().all(&queries::STEPS_OF_PARTY, page)?;
    let lots = requests.iter().map(|one| one.2);
    let lots: Vec<LotId> = lots.chain(steps.iter().map(|one| one.2)).collect();
    work.warm(&lots)?;
    let mut told = Vec::with_capacity(requests.len() + steps.len());
    for lying in requests {
        told.push(came(work, &proof, lying, before)?);
    }
    for lying in steps {
        told.push(went(work, &proof, &lying, before)?);
    }
    told.sort_unstable_by_key(|moment| std::cmp::Reverse(moment.number));
    let more = told.len() > before.most;
    told.truncate(before.most);
    let down_to = told.last().filter(|_| more).map(|last| last.number);
    Ok(Moments { told, down_to })
}

/// A request came.
fn came<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: Lying,
    before: &Before,
) -> Result<Moment, Error> {
    let (row, party, lot, sealed, kinds, _, _, received, _, at, by, _) = lying;
    let place = Place::new(party, lot, row.get());
    let said = work.open(proof, &REQUEST, place, &sealed)?.into_exposed();
    let kinds = asked_for(&kinds_of(&kinds), before.language);
    let day = received.finnish();
    let values = [("day", day.as_str()), ("kinds", kinds.as_str())];
    Ok(Moment {
        number: row.get(),
        at,
        by,
        title: texts::say_with(before.language, "timeline-request", &values),
        text: Some(said.text).filter(|text| !text.is_empty()),
        source: None,
    })
}

/// A step of a request was taken.
fn went<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &StepLying,
    before: &Before,
) -> Result<Moment, Error> {
    let step = read(lying)?;
    let place = Place::new(before.party, lying.2, lying.0.get());
    let words = work.open(proof, &STEP, place, &lying.3)?.into_exposed();
    let (deed, day) = (step.deed.in_words(before.language), step.on.finnish());
    let values = [("deed", deed.as_str()), ("day", day.as_str())];
    Ok(Moment {
        number: lying.0.get(),
        at: lying.8,
        by: lying.9,
        title: texts::say_with(before.language, "timeline-request-step", &values),
        text: Some(words).filter(|words| !words.is_empty()),
        source: None,
    })
}
