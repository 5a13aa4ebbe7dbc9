//! Secrets that are shown once: what opens a package at a public address, or a file that was sealed
//! for somebody.
//!
//! Invariants: a secret comes from the operating system's randomness alone and prints nothing; it is
//! kept as a hash or not at all; it is compared in constant time. What is read aloud or typed is
//! made of letters and digits that nobody takes for others (Crockford's base 32).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::error::Error;

/// Letters and digits without `i`, `l`, `o` and `u`: 32, so each is five bits of a random byte.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters between two dashes.
const GROUP: usize = 5;
/// Characters of a code: 50 bits, beside a token that nobody guesses and a few tries.
const CODE: usize = 10;
/// Characters of a passphrase: 125 bits, more than any search reaches, however cheap a try is.
const PASSPHRASE: usize = 25;

/// A secret that is shown once.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret for an address: 256 bits that nobody types.
    ///
    /// # Errors
    ///
    /// [`Error::Vault`] where the operating system has no randomness to give.
    pub fn token() -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        fill(&mut *bytes)?;
        Ok(Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes))))
    }

    /// A code that is told on another way than the address it belongs to: `7k2m4-9xw0t`.
    ///
    /// # Errors
    ///
    /// As [`Secret::token`].
    pub fn code() -> Result<Self, Error> {
        typed::<CODE>()
    }

    /// A passphrase that seals a file.
    ///
    /// # Errors
    ///
    /// As [`Secret::token`].
    pub fn passphrase() -> Result<Self, Error> {
        typed::<PASSPHRASE>()
    }

    /// A token as it stood in an address.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// What somebody typed: capitals, spaces and missing dashes make no difference, and letters
    /// that look like digits are taken for them.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let mut plain = Zeroizing::new(String::with_capacity(text.len()));
        for c in text.chars().filter(char::is_ascii_alphanumeric) {
            let c = match c.to_ascii_lowercase() {
                'i' | 'l' => '1',
                'o' => '0',
                c => c,
            };
            plain.push(c);
        }
        Self(grouped(&plain))
    }

    /// Whether it has the form of a passphrase that was drawn here: nobody seals with a weaker one.
    #[must_use]
    pub fn is_passphrase(&self) -> bool {
        let plain = self.0.bytes().filter(|byte| *byte != b'-');
        let known = plain.clone().all(|byte| ALPHABET.contains(&byte));
        known && plain.count() == PASSPHRASE && *grouped(&self.plain()) == *self.0
    }

    /// The text, to be shown once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it. `salt` is another secret that it belongs to, or nothing: what is hashed
    /// together with a token of 256 bits cannot be searched for without it.
    #[must_use]
    pub fn hash(&self, salt: Option<&Secret>) -> Vec<u8> {
        let salt = salt.map_or("", Self::expose);
        let mut digest = Sha256::new();
        digest.update(salt.len().to_be_bytes());
        digest.update(salt.as_bytes());
        digest.update(self.0.as_bytes());
        digest.finalize().to_vec()
    }

    /// Whether it is the one of which this hash was kept.
    #[must_use]
    pub fn is_of(&self, salt: Option<&Secret>, hash: &[u8]) -> bool {
        self.hash(salt).as_slice().ct_eq(hash).into()
    }

    fn plain(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.replace('-', ""))
    }
}

fn fill(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes).map_err(|_| Error::Vault(vault::Error::Randomness))
}

fn typed<const COUNT: usize>() -> Result<Secret, Error> {
    let mut bytes = Zeroizing::new([0; COUNT]);
    fill(&mut *bytes)?;
    let mut plain = Zeroizing::new(String::with_capacity(COUNT));
    for byte in bytes.iter() {
        let letter = ALPHABET.get(usize::from(byte & 31)).copied();
        plain.push(char::from(letter.unwrap_or(b'0')));
    }
    Ok(Secret(grouped(&plain)))
}

/// The same with a dash between groups.
fn grouped(plain: &str) -> Zeroizing<String> {
    let mut all = Zeroizing::new(String::with_capacity(plain.len() + plain.len() / GROUP));
    for (at, c) in plain.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            all.push('-');
        }
        all.push(c);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_secrets_differ_and_agree_with_nothing_but_their_own_hash() {
        let (token, other) = (Secret::token().unwrap(), Secret::token().unwrap());
        let code = Secret::code().unwrap();
        assert_eq!((token.expose().len(), code.expose().len()), (43, 11));
        assert_ne!(token.expose(), other.expose());
        assert!(code.is_of(Some(&token), &code.hash(Some(&token))));
        assert!(!code.is_of(Some(&other), &code.hash(Some(&token))));
        assert!(!code.is_of(None, &code.hash(Some(&token))));
        assert!(!other.is_of(None, &token.hash(None)));
    }

    #[test]
    fn what_is_typed_reads_as_what_was_shown() {
        let code = Secret::code().unwrap();
        let typed = code.expose().to_uppercase().replace('-', " ");
        let typed = Secret::typed(&typed.replace('0', "O").replace('1', "l"));
        assert_eq!(typed.expose(), code.expose());
    }

    #[test]
    fn only_a_drawn_passphrase_has_its_form() {
        let drawn = Secret::passphrase().unwrap();
        assert!(drawn.is_passphrase() && Secret::typed(drawn.expose()).is_passphrase());
        for weak in ["", "salasana", "7k2m4-9xw0t", &drawn.expose()[1..]] {
            assert!(!Secret::received(weak).is_passphrase(), "{weak}");
        }
    }
}
