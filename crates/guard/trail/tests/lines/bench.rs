//! What the tests of the trail share: stores with a trail on them, and lines.

use std::sync::Arc;

use basics::{ActorId, Instant, PartyId, UnitId};
use policy::{Action, Category, Purpose};
use store::{Db, Here, hop};
use testkit::Stores;
use trail::{Error, Line, NotTrue, Trail, Verified};

/// 24 November 2026, 8.30 UTC.
pub(crate) const NOVEMBER: i64 = 1_795_509_000_000;
/// 1 December 2026, 0.00 UTC.
pub(crate) const DECEMBER: i64 = 1_796_083_200_000;
pub(crate) const SEED: [u8; 32] = [7; 32];

pub(crate) struct Bench {
    pub(crate) trail: Arc<Trail>,
    pub(crate) db: Db,
    pub(crate) keys: Db,
    pub(crate) register: Db,
    _stores: Stores,
}

impl Bench {
    pub(crate) async fn new(stores: Stores) -> Self {
        let (db, keys) = (stores.open_trail().await, stores.open_keys().await);
        let trail = Arc::new(Trail::new(db.clone(), keys.clone(), &SEED, "seloste/trail").unwrap());
        let register = stores.open_register().await;
        Self {
            trail,
            db,
            keys,
            register,
            _stores: stores,
        }
    }

    /// With so many lines of November.
    pub(crate) async fn with(stores: Stores, lines: i64) -> Self {
        let bench = Self::new(stores).await;
        bench.append((1..=lines).map(line).collect()).await.unwrap();
        bench
    }

    /// The same stores, as another process with this signing key sees them.
    pub(crate) fn other(&self, seed: [u8; 32]) -> Arc<Trail> {
        Arc::new(Trail::new(self.db.clone(), self.keys.clone(), &seed, "seloste/trail").unwrap())
    }

    pub(crate) async fn here<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Here, &Trail) -> T + Send + 'static,
    ) -> T {
        on(&self.trail, work).await
    }

    pub(crate) async fn append(&self, lines: Vec<Line>) -> Result<(), Error> {
        self.here(|here, trail| trail.append(here, lines)).await
    }

    pub(crate) async fn verify(&self) -> Result<Verified, NotTrue> {
        self.here(|here, trail| trail.verify(here, None)).await
    }

    pub(crate) async fn against(&self, note: &str) -> Result<Verified, NotTrue> {
        let note = note.to_owned();
        self.here(move |here, trail| trail.verify(here, Some(&note)))
            .await
    }

    pub(crate) async fn checkpoint(&self) -> String {
        let now = Instant::from_ms(NOVEMBER);
        self.here(move |here, trail| trail.checkpoint(here, now))
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn settle(&self) -> Result<u64, Error> {
        let register = self.register.clone();
        self.here(move |here, trail| trail.settle(here, &register))
            .await
    }
}

pub(crate) async fn on<T: Send + 'static>(
    trail: &Arc<Trail>,
    work: impl FnOnce(&Here, &Trail) -> T + Send + 'static,
) -> T {
    let trail = Arc::clone(trail);
    hop(move |here| work(here, &trail)).await.unwrap()
}

/// A line that is unlike every other: of unit `number`, by one of three actors.
pub(crate) fn line(number: i64) -> Line {
    Line {
        instant: Instant::from_ms(NOVEMBER + number),
        actor: ActorId::new(1 + number % 3),
        purpose: Purpose::Care,
        action: Action::View,
        parties: vec![PartyId::new(1_000 + number)],
        listed: Vec::new(),
        categories: vec![Category::Identity],
        lots: Vec::new(),
        count: 1,
        unit: UnitId::new(number),
        request: None,
        code: None,
        reason: None,
    }
}
