//! What is told of a customer's disclosures: on her page, in her timeline, where everything of hers
//! is collected, and to herself.
//!
//! Invariant: what is withheld from her (tietosuojalaki 34 §) is shown to nobody without the right to
//! disclose, and is in no answer to her; each answer carries the same standing sentence, so that its
//! absence tells nothing.

use basics::{Day, Language, PartyId, RowId};
use guard::category::Disclosures;
use guard::{Ask, Place, Work};
use policy::{Category, Right};

use super::columns::GIVEN;
use super::error::Error;
use super::ledger::read;
use super::model::{State, Told};
use super::queries::{self, PartLying};
use crate::capability::{Before, HandedOut, Moment, Moments, Piece, Whereabouts};

/// Rows read at once.
const READ: usize = 100;

/// The disclosures of a party before one, the newest first, as far as the actor may see them; and
/// the row before which older ones begin.
///
/// # Errors
///
/// The vault's and the store's failures.
pub(super) fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
    most: usize,
) -> Result<(Vec<Told>, Option<RowId>), Error> {
    let limit = i64::try_from(most.saturating_add(1)).unwrap_or(i64::MAX);
    let mut rows = work.tx().all(&queries::OF_PARTY, (party, before, limit))?;
    let more = rows.len() > most;
    rows.truncate(most);
    let older = rows.last().filter(|_| more).map(|last| last.0);
    Ok((opened(work, party, rows)?, older))
}

fn opened(work: &mut Work<'_>, party: PartyId, rows: Vec<PartLying>) -> Result<Vec<Told>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(proof) = work.ask_if_allowed::<Disclosures>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let lots: Vec<_> = rows.iter().map(|part| part.2).collect();
    work.warm(&lots)?;
    let lying = work
        .tx()
        .all_of(&queries::ONE, rows.iter().map(|part| (part.3,)))?;
    let discloses = work.actor().holds(work.policy(), Right::Disclose);
    let today = work.today();
    let mut told = Vec::with_capacity(rows.len());
    for ((row, _, lot, _, sealed), lying) in rows.into_iter().zip(lying) {
        let Some(lying) = lying.into_iter().next() else {
            continue;
        };
        let (disclosure, _) = read(lying)?;
        if disclosure.is_withheld(today) && !discloses {
            continue;
        }
        let place = Place::new(party, lot, row.get());
        let given = work.open(&proof, &GIVEN, place, &sealed)?.into_exposed();
        told.push(Told {
            row,
            disclosure,
            whom: given.whom,
            words: given.words,
            reference: given.reference,
            paper: given.paper,
            secrecy: given.secrecy,
            fields: given.fields,
        });
    }
    Ok(told)
}

/// What a person is told of who received her data on a day (GDPR art. 15(1)(c)): everything that was
/// given, but for what is withheld from her on that day. The answer carries
/// [`standing_sentence`] whether or not anything is withheld.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn told_to_the_person(
    work: &mut Work<'_>,
    party: PartyId,
    day: Day,
) -> Result<Vec<Told>, guard::Error> {
    let (mut all, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let (told, older) = of_party(work, party, before, READ).map_err(Error::into_guard)?;
        let given = |one: &Told| matches!(one.disclosure.state, State::Given(..));
        all.extend(
            told.into_iter()
                .filter(|one| given(one) && !one.disclosure.is_withheld(day)),
        );
        match older {
            Some(older) => before = older,
            None => return Ok(all),
        }
    }
}

/// The copies of a party's data that recipients were given, as far as the actor may see them.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn handed_out(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<HandedOut>, guard::Error> {
    let today = work.today();
    let (mut all, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let (told, older) = of_party(work, party, before, READ).map_err(Error::into_guard)?;
        let given = told.into_iter().filter_map(|one| {
            let State::Given(at, _) = one.disclosure.state else {
                return None;
            };
            let ground = texts::say(language, &one.disclosure.ground.text_key());
            let form = one.disclosure.format.key().to_uppercase();
            Some(HandedOut {
                place: Whereabouts::Recipient,
                at,
                withheld: one.disclosure.is_withheld(today),
                whom: Some(one.whom),
                form: [&form, ", ", &ground].concat(),
            })
        });
        all.extend(given);
        match older {
            Some(older) => before = older,
            None => return Ok(all),
        }
    }
}

/// The sentence that every answer to a person carries: some disclosures may lawfully be withheld, and
/// she may ask the Data Protection Ombudsman to check on her behalf (tietosuojalaki 34 §).
#[must_use]
pub fn standing_sentence(language: Language) -> String {
    texts::say(language, "disclosures-standing-sentence")
}

/// Every disclosure of a customer, but for what is withheld from her: what is collected of her may be
/// handed to her.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let (mut pieces, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let (told, older) = of_party(work, party, before, READ).map_err(Error::into_guard)?;
        let today = work.today();
        let open = told.iter().filter(|one| !one.disclosure.is_withheld(today));
        pieces.extend(open.map(|one| Piece {
            category: Category::Disclosures,
            what: title(one, language),
            text: in_words(one, language),
            source: None,
            recorded: one.disclosure.prepared,
            ended: match one.disclosure.state {
                State::Cancelled(at) => Some(at),
                State::Waiting | State::Given(..) => None,
            },
        }));
        match older {
            Some(older) => before = older,
            None => return Ok(pieces),
        }
    }
}

/// The disclosures before a moment; what is withheld is no moment.
pub(super) fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let row = RowId::new(before.number);
    let (told, older) =
        of_party(work, before.party, row, before.most).map_err(Error::into_guard)?;
    let today = work.today();
    let language = before.language;
    let shown = told.iter().filter(|one| !one.disclosure.is_withheld(today));
    let moments = shown.map(|one| Moment {
        number: one.row.get(),
        at: one.disclosure.prepared,
        by: one.disclosure.by,
        title: title(one, language),
        text: Some(in_words(one, language)),
        source: None,
    });
    Ok(Moments {
        told: moments.collect(),
        down_to: older.map(RowId::get),
    })
}

fn title(one: &Told, language: Language) -> String {
    texts::say(
        language,
        match one.disclosure.state {
            State::Waiting => "disclosures-state-waiting",
            State::Given(..) => "disclosures-state-given",
            State::Cancelled(_) => "disclosures-state-cancelled",
        },
    )
}

/// A disclosure in words: to whom, on which ground, why, what.
fn in_words(one: &Told, language: Language) -> String {
    let ground = texts::say(language, &one.disclosure.ground.text_key());
    let mut words = vec![one.whom.clone(), ground, one.words.clone()];
    words.extend(one.reference.clone());
    words.extend(one.fields.iter().cloned());
    words.retain(|word| !word.is_empty());
    words.join("; ")
}
