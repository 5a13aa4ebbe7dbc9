//! `notice`: checked, compared, printed without a register; published and listed in one.

use rstest::rstest;

use crate::house::{House, NOTICE, SEED, run};

#[rstest]
#[case("fi", "Rekisterinpitäjä")]
#[case("sv", "Personuppgiftsansvarig")]
#[case("en", "Controller")]
fn a_notice_is_printed_in_every_form(#[case] language: &str, #[case] heading: &str) {
    let print = |what: &str, format: &str| {
        run(&[
            "--lang", language, "notice", what, NOTICE, "--format", format,
        ])
        .done()
        .out
    };
    for what in ["render", "record"] {
        for format in ["html", "md", "txt", "json"] {
            let text = String::from_utf8(print(what, format)).unwrap();
            let folded = text.to_lowercase();
            assert!(
                folded.contains(&heading.to_lowercase()),
                "{what} {format}: {heading}"
            );
            assert!(text.contains("TL-Maint Oy"), "{what} {format}");
            if format == "html" {
                assert!(text.contains(&format!("lang=\"{language}\"")), "{what}");
            }
            if format == "json" {
                serde_json::from_str::<serde_json::Value>(&text).unwrap();
            }
        }
    }
    let pdf = print("render", "pdf");
    let marks = String::from_utf8_lossy(&pdf);
    assert!(pdf.starts_with(b"%PDF-"));
    let lang = [format!("/Lang ({language}"), format!("/Lang({language}")];
    assert!(
        lang.iter().any(|lang| marks.contains(lang.as_str())),
        "{language}"
    );
    assert!(marks.contains("pdfaid:part"), "it says that it is PDF/A");
}

#[test]
fn the_record_of_processing_is_printed_on_paper_too() {
    assert!(
        run(&["notice", "record", NOTICE, "--format", "pdf"])
            .done()
            .out
            .starts_with(b"%PDF-")
    );
}

#[test]
fn what_a_notice_lacks_is_listed_with_the_article_and_what_to_do() {
    let found = run(&["notice", "check", SEED]);
    assert_eq!((found.code, found.told.as_str()), (1, ""));
    let text = found.text();
    assert!(text.lines().count() > 10 && text.contains("13"), "{text}");
    let found = run(&["--json", "notice", "check", SEED]);
    assert_eq!(found.code, 1);
    let json = found.json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), text.lines().count(), "one line each");
    assert!(
        findings
            .iter()
            .all(|one| one["code"].is_string() && one["article"].is_string())
    );
    let swedish = run(&["--lang", "sv", "notice", "check", SEED]).text();
    assert_ne!(swedish, text);
    let clean = run(&["notice", "check", NOTICE]).done().text();
    assert_eq!(clean.lines().count(), 1, "{clean}");
}

#[test]
fn what_changes_between_two_notices_is_told() {
    let changes = run(&["notice", "diff", SEED, NOTICE]).done().text();
    assert!(changes.lines().count() > 5, "{changes}");
    let json = run(&["--json", "notice", "diff", SEED, NOTICE])
        .done()
        .json();
    assert_eq!(
        json["changes"].as_array().unwrap().len(),
        changes.lines().count()
    );
    let none = run(&["notice", "diff", NOTICE, NOTICE]).done().text();
    assert_eq!(none.lines().count(), 1, "{none}");
    let none = run(&["--json", "notice", "diff", NOTICE, NOTICE])
        .done()
        .json();
    assert_eq!(none["changes"], serde_json::json!([]));
}

#[test]
fn a_file_that_is_no_notice_is_printed_checked_and_compared_by_no_command() {
    let house = House::empty();
    let file = house.file("rikki.toml", "[notice\ntitle = 3\n");
    for command in [
        &["notice", "render", &file][..],
        &["notice", "record", &file],
        &["notice", "check", &file],
        &["notice", "diff", NOTICE, &file],
        &["notice", "diff", &file, NOTICE],
    ] {
        run(command).failed(1, &["rikki.toml:1:", "Korjaa"]);
    }
    run(&["notice", "check", "/ei/ole.toml"]).failed(1, &["Tarkista"]);
}

#[test]
fn a_new_version_is_published_by_whoever_may_and_a_start_that_nobody_knows_is_said_so() {
    let house = House::empty();
    house.init(&["--in-force", "unknown"]).done();
    house.add("clerk").done();
    let publish = ["notice", "publish", SEED];
    house.by("clerk", &publish).failed(3, &["ylläpitäjältä"]);
    let again = ["notice", "publish", SEED, "--in-force", "unknown"];
    house.by("administrator", &again).failed(1, &["tuntematon"]);
    let said = house.by("administrator", &publish).done().text();
    assert!(said.contains("versio 2"), "{said}");
    house
        .by("administrator", &publish)
        .failed(1, &["sama kuin voimassa oleva"]);
    let versions = house.run(&["notice", "versions"]).done().text();
    assert_eq!(versions.lines().count(), 2, "{versions}");
    assert!(
        versions.lines().last().unwrap().contains("ei tiedossa"),
        "{versions}"
    );
    let json = house.run(&["--json", "notice", "versions"]).done().json();
    assert_eq!(
        (&json[1]["number"], &json[1]["in_force"]),
        (&1.into(), &serde_json::Value::Null)
    );
    let earlier = ["notice", "publish", NOTICE, "--in-force", "24.11.2020"];
    house.by("administrator", &earlier).failed(1, &["myöhempi"]);
    let day = [
        "--json",
        "notice",
        "publish",
        NOTICE,
        "--in-force",
        "24.11.2126",
    ];
    assert_eq!(
        house.by("administrator", &day).done().json()["version"],
        "3"
    );
    let wrong = ["notice", "publish", NOTICE, "--in-force", "ensi vuonna"];
    house.by("administrator", &wrong).failed(2, &["24.11.2026"]);
    let broken = house.file("rikki.toml", "[notice\n");
    house
        .by("administrator", &["notice", "publish", &broken])
        .failed(1, &["rikki.toml:1:"]);
    assert_eq!(
        house
            .run(&["notice", "versions"])
            .done()
            .text()
            .lines()
            .count(),
        3
    );
}

/// The company's notice without the category of notes.
fn without_notes() -> String {
    let text = std::fs::read_to_string(SEED).unwrap();
    let (before, block) = text.split_once("[[category]]\nkey = \"other\"").unwrap();
    let (_, after) = block.split_once("\n[").unwrap();
    [before, "[", after].concat().replace(", \"other\"", "")
}

#[test]
fn a_notice_that_drops_what_is_stored_is_not_published() {
    let house = House::with(&["clerk"]);
    let without = house.file("ilman.toml", without_notes());
    let list = house.file("a.csv", "Sukunimi;Lisätiedot\nMallikas;Soittaa aamulla.\n");
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    let publish = ["notice", "publish", &without];
    let said = house
        .by("administrator", &publish)
        .failed(1, &["Palauta ryhmä selosteeseen"])
        .told;
    assert_eq!(said.lines().count(), 2, "it says which: {said}");
    assert_eq!(
        house
            .run(&["notice", "versions"])
            .done()
            .text()
            .lines()
            .count(),
        1
    );
    let free = House::made();
    free.by("administrator", &publish).done();
}
