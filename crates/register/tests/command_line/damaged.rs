//! Registers of which something is missing, broken, or another's: every command says what it is
//! and what to do, and changes nothing.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;

use crate::house::{House, names};

/// Commands that open the register before anyone signs in.
const OPENING: [&[&str]; 4] = [
    &["trail", "verify"],
    &["trail", "checkpoint"],
    &["notice", "versions"],
    &["serve", "--listen", "127.0.0.1:0"],
];

#[track_caller]
fn all_say(house: &House, words: &[&str]) {
    for command in OPENING {
        house.run(command).failed(1, words);
    }
    house.by("clerk", &["find", "Maija"]).failed(1, words);
    doctor_says(house, "fi", words);
}

/// The doctor's answer is its result, whatever is wrong.
#[track_caller]
fn doctor_says(house: &House, language: &str, words: &[&str]) {
    let doctor = house.run(&["--lang", language, "doctor"]);
    assert_eq!(doctor.code, 1, "{}", doctor.told);
    for word in words {
        assert!(doctor.text().contains(word), "{word}: {}", doctor.text());
    }
}

#[test]
fn where_there_is_no_register_every_command_says_how_to_make_one() {
    let house = House::empty();
    let words = ["Kansiossa ei ole rekisteriä", "seloste init"];
    // `serve` leads through the making of one instead.
    for command in OPENING.iter().filter(|command| command[0] != "serve") {
        house.run(command).failed(1, &words);
    }
    house.by("clerk", &["find", "Maija"]).failed(1, &words);
    doctor_says(&house, "fi", &words);
    doctor_says(&house, "sv", &["seloste init", "mapp"]);
    doctor_says(&house, "en", &["seloste init", "folder"]);
    let json = house.run(&["--json", "doctor"]).json();
    assert_eq!(json["findings"][0]["code"], "folder.no_register");
    assert!(!house.data().exists(), "nothing is made by looking");
}

#[test]
fn a_root_key_that_is_missing_short_exposed_or_anothers_opens_nothing() {
    let house = House::made();
    let key = house.data().join("root.key");
    let kept = fs::read(&key).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    all_say(&house, &["chmod 600"]);
    doctor_says(&house, "en", &["chmod 600"]);
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    fs::copy(House::made().data().join("root.key"), &key).unwrap();
    all_say(&house, &["root.key", "toisen rekisterin"]);
    fs::write(&key, b"liian lyhyt").unwrap();
    all_say(&house, &["root.key", "32"]);
    fs::remove_file(&key).unwrap();
    all_say(&house, &["root.key", "puuttuu"]);
    doctor_says(&house, "sv", &["root.key", "saknas"]);
    assert!(!key.exists(), "no other key is made in its place");
    fs::write(&key, kept).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    house.run(&["doctor"]).done();
}

#[test]
fn a_store_that_is_missing_is_named_and_no_empty_one_takes_its_place() {
    let house = House::made();
    for name in ["keys.sqlite", "register.sqlite", "trail.sqlite"] {
        let (path, away) = (house.data().join(name), house.path(name));
        fs::rename(&path, &away).unwrap();
        all_say(&house, &[name, "varmuuskopio"]);
        assert!(!path.exists(), "{name}");
        fs::rename(&away, &path).unwrap();
    }
    fs::remove_file(house.data().join("index.sqlite")).unwrap();
    house.run(&["doctor"]).done();
    house.run(&["trail", "verify"]).done();
}

#[test]
fn a_damaged_register_is_called_damaged() {
    let house = House::made();
    let path = house.data().join("register.sqlite");
    let whole = fs::read(&path).unwrap();
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all(&[0x55; 100]).unwrap();
    all_say(&house, &["vioittunut", "varmuuskopio"]);
    fs::write(&path, &whole).unwrap();
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(4096)).unwrap();
    file.write_all(&vec![0x55; whole.len() - 4096]).unwrap();
    all_say(&house, &["vioittunut", "varmuuskopio"]);
    fs::write(&path, &whole).unwrap();
    house.run(&["doctor"]).done();
}

#[test]
fn settings_that_are_not_understood_are_not_guessed_at() {
    let house = House::made();
    fs::write(house.data().join("seloste.toml"), "demmo = true\n").unwrap();
    all_say(&house, &["seloste.toml"]);
}

#[test]
fn a_key_store_older_than_its_register_is_refused_before_anyone_gets_in() {
    let house = House::with(&["clerk"]);
    let keys = house.data().join("keys.sqlite");
    assert!(
        !names(&house.data()).contains(&"keys.sqlite-wal".to_owned()),
        "closed cleanly"
    );
    let old = fs::read(&keys).unwrap();
    let mut list = String::from("Sukunimi;Sähköposti;Lisätiedot\n");
    for row in 0..1_000 {
        writeln!(list, "Mallikas{row};m{row}@example.fi;x").unwrap();
    }
    let list = house.file("a.csv", list);
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    let new = fs::read(&keys).unwrap();
    fs::write(&keys, old).unwrap();
    all_say(&house, &["keys.sqlite", "uusin"]);
    fs::write(&keys, new).unwrap();
    house.run(&["doctor"]).done();
}

#[test]
fn a_register_that_was_never_finished_is_not_opened_and_not_written_over() {
    let house = House::made();
    fs::write(house.data().join("unfinished"), "").unwrap();
    all_say(&house, &["jäi kesken", "Poista kansio"]);
    house.init(&[]).failed(1, &["jäi kesken", "Poista kansio"]);
    fs::remove_file(house.data().join("unfinished")).unwrap();
    house.run(&["doctor"]).done();
}
