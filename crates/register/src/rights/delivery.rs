//! What a copy of the data needs of requests: who is known and asked for it, and that it was handed
//! over.

use basics::{PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Work};

use super::error::Error;
use super::kinds::{Means, RequestKind};
use super::ledger::{self, Asked};
use super::state::Deed;
use super::view::{SHOWN, standing};

/// The open requests of a party by somebody who is known, each with all it asks for, the newest
/// first. None where the role may not see requests.
///
/// # Errors
///
/// The vault's and the stores' failures.
pub fn identified(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<(RowId, Vec<RequestKind>)>, guard::Error> {
    let (mut known, mut before) = (Vec::new(), RowId::new(i64::MAX));
    let Some(_proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(known);
    };
    loop {
        let requests = standing(work, party, before).map_err(Error::into_guard)?;
        let last = requests.last().map(|last| last.0);
        let more = requests.len() == SHOWN;
        for (row, request) in requests {
            let known_by = request.means();
            if known_by.is_some_and(|means| means != Means::NotNeeded) {
                known.push((row, request.kinds().to_vec()));
            }
        }
        match last.filter(|_| more) {
            Some(last) => before = last,
            None => return Ok(known),
        }
    }
}

/// Writes down that a copy of the data was handed over, and how, as a step of the request.
///
/// # Errors
///
/// [`Error`] where nobody is known, or nothing of the kind was asked for; the refusal; the stores'
/// failures.
pub fn deliver(
    work: &mut Work<'_>,
    (party, request): (PartyId, RowId),
    kind: RequestKind,
    words: &str,
) -> Result<(), Error> {
    let asked = Asked {
        deed: Deed::Delivered(kind),
        on: work.today(),
        words: words.to_owned(),
        purpose: None,
    };
    // No file goes for good with it.
    let _gone = ledger::follow(work, party, request, &asked)?;
    Ok(())
}
