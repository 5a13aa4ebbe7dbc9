//! The notice: public to read, kept in all its versions, published by whoever may.
//!
//! In the interest of everyone in the register: what the notice says is what the program does.

mod api;
mod drafts;
mod edit;
mod files;
mod form;
mod interests;
mod oversight;
mod pages;
mod publishing;

pub(crate) use edit::{BLANK, Checked, Row, Sheet};
pub use files::print_pdf;
pub(crate) use form::{Which, part};
pub use interests::reviews_due;
pub use publishing::publish;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section};

/// The largest notice file.
const FILE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What the notice tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "notice",
    statements: drafts::all,
    columns: Vec::new,
    routes,
    api: api::operations,
    menu: &[
        Link {
            path: "/notice",
            text: "notice-menu",
            for_whom: |_| true,
            section: Section::Register,
            search: None,
        },
        Link {
            path: "/notice/interests",
            text: "notice-interests",
            for_whom: interests::reads,
            section: Section::Register,
            search: None,
        },
    ],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: Some(oversight::oversees),
    reports: None,
};

fn routes() -> Router<App> {
    let large = DefaultBodyLimit::max(FILE_BYTES_MAX);
    Router::new()
        .route("/notice", get(pages::show))
        .route("/notice/pdf", get(pages::printed))
        .route("/notice/versions", get(pages::versions))
        .route("/notice/versions/{number}", get(pages::version))
        .route("/notice/check", post(pages::check).layer(large))
        .route(
            "/notice/publish",
            get(pages::choose).post(pages::publish).layer(large),
        )
        .route("/notice/interests", get(interests::show))
        .route("/notice/draft", get(edit::overview).post(edit::begin))
        .route("/notice/draft/discarded", post(edit::discard))
        .route(
            "/notice/draft/parts/{part}",
            get(edit::show_part).post(edit::change_part),
        )
        .route(
            "/notice/draft/parts/{part}/{item}",
            get(edit::show_one).post(edit::change_one),
        )
        .route(
            "/notice/draft/file",
            get(edit::show_file).post(edit::change_file).layer(large),
        )
        .route("/notice/draft/upload", post(edit::upload).layer(large))
        .route("/notice/draft/download", get(edit::download))
        .route("/notice/draft/preview", get(edit::preview))
        .route(
            "/notice/draft/publication",
            get(edit::publication).post(edit::publish),
        )
}
