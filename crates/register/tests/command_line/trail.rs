//! `trail` and `doctor`: what was done is shown, proved, and what was done to it is found.

use store::Tx;

use crate::house::{House, email};
use crate::rows;

fn house() -> House {
    let house = House::with(&["clerk", "data_protection_contact"]);
    let list = house.file("a.csv", "Etunimet;Sukunimi\nMaija;Mallikas\n");
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    house.by("clerk", &["find", "Maija"]).done();
    house
}

fn id(house: &House) -> String {
    let json = house
        .by("clerk", &["--json", "find", "Maija"])
        .done()
        .json();
    json["hits"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn who_looked_at_a_customer_and_what_an_account_looked_at_is_shown_to_the_contact() {
    let house = house();
    let id = id(&house);
    house.by("clerk", &["people", "show", &id]).done();
    let contact = |arguments: &[&str]| house.by("data_protection_contact", arguments);
    let lines = contact(&["--json", "trail", "show", "--party", &id])
        .done()
        .json();
    let lines = lines.as_array().unwrap();
    assert!(
        lines.iter().any(|line| line["action"] == "import"),
        "{lines:?}"
    );
    assert!(
        lines.iter().any(|line| line["action"] == "view"),
        "{lines:?}"
    );
    let mine = contact(&["trail", "show", "--actor", &email("clerk")])
        .done()
        .text();
    assert!(
        mine.contains("Testaaja") && !mine.contains("Maija"),
        "{mine}"
    );
    let line = lines[0]["line"].as_i64().unwrap().to_string();
    let proof = contact(&["trail", "prove", &line]).done().text();
    assert!(
        proof.contains("seloste/trail") && !proof.contains("Maija"),
        "{proof}"
    );
    contact(&["trail", "prove", "999999"]).failed(1, &["Tarkista numero"]);
    contact(&["trail", "show", "--actor", "x@example.com"])
        .failed(1, &["Käyttäjätunnusta ei löydy"]);
    contact(&["trail", "show", "--party", "0000000000001"]).failed(1, &["Asiakasta ei löydy"]);
    contact(&["trail", "show", "--party", "Maija"]).failed(2, &["asiakasnumero"]);
    for role in ["clerk", "administrator"] {
        house
            .by(role, &["trail", "show", "--party", &id])
            .failed(3, &["ylläpitäjältä"]);
        house
            .by(role, &["trail", "prove", &line])
            .failed(3, &["ylläpitäjältä"]);
    }
    assert_eq!(house.by("clerk", &["trail", "show"]).code, 2, "of whom?");
}

#[test]
fn a_true_trail_is_called_true_and_held_against_what_was_kept_elsewhere() {
    let house = house();
    let note = house.run(&["trail", "checkpoint"]).done().text();
    assert!(
        note.starts_with("seloste/trail") && note.contains('—'),
        "{note}"
    );
    let kept = house.file("kept.txt", &note);
    house.by("clerk", &["find", "Maija"]).done();
    let verified = house
        .run(&["--json", "trail", "verify", "--against", &kept])
        .done()
        .json();
    assert!(verified["checkpoints"].as_i64().unwrap() >= 1, "{verified}");
    let said = house
        .run(&["--lang", "en", "trail", "verify"])
        .done()
        .text();
    assert!(said.contains("The trail is true"), "{said}");
    let other = House::made().run(&["trail", "checkpoint"]).done().text();
    for note in [other.as_str(), "höpönlöpö", ""] {
        let file = house.file("other.txt", note);
        let arguments = ["trail", "verify", "--against", &file];
        house.run(&arguments).failed(1, &["oikean tiedoston"]);
    }
    let gone = ["trail", "verify", "--against", "/ei/ole"];
    house.run(&gone).failed(1, &["Tarkista tiedoston nimi"]);
}

#[test]
fn a_line_that_was_tampered_with_is_found_and_named() {
    let house = house();
    house.tamper(|tx: &mut Tx<'_>| tx.run(&rows::BLAME, (3, 7)));
    house
        .run(&["trail", "verify"])
        .failed(1, &["Rivi 3", "aloita selvitys"]);
    house
        .run(&["--lang", "sv", "trail", "verify"])
        .failed(1, &["Rad 3"]);
    house
        .run(&["--lang", "en", "trail", "verify"])
        .failed(1, &["Line 3"]);
    let doctor = house.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(
        doctor.text().contains("aloita selvitys"),
        "{}",
        doctor.text()
    );
    let json = house.run(&["--json", "doctor"]).json();
    assert_eq!(
        json["findings"][0]["code"], "trail.not_true.look_up",
        "{json}"
    );

    let house = self::house();
    house.tamper(|tx: &mut Tx<'_>| tx.run(&rows::REWRITE, (4, 2)));
    house
        .run(&["trail", "verify"])
        .failed(1, &["Rivi 4", "aloita selvitys"]);
}

#[test]
fn a_trail_that_was_cut_off_is_found_by_a_checkpoint_kept_elsewhere() {
    let house = house();
    let note = house.run(&["trail", "checkpoint"]).done().text();
    let kept = house.file("kept.txt", &note);
    let lines = house.tamper(|tx: &mut Tx<'_>| tx.one(&rows::LINES, ()));
    let last = lines - 2;
    house.tamper(move |tx: &mut Tx<'_>| {
        tx.run(&rows::CUT_LINES, (last,))?;
        tx.run(&rows::CUT_LOOK_UPS, (last,))?;
        tx.run(&rows::CUT_HEAD, (last,))
    });
    let words = [&format!("Rivi {}", last + 1), "Lokin loppu"].map(ToOwned::to_owned);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    house
        .run(&["trail", "verify", "--against", &kept])
        .failed(1, &words);
    house.run(&["trail", "verify"]).failed(1, &words);
    assert_eq!(house.run(&["doctor"]).code, 1);
    house
        .by("clerk", &["find", "Maija"])
        .failed(1, &["Lokin loppu"]);
}

#[test]
fn doctor_says_that_all_is_well_and_runs_the_jobs() {
    let house = House::made();
    let said = house.run(&["doctor", "--run-jobs"]).done().text();
    assert!(said.contains("Loki on ehjä: "), "{said}");
    assert!(said.ends_with("Kaikki on kunnossa.\n"), "{said}");
    let said = house.run(&["--lang", "en", "doctor"]).done().text();
    assert!(said.ends_with("All is well.\n"), "{said}");
    let quick = house.run(&["doctor", "--quick"]).done().text();
    assert!(!quick.contains("Loki"), "{quick}");
    assert_eq!(
        house.run(&["--json", "doctor"]).done().json()["findings"],
        serde_json::json!([])
    );
}

#[test]
fn a_receipt_is_looked_at_without_a_register_and_without_signing_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.txt");
    std::fs::write(&file, "no receipt\n").unwrap();
    crate::house::run(&["trail", "prove", file.to_str().unwrap()]).failed(1, &["todistus"]);
}
