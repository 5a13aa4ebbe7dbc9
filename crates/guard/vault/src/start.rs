//! What is checked before the first user gets in.
//!
//! There is no special way to restore a backup, so none can be forgotten: whatever the four stores
//! hold, each start brings them to agree, or refuses and says why.

use basics::Instant;
use sha2::{Digest, Sha256};
use store::{Db, Here, Tx};

use crate::erase::ErasedRows;
use crate::error::Error;
use crate::index;
use crate::keys;
use crate::lots;
use crate::own::NOBODY;
use crate::root::{RootKey, Use};
use crate::roots::CHANGE;
use crate::vault::Vault;

/// What a start found and mended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mended {
    /// Erased lots that were still in the register: a crash, or an old backup.
    pub erased_again: u64,
    /// Loose files of which a crash or an old register had left only half.
    pub files_mended: u64,
    /// Whether every party has to be written into the index anew: it was lost or is another's.
    pub index_lost: bool,
    /// Whether some parties have to be written into the index: a crash came in between.
    pub index_behind: bool,
}

impl Vault {
    /// Pairs a new register with new keys and a new index.
    ///
    /// # Errors
    ///
    /// The stores'; [`Error::OtherRegister`] where one of them is in use already.
    pub fn pair(&self, here: &Here, register: &Db, root: &RootKey, id: i64) -> Result<(), Error> {
        let check = check_value(root);
        self.keys
            .db
            .write_here(here, |tx| match tx.maybe(&keys::VAULT, ())? {
                Some(_) => Err(Error::OtherRegister),
                None => Ok(tx.run_one(&keys::MAKE_VAULT, (id, check.clone()))?),
            })?;
        register.write_here(here, |tx| tx.run_one(&lots::MARK_REGISTER, (id,)))?;
        self.index
            .db
            .write_here(here, |tx| tx.run_one(&index::MARK_INDEX, (id,)))?;
        self.keys.ensure_ahead(here)?;
        Ok(())
    }

    /// Holds keys, register, files and index against each other, and mends what can be mended.
    /// `also` is written with the rows that are erased again.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyWrong`]; [`Error::OtherRegister`] for keys of another register;
    /// [`Error::KeysBehind`] for a key store older than the register; the stores'.
    pub fn check_start<E: From<Error> + From<store::Error>>(
        &self,
        here: &Here,
        register: &Db,
        root: &RootKey,
        now: Instant,
        also: impl Fn(&mut Tx<'_>, &ErasedRows) -> Result<(), E>,
    ) -> Result<Mended, E> {
        let vault = self
            .keys
            .db
            .read_here(here, |tx| tx.maybe(&keys::VAULT, ()))?;
        let id = register.read_here(here, |tx| tx.maybe(&lots::REGISTER_MARK, ()))?;
        let (Some((paired, check, _, _, taken)), Some(id)) = (vault, id) else {
            return Err(Error::OtherRegister.into());
        };
        if check != check_value(root) {
            // The new one of a change that is under way.
            let change = self.keys.db.read_here(here, |tx| tx.maybe(&CHANGE, ()))?;
            if change.is_none_or(|change| change.0 != check_value(root)) {
                return Err(Error::RootKeyWrong.into());
            }
        }
        if paired != id {
            return Err(Error::OtherRegister.into());
        }
        self.keys_reach(here, register, taken)?;
        let erased_again = self.erase_again(here, register, also)?;
        let files_mended = self.mend_loose(here, register, now)?;
        let index_lost = self.index_lost(here, register, id)?;
        if index_lost {
            register.write_here(here, |tx| tx.run(&lots::INDEX_EVERYONE, ()))?;
        } else {
            self.compare_index(here, register)?;
        }
        let behind = self.to_be_indexed(here, register, (NOBODY, 1))?;
        Ok(Mended {
            erased_again,
            files_mended,
            index_lost,
            index_behind: !behind.is_empty(),
        })
    }

    /// The key store must know every number the register uses. A copy that is a little older still
    /// has the keys, made ahead. Which numbers were handed out since it was made is not known (those
    /// of loose files stand in no lot), so none of those made ahead is handed out again.
    fn keys_reach(&self, here: &Here, register: &Db, taken: i64) -> Result<(), Error> {
        let highest = register
            .read_here(here, |tx| tx.one(&lots::HIGHEST_LOT, ()))?
            .unwrap_or(0);
        if highest <= taken {
            return Ok(());
        }
        let made = self
            .keys
            .db
            .read_here(here, |tx| tx.one(&keys::VAULT, ()))?
            .3;
        if highest > made {
            let missing = register.read_here(here, |tx| tx.one(&lots::LOTS_ABOVE, (made,)))?;
            return Err(Error::KeysBehind { missing });
        }
        self.keys_are_older(here)
    }

    /// The key store is an older copy: no number it may have handed out later is handed out again.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn keys_are_older(&self, here: &Here) -> Result<(), Error> {
        self.keys.take_all(here)
    }

    fn index_lost(&self, here: &Here, register: &Db, id: i64) -> Result<bool, Error> {
        let mark = self
            .index
            .db
            .read_here(here, |tx| tx.maybe(&index::INDEX_MARK, ()))?;
        match mark {
            Some(mark) if mark == id => {
                let indexed = self
                    .index
                    .db
                    .read_here(here, |tx| tx.one(&index::INDEXED_TO, (1,)))?;
                let parties = register.read_here(here, |tx| tx.one(&lots::PARTIES_TO, (1,)))?;
                Ok(indexed == 0 && parties > 0)
            }
            Some(_) => Err(Error::OtherRegister),
            None => {
                self.index
                    .db
                    .write_here(here, |tx| tx.run_one(&index::MARK_INDEX, (id,)))?;
                Ok(true)
            }
        }
    }
}

/// Shows which root key it is without helping to find it.
pub(crate) fn check_value(root: &RootKey) -> Vec<u8> {
    Sha256::digest(*root.derive(Use::Check)).to_vec()
}
