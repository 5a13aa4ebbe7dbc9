//! The page of oversight: what needs somebody, what should be known, what was unusual.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Coded, Day, Instant, PartyId, RowId};
use guard::Work;
use policy::{Purpose, Right};
use serde::Deserialize;

use super::error::Error;
use super::findings::{self, Finding};
use super::hearing::{self, Entered, Hearing};
use super::report::may_report;
use super::watches;
use crate::capability::{Overseen, Weight};
use crate::jobs;
use crate::keeping;
use crate::people::holds_identity_code;
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// Under which purpose the use of the register is looked at.
const PURPOSE: Purpose = Purpose::Security;
/// Months that are offered for a report.
const MONTHS: i32 = 12;
/// The longest word a finding is closed with.
const CHARACTERS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "oversight/oversight.html")]
struct OversightPage {
    frame: Frame,
    lines: Vec<Line>,
    /// Whether the visitor may see and set what is unusual.
    looks: bool,
    entered: Option<Entered>,
    actors: HashMap<ActorId, String>,
    /// The months that are over, as addresses and people say them.
    months: Vec<(String, String)>,
    wrong: Wrong,
}

/// A line of the page, in words.
struct Line {
    text: String,
    since: Option<String>,
    path: Option<&'static str>,
    weight: Weight,
}

