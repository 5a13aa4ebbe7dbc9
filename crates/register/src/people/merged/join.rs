//! Making two customers one.

use basics::{ActorId, Instant, LotId, MergeId, PartyId, RowId};
use guard::category::{Company, Kind};
use guard::{Ask, IndexTerms, Noted, PartyKind, PartyRow, Place, Sealed, SealedColumn, Work};
use policy::{Category, Purpose, SourceKind};
use store::Statement;

use crate::{fields, permissions};

use super::super::card::NameProofs;
use super::super::columns::{self, ContactValue, OrganisationName};
use super::super::difference::{Step, note};
use super::super::model::{ContactKind, Deed, Error};
use super::super::sheet::at_once;
use super::super::{addresses, enter, queries, terms};
use super::{
    ADD_PROFILE_BEFORE, ADD_ROW, COPY_CHANGES, COPY_CONNECTIONS, END_CONTACT,
    END_COPIED_BIRTH_DATE, END_COPIED_CODE, END_COPIED_ORGANISATION_NAME, END_COPIED_PERSON_NAME,
    LINKED, MOVE_LINKS, NOTE_LINKS, SET_INFORM_BY, WRITTEN, inform_by,
};

/// Whose value holds afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// That of the customer who stays.
    #[default]
    Survivor,
    /// That of the customer who is merged into her.
    Merged,
}

/// What somebody chose. A value that one of the two lacks is the other's, whatever was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The names of a person, the name of an organisation.
    pub name: Side,
    /// The business id.
    pub business_id: Side,
    /// The date of birth.
    pub birth_date: Side,
    /// The language she is served in.
    pub language: Side,
    /// Contact points of either that no longer hold.
    pub dropped: Vec<RowId>,
}

/// A value of each of the two that holds now, with its place.
struct Both {
    own: Vec<(Place, Sealed)>,
    its: Vec<(Place, Sealed)>,
}

/// A statement that ends the copies among a survivor's values.
type EndCopied = Statement<(PartyId, Instant, ActorId, PartyId), ()>;
/// A statement that ends the value that holds.
type Replace = Statement<(PartyId, Instant, ActorId), ()>;

/// One merge, while it is made.
struct Joining<'a, 'w, C: Kind> {
    proof: &'a Noted<'w, C>,
    merge: MergeId,
    into: &'a PartyRow,
    from: &'a PartyRow,
    choice: &'a Choice,
}

/// Makes two customers one, as somebody chose: what the other has is the survivor's too.
///
/// # Errors
///
/// [`Error::CodesDiffer`]; [`Error::BirthDateDiffers`] where the date of birth that was chosen is not
/// that of the identity code; [`guard::Error::Changed`]; the guard's and the store's failures.
pub fn join<'w, C: Kind>(
    work: &mut Work<'w>,
    proof: &Noted<'w, C>,
    merge: MergeId,
    (into, from): (&PartyRow, &PartyRow),
    choice: &Choice,
) -> Result<(), Error> {
    let joining = Joining {
        proof,
        merge,
        into,
        from,
        choice,
    };
    let banned = bans(work, into.party)?;
    let mixed = match into.kind {
        PartyKind::Organisation => joining.mixed_name(work)?,
        PartyKind::Person => None,
    };
    let birth_date = joining.birth_date(work)?;
    let same_contacts = joining.same_contacts(work)?;
    let codes = joining.codes(work, birth_date)?;
    let name = joining.name_side(work, mixed.is_some())?;
    joining.replace_own(work, name, birth_date)?;
    work.merge(proof, merge, into, from)?;
    joining.end_copies(work, (name, birth_date, codes), mixed.is_some())?;
    if let Some((name, source)) = mixed {
        joining.write_name(work, &name, source)?;
    }
    joining.contacts(work, &same_contacts)?;
    for (row, field, category) in fields::join(work, into.party, from.party)? {
        let step = Step::of(category, fields::what(&field), Deed::Added);
        note(work, into, step.rows(None, Some(row)))?;
    }
    joining.profile(work)?;
    work.tx().run(&COPY_CONNECTIONS, (from.party, into.party))?;
    work.tx()
        .run(&NOTE_LINKS, (merge, from.party, into.party))?;
    touch_linked(work, (from.party, into.party))?;
    work.tx().run(&MOVE_LINKS, (from.party, into.party))?;
    work.tx().run(&COPY_CHANGES, (from.party, into.party))?;
    permissions::carry(work, from.party, into.party)?;
    addresses::met_anew(work, proof, into.party)?;
    if !banned && bans(work, into.party)? {
        let step = Step::of(Category::Permissions, "marketing-ban", Deed::Added);
        note(work, into, step)?;
    }
    let (number, ..) = work.tx().one(&queries::PROFILE, (from.party,))?;
    let step = Step::of(joining.own_category(), "merge", Deed::Added);
    note(work, into, step.states(None, Some(number.to_string())))?;
    let found_by = terms::of_party(work, into.party)?;
    work.reindex(into.party, found_by)?;
    work.reindex(from.party, IndexTerms::new())?;
    Ok(())
}

