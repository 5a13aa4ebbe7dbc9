//! Requests as they are written down and walked step by step.
//!
//! Invariants: a request is a lot of its own; its steps, its letters and who asked lie under the same
//! one, so that they go together; a step is written together with what it does (a restriction, an
//! objection, a prohibition), or not at all.

use basics::{Day, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, ByKey, Noted, Place, Sealed, Work};
use policy::{Channel, Purpose};

use super::carry_out::carry_out;
use super::columns::{REQUEST, STEP, Said};
use super::error::Error;
use super::kinds::RequestKind;
use super::queries::{self, Lying};
use super::requester::{self, NewWho};
use super::state::{Deed, NotNow, Request, Step};
use super::stored::{stored, written};
use super::view::walked;
use crate::files;
use crate::people::erased_among;

/// What moves the clock is written down within so many days, or the clock could be turned back.
const WRITTEN_WITHIN_DAYS: i32 = 7;

/// A request to be written down.
#[derive(Clone)]
pub(super) struct Intake {
    /// What is asked for; nothing where that is not clear.
    pub(super) kinds: Vec<RequestKind>,
    pub(super) way: Channel,
    pub(super) received: Day,
    pub(super) signed: bool,
    pub(super) text: String,
    pub(super) behalf: Option<String>,
    /// Who asked, as she gave it.
    pub(super) who: Option<NewWho>,
}

/// A step to be written down.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) deed: Deed,
    pub(super) on: Day,
    /// Why, or what was asked.
    pub(super) words: String,
    /// Against which use an objection is, or of which a consent is taken back.
    pub(super) purpose: Option<Purpose>,
}

/// Writes down a request of somebody in the register.
pub(super) fn add(work: &mut Work<'_>, party: PartyId, intake: &Intake) -> Result<RowId, Error> {
    if work.tx().one(&queries::UNLINKED_OF, (party,))? > 0 {
        // Whoever is known by a request alone has that one, until it is known whose it is.
        return Err(Error::NotLinked);
    }
    if !erased_among(work, &[party])?.is_empty() {
        // She is not in the register: what she asks now is asked by somebody who was not found.
        return Err(guard::Error::NotThere.into());
    }
    write(work, party, intake, false)
}

/// Writes down a request of somebody who was not found: she is known by it alone.
pub(super) fn add_unlinked(
    work: &mut Work<'_>,
    intake: &Intake,
) -> Result<(PartyId, RowId), Error> {
    if intake.who.is_none() {
        return Err(Error::Who);
    }
    let party = work.add_requester()?;
    Ok((party, write(work, party, intake, true)?))
}

fn write(
    work: &mut Work<'_>,
    party: PartyId,
    intake: &Intake,
    unlinked: bool,
) -> Result<RowId, Error> {
    if intake.received > work.today() {
        return Err(Error::Day);
    }
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let lot = work.lot_of_its_own(&proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let said = Said {
        text: intake.text.clone(),
        behalf: intake.behalf.clone(),
    };
    let sealed = work.seal(&proof, &REQUEST, place, &said)?;
    let due = Request::begin(intake.received, intake.kinds.clone()).due();
    let (way, signed, received) = (ByKey(intake.way), i64::from(intake.signed), intake.received);
    let (kinds, unlinked) = (written(&intake.kinds), i64::from(unlinked));
    let (now, actor) = (work.now(), work.actor().id());
    let values = (
        row, party, lot, sealed, kinds, way, signed, received, due, now, actor, unlinked,
    );
    work.tx().run_one(&queries::ADD, values)?;
    if let Some(who) = &intake.who {
        requester::write(work, &proof, (party, row, lot), who)?;
    }
    touch(work, party)?;
    Ok(row)
}

/// Takes a step, and does what it means. The lots of files that are to go for good with it.
pub(super) fn follow(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
    asked: &Asked,
) -> Result<Vec<LotId>, Error> {
    if asked.on > work.today() {
        return Err(Error::Day);
    }
    let moves = matches!(
        asked.deed,
        Deed::AskedIdentity | Deed::AskedMeaning | Deed::Extended
    );
    if moves && asked.on < work.today().plus_days(-WRITTEN_WITHIN_DAYS) {
        return Err(Error::TooLate);
    }
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    if let Deed::Joined(into) = asked.deed {
        join(work, &proof, &lying, into)?;
    }
    let gone = take(work, &proof, &lying, asked)?;
    touch(work, party)?;
    Ok(gone)
}

/// Takes a step of a request that lies there.
pub(super) fn take<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    asked: &Asked,
) -> Result<Vec<LotId>, Error> {
    let (row, party, lot) = (lying.0, lying.1, lying.2);
    let before = walked(work, lying)?;
    if let Deed::Decided(RequestKind::Objection, outcome) = asked.deed
        && outcome.needs_words()
        && asked.purpose == Some(Purpose::Marketing)
    {
        // Whatever it is called, an objection to marketing is never weighed (GDPR art. 21(3)).
        return Err(NotNow::Absolute.into());
    }
    let step = Step {
        deed: asked.deed,
        on: asked.on,
    };
    let after = before.follow(step)?;
    write_step(work, proof, (party, row, lot), asked)?;
    let closed = match &after {
        Request::Closed(closed) => Some((closed.on, closed.ending.key().to_owned())),
        Request::Received(_) | Request::Identified(_) => None,
    };
    let (closed, ending) = closed.unzip();
    let (due, waits) = (after.due(), after.waits_since());
    let values = (
        party,
        row,
        due,
        waits,
        closed,
        written(after.kinds()),
        ending,
    );
    work.tx().run_one(&queries::STAND, values)?;
    if let Deed::Decided(kind, outcome) = asked.deed
        && outcome.is_done()
    {
        carry_out(work, proof, lying, (kind, asked.purpose))?;
    }
    papers_follow(work, &after, (party, row))
}

