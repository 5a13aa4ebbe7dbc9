//! The sealed columns of files, one for each category a file may belong to.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::{Messages, Other, Requests, Services, SiteAccess};
use guard::{Content, Declaration, SealedColumn, payload};

payload! {
    /// What a file is called, what it is in words, and what is in it.
    pub(super) struct FileValue {
        /// Its name, ending as its kind does.
        pub(super) name: String,
        /// What it is, in the words of whoever attached it.
        pub(super) about: Option<String>,
        /// Where its bytes lie, with their key.
        pub(super) content: Content,
    }
}

/// Files about ordered services: contracts, photos of sites.
pub(super) const SERVICES: SealedColumn<Services, FileValue> =
    SealedColumn::new(170, "party_file.services");
/// Files about how one gets in: receipts of keys, pictures of doors.
pub(super) const SITE_ACCESS: SealedColumn<SiteAccess, FileValue> =
    SealedColumn::new(171, "party_file.site_access");
/// Letters and e-mails.
pub(super) const MESSAGES: SealedColumn<Messages, FileValue> =
    SealedColumn::new(172, "party_file.messages");
/// Requests of the person about her rights, and their proofs.
pub(super) const REQUESTS: SealedColumn<Requests, FileValue> =
    SealedColumn::new(173, "party_file.requests");
/// Whatever else was handed in.
pub(super) const OTHER: SealedColumn<Other, FileValue> = SealedColumn::new(174, "party_file.other");

/// Every sealed column of files.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![
        SERVICES.declaration(),
        SITE_ACCESS.declaration(),
        MESSAGES.declaration(),
        REQUESTS.declaration(),
        OTHER.declaration(),
    ]
}

/// Runs a body for the category of a [`Filed`](super::model::Filed), which it knows as the type
/// `$kind` with the column `$column`.
macro_rules! in_category {
    ($filed:expr, $kind:ident, $column:ident => $body:expr) => {{
        use $crate::files::columns;
        use $crate::files::model::Filed;
        match $filed {
            Filed::Services => {
                type $kind = guard::category::Services;
                let $column = &columns::SERVICES;
                $body
            }
            Filed::SiteAccess => {
                type $kind = guard::category::SiteAccess;
                let $column = &columns::SITE_ACCESS;
                $body
            }
            Filed::Messages => {
                type $kind = guard::category::Messages;
                let $column = &columns::MESSAGES;
                $body
            }
            Filed::Requests => {
                type $kind = guard::category::Requests;
                let $column = &columns::REQUESTS;
                $body
            }
            Filed::Other => {
                type $kind = guard::category::Other;
                let $column = &columns::OTHER;
                $body
            }
        }
    }};
}

pub(super) use in_category;
