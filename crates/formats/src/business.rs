//! Identifiers of businesses: the Finnish business id (Y-tunnus), the VAT identification number
//! and the OVT identifier used as an address of e-invoices.
//!
//! A sole trader has a business id and is a natural person: whoever stores one treats it as the
//! party's own data.
//!
//! Sources: asetus 598/1991 4 § (check digit); Directive 2006/112/EC art. 215 (country prefixes);
//! SFS 5748 and ISO 6523 ICD 0037 (OVT).

use std::fmt;

use crate::reason::reasons;

/// A Finnish business id, `2077474-0`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BusinessId {
    /// Seven digits and the check digit, without the hyphen.
    digits: String,
}

reasons! {
    /// Why a text is no business id.
    pub enum NotABusinessId {
        /// Not seven digits, a hyphen and a digit.
        Format = "formats.business_id.format",
            "a business id has seven digits, a hyphen and a check digit";
        /// The check digit belongs to other digits.
        Check = "formats.business_id.check", "the business id's check digit is wrong";
        /// `0000000-0`, which was never given to anyone.
        NeverGiven = "formats.business_id.never_given", "no one has the business id of zeros";
    }
}

/// From the left; asetus 598/1991 counts them from the right.
const WEIGHTS: [u32; 7] = [7, 9, 10, 5, 8, 4, 2];

impl BusinessId {
    /// Reads `2077474-0`, the same without its hyphen, or an old one of six digits (`737546-2`).
    ///
    /// # Errors
    ///
    /// [`NotABusinessId`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotABusinessId> {
        let text = text.trim();
        let digits = match text.split_once('-') {
            Some((ordinal, check)) if matches!(ordinal.len(), 6 | 7) && check.len() == 1 => {
                format!("{ordinal:0>7}{check}")
            }
            None if text.len() == 8 => text.to_owned(),
            _ => return Err(NotABusinessId::Format),
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotABusinessId::Format);
        }
        if digits.bytes().all(|b| b == b'0') {
            return Err(NotABusinessId::NeverGiven);
        }
        let (ordinal, check) = digits.split_at(7);
        if check_digit(ordinal) != check.parse().ok() {
            return Err(NotABusinessId::Check);
        }
        Ok(Self { digits })
    }

    /// The id with this ordinal (1–9,999,999), or nothing for the one in eleven that is never used.
    #[must_use]
    pub fn from_ordinal(ordinal: u32) -> Option<Self> {
        if !(1..10_000_000).contains(&ordinal) {
            return None;
        }
        let seven = format!("{ordinal:07}");
        let check = check_digit(&seven)?;
        Some(Self {
            digits: format!("{seven}{check}"),
        })
    }

    /// Eight digits without the hyphen, as VAT numbers and OVT identifiers use it.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

/// With its hyphen: `2077474-0`.
impl fmt::Display for BusinessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ordinal, check) = self.digits.split_at_checked(7).unwrap_or_default();
        write!(f, "{ordinal}-{check}")
    }
}

/// The check digit of seven digits; nothing where the remainder is one.
fn check_digit(seven: &str) -> Option<u32> {
    let sum: u32 = seven
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        remainder => Some(11 - remainder),
    }
}

/// A VAT identification number of an EU country (or of Northern Ireland), `FI20774740`.
///
/// For Finland the check digit is verified; for the others the shape, as the countries publish it.
/// Whether the number is in force only VIES knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VatId(String);

reasons! {
    /// Why a text is no VAT identification number.
    pub enum NotAVatId {
        /// It does not begin with the letters of an EU country.
        Country = "formats.vat_id.country",
            "a VAT number begins with the two letters of an EU country";
        /// The rest does not have that country's shape.
        Format = "formats.vat_id.format", "the VAT number does not have the shape its country uses";
        /// A Finnish one whose business id is wrong.
        Check = "formats.vat_id.check", "the VAT number's check digit is wrong";
    }
}

