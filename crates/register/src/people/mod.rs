//! People and organisations: entering, showing, changing, remembering.
//!
//! In the interest of the clerk, who sees one page per customer, and of the person, about whom
//! nothing is held without a connection, a category of the notice and a source.

mod card;
mod change;
pub mod columns;
mod enter;
mod history;
mod model;
mod queries;
mod rules;
mod terms;

pub use card::{
    Card, Connected, ConnectionView, ContactView, NameProofs, NoteView, Part, card, notes,
    reveal_identity_code,
};
pub use change::{Change, change};
pub use enter::{enter_all, enter_one};
pub use history::{Entry as HistoryEntry, history};
pub use model::{
    ChangeSeen, CodeOnGround, ContactKind, Deed, Entry, Error, Names, Origin, OrganisationEntry,
    PersonEntry, Reach, note_text, organisation_name,
};
pub use rules::holds_identity_code;
pub use terms::of_party as terms_of_party;

pub(crate) use queries::{
    BY_NUMBER, BY_NUMBER_BACK, COUNT_TO, LIST_ROW, OF_NUMBER, all as statements,
};
