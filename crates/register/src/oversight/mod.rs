//! Oversight: one page for the data-protection contact on which stands what needs her, and what she
//! should know; the look at unusual use of the register; the report of a month.
//!
//! In the interest of the people in the register, whose data somebody watches over; of the staff, who
//! are looked at by rules they were told of and by nothing else; and of the controller, who can show
//! it (GDPR art. 5(2), 24, 32(1)(d)).
//!
//! What stands here is told by the capabilities themselves, each of its own
//! ([`crate::capability::Oversees`], [`crate::capability::Reports`]), so that one that comes later adds
//! its line without being known here.
//!
//! Invariants: no look at unusual use begins before the days are entered on which the staff was heard
//! and told of it (laki yksityisyyden suojasta työelämässä 759/2004, 21 §); a finding says why it is
//! one, by a rule that a person can follow; nothing follows from one by itself, and it is closed by a
//! person with a word.

mod columns;
mod error;
mod findings;
mod hearing;
mod pages;
mod put_back;
mod put_back_pages;
mod queries;
mod report;
mod rules;
mod run;

use axum::Router;
use axum::routing::{get, post};
use policy::Right;

use crate::app::App;
use crate::capability::{Capability, Overseeing, Overseen, Weight};
use crate::web::{Link, Section, Visitor};

pub use error::Error;
pub use put_back::{Lost, Page as LostPage, lost};
pub use rules::Rule;
pub use run::look;

/// What oversight tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "oversight",
    statements: queries::all,
    columns: columns::declarations,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/oversight",
        text: "oversight-menu",
        for_whom: watches,
        section: Section::Register,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: Some(oversees),
    reports: Some(report::figures),
};

/// Whether somebody watches over the register: whoever answers requests, or reads the trail.
fn watches(visitor: &Visitor) -> bool {
    visitor.holds(Right::Requests) || visitor.holds(Right::Trail)
}

fn routes() -> Router<App> {
    Router::new()
        .route("/oversight", get(pages::show))
        .route("/oversight/hearing", post(pages::hear))
        .route("/oversight/findings", get(pages::findings))
        .route("/oversight/findings/{finding}", post(pages::close))
        .route(
            "/oversight/put-back",
            get(put_back_pages::show).post(put_back_pages::settle),
        )
        .route("/oversight/reports/{month}", get(report::pdf))
}

/// How far people and findings are counted.
const COUNTED_MAX: i64 = 1_000;

/// People whose processing is restricted, and findings that nobody has looked through.
fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        let reading = |tx: &mut store::Tx<'_>| {
            let restricted = tx.one(&queries::RESTRICTED, (COUNTED_MAX,))?;
            Ok((restricted, tx.one(&queries::WAITING, (COUNTED_MAX,))?))
        };
        let (restricted, (waiting, first)) = visitor.app.guard().read_state(reading).await?;
        let mut seen = Vec::new();
        if visitor.holds(Right::Requests) {
            seen.push(Overseen {
                text: "oversight-restricted",
                count: restricted,
                first: None,
                path: "/requests",
                weight: Weight::Known,
            });
        }
        if visitor.holds(Right::Trail) {
            let put_back = visitor.app.guard().put_back().await?;
            let oldest = put_back.last().map(|one| one.restored);
            seen.push(Overseen {
                text: "oversight-put-back",
                count: i64::try_from(put_back.len()).unwrap_or(i64::MAX),
                first: oldest.map(|at| visitor.policy.controller().zone.day_at(at)),
                path: "/oversight/put-back",
                weight: Weight::Waits,
            });
            seen.push(Overseen {
                text: "oversight-unusual",
                count: waiting,
                first,
                path: "/oversight/findings",
                weight: Weight::Waits,
            });
        }
        Ok(seen)
    })
}
