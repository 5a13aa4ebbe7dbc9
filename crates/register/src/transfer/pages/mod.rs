//! Importing in the browser: choose a file, see what would come of it, then import.
//!
//! Whatever takes long runs in the background and is followed on a page: no request waits for a
//! whole file.

mod check;
mod columns;
mod compared;
mod events;
mod follow;
mod go;
mod rejected;
mod start;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use basics::Language;
use formats::Artificial;
use guard::category::Identity;
use guard::{Ask, Work};
use policy::Purpose;

pub(super) use check::{check_headings, order as order_of_fields};
pub(super) use follow::STAYING;
pub(super) use go::{started, taking_back};

use super::order::Order;
use crate::app::App;
use crate::web::{Problem, Visitor};

/// The largest file that is taken in the browser; larger ones go by the command line.
pub const UPLOAD_BYTES_MAX: usize = 64 * 1024 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/import",
            get(start::start)
                .post(check::upload)
                .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)),
        )
        .route("/import/checks/{file}", get(check::show).post(check::again))
        .route("/import/checks/{file}/progress", get(check::progress))
        .route("/import/checks/{file}/events", get(check::moves))
        .route("/import/checks/{file}/discard", post(check::discard))
        .route("/import/checks/{file}/rejected", get(rejected::of_check))
        .route(
            "/import/checks/{file}/rejected.xlsx",
            get(rejected::of_check_in_workbook),
        )
        .route(
            "/import/checks/{file}/columns",
            get(columns::show).post(columns::say),
        )
        .route("/import/go", post(go::go))
        .route("/import/{batch}", get(follow::show))
        .route("/import/{batch}/runs", post(go::resume))
        .route("/import/{batch}/stop", post(go::stop))
        .route("/import/{batch}/undo", post(go::take_back))
        .route("/import/{batch}/progress", get(follow::progress))
        .route("/import/{batch}/events", get(follow::moves))
        .route("/import/{batch}/rejected", get(rejected::of_batch))
        .route(
            "/import/{batch}/rejected.xlsx",
            get(rejected::of_batch_in_workbook),
        )
        .route("/import/{batch}/compared", get(compared::show))
        .route("/import/{batch}/compared.csv", get(compared::csv))
}

/// Whoever may not import is refused before anything is shown or read.
async fn may_import(visitor: &Visitor) -> Result<(), Problem> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, guard::Error>(())
    };
    let asked = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, Purpose::Care, asking)
        .await;
    asked.map_err(|error| Problem::of(&error, visitor.language()))
}

/// Made-up identity codes are taken in a demo register alone.
pub(super) fn artificial(app: &App) -> Artificial {
    if app.is_demo() {
        Artificial::Allowed
    } else {
        Artificial::Refused
    }
}

/// The order that was said in words, as it holds today.
fn order_of(visitor: &Visitor, said: &str, source: &str) -> Option<Order> {
    let zone = &visitor.policy.controller().zone;
    let today = zone.day_at(visitor.app.clock().now());
    Order::of_said(
        said,
        source,
        (&visitor.policy, visitor.language()),
        today,
        artificial(&visitor.app),
    )
}

/// The sentence of a code that was kept as text.
pub(super) fn sentence(language: Language, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    texts::say(language, &["error-", &key].concat())
}

/// Rows a second, and seconds left: of rows done since an instant, of those that are left.
fn pace(done: i64, ms: i64, left: i64) -> Option<(i64, i64)> {
    let pace = done.saturating_mul(1000).checked_div(ms.max(1))?;
    (pace > 0).then(|| (pace, left.max(0) / pace))
}

/// How long something may stand still before it counts as cut off, in milliseconds: a chunk takes
/// seconds.
pub(super) const STILL_MS: i64 = 2 * 60 * 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_of_this_run_and_the_time_left_follows_it() {
        assert_eq!(pace(500, 2_000, 1_000), Some((250, 4)));
        assert_eq!(pace(0, 2_000, 1_000), None);
        assert_eq!(pace(500, 0, 0), Some((500_000, 0)));
    }
}
