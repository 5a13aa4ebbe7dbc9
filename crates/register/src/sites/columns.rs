//! The sealed columns of sites, and the records they hold.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::{Services, SiteAccess};
use guard::{Declaration, SealedColumn, payload};

payload! {
    /// Where a site is.
    pub(super) struct SiteValue {
        /// What it is called: `As Oy Esimerkki, talo B`.
        pub(super) name: Option<String>,
        /// Lines above the town.
        pub(super) lines: Vec<String>,
        /// Postal code.
        pub(super) postal_code: Option<String>,
        /// Town.
        pub(super) town: Option<String>,
    }
}

payload! {
    /// How one gets in.
    pub(super) struct AccessValue {
        /// Door code.
        pub(super) door_code: Option<String>,
        /// Key: which, and where it is.
        pub(super) key: Option<String>,
        /// Alarm: how it is turned off.
        pub(super) alarm: Option<String>,
        /// What else one must know at the door: a dog, whom to call.
        pub(super) other: Option<String>,
    }
}

/// Where sites are.
pub(super) const SITE: SealedColumn<Services, SiteValue> = SealedColumn::new(140, "site.sealed");
/// How one gets in.
pub(super) const SITE_ACCESS: SealedColumn<SiteAccess, AccessValue> =
    SealedColumn::new(141, "site_access.sealed");

/// Every sealed column of sites.
pub(super) fn declarations() -> Vec<Declaration> {
    vec![SITE.declaration(), SITE_ACCESS.declaration()]
}
