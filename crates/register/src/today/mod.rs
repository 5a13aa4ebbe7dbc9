//! Today: the first page. What needs somebody now, and the way to everything else.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use basics::{Coded, Day, Instant};
use guard::{Watched, WatchedKind};
use policy::{Purpose, Right, RoleKey};

use crate::app::App;
use crate::breaches;
use crate::capability::Capability;
use crate::disclosures;
use crate::find::sees_customers;
use crate::jobs::{self, JobState};
use crate::keeping;
use crate::notice;
use crate::people;
use crate::retention;
use crate::rights;
use crate::tasks;
use crate::transfer;
use crate::web::{Frame, Link, Problem, Section, Visitor, page};

/// What Today tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "today",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/",
        text: "today-menu",
        for_whom: |_| true,
        section: Section::Today,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    frame: Frame,
    day: String,
    finds: bool,
    /// Jobs whose last run failed, for whoever keeps the register running.
    failed: Vec<JobState>,
    /// Jobs that should have run long ago.
    overdue: Vec<JobState>,
    /// Backups and changes of keys that are due: sentence, when it was last done.
    due: Vec<(String, Option<Instant>)>,
    /// What administrators did that the data-protection contact should know of: sentence, when,
    /// since when it is undone.
    watched: Vec<(String, Instant, Option<Instant>)>,
    /// How many backups were put back whose later changes nobody did again yet.
    put_back: i64,
    /// How many imported people are yet to be told that they are here, and by which day the first.
    inform: Option<(i64, Day)>,
    /// How many imports broke off, for whoever may go on with them.
    cut_off: i64,
    /// How many tasks wait.
    tasks: tasks::Waiting,
    /// What there is to do with requests of data subjects.
    requests: Option<rights::Waiting>,
    /// How many breaches are open, and until when the authority is to be told of the first.
    breaches: Option<(i64, Option<Instant>)>,
    /// Now, for the hours that are left.
    now: Instant,
    /// How many balancing tests are due for review.
    reviews: i64,
    /// How many legal holds are to be looked at again.
    holds: i64,
    /// Of disclosures: how many wait, how many agreements and feeds are to be looked at again, how
    /// many recipients are to be told of a correction.
    disclosures: (i64, i64, i64),
    /// Whether anything at all needs this visitor.
    nothing: bool,
}

impl TodayPage {
    fn job(&self, job: &JobState) -> String {
        self.frame.say(&["job-", &job.name].concat())
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn has_passed(&self, due: &Instant) -> bool {
        *due < self.now
    }

    /// How many hours are left until a moment, in words.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn left(&self, due: &Instant) -> String {
        breaches::hours_in_words(&self.frame, *due, self.now)
    }

    fn sentence(&self, job: &JobState) -> String {
        let code = job
            .failed
            .as_deref()
            .unwrap_or_default()
            .replace(['.', '_'], "-");
        self.frame.say(&["error-", &code].concat())
    }
}

/// `GET /`
async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let (failed, overdue) = wrong_jobs(&visitor).await.map_err(told)?;
    let due = chores(&visitor).await.map_err(told)?;
    let watched = watched(&visitor).await?;
    let put_back = put_back(&visitor).await.map_err(told)?;
    let tells =
        visitor.holds(Right::Import) || visitor.actor.serves(&visitor.policy, Purpose::Rights);
    let inform = if tells {
        let waiting = people::to_inform(visitor.app.guard()).await.map_err(told)?;
        waiting.1.map(|first| (waiting.0, first))
    } else {
        None
    };
    let requests = if visitor.holds(Right::Requests) {
        let waiting = rights::waiting(&visitor.app, visitor.today()).await;
        Some(waiting.map_err(told)?).filter(|waiting| !waiting.is_nothing())
    } else {
        None
    };
    let breaches = if visitor.holds(Right::Breaches) {
        let waiting = breaches::waiting(&visitor.app).await.map_err(told)?;
        Some(waiting).filter(|waiting| waiting.0 > 0)
    } else {
        None
    };
    let cut_off = cut_off(&visitor).await.map_err(told)?;
    let now = visitor.app.clock().now();
    let zone = &visitor.policy.controller().zone;
    let tasks = waiting_tasks(&visitor).await?;
    let reviews = notice::reviews_due(&visitor);
    let holds = retention::reviews_due(&visitor).await.map_err(told)?;
    let disclosures = due_disclosures(&visitor).await.map_err(told)?;
    let nothing = inform.is_none()
        && disclosures == (0, 0, 0)
        && cut_off == 0
        && requests.is_none()
        && breaches.is_none()
        && holds == 0
        && reviews == 0
        && (tasks.own, tasks.nobodys, tasks.left) == (0, 0, 0)
        && failed.is_empty()
        && overdue.is_empty()
        && due.is_empty()
        && watched.is_empty()
        && put_back == 0;
    page(&TodayPage {
        frame: Frame::of(&visitor, texts::say(language, "today-title")),
        day: zone.day_at(now).finnish(),
        finds: sees_customers(&visitor),
        failed,
        overdue,
        due,
        watched,
        put_back,
        inform,
        cut_off,
        requests,
        tasks,
        breaches,
        now,
        reviews,
        holds,
        disclosures,
        nothing,
    })
}

