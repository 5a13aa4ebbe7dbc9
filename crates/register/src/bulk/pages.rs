//! The pages of actions over many customers: what it will be, how far it is, what it was.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::{BulkId, Day, Language, PartyId, StaffId};
use guard::Work;
use policy::Purpose;

use super::error::Error;
use super::run::{self, AT_ONCE, Going, Run, What};
use super::whom::{Shown, Whom, first_names, gathered};
use crate::find::Filter;
use crate::people::served;
use crate::tags::{self, Tag};
use crate::tasks;
use crate::web::{
    Fields, Frame, Id, Mends as _, NOT_IDENTITY_CODES, Posted, Problem, Visitor, Wrong, done, page,
    plain, unfit,
};

/// Rows that are ticked at most: more than a page shows.
const TICKED_MAX: usize = 500;

#[derive(Template)]
#[template(path = "bulk/preview.html")]
struct PreviewPage {
    frame: Frame,
    what: String,
    /// Those who were ticked; none where all who fit are meant.
    ticked: Vec<PartyId>,
    narrowed: String,
    whole: bool,
    count: i64,
    /// How many of them are not named.
    more: i64,
    left_out: i64,
    /// What the button brings back, so that what is done is what was shown.
    shown: Shown,
    first: Vec<(PartyId, String)>,
    tags: Vec<Tag>,
    colleagues: Vec<(StaffId, String)>,
    typed: Fields,
    today: String,
    wrong: Wrong,
}

/// The name of the form that says what is to be done.
const FORM: &str = "bulk";

impl PreviewPage {
    fn due(&self) -> &str {
        self.wrong.typed_or(FORM, "due", &self.today)
    }

    fn is(&self, field: &str, id: &impl std::fmt::Display) -> bool {
        self.typed.text(field) == id.to_string()
    }
}

#[derive(Template)]
#[template(path = "bulk/run.html")]
struct RunPage {
    frame: Frame,
    shown: Run,
    progress: String,
    running: bool,
    failed: Option<String>,
    can_undo: bool,
}

#[derive(Template)]
#[template(path = "bulk/progress.html")]
struct ProgressPart {
    frame: Frame,
    shown: Run,
    running: bool,
}

fn purpose(visitor: &Visitor) -> Purpose {
    let purposes = served(&visitor.actor, &visitor.policy);
    purposes.first().copied().unwrap_or(Purpose::Care)
}

fn path_of(run: BulkId) -> String {
    format!("/customers/bulk/{run}")
}

/// The page that says what went wrong.
fn told(error: &Error, language: Language) -> Problem {
    match error {
        Error::People(error) => Problem::of(error, language),
        error => Problem::unfit(error, language),
    }
}

/// Whom a form is about.
fn whom(fields: &Fields) -> Option<Whom> {
    let filter = Filter::of_query(fields.text("narrowed"))?;
    if fields.ticked("whole") {
        return Some(Whom::Fitting(filter));
    }
    let rows = fields.all("row");
    let rows = rows.into_iter().take(TICKED_MAX);
    let mut parties: Vec<PartyId> = rows.map(str::parse).collect::<Result<_, _>>().ok()?;
    parties.sort_unstable();
    parties.dedup();
    Some(Whom::Ticked(parties))
}

/// `POST /customers/bulk`: what it will be.
pub(super) async fn preview(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let bad = || Problem::BadForm(visitor.language());
    let whom = whom(&fields).ok_or_else(bad)?;
    if fields.text("what") == "export" {
        return Ok(Redirect::to(&export_of(&whom)).into_response());
    }
    if !["put", "take", "task"].contains(&fields.text("what")) {
        return Err(bad());
    }
    match read(&visitor, &whom, fields, Wrong::default()).await {
        Ok(form) => page(&form),
        Err(error) => Err(told(&error, visitor.language())),
    }
}

