//! Another contact point in the place of one: what a person said no to, what she hides and what
//! somebody else did meanwhile.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House, add_customers, added, person};
use crate::permissions::{done, row_of};
use crate::undo::{change, finds, press, row};

/// A "no" to marketing over all channels, by telephone.
const BAN: [(&str, &str); 3] = [
    ("what", "prohibition"),
    ("channel", "all"),
    ("way", "phone"),
];

/// The number of the contact point that a page tells so, of the form that replaces it.
fn row_at(page: &str, told: &str) -> String {
    let (_, at) = page
        .split_once(told)
        .unwrap_or_else(|| panic!("no {told}: {page}"));
    row(at, "replace-contact")
}

/// Another one takes the place of the one that is told so.
async fn replaced(browser: &Browser, path: &str, told: &str, by: &[(&str, &str)]) -> Answer {
    let row = row_at(&browser.get(path).await.body, told);
    let mut fields = vec![("row", row.as_str()), ("source", "person")];
    fields.extend_from_slice(by);
    let answer = change(browser, path, "replace-contact", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer
}

testkit::both_engines! {
    async fn a_ban_holds_for_what_takes_the_place_of_a_number_and_for_whoever_has_it_later(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = &add_customers(&clerk).await["Maija"];
        let path = format!("/customers/{maija}");
        done(&house, &clerk, maija, &BAN).await;
        replaced(&clerk, &path, "4567<br>", &[("phone", "050 123 9876")]).await;
        let page = clerk.get(&path).await.body;
        assert!(row_of(&page, "puhelu").starts_with("ei: markkinointikielto"), "{page}");
        for phone in ["050 123 9876", "040 123 4567"] {
            let mut other = person("Pekka", "Toinen");
            other.extend([("phone", phone), ("anyway", "1")]);
            let other = added(&clerk, &other).await;
            let page = clerk.get(&format!("/customers/{other}")).await.body;
            assert!(row_of(&page, "puhelu").starts_with("ei: aiempi kielto"), "{phone}: {page}");
        }
    }

    async fn an_address_that_was_forbidden_before_brings_its_no_along(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let maija = format!("/customers/{}", add_customers(&clerk).await["Maija"]);
        let mut liisa = person("Liisa", "Kieltäjä");
        liisa.push(("email", "yhteinen@example.fi"));
        let liisa = added(&clerk, &liisa).await;
        done(&house, &clerk, &liisa, &BAN).await;
        let before = clerk.get(&maija).await.body;
        assert!(!row_of(&before, "sähköposti").starts_with("ei: aiempi kielto"), "{before}");
        replaced(&clerk, &maija, "maija@example.fi<br>", &[("email", "YHTEINEN@example.fi")]).await;
        let page = clerk.get(&maija).await.body;
        assert!(row_of(&page, "sähköposti").starts_with("ei: aiempi kielto"), "{page}");
        assert_eq!(row_of(&page, "puhelu"), "kyllä: ei kiellä", "her number was never forbidden: {page}");
    }

    async fn the_new_address_of_whoever_has_a_turvakielto_finds_nobody_and_stands_in_no_hit(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut salla = person("Salla", "Suojattu");
        salla.extend([("non_disclosure", "1"), ("street", "Piilotie 7"), ("postal_code", "40200"), ("town", "Jyväskylä")]);
        let path = format!("/customers/{}", added(&clerk, &salla).await);
        let by = [("street", "Uusipiilo 9"), ("postal_code", "40300"), ("town", "Jyväskylä")];
        let answer = replaced(&clerk, &path, "Piilotie 7<br>", &by).await;
        assert!(clerk.get(&path).await.body.contains("Uusipiilo 9<br>"));
        for words in ["Uusipiilo 9", "40300", "Piilotie 7"] {
            assert!(!finds(&clerk, words, "Suojattu").await, "{words}");
        }
        let hits = clerk.post("/customers/hits", &[("words", "suojattu")]).await.body;
        assert!(hits.contains("Suojattu") && !hits.contains("Uusipiilo") && !hits.contains("Piilotie"), "{hits}");
        press(&clerk, &format!("{path}/undo"), &answer).await;
        assert!(!finds(&clerk, "Piilotie 7", "Suojattu").await, "taken back, it is as hidden as before");
        replaced(&clerk, &path, "Piilotie 7<br>", &by).await;
        let lifted = change(&clerk, &path, "profile", &[("language", "fi")]).await;
        assert_eq!(lifted.status, StatusCode::SEE_OTHER);
        assert!(finds(&clerk, "Uusipiilo 9", "Suojattu").await && !finds(&clerk, "Piilotie 7", "Suojattu").await);
    }

    async fn whoever_is_slower_is_told_and_what_was_typed_goes_on_as_a_new_one(stores: Stores) {
        let house = House::new(stores).await;
        let (one, other) = (house.browser("clerk").await, house.browser("clerk").await);
        let path = format!("/customers/{}", add_customers(&one).await["Maija"]);
        let seen = other.get(&path).await.body;
        let row = row_at(&seen, "4567<br>");
        let (_, version) = seen.split_once("name=\"version\" value=\"").unwrap();
        let version = version.split('"').next().unwrap();
        replaced(&one, &path, "maija@example.fi<br>", &[("email", "uusi@example.fi")]).await;
        let typed = [("what", "replace-contact"), ("version", version), ("row", &row), ("phone", "050 111 2222"), ("source", "person")];
        let late = other.post(&format!("{path}/change"), &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let form = late.body.split(&format!("name=\"row\" value=\"{row}\"")).nth(1).expect("its form");
        assert!(form.split("</form>").next().unwrap().contains("value=\"050 111 2222\""), "{}", late.body);
        assert!(late.body.contains("4567<br>") && !finds(&one, "050 111 2222", "Mallikas").await, "nothing was replaced");
        // The very number was replaced meanwhile: there is no such form any more.
        replaced(&one, &path, "4567<br>", &[("phone", "050 333 4444")]).await;
        let late = other.post(&format!("{path}/change"), &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(!late.body.contains(&format!("name=\"row\" value=\"{row}\"")), "{}", late.body);
        let form = late.body.split("name=\"what\" value=\"contact\"").nth(1).expect("the form that adds one");
        assert!(form.split("</form>").next().unwrap().contains("value=\"050 111 2222\""), "{}", late.body);
        let page = one.get(&path).await.body;
        assert!(page.contains("4444<br>") && !page.contains("050 111 2222"), "{page}");
    }
}
