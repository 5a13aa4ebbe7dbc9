//! A request that came as an e-mail: who sent it, when, what it says.
//!
//! In the interest of the clerk, who copies nothing by hand. What is read here is shown and judged by
//! a person; that an e-mail says who sent it proves nothing.
//!
//! Invariants: any bytes end in a letter or in none, never in a panic; nothing but plain text comes
//! of it; an identity code in it is struck out, because it has a column of its own (tietosuojalaki
//! 1050/2018, 29 §); the e-mail itself stays as it came, sealed, among the papers of the request.
//!
//! Source: RFC 5322 and RFC 2045–2047, by `mail-parser`.

use basics::{Day, Instant, Zone};
use mail_parser::MessageParser;

/// Characters of a text that are taken over.
const CHARACTERS_MAX: usize = 10_000;
/// What stands where an identity code stood.
const STRUCK_OUT: &str = "******-****";

/// An e-mail as it is taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct MailIn {
    /// Who sent it, as it says.
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    /// The day on which it was sent, where the controller is.
    pub(super) on: Option<Day>,
    /// Its subject and its text.
    pub(super) text: String,
}

/// Reads an e-mail; nothing where it is none.
pub(super) fn read(bytes: &[u8], zone: &Zone) -> Option<MailIn> {
    let message = MessageParser::default().parse(bytes)?;
    let from = message.from().and_then(|from| from.first());
    let tidy = |text: &str| tidied(text, 200);
    let on = message.date().map(|date| {
        let ms = date.to_timestamp().saturating_mul(1_000);
        zone.day_at(Instant::from_ms(ms))
    });
    let subject = message.subject().map(tidy);
    let body = message.body_text(0).map(std::borrow::Cow::into_owned);
    let both = [subject, body].into_iter().flatten();
    let text = both.collect::<Vec<_>>().join("\n\n");
    let cut: String = struck_out(&text).chars().take(CHARACTERS_MAX).collect();
    Some(MailIn {
        name: from.and_then(|one| one.name()).map(tidy),
        email: from.and_then(|one| one.address()).map(tidy),
        on,
        text: cut.replace("\r\n", "\n").trim().to_owned(),
    })
}

/// A text in one line, without control characters and identity codes.
fn tidied(text: &str, most: usize) -> String {
    let line = text.replace(char::is_control, " ");
    struck_out(line.trim()).chars().take(most).collect()
}

/// A text in which whatever is an identity code is struck out, word by word.
fn struck_out(text: &str) -> String {
    if !formats::holds_identity_code(text) {
        return text.to_owned();
    }
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        if formats::holds_identity_code(word) {
            let kept = word.trim_end();
            [STRUCK_OUT, word.get(kept.len()..).unwrap_or_default()].concat()
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LETTER: &str = "From: =?utf-8?q?Maija_M=C3=A4kinen?= <maija@example.fi>\r\n\
        To: tietosuoja@example.com\r\n\
        Subject: Tietoni\r\n\
        Date: Mon, 23 Nov 2026 23:30:00 +0000\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: 8bit\r\n\r\n\
        Haluan n\u{e4}hd\u{e4} tietoni. Tunnukseni on 010594Y9032.\r\nMaija\r\n";

    fn zone() -> Zone {
        Zone::named("Europe/Helsinki").unwrap()
    }

    #[test]
    fn an_e_mail_says_who_when_and_what_and_no_identity_code() {
        let read = read(LETTER.as_bytes(), &zone()).unwrap();
        assert_eq!(read.name.as_deref(), Some("Maija Mäkinen"));
        assert_eq!(read.email.as_deref(), Some("maija@example.fi"));
        // Half past one at night in Helsinki.
        assert_eq!(read.on, Some(Day::new(2026, 11, 24).unwrap()));
        assert_eq!(
            read.text,
            "Tietoni\n\nHaluan nähdä tietoni. Tunnukseni on ******-****\nMaija"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_letter_or_in_none(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _read = read(&bytes, &zone());
        }

        #[test]
        fn no_identity_code_is_taken_over(before in "[a-z .,(]{0,20}", after in "[a-z .,)]{0,20}") {
            let text = format!("{before} 010594Y9032{after}");
            prop_assert!(!formats::holds_identity_code(&struck_out(&text)));
        }
    }
}
