//! Two parties made one, and parted again.
//!
//! What the merged party has is copied to the survivor: opened for nobody and sealed anew, under
//! the survivor's lots, with the numbers of its rows. Its own rows stay as they were, which is the
//! snapshot from which the two are parted, until [`MERGE_DAYS`] are over; then they go, and their
//! lots with the keys become the survivor's, so that an older backup still opens and an erasure of
//! the survivor reaches it too.
//!
//! Invariants: a merged party is there for merging and erasing alone, so nothing of it is shown or
//! written twice; every "no" of either stands for the survivor, beside the keys too; every table
//! with sealed values of a party is carried over, because the tables are those of `columns.toml`.

use basics::{ActorId, DAY_MS, Instant, LotId, MergeId, PartyId};
use policy::{Action, Category, MarketingChannel, Purpose};
use vault::{HeldOn, LotOf, No, NoKind, Sealed};

use crate::ask::{Ask, Noted};
use crate::category::Kind;
use crate::column::{Place, SealedColumn};
use crate::error::Error;
use crate::lines::Draft;
use crate::marketing::closed_by;
use crate::opened::Opened;
use crate::parties::PartyRow;
use crate::payload::Payload;
use crate::work::Work;

mod carry;
mod end;
mod queries;

pub use carry::carried_tables;
pub(crate) use queries::all;
use queries::{
    ADD_MERGING, GIVE_JOBS, LOTS, MERGED_HERE, MERGED_INTO, MERGED_TO, MERGING, MERGINGS,
    MergingRow, NOTE_JOBS, SET_MERGED, SET_STANDS, STANDS, TAKE_JOBS, UNDO_MERGING,
};

/// How long two merged parties can be parted: whoever is taken for another notices with the next
/// bill or call, which come within a month; longer, and their data would be held twice without need
/// (GDPR art. 5(1)(c) and (e)).
pub const MERGE_DAYS: i64 = 30;
/// How many parties that were merged one into the other are followed.
const FOLLOWED_MAX: usize = 1_000;

/// Two parties that were made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// Which merge.
    pub merge: MergeId,
    /// The party that stands for both.
    pub survivor: PartyId,
    /// The party that was merged into it.
    pub merged: PartyId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// Until when they can be parted.
    pub until: Instant,
    /// The version of the survivor that it made.
    pub version: i64,
    /// Since when they are parted again.
    pub undone: Option<Instant>,
    /// Since when the rows of the merged party are gone: its days were over, or one was erased.
    pub ended: Option<Instant>,
    lots: i64,
    laid: String,
    reach: Option<Instant>,
}

impl Merging {
    fn of(row: MergingRow) -> Self {
        let (merge, survivor, merged, at, by, until, version, lots, laid, reach, undone, ended) =
            row;
        Self {
            merge,
            survivor,
            merged,
            at,
            by,
            until,
            version,
            undone,
            ended,
            lots,
            laid,
            reach,
        }
    }

    /// Every "no" that the merge laid on the survivor: its kind and its purpose.
    fn laid(&self) -> impl Iterator<Item = (NoKind, &str)> {
        let words = self.laid.split(' ').filter_map(|word| word.split_once(':'));
        words.filter_map(|(kind, purpose)| Some((kind_of(kind)?, purpose)))
    }

    /// Whether the merge laid a "no" on the survivor that it did not have.
    #[must_use]
    pub fn laid_any(&self) -> bool {
        self.laid().next().is_some()
    }
}

fn categories_of(lots: &[(LotId, i64, i64, Instant)]) -> Vec<Category> {
    let numbers = lots.iter().filter_map(|lot| u8::try_from(lot.1).ok());
    numbers.filter_map(Category::from_number).collect()
}

/// What a "no" is about where the lots are copied: a legal hold on one of them holds its category.
fn of_the_copies(
    (kind, purpose): (NoKind, String),
    lots: &[(LotId, i64, i64, Instant)],
) -> (NoKind, String) {
    let HeldOn::Lot(held) = HeldOn::from_key(&purpose) else {
        return (kind, purpose);
    };
    let own: Vec<_> = lots.iter().filter(|lot| lot.0 == held).copied().collect();
    let category = categories_of(&own).into_iter().next();
    let on = category.map_or(HeldOn::Party, HeldOn::Category);
    (kind, on.key())
}

