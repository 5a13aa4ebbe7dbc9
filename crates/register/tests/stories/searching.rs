//! Coming back to a search: by going back, by reloading, by an address that was kept.

use axum::http::StatusCode;
use basics::{Clock, Day, PartyId};
use guard::Work;
use policy::Purpose;
use testkit::Stores;

use crate::house::{Answer, Browser, House, NOTICE, add_customers, added, person};
use crate::sites::job;

/// Where a search leads, and the page there.
async fn sought(browser: &Browser, words: &str) -> (String, Answer) {
    let led = browser.post("/customers/search", &[("words", words)]).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.body);
    let at = led.location().to_owned();
    let page = browser.get(&at).await;
    (at, page)
}

const HALF_AN_HOUR_MS: i64 = 30 * 60 * 1000;

/// Adds somebody who lives there: the street, the postal code and the town.
async fn living(clerk: &Browser, (first, last): (&str, &str), home: [&str; 3]) {
    let [street, postal_code, town] = home;
    let mut fields = person(first, last);
    fields.extend([
        ("street", street),
        ("postal_code", postal_code),
        ("town", town),
    ]);
    added(clerk, &fields).await;
}

/// The names of the hits of what is typed, in their order.
async fn names(clerk: &Browser, words: &str) -> Vec<String> {
    let page = clerk
        .post("/customers/hits", &[("words", words)])
        .await
        .body;
    let rows = page.split("<tr><td><a href=\"/customers/").skip(1);
    let name = |row: &str| {
        row.split('>')
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned()
    };
    rows.map(name).collect()
}

