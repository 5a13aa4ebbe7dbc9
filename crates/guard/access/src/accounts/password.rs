//! Passwords: what is accepted, how they are kept and compared.
//!
//! NIST SP 800-63B-4 (2025) § 3.1.1: at least 15 characters where the password stands alone, at
//! least 64 allowed, every character allowed, no composition rules, no periodic change, compared
//! against a list of common ones. Kept as argon2id (19 MiB, two passes), in PHC string form.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use basics::{Code, Coded};
use secrecy::{ExposeSecret, SecretString};

/// The fewest characters of a password.
pub const CHARACTERS_MIN: usize = 15;
/// The most: far above what is needed, so that hashing stays bounded.
pub const CHARACTERS_MAX: usize = 256;

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
pub struct NewPassword(SecretString);

impl NewPassword {
    /// Takes a password that its owner chose. `own` are words it may not consist of: her name,
    /// her address, the name of the firm.
    ///
    /// # Errors
    ///
    /// [`Unfit`], saying what to change.
    pub fn parse(text: SecretString, own: &[&str]) -> Result<Self, Unfit> {
        let characters = text.expose_secret().chars().count();
        if characters < CHARACTERS_MIN {
            return Err(Unfit::Short);
        }
        if characters > CHARACTERS_MAX {
            return Err(Unfit::Long);
        }
        let bare = bare(text.expose_secret());
        let known = COMMON.iter().any(|word| made_of(&bare, word));
        let personal = own.iter().any(|word| made_of(&bare, &self::bare(word)));
        if known || personal {
            Err(Unfit::Common)
        } else {
            Ok(Self(text))
        }
    }

    /// The same password once more, for the thread that hashes it.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
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
            .hash_password_with_salt(self.0.expose_secret().as_bytes(), &salt)
            .map_err(|_| HashFailed)?;
        Ok(hash.to_string())
    }
}

/// The password could not be hashed: no memory or no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashFailed;

/// Whether `attempt` is the password behind `hash`.
pub(crate) fn matches(attempt: &SecretString, hash: &str) -> bool {
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
    NewPassword(SecretString::from(text)).hash()
}

/// Lower case, letters and digits only.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is nothing but `word` again and again, or `word` with up to four characters.
fn made_of(text: &str, word: &str) -> bool {
    if word.chars().count() < 3 {
        return false;
    }
    let rest = text.replace(word, "");
    rest.chars().count() <= 4 && rest.len() < text.len()
}

/// Words and rows of keys that stand at the head of every published list of common passwords, in
/// Finland and elsewhere. Longer common passwords are these, repeated or with a few digits.
const COMMON: [&str; 40] = [
    "password",
    "passw0rd",
    "salasana",
    "lösenord",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "123456789",
    "1234567890",
    "0987654321",
    "123123",
    "111111",
    "000000",
    "abc123",
    "abcdefgh",
    "abcdefghijklmnop",
    "iloveyou",
    "letmein",
    "welcome",
    "tervetuloa",
    "välkommen",
    "perkele",
    "suomi",
    "finland",
    "helsinki",
    "jyväskylä",
    "tampere",
    "rakkaus",
    "minä",
    "kissa",
    "koira",
    "football",
    "jääkiekko",
    "admin",
    "administrator",
    "seloste",
    "kesä",
    "qazwsxedc",
    "aaaaaaaaaaaaaaa",
];

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
    fn a_weak_password_is_refused(#[case] text: &str, #[case] why: Unfit) {
        assert_eq!(parse(text).err(), Some(why));
    }

    #[rstest]
    #[case("hevonen akku niitti oikein")]
    #[case("ÄÄNI kuuluu yöllä kaukaa")]
    #[case("kaksisataa lasta leikki pihalla")]
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
}
