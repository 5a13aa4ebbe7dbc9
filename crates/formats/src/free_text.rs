//! What does not belong into a free text.

use basics::Day;

use crate::{Artificial, IdentityCode};

/// Whether a free text holds something of the shape of an identity code with a right check
/// character. Such a text is held back: identity codes are stored in their own column, on a
/// ground, or not at all (Tietosuojalaki 1050/2018 29 §).
#[must_use]
pub fn holds_identity_code(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let Ok(far) = Day::new(9999, 12, 31) else {
        return false;
    };
    let inner = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
    characters.windows(LENGTH).enumerate().any(|(at, window)| {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let alone = !inner(before) && !inner(characters.get(at + LENGTH));
        let word: String = window.iter().collect();
        alone && IdentityCode::parse(&word, far, Artificial::Allowed).is_ok()
    })
}

/// Characters of an identity code.
const LENGTH: usize = 11;

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
    }

    proptest! {
        #[test]
        fn no_text_makes_the_search_panic(text in ".*") {
            let _ = holds_identity_code(&text);
        }
    }
}