/// Jobs whose last run failed, and jobs that should have run long ago, for whoever keeps the register
/// running.
async fn wrong_jobs(visitor: &Visitor) -> Result<(Vec<JobState>, Vec<JobState>), guard::Error> {
    if !visitor.holds(Right::Operation) {
        return Ok((Vec::new(), Vec::new()));
    }
    let states = jobs::states(&visitor.app).await?.into_iter();
    let (failed, others): (Vec<_>, Vec<_>) = states.partition(|job| job.failed.is_some());
    let overdue = others.into_iter().filter(|job| job.overdue).collect();
    Ok((failed, overdue))
}

/// How many imports broke off, for whoever may go on with them.
async fn cut_off(visitor: &Visitor) -> Result<i64, guard::Error> {
    if !visitor.holds(Right::Import) {
        return Ok(0);
    }
    transfer::cut_off(&visitor.app).await
}

/// Backups that were put back, for whoever sees what was changed after them.
async fn put_back(visitor: &Visitor) -> Result<i64, guard::Error> {
    if !visitor.holds(Right::Trail) {
        return Ok(0);
    }
    let put_back = visitor.app.guard().put_back().await?;
    Ok(i64::try_from(put_back.len()).unwrap_or(i64::MAX))
}

/// Backups and changes of keys that are due.
async fn chores(visitor: &Visitor) -> Result<Vec<(String, Option<Instant>)>, guard::Error> {
    if !visitor.holds(Right::Operation) && !visitor.holds(Right::Trail) {
        return Ok(Vec::new());
    }
    let due = keeping::due(&visitor.app).await?;
    let sentence = |one: &keeping::Due| {
        let key = one.code().text_key();
        (texts::say(visitor.language(), &key), one.last)
    };
    Ok(due.iter().map(sentence).collect())
}

/// What administrators did that the data-protection contact should know of.
async fn watched(visitor: &Visitor) -> Result<Vec<(String, Instant, Option<Instant>)>, Problem> {
    if !visitor.holds(Right::Trail) {
        return Ok(Vec::new());
    }
    let accounts = visitor.app.guard().accounts();
    let watched = accounts.to_watch(&visitor.actor).await;
    let watched = watched.map_err(|error| Problem::of(&error, visitor.language()))?;
    let told = watched.iter();
    Ok(told
        .map(|one| (sentence_of(visitor, one), one.at, one.undone))
        .collect())
}

/// What waits of disclosures, for whoever may give data.
async fn due_disclosures(visitor: &Visitor) -> Result<(i64, i64, i64), guard::Error> {
    if !visitor.holds(Right::Disclose) {
        return Ok((0, 0, 0));
    }
    let (waiting, reviews) = disclosures::to_do(&visitor.app, visitor.today()).await?;
    let (to_tell, _) = disclosures::waiting(&visitor.app).await?;
    Ok((waiting, reviews, to_tell))
}

/// How many tasks wait: her own, with those she stands in for, nobody's; and those of closed accounts,
/// for whoever may hand them over.
async fn waiting_tasks(visitor: &Visitor) -> Result<tasks::Waiting, Problem> {
    let Some(staff) = visitor.actor.staff() else {
        return Ok(tasks::Waiting::default());
    };
    if !visitor.actor.serves(&visitor.policy, Purpose::Care) {
        return Ok(tasks::Waiting::default());
    }
    let hands_over = tasks::hands_over(visitor);
    let counted = tasks::waiting(&visitor.app, staff.staff, visitor.today(), hands_over).await;
    counted.map_err(|error| Problem::of(&error, visitor.language()))
}

/// What somebody did, in words.
fn sentence_of(visitor: &Visitor, watched: &Watched) -> String {
    let title = |role: &RoleKey| {
        let found = visitor.policy.role(role);
        found.map_or_else(
            || role.to_string(),
            |role| role.title.get(visitor.language()).to_owned(),
        )
    };
    let (key, role) = match &watched.kind {
        WatchedKind::RoleToOneself(role) => ("today-role-to-oneself", title(role)),
        WatchedKind::RoleToOwnMaking(role) => ("today-role-to-own-making", title(role)),
        WatchedKind::PasswordReset => ("today-password-reset", String::new()),
    };
    let values = [
        ("by", watched.by.as_str()),
        ("name", watched.name.as_str()),
        ("role", role.as_str()),
    ];
    texts::say_with(visitor.language(), key, &values)
}