impl OversightPage {
    fn of(&self, weight: &str) -> Vec<&Line> {
        let wanted = match weight {
            "late" => Weight::Late,
            "waits" => Weight::Waits,
            _ => Weight::Known,
        };
        let lines = self.lines.iter();
        lines.filter(|line| line.weight == wanted).collect()
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    /// The hearing in force, where the look goes on.
    fn hearing(&self) -> Option<&Hearing> {
        self.entered.as_ref()?.hearing.as_ref()
    }
}

/// `GET /oversight`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(&read(&visitor, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wrong: Wrong) -> Result<OversightPage, Problem> {
    let language = visitor.language();
    if !watches(visitor) {
        return Err(Problem::NoPage(language));
    }
    let told = |error: guard::Error| Problem::of(&error, language);
    let mut seen = Vec::new();
    for oversees in crate::oversees() {
        seen.extend(oversees(visitor).await.map_err(told)?);
    }
    let mut lines: Vec<Line> = seen
        .iter()
        .filter(|one| one.count > 0)
        .map(|one| line(visitor, one))
        .collect();
    lines.extend(operation(visitor).await?);
    lines.sort_by_key(|line| line.weight);
    let looks = visitor.holds(Right::Trail);
    let reading = |work: &mut Work<'_>| {
        let entered = hearing::entered(work.tx())?;
        let actors = work.actor_names(entered.map(|entered| entered.by))?;
        Ok::<_, guard::Error>((entered, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let (entered, actors) = read.map_err(told)?;
    Ok(OversightPage {
        frame: Frame::of(visitor, texts::say(language, "oversight-title")),
        lines,
        looks,
        entered,
        actors,
        months: months(visitor),
        wrong,
    })
}

fn line(visitor: &Visitor, seen: &Overseen) -> Line {
    let language = visitor.language();
    Line {
        text: texts::say_with(language, seen.text, &[("count", seen.count)]),
        since: seen.first.map(Day::finnish),
        path: Some(seen.path),
        weight: seen.weight,
    }
}

/// How the register itself is kept: backups and copies of the keys, jobs, and roles that somebody gave
/// to herself.
async fn operation(visitor: &Visitor) -> Result<Vec<Line>, Problem> {
    if !visitor.holds(Right::Trail) {
        return Ok(Vec::new());
    }
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let zone = &visitor.policy.controller().zone;
    let plain = |text, at: Option<Instant>, weight| Line {
        text,
        since: at.map(|at| zone.finnish(at)),
        path: None,
        weight,
    };
    let mut lines = Vec::new();
    for due in keeping::due(&visitor.app).await.map_err(told)? {
        let text = texts::say(language, &due.code().text_key());
        lines.push(plain(text, due.last, Weight::Late));
    }
    for job in jobs::states(&visitor.app).await.map_err(told)? {
        if job.failed.is_some() || job.overdue {
            let name = texts::say(language, &["job-", &job.name].concat());
            let text = texts::say_with(language, "oversight-job", &[("job", name.as_str())]);
            lines.push(plain(text, Some(job.due), Weight::Late));
        }
    }
    let accounts = visitor.app.guard().accounts();
    let watched = accounts.to_watch(&visitor.actor).await;
    let watched = watched.map_err(|error| Problem::of(&error, language))?;
    if !watched.is_empty() {
        let count = i64::try_from(watched.len()).unwrap_or(i64::MAX);
        lines.push(Line {
            text: texts::say_with(language, "oversight-watched", &[("count", count)]),
            since: watched.first().map(|one| zone.finnish(one.at)),
            path: Some("/"),
            weight: Weight::Known,
        });
    }
    Ok(lines)
}

/// The months that are over and may be reported, the newest first.
fn months(visitor: &Visitor) -> Vec<(String, String)> {
    if !may_report(visitor) {
        return Vec::new();
    }
    let this = visitor.today().first_of_month();
    let months = (1..=MONTHS).map(|back| {
        let first = this.plus_months(-back);
        let (year, month) = (first.date().year(), first.date().month());
        (format!("{year}-{month:02}"), first.month_of_year())
    });
    months.collect()
}

/// `POST /oversight/hearing`: the days on which the staff was heard and told, or that the look ends.
pub(super) async fn hear(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let wanted = match fields.text("deed") {
        "end" => Ok(None),
        _ => typed(&fields).map(Some),
    };
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(error) => return again(&visitor, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| hearing::enter(work, wanted);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, PURPOSE, writing).await {
        Ok(()) => Ok(done("/oversight", "done-saved")),
        Err(error) => again(&visitor, fields, &error).await,
    }
}

fn typed(fields: &Fields) -> Result<Hearing, Error> {
    let day = |name: &str| Day::parse(fields.text(name)).map_err(|_| Error::Days);
    let hour = |name: &str| fields.text(name).parse().map_err(|_| Error::Hours);
    Ok(Hearing {
        heard: day("heard")?,
        told: day("told")?,
        hours: (hour("from")?, hour("until")?),
    })
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(visitor: &Visitor, fields: Fields, error: &Error) -> Result<Response, Problem> {
    let wrong = visitor.wrong("hearing", error, fields)?;
    unfit(&read(visitor, wrong).await?)
}

#[derive(Template)]
#[template(path = "oversight/findings.html")]
struct FindingsPage {
    frame: Frame,
    closed: bool,
    findings: Vec<Finding>,
    actors: HashMap<ActorId, String>,
    names: HashMap<PartyId, String>,
    next: Option<RowId>,
    wrong: Wrong,
}

impl FindingsPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    /// Why it is unusual, with its numbers.
    fn why(&self, finding: &Finding) -> String {
        let key = ["oversight-why-", finding.rule.key()].concat();
        let values = [("count", finding.counted), ("usual", finding.usual)];
        texts::say_with(self.frame.language, &key, &values)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn name(&self, party: &PartyId) -> &str {
        self.names.get(party).map_or("–", String::as_str)
    }

    /// The name of the form that closes a finding.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, finding: &Finding) -> String {
        form_of(finding.row)
    }
}

fn form_of(finding: RowId) -> String {
    ["finding-", &finding.to_string()].concat()
}

/// Which findings.
#[derive(Deserialize, Default)]
pub(super) struct Wish {
    which: Option<String>,
    before: Option<String>,
}

/// `GET /oversight/findings`
pub(super) async fn findings(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    page(&found(&visitor, wish, Wrong::default()).await?)
}

async fn found(visitor: &Visitor, wish: Wish, wrong: Wrong) -> Result<FindingsPage, Problem> {
    let closed = wish.which.as_deref() == Some("closed");
    let before = wish.before.and_then(|before| before.parse().ok());
    let before = before.unwrap_or(RowId::new(i64::MAX));
    let reading = move |work: &mut Work<'_>| findings::page(work, before, closed);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let read = read.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(FindingsPage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "oversight-unusual-title"),
        ),
        closed,
        findings: read.findings,
        actors: read.actors,
        names: read.names,
        next: read.next,
        wrong,
    })
}

/// `POST /oversight/findings/{finding}`: it was looked through, with a word.
pub(super) async fn close(
    Id(finding): Id<RowId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let word = fields.text("word").to_owned();
    let fits = if word.is_empty() {
        Err(Error::Word)
    } else if word.chars().count() > CHARACTERS_MAX {
        Err(Error::Length)
    } else if holds_identity_code(&word) {
        Err(Error::IdentityCode)
    } else {
        Ok(())
    };
    let closed = if let Err(error) = fits {
        Err(error)
    } else {
        let writing = move |work: &mut Work<'_>| findings::close(work, finding, &word);
        let desk = visitor.app.guard().desk();
        desk.write(&visitor.actor, PURPOSE, writing).await
    };
    match closed {
        Ok(()) => Ok(done("/oversight/findings", "done-saved")),
        Err(error) => {
            let wrong = visitor.wrong(&form_of(finding), &error, fields)?;
            unfit(&found(&visitor, Wish::default(), wrong).await?)
        }
    }
}
