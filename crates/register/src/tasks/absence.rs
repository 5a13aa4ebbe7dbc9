//! Who stands in for whom while somebody is away.

use basics::{Day, StaffId};
use guard::category::Other;
use guard::{Ask, Work};

use super::board::colleagues;
use super::model::Error;
use super::queries;

/// An absence: its first day, its last, who stands in.
pub(super) type Absence = (Day, Day, StaffId);

/// One's own absences that are not over.
pub(super) fn own(work: &mut Work<'_>) -> Result<Vec<Absence>, Error> {
    let staff = oneself(work)?;
    may(work)?;
    let today = work.today();
    Ok(work.tx().all(&queries::ABSENCES, (staff, today))?)
}

/// Somebody will be away.
///
/// # Errors
///
/// [`Error::Days`], [`Error::Oneself`], [`Error::Colleague`]; the store's failure.
pub(super) fn add(work: &mut Work<'_>, from: Day, until: Day, by: StaffId) -> Result<(), Error> {
    let staff = oneself(work)?;
    may(work)?;
    if until < from || until < work.today() {
        return Err(Error::Days);
    }
    if by == staff {
        return Err(Error::Oneself);
    }
    if !colleagues(work)?.iter().any(|one| one.0 == by) {
        return Err(Error::Colleague);
    }
    let (now, actor) = (work.now(), work.actor().id());
    let values = (staff, from, until, by, now, actor);
    work.tx().run(&queries::ADD_ABSENCE, values)?;
    Ok(())
}

/// An absence that will not be.
pub(super) fn end(work: &mut Work<'_>, from: Day) -> Result<(), Error> {
    let staff = oneself(work)?;
    may(work)?;
    work.tx().run(&queries::END_ABSENCE, (staff, from))?;
    Ok(())
}

/// Whoever does no tasks has nobody stand in for her.
fn may(work: &mut Work<'_>) -> Result<(), Error> {
    let _may = work.ask::<Other>(Ask::change(&[]))?;
    Ok(())
}

fn oneself(work: &Work<'_>) -> Result<StaffId, Error> {
    let staff = work.actor().staff().map(|staff| staff.staff);
    staff.ok_or_else(|| guard::Error::NotThere.into())
}
