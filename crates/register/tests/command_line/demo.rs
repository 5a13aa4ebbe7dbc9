//! `demo` and `sample`: made-up people, the same ones every time.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use crate::house::{House, finished, run};
use crate::rows;

const DEMO: [&str; 4] = ["demo", "--no-serve", "--customers", "50"];

/// The addresses and the password as they were printed.
fn sign_ins(text: &str) -> Vec<(String, String, String)> {
    let lines = text.lines().filter(|line| line.contains('@'));
    lines
        .map(|line| {
            let mut words = line.splitn(3, ' ');
            let mut next = || words.next().unwrap().trim().to_owned();
            (next(), next(), next())
        })
        .collect()
}

#[test]
fn the_demo_is_made_once_and_its_sign_ins_work_as_they_are_printed() {
    let house = House::empty();
    let first = house.run(&DEMO).done().text();
    let everyone = sign_ins(&first);
    let titles: BTreeSet<&str> = everyone
        .iter()
        .map(|(_, _, title)| title.as_str())
        .collect();
    assert_eq!(
        (everyone.len(), titles.len()),
        (9, 7),
        "each role of the notice, and colleagues of two: {first}"
    );
    let clerk = everyone
        .iter()
        .find(|(_, _, title)| title == "Toimisto")
        .unwrap();
    let find = |words: &str| {
        let arguments = [
            "--json",
            "find",
            words,
            "--as",
            &clerk.0,
            "--password-stdin",
        ];
        house.told(&arguments, &[&clerk.1]).done().json()
    };
    let before = find("Oy");
    assert!(!before["hits"].as_array().unwrap().is_empty(), "{before}");
    for (email, password, title) in &everyone {
        let arguments = ["find", "x", "--as", email, "--password-stdin"];
        let ran = house.told(&arguments, &[password]);
        assert!(!ran.told.contains("salasana on väärä"), "{title}");
        assert!([0, 3].contains(&ran.code), "{title}: {}", ran.told);
    }
    assert_eq!(house.run(&DEMO).done().text(), first);
    assert_eq!(find("Oy"), before, "the same customers under the same ids");
    let swedish = house
        .run(&[&["--lang", "sv"], &DEMO[..]].concat())
        .done()
        .text();
    assert!(
        swedish.contains("Kontor") && !swedish.contains("Toimisto"),
        "{swedish}"
    );
    assert_eq!(house.register(|tx| tx.one(&rows::PARTIES, ())), 50);
    house.run(&["doctor"]).done();
}

#[test]
fn the_technician_of_the_demo_sees_the_customers_of_her_jobs() {
    let house = House::empty();
    let printed = house.run(&DEMO).done().text();
    let everyone = sign_ins(&printed);
    let (email, password, _) = everyone.iter().find(|one| one.2 == "Asentaja").unwrap();
    let mut hits = 0;
    for words in ["Oy", "Maija"] {
        let arguments = ["--json", "find", words, "--as", email, "--password-stdin"];
        let json = house.told(&arguments, &[password]).done().json();
        hits += json["hits"].as_array().unwrap().len();
    }
    assert!((1..=12).contains(&hits), "{hits}");
}

#[test]
fn the_demo_has_requests_that_wait_at_several_steps() {
    let house = House::empty();
    let printed = house.run(&["demo", "--no-serve", "--customers", "90"]);
    let everyone = sign_ins(&printed.done().text());
    let contact = everyone.iter().find(|one| one.0.starts_with("dpo@"));
    let (email, password, _) = contact.unwrap();
    let list = [
        "--json",
        "rights",
        "list",
        "--as",
        email,
        "--password-stdin",
    ];
    let open = house.told(&list, &[password]).done().json();
    let open = open.as_array().unwrap();
    let stands: BTreeSet<&str> = open
        .iter()
        .map(|one| one["stands"].as_str().unwrap())
        .collect();
    assert_eq!(
        (open.len(), stands.len()),
        (4, 2),
        "one waits for her: {stands:?}"
    );
    assert!(open.iter().any(|one| one["name"] == "Aada Esimerkki"));
}

#[test]
fn a_demo_is_not_put_over_a_real_register_nor_into_a_full_folder() {
    let house = House::made();
    house.run(&DEMO).failed(1, &["oikea rekisteri", "--data"]);
    assert_eq!(house.register(|tx| tx.one(&rows::PARTIES, ())), 0);
    let full = House::empty();
    std::fs::create_dir(full.data()).unwrap();
    std::fs::write(full.data().join("kirje.txt"), "terve").unwrap();
    full.run(&DEMO).failed(1, &["Kansiossa on jo jotakin"]);
}

#[test]
fn a_demo_that_was_broken_off_is_made_anew() {
    let house = House::empty();
    let many = ["demo", "--no-serve", "--customers", "20000"];
    let mut making = house.command(&many).spawn().unwrap();
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(20));
        if house.data().join("trail.sqlite").exists() {
            break;
        }
    }
    std::thread::sleep(Duration::from_millis(400));
    making.kill().unwrap();
    making.wait().unwrap();
    let printed = house.run(&DEMO).done().text();
    for (email, password, title) in sign_ins(&printed) {
        let arguments = ["find", "x", "--as", &email, "--password-stdin"];
        let ran = house.told(&arguments, &[&password]);
        assert!([0, 3].contains(&ran.code), "{title}: {}", ran.told);
        assert!(!ran.told.contains("salasana on väärä"), "{title}");
    }
    assert_eq!(house.register(|tx| tx.one(&rows::PARTIES, ())), 50);
}

#[test]
fn the_same_seed_makes_the_same_sample_and_another_another() {
    let sample = |seed: &str| run(&["sample", "--csv", "300", "--seed", seed]).done().out;
    let first = sample("1");
    assert_eq!(run(&["sample", "--csv", "300"]).done().out, first);
    assert_eq!(sample("1"), first);
    assert_ne!(sample("2"), first);
    assert_eq!(String::from_utf8(first).unwrap().lines().count(), 301);
    let more = run(&["sample", "--csv", "400"]).done().out;
    assert!(
        more.starts_with(&sample("1")),
        "more of them begin with the same"
    );
    run(&["sample", "--csv", "4000000"]).failed(2, &["enintään miljoona"]);
}

#[test]
fn a_sample_whose_reader_goes_away_ends_without_a_panic() {
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            "\"$SELOSTE\" sample --csv 100000 | head -c 100 > /dev/null",
        ])
        .env("SELOSTE", env!("CARGO_BIN_EXE_seloste"));
    let ran = finished(command, &[]);
    assert_eq!(ran.code, 0, "{}", ran.told);
    assert!(ran.told.is_empty() || ran.told.contains("Tulostetta ei voitu kirjoittaa"));
}
