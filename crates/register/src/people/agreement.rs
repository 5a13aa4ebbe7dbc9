//! Whether a date of birth and an identity code say the same day.
//!
//! Invariant: whoever enters the one need not see the other. The value on file is opened for
//! nobody; only whether both agree comes back.

use basics::{Day, PartyId};
use formats::{Artificial, IdentityCode};
use guard::{Noted, Place, Work, category};

use super::model::Error;
use super::{columns, queries};

/// A date of birth that is being written, against the identity code on file.
pub(super) fn of_birth_date<'w>(
    work: &mut Work<'w>,
    writing: &Noted<'w, category::BirthDate>,
    party: PartyId,
    day: Day,
) -> Result<(), Error> {
    let found = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
    let Some((row, lot, sealed, ..)) = found else {
        return Ok(());
    };
    let place = Place::new(party, lot, row.get());
    let column = &columns::IDENTITY_CODE;
    let agrees = work.agrees(writing, column, place, &sealed, day, |code, day| {
        born(code).is_none_or(|born| born == day)
    })?;
    agrees.then_some(()).ok_or(Error::BirthDateDiffers)
}

/// An identity code that is being written, against the date of birth on file.
pub(super) fn of_identity_code<'w>(
    work: &mut Work<'w>,
    writing: &Noted<'w, category::IdentityCode>,
    party: PartyId,
    code: &IdentityCode,
) -> Result<(), Error> {
    let found = work.tx().maybe(&queries::BIRTH_DATE, (party,))?;
    let Some((row, lot, sealed, ..)) = found else {
        return Ok(());
    };
    let place = Place::new(party, lot, row.get());
    let column = &columns::BIRTH_DATE;
    let day = code.birth_date();
    let agrees = work.agrees(writing, column, place, &sealed, day, |text, day| {
        Day::parse(text).is_ok_and(|born| born == day)
    })?;
    agrees.then_some(()).ok_or(Error::BirthDateDiffers)
}

/// Whether a code on file and a day on file are of the same birth: those of two records of one
/// person.
pub(super) fn agree(code: &str, day: &str) -> bool {
    born(code).is_none_or(|born| Day::parse(day).is_ok_and(|day| day == born))
}

/// The day of birth that an identity code on file tells. What was accepted once is read again,
/// made up or not.
fn born(code: &str) -> Option<Day> {
    let far = Day::new(9999, 12, 31).ok()?;
    let code = IdentityCode::parse(code, far, Artificial::Allowed).ok()?;
    Some(code.birth_date())
}
