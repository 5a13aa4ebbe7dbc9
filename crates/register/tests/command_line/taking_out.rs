//! `export customers`: what leaves, for whom, and that nothing half done stays.

use std::os::unix::fs::PermissionsExt;

use crate::house::House;
use crate::rows;

const LIST: &str = "Etunimet;Sukunimi;Sähköposti;Y-tunnus;Yritys;Lisätiedot\n\
                    Maija;Mallikas;maija@example.fi;;;Soittaa aamulla.\n\
                    Pekka;Esimerkki;;;;\n;;huolto@example.fi;0112038-9;Esimerkki Huolto Oy;\n";

const CONTACT: &str = "data_protection_contact";

fn house() -> House {
    let house = House::with(&["clerk", CONTACT]);
    let list = house.file("a.csv", LIST);
    let arguments = ["import", "customers", &list, "--source", "x"];
    house.by("clerk", &arguments).done();
    house
}

fn order<'a>(to: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec![
        "export",
        "customers",
        "--reason",
        "tilintarkastus",
        "--to",
        to,
    ];
    arguments.extend(more);
    arguments
}

#[test]
fn a_file_is_its_owners_alone_and_takes_the_place_of_no_other() {
    let house = house();
    let path = house.path("out.csv");
    let to = path.to_str().unwrap();
    let said = house.by(CONTACT, &order(to, &[])).done().text();
    assert!(said.contains("3 asiakasta") && said.contains(to), "{said}");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with('\u{feff}') && text.contains("Mallikas"),
        "{text}"
    );
    house
        .by(CONTACT, &order(to, &[]))
        .failed(1, &["Valitse uusi nimi"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let nowhere = house.path("ei/ole/out.csv");
    house
        .by(CONTACT, &order(nowhere.to_str().unwrap(), &[]))
        .failed(1, &["Valitse uusi nimi"]);
}

#[test]
fn what_was_taken_out_comes_in_again_as_the_same_customers() {
    let house = house();
    let path = house.path("out.csv");
    let to = path.to_str().unwrap();
    let columns = "kind,names,email,language,non_disclosure,marketing_ban,notes";
    house
        .by(CONTACT, &order(to, &["--columns", columns]))
        .done();
    let fresh = House::with(&["clerk", CONTACT]);
    let arguments = [
        "--json",
        "import",
        "customers",
        to,
        "--source",
        "y",
        "--ignore-unknown",
    ];
    let json = fresh.by("clerk", &arguments).done().json();
    assert_eq!(
        (&json["created"], &json["rejected"]),
        (&3.into(), &0.into()),
        "{json}"
    );
    let second = fresh.path("again.csv");
    let again = second.to_str().unwrap();
    fresh
        .by(CONTACT, &order(again, &["--columns", columns]))
        .done();
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        std::fs::read_to_string(&second).unwrap()
    );
}

#[test]
fn data_for_programs_is_counted_and_told_in_the_trail() {
    let house = house();
    let path = house.path("out.json");
    let to = path.to_str().unwrap();
    let count = ["export", "customers", "--reason", "koe", "--count"];
    let json = house
        .by(CONTACT, &[&["--json"][..], &count].concat())
        .done()
        .json();
    assert_eq!(
        (&json["count"], &json["at_most"]),
        (&3.into(), &true.into())
    );
    let some = ["--format", "json", "--find", "mallikas"];
    house.by(CONTACT, &order(to, &some)).done();
    let text = std::fs::read_to_string(&path).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["count"], 1, "{json}");
    let maija = json["customers"][0]["id"].as_str().unwrap();
    let lines = ["--json", "trail", "show", "--party", maija];
    let lines = house.by(CONTACT, &lines).done().json();
    let mut lines = lines.as_array().unwrap().iter();
    let told = lines.find(|line| line["action"] == "export").unwrap();
    assert_eq!(told["reason"], "tilintarkastus");
    assert_eq!(told["opened"], serde_json::json!([maija]));
}

#[test]
fn whoever_may_not_or_says_no_reason_gets_no_file() {
    let house = house();
    let path = house.path("out.csv");
    let to = path.to_str().unwrap();
    house.by("clerk", &order(to, &[])).failed(3, &[]);
    let silent = ["export", "customers", "--reason", " ", "--to", to];
    house.by(CONTACT, &silent).failed(3, &[]);
    house
        .by(CONTACT, &order(to, &["--columns", "identity_code"]))
        .failed(2, &["number,names"]);
    assert_eq!(house.by(CONTACT, &order(to, &["--format", "exe"])).code, 2);
    assert!(!path.exists());
}

#[test]
fn a_file_that_could_not_be_finished_is_not_left_behind() {
    let house = house();
    let path = house.path("out.csv");
    let to = path.to_str().unwrap();
    house.register(|tx| tx.run(&rows::CUT_NAMES, (vec![1; 61],)));
    house.by(CONTACT, &order(to, &[])).failed(1, &[]);
    assert!(!path.exists());
    house
        .by(CONTACT, &order(to, &["--columns", "number"]))
        .done();
}

#[test]
fn a_copy_for_a_person_lies_outside_the_data_folder_and_leaves_only_once_it_was_looked_through() {
    let house = house();
    let data = house.data();
    let package = |to: &str| house.by(CONTACT, &["rights", "package", "1001", "--to", to]);
    package(data.to_str().unwrap()).failed(2, &["tietokansioon"]);
    let inside = data.join("kopiot");
    std::fs::create_dir(&inside).unwrap();
    package(inside.to_str().unwrap()).failed(2, &["tietokansioon"]);
    let out = house.path("ulos");
    std::fs::create_dir(&out).unwrap();
    package(out.to_str().unwrap()).failed(1, &["Kukaan ei ole vielä"]);
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 0);
    let clerks = ["rights", "package", "1001", "--to", out.to_str().unwrap()];
    house.by("clerk", &clerks).failed(3, &[]);
}
