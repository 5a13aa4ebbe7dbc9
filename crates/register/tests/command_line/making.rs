//! `init`: a register is made whole or not at all.

use rstest::rstest;
use testkit::Stores;

use crate::house::{House, NOTICE, PASSWORD, names};

#[test]
fn a_register_is_made_and_says_what_to_do_with_its_key() {
    let house = House::empty();
    let told = house.init(&["--in-force", "1.1.2020"]).done().told;
    assert!(
        told.contains("root.key") && told.contains("seloste serve"),
        "{told}"
    );
    assert!(names(&house.data()).contains(&"root.key".to_owned()));
    house.run(&["doctor"]).done();
    let version = house.run(&["notice", "versions"]).done().text();
    assert!(version.contains("1.1.2020"), "{version}");
}

#[test]
fn without_its_notice_file_no_register_is_made() {
    let house = House::empty();
    let gone = house.path("gone.toml");
    let arguments = [
        "init",
        "--notice",
        gone.to_str().unwrap(),
        "--admin",
        "a@example.com",
        "--password-stdin",
    ];
    let words = ["Selostetiedostoa ei voitu lukea", "Tarkista"];
    house.told(&arguments, &[PASSWORD]).failed(1, &words);
    let latin = house.file("latin.toml", b"title = \"\xe4\"");
    let arguments = [
        "init",
        "--notice",
        &latin,
        "--admin",
        "a@example.com",
        "--password-stdin",
    ];
    house
        .told(&arguments, &[PASSWORD])
        .failed(1, &["Tallenna se UTF-8-muodossa"]);
    assert!(!house.data().exists());
}

#[rstest]
#[case("fi", "Korjaa luetellut kohdat")]
#[case("sv", "Rätta de uppräknade ställena")]
#[case("en", "Mend the places listed")]
fn a_broken_notice_is_told_by_line_and_column_with_what_to_do(
    #[case] language: &str,
    #[case] remedy: &str,
) {
    let house = House::empty();
    let text = std::fs::read_to_string(NOTICE).unwrap();
    let broken = text.replace("zone = \"Europe/Helsinki\"", "zone = \"Mars/Olympus\"");
    let line = broken
        .lines()
        .position(|line| line.starts_with("zone = "))
        .unwrap()
        + 1;
    let broken = broken.replace("business_id = \"1769330-9\"", "business_id = \"1769330-8\"");
    let file = house.file("broken.toml", broken);
    let arguments = [
        "--lang",
        language,
        "init",
        "--notice",
        &file,
        "--admin",
        "a@example.com",
        "--password-stdin",
    ];
    let place = format!("broken.toml:{line}:8: ");
    let told = house
        .told(&arguments, &[PASSWORD])
        .failed(1, &[remedy, &place])
        .told;
    assert_eq!(
        told.matches("broken.toml:").count(),
        2,
        "both are told at once: {told}"
    );
    assert!(!house.data().exists());
}

#[rstest]
#[case("liian lyhyt", "vähintään 15 merkkiä")]
#[case("salasanasalasana", "liian helppo arvata")]
#[case("administrator@example.com", "liian helppo arvata")]
#[case("", "vähintään 15 merkkiä")]
fn a_weak_password_makes_no_register(#[case] password: &str, #[case] sentence: &str) {
    let house = House::empty();
    let mut arguments = vec!["init", "--notice", NOTICE, "--password-stdin"];
    arguments.extend(["--admin", "administrator@example.com"]);
    let told = house
        .told(&arguments, &[password])
        .failed(1, &[sentence])
        .told;
    assert!(password.is_empty() || !told.contains(password));
    assert!(!house.data().exists());
}

#[test]
fn a_folder_that_holds_anything_is_left_as_it_is() {
    let house = House::empty();
    std::fs::create_dir(house.data()).unwrap();
    std::fs::write(house.data().join("kirje.txt"), "terve").unwrap();
    house
        .init(&[])
        .failed(1, &["Kansiossa on jo jotakin", "--data"]);
    assert_eq!(names(&house.data()), ["kirje.txt"]);
    assert_eq!(
        std::fs::read(house.data().join("kirje.txt")).unwrap(),
        b"terve"
    );
    let made = House::made();
    made.init(&["--lang", "sv"])
        .failed(1, &["Mappen är inte tom"]);
    made.run(&["doctor"]).done();
}

#[test]
fn an_address_or_a_name_that_is_none_makes_no_register() {
    let house = House::empty();
    let no_address = [
        "init",
        "--notice",
        NOTICE,
        "--admin",
        "ylläpito",
        "--password-stdin",
    ];
    house
        .told(&no_address, &[PASSWORD])
        .failed(1, &["@-merkki"]);
    let long = "A".repeat(201);
    house
        .init(&["--admin-name", &long])
        .failed(1, &["enintään 200 merkkiä"]);
    house
        .init(&["--in-force", "eilen"])
        .failed(2, &["24.11.2026"]);
    assert!(!house.data().exists());
}

#[test]
fn without_a_terminal_the_password_must_be_offered_on_purpose() {
    let house = House::empty();
    let arguments = ["init", "--notice", NOTICE, "--admin", "a@example.com"];
    house
        .told(&arguments, &[PASSWORD])
        .failed(2, &["--password-stdin"]);
    assert!(!house.data().exists());
}

#[test]
fn a_server_that_does_not_answer_leaves_no_folder_behind() {
    let house = House::empty();
    let url = "postgres://seloste:salaisuus@127.0.0.1:1/seloste";
    let told = house
        .init(&["--postgres", url])
        .failed(1, &["Tietokantapalvelin ei vastaa"])
        .told;
    assert!(
        !told.contains("salaisuus"),
        "the address may hold a password"
    );
    assert!(!house.data().exists());
}

#[test]
fn a_new_register_on_a_server_makes_its_schemas_and_a_mistyped_one_later_makes_none() {
    let Some(stores) = Stores::fresh(store::Engine::Postgres) else {
        return;
    };
    let store::Location::Postgres(register) = &stores.locations.register else {
        panic!("the stores of a server are on it");
    };
    let url = [register.strip_suffix("register").unwrap(), "new_{store}"].concat();
    let house = House::empty();
    house.init(&["--postgres", &url]).done();
    house.add("clerk").done();
    house.run(&["doctor"]).done();
    let settings = house.data().join("seloste.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("new_{store}", "typo_{store}")).unwrap();
    house
        .run(&["trail", "verify"])
        .failed(1, &["Tietokantaa ei voi avata"]);
}

#[test]
fn a_register_on_a_server_is_made_once_and_a_second_one_leaves_it_alone() {
    let Some(stores) = Stores::fresh(store::Engine::Postgres) else {
        return;
    };
    let store::Location::Postgres(register) = &stores.locations.register else {
        panic!("the stores of a server are on it");
    };
    let url = [register.strip_suffix("register").unwrap(), "{store}"].concat();
    let house = House::empty();
    house.init(&["--postgres", &url]).done();
    assert!(names(&house.data()).contains(&"keys.sqlite".to_owned()));
    assert!(!names(&house.data()).contains(&"register.sqlite".to_owned()));
    house.add("clerk").done();
    let other = House::empty();
    other
        .init(&["--postgres", &url])
        .failed(1, &["toinen rekisteri", "--postgres"]);
    assert!(!other.data().exists());
    let customers = house.file("a.csv", "Sukunimi\nMallikas\n");
    let import = ["import", "customers", &customers, "--source", "x", "--json"];
    assert_eq!(house.by("clerk", &import).done().json()["created"], 1);
    house.run(&["trail", "verify"]).done();
    house.run(&["doctor"]).done();
}
