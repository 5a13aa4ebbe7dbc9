//! Exporting by a program: what pages would let out, in the same bytes, on the record, never short.

use axum::http::StatusCode;
use basics::{ActorId, PartyId};
use formats::table::Table;
use guard::category::{Permissions, Requests};
use guard::{Ask, Power, Seen, Work};
use policy::{Action, Category, Purpose, Right};
use serde_json::{Value, json};
use std::io::Cursor;
use testkit::Stores;

use crate::api_caller::{Program, whole};
use crate::exporting::{ALL, BREAK_NAME, LAST, clerks_may_export, many};
use crate::fits::wrong;
use crate::house::{House, actor, add_customers};

const REASON: &str = "vuosikirje asiakkaille";

/// A program for whoever answers people's requests, with everything a token of hers may have.
async fn contacts_program(house: &House) -> Program {
    let power = Power {
        purposes: vec![Purpose::Rights],
        ..whole("data_protection_contact")
    };
    house.program("data_protection_contact", power).await
}

fn order(format: &str, choices: &[&str]) -> Value {
    json!({ "format": format, "choices": choices, "reason": REASON })
}

fn found(format: &str, choices: &[&str], words: &str) -> Value {
    json!({ "format": format, "choices": choices, "reason": REASON, "words": words })
}

/// What the trail says a program did.
async fn lines(house: &House, program: &Program) -> Vec<Seen> {
    let contact = actor(house.app.guard(), "data_protection_contact").await;
    let token: basics::TokenId = program.token.parse().unwrap();
    let who = ActorId::new(token.get());
    let records = house.app.guard().records();
    records.of_actor(&contact, who, None, 100).await.unwrap()
}

fn refusals(lines: &[Seen], code: &str) -> usize {
    let of_export = |line: &&Seen| line.asked == Some(Action::Export);
    let refused = lines.iter().filter(of_export);
    refused
        .filter(|line| line.code.as_deref() == Some(code))
        .count()
}

