//! Sites from the old system, for customers who are in the register.
//!
//! Invariants: how one gets in goes into its own category and nowhere else; a text that holds an
//! identity code is held back.

use basics::{BatchId, Code, Coded, PartyId};
use formats::headings::Heading;
use guard::Work;
use guard::category::SiteAccess;
use policy::{Purpose, SourceKind};

use super::beside::{Beside, ListOf};
use super::keyed::Keys;
use super::kind::Refused;
use super::mapping::Unmapped;
use super::run::Error;
use super::tally::Value;
use crate::people::{Terms, holds_identity_code};
use crate::relations::sites_from_file;
use crate::sites::{self, Access, SiteEntry};

/// A list of sites.
pub(super) type Sites = ListOf<Site>;

/// A site.
pub(super) struct Site {
    entry: SiteEntry,
    access: Option<Access>,
    source: SourceKind,
}

/// The columns of a site beside those that its customer is found by.
const OWN: [Heading; 8] = [
    Heading::SiteName,
    Heading::Street,
    Heading::PostalCode,
    Heading::Town,
    Heading::DoorCode,
    Heading::SiteKey,
    Heading::Alarm,
    Heading::AtTheDoor,
];

/// What columns of a list of sites may hold.
pub(super) fn headings() -> impl Iterator<Item = Heading> {
    Site::KEYS.0.iter().copied().chain(OWN)
}

impl Beside for Site {
    /// Whether the importer may bring how one gets in.
    type Known = bool;
    type Extra = ();

    // How one gets in serves no other purpose.
    const PURPOSE: Purpose = Purpose::Services;

    const VALUES: &'static [Value] = &[
        Value::once("site", &[Heading::Street]),
        Value::within(
            "site_access",
            &[
                Heading::DoorCode,
                Heading::SiteKey,
                Heading::Alarm,
                Heading::AtTheDoor,
            ],
        ),
    ];
    const KEYS: Keys = Keys(&[
        Heading::CustomerNumber,
        Heading::BusinessId,
        Heading::Email,
        Heading::Phone,
    ]);
    const NEEDED: (Heading, Unmapped) = (Heading::Street, Unmapped::NoSite);
    const NOT_OF_SITES: bool = false;

    fn read<'a>(
        terms: &Terms,
        text: &'a dyn Fn(Heading) -> &'a str,
        refuse: &mut dyn FnMut(Heading, Code),
    ) -> Option<Self> {
        for heading in OWN {
            if holds_identity_code(text(heading)) {
                refuse(heading, Code::new("people.field.identity_code_in_note"));
            }
        }
        let site = SiteEntry::parse(
            text(Heading::SiteName),
            text(Heading::Street),
            text(Heading::PostalCode),
            text(Heading::Town),
        );
        let site = site.map_err(|error| refuse(column_of(&error), error.code()));
        let access = Access::parse(
            text(Heading::DoorCode),
            text(Heading::SiteKey),
            text(Heading::Alarm),
            text(Heading::AtTheDoor),
        );
        let access = access.map_err(|error| refuse(Heading::DoorCode, error.code()));
        Some(Self {
            entry: site.ok()?,
            access: access.ok()?,
            source: terms.source,
        })
    }

    fn known(work: &mut Work<'_>) -> Result<bool, Error> {
        Ok(work.could_without_reason::<SiteAccess>(&guard::Ask::change(&[])))
    }

    fn extra(&self, may_bring_access: &bool) -> Result<(), Refused> {
        if self.access.is_some() && !may_bring_access {
            return Err(Refused::Access);
        }
        Ok(())
    }

    fn write(
        work: &mut Work<'_>,
        rows: &[(PartyId, &Self, &())],
        batch: BatchId,
    ) -> Result<(), Error> {
        let Some(source) = rows.first().map(|(_, site, ())| site.source) else {
            return Ok(());
        };
        let rows = rows.iter();
        let rows: Vec<_> = rows
            .map(|(party, site, ())| (*party, &site.entry, site.access.as_ref()))
            .collect();
        Ok(sites_from_file(work, &rows, source, batch)?)
    }
}

/// The column in which a site went wrong.
fn column_of(error: &sites::Error) -> Heading {
    match error {
        sites::Error::Address(formats::NotAnAddress::PostalCode) => Heading::PostalCode,
        sites::Error::Length => Heading::SiteName,
        _ => Heading::Street,
    }
}
