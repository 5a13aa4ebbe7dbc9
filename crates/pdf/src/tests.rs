//! What is printed keeps its standard, and nobody's text is run.

use serde_json::{Value, json};

use super::*;

const META: Meta<'_> = Meta {
    title: "Tietosuojaseloste",
    author: "Esimerkki Oy",
    language: "fi",
    ident: "notice-1",
    created: (2026, 11, 24, 9, 30, 0),
};

fn text(text: &str) -> Value {
    json!({ "text": text, "note": null, "missing": false })
}

fn sample(words: &str) -> Value {
    let words = || text(words);
    json!({
        "title": "Tietosuojaseloste",
        "intro": [{ "kind": "paragraph", "text": words() }],
        "sections": [{
            "number": 1,
            "heading": "Rekisterinpitäjä",
            "blocks": [
                { "kind": "lines", "lines": [words(), words()] },
                { "kind": "heading", "text": "Väliotsikko" },
                { "kind": "list", "items": [words(), words()] },
                { "kind": "facts", "facts": [{ "name": "Puhelin", "values": [words()] }] },
                {
                    "kind": "table",
                    "head": ["Tieto", "Aika"],
                    "widths": [1, 2],
                    "rows": [{ "cells": [{ "texts": [words()] }, { "texts": [words()] }] }],
                },
                { "kind": "box", "heading": "Oikeus", "blocks": [{
                    "kind": "paragraph",
                    "text": { "text": "Ei ilmoitettu", "note": 1, "missing": true },
                }] },
            ],
        }],
        "notes_heading": "Viitteet",
        "notes": ["GDPR art. 13(2)(d)"],
    })
}

fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[test]
fn a_document_is_archived_tagged_and_in_its_language() {
    assert_eq!(
        explain(&DOCUMENT, &sample("Sana"), META),
        Vec::<String>::new()
    );
    let pdf = document(&sample("Åäö 12,50 €"), META).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
        assert!(holds(&pdf, claim), "{claim}");
    }
    for claim in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "/StructTreeRoot",
        "/Lang(fi-FI)",
    ] {
        assert!(holds(&pdf, claim), "{claim}");
    }
    assert!(!holds(&pdf, "Typst"), "the program that made it is ours");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let print = || document(&sample("Sana"), META).unwrap();
    assert_eq!(print(), print());
}

#[test]
fn nobodys_text_is_run() {
    for hostile in [
        "#panic()",
        "#import \"/etc/passwd\"",
        "*bold* _it_ $x$ `raw` <label> @ref = heading",
        "\\ \" ] } #read(\"/etc/passwd\")",
        "= =",
        "王 \u{1F600}\u{0}",
    ] {
        assert!(document(&sample(hostile), META).is_ok(), "{hostile}");
    }
}

#[test]
fn an_error_names_the_template_and_the_line_and_no_data() {
    let template = Template {
        name: "broken.typ",
        source: "#import \"/house.typ\": house\n#show: house\n#let data = json(\"/data.json\")\n\
                 #panic(data.name)",
        parts: &[],
    };
    let data = json!({ "name": "Virtanen" });
    let error = render(&template, &data, META, Standard::A2a).unwrap_err();
    assert_eq!(
        error,
        Error::Template {
            place: "broken.typ:4".to_owned()
        }
    );
    assert!(!error.to_string().contains("Virtanen"));
}

#[test]
fn a_template_reaches_no_file_no_package_and_no_clock() {
    for source in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../Cargo.toml\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#datetime.today()",
    ] {
        let template = Template {
            name: "reaching.typ",
            source,
            parts: &[],
        };
        assert!(
            render(&template, &Value::Null, META, Standard::A2a).is_err(),
            "{source}"
        );
    }
}

#[test]
fn an_attachment_is_an_alternative_form_of_the_document() {
    let attachments = [Attachment {
        name: "finvoice.xml",
        mime_type: "text/xml",
        description: "Finvoice 3.0",
        bytes: b"<Finvoice/>",
    }];
    let pdf = render(
        &DOCUMENT,
        &sample("Lasku"),
        META,
        Standard::A3a(&attachments),
    )
    .unwrap();
    for claim in [
        "<pdfaid:part>3</pdfaid:part>",
        "/AFRelationship/Alternative",
        "finvoice.xml",
    ] {
        assert!(holds(&pdf, claim), "{claim}");
    }
}

#[test]
fn letters_keep_the_standard_and_count_their_own_pages() {
    let letter = |enclosed: Value| {
        json!({
            "sender": ["Esimerkki Oy", "Esimerkkitie 1", "40100 JYVÄSKYLÄ"],
            "to": ["Maija Mallikas", "#panic()", "40100 JYVÄSKYLÄ"],
            "references": [{ "name": "Päivä", "value": "24.11.2026" }],
            "document": { "language": "fi", "title": "Otsikko", "intro": sample("Sana")["intro"], "sections": sample("Sana")["sections"] },
            "foot": ["Esimerkki Oy", "012 345"],
            "enclosed": enclosed,
        })
    };
    let data = json!({
        "letters": [letter(json!(0)), letter(Value::Null)],
        "enclosures": [sample("Seloste")],
    });
    assert_eq!(explain(&LETTERS, &data, META), Vec::<String>::new());
    let pdf = render(&LETTERS, &data, META, Standard::A2a).unwrap();
    assert!(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    assert!(
        holds(&pdf, "/Count 3"),
        "a letter, its enclosure, another letter"
    );
}
