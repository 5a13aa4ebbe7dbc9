//! The comparison of an import with the register: as whoever moved in sees it, and as a file.

use axum::http::StatusCode;
use testkit::Stores;

use crate::house::{Browser, House};
use crate::moving_in::{TOLD, imported, told, until};

const FILE: &str = "Etunimet;Sukunimi;Yritys;Y-tunnus;Sähköposti;Puhelin;Puhelin 2;Katuosoite;\
    Postinumero;Postitoimipaikka;Kieli;Markkinointikielto;Turvakielto;Lisätiedot;ALV-numero\n\
    Maija;Mallikas;;;maija@example.fi;0401234567;0407654321;Testikatu 1;00100;Helsinki;sv;kyllä;kyllä;Soittaa aamulla;\n\
    Pekka;Esimerkki;;;pekka@example.fi;;;;;;;ei;ei;;\n\
    Liisa;Malli;Kulma Oy;0112038-9;;0405555555;;;;;;kyllä;;;FI01120389\n\
    Outo;Rivi;;;ei osoite;0409999999;;;;;;;;;\n";

/// The lines of the comparison's file: a name, then seven counts as they stand there.
async fn lines(clerk: &Browser, path: &str) -> Vec<(String, String)> {
    let csv = clerk.get(&format!("{path}/compared.csv")).await;
    assert_eq!(csv.status, StatusCode::OK);
    let kind = csv.headers.get("content-type").unwrap().to_str().unwrap();
    assert!(kind.starts_with("text/csv"), "{kind}");
    for personal in ["Mallikas", "Kulma", "example.fi", "0112038"] {
        assert!(!csv.body.contains(personal), "{personal} stands in it");
    }
    let cut = |line: &str| {
        let (name, counts) = line.split_once(';').unwrap();
        (name.to_owned(), counts.trim_end_matches(";;").to_owned())
    };
    csv.body.lines().skip(1).map(cut).collect()
}

fn counts<'a>(lines: &'a [(String, String)], name: &str) -> &'a str {
    let line = lines.iter().find(|(one, _)| one == name);
    line.map_or("", |(_, counts)| counts)
}

testkit::both_engines! {
    async fn what_a_file_had_is_held_against_the_register_value_by_value(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (path, page) = imported(&clerk, &TOLD, FILE.as_bytes()).await;
        assert!(page.contains(&format!("{path}/compared")), "{page}");
        let shown = clerk.get(&format!("{path}/compared")).await.body;
        assert!(shown.contains("Kaikki uutena otettu on rekisterissä."), "{shown}");
        assert!(!shown.contains("maija@example.fi"));
        // In the file, as new, as an update, on known, on rejected; in the register, missing.
        let all = lines(&clerk, &path).await;
        for (name, expected) in [
            ("Rivejä", "4;3;0;0;1"),
            ("Nimiä", "4;3;0;0;1;3;0"),
            ("Y-tunnuksia", "1;1;0;0;0"),
            ("Henkilötunnuksia", ""),
            ("Osoitteita", "1;1;0;0;0;1;0"),
            ("Puhelinnumeroita", "4;3;0;0;1;3;0"),
            ("Sähköpostiosoitteita", "3;2;0;0;1;2;0"),
            // What no field holds is a note of the company.
            ("Muistiinpanoja", "2;2;0;0;0;2;0"),
            ("Turvakieltoja", "1;1;0;0;0;1;0"),
            ("Markkinointikieltoja", "2;2;0;0;0;2;0"),
            ("asiakkuus", "3;3;0;0;0;3;0"),
            ("yrityksen yhteyshenkilö", "1;1;0;0;0;1;0"),
            ("suomi", "3;3;0;0;0;3;0"),
            ("ruotsi", "1;1;0;0;0;1;0"),
        ] {
            assert_eq!(counts(&all, name), expected, "{name}: {all:?}");
        }
        // Whoever is known or brought up to date is counted as such, and not twice.
        let again = "Yritys;Y-tunnus;Puhelin\nKulma Oy;0112038-9;0401111111\n";
        let (known, _) = imported(&clerk, &TOLD, again.as_bytes()).await;
        let of_known = lines(&clerk, &known).await;
        assert_eq!(counts(&of_known, "Y-tunnuksia"), "1;0;0;1;0");
        assert_eq!(counts(&of_known, "Puhelinnumeroita"), "1;0;0;1;0;0;0");
        let by_email = told(&[("mode", "update"), ("key", "email")]);
        let newer = "Sukunimi;Sähköposti\nUusinimi;pekka@example.fi\nOuto;outo@example.fi\n";
        let (updated, _) = imported(&clerk, &by_email, newer.as_bytes()).await;
        let of_updated = lines(&clerk, &updated).await;
        assert_eq!(counts(&of_updated, "Sähköpostiosoitteita"), "2;0;1;0;1;0;0");
        let still = lines(&clerk, &path).await;
        assert_eq!(counts(&still, "Nimiä"), "4;3;0;0;1;3;0", "a renewed name stands once");
    }

    async fn what_is_missing_from_the_register_is_said(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let list = "Sukunimi;Sähköposti\nMallikas;maija@example.fi\nEsimerkki;pekka@example.fi\n";
        let (path, _) = imported(&clerk, &TOLD, list.as_bytes()).await;
        let notes = "Sähköposti;Lisätiedot;Päivä\nmaija@example.fi;Soittaa aamulla;1.2.2024\nx@example.fi;Kuka;\n";
        let (noted, _) = imported(&clerk, &told(&[("what", "notes")]), notes.as_bytes()).await;
        let of_notes = lines(&clerk, &noted).await;
        assert_eq!(counts(&of_notes, "Rivejä"), "2;1;0;0;1;1;0");
        assert_eq!(counts(&of_notes, "Muistiinpanoja"), "2;1;0;0;1;1;0");
        assert_eq!(counts(&of_notes, "Päiviä"), "1;1;0;0;0");
        crate::moving_in::taken_back(&clerk, &path).await;
        until(&clerk, &path, "Tuonti on peruttu").await;
        // The one with a note was touched and stays.
        let shown = clerk.get(&format!("{path}/compared")).await.body;
        assert!(shown.contains("Osa uutena otetusta ei ole nyt rekisterissä"), "{shown}");
        let all = lines(&clerk, &path).await;
        assert_eq!(counts(&all, "Sähköpostiosoitteita"), "2;2;0;0;0;1;1");
        crate::moving_in::taken_back(&clerk, &noted).await;
        until(&clerk, &noted, "Tuonti on peruttu").await;
        assert_eq!(counts(&lines(&clerk, &noted).await, "Muistiinpanoja"), "2;1;0;0;1;0;1");
    }

    async fn a_comparison_is_for_whoever_may_import(stores: Stores) {
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let (path, _) = imported(&clerk, &TOLD, b"Sukunimi\nMallikas\n").await;
        let technician = house.browser("technician").await;
        for part in ["/compared", "/compared.csv"] {
            let answer = technician.get(&format!("{path}{part}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{part}");
            let none = clerk.get(&format!("/import/4711{part}")).await;
            assert_eq!(none.status, StatusCode::NOT_FOUND, "{part}");
        }
    }
}
