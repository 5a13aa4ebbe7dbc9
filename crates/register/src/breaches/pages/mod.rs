//! The pages of breaches.

pub(super) mod list;
pub(super) mod papers;
pub(super) mod people;
pub(super) mod seen;
pub(super) mod show;

use basics::PartyId;
use policy::Purpose;

use super::error::Error;
use crate::web::Fields;

/// Under which purpose breaches are handled: the one the law sets.
pub(super) const PURPOSE: Purpose = Purpose::Breach;
/// More people are not told of at once than letters are made.
const CHOSEN_MAX: usize = crate::letters::LETTERS_MAX;

/// Who was ticked.
fn chosen(fields: &Fields) -> Result<Vec<PartyId>, Error> {
    let mut parties: Vec<PartyId> = Vec::new();
    for text in fields.all("who") {
        if let Ok(party) = text.parse()
            && !parties.contains(&party)
        {
            parties.push(party);
        }
    }
    if parties.is_empty() || parties.len() > CHOSEN_MAX {
        return Err(Error::Nobody);
    }
    Ok(parties)
}
