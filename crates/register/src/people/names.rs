//! Names of parties: of one on her own page, of many in a list.
//!
//! Invariant: names are opened by a proof that names the parties; those of a list are asked for
//! together, so that a list is one line of the trail for persons and one for organisations.

use std::collections::{HashMap, HashSet};

use basics::{Instant, LotId, PartyId};
use guard::category::{Company, Identity};
use guard::{Ask, ByKey, Noted, PartyKind, Place, Work};
use policy::{Action, SourceKind};

use super::columns::{self, OrganisationName, PersonName};
use super::model::Error;
use super::queries;

/// Where a name came from and when it was written down.
pub(super) type Origin = (Option<SourceKind>, Instant);

/// The name above a page of a customer, as lists show it: whoever may not see her at all is told
/// that there is none.
///
/// # Errors
///
/// `NotThere`; the refusal; the vault's and the store's failures.
pub fn name_of(work: &mut Work<'_>, party: PartyId) -> Result<String, Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let proofs = NameProofs::ask(work, &[(party, row.kind)], Ask::view)?;
    proofs.sorted_name(work, party, row.kind)
}

/// The same, also of somebody who was erased: nothing stands there then.
///
/// # Errors
///
/// As [`name_of`].
pub fn name_left(work: &mut Work<'_>, party: PartyId) -> Result<String, Error> {
    let is_there = work.party(party)?.is_some();
    match name_of(work, party) {
        Err(Error::Guard(guard::Error::NotThere)) if is_there => Ok(String::new()),
        name => name,
    }
}

/// The same where the actor may see her, and nothing where not: for pages that show more than her.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn name_if_seen(work: &mut Work<'_>, party: PartyId) -> Result<Option<String>, Error> {
    let view = Ask::view(&[]);
    if !work.could::<Identity>(&view) && !work.could::<Company>(&view) {
        return Ok(None);
    }
    let seen = work.seen(Action::View, &[party])?;
    if seen.is_empty() {
        return Ok(None);
    }
    name_of(work, party).map(Some)
}

/// Of these parties those whose data was erased: nothing says any more who they are. Nothing is
/// opened; who asks has a proof of what is left of them.
///
/// # Errors
///
/// The store's failure.
pub fn erased_among(work: &mut Work<'_>, parties: &[PartyId]) -> Result<HashSet<PartyId>, Error> {
    let asked = parties.iter().map(|party| (*party,));
    let found = work.tx().all_of(&queries::ERASED, asked)?;
    Ok(found.into_iter().flatten().collect())
}

/// The customer number of a party.
///
/// # Errors
///
/// `NotThere`; the store's failure.
pub fn number_of(work: &mut Work<'_>, party: PartyId) -> Result<i64, Error> {
    let profile = work.tx().maybe(&queries::PROFILE, (party,))?;
    let (number, ..) = profile.ok_or(guard::Error::NotThere)?;
    Ok(number)
}

/// The proofs under which names are opened: of persons, of organisations.
pub struct NameProofs<'w> {
    identity: Option<Noted<'w, Identity>>,
    company: Option<Noted<'w, Company>>,
}

impl<'w> NameProofs<'w> {
    /// Asks for the names of these parties.
    ///
    /// # Errors
    ///
    /// The refusal; the store's failure.
    pub fn ask(
        work: &mut Work<'w>,
        rows: &[(PartyId, PartyKind)],
        how: impl Fn(&[PartyId]) -> Ask,
    ) -> Result<Self, Error> {
        let persons = of_kind(rows, PartyKind::Person);
        let organisations = of_kind(rows, PartyKind::Organisation);
        Ok(Self {
            identity: if persons.is_empty() {
                None
            } else {
                Some(work.ask(how(&persons))?)
            },
            company: if organisations.is_empty() {
                None
            } else {
                Some(work.ask(how(&organisations))?)
            },
        })
    }

    /// The name of a party as lists show it: last name first for a person.
    ///
    /// # Errors
    ///
    /// The vault's and the store's failures.
    pub fn sorted_name(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
        kind: PartyKind,
    ) -> Result<String, Error> {
        let mut names = self.sorted_names(work, &[(party, kind)])?;
        Ok(names.remove(&party).unwrap_or_default())
    }

