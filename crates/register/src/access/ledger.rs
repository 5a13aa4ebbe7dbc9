//! Packages as they lie in the register: prepared, looked through, handed over.
//!
//! Invariants: a package is prepared only for a request of somebody who is known; it leaves only
//! after somebody looked through all of it, and not where anything changed since; what was decided
//! lies sealed under a lot of its own and goes after some days, and what is in a package is kept
//! nowhere.

use basics::{ActorId, DAY_MS, Instant, Language, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Work};
use policy::{Category, Right};

use super::columns::{Decided, PACKAGE};
use super::gathered::{Gathered, gathered};
use super::model::{DAYS, Error, PackageKind};
use super::queries::{self, Lying};
use crate::app::App;
use crate::capability::{HandedOut, Piece, Whereabouts};
use crate::rights::{self, RequestKind};

/// Packages of a customer that are shown at most.
const SHOWN: i64 = 100;
/// Further words at most, and the characters of one.
const WORDS_MAX: usize = 500;
const WORD_CHARACTERS: std::ops::RangeInclusive<usize> = 2..=100;
/// The longest reason for leaving an original out, in characters.
const REASON_MAX: usize = 500;

/// Whether this says why an original is left out: something, and not too much.
pub(super) fn is_reason(why: &str) -> bool {
    (1..=REASON_MAX).contains(&why.trim().chars().count())
}
/// Lots erased in one unit.
const AT_ONCE: i64 = 100;
/// The decision that stands in the ledger of erasures where a package's days were over.
const DECISION: &str = "access package";

/// A package as it is shown.
pub(super) struct PackageView {
    pub(super) row: RowId,
    pub(super) kind: PackageKind,
    pub(super) prepared: (Instant, ActorId),
    pub(super) seen: Option<Instant>,
    pub(super) delivered: Option<Instant>,
    pub(super) decided: Decided,
}

impl PackageView {
    /// When what was decided is erased.
    pub(super) fn until(&self) -> Instant {
        self.prepared.0.plus_ms(DAYS * DAY_MS)
    }
}

/// The right to answer requests, for a look at the packages of a party.
pub(super) fn may_look<'w>(
    work: &mut Work<'w>,
    party: PartyId,
) -> Result<Noted<'w, Requests>, guard::Error> {
    work.ask::<Requests>(Ask::view(&[party]).with(Right::Requests))
}

fn may_change<'w>(
    work: &mut Work<'w>,
    party: PartyId,
) -> Result<Noted<'w, Requests>, guard::Error> {
    work.ask::<Requests>(Ask::change(&[party]).with(Right::Requests))
}

fn view<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    lying: Lying,
) -> Result<PackageView, guard::Error> {
    let (row, lot, sealed, kind, _, prepared, by, seen, delivered) = lying;
    let place = Place::new(party, lot, row.get());
    let decided = work.open(proof, &PACKAGE, place, &sealed)?.into_exposed();
    Ok(PackageView {
        row,
        kind,
        prepared: (prepared, by),
        seen,
        delivered,
        decided,
    })
}

/// The packages of a party, the newest first.
pub(super) fn of_party<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
) -> Result<Vec<PackageView>, guard::Error> {
    let rows = work.tx().all(&queries::OF_PARTY, (party, SHOWN))?;
    let views = rows.into_iter().map(|row| view(work, proof, party, row));
    views.collect()
}

/// One package of a party.
pub(super) fn one<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (party, row): (PartyId, RowId),
) -> Result<PackageView, guard::Error> {
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    view(work, proof, party, lying.ok_or(guard::Error::NotThere)?)
}

