//! A restriction (GDPR art. 18) and an objection (art. 21) hold on every page, in every list and search,
//! for programs and in every job. Every route of the program stands here with whom it still shows her
//! to: one that is not in the list fails, and so does one that shows more than it says.
//!
//! The exceptions are stated for the data-protection contact alone, who answers the person herself and
//! watches over the register (purposes *rights* and *security*, art. 18(2)).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use basics::PartyId;
use guard::category::{Permissions, Requests};
use guard::{Ask, Work};
use policy::Purpose;
use serde_json::json;
use testkit::Stores;

use crate::api_hostile::operations;
use crate::house::{Browser, House, actor, added, person};
use crate::retention::{by_itself, leave, restrict, run, said, years};

/// Who looks.
const ROLES: [&str; 5] = [
    "clerk",
    "technician",
    "billing",
    "marketing",
    "data_protection_contact",
];

/// The name of whoever objects.
const OBJECTING: &str = "Vastustajainen";

/// Whom a page may still show: the one who answers the person herself.
const CONTACT: &str = "data_protection_contact";

/// Where the contact may still see somebody whose processing is restricted, or who objects to every
/// use that rests on an interest. Nobody else sees her anywhere, and nobody at all anywhere else.
const EXCEPTIONS: [&str; 31] = [
    "/customers",
    "/customers/{party}",
    "/customers/{party}/access",
    "/customers/{party}/disclosures",
    "/customers/{party}/erasure",
    "/customers/{party}/files",
    "/customers/{party}/history",
    "/customers/{party}/holds",
    "/customers/{party}/merge",
    "/customers/{party}/merge/{other}",
    "/customers/{party}/notes",
    "/customers/{party}/packages",
    "/customers/{party}/permissions",
    "/customers/{party}/requests",
    "/customers/{party}/sites",
    "/customers/{party}/tags",
    "/customers/{party}/tasks",
    "/customers/{party}/timeline",
    "/customers/{party}/trail",
    "/customers/{party}/why",
    "/export",
    "/notice/due/letters",
    "/requests",
    "/retention/due",
    "/retention/idle",
    "/tasks",
    "/trail/{actor}",
    "POST /customers/columns",
    "POST /customers/hits",
    "POST /customers/search",
    "POST /export/file",
];

/// Every path of the program by the code that serves it, with what is done there: `get`, `post`.
fn routes() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut all: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                for part in text.split(".route(").skip(1) {
                    let part = part.trim_start();
                    let Some(rest) = part.strip_prefix('"') else {
                        continue;
                    };
                    let (route, rest) = rest.split_once('"').unwrap();
                    let served = rest.split(".route(").next().unwrap();
                    let served = served.split(';').next().unwrap();
                    let verbs = all.entry(route.to_owned()).or_default();
                    for verb in ["get", "post"] {
                        if served.contains(&format!("{verb}(")) {
                            verbs.insert(verb);
                        }
                    }
                }
            }
        }
    }
    assert!(all.len() > 90, "the routes are found: {}", all.len());
    all
}

/// A path about somebody.
fn about(route: &str, id: &str) -> String {
    let mut path = String::new();
    for part in route.split_inclusive('/') {
        let (name, slash) = match part.strip_suffix('/') {
            Some(name) => (name, "/"),
            None => (part, ""),
        };
        let filled = match name {
            "{party}" | "{other}" => id,
            name if name.starts_with('{') => "0000000000001",
            name => name,
        };
        path.push_str(filled);
        path.push_str(slash);
    }
    path
}

/// Somebody with a name, a note and an address. Whoever objects is held on an interest alone: what a
/// contract or the law needs goes on whatever she objects to.
async fn known(clerk: &Browser, last: &str, email: &str) -> String {
    let mut fields = person("Rauha", last);
    if last == OBJECTING {
        fields.retain(|field| field.0 != "connection");
        fields.push(("connection", "stakeholder"));
    }
    fields.extend([
        ("email", email),
        ("street", "Hiljainentie 3"),
        ("town", "Turku"),
        ("note", "Salainen muistiinpano."),
        ("anyway", "1"),
    ]);
    added(clerk, &fields).await
}