/// Per prefix its shapes: `9` a digit, `a` a letter, `*` either, anything else itself.
const VAT_SHAPES: [(&str, &[&str]); 28] = [
    ("AT", &["U99999999"]),
    ("BE", &["9999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999a"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["*9999999*"]),
    ("FI", &["99999999"]),
    ("FR", &["**999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9*99999a", "9+99999a", "9999999aa"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["*********B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    (
        "RO",
        &[
            "99",
            "999",
            "9999",
            "99999",
            "999999",
            "9999999",
            "99999999",
            "999999999",
            "9999999999",
        ],
    ),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

impl VatId {
    /// Reads a VAT number; spaces, hyphens, dots and lower case are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAVatId`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotAVatId> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let (country, number) = text.split_at_checked(2).ok_or(NotAVatId::Country)?;
        let (_, shapes) = VAT_SHAPES
            .into_iter()
            .find(|(prefix, _)| *prefix == country)
            .ok_or(NotAVatId::Country)?;
        if !shapes.iter().any(|shape| has_shape(number, shape)) {
            return Err(NotAVatId::Format);
        }
        if country == "FI" && BusinessId::parse(number).is_err() {
            return Err(NotAVatId::Check);
        }
        Ok(Self(text))
    }

    /// The two letters it begins with; Greece says `EL`, Northern Ireland `XI`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// Without spaces: `FI20774740`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&BusinessId> for VatId {
    fn from(id: &BusinessId) -> Self {
        Self(format!("FI{}", id.digits))
    }
}

impl fmt::Display for VatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(c, kind)| match kind {
            b'9' => c.is_ascii_digit(),
            b'a' => c.is_ascii_uppercase(),
            b'*' => c.is_ascii_uppercase() || c.is_ascii_digit(),
            other => c == other,
        })
}

/// An OVT identifier, `003720774740` or with up to five characters for a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ovt(String);

reasons! {
    /// Why a text is no OVT identifier.
    pub enum NotAnOvt {
        /// Not `0037`, eight digits and up to five letters or digits.
        Format = "formats.ovt.format",
            "an OVT identifier is 0037, the business id without its hyphen and up to five more characters";
        /// The business id within is wrong.
        Check = "formats.ovt.check", "the business id within the OVT identifier is wrong";
    }
}

impl Ovt {
    /// Reads an OVT identifier; spaces and lower case are forgiven.
    ///
    /// # Errors
    ///
    /// [`NotAnOvt`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotAnOvt> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let rest = text.strip_prefix("0037").ok_or(NotAnOvt::Format)?;
        let (business, unit) = rest.split_at_checked(8).ok_or(NotAnOvt::Format)?;
        let digits = business.bytes().all(|b| b.is_ascii_digit());
        let fits = unit.len() <= 5 && unit.bytes().all(|b| b.is_ascii_alphanumeric());
        if !digits || !fits {
            return Err(NotAnOvt::Format);
        }
        BusinessId::parse(business).map_err(|_| NotAnOvt::Check)?;
        Ok(Self(text))
    }
}

impl From<&BusinessId> for Ovt {
    fn from(id: &BusinessId) -> Self {
        Self(format!("0037{}", id.digits))
    }
}

impl fmt::Display for Ovt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("6666666-5", "6666666-5")]
    #[case(" 66666665 ", "6666666-5")]
    #[case("737546-2", "0737546-2")]
    fn a_business_id_becomes_canonical(#[case] text: &str, #[case] canonical: &str) {
        assert_eq!(BusinessId::parse(text).unwrap().to_string(), canonical);
    }

    #[rstest]
    #[case("", NotABusinessId::Format)]
    #[case("6666666", NotABusinessId::Format)]
    #[case("6666666-6", NotABusinessId::Check)]
    #[case("0000000-0", NotABusinessId::NeverGiven)]
    #[case("1375045-1", NotABusinessId::Check)]
    #[case("66666é-5", NotABusinessId::Format)]
    fn what_is_no_business_id_says_why(#[case] text: &str, #[case] reason: NotABusinessId) {
        assert_eq!(BusinessId::parse(text), Err(reason));
    }

    #[rstest]
    #[case("fi 66666665", Ok("FI66666665"))]
    #[case("FI66666664", Err(NotAVatId::Check))]
    #[case("FI6666666", Err(NotAVatId::Format))]
    #[case("SE556677889901", Ok("SE556677889901"))]
    #[case("EE123456789", Ok("EE123456789"))]
    #[case("ATU12345678", Ok("ATU12345678"))]
    #[case("NL123456789B01", Ok("NL123456789B01"))]
    #[case("IE1234567FA", Ok("IE1234567FA"))]
    #[case("US123", Err(NotAVatId::Country))]
    #[case("ä", Err(NotAVatId::Country))]
    fn a_vat_number_has_its_countrys_shape(
        #[case] text: &str,
        #[case] expected: Result<&str, NotAVatId>,
    ) {
        let read = VatId::parse(text);
        assert_eq!(read.as_ref().map(VatId::as_str), expected.as_ref().copied());
    }

    #[rstest]
    #[case("003766666665", true)]
    #[case("0037 66666665 kp001", true)]
    #[case("003766666664", false)]
    #[case("003766666665KP0012", false)]
    #[case("003866666665", false)]
    fn an_ovt_identifier_holds_a_business_id(#[case] text: &str, #[case] good: bool) {
        assert_eq!(Ovt::parse(text).is_ok(), good);
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = (BusinessId::parse(&text), VatId::parse(&text), Ovt::parse(&text));
        }

        #[test]
        fn what_is_written_reads_back(ordinal in 1..10_000_000u32) {
            if let Some(id) = BusinessId::from_ordinal(ordinal) {
                prop_assert_eq!(BusinessId::parse(&id.to_string()).unwrap(), id.clone());
                let vat = VatId::from(&id);
                prop_assert_eq!(VatId::parse(&vat.to_string()).unwrap(), vat);
                let ovt = Ovt::from(&id);
                prop_assert_eq!(Ovt::parse(&ovt.to_string()).unwrap(), ovt);
            }
        }

        #[test]
        fn a_wrong_digit_is_noticed(ordinal in 1..10_000_000u32, at in 0..7usize, by in 1..10u8) {
            if let Some(id) = BusinessId::from_ordinal(ordinal) {
                let mut digits = id.digits().as_bytes().to_vec();
                digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
                prop_assert!(BusinessId::parse(&String::from_utf8(digits).unwrap()).is_err());
            }
        }
    }
}
