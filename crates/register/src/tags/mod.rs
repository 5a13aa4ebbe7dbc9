//! Tags: what customers are marked with, chosen from a list that those who keep the register make.
//!
//! In the interest of the clerk, who finds again those that belong together, and of the customer:
//! that she has a tag may say much of her, so it lies sealed under a lot of the category of other
//! information, is found through the blind index alone, and goes with its lot.
//!
//! Invariants: a tag is a setting and names nobody; it is ended, never removed; an ended one is put
//! on nobody, and those who have it keep it.

mod columns;
mod error;
mod moments;
mod naming;
mod pages;
mod party;
mod queries;

use axum::Router;
use axum::routing::{get, post};
use guard::Ask;
use guard::category::Other;
use policy::Purpose;

use crate::app::App;
use crate::capability::Capability;
use crate::web::{Link, Section, Tab};

pub use error::Error;
pub use naming::make;
pub use party::{feed, of_parties, put_on, take_off, undo};
pub use queries::Tag;

/// What tags tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "tags",
    statements: queries::all,
    columns: columns::declarations,
    routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[Link {
        path: "/tags",
        text: "tags-menu",
        for_whom: |visitor| visitor.actor.serves(&visitor.policy, Purpose::Care),
        section: Section::Settings,
        search: None,
    }],
    tabs: &[Tab {
        path: "/tags",
        text: "tags-menu",
        for_whom: |visitor| visitor.actor.serves(&visitor.policy, Purpose::Care),
        outlasts: false,
    }],
    timeline: moments::TOLD,
    collect: Some(party::collected),
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/tags", get(pages::show).post(pages::add))
        .route("/tags/deed", post(pages::deed))
}

/// The most tags there may be: a list one reads.
const TAGS_MAX: i64 = 200;

/// Every tag, also the ended ones, in the order of their names.
///
/// # Errors
///
/// The store's failure.
pub fn all(tx: &mut store::Tx<'_>) -> Result<Vec<Tag>, store::Error> {
    let rows = tx.all(&queries::TAGS, (TAGS_MAX,))?;
    let mut tags: Vec<Tag> = rows.into_iter().map(Tag::from).collect();
    let of = |tag: &Tag| formats::fold::sort_key(&tag.name);
    tags.sort_by_cached_key(of);
    Ok(tags)
}

/// Leave to make and end tags: a refusal is recorded.
///
/// # Errors
///
/// The refusal.
fn may_keep(work: &mut guard::Work<'_>) -> Result<(), guard::Error> {
    // There is nobody whose data would be put right: a reason to rectify makes no tag.
    let _grant = work.grant::<Other>(Ask::add())?;
    Ok(())
}
