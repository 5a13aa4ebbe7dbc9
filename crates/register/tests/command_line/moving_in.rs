//! Moving in on the command line: lists of customers and notes, what came of them, taking them
//! back.

use crate::house::{House, Ran, run};
use crate::workbook::workbook;

const LIST: &str = "Etunimet;Sukunimi;Sähköposti\nMaija;Mallikas;maija@example.fi\n\
    Pekka;Esimerkki;pekka@example.fi\nOuto;Rivi;ei osoite\n";

fn import(house: &House, what: &str, name: &str, bytes: impl AsRef<[u8]>, more: &[&str]) -> Ran {
    let file = house.file(name, bytes);
    let mut arguments = vec!["import", what, &file, "--source", "vanha taulukko"];
    arguments.extend(more);
    house.by("clerk", &arguments)
}

/// One import is held against the register, as a table and as a file, for whoever may import.
fn one_is_compared(house: &House, batch: &str) {
    let whole = house
        .by("clerk", &["import", "compare", batch])
        .done()
        .text();
    assert!(
        whole.contains("Sähköpostiosoitteita") && whole.contains("Kaikki uutena otettu"),
        "{whole}"
    );
    assert!(!whole.contains("Mallikas"), "{whole}");
    let csv = house.by(
        "clerk",
        &["import", "compare", batch, "--csv", "--lang", "en"],
    );
    let csv = csv.done().text();
    assert!(csv.contains("\nE-mail addresses;3;2;0;0;1;2;0;;"), "{csv}");
    house
        .by("technician", &["import", "compare", batch])
        .failed(3, &[]);
    house
        .by("clerk", &["import", "compare", "4711"])
        .failed(2, &["tuonnin tunnus"]);
    house
        .by("clerk", &["import", "compare", "--csv"])
        .failed(2, &["BATCH"]);
}

#[test]
fn what_came_is_listed_compared_and_taken_back() {
    let house = House::with(&["clerk", "technician"]);
    let batch = import(&house, "customers", "a.csv", LIST, &["--json"])
        .done()
        .json()["batch"]
        .clone();
    let batch = batch.as_str().unwrap();
    let by_email = ["--mode", "update", "--key", "email", "--json"];
    let newer = "Etunimet;Sukunimi;Sähköposti\nMaija;Uusinimi;maija@example.fi\n\
        Liisa;Puuttuva;liisa@example.fi\n";
    let updated = import(&house, "customers", "b.csv", newer, &by_email)
        .done()
        .json();
    assert_eq!(
        (updated["updated"].as_i64(), updated["missing"].as_i64()),
        (Some(1), Some(1))
    );
    let notes = "Sähköposti;Muistiinpano\npekka@example.fi;Avain naapurissa\n";
    let added = import(&house, "notes", "n.csv", notes, &["--json"])
        .done()
        .json();
    assert_eq!(added["created"].as_i64(), Some(1));
    let listed = house
        .by("clerk", &["import", "list", "--json"])
        .done()
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 3);
    let compared = house
        .by("clerk", &["import", "compare", "--json"])
        .done()
        .json();
    let customers = &compared[0];
    let of = |name: &str| customers[name].as_i64().unwrap();
    assert_eq!(customers["kind"], "customers");
    assert_eq!(
        [
            of("rows"),
            of("created"),
            of("updated"),
            of("held"),
            of("missing")
        ],
        [5, 2, 1, 1, 1]
    );
    one_is_compared(&house, batch);
    for word in ["list", "compare"] {
        house.by("technician", &["import", word]).failed(3, &[]);
    }
    house
        .by("technician", &["import", "undo", batch])
        .failed(3, &[]);
    house
        .by("clerk", &["import", "undo", "nonsense"])
        .failed(2, &["tuonnin tunnus"]);
    // Both were touched since: by the update, by the note.
    let undone = house
        .by("clerk", &["import", "undo", batch, "--json"])
        .done()
        .json();
    assert_eq!(undone["gone"].as_i64(), Some(0));
    assert_eq!(undone["staying"].as_array().unwrap().len(), 2);
    house
        .by("clerk", &["import", "undo", batch])
        .failed(1, &["on peruttu"]);
    house.run(&["trail", "verify"]).done();
}

#[test]
fn an_import_that_is_taken_back_leaves_nothing_and_may_come_again() {
    let house = House::with(&["clerk"]);
    for _ in 0..2 {
        let came = import(&house, "customers", "a.csv", LIST, &["--json"])
            .done()
            .json();
        assert_eq!(came["created"].as_i64(), Some(2));
        let batch = came["batch"].as_str().unwrap().to_owned();
        let undone = house
            .by("clerk", &["import", "undo", &batch, "--json"])
            .done()
            .json();
        assert_eq!(undone["gone"].as_i64(), Some(2));
        let found = house.by("clerk", &["find", "Mallikas"]).done().text();
        assert!(!found.contains("Maija"), "{found}");
    }
    house.run(&["trail", "verify"]).done();
    house.run(&["doctor"]).done();
    // Whoever was taken back is nobody to be found when the index is made anew.
    std::fs::remove_file(house.data().join("index.sqlite")).unwrap();
    for _ in 0..3 {
        house.run(&["doctor"]).done();
    }
}

