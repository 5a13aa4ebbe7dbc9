//! A case of erasure: decided, confirmed, carried out, proved.
//!
//! Invariants: the decision is written down, with its words sealed under a lot of its own, before
//! anything is destroyed, and survives it under the clock of requests; what was decided and could
//! not be carried out (a crash) is looked at anew and carried out by the daily run; nothing is
//! destroyed that the law or a legal hold keeps, whatever was decided; the receipt is made from the
//! ledger, so it is the same whenever it is made.

use std::collections::BTreeSet;

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Actor, Ask, Erasure, Place, Work, jobs};
use policy::{Category, ConnectionKind, LegalBasis, Policy, Purpose};

use super::carry_out::left;
use super::columns::DECISION;
use super::decision::{Decided, Verdict, goes};
use super::error::Error;
use super::plan::Plan;
use super::standing::Standing;
use super::{outside, queries, receipt, remainder, standing};
use crate::app::App;
use crate::{disclosures, people};

/// Cases looked through at once.
const PAGE: i64 = 100;

/// A decision as it is shown.
pub(super) struct DecisionView {
    pub(super) case: i64,
    pub(super) category: Option<Category>,
    pub(super) purpose: Option<Purpose>,
    pub(super) verdict: Option<Verdict>,
    pub(super) words: String,
    pub(super) at: Instant,
    pub(super) by: ActorId,
}

/// Writes down what was decided about a party; the number of the case, and whether anything goes.
/// Where it says who she is, the connections that are open end today: what the law keeps of her runs
/// from then on.
///
/// # Errors
///
/// The refusal without the right *erase*; [`Error::Undecided`]; [`Error::NotThisGround`];
/// [`Error::KeptByLaw`]; [`Error::Held`]; the stores' failures.
pub(super) fn decide(
    work: &mut Work<'_>,
    party: PartyId,
    decided: &Decided,
    words: &str,
) -> Result<(i64, bool), Error> {
    let proof = work.ask::<Requests>(Ask::decide(&[party]))?;
    let standing = standing::of_party(work, party)?;
    all_decided(work, &standing, decided)?;
    let held_on = people::kinds_held_on(work, party)?;
    for ((category, purpose), verdict) in decided {
        let bases = bases(work.policy(), &held_on, (*category, *purpose));
        let mut own = standing.iter().filter(|one| one.category == *category);
        let ordered = own.any(|one| one.by_law.is_some());
        if !verdict.fits(&bases, *purpose, ordered) {
            return Err(Error::NotThisGround);
        }
    }
    let goes = goes(decided);
    for one in standing.iter().filter(|one| goes.contains(&one.category)) {
        if !one.holds.is_empty() {
            return Err(Error::Held);
        }
        if one.by_law.is_some() {
            return Err(Error::KeptByLaw);
        }
    }
    let (now, actor) = (work.now(), work.actor().id());
    let case = work.ids().ordered();
    let language = work.actor().language();
    let outside = outside::of_party(work, party, language)?.counted();
    let plan = Plan::of(work, party, &goes, outside)?.written()?;
    work.tx()
        .run_one(&queries::ADD_CASE, (case, party, now, actor, plan))?;
    let lot = work.lot_of_its_own(&proof, party)?;
    for ((category, purpose), verdict) in decided {
        let row = RowId::new(work.ids().ordered());
        let place = Place::new(party, lot, row.get());
        let sealed = work.seal(&proof, &DECISION, place, &words.to_owned())?;
        let purpose = purpose.map_or_else(String::new, |purpose| purpose.key().to_owned());
        let values = (
            row,
            party,
            case,
            i64::from(category.number()),
            purpose,
            verdict.outcome().to_owned(),
            verdict.key().to_owned(),
            lot,
            sealed,
            now,
            actor,
        );
        work.tx().run_one(&queries::ADD_DECISION, values)?;
    }
    if goes.is_empty() {
        work.tx()
            .run_one(&queries::CARRIED, (case, now, None, None))?;
    } else {
        // Whoever received her data is told (GDPR art. 19); the list of them outlives her.
        let today = work.today();
        disclosures::tell_recipients(work, party, disclosures::What::Erasure, today)?;
    }
    let unnamed = [Category::Identity, Category::Company];
    if unnamed.iter().any(|category| goes.contains(category)) {
        people::end_all(work, party, people::WhyEnded::Erased)?;
    }
    Ok((case, !goes.is_empty()))
}

