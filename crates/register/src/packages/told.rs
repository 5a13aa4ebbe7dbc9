//! What is told of a customer's packages where everything of hers is collected, and where it is asked
//! which copies of her data there are.
//!
//! Invariant: what is withheld from her (tietosuojalaki 34 §) is in no answer to her.

use basics::{Language, PartyId, RowId};
use guard::Work;

use super::ledger::of_party;
use super::model::{Error, Held, PackageView};
use crate::capability::{HandedOut, Piece, Whereabouts};

/// The packages of a customer that wait, and those that were handed over to herself; what went to
/// others is told by disclosures.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn handed_out(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<HandedOut>, guard::Error> {
    let (now, today) = (work.now(), work.today());
    let (mut all, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let (views, older) = of_party(work, party, before).map_err(Error::into_guard)?;
        for view in views {
            let withheld = view.withheld_until.is_some_and(|until| today <= until);
            let one = |place, at, form| HandedOut {
                place,
                at,
                whom: view.whom.clone(),
                form,
                withheld,
            };
            if view.opens(now) {
                let form = view.format.key().to_uppercase();
                all.push(one(Whereabouts::Waits(view.expires), view.made, form));
            }
            if view.held == Held::Requests {
                let handed = view.handed.iter().map(|handed| {
                    let means = texts::say(language, &handed.means.text_key());
                    let form = [&view.format.key().to_uppercase(), ", ", &means].concat();
                    one(Whereabouts::Herself, handed.at, form)
                });
                all.extend(handed);
            }
        }
        match older {
            Some(older) => before = older,
            None => return Ok(all),
        }
    }
}

/// Every package of a customer, but for what is withheld from her.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let (mut pieces, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let (views, older) = of_party(work, party, before).map_err(Error::into_guard)?;
        let today = work.today();
        let told = |view: &PackageView| view.withheld_until.is_none_or(|until| today > until);
        pieces.extend(views.iter().filter(|view| told(view)).map(|view| Piece {
            category: view.held.category(),
            what: texts::say(language, "packages-piece"),
            text: words_of(view, language),
            source: None,
            recorded: view.made,
            ended: view.ended,
        }));
        match older {
            Some(older) => before = older,
            None => return Ok(pieces),
        }
    }
}

/// A package in words: its file, what it is, for whom, how it was handed over.
fn words_of(view: &PackageView, language: Language) -> String {
    let herself = || texts::say(language, "packages-for-herself");
    let whom = view.whom.clone().unwrap_or_else(herself);
    let mut words = vec![view.name.clone(), view.about.clone(), whom];
    words.extend(
        view.handed
            .iter()
            .map(|one| texts::say(language, &one.means.text_key())),
    );
    words.retain(|word| !word.is_empty());
    words.join(", ")
}
