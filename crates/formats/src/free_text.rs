//! What does not belong into a free text.

use std::fmt;

use basics::Day;

use crate::{Artificial, IdentityCode};

/// Characters of an identity code.
const LENGTH: usize = 11;
/// Characters of a masked piece that are shown: enough to find it by, too few to tell anybody.
const SHOWN: usize = 2;

/// A piece of a free text that has the shape of an identity code with a right check character.
/// Nobody knows whether it is one: one number in thirty-one passes the check by chance, an order
/// number as well. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeLike {
    text: String,
    at: usize,
}

impl CodeLike {
    /// The piece as it stands in the text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The piece with all but its first characters hidden, for showing where it is.
    #[must_use]
    pub fn masked(&self) -> String {
        let shown = self.text.chars().take(SHOWN);
        let hidden = std::iter::repeat_n('•', LENGTH - SHOWN);
        shown.chain(hidden).collect()
    }

    /// At which character of the text it begins, counted from one; a line break counts once.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }
}

impl fmt::Debug for CodeLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeLike(…)")
    }
}

/// Whether a free text holds something of the shape of an identity code with a right check
/// character. Such a text is held back: identity codes are stored in their own column, on a
/// ground, or not at all (Tietosuojalaki 1050/2018 29 §).
#[must_use]
pub fn holds_identity_code(text: &str) -> bool {
    !codes_in(text, 1).is_empty()
}

/// Every piece for which [`holds_identity_code`] holds a text back, in their order.
#[must_use]
pub fn identity_codes_in(text: &str) -> Vec<CodeLike> {
    codes_in(text, usize::MAX)
}

/// The first of them.
fn codes_in(text: &str, most: usize) -> Vec<CodeLike> {
    let characters: Vec<char> = text.replace("\r\n", "\n").chars().collect();
    let Ok(far) = Day::new(9999, 12, 31) else {
        return Vec::new();
    };
    let inner = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
    let found = characters.windows(LENGTH).enumerate();
    let found = found.filter_map(|(at, window)| {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        if inner(before) || inner(characters.get(at + LENGTH)) {
            return None;
        }
        let text: String = window.iter().collect();
        let code = IdentityCode::parse(&text, far, Artificial::Allowed);
        code.is_ok().then_some(CodeLike { text, at: at + 1 })
    });
    found.take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Soittaa aamulla. Hetu 010594Y9032.", true)]
    #[case("010594y9032", true)]
    #[case("(131052-9993)", true)]
    #[case("Tilaus 010594-90321 toimitettu", false)]
    #[case("puh. 050 123 4567, avain 12 B", false)]
    #[case("010594Y9033", false)]
    #[case("", false)]
    fn an_identity_code_in_free_text_is_noticed(#[case] text: &str, #[case] holds: bool) {
        assert_eq!(holds_identity_code(text), holds);
        assert_eq!(!identity_codes_in(text).is_empty(), holds);
    }

    #[test]
    fn each_piece_is_told_with_its_place_and_masked() {
        let found = identity_codes_in("Tilaus 010594y9032,\r\nja 131052-9993.");
        let told: Vec<_> = found.iter().map(|one| (one.expose(), one.at())).collect();
        assert_eq!(told, [("010594y9032", 8), ("131052-9993", 24)]);
        assert_eq!(found[0].masked(), "01•••••••••");
        assert_eq!(format!("{:?}", found[0]), "CodeLike(…)");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_search_panic(text in ".*") {
            let _ = identity_codes_in(&text);
        }

        #[test]
        fn a_masked_piece_shows_two_characters(nth in 0..600u32) {
            let code = IdentityCode::artificial(Day::new(1980, 2, 15).unwrap(), nth).unwrap();
            let found = identity_codes_in(code.expose());
            prop_assert_eq!(found[0].masked(), "15•••••••••");
        }
    }
}
