//! Marketing forbidden by somebody who is not in the register: the addresses she gave are kept from it,
//! and nothing else of her is.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Browser, House, added, person};
use crate::moving_in::{imported, told};
use crate::permissions::row_of;
use crate::rights::{done, path_of, refused, row};
use crate::rights_answers::{letter, said};

store::statements! {
    /// Every suppressed address: channel and hash.
    SUPPRESSED: () -> (String, Vec<u8>) =
        "select channel, hash from suppression order by channel, hash limit 100";
}

const FORM: &str = "/forms/data-request";

const GRANTED: [(&str, &str); 3] = [
    ("deed", "decide"),
    ("kind", "marketing_objection"),
    ("outcome", "granted"),
];

/// Somebody by the public form.
async fn by_form(house: &House, fields: &[(&str, &str)]) -> String {
    let sent = house.stranger().send("POST", FORM, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let dpo = house.browser("data_protection_contact").await;
    let list = dpo.get("/requests").await.body;
    let (_, rest) = list.split_once("<td><a href=\"/customers/").unwrap();
    rest.split('/').next().unwrap().to_owned()
}

/// Somebody at the desk.
async fn at_desk(dpo: &Browser, fields: &[(&str, &str)]) -> String {
    let mut all = vec![("kind", "marketing_objection"), ("way", "phone")];
    all.extend_from_slice(fields);
    let taken = dpo.post("/requests/new", &all).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let place = taken.location();
    let place = place.strip_prefix("/customers/").unwrap();
    place.split('/').next().unwrap().to_owned()
}

async fn nobody_recognised(dpo: &Browser, asker: &str) -> String {
    let row = row(dpo, asker).await;
    done(
        dpo,
        asker,
        &row,
        &[("deed", "identify"), ("means", "not_needed")],
    )
    .await;
    row
}

async fn suppressed(house: &House) -> Vec<(String, Vec<u8>)> {
    let (keys, _) = house.beside().await;
    let found = keys.read(|tx| tx.all(&SUPPRESSED, ())).await.unwrap();
    keys.close().await;
    found
}

testkit::both_engines! {
    async fn a_stranger_forbids_marketing_and_a_later_list_brings_her_with_her_no(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let liisa = by_form(&house, &[
            ("lang", "fi"), ("kind", "marketing_objection"), ("name", "Liisa Tuntematon"), ("email", "Liisa@example.fi"),
            ("phone", "040 765 4321"), ("text", "Ei mainoksia."),
        ]).await;
        let row = nobody_recognised(&dpo, &liisa).await;
        let page = dpo.get(&path_of(&liisa)).await.body;
        assert!(page.contains("Niistä säilytetään vain tiiviste") && page.contains("040 765 4321"), "{page}");
        assert!(suppressed(&house).await.is_empty(), "nothing before it is decided");
        done(&dpo, &liisa, &row, &GRANTED).await;
        let page = dpo.get(&path_of(&liisa)).await.body;
        assert!(page.contains("markkinointikiellon suojana (sähköposti, tekstiviesti ja automaattinen soitto, puhelu)"), "{page}");
        // Nothing but hashes: two channels of one number and an e-mail, and no address in any of them.
        let kept = suppressed(&house).await;
        let channels: Vec<&str> = kept.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(channels, ["email", "phone", "sms"]);
        assert!(kept.iter().all(|(_, hash)| hash.len() == 32), "a keyed hash");
        let (to, text) = said(&letter(&dpo, &liisa, &row, ("answer", "mail"), &[]).await);
        assert_eq!(to, "Liisa@example.fi");
        for part in ["ei ole sinusta tietoja", "sähköposti, tekstiviesti ja automaattinen soitto, puhelu", "vain tiiviste", "Tämä pyyntö ja vastaus säilytetään"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        done(&dpo, &liisa, &row, &[("deed", "answer")]).await;
        assert_eq!(clerk.get(&format!("/customers/{liisa}")).await.status, StatusCode::NOT_FOUND);
        // A list brings her, a clerk enters somebody with her number, a program with her address.
        let list = "Etunimet;Sukunimi;Sähköposti;Puhelin\nLiisa;Tuntematon;liisa@example.fi;0407654321\nPekka;Esimerkki;pekka@example.fi;\n";
        let (_, page) = imported(&clerk, &told(&[]), list.as_bytes()).await;
        let counted = "<dt>Uusista asiakkaista aiempi markkinointikielto voimassa</dt><dd>1</dd>";
        assert!(page.contains(counted), "{page}");
        let hits = clerk.post("/customers/hits", &[("words", "tuntematon")]).await.body;
        let (_, rest) = hits.split_once("/customers/").unwrap();
        let hers = clerk.get(&format!("/customers/{}", rest.split('"').next().unwrap())).await.body;
        for channel in ["sähköposti", "tekstiviesti ja automaattinen soitto", "puhelu"] {
            assert!(row_of(&hers, channel).starts_with("ei: aiempi kielto"), "{channel}: {hers}");
        }
        assert_eq!(row_of(&hers, "posti"), "kyllä: ei kiellä", "she gave no address");
        let mut entered = person("Kalle", "Esimerkki");
        entered.push(("phone", "0407654321"));
        let kalle = added(&clerk, &entered).await;
        let page = clerk.get(&format!("/customers/{kalle}")).await.body;
        assert!(row_of(&page, "puhelu").starts_with("ei: aiempi kielto"), "{page}");
        let program = house.clerks_program().await;
        let made = program.post("/customers", &serde_json::json!({
            "kind": "person", "first_names": "Anna", "last_name": "Esimerkki", "source": "person", "email": "LIISA@example.fi",
        })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let anna = made.location().strip_prefix("/api/v1/customers/").unwrap().to_owned();
        let page = clerk.get(&format!("/customers/{anna}")).await.body;
        assert!(row_of(&page, "sähköposti").starts_with("ei: aiempi kielto"), "{page}");
    }

    async fn at_the_desk_letters_are_forbidden_by_name_and_address_and_nothing_given_forbids_nothing(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let nameless = at_desk(&dpo, &[("name", "Liisa Tuntematon")]).await;
        let row = nobody_recognised(&dpo, &nameless).await;
        refused(&dpo, &nameless, &row, &GRANTED, "ei ilmoittanut sähköpostiosoitetta").await;
        let place = [("street", "Esimerkkitie 3"), ("postal_code", "40100"), ("town", "Jyväskylä"), ("name", "Liisa Tuntematon"), ("row", row.as_str()), ("deed", "who")];
        let wrong = [&place[..], &[("phone", "ei numero")]].concat();
        let answer = dpo.post(&format!("{}/requester", path_of(&nameless)), &wrong).await;
        assert!(answer.body.contains("Puhelinnumero ei kelpaa") && answer.body.contains("ei numero"), "{}", answer.body);
        let given = dpo.post(&format!("{}/requester", path_of(&nameless)), &place).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        done(&dpo, &nameless, &row, &GRANTED).await;
        assert!(suppressed(&house).await.iter().all(|one| one.0 == "post"));
        // An address that is given or mended later is kept from marketing as well.
        let later = [&place[..], &[("email", "liisa@example.fi")]].concat();
        let mended = dpo.post(&format!("{}/requester", path_of(&nameless)), &later).await;
        assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.body);
        assert!(suppressed(&house).await.iter().any(|one| one.0 == "email"));
        let paper = letter(&dpo, &nameless, &row, ("answer", "paper"), &[]).await;
        assert!(paper.body.starts_with("%PDF"));
        for (first, forbidden) in [("Liisa", true), ("Matti", false)] {
            let mut entered = person(first, "Tuntematon");
            entered.extend([("street", "Esimerkkitie 3 A 1"), ("postal_code", "40100"), ("town", "Jyväskylä")]);
            let id = added(&clerk, &entered).await;
            let page = clerk.get(&format!("/customers/{id}")).await.body;
            assert_eq!(row_of(&page, "posti").starts_with("ei: aiempi kielto"), forbidden, "{first}: {page}");
        }
    }

    async fn whoever_is_found_after_her_no_has_it_as_a_customer_has_it(stores: Stores) {
        let house = House::new(stores).await;
        let (clerk, dpo) = (house.browser("clerk").await, house.browser("data_protection_contact").await);
        let mut own = person("Maija", "Mallikas");
        own.push(("email", "maija@example.fi"));
        let maija = added(&clerk, &own).await;
        let asker = at_desk(&dpo, &[("name", "M. Mallikas"), ("email", "toinen@example.fi")]).await;
        let row = row(&dpo, &asker).await;
        done(&dpo, &asker, &row, &[("deed", "identify"), ("means", "known")]).await;
        done(&dpo, &asker, &row, &GRANTED).await;
        let again = [("deed", "decide"), ("kind", "marketing_objection"), ("outcome", "refused"), ("words", "ei")];
        refused(&dpo, &asker, &row, &again, "Tätä ei voi hylätä").await;
        let fields = [("row", row.as_str()), ("deed", "link"), ("numbers", "1001")];
        let linked = dpo.post(&format!("{}/link", path_of(&asker)), &fields).await;
        assert_eq!(linked.location(), path_of(&maija), "{}", linked.body);
        // It was done for an address; now it is to be done for her.
        refused(&dpo, &maija, &row, &[("deed", "answer")], "Ratkaise ensin kaikki").await;
        done(&dpo, &maija, &row, &GRANTED).await;
        let page = clerk.get(&format!("/customers/{maija}")).await.body;
        assert!(row_of(&page, "sähköposti").starts_with("ei: markkinointikielto"), "{page}");
        // Both addresses are kept from marketing, the one she gave and the one on file.
        assert_eq!(suppressed(&house).await.iter().filter(|one| one.0 == "email").count(), 2);
    }
}
