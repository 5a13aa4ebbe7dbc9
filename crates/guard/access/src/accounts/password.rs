//! Passwords: what is accepted, how they are kept and compared.
//!
//! NIST SP 800-63B-4 (2025) § 3.1.1: at least 15 characters where the password stands alone, at
//! least 64 allowed, every character allowed, no composition rules, no periodic change, compared
//! against a list of common ones, in one normal form (NFKC). Kept as argon2id (19 MiB, two passes), in PHC string form.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use basics::{Code, Coded};
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

use super::guess;

/// The fewest characters of a password.
pub const CHARACTERS_MIN: usize = 15;
/// The most: far above what is needed, so that hashing stays bounded.
pub const CHARACTERS_MAX: usize = 256;
/// More bytes than 256 characters can have are not even looked at.
const BYTES_MAX: usize = 4 * 1024;
/// How many characters must be left without everything that is tried first.
const LEFT_MIN: usize = 8;

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is too short to stand alone.
    #[error("the password must have at least 15 characters")]
    Short,
    /// It is longer than can be compared.
    #[error("the password may have at most 256 characters")]
    Long,
    /// It is among those that are tried first.
    #[error("the password is among the most common ones")]
    Common,
}

impl Coded for Unfit {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Short => "access.password.short",
            Self::Long => "access.password.long",
            Self::Common => "access.password.common",
        })
    }
}

/// A password that may be set.
pub struct NewPassword {
    text: SecretString,
    hers: bool,
}

impl NewPassword {
    /// Takes a password, in the one form its characters have (NFKC): the same password typed on
    /// another keyboard is the same. `own` are words it may not consist of: her name, her address.
    ///
    /// # Errors
    ///
    /// [`Unfit`], saying what to change.
    pub fn parse(text: SecretString, own: &[&str]) -> Result<Self, Unfit> {
        if text.expose_secret().len() > BYTES_MAX {
            return Err(Unfit::Long);
        }
        let typed = text;
        let text = normal(&typed);
        drop(typed);
        let characters = text.expose_secret().chars().count();
        if characters < CHARACTERS_MIN {
            return Err(Unfit::Short);
        }
        if characters > CHARACTERS_MAX {
            return Err(Unfit::Long);
        }
        let password = Self { text, hers: false };
        password.suits(own)?;
        Ok(password)
    }

    /// Whether enough is left of it without what is tried first and without these words.
    ///
    /// # Errors
    ///
    /// [`Unfit::Common`].
    pub fn suits(&self, own: &[&str]) -> Result<(), Unfit> {
        if guess::left(self.text.expose_secret(), own) < LEFT_MIN {
            Err(Unfit::Common)
        } else {
            Ok(())
        }
    }

    /// The same, chosen by its owner herself: it need not be changed at the first sign-in.
    #[must_use]
    pub fn hers(self) -> Self {
        Self { hers: true, ..self }
    }

    /// Whether its owner chose it.
    pub(crate) const fn is_hers(&self) -> bool {
        self.hers
    }

    /// The same password once more, for the thread that hashes it.
    pub(crate) fn duplicate(&self) -> Self {
        Self {
            text: self.text.clone(),
            hers: self.hers,
        }
    }

    /// Whether it is the password behind this hash.
    pub(crate) fn is_behind(&self, hash: &str) -> bool {
        matches(&self.text, hash)
    }

    /// The hash to keep, as a PHC string with a salt of its own.
    ///
    /// # Errors
    ///
    /// [`HashFailed`] where there is no memory or no randomness.
    pub(crate) fn hash(&self) -> Result<String, HashFailed> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| HashFailed)?;
        let hash = Argon2::default()
            .hash_password_with_salt(self.text.expose_secret().as_bytes(), &salt)
            .map_err(|_| HashFailed)?;
        Ok(hash.to_string())
    }
}

fn normal(text: &SecretString) -> SecretString {
    SecretString::from(text.expose_secret().nfkc().collect::<String>())
}

/// The password could not be hashed: no memory or no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashFailed;