/// The same with an open task.
async fn with_task(clerk: &Browser, last: &str, email: &str) -> String {
    let id = known(clerk, last, email).await;
    let task = [
        ("text", "Salainen tehtävä"),
        ("due", "1.12.2026"),
        ("staff", ""),
    ];
    clerk.post(&format!("/customers/{id}/tasks"), &task).await;
    id
}

async fn object(house: &House, id: &str) {
    let party: PartyId = id.parse().unwrap();
    let officer = actor(house.app.guard(), "data_protection_contact").await;
    let objecting = move |work: &mut Work<'_>| {
        let proof = work.ask::<Permissions>(Ask::change(&[party]).because("pyyntö 4"))?;
        let purposes = [
            Purpose::Care,
            Purpose::Statistics,
            Purpose::Services,
            Purpose::Billing,
            Purpose::Communication,
            Purpose::Marketing,
        ];
        work.object(&proof, party, &purposes)
    };
    let desk = house.app.guard().desk();
    desk.write(&officer, Purpose::Rights, objecting)
        .await
        .unwrap();
}

/// What says something of her.
fn tells(body: &str, last: &str) -> bool {
    [last, "Hiljainentie", "Salainen"]
        .iter()
        .any(|text| body.contains(text))
}

/// Whom every page shows somebody to.
async fn shown(house: &House, id: &str, last: &str) -> BTreeMap<String, Vec<&'static str>> {
    let mut shown: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for role in ROLES {
        let browser = house.browser(role).await;
        for (route, verbs) in routes() {
            // What watches the program is served apart; setting up is over.
            if ["/health", "/ready", "/metrics"].contains(&route.as_str()) {
                continue;
            }
            let path = about(&route, id);
            if verbs.contains("get") && tells(&browser.get(&path).await.body, last) {
                shown.entry(route).or_default().push(role);
            }
        }
        for (path, fields) in asked(last) {
            if tells(
                &without(&browser.post(path, &fields).await.body, &fields),
                last,
            ) {
                shown.entry(format!("POST {path}")).or_default().push(role);
            }
        }
    }
    shown
}

/// What is found, listed and exported by posting.
fn asked(last: &str) -> Vec<(&'static str, Vec<(&'static str, &str)>)> {
    vec![
        ("/customers/hits", vec![("words", last)]),
        ("/customers/search", vec![("words", last)]),
        ("/customers/columns", vec![("column", "email")]),
        (
            "/export/file",
            vec![
                ("format", "json"),
                ("words", ""),
                ("reason", "testi"),
                ("choice", "names"),
                ("choice", "address"),
                ("choice", "notes"),
            ],
        ),
    ]
}

/// A page without what was typed into it.
fn without(page: &str, fields: &[(&str, &str)]) -> String {
    let mut page = page.to_owned();
    for (_, typed) in fields.iter().filter(|field| field.0 == "words") {
        if !typed.is_empty() {
            page = page.replace(&format!("value=\"{typed}\""), "");
            page = page.replace(&format!("”{typed}”"), "");
        }
    }
    page
}

