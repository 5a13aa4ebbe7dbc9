//! One customer's story: added, found, opened, changed, remembered, and on the record.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{House, add_customers, added, person};

testkit::both_engines! {
    async fn a_customer_is_found_by_whatever_a_clerk_types(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        add_customers(&clerk).await;
        for words in [
            "ma", "mallikas", "Mallikas Maija", "sofia", "malikas", "MALLIKAS", "maija@example.fi",
            "+358401234567", "040 123 4567", "1234567", "Esimerkkitie 3", "40100", "1001",
        ] {
            let hits = clerk.post("/customers/hits", &[("words", words)]).await;
            assert!(hits.body.contains("Mallikas Maija"), "{words}: {}", hits.body);
        }
        for words in ["0112038-9", "esimerkki huolto", "014 123 456"] {
            let hits = clerk.post("/customers/hits", &[("words", words)]).await;
            assert!(hits.body.contains("Esimerkki Huolto Oy"), "{words}: {}", hits.body);
        }
        let none = clerk.post("/customers/hits", &[("words", "xyzzy")]).await;
        assert!(none.body.contains("Ei osumia"));
    }

    async fn a_street_is_found_without_its_number_and_by_half_of_it(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let hits = |words: &'static str| {
            let clerk = clerk.clone();
            async move { clerk.post("/customers/hits", &[("words", words)]).await.body }
        };
        for words in ["esimerkkitie", "Esimerkkitie 40100", "maija esimerkkitie", "esimerkkit 40100"] {
            assert!(hits(words).await.contains("Mallikas Maija"), "{words}");
        }
        // Whoever types a name is shown nobody for living in a street that begins like it.
        let named = hits("esimerkki").await;
        assert!(named.contains("Esimerkki Pekka") && !named.contains("Mallikas Maija"), "{named}");
        let site = [("what", "add-site"), ("street", "Vanha Viertotie 12"), ("postal_code", "00300"), ("town", "Helsinki")];
        let added = crate::sites::change(&clerk, &ids["Pekka"], &site).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        for words in ["viertotie", "viert", "vanha viertotie", "viertotei"] {
            assert!(hits(words).await.contains("Esimerkki Pekka"), "where there is work: {words}");
        }
    }

    async fn a_change_is_seen_in_the_history_and_found_by_the_new_name(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let path = format!("/customers/{}/change", ids["Maija"]);
        let fields = [("what", "names"), ("version", "1"), ("first_names", "Maija Sofia"), ("last_name", "Uusinimi"), ("source", "person")];
        assert_eq!(clerk.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(clerk.get(&format!("/customers/{}", ids["Maija"])).await.body.contains("Uusinimi"));
        let history = clerk.get(&format!("/customers/{}/history", ids["Maija"])).await.body;
        assert!(history.contains("Mallikas") && history.contains("Uusinimi") && history.contains("Testi clerk"));
        let hits = |words: &'static str| {
            let clerk = clerk.clone();
            async move { clerk.post("/customers/hits", &[("words", words)]).await.body }
        };
        assert!(hits("uusinimi").await.contains("Uusinimi Maija"));
        assert!(hits("mallikas").await.contains("Uusinimi Maija"), "the old name finds her too");
    }

    async fn who_is_slower_is_told_what_the_other_changed_and_loses_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("clerk").await, house.browser("clerk").await);
        let ids = add_customers(&one).await;
        let path = format!("/customers/{}/change", ids["Maija"]);
        let phone = [("what", "contact"), ("version", "1"), ("phone", "050 765 4321"), ("source", "person")];
        assert_eq!(one.post(&path, &phone).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_ms(1_000);
        let note = [("what", "note"), ("version", "1"), ("note", "Avain naapurissa."), ("source", "person")];
        let late = other.post(&path, &note).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("puhelin: Testi clerk"), "{}", late.body);
        assert!(late.body.contains("Nyt: <span class=\"pre\">050 765 4321"), "what the other wrote: {}", late.body);
        assert!(!late.body.contains("muistiinpano: Testi"), "what was known is no difference");
        assert!(late.body.contains("Avain naapurissa."), "what was typed is still there");
        assert!(late.body.contains("050 765 4321") || late.body.contains("+358507654321"));
        let again = [("what", "note"), ("version", "2"), ("note", "Avain naapurissa."), ("source", "person")];
        assert_eq!(other.post(&path, &again).await.status, StatusCode::SEE_OTHER);
        house.clock.advance_ms(1_000);
        let name = |version| [("what", "names"), ("version", version), ("first_names", "Maija"), ("last_name", "Uusinimi"), ("source", "person")];
        assert_eq!(one.post(&path, &name("3")).await.status, StatusCode::SEE_OTHER);
        let late = other.post(&path, &name("3")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Ennen: <span class=\"pre\">Maija Sofia Mallikas"), "{}", late.body);
        assert!(!late.body.contains("puhelin: Testi clerk"), "only what came after the version seen");
    }

    async fn wrong_input_is_told_field_by_field_and_stores_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Maija", "");
        fields.extend([("email", "ei osoite"), ("phone", "12"), ("postal_code", "4010")]);
        let refused = clerk.post("/customers", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for sentence in ["Kirjoita nimi", "yksi @-merkki", "Suomalaisessa postinumerossa"] {
            assert!(refused.body.contains(sentence), "{sentence}: {}", refused.body);
        }
        assert!(refused.body.contains("value=\"ei osoite\""), "what was typed is still there");
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"));
        let noted = [("note", "hetu 010594Y9032")];
        let mut fields = person("Maija", "Mallikas");
        fields.extend(noted);
        let refused = clerk.post("/customers", &fields).await;
        assert!(refused.body.contains("Muistiinpanossa on henkilötunnus"), "{}", refused.body);
    }

    async fn the_same_customer_is_not_added_twice_without_a_word(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut twin = person("Maija Sofia", "Mallikas");
        twin.push(("phone", "+358 40 123 4567"));
        let asked = clerk.post("/customers", &twin).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains(&ids["Maija"]), "it leads to the one who is there");
        twin.push(("anyway", "1"));
        added(&clerk, &twin).await;
        let company = [
            ("kind", "organisation"), ("company", "Toinen nimi Oy"), ("business_id", "01120389"),
            ("connection", "customer"), ("source", "organisation"), ("anyway", "1"),
        ];
        let known = clerk.post("/customers", &company).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY, "the same business id is the same party");
    }

    async fn an_identity_code_is_entered_hidden_and_revealed_for_a_reason_on_the_record(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let billing = house.browser("billing").await;
        let path = format!("/customers/{}", ids["Maija"]);
        let page = billing.get(&path).await.body;
        let (_, rest) = page.split_once("name=\"identity_code_ground\"").expect("billing may enter it");
        let ground = rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let entered = billing.post(&format!("{path}/change"), &[
            ("what", "identity-code"), ("version", "1"), ("identity_code", "010594Y9032"),
            ("identity_code_ground", &ground), ("source", "person"),
        ]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        let page = billing.get(&path).await.body;
        assert!(page.contains("Tallessa") && !page.contains("010594Y9032"));
        let silent = billing.post(&format!("{path}/identity-code"), &[("reason", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = billing.post(&format!("{path}/identity-code"), &[("reason", "perintä 17")]).await;
        assert!(shown.body.contains("010594Y9032"), "{}", shown.body);
        let clerk_sees = clerk.post(&format!("{path}/identity-code"), &[("reason", "uteliaisuus")]).await;
        assert_eq!(clerk_sees.status, StatusCode::FORBIDDEN);
        let trail = house.browser("data_protection_contact").await.get(&format!("{path}/trail")).await.body;
        assert!(trail.contains("perintä 17") && trail.contains("Testi billing"), "{trail}");
        assert!(trail.contains("evättiin"), "the refusal is on the record: {trail}");
    }

    async fn every_look_is_on_the_record_by_party_and_by_actor(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        clerk.get(&format!("/customers/{}", ids["Pekka"])).await;
        clerk.post("/customers/hits", &[("words", "esimerkki")]).await;
        house.browser("billing").await.get(&format!("/customers/{}", ids["Pekka"])).await;
        let contact = house.browser("data_protection_contact").await;
        let trail = contact.get(&format!("/customers/{}/trail", ids["Pekka"])).await.body;
        for word in ["Testi clerk", "Testi billing", "katsoi", "haki", "muutti"] {
            assert!(trail.contains(word), "{word}: {trail}");
        }
        let actors = contact.get("/trail").await.body;
        let path = actors.split("href=\"/trail/").find(|part| part.contains("Testi clerk")).unwrap();
        let path = format!("/trail/{}", path.split('"').next().unwrap());
        let seen = contact.get(&path).await.body;
        assert!(seen.contains(&ids["Pekka"]) && seen.contains("kirjautui sisään"), "{seen}");
        let within = |from: &str, until: &str| format!("{path}?from={from}&until={until}");
        let seen = contact.get(&within("24.11.2026+9.59", "24.11.2026+10.01")).await.body;
        assert!(seen.contains(&ids["Pekka"]), "{seen}");
        let before = contact.get(&within("", "23.11.2026")).await.body;
        assert!(before.contains("Rivejä ei ole") && !before.contains(&ids["Pekka"]));
        assert!(contact.get(&within("eilen", "")).await.body.contains("Kirjoita aika"));
        assert!(actors.contains("Tietojen tuonti (ohjelma)"), "jobs have names in words: {actors}");
        assert!(house.app.guard().verify_trail(None).await.is_ok());
    }

    async fn a_contact_person_belongs_to_an_organisation_of_the_register(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut fields = person("Ismo", "Isännöitsijä");
        fields.retain(|(name, _)| *name != "connection");
        fields.push(("connection", "contact_person_of"));
        let alone = clerk.post("/customers", &fields).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.body.contains("Yhteyshenkilö kuuluu yritykseen"), "{}", alone.body);
        fields.push(("of", "1003"));
        let id = added(&clerk, &fields).await;
        assert!(clerk.get(&format!("/customers/{id}")).await.body.contains("Esimerkki Huolto Oy"));
        assert!(clerk.get(&format!("/customers/{}", ids["Oy"])).await.body.contains("Isännöitsijä Ismo"));
    }
}
