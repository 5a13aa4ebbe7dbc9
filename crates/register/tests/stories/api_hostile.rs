//! What nobody should send to the interface for programs, and the description of it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};
use testkit::Stores;

use crate::api_caller::whole;
use crate::house::{House, add_customers};

testkit::both_engines! {
    async fn without_a_good_token_nothing_is_told(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let program = house.clerks_program().await;
        let maija = format!("/customers/{}", ids["Maija"]);
        let none = program.known_as("").get(&maija).await;
        none.is_problem(401, "api.token.missing");
        assert_eq!(none.header("www-authenticate"), "Bearer realm=\"seloste\"");
        let cookie = program.known_as("").with("Cookie", clerk.cookie.as_str()).get(&maija).await;
        cookie.is_problem(401, "api.token.missing");
        for wrong in ["seloste_x", "x", &program.secret[1..], &format!("{}x", program.secret), &"x".repeat(5_000)] {
            let answer = program.known_as(wrong).get(&maija).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
            assert!(!answer.body.contains("Mallikas"));
        }
        let twice = program.with("Authorization", "Bearer seloste_other").get(&maija).await;
        twice.is_problem(401, "api.token.missing");
        // A token opens no page, and no other site may ask in a browser's name.
        let page = program.send("GET", "/../../customers", None, Vec::new()).await;
        assert_ne!(page.status, StatusCode::OK);
        let elsewhere = program.with("Origin", "https://example.org").with("Sec-Fetch-Site", "cross-site");
        let elsewhere = elsewhere.post("/customers/search", &json!({ "words": "mallikas" })).await;
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN, "{}", elsewhere.body);
        assert!(!elsewhere.headers.contains_key("access-control-allow-origin"));
    }

    async fn what_is_not_understood_is_refused_with_a_sentence_and_changes_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let json_kind = Some("application/json");
        let send = async |kind, body: &str| {
            program.send("POST", "/customers", kind, body.as_bytes().to_vec()).await
        };
        send(None, "{}").await.is_problem(415, "api.body.not_json");
        send(Some("text/plain"), "{}").await.is_problem(415, "api.body.not_json");
        send(Some("application/x-www-form-urlencoded"), "kind=person").await.is_problem(415, "api.body.not_json");
        send(json_kind, "").await.is_problem(400, "api.body.unreadable");
        send(json_kind, "{\"kind\": ").await.is_problem(400, "api.body.unreadable");
        send(json_kind, &"[".repeat(100_000)).await.is_problem(422, "api.body.shape");
        send(json_kind, "[\"person\"]").await.is_problem(422, "api.body.shape");
        let deep = format!("{}1{}", "{\"a\":".repeat(1_000), "}".repeat(1_000));
        assert!(send(json_kind, &deep).await.status.is_client_error());
        let salainen = json!({ "kind": "person", "last_name": "Salainen", "source": "person", "hetu": "131052-308T" });
        let unknown = program.post("/customers", &salainen).await;
        unknown.is_problem(422, "api.body.shape");
        assert!(!unknown.body.contains("131052") && !unknown.body.contains("hetu"), "{}", unknown.body);
        assert!(unknown.json()["line"].is_number());
        program.post("/customers", &json!({ "kind": 1 })).await.is_problem(422, "api.body.shape");
        program.post("/customers", &json!({})).await.is_problem(422, "api.body.shape");
        program.post("/customers", &json!({ "kind": "x", "source": "person" })).await.is_problem(422, "people.field.kind");
        send(json_kind, &format!("{{\"note\": \"{}\"}}", "x".repeat(300_000))).await.is_problem(413, "web.too_large");
        let nul = json!({ "kind": "person", "last_name": "a\u{0}b", "note": "\u{0}x", "source": "person" });
        assert!(!program.post("/customers", &nul).await.status.is_server_error());
        program.post("/customers/search", &json!({ "words": "" })).await.is_problem(422, "api.words");
        assert_eq!(program.post("/customers/search", &json!({ "words": "\u{0}\u{fffd}%_'" })).await.status, StatusCode::OK);
        program.get("/customers?before=x").await.is_problem(400, "api.query");
        program.get("/customers?words=mallikas").await.is_problem(400, "api.query");
        program.get("/customers/none").await.is_problem(404, "api.not_there");
        program.get("/customers/0000000000001").await.is_problem(404, "access.party.not_there");
        program.get("/nowhere").await.is_problem(404, "api.not_there");
        program.get("").await.is_problem(404, "api.not_there");
        let method = program.send("DELETE", "/customers", None, Vec::new()).await;
        method.is_problem(405, "web.method");
        assert!(method.header("allow").contains("POST"));
        let made = program.get("/customers").await;
        assert!(made.json()["customers"].as_array().unwrap().len() <= 1, "{}", made.body);
        let mut often = program.get("/nowhere").await;
        assert!(often.header("ratelimit").contains("r=") && often.header("ratelimit-policy").contains("q="));
        for _ in 0..2_000 {
            often = program.get("/nowhere").await;
            if often.status != StatusCode::NOT_FOUND {
                break;
            }
        }
        often.is_problem(429, "web.too_often");
        assert!(often.headers.contains_key("retry-after"));
    }

    async fn the_description_is_served_to_everybody_and_holds_every_operation(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.program("clerk", whole("clerk")).await;
        let served = program.known_as("").get("/openapi.json").await;
        assert_eq!(served.status, StatusCode::OK);
        let description = served.json();
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
        // Every documented operation answers, with something other than "nothing at this address".
        for (path, method, operation) in operations(&description) {
            let filled = path.replace("{id}", "0000000000001").replace("{actor}", "0000000000001").replace("{file}", "0000000000001").replace("{field}", "heating");
            let filled = filled.strip_prefix("/api/v1").unwrap();
            let answer = program.send(&method, filled, Some("application/json"), b"{}".to_vec()).await;
            assert!(!matches!(answer.status.as_u16(), 405), "{method} {path}");
            assert!(!answer.body.contains("\"api.not_there\""), "{method} {path}: {}", answer.body);
            assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{method} {path}");
            let stranger = program.known_as("").send(&method, filled, Some("application/json"), b"{}".to_vec()).await;
            let public = operation["security"] == json!([{}]);
            assert_eq!(stranger.status == StatusCode::UNAUTHORIZED, !public, "{method} {path} {}", stranger.status);
        }
    }
}

pub(crate) fn operations(description: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if ["get", "post", "put", "delete", "patch"].contains(&method.as_str()) {
                all.push((path.clone(), method.to_uppercase(), operation.clone()));
            }
        }
    }
    all
}

#[test]
fn every_name_that_the_description_refers_to_is_in_it_and_no_operation_has_the_name_of_another() {
    let description = serde_json::to_value(seloste::description()).unwrap();
    let text = description.to_string();
    let schemas: BTreeSet<&String> = description["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    for part in text.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(
            schemas.iter().any(|schema| *schema == name),
            "{name} is described nowhere"
        );
    }
    let names: Vec<String> = operations(&description)
        .iter()
        .map(|one| one.2["operationId"].to_string())
        .collect();
    let single: BTreeSet<&String> = names.iter().collect();
    assert_eq!(single.len(), names.len());
}
