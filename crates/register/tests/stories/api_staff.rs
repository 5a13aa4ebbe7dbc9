//! Accounts by a program, and the trail's verification.

use axum::http::StatusCode;
use basics::ActorId;
use guard::{Power, Seen};
use policy::{Purpose, Right};
use serde_json::{Value, json};
use testkit::Stores;

use crate::api_caller::{Program, whole};
use crate::house::{Answer, House, actor};

async fn managers_program(house: &House) -> Program {
    house.program("administrator", whole("administrator")).await
}

async fn readers_program(house: &House) -> Program {
    let power = Power {
        purposes: vec![Purpose::Security],
        rights: vec![Right::Trail],
        changes: false,
        ..whole("data_protection_contact")
    };
    house.program("data_protection_contact", power).await
}

fn new(email: &str) -> Value {
    json!({
        "name": "Uusi Käyttäjä", "email": email, "language": "sv", "roles": ["clerk"],
        "password": "kaksisataa lasta leikki",
    })
}

async fn put(program: &Program, path: &str, body: &Value) -> Answer {
    let body = serde_json::to_vec(body).unwrap();
    program
        .send("PUT", path, Some("application/json"), body)
        .await
}

/// The account with this address, as the list shows it.
async fn listed(program: &Program, email: &str) -> Option<Value> {
    let list = program.get("/staff").await.json();
    let mut accounts = list["accounts"].as_array().unwrap().iter();
    accounts.find(|row| row["email"] == email).cloned()
}

/// What the trail says somebody did.
async fn lines(house: &House, who: ActorId) -> Vec<Seen> {
    let contact = actor(house.app.guard(), "data_protection_contact").await;
    let records = house.app.guard().records();
    records.of_actor(&contact, who, None, 100).await.unwrap()
}

fn id_of(program: &Program) -> ActorId {
    let token: basics::TokenId = program.token.parse().unwrap();
    ActorId::new(token.get())
}

fn with_code(lines: &[Seen], code: &str) -> usize {
    let coded = lines.iter();
    coded
        .filter(|line| line.code.as_deref() == Some(code))
        .count()
}

