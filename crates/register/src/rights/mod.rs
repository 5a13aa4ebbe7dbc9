//! Requests of data subjects (GDPR art. 7(3), 12, 15–18, 20–22): written down as they came, walked
//! step by step to their answer, each by its day.
//!
//! In the interest of the person, whose letter is answered within its month, and of whoever answers
//! it, who sees what is to be done next and what cannot be done yet.
//!
//! Invariants: nothing is decided before it is known who asks, and nothing is answered before
//! everything is decided; marketing is stopped, processing restricted and an objection laid down in
//! the same moment in which that is decided. Whoever is not in the register asks as well: she is known
//! by her request alone, and found by nothing else. An answer is a letter or an e-mail, made of the
//! decisions and kept nowhere but as the line that it was made.

mod api;
mod asked;
mod bases;
mod carry_out;
mod clock;
mod columns;
mod complaints;
mod delivery;
mod due;
mod error;
mod field;
mod gate;
mod kinds;
mod ledger;
mod letter;
mod link;
mod mail_in;
mod moments;
mod outward;
mod oversight;
mod pages;
mod queries;
mod report;
mod requester;
mod sent;
mod state;
mod stored;
mod view;
mod whose;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use basics::Day;
use policy::Right;
use store::Declared;

use crate::app::App;
use crate::capability::Capability;
use crate::files::FILE_BYTES_MAX;
use crate::web::{Link, Section, Tab};
use pages::form::FORM;

pub use delivery::{deliver, identified};
pub use error::Error;
pub use kinds::{FoundIn, LetterKind, LetterWay, Means, Outcome, RequestKind};
pub use outward::{RequestLine, add_typed, list_open, show_of, step_typed};

/// What requests tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "rights",
    statements,
    columns: columns::declarations,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/requests",
        text: "rights-menu",
        for_whom: |visitor| visitor.holds(Right::Requests),
        section: Section::Register,
        search: None,
    }],
    tabs: &[Tab {
        path: "/requests",
        text: "rights-menu",
        for_whom: |visitor| visitor.holds(Right::Requests),
        outlasts: true,
    }],
    timeline: moments::TOLD,
    collect: Some(view::collected),
    due: due::STARTS,
    needs: Some(due::needs),
    oversees: Some(oversight::oversees),
    reports: Some(oversight::reports),
};

fn statements() -> Vec<&'static dyn Declared> {
    [
        queries::all(),
        requester::all(),
        sent::all(),
        complaints::all(),
        oversight::all(),
    ]
    .concat()
}

/// The largest paper with its form, in bytes.
const PAPER_BYTES_MAX: usize = FILE_BYTES_MAX + 64 * 1024;

fn routes() -> Router<App> {
    let papers = Router::new()
        .route("/requests/mail", post(pages::papers::of_mail_unlinked))
        .route(
            "/customers/{party}/requests/mail",
            post(pages::papers::of_mail),
        )
        .route(
            "/customers/{party}/requests/papers",
            post(pages::papers::attach),
        )
        .layer(DefaultBodyLimit::max(PAPER_BYTES_MAX));
    of_customer().merge(papers).merge(public())
}

fn of_customer() -> Router<App> {
    Router::new()
        .route("/requests", get(pages::list::show))
        .route(
            "/requests/new",
            get(pages::unlinked::show).post(pages::unlinked::add),
        )
        .route("/requests/automated-decisions", get(pages::automated::show))
        .route(
            "/customers/{party}/requests",
            get(pages::show::show).post(pages::take::add),
        )
        .route("/customers/{party}/requests/step", post(pages::take::step))
        .route(
            "/customers/{party}/requests/restriction",
            post(pages::take::lift),
        )
        .route(
            "/customers/{party}/requests/requester",
            post(pages::take::requester),
        )
        .route("/customers/{party}/requests/link", post(pages::take::link))
        .route(
            "/customers/{party}/requests/complaint",
            post(pages::take::complaint),
        )
        .route(
            "/customers/{party}/requests/letter",
            post(pages::letters::make),
        )
        .route(
            "/customers/{party}/requests/papers/{file}",
            get(pages::papers::open),
        )
}

/// What anybody reaches; what comes from each network is counted.
fn public() -> Router<App> {
    Router::new()
        .route(FORM, get(pages::form::show).post(pages::form::receive))
        .route(&[FORM, "/received"].concat(), get(pages::form::received))
        .layer(Extension(Arc::new(gate::Gate::default())))
}

/// How far open requests are counted.
pub const COUNTED_MAX: i64 = 100;

/// Days before an answer is due in which Today says so.
const SOON_DAYS: i32 = 7;
/// Days after which whoever was asked and has not answered is reminded.
const REMINDED_AFTER_DAYS: i32 = 14;

/// What there is to do with requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many are open, counted to [`COUNTED_MAX`].
    pub open: i64,
    /// Of these late.
    pub late: i64,
    /// Of these due within a week.
    pub soon: i64,
    /// Of these of somebody who was not found in the register.
    pub unlinked: i64,
    /// Of these waiting for an answer of hers for two weeks.
    pub remind: i64,
    /// The day on which the first of those whose clock runs is due.
    pub first: Option<Day>,
    /// How many complaints the authority waits for an answer about, and the first day of them.
    pub complaints: i64,
    /// The day by which the first of them is to be answered.
    pub complaint_due: Option<Day>,
}

impl Waiting {
    /// Whether there is nothing to do.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.open == 0 && self.complaints == 0
    }
}

/// What there is to do with requests on a day.
///
/// # Errors
///
/// The register's failure.
pub async fn waiting(app: &App, today: Day) -> Result<Waiting, guard::Error> {
    let reading = move |tx: &mut store::Tx<'_>| {
        let asked = (
            today,
            today.plus_days(SOON_DAYS),
            today.plus_days(-REMINDED_AFTER_DAYS),
            COUNTED_MAX,
        );
        let (open, late, soon, unlinked, remind, first) = tx.one(&queries::WAITING, asked)?;
        let complaints = tx.all(&complaints::COMPLAINTS_OPEN, (complaints::SHOWN,))?;
        Ok(Waiting {
            open,
            late,
            soon,
            unlinked,
            remind,
            first,
            complaint_due: complaints.first().map(|one| one.3),
            complaints: i64::try_from(complaints.len()).unwrap_or(i64::MAX),
        })
    };
    app.guard().read_state(reading).await
}
