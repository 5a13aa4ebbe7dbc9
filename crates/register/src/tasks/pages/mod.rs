//! The pages of tasks.

pub(super) mod absence;
pub(super) mod customer;
pub(super) mod list;

use std::collections::HashMap;

use basics::{ActorId, Day, StaffId};
use guard::Work;

use super::board;
use super::model::{Error, TaskView};
use crate::web::Fields;

/// What every page of tasks needs besides the tasks: who may be asked, and what everybody is called.
pub(super) struct People {
    /// Who may be asked to do something.
    pub(super) colleagues: Vec<(StaffId, String)>,
    names: HashMap<ActorId, String>,
}

impl People {
    /// Those whom these tasks name.
    pub(super) fn of<'t>(
        work: &mut Work<'_>,
        tasks: impl Iterator<Item = &'t TaskView>,
    ) -> Result<Self, Error> {
        let staff = |staff: StaffId| ActorId::new(staff.get());
        let named = tasks.flat_map(|task| {
            let done = task.done.map(|done| done.1);
            [Some(task.by), task.staff.map(staff), done]
        });
        let named: Vec<ActorId> = named.flatten().collect();
        Ok(Self {
            colleagues: board::colleagues(work)?,
            names: work.actor_names(named)?,
        })
    }

    /// What an actor is called.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn actor(&self, actor: &ActorId) -> &str {
        self.names.get(actor).map_or("–", String::as_str)
    }

    /// What a member of staff is called.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn staff(&self, staff: &StaffId) -> &str {
        self.actor(&ActorId::new(staff.get()))
    }
}

/// What members of staff are called, those who left too.
fn named(
    work: &mut Work<'_>,
    staff: impl IntoIterator<Item = StaffId>,
) -> Result<Vec<(StaffId, String)>, Error> {
    let staff: Vec<StaffId> = staff.into_iter().collect();
    let actor = |one: &StaffId| ActorId::new(one.get());
    let names = work.actor_names(staff.iter().map(actor))?;
    let with_name = staff.into_iter().map(|one| {
        let name = names.get(&actor(&one)).cloned();
        (one, name.unwrap_or_default())
    });
    Ok(with_name.collect())
}

/// The day in a field; today where it is empty.
fn day(fields: &Fields, name: &str, today: Day) -> Result<Day, Error> {
    match fields.text(name) {
        "" => Ok(today),
        text => Day::parse(text).map_err(|_| Error::Day),
    }
}

/// Whoever was chosen; nobody in particular where the choice is empty.
fn chosen(fields: &Fields, name: &str) -> Result<Option<StaffId>, Error> {
    match fields.text(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Error::Colleague),
    }
}
