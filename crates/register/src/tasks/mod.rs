//! Tasks: what is to be done for a customer, by when and by whom.
//!
//! In the interest of the clerk, who finds in the morning what waits for her, and of the customer,
//! who is called back although somebody is on leave or left the firm. What a task says belongs to
//! the category of other information, as notes do.

mod absence;
mod batch;
mod board;
mod columns;
mod due;
mod model;
mod pages;
mod queries;

use axum::Router;
use axum::routing::{get, post};
use basics::{BulkId, Day, PartyId, StaffId};
use guard::Work;
use policy::Purpose;

use crate::app::App;
use crate::capability::{Capability, Told};
use crate::people::{self, FreeText};
use crate::web::{Link, Section, Tab, Visitor};

pub use batch::{TaskFromFile, add_of_batch, standing, take_back};
pub use model::{Error, Waiting};

/// What tasks tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "tasks",
    statements,
    columns: columns::declarations,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/tasks",
        text: "tasks-menu",
        for_whom: |visitor| visitor.actor.serves(&visitor.policy, Purpose::Care),
        section: Section::Today,
        search: None,
    }],
    tabs: &[Tab {
        path: "/tasks",
        text: "tasks-menu",
        for_whom: |visitor| visitor.actor.serves(&visitor.policy, Purpose::Care),
        outlasts: false,
    }],
    timeline: &[Told {
        kind: "task",
        read: board::moments,
    }],
    collect: Some(board::collected),
    due: &[],
    needs: Some(due::needs),
    oversees: None,
    reports: None,
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [queries::all(), batch::all(), due::all()].concat()
}

fn routes() -> Router<App> {
    Router::new()
        .route("/tasks", get(pages::list::show))
        .route("/tasks/hand-over", post(pages::list::hand_over))
        .route(
            "/tasks/absence",
            get(pages::absence::show).post(pages::absence::add),
        )
        .route("/tasks/absence/ended", post(pages::absence::end))
        .route(
            "/customers/{party}/tasks",
            get(pages::customer::show).post(pages::customer::add),
        )
        .route("/customers/{party}/tasks/deed", post(pages::customer::deed))
}

/// What a task says, as it was typed. `no_codes` are the pieces of it that are no identity codes by
/// the word of whoever wrote it.
///
/// # Errors
///
/// [`Error`] where it is empty, too long or holds an identity code.
pub fn text(typed: &str, no_codes: &[&str]) -> Result<FreeText, Error> {
    Ok(FreeText::parse(typed, no_codes)?)
}

/// Writes down a task for a customer: what, by when, by whom.
///
/// # Errors
///
/// The refusal; [`Error::Colleague`]; the stores' failures.
pub fn add(
    work: &mut Work<'_>,
    party: PartyId,
    (text, due, staff): (&FreeText, Day, Option<StaffId>),
) -> Result<(), Error> {
    board::add(work, party, text, due, staff)
}

/// Writes down the same task for each of these customers, in a run over many: what, by when, by whom.
///
/// # Errors
///
/// The refusal; [`Error::Colleague`]; the stores' failures.
pub fn add_each(
    work: &mut Work<'_>,
    parties: &[PartyId],
    task: (&FreeText, Day, Option<StaffId>),
    run: BulkId,
) -> Result<(), Error> {
    board::add_each(work, parties, task, Some(run))
}

/// Takes back what a run over many brought to these customers; those who had a task of it. What was
/// done stays, and so does what somebody was given since.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn take_back_run(
    work: &mut Work<'_>,
    parties: &[PartyId],
    run: BulkId,
) -> Result<Vec<PartyId>, Error> {
    board::take_back_run(work, parties, run)
}

/// Somebody will be away from one day to another, and a colleague stands in for her: the actor herself.
///
/// # Errors
///
/// The refusal; [`Error::Days`], [`Error::Oneself`], [`Error::Colleague`]; the store's failure.
pub fn away(work: &mut Work<'_>, (from, until): (Day, Day), by: StaffId) -> Result<(), Error> {
    absence::add(work, from, until, by)
}

/// Who may be asked to do something, with their names.
///
/// # Errors
///
/// The store's failure.
pub fn colleagues(work: &mut Work<'_>) -> Result<Vec<(StaffId, String)>, Error> {
    board::colleagues(work)
}

/// Two customers who were one are parted: what was done since of the tasks that came with the one
/// who goes stands with hers, and is not to be done again.
///
/// # Errors
///
/// The store's failure.
pub fn follow(work: &mut Work<'_>, survivor: PartyId, merged: PartyId) -> Result<(), guard::Error> {
    work.tx().run(&queries::FOLLOW, (survivor, merged))?;
    Ok(())
}

/// How many tasks wait, for Today.
///
/// # Errors
///
/// The register's failure.
pub async fn waiting(
    app: &App,
    staff: StaffId,
    today: Day,
    hands_over: bool,
) -> Result<Waiting, guard::Error> {
    let counting = move |tx: &mut store::Tx<'_>| {
        Ok::<_, guard::Error>(board::waiting(tx, staff, today, hands_over)?)
    };
    app.guard().read_state(counting).await
}

/// How many tasks are open of a member of staff, counted to a hundred.
///
/// # Errors
///
/// The register's failure.
pub async fn held(app: &App, staff: StaffId) -> Result<i64, guard::Error> {
    let counting = move |tx: &mut store::Tx<'_>| Ok::<_, guard::Error>(board::held(tx, staff)?);
    app.guard().read_state(counting).await
}

/// Whether a visitor hands tasks over to others: for links to where that is done.
#[must_use]
pub fn hands_over(visitor: &Visitor) -> bool {
    visitor.changes(policy::Category::Other, &people::PURPOSES)
}

/// The page where everything that is open of a member of staff is handed over.
#[must_use]
pub fn hand_over_path(staff: StaffId) -> String {
    format!("/tasks?whose=all&from={staff}#hand-over")
}
