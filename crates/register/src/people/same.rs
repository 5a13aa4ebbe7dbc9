//! Who an entry is about: someone in the register already, perhaps someone, or someone new.
//!
//! The rule: the same identity code or business id is the same party; the same e-mail or phone
//! with the same folded name may be, and a person decides; everyone else is new. Families share
//! phones and addresses, so neither alone makes two people one.
//!
//! Invariant: a match that the actor may not see (restricted, objecting, outside her tasks) is
//! never taken for none, or the person would be held twice, once without her restriction. It is
//! told as a perhaps, and which party it is stays untold.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use basics::PartyId;
use formats::fold;
use guard::category::{Company, Identity};
use guard::{Adding, Ask, Exact, PartyKind, Work};
use policy::Action;

use super::card::NameProofs;
use super::model::{Entry, Error, Names};
use super::queries;

/// Who an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Someone in the register.
    Known,
    /// Perhaps someone in the register, or in an earlier row.
    Likely,
    /// Someone new.
    New,
}

/// What earlier rows of the same file were about, as hashes that mean nothing outside this run.
pub struct Earlier {
    hasher: RandomState,
    certain: HashSet<u64>,
    /// Nothing where nobody asks who may be the same: a million rows would take 40 MB.
    likely: Option<HashSet<u64>>,
}

impl Earlier {
    /// Nothing met yet. `likely` tells whether it matters who may be the same.
    #[must_use]
    pub fn new(likely: bool) -> Self {
        Self {
            hasher: RandomState::new(),
            certain: HashSet::new(),
            likely: likely.then(HashSet::new),
        }
    }

    /// Compares a row with the earlier ones and remembers it.
    pub fn meet(&mut self, entry: &Entry) -> Who {
        let known = certain_key(entry).is_some_and(|key| {
            let hash = self.hasher.hash_one(key);
            !self.certain.insert(hash)
        });
        let mut likely = false;
        if let Some(met) = &mut self.likely {
            let name = name_key(entry);
            for reached in reached_by(entry) {
                let hash = self.hasher.hash_one((&name, reached));
                likely |= !met.insert(hash);
            }
        }
        match (known, likely) {
            (true, _) => Who::Known,
            (false, true) => Who::Likely,
            (false, false) => Who::New,
        }
    }
}

/// For what an entry is compared: the line of the trail says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparing {
    /// It is about to be added by hand: whoever may be meant is searched for.
    ByHand,
    /// A file brings it.
    Import,
}

impl Comparing {
    const fn action(self) -> Action {
        match self {
            Self::ByHand => Action::Search,
            Self::Import => Action::Import,
        }
    }

    pub(super) const fn adding(self) -> Adding {
        match self {
            Self::ByHand => Adding::ByHand,
            Self::Import => Adding::ByFile,
        }
    }

    fn ask(self, parties: &[PartyId]) -> Ask {
        match self {
            Self::ByHand => Ask::search(parties),
            Self::Import => Ask::import(parties),
        }
    }
}

/// Says that these entries are about to be compared: what they are compared by is looked up for all
/// of them together.
///
/// # Errors
///
/// The store's failure.
pub fn ahead<'e>(
    work: &mut Work<'_>,
    entries: impl Iterator<Item = (&'e Entry, Option<&'e KeyValue>)>,
) -> Result<(), Error> {
    let mut values = Vec::new();
    for (entry, key) in entries {
        if let Some(KeyValue::Exact(exact)) = key {
            values.push(exact.clone());
        }
        values.extend(certain_exact(entry));
        values.extend(likely_exact(entry));
    }
    Ok(work.look_up_ahead(values)?)
}

/// Compares an entry with the register: who it is about, and which party that is. No party is
/// named where the match may not be seen.
///
/// # Errors
///
/// The refusal where the actor may add nobody; the store's failure.
pub fn in_register(
    work: &mut Work<'_>,
    entry: &Entry,
    comparing: Comparing,
) -> Result<(Who, Option<PartyId>), Error> {
    if let Some(exact) = certain_exact(entry) {
        for party in work.find_exact(comparing.adding(), &exact)? {
            if let Some(seen) = look(work, party, comparing)? {
                return Ok((Who::Known, (seen == Look::Seen).then_some(party)));
            }
        }
    }
    let mut likely = None;
    for exact in likely_exact(entry) {
        for party in work.find_exact(comparing.adding(), &exact)? {
            match look(work, party, comparing)? {
                Some(Look::Seen) if same_name(work, party, entry, comparing)? => {
                    return Ok((Who::Likely, Some(party)));
                }
                Some(Look::Hidden) => likely = Some((Who::Likely, None)),
                _ => {}
            }
        }
    }
    Ok(likely.unwrap_or((Who::New, None)))
}

/// By what a customer who is there is found.
#[derive(Clone)]
pub enum KeyValue {
    /// By the register's own number.
    Number(i64),
    /// By a whole value.
    Exact(Exact),
}

impl KeyValue {
    /// A hash by which rows of one file are told apart.
    #[must_use]
    pub fn hash(&self, hasher: &RandomState) -> u64 {
        match self {
            Self::Number(number) => hasher.hash_one((0, number.to_string())),
            Self::Exact(Exact::Email(text)) => hasher.hash_one((1, text)),
            Self::Exact(Exact::Phone(text)) => hasher.hash_one((2, text)),
            Self::Exact(Exact::BusinessId(text)) => hasher.hash_one((3, text)),
            Self::Exact(Exact::IdentityCode(text)) => hasher.hash_one((4, text)),
        }
    }
}

/// Whose a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Nobody's.
    Nobody,
    /// This party's.
    One(PartyId),
    /// Somebody's who may not be seen.
    Hidden,
    /// More than one party's.
    Several,
}

