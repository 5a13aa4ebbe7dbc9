//! A register to try things with: made, closed, opened again, and looked at from beside.

use std::sync::Arc;

use basics::{Instant, Language, LotId, PartyId, UnitId};
use guard::{
    Actor, Error, Guard, NewAccount, NewPassword, RootKey, Setup, StartError, StartReport,
};
use policy::{Action, Category, Purpose, RoleKey};
use secrecy::SecretString;
use store::{Db, Here, Location};
use testkit::{FixedClock, SeededEntropy, Stores};
use trail::{Line, Recorded, Trail};
use vault::Vault;

/// The completed notice.
const NOTICE: &str = include_str!("../../../../../notice/tlmaint.toml");
/// The password of everybody here.
const PASSWORD: &str = "hevonen akku niitti oikein";
/// When all this happens: 24.11.2026 10.00 in Helsinki.
pub(crate) const NOW: Instant = Instant::from_ms(1_795_507_200_000);

/// What a register is made of, open or not.
pub(crate) struct House {
    pub(crate) stores: Stores,
    pub(crate) clock: FixedClock,
    pub(crate) root: RootKey,
    pub(crate) setup: Setup,
}

impl House {
    /// A new register, open.
    pub(crate) async fn new(stores: Stores) -> (Self, Guard) {
        let keys = stores.locations.keys.clone();
        Self::with_keys(stores, keys, 7).await
    }

    /// A new register with its keys in a file, as the program has them on either engine.
    pub(crate) async fn with_keys_in_a_file(stores: Stores) -> (Self, Guard) {
        let keys = Location::Sqlite(stores.data_dir().join("keys.sqlite"));
        Self::with_keys(stores, keys, 7).await
    }

    async fn with_keys(stores: Stores, keys: Location, seed: u64) -> (Self, Guard) {
        let clock = FixedClock::new(NOW);
        let setup = Setup {
            register: stores.locations.register.clone(),
            keys,
            index: stores.locations.index.clone(),
            trail: stores.locations.trail.clone(),
            files: stores.data_dir().join("files"),
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(seed)),
        };
        let root = RootKey::draw().unwrap();
        let guard = Guard::create(&setup, &root, NOTICE, Some(NOW))
            .await
            .unwrap();
        let house = Self {
            stores,
            clock,
            root,
            setup,
        };
        (house, guard)
    }

    /// Another register on the same engine.
    pub(crate) async fn other(&self) -> (Self, Guard) {
        let stores = Stores::fresh(self.stores.engine).unwrap();
        let keys = stores.locations.keys.clone();
        Self::with_keys(stores, keys, 8).await
    }

    /// Opens it again, after every check.
    pub(crate) async fn open(&self) -> (Guard, StartReport) {
        self.try_open().await.unwrap()
    }

    /// Opens it, or says why not.
    pub(crate) async fn try_open(&self) -> Result<(Guard, StartReport), StartError> {
        Guard::open(&self.setup, &self.root).await
    }

    /// What another program with the same stores and the root key sees.
    pub(crate) async fn beside(&self) -> Beside {
        let secure = store::Settings {
            secure_delete: true,
            ..store::Settings::default()
        };
        let keys = Db::open(&self.setup.keys, &store::schemas::KEYS, secure)
            .await
            .unwrap();
        let register = Db::open(&self.setup.register, &store::schemas::REGISTER, secure).await;
        let index = Db::open(&self.setup.index, &store::schemas::INDEX, secure)
            .await
            .unwrap();
        let lines = self.stores.open_trail().await;
        let files = self.setup.files.clone();
        let (own, found, root) = (keys.clone(), index.clone(), self.root.duplicate());
        let opening = move |here: &Here| Vault::open_here(here, own, found, files, &root);
        let vault = store::hop(opening).await.unwrap().unwrap();
        let seed = vault.checkpoint_seed();
        let trail = Trail::new(lines.clone(), keys.clone(), seed, "seloste/trail").unwrap();
        Beside {
            register: register.unwrap(),
            keys,
            index,
            lines,
            vault: Arc::new(vault),
            trail: Arc::new(trail),
        }
    }
}

