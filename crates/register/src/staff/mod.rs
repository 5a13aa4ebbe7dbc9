//! Staff: signing in and out, accounts and roles, one's own sessions, who has access to what.
//!
//! In the interest of the people in the register: access only for named persons to the extent of
//! their tasks (the notice, § 8). What an account is and may do lies in the trusted core; here are
//! its pages.

mod access;
mod api;
mod manage;
mod own;
mod refused;
mod sign_in;
mod tokens;

use axum::Router;
use axum::routing::{get, post};
use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section};

/// What staff tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "staff",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: api::operations,
    menu: &[
        Link {
            path: "/staff",
            text: "staff-menu",
            for_whom: |visitor| visitor.holds(Right::Staff) || visitor.holds(Right::Trail),
            section: Section::Settings,
            search: None,
        },
        Link {
            path: "/account",
            text: "staff-own-menu",
            for_whom: |_| true,
            section: Section::Settings,
            search: None,
        },
    ],
    tabs: &[],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/staff", get(manage::list).post(manage::add))
        .route("/staff/new", get(manage::new))
        .route("/staff/access", get(access::access))
        .route("/staff/{staff}", get(manage::account))
        .route("/staff/{staff}/roles", post(manage::roles))
        .route("/staff/{staff}/closed", post(manage::closed))
        .route("/staff/{staff}/password", post(manage::password))
        .route("/staff/{staff}/sessions", post(manage::end_sessions))
        .route("/account", get(own::show))
        .route(
            "/account/password",
            get(own::password_page).post(own::password),
        )
        .route("/account/sessions", post(own::end_session))
        .route("/account/language", post(own::language))
        .route("/account/look", post(own::look))
        .route("/account/browser-language", post(own::browser_language))
        .route("/account/tokens", get(tokens::show).post(tokens::add))
        .route("/account/tokens/{token}/revoked", post(tokens::revoke))
}
