//! Accounts: guessing is slowed and nobody is locked out, given passwords are changed, what an
//! administrator does is told.

use axum::http::StatusCode;
use guard::SignInRefused;
use testkit::Stores;

use crate::house::{Browser, House, PASSWORD};

const NEW: &str = "kaksisataa lasta leikki pihalla";

fn code(refused: &Result<guard::SignedIn, SignInRefused>) -> &'static str {
    match refused {
        Ok(_) => "signed in",
        Err(SignInRefused::Wrong) => "wrong",
        Err(SignInRefused::Wait { .. }) => "wait",
        Err(_) => "other",
    }
}

/// The id of an account in the addresses of pages, by the name on it.
async fn id_of(admin: &Browser, name: &str) -> String {
    let list = admin.get("/staff").await.body;
    let of = list.split("/staff/").find(|part| part.contains(name));
    of.unwrap_or_default()
        .get(..13)
        .unwrap_or_default()
        .to_owned()
}

/// The lines of the trail that tell of an actor, as the data-protection contact reads them.
async fn lines_of(contact: &Browser, name: &str) -> String {
    let actors = contact.get("/trail").await.body;
    let link = actors
        .split("href=\"")
        .find(|part| part.contains(name))
        .unwrap_or_default();
    contact
        .get(link.split('"').next().unwrap_or_default())
        .await
        .body
}