/// Whoever belongs to a merged customer counts as touched: what is written down of it refers to them,
/// so undoing an import must leave them.
fn touch_linked(work: &mut Work<'_>, of: (PartyId, PartyId)) -> Result<(), Error> {
    for party in work.tx().all(&LINKED, of)? {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        work.touch(party, row.version)?;
    }
    Ok(())
}

fn bans(work: &mut Work<'_>, party: PartyId) -> Result<bool, Error> {
    Ok(work.objections(party)?.contains(&Purpose::Marketing))
}

fn place(party: PartyId, row: RowId, lot: LotId) -> Place {
    Place::new(party, lot, row.get())
}

impl<'w, C: Kind> Joining<'_, 'w, C> {
    const fn own_category(&self) -> Category {
        match self.into.kind {
            PartyKind::Person => Category::Identity,
            PartyKind::Organisation => Category::Company,
        }
    }

    /// What both have of a value of which each has one at most.
    fn both(
        &self,
        work: &mut Work<'w>,
        read: impl Fn(&mut Work<'w>, PartyId) -> Result<Option<(RowId, LotId, Sealed)>, Error>,
    ) -> Result<Both, Error> {
        let mut of = |party: PartyId| {
            let found = read(work, party)?;
            let placed = found.map(|(row, lot, sealed)| (place(party, row, lot), sealed));
            Ok::<_, Error>(placed.into_iter().collect::<Vec<_>>())
        };
        Ok(Both {
            own: of(self.into.party)?,
            its: of(self.from.party)?,
        })
    }

    fn birth_dates(&self, work: &mut Work<'w>) -> Result<Both, Error> {
        self.both(work, |work, party| {
            let found = work.tx().maybe(&queries::BIRTH_DATE, (party,))?;
            Ok(found.map(|(row, lot, sealed, ..)| (row, lot, sealed)))
        })
    }

    /// Whose date of birth holds; nothing where neither has one.
    fn birth_date(&self, work: &mut Work<'w>) -> Result<Option<Side>, Error> {
        let both = self.birth_dates(work)?;
        let same = self.agree(work, &columns::BIRTH_DATE, &both)?;
        Ok(match (both.own.is_empty(), both.its.is_empty()) {
            (true, true) => None,
            (true, false) => Some(Side::Merged),
            (false, true) => Some(Side::Survivor),
            (false, false) if same => Some(Side::Survivor),
            (false, false) => Some(self.choice.birth_date),
        })
    }

    fn agree<D: Kind>(
        &self,
        work: &mut Work<'w>,
        column: &SealedColumn<D, String>,
        both: &Both,
    ) -> Result<bool, Error> {
        let same = |one: &String, other: &String| one == other;
        let alike = work.alike(self.proof, (column, &both.own), (column, &both.its), same)?;
        Ok(alike.contains(&true))
    }

    /// Whose identity code holds. Two codes are two people, and a code says when she was born.
    fn codes(&self, work: &mut Work<'w>, born: Option<Side>) -> Result<Option<Side>, Error> {
        let both = self.both(work, |work, party| {
            let found = work.tx().maybe(&queries::IDENTITY_CODE, (party,))?;
            Ok(found.map(|(row, lot, sealed, ..)| (row, lot, sealed)))
        })?;
        let side = match (both.own.is_empty(), both.its.is_empty()) {
            (true, true) => return Ok(None),
            (true, false) => Side::Merged,
            (false, true) => Side::Survivor,
            (false, false) => {
                let same = self.agree(work, &columns::IDENTITY_CODE, &both)?;
                if !same {
                    return Err(Error::CodesDiffer);
                }
                Side::Survivor
            }
        };
        let dates = self.birth_dates(work)?;
        let (code, date) = (chosen(side, &both), born.map(|born| chosen(born, &dates)));
        if let Some(date) = date {
            let agree = |code: &String, day: &String| super::super::agreement::agree(code, day);
            let (codes, dates) = (&columns::IDENTITY_CODE, &columns::BIRTH_DATE);
            let agreed = work.alike(self.proof, (codes, code), (dates, date), agree)?;
            if agreed.contains(&false) {
                return Err(Error::BirthDateDiffers);
            }
        }
        Ok(Some(side))
    }

    /// The name and the business id, where each is another one's: a name of its own is written.
    fn mixed_name(
        &self,
        work: &mut Work<'w>,
    ) -> Result<Option<(OrganisationName, SourceKind)>, Error> {
        let parties = [self.into, self.from].map(|row| (row.party, row.kind));
        let proofs = NameProofs::ask(work, &parties, Ask::view)?;
        let own = proofs.organisation(work, self.into.party)?;
        let its = proofs.organisation(work, self.from.party)?;
        let (Some((own, (own_source, _))), Some((its, (its_source, _)))) = (own, its) else {
            return Ok(None);
        };
        let (name, source) = match self.choice.name {
            Side::Survivor => (&own.name, own_source),
            Side::Merged => (&its.name, its_source),
        };
        let id = match self.choice.business_id {
            Side::Survivor => own.business_id.as_ref().or(its.business_id.as_ref()),
            Side::Merged => its.business_id.as_ref().or(own.business_id.as_ref()),
        };
        let chosen = match self.choice.name {
            Side::Survivor => own.business_id.as_ref(),
            Side::Merged => its.business_id.as_ref(),
        };
        if id == chosen {
            return Ok(None);
        }
        let mixed = OrganisationName {
            name: name.clone(),
            business_id: id.cloned(),
        };
        Ok(Some((mixed, source.unwrap_or(SourceKind::Organisation))))
    }

    fn write_name(
        &self,
        work: &mut Work<'w>,
        name: &OrganisationName,
        source: SourceKind,
    ) -> Result<(), Error> {
        let party = self.into.party;
        let proof: Noted<'w, Company> = work.ask(Ask::change(&[party]))?;
        let row = at_once(work, |sheet, work| {
            sheet.organisation_name(work, &proof, party, name, source)
        })?;
        let written = (self.merge, row, WRITTEN.to_owned());
        work.tx().run_one(&ADD_ROW, written)?;
        Ok(())
    }

    fn name_row(&self, work: &mut Work<'w>, party: PartyId) -> Result<Option<RowId>, Error> {
        let found = match self.into.kind {
            PartyKind::Person => work.tx().maybe(&queries::PERSON_NAME, (party,))?,
            PartyKind::Organisation => work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?,
        };
        Ok(found.map(|row| row.0))
    }

    /// Whose name holds. Where one is written that is made of both, neither holds as it is.
    fn name_side(&self, work: &mut Work<'w>, mixed: bool) -> Result<Option<Side>, Error> {
        let own = self.name_row(work, self.into.party)?;
        let its = self.name_row(work, self.from.party)?;
        Ok(match (own, its) {
            _ if mixed => None,
            (None, None) => None,
            (None, Some(_)) => Some(Side::Merged),
            (Some(_), None) => Some(Side::Survivor),
            (Some(_), Some(_)) => Some(self.choice.name),
        })
    }

    /// The survivor's own values that hold no more, each written down.
    fn replace_own(
        &self,
        work: &mut Work<'w>,
        name: Option<Side>,
        birth_date: Option<Side>,
    ) -> Result<(), Error> {
        let party = self.into.party;
        if name != Some(Side::Survivor)
            && let Some(row) = self.name_row(work, party)?
        {
            let (what, replace) = match self.into.kind {
                PartyKind::Person => ("person_name", &queries::REPLACE_PERSON_NAME),
                PartyKind::Organisation => {
                    ("organisation_name", &queries::REPLACE_ORGANISATION_NAME)
                }
            };
            self.replace(work, row, what, replace)?;
            let after = self.name_row(work, self.from.party)?;
            let step = Step::of(self.own_category(), "name", Deed::Replaced);
            note(work, self.into, step.rows(Some(row), after))?;
        }
        let born = work.tx().maybe(&queries::BIRTH_DATE, (party,))?;
        if birth_date == Some(Side::Merged) {
            let row = born.map(|row| row.0);
            if let Some(row) = row {
                self.replace(work, row, "birth_date", &queries::REPLACE_BIRTH_DATE)?;
            }
            let its = work.tx().maybe(&queries::BIRTH_DATE, (self.from.party,))?;
            let step = Step::of(Category::BirthDate, "birth-date", Deed::Replaced);
            note(work, self.into, step.rows(row, its.map(|row| row.0)))?;
        }
        Ok(())
    }

    fn replace(
        &self,
        work: &mut Work<'w>,
        row: RowId,
        what: &str,
        replace: &Replace,
    ) -> Result<(), Error> {
        let (now, actor) = (work.now(), work.actor().id());
        work.tx()
            .run_one(&ADD_ROW, (self.merge, row, what.to_owned()))?;
        work.tx().run(replace, (self.into.party, now, actor))?;
        Ok(())
    }

    /// Copies that do not hold: the survivor's own value does.
    fn end_copies(
        &self,
        work: &mut Work<'w>,
        (name, birth_date, code): (Option<Side>, Option<Side>, Option<Side>),
        mixed: bool,
    ) -> Result<(), Error> {
        let end_name: &EndCopied = match self.into.kind {
            PartyKind::Person => &END_COPIED_PERSON_NAME,
            PartyKind::Organisation => &END_COPIED_ORGANISATION_NAME,
        };
        let own = |side: Option<Side>| side == Some(Side::Survivor);
        for (ends, statement) in [
            (own(name) || mixed, end_name),
            (own(birth_date), &END_COPIED_BIRTH_DATE),
            (own(code), &END_COPIED_CODE),
        ] {
            if ends {
                let (now, actor) = (work.now(), work.actor().id());
                let row = (self.into.party, now, actor, self.from.party);
                work.tx().run(statement, row)?;
            }
        }
        Ok(())
    }

    /// The contact points of the other that the survivor has already.
    fn same_contacts(&self, work: &mut Work<'w>) -> Result<Vec<RowId>, Error> {
        let mut same = Vec::new();
        for kind in ContactKind::ALL {
            let mut of = |party: PartyId| {
                let rows = work.tx().all(&queries::CONTACTS, (party,))?;
                let rows = rows.into_iter().filter(|row| row.2 == kind);
                let kept = rows.filter(|row| !self.choice.dropped.contains(&row.0));
                let placed = kept.map(|row| (place(party, row.0, row.1), row.3));
                Ok::<_, Error>(placed.collect::<Vec<_>>())
            };
            let (own, its) = (of(self.into.party)?, of(self.from.party)?);
            let column = &columns::CONTACT_POINT;
            let alike = work.alike(
                self.proof,
                (column, &own),
                (column, &its),
                |one: &ContactValue, other: &ContactValue| enter::same_contact(one, other),
            )?;
            let known = its.iter().zip(alike).filter(|(_, alike)| *alike);
            same.extend(known.map(|((place, _), _)| place.row));
        }
        Ok(same)
    }

    /// Which contact points hold: those of both, each once, but for those that were not kept.
    fn contacts(&self, work: &mut Work<'w>, same: &[RowId]) -> Result<(), Error> {
        let (now, actor) = (work.now(), work.actor().id());
        let its = work.tx().all(&queries::CONTACTS, (self.from.party,))?;
        let all = work.tx().all(&queries::CONTACTS, (self.into.party,))?;
        for (row, _, kind, ..) in all {
            let copy = its.iter().any(|one| one.0 == row);
            let dropped = self.choice.dropped.contains(&row);
            if dropped || same.contains(&row) {
                let values = (self.into.party, row, now, actor);
                work.tx().run_one(&END_CONTACT, values)?;
            } else if copy {
                let step = Step::of(Category::Contact, kind.key(), Deed::Added);
                note(work, self.into, step.rows(None, Some(row)))?;
            }
            if dropped && !copy {
                let written = (self.merge, row, "contact_point".to_owned());
                work.tx().run_one(&ADD_ROW, written)?;
                let step = Step::of(Category::Contact, kind.key(), Deed::Ended);
                note(work, self.into, step.rows(Some(row), None))?;
            }
        }
        Ok(())
    }

    /// Language as it was chosen; a turvakielto, a death and a duty to tell her of either hold.
    fn profile(&self, work: &mut Work<'w>) -> Result<(), Error> {
        let (into, from) = (self.into.party, self.from.party);
        let own = work.tx().one(&queries::PROFILE, (into,))?;
        let its = work.tx().one(&queries::PROFILE, (from,))?;
        let (own_day, its_day) = (inform_by(work, into)?, inform_by(work, from)?);
        let before = (self.merge, own.1, own.2, own.3, own_day, its_day);
        work.tx().run_one(&ADD_PROFILE_BEFORE, before)?;
        let language = match self.choice.language {
            Side::Survivor => own.1,
            Side::Merged => its.1,
        };
        let protected = [own.2, its.2].into_iter().flatten().min();
        let deceased = own.3.or(its.3);
        let row = (into, language, protected, deceased);
        work.tx().run_one(&queries::SET_PROFILE, row)?;
        let day = [own_day, its_day].into_iter().flatten().min();
        work.tx().run_one(&SET_INFORM_BY, (into, day))?;
        work.tx().run_one(&SET_INFORM_BY, (from, None))?;
        let yes = |on: bool| on.then(|| "yes".to_owned());
        let code = |language: basics::Language| Some(language.code().to_owned());
        let day = |day: Option<basics::Day>| day.map(|day| day.to_string());
        for (what, before, after) in [
            ("language", code(own.1), code(language)),
            ("protection", yes(own.2.is_some()), yes(protected.is_some())),
            ("death", day(own.3), day(deceased)),
        ] {
            if before != after {
                let step = Step::of(self.own_category(), what, Deed::Replaced);
                note(work, self.into, step.states(before, after))?;
            }
        }
        Ok(())
    }
}

fn chosen(side: Side, both: &Both) -> &[(Place, Sealed)] {
    match side {
        Side::Survivor => &both.own,
        Side::Merged => &both.its,
    }
}
