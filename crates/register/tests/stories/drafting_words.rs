//! The notice edited in the words of whoever edits it: lengths of time, names of fields, remedies.

use axum::http::StatusCode;
use testkit::Stores;

use crate::forms::{filled, held, typed};
use crate::house::{Answer, Browser, House, NOTICE};

/// The page of the clock of something.
fn clock(of: &str) -> String {
    let told = format!("of = \"{of}\"\n");
    let number = NOTICE
        .split("[[clock]]")
        .position(|one| one.contains(&told));
    format!("/notice/draft/parts/clock/{}", number.expect("its clock"))
}

async fn speaks(browser: &Browser, language: &str) {
    let set = browser
        .post("/account/language", &[("language", language)])
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
}

/// Writes how long into the form of a clock.
async fn kept(browser: &Browser, path: &str, period: &str) -> Answer {
    let mut form = filled(&browser.get(path).await.body, path);
    typed(&mut form, "period", period);
    let fields = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(path, &fields.collect::<Vec<_>>()).await
}

testkit::both_engines! {
    async fn how_long_is_told_and_typed_in_ones_own_words_and_stands_in_the_file_as_any_file_says_it(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        admin.post("/notice/draft", &[("from", "force")]).await;
        let (path, file) = (clock("staff"), "/notice/draft/download");
        for (language, now, next, written) in [
            ("fi", "5 vuotta", "4 vuotta", "4 years"),
            ("sv", "4 år", "40 månader", "40 months"),
            ("en", "40 months", "3 years", "3 years"),
        ] {
            speaks(&admin, language).await;
            let page = admin.get(&path).await.body;
            assert_eq!(held(&filled(&page, &path), "period"), now, "{language}");
            let before = admin.get(file).await.body;
            assert_eq!(kept(&admin, &path, now).await.status, StatusCode::SEE_OTHER);
            assert_eq!(admin.get(file).await.body, before, "what is sent back as it stood changes nothing");
            let saved = kept(&admin, &path, next).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
            let after = admin.get(file).await.body;
            assert!(after.contains(&format!("of = \"staff\"\nperiod = \"{written}\"")), "{after}");
        }
    }

    async fn what_is_wrong_stands_at_its_field_without_a_word_of_the_file(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        admin.post("/notice/draft", &[("from", "force")]).await;
        let wrong = kept(&admin, &clock("staff"), "P3Y").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("id=\"period-why\"") && wrong.body.contains("value=\"P3Y\""), "{}", wrong.body);
        assert!(wrong.body.contains("14 päivää") && !wrong.body.contains("14 days"), "{}", wrong.body);
        let short = kept(&admin, &clock("billing"), "1 vuosi").await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.body.contains("Pidennä aikaa") && !short.body.contains("period ="), "{}", short.body);
        let path = "/notice/draft/parts/recipient/new";
        let mut form = filled(&admin.get(path).await.body, path);
        typed(&mut form, "key", "tilitoimisto");
        let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let lacks = admin.post(path, &fields).await;
        assert_eq!(lacks.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lacks.body.contains("”Vastaanottajan asema” puuttuu. Täytä se."), "{}", lacks.body);
    }

    async fn what_a_blank_draft_lacks_is_told_by_the_names_of_parts_and_fields(stores: Stores) {
        let house = House::new(stores).await;
        let admin = house.browser("administrator").await;
        admin.post("/notice/draft", &[("from", "blank")]).await;
        for (language, remedy) in [
            ("fi", "Kirjoita ”Tietojen kerääminen”: ”Teksti”."),
            ("sv", "Skriv ”Insamling av uppgifter”: ”Text”."),
            ("en", "Write “Collection of data”: “Text”."),
        ] {
            speaks(&admin, language).await;
            let page = admin.get("/notice/draft").await.body;
            assert!(page.contains(remedy), "{page}");
            for word in ["[[", "[requests]", "relies_on", " = &#34;"] {
                assert!(!page.contains(word), "{language} {word}: {page}");
            }
            let list = admin.get("/notice/draft/parts/category").await.body;
            assert!(!list.contains(">identity<") && !list.contains(">contact<"), "{list}");
        }
    }
}