fn kind_of(key: &str) -> Option<NoKind> {
    let all = [
        NoKind::Objection,
        NoKind::Restriction,
        NoKind::Withdrawal,
        NoKind::Hold,
    ];
    all.into_iter().find(|kind| kind.key() == key)
}

impl<'w> Work<'w> {
    /// The party that stands for one that was merged, by however many steps; nothing where it
    /// stands for itself or is not there.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn merged_into(&mut self, party: PartyId) -> Result<Option<PartyId>, Error> {
        let mut found = None;
        let mut at = party;
        for _ in 0..FOLLOWED_MAX {
            match self.tx.maybe(&MERGED_INTO, (at,))?.flatten() {
                Some(next) => (at, found) = (next, Some(next)),
                None => break,
            }
        }
        Ok(found)
    }

    /// The parties that one stands for beside itself.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn merged_here(&mut self, party: PartyId) -> Result<Vec<PartyId>, Error> {
        let mut all = self.tx.all(&MERGED_HERE, (party,))?;
        let mut at = 0;
        while let Some(next) = all.get(at).copied().filter(|_| all.len() < FOLLOWED_MAX) {
            all.extend(self.tx.all(&MERGED_HERE, (next,))?);
            at += 1;
        }
        Ok(all)
    }

    /// How many parties were merged into others, counted to a bound: they are nobody's customers.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn count_merged(&mut self, most: i64) -> Result<i64, Error> {
        Ok(self.tx.one(&MERGED_TO, (most,))?)
    }

    /// A merge; nothing where there is none with this number.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn merging(&mut self, merge: MergeId) -> Result<Option<Merging>, Error> {
        Ok(self.tx.maybe(&MERGING, (merge,))?.map(Merging::of))
    }

    /// The merges into a party, newest first.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn mergings(&mut self, survivor: PartyId) -> Result<Vec<Merging>, Error> {
        let rows = self.tx.all(&MERGINGS, (survivor,))?;
        Ok(rows.into_iter().map(Merging::of).collect())
    }

    /// Of these lots those of parties into whom nobody was ever merged.
    pub(crate) fn brought_by_no_merge(&mut self, lots: &[LotOf]) -> Result<Vec<LotId>, Error> {
        let parties = lots.iter().map(|one| (one.party,));
        let mergings = self.tx.all_of(&MERGINGS, parties)?;
        let own = lots.iter().zip(mergings);
        let own = own.filter(|(_, mergings)| mergings.is_empty());
        Ok(own.map(|(one, _)| one.lot).collect())
    }

    /// Whether everything is there from which the two can be parted.
    ///
    /// # Errors
    ///
    /// The store's.
    pub fn is_whole(&mut self, merging: &Merging) -> Result<bool, Error> {
        let lots = self.tx.all(&LOTS, (merging.merged,))?.len();
        let there = i64::try_from(lots).unwrap_or(i64::MAX);
        Ok(merging.ended.is_none() && there >= merging.lots)
    }

    /// Which of `others` agree with one of `ones`. The values are opened for nobody: `agree` is a
    /// plain function that can keep nothing, and only a yes or no comes back.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`] where the proof was not given for merging these parties; the vault's;
    /// [`Error::Shape`].
    pub fn alike<N: Kind, C: Kind, T: Payload, D: Kind, U: Payload>(
        &mut self,
        proof: &Noted<'w, N>,
        (column, ones): (&SealedColumn<C, T>, &[(Place, Sealed)]),
        (other_column, others): (&SealedColumn<D, U>, &[(Place, Sealed)]),
        agree: fn(&T, &U) -> bool,
    ) -> Result<Vec<bool>, Error> {
        let ones = self.opened_to_merge(proof, column, ones)?;
        let others = self.opened_to_merge(proof, other_column, others)?;
        let known = |other: &Opened<U>| ones.iter().any(|one| agree(one.expose(), other.expose()));
        Ok(others.iter().map(known).collect())
    }

    fn opened_to_merge<N: Kind, C: Kind, T: Payload>(
        &mut self,
        proof: &Noted<'w, N>,
        column: &SealedColumn<C, T>,
        values: &[(Place, Sealed)],
    ) -> Result<Vec<Opened<T>>, Error> {
        let mut opened = Vec::with_capacity(values.len());
        for (place, sealed) in values {
            if proof.action != Action::Merge || !proof.names(place.party) {
                return Err(Error::NotCovered);
            }
            opened.push(self.open_here(column, *place, sealed)?);
        }
        Ok(opened)
    }

    /// Makes two parties one, from the versions that were seen: the survivor gets what the other
    /// has, and every "no" of it. The line names both and tells the categories that are carried.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; [`Error::NotThere`] where one of them was merged already;
    /// [`Error::Changed`]; the vault's and the store's.
    pub fn merge<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        merge: MergeId,
        survivor: &PartyRow,
        merged: &PartyRow,
    ) -> Result<(), Error> {
        let (into, from) = (survivor.party, merged.party);
        proof.covers_merge(into, from)?;
        if survivor.kind != merged.kind {
            return Err(Error::NotCovered);
        }
        for party in [into, from] {
            if self.merged_into(party)?.is_some() {
                return Err(Error::NotThere);
            }
        }
        let lots = self.tx.all(&LOTS, (from,))?;
        let (now, by) = (self.now(), self.actor().id());
        let (laid, reach) = self.lay_noes(from, into, &lots)?;
        let row = (
            merge,
            into,
            from,
            now,
            by,
            now.plus_ms(MERGE_DAYS * DAY_MS),
            survivor.version + 1,
            i64::try_from(lots.len()).unwrap_or(i64::MAX),
            laid,
            reach,
        );
        self.tx.run_one(&ADD_MERGING, row)?;
        self.tx.run(&NOTE_JOBS, (merge, from, into))?;
        self.tx.run(&GIVE_JOBS, (merge, from, into))?;
        self.carry_over(from, into, &lots)?;
        self.note_categories(&[into, from], C::CATEGORY, &lots);
        self.touch(into, survivor.version)?;
        self.touch(from, merged.version)?;
        self.tx.run_one(&SET_MERGED, (from, Some(into)))?;
        self.forget(into);
        self.forget(from);
        Ok(())
    }

    /// Parts two parties again, from the version of the survivor that was seen: the copies go, the
    /// merged party stands for itself as it was, and what the merge laid on the survivor is lifted
    /// from it, unless it is to be kept.
    ///
    /// # Errors
    ///
    /// [`Error::NotCovered`]; [`Error::NotThere`] where they cannot be parted; [`Error::Changed`];
    /// the store's.
    pub fn part<C: Kind>(
        &mut self,
        proof: &Noted<'w, C>,
        merging: &Merging,
        seen: i64,
        keep_noes: bool,
    ) -> Result<(), Error> {
        let (into, from) = (merging.survivor, merging.merged);
        proof.covers_merge(into, from)?;
        let there = merging.undone.is_none() && merging.until > self.now();
        let newest = self.mergings(into)?.into_iter().find(Merging::stands);
        let newest = newest.is_some_and(|newest| newest.merge == merging.merge);
        if !there || !newest || !self.is_whole(merging)? || self.merged_into(into)?.is_some() {
            return Err(Error::NotThere);
        }
        let lots = self.tx.all(&LOTS, (from,))?;
        self.take_copies(from, into)?;
        if !keep_noes {
            self.lift_laid(merging)?;
        }
        self.tx.run(&TAKE_JOBS, (merging.merge, into))?;
        let (now, by) = (self.now(), self.actor().id());
        self.tx.run_one(&UNDO_MERGING, (merging.merge, now, by))?;
        self.note_categories(&[into, from], C::CATEGORY, &lots);
        self.touch(into, seen)?;
        let version = self.party(from)?.ok_or(Error::NotThere)?.version;
        self.touch(from, version)?;
        self.tx.run_one(&SET_MERGED, (from, None))?;
        self.forget(into);
        self.forget(from);
        Ok(())
    }

    /// Everything that was moved stands in the one line of the two.
    fn note_categories(
        &mut self,
        parties: &[PartyId],
        first: Category,
        lots: &[(LotId, i64, i64, Instant)],
    ) {
        let categories = categories_of(lots);
        let draft = Draft::of(&Ask::merge(parties), first, None);
        self.drafts.note(draft.in_all(&categories));
    }

    /// Every "no" of `from` stands for `into` as well. Which of them it did not have, and since
    /// when marketing could reach it before.
    fn lay_noes(
        &mut self,
        from: PartyId,
        into: PartyId,
        lots: &[(LotId, i64, i64, Instant)],
    ) -> Result<(String, Option<Instant>), Error> {
        let (restricted, objects, reach) = self.tx.one(&STANDS, (into,))?;
        let (its_restricted, _, its_reach) = self.tx.one(&STANDS, (from,))?;
        let (own, its) = (self.every_no(into)?, self.every_no(from)?);
        let mut laid = Vec::new();
        let mut all: Vec<String> = objects.split_whitespace().map(str::to_owned).collect();
        let its = its.into_iter().map(|no| of_the_copies(no, lots));
        for (kind, purpose) in its.filter(|no| !own.contains(no)) {
            if kind == NoKind::Objection && !all.contains(&purpose) {
                all.push(purpose.clone());
            }
            laid.push([kind.key(), ":", &purpose].concat());
            let at = self.now();
            let no = No {
                party: into,
                kind,
                purpose,
                at,
            };
            self.noes.push((no, true));
        }
        // Where the two forbid each channel together, they forbid marketing.
        let whole = Purpose::Marketing.key().to_owned();
        let closed = closed_by(&all.join(" ")).len() == MarketingChannel::ALL.len();
        if closed && !all.contains(&whole) {
            laid.push([NoKind::Objection.key(), ":", &whole].concat());
            let no = No {
                party: into,
                kind: NoKind::Objection,
                purpose: whole.clone(),
                at: self.now(),
            };
            self.noes.push((no, true));
            all.push(whole);
        }
        let since = [restricted, its_restricted].into_iter().flatten().min();
        // Where marketing may not reach one of them, it reaches neither.
        let reached = reach.zip(its_reach).map(|(one, other)| one.max(other));
        let reached = reached.filter(|_| !closed);
        let row = (into, since, all.join(" "), reached);
        self.tx.run_one(&SET_STANDS, row)?;
        Ok((laid.join(" "), reach))
    }

    /// What a party says no to: in the register and beside the keys.
    fn every_no(&mut self, party: PartyId) -> Result<Vec<(NoKind, String)>, Error> {
        let (restricted, objects, _) = self.tx.one(&STANDS, (party,))?;
        let mut all: Vec<(NoKind, String)> = Vec::new();
        if restricted.is_some() {
            all.push((NoKind::Restriction, String::new()));
        }
        let objections = objects.split_whitespace();
        all.extend(objections.map(|purpose| (NoKind::Objection, purpose.to_owned())));
        for no in self.noes_of(party)? {
            let no = (no.kind, no.purpose);
            if !all.contains(&no) {
                all.push(no);
            }
        }
        Ok(all)
    }

    /// What a merge laid on the survivor was another's "no", and goes back with her.
    fn lift_laid(&mut self, merging: &Merging) -> Result<(), Error> {
        let party = merging.survivor;
        let (mut restricted, objects, reach) = self.tx.one(&STANDS, (party,))?;
        let mut all: Vec<&str> = objects.split_whitespace().collect();
        let noes = self.noes_of(party)?;
        for (kind, purpose) in merging.laid() {
            // Whoever said the same for herself since keeps it: nobody else lifts that.
            // The merge laid one; she had none before.
            let same = |no: &&No| no.kind == kind && no.purpose == purpose;
            if noes.iter().filter(same).count() > 1 {
                continue;
            }
            match kind {
                NoKind::Restriction => restricted = None,
                NoKind::Objection => all.retain(|one| *one != purpose),
                NoKind::Withdrawal | NoKind::Hold => {}
            }
            let no = No {
                party,
                kind,
                purpose: purpose.to_owned(),
                at: self.now(),
            };
            self.noes.push((no, false));
        }
        // Whoever says no to marketing for herself by now, to all of it or to a part, is not reached
        // again.
        let no = all
            .iter()
            .any(|word| word.starts_with(Purpose::Marketing.key()));
        let reach = reach.or(merging.reach.filter(|_| !no));
        let row = (party, restricted, all.join(" "), reach);
        self.tx.run_one(&SET_STANDS, row)?;
        Ok(())
    }
}

impl Merging {
    /// Whether the two are one and can still be parted by what is there.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.undone.is_none() && self.ended.is_none()
    }
}
