//! Pairs that look alike: found without opening anybody, shown to those who may merge them, and not
//! again once somebody found that they are two.

use axum::http::StatusCode;
use basics::PartyId;
use guard::category::Requests;
use guard::{Ask, Work};
use policy::Purpose;
use testkit::Stores;

use crate::house::{House, actor, add_customers, added, person};

fn both(page: &str, one: &str, other: &str) -> bool {
    let rows = page.split("<tr>");
    let link = |id: &str| format!("/customers/{id}\"");
    let mut rows = rows.filter(|row| row.contains(&link(one)) && row.contains(&link(other)));
    rows.next().is_some()
}

async fn restrict(house: &House, party: &str) {
    let contact = actor(house.app.guard(), "data_protection_contact").await;
    let party: PartyId = party.parse().unwrap();
    let desk = house.app.guard().desk();
    let restricting = move |work: &mut Work<'_>| {
        let proof = work.ask::<Requests>(Ask::change(&[party]))?;
        work.restrict(&proof, party, true)?;
        Ok::<_, guard::Error>(())
    };
    desk.write(&contact, Purpose::Rights, restricting)
        .await
        .unwrap();
}

testkit::both_engines! {
    async fn those_who_look_alike_are_found_and_a_family_is_asked_about(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let with = |first, last, field, value| {
            let mut fields = person(first, last);
            fields.extend([(field, value), ("anyway", "1")]);
            fields
        };
        let twin = added(&clerk, &with("Maija", "Mällikas", "email", "MAIJA@example.fi")).await;
        let same = added(&clerk, &with("Maija", "Mallikas", "email", "MAIJA@example.fi")).await;
        let husband = added(&clerk, &with("Pekka", "Mallikas", "phone", "040 123 4567")).await;
        let stranger = added(&clerk, &with("Salla", "Toinen", "phone", "040 123 4567")).await;
        let maija = ids["Maija"].as_str();
        let page = clerk.get("/customers/duplicates").await.body;
        assert!(both(&page, maija, &same) && page.contains("Sama nimi ja sama sähköposti"), "{page}");
        assert!(both(&page, maija, &husband) && page.contains("Voi olla perhe"), "{page}");
        assert!(!page.contains(&stranger) && !page.contains(&twin), "another last name is another: {page}");
        assert!(page.contains(&format!("/customers/{maija}/merge/{same}\"")), "the elder stays: {page}");
        let own = clerk.get(&format!("/customers/{maija}/merge")).await.body;
        assert!(own.contains(&same) && own.contains(&husband) && !own.contains(&stranger), "{own}");
        // Everybody who was listed knows it.
        let contact = house.browser("data_protection_contact").await;
        let lines = contact.get(&format!("/customers/{husband}/trail")).await.body;
        assert!(lines.contains("näki luettelossa"), "{lines}");
        let lines = contact.get(&format!("/customers/{stranger}/trail")).await.body;
        assert!(!lines.contains("näki luettelossa"), "{lines}");
        let marked = clerk.post("/customers/duplicates", &[("one", &husband), ("other", maija)]).await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        let page = clerk.get("/customers/duplicates").await.body;
        assert!(!page.contains(&husband) && both(&page, maija, &same), "{page}");
        assert!(!clerk.get(&format!("/customers/{maija}/merge")).await.body.contains(&husband));
        // Whoever is merged is nobody's pair, and is again when parted.
        crate::merging::merge(&clerk, maija, &same, &[]).await;
        assert!(!clerk.get("/customers/duplicates").await.body.contains(&same));
        crate::merging::undo(&clerk, maija, &[]).await;
        assert!(both(&clerk.get("/customers/duplicates").await.body, maija, &same));
        // The one who may not be seen is not shown beside another either.
        restrict(&house, &same).await;
        let page = clerk.get("/customers/duplicates").await.body;
        assert!(!page.contains(&same) && !page.contains(maija) && page.contains("Yhtään paria ei löytynyt"), "{page}");
        let refused = clerk.get(&format!("/customers/{maija}/merge/{same}")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let refused = clerk.post("/customers/duplicates", &[("one", &same), ("other", maija)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }

    async fn pairs_are_for_those_who_may_merge(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        assert!(clerk.get("/customers").await.body.contains("href=\"/customers/duplicates\""));
        for role in ["technician", "billing", "marketing", "administrator"] {
            let browser = house.browser(role).await;
            assert_eq!(browser.get("/customers/duplicates").await.status, StatusCode::FORBIDDEN, "{role}");
            let fields = [("one", ids["Maija"].as_str()), ("other", ids["Pekka"].as_str())];
            assert_eq!(browser.post("/customers/duplicates", &fields).await.status, StatusCode::FORBIDDEN, "{role}");
            assert!(!browser.get("/account").await.body.contains("/customers/duplicates"), "{role}");
        }
        for place in ["zz", "", "ffffffffffffffffff"] {
            let page = clerk.get(&format!("/customers/duplicates?after={place}")).await;
            assert_eq!(page.status, StatusCode::OK, "{place}");
        }
    }
}

testkit::both_engines! {
    async fn a_program_with_the_right_lists_pairs_and_merges(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let ids = add_customers(&clerk).await;
        let mut fields = person("Maija", "Mallikas");
        fields.extend([("email", "maija@example.fi"), ("anyway", "1")]);
        let same = added(&clerk, &fields).await;
        let maija = ids["Maija"].as_str();
        let program = house.clerks_program().await;
        let found = program.get("/customers/duplicates").await;
        assert_eq!(found.status, StatusCode::OK, "{}", found.body);
        assert_eq!(found.json()["pairs"][0]["elder"]["id"], maija);
        assert_eq!(found.json()["pairs"][0]["likeness"], "likely");
        program.get("/customers/duplicates?after=zz").await.is_problem(400, "api.query");
        let path = format!("/customers/{maija}/merge");
        let body = serde_json::json!({ "merged": same, "merged_version": 1, "name": "merged" });
        program.post(&path, &body).await.is_problem(428, "api.match.missing");
        program.with("If-Match", "\"7\"").post(&path, &body).await.is_problem(412, "access.party.changed");
        let company = serde_json::json!({ "merged": ids["Oy"], "merged_version": 1 });
        program.with("If-Match", "\"1\"").post(&path, &company).await.is_problem(422, "people.merge.kinds");
        let power = guard::Power { purposes: vec![Purpose::Care], rights: Vec::new(), ..crate::api_caller::whole("clerk") };
        let weak = house.program("clerk", power).await;
        weak.with("If-Match", "\"1\"").post(&path, &body).await.is_problem(403, "access.right.missing");
        let done = program.with("If-Match", "\"1\"").post(&path, &body).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        assert_eq!(done.header("etag"), "\"2\"");
        assert_eq!(program.get(&format!("/customers/{maija}")).await.text("first_names"), "Maija");
        assert_eq!(program.get(&format!("/customers/{same}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_import_is_taken_back_although_two_of_it_were_found_not_to_be_the_same(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = "Etunimet;Sukunimi;Sähköposti\nMaija;Mallikas;yhteinen@example.fi\nMatti;Mallikas;yhteinen@example.fi\nAnna;Aalto;anna@example.fi\n";
        let told = crate::moving_in::told(&[("create_likely", "1")]);
        let (path, _) = crate::moving_in::imported(&clerk, &told, list.as_bytes()).await;
        let page = clerk.get("/customers/duplicates").await.body;
        let hidden = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page}"));
            rest.split('"').next().unwrap().to_owned()
        };
        let (one, other) = (hidden("one"), hidden("other"));
        let marked = clerk.post("/customers/duplicates", &[("one", one.as_str()), ("other", other.as_str())]).await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        crate::moving_in::taken_back(&clerk, &path).await;
        let page = crate::moving_in::until(&clerk, &path, "Tuonti on peruttu").await;
        assert!(page.contains(&format!("/customers/{one}")) && page.contains(&format!("/customers/{other}")), "both stay and are listed: {page}");
        for id in [&one, &other] {
            assert_eq!(clerk.get(&format!("/customers/{id}")).await.status, StatusCode::OK, "nothing of them is lost");
        }
        let hits = clerk.post("/customers/hits", &[("words", "aalto")]).await.body;
        assert!(!hits.contains("Aalto"), "{hits}");
    }
}
