//! What must not be forgotten, beside the keys: erasures, every "no", marks.
//!
//! A backup of the register, however old, cannot undo what stands here: at each start the ledgers
//! are held against the register, and what the register lost is done again.

use basics::{Instant, LotId, PartyId, UnitId};
use store::{Db, Here};

use crate::error::Error;

store::statements! {
    /// An erasure.
    pub(crate) ADD_ERASURE: (LotId, String, Instant, i64) -> () =
        "insert into erasure (lot_id, decision, at_ms, generation) values ($1, $2, $3, $4)
         on conflict (lot_id) do nothing";

    /// Whether a lot was erased.
    pub(crate) IS_ERASED: (LotId,) -> i64 =
        "select cast(count(*) as bigint) from erasure where lot_id = $1";

    /// When a decision erased a lot.
    pub(crate) ERASED_BY: (LotId, String) -> Instant =
        "select at_ms from erasure where lot_id = $1 and decision = $2";

    /// When a lot was erased, by whatever decision.
    pub(crate) ERASED_AT: (LotId,) -> Instant =
        "select at_ms from erasure where lot_id = $1";

    /// Lots erased after an erasure, in their order, after one of them.
    pub(crate) ERASED_SINCE: (i64, LotId, i64) -> (i64, LotId) =
        "select generation, lot_id
           from erasure
          where (generation, lot_id) > ($1, $2)
          order by generation, lot_id
          limit $3";

    /// A "no" of a unit of work.
    pub(crate) ADD_NO: (i64, PartyId, String, String, Instant, UnitId) -> () =
        "insert into no_ledger (entry_id, party_id, kind, purpose, at_ms, unit_id)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (entry_id) do nothing";

    /// Takes back what a unit of work wrote that changed nothing.
    pub(crate) TAKE_BACK: (UnitId,) -> () =
        "delete from no_ledger where unit_id = $1";

    /// The entries of a "no" that stand.
    pub(crate) ENTRIES: (PartyId, String, String) -> i64 =
        "select entry_id from no_ledger
          where party_id = $1 and kind = $2 and purpose = $3 and lifted_ms is null
          order by entry_id
          limit 10000";

    /// An entry is lifted by the person's own newer act.
    pub(crate) LIFT: (i64, Instant) -> () =
        "update no_ledger set lifted_ms = $2 where entry_id = $1 and lifted_ms is null";

    /// Every "no" that stands, by party, after one of them.
    pub(crate) STANDING: (PartyId, i64, i64) -> (i64, PartyId, String, String, Instant) =
        "select entry_id, party_id, kind, purpose, at_ms
           from no_ledger
          where (party_id, entry_id) > ($1, $2) and lifted_ms is null
          order by party_id, entry_id
          limit $3";

    /// Every "no" of a party that stands.
    pub(crate) OF_PARTY: (PartyId,) -> (String, String, Instant) =
        "select kind, purpose, at_ms
           from no_ledger
          where party_id = $1 and lifted_ms is null
          order by entry_id
          limit 10000";

    /// How far a series got.
    pub(crate) MARK: (String,) -> i64 =
        "select value from mark where name = $1";

    /// A mark, wherever it was.
    pub(crate) SET_MARK: (String, i64) -> () =
        "insert into mark (name, value) values ($1, $2)
         on conflict (name) do update set value = $2";

    /// A series got further; never back.
    pub(crate) RAISE_MARK: (String, i64) -> () =
        "insert into mark (name, value) values ($1, $2)
         on conflict (name) do update set value = $2 where mark.value < $2";
}

/// A "no" that must outlive a restored backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct No {
    /// Whose.
    pub party: PartyId,
    /// What kind.
    pub kind: NoKind,
    /// To which purpose, in the notice's word; empty where it concerns everything.
    pub purpose: String,
    /// Since when.
    pub at: Instant,
}

/// What kind of "no" it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoKind {
    /// GDPR art. 21.
    Objection,
    /// GDPR art. 18.
    Restriction,
    /// GDPR art. 7(3).
    Withdrawal,
    /// A legal hold: not to be erased.
    Hold,
}

impl NoKind {
    const ALL: [Self; 4] = [
        Self::Objection,
        Self::Restriction,
        Self::Withdrawal,
        Self::Hold,
    ];

    /// `objection`, `restriction`, `withdrawal`, `hold`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Restriction => "restriction",
            Self::Withdrawal => "withdrawal",
            Self::Hold => "hold",
        }
    }
}

/// Entries read at once.
pub(crate) const PAGE: i64 = 1_000;

impl No {
    fn read(party: PartyId, kind: &str, purpose: String, at: Instant) -> Option<Self> {
        let kind = NoKind::ALL.into_iter().find(|one| one.key() == kind)?;
        Some(Self {
            party,
            kind,
            purpose,
            at,
        })
    }
}

/// Where a page of standing noes begins: behind this party and entry.
pub type NoPlace = (PartyId, i64);

/// The first page.
pub const NO_START: NoPlace = (PartyId::new(i64::MIN), i64::MIN);

/// A page of every "no" that stands, by party, and where the next one begins.
pub(crate) fn standing(
    db: &Db,
    here: &Here,
    after: NoPlace,
) -> Result<Option<(Vec<No>, NoPlace)>, Error> {
    let rows = db.read_here(here, |tx| tx.all(&STANDING, (after.0, after.1, PAGE)))?;
    let Some(next) = rows.last().map(|row| (row.1, row.0)) else {
        return Ok(None);
    };
    let noes = rows
        .into_iter()
        .filter_map(|(_, party, kind, purpose, at)| No::read(party, &kind, purpose, at));
    Ok(Some((noes.collect(), next)))
}

/// Every "no" of a party that stands.
pub(crate) fn of_party(db: &Db, here: &Here, party: PartyId) -> Result<Vec<No>, Error> {
    let rows = db.read_here(here, |tx| tx.all(&OF_PARTY, (party,)))?;
    let noes = rows
        .into_iter()
        .filter_map(|(kind, purpose, at)| No::read(party, &kind, purpose, at));
    Ok(noes.collect())
}
