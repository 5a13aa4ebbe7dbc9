//! The keys of lots: made ahead, handed out in blocks, unwrapped on use, destroyed for good.
//!
//! Invariants: a number is handed out once, by whichever process; a key exists durably before its
//! number is handed out; what is kept in memory is emptied as soon as any process erased anything.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant as Tick};

use basics::LotId;
use store::{Beside, Db, Here, Tx};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::root::RootKey;
use crate::roots::Roots;
use crate::seal::Cipher;

store::statements! {
    /// The vault's one row: register, check, generation, made, taken.
    pub(crate) VAULT: () -> (i64, Vec<u8>, i64, i64, i64) =
        "select register_id, root_check, generation, made, taken from vault where one = 1";

    /// Makes the vault's one row.
    pub(crate) MAKE_VAULT: (i64, Vec<u8>) -> () =
        "insert into vault (one, register_id, root_check, generation, made, taken)
         values (1, $1, $2, 0, 0, 0)";

    /// How often something was erased, and how often a change of the root key began or ended.
    pub(crate) COUNTS: () -> (i64, i64) =
        "select generation, root_number from vault where one = 1";

    /// How often something was erased.
    pub(crate) GENERATION: () -> i64 =
        "select generation from vault where one = 1";

    /// Something was erased.
    pub(crate) NEXT_GENERATION: () -> () =
        "update vault set generation = generation + 1 where one = 1";

    /// Whatever is made counts as handed out.
    pub(crate) TAKE_ALL: () -> () =
        "update vault set taken = made where one = 1 and taken < made";

    /// Keys up to these numbers are made and handed out.
    pub(crate) SET_REACH: (i64, i64) -> () =
        "update vault set made = $1, taken = $2 where one = 1";

    /// A new key.
    pub(crate) ADD_KEY: (LotId, Vec<u8>) -> () =
        "insert into lot_key (lot_id, wrapped) values ($1, $2)";

    /// The wrapped key of a lot.
    pub(crate) KEY: (LotId,) -> Vec<u8> =
        "select wrapped from lot_key where lot_id = $1";

    /// The wrapped keys of a block.
    pub(crate) KEYS: (LotId, LotId) -> (LotId, Vec<u8>) =
        "select lot_id, wrapped from lot_key where lot_id >= $1 and lot_id <= $2 order by lot_id";

    /// Destroys a key.
    pub(crate) DESTROY_KEY: (LotId,) -> () =
        "delete from lot_key where lot_id = $1";
}

/// Keys that lie ready beyond the last one handed out.
pub const KEYS_AHEAD: i64 = 2_000;
/// Numbers a process takes at once: at first, and at most while it uses them up quickly, as an
/// import does. A number that is taken and not used is a key that opens nothing.
const BLOCK: i64 = 256;
const BLOCK_MAX: i64 = 4_096;
/// Unwrapped keys kept in memory at most.
const CACHED_MAX: usize = 10_000;

/// The keys of one register.
pub(crate) struct Keys {
    pub(crate) db: Db,
    pub(crate) roots: RwLock<Roots>,
    cache: Mutex<Cache>,
    block: Mutex<Block>,
}

/// The numbers that are this process's.
struct Block {
    left: Option<RangeInclusive<i64>>,
    /// How many were taken last time.
    size: i64,
    taken: Tick,
    /// The next block, where this one will not last.
    ahead: Option<Beside<Result<RangeInclusive<i64>, Error>>>,
}

impl Block {
    fn new() -> Self {
        Self {
            left: None,
            size: BLOCK,
            taken: Tick::now(),
            ahead: None,
        }
    }

    /// Whether the numbers go quickly.
    fn is_small(&self) -> bool {
        self.left.is_some() && self.taken.elapsed() < SOON
    }

    /// How many to take now: twice as many as before where those went quickly.
    fn grown(&mut self) -> i64 {
        self.size = if self.is_small() {
            (self.size * 2).min(BLOCK_MAX)
        } else {
            BLOCK
        };
        self.size
    }

    /// The next number, where there is one.
    fn number(&mut self) -> Option<LotId> {
        self.left.as_mut().and_then(Iterator::next).map(LotId::new)
    }

