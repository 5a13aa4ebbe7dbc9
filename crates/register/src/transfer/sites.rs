//! Sites from the old system, for customers who are in the register.
//!
//! Invariants: a site goes to exactly one customer, found by the key that was ordered, or its row is
//! refused; how one gets in goes into its own category and nowhere else; a text that holds an
//! identity code is held back.

use basics::{BatchId, Code, Coded, PartyId};
use formats::headings::Heading;
use guard::Work;
use guard::category::SiteAccess;
use policy::{FieldKey, Policy, Purpose, SourceKind};

use super::keyed::Keys;
use super::kind::{Judged, Kind, Refused, Rule, whose};
use super::mapping::{Mapping, Unmapped};
use super::order::Order;
use super::pass::Examined;
use super::run::Error;
use super::tally::{Fate, Value};
use crate::people::{KeyValue, Reason, holds_identity_code};
use crate::relations::sites_from_file;
use crate::sites::{self, Access, SiteEntry};

/// Sites of one run over a file.
pub(super) struct Sites {
    order: Order,
}

/// What a row makes.
pub(super) struct Made {
    of: KeyValue,
    site: SiteEntry,
    access: Option<Access>,
    source: SourceKind,
}

/// The places of the sites to be written, and whose they are.
pub(super) type Plan = Vec<(usize, PartyId)>;

/// By what customers are found where no key was ordered: the first of these columns.
const KEYS: Keys = Keys(&[
    Heading::CustomerNumber,
    Heading::BusinessId,
    Heading::Email,
    Heading::Phone,
]);
/// The columns of a site beside those.
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
    KEYS.0.iter().copied().chain(OWN)
}

impl Kind for Sites {
    type Made = Made;
    type Plan = Plan;

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

    fn begin(order: &Order, _policy: &Policy) -> Self {
        Self {
            order: order.clone(),
        }
    }

    fn fits(mapping: &Mapping, order: &Order) -> Result<(), Unmapped> {
        if !mapping.has(Heading::Street) {
            return Err(Unmapped::NoSite);
        }
        KEYS.fit(mapping, order)
    }

    fn examine<'a>(
        &mut self,
        text: &'a dyn Fn(Heading) -> &'a str,
        _own: &[(FieldKey, &str)],
    ) -> Result<Made, Vec<Reason>> {
        let mut reasons = Vec::new();
        let of = KEYS.value(&self.order, text);
        let of = of.map_err(|reason| reasons.push(reason)).ok();
        let mut refuse = |heading, code| {
            let heading = Some(heading);
            reasons.push(Reason {
                heading,
                own: None,
                code,
            });
        };
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
        match (of, site, access) {
            (Some(of), Ok(site), Ok(access)) if reasons.is_empty() => Ok(Made {
                of,
                site,
                access,
                source: self.order.terms.source,
            }),
            _ => Err(reasons),
        }
    }

    fn judge(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        _rule: &Rule,
    ) -> Result<Judged<Plan>, Error> {
        let mut judged: Judged<Plan> = Judged::default();
        let may_bring_access = work.could_without_reason::<SiteAccess>(&guard::Ask::change(&[]));
        for (at, examined) in chunk.iter().enumerate() {
            let Examined::Made(made, row) = examined else {
                continue;
            };
            let refused = match whose(work, &made.of)? {
                Ok(_) if made.access.is_some() && !may_bring_access => Refused::Access,
                Ok(party) => {
                    judged.plan.push((at, party));
                    judged.created += 1;
                    continue;
                }
                Err(why) => why,
            };
            judged.refused.insert(row.line, refused);
        }
        Ok(judged)
    }

    fn fate(_plan: &Plan, _at: usize) -> Fate {
        Fate::Created
    }

    fn words(_made: &Made) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn write(
        work: &mut Work<'_>,
        chunk: &[Examined<Made>],
        plan: &Plan,
        batch: BatchId,
    ) -> Result<(), Error> {
        let site = |(at, party): &(usize, PartyId)| match chunk.get(*at) {
            Some(Examined::Made(made, _)) => Some((*party, made)),
            _ => None,
        };
        let made: Vec<_> = plan.iter().filter_map(site).collect();
        let Some(source) = made.first().map(|(_, made)| made.source) else {
            return Ok(());
        };
        let rows = made.iter();
        let rows: Vec<_> = rows
            .map(|(party, made)| (*party, &made.site, made.access.as_ref()))
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
