//! The vault: keys, sealed values, files, blind index and ledgers of one register.
//!
//! Who may open what is decided one crate above. This one only keeps its word: a value opens in
//! its place or not at all, and what is erased stays erased.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use basics::{Instant, LotId, PartyId, UnitId};
use hmac::{Hmac, KeyInit, Mac};
use policy::Category;
use sha2::Sha256;
use store::{Db, Here, Tx};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::files::{Files, SealedFile};
use crate::index::Index;
use crate::keys::Keys;
use crate::ledger::{self, No, NoPlace};
use crate::lots::{self, NewLot};
use crate::root::{RootKey, Use};
use crate::roots::Roots;
use crate::seal::{Cipher, Place, Sealed};
use crate::suppression::{self, Suppressed};
use crate::terms::Tokens;

/// The vault of one register.
pub struct Vault {
    pub(crate) keys: Arc<Keys>,
    pub(crate) index: Index,
    pub(crate) files: Files,
    pub(crate) loose: Files,
    pub(crate) contents: Files,
    reasons: Cipher,
    sessions: Zeroizing<[u8; 32]>,
    pub(crate) suppression: Zeroizing<[u8; 32]>,
    checkpoints: Zeroizing<[u8; 32]>,
    backups: Zeroizing<[u8; 32]>,
}

impl Vault {
    /// A vault over its stores. Nothing is checked yet: see [`crate::start`].
    ///
    /// # Errors
    ///
    /// [`Error::NotSealed`] never with keys of the right length.
    pub fn new(keys: Db, index: Db, files: PathBuf, root: &RootKey) -> Result<Self, Error> {
        Self::with(keys, index, files, Roots::only(root), |what| {
            Ok(root.derive(what))
        })
    }

    /// A vault over its stores, with the root keys and what was derived from the first of them as
    /// the key store has them. Nothing else is checked yet.
    ///
    /// # Errors
    ///
    /// [`Error::RootKeyWrong`]; the store's.
    pub fn open_here(
        here: &Here,
        keys: Db,
        index: Db,
        files: PathBuf,
        root: &RootKey,
    ) -> Result<Self, Error> {
        let held = [root.duplicate()];
        let (roots, lasting) = keys.read_here(here, |tx| {
            let roots = Roots::load(tx, &held)?;
            let lasting = roots.lasting(tx)?;
            Ok::<_, Error>((roots, lasting))
        })?;
        let find = |what: Use| {
            let found = lasting.iter().find(|(one, _)| *one == what);
            found.map(|(_, key)| key.clone()).ok_or(Error::NotOpened)
        };
        Self::with(keys, index, files, roots, find)
    }

    fn with(
        keys: Db,
        index: Db,
        files: PathBuf,
        roots: Roots,
        key: impl Fn(Use) -> Result<Zeroizing<[u8; 32]>, Error>,
    ) -> Result<Self, Error> {
        let tokens = Tokens::new(&*key(Use::Index)?).ok_or(Error::NotSealed)?;
        Ok(Self {
            keys: Arc::new(Keys::new(keys, roots)),
            index: Index::new(index, tokens),
            loose: Files::new(files.join("loose")),
            contents: Files::new(files.join("contents")),
            files: Files::new(files),
            reasons: Cipher::new(&*key(Use::Reasons)?),
            sessions: key(Use::Sessions)?,
            suppression: key(Use::Suppression)?,
            checkpoints: key(Use::Checkpoints)?,
            backups: key(Use::Backups)?,
        })
    }

    /// The seed of the key that signs checkpoints of the trail.
    #[must_use]
    pub const fn checkpoint_seed(&self) -> &Zeroizing<[u8; 32]> {
        &self.checkpoints
    }

    /// The keyed hash that shows that a backup is this register's, whole and unchanged.
    #[must_use]
    pub fn backup_seal(&self, manifest: &str) -> Vec<u8> {
        keyed(&self.backups, manifest)
    }