    /// Whether half of a block is gone that will not last, and nobody takes the next one yet.
    fn is_half_gone(&self) -> bool {
        let left = self.left.as_ref().map(|left| left.end() - left.start() + 1);
        self.ahead.is_none() && self.size > BLOCK && left == Some(self.size / 2) && self.is_small()
    }
}

/// A block that lasted no longer than this was small.
const SOON: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Cache {
    generation: i64,
    ciphers: HashMap<LotId, Arc<Cipher>>,
}

impl Keys {
    pub(crate) fn new(db: Db, roots: Roots) -> Self {
        Self {
            db,
            roots: RwLock::new(roots),
            cache: Mutex::default(),
            block: Mutex::new(Block::new()),
        }
    }

    /// To be called at the beginning of each unit of work: forgets keys that another process may
    /// have destroyed.
    pub(crate) fn begin(&self, here: &Here) -> Result<(), Error> {
        let (generation, number) = self.db.read_here(here, |tx| tx.one(&COUNTS, ()))?;
        if number != self.roots().number {
            self.learn(here)?;
        }
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.generation != generation {
            cache.ciphers.clear();
            cache.generation = generation;
        }
        Ok(())
    }

    /// The key of a lot, ready for use.
    pub(crate) fn cipher(&self, here: &Here, lot: LotId) -> Result<Arc<Cipher>, Error> {
        if let Some(cipher) = self.cached(lot) {
            return Ok(cipher);
        }
        self.knowing(here, || {
            let (generation, wrapped) = self.db.read_here(here, |tx| {
                Ok::<_, Error>((tx.one(&GENERATION, ())?, tx.maybe(&KEY, (lot,))?))
            })?;
            let cipher = self.unwrap(lot, &wrapped.ok_or(Error::KeyGone)?)?;
            self.keep(generation, [(lot, Arc::clone(&cipher))]);
            Ok(cipher)
        })
    }

    /// Gets the keys of lots that are about to be used, in one look at the store. What is not there
    /// is told when it is used.
    pub(crate) fn warm(&self, here: &Here, lots: &[LotId]) -> Result<(), Error> {
        let missing: Vec<LotId> = {
            let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            let missing = lots.iter().filter(|lot| !cache.ciphers.contains_key(lot));
            missing.copied().collect()
        };
        if missing.is_empty() {
            return Ok(());
        }
        self.knowing(here, || {
            let (generation, found) = self.db.read_here(here, |tx| {
                let found = tx.all_of(&KEY, missing.iter().map(|lot| (*lot,)))?;
                Ok::<_, Error>((tx.one(&GENERATION, ())?, found))
            })?;
            let mut fresh = Vec::with_capacity(missing.len());
            for (lot, wrapped) in missing.iter().zip(found) {
                if let Some(wrapped) = wrapped.first() {
                    fresh.push((*lot, self.unwrap(*lot, wrapped)?));
                }
            }
            self.keep(generation, fresh);
            Ok(())
        })
    }

    fn cached(&self, lot: LotId) -> Option<Arc<Cipher>> {
        self.cache
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .ciphers
            .get(&lot)
            .cloned()
    }

    /// Keeps keys that were read in a generation, unless something was erased since: a key that
    /// was read just before it was destroyed must not outlive it here.
    fn keep(&self, generation: i64, fresh: impl IntoIterator<Item = (LotId, Arc<Cipher>)>) {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.generation != generation {
            return;
        }
        if cache.ciphers.len() > CACHED_MAX {
            cache.ciphers.clear();
        }
        cache.ciphers.extend(fresh);
    }

    /// Empties the keys kept in memory: from here on only those of this generation are kept.
    pub(crate) fn forget(&self, generation: i64) {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.ciphers.clear();
        cache.generation = generation;
    }