testkit::both_engines! {
    async fn a_program_invites_lists_closes_and_opens_accounts(stores: Stores) {
        let house = House::new(stores).await;
        let program = managers_program(&house).await;
        let made = program.post("/staff", &new("uusi@example.com")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let row = listed(&program, "uusi@example.com").await.unwrap();
        assert_eq!((row["id"].as_str(), &row["language"], &row["roles"]), (Some(made.text("id").as_str()), &json!("sv"), &json!(["clerk"])));
        assert!(!row.to_string().contains("leikki"));
        let closed = format!("/staff/{}/closed", made.text("id"));
        assert_eq!(put(&program, &closed, &json!({ "closed": true })).await.json(), json!({ "closed": true }));
        assert!(listed(&program, "uusi@example.com").await.unwrap()["closed"].is_string());
        assert_eq!(put(&program, &closed, &json!({ "closed": false })).await.status, StatusCode::OK);
        assert!(listed(&program, "uusi@example.com").await.unwrap()["closed"].is_null());
        // Whoever owns the token answers for what it does to accounts.
        let owner = actor(house.app.guard(), "administrator").await;
        let told = lines(&house, owner.id()).await;
        let told = [with_code(&told, "staff.account_made"), with_code(&told, "staff.closed"), with_code(&told, "staff.opened")];
        let by_token = lines(&house, id_of(&program)).await;
        let by_token = [with_code(&by_token, "staff.account_made"), with_code(&by_token, "staff.closed"), with_code(&by_token, "staff.opened")];
        let both: Vec<usize> = told.iter().zip(by_token).map(|(one, other)| one + other).collect();
        // The house itself made six accounts as the administrator.
        assert_eq!(both, [7, 1, 1]);
        // Whoever reads the trail sees the list, for security.
        let reader = readers_program(&house).await;
        assert!(listed(&reader, "uusi@example.com").await.is_some());
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn without_the_right_no_account_is_made_closed_or_seen(stores: Stores) {
        let house = House::new(stores).await;
        let manager = managers_program(&house).await;
        let id = listed(&manager, "clerk@example.com").await.unwrap()["id"].as_str().unwrap().to_owned();
        let closed = format!("/staff/{id}/closed");
        let reading = Power { changes: false, ..whole("administrator") };
        let rightless = Power { rights: Vec::new(), ..whole("administrator") };
        for (power, code) in [(reading, "access.right.missing"), (rightless, "access.right.missing")] {
            let program = house.program("administrator", power).await;
            program.post("/staff", &new("uusi@example.com")).await.is_problem(403, code);
            put(&program, &closed, &json!({ "closed": true })).await.is_problem(403, code);
            assert_eq!(with_code(&lines(&house, id_of(&program)).await, code), 2);
        }
        let clerk = house.clerks_program().await;
        clerk.get("/staff").await.is_problem(403, "access.purpose.not_yours");
        clerk.post("/staff", &new("uusi@example.com")).await.is_problem(403, "access.purpose.not_yours");
        put(&clerk, &closed, &json!({ "closed": true })).await.is_problem(403, "access.purpose.not_yours");
        manager.known_as("").get("/staff").await.is_problem(401, "api.token.missing");
        assert!(listed(&manager, "uusi@example.com").await.is_none());
        assert!(listed(&manager, "clerk@example.com").await.unwrap()["closed"].is_null());
    }

    async fn what_is_wrong_with_an_account_is_told_and_none_is_made(stores: Stores) {
        let house = House::new(stores).await;
        let program = managers_program(&house).await;
        let with = |field: &str, value: Value| {
            let mut body = new("uusi@example.com");
            body[field] = value;
            body
        };
        for (body, status, code) in [
            (with("name", json!(" ")), 422, "access.staff.name"),
            (with("email", json!("ei osoite")), 422, "access.staff.email"),
            (with("roles", json!(["pomo"])), 422, "access.staff.unknown_role"),
            (with("password", json!("lyhyt")), 422, "access.password.short"),
            (with("email", json!("clerk@example.com")), 409, "access.staff.email_taken"),
            (with("rights", json!(["staff"])), 422, "api.body.shape"),
            (json!({}), 422, "api.body.shape"),
        ] {
            let refused = program.post("/staff", &body).await;
            refused.is_problem(status, code);
            assert!(!refused.body.contains("leikki"), "{}", refused.body);
        }
        let nobody = put(&program, "/staff/0000000000001/closed", &json!({ "closed": true })).await;
        nobody.is_problem(404, "access.staff.not_there");
        put(&program, "/staff/none/closed", &json!({ "closed": true })).await.is_problem(404, "api.not_there");
        let own = listed(&program, "administrator@example.com").await.unwrap()["id"].as_str().unwrap().to_owned();
        let last = put(&program, &format!("/staff/{own}/closed"), &json!({ "closed": true })).await;
        last.is_problem(409, "access.staff.last_administrator");
        program.get("/staff?after=x").await.is_problem(400, "api.query");
        assert!(listed(&program, "uusi@example.com").await.is_none());
    }

    async fn an_account_is_made_and_closed_once_under_a_key(stores: Stores) {
        let house = House::new(stores).await;
        let program = managers_program(&house).await;
        let keyed = program.with("Idempotency-Key", "tili-1");
        let first = keyed.post("/staff", &new("uusi@example.com")).await;
        let second = keyed.post("/staff", &new("uusi@example.com")).await;
        assert_eq!((second.status, &second.body), (StatusCode::CREATED, &first.body));
        keyed.post("/staff", &new("toinen@example.com")).await.is_problem(422, "api.key.other_request");
        program.post("/staff", &new("uusi@example.com")).await.is_problem(409, "access.staff.email_taken");
        // What was refused is not remembered.
        let mended = program.with("Idempotency-Key", "tili-2");
        mended.post("/staff", &new("uusi@example.com")).await.is_problem(409, "access.staff.email_taken");
        assert_eq!(mended.post("/staff", &new("kolmas@example.com")).await.status, StatusCode::CREATED);
        // What others did since stays as it is.
        let closed = format!("/staff/{}/closed", first.text("id"));
        let closing = program.with("Idempotency-Key", "sulje-1");
        assert_eq!(put(&closing, &closed, &json!({ "closed": true })).await.status, StatusCode::OK);
        assert_eq!(put(&program, &closed, &json!({ "closed": false })).await.status, StatusCode::OK);
        assert_eq!(put(&closing, &closed, &json!({ "closed": true })).await.status, StatusCode::OK);
        assert!(listed(&program, "uusi@example.com").await.unwrap()["closed"].is_null());
        put(&closing, &closed, &json!({ "closed": false })).await.is_problem(422, "api.key.other_request");
        // Many at once: one is made.
        let racing = program.with("Idempotency-Key", "kilpa");
        let body = new("kilpa@example.com");
        let answers = futures_util::future::join_all((0..4).map(|_| racing.post("/staff", &body))).await;
        let told: Vec<_> = answers.iter().map(|answer| (answer.status.as_u16(), answer.body.clone())).collect();
        assert!(told.iter().all(|(status, _)| matches!(status, 201 | 409 | 503)), "{told:?}");
        let made: std::collections::BTreeSet<_> = told.iter().filter(|one| one.0 == 201).collect();
        assert_eq!(made.len(), 1, "{told:?}");
        program.with("Idempotency-Key", "").post("/staff", &body).await.is_problem(400, "api.key.unreadable");
    }

    async fn the_trail_is_verified_for_a_program_one_at_a_time(stores: Stores) {
        let house = House::new(stores).await;
        let program = readers_program(&house).await;
        let path = "/trail/verifications";
        let verified = program.send("POST", path, None, Vec::new()).await;
        assert_eq!(verified.status, StatusCode::OK, "{}", verified.body);
        assert_eq!((&verified.json()["intact"], &verified.json()["code"]), (&json!(true), &json!(null)));
        assert!(verified.json()["lines"].as_i64().unwrap() > 0);
        let turn = house.app.turn_to_verify().unwrap();
        let busy = program.send("POST", path, None, Vec::new()).await;
        busy.is_problem(429, "records.verification.underway");
        assert_eq!(busy.header("retry-after"), "10");
        // Whoever may not is refused all the same, before she hears that another may.
        house.clerks_program().await.send("POST", path, None, Vec::new()).await.is_problem(403, "access.purpose.not_yours");
        let rightless = Power { purposes: vec![Purpose::Security], rights: Vec::new(), ..whole("data_protection_contact") };
        let rightless = house.program("data_protection_contact", rightless).await;
        rightless.send("POST", path, None, Vec::new()).await.is_problem(403, "access.right.missing");
        assert_eq!(with_code(&lines(&house, id_of(&rightless)).await, "access.right.missing"), 1);
        drop(turn);
        let many = (0..6).map(|_| program.send("POST", path, None, Vec::new()));
        let answers = futures_util::future::join_all(many).await;
        assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 200 | 429)));
        assert!(answers.iter().any(|answer| answer.status == StatusCode::OK));
        // Each gave its turn back; a key changes nothing about it.
        let keyed = program.with("Idempotency-Key", "loki-1");
        for _ in 0..2 {
            assert_eq!(keyed.send("POST", path, None, Vec::new()).await.status, StatusCode::OK);
        }
    }
}
