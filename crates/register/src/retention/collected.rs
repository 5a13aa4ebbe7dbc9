//! What retention holds about a customer: why something is held, and what was decided.

use basics::{Language, PartyId};
use guard::category::Requests;
use guard::{Ask, Place, Work};
use policy::Category;

use super::columns::{DECISION, HOLD};
use super::decision::Verdict;
use super::queries;
use crate::capability::Piece;

/// Everything about a party that the actor may see.
pub(super) fn of(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let mut pieces = Vec::new();
    let holds = work.tx().all(&queries::HOLDS_OF, (party,))?;
    for (row, _, _, lot, sealed, _, recorded, _, lifted) in holds {
        let place = Place::new(party, lot, row.get());
        pieces.push(Piece {
            category: Category::Requests,
            what: texts::say(language, "retention-holds"),
            text: work.open(&proof, &HOLD, place, &sealed)?.into_exposed(),
            source: None,
            recorded,
            ended: lifted,
        });
    }
    let decisions = work.tx().all(&queries::DECISIONS_OF, (party,))?;
    for (row, _, _, _, _, ground, lot, sealed, recorded, _) in decisions {
        let place = Place::new(party, lot, row.get());
        let words = work.open(&proof, &DECISION, place, &sealed)?.into_exposed();
        let ground = Verdict::from_key(&ground);
        let ground = ground.map(|verdict| texts::say(language, &verdict.text_key()));
        pieces.push(Piece {
            category: Category::Requests,
            what: texts::say(language, "retention-decision"),
            text: [ground.unwrap_or_default(), words].join(": "),
            source: None,
            recorded,
            ended: None,
        });
    }
    Ok(pieces)
}
