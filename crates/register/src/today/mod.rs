//! Today: the first page. What needs somebody now, and the way to everything else.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::find::sees_customers;
use crate::jobs::{self, JobState};
use crate::web::{Frame, Link, Problem, Visitor, page};

/// What Today tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "today",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    menu: &[Link {
        path: "/",
        text: "today-menu",
        for_whom: |_| true,
    }],
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
    /// Who gave a role to herself: name, role, when; for the data-protection contact.
    given: Vec<(String, String, String)>,
    /// Whether anything at all needs this visitor.
    nothing: bool,
}

impl TodayPage {
    fn job(&self, job: &JobState) -> String {
        self.frame.say(&["job-", &job.name].concat())
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
    let failed = if visitor.holds(Right::Operation) {
        let states = jobs::states(&visitor.app).await.map_err(told)?;
        states
            .into_iter()
            .filter(|job| job.failed.is_some())
            .collect()
    } else {
        Vec::new()
    };
    let zone = &visitor.policy.controller().zone;
    let given = if visitor.holds(Right::Trail) {
        let accounts = visitor.app.guard().accounts();
        let given = accounts.given_to_oneself(&visitor.actor).await;
        let given = given.map_err(|error| Problem::of(&error, language))?;
        let titled = |(name, role, at): (String, policy::RoleKey, basics::Instant)| {
            let found = visitor.policy.role(&role);
            let title =
                found.map_or_else(|| role.to_string(), |role| role.title.get(language).into());
            (name, title, zone.finnish(at))
        };
        given.into_iter().map(titled).collect()
    } else {
        Vec::new()
    };
    let nothing = failed.is_empty() && given.is_empty();
    page(&TodayPage {
        frame: Frame::of(&visitor, texts::say(language, "today-title")),
        day: zone.day_at(visitor.app.clock().now()).finnish(),
        finds: sees_customers(&visitor),
        failed,
        given,
        nothing,
    })
}
