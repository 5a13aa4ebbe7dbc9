//! The change of the root key, while the register runs.
//!
//! It begins with the new root key sealed under the old one in the key store; then every key is
//! wrapped anew in chunks; then the new root key takes the place of the old one where that is kept;
//! then the old one is forgotten. Invariants: whatever breaks off, the change goes on where it was,
//! with either root key from the moment on in which nothing is wrapped under the old one; other
//! processes take the new one up by themselves and never wrap under the old one again; nothing of
//! the old one is left in the key store, so no older copy of it opens with the new root key.

use basics::{Instant, LotId};
use store::Here;

use crate::erase::cut_log;
use crate::error::Error;
use crate::index;
use crate::keys::associated;
use crate::root::{RootKey, Use};
use crate::roots::{CHANGE, Roots, SET_SUB_KEY};
use crate::start::check_value;
use crate::vault::Vault;

store::statements! {
    /// A change begins.
    pub(crate) BEGIN_CHANGE: (Vec<u8>, Vec<u8>, Instant) -> () =
        "insert into root_change (one, new_check, envelope, done_to, swept, began_ms)
         values (1, $1, $2, cast(0 as bigint), cast(0 as bigint), $3)";

    /// Other processes have to look at the root key again.
    pub(crate) NEXT_ROOT_NUMBER: () -> () =
        "update vault set root_number = root_number + 1 where one = 1";

    /// The wrapped keys after one.
    pub(crate) KEYS_AFTER: (LotId, i64) -> (LotId, Vec<u8>) =
        "select lot_id, wrapped from lot_key where lot_id > $1 order by lot_id limit $2";

    /// A key is wrapped anew.
    pub(crate) REWRAP: (LotId, Vec<u8>) -> () =
        "update lot_key set wrapped = $2 where lot_id = $1";

    /// How far the change is.
    pub(crate) SET_DONE: (i64, i64) -> () =
        "update root_change set done_to = $1, swept = $2 where one = 1";

    /// The change is over.
    pub(crate) END_CHANGE: () -> () =
        "delete from root_change where one = 1";

    /// The new root key is the root key.
    pub(crate) SET_ROOT: (Vec<u8>, Instant) -> () =
        "update vault
            set root_check = $1, root_changed_ms = $2, root_number = root_number + 1
          where one = 1";

    /// When the root key was last changed, and whether a change is under way.
    pub(crate) ROOT_STATE: () -> (Option<Instant>, i64) =
        "select root_changed_ms, cast((select count(*) from root_change) as bigint)
           from vault
          where one = 1";
}

/// Keys wrapped anew in one transaction.
const CHUNK: i64 = 1_000;

/// How it stands with the root key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RootState {
    /// When it was last changed; nothing: it is the first.
    pub changed: Option<Instant>,
    /// Whether a change was begun and not ended.
    pub changing: bool,
}

impl Vault {
    /// Gives the blind index a new key, in a register that nobody has open: its tokens find nobody
    /// any more, and the next start writes all of them anew.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyChanging`]; the stores'.
    pub fn change_index_key(&self, here: &Here) -> Result<(), Error> {
        if self.root_state(here)?.changing {
            return Err(Error::RootKeyChanging);
        }
        // The mark first: an index without it is made again, with whichever key there is then.
        let unmark = |tx: &mut store::Tx<'_>| tx.run(&index::UNMARK_INDEX, ());
        self.index.db.write_here(here, unmark)?;
        let mut fresh = zeroize::Zeroizing::new([0; 32]);
        getrandom::fill(&mut *fresh).map_err(|_| Error::Randomness)?;
        self.keys.db.write_here(here, |tx| {
            let name = Use::Index.name();
            let wrapped = self.keys.roots().wrap(name.as_bytes(), &*fresh)?;
            tx.run_one(&SET_SUB_KEY, (name.to_owned(), wrapped))?;
            Ok::<_, Error>(())
        })?;
        cut_log(here, &self.keys.db)?;
        Ok(())
    }

