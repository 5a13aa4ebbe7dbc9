//! What a spreadsheet did to numbers that are none: telephone numbers, postal codes, identifiers.
//!
//! Invariant: what can be told for certain is put right (zeros at the beginning, days kept as a
//! count), what is lost (digits of a long number) is refused and said, never guessed.

use basics::Day;

use super::Mark;
use crate::headings::Heading;
use crate::reason::reasons;

reasons! {
    /// Why a cell holds nothing that can be taken.
    pub enum NotANumber {
        /// A long number that was turned into `4,05E+10`.
        Scientific = "formats.table.scientific",
            "the spreadsheet turned a long number into a power of ten; its digits are lost";
        /// An error of a formula.
        Broken = "formats.table.broken", "the cell holds the error of a formula";
    }
}

/// Fields whose digits are no quantity.
const DIGITS: [Heading; 10] = [
    Heading::CustomerNumber,
    Heading::BusinessId,
    Heading::VatId,
    Heading::IdentityCode,
    Heading::BirthDate,
    Heading::PostalCode,
    Heading::Phone,
    Heading::PhoneSecond,
    Heading::EInvoiceAddress,
    Heading::EInvoiceOperator,
];

/// A cell under its heading as it was meant; nothing where it stands as it should.
///
/// # Errors
///
/// [`NotANumber`] where what was meant is lost.
pub fn settled(
    heading: Heading,
    text: &str,
    mark: Option<Mark>,
) -> Result<Option<String>, NotANumber> {
    match mark {
        Some(Mark::Broken) => return Err(NotANumber::Broken),
        Some(Mark::Scientific) if DIGITS.contains(&heading) => return Err(NotANumber::Scientific),
        _ => {}
    }
    if DIGITS.contains(&heading) && is_scientific(text.trim()) {
        return Err(NotANumber::Scientific);
    }
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if mark != Some(Mark::Number) || !digits {
        return Ok(None);
    }
    Ok(match heading {
        Heading::PostalCode if text.len() < 5 => Some(format!("{text:0>5}")),
        Heading::Phone | Heading::PhoneSecond => phone(text),
        Heading::BirthDate => text.parse().ok().and_then(day).map(|day| day.to_string()),
        _ => None,
    })
}

/// `401234567` lost its nought, `358401234567` its plus.
fn phone(digits: &str) -> Option<String> {
    let national = (5..=10).contains(&digits.len()) && !digits.starts_with('0');
    if digits.starts_with("358") && digits.len() >= 11 {
        Some(["+", digits].concat())
    } else if national {
        Some(["0", digits].concat())
    } else {
        None
    }
}

/// The day of a count of days, where it can be anyone's birthday: 1 is the first of January 1900,
/// and 60 a day there never was.
fn day(count: i32) -> Option<Day> {
    if !(1..=80_000).contains(&count) || count == 60 {
        return None;
    }
    let epoch = Day::new(1899, 12, if count < 60 { 31 } else { 30 }).ok()?;
    Some(epoch.plus_days(count))
}

/// `4,05E+10`, `4.05e10`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    all_digits(exponent) && exponent.len() <= 3 && all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Heading::Phone, "401234567", Some("0401234567"))]
    #[case(Heading::Phone, "358401234567", Some("+358401234567"))]
    #[case(Heading::PostalCode, "100", Some("00100"))]
    #[case(Heading::PostalCode, "65100", None)]
    #[case(Heading::BirthDate, "31111", Some("1985-03-05"))]
    #[case(Heading::BirthDate, "1", Some("1900-01-01"))]
    #[case(Heading::BirthDate, "61", Some("1900-03-01"))]
    #[case(Heading::Town, "100", None)]
    fn a_number_is_put_right_under_its_heading(
        #[case] heading: Heading,
        #[case] text: &str,
        #[case] meant: Option<&str>,
    ) {
        let settled = settled(heading, text, Some(Mark::Number));
        assert_eq!(settled, Ok(meant.map(ToOwned::to_owned)));
    }

    #[rstest]
    #[case(Heading::Phone, "4,05E+10")]
    #[case(Heading::Phone, "4.05e10")]
    #[case(Heading::CustomerNumber, "1E+15")]
    fn a_power_of_ten_is_refused(#[case] heading: Heading, #[case] text: &str) {
        assert_eq!(settled(heading, text, None), Err(NotANumber::Scientific));
    }

    #[test]
    fn what_only_looks_like_a_power_of_ten_is_text() {
        for (heading, text) in [
            (Heading::Note, "1E+10"),
            (Heading::CustomerNumber, "A1E10"),
            (Heading::CustomerNumber, "E10"),
            (Heading::Phone, "0401234567"),
        ] {
            assert_eq!(settled(heading, text, None), Ok(None), "{text}");
        }
        let broken = settled(Heading::Note, "#REF!", Some(Mark::Broken));
        assert_eq!(broken, Err(NotANumber::Broken));
    }
}
