//! What rows of lists become: nothing that stands in them is dropped.

use super::*;
use rstest::rstest;

use Heading::{
    BirthDate, BusinessId as Id, CallName, Company, FirstNames as First, FullName as Full,
    IdentityCode as Hetu, Kind as Type, LastName as Last, MarketingBan, NonDisclosure,
    Phone as Tel,
};

type Row = &'static [(Heading, &'static str)];

fn terms() -> Terms {
    let today = Day::new(2026, 11, 24).unwrap();
    Terms {
        connection: ConnectionKind::Customer,
        source: SourceKind::Person,
        of: None,
        from: today,
        identity_code_ground: None,
        artificial: Artificial::Allowed,
        language: Language::Fi,
        today,
    }
}

/// `person: Maija Sofia/Korhonen`, `organisation: Esimerkki Oy + Maija/Korhonen`, or the codes.
fn made(row: Row) -> String {
    let text = |heading: Heading| {
        let found = row.iter().find(|(of, _)| *of == heading);
        found.map_or("", |(_, text)| *text)
    };
    let spoken = |names: &Names| format!("{}/{}", names.first_names, names.last_name);
    match listed(&text, &terms()) {
        Ok(listed) => match (&listed.entry, &listed.contact_person) {
            (Entry::Person(person), None) => format!("person: {}", spoken(&person.names)),
            (Entry::Organisation(made), None) => format!("organisation: {}", made.name),
            (Entry::Organisation(made), Some(contact)) => {
                assert_eq!(contact.origin.connection, ConnectionKind::ContactPersonOf);
                assert!(contact.reach.is_empty());
                format!("organisation: {} + {}", made.name, spoken(&contact.names))
            }
            (Entry::Person(_), Some(_)) => "a person with a contact person".to_owned(),
        },
        Err(reasons) => {
            let told = reasons.iter().map(|reason| {
                let heading = reason.heading.map_or("", Heading::key);
                format!(
                    "{heading} {}",
                    reason.code.to_string().replace("people.field.", "")
                )
            });
            told.collect::<Vec<_>>().join(", ")
        }
    }
}

#[rstest]
#[case(&[(First, "Maija Sofia"), (Last, "Korhonen")], "person: Maija Sofia/Korhonen")]
#[case(&[(Full, "Maija Korhonen")], "person: Maija/Korhonen")]
#[case(&[(Full, "Korhonen, Maija")], "person: Maija/Korhonen")]
#[case(&[(Full, "Korhonen"), (First, "Maija")], "person: Maija/Korhonen")]
#[case(&[(Full, "Maija Korhonen"), (First, "Maija"), (Last, "Korhonen")], "person: Maija/Korhonen")]
#[case(&[(Company, "Esimerkki")], "organisation: Esimerkki")]
#[case(&[(Full, "Kiinteistö Oy Kulma"), (Id, "0112038-9")], "organisation: Kiinteistö Oy Kulma")]
#[case(&[(Full, "Kulma"), (Id, "0112038-9")], "organisation: Kulma")]
#[case(&[(Full, "Kiinteistö Oy Kulma")], "organisation: Kiinteistö Oy Kulma")]
#[case(&[(Last, "Kiinteistö Oy Kulma")], "organisation: Kiinteistö Oy Kulma")]
#[case(&[(Type, "taloyhtiö"), (Full, "Kulma")], "organisation: Kulma")]
#[case(&[(Company, "Kulma Oy"), (Full, "KULMA OY")], "organisation: Kulma Oy")]
#[case(&[(Company, "Kulma Oy"), (Id, "0112038-9"), (First, "Maija"), (Last, "Korhonen")],
    "organisation: Kulma Oy + Maija/Korhonen")]
#[case(&[(Company, "Kulma Oy"), (Full, "Maija Korhonen")], "organisation: Kulma Oy + Maija/Korhonen")]
#[case(&[(Full, "Kulma Oy"), (First, "Maija"), (Last, "Korhonen")],
    "organisation: Kulma Oy + Maija/Korhonen")]
#[case(&[(Company, "Kulma Oy"), (NonDisclosure, "ei")], "organisation: Kulma Oy")]
fn a_row_becomes_what_a_clerk_means_by_it(#[case] row: Row, #[case] becomes: &str) {
    assert_eq!(made(row), becomes);
}

#[rstest]
#[case(&[(Full, "Xyzzy Plugh")], "full_name name_order")]
#[case(&[(Full, "Matti Pekka")], "full_name name_order")]
#[case(&[(Full, "Pekka Mallikas"), (Last, "Korhonen")], "full_name two_names")]
#[case(&[(Full, "Maija Korhonen"), (First, "Maija")], "full_name two_names")]
#[case(&[(Type, "henkilö"), (Last, "Korhonen"), (Company, "Kulma Oy")], "company not_for_person")]
#[case(&[(Type, "henkilö"), (Last, "Korhonen"), (Id, "0112038-9")], "business_id not_for_person")]
#[case(&[(Type, "henkilö"), (Full, "Kulma Oy, Maija")], "full_name kind_differs")]
#[case(&[(Last, "Korhonen"), (First, "Maija"), (Id, "0112038-9")], "company company_missing")]
#[case(&[(Company, "Kulma Oy"), (First, "Maija")], "first_names last_name_missing")]
#[case(&[(Company, "Kulma Oy"), (CallName, "Maija")], "call_name last_name_missing")]
#[case(&[(Company, "Kulma Oy"), (Full, "Nurkka Oy")], "full_name two_names")]
#[case(&[(Company, "Kulma Oy"), (BirthDate, "1.2.1970")], "birth_date not_for_organisation")]
#[case(&[(Company, "Kulma Oy"), (Hetu, "010594Y9032")], "identity_code not_for_organisation")]
#[case(&[(Company, "Kulma Oy"), (NonDisclosure, "kyllä")], "non_disclosure not_for_organisation")]
#[case(&[(Tel, "0401234567")], "last_name people.name")]
fn what_has_no_place_is_refused_with_its_column_and_never_dropped(
    #[case] row: Row,
    #[case] told: &str,
) {
    assert_eq!(made(row), told);
}

#[test]
fn a_no_of_a_companys_row_holds_for_it_and_the_turvakielto_for_its_contact_person() {
    let row: Row = &[
        (Company, "Kulma Oy"),
        (Last, "Korhonen"),
        (MarketingBan, "kyllä"),
        (NonDisclosure, "kyllä"),
    ];
    let text = |heading: Heading| {
        row.iter()
            .find(|(of, _)| *of == heading)
            .map_or("", |one| one.1)
    };
    let Ok(listed) = listed(&text, &terms()) else {
        panic!("the row is refused");
    };
    let contact = listed.contact_person.unwrap();
    assert!(listed.entry.bans_marketing() && contact.marketing_ban && contact.protected);
}

#[test]
fn the_form_of_a_new_company_takes_no_person_along() {
    let text = |heading: Heading| match heading {
        Company => "Kulma Oy",
        Last => "Korhonen",
        _ => "",
    };
    assert!(entry(&text, &terms()).is_err());
}
