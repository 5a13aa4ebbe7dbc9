//! The Finnish personal identity code (henkilötunnus), for those registers that have a ground to
//! hold it (tietosuojalaki 1050/2018, 29 §).
//!
//! Form and check: valtioneuvoston asetus väestötietojärjestelmästä 128/2010, 2 §, as amended by
//! 690/2022. The separator belongs to the individual number: `100190-999P` and `100190Y999P` are
//! two people, though the check character is the same, so all eleven characters are kept and
//! compared.
//!
//! The value never shows itself: `Debug` and the errors name no digit, there is no `Display`.
//! [`IdentityCode::expose`] is the only way out. Sex is not derived: no purpose needs it.

use basics::Day;

use crate::reason::{reasons, shows_nothing};

/// Whether individual numbers 900–999 are accepted. They belong to made-up and temporary codes,
/// which no real person has; demos and tests use nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artificial {
    /// Real people only.
    Refused,
    /// Made-up and temporary codes too.
    Allowed,
}

/// A Finnish personal identity code in its canonical form, eleven characters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdentityCode {
    text: String,
    birth_date: Day,
}

shows_nothing!(IdentityCode);

reasons! {
    /// Why a text is no identity code. Names no digit of it.
    pub enum NotAnIdentityCode {
        /// Not eleven characters of the right kinds.
        Format = "formats.identity_code.format",
            "an identity code has eleven characters: date of birth, sign of the century, three digits and a check character";
        /// The calendar has no such date.
        Date = "formats.identity_code.date", "the identity code begins with a date that does not exist";
        /// Born after today.
        Future = "formats.identity_code.future", "the identity code's date of birth lies in the future";
        /// `000` and `001` are not given to anyone.
        Number = "formats.identity_code.number", "the identity code's individual number is not in use";
        /// The check character belongs to other digits: a slip of the pen.
        Check = "formats.identity_code.check", "the identity code's check character is wrong";
        /// 900–999, and [`Artificial::Refused`].
        Artificial = "formats.identity_code.artificial",
            "the identity code is a made-up or temporary one, which is not accepted here";
    }
}

/// Index is the nine digits modulo 31.
const CHECKS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Signs of a century, in the order they were taken into use.
const SIGNS: [(i16, &[u8]); 3] = [(1800, b"+"), (1900, b"-YXWVU"), (2000, b"ABCDEF")];

impl IdentityCode {
    /// Reads a code as people write it: white space around it and lower case are forgiven,
    /// look-alike characters are not.
    ///
    /// # Errors
    ///
    /// [`NotAnIdentityCode`] says which rule it breaks; `today` decides who is not born yet.
    pub fn parse(
        text: &str,
        today: Day,
        artificial: Artificial,
    ) -> Result<Self, NotAnIdentityCode> {
        use NotAnIdentityCode as Not;
        let text = text.trim().to_ascii_uppercase();
        let Ok(&[d1, d2, m1, m2, y1, y2, sign, n1, n2, n3, check]) =
            <&[u8; 11]>::try_from(text.as_bytes())
        else {
            return Err(Not::Format);
        };
        let day = number(&[d1, d2]).ok_or(Not::Format)?;
        let month = number(&[m1, m2]).ok_or(Not::Format)?;
        let year = number(&[y1, y2]).ok_or(Not::Format)?;
        let individual = number(&[n1, n2, n3]).ok_or(Not::Format)?;
        let century = century_of(sign).ok_or(Not::Format)?;
        if !check.is_ascii_alphanumeric() {
            return Err(Not::Format);
        }
        let small = |n: u32| i8::try_from(n).map_err(|_| Not::Date);
        let year_in = i16::try_from(year).map_err(|_| Not::Date)?;
        let birth_date =
            Day::new(century + year_in, small(month)?, small(day)?).map_err(|_| Not::Date)?;
        if birth_date > today {
            return Err(Not::Future);
        }
        if individual < 2 {
            return Err(Not::Number);
        }
        if check_of(day, month, year, individual) != Some(check) {
            return Err(Not::Check);
        }
        if individual >= 900 && artificial == Artificial::Refused {
            return Err(Not::Artificial);
        }
        Ok(Self { text, birth_date })
    }

    /// The `nth` made-up code (900–999) of someone born on `birth_date`: first the hundred with the
    /// century's oldest sign, then those with the newer ones. Nothing once they are used up (100
    /// for the 1800s, 600 after) or outside 1800–2099.
    #[must_use]
    pub fn artificial(birth_date: Day, nth: u32) -> Option<Self> {
        let date = birth_date.date();
        let (century, signs) = SIGNS
            .into_iter()
            .find(|(century, _)| (0..100).contains(&(date.year() - century)))?;
        let sign = *signs.get(usize::try_from(nth / 100).ok()?)?;
        let individual = 900 + nth % 100;
        let day = u32::try_from(date.day()).ok()?;
        let month = u32::try_from(date.month()).ok()?;
        let year = u32::try_from(date.year() - century).ok()?;
        let check = check_of(day, month, year, individual)?;
        let text = format!(
            "{day:02}{month:02}{year:02}{}{individual:03}{}",
            char::from(sign),
            char::from(check)
        );
        Some(Self { text, birth_date })
    }

