//! Made-up people are nobody, and the same for the same seed.

use std::collections::HashSet;

use basics::{Day, Language};
use formats::csv::{Limits, Reader};
use formats::headings::{self, Heading, Kind};
use formats::{Artificial, BusinessId, Email, IdentityCode, Phone};
use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::new(2026, 11, 24).unwrap()
}

fn parties(seed: u64, count: u32) -> impl Iterator<Item = SampleParty> {
    let sampler = Sampler::new(seed);
    (0..count).map(move |number| sampler.party(number))
}

#[test]
fn the_same_seed_gives_the_same_parties_and_another_others() {
    let first: Vec<_> = parties(7, 200).collect();
    let again: Vec<_> = parties(7, 200).collect();
    let other: Vec<_> = parties(8, 200).collect();
    assert!(first == again);
    assert!(first != other);
}

#[test]
fn a_party_does_not_depend_on_those_before_it() {
    let mut sampler = Sampler::new(7);
    let in_order: Vec<_> = (0..50).map(|_| sampler.next_party()).collect();
    assert!(Sampler::new(7).party(42) == in_order[42]);
}

#[test]
fn the_first_person_of_a_seed_stays_who_she_is() {
    let person = Sampler::new(1).next_person();
    let line = format!(
        "{} {}, {}, {}, {}, {}",
        person.first_names,
        person.last_name,
        person.birth_date,
        person.phone,
        person.email,
        person.address
    );
    assert_eq!(
        line,
        "Laura Kristiina Ojala, 1942-11-13, +358491198485, laura.ojala0@example.net, \
         Siniveneenpolku 43 A 70, 70100 Kuopio"
    );
}

#[test]
fn a_thousand_parties_are_mixed_as_promised() {
    let mut people = 0;
    let mut companies = 0;
    let mut housing_companies = 0;
    let mut languages = HashSet::new();
    for party in parties(3, 1_000) {
        match party {
            SampleParty::Person(person) => {
                people += 1;
                languages.insert(person.language);
            }
            SampleParty::Organisation(organisation) => {
                assert!((1..=2).contains(&organisation.contacts.len()));
                match organisation.kind {
                    OrganisationKind::HousingCompany => housing_companies += 1,
                    _ => companies += 1,
                }
            }
        }
    }
    assert_eq!((people, companies, housing_companies), (700, 150, 150));
    assert_eq!(languages.len(), 3);
}

#[test]
fn twenty_thousand_parties_share_no_identifier_and_all_of_them_are_sound() {
    let mut seen: HashSet<String> = HashSet::new();
    let mut new = |text: &str| assert!(seen.insert(text.to_owned()), "an identifier occurs twice");
    for party in parties(11, 20_000) {
        let people: Vec<SamplePerson> = match party {
            SampleParty::Person(person) => vec![*person],
            SampleParty::Organisation(organisation) => {
                let id = organisation.business_id.to_string();
                assert_eq!(BusinessId::parse(&id).unwrap(), organisation.business_id);
                new(&id);
                new(organisation.phone.as_str());
                new(&organisation.email.folded());
                organisation
                    .contacts
                    .into_iter()
                    .map(|c| c.person)
                    .collect()
            }
        };
        for person in people {
            let code = person.identity_code.expose();
            let read = IdentityCode::parse(code, today(), Artificial::Allowed).unwrap();
            assert_eq!(read.birth_date(), person.birth_date);
            assert!(read.is_artificial());
            assert_eq!(Email::parse(person.email.as_str()).unwrap(), person.email);
            assert!(
                person
                    .first_names
                    .split(' ')
                    .any(|name| name == person.call_name)
            );
            new(code);
            new(person.phone.as_str());
            new(&person.email.folded());
        }
    }
}

