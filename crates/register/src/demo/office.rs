//! The office of the demo at work: customers that belong together have tags, tasks wait for one and
//! another and for nobody, a view of the list is shared, and a clerk goes on leave with a colleague to
//! stand in for her.
//!
//! None of those whom other parts of the demo need as they are is touched.

use basics::{PartyId, StaffId};
use guard::{Actor, Work};
use policy::Purpose;

use super::NotMade;
use crate::app::App;
use crate::find::{self, Deed, Filter};
use crate::tags;
use crate::tasks;

/// Tags, and at which places those stand who have them.
const TAGS: [(&str, &[usize]); 3] = [
    ("Huoltosopimus", &[0, 1, 2, 5, 8, 11, 28, 31, 36]),
    ("Kevättarkastus", &[3, 6, 9, 27, 30, 33]),
    ("Avain toimistolla", &[1, 4, 29, 32]),
];

/// Whose task something is.
#[derive(Clone, Copy)]
enum Whose {
    Clerk,
    Colleague,
    Nobodys,
}

/// Tasks: at which place the customer stands, what is to be done, in how many days, by whom.
const TASKS: [(usize, &str, i32, Whose); 6] = [
    (3, "Sovi kevättarkastuksen aika.", 0, Whose::Clerk),
    (
        8,
        "Lähetä tarjous ilmanvaihdon puhdistuksesta.",
        2,
        Whose::Clerk,
    ),
    (
        11,
        "Kirje palautui: kysy uusi postiosoite.",
        -1,
        Whose::Colleague,
    ),
    (
        29,
        "Kysy, kuka ottaa avaimet loman ajaksi.",
        5,
        Whose::Colleague,
    ),
    (
        31,
        "Vastaa palautteeseen parkkipaikan aurauksesta.",
        0,
        Whose::Nobodys,
    ),
    (
        33,
        "Vahvista huoltokäynti ja kerro ovikoodin muutoksesta.",
        9,
        Whose::Nobodys,
    ),
];

/// In how many days the clerk goes on leave, and for how many.
const LEAVE: (i32, i32) = (21, 6);

/// The two clerks: signed in, and the account of each.
pub(super) struct Clerks<'a> {
    pub(super) one: (&'a Actor, StaffId),
    pub(super) other: (&'a Actor, StaffId),
}

impl From<tags::Error> for NotMade {
    fn from(error: tags::Error) -> Self {
        match error {
            tags::Error::Guard(error) => error.into(),
            _ => Self::Data,
        }
    }
}

impl From<find::ViewError> for NotMade {
    fn from(error: find::ViewError) -> Self {
        match error {
            find::ViewError::Guard(error) => error.into(),
            _ => Self::Data,
        }
    }
}

/// Fills a register in which the customers are.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(
    app: &App,
    clerks: &Clerks<'_>,
    parties: &[PartyId],
) -> Result<(), NotMade> {
    let desk = app.guard().desk();
    let (one, other) = (clerks.one.1, clerks.other.1);
    let all = parties.to_vec();
    let writing = move |work: &mut Work<'_>| {
        for (name, places) in TAGS {
            let tag = tags::make(work, name)?;
            let who = places.iter().filter_map(|place| all.get(*place).copied());
            let who: Vec<PartyId> = who.collect();
            find::apply(work, &who, Deed::Put(tag), None)?;
        }
        Ok::<_, NotMade>(())
    };
    desk.write(clerks.one.0, Purpose::Care, writing).await?;
    let all = parties.to_vec();
    let writing = move |work: &mut Work<'_>| {
        for (place, text, days, whose) in TASKS {
            let Some(party) = all.get(place) else {
                continue;
            };
            let due = work.today().plus_days(days);
            let staff = match whose {
                Whose::Clerk => Some(one),
                Whose::Colleague => Some(other),
                Whose::Nobodys => None,
            };
            tasks::add(work, *party, (&tasks::text(text, &[])?, due, staff))?;
        }
        let firms = Filter::of_query("kind=organisation").ok_or(NotMade::Data)?;
        find::keep_shared(work, "Yritykset ja yhteisöt", &firms)?;
        Ok::<_, NotMade>(())
    };
    desk.write(clerks.other.0, Purpose::Care, writing).await?;
    let leaving = move |work: &mut Work<'_>| {
        let first = work.today().plus_days(LEAVE.0);
        Ok::<_, NotMade>(tasks::away(work, (first, first.plus_days(LEAVE.1)), other)?)
    };
    desk.write(clerks.one.0, Purpose::Care, leaving).await
}

#[cfg(test)]
mod tests {
    use super::super::cast;
    use super::*;

    #[test]
    fn nobody_whom_the_demo_needs_as_she_is_has_a_tag_or_a_task() {
        let tagged = TAGS.iter().flat_map(|tag| tag.1.iter().copied());
        let places = tagged.chain(TASKS.iter().map(|task| task.0));
        for place in places {
            assert!(!cast::ALL.contains(&place), "{place}");
        }
    }
}
