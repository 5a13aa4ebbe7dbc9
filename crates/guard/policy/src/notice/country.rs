//! Which countries are in the European Economic Area.
//!
//! Source: GDPR art. 44–45 and the EEA agreement: the EU's 27 states, Iceland, Liechtenstein and
//! Norway. Åland belongs to Finland here.

use formats::Country;

use crate::read::Table;

const EEA: &str = "AT AX BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL \
                   PT RO SE SI SK";

/// Whether a country is in the European Economic Area.
#[must_use]
pub fn in_eea(country: Country) -> bool {
    EEA.split_ascii_whitespace()
        .any(|code| code == country.code())
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
        assert_eq!(EEA.split_ascii_whitespace().count(), 31);
        for (code, inside) in [("FI", true), ("NO", true), ("GB", false), ("CH", false)] {
            assert_eq!(in_eea(Country::parse(code).unwrap()), inside, "{code}");
        }
    }
}
