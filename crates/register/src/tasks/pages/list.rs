//! The list of tasks: one's own, nobody's, everybody's; and handing over.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{Day, PartyId, RowId, StaffId};
use guard::Ask;
use guard::Work;
use guard::category::Other;
use serde::Deserialize;

use super::super::board::{self, After};
use super::super::model::{Error, TaskView, Whose};
use super::{People, chosen, named};
use crate::people::{PURPOSES, listed_names};
use crate::web::{Frame, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "tasks/list.html")]
struct ListPage {
    frame: Frame,
    whose: Whose,
    tasks: Vec<TaskView>,
    people: People,
    names: HashMap<PartyId, String>,
    today: Day,
    next: Option<String>,
    may_change: bool,
    /// Who has open tasks: also those who left.
    holders: Vec<(StaffId, String)>,
    /// Whose tasks are to be handed over, where a link led here for that.
    leaver: Option<StaffId>,
    wrong: Wrong,
}

impl ListPage {
    /// Whether this is who was chosen in the form that hands tasks over, or whom a link led here for.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn picks(&self, field: &str, staff: &StaffId) -> bool {
        let leaves = field == "from" && self.leaver.as_ref() == Some(staff);
        self.wrong
            .picked_or("hand-over", field, &staff.to_string(), leaves)
    }

    fn name(&self, task: &TaskView) -> &str {
        let name = self.names.get(&task.party).map(String::as_str);
        name.filter(|name| !name.is_empty()).unwrap_or("–")
    }
}

/// Which tasks.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    whose: Option<String>,
    day: Option<String>,
    row: Option<String>,
    from: Option<String>,
}

impl Wish {
    /// After which task the page begins.
    fn after(&self) -> Option<After> {
        let day = Day::parse(self.day.as_deref()?).ok()?;
        Some((day, self.row.as_deref()?.parse().ok()?))
    }
}

/// `GET /tasks`
pub(in super::super) async fn show(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let whose = wish.whose.as_deref().and_then(Whose::from_key);
    let (whose, after) = (whose.unwrap_or(Whose::Own), wish.after());
    let leaver = wish.from.as_deref().and_then(|from| from.parse().ok());
    let read = read(&visitor, whose, after, Wrong::default()).await?;
    page(&ListPage { leaver, ..read })
}

async fn read(
    visitor: &Visitor,
    whose: Whose,
    after: Option<After>,
    wrong: Wrong,
) -> Result<ListPage, Problem> {
    let after = after.unwrap_or((Day::FIRST, RowId::new(0)));
    let reading = move |work: &mut Work<'_>| {
        let (tasks, next) = board::list(work, whose, after)?;
        let people = People::of(work, tasks.iter())?;
        let parties: Vec<PartyId> = tasks.iter().map(|task| task.party).collect();
        let names = listed_names(work, &parties)?;
        let holders = match whose {
            Whose::All => board::holders(work)?,
            Whose::Own | Whose::Nobodys => Vec::new(),
        };
        let holders = named(work, holders)?;
        let may_change = work.could::<Other>(&Ask::change(&[]));
        Ok::<_, Error>((tasks, next, people, names, holders, may_change))
    };
    let purpose = visitor.purpose(&PURPOSES);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (tasks, next, people, names, holders, may_change) =
        read.map_err(|error| visitor.problem(&error))?;
    let next = next.map(|(day, row)| format!("/tasks?whose={}&day={day}&row={row}", whose.key()));
    Ok(ListPage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "tasks-title")),
        whose,
        tasks,
        people,
        names,
        today: visitor.today(),
        next,
        may_change,
        leaver: None,
        holders,
        wrong,
    })
}

/// `POST /tasks/hand-over`
pub(in super::super) async fn hand_over(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = chosen(&fields, "from").and_then(|from| Ok((from, chosen(&fields, "to")?)));
    let written = match asked {
        Ok((from, to)) => {
            let from = from.ok_or(Problem::BadForm(visitor.language()))?;
            let writing = move |work: &mut Work<'_>| board::hand_over(work, from, to);
            let purpose = visitor.purpose(&PURPOSES);
            let desk = visitor.app.guard().desk();
            desk.write(&visitor.actor, purpose, writing).await
        }
        Err(error) => Err(error),
    };
    let wrong = match written {
        // All of them are about customers whom the visitor may not change.
        Ok(0) => {
            let sentence = texts::say(visitor.language(), "tasks-none-handed-over");
            Wrong::new("hand-over", None, sentence, fields)
        }
        Ok(_) => return Ok(done("/tasks?whose=all", "done-tasks-handed-over")),
        Err(error) => visitor.wrong("hand-over", &error, fields)?,
    };
    unfit(&read(&visitor, Whose::All, None, wrong).await?)
}
