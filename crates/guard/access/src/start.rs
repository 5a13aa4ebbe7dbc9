//! Making and opening a register: every check before the first user gets in.
//!
//! The four stores have no transaction across them; they have an order (keys, register, index,
//! trail), and whatever a crash or a restored backup left between them is closed here. There is
//! no special way to restore, so none can be forgotten.

use std::path::PathBuf;
use std::sync::Arc;

use basics::{Clock, Code, Coded, Entropy, Ids, Instant, LotId};
use policy::{Action, Category, Policy, Purpose};
use store::{Db, Here, Location, Settings, Tx, schemas};
use trail::{Line, Trail, Verified};
use vault::{ErasedRows, Mended, NOBODY, RootKey, Vault};

use crate::actor::{Actor, jobs};
use crate::core::{Core, categories_of_columns};
use crate::desk::Behind;
use crate::error::Error;
use crate::guard::Guard;
use crate::notices::{self, InForce, NotPublished};
use crate::pulse::Units;
use crate::series::Series;

/// Where a register lies and what it runs by.
#[derive(Clone)]
pub struct Setup {
    /// Rows, with the personal values sealed.
    pub register: Location,
    /// Keys and ledgers.
    pub keys: Location,
    /// The blind index.
    pub index: Location,
    /// The trail.
    pub trail: Location,
    /// The folder of sealed files.
    pub files: PathBuf,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Randomness of ids; keys never come from it.
    pub entropy: Arc<dyn Entropy>,
}

/// What a start found and mended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StartReport {
    /// What the vault found.
    pub mended: Mended,
    /// Lines that a crash had left in the register and that are in the trail now.
    pub settled: u64,
    /// Lots that the trail says were erased and an older key store still had.
    pub erased_from_trail: u64,
    /// A "no" that an older register had lost and has again.
    pub noes_restored: u64,
}

