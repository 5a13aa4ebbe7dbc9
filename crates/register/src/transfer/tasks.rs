//! Open tasks from the old system, for customers who are in the register.
//!
//! Invariants: a task goes to exactly one customer, found by the key that was ordered, or its row is
//! refused; whoever is named to do it must be a colleague who may see it; one without a day is due
//! on the day of the import; a text that holds an identity code is held back.

use std::collections::HashMap;

use basics::{BatchId, Code, Coded, Day, PartyId, StaffId};
use formats::fold::folded;
use formats::headings::Heading;
use guard::Work;
use policy::{FieldKey, Policy};

use super::keyed::Keys;
use super::kind::{Judged, Kind, Refused, Rule, whose};
use super::mapping::{Mapping, Unmapped};
use super::order::Order;
use super::pass::Examined;
use super::run::Error;
use super::tally::{Fate, Value};
use crate::people::{KeyValue, Reason};
use crate::tasks::{self, TaskFromFile};

/// Tasks of one run over a file.
pub(super) struct Tasks {
    order: Order,
}

/// What a row makes.
pub(super) struct Made {
    of: KeyValue,
    text: String,
    due: Option<Day>,
    /// The folded name of whoever is to do it.
    staff: Option<String>,
}

/// The places of the tasks to be written, whose they are, and who does them.
pub(super) type Plan = Vec<(usize, PartyId, Option<StaffId>)>;

/// By what customers are found where no key was ordered: the first of these columns.
const KEYS: Keys = Keys(&[
    Heading::CustomerNumber,
    Heading::BusinessId,
    Heading::IdentityCode,
    Heading::Email,
    Heading::Phone,
]);

/// What columns of a list of tasks may hold.
pub(super) fn headings() -> impl Iterator<Item = Heading> {
    KEYS.0.iter().copied().chain(Heading::OF_TASKS)
}

impl Kind for Tasks {
    type Made = Made;
    type Plan = Plan;

    const VALUES: &'static [Value] = &[
        Value::once("task", &[Heading::Task]),
        Value::within("due_day", &[Heading::DueDay]),
        Value::within("assignee", &[Heading::Assignee]),
    ];

    fn begin(order: &Order, _policy: &Policy) -> Self {
        Self {
            order: order.clone(),
        }
    }

    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        if !mapping.has(Heading::Task) {
            return Err(Unmapped::NoTask);
        }
        let of_sites = Heading::OF_SITES.into_iter().find(|one| mapping.has(*one));
        if let Some(heading) = of_sites {
            return Err(Unmapped::OfSites(heading));
        }
        KEYS.fit(mapping, order)
    }

    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        _own: &[(FieldKey, &str)],
    ) -> Result<Made, Vec<Reason>> {
        let mut reasons = Vec::new();
        let of = KEYS.value(&self.order, text);
        let of = of.map_err(|reason| reasons.push(reason)).ok();
        let mut refuse = |heading, code| {
            reasons.push(Reason {
                heading: Some(heading),
                own: None,
                code,
            });
        };
        let task = tasks::text(text(Heading::Task).trim());
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
        match (of, task) {
            (Some(of), Ok(text)) if reasons.is_empty() => Ok(Made {
                of,
                text,
                due,
                staff,
            }),
            _ => Err(reasons),
        }
    }

    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        _rule: &Rule,
    ) -> Result<Judged<Plan>, Error> {
        let mut judged: Judged<Plan> = Judged::default();
        let colleagues = colleagues(work)?;
        for (at, examined) in chunk.iter().enumerate() {
            let Examined::Made(made, row) = examined else {
                continue;
            };
            let staff = match &made.staff {
                None => Ok(None),
                Some(name) => match colleagues.get(name) {
                    Some(Some(staff)) => Ok(Some(*staff)),
                    _ => Err(Refused::Colleague),
                },
            };
            let found = whose(work, &made.of)?.and_then(|party| Ok((party, staff?)));
            match found {
                Ok((party, staff)) => {
                    judged.plan.push((at, party, staff));
                    judged.created += 1;
                }
                Err(why) => {
                    judged.refused.insert(row.line, why);
                }
            }
        }
        Ok(judged)
    }

    fn fate(_plan: &Plan, _at: usize) -> Fate {
        Fate::Created
    }

    fn words(_made: &Made) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        plan: &Plan,
        batch: BatchId,
    ) -> Result<(), Error> {
        let today = work.today();
        let task = |(at, party, staff): &(usize, PartyId, Option<StaffId>)| match chunk.get(*at) {
            Some(Examined::Made(made, _)) => Some(TaskFromFile {
                party: *party,
                text: &made.text,
                due: made.due.unwrap_or(today),
                staff: *staff,
            }),
            _ => None,
        };
        let tasks: Vec<TaskFromFile<'_>> = plan.iter().filter_map(task).collect();
        if tasks.is_empty() {
            return Ok(());
        }
        Ok(tasks::add_of_batch(work, &tasks, batch)?)
    }
}

/// Colleagues who may be asked to do something, by their folded names; nothing where two of them
/// are called the same.
fn colleagues(work: &mut Work<'_>) -> Result<HashMap<String, Option<StaffId>>, Error> {
    let mut by_name: HashMap<String, Option<StaffId>> = HashMap::new();
    for (staff, name) in tasks::colleagues(work).map_err(tasks::Error::into_guard)? {
        by_name
            .entry(folded(&name))
            .and_modify(|known| *known = None)
            .or_insert(Some(staff));
    }
    Ok(by_name)
}
