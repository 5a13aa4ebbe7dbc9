//! Writing cards: version 4.0, as telephones and mail programs read it.
//!
//! Invariants: what is written reads back as the same card; no line is longer than 75 bytes and
//! none is folded in the middle of a character; whatever a value holds stays a value.
//!
//! Source: RFC 6350 §3.2 (folding), §3.4 (escapes), §6 (properties). Never writes pictures, and of
//! a missing value no line.

use super::{Card, CardKind, CardReach};

/// Bytes of a line without its end.
const LINE_BYTES_MAX: usize = 75;

impl Card {
    /// The card as it stands in a file.
    #[must_use]
    pub fn written(&self) -> String {
        let mut out = Out(String::new());
        out.line("BEGIN", "", "VCARD");
        out.line("VERSION", "", "4.0");
        let kind = match self.kind {
            CardKind::Individual => "individual",
            CardKind::Organisation => "org",
            CardKind::Other => "group",
        };
        out.line("KIND", "", kind);
        out.text("UID", "", &self.uid);
        // The one property that every card must have.
        out.line("FN", "", &escaped(&self.formatted_name));
        if let Some(name) = &self.name {
            let parts = [
                &name.family,
                &name.given,
                &name.additional,
                &name.prefixes,
                &name.suffixes,
            ];
            out.line("N", "", &joined(parts.map(String::as_str)));
        }
        if !self.organisation.is_empty() {
            let units = self.organisation.iter().map(|unit| escaped(unit));
            out.line("ORG", "", &units.collect::<Vec<_>>().join(";"));
        }
        out.text("TITLE", "", &self.title);
        for phone in &self.phones {
            let value = ["tel:", &phone.value].concat();
            out.line("TEL", &types(phone, ";VALUE=uri"), &value);
        }
        for email in &self.emails {
            out.text("EMAIL", &types(email, ""), &email.value);
        }
        for address in &self.addresses {
            let parts = [
                &address.box_number,
                &address.extended,
                &address.street,
                &address.town,
                &address.region,
                &address.postal_code,
                &address.country,
            ];
            let typed = CardReach {
                value: String::new(),
                types: address.types.clone(),
            };
            let value = joined(parts.map(String::as_str));
            out.line("ADR", &types(&typed, ""), &value);
        }
        // A whole day has no hyphens in version 4.0 (ISO 8601, basic form).
        let whole = basics::Day::parse(&self.birthday).is_ok();
        let birthday = if whole {
            self.birthday.replace('-', "")
        } else {
            escaped(&self.birthday)
        };
        if !birthday.is_empty() {
            let kind = if whole { "" } else { ";VALUE=text" };
            out.line("BDAY", kind, &birthday);
        }
        for note in &self.notes {
            out.text("NOTE", "", note);
        }
        for (at, language) in self.languages.iter().enumerate() {
            out.text("LANG", &format!(";PREF={}", at + 1), language);
        }
        out.text("X-FI-YTUNNUS", "", &self.business_id);
        out.line("END", "", "VCARD");
        out.0
    }
}

/// The types of a value as parameters; words of any other form are left out, for they could end
/// the parameter.
fn types(reach: &CardReach, first: &str) -> String {
    let mut parameters = first.to_owned();
    for word in &reach.types {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if word == "pref" {
            parameters.push_str(";PREF=1");
        } else if !word.is_empty() && word.chars().all(plain) {
            parameters.push_str(";TYPE=");
            parameters.push_str(word);
        }
    }
    parameters
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.map(escaped).join(";")
}

/// A text with what would part it escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines, folded.
struct Out(String);

impl Out {
    /// A line of a text that may be missing.
    fn text(&mut self, name: &str, parameters: &str, text: &str) {
        if !text.trim().is_empty() {
            self.line(name, parameters, &escaped(text));
        }
    }

    fn line(&mut self, name: &str, parameters: &str, value: &str) {
        let mut room = LINE_BYTES_MAX;
        let parts = [name, parameters, ":", value];
        for c in parts.iter().flat_map(|part| part.chars()) {
            let bytes = c.len_utf8();
            if bytes > room {
                self.0.push_str("\r\n ");
                room = LINE_BYTES_MAX - 1;
            }
            self.0.push(c);
            room -= bytes;
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{CardAddress, CardName, Reader};
    use super::*;

    fn again(card: &Card) -> Card {
        let text = card.written();
        let mut cards = Reader::new(text.as_bytes());
        let (_, card) = cards.next().unwrap().unwrap();
        assert!(cards.next().is_none());
        card
    }

    #[test]
    fn a_whole_card_reads_back_as_it_was() {
        let reach = |value: &str, types: &[&str]| CardReach {
            value: value.into(),
            types: types.iter().map(|word| (*word).to_owned()).collect(),
        };
        let card = Card {
            kind: CardKind::Individual,
            uid: "0000000000001".into(),
            formatted_name: "Maija Mallikas; \"M\", \\ ja\nmuut".into(),
            name: Some(CardName {
                family: "Mallikas".into(),
                given: "Maija".into(),
                additional: "Sofia Ä".into(),
                ..CardName::default()
            }),
            organisation: vec!["Esimerkki, Huolto; Oy".into(), "Konttori".into()],
            title: "Isännöitsijä".into(),
            phones: vec![reach("+358401234567", &["cell", "pref"])],
            emails: vec![reach("maija@example.fi", &["work"])],
            addresses: vec![CardAddress {
                street: "Esimerkkitie 3 B 12\nc/o Muu".into(),
                town: "Jyväskylä".into(),
                postal_code: "00100".into(),
                country: "FI".into(),
                ..CardAddress::default()
            }],
            birthday: "1985-03-05".into(),
            notes: vec!["Soittaa aamulla.".into(), "ö".repeat(200)],
            languages: vec!["sv".into(), "fi".into()],
            business_id: "0112038-9".into(),
            left_out: Vec::new(),
        };
        assert!(again(&card) == card);
        let text = card.written();
        assert!(text.lines().all(|line| line.len() <= LINE_BYTES_MAX));
        assert!(text.contains("\r\nBDAY:19850305\r\n"));
    }

    proptest! {
        #[test]
        fn no_value_becomes_anything_else(note in "\\PC{0,200}", name in "\\PC{1,60}") {
            let card = Card {
                formatted_name: name.trim().to_owned(),
                notes: vec![note.trim().to_owned()].into_iter().filter(|one| !one.is_empty()).collect(),
                ..Card::default()
            };
            let read = again(&card);
            prop_assert!(read.formatted_name == card.formatted_name);
            prop_assert!(read.notes == card.notes);
            prop_assert!(read.left_out.is_empty() && read.phones.is_empty());
        }
    }
}