    /// To be called at the beginning of each unit of work.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn begin(&self, here: &Here) -> Result<(), Error> {
        self.keys.begin(here)
    }

    /// Seals a value for its place.
    ///
    /// # Errors
    ///
    /// [`Error::KeyGone`]; the store's.
    pub fn seal(&self, here: &Here, place: Place, plain: &[u8]) -> Result<Sealed, Error> {
        self.keys.cipher(here, place.lot)?.seal_at(place, plain)
    }

    /// Opens a value of its place.
    ///
    /// # Errors
    ///
    /// [`Error::NotOpened`], [`Error::KeyGone`]; the store's.
    pub fn open(
        &self,
        here: &Here,
        place: Place,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.keys.cipher(here, place.lot)?.open_at(place, sealed)
    }

    /// Gets the keys of lots that are about to be used, together: of a list, say.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn warm(&self, here: &Here, lots: &[LotId]) -> Result<(), Error> {
        self.keys.warm(here, lots)
    }

    /// The lot of a party's master data of a category, made where there is none.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn master_lot(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        party: PartyId,
        category: Category,
        now: Instant,
    ) -> Result<LotId, Error> {
        let number = i64::from(category.number());
        if let Some(lot) = tx.maybe(&lots::MASTER_LOT, (party, number))? {
            return Ok(lot);
        }
        self.add_lot(here, tx, party, category, true, now)
    }

    /// A new lot of a party: of its master data, or of one thing (a file, a message, a request).
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn add_lot(
        &self,
        here: &Here,
        tx: &mut Tx<'_>,
        party: PartyId,
        category: Category,
        master: bool,
        now: Instant,
    ) -> Result<LotId, Error> {
        let lot = self.keys.next(here)?;
        let row = (
            lot,
            party,
            i64::from(category.number()),
            i64::from(master),
            now,
        );
        tx.run_one(&lots::ADD_LOT, row)?;
        Ok(lot)
    }

    /// The number of a new lot, whose row is written later in the same unit of work.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn next_lot(&self, here: &Here) -> Result<LotId, Error> {
        self.keys.next(here)
    }

    /// Writes new lots.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn put_lots(tx: &mut Tx<'_>, new: Vec<NewLot>) -> Result<(), Error> {
        tx.batch(&lots::ADD_LOT, new.into_iter().map(|lot| lot.0))?;
        Ok(())
    }

    /// Makes keys ahead; how many.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn make_keys_ahead(&self, here: &Here) -> Result<i64, Error> {
        self.keys.ensure_ahead(here)
    }

    /// Seals the reason of a look for its line in the trail.
    ///
    /// # Errors
    ///
    /// [`Error::Randomness`].
    pub fn seal_reason(&self, unit: UnitId, reason: &[u8]) -> Result<Vec<u8>, Error> {
        self.reasons.seal(&unit.get().to_be_bytes(), reason)
    }

    /// Opens the reason of a look.
    ///
    /// # Errors
    ///
    /// [`Error::NotOpened`].
    pub fn open_reason(&self, unit: UnitId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.reasons.open(&unit.get().to_be_bytes(), sealed)
    }

    /// Keyed hashes of an account from a network and of the network, for counting failures.
    #[must_use]
    pub fn sign_in_subjects(&self, email: &str, network: &str) -> [Vec<u8>; 2] {
        let both = format!("account {email} {network}");
        [
            self.session_hash(&both),
            self.session_hash(&format!("network {network}")),
        ]
    }

    /// A keyed hash under the key of sessions: for tokens of forms.
    #[must_use]
    pub fn session_hash(&self, text: &str) -> Vec<u8> {
        keyed(&self.sessions, text)
    }

    /// Writes every "no" of a unit of work down, and every address it suppresses, beside the keys, in
    /// place of what an earlier run of it wrote.
    ///
    /// # Errors
    ///
    /// The store's, and then nothing is written.
    pub fn write_noes(
        &self,
        here: &Here,
        (unit, earlier): (UnitId, Option<UnitId>),
        noes: &[(i64, No)],
        suppressed: &[Suppressed],
        now: Instant,
    ) -> Result<(), Error> {
        self.keys.db.write_here(here, |tx| {
            if let Some(earlier) = earlier {
                tx.run(&ledger::TAKE_BACK, (earlier,))?;
                tx.run(&suppression::TAKE_BACK, (earlier,))?;
            }
            let rows = noes.iter().map(|(entry, no)| {
                let (kind, purpose) = (no.kind.key().to_owned(), no.purpose.clone());
                (*entry, no.party, kind, purpose, no.at, unit)
            });
            tx.batch(&ledger::ADD_NO, rows)?;
            Ok(suppression::suppress(tx, suppressed, now, unit)?)
        })
    }

    /// Takes back every "no" of a unit of work that changed nothing, and what it suppressed.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn take_back_noes(&self, here: &Here, unit: UnitId) -> Result<(), Error> {
        self.keys.db.write_here(here, |tx| {
            tx.run(&ledger::TAKE_BACK, (unit,))?;
            tx.run(&suppression::TAKE_BACK, (unit,))
        })?;
        Ok(())
    }

    /// The entries of a "no" that stand now: what its lifting will lift, and no later one.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn entries_of(&self, here: &Here, no: &No) -> Result<Vec<i64>, Error> {
        let row = (no.party, no.kind.key().to_owned(), no.purpose.clone());
        let entries = |tx: &mut Tx<'_>| tx.all(&ledger::ENTRIES, row.clone());
        Ok(self.keys.db.read_here(here, entries)?)
    }

    /// Lifts entries by the person's own newer act.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn lift_noes(&self, here: &Here, entries: &[i64], at: Instant) -> Result<(), Error> {
        if entries.is_empty() {
            return Ok(());
        }
        let rows = || entries.iter().map(|entry| (*entry, at));
        self.keys
            .db
            .write_here(here, |tx| tx.batch(&ledger::LIFT, rows()))?;
        Ok(())
    }

    /// A page of every "no" that stands, by party, and where the next page begins; nothing behind
    /// the last.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn standing_noes(
        &self,
        here: &Here,
        after: NoPlace,
    ) -> Result<Option<(Vec<No>, NoPlace)>, Error> {
        ledger::standing(&self.keys.db, here, after)
    }

    /// Every "no" of a party that stands, of whatever kind.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn noes_of(&self, here: &Here, party: PartyId) -> Result<Vec<No>, Error> {
        ledger::of_party(&self.keys.db, here, party)
    }

    /// Seals a file under a lot; its number is the row's.
    ///
    /// # Errors
    ///
    /// [`Error::File`], [`Error::KeyGone`]; the store's.
    pub fn write_file(
        &self,
        here: &Here,
        number: i64,
        lot: LotId,
        source: impl Read,
    ) -> Result<u64, Error> {
        let key = self.keys.file_key(here, lot)?;
        self.files.write(number, &key, source)
    }

    /// Opens a sealed file.
    ///
    /// # Errors
    ///
    /// [`Error::FileDamaged`], [`Error::File`], [`Error::KeyGone`]; the store's.
    pub fn open_file(&self, here: &Here, number: i64, lot: LotId) -> Result<SealedFile, Error> {
        let key = self.keys.file_key(here, lot)?;
        self.files.open(number, &key)
    }

    /// Removes a sealed file.
    ///
    /// # Errors
    ///
    /// [`Error::File`].
    pub fn remove_file(&self, number: i64) -> Result<(), Error> {
        self.files.remove(number)
    }
}

pub(crate) fn keyed(key: &[u8; 32], text: &str) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
