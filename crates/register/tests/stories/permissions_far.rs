//! Permissions that come from elsewhere: by a list, by a program; and the notice that was shown.

use axum::http::StatusCode;
use serde_json::json;
use testkit::Stores;

use crate::house::{House, add_customers, added, person};
use crate::moving_in::{imported, told};
use crate::permissions::{consent, row_of, said};

const BY_PHONE: [(&str, &str); 3] = [
    ("what", "prohibition"),
    ("channel", "all"),
    ("way", "phone"),
];

testkit::both_engines! {
    async fn a_no_by_phone_survives_a_list_that_says_yes(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut maija = person("Maija", "Mallikas");
        maija.push(("email", "maija@example.fi"));
        let id = added(&clerk, &maija).await;
        let banned = said(&house, &clerk, &id, &BY_PHONE).await;
        assert_eq!(banned.status, StatusCode::SEE_OTHER, "{}", banned.body);
        let update = told(&[("mode", "upsert"), ("key", "email")]);
        let bare = "Etunimet;Sukunimi;Sähköposti;Lupa\nMaija;Mallikas;maija@example.fi;kyllä\nPekka;Esimerkki;pekka@example.fi;kyllä\n";
        let (_, page) = imported(&clerk, &update, bare.as_bytes()).await;
        assert!(page.contains("<dt>Markkinointilupa ilman päivää ja sanamuotoa: ei suostumus</dt><dd>2</dd>"), "{page}");
        let proved = "Etunimet;Sukunimi;Sähköposti;Lupa;Luvan päivä;Luvan sanamuoto\n\
            Maija;Mallikas;maija@example.fi;kyllä;23.11.2026;Saa lähettää uutiskirjeen.\n\
            Liisa;Esimerkki;liisa@example.fi;kyllä;1.10.2026;Saa lähettää uutiskirjeen.\n";
        for again in ["", "\n", "\n\n"] {
            let list = [proved, again].concat();
            let (_, page) = imported(&clerk, &update, list.as_bytes()).await;
            assert!(!page.contains("ei suostumus"), "{page}");
            let hers = clerk.get(&format!("/customers/{id}")).await.body;
            assert_eq!(row_of(&hers, "sähköposti"), "ei: markkinointikielto 24.11.2026, ilmoitettu puhelimessa");
            // It stands in the timeline and, once, among what she said.
            let (_, rest) = hers.split_once("Viimeksi tapahtunut").unwrap();
            let (_, said) = rest.split_once("</section>").unwrap();
            assert_eq!(said.matches("suostumus 23.11.2026, tuotu luettelo").count(), 1, "{hers}");
        }
        let hits = clerk.post("/customers/hits", &[("words", "liisa@example.fi")]).await.body;
        let (_, rest) = hits.split_once("/customers/").unwrap();
        let liisa = clerk.get(&format!("/customers/{}", rest.split('"').next().unwrap())).await.body;
        assert_eq!(row_of(&liisa, "sähköposti"), "kyllä: suostumus 1.10.2026, tuotu luettelo");
        assert!(liisa.contains("Saa lähettää uutiskirjeen."), "{liisa}");
        let mended = "Etunimet;Sukunimi;Sähköposti;Luvan päivä\nAnna;Esimerkki;anna@example.fi;1.10.2026\n";
        let found = crate::importing::checked(&clerk, &update, mended.as_bytes()).await;
        assert!(found.body.contains("mutta lupa ei ole kyllä"), "{}", found.body);
    }

    async fn a_list_that_brings_a_forbidden_address_brings_its_no_and_says_how_many(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = "Etunimet;Sukunimi;Sähköposti;Markkinointikielto\nMaija;Mallikas;maija@example.fi;x\n";
        let (path, page) = imported(&clerk, &told(&[]), list.as_bytes()).await;
        assert!(!page.contains("aiempi markkinointikielto"), "{page}");
        let gone = crate::moving_in::taken_back(&clerk, &path).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        crate::moving_in::until(&clerk, &path, "Tuonti on peruttu").await;
        let again = "Etunimet;Sukunimi;Sähköposti;Puhelin\nMaija;Mallikas;MAIJA@example.fi;0401234567\nPekka;Esimerkki;pekka@example.fi;\n";
        let checked = crate::importing::checked(&clerk, &told(&[]), again.as_bytes()).await;
        let counted = "<dt>Uusista asiakkaista aiempi markkinointikielto voimassa</dt><dd>1</dd>";
        assert!(checked.body.contains(counted), "the check tells: {}", checked.body);
        let (_, page) = imported(&clerk, &told(&[]), again.as_bytes()).await;
        assert!(page.contains(counted), "{page}");
        let hits = clerk.post("/customers/hits", &[("words", "mallikas")]).await.body;
        let (_, rest) = hits.split_once("/customers/").unwrap();
        let maija = clerk.get(&format!("/customers/{}", rest.split('"').next().unwrap())).await.body;
        assert!(row_of(&maija, "sähköposti").starts_with("ei: aiempi kielto"), "{maija}");
        assert_eq!(row_of(&maija, "puhelu"), "kyllä: ei kiellä", "the number was never forbidden");
    }

    async fn a_no_to_letters_goes_along_with_a_new_name(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let path = format!("/customers/{}", ids["Maija"]);
        for more in [
            &[("what", "marketing")][..],
            &[("what", "names"), ("first_names", "Maija Sofia"), ("last_name", "Uusinimi"), ("source", "person")][..],
        ] {
            let page = clerk.get(&path).await.body;
            let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
            let mut fields = vec![("version", rest.split('"').next().unwrap())];
            fields.extend_from_slice(more);
            let changed = clerk.post(&format!("{path}/change"), &fields).await;
            assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        }
        let mut again = person("Sofia", "Uusinimi");
        again.extend([("street", "Esimerkkitie 3 B 12"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("anyway", "1")]);
        let hers = added(&clerk, &again).await;
        let page = clerk.get(&format!("/customers/{hers}")).await.body;
        assert!(row_of(&page, "posti").starts_with("ei: aiempi kielto"), "{page}");
    }

    async fn whoever_was_imported_waits_until_the_notice_was_shown(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (_, _) = imported(&clerk, &told(&[]), "Etunimet;Sukunimi\nMaija;Mallikas\n".as_bytes()).await;
        let today = clerk.get("/").await.body;
        assert!(today.contains("Yhdelle henkilölle, jonka tiedot saatiin muualta"), "{today}");
        let hits = clerk.post("/customers/hits", &[("words", "mallikas")]).await.body;
        let (_, rest) = hits.split_once("/customers/").unwrap();
        let id = rest.split('"').next().unwrap();
        let page = clerk.get(&format!("/customers/{id}")).await.body;
        assert!(page.contains("kerrottava viimeistään 24.12.2026"), "{page}");
        assert!(page.contains("Selosteen näyttämistä ei ole kirjattu."));
        let shown = |version: &'static str, on: &'static str| [("what", "notice-shown"), ("notice", version), ("shown_way", "email"), ("on", on)];
        for (fields, sentence) in [
            (shown("7", ""), "ei ole julkaistu selostetta"),
            (shown("1", "25.11.2026"), "Päivä on tulevaisuudessa"),
        ] {
            let refused = said(&house, &clerk, id, &fields).await;
            assert!(refused.body.contains(sentence), "{}", refused.body);
        }
        let done = said(&house, &clerk, id, &shown("1", "23.11.2026")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = clerk.get(&format!("/customers/{id}")).await.body;
        assert!(page.contains("selosteen versio 1: 23.11.2026, sähköpostilla"), "{page}");
        assert!(!page.contains("kerrottava viimeistään"));
        assert!(!clerk.get("/").await.body.contains("jonka tiedot saatiin muualta"), "nobody waits");
        let history = clerk.get(&format!("/customers/{id}/history")).await.body;
        assert!(history.contains("selosteen näyttäminen"), "{history}");
    }

    async fn a_program_reads_and_says_what_the_page_does(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Maija", "Mallikas")).await;
        let program = house.clerks_program().await;
        let path = format!("/customers/{id}/permissions");
        let before = program.get(&path).await;
        assert_eq!(before.status, StatusCode::OK, "{}", before.body);
        let tag = before.header("etag");
        assert_eq!(before.json()["channels"][0]["channel"], "email");
        assert_eq!(before.json()["channels"][0]["allowed"], "no");
        let prohibition = json!({ "what": "prohibition", "channels": ["phone", "post"], "way": "post", "on": "2026-02-03", "proof": "kirje 17" });
        program.post(&path, &prohibition).await.is_problem(428, "api.match.missing");
        let sending = program.with("If-Match", tag.clone()).with("Idempotency-Key", "k1");
        let added = sending.post(&path, &prohibition).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        let again = sending.post(&path, &prohibition).await;
        assert_eq!((again.status, again.body), (StatusCode::CREATED, added.body.clone()), "it is done once");
        program.with("If-Match", tag).post(&path, &prohibition).await.is_problem(412, "access.party.changed");
        let now = program.get(&path).await;
        let channels = now.json()["channels"].clone();
        assert_eq!(channels[3]["reason"], "ei: markkinointikielto 3.2.2026, ilmoitettu kirjeellä");
        assert_eq!(now.json()["acts"].as_array().unwrap().len(), 2);
        assert_eq!(now.json()["acts"][0]["proof"], "kirje 17");
        let newest = program.with("If-Match", now.header("etag"));
        newest.post(&path, &json!({ "what": "consent", "channels": ["email"], "wording": "Saa lähettää." })).await.is_problem(422, "permissions.proof_missing");
        newest.post(&path, &json!({ "what": "names", "channels": [] })).await.is_problem(422, "people.name");
        newest.post(&path, &json!({ "what": "end-note" })).await.is_problem(422, "people.field.unknown");
        let shown = newest.post(&path, &json!({ "what": "notice-shown", "notice": 1, "shown_way": "desk" })).await;
        assert_eq!(shown.status, StatusCode::CREATED, "{}", shown.body);
        assert_eq!(program.get(&path).await.json()["notices"][0]["way"], "desk");
        let reading = guard::Power { changes: false, ..crate::api_caller::whole("clerk") };
        let reading = house.program("clerk", guard::Power { purposes: vec![policy::Purpose::Care], ..reading }).await;
        let tag = reading.get(&path).await.header("etag");
        let refused = reading.with("If-Match", tag).post(&path, &prohibition).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
        let billing = house.program("billing", crate::api_caller::whole("billing")).await;
        let billing = billing.get(&path).await;
        assert_eq!(billing.status, StatusCode::FORBIDDEN, "{}", billing.body);
        let given = said(&house, &clerk, &id, &consent("24.11.2026")).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        assert_eq!(program.get(&path).await.json()["channels"][0]["allowed"], "yes");
    }
}
