//! Signing in, staying signed in, signing out; forms that are forged or late.

use axum::http::{StatusCode, header};
use testkit::Stores;

use crate::house::{House, PASSWORD, add_customers, person};

testkit::both_engines! {
    async fn a_wrong_address_and_a_wrong_password_are_answered_alike(stores: Stores) {
        let house = House::new(stores).await;
        let stranger = house.stranger();
        let wrong = |email: &'static str, password: &'static str| {
            let stranger = stranger.clone();
            async move { stranger.send("POST", "/sign-in", &[("email", email), ("password", password)]).await }
        };
        let nobody = wrong("nobody@example.com", PASSWORD).await;
        let typo = wrong("clerk@example.com", "hevonen akku niitti väärin").await;
        assert_eq!((nobody.status, typo.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
        assert_eq!(nobody.body.replace("nobody@", "clerk@"), typo.body);
    }

    async fn failures_make_the_same_network_wait_and_nobody_else(stores: Stores) {
        let house = House::new(stores).await;
        let stranger = house.stranger();
        for _ in 0..4 {
            stranger.send("POST", "/sign-in", &[("email", "clerk@example.com"), ("password", "x")]).await;
        }
        let right = [("email", "clerk@example.com"), ("password", PASSWORD)];
        let waiting = stranger.send("POST", "/sign-in", &right).await;
        assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS);
        let elsewhere = house.app.guard().accounts();
        let signed_in = elsewhere.sign_in("clerk@example.com", PASSWORD.to_owned().into(), "203.0.113.9").await;
        assert!(signed_in.is_ok(), "another network does not wait");
        house.clock.advance_ms(1_001);
        assert_eq!(stranger.send("POST", "/sign-in", &right).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_ends_after_thirty_idle_minutes_and_after_twelve_hours(stores: Stores) {
        let house = House::new(stores).await;
        let minute = 60_000;
        let idle = house.browser("clerk").await;
        house.clock.advance_ms(29 * minute);
        assert_eq!(idle.get("/").await.status, StatusCode::OK);
        house.clock.advance_ms(31 * minute);
        let over = idle.get("/customers").await;
        assert_eq!((over.status, over.location()), (StatusCode::SEE_OTHER, "/sign-in?to=/customers"));
        let busy = house.browser("clerk").await;
        for _ in 0..24 * 60 / 40 - 1 {
            house.clock.advance_ms(20 * minute);
            assert_eq!(busy.get("/").await.status, StatusCode::OK);
        }
        house.clock.advance_ms(20 * minute);
        assert_eq!(busy.get("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn signing_out_ends_the_session_for_good(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let out = clerk.post("/sign-out", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(clerk.get("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn closing_an_account_ends_its_sessions_at_once(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, admin) = (house.browser("clerk").await, house.browser("administrator").await);
        let list = admin.get("/staff").await.body;
        let id = list.split("/staff/").find(|part| part.contains("Testi clerk")).unwrap();
        let path = format!("/staff/{}/closed", &id[..13]);
        assert_eq!(admin.post(&path, &[("deed", "close")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(clerk.get("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_form_without_the_sessions_token_changes_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let other = house.browser("clerk").await.token().await;
        let mut fields = person("Väärä", "Lomake");
        let none = clerk.send("POST", "/customers", &fields).await;
        assert_eq!(none.status, StatusCode::FORBIDDEN);
        fields.insert(0, ("form_token", &other));
        let others = clerk.send("POST", "/customers", &fields).await;
        assert_eq!(others.status, StatusCode::FORBIDDEN, "another session's token does not do");
        assert!(!clerk.get("/customers").await.body.contains("Lomake"));
    }

    async fn a_form_sent_after_the_session_ended_is_answered_in_words_and_stores_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let token = clerk.token().await;
        house.clock.advance_ms(31 * 60_000);
        let mut fields = person("Myöhäinen", "Lomake");
        fields.insert(0, ("form_token", &token));
        let late = clerk.send("POST", "/customers", &fields).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        assert!(late.body.contains("Istuntosi on päättynyt"), "{}", late.body);
    }

    async fn a_form_that_is_too_large_is_refused(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let huge = "a".repeat(300 * 1024);
        let answer = clerk.post("/customers/hits", &[("words", &huge)]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        let upload = vec![b'a'; seloste::transfer::UPLOAD_BYTES_MAX + 1];
        let answer = clerk.upload("/import", &[("name", "x")], &upload).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn a_new_password_signs_in_and_the_old_one_does_not(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let new = "kaksisataa lasta leikki pihalla";
        let wrong = clerk.post("/account/password", &[("current", "x"), ("password", new)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let weak = clerk.post("/account/password", &[("current", PASSWORD), ("password", "salasana")]).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = clerk.post("/account/password", &[("current", PASSWORD), ("password", new)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(clerk.get("/").await.status, StatusCode::SEE_OTHER, "every session ended");
        let stranger = house.stranger();
        let sign_in = |password: &'static str| {
            let stranger = stranger.clone();
            async move { stranger.send("POST", "/sign-in", &[("email", "clerk@example.com"), ("password", password)]).await.status }
        };
        assert_eq!(sign_in(PASSWORD).await, StatusCode::UNAUTHORIZED);
        assert_eq!(sign_in(new).await, StatusCode::SEE_OTHER);
    }

    async fn whoever_gives_herself_a_role_is_shown_to_the_data_protection_contact(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        let list = admin.get("/staff").await.body;
        let id = list.split("/staff/").find(|part| part.contains("Testi administrator")).unwrap();
        let path = format!("/staff/{}/roles", &id[..13]);
        let given = admin.post(&path, &[("role", "clerk"), ("deed", "give")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let contact = house.browser("data_protection_contact").await.get("/").await.body;
        assert!(contact.contains("Testi administrator antoi itselleen roolin Toimisto"), "{contact}");
        add_customers(&house.browser("administrator").await).await;
        let last = admin.post(&path, &[("role", "administrator"), ("deed", "take")]).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody would be left");
    }
}