    /// The names of many parties as lists show them; none for a party without a name.
    ///
    /// # Errors
    ///
    /// The vault's and the store's failures.
    pub fn sorted_names(
        &self,
        work: &mut Work<'w>,
        rows: &[(PartyId, PartyKind)],
    ) -> Result<HashMap<PartyId, String>, Error> {
        let mut names = HashMap::with_capacity(rows.len());
        if let Some(proof) = &self.identity {
            let persons = of_kind(rows, PartyKind::Person);
            let keys = persons.iter().map(|party| (*party,));
            let found = work.tx().all_of(&queries::PERSON_NAME, keys)?;
            let lots: Vec<LotId> = found.iter().flatten().map(|row| row.1).collect();
            work.warm(&lots)?;
            for (party, rows) in persons.into_iter().zip(found) {
                for (row, lot, sealed, ..) in rows {
                    let place = Place::new(party, lot, row.get());
                    let name = work.open(proof, &columns::PERSON_NAME, place, &sealed)?;
                    names.insert(party, sorted(name.expose()));
                }
            }
        }
        if let Some(proof) = &self.company {
            let organisations = of_kind(rows, PartyKind::Organisation);
            let keys = organisations.iter().map(|party| (*party,));
            let found = work.tx().all_of(&queries::ORGANISATION_NAME, keys)?;
            let lots: Vec<LotId> = found.iter().flatten().map(|row| row.1).collect();
            work.warm(&lots)?;
            for (party, rows) in organisations.into_iter().zip(found) {
                for (row, lot, sealed, ..) in rows {
                    let place = Place::new(party, lot, row.get());
                    let name = work.open(proof, &columns::ORGANISATION_NAME, place, &sealed)?;
                    names.insert(party, name.into_exposed().name);
                }
            }
        }
        Ok(names)
    }

    /// The name of a person, whole.
    pub(super) fn person(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
    ) -> Result<Option<(PersonName, Origin)>, Error> {
        let Some(proof) = &self.identity else {
            return Ok(None);
        };
        let found = work.tx().maybe(&queries::PERSON_NAME, (party,))?;
        let Some((row, lot, sealed, source, at)) = found else {
            return Ok(None);
        };
        let place = Place::new(party, lot, row.get());
        let name = work.open(proof, &columns::PERSON_NAME, place, &sealed)?;
        Ok(Some((name.into_exposed(), (key(source), at))))
    }

    /// The name of an organisation, whole.
    pub(super) fn organisation(
        &self,
        work: &mut Work<'w>,
        party: PartyId,
    ) -> Result<Option<(OrganisationName, Origin)>, Error> {
        let Some(proof) = &self.company else {
            return Ok(None);
        };
        let found = work.tx().maybe(&queries::ORGANISATION_NAME, (party,))?;
        let Some((row, lot, sealed, source, at)) = found else {
            return Ok(None);
        };
        let place = Place::new(party, lot, row.get());
        let name = work.open(proof, &columns::ORGANISATION_NAME, place, &sealed)?;
        Ok(Some((name.into_exposed(), (key(source), at))))
    }
}

fn key(source: Option<ByKey<SourceKind>>) -> Option<SourceKind> {
    source.map(|source| source.0)
}

fn of_kind(rows: &[(PartyId, PartyKind)], kind: PartyKind) -> Vec<PartyId> {
    let of_kind = rows.iter().filter(|row| row.1 == kind);
    of_kind.map(|row| row.0).collect()
}

/// A person's name as lists, hits and her own pages show it, everywhere in the same order: the last
/// name, by which Finnish lists are sorted, then the name she is called by.
pub(super) fn sorted(name: &PersonName) -> String {
    let called = name.call_name.as_deref().unwrap_or(&name.first_names);
    format!("{} {called}", name.last_name).trim().to_owned()
}

/// The names of other parties that stand on a card, recorded as listed. Those the actor may not
/// see have none.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn listed_names(
    work: &mut Work<'_>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, String>, Error> {
    if parties.is_empty() {
        return Ok(HashMap::new());
    }
    let mut parties = parties.to_vec();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.seen(Action::List, &parties)?;
    let proofs = NameProofs::ask(work, &seen, Ask::list)?;
    proofs.sorted_names(work, &seen)
}
