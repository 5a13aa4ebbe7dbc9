//! What a backup and a copy of the keys need of the key store, and the marks in it.
//!
//! Invariant: a copy of the keys is one snapshot, holds what the store holds now and nothing of
//! what was destroyed before; none is made while the root key is changed, because it would hold the
//! new one sealed under the old one.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::{Db, Here, Tx, schemas, whole};

use crate::error::Error;
use crate::root::{RootKey, Use};
use crate::roots::{CHANGE, Roots};
use crate::vault::Vault;
use crate::{keys, ledger};

store::statements! {
    /// How many lots were erased.
    pub(crate) ERASURES: () -> i64 =
        "select cast(count(*) as bigint) from erasure";
}

/// How far a key store reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The register it belongs to.
    pub register: i64,
    /// Keys up to this number were made.
    pub made: i64,
    /// Keys up to this number were handed out.
    pub taken: i64,
    /// Lots that were erased.
    pub erased: i64,
}

impl Vault {
    /// The folder of the sealed files.
    #[must_use]
    pub fn files_folder(&self) -> &std::path::Path {
        self.files.folder()
    }

    /// How far the keys reach, and whose they are.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn reach(&self, here: &Here) -> Result<Reach, Error> {
        reach(here, &self.keys.db)
    }

    /// Copies the keys with the ledgers beside them into another store, which is empty; how many
    /// keys there are.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyChanging`]; the stores', and then the copy is to be thrown away.
    pub fn copy_keys(&self, here: &Here, to: &Db) -> Result<u64, Error> {
        let copied = self.keys.db.read_here(here, |tx| {
            if tx.maybe(&CHANGE, ())?.is_some() {
                return Ok(None);
            }
            whole::copy(tx, &schemas::KEYS, to, here).map(Some)
        });
        let copied = copied.map_err(|failed| match failed {
            whole::Failed::Store(error) => Error::Store(error),
            whole::Failed::Io(_) | whole::Failed::Form => Error::File,
        })?;
        let copied = copied.ok_or(Error::RootKeyChanging)?;
        let mut keys = copied.tables.iter().filter(|(table, _)| table == "lot_key");
        Ok(keys.next().map_or(0, |(_, rows)| *rows))
    }

    /// How far a series got, as far as the ledger knows.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn mark(&self, here: &Here, name: &str) -> Result<i64, Error> {
        let name = name.to_owned();
        let mark = self
            .keys
            .db
            .read_here(here, |tx| tx.maybe(&ledger::MARK, (name.clone(),)))?;
        Ok(mark.unwrap_or(0))
    }

    /// Notes that a series got further.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn raise_mark(&self, here: &Here, name: &str, value: i64) -> Result<(), Error> {
        let name = name.to_owned();
        let raise = |tx: &mut Tx<'_>| tx.run(&ledger::RAISE_MARK, (name.clone(), value));
        self.keys.db.write_here(here, raise)?;
        Ok(())
    }

    /// Sets a mark that may go back, such as how far two stores were compared.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn set_mark(&self, here: &Here, name: &str, value: i64) -> Result<(), Error> {
        let name = name.to_owned();
        let set = |tx: &mut Tx<'_>| tx.run(&ledger::SET_MARK, (name.clone(), value));
        self.keys.db.write_here(here, set)?;
        Ok(())
    }

    /// A mark, where it was ever set.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn mark_if_set(&self, here: &Here, name: &str) -> Result<Option<i64>, Error> {
        let name = name.to_owned();
        let mark = |tx: &mut Tx<'_>| tx.maybe(&ledger::MARK, (name.clone(),));
        Ok(self.keys.db.read_here(here, mark)?)
    }
}

/// How far the keys in a store reach, and whose they are.
///
/// # Errors
///
/// [`Error::OtherRegister`] where it belongs to none; the store's.
pub fn reach(here: &Here, keys: &Db) -> Result<Reach, Error> {
    keys.read_here(here, |tx| {
        let vault = tx.maybe(&keys::VAULT, ())?;
        let (register, _, _, made, taken) = vault.ok_or(Error::OtherRegister)?;
        Ok(Reach {
            register,
            made,
            taken,
            erased: tx.one(&ERASURES, ())?,
        })
    })
}

/// The keyed hash of a backup's manifest, by the keys in a store and the root key they are wrapped
/// under.
///
/// # Errors
///
/// [`Error::RootKeyWrong`]; the store's.
pub fn backup_seal(
    here: &Here,
    keys: &Db,
    root: &RootKey,
    manifest: &str,
) -> Result<Vec<u8>, Error> {
    let held = [root.duplicate()];
    let lasting = keys.read_here(here, |tx| Roots::load(tx, &held)?.lasting(tx))?;
    let key = lasting.into_iter().find(|(what, _)| *what == Use::Backups);
    let (_, key) = key.ok_or(Error::NotOpened)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&*key).map_err(|_| Error::NotSealed)?;
    mac.update(manifest.as_bytes());
    Ok(mac.finalize().into_bytes().to_vec())
}