/// That every category of a party, for every purpose it serves, was decided on, and nothing else.
fn all_decided(work: &Work<'_>, standing: &[Standing], decided: &Decided) -> Result<(), Error> {
    let mut asked = Vec::new();
    for one in standing.iter().filter(|one| one.is_decided()) {
        let purposes = purposes(work, one.category);
        asked.extend(purposes.into_iter().map(|purpose| (one.category, purpose)));
    }
    asked.sort_unstable();
    let answered: Vec<_> = decided.keys().copied().collect();
    (asked == answered).then_some(()).ok_or(Error::Undecided)
}

/// What a category rests on that is used for a purpose, for whoever is held on these connections; on
/// everything that the notice names, where it names no purpose for the category.
pub(super) fn bases(
    policy: &Policy,
    held_on: &[ConnectionKind],
    (category, purpose): (Category, Option<Purpose>),
) -> BTreeSet<LegalBasis> {
    let of = |purpose| policy.bases_of(purpose, held_on.iter().copied());
    match purpose {
        Some(purpose) => of(purpose),
        // Permissions prove what was said (GDPR art. 7(1), 21(3)).
        None if category.by_law() => BTreeSet::from([LegalBasis::LegalObligation]),
        None => {
            let stated = policy.purposes().iter();
            stated.flat_map(|stated| of(stated.purpose)).collect()
        }
    }
}

/// The purposes a category serves by the notice; where it names none, one decision for the whole.
pub(super) fn purposes(work: &Work<'_>, category: Category) -> Vec<Option<Purpose>> {
    let declared = work.policy().category(category);
    let mut purposes: Vec<Option<Purpose>> = declared
        .into_iter()
        .flat_map(|one| &one.purposes)
        .map(|purpose| Some(*purpose))
        .collect();
    purposes.sort_unstable();
    purposes.dedup();
    if purposes.is_empty() {
        purposes.push(None);
    }
    purposes
}

/// What was decided about a party, the newest first, also of one who is gone.
///
/// # Errors
///
/// The refusal without the right *erase*; the guard's.
pub(super) fn decisions_of(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<DecisionView>, guard::Error> {
    let proof = work.ask::<Requests>(Ask::erased(&[party]))?;
    let mut views = Vec::new();
    for (row, case, category, purpose, _, ground, lot, sealed, at, by) in
        work.tx().all(&queries::DECISIONS_OF, (party,))?
    {
        let place = Place::new(party, lot, row.get());
        let words = work.open(&proof, &DECISION, place, &sealed)?.into_exposed();
        let category = Category::from_stored(category);
        views.push(DecisionView {
            case,
            category,
            purpose: Purpose::from_key(&purpose),
            verdict: Verdict::from_key(&ground),
            words,
            at,
            by,
        });
    }
    Ok(views)
}

/// The cases in which something of a party was erased, the oldest first, each with when; none for
/// whoever may not see them.
///
/// # Errors
///
/// The store's failure.
pub fn carried_out_of(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<(i64, Instant)>, guard::Error> {
    if !work.could::<Requests>(&Ask::erased(&[])) {
        return Ok(Vec::new());
    }
    Ok(work.tx().all(&queries::CARRIED_OUT_OF, (party,))?)
}

/// A case that is not carried out yet: of whom, decided when, on what.
#[derive(Clone)]
struct Open {
    party: PartyId,
    decided: Instant,
    plan: Plan,
}

/// Carries a case out: what its decision was about is looked at anew, in the unit of work that erases
/// it; then comes the receipt. Done again, it goes on.
///
/// # Errors
///
/// The refusal; [`guard::Error::Held`]; the stores' failures. What was destroyed by then is: the same
/// call goes on.
pub(super) async fn carry_out(
    app: &App,
    actor: &Actor,
    purpose: Purpose,
    case: i64,
) -> Result<(), Error> {
    let guard = app.guard();
    let decision = format!("request {case}");
    let word = decision.clone();
    let deciding = move |work: &mut Work<'_>| to_go(work, case, &word);
    let (erased, open) = guard.erase(actor, purpose, deciding, left).await?;
    let Some(open) = open else { return Ok(()) };
    let receipt = guard.erased_by(open.plan.lots(), decision).await?;
    let counted = erased.map(|one| one.rows);
    let told = receipt::Told {
        case,
        party: open.party,
        at: app.clock().now(),
        rows: receipt.as_ref().map_or(0, |receipt| {
            counted.unwrap_or_else(|| open.plan.rows(&receipt.lots))
        }),
        ages: guard.ages().await?,
        copies: guard.known_copies().await?,
        key: guard.public_key(),
        outside: open.plan.outside(),
        remainder: None,
    };
    let reading = move |work: &mut Work<'_>| {
        let stays = open.plan.anew(work, open.party, open.decided)?.stays;
        let line = receipt::of(work, &told, receipt.as_ref(), &stays)?;
        Ok::<_, Error>((line, remainder::left_by(work, open.party, case)?))
    };
    let (line, followed) = guard.desk().read(actor, purpose, reading).await?;
    let note = guard.signed_receipt(&line);
    let now = app.clock().now();
    let ending = move |tx: &mut store::Tx<'_>| {
        let row = (case, now, Some(note.clone()), followed.clone());
        Ok(tx.run_one(&queries::CARRIED, row)?)
    };
    app.guard().write_state(ending).await?;
    Ok(())
}

