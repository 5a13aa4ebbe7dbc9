//! E-mail addresses that can be written to: the everyday part of RFC 5321.
//!
//! Local part: letters, digits and the signs of RFC 5322 atoms between dots. No quoted local parts
//! and no address literals; whoever has one has another address too. Domains may be
//! internationalised and are kept in lower case as they were written.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::reason::{reasons, shows_nothing};

/// An e-mail address; its domain is in lower case, its local part as the owner writes it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email {
    text: String,
    at: usize,
}

shows_nothing!(Email);

reasons! {
    /// Why a text is no e-mail address.
    pub enum NotAnEmail {
        /// No `@`, or more than one.
        Format = "formats.email.format", "an e-mail address has one @ with a name before and a domain after it";
        /// The part before `@` has signs that do not belong there.
        Local = "formats.email.local",
            "the part of the e-mail address before @ has characters that do not belong there";
        /// The part after `@` is no domain.
        Domain = "formats.email.domain", "the part of the e-mail address after @ is not a domain";
        /// Longer than mail servers accept.
        Length = "formats.email.length", "the e-mail address is too long";
    }
}

/// RFC 5321, 4.5.3.1.1.
const LOCAL_BYTES_MAX: usize = 64;
/// RFC 5321, 4.5.3.1.3 with erratum 1690: a path of 256 less its angle brackets.
const ADDRESS_BYTES_MAX: usize = 254;
/// RFC 1035, 2.3.4.
const LABEL_BYTES_MAX: usize = 63;

impl Email {
    /// Reads an address; white space around it and a `mailto:` before it are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAnEmail`] says which part is wrong.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail::Format)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(NotAnEmail::Format);
        }
        let domain: String = domain.nfc().flat_map(char::to_lowercase).collect();
        if local.len() > LOCAL_BYTES_MAX || local.len() + 1 + domain.len() > ADDRESS_BYTES_MAX {
            return Err(NotAnEmail::Length);
        }
        if !local.split('.').all(is_atom) {
            return Err(NotAnEmail::Local);
        }
        let labels: Vec<&str> = domain.split('.').collect();
        let top_is_a_word = labels
            .last()
            .is_some_and(|top| top.chars().any(|c| !c.is_ascii_digit()));
        if labels.len() < 2 || !top_is_a_word || !labels.iter().all(|label| is_label(label)) {
            return Err(NotAnEmail::Domain);
        }
        Ok(Self {
            text: format!("{local}@{domain}"),
            at: local.len(),
        })
    }

    /// The address as it is written to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part after `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// All in lower case, for search and comparison: no mail server worth its name tells `Maija`
    /// from `maija`.
    #[must_use]
    pub fn folded(&self) -> String {
        self.text.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// RFC 5322 atom: one or more of `atext`.
fn is_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= LABEL_BYTES_MAX
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .chars()
            .all(|c| c == '-' || c.is_alphanumeric() || is_mark(c))
}

/// Combining marks that no composed letter holds still belong to a word.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(" Maija.Mallikas@EXAMPLE.fi ", "Maija.Mallikas@example.fi")]
    #[case("mailto:o'brien+lasku@example.org", "o'brien+lasku@example.org")]
    #[case("posti@Jyväskylä.example", "posti@jyväskylä.example")]
    #[case("a@xn--jyvskyl-7wae.example", "a@xn--jyvskyl-7wae.example")]
    fn addresses_are_kept_as_written_but_for_the_domains_case(
        #[case] text: &str,
        #[case] kept: &str,
    ) {
        assert_eq!(Email::parse(text).unwrap().as_str(), kept);
    }

    #[rstest]
    #[case("", NotAnEmail::Format)]
    #[case("maija", NotAnEmail::Format)]
    #[case("@example.org", NotAnEmail::Format)]
    #[case("a@b@example.org", NotAnEmail::Format)]
    #[case("maija mallikas@example.org", NotAnEmail::Local)]
    #[case("maija..m@example.org", NotAnEmail::Local)]
    #[case(".maija@example.org", NotAnEmail::Local)]
    #[case("\"maija\"@example.org", NotAnEmail::Local)]
    #[case("mäki@example.org", NotAnEmail::Local)]
    #[case("a@localhost", NotAnEmail::Domain)]
    #[case("a@example..org", NotAnEmail::Domain)]
    #[case("a@-example.org", NotAnEmail::Domain)]
    #[case("a@example.org.", NotAnEmail::Domain)]
    #[case("a@192.0.2.1", NotAnEmail::Domain)]
    #[case("a@[192.0.2.1]", NotAnEmail::Domain)]
    #[case("a@exam_ple.org", NotAnEmail::Domain)]
    #[case("a@example.org, b.example.org", NotAnEmail::Domain)]
    fn what_is_no_address_says_which_part(#[case] text: &str, #[case] reason: NotAnEmail) {
        assert_eq!(Email::parse(text).unwrap_err(), reason);
    }

    #[test]
    fn an_address_no_server_takes_is_too_long() {
        let local = "a".repeat(65);
        assert_eq!(
            Email::parse(&format!("{local}@example.org")).unwrap_err(),
            NotAnEmail::Length
        );
        let domain = format!("{}.org", "a.".repeat(130));
        assert_eq!(
            Email::parse(&format!("a@{domain}")).unwrap_err(),
            NotAnEmail::Length
        );
    }

    #[test]
    fn comparison_ignores_case_and_debug_shows_nothing() {
        let email = Email::parse("Maija@Example.org").unwrap();
        assert_eq!(email.folded(), "maija@example.org");
        assert_eq!(email.domain(), "example.org");
        assert_eq!(format!("{email:?}"), "Email(…)");
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in ".*@?.*") {
            let _ = Email::parse(&text);
        }

        #[test]
        fn what_is_written_reads_back(text in "[a-zA-Z0-9.+_-]{1,30}@\\PC{1,20}\\.[a-zäö]{2,8}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(&Email::parse(email.as_str()).unwrap(), &email);
            }
        }
    }
}
