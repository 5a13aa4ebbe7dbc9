//! The receipt of an erasure: what went, what stays, until when, under which law.
//!
//! Invariant: no personal data is in it: categories, numbers of lots, counts, days and laws. It is
//! signed with the key of checkpoints and holds the proof that its line is in the trail, so whoever
//! has the public key can check both without the register.

use std::collections::{BTreeMap, BTreeSet};

use basics::{Instant, PartyId};
use guard::{Ages, CopyKind, KnownCopy, NotProved, Proof, Receipt, Work};
use policy::{Action, Category, Clock, Kept, RetentionGround};
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::outside::Outside;
use super::standing::{self, Standing};

/// The form of a receipt. What an earlier program cannot read gets a higher one; this one reads all
/// of them.
const FORM: u32 = 3;

/// What is told beside what was erased.
pub(super) struct Told {
    pub(super) case: i64,
    pub(super) party: PartyId,
    /// When, where nothing went.
    pub(super) at: Instant,
    /// Rows that were removed.
    pub(super) rows: u64,
    pub(super) ages: Ages,
    /// Backups and copies of the keys that are known, the oldest first.
    pub(super) copies: Vec<KnownCopy>,
    pub(super) key: [u8; 32],
    /// Copies outside the register, where they were counted.
    pub(super) outside: Option<Outside>,
    /// That it tells of what an erasure had left: which notice it is, and the categories of which
    /// something is still followed.
    pub(super) remainder: Option<(i64, Vec<Category>)>,
}

impl Told {
    fn oldest(&self, kind: CopyKind) -> Option<Instant> {
        let mut there = self.copies.iter().filter(|one| one.there);
        there.find(|one| one.kind == kind).map(|one| one.made)
    }
}

/// A receipt, as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The version of the form.
    pub form: u32,
    /// The number of the case.
    pub case: String,
    /// When.
    pub erased_at: String,
    /// Where it tells of what the erasure of the case had left, and that went later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Remainder>,
    /// What went.
    pub went: Vec<Went>,
    /// Keys that were destroyed.
    pub keys_destroyed: u64,
    /// Whether their bytes are gone from the disk, or stay in a server's log until the next change
    /// of the root key.
    pub keys_gone_from_disk: bool,
    /// Rows that were removed.
    pub rows_removed: u64,
    /// What stays, and why.
    pub stays: Vec<Remains>,
    /// What copies there are that still hold what was sealed, unreadable without its keys.
    pub copies: Copies,
    /// How many copies lie outside the register, where an erasure does not reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// The number of the line in the trail.
    pub line: Option<i64>,
    /// The proof that it is there.
    pub proof: Option<String>,
    /// The public key of the register, in hexadecimal.
    pub public_key: String,
}

/// A notice that what an erasure had left went as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remainder {
    /// The number of the notice.
    pub notice: String,
    /// Whether nothing is left of what the erasure had left.
    pub last: bool,
}

/// A category of which something went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Went {
    /// Which.
    pub category: String,
    /// The lots.
    pub lots: Vec<i64>,
}

/// A category that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remains {
    /// Which.
    pub category: String,
    /// On which ground it is kept, in the notice's word.
    pub ground: Option<String>,
    /// The law of that ground.
    pub law: Option<String>,
    /// The last day, where its clock has started.
    pub until: Option<String>,
    /// Whether a legal hold keeps it.
    pub held: bool,
    /// Why it stays although its erasure was granted, each in a word: `held`, `restricted` (the
    /// processing is, GDPR art. 18), `needed`, `newer` (something came into it since the decision),
    /// `customer_again`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub since: Vec<String>,
}

/// What copies there are. Ages are those of the key store, not written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// When the last backup was made: it and older ones hold the sealed values.
    pub last_backup: Option<String>,
    /// When the oldest one was made that lies where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_backup: Option<String>,
    /// When the oldest copy of the keys was made that lies where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_keys_copy: Option<String>,
    /// When the keys were last copied: that copy, where somebody kept it, still holds the keys.
    pub last_keys_copy: Option<String>,
    /// When the root key was last changed: copies of the keys from before open nothing.
    pub root_key_changed: Option<String>,
    /// Until when a backup from before may be kept by the notice.
    pub backups_until: Option<String>,
}