/// A paper was attached: where the request ended meanwhile, was carried to another, or it is known
/// who asks, what goes with that goes now. The lots that are to go.
pub(super) fn settle(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
) -> Result<Vec<LotId>, Error> {
    let _proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let Some(lying) = work.tx().maybe(&queries::ONE, (party, row))? else {
        // What came behind a request that was carried away is for nobody: its clock starts now.
        let today = work.today();
        files::request_over(work, (party, row), today)?;
        return Ok(files::forget_identity(work, party, row)?);
    };
    let stands = walked(work, &lying)?;
    papers_follow(work, &stands, (party, row))
}

/// The copies of her documents go once it is known who she is, or once nobody needs to know; with the
/// end of a request the clock of its papers starts.
fn papers_follow(
    work: &mut Work<'_>,
    stands: &Request,
    (party, row): (PartyId, RowId),
) -> Result<Vec<LotId>, Error> {
    let over = match stands {
        Request::Received(_) => return Ok(Vec::new()),
        Request::Identified(_) => None,
        Request::Closed(closed) => Some(closed.on),
    };
    let gone = files::forget_identity(work, party, row)?;
    if let Some(on) = over {
        files::request_over(work, (party, row), on)?;
    }
    Ok(gone)
}

/// What the later one of two requests asks for goes on in the earlier one.
fn join<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    into: RowId,
) -> Result<(), Error> {
    let other = work.tx().maybe(&queries::ONE, (lying.1, into))?;
    let other = other.ok_or(guard::Error::NotThere)?;
    let earlier = (other.7, other.0) < (lying.7, lying.0);
    if !earlier || other.8.is_some() {
        return Err(Error::NotTheSame);
    }
    let known = walked(work, &other)?.kinds().to_vec();
    let asked_for = walked(work, lying)?.kinds().to_vec();
    for kind in asked_for.into_iter().filter(|kind| !known.contains(kind)) {
        let understood = Asked {
            deed: Deed::Understood(kind),
            on: work.today(),
            words: String::new(),
            purpose: None,
        };
        take(work, proof, &other, &understood)?;
    }
    Ok(())
}

fn write_step<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (party, request, lot): (PartyId, RowId, LotId),
    asked: &Asked,
) -> Result<(), Error> {
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed: Sealed = work.seal(proof, &STEP, place, &asked.words)?;
    let (deed, about, outcome) = stored(asked.deed);
    let (now, actor) = (work.now(), work.actor().id());
    let values = (
        row, party, request, lot, sealed, deed, about, outcome, asked.on, now, actor,
    );
    work.tx().run_one(&queries::ADD_STEP, values)?;
    Ok(())
}

/// The customer counts as touched.
pub(super) fn touch(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    Ok(work.touch(party, row.version)?)
}
