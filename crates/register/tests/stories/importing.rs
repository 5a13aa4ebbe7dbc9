//! Importing in the browser: checked first, then written, the rejected rows told.

use std::time::Duration;

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Answer, Browser, House};

const FILE: &str = "Etunimet;Sukunimi;Sähköposti;Puhelin;Y-tunnus;Yritys\r\n\
    Maija;Mallikas;maija@example.fi;0401234567;;\r\n\
    Pekka;Esimerkki;ei osoite;;;\r\n\
    ;;;;0112038-9;Esimerkki Huolto Oy\r\n\
    Maija;Mallikas;maija@example.fi;;;\r\n";

const TOLD: [(&str, &str); 3] = [
    ("name", "vanha taulukko"),
    ("connection", "customer"),
    ("source", "person"),
];

/// Presses the button of the page that tells what the check found.
async fn go(clerk: &Browser, checked: &Answer) -> Answer {
    let (_, rest) = checked.body.split_once("name=\"file\" value=\"").unwrap();
    let file = rest.split('"').next().unwrap().to_owned();
    let mut fields = TOLD.to_vec();
    fields.push(("file", &file));
    clerk.post("/import/go", &fields).await
}

async fn ended(clerk: &Browser, path: &str) -> String {
    for _ in 0..200 {
        let page = clerk.get(path).await.body;
        if page.contains("Tuonti on valmis") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import did not end");
}

testkit::both_engines! {
    async fn a_file_is_checked_first_and_then_written(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let checked = clerk.upload("/import", &TOLD, FILE.as_bytes()).await;
        assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
        assert!(checked.body.contains("Tuo 2 asiakasta"), "{}", checked.body);
        assert!(checked.body.contains("yksi @-merkki") && !checked.body.contains("ei osoite"));
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"), "nothing is stored yet");
        let gone = go(&clerk, &checked).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        let page = ended(&clerk, gone.location()).await;
        assert!(page.contains("Lataa hylätyt rivit"), "{page}");
        let list = clerk.get("/customers").await.body;
        assert!(list.contains("Mallikas Maija") && list.contains("Esimerkki Huolto Oy"), "{list}");
        assert!(!list.contains("Pekka"));
        let rejected = clerk.get(&format!("{}/rejected", gone.location())).await;
        assert!(rejected.body.contains("ei osoite") && rejected.body.contains("email: formats."), "{}", rejected.body);
        assert!(rejected.body.contains("people.field.likely_known"), "the twin row is told");
    }

    async fn the_same_file_is_not_taken_twice(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let checked = clerk.upload("/import", &TOLD, FILE.as_bytes()).await;
        let gone = go(&clerk, &checked).await;
        ended(&clerk, gone.location()).await;
        let checked = clerk.upload("/import", &TOLD, FILE.as_bytes()).await;
        assert!(checked.body.contains("Tuo 0 asiakasta"), "{}", checked.body);
        let again = go(&clerk, &checked).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("on jo tuotu"), "{}", again.body);
    }

    async fn a_file_that_cannot_be_read_is_told_in_words(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let cases: [(&[u8], &str); 4] = [
            (b"", "Valitse tiedosto"),
            ("Sukunimi;Kengännumero\nMallikas;38\n".as_bytes(), "otsikkoa ei tunneta"),
            ("Puhelin;Sähköposti\n1;2\n".as_bytes(), "Missään sarakkeessa ei ole nimeä"),
            (b"\x00\x01\x02\xff\xfe\x00\x00", ""),
        ];
        for (file, sentence) in cases {
            let answer = clerk.upload("/import", &TOLD, file).await;
            let told = answer.status == StatusCode::UNPROCESSABLE_ENTITY || answer.body.contains("Tuo 0 asiakasta");
            assert!(told, "{sentence}: {} {}", answer.status, answer.body);
            assert!(answer.body.contains(sentence), "{sentence}: {}", answer.body);
        }
        assert!(clerk.get("/customers").await.body.contains("ei ole asiakkaita"));
    }

    async fn a_latin_1_file_with_tabs_and_swedish_headings_is_read(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let file: Vec<u8> = "Förnamn\tEfternamn\tOrt\nÅsa\tÖhman\tPorvoo\n"
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let checked = clerk.upload("/import", &TOLD, &file).await;
        assert!(checked.body.contains("Tuo yksi asiakas"), "{}", checked.body);
        let gone = go(&clerk, &checked).await;
        ended(&clerk, gone.location()).await;
        assert!(clerk.get("/customers").await.body.contains("Öhman Åsa"));
    }
}