    /// The number of a new lot, whose key exists. While numbers go quickly, as those of an import
    /// do, the next block is taken beside before this one is used up.
    pub(crate) fn next(self: &Arc<Self>, here: &Here) -> Result<LotId, Error> {
        let mut block = self.block.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lot) = block.number() {
            if block.is_half_gone() {
                let (keys, count) = (Arc::clone(self), block.grown());
                block.ahead = Some(here.beside(move |here| keys.reserve(here, count)));
            }
            return Ok(lot);
        }
        let ahead = block.ahead.take().map(Beside::join);
        let fresh = if let Some(Ok(Ok(fresh))) = ahead {
            fresh
        } else {
            let count = block.grown();
            self.reserve(here, count)?
        };
        block.taken = Tick::now();
        block.left = Some(fresh);
        block.number().ok_or(Error::KeyGone)
    }

    /// Takes a block of numbers for this process, and keeps their keys at hand.
    fn reserve(&self, here: &Here, count: i64) -> Result<RangeInclusive<i64>, Error> {
        self.knowing(here, || self.reserve_once(here, count))
    }

    fn reserve_once(&self, here: &Here, count: i64) -> Result<RangeInclusive<i64>, Error> {
        let (generation, keys) = self.db.write_here(here, |tx| {
            let (_, _, generation, made, taken) = tx.one(&VAULT, ())?;
            let until = taken + count;
            // Half of what should lie ahead is the least: a copy of this store that is a moment
            // old still has the keys of what came after it.
            let made = if made < until + KEYS_AHEAD / 2 {
                self.make(tx, made, until + KEYS_AHEAD)?
            } else {
                made
            };
            tx.run_one(&SET_REACH, (made, until))?;
            let block = (LotId::new(taken + 1), LotId::new(until));
            Ok::<_, Error>((generation, tx.all(&KEYS, block)?))
        })?;
        let (first, last) = match (keys.first(), keys.last()) {
            (Some((first, _)), Some((last, _))) => (first.get(), last.get()),
            _ => return Err(Error::KeyGone),
        };
        let mut fresh = Vec::with_capacity(keys.len());
        for (lot, wrapped) in keys {
            fresh.push((lot, self.unwrap(lot, &wrapped)?));
        }
        self.keep(generation, fresh);
        Ok(first..=last)
    }

    /// Counts every key that was made as handed out, where these keys are an older copy: which of
    /// the numbers were handed out after the copy was made nobody knows. New ones are made ahead.
    pub(crate) fn take_all(&self, here: &Here) -> Result<(), Error> {
        let mut block = self.block.lock().unwrap_or_else(PoisonError::into_inner);
        // What is being taken counts as handed out as well.
        drop(block.ahead.take().map(Beside::join));
        self.db.write_here(here, |tx| tx.run(&TAKE_ALL, ()))?;
        block.left = None;
        self.ensure_ahead(here).map(|_| ())
    }

    /// Makes keys until there are some beyond those handed out; how many were made.
    pub(crate) fn ensure_ahead(&self, here: &Here) -> Result<i64, Error> {
        self.knowing(here, || {
            self.db.write_here(here, |tx| {
                let (_, _, _, made, taken) = tx.one(&VAULT, ())?;
                let until = self.make(tx, made, taken + KEYS_AHEAD)?;
                tx.run_one(&SET_REACH, (until, taken))?;
                Ok(until - made)
            })
        })
    }

    /// Makes keys under the newest root key. The transaction sees whether it still is: a key that
    /// were wrapped under an older one behind its change would be lost with that.
    pub(crate) fn make(&self, tx: &mut Tx<'_>, made: i64, until: i64) -> Result<i64, Error> {
        let (_, number) = tx.one(&COUNTS, ())?;
        let roots = self.roots();
        if number != roots.number {
            return Err(Error::RootKeyChanged);
        }
        let count = usize::try_from(until - made).unwrap_or(0);
        // One question to the operating system for all of them.
        let mut drawn = Zeroizing::new(vec![0; count * 32]);
        getrandom::fill(&mut drawn).map_err(|_| Error::Randomness)?;
        let mut rows = Vec::with_capacity(count);
        for (number, key) in (made + 1..=until).zip(drawn.chunks_exact(32)) {
            let lot = LotId::new(number);
            rows.push((lot, roots.wrap(&associated(lot), key)?));
        }
        tx.batch(&ADD_KEY, rows)?;
        Ok(made.max(until))
    }

    /// The key of a lot itself, from which the keys of its files are derived.
    pub(crate) fn file_key(&self, here: &Here, lot: LotId) -> Result<Zeroizing<[u8; 32]>, Error> {
        self.knowing(here, || {
            let wrapped = self
                .db
                .read_here(here, |tx| tx.maybe(&KEY, (lot,)))?
                .ok_or(Error::KeyGone)?;
            let key = self.roots().unwrap(&associated(lot), &wrapped)?;
            let key = <[u8; 32]>::try_from(key.as_slice()).map_err(|_| Error::NotOpened)?;
            Ok(Zeroizing::new(key))
        })
    }

    /// Runs what needs the root key, again where that was changed meanwhile.
    pub(crate) fn knowing<T>(
        &self,
        here: &Here,
        work: impl Fn() -> Result<T, Error>,
    ) -> Result<T, Error> {
        for _ in 0..2 {
            match work() {
                Err(Error::RootKeyChanged | Error::NotOpened) => self.learn(here)?,
                done => return done,
            }
        }
        work()
    }

    /// Takes up the root keys as the store has them now.
    pub(crate) fn learn(&self, here: &Here) -> Result<(), Error> {
        let held = self.roots().held();
        let load = |held: &[RootKey]| self.db.read_here(here, |tx| Roots::load(tx, held));
        let roots = match load(&held) {
            Err(Error::RootKeyWrong) => {
                let first = held.first().ok_or(Error::RootKeyWrong)?;
                load(&[first.reread()?])?
            }
            loaded => loaded?,
        };
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = roots;
        Ok(())
    }

    pub(crate) fn roots(&self) -> std::sync::RwLockReadGuard<'_, Roots> {
        self.roots.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn unwrap(&self, lot: LotId, wrapped: &[u8]) -> Result<Arc<Cipher>, Error> {
        let key = self.roots().unwrap(&associated(lot), wrapped)?;
        let key = <&[u8; 32]>::try_from(key.as_slice()).map_err(|_| Error::NotOpened)?;
        Ok(Arc::new(Cipher::new(key)))
    }
}

