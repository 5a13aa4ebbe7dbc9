//! Payment references: the Finnish one (viitenumero) and the international creditor reference
//! (RF, ISO 11649).
//!
//! A reference never encodes anything about a person: it is a number of the invoice.
//! Source: Finanssiala, "Viitenumeron ja RF-viitteen rakenne"; ISO 11649:2009.

use std::fmt;

use crate::mod97;
use crate::reason::reasons;

/// A Finnish payment reference: 3–19 digits and a check digit, without leading zeros.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FinnishReference(String);

reasons! {
    /// Why a text is no Finnish reference.
    pub enum NotAReference {
        /// Something else than digits and spaces.
        Format = "formats.reference.format", "a reference number has digits only";
        /// Fewer than four or more than twenty digits.
        Length = "formats.reference.length",
            "a reference number has four to twenty digits, leading zeros not counted";
        /// The check digit belongs to other digits.
        Check = "formats.reference.check", "the reference number's check digit is wrong";
    }
}

impl FinnishReference {
    /// Reads a reference; spaces and leading zeros are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAReference`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotAReference> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAReference::Format);
        }
        let digits = digits.trim_start_matches('0');
        if !(4..=20).contains(&digits.len()) {
            return Err(NotAReference::Length);
        }
        let (body, check) = digits.split_at(digits.len() - 1);
        if check.parse() != Ok(check_digit(body)) {
            return Err(NotAReference::Check);
        }
        Ok(Self(digits.to_owned()))
    }

    /// The reference of `number`, which must have three digits at least (100 or more).
    #[must_use]
    pub fn of_number(number: u64) -> Option<Self> {
        let body = number.to_string();
        // At most twenty digits in all; the largest u64 has twenty on its own.
        (3..=19).contains(&body.len()).then(|| {
            let check = check_digit(&body);
            Self(format!("{body}{check}"))
        })
    }

    /// Digits only, no leading zeros.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of five counted from the right, as it is printed: `12 34561`.
    #[must_use]
    pub fn printed(&self) -> String {
        let mut printed = String::with_capacity(self.0.len() + 3);
        for (at, digit) in self.0.chars().enumerate() {
            if at > 0 && (self.0.len() - at).is_multiple_of(5) {
                printed.push(' ');
            }
            printed.push(digit);
        }
        printed
    }

    /// With leading zeros to twenty digits, as bank files hold it.
    #[must_use]
    pub fn padded(&self) -> String {
        format!("{:0>20}", self.0)
    }
}

/// Digits only.
impl fmt::Display for FinnishReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Weights 7, 3, 1 from the right; what is missing to the next multiple of ten.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    (10 - sum % 10) % 10
}

/// An international creditor reference, `RF332348236`, without spaces.
///
/// Foreign ones may hold letters and are compared as they stand; one made from a Finnish reference
/// gives it back by [`RfReference::finnish`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RfReference(String);

reasons! {
    /// Why a text is no creditor reference.
    pub enum NotAnRfReference {
        /// Not `RF`, two digits and 1–21 letters or digits.
        Format = "formats.rf_reference.format",
            "an RF reference is RF, two check digits and up to 21 letters or digits";
        /// The check digits belong to another reference.
        Check = "formats.rf_reference.check", "the RF reference's check digits are wrong";
    }
}

impl RfReference {
    /// Reads a creditor reference; spaces and lower case are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAnRfReference`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotAnRfReference> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let rest = text.strip_prefix("RF").ok_or(NotAnRfReference::Format)?;
        let plain = rest.bytes().all(|b| b.is_ascii_alphanumeric());
        let checks = rest.bytes().take(2).all(|b| b.is_ascii_digit());
        if !plain || !checks || !(3..=23).contains(&rest.len()) {
            return Err(NotAnRfReference::Format);
        }
        if mod97::rotated(&text) != Some(1) {
            return Err(NotAnRfReference::Check);
        }
        Ok(Self(text))
    }

    /// Without spaces, as bank files hold it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four from the left, as it is printed: `RF33 2348 236`.
    #[must_use]
    pub fn printed(&self) -> String {
        mod97::in_fours(&self.0)
    }

    /// The Finnish reference within, where it is one.
    #[must_use]
    pub fn finnish(&self) -> Option<FinnishReference> {
        FinnishReference::parse(self.0.get(4..)?).ok()
    }
}

impl From<&FinnishReference> for RfReference {
    fn from(reference: &FinnishReference) -> Self {
        let body = reference.as_str();
        let remainder = mod97::remainder(body.bytes().chain(b"RF00".iter().copied()));
        let check = 98 - remainder.unwrap_or_default();
        Self(format!("RF{check:02}{body}"))
    }
}

/// Without spaces.
impl fmt::Display for RfReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_guides_examples_come_out_as_printed() {
        let reference = FinnishReference::of_number(123_456).unwrap();
        assert_eq!(reference.printed(), "12 34561");
        assert_eq!(reference.padded(), "00000000000001234561");
        let other = FinnishReference::parse("2348236").unwrap();
        let rf = RfReference::from(&other);
        assert_eq!(rf.as_str(), "RF332348236");
        assert_eq!(rf.printed(), "RF33 2348 236");
        assert_eq!(rf.finnish(), Some(other));
    }

    #[test]
    fn a_number_of_two_digits_makes_no_reference() {
        assert_eq!(FinnishReference::of_number(99), None);
        assert_eq!(FinnishReference::of_number(u64::MAX), None);
        assert!(FinnishReference::of_number(100).is_some());
    }

    #[test]
    fn zeros_alone_are_no_reference() {
        assert_eq!(FinnishReference::parse("0000"), Err(NotAReference::Length));
        assert_eq!(FinnishReference::parse("12A4"), Err(NotAReference::Format));
        assert_eq!(
            FinnishReference::parse("1234562"),
            Err(NotAReference::Check)
        );
    }

    #[test]
    fn a_foreign_creditor_reference_is_no_finnish_one() {
        assert_eq!(RfReference::parse("RF97C2H5OH").unwrap().finnish(), None);
        assert_eq!(RfReference::parse("RF00"), Err(NotAnRfReference::Format));
        assert_eq!(RfReference::parse("RF12345"), Err(NotAnRfReference::Check));
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in "(RF)?.*") {
            let _ = (FinnishReference::parse(&text), RfReference::parse(&text));
        }

        #[test]
        fn what_is_written_reads_back(number in 100..10_000_000_000_000_000_000u64) {
            let reference = FinnishReference::of_number(number).unwrap();
            prop_assert_eq!(&FinnishReference::parse(&reference.printed()).unwrap(), &reference);
            prop_assert_eq!(&FinnishReference::parse(&reference.padded()).unwrap(), &reference);
            let rf = RfReference::from(&reference);
            prop_assert_eq!(&RfReference::parse(&rf.printed()).unwrap(), &rf);
            prop_assert_eq!(rf.finnish(), Some(reference));
        }
    }
}
