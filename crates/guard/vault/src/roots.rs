//! The root keys a process knows: one, or two while the root key is changed; and the keys that were
//! derived from the first root key and stay when that goes.
//!
//! Invariants: whoever has the old root key finds the new one in the key store, sealed under the
//! old one, for as long as the change takes; keys are wrapped under the newest alone; what was
//! derived for the index, the suppression list, sessions, checkpoints, reasons and backups is the
//! same under every root key.

use store::Tx;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::root::{KEY_BYTES, RootKey, Use};
use crate::seal::Cipher;
use crate::start::check_value;

store::statements! {
    /// The check of the root key, and how often a change of it began or ended.
    pub(crate) ROOT: () -> (Vec<u8>, i64) =
        "select root_check, root_number from vault where one = 1";

    /// The change that is under way: check and envelope of the new root key, how far it is, whether
    /// nothing is wrapped under the old one any more.
    pub(crate) CHANGE: () -> (Vec<u8>, Vec<u8>, i64, i64) =
        "select new_check, envelope, done_to, swept from root_change where one = 1";

    /// A key that outlives its root key.
    pub(crate) SUB_KEY: (String,) -> Vec<u8> =
        "select wrapped from sub_key where name = $1";

    /// Keeps a key that outlives its root key.
    pub(crate) SET_SUB_KEY: (String, Vec<u8>) -> () =
        "insert into sub_key (name, wrapped) values ($1, $2)
         on conflict (name) do update set wrapped = $2";
}

/// A key of 32 bytes, wiped when dropped.
pub(crate) type Key = Zeroizing<[u8; KEY_BYTES]>;

/// What a process knows of the root keys.
pub(crate) struct Roots {
    /// How often a change began or ended, as this process knows.
    pub(crate) number: i64,
    /// The newest first.
    known: Vec<(RootKey, Cipher)>,
}

impl Roots {
    /// One root key that was never changed.
    pub(crate) fn only(root: &RootKey) -> Self {
        Self::of(0, [root.duplicate()])
    }

    fn of(number: i64, roots: impl IntoIterator<Item = RootKey>) -> Self {
        let with_cipher = |root: RootKey| {
            let wrap = Cipher::new(&root.derive(Use::Wrap));
            (root, wrap)
        };
        Self {
            number,
            known: roots.into_iter().map(with_cipher).collect(),
        }
    }

    /// The root keys of a key store, of which one is held.
    pub(crate) fn load(tx: &mut Tx<'_>, held: &[RootKey]) -> Result<Self, Error> {
        let Some((check, number)) = tx.maybe(&ROOT, ())? else {
            let first = held.first().ok_or(Error::RootKeyWrong)?;
            return Ok(Self::only(first));
        };
        let change = tx.maybe(&CHANGE, ())?;
        if let Some((new_check, _, _, 1)) = &change
            && let Some(new) = held.iter().find(|root| check_value(root) == *new_check)
        {
            return Ok(Self::of(number, [new.duplicate()]));
        }
        let old = held.iter().find(|root| check_value(root) == check);
        let old = old.ok_or(Error::RootKeyWrong)?;
        match change {
            None => Ok(Self::of(number, [old.duplicate()])),
            Some((_, envelope, _, _)) => {
                let new = old.open_next(&envelope)?;
                Ok(Self::of(number, [new, old.duplicate()]))
            }
        }
    }

    /// The root keys themselves.
    pub(crate) fn held(&self) -> Vec<RootKey> {
        self.known
            .iter()
            .map(|(root, _)| root.duplicate())
            .collect()
    }

    /// Wraps a key under the newest.
    pub(crate) fn wrap(&self, associated: &[u8], key: &[u8]) -> Result<Vec<u8>, Error> {
        let (_, newest) = self.known.first().ok_or(Error::RootKeyWrong)?;
        newest.seal(associated, key)
    }

    /// Unwraps a key, whichever it is wrapped under.
    pub(crate) fn unwrap(
        &self,
        associated: &[u8],
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let mut opened = self.known.iter();
        let opened = opened.find_map(|(_, wrap)| wrap.open(associated, wrapped).ok());
        opened.ok_or(Error::NotOpened)
    }

    /// Whether a key is wrapped under the newest already.
    pub(crate) fn is_newest(&self, associated: &[u8], wrapped: &[u8]) -> bool {
        let newest = self.known.first();
        newest.is_some_and(|(_, wrap)| wrap.open(associated, wrapped).is_ok())
    }

    /// The keys that outlive the root key: as they are kept, or as they derive from a root key that
    /// was never changed.
    pub(crate) fn lasting(&self, tx: &mut Tx<'_>) -> Result<Vec<(Use, Key)>, Error> {
        let mut keys = Vec::with_capacity(Use::LASTING.len());
        for what in Use::LASTING {
            let key = match tx.maybe(&SUB_KEY, (what.name().to_owned(),))? {
                Some(wrapped) => key_of(&self.unwrap(what.name().as_bytes(), &wrapped)?)?,
                // Kept before anything is changed: without it, the oldest known is the first.
                None => match self.known.last() {
                    Some((root, _)) => root.derive(what),
                    None => return Err(Error::RootKeyWrong),
                },
            };
            keys.push((what, key));
        }
        Ok(keys)
    }
}

pub(crate) fn key_of(bytes: &[u8]) -> Result<Key, Error> {
    let key = <[u8; KEY_BYTES]>::try_from(bytes).map_err(|_| Error::NotOpened)?;
    Ok(Zeroizing::new(key))
}

const NEXT: &[u8] = b"next root key";

impl RootKey {
    /// Seals the next root key under this one.
    pub(crate) fn seal_next(&self, next: &Self) -> Result<Vec<u8>, Error> {
        Cipher::new(&self.derive(Use::Change)).seal(NEXT, next.bytes())
    }

    /// The next root key.
    pub(crate) fn open_next(&self, envelope: &[u8]) -> Result<Self, Error> {
        let bytes = Cipher::new(&self.derive(Use::Change)).open(NEXT, envelope)?;
        Ok(Self::of(key_of(&bytes)?).in_place_of(self))
    }
}
