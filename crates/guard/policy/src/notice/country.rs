//! Countries, and which of them are in the European Economic Area.
//!
//! Source: GDPR art. 44–45 and the EEA agreement: the EU's 27 states, Iceland, Liechtenstein and
//! Norway. Åland belongs to Finland here.

use std::fmt;

use crate::read::Table;

/// A country by its ISO 3166-1 code of two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

const EEA: &str = "AT AX BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL \
                   PT RO SE SI SK";

/// The rest of ISO 3166-1.
const OTHERS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AU AW AZ BA BB BD BF BH BI BJ BL BM BN BO \
                      BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX \
                      DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GB GD GE GF GG GH GI GL GM GN GP \
                      GQ GS GT GU GW GY HK HM HN HT ID IL IM IN IO IQ IR JE JM JO JP KE KG KH KI \
                      KM KN KP KR KW KY KZ LA LB LC LK LR LS LY MA MC MD ME MF MG MH MK ML MM MN \
                      MO MP MQ MR MS MU MV MW MX MY MZ NA NC NE NF NG NI NP NR NU NZ OM PA PE PF \
                      PG PH PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM SN SO \
                      SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG \
                      UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

impl Country {
    /// The country with this code, in capitals: `FI`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let listed = |list: &str| list.split_ascii_whitespace().any(|known| known == code);
        if !listed(EEA) && !listed(OTHERS) {
            return None;
        }
        <[u8; 2]>::try_from(code.as_bytes()).ok().map(Self)
    }

    /// The code: `FI`.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether it is in the European Economic Area.
    #[must_use]
    pub fn in_eea(&self) -> bool {
        EEA.split_ascii_whitespace()
            .any(|known| known == self.code())
    }

    pub(crate) fn read(table: &Table<'_, '_>, key: &'static str) -> Option<Self> {
        table.parsed(key, "policy.country.unknown", Self::parse)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eea_has_thirty_states_and_aland() {
        assert_eq!(EEA.split_ascii_whitespace().count(), 31);
        for (code, inside) in [("FI", true), ("NO", true), ("GB", false), ("CH", false)] {
            assert_eq!(Country::parse(code).unwrap().in_eea(), inside, "{code}");
        }
    }

    #[test]
    fn every_iso_code_is_known_once() {
        let all: Vec<_> = EEA
            .split_ascii_whitespace()
            .chain(OTHERS.split_ascii_whitespace())
            .collect();
        let once: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!((all.len(), once.len()), (249, 249));
        assert_eq!(Country::parse("fi"), None);
        assert_eq!(Country::parse("XX"), None);
    }
}