/// The page on which an export of these begins.
fn export_of(whom: &Whom) -> String {
    match whom {
        Whom::Fitting(filter) => ["/export?", &filter.query()].concat(),
        Whom::Ticked(parties) => {
            let rows = parties.iter().map(|party| format!("row={party}"));
            ["/export?", &rows.collect::<Vec<_>>().join("&")].concat()
        }
    }
}

async fn read(
    visitor: &Visitor,
    whom: &Whom,
    typed: Fields,
    wrong: Wrong,
) -> Result<PreviewPage, Error> {
    let (asked, what) = (whom.clone(), typed.text("what").to_owned());
    let for_task = what == "task";
    let reading = move |work: &mut Work<'_>| {
        let gathered = gathered(work, &asked, i64::MAX)?;
        let first = first_names(work, &gathered)?;
        let colleagues = if for_task {
            tasks::colleagues(work)?
        } else {
            Vec::new()
        };
        let (tags, today) = (tags::all(work.tx())?, work.today());
        Ok::<_, Error>((gathered, first, tags, colleagues, today))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose(visitor), reading).await?;
    let (gathered, first, mut tags, colleagues, today) = read;
    if what == "put" {
        tags.retain(|tag| tag.ended.is_none());
    }
    let title = texts::say(visitor.language(), &["bulk-title-", &what].concat());
    let (ticked, whole) = match whom {
        Whom::Ticked(parties) => (parties.clone(), false),
        Whom::Fitting(_) => (Vec::new(), true),
    };
    let count = i64::try_from(gathered.parties.len()).unwrap_or(i64::MAX);
    let named = i64::try_from(first.len()).unwrap_or(i64::MAX);
    Ok(PreviewPage {
        frame: Frame::of(visitor, title),
        what,
        ticked,
        narrowed: typed.text("narrowed").to_owned(),
        whole,
        count,
        more: count - named,
        left_out: gathered.left_out(),
        shown: gathered.shown(),
        first,
        tags,
        colleagues,
        today: today.finnish(),
        typed,
        wrong,
    })
}

/// What a form says is to be done.
fn what(fields: &Fields, today: Day) -> Result<What, Error> {
    let tag = || {
        let tag = fields.text("tag").parse();
        tag.map_err(|_| Error::Tag(tags::Error::Ended))
    };
    Ok(match fields.text("what") {
        "put" => What::Put(tag()?),
        "take" => What::Take(tag()?),
        _ => {
            let no_codes = fields.all(NOT_IDENTITY_CODES);
            let text = tasks::text(fields.text("text"), &no_codes)?;
            let due = match fields.text("due") {
                "" => today,
                due => Day::parse(due).map_err(|_| Error::Task(tasks::Error::Day))?,
            };
            let staff = match fields.text("staff") {
                "" => None,
                staff => {
                    let staff = staff.parse();
                    Some(staff.map_err(|_| Error::Task(tasks::Error::Colleague))?)
                }
            };
            What::Task(text, due, staff)
        }
    })
}

/// `POST /customers/bulk/runs`: it is done.
pub(super) async fn begin(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let bad = || Problem::BadForm(language);
    let whom = whom(&fields).ok_or_else(bad)?;
    if !["put", "take", "task"].contains(&fields.text("what")) {
        return Err(bad());
    }
    let zone = &visitor.policy.controller().zone;
    let today = zone.day_at(visitor.app.clock().now());
    let what = match what(&fields, today) {
        Ok(what) => what,
        Err(error) => return again(&visitor, &whom, fields, &error).await,
    };
    let shown = Shown::parse(fields.text("shown"));
    match begun(&visitor, &whom, shown, &what).await {
        Ok((run, count)) => {
            going(&visitor, run, Some(what), count).await;
            Ok(Redirect::to(&path_of(run)).into_response())
        }
        Err(error) => again(&visitor, &whom, fields, &error).await,
    }
}

