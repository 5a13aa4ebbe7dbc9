//! What must not be forgotten, beside the keys: erasures, every "no", suppression, marks.
//!
//! A backup of the register, however old, cannot undo what stands here: at each start the ledgers
//! are held against the register, and what the register lost is done again.

use basics::{Instant, LotId, PartyId};
use store::{Db, Here};

use crate::error::Error;

store::statements! {
    /// An erasure.
    pub(crate) ADD_ERASURE: (LotId, String, Instant) -> () =
        "insert into erasure (lot_id, decision, at_ms) values ($1, $2, $3)
         on conflict (lot_id) do nothing";

    /// Erased lots, by number, after one of them.
    pub(crate) ERASED: (LotId, i64) -> (LotId, String, Instant) =
        "select lot_id, decision, at_ms from erasure where lot_id > $1 order by lot_id limit $2";

    /// A "no".
    pub(crate) ADD_NO: (i64, PartyId, String, String, Instant) -> () =
        "insert into no_ledger (entry_id, party_id, kind, purpose, at_ms)
         values ($1, $2, $3, $4, $5)";

    /// A "no" is lifted by the person's own newer act.
    pub(crate) LIFT_NO: (PartyId, String, String, Instant) -> () =
        "update no_ledger set lifted_ms = $4
          where party_id = $1 and kind = $2 and purpose = $3 and lifted_ms is null";

    /// Every "no" that stands, by entry, after one of them.
    pub(crate) STANDING: (i64, i64) -> (i64, PartyId, String, String, Instant) =
        "select entry_id, party_id, kind, purpose, at_ms
           from no_ledger
          where entry_id > $1 and lifted_ms is null
          order by entry_id
          limit $2";

    /// An address or number that marketing must not reach.
    pub(crate) SUPPRESS: (String, Vec<u8>, String, Instant) -> () =
        "insert into suppression (channel, hash, reason, at_ms) values ($1, $2, $3, $4)
         on conflict (channel, hash) do nothing";

    /// Whether an address or number is suppressed.
    pub(crate) SUPPRESSED: (String, Vec<u8>) -> i64 =
        "select cast(count(*) as bigint) from suppression where channel = $1 and hash = $2";

    /// How far a series got.
    pub(crate) MARK: (String,) -> i64 =
        "select value from mark where name = $1";

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
const PAGE: i64 = 1_000;

/// Every "no" that stands.
pub(crate) fn standing(db: &Db, here: &Here) -> Result<Vec<No>, Error> {
    let mut all = Vec::new();
    let mut after = 0;
    loop {
        let rows = db.read_here(here, |tx| tx.all(&STANDING, (after, PAGE)))?;
        let Some(last) = rows.last().map(|row| row.0) else {
            return Ok(all);
        };
        after = last;
        for (_, party, kind, purpose, at) in rows {
            let kind = NoKind::ALL.into_iter().find(|one| one.key() == kind);
            all.extend(kind.map(|kind| No {
                party,
                kind,
                purpose,
                at,
            }));
        }
    }
}

/// Every erased lot.
pub(crate) fn erased(db: &Db, here: &Here) -> Result<Vec<LotId>, Error> {
    let mut all = Vec::new();
    let mut after = LotId::new(0);
    loop {
        let rows = db.read_here(here, |tx| tx.all(&ERASED, (after, PAGE)))?;
        let Some(last) = rows.last().map(|row| row.0) else {
            return Ok(all);
        };
        after = last;
        all.extend(rows.into_iter().map(|row| row.0));
    }
}