/// The line of a receipt.
///
/// # Errors
///
/// The guard's.
pub(super) fn of(
    work: &mut Work<'_>,
    told: &Told,
    erased: Option<&Receipt>,
    since: &BTreeMap<Category, Vec<&'static str>>,
) -> Result<String, Error> {
    let mut went: Vec<Went> = Vec::new();
    for category in Category::ALL {
        let own = erased.into_iter().flat_map(|one| &one.whose);
        let own = own.filter(|lot| lot.category == category);
        let lots: Vec<i64> = own.map(|lot| lot.lot.get()).collect();
        if !lots.is_empty() {
            let category = category.key().to_owned();
            went.push(Went { category, lots });
        }
    }
    let mut stays = standing::of_party(work, told.party)?;
    if let Some((_, followed)) = &told.remainder {
        stays.retain(|one| followed.contains(&one.category));
    }
    let remainder = told.remainder.as_ref();
    let remainder = remainder.map(|(notice, followed)| Remainder {
        notice: notice.to_string(),
        last: followed.is_empty(),
    });
    let backups = work.policy().clock(Kept::Backups);
    let today = work.today();
    let until = backups.and_then(|clock: &Clock| clock.last_day(today));
    let at = |at: Option<Instant>| at.map(|at| at.to_string());
    let written = Written {
        form: FORM,
        case: told.case.to_string(),
        erased_at: erased.map_or(told.at, |one| one.at).to_string(),
        remainder,
        went,
        keys_destroyed: erased.map_or(0, |one| one.keys),
        keys_gone_from_disk: erased.is_none_or(|one| one.gone),
        rows_removed: told.rows,
        stays: stays.iter().map(|one| remains(one, since)).collect(),
        copies: Copies {
            last_backup: at(told.ages.backup),
            oldest_backup: at(told.oldest(CopyKind::Backup)),
            oldest_keys_copy: at(told.oldest(CopyKind::Keys)),
            last_keys_copy: at(told.ages.keys_copy),
            root_key_changed: at(told.ages.root_key.changed),
            backups_until: until.map(|day| day.to_string()),
        },
        outside: told.outside,
        line: erased.and_then(|one| one.sequence),
        proof: erased.and_then(|one| one.proof.as_ref().map(ToString::to_string)),
        public_key: basics::hex(&told.key),
    };
    let line = serde_json::to_string(&written);
    Ok(line.map_err(|_| guard::Error::Shape)?)
}

fn remains(standing: &Standing, since: &BTreeMap<Category, Vec<&'static str>>) -> Remains {
    let since = since.get(&standing.category).into_iter().flatten();
    let law = standing
        .by_law
        .or(standing.ground.map(RetentionGround::law));
    Remains {
        category: standing.category.key().to_owned(),
        ground: standing.ground.map(|ground| ground.key().to_owned()),
        law: law.map(str::to_owned),
        until: standing.until.map(|day| day.to_string()),
        held: !standing.holds.is_empty(),
        since: since.map(|word| (*word).to_owned()).collect(),
    }
}

/// Why a receipt proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReceipt {
    /// It is none, or of a form this program does not know.
    #[error("this is no receipt")]
    Form,
    /// It was changed, or signed with another key.
    #[error("the signature does not hold")]
    Signature,
    /// The line in it is not proved to be in the trail.
    #[error("the line is not proved to be in the trail")]
    NotInTrail,
    /// The line in it tells of another erasure.
    #[error("the line tells of another erasure")]
    OtherLine,
}

impl basics::Coded for NotAReceipt {
    fn code(&self) -> basics::Code {
        basics::Code::new(match self {
            Self::Form => "retention.receipt.form",
            Self::Signature => "retention.receipt.signature",
            Self::NotInTrail => "retention.receipt.not_in_trail",
            Self::OtherLine => "retention.receipt.other_line",
        })
    }
}

/// Checks a receipt without the register: its signature, and that the line in it is in the trail and
/// names the same lots. `key` is the register's public key where it is known from elsewhere; without
/// it the one in the receipt counts, which whoever checks must compare.
///
/// # Errors
///
/// [`NotAReceipt`], which says what does not hold.
pub fn verify(note: &str, key: Option<[u8; 32]>) -> Result<Written, NotAReceipt> {
    let read = |key: &[u8; 32]| {
        let line = guard::read_receipt(note, key).map_err(|error| match error {
            NotProved::Form => NotAReceipt::Form,
            _ => NotAReceipt::Signature,
        })?;
        let written: Written = serde_json::from_str(&line).map_err(|_| NotAReceipt::Form)?;
        (1..=FORM)
            .contains(&written.form)
            .then_some(written)
            .ok_or(NotAReceipt::Form)
    };
    let key = match key {
        Some(key) => key,
        None => unhex(&stated(note)?.public_key).ok_or(NotAReceipt::Form)?,
    };
    let written = read(&key)?;
    let proof = written.proof.as_deref().ok_or(NotAReceipt::NotInTrail)?;
    let proof = Proof::parse(proof).map_err(|_| NotAReceipt::NotInTrail)?;
    let line = proof.verify(&key).map_err(|_| NotAReceipt::NotInTrail)?;
    // After a crash, lots of several erasures may stand in one line.
    let told: BTreeSet<i64> = line.lots.iter().map(|lot| lot.get()).collect();
    let went = || written.went.iter().flat_map(|one| &one.lots);
    let each_once = went().collect::<BTreeSet<_>>().len() == went().count();
    let tells = went().all(|lot| told.contains(lot)) && each_once;
    if line.action == Action::Erase && tells {
        Ok(written)
    } else {
        Err(NotAReceipt::OtherLine)
    }
}

/// What a receipt says, before anything of it is checked.
pub(super) fn stated(note: &str) -> Result<Written, NotAReceipt> {
    let line = note.lines().nth(1).ok_or(NotAReceipt::Form)?;
    serde_json::from_str(line).map_err(|_| NotAReceipt::Form)
}

/// A public key from its hexadecimal form.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim();
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
