//! `breach list`, `show` and `seen`: by whoever may, and by nobody else.

use crate::house::{House, email};

const LIST: &str = "Etunimet;Sukunimi\nMaija;Mallikas\nPekka;Esimerkki\n";

#[test]
fn what_an_account_saw_is_told_by_id_and_only_to_whoever_may_read_the_trail() {
    let house = House::with(&["clerk", "data_protection_contact"]);
    let list = house.file("a.csv", LIST);
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    let found = house
        .by("clerk", &["--json", "find", "Mallikas"])
        .done()
        .json();
    let id = found["hits"][0]["id"].as_str().unwrap().to_owned();
    house.by("clerk", &["people", "show", &id]).done();
    let clerk = email("clerk");
    let when = ["--from", "1.1.2026", "--to", "31.12.2099"];
    let asked = [
        &["--json", "breach", "seen", "--actor", &clerk][..],
        &when[..],
    ]
    .concat();
    let seen = house.by("data_protection_contact", &asked).done().json();
    let people = seen["people"].as_array().unwrap();
    let maija = people.iter().find(|one| one["id"] == id.as_str());
    let maija = maija.unwrap_or_else(|| panic!("{seen}"));
    let opened = maija["opened"].as_array().unwrap();
    assert!(opened.iter().any(|one| one == "identity"), "{seen}");
    assert!(seen["whole"] == true, "{seen}");
    assert!(!seen.to_string().contains("Mallikas"), "ids, no names");
    house.by("clerk", &asked).failed(3, &[]);
    let wrong = [
        "breach", "seen", "--actor", &clerk, "--from", "eilen", "--to", "huomenna",
    ];
    house
        .by("data_protection_contact", &wrong)
        .failed(2, &["anna aika"]);
    let none = house
        .by("data_protection_contact", &["--json", "breach", "list"])
        .done();
    assert_eq!(none.json(), serde_json::json!([]));
    let nothing = ["breach", "show", "0000000000001"];
    let gone = house.by("data_protection_contact", &nothing);
    assert_ne!(gone.code, 0, "{}", gone.text());
    house.by("clerk", &["breach", "list"]).failed(3, &[]);
}
