//! One's own absences: who stands in, from when until when.

use askama::Template;
use axum::response::Response;
use basics::{Day, StaffId};
use guard::Work;

use super::super::absence::{self, Absence};
use super::super::board;
use super::super::model::Error;
use super::{chosen, day, named};
use crate::people::PURPOSES;
use crate::web::{Frame, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "tasks/absence.html")]
struct AbsencePage {
    frame: Frame,
    absences: Vec<(Absence, String)>,
    /// Who may stand in.
    colleagues: Vec<(StaffId, String)>,
    wrong: Wrong,
}

impl AbsencePage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn picks(&self, staff: &StaffId) -> bool {
        self.wrong
            .picked("absence", "substitute", &staff.to_string())
    }
}

/// `GET /tasks/absence`
pub(in super::super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(&read(&visitor, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wrong: Wrong) -> Result<AbsencePage, Problem> {
    let reading = |work: &mut Work<'_>| {
        let absences = absence::own(work)?;
        let names = named(work, absences.iter().map(|absence| absence.2))?;
        let names = names.into_iter().map(|one| one.1);
        let absences: Vec<_> = absences.into_iter().zip(names).collect();
        let own = work.actor().staff().map(|staff| staff.staff);
        let mut colleagues = board::colleagues(work)?;
        colleagues.retain(|one| Some(one.0) != own);
        Ok::<_, Error>((absences, colleagues))
    };
    let purpose = visitor.purpose(&PURPOSES);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (absences, colleagues) = read.map_err(|error| visitor.problem(&error))?;
    Ok(AbsencePage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "tasks-absence")),
        absences,
        colleagues,
        wrong,
    })
}

/// `POST /tasks/absence`
pub(in super::super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let now = visitor.today();
    let asked = day(&fields, "from", now).and_then(|from| {
        let until = day(&fields, "until", from)?;
        let by = chosen(&fields, "substitute")?.ok_or(Error::Colleague)?;
        Ok((from, until, by))
    });
    let written = match asked {
        Ok((from, until, by)) => {
            let writing = move |work: &mut Work<'_>| absence::add(work, from, until, by);
            let purpose = visitor.purpose(&PURPOSES);
            let desk = visitor.app.guard().desk();
            desk.write(&visitor.actor, purpose, writing).await
        }
        Err(error) => Err(error),
    };
    let Err(error) = written else {
        return Ok(done("/tasks/absence", "done-saved"));
    };
    let wrong = visitor.wrong("absence", &error, fields)?;
    unfit(&read(&visitor, wrong).await?)
}

/// `POST /tasks/absence/ended`
pub(in super::super) async fn end(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let from = Day::parse(fields.text("from")).map_err(|_| Problem::BadForm(visitor.language()))?;
    let writing = move |work: &mut Work<'_>| absence::end(work, from);
    let purpose = visitor.purpose(&PURPOSES);
    let desk = visitor.app.guard().desk();
    let written = desk.write(&visitor.actor, purpose, writing).await;
    written.map_err(|error| visitor.problem(&error))?;
    Ok(done("/tasks/absence", "done-ended"))
}
