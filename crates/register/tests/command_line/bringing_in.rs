//! `import customers` and `import rejected`: what comes in, what does not, and why.

use std::os::unix::fs::PermissionsExt;

use crate::house::{House, PASSWORD, Ran, run};
use crate::rows;

/// Imports bytes as a file of this name.
fn import(house: &House, name: &str, bytes: impl AsRef<[u8]>, more: &[&str]) -> Ran {
    let file = house.file(name, bytes);
    let mut arguments = vec!["import", "customers", &file, "--source", "vanha taulukko"];
    arguments.extend(more);
    house.by("clerk", &arguments)
}

fn created(ran: Ran) -> (i64, i64, i64) {
    let json = ran.done().json();
    let count = |name: &str| json[name].as_i64().unwrap();
    (count("created"), count("known"), count("rejected"))
}

fn stored(house: &House) -> (i64, i64) {
    house.register(|tx| Ok((tx.one(&rows::PARTIES, ())?, tx.one(&rows::BATCHES, ())?)))
}

fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    let words = std::iter::once(0xFEFF).chain(text.encode_utf16());
    words.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_list_is_read_however_a_spreadsheet_wrote_it() {
    let house = House::with(&["clerk"]);
    let files: [(&str, Vec<u8>); 6] = [
        (
            "1.csv",
            "Etunimet;Sukunimi;Postitoimipaikka\nÅsa;Öhman;Porvoo\n".into(),
        ),
        (
            "2.csv",
            "\u{feff}First names,Last name,Town\r\nÄssä,Öljy,Turku\r\n".into(),
        ),
        (
            "3.csv",
            latin("Förnamn\tEfternamn\tOrt\nÅke\tÖster\tVasa\n"),
        ),
        ("4.csv", utf_16("Etunimet\tSukunimi\nÄijä\tÖrn\n")),
        (
            "5.csv",
            "sep=,\nYritys,Y-tunnus\n\"Nosturi, Oy\",0112038-9\n".into(),
        ),
        ("6.csv", "Nimi\nKorhonen Maija\n\n\nVirtanen, Aino\n".into()),
    ];
    for (name, bytes) in files {
        let (created, known, rejected) = created(import(&house, name, bytes, &["--json"]));
        assert_eq!((created > 0, known, rejected), (true, 0, 0), "{name}");
    }
    for words in [
        "Öhman", "Öljy", "Öster", "Örn", "Nosturi", "Korhonen", "Virtanen",
    ] {
        let found = house.by("clerk", &["find", words]).done().text();
        assert!(found.contains(words), "{words}: {found}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place_and_stores_nothing() {
    let house = House::with(&["clerk"]);
    let utf = |rest: &[u8]| [b"\xef\xbb\xbfSukunimi\nMallikas\n".as_slice(), rest].concat();
    let long = format!(
        "Sukunimi;Lisätiedot\nA;b\nMallikas;\"{}",
        "x".repeat(1_000_000)
    );
    let files: [(&[u8], &[&str]); 10] = [
        (b"", &["Tiedosto on tyhjä"]),
        (b"\n \n\r\n", &["Tiedosto on tyhjä"]),
        (
            &utf(b"\xff\xfe\xfd\n"),
            &["Tallenna se CSV-muotoon (UTF-8)", "Rivi"],
        ),
        (
            b"Puhelin;Maa\n0401;FI\n",
            &["Missään sarakkeessa ei ole nimeä"],
        ),
        (
            b"Sukunimi;Puhelin;Horoskooppi\nA;;b\n",
            &["otsikkoa ei tunneta", "Sarake 3", "--ignore-unknown"],
        ),
        (
            b"Sukunimi;GSM;Puhelin\nA;1;2\n",
            &["Kahdessa sarakkeessa", "Sarake 3"],
        ),
        (long.as_bytes(), &["lainausmerkkiä ei suljeta", "Rivi 3"]),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            &["Tiedosto ei ole luettelo"],
        ),
        (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml\x00\xff", &[]),
        (&[0; 4096], &["Tiedosto ei ole luettelo"]),
    ];
    for (bytes, words) in files {
        let told = import(&house, "bad.csv", bytes, &[]).failed(1, words).told;
        assert!(
            !told.contains("xxxx") && !told.contains("Horoskooppi"),
            "{told}"
        );
    }
    for (language, column) in [("sv", "Kolumn 3"), ("en", "Column 3")] {
        let bytes = b"Sukunimi;GSM;Puhelin\nA;1;2\n";
        import(&house, "bad.csv", bytes, &["--lang", language]).failed(1, &[column]);
    }
    let gone = ["import", "customers", "/ei/ole.csv", "--source", "x"];
    house
        .by("clerk", &gone)
        .failed(1, &["Tiedostoa ei voitu lukea", "Tarkista"]);
    let folder = ["import", "customers", "/", "--source", "x"];
    house
        .by("clerk", &folder)
        .failed(1, &["Tiedostoa ei voitu lukea"]);
    assert_eq!(stored(&house), (0, 0));
}

#[test]
fn an_order_that_cannot_be_meant_stores_nothing() {
    let house = House::with(&["clerk"]);
    let file = "Sukunimi\nMallikas\n";
    let orders: [(&[&str], &str); 5] = [
        (&["--connection", "naapuri"], "yhteyden laji"),
        (
            &["--connection", "contact_person_of"],
            "Yhteyshenkilö kuuluu yritykseen",
        ),
        (
            &["--identity-code-ground", "uteliaisuus"],
            "tietosuojalaki 29 §",
        ),
        (&["--identity-code-ground", "credit"], "tietosuojalaki 29 §"),
        (&["--source", " "], "mistä tiedot ovat"),
    ];
    for (order, sentence) in orders {
        let path = house.file("a.csv", file);
        let mut arguments = vec!["import", "customers", &path];
        if !order.contains(&"--source") {
            arguments.extend(["--source", "x"]);
        }
        arguments.extend(order);
        house.by("clerk", &arguments).failed(2, &[sentence]);
    }
    assert_eq!(stored(&house), (0, 0));
}

#[test]
fn whoever_may_not_import_stores_nothing_and_learns_nothing() {
    let house = House::with(&["clerk", "technician"]);
    import(
        &house,
        "a.csv",
        "Sukunimi;Puhelin\nMallikas;0401234567\n",
        &[],
    )
    .done();
    let before = stored(&house);
    let known = house.file("b.csv", "Sukunimi;Puhelin\nMallikas;0401234567\n\n");
    let wrong = house.file("c.csv", "Sukunimi;Puhelin\nMallikas;12\n");
    for file in [&known, &wrong] {
        for more in [&["--dry-run"][..], &[]] {
            let arguments = [&["import", "customers", file, "--source", "x"], more].concat();
            for role in ["technician", "administrator"] {
                house.by(role, &arguments).failed(3, &["ylläpitäjältä"]);
            }
        }
    }
    assert_eq!(stored(&house), before);
    let by_clerk = [
        "import",
        "customers",
        &known,
        "--source",
        "x",
        "--as",
        "clerk@example.com",
    ];
    let stdin = [&by_clerk[..], &["--password-stdin"]].concat();
    house
        .told(&stdin, &["väärä salasana tässä"])
        .failed(3, &["salasana on väärä"]);
    house
        .told(&by_clerk, &[PASSWORD])
        .failed(2, &["--password-stdin"]);
    assert_eq!(stored(&house), before);
}

#[test]
fn a_dry_run_says_what_would_come_of_it_and_stores_nothing() {
    let house = House::with(&["clerk"]);
    let file = "Etunimet;Sukunimi;Sähköposti\nMaija;Mallikas;maija@example.fi\n\
                Pekka;Esimerkki;ei osoite\n;Yksin;\n";
    let dry = import(&house, "a.csv", file, &["--dry-run", "--json"]);
    assert_eq!(created(dry), (2, 0, 1));
    let told = import(&house, "a.csv", file, &["--dry-run"]).done().text();
    assert!(told.contains("Rivi 3: Sähköposti"), "{told}");
    assert!(
        !told.contains("Pekka") && !told.contains("ei osoite"),
        "{told}"
    );
    assert_eq!(stored(&house), (0, 0));
    assert_eq!(
        created(import(&house, "a.csv", file, &["--json"])),
        (2, 0, 1)
    );
}

#[test]
fn nobody_is_stored_twice_and_no_row_is_lost_without_a_reason() {
    let house = House::with(&["clerk"]);
    let file = "Etunimet;Sukunimi;Puhelin;Y-tunnus;Yritys\n\
                Maija;Mallikas;040 123 4567;;\n;;;0112038-9;Esimerkki Huolto Oy\n";
    assert_eq!(
        created(import(&house, "a.csv", file, &["--json"])),
        (2, 0, 0)
    );
    import(&house, "a.csv", file, &[]).failed(1, &["jo tuotu"]);
    let second = "Yritys;Y-tunnus;Nimi;Puhelin;Henkilötunnus;Lisätiedot\n\
                  Toinen Nimi Oy;0112038-9;;;;\n\
                  ;;MALLIKAS Maija;+358401234567;;\n\
                  ;;Mallikas Maija;0409999999;;\n\
                  ;;Väärä, Tunnus;;131052-308U;\n\
                  ;;Ilman, Perustetta;;131052-308T;\n\
                  ;;Piilossa, Tunnus;;;hetu 131052-308T\n";
    let ran = import(&house, "b.csv", second, &["--json"]).done().json();
    let counts = [&ran["created"], &ran["known"], &ran["rejected"]].map(|n| n.as_i64().unwrap());
    assert_eq!(counts, [1, 1, 4], "{ran}");
    let batch = ran["batch"].as_str().unwrap();
    let to = house.path("hylatyt.csv");
    let arguments = ["import", "rejected", batch, "--to", to.to_str().unwrap()];
    house.by("administrator", &arguments).failed(3, &[]);
    house.by("administrator", &arguments).failed(3, &[]);
    assert!(!to.exists());
    house.by("clerk", &arguments).done();
    let rejected = std::fs::read_to_string(&to).unwrap();
    assert_eq!(rejected.lines().count(), 5, "headings and four rows");
    for why in [
        "Tarkista, onko kyse samasta",
        "tarkistusmerkki ei täsmää",
        "tietosuojalaki 29 §",
        "Muistiinpanossa on henkilötunnus",
    ] {
        assert_eq!(rejected.matches(why).count(), 1, "{why}");
    }
    assert_eq!(to.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    house.by("clerk", &arguments).failed(1, &["uusi nimi"]);
    assert_eq!(
        std::fs::read_to_string(&to).unwrap(),
        rejected,
        "no file is written over"
    );
    let no_id = ["import", "rejected", "eilinen", "--to", "x"];
    house.by("clerk", &no_id).failed(2, &["tuonnin tunnus"]);
    let none = ["import", "rejected", "0000000000001", "--to", "x"];
    house
        .by("clerk", &none)
        .failed(1, &["Sellaista tuontia ei ole"]);
    let mended = "Nimi;Henkilötunnus\nIlman, Perustetta;131052-308T\n";
    let ground = ["--json", "--identity-code-ground", "rights_and_duties"];
    assert_eq!(created(import(&house, "c.csv", mended, &ground)), (1, 0, 0));
}

#[test]
fn unknown_columns_stay_out_only_where_somebody_says_so() {
    let house = House::with(&["clerk"]);
    let file = "Sukunimi;Kengännumero\nMallikas;38\n";
    import(&house, "a.csv", file, &[]).failed(1, &["Sarake 2"]);
    let taken = import(&house, "a.csv", file, &["--ignore-unknown", "--json"]);
    assert_eq!(created(taken), (1, 0, 0));
    let long = format!(
        "Sukunimi;Lisätiedot\nMallikas;{}\nVirtanen;x\n",
        "x".repeat(1_000_000)
    );
    let told = import(&house, "b.csv", long, &[]);
    assert_eq!(
        told.code, 1,
        "a row longer than any record ends reading: {}",
        told.told
    );
    let long = format!(
        "Sukunimi;Lisätiedot\nPitkä;{}\nVirtanen;x\n",
        "x".repeat(100_000)
    );
    assert_eq!(
        created(import(&house, "c.csv", long, &["--json"])),
        (1, 0, 1)
    );
}

#[test]
fn the_sample_goes_into_an_empty_ordinary_register_whole() {
    let house = House::with(&["clerk"]);
    let list = run(&["sample", "--csv", "2000"]).done().out;
    assert_eq!(
        created(import(&house, "sample.csv", &list, &["--json"])),
        (2_000, 0, 0)
    );
    let (parties, batches) = stored(&house);
    assert_eq!((parties, batches), (2_000, 1));
    assert_eq!(house.register(|tx| tx.one(&rows::HALVES, ())), 0);
    house.run(&["trail", "verify"]).done();
}
