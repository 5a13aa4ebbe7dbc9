//! No field leaves by the interface that the page of the same role would hide.

use std::collections::HashMap;

use axum::http::StatusCode;
use guard::Power;
use serde_json::{Value, json};
use testkit::Stores;

use crate::api_caller::whole;
use crate::house::{Browser, House, ROLES, add_customers, added, person};

/// What stands in the register, none of it twice: as the page shows it, as the interface sends it.
const SECRETS: [(&str, &str); 16] = [
    ("Maija Sofia", "Maija Sofia"),
    ("Mallikas", "Mallikas"),
    ("Esimerkkitie 3 B 12", "Esimerkkitie 3 B 12"),
    ("40100", "40100"),
    ("040 123 4567", "+358401234567"),
    ("maija@example.fi", "maija@example.fi"),
    ("Soittaa aamulla", "Soittaa aamulla"),
    ("13.10.1952", "1952-10-13"),
    ("308T", "308T"),
    ("Piilotie 7", "Piilotie 7"),
    ("Suojattu", "Suojattu"),
    ("0112038-9", "0112038-9"),
    ("Rajattu", "Rajattu"),
    ("lomake 4711", "lomake 4711"),
    ("Saa lähettää viestejä", "Saa lähettää viestejä"),
    ("markkinointikielto 3.2.2026", "markkinointikielto 3.2.2026"),
];

async fn filled(house: &House) -> HashMap<&'static str, String> {
    let clerk = house.browser("clerk").await;
    let mut ids = add_customers(&clerk).await;
    let mut protected = person("Salla", "Suojattu");
    protected.extend([
        ("non_disclosure", "1"),
        ("street", "Piilotie 7"),
        ("postal_code", "40200"),
        ("town", "Jyväskylä"),
    ]);
    ids.insert("Salla", added(&clerk, &protected).await);
    ids.insert("Kalle", added(&clerk, &person("Kalle", "Koodi")).await);
    let born = [
        ("what", "birth-date"),
        ("birth_date", "13.10.1952"),
        ("source", "person"),
        ("reason", "pyyntö 7"),
        ("version", "1"),
    ];
    let coded = [
        ("what", "identity-code"),
        ("identity_code", "131052-308T"),
        ("identity_code_ground", "debt_collection"),
        ("source", "person"),
        ("reason", "pyyntö 7"),
        ("version", "2"),
    ];
    let contact = house.browser("data_protection_contact").await;
    for fields in [&born[..], &coded[..]] {
        let path = format!("/customers/{}/change", ids["Kalle"]);
        let changed = contact.post(&path, fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    }
    for fields in [
        &[
            ("what", "consent"),
            ("channel", "email"),
            ("wording", "Saa lähettää viestejä."),
            ("language", "fi"),
            ("proof", "lomake 4711"),
        ][..],
        &[
            ("what", "prohibition"),
            ("channel", "post"),
            ("way", "post"),
            ("on", "3.2.2026"),
        ][..],
    ] {
        let said = crate::permissions::said(house, &clerk, &ids["Maija"], fields).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    }
    ids.insert("Rajattu", added(&clerk, &person("Risto", "Rajattu")).await);
    restrict(house, &ids["Rajattu"]).await;
    ids
}

/// Processing of a customer is restricted, as the register itself would do it on her request.
pub(crate) async fn restrict(house: &House, party: &str) {
    let party: basics::PartyId = party.parse().unwrap();
    let contact = crate::house::actor(house.app.guard(), "data_protection_contact").await;
    let restricting = move |work: &mut guard::Work<'_>| {
        let ask = guard::Ask::change(&[party]);
        let proof = work.ask::<guard::category::Requests>(ask)?;
        work.restrict(&proof, party, true)?;
        Ok::<_, guard::Error>(())
    };
    let desk = house.app.guard().desk();
    desk.write(&contact, policy::Purpose::Rights, restricting)
        .await
        .unwrap();
}

fn leaked(sent: &str, page: &str) -> Vec<&'static str> {
    let leaks = SECRETS
        .iter()
        .filter(|(shown, told)| sent.contains(told) && !page.contains(shown));
    leaks.map(|(shown, _)| *shown).collect()
}

