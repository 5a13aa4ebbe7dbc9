//! The lock of a key file: a passphrase that only people know.
//!
//! Form of a locked file: magic, memory in KiB, passes and lanes (4 bytes each, big-endian), 16
//! random bytes of salt, a nonce of 12, the root key and its tag under AES-256-GCM. The key of the
//! lock is Argon2id of passphrase and salt (64 MiB, 3 passes, 1 lane; RFC 9106 section 4, second
//! recommended option), and everything before the nonce is bound to what is sealed.
//!
//! The passphrase locks a root key and does not make it: it can be changed, given or taken away
//! without wrapping a key anew.
//!
//! Invariant: whoever changes the costs in a file opens nothing by it, and makes nobody spend more
//! than [`MEMORY_MAX`] and [`PASSES_MAX`].

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::root::KEY_BYTES;

const MAGIC: &[u8; 24] = b"seloste root key locked\x01";
const SALT: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;
/// Magic, three costs, salt.
const HEAD: usize = MAGIC.len() + 3 * 4 + SALT;
/// Bytes of a locked file.
pub(crate) const LOCKED_BYTES: usize = HEAD + NONCE + KEY_BYTES + TAG;
/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);
/// The most memory a file may ask for, in KiB.
const MEMORY_MAX: u32 = 1024 * 1024;
/// The most passes a file may ask for.
const PASSES_MAX: u32 = 64;

/// What a key file is locked with: derived from a passphrase once, held while the process runs.
pub(crate) struct Lock {
    head: [u8; HEAD],
    key: Zeroizing<[u8; KEY_BYTES]>,
}

/// Whether these are the bytes of a locked file.
pub(crate) fn is_locked(bytes: &[u8]) -> bool {
    bytes.len() == LOCKED_BYTES && bytes.starts_with(MAGIC)
}

impl Lock {
    /// A new lock for a passphrase.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`].
    pub(crate) fn new(passphrase: &SecretString) -> Result<Self, Error> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| Error::Randomness)?;
        let (memory, passes, lanes) = COST;
        let costs = [memory, passes, lanes].map(u32::to_be_bytes).concat();
        let mut head = [0; HEAD];
        let parts = MAGIC.iter().chain(&costs).chain(&salt);
        head.iter_mut()
            .zip(parts)
            .for_each(|(slot, byte)| *slot = *byte);
        Self::of(head, passphrase)
    }

    /// The lock of a file, by its passphrase. Whether that is right, [`Lock::open`] tells.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyLength`] where these are not the bytes of a locked file.
    pub(crate) fn of_file(bytes: &[u8], passphrase: &SecretString) -> Result<Self, Error> {
        let head = bytes.first_chunk().filter(|_| is_locked(bytes));
        Self::of(*head.ok_or(Error::RootKeyLength)?, passphrase)
    }

    fn of(head: [u8; HEAD], passphrase: &SecretString) -> Result<Self, Error> {
        let told = head.get(MAGIC.len()..).unwrap_or_default();
        let (costs, salt) = told.split_at_checked(3 * 4).ok_or(Error::RootKeyLength)?;
        let cost = |at: usize| {
            let bytes = costs.get(at * 4..).and_then(<[u8]>::first_chunk);
            bytes.copied().map_or(u32::MAX, u32::from_be_bytes)
        };
        let (memory, passes, lanes) = (cost(0), cost(1), cost(2));
        if memory > MEMORY_MAX || passes > PASSES_MAX {
            return Err(Error::RootKeyLength);
        }
        let params = Params::new(memory, passes, lanes, Some(KEY_BYTES));
        let params = params.map_err(|_| Error::RootKeyLength)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        let words = passphrase.expose_secret().as_bytes();
        let made = argon.hash_password_into(words, salt, &mut *key);
        made.map_err(|_| Error::RootKeyLength)?;
        Ok(Self { head, key })
    }

    /// A root key as its locked file holds it.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`].
    pub(crate) fn seal(&self, root: &[u8; KEY_BYTES]) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| Error::Randomness)?;
        let payload = Payload {
            msg: root,
            aad: &self.head,
        };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::NotSealed)?;
        Ok([self.head.as_slice(), &nonce, &sealed].concat())
    }

    /// The root key in a locked file.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyPassphrase`] for another passphrase, or a file that was changed.
    pub(crate) fn open(&self, bytes: &[u8]) -> Result<Zeroizing<[u8; KEY_BYTES]>, Error> {
        let told = bytes.strip_prefix(&self.head);
        let told = told.and_then(|rest| rest.split_first_chunk::<NONCE>());
        let (nonce, sealed) = told.ok_or(Error::RootKeyPassphrase)?;
        let payload = Payload {
            msg: sealed,
            aad: &self.head,
        };
        let opened = self.cipher().decrypt(&Nonce::from(*nonce), payload);
        let opened = Zeroizing::new(opened.map_err(|_| Error::RootKeyPassphrase)?);
        let key = opened.as_slice().try_into();
        key.map(Zeroizing::new)
            .map_err(|_| Error::RootKeyPassphrase)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.key).into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[test]
    fn a_locked_key_opens_with_its_passphrase_and_with_no_other() {
        let root = [7; KEY_BYTES];
        let lock = Lock::new(&words("a fence of nine words")).unwrap();
        let file = lock.seal(&root).unwrap();
        assert!(is_locked(&file), "whoever reads it knows that it is locked");
        assert!(file.windows(KEY_BYTES).all(|part| part != root));
        let right = Lock::of_file(&file, &words("a fence of nine words")).unwrap();
        assert_eq!(*right.open(&file).unwrap(), root);
        let other = Lock::of_file(&file, &words("a fence of ten words")).unwrap();
        assert!(matches!(other.open(&file), Err(Error::RootKeyPassphrase)));
    }

    #[test]
    fn a_file_that_asks_for_too_much_is_refused_before_anything_is_spent() {
        let lock = Lock::new(&words("a fence of nine words")).unwrap();
        let file = lock.seal(&[7; KEY_BYTES]).unwrap();
        for at in [MAGIC.len(), MAGIC.len() + 4, MAGIC.len() + 8] {
            let mut greedy = file.clone();
            greedy[at] = 0xff;
            let refused = Lock::of_file(&greedy, &words("a fence of nine words"));
            assert!(matches!(refused, Err(Error::RootKeyLength)), "cost at {at}");
        }
    }

    proptest! {
        // Each case costs what a passphrase costs, but for the lock that is held already.
        #[test]
        fn a_byte_that_was_changed_opens_nothing(at in 0..LOCKED_BYTES, bit in 0_u8..8) {
            thread_local!(static LOCK: Lock = Lock::new(&words("a fence of nine words")).unwrap());
            LOCK.with(|lock| {
                let mut file = lock.seal(&[7; KEY_BYTES]).unwrap();
                file[at] ^= 1 << bit;
                prop_assert!(lock.open(&file).is_err());
                Ok(())
            })?;
        }
    }
}