/// Why a register was not made or opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The notice cannot be published.
    #[error(transparent)]
    Notice(#[from] NotPublished),
    /// The trail tells of erasures these keys do not know, and is not the trail it was: nothing is
    /// erased by it.
    #[error(transparent)]
    Trail(#[from] trail::NotTrue),
    /// The stores do not fit together, or one of them failed.
    #[error(transparent)]
    Guard(#[from] Error),
}

impl From<store::Error> for StartError {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Coded for StartError {
    fn code(&self) -> Code {
        match self {
            Self::Notice(error) => error.code(),
            Self::Trail(error) => error.code(),
            Self::Guard(error) => error.code(),
        }
    }
}

/// The name in the checkpoints of the trail.
const ORIGIN: &str = "seloste/trail";
/// The mark of how far the trail was compared with the ledger.
const COMPARED: &str = "compared";
/// Erasures read from the trail at once.
const PAGE: i64 = 1_000;

impl Guard {
    /// Makes a register: its stores, its keys, its first notice.
    ///
    /// # Errors
    ///
    /// [`StartError`]; a register that was begun and not finished is not opened later.
    pub async fn create(
        setup: &Setup,
        root: &RootKey,
        notice: &str,
        in_force: Option<Instant>,
    ) -> Result<Self, StartError> {
        let policy = Policy::parse(notice, "notice").map_err(NotPublished::Broken)?;
        for place in [&setup.register, &setup.keys, &setup.index, &setup.trail] {
            store::place::prepare(place).await?;
        }
        let core = Arc::new(stores(setup, root).await?);
        let id = core.ids.random();
        let check = root.duplicate();
        let (making, notice) = (Arc::clone(&core), notice.to_owned());
        store::hop(move |here| -> Result<(), StartError> {
            making
                .vault
                .pair(here, &making.register, &check, id)
                .map_err(Error::Vault)?;
            publish_first(&making, here, &policy, &notice, in_force)
        })
        .await??;
        Ok(Self::new(core))
    }

    /// Opens a register, after every check.
    ///
    /// # Errors
    ///
    /// [`StartError`]: the root key is wrong, a store belongs to another register, the key store
    /// is behind, a store is damaged.
    pub async fn open(setup: &Setup, root: &RootKey) -> Result<(Self, StartReport), StartError> {
        let core = Arc::new(stores(setup, root).await?);
        let check = root.duplicate();
        let checked = Arc::clone(&core);
        let report = store::hop(move |here| checked.check_start(here, &check)).await??;
        Ok((Self::new(core), report))
    }

    /// Whether any line of the trail was changed, removed, inserted, moved or cut off, as it lies
    /// there: nothing is opened, mended or written, so that also a register that does not start
    /// can be looked into.
    ///
    /// # Errors
    ///
    /// [`StartError::Trail`] with the first line that is not true; the stores'.
    pub async fn verify_unopened(
        setup: &Setup,
        root: &RootKey,
        against: Option<String>,
    ) -> Result<Verified, StartError> {
        let core = stores(setup, root).await?;
        let verify = move |here: &Here| core.trail.verify(here, against.as_deref());
        Ok(store::hop(verify).await??)
    }

    /// Gives up the lines that were lost with the trail, before the register is opened: an old trail
    /// was put back, and the checkpoints beside the keys tell of more than it has. A line says so.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn give_up_lost_trail(
        setup: &Setup,
        root: &RootKey,
    ) -> Result<Option<trail::Lost>, StartError> {
        let core = stores(setup, root).await?;
        let giving_up = move |here: &Here| -> Result<Option<trail::Lost>, Error> {
            let lost = core.trail.lost(here)?;
            if let Some(lost) = lost {
                let now = core.clock.now();
                core.trail.give_up(here, now)?;
                core.operated(here, now, lost.code())?;
                core.trail.checkpoint(here, now)?;
            }
            Ok(lost)
        };
        Ok(store::hop(giving_up).await??)
    }
}

pub(crate) async fn stores(setup: &Setup, root: &RootKey) -> Result<Core, StartError> {
    let deleting = Settings {
        secure_delete: true,
        writer_cache_kib: 8 * 1024,
        ..Settings::default()
    };
    // Keys and lines only come at the end of their tables, and many tokens come in the order of
    // theirs: no more of them need be at hand.
    let in_order = Settings {
        writer_cache_kib: 4 * 1024,
        ..Settings::default()
    };
    let in_order_deleting = Settings {
        secure_delete: true,
        ..in_order
    };
    let keys = Db::open(&setup.keys, &schemas::KEYS, in_order_deleting).await?;
    let register = Db::open(&setup.register, &schemas::REGISTER, deleting).await?;
    let index = Db::open(&setup.index, &schemas::INDEX, in_order_deleting).await?;
    let lines = Db::open(&setup.trail, &schemas::TRAIL, in_order).await?;
    let (own, found, files) = (keys.clone(), index.clone(), setup.files.clone());
    let root = root.duplicate();
    let vault = store::hop(move |here| Vault::open_here(here, own, found, files, &root)).await?;
    let vault = vault.map_err(Error::Vault)?;
    let seed = vault.checkpoint_seed();
    let trail = Trail::new(lines.clone(), keys.clone(), seed, ORIGIN).map_err(Error::Trail)?;
    Ok(Core {
        register,
        vault,
        trail,
        clock: Arc::clone(&setup.clock),
        ids: Ids::new(Arc::clone(&setup.clock), Arc::clone(&setup.entropy)),
        in_force: InForce::default(),
        columns: categories_of_columns(),
        series: Series::default(),
        others: [keys, index, lines],
        behind: Behind::default(),
        units: Units::default(),
    })
}

/// The first notice, published by the program itself: nobody can have signed in yet.
fn publish_first(
    core: &Core,
    here: &Here,
    policy: &Policy,
    text: &str,
    in_force: Option<Instant>,
) -> Result<(), StartError> {
    let now = core.clock.now();
    let actor = Actor::of_job(&jobs::INIT).id();
    let line = Line {
        categories: vec![Category::Staff],
        ..core.line(now, actor, (Purpose::Staff, Action::Publish))
    };
    core.register.write_here(here, |tx| {
        notices::add(tx, policy, text, in_force, now, actor)?;
        Trail::put_out(tx, std::slice::from_ref(&line)).map_err(Error::Trail)?;
        Ok::<_, StartError>(())
    })?;
    core.trail
        .settle(here, &core.register)
        .map_err(Error::Trail)?;
    // From its first line on the trail can be told from every other.
    core.trail.checkpoint(here, now).map_err(Error::Trail)?;
    Ok(())
}

impl Core {
    fn check_start(&self, here: &Here, root: &RootKey) -> Result<StartReport, StartError> {
        let (vault, register) = (&self.vault, &self.register);
        let lined = |tx: &mut Tx<'_>, erased: &ErasedRows| self.line_of_erased(tx, erased);
        let mut mended: Mended =
            vault.check_start::<Error>(here, register, root, self.clock.now(), lined)?;
        let settled = self.trail.settle(here, register).map_err(Error::Trail)?;
        let erased_from_trail = self.erase_from_trail(here)?;
        if erased_from_trail > 0 {
            let behind = vault.to_be_indexed(here, register, (NOBODY, 1));
            mended.index_behind = !behind.map_err(Error::Vault)?.is_empty();
        }
        let noes_restored = self.restore_noes(here)?;
        let now = self.clock.now();
        self.trail
            .checkpoint_if_new(here, now)
            .map_err(Error::Trail)?;
        Ok(StartReport {
            mended,
            settled,
            erased_from_trail,
            noes_restored,
        })
    }

    /// The line of lots that are erased again: the trail may lack it, where a crash came before it.
    fn line_of_erased(&self, tx: &mut Tx<'_>, erased: &ErasedRows) -> Result<(), Error> {
        if erased.lots.is_empty() {
            return Ok(());
        }
        let (now, actor) = (self.clock.now(), Actor::of_job(&jobs::INIT).id());
        let line = Line {
            parties: erased.parties.clone(),
            lots: erased.lots.clone(),
            count: i64::try_from(erased.lots.len()).unwrap_or(i64::MAX),
            ..self.line(now, actor, (Purpose::Security, Action::Erase))
        };
        Ok(Trail::put_out(tx, &[line])?)
    }

    /// Removes what the ledger says was erased, with the line that tells of it.
    pub(crate) fn apply_again(&self, here: &Here, lots: &[LotId]) -> Result<(), Error> {
        let lined = |tx: &mut Tx<'_>, erased: &ErasedRows| self.line_of_erased(tx, erased);
        self.vault.apply_with(here, &self.register, lots, lined)?;
        Ok(self.trail.settle(here, &self.register).map(|_| ())?)
    }

    /// The ledger is behind the trail where an old copy of the key store was put back: what the
    /// trail says was erased is erased again, provided it is this register's trail and nobody
    /// wrote into it. How far it was compared stands beside the ledger, so an old ledger compares
    /// what it missed, and a current one almost nothing.
    fn erase_from_trail(&self, here: &Here) -> Result<u64, StartError> {
        self.trail.ready(here).map_err(Error::Trail)?;
        let end = self.trail.end();
        let compared = self.vault.mark(here, COMPARED).map_err(Error::Vault)?;
        // A trail that is shorter than that is another one: it is read from its first line.
        let mut after = if compared > end { 0 } else { compared };
        let mut count = 0;
        loop {
            let lines = self.trail.erasures(here, after, PAGE);
            let lines = lines.map_err(Error::Trail)?;
            let Some(last) = lines.last() else { break };
            after = last.sequence;
            let lots = lines.iter().flat_map(|recorded| &recorded.line.lots);
            let lots: Vec<LotId> = lots.copied().collect();
            let missed = self.vault.not_erased(here, &lots).map_err(Error::Vault)?;
            if missed.is_empty() {
                continue;
            }
            if count == 0 {
                self.trail.verify(here, None)?;
            }
            self.erase(here, &missed).map_err(Error::Vault)?;
            count += u64::try_from(missed.len()).unwrap_or(u64::MAX);
        }
        if compared != end {
            let set = self.vault.set_mark(here, COMPARED, end);
            set.map_err(Error::Vault)?;
        }
        Ok(count)
    }

    fn erase(&self, here: &Here, lots: &[LotId]) -> Result<(), vault::Error> {
        self.vault.keys_are_older(here)?;
        self.vault.shred(here, lots, "trail", self.clock.now())?;
        self.vault.apply(here, &self.register, lots)?;
        Ok(())
    }
}
