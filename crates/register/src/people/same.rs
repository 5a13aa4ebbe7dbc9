//! Who an entry is about: someone in the register already, perhaps someone, or someone new.
//!
//! The rule: the same identity code or business id is the same party; the same e-mail or phone
//! with the same folded name may be, and a person decides; everyone else is new. Families share
//! phones and addresses, so neither alone makes two people one.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use basics::PartyId;
use formats::fold;
use guard::category::{Company, Contact, Identity, IdentityCode};
use guard::{Adding, Exact, PartyKind, Work};

use super::card::NameProofs;
use super::model::{Entry, Error};

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
    likely: HashSet<u64>,
}

impl Default for Earlier {
    fn default() -> Self {
        Self {
            hasher: RandomState::new(),
            certain: HashSet::new(),
            likely: HashSet::new(),
        }
    }
}

impl Earlier {
    /// Compares a row with the earlier ones and remembers it.
    pub fn meet(&mut self, entry: &Entry) -> Who {
        let known = certain_key(entry).is_some_and(|key| {
            let hash = self.hasher.hash_one(key);
            !self.certain.insert(hash)
        });
        let name = name_key(entry);
        let mut likely = false;
        for reached in reached_by(entry) {
            let hash = self.hasher.hash_one((&name, reached));
            likely |= !self.likely.insert(hash);
        }
        match (known, likely) {
            (true, _) => Who::Known,
            (false, true) => Who::Likely,
            (false, false) => Who::New,
        }
    }
}

/// Compares an entry with the register: who it is about, and which party that is.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn in_register(
    work: &mut Work<'_>,
    entry: &Entry,
    how: Adding,
) -> Result<(Who, Option<PartyId>), Error> {
    if let Some(party) = certainly(work, entry, how)? {
        return Ok((Who::Known, Some(party)));
    }
    let likely = likely_exact(entry);
    if likely.is_empty() {
        return Ok((Who::New, None));
    }
    let proof = work.ask::<Contact>(how.ask(&[]))?;
    for exact in likely {
        for party in work.find_exact(&proof, &exact)? {
            if same_name(work, party, entry, how)? {
                return Ok((Who::Likely, Some(party)));
            }
        }
    }
    Ok((Who::New, None))
}

/// The party with the identity code or business id of the entry.
fn certainly(work: &mut Work<'_>, entry: &Entry, how: Adding) -> Result<Option<PartyId>, Error> {
    let found = match certain_exact(entry) {
        None => return Ok(None),
        Some(exact @ Exact::IdentityCode(_)) => {
            let proof = work.ask::<IdentityCode>(how.ask(&[]))?;
            work.find_exact(&proof, &exact)?
        }
        Some(exact) => {
            let proof = work.ask::<Company>(how.ask(&[]))?;
            work.find_exact(&proof, &exact)?
        }
    };
    Ok(found.into_iter().next())
}

fn same_name(
    work: &mut Work<'_>,
    party: PartyId,
    entry: &Entry,
    how: Adding,
) -> Result<bool, Error> {
    let Some(row) = work.party(party)? else {
        return Ok(false);
    };
    let visible = match row.kind {
        PartyKind::Person => work.visible::<Identity>(how.action(), &[party])?,
        PartyKind::Organisation => work.visible::<Company>(how.action(), &[party])?,
    };
    if visible.is_empty() || row.kind != entry.kind() {
        return Ok(false);
    }
    let proofs = NameProofs::ask(work, &[(party, row.kind)], |parties| how.ask(parties))?;
    let name = proofs.sorted_name(work, party, row.kind)?;
    Ok(fold::folded(&name) == name_key(entry))
}

/// The folded name by which rows are compared, as lists show it.
fn name_key(entry: &Entry) -> String {
    match entry {
        Entry::Person(person) => {
            let names = &person.names;
            let called = names.call_name.as_deref().unwrap_or(&names.first_names);
            fold::folded(&format!("{} {called}", names.last_name))
        }
        Entry::Organisation(organisation) => fold::folded(&organisation.name),
    }
}

fn certain_key(entry: &Entry) -> Option<String> {
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
