//! Every reason to refuse a text has one sentence in each language, and no sentence lacks a reason.

use std::collections::BTreeSet;
use std::path::Path;

use basics::{Coded, Language};
use formats::csv::WhyNotRead;
use formats::{
    NotABusinessId, NotACountry, NotAPhone, NotAReference, NotAVatId, NotAnAddress, NotAnEmail,
    NotAnIban, NotAnIdentityCode, NotAnOvt, NotAnRfReference,
};

fn keys<E: Coded>(reasons: &[E]) -> impl Iterator<Item = String> {
    reasons.iter().map(|reason| reason.code().text_key())
}

#[test]
fn every_reason_has_its_sentence_in_every_language() {
    let all: Vec<String> = keys(NotAnIdentityCode::ALL)
        .chain(keys(NotABusinessId::ALL))
        .chain(keys(NotAVatId::ALL))
        .chain(keys(NotAnOvt::ALL))
        .chain(keys(NotAPhone::ALL))
        .chain(keys(NotAnEmail::ALL))
        .chain(keys(NotAnIban::ALL))
        .chain(keys(NotACountry::ALL))
        .chain(keys(NotAnAddress::ALL))
        .chain(keys(NotAReference::ALL))
        .chain(keys(NotAnRfReference::ALL))
        .chain(keys(WhyNotRead::ALL))
        .chain(keys(formats::vcard::WhyNotRead::ALL))
        .chain(keys(formats::workbook::WhyNotWritten::ALL))
        .chain(keys(formats::table::NotATable::ALL))
        .chain(keys(formats::table::NotANumber::ALL))
        .chain(keys(formats::table::NotAWorkbook::ALL))
        .collect();
    let expected: BTreeSet<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(expected.len(), all.len(), "two reasons share a code");
    for language in Language::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("../../locales/{language}/formats.ftl"));
        let text = std::fs::read_to_string(path).unwrap();
        let written: BTreeSet<&str> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .filter(|(_, sentence)| !sentence.trim().is_empty())
            .map(|(key, _)| key)
            .collect();
        assert_eq!(written, expected, "{language}");
    }
}