/// Someone with a role of the notice, signed in. The administrator comes first.
pub(crate) async fn staff(guard: &Guard, role: &str) -> Actor {
    let accounts = guard.accounts();
    if role == "administrator" {
        accounts.add_first(account(role)).await.unwrap();
    } else {
        let admin = sign_in(guard, "administrator").await;
        accounts.add(&admin, account(role)).await.unwrap();
    }
    sign_in(guard, role).await
}

/// A clerk of a register that has no accounts yet.
pub(crate) async fn clerk(guard: &Guard) -> Actor {
    staff(guard, "administrator").await;
    staff(guard, "clerk").await
}

fn account(role: &str) -> NewAccount {
    NewAccount {
        name: format!("Testi {role}"),
        email: format!("{role}@example.com"),
        language: Language::Fi,
        password: NewPassword::parse(SecretString::from(PASSWORD), &[])
            .unwrap()
            .hers(),
        roles: vec![role.parse::<RoleKey>().unwrap()],
    }
}

/// Someone who has an account, signed in.
pub(crate) async fn sign_in(guard: &Guard, role: &str) -> Actor {
    let (email, password) = (format!("{role}@example.com"), SecretString::from(PASSWORD));
    guard
        .accounts()
        .sign_in_once(&email, password)
        .await
        .unwrap()
}

/// The stores of a register, opened beside it.
pub(crate) struct Beside {
    pub(crate) register: Db,
    pub(crate) keys: Db,
    pub(crate) index: Db,
    pub(crate) lines: Db,
    pub(crate) vault: Arc<Vault>,
    pub(crate) trail: Arc<Trail>,
}

impl Beside {
    /// Runs something with the vault and the register.
    pub(crate) async fn vault<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Here, &Vault, &Db) -> Result<T, vault::Error> + Send + 'static,
    ) -> Result<T, vault::Error> {
        let (vault, register) = (Arc::clone(&self.vault), self.register.clone());
        store::hop(move |here| work(here, &vault, &register))
            .await
            .unwrap()
    }

    /// Destroys the keys of lots, and stops there.
    pub(crate) async fn shred(&self, lots: Vec<LotId>) {
        let shredded = self.vault(move |here, vault, _| vault.shred(here, &lots, "request 1", NOW));
        shredded.await.unwrap();
    }

    /// Erases lots as the register does: keys, then rows and tokens, then the line.
    pub(crate) async fn erase(&self, party: PartyId, lots: Vec<LotId>) {
        self.shred(lots.clone()).await;
        let erased = lots.clone();
        let applied = self.vault(move |here, vault, register| vault.apply(here, register, &lots));
        assert!(applied.await.unwrap() > 0);
        let line = Line {
            action: Action::Erase,
            lots: erased,
            ..line(party)
        };
        self.append(line).await;
    }

    /// Writes a line.
    pub(crate) async fn append(&self, line: Line) {
        let trail = Arc::clone(&self.trail);
        let appended = store::hop(move |here| trail.append(here, vec![line])).await;
        appended.unwrap().unwrap();
    }

    /// The newest lines of the trail.
    pub(crate) async fn latest(&self, count: i64) -> Vec<Recorded> {
        let trail = Arc::clone(&self.trail);
        let lines = store::hop(move |here| trail.latest(here, None, count)).await;
        lines.unwrap().unwrap()
    }

    /// How many lines the trail has.
    pub(crate) async fn end(&self) -> i64 {
        self.latest(1).await.first().map_or(0, |one| one.sequence)
    }

    /// Closes them.
    pub(crate) async fn close(self) {
        for db in [self.register, self.keys, self.index, self.lines] {
            db.close().await;
        }
    }
}

/// A line about a party.
pub(crate) fn line(party: PartyId) -> Line {
    Line {
        instant: NOW,
        actor: basics::ActorId::new(1),
        purpose: Purpose::Rights,
        action: Action::View,
        parties: vec![party],
        listed: Vec::new(),
        categories: vec![Category::Identity],
        lots: Vec::new(),
        count: 1,
        unit: UnitId::new(1),
        request: None,
        code: None,
        reason: None,
    }
}

/// The refusal in an error.
pub(crate) fn refusal<T>(outcome: &Result<T, Error>) -> Option<guard::Refusal> {
    match outcome {
        Err(Error::Refused(refusal)) => Some(*refusal),
        _ => None,
    }
}
