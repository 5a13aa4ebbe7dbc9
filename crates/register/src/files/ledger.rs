//! Reading and writing the files of customers.
//!
//! Invariants: a file is opened by a proof of its own category that names its customer; how one gets
//! in is opened for the work at the site and for the rights of those it is about, and for nothing
//! else; whatever is changed is written down in the history of each customer it touches.

use std::collections::HashMap;

use basics::{LotId, PartyId, RowId};
use formats::Recognised;
use guard::{Ask, ByKey, Content, FileReader, Noted, Place, Refusal, Sealed, Work, category::Kind};
use policy::{Action, SourceKind};

use super::columns::{FileValue, in_category};
use super::model::{Error, FILES_MAX, FileEntry, FileView, Filed, Files, RequestUse};
use super::queries::{self, Lying, Values};
use crate::people::{Deed, note_change, source_in_notice};

/// Files on a page.
pub(super) const SHOWN: usize = 50;
/// Removed files on a page.
const REMOVED_SHOWN: i64 = 50;

/// A row with the category its value stands in.
pub(super) struct Found {
    pub(super) row: RowId,
    pub(super) lot: LotId,
    filed: Filed,
    pub(super) sealed: Sealed,
    pub(super) kind: Recognised,
    lying: Lying,
}

impl Found {
    /// Nothing where its value was erased, or its kind is one of a later version.
    pub(super) fn of(mut lying: Lying) -> Option<Self> {
        let (filed, sealed) = [
            (Filed::Services, lying.2.take()),
            (Filed::SiteAccess, lying.3.take()),
            (Filed::Messages, lying.4.take()),
            (Filed::Requests, lying.5.take()),
            (Filed::Other, lying.6.take()),
        ]
        .into_iter()
        .find_map(|(filed, sealed)| Some((filed, sealed?)))?;
        Some(Self {
            row: lying.0,
            lot: lying.1,
            filed,
            sealed,
            kind: Recognised::from_key(&lying.7)?,
            lying,
        })
    }

    const fn is_removed(&self) -> bool {
        self.lying.12.is_some()
    }

    /// How many bytes it has, and where it is from.
    pub(super) const fn told(&self) -> (i64, SourceKind) {
        (self.lying.8, self.lying.9.0)
    }

    pub(super) fn place(&self, party: PartyId) -> Place {
        Place::new(party, self.lot, self.row.get())
    }

    fn view(self, value: FileValue) -> FileView {
        let (.., bytes, source, recorded, by, removed) = self.lying;
        FileView {
            row: self.row,
            name: value.name,
            about: value.about,
            filed: self.filed,
            kind: self.kind,
            bytes,
            source: source.0,
            recorded,
            by,
            removed,
        }
    }
}

/// A value in the column of its category.
fn values(filed: Filed, sealed: Sealed) -> Values {
    let mut values = (None, None, None, None, None);
    let slot = match filed {
        Filed::Services => &mut values.0,
        Filed::SiteAccess => &mut values.1,
        Filed::Messages => &mut values.2,
        Filed::Requests => &mut values.3,
        Filed::Other => &mut values.4,
    };
    *slot = Some(sealed);
    values
}

/// The files of a customer before one, the newest first, as far as they may be seen in this unit.
///
/// # Errors
///
/// The vault's and the store's failures.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId, before: RowId) -> Result<Files, Error> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = work.tx().all(&queries::OF_PARTY, (party, before, most))?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let older = rows.last().filter(|_| more).map(|last| last.0);
    let (shown, hidden) = opened(work, party, rows)?;
    Ok(Files {
        shown,
        older,
        hidden,
    })
}

/// The files of a customer that were removed and can be taken back.
///
/// # Errors
///
/// The vault's and the store's failures.
pub(super) fn removed_of(work: &mut Work<'_>, party: PartyId) -> Result<Vec<FileView>, Error> {
    let rows = work
        .tx()
        .all(&queries::REMOVED_OF, (party, REMOVED_SHOWN))?;
    Ok(opened(work, party, rows)?.0)
}

/// Rows as they are shown, in their order, and whether some are left out.
pub(super) fn opened(
    work: &mut Work<'_>,
    party: PartyId,
    rows: Vec<Lying>,
) -> Result<(Vec<FileView>, bool), Error> {
    let found: Vec<Found> = rows.into_iter().filter_map(Found::of).collect();
    let lots: Vec<LotId> = found.iter().map(|one| one.lot).collect();
    let order: Vec<RowId> = found.iter().map(|one| one.row).collect();
    work.warm(&lots)?;
    let mut by_row = HashMap::with_capacity(found.len());
    let mut rest = found;
    for filed in Filed::ALL {
        let (own, others): (Vec<Found>, Vec<Found>) =
            rest.into_iter().partition(|one| one.filed == filed);
        rest = others;
        if own.is_empty() || !filed.serves(work) {
            continue;
        }
        in_category!(filed, C, column => {
            if let Some(proof) = work.ask_if_allowed::<C>(Ask::view(&[party]))? {
                for one in own {
                    let value = work.open(&proof, column, one.place(party), &one.sealed)?;
                    by_row.insert(one.row, one.view(value.into_exposed()));
                }
            }
        });
    }
    let hidden = by_row.len() < order.len();
    let shown = order.iter().filter_map(|row| by_row.remove(row));
    Ok((shown.collect(), hidden))
}