/// Whose a value is. A party that may not be seen is never named, and never taken for none.
///
/// # Errors
///
/// The refusal where the actor may add no such value; the store's failure.
pub fn holder(
    work: &mut Work<'_>,
    value: &KeyValue,
    comparing: Comparing,
) -> Result<Holder, Error> {
    let found = match value {
        KeyValue::Number(number) => {
            let found = work.tx().maybe(&queries::OF_NUMBER, (*number,))?;
            standing_for(work, found)?.into_iter().collect()
        }
        KeyValue::Exact(exact) => work.find_exact(comparing.adding(), exact)?,
    };
    let mut holder = Holder::Nobody;
    for party in found {
        holder = match (look(work, party, comparing)?, holder) {
            (None, before) => before,
            (Some(Look::Hidden), Holder::Nobody) => Holder::Hidden,
            (Some(Look::Seen), Holder::Nobody) => Holder::One(party),
            (Some(_), _) => Holder::Several,
        };
    }
    Ok(holder)
}

/// Whoever stands for a party now: itself, or the one that it was merged into.
pub(super) fn standing_for(
    work: &mut Work<'_>,
    party: Option<PartyId>,
) -> Result<Option<PartyId>, Error> {
    let Some(party) = party else { return Ok(None) };
    Ok(Some(work.merged_into(party)?.unwrap_or(party)))
}

/// Whether a match may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Seen,
    Hidden,
}

/// Nothing where there is no such party.
fn look(work: &mut Work<'_>, party: PartyId, comparing: Comparing) -> Result<Option<Look>, Error> {
    let Some(row) = work.party(party)? else {
        return Ok(None);
    };
    let nobody = comparing.ask(&[]);
    let visible = match row.kind {
        PartyKind::Person if work.could::<Identity>(&nobody) => {
            work.visible::<Identity>(comparing.action(), &[party])?
        }
        PartyKind::Organisation if work.could::<Company>(&nobody) => {
            work.visible::<Company>(comparing.action(), &[party])?
        }
        PartyKind::Person | PartyKind::Organisation => Vec::new(),
    };
    Ok(Some(if visible.is_empty() {
        Look::Hidden
    } else {
        Look::Seen
    }))
}

fn same_name(
    work: &mut Work<'_>,
    party: PartyId,
    entry: &Entry,
    comparing: Comparing,
) -> Result<bool, Error> {
    let kind = match work.party(party)? {
        Some(row) if row.kind == entry.kind() => row.kind,
        _ => return Ok(false),
    };
    let how = |parties: &[PartyId]| comparing.ask(parties);
    let proofs = NameProofs::ask(work, &[(party, kind)], how)?;
    let name = proofs.sorted_name(work, party, kind)?;
    Ok(match entry {
        Entry::Person(person) => same_person(&name, &person.names),
        Entry::Organisation(_) => fold::folded(&name) == name_key(entry),
    })
}

/// Whether a listed name (`Mallikas Maija`) may be that of these names: the same last name, and one
/// of them is called by given names that the other has too, whichever she is called by.
fn same_person(listed: &str, names: &Names) -> bool {
    let (listed, last) = (fold::folded(listed), fold::folded(&names.last_name));
    let Some(given) = listed
        .strip_prefix(&last)
        .filter(|rest| rest.starts_with(' ') || rest.is_empty())
    else {
        return false;
    };
    let own = [
        &names.first_names,
        " ",
        names.call_name.as_deref().unwrap_or_default(),
    ]
    .concat();
    let own = fold::folded(&own);
    let listed: Vec<&str> = given.split_whitespace().collect();
    let own: Vec<&str> = own.split_whitespace().collect();
    let within = |few: &[&str], many: &[&str]| few.iter().all(|one| many.contains(one));
    within(&listed, &own) || (!own.is_empty() && within(&own, &listed))
}

/// The folded name by which rows are compared, as lists show it.
fn name_key(entry: &Entry) -> String {
    match entry {
        Entry::Person(person) => {
            let names = &person.names;
            let first = names.first_names.split_whitespace().next();
            let called = names.call_name.as_deref().or(first).unwrap_or_default();
            fold::folded(&format!("{} {called}", names.last_name))
        }
        Entry::Organisation(organisation) => fold::folded(&organisation.name),
    }
}

/// What makes two entries certainly the same: identity code or business id.
#[must_use]
pub fn certain_key(entry: &Entry) -> Option<String> {
    match entry {
        Entry::Person(person) => person
            .identity_code
            .as_ref()
            .map(|code| code.code.expose().to_owned()),
        Entry::Organisation(organisation) => {
            organisation.business_id.as_ref().map(ToString::to_string)
        }
    }
}

/// The same as a value to find by.
#[must_use]
pub fn certain_value(entry: &Entry) -> Option<KeyValue> {
    certain_exact(entry).map(KeyValue::Exact)
}

fn certain_exact(entry: &Entry) -> Option<Exact> {
    let key = certain_key(entry)?;
    Some(if entry.is_person() {
        Exact::IdentityCode(key)
    } else {
        Exact::BusinessId(key)
    })
}

fn likely_exact(entry: &Entry) -> Vec<Exact> {
    let reach = entry.reach();
    let emails = reach
        .emails
        .iter()
        .map(|email| Exact::Email(email.folded()));
    let phones = reach
        .phones
        .iter()
        .map(|phone| Exact::Phone(phone.as_str().to_owned()));
    emails.chain(phones).collect()
}

fn reached_by(entry: &Entry) -> Vec<String> {
    let reach = entry.reach();
    let emails = reach.emails.iter().map(formats::Email::folded);
    emails
        .chain(reach.phones.iter().map(|phone| phone.as_str().to_owned()))
        .collect()
}
