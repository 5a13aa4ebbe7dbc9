//! The notice: public to read, kept in all its versions, published by whoever may.
//!
//! In the interest of everyone in the register: what the notice says is what the program does.

mod api;
mod files;
mod pages;

pub use files::print_pdf;

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
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/notice",
        text: "notice-menu",
        for_whom: |_| true,
        section: Section::Register,
        search: None,
    }],
    tabs: &[],
    timeline: &[],
    collect: None,
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
}
