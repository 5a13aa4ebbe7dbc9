//! Everything that is held about a customer's sites, for where everything of hers is collected.
//!
//! Invariant: how one gets in is told to be there and not opened: nobody needs a door code to know
//! why it is held.

use basics::{Language, LotId, PartyId, RowId};
use guard::category::Services;
use guard::{Ask, Place, Work};
use policy::Category;

use super::columns::SITE;
use super::ledger::sees_access;
use super::queries;
use crate::capability::Piece;

/// Rows read at once.
const READ: usize = 200;

/// Every site of a customer, those that were replaced too, and where access data is on file.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let mut pieces = Vec::new();
    if let Some(proof) = work.ask_if_allowed::<Services>(Ask::view(&[party]))? {
        let most = i64::try_from(READ).unwrap_or(i64::MAX);
        let mut after = RowId::new(0);
        loop {
            let rows = work.tx().all(&queries::ALL_OF, (party, after, most))?;
            let lots: Vec<LotId> = rows.iter().map(|row| row.1).collect();
            work.warm(&lots)?;
            let whole = rows.len() < READ;
            for (row, lot, sealed, source, recorded, ended) in rows {
                let place = Place::new(party, lot, row.get());
                let value = work.open(&proof, &SITE, place, &sealed)?;
                let name = value.expose().name.iter().cloned();
                let lines = name.chain(value.expose().address_lines());
                pieces.push(Piece {
                    category: Category::Services,
                    what: texts::say(language, "people-what-site"),
                    text: lines.collect::<Vec<_>>().join(", "),
                    source: Some(source.0),
                    recorded,
                    ended,
                });
                after = row;
            }
            if whole {
                break;
            }
        }
    }
    if sees_access(work) {
        for recorded in work.tx().all(&queries::ACCESS_RECORDED, (party,))? {
            pieces.push(Piece {
                category: Category::SiteAccess,
                what: texts::say(language, "people-what-site-access"),
                text: texts::say(language, "sites-access-on-file"),
                source: None,
                recorded,
                ended: None,
            });
        }
    }
    Ok(pieces)
}