testkit::both_engines! {
    async fn a_program_takes_out_the_bytes_that_the_page_would(stores: Stores) {
        let house = House::new(stores).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let contact = house.browser("data_protection_contact").await;
        let program = contacts_program(&house).await;
        for format in ["csv", "json", "vcard"] {
            let mut form = vec![("format", format), ("reason", REASON)];
            form.extend(ALL.map(|choice| ("choice", choice)).into_iter().filter(|(_, choice)| *choice != "marketing_ban"));
            let choices: Vec<&str> = ALL.into_iter().filter(|choice| *choice != "marketing_ban").collect();
            let page = contact.post("/export/file", &form).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            let sent = program.post("/exports", &order(format, &choices)).await;
            assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
            assert_eq!(sent.body, page.body, "{format}");
            for header in ["content-type", "content-disposition", "cache-control"] {
                assert_eq!(sent.header(header), page.header(header), "{format}");
            }
            assert!(sent.body.contains("Mallikas") && sent.body.contains("Esimerkki Huolto Oy"), "{}", sent.body);
        }
        let book = program.file("/exports", &order("xlsx", &["number", "names", "phone"])).await.unwrap();
        let rows: Vec<_> = Table::open(Cursor::new(book), None).unwrap().map(|row| row.unwrap().fields).collect();
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().any(|row| row.contains(&"Mallikas".to_owned()) && row.contains(&"+358401234567".to_owned())), "{rows:?}");
        // Each of them is told who took her out, and why.
        for id in ids.values() {
            let trail = contact.get(&format!("/customers/{id}/trail")).await.body;
            assert!(trail.contains("ohjelma data_protection_contact") && trail.contains(REASON), "{trail}");
        }
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn a_program_counts_first_and_takes_out_the_hits_of_a_search_alone(stores: Stores) {
        let house = House::new(stores).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let program = contacts_program(&house).await;
        let all = program.post("/exports/counts", &order("csv", &["names"])).await;
        assert_eq!(all.json(), json!({ "count": 3, "at_most": true }));
        let hits = program.post("/exports/counts", &found("csv", &["names"], "mallikas")).await;
        assert_eq!(hits.json(), json!({ "count": 1, "at_most": false }));
        let taken = lines(&house, &program).await;
        assert!(taken.iter().all(|line| line.opened.is_empty()), "counting opens nothing");
        let schema = house.stranger().get("/schema/customers-1.json").await.json();
        let sent = program.post("/exports", &found("json", &["names", "address"], "mallikas")).await.json();
        assert_eq!(wrong(&schema, &sent), Vec::<String>::new());
        assert_eq!((sent["view"].as_str(), sent["count"].as_i64()), (Some("found"), Some(1)));
        assert_eq!(sent["customers"][0]["id"], ids["Maija"].as_str());
        assert_eq!(sent["customers"][0]["non_disclosure"], false, "an address brings the mark along");
        assert!(sent["customers"][0].get("phones").is_none());
        // An export is no change that could be done once: each is a taking out of its own.
        let keyed = program.with("Idempotency-Key", "vienti-1");
        let before = lines(&house, &program).await.len();
        for _ in 0..2 {
            assert_eq!(keyed.post("/exports", &found("csv", &["names"], "mallikas")).await.status, StatusCode::OK);
        }
        assert!(lines(&house, &program).await.len() >= before + 2);
    }

    async fn without_the_right_or_the_category_nothing_leaves_and_it_is_recorded(stores: Stores) {
        let house = House::new(stores).await;
        add_customers(&house.browser("clerk").await).await;
        let clerk = house.clerks_program().await;
        let rightless = Power { rights: vec![Right::Trail], purposes: vec![Purpose::Rights], ..whole("data_protection_contact") };
        let rightless = house.program("data_protection_contact", rightless).await;
        for program in [&clerk, &rightless] {
            for path in ["/exports", "/exports/counts"] {
                let refused = program.post(path, &order("csv", &["names"])).await;
                refused.is_problem(403, "access.right.missing");
            }
            assert_eq!(refusals(&lines(&house, program).await, "access.right.missing"), 2);
        }
        // A token that sees names alone takes out names alone.
        let names = Power {
            purposes: vec![Purpose::Rights],
            categories: vec![Category::Identity, Category::Company],
            rights: vec![Right::Export],
            changes: false,
            ..whole("data_protection_contact")
        };
        let names = house.program("data_protection_contact", names).await;
        assert_eq!(names.post("/exports", &order("csv", &["names"])).await.status, StatusCode::OK);
        for (choice, title) in [("address", "Osoitteet: "), ("phone", ": "), ("birth_date", ": "), ("notes", ": "), ("marketing_ban", ": ")] {
            let refused = names.post("/exports", &order("csv", &["names", choice])).await;
            refused.is_problem(403, "export.not_yours");
            let error = &refused.json()["errors"][0];
            assert_eq!(error["field"], choice);
            assert!(error["title"].as_str().unwrap().contains(title), "{error}");
            assert!(!refused.body.contains("Mallikas"));
        }
        assert_eq!(refusals(&lines(&house, &names).await, "access.category.not_seen"), 5);
        names.known_as("seloste_x").post("/exports", &order("csv", &["names"])).await.is_problem(401, "access.token.not_valid");
    }

    async fn an_order_that_is_not_understood_takes_out_nobody(stores: Stores) {
        let house = House::new(stores).await;
        add_customers(&house.browser("clerk").await).await;
        let program = contacts_program(&house).await;
        let long = "x".repeat(501);
        let tried = [
            (json!({}), 422, "api.body.shape"),
            (order("exe", &["names"]), 422, "api.body.shape"),
            (order("csv", &["identity_code"]), 422, "api.body.shape"),
            (json!({ "format": "csv", "choices": ["names"], "reason": REASON, "word": "x" }), 422, "api.body.shape"),
            (json!({ "format": "csv", "choices": ["names"], "reason": " " }), 422, "access.reason.missing"),
            (json!({ "format": "csv", "choices": ["names"], "reason": long }), 422, "export.reason_long"),
            (order("csv", &[]), 422, "export.nothing_chosen"),
            (order("vcard", &["number"]), 422, "export.nothing_chosen"),
            (found("csv", &["names"], " "), 422, "api.words"),
            (found("csv", &["names"], &long[..201]), 422, "api.words"),
        ];
        for path in ["/exports", "/exports/counts"] {
            for (body, status, code) in &tried {
                program.post(path, body).await.is_problem(*status, code);
            }
            program.send("POST", path, Some("text/csv"), b"x".to_vec()).await.is_problem(415, "api.body.not_json");
        }
        let elsewhere = Power { purposes: vec![Purpose::Security], ..whole("data_protection_contact") };
        let elsewhere = house.program("data_protection_contact", elsewhere).await;
        elsewhere.with("Seloste-Purpose", "security").post("/exports", &order("csv", &["names"])).await.is_problem(400, "api.purpose.other");
        assert!(lines(&house, &program).await.iter().all(|line| line.opened.is_empty()));
    }

    async fn who_is_restricted_or_objects_is_left_out_for_programs_too(stores: Stores) {
        let house = House::under(stores, &clerks_may_export()).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let (maija, pekka): (PartyId, PartyId) = (ids["Maija"].parse().unwrap(), ids["Pekka"].parse().unwrap());
        let says_no = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(Ask::change(&[maija]).because("kirje"))?;
            work.restrict(&proof, maija, true)?;
            let proof = work.ask::<Permissions>(Ask::change(&[pekka]).because("kirje"))?;
            work.object(&proof, pekka, &[Purpose::Care])
        };
        house.app.guard().desk().write(&contact, Purpose::Rights, says_no).await.unwrap();
        let power = Power { purposes: vec![Purpose::Care], rights: vec![Right::Export], ..whole("clerk") };
        let program = house.program("clerk", power).await;
        let sent = program.post("/exports", &order("json", &["names"])).await;
        assert_eq!(sent.json()["count"], 1, "{}", sent.body);
        assert!(sent.body.contains("Esimerkki Huolto Oy") && !sent.body.contains("Mallikas"));
        let hits = program.post("/exports/counts", &found("csv", &["names"], "mallikas")).await;
        assert_eq!(hits.json(), json!({ "count": 0, "at_most": false }));
    }

    async fn a_file_for_a_program_that_breaks_off_is_no_whole_file(stores: Stores) {
        let house = House::new(stores).await;
        many(&house.browser("clerk").await, 620).await;
        let program = contacts_program(&house).await;
        let whole = program.file("/exports", &order("csv", &["names"])).await.unwrap();
        assert_eq!(String::from_utf8(whole).unwrap().lines().count(), 621);
        let breaking = |tx: &mut store::Tx<'_>| {
            let last = tx.one(&LAST, ())?;
            Ok(tx.run_one(&BREAK_NAME, (last, vec![1; 61]))?)
        };
        house.app.guard().write_state(breaking).await.unwrap();
        for format in ["csv", "json", "xlsx"] {
            assert!(program.file("/exports", &order(format, &["names"])).await.is_err(), "{format}: the transfer itself must fail");
            assert!(program.file("/exports", &order(format, &["number"])).await.is_ok(), "{format}: numbers open nothing");
        }
    }
}