/// What may be prepared: for which requests, by somebody who is known, and which packages of each.
pub(super) fn to_prepare(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<(RowId, PackageKind)>, guard::Error> {
    let known = rights::identified(work, party)?;
    let mut all = Vec::new();
    for (request, kinds) in known {
        let asked = |kind: &PackageKind| kinds.contains(&RequestKind::from(*kind));
        let own = PackageKind::ALL.into_iter().filter(asked);
        all.extend(own.map(|kind| (request, kind)));
    }
    Ok(all)
}

impl From<PackageKind> for RequestKind {
    fn from(kind: PackageKind) -> Self {
        kind.request()
    }
}

/// Prepares a package: nothing of it leaves before somebody looked it through.
pub(super) fn prepare(
    work: &mut Work<'_>,
    party: PartyId,
    (request, kind): (RowId, PackageKind),
) -> Result<RowId, Error> {
    if !to_prepare(work, party)?.contains(&(request, kind)) {
        return Err(Error::NotAskedFor);
    }
    let proof = may_change(work, party)?;
    let lot = work.lot_of_its_own(&proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(&proof, &PACKAGE, place, &Decided::nothing())?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party, lot, sealed, kind, request, now, actor);
    work.tx().run_one(&queries::ADD, values)?;
    Ok(row)
}

/// What somebody decided who looked a package through.
#[derive(Clone)]
pub(super) struct Looked {
    /// The digest of what she was shown.
    pub(super) seen: String,
    /// The keys of the hits that are covered.
    pub(super) covered: Vec<String>,
    /// Further words, one a line.
    pub(super) further: String,
    /// Of each original what is to become of it: the row, whether it goes along, why not.
    pub(super) originals: Vec<(String, Option<bool>, String)>,
}

impl Looked {
    fn decided(&self, found: &Gathered) -> Result<Decided, Error> {
        let lines = self.further.lines().map(str::trim);
        let further: Vec<String> = lines
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let fits = |word: &String| WORD_CHARACTERS.contains(&word.chars().count());
        if further.len() > WORDS_MAX || !further.iter().all(fits) {
            return Err(Error::Words);
        }
        let (mut included, mut left_out) = (Vec::new(), Vec::new());
        for original in &found.originals {
            let row = original.row.to_string();
            let mut typed = self.originals.iter();
            match typed.find(|(own, ..)| *own == row) {
                Some((_, Some(true), _)) => included.push(row),
                Some((_, Some(false), why)) => {
                    let why = why.trim();
                    if !is_reason(why) {
                        return Err(Error::Reason);
                    }
                    left_out.push([&row, " ", why].concat());
                }
                _ => return Err(Error::Undecided),
            }
        }
        Ok(Decided {
            seen: Some(self.seen.clone()),
            covered: self.covered.clone(),
            further,
            included,
            left_out,
        })
    }
}

/// Writes down what was decided by somebody who looked through all of it.
pub(super) fn decide(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    looked: &Looked,
) -> Result<(), Error> {
    let proof = may_change(work, party)?;
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    let found = gathered(work, party, lying.3)?;
    if found.digest() != looked.seen {
        return Err(Error::Changed);
    }
    let decided = looked.decided(&found)?;
    let place = Place::new(party, lying.1, row.get());
    let sealed = work.seal(&proof, &PACKAGE, place, &decided)?;
    let now = work.now();
    work.tx()
        .run_one(&queries::DECIDE, (party, row, sealed, now))?;
    Ok(())
}

/// A package that was looked through, with all it is made from, for a reason: the trail tells it as
/// taken out, and who may not take out data is refused.
pub(super) fn taken(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    reason: &str,
) -> Result<(PackageView, Gathered), Error> {
    let proof = work.ask::<Requests>(Ask::export(&[party], reason))?;
    let package = one(work, &proof, (party, row))?;
    let seen = package.decided.seen.as_ref().ok_or(Error::NotSeen)?;
    let found = gathered(work, party, package.kind)?;
    if found.digest() != *seen {
        return Err(Error::Changed);
    }
    Ok((package, found))
}

/// The newest package of a kind that was looked through.
pub(super) fn newest(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PackageKind,
) -> Result<Option<RowId>, Error> {
    let rows = work.tx().all(&queries::OF_PARTY, (party, SHOWN))?;
    let seen = |row: &&Lying| row.3 == kind && row.7.is_some();
    Ok(rows.iter().find(seen).map(|row| row.0))
}

/// Writes down that a package was handed over: in its row, and as a step of its request.
pub(super) fn delivered(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    words: &str,
) -> Result<(), Error> {
    let _proof = may_change(work, party)?;
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    rights::deliver(work, (party, lying.4), lying.3.request(), words)?;
    let now = work.now();
    work.tx().run_one(&queries::DELIVERED, (party, row, now))?;
    Ok(())
}

/// What the piece of a package is called.
pub(super) fn piece_title(language: Language) -> String {
    texts::say(language, "access-package-piece")
}

/// What was decided about each package of a customer: how much is covered, and which originals were
/// left out for which reason. What is covered is not told again.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let packages = of_party(work, &proof, party)?.into_iter();
    let piece =
        |package: PackageView| {
            let decided = &package.decided;
            let covered = decided.covered.len() + decided.further.len();
            let count = i64::try_from(covered).unwrap_or(i64::MAX);
            let mut lines = vec![
                texts::say(language, package.kind.title()),
                texts::say_with(language, "access-package-covered", &[("count", count)]),
            ];
            let left = decided.left_out.iter();
            let left = left.filter_map(|one| one.split_once(' '));
            lines.extend(left.map(|(_, why)| {
                texts::say_with(language, "access-package-left-out", &[("why", why)])
            }));
            Piece {
                category: Category::Requests,
                what: piece_title(language),
                text: lines.join("\n"),
                source: None,
                recorded: package.prepared.0,
                ended: None,
            }
        };
    Ok(packages.map(piece).collect())
}

/// The lots of what was decided about copies of a party's data.
///
/// # Errors
///
/// The store's failure.
pub fn lots_of(work: &mut Work<'_>, party: PartyId) -> Result<Vec<LotId>, store::Error> {
    work.tx().all(&queries::LOTS_OF, (party,))
}

/// The copies that were handed to a customer, as long as it is known what was decided about them.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn handed_out(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<HandedOut>, guard::Error> {
    let Some(_proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let lying = work.tx().all(&queries::OF_PARTY, (party, SHOWN))?;
    let handed = lying.into_iter().filter_map(|one| {
        let (kind, delivered) = (one.3, one.8?);
        Some(HandedOut {
            place: Whereabouts::Herself,
            at: delivered,
            whom: None,
            form: texts::say(language, kind.title()),
            withheld: false,
        })
    });
    Ok(handed.collect())
}

/// Erases what was decided about packages whose days are over; how many.
pub(super) async fn let_go(app: &App) -> Result<i64, guard::Error> {
    let before = app.clock().now().plus_ms(-DAYS * DAY_MS);
    let (mut after, mut count) = (basics::LotId::new(i64::MIN), 0);
    loop {
        let read =
            move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::OLD, (before, after, AT_ONCE))?);
        let lots: Vec<basics::LotId> = app.guard().read_state(read).await?;
        let Some(last) = lots.last() else {
            return Ok(count);
        };
        after = *last;
        let gone = app.guard().let_go(lots, DECISION.to_owned()).await?;
        count += i64::try_from(gone.len()).unwrap_or(i64::MAX);
    }
}