/// Finds those who were shown, without holding up anybody who writes, and begins.
async fn begun(
    visitor: &Visitor,
    whom: &Whom,
    shown: Option<Shown>,
    what: &What,
) -> Result<(BulkId, i64), Error> {
    let (asked, doing) = (whom.clone(), what.clone());
    let gathering = move |work: &mut Work<'_>| {
        let below = shown.map_or(i64::MAX, |shown| shown.below());
        let gathered = gathered(work, &asked, below)?;
        if Some(gathered.shown()) == shown {
            Ok(gathered)
        } else {
            Err(Error::Changed)
        }
    };
    let (desk, purpose) = (visitor.app.guard().desk(), purpose(visitor));
    let gathered = desk.read(&visitor.actor, purpose, gathering).await?;
    let beginning = move |work: &mut Work<'_>| run::begin(work, &gathered, &doing);
    desk.write(&visitor.actor, purpose, beginning).await
}

/// A few are done before the answer; many in the background.
async fn going(visitor: &Visitor, run: BulkId, what: Option<What>, count: i64) {
    let going = Going {
        app: visitor.app.clone(),
        actor: visitor.actor.clone(),
        purpose: purpose(visitor),
        run,
        what,
    };
    if count <= AT_ONCE {
        run::go(going).await;
    } else {
        tokio::spawn(run::go(going));
    }
}

/// The form again, of those who are there now, with what to do at its field.
async fn again(
    visitor: &Visitor,
    whom: &Whom,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let Some(sentence) = visitor.sentence(error) else {
        return Err(told(error, language));
    };
    let wrong = Wrong::new(FORM, error.field(&fields), sentence, fields.clone());
    let form = read(visitor, whom, fields, wrong).await;
    let form = form.map_err(|error| told(&error, language))?;
    unfit(&form)
}

async fn found(visitor: &Visitor, run: BulkId) -> Result<Run, Problem> {
    let reading = move |work: &mut Work<'_>| run::one(work, run);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose(visitor), reading).await;
    read.map_err(|error: Error| Problem::of(&error, visitor.language()))
}

fn is_running(visitor: &Visitor, shown: &Run) -> bool {
    shown.is_running(visitor.app.clock().now())
}

fn part(visitor: &Visitor, shown: &Run) -> Result<String, Problem> {
    plain(&ProgressPart {
        frame: Frame::of(visitor, String::new()),
        running: is_running(visitor, shown),
        shown: shown.clone(),
    })
}

/// `GET /customers/bulk/{run}`
pub(super) async fn show(visitor: Visitor, Id(run): Id<BulkId>) -> Result<Response, Problem> {
    let language = visitor.language();
    let shown = found(&visitor, run).await?;
    let title = texts::say(language, &["bulk-title-", &shown.what].concat());
    let running = is_running(&visitor, &shown);
    let told = shown.failed.as_deref();
    page(&RunPage {
        frame: Frame::of(&visitor, title),
        progress: part(&visitor, &shown)?,
        running,
        failed: told.map(|code| texts::say(language, &key_of(code))),
        can_undo: !running && shown.can_undo(visitor.app.clock().now()),
        shown,
    })
}

/// The key of the sentence of a code that was written down.
fn key_of(code: &str) -> String {
    ["error-", &code.replace(['.', '_'], "-")].concat()
}

/// `GET /customers/bulk/{run}/progress`
pub(super) async fn progress(visitor: Visitor, Id(run): Id<BulkId>) -> Result<Response, Problem> {
    let shown = found(&visitor, run).await?;
    Ok(Html(part(&visitor, &shown)?).into_response())
}

/// `POST /customers/bulk/{run}/undone`
pub(super) async fn undo(
    Id(run): Id<BulkId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let beginning = move |work: &mut Work<'_>| run::begin_undo(work, run);
    let desk = visitor.app.guard().desk();
    let begun = desk
        .write(&visitor.actor, purpose(&visitor), beginning)
        .await;
    let count = begun.map_err(|error: Error| told(&error, visitor.language()))?;
    going(&visitor, run, None, count).await;
    Ok(done(&path_of(run), "done-bulk-undone"))
}
