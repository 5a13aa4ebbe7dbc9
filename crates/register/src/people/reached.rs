//! Where an answer reaches somebody: what a letter to a single customer is made of.

use basics::{Language, PartyId};
use guard::category::Contact;
use guard::{Ask, PartyKind, Place, Work};

use super::columns;
use super::model::{ContactKind, Error, in_use};
use super::names::NameProofs;
use super::outward::{AddressOut, address};
use super::queries;

/// Where a customer is reached today. No `Debug`: it is personal data.
pub struct Reached {
    /// The customer number.
    pub number: i64,
    /// Her language.
    pub language: Language,
    /// Her name as it is written on an envelope.
    pub name: String,
    /// Whether she has a turvakielto.
    pub protected: bool,
    /// Where a letter reaches her.
    pub address: Option<AddressOut>,
    /// Where e-mails reach her, the newest last.
    pub emails: Vec<String>,
}

/// Where a customer is reached today; nothing where she is not in the register any more. The trail
/// tells that she was looked at.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn reached(work: &mut Work<'_>, party: PartyId) -> Result<Option<Reached>, Error> {
    let profile = work.tx().maybe(&queries::PROFILE, (party,))?;
    let Some((number, language, protected, _)) = profile else {
        return Ok(None);
    };
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let proofs = NameProofs::ask(work, &[(party, row.kind)], Ask::view)?;
    let name = match row.kind {
        PartyKind::Person => proofs.person(work, party)?.map(|(name, _)| {
            let called = name.call_name.as_deref().unwrap_or(&name.first_names);
            [called, " ", &name.last_name].concat().trim().to_owned()
        }),
        PartyKind::Organisation => proofs.organisation(work, party)?.map(|(name, _)| name.name),
    };
    let name = name.unwrap_or_default();
    let proof = work.ask::<Contact>(Ask::view(&[party]))?;
    let (mut home, mut emails, today) = (None, Vec::new(), work.today());
    for (row, lot, kind, sealed, from, until, ..) in work.tx().all(&queries::CONTACTS, (party,))? {
        if !in_use((from, until), today) || kind == ContactKind::Phone {
            continue;
        }
        let place = Place::new(party, lot, row.get());
        let value = work.open(&proof, &columns::CONTACT_POINT, place, &sealed)?;
        let value = value.into_exposed();
        match kind {
            ContactKind::Address => home = Some(address(value)),
            _ => emails.extend(value.lines.into_iter().next()),
        }
    }
    Ok(Some(Reached {
        number,
        language,
        name,
        protected: protected.is_some(),
        address: home,
        emails,
    }))
}