fn found(work: &mut Work<'_>, party: PartyId, row: RowId) -> Result<Found, Error> {
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let found = lying.and_then(Found::of);
    Ok(found.ok_or(guard::Error::NotThere)?)
}

/// Asks in the category of a file; how one gets in is refused where the purpose has no business with
/// it.
fn asked<'w, C: Kind>(
    work: &mut Work<'w>,
    filed: Filed,
    ask: Ask,
    refusal: Refusal,
) -> Result<Noted<'w, C>, Error> {
    if !filed.serves(work) {
        return Err(work.refuse::<C>(&ask, refusal).into());
    }
    Ok(work.ask::<C>(ask)?)
}

/// What is in a file of a customer, with what is said of it: the trail tells it as a look.
///
/// # Errors
///
/// The refusal; `NotThere`, also where it was removed; the vault's, where it is damaged.
pub(super) fn read(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
) -> Result<(FileView, FileReader), Error> {
    if found(work, party, row)?.is_removed() {
        return Err(guard::Error::NotThere.into());
    }
    read_held(work, party, row)
}

/// The same, also of one that was removed and can still be taken back.
///
/// # Errors
///
/// As [`read`].
pub(super) fn read_held(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
) -> Result<(FileView, FileReader), Error> {
    let found = found(work, party, row)?;
    in_category!(found.filed, C, column => {
        let proof = asked::<C>(work, found.filed, Ask::view(&[party]), Refusal::View)?;
        let value = work.open(&proof, column, found.place(party), &found.sealed)?.into_exposed();
        let reader = work.read_content(&proof, party, &value.content)?;
        Ok((found.view(value), reader))
    })
}

/// Attaches a file whose bytes are on the disk to a customer; which one it is.
///
/// # Errors
///
/// The refusal; [`Error::TooMany`]; [`Error::Source`]; the vault's and the store's failures.
pub(super) fn add(
    work: &mut Work<'_>,
    party: PartyId,
    entry: &FileEntry,
    (content, kind, bytes): (&Content, Recognised, u64),
) -> Result<RowId, Error> {
    let known = source_in_notice(work.policy(), entry.source);
    known.map_err(|_| Error::Source)?;
    let value = FileValue {
        name: kind.named(&entry.name),
        about: entry.about.clone(),
        content: content.clone(),
    };
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let row = in_category!(entry.filed, C, column => {
        let proof = asked::<C>(work, entry.filed, Ask::change(&[party]), Refusal::Change)?;
        let file = (kind, bytes, entry.source);
        let (lot, row) = placed(work, &proof, party, file, entry.request)?;
        let place = Place::new(party, lot, row.get());
        work.keep_content(&proof, place, &value.content)?;
        let sealed = work.seal(&proof, column, place, &value)?;
        set(work, (party, row), entry.filed, sealed)?;
        row
    });
    touched(work, party, entry.filed, Deed::Added)?;
    Ok(row)
}

