//! What an erasure does not reach is told before it is decided, and how much of it on the receipt; what
//! waits sealed goes with it.

use axum::http::StatusCode;
use basics::PartyId;
use seloste::retention;
use testkit::Stores;

use crate::collected::everything;
use crate::erasing::{decisions, erase, send};
use crate::house::{House, add_customers, added, person};

const LIST: [(&str, &str); 4] = [
    ("format", "json"),
    ("words", ""),
    ("reason", "vuosikirje"),
    ("choice", "names"),
];

store::statements! {
    /// How many packages tell of a party, those for herself and the others.
    WAIT: (PartyId,) -> i64 =
        "select cast((select count(*) from package_part where party_id = $1)
                     + (select count(*) from access_package where party_id = $1) as bigint)";
}

/// The part of the page that tells of copies.
fn told(page: &str) -> &str {
    let (_, rest) = page
        .split_once("id=\"outside\"")
        .unwrap_or_else(|| panic!("{page}"));
    rest.split("</section>").next().unwrap()
}

testkit::both_engines! {
    async fn copies_and_files_are_told_before_the_decision_and_counted_on_the_receipt(stores: Stores) {
        let house = House::new(stores).await;
        let (maija, _) = everything(&house).await;
        let officer = house.browser("data_protection_contact").await;
        let path = format!("/customers/{maija}/erasure");
        let before = officer.get(&path).await.body;
        let before = told(&before);
        for text in ["Odottavat täällä sinetöityinä", "henkilölle itselleen: JSON, 24.11.2026", "Yhteistyö Esimerkki Oy: JSON, "] {
            assert!(before.contains(text), "{text}: {before}");
        }
        assert!(!before.contains("otettu rekisteristä ulos"), "nobody took her out: {before}");
        for _ in 0..2 {
            assert_eq!(officer.post("/export/file", &LIST).await.status, StatusCode::OK);
        }
        house.clock.advance_days(1);
        let officer = house.browser("data_protection_contact").await;
        assert_eq!(officer.post("/export/file", &LIST).await.status, StatusCode::OK);
        crate::access::copy_of(&officer, &maija, "access", &[]).await;
        let page = officer.get(&path).await.body;
        let page = told(&page);
        // A copy for herself is a file too, taken out by the same hand.
        for text in ["24.11.2026, Tietosuoja", ": 2 tiedostoa", "25.11.2026, Tietosuoja", "henkilölle itselleen: "] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(!page.contains("Testi data_protection_contact"), "by role, not by name: {page}");
        let party: PartyId = maija.parse().unwrap();
        let wait = async |house: &House| house.app.guard().read_state(move |tx| Ok(tx.one(&WAIT, (party,))?)).await.unwrap();
        assert!(wait(&house).await >= 4);
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        let package = list.split("href=\"/packages/").nth(1).expect("a package that waits").split('"').next().unwrap().to_owned();
        assert_eq!(officer.get(&format!("/packages/{package}")).await.status, StatusCode::OK);
        officer.post(&format!("/customers/{maija}/holds/lifted"), &[("on", "category.contact")]).await;
        let case = erase(&officer, &maija).await;
        assert_eq!(wait(&house).await, 0, "what waited went with the erasure");
        assert_eq!(officer.get(&format!("/packages/{package}")).await.status, StatusCode::NOT_FOUND);
        let note = officer.get(&format!("{case}/receipt.txt")).await.body;
        let written = retention::verify(&note, Some(house.app.guard().public_key())).unwrap();
        let outside = written.outside.expect("counted");
        assert_eq!((outside.recipients, outside.copies), (1, 1));
        assert!(outside.files >= 3, "{outside:?}");
        for text in ["Yhteistyö", "Mallikas", maija.as_str()] {
            assert!(!note.contains(text), "no personal data in it: {text}");
        }
        let shown = officer.get(&case).await.body;
        for text in ["Kopiot rekisterin ulkopuolella", "Vastaanottajia, joille tietoja on luovutettu: 1", "itselleen luovutettuja kopioita: 1"] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
    }

    async fn of_whom_no_copy_is_known_this_is_said(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let id = added(&clerk, &person("Kopioton", "Kerttu")).await;
        let officer = house.browser("data_protection_contact").await;
        let page = officer.get(&format!("/customers/{id}/erasure")).await.body;
        assert!(told(&page).contains("Kopioita ei ole tiedossa"), "{page}");
        // Somebody else's file is not hers.
        let other = added(&clerk, &person("Toinen", "Henkilö")).await;
        let one = officer.get(&format!("/customers/{other}/export?format=json&reason=testi")).await;
        assert!(one.status.is_success() || one.status.is_client_error());
        let page = officer.get(&format!("/customers/{id}/erasure")).await.body;
        assert!(told(&page).contains("Kopioita ei ole tiedossa"), "{page}");
    }

    async fn what_waits_stays_where_nothing_is_erased(stores: Stores) {
        let house = House::new(stores).await;
        let maija = add_customers(&house.browser("clerk").await).await["Maija"].clone();
        crate::packages::kept_about(&house, &maija).await;
        let officer = house.browser("data_protection_contact").await;
        let decided = decisions(&officer, &maija, "17_3_e").await;
        let answer = send(&officer, &maija, &decided, "1001").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let list = officer.get(&format!("/customers/{maija}/packages")).await.body;
        assert!(list.contains("omat-tiedot.json"), "{list}");
    }
}