    /// How it stands with the root key.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn root_state(&self, here: &Here) -> Result<RootState, Error> {
        let state = self.keys.db.read_here(here, |tx| tx.one(&ROOT_STATE, ()));
        let (changed, under_way) = state?;
        Ok(RootState {
            changed,
            changing: under_way > 0,
        })
    }

    /// Begins a change to `new`; false where one was begun before, which goes on.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn begin_root_change(
        &self,
        here: &Here,
        new: &RootKey,
        now: Instant,
    ) -> Result<bool, Error> {
        self.keys.learn(here)?;
        let begun = self.keys.db.write_here(here, |tx| {
            if tx.maybe(&CHANGE, ())?.is_some() {
                return Ok(false);
            }
            let held = self.keys.roots().held();
            let old = held.first().ok_or(Error::RootKeyWrong)?;
            let roots = Roots::load(tx, &held)?;
            for (what, key) in roots.lasting(tx)? {
                let wrapped = roots.wrap(what.name().as_bytes(), &*key)?;
                tx.run_one(&SET_SUB_KEY, (what.name().to_owned(), wrapped))?;
            }
            tx.run_one(&BEGIN_CHANGE, (check_value(new), old.seal_next(new)?, now))?;
            tx.run_one(&NEXT_ROOT_NUMBER, ())?;
            Ok::<_, Error>(true)
        })?;
        self.keys.learn(here)?;
        Ok(begun)
    }

    /// Wraps a chunk of keys anew; the highest number that is done, nothing when all of them are.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyNotSwept`] where no change is under way; the store's.
    pub fn root_change_step(&self, here: &Here) -> Result<Option<i64>, Error> {
        self.keys.db.write_here(here, |tx| {
            let (_, _, done, _) = tx.maybe(&CHANGE, ())?.ok_or(Error::RootKeyNotSwept)?;
            let roots = self.keys.roots();
            let rows = tx.all(&KEYS_AFTER, (LotId::new(done), CHUNK))?;
            let Some((last, _)) = rows.last() else {
                for (what, key) in roots.lasting(tx)? {
                    let wrapped = roots.wrap(what.name().as_bytes(), &*key)?;
                    tx.run_one(&SET_SUB_KEY, (what.name().to_owned(), wrapped))?;
                }
                tx.run_one(&SET_DONE, (done, 1))?;
                return Ok(None);
            };
            let last = *last;
            let mut anew = Vec::new();
            for (lot, wrapped) in rows {
                let associated = associated(lot);
                if !roots.is_newest(&associated, &wrapped) {
                    let key = roots.unwrap(&associated, &wrapped)?;
                    anew.push((lot, roots.wrap(&associated, &key)?));
                }
            }
            tx.batch(&REWRAP, anew)?;
            tx.run_one(&SET_DONE, (last.get(), 0))?;
            Ok(Some(last.get()))
        })
    }

    /// The new root key, to be put where the old one is kept, once nothing is wrapped under that.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyNotSwept`]; the store's.
    pub fn next_root(&self, here: &Here) -> Result<RootKey, Error> {
        let change = self.keys.db.read_here(here, |tx| tx.maybe(&CHANGE, ()))?;
        match change {
            Some((check, _, _, 1)) => {
                let held = self.keys.roots().held();
                let new = held.into_iter().find(|root| check_value(root) == check);
                new.ok_or(Error::RootKeyWrong)
            }
            _ => Err(Error::RootKeyNotSwept),
        }
    }

    /// Ends the change: the old root key opens nothing here any more.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyNotSwept`] before everything is wrapped anew; the store's.
    pub fn end_root_change(&self, here: &Here, now: Instant) -> Result<(), Error> {
        self.keys
            .db
            .write_here(here, |tx| match tx.maybe(&CHANGE, ())? {
                Some((check, _, _, 1)) => {
                    tx.run_one(&SET_ROOT, (check, now))?;
                    Ok(tx.run_one(&END_CHANGE, ())?)
                }
                _ => Err(Error::RootKeyNotSwept),
            })?;
        self.keys.learn(here)?;
        // Nothing of the envelope, nor of what was wrapped under the old one, stays in the log.
        cut_log(here, &self.keys.db)?;
        Ok(())
    }
}
