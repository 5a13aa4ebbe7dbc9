//! Money in whole cents.

use std::fmt;

/// An amount in euro cents. Never a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Cents(i64);

/// The text is no amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is written as 12, 12,50 or 12.50")]
pub struct NotMoney;

impl Cents {
    /// An amount from a number of cents.
    #[must_use]
    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    /// The number of cents.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, or nothing where it leaves the range of 64 bits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Reads an amount typed by a person: `12`, `12,5`, `12,50` or `12.50`; spaces between
    /// thousands are allowed.
    ///
    /// # Errors
    ///
    /// [`NotMoney`] if the text has more than two decimals, a sign, or anything but digits.
    pub fn parse(text: &str) -> Result<Self, NotMoney> {
        let text: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}'))
            .collect();
        let (euros, decimals) = text.split_once([',', '.']).unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let whole = !euros.is_empty() && digits(euros) && digits(decimals) && decimals.len() <= 2;
        if !whole || (decimals.is_empty() && text.ends_with([',', '.'])) {
            return Err(NotMoney);
        }
        let euros: i64 = euros.parse().map_err(|_| NotMoney)?;
        let cents: i64 = format!("{decimals:0<2}").parse().map_err(|_| NotMoney)?;
        euros
            .checked_mul(100)
            .and_then(|e| e.checked_add(cents))
            .map(Self)
            .ok_or(NotMoney)
    }
}

/// Finnish form without a currency sign: `-1 234,50`, thousands parted by a no-break space.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        let euros = (all / 100).to_string();
        let mut grouped = String::with_capacity(euros.len() + 8);
        for (place, digit) in euros.chars().enumerate() {
            if place > 0 && (euros.len() - place).is_multiple_of(3) {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}{grouped},{:02}", all % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("12", 1200)]
    #[case("12,5", 1250)]
    #[case("12.50", 1250)]
    #[case("1 234,05", 123_405)]
    #[case("0", 0)]
    fn amounts_are_read_as_people_write_them(#[case] text: &str, #[case] cents: i64) {
        assert_eq!(Cents::parse(text), Ok(Cents::new(cents)));
    }

    #[rstest]
    #[case("")]
    #[case(",5")]
    #[case("12,")]
    #[case("12,555")]
    #[case("-1")]
    #[case("1e3")]
    #[case("99999999999999999999")]
    #[case("１２")]
    fn what_is_no_amount_is_refused(#[case] text: &str) {
        assert_eq!(Cents::parse(text), Err(NotMoney));
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_as_it_was_written(cents in 0..i64::MAX) {
            prop_assert_eq!(Cents::parse(&Cents::new(cents).to_string()), Ok(Cents::new(cents)));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = Cents::parse(&text);
        }
    }
}