#[test]
fn the_numbers_of_all_a_million_parties_are_different() {
    let numbers = 2 * PARTIES_MAX;
    for count in [numbers, PARTIES_MAX, 2_593_300] {
        let mut taken = vec![false; usize::try_from(count).unwrap()];
        for number in 0..numbers.min(count) {
            let place = usize::try_from(draw::shuffled(5, number, count)).unwrap();
            assert!(!std::mem::replace(&mut taken[place], true));
        }
    }
}

#[test]
fn made_up_addresses_and_numbers_can_be_nobodys() {
    for party in parties(13, 2_000) {
        let (email, phone) = match &party {
            SampleParty::Person(person) => (&person.email, &person.phone),
            SampleParty::Organisation(organisation) => (&organisation.email, &organisation.phone),
        };
        let domain = email.domain();
        let reserved = ["example.com", "example.org", "example.net"].contains(&domain)
            || domain.ends_with(".example");
        assert!(reserved);
        assert!(phone.as_str().starts_with("+35849"));
    }
}

#[test]
fn swedish_speakers_live_where_swedish_is_spoken() {
    for party in parties(17, 5_000) {
        let SampleParty::Person(person) = party else {
            continue;
        };
        if person.language == Language::Sv {
            assert_ne!(person.address.town(), Some("Tampere"));
            assert_ne!(person.address.town(), Some("Helsinki"));
        }
    }
}

#[test]
fn the_list_reads_back_by_its_own_headings() {
    let mut bytes = Vec::new();
    write_csv(500, 19, IdentityCodes::Artificial, &mut bytes).unwrap();
    let mut reader = Reader::open(bytes.as_slice(), Limits::default()).unwrap();
    let columns: Vec<Heading> = reader
        .headings()
        .iter()
        .map(|heading| Heading::recognise(heading).unwrap())
        .collect();
    assert_eq!(reader.delimiter(), ';');
    let sampler = Sampler::new(19);
    for number in 0..500 {
        let row = reader.next().unwrap().unwrap();
        let field = |heading| {
            let at = columns
                .iter()
                .position(|column| *column == heading)
                .unwrap();
            row.fields[at].as_str()
        };
        assert!(headings::language(field(Heading::Language)).is_some());
        match (
            sampler.party(number),
            headings::kind(field(Heading::Kind)).unwrap(),
        ) {
            (SampleParty::Person(person), Kind::Person) => {
                assert_eq!(field(Heading::LastName), person.last_name);
                assert_eq!(Day::parse(field(Heading::BirthDate)), Ok(person.birth_date));
                assert!(field(Heading::IdentityCode) == person.identity_code.expose());
                assert_eq!(Phone::parse(field(Heading::Phone)).unwrap(), person.phone);
            }
            (SampleParty::Organisation(organisation), Kind::Company | Kind::HousingCompany) => {
                assert_eq!(field(Heading::Company), organisation.name);
                assert_eq!(field(Heading::IdentityCode), "");
            }
            _ => panic!("row {number} is of another kind than its party"),
        }
    }
    assert!(reader.next().is_none());
}

#[test]
fn a_list_without_identity_codes_has_no_such_column() {
    let mut bytes = Vec::new();
    write_csv(3, 19, IdentityCodes::None, &mut bytes).unwrap();
    let reader = Reader::open(bytes.as_slice(), Limits::default()).unwrap();
    assert!(
        !reader
            .headings()
            .iter()
            .any(|heading| heading == "Henkilötunnus")
    );
}

#[test]
fn more_than_can_be_told_apart_is_refused() {
    assert!(write_csv(PARTIES_MAX + 1, 1, IdentityCodes::None, Vec::new()).is_err());
}

proptest! {
    #[test]
    fn every_party_of_every_seed_can_be_made(seed in any::<u64>(), number in any::<u32>()) {
        let _ = Sampler::new(seed).party(number);
    }

    #[test]
    fn every_business_id_drawn_exists(pair in 0..1_000_000u32) {
        let ordinal = 7_000_000 + 2 * pair;
        prop_assert!(BusinessId::from_ordinal(ordinal).or_else(|| BusinessId::from_ordinal(ordinal + 1)).is_some());
    }
}