testkit::both_engines! {
    async fn each_word_may_be_a_name_a_street_a_postal_code_or_a_town_and_all_of_them_are_matched(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        living(&clerk, ("Aino", "Koivula"), ["Kauppakatu 5 A 2", "48100", "Kotka"]).await;
        living(&clerk, ("Eero", "Koivula"), ["Kauppakatu 15", "40100", "Jyväskylä"]).await;
        living(&clerk, ("Matti", "Virtanen"), ["Satamatie 5", "48100", "Kotka"]).await;
        living(&clerk, ("Anna", "Kotka"), ["Kauppakatu 5", "40100", "Jyväskylä"]).await;
        for (words, found) in [
            ("koivula kotka", &["Koivula Aino"][..]),
            ("Kotka Koivula", &["Koivula Aino"]),
            ("koivu kotka", &["Koivula Aino"]),
            ("koivula 48100", &["Koivula Aino"]),
            ("koivula kauppakatu", &["Koivula Aino", "Koivula Eero"]),
            ("koivula kauppakatu kotka", &["Koivula Aino"]),
            ("koivula kauppakatu 48100", &["Koivula Aino"]),
            ("virtanen satam kotka", &["Virtanen Matti"]),
            ("virtanen kauppakatu", &[]),
            ("virtanen jyväskylä", &[]),
            // Who is called so is not lost among those who live there.
            ("kotka", &["Kotka Anna"]),
            ("anna kotka", &["Kotka Anna"]),
            ("kotka jyväskylä", &["Kotka Anna"]),
            // Nobody is called so: those who live there.
            ("jyväskylä", &["Koivula Eero", "Kotka Anna"]),
            ("helsinki", &[]),
        ] {
            assert_eq!(names(&clerk, words).await, found, "{words}");
        }
    }

    async fn whoever_lives_at_the_street_with_its_number_stands_first(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        // The customer with the number 1001 lives in another house of the street.
        living(&clerk, ("Aatu", "Aalto"), ["Kauppakatu 7", "48100", "Kotka"]).await;
        living(&clerk, ("Yrjö", "Ylinen"), ["Kauppakatu 1001", "48100", "Kotka"]).await;
        living(&clerk, ("Tuomas", "Talo"), ["Kauppakatu 1001 B", "40100", "Jyväskylä"]).await;
        assert_eq!(names(&clerk, "kauppakatu 1001").await, ["Talo Tuomas", "Ylinen Yrjö", "Aalto Aatu"]);
        assert_eq!(names(&clerk, "kauppakatu 1001 kotka").await, ["Ylinen Yrjö", "Aalto Aatu"]);
        assert_eq!(names(&clerk, "kauppakatu 7").await, ["Aalto Aatu"]);
    }

    async fn a_town_is_not_told_of_whoever_has_a_turvakielto(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut hidden = person("Salla", "Suojattu");
        hidden.extend([("street", "Kauppakatu 5"), ("postal_code", "48100"), ("town", "Kotka"), ("non_disclosure", "1")]);
        added(&clerk, &hidden).await;
        assert_eq!(names(&clerk, "suojattu").await, ["Suojattu Salla"]);
        for words in ["suojattu kotka", "suojattu kauppakatu", "kauppakatu 5", "kotka"] {
            assert_eq!(names(&clerk, words).await, Vec::<String>::new(), "{words}");
        }
    }

    async fn a_search_has_an_address_that_names_no_word_and_answers_as_often_as_it_is_asked(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let (at, page) = sought(&clerk, "Mallikas").await;
        let id = at.strip_prefix("/customers/search/").expect("an id");
        assert!(id.len() == 13 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{at}");
        for _ in 0..2 {
            let again = clerk.get(&at).await;
            assert_eq!(again.status, StatusCode::OK);
            assert!(again.body.contains("Mallikas Maija"), "{}", again.body);
            assert!(again.body.contains("value=\"Mallikas\""), "what was sought stands in its field");
            assert_eq!(again.headers["cache-control"], "no-store");
        }
        assert!(page.body.contains("Yksi osuma"), "{}", page.body);
        added(&clerk, &person("Matti", "Mallikas")).await;
        let now = clerk.get(&at).await;
        assert!(now.body.contains("Mallikas Matti"), "it tells whom the words find now");
        let (other, _) = sought(&clerk, "Esimerkki").await;
        assert_ne!(at, other);
        assert!(clerk.get(&at).await.body.contains("Mallikas Maija"), "the earlier one is still there");
        let none = clerk.post("/customers/search", &[("words", "  ")]).await;
        assert_eq!(none.location(), "/customers/search");
    }

    async fn a_search_is_its_sessions_own_and_over_after_a_while_and_at_its_end(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let (at, _) = sought(&clerk, "Mallikas").await;
        let over = "Haku on vanhentunut";
        let elsewhere = house.browser("clerk").await.get(&at).await;
        assert_eq!(elsewhere.status, StatusCode::GONE);
        assert!(elsewhere.body.contains(over) && elsewhere.body.contains("id=\"words\""), "{}", elsewhere.body);
        assert!(!elsewhere.body.contains("Mallikas"));
        for _ in 0..3 {
            house.clock.advance_ms(HALF_AN_HOUR_MS / 2);
            assert_eq!(clerk.get("/").await.status, StatusCode::OK, "the session goes on");
        }
        let late = clerk.get(&at).await;
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.body.contains(over) && !late.body.contains("Mallikas"), "{}", late.body);
        let never = clerk.get("/customers/search/0000000000001").await;
        assert_eq!((never.status, never.body.contains(over)), (StatusCode::GONE, true));
        assert_eq!(clerk.get("/customers/search/none").await.status, StatusCode::NOT_FOUND);
        let (at, _) = sought(&clerk, "Mallikas").await;
        clerk.post("/sign-out", &[]).await;
        let away = clerk.get(&at).await;
        assert!(away.status == StatusCode::SEE_OTHER && away.location().starts_with("/sign-in"), "{}", away.location());
    }

    async fn what_is_typed_leads_to_no_other_page_and_is_come_back_to_all_the_same(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        let typed = |words: &'static str, at: String| {
            let clerk = clerk.clone();
            async move {
                let fields = [("words", words), ("at", at.as_str())];
                let hits = clerk.post("/customers/hits", &fields).await;
                assert_eq!(hits.status, StatusCode::OK, "the hits alone");
                hits.headers["x-search"].to_str().unwrap().to_owned()
            }
        };
        let at = typed("mal", String::new()).await;
        assert_eq!(typed("mallikas", at.clone()).await, at, "typed on: the same search");
        let page = clerk.get(&format!("/customers/search/{at}")).await.body;
        assert!(page.contains("value=\"mallikas\"") && page.contains("Mallikas Maija"), "{page}");
        assert!(page.contains(&format!("name=\"at\" value=\"{at}\"")), "and what is typed there goes on from it");
        assert_ne!(typed("esi", String::new()).await, at, "another page: another search");
    }

    async fn hits_tell_where_people_live_as_far_as_the_role_may_know_and_the_trail_says_so(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let living = |last| {
            let mut fields = person("Maija", last);
            fields.extend([("street", "Salatie 7"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
            fields
        };
        let mut hidden = living("Mallikas-Suojattu");
        hidden.push(("non_disclosure", "1"));
        let hidden = added(&clerk, &hidden).await;
        let found = clerk.post("/customers/hits", &[("words", "mallikas")]).await.body;
        assert!(found.contains("Mallikas-Suojattu") && found.contains("Esimerkkitie 3 B 12, Jyväskylä"), "{found}");
        assert!(!found.contains("Salatie"), "a protected address stands in no hit: {found}");
        let contact = house.browser("data_protection_contact").await;
        let searches = |trail: String| {
            let rows = trail.split("<tr>").filter(|row| row.contains("<td>haki</td>") || row.contains("haki<br>"));
            rows.collect::<String>()
        };
        let told = searches(contact.get(&format!("/customers/{}/trail", ids["Maija"])).await.body);
        assert!(told.contains("yhteystiedot"), "{told}");
        let told = searches(contact.get(&format!("/customers/{hidden}/trail")).await.body);
        assert!(!told.is_empty() && !told.contains("yhteystiedot"), "{told}");
    }

    async fn hits_tell_a_technician_where_her_customers_live_and_nothing_where_her_role_may_not_know(stores: Stores) {
        let seeing = "view = [\"site_access\", \"identity\", \"company\", \"contact\", \"services\"]\nscope = \"own_jobs\"";
        assert!(NOTICE.contains(seeing));
        let blind = NOTICE.replace(seeing, &seeing.replace("\"contact\", ", ""));
        let house = House::under(stores, &blind).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut other = person("Maija", "Mallikas-Toinen");
        other.extend([("street", "Muutie 5"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
        added(&clerk, &other).await;
        let mut hidden = person("Maija", "Mallikas-Suojattu");
        hidden.extend([("non_disclosure", "1"), ("street", "Salatie 7"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
        let hidden = added(&clerk, &hidden).await;
        let today = Day::parse("24.11.2026").unwrap();
        for id in [&ids["Maija"], &hidden] {
            job(&house, id, today).await;
        }
        let hits = |technician: Browser| async move {
            technician.post("/customers/hits", &[("words", "mallikas")]).await.body
        };
        let technician = house.browser("technician").await;
        let found = hits(technician.clone()).await;
        assert!(found.contains("Mallikas Maija") && found.contains("Mallikas-Suojattu Maija"), "{found}");
        assert!(!found.contains("Esimerkkitie") && !found.contains("Jyväskylä") && !found.contains("Salatie"), "{found}");
        let contact = house.browser("data_protection_contact").await;
        let trail = contact.get(&format!("/customers/{}/trail", ids["Maija"])).await.body;
        let rows = trail.split("<tr>").filter(|row| row.contains("Testi technician"));
        assert!(rows.clone().count() > 0 && rows.clone().all(|row| !row.contains("yhteystiedot")), "{trail}");
        // Under a notice by which she sees contact details: those of her jobs, and no protected one.
        house.clock.advance_ms(60_000);
        let actor = crate::house::actor(house.app.guard(), "administrator").await;
        let notices = house.app.guard().notices();
        notices.publish(&actor, NOTICE.to_owned(), Some(house.clock.now())).await.unwrap();
        let found = hits(technician).await;
        assert!(found.contains("Esimerkkitie 3 B 12, Jyväskylä"), "{found}");
        assert!(!found.contains("Muutie") && !found.contains("Salatie"), "{found}");
    }

    async fn whoever_asks_where_people_live_is_told_of_nobody_with_a_turvakielto(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija: PartyId = add_customers(&clerk).await["Maija"].parse().unwrap();
        let mut hidden = person("Salla", "Suojattu");
        hidden.extend([("non_disclosure", "1"), ("street", "Salatie 7"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
        let hidden: PartyId = added(&clerk, &hidden).await.parse().unwrap();
        let actor = crate::house::actor(house.app.guard(), "clerk").await;
        let asking = move |work: &mut Work<'_>| seloste::people::homes(work, &[maija, hidden]);
        let desk = house.app.guard().desk();
        let homes = desk.read(&actor, Purpose::Care, asking).await.unwrap();
        assert_eq!(homes.into_iter().collect::<Vec<_>>(), [(maija, "Esimerkkitie 3 B 12, Jyväskylä".to_owned())]);
        // A program finds names alone.
        let found = house.clerks_program().await.post("/customers/search", &serde_json::json!({ "words": "Mallikas" })).await;
        assert_eq!(found.json()["customers"].as_array().unwrap().len(), 1, "{}", found.body);
        assert!(!found.body.contains("Esimerkkitie"), "{}", found.body);
    }

    async fn whoever_may_not_search_is_refused_before_anything_is_kept(stores: Stores) {
        let house = House::new(stores).await;
        for role in ["owner", "administrator"] {
            let browser = house.browser(role).await;
            for path in ["/customers/search", "/customers/hits"] {
                let refused = browser.post(path, &[("words", "mallikas")]).await;
                assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role} {path}");
                assert!(!refused.headers.contains_key("x-search"));
            }
        }
    }
}
