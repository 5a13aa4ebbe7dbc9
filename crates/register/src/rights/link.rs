//! Whoever asked and was not found is found: her request is carried to her.
//!
//! Invariants: everything of the request is sealed anew under a lot of hers, with the numbers of its
//! rows, and lies no more where it was; what was said to nobody in particular does not count as said
//! to her ([`Deed::Linked`]).

use basics::{LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Work};

use super::columns::{LETTER, REQUEST, REQUESTER, STEP};
use super::error::Error;
use super::ledger::{Asked, take, touch};
use super::queries::{self, Lying};
use super::requester::{ADD_WHO, FORGET_WHO, WHO};
use super::sent::{ADD_LETTER, FORGET_LETTERS, LETTERS};
use super::state::Deed;
use super::{complaints, stored};
use crate::files;
use crate::people::OF_NUMBER;

/// The customers that may be named at once.
pub(super) const NUMBERS_MAX: usize = 10;

/// Carries a request to the customer of the first of these numbers; the others are written down as
/// who she seems to be as well. Whose it is now, and the lots that are left to go.
pub(super) fn link(
    work: &mut Work<'_>,
    (from, row): (PartyId, RowId),
    numbers: &[i64],
) -> Result<(PartyId, Vec<LotId>), Error> {
    let mut parties = Vec::with_capacity(numbers.len());
    for number in numbers {
        let party = work.tx().maybe(&OF_NUMBER, (*number,))?;
        parties.push(party.ok_or(Error::NoSuchCustomer)?);
    }
    let to = *parties.first().ok_or(Error::NoSuchCustomer)?;
    let proof = work.ask::<Requests>(Ask::change(&[from, to]))?;
    let lying = work.tx().maybe(&queries::ONE, (from, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    if lying.11 == 0 || lying.8.is_some() || from == to {
        return Err(Error::NotUnlinked);
    }
    let lot = work.lot_of_its_own(&proof, to)?;
    carry_request(work, &proof, &lying, (to, lot))?;
    carry_steps(work, &proof, &lying, (to, lot))?;
    carry_letters(work, &proof, &lying, (to, lot))?;
    let mut left = vec![lying.2];
    left.extend(complaints::carry(work, &proof, (from, to))?);
    let papers = files::carry_papers(work, (from, to), row);
    left.extend(papers.map_err(Error::of_files)?);
    let others: Vec<String> = numbers.iter().skip(1).map(i64::to_string).collect();
    let moved = work.tx().maybe(&queries::ONE, (to, row))?;
    let moved = moved.ok_or(guard::Error::NotThere)?;
    let linked = Asked {
        deed: Deed::Linked,
        on: work.today(),
        words: others.join(" "),
        purpose: None,
    };
    left.extend(take(work, &proof, &moved, &linked)?);
    touch(work, to)?;
    Ok((to, left))
}

fn carry_request<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    (to, lot): (PartyId, LotId),
) -> Result<(), Error> {
    let (row, from, received) = (lying.0, lying.1, lying.7);
    let place = Place::new(from, lying.2, row.get());
    let said = work.open(proof, &REQUEST, place, &lying.3)?.into_exposed();
    let sealed = work.seal(proof, &REQUEST, Place::new(to, lot, row.get()), &said)?;
    let (kinds, signed) = (lying.4.clone(), lying.6);
    let (now, actor) = (lying.9, lying.10);
    work.tx().run_one(&queries::FORGET, (from, row))?;
    // The day it is due follows with the step that tells that she was found.
    let values = (
        row, to, lot, sealed, kinds, lying.5, signed, received, received, now, actor, 0,
    );
    work.tx().run_one(&queries::ADD, values)?;
    if let Some((who, from_lot, sealed, language)) = work.tx().maybe(&WHO, (from, row))? {
        let place = Place::new(from, from_lot, who.get());
        let value = work.open(proof, &REQUESTER, place, &sealed)?.into_exposed();
        let sealed = work.seal(proof, &REQUESTER, Place::new(to, lot, who.get()), &value)?;
        work.tx().run(&FORGET_WHO, (from, row))?;
        let values = (who, to, row, lot, sealed, language, now, actor);
        work.tx().run_one(&ADD_WHO, values)?;
    }
    Ok(())
}

fn carry_steps<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    (to, lot): (PartyId, LotId),
) -> Result<(), Error> {
    let (row, from) = (lying.0, lying.1);
    let steps = work.tx().all(&queries::STEPS, (from, row))?;
    work.tx().run(&queries::FORGET_STEPS, (from, row))?;
    for step in steps {
        let taken = stored::read(&step)?;
        let place = Place::new(from, step.2, step.0.get());
        let words = work.open(proof, &STEP, place, &step.3)?.into_exposed();
        let sealed = work.seal(proof, &STEP, Place::new(to, lot, step.0.get()), &words)?;
        let (deed, about, outcome) = stored::stored(taken.deed);
        let values = (
            step.0, to, row, lot, sealed, deed, about, outcome, step.7, step.8, step.9,
        );
        work.tx().run_one(&queries::ADD_STEP, values)?;
    }
    Ok(())
}

fn carry_letters<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: &Lying,
    (to, lot): (PartyId, LotId),
) -> Result<(), Error> {
    let (row, from) = (lying.0, lying.1);
    let letters = work.tx().all(&LETTERS, (from, row))?;
    work.tx().run(&FORGET_LETTERS, (from, row))?;
    for (letter, from_lot, sealed, kind, way, on, at, by) in letters {
        let place = Place::new(from, from_lot, letter.get());
        let added = work.open(proof, &LETTER, place, &sealed)?.into_exposed();
        let sealed = work.seal(proof, &LETTER, Place::new(to, lot, letter.get()), &added)?;
        let values = (letter, to, row, lot, sealed, kind, way, on, at, by);
        work.tx().run_one(&ADD_LETTER, values)?;
    }
    Ok(())
}