    /// The eleven characters. Whoever calls this shows or stores a personal identity code: the
    /// category, its own right and a line in the trail must stand behind it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The date of birth the code tells.
    #[must_use]
    pub const fn birth_date(&self) -> Day {
        self.birth_date
    }

    /// Whether the code is a made-up or temporary one (900–999).
    #[must_use]
    pub fn is_artificial(&self) -> bool {
        self.text.as_bytes().get(7) == Some(&b'9')
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + u32::from(digit - b'0'))
    })
}

fn century_of(sign: u8) -> Option<i16> {
    SIGNS
        .into_iter()
        .find(|(_, signs)| signs.contains(&sign))
        .map(|(century, _)| century)
}

fn check_of(day: u32, month: u32, year: u32, individual: u32) -> Option<u8> {
    let nine = day * 10_000_000 + month * 100_000 + year * 1_000 + individual;
    let remainder = usize::try_from(nine % 31).ok()?;
    CHECKS.get(remainder).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::new(2026, 11, 23).unwrap()
    }

    fn read(text: &str) -> Result<IdentityCode, NotAnIdentityCode> {
        IdentityCode::parse(text, today(), Artificial::Allowed)
    }

    #[test]
    fn lower_case_and_white_space_are_forgiven() {
        let code = read(" 020504a902e\n").unwrap();
        assert_eq!(code.expose(), "020504A902E");
        assert_eq!(code.birth_date(), Day::new(2004, 5, 2).unwrap());
        assert!(code.is_artificial());
    }

    #[test]
    fn a_made_up_code_is_refused_unless_allowed() {
        assert_eq!(
            IdentityCode::parse("020504A902E", today(), Artificial::Refused),
            Err(NotAnIdentityCode::Artificial)
        );
    }

    #[test]
    fn neither_debug_nor_errors_show_a_digit() {
        let code = read("020504A902E").unwrap();
        assert_eq!(format!("{code:?}"), "IdentityCode(…)");
        for reason in NotAnIdentityCode::ALL {
            assert!(!reason.to_string().contains(|c: char| c.is_ascii_digit()));
        }
    }

    #[test]
    fn someone_born_today_is_accepted_and_tomorrow_is_not() {
        assert!(read("231126F900E").is_ok());
        assert_eq!(read("241126A9025"), Err(NotAnIdentityCode::Future));
    }

    #[test]
    fn made_up_codes_of_one_day_are_all_different_and_end() {
        let birth = Day::new(1980, 2, 15).unwrap();
        let all: Vec<_> = (0..600)
            .map(|nth| IdentityCode::artificial(birth, nth).unwrap())
            .collect();
        let distinct: std::collections::HashSet<_> = all.iter().cloned().collect();
        assert_eq!(distinct.len(), 600);
        assert!(IdentityCode::artificial(birth, 600).is_none());
        assert_eq!(all[0].expose(), "150280-900Y");
    }

    fn any_code() -> impl Strategy<Value = (Day, u32)> {
        (0..82_000i32, 0..100u32).prop_map(|(days, nth)| {
            let first = Day::new(1800, 1, 1).unwrap();
            (first.plus_days(days), nth)
        })
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = read(&text);
        }

        #[test]
        fn no_text_of_the_right_length_makes_parsing_panic(text in "[0-9]{6}[-+A-Za-z ]\\PC{4}") {
            let _ = read(&text);
        }

        #[test]
        fn what_is_written_reads_back((birth, nth) in any_code()) {
            let code = IdentityCode::artificial(birth, nth).unwrap();
            let again = read(code.expose()).unwrap();
            prop_assert!(again == code);
            prop_assert_eq!(again.birth_date(), birth);
        }

        #[test]
        fn codes_that_differ_only_in_the_sign_share_a_check_but_are_unequal(
            (birth, number) in any_code(), hundred in 1..6u32,
        ) {
            prop_assume!(birth >= Day::new(1900, 1, 1).unwrap());
            let first = IdentityCode::artificial(birth, number).unwrap();
            let other = IdentityCode::artificial(birth, hundred * 100 + number).unwrap();
            prop_assert_eq!(&first.expose()[7..], &other.expose()[7..]);
            prop_assert!(first != other);
            prop_assert!(read(other.expose()).is_ok());
            let set: std::collections::HashSet<_> = [first, other].into();
            prop_assert_eq!(set.len(), 2);
        }

        #[test]
        fn a_wrong_digit_is_noticed((birth, nth) in any_code(), at in 0..9usize, by in 1..10u32) {
            let code = IdentityCode::artificial(birth, nth).unwrap();
            let at = if at < 6 { at } else { at + 1 };
            let mut bytes = code.expose().as_bytes().to_vec();
            bytes[at] = b'0' + u8::try_from((u32::from(bytes[at] - b'0') + by) % 10).unwrap();
            // No power of ten times 1..9 is a multiple of 31, so every single slip shows.
            prop_assert!(read(&String::from_utf8(bytes).unwrap()).is_err());
        }
    }
}
