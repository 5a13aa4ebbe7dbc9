//! Postal addresses.
//!
//! Finnish postal codes have five digits; those of other countries are kept as written. An address
//! may be incomplete (old registers hold many such), but it is never empty.

use std::fmt;

use crate::country::Country;
use crate::line;
use crate::reason::{reasons, shows_nothing};

/// A postal address.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PostalAddress {
    street_lines: Vec<String>,
    postal_code: Option<String>,
    town: Option<String>,
    country: Country,
}

/// The parts of an address as they come from a form or a file. Empty is unknown; a country left
/// empty is Finland.
#[derive(Clone, Copy, Default)]
pub struct AddressText<'a> {
    /// Street and number; further lines after line ends.
    pub street: &'a str,
    /// Postal code.
    pub postal_code: &'a str,
    /// Town (postitoimipaikka).
    pub town: &'a str,
    /// Country, by its letters or its name.
    pub country: &'a str,
}

shows_nothing!(PostalAddress);

/// What a search for a street finds an address by.
#[derive(Clone, PartialEq, Eq)]
pub struct StreetParts<'a> {
    /// `Mannerheimintie`.
    pub street: &'a str,
    /// `12`, of `12`, `12b` and `12–14` alike; empty where there is none.
    pub number: &'a str,
    /// What follows the number: `b`, `A 5`; empty where nothing does.
    pub rest: &'a str,
}

/// Names the type only: a street is personal data.
impl fmt::Debug for StreetParts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreetParts(…)")
    }
}

reasons! {
    /// Why parts make no address.
    pub enum NotAnAddress {
        /// Every part but the country is empty.
        Empty = "formats.address.empty", "the address is empty";
        /// A Finnish postal code that has not five digits, or another that is too long.
        PostalCode = "formats.address.postal_code", "a Finnish postal code has five digits";
        /// The country is not known.
        Country = "formats.address.country", "write the country by its two letters, such as FI or SE";
        /// A line is too long, or there are too many.
        Length = "formats.address.length", "the address has too long or too many lines";
        /// A character that no one can see.
        Invisible = "formats.address.invisible", "the address has a character that no one can see";
    }
}

const STREET_LINES_MAX: usize = 4;
const LINE_CHARS_MAX: usize = 100;
const POSTAL_CODE_CHARS_MAX: usize = 12;

impl PostalAddress {
    /// Makes an address of its parts; white space is tidied.
    ///
    /// # Errors
    ///
    /// [`NotAnAddress`] says which part is wrong.
    pub fn parse(text: AddressText<'_>) -> Result<Self, NotAnAddress> {
        let country = match text.country.trim() {
            "" => Country::FINLAND,
            named => Country::parse(named).map_err(|_| NotAnAddress::Country)?,
        };
        let mut street_lines = Vec::new();
        for street in text.street.lines() {
            street_lines.extend(kept(street)?);
        }
        if street_lines.len() > STREET_LINES_MAX {
            return Err(NotAnAddress::Length);
        }
        let town = kept(text.town)?;
        let postal_code = match kept(text.postal_code)? {
            Some(code) => Some(postal_code(&code, country)?),
            None => None,
        };
        if street_lines.is_empty() && town.is_none() && postal_code.is_none() {
            return Err(NotAnAddress::Empty);
        }
        Ok(Self {
            street_lines,
            postal_code,
            town,
            country,
        })
    }

    /// Street, number and what else stands above the town.
    #[must_use]
    pub fn street_lines(&self) -> &[String] {
        &self.street_lines
    }

    /// The postal code.
    #[must_use]
    pub fn postal_code(&self) -> Option<&str> {
        self.postal_code.as_deref()
    }

    /// The town.
    #[must_use]
    pub fn town(&self) -> Option<&str> {
        self.town.as_deref()
    }

    /// The country.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The lines of an envelope, without the receiver and the country's name: the street's lines,
    /// then postal code and town.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.street_lines.clone();
        match (&self.postal_code, &self.town) {
            (Some(code), Some(town)) => lines.push(format!("{code} {town}")),
            (Some(one), None) | (None, Some(one)) => lines.push(one.clone()),
            (None, None) => {}
        }
        lines
    }

    /// Street and number of the first line that has a number.
    #[must_use]
    pub fn street_parts(&self) -> Option<StreetParts<'_>> {
        let first = self.street_lines.first()?;
        self.street_lines
            .iter()
            .map(|line| parts(line))
            .find(|parts| !parts.number.is_empty())
            .or_else(|| Some(parts(first)))
    }
}

/// One line: `Mallikatu 1 A 2, 00100 Helsinki`, with the country's letters unless it is Finland.
impl fmt::Display for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join(", "))?;
        if self.country != Country::FINLAND {
            write!(f, ", {}", self.country)?;
        }
        Ok(())
    }
}

/// A line worth keeping, or nothing where it is empty.
fn kept(text: &str) -> Result<Option<String>, NotAnAddress> {
    let tidied = line::tidy(text).map_err(|_| NotAnAddress::Invisible)?;
    if tidied.chars().count() > LINE_CHARS_MAX {
        return Err(NotAnAddress::Length);
    }
    Ok(Some(tidied).filter(|line| !line.is_empty()))
}

