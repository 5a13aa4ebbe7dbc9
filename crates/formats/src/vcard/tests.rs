//! The rules of reading cards.

use proptest::prelude::*;

use super::*;

fn cards(text: &str) -> Vec<Card> {
    let read: Result<Vec<_>, _> = Reader::new(text.as_bytes()).collect();
    read.unwrap().into_iter().map(|(_, card)| card).collect()
}

fn one(lines: &[&str]) -> Card {
    let text = [&["BEGIN:VCARD", "VERSION:4.0"], lines, &["END:VCARD"]].concat();
    cards(&text.join("\r\n")).remove(0)
}

fn why(text: &str) -> Vec<Result<u64, (u64, WhyNotRead)>> {
    let read = Reader::new(text.as_bytes());
    read.map(|card| card.map(|(line, _)| line).map_err(|e| (e.line, e.why)))
        .collect()
}

#[test]
fn folded_lines_and_escapes_are_undone() {
    let card = one(&[
        "FN:Maija Me",
        " hiläinen",
        "NOTE:Toivoo sähköpostia\\, ei puhelua\\; kiitos.\\nToinen",
        "\t rivi C:\\\\x",
    ]);
    assert_eq!(card.formatted_name, "Maija Mehiläinen");
    assert_eq!(
        card.notes,
        ["Toivoo sähköpostia, ei puhelua; kiitos.\nToinen rivi C:\\x"]
    );
}

#[test]
fn a_character_that_is_folded_in_its_middle_is_whole_again() {
    let mut bytes = b"BEGIN:VCARD\nVERSION:3.0\nFN:\xC3".to_vec();
    bytes.extend_from_slice(b"\n \xA4iti\nEND:VCARD\n");
    let (line, card) = Reader::new(bytes.as_slice()).next().unwrap().unwrap();
    assert_eq!((line, card.formatted_name.as_str()), (1, "äiti"));
}

#[test]
fn grouped_properties_are_read_and_their_labels_left_out() {
    let card = one(&[
        "item1.TEL;TYPE=\"cell,voice\";PREF=1:tel:+358-40-0000001;ext=12",
        "item1.X-ABLabel:Oma",
        "EMAIL;TYPE=INTERNET;TYPE=WORK:maija@example.com",
        "PHOTO;ENCODING=b:AAAA",
    ]);
    assert_eq!(card.phones[0].value, "+358-40-0000001");
    assert_eq!(card.phones[0].types, ["cell", "voice", "pref"]);
    assert_eq!(card.emails[0].types, ["internet", "work"]);
    assert_eq!(card.left_out, ["PHOTO"]);
}

#[test]
fn quoted_printable_in_another_encoding_is_read() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:H=E4m=E4l=E4inen;J=F6ns\r\n\
        ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;P=C3=A4=C3=A4katu 3 =\r\n\
        B 4;Hyvink=C3=A4=C3=A4;;05800;Suomi\r\nEND:VCARD\r\n";
    let card = cards(text).remove(0);
    let name = card.name.unwrap();
    assert_eq!(
        (name.family.as_str(), name.given.as_str()),
        ("Hämäläinen", "Jöns")
    );
    let address = &card.addresses[0];
    assert_eq!(address.street, "Pääkatu 3 B 4");
    assert_eq!(address.town, "Hyvinkää");
    assert_eq!(address.types, ["home"]);
}

#[test]
fn a_birthday_is_whole_or_stands_as_it_was_written() {
    let day = |text: &str| one(&[&format!("BDAY:{text}")]).birthday;
    assert_eq!(day("19850305"), "1985-03-05");
    assert_eq!(day("1985-03-05T00:00:00Z"), "1985-03-05");
    assert_eq!(day("--0405"), "--0405");
    assert_eq!(day("1985-0305"), "1985-0305");
}

#[test]
fn the_preferred_language_comes_first() {
    let card = one(&["LANG;PREF=2:fi", "LANG;PREF=1:sv", "KIND:org"]);
    assert_eq!(card.languages, ["sv", "fi"]);
    assert_eq!(card.kind, CardKind::Organisation);
}

#[test]
fn a_card_that_is_not_understood_does_not_take_the_next_one_with_it() {
    let text = "BEGIN:VCARD\nVERSION:9.0\nFN:x\nEND:VCARD\n\nBEGIN:VCARD\nVERSION:4.0\nFN:y\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:z\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\n";
    let expected = [
        Err((1, WhyNotRead::Version)),
        Err((6, WhyNotRead::Unended)),
        Ok(9),
        Err((13, WhyNotRead::Unended)),
    ];
    assert_eq!(why(text), expected);
}

#[test]
fn what_is_no_card_ends_reading() {
    assert_eq!(why("Nimi;Puhelin\n"), [Err((1, WhyNotRead::NotACard))]);
    assert_eq!(why(""), []);
}

#[test]
fn a_card_within_a_card_is_passed_over() {
    let card = one(&[
        "AGENT:",
        "BEGIN:VCARD",
        "VERSION:2.1",
        "FN:toinen",
        "END:VCARD",
        "FN:oma",
    ]);
    assert_eq!(card.formatted_name, "oma");
}

#[test]
fn a_long_picture_is_passed_over_and_a_long_note_refused() {
    let long = "A".repeat(3 * super::lines::LINE_BYTES_MAX);
    assert_eq!(
        one(&[&format!("PHOTO:{long}"), "FN:oma"]).formatted_name,
        "oma"
    );
    let text = format!("BEGIN:VCARD\nVERSION:4.0\nNOTE:{long}\nEND:VCARD\n");
    assert_eq!(why(&text), [Err((1, WhyNotRead::Length))]);
}

proptest! {
    #[test]
    fn any_bytes_end_in_cards_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        for card in Reader::new(bytes.as_slice()) {
            let _ = card;
        }
    }

    #[test]
    fn any_text_in_a_card_comes_back(text in "[^\r\\\\]{0,300}") {
        let escaped = text.replace('\n', "\\n").replace(';', "\\;").replace(',', "\\,");
        let card = one(&[&format!("NOTE:{escaped}")]);
        let text = text.trim();
        prop_assert_eq!(card.notes.first().map_or("", String::as_str), text);
    }

    #[test]
    fn lines_of_cards_in_any_order_never_panic(
        lines in proptest::collection::vec("(BEGIN:VCARD|END:VCARD|VERSION:4.0|AGENT:|FN:.{0,5}|TEL;[a-z=\";:]{0,10}:.{0,9}| .{0,4}|ADR:;;.{0,9})", 0..30)
    ) {
        let text = lines.join("\n");
        prop_assert!(Reader::new(text.as_bytes()).count() <= lines.len() + 1);
    }
}
