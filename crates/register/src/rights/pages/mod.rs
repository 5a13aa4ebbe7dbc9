//! The pages of requests.

pub(super) mod automated;
pub(super) mod form;
pub(super) mod letters;
pub(super) mod list;
pub(super) mod papers;
pub(super) mod show;
pub(super) mod take;
pub(super) mod unlinked;

use basics::PartyId;

/// Where the requests of a party stand.
fn path_of(party: PartyId) -> String {
    format!("/customers/{party}/requests")
}
