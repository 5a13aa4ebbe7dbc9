//! Every text reaches every form, and none is read as markup.

use basics::Language;
use proptest::prelude::*;

use super::*;

/// A document with `words` in each place where a text can stand.
fn everywhere(words: &str) -> Document {
    let said = || Said::new(words);
    let mut document = Document::new(words, Language::Fi);
    document.intro = vec![Block::Paragraph(said().noted(Some(1)))];
    document.notes = vec![words.to_owned()];
    let blocks = vec![
        Block::Lines(vec![said(), said()]),
        Block::Heading(words.to_owned()),
        Block::List(vec![said()]),
        Block::Facts(vec![Fact {
            name: words.to_owned(),
            values: vec![said()],
        }]),
        Block::Table(Table {
            columns: vec![(words.to_owned(), 1), (words.to_owned(), 2)],
            rows: vec![vec![vec![said()], vec![said(), Said::missing(words)]]],
        }),
        Block::Box {
            heading: Some(words.to_owned()),
            blocks: vec![Block::Paragraph(said())],
        },
    ];
    let section = Section::new(Some(1), words.to_owned(), blocks);
    document.sections.push(section);
    document
}

/// How often the text stands in [`everywhere`], the tab's title of the page not counted.
const TIMES: usize = 17;

#[test]
fn no_form_loses_a_text() {
    let document = everywhere("Sana");
    let count = |form: String| form.matches("Sana").count();
    assert_eq!(count(document.to_html()), TIMES + 1);
    assert_eq!(count(document.to_html_fragment()), TIMES - 1);
    assert_eq!(count(document.to_markdown()), TIMES);
    assert_eq!(count(document.to_text()), TIMES);
    assert_eq!(count(document.to_json().to_string()), TIMES);
}

#[test]
fn html_escapes_every_text() {
    let hostile = "<script>alert('1')</script>\"&amp;";
    let html = everywhere(hostile).to_html();
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("'1'"), "{html}");
    let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;";
    assert_eq!(html.matches(escaped).count(), TIMES + 1);
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn markdown_escapes_every_text() {
    for (hostile, safe) in [
        ("# otsikko", "\\# otsikko"),
        ("- kohta", "\\- kohta"),
        ("12. kohta", "12\\. kohta"),
        ("a|b", "a\\|b"),
        ("<b>", "\\<b\\>"),
        ("[a](b)", "\\[a\\](b)"),
    ] {
        let markdown = everywhere(hostile).to_markdown();
        // The section's heading begins with its number, so nothing is special after it.
        let times = markdown.matches(safe).count();
        assert!(times == TIMES || times + 1 == TIMES, "{markdown}");
    }
}

#[test]
fn plain_text_is_set_in_lines_that_fit() {
    let text = everywhere(&"sana ".repeat(60)).to_text();
    let fits = |line: &&str| line.chars().count() <= 80 || line.len() == 299;
    let long: Vec<_> = text.lines().filter(|line| !fits(line)).collect();
    assert!(long.iter().all(|line| line.starts_with("1. ")), "{long:?}");
}

proptest! {
    #[test]
    fn no_text_brings_an_element_of_its_own(words in "[<>&\"'a-z/=! ]{1,40}") {
        let plain = everywhere("x").to_html();
        let html = everywhere(&words).to_html();
        prop_assert_eq!(html.matches('<').count(), plain.matches('<').count());
        prop_assert_eq!(html.matches('>').count(), plain.matches('>').count());
    }
}
