//! An export that takes a list along: of whom that list shows, and of nobody else.

use axum::http::StatusCode;
use basics::PartyId;
use guard::Work;
use guard::category::Requests;
use policy::Purpose;
use testkit::Stores;

use crate::house::{Browser, House, NOTICE, actor, add_customers};
use crate::lists::listed;

/// What the second page of an export posts, for a list that is narrowed or rows of it.
fn order<'a>(narrowed: &'a str, rows: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("narrowed", narrowed),
        ("choice", "number"),
        ("choice", "names"),
        ("format", "csv"),
        ("reason", "kirje"),
    ];
    fields.extend(rows.iter().map(|row| ("row", *row)));
    fields
}

/// The clerk's browser once she has another role too.
async fn clerk_and(house: &House, role: &str) -> Browser {
    let admin = house.browser("administrator").await;
    let staff = admin.get("/staff").await.body;
    let mut parts = staff.split("href=\"/staff/");
    let row = parts.find(|part| part.contains("Testi clerk")).unwrap();
    let path = format!("/staff/{}/roles", row.split('"').next().unwrap());
    let given = admin.post(&path, &[("role", role), ("deed", "give")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    house.browser("clerk").await
}

testkit::both_engines! {
    async fn whoever_is_restricted_comes_along_with_no_list_that_leaves_her_out(stores: Stores) {
        let house = House::new(stores).await;
        let ids = add_customers(&house.browser("clerk").await).await;
        let (maija, pekka) = (ids["Maija"].as_str(), ids["Pekka"].as_str());
        let party: PartyId = maija.parse().unwrap();
        let contact = actor(house.app.guard(), "data_protection_contact").await;
        let restricting = move |work: &mut Work<'_>| {
            let proof = work.ask::<Requests>(guard::Ask::change(&[party]))?;
            work.restrict(&proof, party, true)
        };
        house.app.guard().desk().write(&contact, Purpose::Rights, restricting).await.unwrap();
        let both = clerk_and(&house, "data_protection_contact").await;
        assert_eq!(listed(&both.get("/customers?kind=person").await.body), [pekka]);
        let ready = both.post("/export", &order("kind=person", &[])).await.body;
        assert!(ready.contains("Tiedostoon tulee yksi asiakas"), "{ready}");
        // Ticked twice and once more by hand: in the file once, and nobody whom the list left out.
        for fields in [order("kind=person", &[]), order("", &[pekka, maija, pekka])] {
            let file = both.post("/export/file", &fields).await;
            assert_eq!(file.status, StatusCode::OK, "{}", file.body);
            assert!(!file.body.contains("Mallikas"), "{}", file.body);
            assert_eq!(file.body.lines().count(), 2, "{}", file.body);
        }
        // Whoever asks for them as the one who answers their rights has them, and them alone.
        let file = both.post("/export/file", &order("restricted=yes", &[])).await.body;
        assert!(file.contains("Mallikas") && file.lines().count() == 2, "{file}");
        let trail = house.browser("data_protection_contact").await.get(&format!("/customers/{pekka}/trail")).await.body;
        assert!(trail.contains("kirje"), "{trail}");
    }

    async fn a_filter_that_a_role_may_not_use_is_refused_and_not_left_out(stores: Stores) {
        let rights = "rights = [\"reveal_identity_code\", \"export_ledgers\"]";
        let notice = NOTICE.replace(rights, "rights = [\"reveal_identity_code\", \"export_ledgers\", \"export\"]");
        assert_ne!(notice, NOTICE);
        let house = House::under(stores, &notice).await;
        add_customers(&house.browser("clerk").await).await;
        let both = clerk_and(&house, "billing").await;
        for browser in [house.browser("billing").await, both] {
            for path in ["/export", "/export/file"] {
                let answer = browser.post(path, &order("kind=person&quiet=2026-01-01", &[])).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.body);
                assert!(answer.body.contains("Luettelossa on rajaus") && !answer.body.contains("Esimerkki"), "{}", answer.body);
            }
            let file = browser.post("/export/file", &order("kind=organisation", &[])).await;
            assert_eq!(file.status, StatusCode::OK, "{}", file.body);
            assert!(file.body.contains("Esimerkki Huolto Oy") && file.body.lines().count() == 2, "{}", file.body);
        }
    }

    async fn filters_that_are_not_understood_order_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let contact = house.browser("data_protection_contact").await;
        let answer = contact.get("/export?postal=Helsinki&kind=person&from=eilen").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Rajausta Postinumero ei ymmärretty"), "{}", answer.body);
        assert!(!answer.body.contains("name=\"narrowed\""), "no wider file is offered");
        assert_eq!(contact.get("/export?kind=person").await.status, StatusCode::OK);
        assert_eq!(house.browser("clerk").await.get("/export?kind=robot").await.status, StatusCode::FORBIDDEN);
    }
}
