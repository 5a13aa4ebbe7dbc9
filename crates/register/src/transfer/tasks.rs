//! Open tasks from the old system, for customers who are in the register.
//!
//! Invariants: whoever is named to do one must be a colleague who may see it; one without a day is due
//! on the day of the import; a text that holds an identity code is held back.

use std::collections::HashMap;

use basics::{BatchId, Code, Coded, Day, PartyId, StaffId};
use formats::fold::folded;
use formats::headings::Heading;
use guard::Work;

use super::beside::{Beside, ListOf};
use super::keyed::Keys;
use super::kind::Refused;
use super::mapping::Unmapped;
use super::run::Error;
use super::tally::Value;
use crate::people::{FreeText, Terms};
use crate::tasks::{self, TaskFromFile};

/// A list of tasks.
pub(super) type Tasks = ListOf<Task>;

/// A task.
pub(super) struct Task {
    text: FreeText,
    due: Option<Day>,
    /// The folded name of whoever is to do it.
    staff: Option<String>,
}

/// What columns of a list of tasks may hold.
pub(super) fn headings() -> impl Iterator<Item = Heading> {
    Task::KEYS.0.iter().copied().chain(Heading::OF_TASKS)
}

impl Beside for Task {
    /// Colleagues who may be asked to do something, by their folded names; nothing where two of them
    /// are called the same.
    type Known = HashMap<String, Option<StaffId>>;
    /// Who does it.
    type Extra = Option<StaffId>;

    const VALUES: &'static [Value] = &[
        Value::once("task", &[Heading::Task]),
        Value::within("due_day", &[Heading::DueDay]),
        Value::within("assignee", &[Heading::Assignee]),
    ];
    const KEYS: Keys = Keys::OF_CUSTOMERS;
    const NEEDED: (Heading, Unmapped) = (Heading::Task, Unmapped::NoTask);

    fn read<'a>(
        _terms: &Terms,
        text: &'a dyn Fn(Heading) -> &'a str,
        refuse: &mut dyn FnMut(Heading, Code),
    ) -> Option<Self> {
        let task = tasks::text(text(Heading::Task).trim(), &[]);
        let task = task.map_err(|error| refuse(Heading::Task, error.code()));
        let due = match text(Heading::DueDay).trim() {
            "" => None,
            said => {
                let day = Day::parse(said);
                day.map_err(|_| refuse(Heading::DueDay, Code::new("people.field.date")))
                    .ok()
            }
        };
        let staff = Some(folded(text(Heading::Assignee))).filter(|name| !name.is_empty());
        Some(Self {
            text: task.ok()?,
            due,
            staff,
        })
    }

    fn known(work: &mut Work<'_>) -> Result<Self::Known, Error> {
        let mut by_name: Self::Known = HashMap::new();
        for (staff, name) in tasks::colleagues(work).map_err(tasks::Error::into_guard)? {
            by_name
                .entry(folded(&name))
                .and_modify(|known| *known = None)
                .or_insert(Some(staff));
        }
        Ok(by_name)
    }

    fn extra(&self, known: &Self::Known) -> Result<Self::Extra, Refused> {
        match &self.staff {
            None => Ok(None),
            Some(name) => match known.get(name) {
                Some(Some(staff)) => Ok(Some(*staff)),
                _ => Err(Refused::Colleague),
            },
        }
    }

    fn write(
        work: &mut Work<'_>,
        rows: &[(PartyId, &Self, &Self::Extra)],
        batch: BatchId,
    ) -> Result<(), Error> {
        let today = work.today();
        let tasks = rows.iter().map(|(party, task, staff)| TaskFromFile {
            party: *party,
            text: &task.text,
            due: task.due.unwrap_or(today),
            staff: **staff,
        });
        Ok(tasks::add_of_batch(
            work,
            &tasks.collect::<Vec<_>>(),
            batch,
        )?)
    }
}