/// A new row under a lot of its own, without its value yet.
pub(super) fn placed<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    party: PartyId,
    (kind, bytes, source): (Recognised, i64, SourceKind),
    request: Option<(RowId, RequestUse)>,
) -> Result<(LotId, RowId), Error> {
    let counted = work.tx().one(&queries::COUNTED, (party, FILES_MAX))?;
    if counted >= FILES_MAX {
        return Err(Error::TooMany);
    }
    let lot = work.lot_of_its_own(proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let (now, actor) = (work.now(), work.actor().id());
    let kind = kind.key().to_owned();
    let (of, used) = request.unzip();
    let used = used.map(|used| used.key().to_owned());
    let source = ByKey(source);
    let values = (row, party, lot, kind, bytes, source, now, actor, of, used);
    work.tx().run_one(&queries::ADD, values)?;
    Ok((lot, row))
}

pub(super) fn set(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    filed: Filed,
    sealed: Sealed,
) -> Result<(), Error> {
    let (services, access, messages, requests, other) = values(filed, sealed);
    let row = (party, row, services, access, messages, requests, other);
    Ok(work.tx().run_one(&queries::SET, row)?)
}

/// The customer counts as changed.
fn touched(work: &mut Work<'_>, party: PartyId, filed: Filed, deed: Deed) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    note_change(work, &row, filed.category(), "file", deed)?;
    Ok(work.touch(party, row.version)?)
}

/// A file is called otherwise, or something else is said of it.
///
/// # Errors
///
/// The refusal; `NotThere`; the vault's and the store's failures.
pub(super) fn describe(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    (name, about): (&str, Option<&str>),
) -> Result<(), Error> {
    let found = found(work, party, row)?;
    if found.is_removed() {
        return Err(guard::Error::NotThere.into());
    }
    let (filed, place) = (found.filed, found.place(party));
    in_category!(filed, C, column => {
        let proof = asked::<C>(work, filed, Ask::change(&[party]), Refusal::Change)?;
        let before = work.open(&proof, column, place, &found.sealed)?.into_exposed();
        let value = FileValue {
            name: found.kind.named(name),
            about: about.map(str::to_owned),
            content: before.content,
        };
        let sealed = work.seal(&proof, column, place, &value)?;
        set(work, (party, row), filed, sealed)?;
    });
    touched(work, party, filed, Deed::Replaced)
}

/// Removes a file, or takes a removed one back: it is erased when its days are over.
///
/// # Errors
///
/// The refusal; `NotThere`, also where it stands as it is to be; [`Error::TooMany`]; the store's
/// failure.
pub(super) fn set_removed(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    removed: bool,
) -> Result<(), Error> {
    let found = found(work, party, row)?;
    let filed = found.filed;
    in_category!(filed, C, _column => {
        let _proof = asked::<C>(work, filed, Ask::change(&[party]), Refusal::Change)?;
    });
    let changed = if removed {
        let (now, actor) = (work.now(), work.actor().id());
        work.tx().run(&queries::REMOVE, (party, row, now, actor))?
    } else {
        let counted = work.tx().one(&queries::COUNTED, (party, FILES_MAX))?;
        if counted >= FILES_MAX {
            return Err(Error::TooMany);
        }
        work.tx().run(&queries::TAKE_BACK, (party, row))?
    };
    if changed == 0 {
        return Err(guard::Error::NotThere.into());
    }
    let deed = if removed { Deed::Ended } else { Deed::Added };
    touched(work, party, filed, deed)
}

/// Carries a file to another customer or another category: a new row under a lot of its own keeps
/// what is in it; the one it leaves goes with its key ([`guard::Guard::let_go`]). The lot that is to
/// go.
///
/// # Errors
///
/// The refusal in either category, of either customer; [`Error::Same`]; [`Error::TooMany`];
/// `NotThere`; the vault's and the store's failures.
pub(super) fn carry(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    (to, filed): (PartyId, Filed),
) -> Result<LotId, Error> {
    let found = found(work, party, row)?;
    if found.is_removed() {
        return Err(guard::Error::NotThere.into());
    }
    if to == party && filed == found.filed {
        return Err(Error::Same);
    }
    let (lot, before, place) = (found.lot, found.filed, found.place(party));
    let (bytes, source) = (found.lying.8, found.lying.9.0);
    let value = in_category!(before, C, column => {
        let proof = asked::<C>(work, before, Ask::change(&[party]), Refusal::Change)?;
        work.open(&proof, column, place, &found.sealed)?.into_exposed()
    });
    in_category!(filed, C, column => {
        let proof = asked::<C>(work, filed, Ask::change(&[to]), Refusal::Change)?;
        let file = (found.kind, bytes, source);
        let (fresh, carried) = placed(work, &proof, to, file, None)?;
        let place = Place::new(to, fresh, carried.get());
        work.keep_content(&proof, place, &value.content)?;
        let sealed = work.seal(&proof, column, place, &value)?;
        set(work, (to, carried), filed, sealed)?;
    });
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run_one(&queries::CARRIED, (party, row, now, actor))?;
    touched(work, party, before, Deed::Ended)?;
    touched(work, to, filed, Deed::Added)?;
    Ok(lot)
}

/// Before two customers that were one are parted: what was removed of the one, or carried elsewhere,
/// while the other stood for it is removed there too.
///
/// # Errors
///
/// The store's failure.
pub fn follow(work: &mut Work<'_>, survivor: PartyId, merged: PartyId) -> Result<(), guard::Error> {
    let (now, actor) = (work.now(), work.actor().id());
    work.tx()
        .run(&queries::FOLLOW, (survivor, merged, now, actor))?;
    Ok(())
}

/// That something may be changed of a customer in the category of a file: a refusal is recorded.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn may_change(work: &mut Work<'_>, party: PartyId, filed: Filed) -> Result<(), Error> {
    in_category!(filed, C, _column => {
        let _proof = asked::<C>(work, filed, Ask::change(&[party]), Refusal::Change)?;
    });
    Ok(())
}

/// Whether anything of this action could be done in some category: for buttons.
#[must_use]
pub(super) fn could(work: &Work<'_>, action: Action) -> bool {
    let ask = match action {
        Action::Change => Ask::change(&[]),
        _ => Ask::view(&[]),
    };
    let all = Filed::ALL.into_iter();
    all.filter(|filed| filed.serves(work))
        .any(|filed| in_category!(filed, C, _column => work.could::<C>(&ask)))
}
