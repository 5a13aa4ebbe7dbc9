//! People and organisations: entering, showing, changing, remembering.
//!
//! In the interest of the clerk, who sees one page per customer, and of the person, about whom
//! nothing is held without a connection, a category of the notice and a source.

mod addresses;
mod agreement;
mod api;
mod asked;
mod batch;
mod card;
mod cells;
mod change;
mod collected;
pub mod columns;
mod difference;
mod due;
mod enter;
mod error;
mod figures;
mod free_text;
mod history;
mod homes;
mod in_notice;
mod informing;
mod leaving;
mod listed_consent;
mod listing;
mod looker;
mod lost;
mod merged;
mod model;
mod named;
mod names;
mod notes;
mod nothing_new;
mod outward;
mod own_fields;
mod pages;
mod parse;
mod purpose;
mod put_back;
mod queries;
mod reached;
mod ready;
mod renewal;
mod same;
mod sheet;
mod standing;
mod terms;
mod tighter;
mod timeline;
mod undo;
mod values;

pub use formats::holds_identity_code;

pub use batch::{
    INFORM_COUNTED, NoteFromFile, add_notes, forget, take_notes_back, to_inform, touched_of_batch,
    untouched_of_batch,
};
pub use card::{
    Ban, Card, CodeOnFile, Connected, ConnectionView, ContactView, Part, card_of,
    reveal_identity_code,
};
pub use cells::Reason;
pub use change::{Change, change};
pub use collected::{connections_of, kinds_held_on};
pub use difference::{Difference, Told, difference, difference as told_since, note_change};
pub use due::{ended_lots, held_on_day};
pub use enter::{enter_all, enter_one};
pub use figures::{Counted, Figures, counted_among, figures};
pub use free_text::FreeText;
pub use history::{Entry as HistoryEntry, history};
pub use homes::homes;
pub use in_notice::source as source_in_notice;
pub use informing::{
    Addressee, DUE_SHOWN, Due, DuePage, addressees, addressees_of, due, due_batches, not_told, told,
};
pub use leaving::{OpenEnded, WhyEnded, end_all, end_idle, open_ended, open_ended_one};
pub use listed_consent::ListedConsent;
pub use listing::{
    Fits, Lead, ReachedBy, connections as held_today, led, reached_by, registered, step_down,
};
pub use looker::looker_in_words;
pub use lost::{Numbered, numbered};
pub use merged::{Choice, Side, changed_since, forget_merged, join, part};
pub use model::{
    CodeOnGround, ContactKind, Days, Deed, Entry, Error, Names, OrganisationEntry, Origin,
    PersonEntry, Reach, organisation_name,
};
pub use names::{
    NameProofs, erased_among, listed_names, name_if_seen, name_left, name_of, number_of,
};
pub use notes::{NoteView, Notes, notes};
pub use nothing_new::unchanged;
pub use outward::{AddressOut, ConnectionOut, TakenOut, taken_out};
pub use own_fields::{own_value, what_in_words};
pub use parse::{Listed, Terms, entry, ground_in_notice, listed};
pub use purpose::{purpose_about, served};
pub use put_back::put_back;
pub use reached::{Reached, reached};
pub use ready::{Entering, Ready};
pub use renewal::{Renewal, keeps_codes, may_renew, renew};
pub use same::{
    Comparing, Earlier, Holder, KeyValue, Who, ahead, certain_key, certain_value, holder,
    in_register,
};
pub use standing::{Standing, notes_standing, standing_of_batch};
pub use terms::of_party as terms_of_party;
pub use tighter::{Tighter, tighten};
pub use undo::take_back;

pub(crate) use error::from_people;
pub(crate) use queries::{BY_NUMBER, COUNT_TO, LIST_ROW, OF_NUMBER};

use crate::capability::Capability;
use crate::web::{Link, Section, Tab, Visitor};

/// What people tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "people",
    statements,
    columns: columns::declarations,
    routes: pages::routes,
    api: api::operations,
    menu: &[],
    tabs: &[Tab {
        path: "",
        text: "people-tab",
        for_whom: |_| true,
        outlasts: false,
    }],
    timeline: timeline::TOLD,
    collect: Some(collected::of),
    due: due::STARTS,
    needs: None,
    oversees: None,
    reports: None,
};

fn statements() -> Vec<&'static dyn store::Declared> {
    [
        queries::all(),
        batch::all(),
        informing::all(),
        due::all(),
        leaving::all(),
        merged::all(),
        standing::all(),
        figures::all(),
        homes::all(),
        listing::all(),
        lost::all(),
        undo::all(),
        put_back::all(),
    ]
    .concat()
}

/// Where a person is added, from any page.
pub const NEW: Link = Link {
    path: "/customers/new/person",
    text: "people-new-person",
    for_whom: adds,
    section: Section::Customers,
    search: None,
};

/// Whether a role of hers enters persons. Whoever answers requests changes what is there and adds
/// nobody.
fn adds(visitor: &Visitor) -> bool {
    let entering = PURPOSES.split_last().map_or(&[][..], |(_, others)| others);
    visitor.changes(policy::Category::Identity, entering)
}

/// The purposes under which a customer's page is opened, the first that a role serves.
pub const PURPOSES: [policy::Purpose; 6] = [
    policy::Purpose::Care,
    policy::Purpose::Services,
    policy::Purpose::Billing,
    policy::Purpose::Communication,
    policy::Purpose::Marketing,
    policy::Purpose::Rights,
];