async fn page_and_answer(
    browser: &Browser,
    program: &crate::api_caller::Program,
    purposes: &[policy::Purpose],
    paths: (&str, &str),
) -> (
    crate::house::Answer,
    Vec<(policy::Purpose, crate::house::Answer)>,
) {
    let page = browser.get(paths.0).await;
    let mut answers = Vec::new();
    for purpose in purposes {
        let named = program.with("Seloste-Purpose", purpose.key());
        answers.push((*purpose, named.get(paths.1).await));
    }
    (page, answers)
}

testkit::both_engines! {
    async fn no_field_leaves_that_the_page_of_the_role_would_hide(stores: Stores) {
        let house = House::new(stores).await.asked_often();
        let ids = filled(&house).await;
        let mut wrong = Vec::new();
        let mut told = 0;
        for role in ROLES {
            let browser = house.browser(role).await;
            let power = whole(role);
            let purposes = power.purposes.clone();
            if power.categories.is_empty() || purposes.is_empty() {
                continue;
            }
            let program = house.program(role, power).await;
            for (name, id) in &ids {
                let path = format!("/customers/{id}");
                let (page, answers) = page_and_answer(&browser, &program, &purposes, (&path, &path)).await;
                let notes_page = browser.get(&format!("/customers/{id}/notes")).await;
                for (purpose, answer) in answers {
                    told += usize::from(answer.status == StatusCode::OK);
                    if answer.status == StatusCode::OK && page.status != StatusCode::OK {
                        wrong.push(format!("{role} {purpose} reads {name}, whose page is {}", page.status));
                    }
                    for leak in leaked(&answer.body, &page.body) {
                        wrong.push(format!("{role} {purpose} {name}: {leak}"));
                    }
                    let own = program.with("Seloste-Purpose", purpose.key()).get(&format!("/customers/{id}/permissions")).await;
                    for leak in leaked(&own.body, &page.body) {
                        wrong.push(format!("{role} {purpose} permissions of {name}: {leak}"));
                    }
                    let notes = program.with("Seloste-Purpose", purpose.key()).get(&format!("/customers/{id}/notes")).await;
                    for leak in leaked(&notes.body, &format!("{}{}", notes_page.body, page.body)) {
                        wrong.push(format!("{role} {purpose} notes of {name}: {leak}"));
                    }
                }
            }
            let (page, answers) = page_and_answer(&browser, &program, &purposes, ("/customers", "/customers")).await;
            for (purpose, answer) in answers {
                for leak in leaked(&answer.body, &page.body) {
                    wrong.push(format!("{role} {purpose} list: {leak}"));
                }
                for words in ["mallikas", "suojattu", "rajattu", "piilotie 7", "131052-308T", "maija@example.fi"] {
                    let led = browser.post("/customers/search", &[("words", words)]).await;
                    let searched = match led.location() {
                        "" => led,
                        at => browser.get(at).await,
                    };
                    let named = program.with("Seloste-Purpose", purpose.key());
                    let found = named.post("/customers/search", &json!({ "words": words })).await;
                    for leak in leaked(&found.body, &searched.body) {
                        wrong.push(format!("{role} {purpose} search {words}: {leak}"));
                    }
                }
            }
        }
        assert!(told > 10, "hardly anything was read: {told}");
        assert_eq!(wrong, Vec::<String>::new());
    }

    async fn a_token_for_one_purpose_alone_sees_no_restricted_person(stores: Stores) {
        let house = House::new(stores).await;
        let ids = filled(&house).await;
        let clerk = Power { purposes: vec![policy::Purpose::Care], ..whole("clerk") };
        let program = house.program("clerk", clerk).await;
        let restricted = program.get(&format!("/customers/{}", ids["Rajattu"])).await;
        let nobody = program.get("/customers/0000000000001").await;
        assert_eq!(restricted.status, StatusCode::NOT_FOUND);
        let plain = |body: &str| -> Value { serde_json::from_str(body).unwrap() };
        assert_eq!(plain(&restricted.body), plain(&nobody.body), "byte for byte the same");
    }
}