/// Whether `attempt` is the password behind `hash`.
pub(crate) fn matches(attempt: &SecretString, hash: &str) -> bool {
    if attempt.expose_secret().len() > BYTES_MAX {
        return false;
    }
    let attempt = normal(attempt);
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(attempt.expose_secret().as_bytes(), &hash)
            .is_ok()
    })
}

/// The hash of a password that nobody knows.
pub(crate) fn hash_of_nobody() -> Result<String, HashFailed> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|_| HashFailed)?;
    let text: String = secret
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    let text = SecretString::from(text);
    NewPassword { text, hers: false }.hash()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn parse(text: &str) -> Result<NewPassword, Unfit> {
        NewPassword::parse(
            SecretString::from(text),
            &["Maija Mallikas", "maija@example.com"],
        )
    }

    #[rstest]
    #[case("lyhyt", Unfit::Short)]
    #[case("neljätoista123", Unfit::Short)]
    #[case("salasanasalasana", Unfit::Common)]
    #[case("Password-Password-1", Unfit::Common)]
    #[case("maija mallikas 2026", Unfit::Common)]
    #[case("aaaaaaaaaaaaaaaa", Unfit::Common)]
    #[case("123456789012345", Unfit::Common)]
    #[case("qwerty123456789", Unfit::Common)]
    #[case("salasana1234567", Unfit::Common)]
    #[case("password1234567", Unfit::Common)]
    #[case("P4ssw0rd!1234567", Unfit::Common)]
    #[case("qwertyuiopasdfg", Unfit::Common)]
    #[case("abcdefghijklmno", Unfit::Common)]
    #[case("maijamaijamaija1", Unfit::Common)]
    #[case("Mallikas-Example-1975", Unfit::Common)]
    #[case("1q2w3e4r5t6y7u8i", Unfit::Common)]
    #[case("correcthorsebatterystaple", Unfit::Common)]
    #[case("kissa koira kissa koira", Unfit::Common)]
    #[case("------------------", Unfit::Common)]
    fn a_weak_password_is_refused(#[case] text: &str, #[case] why: Unfit) {
        assert_eq!(parse(text).err(), Some(why));
    }

    #[rstest]
    #[case("hevonen akku niitti oikein")]
    #[case("ÄÄNI kuuluu yöllä kaukaa")]
    #[case("kaksisataa lasta leikki pihalla")]
    #[case("xK9#vQ2!mZ7$pL4")]
    #[case("kissani juoksi metsään illalla")]
    #[case("€£$¥@#%&/()=?+*")]
    fn a_long_one_is_accepted_whatever_its_characters(#[case] text: &str) {
        assert!(parse(text).is_ok());
    }

    #[test]
    fn a_password_longer_than_can_be_compared_is_refused() {
        assert_eq!(parse(&"ab cd ".repeat(50)).err(), Some(Unfit::Long));
    }

    #[test]
    fn only_the_same_password_matches_its_hash_and_two_hashes_differ() {
        let secret = || SecretString::from("hevonen akku niitti oikein");
        let password = NewPassword::parse(secret(), &[]).unwrap();
        let (one, two) = (password.hash().unwrap(), password.hash().unwrap());
        assert_ne!(one, two);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches(&secret(), &one));
        assert!(!matches(
            &SecretString::from("hevonen akku niitti väärin"),
            &one
        ));
        assert!(!matches(&secret(), "no hash at all"));
    }

    #[test]
    fn the_same_password_from_another_keyboard_is_the_same() {
        let composed = SecretString::from("ääni kuuluu yöllä kaukaa");
        let parted = SecretString::from("a\u{308}a\u{308}ni kuuluu yo\u{308}lla\u{308} kaukaa");
        let hash = NewPassword::parse(composed, &[]).unwrap().hash().unwrap();
        assert!(matches(&parted, &hash));
    }

    #[test]
    fn a_password_fit_for_one_may_not_suit_another() {
        let password = parse("Virtanen Kalevi 1").unwrap();
        assert_eq!(password.suits(&["Kalevi Virtanen"]), Err(Unfit::Common));
    }
}
