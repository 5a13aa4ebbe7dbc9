//! Where customers live, beside their names in the hits of a search: street and town, by which people
//! of one name are told apart.
//!
//! Invariants: opened for whoever may see contact details alone, on a line of its own category; the
//! address of a person with a turvakielto is neither asked for nor opened, whoever asks (laki 661/2009,
//! 36 §): who has one is read here, in the same unit of work; one statement each for all of them.

use std::collections::HashMap;

use basics::{LotId, PartyId};
use guard::category::Contact;
use guard::{Ask, Place, Work};
use policy::Action;

use super::columns;
use super::model::{ContactKind, Error, in_use};
use super::queries;

store::statements! {
    /// A party without a turvakielto.
    pub(crate) UNPROTECTED: (PartyId,) -> PartyId =
        "select party_id from profile where party_id = $1 and protected_ms is null";
}

/// The newest address of each of these parties that is used today, in one line: street and town, and
/// nothing else that stands on an envelope. Nothing of whoever has a turvakielto, and nothing of whom
/// the actor may not see.
///
/// # Errors
///
/// The vault's and the store's failures; never a refusal.
pub fn homes(work: &mut Work<'_>, parties: &[PartyId]) -> Result<HashMap<PartyId, String>, Error> {
    if parties.is_empty() || !work.could::<Contact>(&Ask::search(&[])) {
        return Ok(HashMap::new());
    }
    let seen = work.visible::<Contact>(Action::Search, parties)?;
    let keys = seen.iter().map(|party| (*party,));
    let seen = work.tx().all_of(&UNPROTECTED, keys)?.concat();
    if seen.is_empty() {
        return Ok(HashMap::new());
    }
    let proof = work.ask::<Contact>(Ask::search(&seen))?;
    let today = work.today();
    let keys = seen.iter().map(|party| (*party,));
    let found = work.tx().all_of(&queries::CONTACTS, keys)?;
    let mut addresses = Vec::with_capacity(seen.len());
    for (party, rows) in seen.into_iter().zip(found) {
        let used = rows
            .into_iter()
            .rev()
            .find(|(_, _, kind, _, from, until, ..)| {
                *kind == ContactKind::Address && in_use((*from, *until), today)
            });
        if let Some((row, lot, _, sealed, ..)) = used {
            addresses.push((Place::new(party, lot, row.get()), party, lot, sealed));
        }
    }
    let lots: Vec<LotId> = addresses.iter().map(|address| address.2).collect();
    work.warm(&lots)?;
    let mut homes = HashMap::with_capacity(addresses.len());
    for (place, party, _, sealed) in addresses {
        let value = work.open(&proof, &columns::CONTACT_POINT, place, &sealed)?;
        let value = value.into_exposed();
        let parts = street(&value.lines)
            .into_iter()
            .chain(value.town.as_deref());
        homes.insert(party, parts.collect::<Vec<_>>().join(", "));
    }
    Ok(homes)
}

/// The line that says the street: of several the first with a number, because above it may stand the
/// name of somebody else.
fn street(lines: &[String]) -> Option<&str> {
    let numbered = |line: &&String| line.chars().any(|letter| letter.is_ascii_digit());
    match lines {
        [only] => Some(only),
        several => several.iter().find(numbered).map(String::as_str),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[], None)]
    #[case(&["Kylätalo"], Some("Kylätalo"))]
    #[case(&["c/o Salla Suojattu", "Tie 1"], Some("Tie 1"))]
    #[case(&["c/o Salla Suojattu", "Kylätalo"], None)]
    fn a_street_is_told_and_no_name_above_it(#[case] lines: &[&str], #[case] told: Option<&str>) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(street(&lines), told);
    }
}
