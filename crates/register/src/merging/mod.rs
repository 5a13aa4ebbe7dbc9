//! Two customers made one: found, shown side by side, merged, parted again.
//!
//! In the interest of the clerk, who has one page for each customer, and of the person, who is held
//! once and whose "no" stands wherever it was said. Whatever was not chosen is kept; until the days
//! of a merge are over, both come back as they were.

mod api;
mod deed;
mod error;
mod pages;
mod pairs;

use policy::Right;

use crate::app::App;
use crate::capability::Capability;
use crate::people;
use crate::relations;
use crate::web::{Link, Section, Tab};

pub use deed::{Choice, Side, merge, part};
pub use error::Error;
pub use pairs::{Likeness, Pair, Pairs, not_the_same, pairs, pairs_of};

/// What merging tells about itself.
pub const CAPABILITY: Capability = Capability {
    name: "merging",
    statements: pairs::all,
    columns: Vec::new,
    routes: pages::routes,
    api: api::operations,
    menu: &[Link {
        path: "/customers/duplicates",
        text: "merging-menu",
        for_whom: |visitor| visitor.holds(Right::Merge),
        section: Section::Customers,
        search: None,
    }],
    tabs: &[Tab {
        path: "/merge",
        text: "merging-link",
        for_whom: |visitor| visitor.holds(Right::Merge),
        outlasts: false,
    }],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

/// Where the register names a party outside the sealed tables that the guard carries over by itself
/// ([`guard::carried_tables`]), and what merging does with it. A test holds this list and those
/// tables against the live schema, so that no table is forgotten.
pub const HANDLED: [(&str, &str); 24] = [
    (
        "party.party_id",
        "touched; every \"no\" is laid on the survivor",
    ),
    ("party.merged_into", "says who stands for whom"),
    ("assignment.party_id", "copied, written down in merging_job"),
    (
        "lot.party_id",
        "the merged party's stay until its days are over",
    ),
    ("indexed.party_id", "both are written into the index anew"),
    (
        "profile.party_id",
        "merged field by field, written down in merging_profile",
    ),
    ("connection.party_id", "copied under the same number"),
    (
        "connection.of_party_id",
        "moved, written down in merging_link",
    ),
    (
        "relation.other_id",
        "moved, written down in merging_relation",
    ),
    ("merging_relation.party_id", "its own"),
    ("retention_run.party_id", "how far a run got: whoever it is"),
    (
        "erasure_case.party_id",
        "stays with whom it was decided about: her decisions are carried with her lots",
    ),
    ("party_change.party_id", "copied under the same number"),
    ("notice_shown.party_id", "copied under the same number"),
    (
        "bulk_row.party_id",
        "stays: whoever was merged is changed no more, nor changed back",
    ),
    (
        "breach_affected.party_id",
        "stays: whoever was merged is written to as whom she became",
    ),
    (
        "oversight_finding.about_id",
        "stays: at whom was looked, whoever she became",
    ),
    (
        "import_renewed.party_id",
        "stays: whoever was merged is not put back",
    ),
    (
        "disclosure_follow_up.party_id",
        "stays: the recipient is told by the number of the disclosure",
    ),
    ("merging.survivor_id", "its own"),
    ("merging.merged_id", "its own"),
    ("merging_link.party_id", "its own"),
    (
        "not_same.one_id",
        "a pair of which one was merged is looked at no more",
    ),
    (
        "not_same.other_id",
        "a pair of which one was merged is looked at no more",
    ),
];

/// Removes the rows of merged customers whose days are over; of how many.
///
/// # Errors
///
/// The guard's.
pub async fn end_old(app: &App) -> Result<i64, guard::Error> {
    let forget = |work: &mut guard::Work<'_>, party| {
        relations::forget_merged(work, party)?;
        people::forget_merged(work, party).map_err(people::Error::into_guard)
    };
    app.guard().end_merges(forget).await
}
