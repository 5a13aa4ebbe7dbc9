//! `find` and `people show`: who sees whom, in words and as data.

use crate::house::{House, PASSWORD, email};

const LIST: &str = "Etunimet;Sukunimi;Sähköposti;Y-tunnus;Yritys;Lisätiedot;Katuosoite;Postinumero;Postitoimipaikka\n\
                    Maija;Mallikas;maija@example.fi;;;Soittaa aamulla.;Esimerkkitie 3;40100;Jyväskylä\n\
                    Pekka;Esimerkki;;;;;;;\n;;huolto@example.fi;0112038-9;Esimerkki Huolto Oy;;;;\n";

fn house() -> House {
    let house = House::with(&["clerk", "technician"]);
    let list = house.file("a.csv", LIST);
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    house
}

fn id(house: &House, words: &str) -> (String, i64) {
    let json = house.by("clerk", &["--json", "find", words]).done().json();
    let hits = json["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "{json}");
    (
        hits[0]["id"].as_str().unwrap().to_owned(),
        hits[0]["number"].as_i64().unwrap(),
    )
}

#[test]
fn a_customer_is_found_by_words_that_need_not_stand_in_the_shells_history() {
    let house = house();
    let written = house
        .by("clerk", &["find", "maija", "mallikas"])
        .done()
        .text();
    assert!(
        written.contains("Mallikas Maija") && written.lines().count() == 1,
        "{written}"
    );
    assert!(
        !written.contains("Esimerkkitie"),
        "names alone, and no address: {written}"
    );
    let typed = house
        .signed_in("clerk", &["find"], &["maija mallikas"])
        .done()
        .text();
    assert_eq!(typed, written);
    let both = house.by("clerk", &["find", "esimerkki"]).done().text();
    assert_eq!(both.lines().count(), 2, "{both}");
    let nobody = house.by("clerk", &["find", "Olematon"]).done();
    assert!(
        nobody.out.is_empty() && nobody.told.contains("Ei osumia"),
        "{}",
        nobody.told
    );
    let json = house
        .by("clerk", &["--json", "find", "Olematon"])
        .done()
        .json();
    assert_eq!(json["hits"], serde_json::json!([]));
}

#[test]
fn whoever_must_not_find_is_refused_or_finds_nobody() {
    let house = house();
    house
        .by("administrator", &["find", "Maija"])
        .failed(3, &["ylläpitäjältä"]);
    let outside = house.by("technician", &["find", "Maija"]).done();
    assert!(
        outside.out.is_empty(),
        "nobody is within her jobs: {}",
        outside.text()
    );
    let arguments = ["find", "Maija", "--as", &email("clerk"), "--password-stdin"];
    house
        .told(&arguments, &["väärä salasana tässä"])
        .failed(3, &["salasana on väärä"]);
    let sv = [&["--lang", "sv"], &arguments[..]].concat();
    house
        .told(&sv, &["väärä salasana tässä"])
        .failed(3, &["lösenordet är fel"]);
    let stranger = [
        "find",
        "Maija",
        "--as",
        "vieras@example.com",
        "--password-stdin",
    ];
    let told = house
        .told(&stranger, &[PASSWORD])
        .failed(3, &["salasana on väärä"])
        .told;
    assert!(!told.contains("vieras"), "{told}");
}

#[test]
fn a_customer_is_shown_by_id_and_by_number_to_whoever_may_see_her() {
    let house = house();
    let (id, number) = id(&house, "Maija");
    let number = number.to_string();
    let by_id = house.by("clerk", &["people", "show", &id]).done().text();
    for shown in ["Maija", "maija@example.fi", "Soittaa aamulla.", &number] {
        assert!(by_id.contains(shown), "{shown}: {by_id}");
    }
    assert_eq!(
        house
            .by("clerk", &["people", "show", &number])
            .done()
            .text(),
        by_id
    );
    let json = house
        .by("clerk", &["--json", "people", "show", &number])
        .done()
        .json();
    assert_eq!(
        (&json["id"], &json["kind"]),
        (&id.as_str().into(), &"person".into()),
        "{json}"
    );
    house
        .by("administrator", &["people", "show", &id])
        .failed(3, &["ylläpitäjältä"]);
    house
        .by("clerk", &["people", "show", "Maija"])
        .failed(2, &["tunnus", "asiakasnumero"]);
}

#[test]
fn a_customer_outside_her_jobs_and_one_who_is_not_there_are_the_same_to_a_technician() {
    let house = house();
    let (id, number) = id(&house, "Maija");
    let number = number.to_string();
    let asked = [id.as_str(), &number, "0000000000001", "999999"];
    for words in [&["people", "show"][..], &["--json", "people", "show"]] {
        let answers = asked.map(|one| {
            let arguments = [words, &[one]].concat();
            let ran = house.by("technician", &arguments);
            (ran.code, ran.text(), ran.told)
        });
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{answers:?}"
        );
        assert_eq!((answers[0].0, answers[0].1.as_str()), (1, ""));
    }
    house
        .by("technician", &["people", "show", &id])
        .failed(1, &["Asiakasta ei löydy"]);
    house
        .by("clerk", &["people", "show", "999999"])
        .failed(1, &["Asiakasta ei löydy"]);
}

#[test]
fn completions_are_written_for_each_shell() {
    for (shell, mark) in [
        ("bash", "_seloste"),
        ("zsh", "#compdef"),
        ("fish", "complete -c"),
    ] {
        let text = crate::house::run(&["completions", shell]).done().text();
        assert!(
            text.contains(mark) && text.contains("ignore-unknown"),
            "{shell}"
        );
    }
    assert_eq!(crate::house::run(&["completions", "cmd"]).code, 2);
    assert_eq!(crate::house::run(&["--lang", "de", "doctor"]).code, 2);
    assert_eq!(crate::house::run(&["deleteall"]).code, 2);
}

#[test]
fn a_manual_page_is_written_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("manual");
    crate::house::run(&["manual", "--to", to.to_str().unwrap()]).done();
    for page in ["seloste.1", "seloste-serve.1", "seloste-keys-rotate.1"] {
        let text = std::fs::read_to_string(to.join(page)).unwrap();
        assert!(
            text.contains(".SH NAME") && text.contains(".SH OPTIONS"),
            "{page}: {text}"
        );
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let wrong = crate::house::run(&["manual", "--to", file.to_str().unwrap()]);
    assert_eq!(wrong.code, 1, "a file is no folder");
}