#[test]
fn an_order_that_cannot_be_meant_is_said_and_stores_nothing() {
    let house = House::with(&["clerk"]);
    for (more, code, sentence) in [
        (["--mode", "nonsense"], 2, "create, update"),
        (["--key", "nonsense"], 2, "customer_number"),
        (["--key", "phone"], 1, "Puhelin"),
        (["--sheet", "Taul2"], 2, "koskee vain työkirjaa"),
    ] {
        import(&house, "customers", "a.csv", LIST, &more).failed(code, &[sentence]);
    }
    import(&house, "notes", "a.csv", LIST, &[])
        .failed(1, &["Missään sarakkeessa ei ole muistiinpanoa"]);
    let none = house
        .by("clerk", &["import", "list", "--json"])
        .done()
        .json();
    assert_eq!(none.as_array().unwrap().len(), 0);
}

#[test]
fn of_a_workbook_with_several_sheets_they_are_named_and_one_is_chosen() {
    let house = House::with(&["clerk", "technician"]);
    let guide: &[&[&str]] = &[&["Lue tämä"]];
    let rows: &[&[&str]] = &[&["Sukunimi", "Etunimet"], &["Mallikas", "Maija"]];
    let others: &[&[&str]] = &[&["Sukunimi", "Etunimet"], &["Esimerkki", "Essi"]];
    let book = workbook(&[
        ("Ohje", guide),
        ("Tyhjä", &[]),
        ("Asiakkaat", rows),
        ("Toiset\t2026", others),
    ]);
    let refused = import(&house, "customers", "a.xlsx", &book, &[]).failed(
        1,
        &[
            "useita taulukoita",
            "--sheet",
            "1  Ohje",
            "3  Asiakkaat",
            "4  Toiset 2026",
        ],
    );
    assert!(!refused.told.contains("Tyhjä"), "{}", refused.told);
    let wrong = ["--sheet", "2", "--lang", "en"];
    import(&house, "customers", "a.xlsx", &book, &wrong)
        .failed(1, &["no such sheet", "--sheet", "3  Asiakkaat"]);
    let file = house.path("a.xlsx").display().to_string();
    let arguments = ["import", "customers", &file, "--source", "x"];
    let learns = house.by("technician", &arguments).failed(3, &[]);
    assert!(!learns.told.contains("Asiakkaat"), "{}", learns.told);
    for (sheet, name) in [("Asiakkaat", "Mallikas"), ("4", "Esimerkki")] {
        let chosen = ["--sheet", sheet, "--json"];
        let came = import(&house, "customers", "a.xlsx", &book, &chosen).done();
        assert_eq!(came.json()["created"], 1, "{name}");
        assert!(
            house
                .by("clerk", &["find", name])
                .done()
                .text()
                .contains(name)
        );
    }
}

#[test]
fn a_damaged_workbook_is_called_so_and_no_line_of_it_is_named() {
    let house = House::with(&["clerk"]);
    let rows: &[&[&str]] = &[&["Sukunimi"], &["Mallikas"]];
    let book = workbook(&[("Asiakkaat", rows)]);
    let half = book.get(..book.len() / 2).unwrap();
    let told = import(&house, "customers", "a.xlsx", half, &[]).failed(1, &["vioittunut"]);
    assert!(!told.told.contains("Rivi"), "{}", told.told);
}

#[test]
fn a_dry_run_says_which_language_whoever_tells_none_gets() {
    let house = House::with(&["clerk"]);
    let list = "Sukunimi\nMallikas\n";
    let dry = ["--dry-run", "--lang", "sv"];
    let told = import(&house, "customers", "a.csv", list, &dry)
        .done()
        .text();
    assert!(told.contains("huvudspråk: finska"), "{told}");
    let came = import(
        &house,
        "customers",
        "a.csv",
        list,
        &["--lang", "sv", "--json"],
    );
    assert_eq!(came.done().json()["language"], "fi");
    let numbers = house
        .by("clerk", &["--json", "find", "Mallikas"])
        .done()
        .json();
    let id = numbers["hits"][0]["id"].as_str().unwrap().to_owned();
    let shown = house.by("clerk", &["--json", "people", "show", &id]).done();
    assert_eq!(shown.json()["language"], "fi", "{}", shown.text());
}

#[test]
fn a_long_sample_comes_and_goes_again() {
    let house = House::with(&["clerk"]);
    let list = run(&["sample", "--csv", "700"]).done().out;
    let came = import(
        &house,
        "customers",
        "s.csv",
        list,
        &["--duplicates", "create", "--json"],
    );
    let came = came.done().json();
    let batch = came["batch"].as_str().unwrap().to_owned();
    let created = came["created"].as_i64().unwrap();
    assert!(created > 600, "{created}");
    let undone = house
        .by("clerk", &["import", "undo", &batch, "--json"])
        .done()
        .json();
    assert_eq!(undone["gone"].as_i64(), Some(created));
    house.run(&["trail", "verify"]).done();
}
