//! The tasks of one customer.

use askama::Template;
use axum::response::Response;
use basics::{Day, PartyId, RowId, StaffId};
use guard::category::Other;
use guard::{Ask, Work};
use policy::Purpose;

use super::super::board;
use super::super::model::{Error, TaskView};
use super::{People, chosen, day};
use crate::people::{FreeText, name_of, purpose_about};
use crate::web::{
    Fields, Frame, Id, NOT_IDENTITY_CODES, Older, Posted, Problem, Query, Undo, Visitor, Wrong,
    done, done_undoable, page, unfit,
};

#[derive(Template)]
#[template(path = "tasks/customer.html")]
struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    /// Nothing where the role may not see them.
    open: Option<Vec<TaskView>>,
    finished: Vec<TaskView>,
    older: Option<RowId>,
    people: People,
    today: Day,
    may_change: bool,
    /// Who looks.
    own: Option<StaffId>,
    wrong: Wrong,
}

impl CustomerPage {
    /// Whether a colleague was chosen in a form, or has it where the form is shown for the first
    /// time.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::ref_option,
        reason = "templates pass references"
    )]
    fn picks(&self, form: &str, staff: &StaffId, holds: &Option<StaffId>) -> bool {
        let holds = holds.as_ref() == Some(staff);
        self.wrong
            .picked_or(form, "staff", &staff.to_string(), holds)
    }

    /// The name of the form that gives a task to somebody else.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn giving(&self, task: &TaskView) -> String {
        giving(&task.row.to_string())
    }
}

fn giving(row: &str) -> String {
    ["give-", row].concat()
}

/// `GET /customers/{party}/tasks`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Older { before }): Query<Older>,
) -> Result<Response, Problem> {
    page(&read(&visitor, party, before.before(), Wrong::default()).await?)
}

async fn purpose(visitor: &Visitor, party: PartyId) -> Result<Purpose, Problem> {
    let guard = visitor.app.guard();
    let could = |work: &Work<'_>| work.could::<Other>(&Ask::view(&[]));
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    before: RowId,
    wrong: Wrong,
) -> Result<CustomerPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let open = board::open_of(work, party)?;
        let finished = match open {
            Some(_) => board::done_of(work, party, before)?,
            None => Vec::new(),
        };
        let people = People::of(work, open.iter().flatten().chain(&finished))?;
        let may_change = work.could::<Other>(&Ask::change(&[]));
        Ok::<_, Error>((open, finished, people, name, may_change))
    };
    let desk = visitor.app.guard().desk();
    let purpose = purpose(visitor, party).await?;
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (open, finished, people, name, may_change) =
        read.map_err(|error| visitor.problem(&error))?;
    let more = finished.len() == board::SHOWN;
    Ok(CustomerPage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "tasks-of-customer")),
        party,
        name,
        open,
        older: finished.last().filter(|_| more).map(|last| last.row),
        finished,
        people,
        today: visitor.today(),
        may_change,
        own: visitor.actor.staff().map(|staff| staff.staff),
        wrong,
    })
}

fn path_of(party: PartyId) -> String {
    format!("/customers/{party}/tasks")
}

/// `POST /customers/{party}/tasks`
pub(in super::super) async fn add(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = match asked(&visitor, &fields) {
        Ok(asked) => asked,
        Err(error) => return again(&visitor, party, "new", fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| {
        let (text, due, staff) = &asked;
        board::add(work, party, text, *due, *staff)
    };
    let purpose = purpose(&visitor, party).await?;
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, purpose, writing).await {
        Ok(()) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, party, "new", fields, &error).await,
    }
}

fn asked(visitor: &Visitor, fields: &Fields) -> Result<(FreeText, Day, Option<StaffId>), Error> {
    let no_codes = fields.all(NOT_IDENTITY_CODES);
    let text = super::super::text(fields.text("text"), &no_codes)?;
    let due = day(fields, "due", visitor.today())?;
    Ok((text, due, chosen(fields, "staff")?))
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    form: &str,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields)?;
    let first = RowId::new(i64::MAX);
    unfit(&read(visitor, party, first, wrong).await?)
}

/// The deed that takes another one back.
fn opposite(deed: &str) -> Option<&'static str> {
    match deed {
        "done" => Some("reopen"),
        "reopen" => Some("done"),
        _ => None,
    }
}

/// The form that does this to a task, and leads back to where it was pressed.
fn undo_of(party: PartyId, row: RowId, deed: &str, back: &str) -> Undo {
    let back = if back == "list" { back } else { "" };
    Undo::new(
        [&path_of(party), "/deed"].concat(),
        [
            ("row", row.to_string()),
            ("deed", deed.to_owned()),
            ("back", back.to_owned()),
        ],
    )
}

/// `POST /customers/{party}/tasks/deed`: done, open again, or given to somebody else.
pub(in super::super) async fn deed(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let row: RowId = fields
        .text("row")
        .parse()
        .map_err(|_| Problem::BadForm(language))?;
    let back = match fields.text("back") {
        "list" => "/tasks".to_owned(),
        _ => path_of(party),
    };
    let purpose = purpose(&visitor, party).await?;
    let desk = visitor.app.guard().desk();
    let actor = &visitor.actor;
    let (written, said) = match fields.text("deed") {
        "done" => {
            let writing = move |work: &mut Work<'_>| board::done(work, party, row);
            (desk.write(actor, purpose, writing).await, "done-task-done")
        }
        "reopen" => {
            let writing = move |work: &mut Work<'_>| board::reopen(work, party, row);
            (desk.write(actor, purpose, writing).await, "done-task-open")
        }
        "give" => {
            let due = day(&fields, "due", visitor.today());
            let asked = due.and_then(|due| Ok((due, chosen(&fields, "staff")?)));
            let (due, staff) = match asked {
                Ok(asked) => asked,
                Err(error) => {
                    let form = giving(fields.text("row"));
                    return again(&visitor, party, &form, fields, &error).await;
                }
            };
            let writing = move |work: &mut Work<'_>| board::give(work, party, row, staff, due);
            (desk.write(actor, purpose, writing).await, "done-saved")
        }
        _ => return Err(Problem::BadForm(language)),
    };
    match written {
        Ok(()) => Ok(match opposite(fields.text("deed")) {
            Some(deed) => {
                let undo = undo_of(party, row, deed, fields.text("back"));
                done_undoable(&visitor, &back, said, &undo)
            }
            None => done(&back, said),
        }),
        Err(error) => {
            let form = giving(fields.text("row"));
            again(&visitor, party, &form, fields, &error).await
        }
    }
}
