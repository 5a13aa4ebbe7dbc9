//! Legal holds: set and lifted, with why and until when somebody looks at them again.
//!
//! Invariants: that a hold stands is written beside the keys, where no restored backup loses it, and
//! is read from there; the row here says why and when it is looked at again. A hold of which an old
//! register has lost the row stands all the same, and is lifted like any other.

use basics::{ActorId, Day, Instant, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, HeldOn, Place, Work};
use policy::Category;

use super::columns::HOLD;
use super::error::Error;
use super::queries;

/// A hold is looked at again within two years.
const REVIEW_DAYS_MAX: i32 = 731;
/// How far holds are counted that are to be looked at again.
pub(super) const COUNTED_MAX: i64 = 100;

/// A legal hold as it is shown.
pub(super) struct HoldView {
    /// On what.
    pub(super) on: HeldOn,
    /// Of a lot: its category.
    pub(super) category: Option<Category>,
    /// What is known of it; nothing where an old register has lost it.
    pub(super) told: Option<Told>,
    /// Whether it stands.
    pub(super) stands: bool,
}

/// Why something is held.
pub(super) struct Told {
    /// Why.
    pub(super) reason: String,
    /// When somebody looks at it again.
    pub(super) review: Day,
    /// Since when.
    pub(super) since: Instant,
    /// By whom.
    pub(super) by: ActorId,
    /// When it was lifted.
    pub(super) lifted: Option<Instant>,
}

/// Sets a legal hold on a party, on a category of hers or on a lot.
///
/// # Errors
///
/// The refusal without the right *holds*; [`Error::ReviewDay`]; [`Error::NothingToHold`];
/// [`Error::HeldAlready`]; the stores' failures.
pub(super) fn set(
    work: &mut Work<'_>,
    party: PartyId,
    on: HeldOn,
    reason: &str,
    review: Day,
) -> Result<(), Error> {
    let today = work.today();
    if review <= today || review > today.plus_days(REVIEW_DAYS_MAX) {
        return Err(Error::ReviewDay);
    }
    let proof = work.hold(party, on)?;
    let lots = work.lots_of(party)?;
    let there = match on {
        HeldOn::Party => true,
        HeldOn::Category(category) => lots.iter().any(|lot| lot.category == category),
        HeldOn::Lot(held) => lots.iter().any(|lot| lot.lot == held),
    };
    if !there {
        return Err(Error::NothingToHold);
    }
    if work.holds_of(party)?.contains(&on) {
        return Err(Error::HeldAlready);
    }
    let lot = work.lot_of_its_own(&proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(&proof, &HOLD, place, &reason.to_owned())?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party, on.key(), lot, sealed, review, now, actor);
    work.tx().run_one(&queries::ADD_HOLD, values)?;
    Ok(())
}

/// Lifts a legal hold. What is past its clock goes with the next run.
///
/// # Errors
///
/// The refusal without the right *holds*; `NotThere` where there is none; the stores' failures.
pub(super) fn lift(work: &mut Work<'_>, party: PartyId, on: HeldOn) -> Result<(), Error> {
    let _proof = work.lift_hold(party, on)?;
    if !work.holds_of(party)?.contains(&on) {
        return Err(guard::Error::NotThere.into());
    }
    let (now, actor) = (work.now(), work.actor().id());
    let values = (party, on.key(), now, actor);
    work.tx().run(&queries::LIFT_HOLD, values)?;
    Ok(())
}

/// The legal holds of a party, those that stand first; nothing where the role may not see them.
///
/// # Errors
///
/// The guard's.
pub(super) fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Option<Vec<HoldView>>, guard::Error> {
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(None);
    };
    let lots = work.lots_of(party)?;
    let category = |on: HeldOn| match on {
        HeldOn::Party => None,
        HeldOn::Category(category) => Some(category),
        HeldOn::Lot(held) => {
            let lot = lots.iter().find(|lot| lot.lot == held);
            lot.map(|lot| lot.category)
        }
    };
    let mut standing = work.holds_of(party)?;
    let mut views = Vec::new();
    for (row, _, key, lot, sealed, review, since, by, lifted) in
        work.tx().all(&queries::HOLDS_OF, (party,))?
    {
        let place = Place::new(party, lot, row.get());
        let reason = work.open(&proof, &HOLD, place, &sealed)?.into_exposed();
        let on = HeldOn::from_key(&key);
        let stands = lifted.is_none() && standing.contains(&on);
        if stands {
            standing.retain(|other| *other != on);
        }
        views.push(HoldView {
            on,
            category: category(on),
            told: Some(Told {
                reason,
                review,
                since,
                by,
                lifted,
            }),
            stands,
        });
    }
    // What stands beside the keys alone: an old register has lost why.
    views.extend(standing.into_iter().map(|on| HoldView {
        on,
        category: category(on),
        told: None,
        stands: true,
    }));
    views.sort_by_key(|one| !one.stands);
    Ok(Some(views))
}