/// What goes by a case; and the case, where it is not carried out yet.
fn to_go(work: &mut Work<'_>, case: i64, decision: &str) -> Result<(Erasure, Option<Open>), Error> {
    let found = work.tx().maybe(&queries::OPEN_CASE, (case,))?;
    let (party, decided, carried, plan) = found.ok_or(guard::Error::NotThere)?;
    if carried.is_some() {
        return Ok((Erasure::default(), None));
    }
    let plan = if let Some(plan) = plan {
        Plan::read(&plan)?
    } else {
        // A program that made no plans decided it.
        let granted = granted(work, party, case)?;
        Plan::of(work, party, &granted, None)?
    };
    let open = Open {
        party,
        decided,
        plan,
    };
    let lots: Vec<LotId> = open.plan.lots().iter().map(|one| one.lot).collect();
    // Cut off behind the keys: what went is told, what stands of it without a key goes, and nothing
    // else goes by the same decision.
    let erased = work.erased_of(&lots, decision)?;
    let lots = if erased.is_empty() {
        open.plan.anew(work, party, decided)?.goes
    } else {
        let stands = work.in_lots(&erased)?;
        let left = erased.into_iter().zip(stands);
        left.filter_map(|(lot, stands)| stands.map(|_| lot))
            .collect()
    };
    let erasure = Erasure {
        lots,
        decision: decision.to_owned(),
        ..Erasure::default()
    };
    Ok((erasure, Some(open)))
}

/// The categories that go by what was decided in a case.
fn granted(work: &mut Work<'_>, party: PartyId, case: i64) -> Result<Vec<Category>, Error> {
    Ok(goes(&decided_in(work, party, case)?))
}

/// What was decided in a case.
pub(super) fn decided_in(work: &mut Work<'_>, party: PartyId, case: i64) -> Result<Decided, Error> {
    let mut decided = Decided::new();
    for (category, purpose, _, ground) in work.tx().all(&queries::DECIDED_IN, (party, case))? {
        let category = Category::from_stored(category);
        let (Some(category), Some(verdict)) = (category, Verdict::from_key(&ground)) else {
            return Err(guard::Error::Shape.into());
        };
        decided.insert((category, Purpose::from_key(&purpose)), verdict);
    }
    Ok(decided)
}

/// Carries out what was decided and cut off by a crash; how many cases.
///
/// # Errors
///
/// The guard's.
pub(super) async fn carry_out_open(app: &App) -> Result<i64, Error> {
    let actor = Actor::of_job(&jobs::RETENTION);
    let (mut done, mut after) = (0, i64::MIN);
    loop {
        let page = (after, PAGE);
        let reading = move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::OPEN_CASES, page)?);
        let open: Vec<(i64, PartyId)> = app.guard().read_state(reading).await?;
        let Some((last, _)) = open.last() else {
            return Ok(done);
        };
        after = *last;
        for (case, _) in open {
            match carry_out(app, &actor, Purpose::Security, case).await {
                Ok(()) => done += 1,
                // Held since, or restricted: whoever decided it is shown that it is open.
                Err(Error::Guard(guard::Error::Held | guard::Error::Refused(_))) => {}
                Err(error) => return Err(error),
            }
        }
    }
}