/// A key is bound to its number.
pub(crate) fn associated(lot: LotId) -> [u8; 8] {
    lot.get().to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::Stores;

    testkit::both_engines! {
        async fn a_key_that_was_read_just_before_it_was_destroyed_is_not_kept(stores: Stores) {
            let db = stores.open_keys().await;
            let racing = move |here: &Here| {
                db.write_here(here, |tx| tx.run_one(&MAKE_VAULT, (1, vec![0])))?;
                let keys = Arc::new(Keys::new(db.clone(), Roots::only(&RootKey::draw()?)));
                let lot = keys.next(here)?;
                let read = keys.cipher(here, lot)?;
                assert!(keys.cached(lot).is_some());
                db.write_here(here, |tx| {
                    tx.run_one(&DESTROY_KEY, (lot,))?;
                    tx.run_one(&NEXT_GENERATION, ())
                })?;
                keys.begin(here)?;
                // Whoever read the key before that puts it down only now.
                keys.keep(0, [(lot, read)]);
                assert!(matches!(keys.cipher(here, lot), Err(Error::KeyGone)));
                Ok::<_, Error>(())
            };
            store::hop(racing).await.unwrap().unwrap();
        }

        async fn numbers_that_go_quickly_are_handed_out_once_by_whichever_process(stores: Stores) {
            let db = stores.open_keys().await;
            let taking = move |here: &Here| {
                let root = RootKey::draw()?;
                db.write_here(here, |tx| tx.run_one(&MAKE_VAULT, (1, vec![0])))?;
                let process = || Arc::new(Keys::new(db.clone(), Roots::only(&root)));
                let both = [process(), process()];
                let mut lots = std::collections::BTreeSet::new();
                let mut beside = false;
                for turn in 0..7_000 {
                    for keys in &both {
                        let lot = keys.next(here)?;
                        assert!(lots.insert(lot), "{lot:?}");
                        if turn % 500 == 0 {
                            keys.cipher(here, lot)?;
                        }
                        beside |= keys.block.lock().unwrap().ahead.is_some();
                    }
                }
                assert!(beside, "the next block is taken beside");
                both[0].take_all(here)?;
                let reach = db.read_here(here, |tx| tx.one(&VAULT, ()))?;
                let next = both[0].next(here)?;
                assert!(next.get() > reach.4 && lots.last().is_some_and(|last| next > *last));
                Ok::<_, Error>(())
            };
            store::hop(taking).await.unwrap().unwrap();
        }
    }
}