fn postal_code(text: &str, country: Country) -> Result<String, NotAnAddress> {
    let code = text.to_uppercase();
    if country != Country::FINLAND && country.code() != "AX" {
        let fits = code.chars().count() <= POSTAL_CODE_CHARS_MAX;
        return fits.then_some(code).ok_or(NotAnAddress::PostalCode);
    }
    let digits = code
        .strip_prefix("FI-")
        .or_else(|| code.strip_prefix("AX-"))
        .unwrap_or(&code);
    if digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits.to_owned())
    } else {
        Err(NotAnAddress::PostalCode)
    }
}

/// The number is the first word after the first one that begins with a digit (`3. linja 5`).
fn parts(line: &str) -> StreetParts<'_> {
    let mut searched = line.find(' ').unwrap_or(line.len());
    while let Some(space) = line.get(searched..).and_then(|rest| rest.find(' ')) {
        let start = searched + space + 1;
        let word = line.get(start..).unwrap_or_default();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let (number, rest) = word.split_at_checked(digits).unwrap_or((word, ""));
            return StreetParts {
                street: line.get(..start).unwrap_or_default().trim_end(),
                number,
                rest: rest.trim_start(),
            };
        }
        searched = start;
    }
    StreetParts {
        street: line,
        number: "",
        rest: "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn finnish(street: &str, postal_code: &str, town: &str) -> Result<PostalAddress, NotAnAddress> {
        PostalAddress::parse(AddressText {
            street,
            postal_code,
            town,
            country: "",
        })
    }

    #[test]
    fn an_address_is_tidied_and_printed() {
        let address = finnish(
            "  Mallikatu  1 A 2 \nc/o Virtanen\n",
            "FI-00100",
            "Helsinki ",
        )
        .unwrap();
        assert_eq!(
            address.lines(),
            ["Mallikatu 1 A 2", "c/o Virtanen", "00100 Helsinki"]
        );
        assert_eq!(
            address.to_string(),
            "Mallikatu 1 A 2, c/o Virtanen, 00100 Helsinki"
        );
        assert_eq!(format!("{address:?}"), "PostalAddress(…)");
    }

    #[test]
    fn an_address_abroad_keeps_its_own_postal_code() {
        let address = PostalAddress::parse(AddressText {
            street: "Storgatan 1",
            postal_code: "111 22",
            town: "Stockholm",
            country: "Ruotsi",
        })
        .unwrap();
        assert_eq!(address.to_string(), "Storgatan 1, 111 22 Stockholm, SE");
    }

    #[rstest]
    #[case("", "", "", NotAnAddress::Empty)]
    #[case("Mallikatu 1", "100", "Helsinki", NotAnAddress::PostalCode)]
    #[case("Mallikatu 1", "0010A", "Helsinki", NotAnAddress::PostalCode)]
    #[case("Mallikatu\u{202e} 1", "00100", "Helsinki", NotAnAddress::Invisible)]
    #[case("a\nb\nc\nd\ne", "00100", "Helsinki", NotAnAddress::Length)]
    fn what_is_no_address_says_why(
        #[case] street: &str,
        #[case] code: &str,
        #[case] town: &str,
        #[case] reason: NotAnAddress,
    ) {
        assert_eq!(finnish(street, code, town).unwrap_err(), reason);
    }

    #[rstest]
    #[case("Mannerheimintie 12 A 5", "Mannerheimintie", "12", "A 5")]
    #[case("Mäkitie 5b as. 3", "Mäkitie", "5", "b as. 3")]
    #[case("Hämeenkatu 10-12", "Hämeenkatu", "10", "-12")]
    #[case("3. linja 5", "3. linja", "5", "")]
    #[case("Vanha Turuntie 100", "Vanha Turuntie", "100", "")]
    #[case("Norra vägen 3 C", "Norra vägen", "3", "C")]
    #[case("Kotiranta", "Kotiranta", "", "")]
    #[case("PL 123", "PL", "123", "")]
    fn street_and_number_are_told_apart(
        #[case] line: &str,
        #[case] street: &str,
        #[case] number: &str,
        #[case] rest: &str,
    ) {
        let address = finnish(line, "00100", "Helsinki").unwrap();
        let parts = address.street_parts().unwrap();
        assert_eq!(
            (parts.street, parts.number, parts.rest),
            (street, number, rest)
        );
    }

    #[test]
    fn the_street_is_found_below_a_c_o_line() {
        let address = finnish("c/o Mallikas\nMallikatu 7", "", "").unwrap();
        assert_eq!(address.street_parts().unwrap().number, "7");
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(
            street in "(?s).*", postal_code in ".*", town in ".*", country in "(FI|SE)?.*",
        ) {
            let text = AddressText { street: &street, postal_code: &postal_code, town: &town, country: &country };
            if let Ok(address) = PostalAddress::parse(text) {
                let _ = address.street_parts();
                let again = AddressText {
                    street: &address.street_lines().join("\n"),
                    postal_code: address.postal_code().unwrap_or_default(),
                    town: address.town().unwrap_or_default(),
                    country: address.country().code(),
                };
                prop_assert!(PostalAddress::parse(again).unwrap() == address);
            }
        }
    }
}
