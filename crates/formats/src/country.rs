//! Countries by their two letters (ISO 3166-1 alpha-2).
//!
//! Names in Finnish, Swedish and English are understood for the countries a Finnish register meets
//! most; all others are written by their letters.

use std::fmt;

use crate::fold;
use crate::reason::reasons;

/// A country, `FI`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(&'static str);

reasons! {
    /// Why a text names no country.
    pub enum NotACountry {
        /// Neither two letters that are in use nor a name that is known.
        Unknown = "formats.country.unknown", "write the country by its two letters, such as FI or SE";
    }
}

const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL \
    BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE \
    DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ \
    GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM \
    KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN \
    PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY \
    SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF \
    WS YE YT ZA ZM ZW";

/// Folded names in Finnish, Swedish and English. Åland's postal codes are Finnish ones.
const NAMES: [(&str, &[&str]); 20] = [
    ("FI", &["suomi", "finland", "fin", "ahvenanmaa", "åland"]),
    ("SE", &["ruotsi", "sverige", "sweden"]),
    ("NO", &["norja", "norge", "norway"]),
    ("DK", &["tanska", "danmark", "denmark"]),
    ("IS", &["islanti", "island", "iceland"]),
    ("EE", &["viro", "eesti", "estland", "estonia"]),
    ("LV", &["latvia", "lettland"]),
    ("LT", &["liettua", "litauen", "lithuania"]),
    ("DE", &["saksa", "tyskland", "germany", "deutschland"]),
    ("FR", &["ranska", "frankrike", "france"]),
    (
        "GB",
        &[
            "britannia",
            "iso britannia",
            "storbritannien",
            "united kingdom",
            "great britain",
            "uk",
        ],
    ),
    (
        "NL",
        &["alankomaat", "hollanti", "nederländerna", "netherlands"],
    ),
    ("BE", &["belgia", "belgien", "belgium"]),
    ("ES", &["espanja", "spanien", "spain"]),
    ("IT", &["italia", "italien", "italy"]),
    ("PL", &["puola", "polen", "poland"]),
    ("AT", &["itävalta", "österrike", "austria"]),
    ("CH", &["sveitsi", "schweiz", "switzerland"]),
    ("RU", &["venäjä", "ryssland", "russia"]),
    (
        "US",
        &["yhdysvallat", "usa", "förenta staterna", "united states"],
    ),
];

impl Country {
    /// Finland.
    pub const FINLAND: Self = Self("FI");

    /// Reads two letters or, for the countries met most, a name in Finnish, Swedish or English.
    ///
    /// # Errors
    ///
    /// [`NotACountry`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotACountry> {
        let text = text.trim();
        let upper = text.to_ascii_uppercase();
        if let Some(code) = CODES.split_whitespace().find(|code| *code == upper) {
            return Ok(Self(code));
        }
        let folded = fold::folded(text);
        NAMES
            .into_iter()
            .find(|(_, names)| names.iter().any(|name| fold::folded(name) == folded))
            .map(|(code, _)| Self(code))
            .ok_or(NotACountry::Unknown)
    }

    /// Whether a code that is kept is that of another country than Finland, so that it is written.
    #[must_use]
    pub fn is_abroad(code: &str) -> bool {
        !code.is_empty() && code != Self::FINLAND.0
    }

    /// Its two letters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_the_usual_names_are_understood() {
        for text in ["FI", "fi ", "Suomi", "FINLAND"] {
            assert_eq!(Country::parse(text), Ok(Country::FINLAND));
        }
        assert_eq!(Country::parse("Österrike").unwrap().code(), "AT");
        assert_eq!(Country::parse("Iso-Britannia").unwrap().code(), "GB");
        assert_eq!(Country::parse("FX"), Err(NotACountry::Unknown));
        assert_eq!(Country::parse(""), Err(NotACountry::Unknown));
    }

    #[test]
    fn there_are_249_countries_and_every_name_belongs_to_one() {
        let codes: Vec<&str> = CODES.split_whitespace().collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted());
        assert!(NAMES.iter().all(|(code, _)| codes.contains(code)));
    }
}
