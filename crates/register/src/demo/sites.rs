//! Sites and relations of the demo: where the technician's jobs are and how one gets in there, who
//! manages a house, who rents in it, who pays, who decides for another.
//!
//! The clerk writes them down, as in a real register. Nobody lives anywhere: streets are made up.

use basics::{Day, PartyId};
use guard::{Actor, Ask, PartyKind, Work};
use policy::{Purpose, SourceKind};
use sample::Sampler;

use super::{JOBS, NotMade, SEED};
use crate::app::App;
use crate::people::{LIST_ROW, NameProofs};
use crate::relations::{self, Change, Kind, RelationEntry, record};
use crate::sites::{Access, Error, SiteEntry, of_party};

/// Customers among whom the demo looks for those it needs.
pub(super) const LOOKED_AT: usize = 60;
/// What stands at a door, one after the other.
const DOORS: [[&str; 4]; 4] = [
    ["2580", "", "", ""],
    [
        "",
        "avainkaappi, avain 14",
        "",
        "Koira on kiltti, mutta haukkuu.",
    ],
    [
        "1379",
        "",
        "Hälytin pois oven vierestä ennen klo 7",
        "Soita ensin.",
    ],
    ["", "huoltoyhtiön yleisavain", "", ""],
];

impl From<relations::Error> for NotMade {
    fn from(error: relations::Error) -> Self {
        match error {
            relations::Error::Guard(error) => error.into(),
            relations::Error::People(error) => Self::People(error),
            _ => Self::Data,
        }
    }
}

/// Those the demo needs, with their customer numbers.
#[derive(Default)]
pub(super) struct Found {
    pub(super) persons: Vec<(PartyId, i64)>,
    firms: Vec<(PartyId, i64)>,
    houses: Vec<(PartyId, i64)>,
}

/// Fills a register in which the customers are.
///
/// # Errors
///
/// [`NotMade`].
pub(super) async fn fill(app: &App, clerk: &Actor, parties: &[PartyId]) -> Result<(), NotMade> {
    let parties: Vec<PartyId> = parties.iter().take(LOOKED_AT).copied().collect();
    let writing = move |work: &mut Work<'_>| {
        let mut sampler = Sampler::new(SEED + 24);
        for (party, door) in parties.iter().take(JOBS).zip(DOORS.iter().cycle()) {
            let address = sampler.next_person().address;
            site(work, *party, "", (&address, door))?;
        }
        let found = found(work, &parties)?;
        related(work, &found, &mut sampler)
    };
    let desk = app.guard().desk();
    desk.write(clerk, Purpose::Services, writing).await
}

fn site(
    work: &mut Work<'_>,
    party: PartyId,
    name: &str,
    (address, door): (&formats::PostalAddress, &[&str; 4]),
) -> Result<(), NotMade> {
    let street = address.street_lines().join("\n");
    let code = address.postal_code().unwrap_or_default();
    let town = address.town().unwrap_or_default();
    let data = |_: Error| NotMade::Data;
    let entry = SiteEntry::parse(name, &street, code, town).map_err(data)?;
    let [door_code, key, alarm, other] = door;
    let access = Access::parse(door_code, key, alarm, other).map_err(data)?;
    made(
        work,
        party,
        &Change::AddSite(entry, access, SourceKind::Person),
    )
}

fn made(work: &mut Work<'_>, party: PartyId, what: &Change) -> Result<(), NotMade> {
    let row = work.party(party)?.ok_or(NotMade::Data)?;
    Ok(record(work, party, row.version, what)?)
}

/// Those who may be looked at, by what they are.
pub(super) fn found(work: &mut Work<'_>, parties: &[PartyId]) -> Result<Found, NotMade> {
    let mut found = Found::default();
    let mut rows = Vec::new();
    for party in parties {
        let (kind, number, protected, _) = work
            .tx()
            .one(&LIST_ROW, (*party,))
            .map_err(guard::Error::from)?;
        if protected.is_none() {
            rows.push((*party, kind, number));
        }
    }
    let kinds: Vec<_> = rows.iter().map(|row| (row.0, row.1)).collect();
    let proofs = NameProofs::ask(work, &kinds, Ask::list)?;
    let names = proofs.sorted_names(work, &kinds)?;
    for (party, kind, number) in rows {
        let name = names.get(&party).map_or("", String::as_str);
        let house = ["As Oy ", "Bostads Ab "]
            .iter()
            .any(|word| name.starts_with(word));
        match kind {
            PartyKind::Person => found.persons.push((party, number)),
            PartyKind::Organisation if house => found.houses.push((party, number)),
            PartyKind::Organisation => found.firms.push((party, number)),
        }
    }
    Ok(found)
}

/// A house with its manager and tenants; a payer and a guardian. Nothing where too few are there.
fn related(work: &mut Work<'_>, found: &Found, sampler: &mut Sampler) -> Result<(), NotMade> {
    let today = work.today();
    if let [house, ..] = found.houses.as_slice() {
        let address = sampler.next_person().address;
        for (name, door) in ["Talo A", "Talo B"].into_iter().zip(&DOORS) {
            site(work, house.0, name, (&address, door))?;
        }
        if let [manager, ..] = found.firms.as_slice() {
            let told = [Purpose::Services, Purpose::Billing];
            let from = relation(Kind::Manager, manager.1, &told, today);
            let proof = Some("Isännöintisopimus".to_owned());
            made(
                work,
                house.0,
                &Change::Relate(Box::new(RelationEntry { proof, ..from })),
            )?;
        }
        let beginning = basics::RowId::new(0);
        let sites = of_party(work, house.0, beginning, false).map_err(|_| NotMade::Data)?;
        let sites = sites.map(|sites| sites.shown).unwrap_or_default();
        let kinds = [Kind::Tenant, Kind::Resident, Kind::Tenant];
        let live = found.persons.iter().take(3).zip(["A 4", "B 12", "B 15"]);
        let at = sites.iter().rev().cycle();
        for (((person, apartment), kind), site) in live.zip(kinds).zip(at) {
            let entry = RelationEntry {
                site: Some(site.site),
                apartment: Some(apartment.to_owned()),
                ..relation(kind, person.1, &[Purpose::Services], today)
            };
            made(work, house.0, &Change::Relate(Box::new(entry)))?;
        }
    }
    if let ([.., ward, guardian, paid], [.., payer]) =
        (found.persons.as_slice(), found.firms.as_slice())
    {
        let all = [Purpose::Care, Purpose::Services, Purpose::Billing];
        let entry = RelationEntry {
            proof: Some("DVV:n määräys".to_owned()),
            ..relation(Kind::Guardian, guardian.1, &all, today)
        };
        made(work, ward.0, &Change::Relate(Box::new(entry)))?;
        let entry = relation(Kind::Payer, payer.1, &[Purpose::Billing], today);
        made(work, paid.0, &Change::Relate(Box::new(entry)))?;
    }
    Ok(())
}

fn relation(kind: Kind, number: i64, told: &[Purpose], today: Day) -> RelationEntry {
    RelationEntry {
        kind,
        number,
        site: None,
        apartment: None,
        proof: None,
        told: told.to_vec(),
        from: today.plus_days(-90),
        until: None,
        source: SourceKind::Person,
    }
}
