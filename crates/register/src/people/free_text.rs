//! What a clerk writes in her own words, of a note or a task: looked through for identity codes.
//!
//! Invariant: a [`FreeText`] holds no piece that looks like an identity code, but those of which
//! whoever wrote it said that they are none. Identity codes are stored in their own column, on a
//! ground, or not at all (Tietosuojalaki 1050/2018 29 §); an order number may look like one, so the
//! word of whoever writes decides, piece by piece, and the trail tells that she gave it. The trail
//! never tells the piece.

use basics::Code;
use formats::identity_codes_in;
use guard::Ask;

use super::model::{Error, note_text};

/// The code by which the trail tells that somebody said so.
const SAID: Code = Code::new("said.not_identity_code");

/// A text in somebody's own words.
#[derive(Clone, PartialEq, Eq)]
pub struct FreeText {
    text: String,
    said: bool,
}

impl FreeText {
    /// A text as it was typed: line breaks kept, control characters dropped. `no_codes` are the
    /// pieces of it that are no identity codes by the word of whoever wrote it.
    ///
    /// # Errors
    ///
    /// [`Error::IdentityCode`] where another piece looks like one; [`Error::Note`] where it is empty
    /// or too long.
    pub fn parse(typed: &str, no_codes: &[&str]) -> Result<Self, Error> {
        let text = note_text(typed)?;
        // As it was typed and as it is kept: something unseen may stand in a code, or before it.
        let found = [identity_codes_in(typed), identity_codes_in(&text)].concat();
        if found.iter().any(|one| !no_codes.contains(&one.expose())) {
            return Err(Error::IdentityCode);
        }
        let said = !found.is_empty();
        Ok(Self { text, said })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is asked to write it: where somebody said that a piece is no identity code, the trail
    /// tells that as well.
    #[must_use]
    pub fn ask(&self, ask: Ask) -> Ask {
        if self.said { ask.saying(SAID) } else { ask }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const ORDER: &str = "Tilaus 010594Y9032";

    #[test]
    fn a_piece_like_an_identity_code_is_taken_by_the_word_of_whoever_wrote_it_alone() {
        assert!(!FreeText::parse("Soittaa aamulla", &[]).unwrap().said);
        let held = |no_codes: &[&str]| FreeText::parse(ORDER, no_codes).is_err();
        assert!(held(&[]) && held(&["131052-9993"]) && held(&["010594Y903"]));
        assert!(FreeText::parse(ORDER, &["010594Y9032"]).unwrap().said);
        let two = [ORDER, ", hetu 131052-9993"].concat();
        assert!(FreeText::parse(&two, &["010594Y9032"]).is_err(), "another");
        let said = FreeText::parse("Ei numeroita", &["010594Y9032"]).unwrap();
        assert!(!said.said, "nothing was found of which to say it");
    }

    #[rstest]
    #[case("010594\u{0}Y9032")]
    #[case("Hetu\r131052-9993")]
    #[case("Hetu\u{b}131052-9993")]
    #[case("Hetu\u{85}131052-9993")]
    #[case("Hetu\u{1}131052-9993")]
    fn a_code_does_not_pass_with_something_unseen_in_or_before_it(#[case] hidden: &str) {
        let held = FreeText::parse(hidden, &[]);
        assert!(matches!(held, Err(Error::IdentityCode)), "{hidden:?}");
    }

    #[test]
    fn a_line_break_of_any_kind_is_kept_as_one() {
        let kept = FreeText::parse("a\r\nb\rc\u{b}d", &[]).unwrap();
        assert_eq!(kept.as_str(), "a\nb\nc\nd");
    }
}
