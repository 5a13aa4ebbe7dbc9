//! Which countries are in the European Economic Area, and since when.
//!
//! Source: GDPR art. 44–45 and the EEA agreement (in force on 1 January 1994, for Liechtenstein on
//! 1 May 1995): the EU's 27 states by their treaties of accession, Iceland, Liechtenstein and Norway.
//! The United Kingdom left with the end of the transition on 31 December 2020 (withdrawal agreement,
//! art. 126 and 127). Åland belongs to Finland here. Looked at in November 2026.

use basics::Day;
use formats::Country;

use crate::read::Table;

/// Year, month and day.
type Date = (i16, i8, i8);

/// Countries with the years, months and days on which they came in, and the last ones of those that
/// left. Whoever was there when the agreement came into force stands with its first day.
const EEA: &[(&str, Date, Option<Date>)] = &[
    ("AT DK BE DE ES FR GR IE IT LU NL PT", (1994, 1, 1), None),
    ("FI AX SE IS NO", (1994, 1, 1), None),
    ("LI", (1995, 5, 1), None),
    ("CY CZ EE HU LT LV MT PL SI SK", (2004, 5, 1), None),
    ("BG RO", (2007, 1, 1), None),
    ("HR", (2013, 7, 1), None),
    ("GB", (1994, 1, 1), Some((2020, 12, 31))),
];

/// Whether a country is in the European Economic Area on a day.
#[must_use]
pub fn in_eea_on(country: Country, day: Day) -> bool {
    let holds = |from: Date, until: Option<Date>| {
        let day_of = |(year, month, of_month): Date| Day::new(year, month, of_month).ok();
        let begun = day_of(from).is_some_and(|from| from <= day);
        begun && until.is_none_or(|until| day_of(until).is_some_and(|until| day <= until))
    };
    let named = |codes: &str| {
        codes
            .split_ascii_whitespace()
            .any(|code| code == country.code())
    };
    EEA.iter()
        .any(|(codes, from, until)| named(codes) && holds(*from, *until))
}

/// Whether a country is in the European Economic Area by what is known of it last.
#[must_use]
pub fn in_eea(country: Country) -> bool {
    let named = |codes: &str| {
        codes
            .split_ascii_whitespace()
            .any(|code| code == country.code())
    };
    EEA.iter()
        .any(|(codes, _, until)| until.is_none() && named(codes))
}

pub(crate) fn read(table: &Table<'_, '_>, key: &'static str) -> Option<Country> {
    table.parsed(key, "policy.country.unknown", |code| {
        Country::parse(code).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eea_has_thirty_states_and_aland() {
        let standing = EEA.iter().filter(|(_, _, until)| until.is_none());
        let codes = standing.flat_map(|(codes, ..)| codes.split_ascii_whitespace());
        assert_eq!(codes.count(), 31);
        for (code, inside) in [("FI", true), ("NO", true), ("GB", false), ("CH", false)] {
            assert_eq!(in_eea(Country::parse(code).unwrap()), inside, "{code}");
        }
    }

    #[test]
    fn a_country_is_inside_from_its_first_day_to_its_last() {
        let on = |code, (year, month, day)| {
            let day = Day::new(year, month, day).unwrap();
            in_eea_on(Country::parse(code).unwrap(), day)
        };
        assert!(on("GB", (2020, 12, 31)) && !on("GB", (2021, 1, 1)));
        assert!(!on("HR", (2013, 6, 30)) && on("HR", (2013, 7, 1)));
        assert!(on("FI", (2026, 11, 24)) && !on("US", (2026, 11, 24)));
    }
}
