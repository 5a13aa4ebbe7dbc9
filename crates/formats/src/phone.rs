//! Phone numbers, kept in E.164 (`+358401234567`), shown to Finns as they write them.
//!
//! A number without a country is a Finnish one. Numbering plans change faster than this program,
//! so a number is accepted when it is possible, not only when a list of series in use knows it:
//! a country that exists and a length that can be. Whether anyone answers only a call can tell.
//!
//! Source: ITU-T E.164; Traficom regulation 32 (Finnish numbering); libphonenumber's country data
//! through the `phonenumber` crate.

use std::fmt;

use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, country};

use crate::reason::{reasons, shows_nothing};

/// A phone number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

shows_nothing!(Phone);

reasons! {
    /// Why a text is no phone number.
    pub enum NotAPhone {
        /// Letters or signs that do not belong there, or no digits at all.
        Format = "formats.phone.format", "a phone number has digits, spaces and a plus sign in front";
        /// No country has that code.
        Country = "formats.phone.country", "no country has the code this phone number begins with";
        /// Too short or too long to be one.
        Length = "formats.phone.length", "the phone number is too short or too long";
    }
}

/// Digits without the country's code: Finnish subscribers have 5–12 (the shortest are old ones).
const FINNISH_DIGITS: std::ops::RangeInclusive<usize> = 5..=12;
/// Digits in all: E.164 allows fifteen; the shortest numbers abroad have seven with their code.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

impl Phone {
    /// Reads a number as people write it: `040 123 4567`, `+358 (0)40-1234567`, `00358401234567`,
    /// `+46 8 123 456`.
    ///
    /// # Errors
    ///
    /// [`NotAPhone`] says which rule it breaks. An extension ("alanumero") is refused: it belongs
    /// into the note, or the number would reach a switchboard without saying so.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let digits = plain_digits(text)?;
        if digits.len() > 2 * DIGITS.end() {
            return Err(NotAPhone::Length);
        }
        if let Some(national) = finnish_national(&digits) {
            return Ok(Self(format!("+358{national}")));
        }
        Self::by_country(&digits)
    }

    /// Reads digits by the data of their country.
    fn by_country(digits: &str) -> Result<Self, NotAPhone> {
        // Only a number that is written the Finnish way may lose a leading zero the Finnish way.
        let home = (!digits.starts_with('+') || digits.starts_with("+358")).then_some(country::FI);
        let number = phonenumber::parse(home, digits).map_err(|error| why(&error))?;
        let national = number.national().to_string();
        let code = number.country().code();
        if DATABASE.region(&code).is_none() {
            return Err(NotAPhone::Country);
        }
        let in_all = national.len() + code.to_string().len();
        let fits =
            DIGITS.contains(&in_all) && (code != 358 || FINNISH_DIGITS.contains(&national.len()));
        if !fits {
            return Err(NotAPhone::Length);
        }
        Ok(Self(number.format().mode(Mode::E164).to_string()))
    }

    /// The `nth` made-up number, of four million: `049 000 0000` and on.
    ///
    /// Finland sets no numbers aside for fiction. The series 0490–0493 lie within the length of a
    /// mobile number and are given to no network (Traficom's numbering plan; libphonenumber knows
    /// of `04946` alone in 049), so nobody can be reached by them. Look again when the plan changes.
    #[must_use]
    pub fn made_up(nth: u32) -> Option<Self> {
        (nth < 4_000_000).then(|| Self(format!("+358{}", 490_000_000 + nth)))
    }

    /// In E.164: plus sign and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a Finnish number.
    #[must_use]
    pub fn is_finnish(&self) -> bool {
        self.0.starts_with("+358")
    }

    /// The last `count` digits, by which people remember a number.
    #[must_use]
    pub fn last_digits(&self, count: usize) -> &str {
        let start = self.0.len().saturating_sub(count).max(1);
        self.0.get(start..).unwrap_or_default()
    }

    /// As people write it: `040 123 4567` for Finnish numbers, `+46 8 123 456` for others.
    #[must_use]
    pub fn written(&self) -> String {
        match self.0.strip_prefix("+358") {
            Some(national) => finnish(national),
            None => phonenumber::parse(None, &self.0).map_or_else(
                |_| self.0.clone(),
                |number| number.format().mode(Mode::International).to_string(),
            ),
        }
    }
}

/// E.164.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Digits with a plus sign where there was one, white space and separators gone.
fn plain_digits(text: &str) -> Result<String, NotAPhone> {
    let text = text.trim();
    let text = text
        .strip_prefix("tel:")
        .or_else(|| text.strip_prefix("puh."))
        .unwrap_or(text)
        .replace("(0)", "");
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            _ if c.is_whitespace() => {}
            _ => return Err(NotAPhone::Format),
        }
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        digits = format!("+{abroad}");
    }
    if digits.len() < 2 {
        return Err(NotAPhone::Format);
    }
    Ok(digits)
}

/// The digits after the country's code or the leading zero of a number that is plainly Finnish. The
/// data of its country says the same of it, by regular expressions, and a page reads many numbers.
fn finnish_national(digits: &str) -> Option<&str> {
    let national = digits
        .strip_prefix("+358")
        .or_else(|| digits.strip_prefix('0'))?;
    let plain = !national.starts_with('0') && FINNISH_DIGITS.contains(&national.len());
    plain.then_some(national)
}

