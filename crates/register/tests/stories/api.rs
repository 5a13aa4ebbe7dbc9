//! The interface for programs: tokens, customers, versions, keys.

use axum::http::StatusCode;
use guard::Power;
use policy::{Category, Purpose, Right};
use serde_json::json;
use testkit::Stores;

use crate::api_caller::whole;
use crate::house::{House, actor, add_customers};

testkit::both_engines! {
    async fn a_program_lists_reads_and_finds_what_a_clerk_sees(stores: Stores) {
        let house = House::new(stores).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let program = house.clerks_program().await;
        let list = program.get("/customers").await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.body);
        assert_eq!(list.json()["customers"].as_array().unwrap().len(), 3);
        assert_eq!(list.json()["next"], json!(null));
        let maija = program.get(&format!("/customers/{}", ids["Maija"])).await;
        assert_eq!(maija.status, StatusCode::OK, "{}", maija.body);
        assert_eq!(maija.header("etag"), format!("\"{}\"", maija.json()["version"]));
        assert_eq!(maija.text("last_name"), "Mallikas");
        assert_eq!(maija.json()["notes"][0]["text"], "Soittaa aamulla.");
        assert_eq!(maija.header("cache-control"), "no-store");
        let found = program.post("/customers/search", &json!({ "words": "mallik" })).await;
        assert_eq!(found.json()["customers"][0]["id"], ids["Maija"].as_str());
        // Whatever it did is on the record under its own name, with its owner's beside it.
        let contact = house.browser("data_protection_contact").await;
        let seen = contact.get(&format!("/customers/{}/trail", ids["Maija"])).await;
        assert!(seen.body.contains("ohjelma clerk (Testi clerk)"), "{}", seen.body);
        assert!(contact.get("/trail").await.body.contains("ohjelma clerk (Testi clerk)"));
        house.app.guard().verify_trail(None).await.unwrap();
    }

    async fn a_token_holds_a_part_of_one_role_and_never_more(stores: Stores) {
        let house = House::new(stores).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let power = Power {
            purposes: vec![Purpose::Care],
            categories: vec![Category::Identity],
            rights: Vec::new(),
            changes: false,
            ..whole("clerk")
        };
        let program = house.program("clerk", power).await;
        let maija = format!("/customers/{}", ids["Maija"]);
        let read = program.get(&maija).await;
        assert_eq!(read.text("last_name"), "Mallikas");
        assert!(read.json()["contacts"].is_null() && read.json()["notes"].is_null(), "{}", read.body);
        assert!(!read.body.contains("Esimerkkitie") && !read.body.contains("aamulla"));
        let hidden = read.json()["hidden"].to_string();
        assert!(hidden.contains("contacts") && hidden.contains("notes"), "{hidden}");
        program.get(&format!("/customers/{}", ids["Oy"])).await.is_problem(403, "access.category.not_seen");
        let change = json!({ "what": "names", "first_names": "Maija", "last_name": "Toinen", "source": "person" });
        let changed = program.with("If-Match", "\"1\"").post(&format!("{maija}/changes"), &change).await;
        changed.is_problem(403, "access.category.not_changed");
        program.get(&format!("{maija}/notes")).await.is_problem(403, "access.category.not_seen");
        // What the role does not have, no token has.
        let owner = actor(house.app.guard(), "clerk").await;
        for power in [
            Power { role: "administrator".parse().unwrap(), ..whole("administrator") },
            Power { rights: vec![Right::Staff], ..whole("clerk") },
            Power { rights: vec![Right::RevealIdentityCode], ..whole("clerk") },
            Power { categories: vec![Category::Staff], ..whole("clerk") },
            Power { purposes: Vec::new(), ..whole("clerk") },
        ] {
            let new = guard::NewToken { name: "x".into(), power, days: 30 };
            let made = house.app.guard().accounts().add_token(&owner, new).await;
            assert!(matches!(made, Err(guard::Refused::TokenBeyondRole)));
        }
        for (name, days) in [("", 30), ("x", 0), ("x", 366)] {
            let new = guard::NewToken { name: name.into(), power: whole("clerk"), days };
            assert!(house.app.guard().accounts().add_token(&owner, new).await.is_err());
        }
    }

    async fn a_token_is_dead_when_revoked_or_over_or_its_owner_lost_the_role_or_the_account(stores: Stores) {
        let house = House::new(stores).await;
        let (admin, clerk) = (house.browser("administrator").await, house.browser("clerk").await);
        let program = house.clerks_program().await;
        assert_eq!(program.get("/customers").await.status, StatusCode::OK);
        let dead = |answer: crate::house::Answer| {
            answer.is_problem(401, "access.token.not_valid");
            assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"seloste\", error=\"invalid_token\"");
        };
        // The role is taken and given again.
        let staff = owner_of(&admin, "Testi clerk").await;
        let roles = format!("/staff/{staff}/roles");
        admin.post(&roles, &[("role", "clerk"), ("deed", "take")]).await;
        dead(program.get("/customers").await);
        house.clock.advance_ms(1);
        admin.post(&roles, &[("role", "clerk"), ("deed", "give")]).await;
        assert_eq!(program.get("/customers").await.status, StatusCode::OK);
        // The account is closed and opened again.
        let closed = format!("/staff/{staff}/closed");
        admin.post(&closed, &[("deed", "close")]).await;
        dead(program.get("/customers").await);
        admin.post(&closed, &[("deed", "open")]).await;
        assert_eq!(program.get("/customers").await.status, StatusCode::OK);
        // Whoever manages accounts revokes it, and nobody else but its owner.
        let revoked = format!("/account/tokens/{}/revoked", program.token);
        let stranger = house.browser("billing").await.post(&revoked, &[]).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        assert!(admin.get(&format!("/staff/{staff}")).await.body.contains("ohjelma clerk"));
        assert_eq!(admin.post(&revoked, &[("of", &staff)]).await.status, StatusCode::SEE_OTHER);
        dead(program.get("/customers").await);
        // Its days are over.
        let second = house.clerks_program().await;
        house.clock.advance_ms(30 * 24 * 60 * 60 * 1_000 - 1);
        assert_eq!(second.get("/customers").await.status, StatusCode::OK);
        house.clock.advance_ms(1);
        dead(second.get("/customers").await);
        dead(second.get("/customers").await);
        drop(clerk);
        // That it was tried is on the record, and not each time.
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let token: basics::TokenId = second.token.parse().unwrap();
        let who = basics::ActorId::new(token.get());
        let lines = house.app.guard().records().of_actor(&contact, who, None, 100).await.unwrap();
        let tried = lines.iter().filter(|line| line.code.as_deref() == Some("access.token.not_valid"));
        assert_eq!(tried.count(), 1);
    }

    async fn a_token_is_made_in_the_browser_and_its_secret_shown_once(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let form = clerk.get("/account/tokens").await;
        assert!(form.body.contains("name=\"purpose\" value=\"care\"") && form.body.contains("name=\"category\" value=\"identity\""), "{}", form.body);
        let fields = [("role", "clerk"), ("name", "Verkkokauppa"), ("days", "30"), ("purpose", "care"), ("category", "identity"), ("category", "company")];
        let made = clerk.post("/account/tokens", &fields).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        let (_, rest) = made.body.split_once("seloste_").unwrap();
        let secret: String = rest.chars().take(43).collect();
        assert!(!clerk.get("/account/tokens").await.body.contains("seloste_"));
        let program = house.clerks_program().await.known_as(&format!("seloste_{secret}"));
        assert_eq!(program.get("/customers").await.status, StatusCode::OK);
        let long = [("role", "clerk"), ("name", "Verkkokauppa"), ("days", "400"), ("purpose", "care"), ("category", "identity")];
        let refused = clerk.post("/account/tokens", &long).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("365") && refused.body.contains("Verkkokauppa"), "{}", refused.body);
        // The making is on the record.
        let owner = actor(house.app.guard(), "clerk").await;
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let lines = house.app.guard().records().of_actor(&contact, owner.id(), None, 100).await.unwrap();
        assert!(lines.iter().any(|line| line.code.as_deref() == Some("staff.token_made")));
    }

    async fn the_purpose_of_a_request_is_named_where_a_token_has_several(stores: Stores) {
        let house = House::new(stores).await;
        let power = Power { purposes: vec![Purpose::Care, Purpose::Communication], ..whole("clerk") };
        let program = house.program("clerk", power).await;
        program.get("/customers").await.is_problem(400, "api.purpose.which");
        program.with("Seloste-Purpose", "nonsense").get("/customers").await.is_problem(400, "api.purpose.unknown");
        program.with("Seloste-Purpose", "billing").get("/customers").await.is_problem(403, "access.purpose.not_yours");
        assert_eq!(program.with("Seloste-Purpose", "care").get("/customers").await.status, StatusCode::OK);
        let swedish = program.with("Accept-Language", "sv").get("/customers").await;
        assert!(swedish.text("title").contains("Nyckeln"), "{}", swedish.body);
    }

    async fn a_customer_is_changed_from_the_version_that_was_read_and_from_no_other(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let new = json!({
            "kind": "person", "first_names": "Maija", "last_name": "Mallikas", "source": "person",
            "street": "Esimerkkitie 3", "postal_code": "40100", "town": "Jyväskylä",
            "phone": "040 123 4567", "non_disclosure": true,
        });
        let made = program.post("/customers", &new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let place = made.location().strip_prefix("/api/v1").unwrap().to_owned();
        let read = program.get(&place).await;
        assert_eq!(read.header("etag"), made.header("etag"));
        assert!(!read.json()["protected_since"].is_null() && read.json()["birth_date"].is_null(), "{}", read.body);
        let changes = format!("{place}/changes");
        let change = json!({ "what": "names", "first_names": "Maija", "last_name": "Toinen", "source": "person" });
        program.post(&changes, &change).await.is_problem(428, "api.match.missing");
        program.with("If-Match", "*").post(&changes, &change).await.is_problem(428, "api.match.missing");
        for other in ["\"99\"", "W/\"1\"", "nonsense"] {
            program.with("If-Match", other).post(&changes, &change).await.is_problem(412, "access.party.changed");
        }
        let tag = read.header("etag");
        let changed = program.with("If-Match", tag.as_str()).post(&changes, &change).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
        assert_ne!(changed.header("etag"), tag);
        program.with("If-Match", tag.as_str()).post(&changes, &change).await.is_problem(412, "access.party.changed");
        assert_eq!(program.get(&place).await.text("last_name"), "Toinen");
        let again = program.post("/customers", &new).await;
        assert!(matches!(again.status.as_u16(), 201 | 409), "{}", again.body);
        let wrong = json!({ "kind": "person", "last_name": "", "source": "person", "birth_date": "eilen", "email": "x" });
        let wrong = program.post("/customers", &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = wrong.json()["errors"].to_string();
        assert!(fields.contains("\"birth_date\"") && fields.contains("\"email\""), "{fields}");
        assert!(!wrong.body.contains("eilen"));
        program.with("If-Match", "\"1\"").post("/customers/0000000000001/changes", &change).await.is_problem(404, "access.party.not_there");
    }

    async fn a_request_under_a_key_is_done_once_however_often_it_is_sent(stores: Stores) {
        let house = House::new(stores).await;
        let program = house.clerks_program().await;
        let keyed = program.with("Idempotency-Key", "tilaus-1");
        let new = json!({ "kind": "person", "first_names": "Maija", "last_name": "Mallikas", "source": "person", "anyway": true });
        let first = keyed.post("/customers", &new).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        let second = keyed.post("/customers", &new).await;
        assert_eq!((second.status, &second.body, second.location()), (StatusCode::CREATED, &first.body, first.location()));
        let other = json!({ "kind": "person", "first_names": "Pekka", "last_name": "Mallikas", "source": "person" });
        keyed.post("/customers", &other).await.is_problem(422, "api.key.other_request");
        // What was refused is not remembered.
        let third = program.with("Idempotency-Key", "\"tilaus-2\"");
        third.post("/customers", &json!({ "kind": "person", "last_name": "", "source": "person" })).await;
        assert_eq!(third.post("/customers", &other).await.status, StatusCode::CREATED);
        program.with("Idempotency-Key", "x".repeat(256)).post("/customers", &other).await.is_problem(400, "api.key.unreadable");
        // Many at once: one is made.
        let racing = program.with("Idempotency-Key", "kilpa");
        let new = json!({ "kind": "organisation", "company": "Kilpa Oy", "source": "organisation" });
        let answers = futures_util::future::join_all((0..6).map(|_| racing.post("/customers", &new))).await;
        assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 201 | 409)), "{:?}", answers.iter().map(|a| a.body.clone()).collect::<Vec<_>>());
        let count = |list: &serde_json::Value| list["customers"].as_array().unwrap().len();
        assert_eq!(count(&program.get("/customers").await.json()), 3);
        let notes = format!("{}/notes", first.location().strip_prefix("/api/v1").unwrap());
        let note = json!({ "text": "Soittaa aamulla.", "source": "person" });
        let noted = program.with("Idempotency-Key", "n1");
        assert_eq!(noted.post(&notes, &note).await.status, StatusCode::CREATED);
        assert_eq!(noted.post(&notes, &note).await.status, StatusCode::CREATED);
        assert_eq!(program.get(&notes).await.json()["notes"].as_array().unwrap().len(), 1);
        let code = json!({ "text": "Hetu 131052-308T", "source": "person" });
        program.post(&notes, &code).await.is_problem(422, "people.field.identity_code_in_note");
        // After its days the key is forgotten.
        house.clock.advance_ms(2 * 24 * 60 * 60 * 1_000 + 1);
        house.app.guard().accounts().clean_up().await.unwrap();
        assert_eq!(keyed.post("/customers", &new).await.status, StatusCode::CREATED);
    }
}

async fn owner_of(admin: &crate::house::Browser, name: &str) -> String {
    let list = admin.get("/staff").await.body;
    let of = list.split("/staff/").find(|part| part.contains(name));
    of.unwrap().split('"').next().unwrap().to_owned()
}