testkit::both_engines! {
    async fn whoever_is_restricted_or_objects_is_shown_nowhere_but_where_it_is_stated(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let restricted = with_task(&clerk, "Rajattunen", "rajattu@example.com").await;
        let objecting = with_task(&clerk, OBJECTING, "vastustaja@example.com").await;
        let before = clerk.get(&format!("/customers/{restricted}")).await.body;
        assert!(tells(&before, "Rajattunen"), "she is there before: {before}");
        restrict(&house, &restricted).await;
        object(&house, &objecting).await;
        for (id, last) in [(&restricted, "Rajattunen"), (&objecting, OBJECTING)] {
            let shown = shown(&house, id, last).await;
            let page = shown.get("/customers/{party}");
            assert_eq!(page, Some(&vec![CONTACT]), "the look itself: {shown:?}");
            let mut unstated = Vec::new();
            for (route, roles) in shown {
                assert_eq!(roles, [CONTACT], "{last} on {route}");
                if !EXCEPTIONS.contains(&route.as_str()) {
                    unstated.push(route);
                }
            }
            assert!(unstated.is_empty(), "{last}: state these, or show her to nobody: {unstated:?}");
        }
    }

    async fn nobody_but_the_contact_changes_anything_of_hers(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let restricted = known(&clerk, "Rajattunen", "rajattu@example.com").await;
        let objecting = known(&clerk, OBJECTING, "vastustaja@example.com").await;
        restrict(&house, &restricted).await;
        object(&house, &objecting).await;
        for id in [&restricted, &objecting] {
            let rows = said(&house, id).await;
            for (route, verbs) in routes() {
                if verbs.contains("post") && route.contains("{party}") {
                    let path = about(&route, id);
                    let answer = clerk.post(&path, &[("what", "note"), ("version", "1"), ("note", "Uusi."), ("source", "person")]).await;
                    assert!(!answer.status.is_success() && !answer.status.is_redirection(), "{path}: {}", answer.status);
                    assert!(!tells(&answer.body, "ttunen") && !tells(&answer.body, "jainen"), "{path}: {}", answer.body);
                }
            }
            assert_eq!(said(&house, id).await, rows);
        }
    }

    async fn programs_are_told_nothing_of_her(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let restricted = known(&clerk, "Rajattunen", "rajattu@example.com").await;
        let objecting = known(&clerk, OBJECTING, "vastustaja@example.com").await;
        restrict(&house, &restricted).await;
        object(&house, &objecting).await;
        let program = house.clerks_program().await;
        let description = serde_json::to_value(seloste::description()).unwrap();
        let mut met = 0;
        for (path, method, _) in operations(&description) {
            for (id, last) in [(&restricted, "Rajattunen"), (&objecting, OBJECTING)] {
                let path = path.strip_prefix("/api/v1").unwrap();
                let filled = about(&path.replace("{id}", "{party}"), id);
                let body = json!({ "words": last }).to_string().into_bytes();
                let answer = program.send(&method, &filled, Some("application/json"), body).await;
                assert!(!tells(&answer.body, last), "{method} {path}: {}", answer.body);
                if path.starts_with("/customers/{id}") {
                    met += 1;
                    assert!(!answer.status.is_success(), "{method} {path}: {}", answer.body);
                }
            }
        }
        assert!(met > 10, "operations about a customer are met: {met}");
    }

    async fn no_job_touches_her(stores: Stores) {
        let house = House::under(stores, &by_itself(&["identity", "contact", "other"])).await;
        let clerk = house.browser("clerk").await;
        let restricted = known(&clerk, "Rajattunen", "rajattu@example.com").await;
        let free = known(&clerk, "Vapaanen", "vapaa@example.com").await;
        for id in [&restricted, &free] {
            leave(&clerk, id, "24.11.2026").await;
        }
        restrict(&house, &restricted).await;
        let rows = said(&house, &restricted).await;
        years(&house, 4);
        run(&house).await;
        assert_eq!(said(&house, &restricted).await, rows, "nothing of hers goes");
        assert_eq!(said(&house, &free).await, 0, "as what is past its time does");
        let party: PartyId = restricted.parse().unwrap();
        let officer = actor(house.app.guard(), "data_protection_contact").await;
        let lifting = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::change(&[party]))?;
            work.restrict(&proof, party, false)
        };
        let desk = house.app.guard().desk();
        desk.write(&officer, Purpose::Rights, lifting).await.unwrap();
        run(&house).await;
        assert_eq!(said(&house, &restricted).await, 0, "until the restriction is lifted");
    }
}