testkit::both_engines! {
    async fn many_guesses_at_once_are_not_many_free_guesses(stores: Stores) {
        let house = House::new(stores).await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..24 {
            let accounts = house.app.guard().accounts().clone();
            tasks.spawn(async move {
                code(&accounts.sign_in("clerk@example.com", "x".to_owned().into(), "203.0.113.9").await)
            });
        }
        let answers = tasks.join_all().await;
        let compared = answers.iter().filter(|answer| **answer == "wrong").count();
        assert_eq!(compared, 4, "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| **answer == "wait").count(), 20);
        let contact = house.browser("data_protection_contact").await;
        let lines = lines_of(&contact, "Testi clerk").await;
        assert!(lines.contains("Odota ennen seuraavaa"), "the wait is on the record: {lines}");
    }

    async fn what_a_network_does_stops_nobody_who_signed_in_from_it_before(stores: Stores) {
        let house = House::new(stores).await;
        let accounts = house.app.guard().accounts();
        let try_from = |email: String, password: &'static str| {
            let accounts = accounts.clone();
            async move { code(&accounts.sign_in(&email, password.to_owned().into(), "203.0.113.9").await) }
        };
        assert_eq!(try_from("clerk@example.com".into(), PASSWORD).await, "signed in");
        for number in 0..40 {
            assert_eq!(try_from(format!("nobody{number}@example.com"), "x").await, "wrong");
        }
        assert_eq!(try_from("billing@example.com".into(), PASSWORD).await, "wait", "new from there");
        assert_eq!(try_from("clerk@example.com".into(), PASSWORD).await, "signed in", "known from there");
        house.clock.advance_ms(60 * 60_000);
        assert_eq!(try_from("billing@example.com".into(), PASSWORD).await, "signed in", "an hour later");
    }

    async fn a_form_that_is_shown_again_keeps_the_way_to_the_page_above(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        let way = "<ol class=\"crumbs\"><li><a href=\"/staff\">";
        assert!(admin.get("/staff/new").await.body.contains(way));
        let wrong = admin.post("/staff", &[("name", "Uusi"), ("email", "ei osoite"), ("password", NEW)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        assert!(wrong.body.contains(way), "{}", wrong.body);
        assert!(!admin.get("/staff").await.body.contains("class=\"crumbs\""), "nothing is above a page of the menu");
    }

    async fn a_password_that_somebody_gave_is_changed_before_anything_else(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        let fields = [("name", "Uusi Toimistolainen"), ("email", "uusi@example.com"), ("language", "fi"),
            ("password", PASSWORD), ("role", "clerk")];
        assert_eq!(admin.post("/staff", &fields).await.status, StatusCode::SEE_OTHER);
        let her = house.browser("uusi").await;
        for path in ["/", "/customers", "/account"] {
            let answer = her.get(path).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account/password"), "{path}");
        }
        let page = her.get("/account/password").await.body;
        assert!(page.contains("Ylläpitäjä antoi sinulle"), "{page}");
        assert!(!page.contains("<li><a"), "there is nowhere else to go");
        let (_, rest) = page.split_once("name=\"form_token\" value=\"").unwrap();
        let token = rest.split('"').next().unwrap();
        let once = house.app.guard().accounts().sign_in_once("uusi@example.com", PASSWORD.to_owned().into()).await;
        assert!(matches!(once, Err(SignInRefused::ChangeFirst)), "nor on the command line");
        let change = |new: &'static str| {
            let fields = [("form_token", token), ("current", PASSWORD), ("password", new)];
            let her = her.clone();
            async move { her.send("POST", "/account/password", &fields).await }
        };
        assert_eq!(change(PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the same is no change");
        let own = change("Uusi Toimistolainen 2026").await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "her own name does not do");
        assert_eq!(change(NEW).await.status, StatusCode::SEE_OTHER);
        let accounts = house.app.guard().accounts();
        assert!(accounts.sign_in_once("uusi@example.com", NEW.to_owned().into()).await.is_ok());
    }

    async fn a_wrong_current_password_is_slowed_and_locks_nobody_out(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        for _ in 0..4 {
            let wrong = clerk.post("/account/password", &[("current", "x"), ("password", NEW)]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.body.contains("Nykyinen salasana on väärä"));
        }
        let right = [("current", PASSWORD), ("password", NEW)];
        let waits = clerk.post("/account/password", &right).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(waits.body.contains("sekunnin kuluttua"), "{}", waits.body);
        let _elsewhere = house.browser("clerk").await;
        house.clock.advance_ms(1_001);
        assert_eq!(clerk.post("/account/password", &right).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_administrators_do_to_accounts_is_told_for_ninety_days_and_in_the_trail(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        let own = format!("/staff/{}/roles", id_of(&admin, "Testi administrator").await);
        for deed in ["give", "take"] {
            let done = admin.post(&own, &[("role", "clerk"), ("deed", deed)]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
        }
        let clerk = id_of(&admin, "Testi clerk").await;
        let reset = admin.post(&format!("/staff/{clerk}/password"), &[("password", NEW)]).await;
        assert_eq!(reset.status, StatusCode::SEE_OTHER, "{}", reset.body);
        let weak = admin.post(&format!("/staff/{clerk}/password"), &[("password", "Testi Clerk Clerk 1")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        let contact = house.browser("data_protection_contact").await;
        let today = contact.get("/").await.body;
        for told in [
            "Testi administrator antoi itselleen roolin Toimisto",
            "poistettu 24.11.2026",
            "Testi administrator asetti uuden salasanan käyttäjätunnukselle Testi clerk",
            "luomalleen käyttäjätunnukselle Testi billing",
        ] {
            assert!(today.contains(told), "{told}: {today}");
        }
        let lines = lines_of(&contact, "Testi administrator").await;
        for told in ["asetti uuden salasanan", "Testi clerk", "poisti roolin", "Testi administrator: clerk"] {
            assert!(lines.contains(told), "{told}: {lines}");
        }
        house.clock.advance_ms(91 * 24 * 60 * 60_000);
        let later = house.browser("data_protection_contact").await.get("/").await.body;
        assert!(!later.contains("antoi itselleen"), "{later}");
    }

    async fn ones_own_deeds_leave_lines_too(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let page = clerk.get("/account").await.body;
        assert!(page.contains("käytetty viimeksi"), "{page}");
        let (_, rest) = page.split_once("name=\"session\" value=\"").unwrap();
        let session = rest.split('"').next().unwrap().to_owned();
        let other = house.browser("clerk").await;
        assert_eq!(other.post("/account/sessions", &[("session", &session)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.get("/").await.status, StatusCode::SEE_OTHER, "it is over");
        let changed = other.post("/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        let contact = house.browser("data_protection_contact").await;
        let lines = lines_of(&contact, "Testi clerk").await;
        for told in ["lopetti oman istuntonsa", "vaihtoi oman salasanansa"] {
            assert!(lines.contains(told), "{told}: {lines}");
        }
    }

    async fn an_administrator_sees_and_ends_sessions_that_last_and_no_odd_deed_is_guessed(stores: Stores) {
        let house = House::new(stores).await;
        let _idle = house.browser("clerk").await;
        house.clock.advance_ms(31 * 60_000);
        let clerk = house.browser("clerk").await;
        let admin = house.browser("administrator").await;
        let path = format!("/staff/{}", id_of(&admin, "Testi clerk").await);
        let page = admin.get(&path).await.body;
        assert_eq!(page.matches("käytetty viimeksi").count(), 1, "idle too long is over: {page}");
        for at in ["roles", "closed"] {
            let odd = admin.post(&format!("{path}/{at}"), &[("role", "billing"), ("deed", "x")]).await;
            assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{at}");
        }
        assert_eq!(clerk.get("/").await.status, StatusCode::OK);
        assert_eq!(admin.post(&format!("{path}/sessions"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.get("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn the_data_protection_contact_reads_who_has_access_and_changes_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let contact = house.browser("data_protection_contact").await;
        assert!(contact.get("/").await.body.contains("href=\"/staff\""));
        let list = contact.get("/staff").await.body;
        assert!(list.contains("Testi clerk") && list.contains("Toimisto"), "{list}");
        assert!(!list.contains("/staff/new"));
        let access = contact.get("/staff/access").await.body;
        assert!(access.contains("Testi billing"), "{access}");
    }
}