fn why(error: &phonenumber::ParseError) -> NotAPhone {
    use phonenumber::ParseError as P;
    match error {
        P::InvalidCountryCode => NotAPhone::Country,
        P::TooShortAfterIdd | P::TooShortNsn | P::TooLong => NotAPhone::Length,
        _ => NotAPhone::Format,
    }
}

/// Finnish custom: the area or mobile code, then groups of three and four.
fn finnish(national: &str) -> String {
    let bytes = national.as_bytes();
    let code_digits = match bytes {
        [b'6' | b'7' | b'8', b'0', b'0', ..] => 3,
        [b'1' | b'4' | b'7', ..] | [b'2' | b'3', b'0' | b'9', ..] | [b'5', b'0', ..] => 2,
        _ => 1,
    };
    let (code, rest) = national
        .split_at_checked(code_digits)
        .unwrap_or((national, ""));
    let mut written = format!("0{code}");
    let mut rest = rest;
    while !rest.is_empty() {
        let take = match rest.len() {
            0..=4 => rest.len(),
            5 => 2,
            8 => 4,
            _ => 3,
        };
        let (group, after) = rest.split_at_checked(take).unwrap_or((rest, ""));
        written.push(' ');
        written.push_str(group);
        rest = after;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("040 123 4567", "+358401234567", "040 123 4567")]
    #[case("0401234567", "+358401234567", "040 123 4567")]
    #[case("+358 (0)40-123 4567", "+358401234567", "040 123 4567")]
    #[case("+358 040 1234567", "+358401234567", "040 123 4567")]
    #[case("00358401234567", "+358401234567", "040 123 4567")]
    #[case("tel:+358401234567", "+358401234567", "040 123 4567")]
    #[case("09 123 456", "+3589123456", "09 123 456")]
    #[case("(09) 1234 5678", "+358912345678", "09 1234 5678")]
    #[case("03\u{a0}212\u{a0}34567", "+358321234567", "03 2123 4567")]
    #[case("0600 12345", "+35860012345", "0600 12 345")]
    #[case("010 217 000", "+35810217000", "010 217 000")]
    #[case("050 12345", "+3585012345", "050 12 345")]
    #[case("018 12345", "+3581812345", "018 12 345")]
    #[case("049 012 3456", "+358490123456", "049 012 3456")]
    #[case("+46 8 12 34 56", "+468123456", "+46 8 12 34 56")]
    #[case("+372 5123 4567", "+37251234567", "+372 5123 4567")]
    #[case("+39 06 1234 5678", "+390612345678", "+39 06 1234 5678")]
    fn numbers_are_read_as_written_and_shown_as_written_here(
        #[case] text: &str,
        #[case] e164: &str,
        #[case] written: &str,
    ) {
        let phone = Phone::parse(text).unwrap();
        assert_eq!(phone.as_str(), e164);
        assert_eq!(phone.written(), written);
    }

    #[rstest]
    #[case("", NotAPhone::Format)]
    #[case("+", NotAPhone::Format)]
    #[case("ei ole", NotAPhone::Format)]
    #[case("0401234567 / 0501234567", NotAPhone::Length)]
    #[case("040 123 4567 alanumero 12", NotAPhone::Format)]
    #[case("0400-APUA", NotAPhone::Format)]
    #[case("112", NotAPhone::Length)]
    #[case("040 1", NotAPhone::Length)]
    #[case("+999 123 4567", NotAPhone::Country)]
    fn what_is_no_number_says_why(#[case] text: &str, #[case] reason: NotAPhone) {
        assert_eq!(Phone::parse(text).unwrap_err(), reason);
    }

    #[test]
    fn made_up_numbers_belong_to_no_network_and_read_as_any_other() {
        for nth in [0, 123_456, 3_999_999] {
            let phone = Phone::made_up(nth).unwrap();
            assert_eq!(Phone::parse(&phone.written()).unwrap(), phone);
            let known = phonenumber::parse(None, phone.as_str()).unwrap();
            assert!(!phonenumber::is_valid(&known));
        }
        assert!(Phone::made_up(4_000_000).is_none());
    }

    #[test]
    fn the_last_digits_find_a_number() {
        let phone = Phone::parse("040 123 4567").unwrap();
        assert_eq!(phone.last_digits(4), "4567");
        assert_eq!(phone.last_digits(99), "358401234567");
        assert_eq!(format!("{phone:?}"), "Phone(…)");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_096))]

        #[test]
        fn a_plain_finnish_number_is_read_as_the_data_of_its_country_read_it(
            digits in "(\\+358|0)[1-9][0-9]{0,14}"
        ) {
            prop_assert_eq!(Phone::parse(&digits), Phone::by_country(&digits));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = Phone::parse(&text);
        }

        #[test]
        fn no_digits_make_parsing_panic(text in "\\+?[0-9 ()-]{0,20}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(&Phone::parse(phone.as_str()).unwrap(), &phone);
                let _ = phone.written();
            }
        }

        #[test]
        fn what_is_written_for_finns_reads_back(national in "(4[0-9]|50|9|13|10|800)[1-9][0-9]{4,6}") {
            let phone = Phone::parse(&format!("+358{national}")).unwrap();
            prop_assert_eq!(&Phone::parse(&phone.written()).unwrap(), &phone);
        }
    }
}
