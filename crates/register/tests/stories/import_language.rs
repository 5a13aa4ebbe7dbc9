//! The language of whoever comes by a list that tells none: the register's, and never that in which
//! the importer happens to read the pages.

use axum::http::StatusCode;
use basics::Language;
use policy::Policy;
use serde_json::json;
use testkit::Stores;

use crate::house::{Browser, House, NOTICE};
use crate::importing::{checked, upload_of};
use crate::moving_in::{told, until};

store::statements! {
    /// The languages of all customers, in the order of their numbers.
    SPOKEN: () -> Language =
        "select language from profile order by number limit 100";
}

const CSV: &str = "text/csv; charset=utf-8";

/// The notice of a register that serves in a language.
fn serving_in(language: &str) -> String {
    let before = "zone = \"Europe/Helsinki\"\n";
    assert!(NOTICE.contains(before));
    NOTICE.replace(before, &format!("{before}language = \"{language}\"\n"))
}

async fn spoken(house: &House) -> Vec<Language> {
    let guard = house.app.guard();
    guard
        .read_state(|tx| Ok(tx.all(&SPOKEN, ())?))
        .await
        .unwrap()
}

/// Reads the pages in a language from now on.
async fn reads_in(browser: &Browser, language: &str) {
    let set = browser
        .post("/account/language", &[("language", language)])
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
}

testkit::both_engines! {
    async fn a_list_without_languages_brings_customers_in_the_language_of_the_register(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        reads_in(&clerk, "sv").await;
        let found = checked(&clerk, &told(&[]), "Sukunimi;Sähköposti\nMallikas;\nVirtanen;ei osoite\n".as_bytes()).await;
        assert!(found.body.contains("får registrets huvudspråk: finska"), "{}", found.body);
        let gone = clerk.post("/import/go", &[("file", upload_of(&found))]).await;
        let page = until(&clerk, gone.location(), "Importen är klar").await;
        assert!(page.contains("/rejected\""), "{page}");
        // The importer's own language is that of the rows she gets back.
        let rejected = clerk.get(&[gone.location(), "/rejected"].concat()).await.body;
        assert!(rejected.contains("Varför raden inte togs"), "{rejected}");
        let list = "Sukunimi;Etunimet;Kieli\nEsimerkki;Essi;\nÖhman;Åsa;ruotsi\n".as_bytes();
        let found = checked(&clerk, &told(&[]), list).await;
        let gone = clerk.post("/import/go", &[("file", upload_of(&found))]).await;
        until(&clerk, gone.location(), "Importen är klar").await;
        assert_eq!(spoken(&house).await, [Language::Fi, Language::Fi, Language::Sv]);
        let notes = checked(&clerk, &told(&[("what", "notes")]), b"Asiakasnumero;Muistiinpano\n1001;Soitti\n").await;
        assert!(!notes.body.contains("huvudspråk"), "it is about customers alone: {}", notes.body);
    }

    async fn a_register_that_serves_in_swedish_gives_swedish_to_whoever_tells_none(stores: Stores) {
        let house = House::under(stores, &serving_in("sv")).await;
        let clerk = house.browser("clerk").await;
        let found = checked(&clerk, &told(&[]), b"Sukunimi\nMallikas\n").await;
        assert!(found.body.contains("saavat rekisterin pääkielen: ruotsi"), "{}", found.body);
        let gone = clerk.post("/import/go", &[("file", upload_of(&found))]).await;
        until(&clerk, gone.location(), "Tuonti on valmis").await;
        let program = house.clerks_program().await;
        let path = "/imports?name=lista&connection=customer&source=person";
        let dry = [path, "&dry_run=true"].concat();
        let begun = program.send("POST", &dry, Some(CSV), "Sukunimi\nToinen\n".into()).await;
        let check = program.get(begun.location().strip_prefix("/api/v1").unwrap()).await;
        assert_eq!(check.json()["language"], "sv", "{}", check.body);
        let begun = program.send("POST", path, Some(CSV), "Sukunimi\nKolmas\n".into()).await;
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.body);
        for _ in 0..400 {
            let state = program.get(begun.location().strip_prefix("/api/v1").unwrap()).await;
            if state.text("state") != "running" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let one = json!({ "kind": "person", "last_name": "Neljäs", "source": "person" });
        let made = program.post("/customers", &one).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!(spoken(&house).await, [Language::Sv; 3]);
    }
}

#[test]
fn a_notice_says_in_which_language_it_serves_and_no_other_word() {
    let read = |notice: &str| Policy::parse(notice, "notice");
    assert_eq!(read(NOTICE).unwrap().controller().language, Language::Fi);
    assert_eq!(
        read(&serving_in("en")).unwrap().controller().language,
        Language::En
    );
    assert!(read(&serving_in("de")).is_err());
}
