//! International bank account numbers (ISO 13616).
//!
//! Two checks guard a Finnish one: modulo 97 over everything, and Luhn over the account number
//! itself. Which of them fails tells where the slip is, so it is reported.

use std::fmt;

use crate::mod97;
use crate::reason::{reasons, shows_nothing};

/// A bank account number, without spaces.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

shows_nothing!(Iban);

reasons! {
    /// Why a text is no bank account number.
    pub enum NotAnIban {
        /// Not two letters, two digits and letters or digits.
        Format = "formats.iban.format",
            "an IBAN begins with two letters of the country and two check digits";
        /// Too long or too short for its country.
        Length = "formats.iban.length", "the IBAN is too long or too short for its country";
        /// Modulo 97 fails; in Finland the account number itself is right.
        Check = "formats.iban.check", "the IBAN's check digits are wrong";
        /// Modulo 97 holds, the Finnish account number's own check digit does not.
        AccountCheck = "formats.iban.account_check",
            "the check digit of the Finnish account number within the IBAN is wrong";
        /// Both checks of a Finnish account fail.
        BothChecks = "formats.iban.both_checks",
            "both the IBAN's check digits and the account number's own check digit are wrong";
    }
}

/// Lengths by country (ISO 13616 registry), those that pay in euros or border on them.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AX18 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 \
    FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 HR21 HU28 IE22 IL23 IS26 IT27 LI21 LT20 LU20 LV21 \
    MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TR26 UA29 \
    VA22 XK20";

impl Iban {
    /// Reads an account number; spaces and lower case are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAnIban`] says which rule it breaks, and which of the two checks of a Finnish account.
    pub fn parse(text: &str) -> Result<Self, NotAnIban> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = text.as_bytes();
        let Some((&[a, b, c, d], _)) = bytes.split_first_chunk::<4>() else {
            return Err(NotAnIban::Format);
        };
        let begins = a.is_ascii_uppercase()
            && b.is_ascii_uppercase()
            && c.is_ascii_digit()
            && d.is_ascii_digit();
        if !begins || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(NotAnIban::Format);
        }
        let country = text.get(..2).unwrap_or_default();
        let fits = length_of(country).map_or((15..=34).contains(&text.len()), |length| {
            length == text.len()
        });
        if !fits {
            return Err(NotAnIban::Length);
        }
        let whole = mod97::rotated(&text) == Some(1);
        let account = country != "FI" || luhn(text.get(4..).unwrap_or_default());
        match (whole, account) {
            (true, true) => Ok(Self(text)),
            (false, true) => Err(NotAnIban::Check),
            (true, false) => Err(NotAnIban::AccountCheck),
            (false, false) => Err(NotAnIban::BothChecks),
        }
    }

    /// Without spaces, as bank files hold it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two letters of its country.
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// In groups of four, as it is printed.
    #[must_use]
    pub fn printed(&self) -> String {
        mod97::in_fours(&self.0)
    }
}

/// Without spaces.
impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn length_of(country: &str) -> Option<usize> {
    LENGTHS
        .split_whitespace()
        .find_map(|entry| entry.strip_prefix(country)?.parse().ok())
}

/// Luhn over digits: weights 1, 2, 1, 2 … from the right, the check digit last.
fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (at, digit) in digits.bytes().rev().enumerate() {
        if !digit.is_ascii_digit() {
            return false;
        }
        let value = u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 2 };
        sum += value / 10 + value % 10;
    }
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("FI21 1234 5600 0007 85", Ok("FI21 1234 5600 0007 85"))]
    #[case("fi2112345600000785", Ok("FI21 1234 5600 0007 85"))]
    #[case("SE35 5000 0000 0549 1000 0003", Ok("SE35 5000 0000 0549 1000 0003"))]
    #[case("FI2212345600000785", Err(NotAnIban::Check))]
    #[case("FI4250001510000023", Err(NotAnIban::AccountCheck))]
    #[case("FI2112345600000786", Err(NotAnIban::BothChecks))]
    #[case("FI211234560000078", Err(NotAnIban::Length))]
    #[case("123456-785", Err(NotAnIban::Format))]
    #[case("", Err(NotAnIban::Format))]
    fn an_account_number_is_read_or_says_which_check_fails(
        #[case] text: &str,
        #[case] expected: Result<&str, NotAnIban>,
    ) {
        let read = Iban::parse(text).map(|iban| iban.printed());
        assert_eq!(read.as_deref(), expected.as_ref().copied());
    }

    #[test]
    fn debug_shows_nothing() {
        let iban = Iban::parse("FI2112345600000785").unwrap();
        assert_eq!(format!("{iban:?}"), "Iban(…)");
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = Iban::parse(&text);
        }

        #[test]
        fn no_text_that_looks_like_one_makes_parsing_panic(text in "[A-Z]{2}[0-9]{2}\\PC{0,36}") {
            let _ = Iban::parse(&text);
        }

        #[test]
        fn a_wrong_digit_is_noticed(at in 2..18usize, by in 1..10u8) {
            let mut digits = b"FI2112345600000785".to_vec();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            prop_assert!(Iban::parse(&String::from_utf8(digits).unwrap()).is_err());
        }
    }
}
