//! Requests as they are read: of one party, in lists, where everything of somebody is told.

use basics::{ActorId, Day, Instant, Language, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Work};
use policy::{Action, Category, Channel};

use super::columns::{REQUEST, STEP, Said};
use super::complaints;
use super::error::Error;
use super::kinds::RequestKind;
use super::queries::{self, Listed, Lying, StepLying};
use super::requester::{self, WhoView};
use super::sent::{self, LetterView};
use super::state::{Deed, Request, Step};
use super::stored::{asked_for, kinds_of, read};
use crate::capability::Piece;
use crate::files::{self, Paper};

/// Requests on a page.
pub(super) const SHOWN: usize = 20;

/// A request as it is shown.
pub(super) struct RequestView {
    pub(super) row: RowId,
    pub(super) way: Channel,
    pub(super) signed: bool,
    pub(super) received: Day,
    pub(super) said: Said,
    pub(super) written: (Instant, ActorId),
    /// Whether it is of somebody who was not found in the register.
    pub(super) unlinked: bool,
    pub(super) who: Option<WhoView>,
    pub(super) steps: Vec<StepView>,
    pub(super) letters: Vec<LetterView>,
    pub(super) request: Request,
}

/// A step as it is shown.
pub(super) struct StepView {
    pub(super) step: Step,
    pub(super) words: String,
    pub(super) written: (Instant, ActorId),
}

impl RequestView {
    /// What is asked for, as far as it is clear.
    pub(super) fn kinds(&self) -> &[RequestKind] {
        self.request.kinds()
    }

    /// When it was decided that her data is erased.
    pub(super) fn erasure_granted(&self) -> Option<Instant> {
        let granted = |step: &&StepView| matches!(step.step.deed, Deed::Decided(RequestKind::Erasure, outcome) if outcome.is_done());
        self.steps.iter().find(granted).map(|step| step.written.0)
    }

    /// The words of the newest step that is such a one.
    pub(super) fn words_of(&self, is: impl Fn(&Step) -> bool) -> Option<&str> {
        let mut steps = self.steps.iter().rev();
        let found = steps.find(|step| is(&step.step));
        found.map(|step| step.words.as_str())
    }
}

/// The requests of a party before one of them, the newest first; nothing where the role may not see
/// them.
pub(super) fn of_party(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<Option<Vec<RequestView>>, Error> {
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(None);
    };
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OF_PARTY, (party, before, most))?;
    let steps = steps_of(work, &rows)?;
    let mut requests = Vec::with_capacity(rows.len());
    for (row, steps) in rows.into_iter().zip(steps) {
        requests.push(opened(work, &proof, row, steps)?);
    }
    Ok(Some(requests))
}

/// The requests of a party before one of them, the newest first, each with how it stands. Nothing of
/// them is opened; who asks has a proof.
pub(super) fn standing(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
) -> Result<Vec<(RowId, Request)>, Error> {
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OF_PARTY, (party, before, most))?;
    let steps = steps_of(work, &rows)?;
    let standing = rows.iter().zip(&steps);
    standing
        .map(|(row, steps)| Ok((row.0, stands(row, steps)?)))
        .collect()
}

/// The steps of each of these requests.
fn steps_of(work: &mut Work<'_>, rows: &[Lying]) -> Result<Vec<Vec<StepLying>>, store::Error> {
    let keys = rows.iter().map(|row| (row.1, row.0));
    work.tx().all_of(&queries::STEPS, keys)
}

/// One request of a party, opened under a proof that names her.
pub(super) fn one<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    row: RowId,
) -> Result<RequestView, Error> {
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let steps = work.tx().all(&queries::STEPS, (party, row))?;
    opened(work, proof, lying.ok_or(guard::Error::NotThere)?, steps)
}

fn opened<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: Lying,
    taken: Vec<StepLying>,
) -> Result<RequestView, Error> {
    let request = stands(&lying, &taken)?;
    let (row, party, lot, sealed, _, way, signed, received, _, written, by, unlinked) = lying;
    let place = Place::new(party, lot, row.get());
    let said = work.open(proof, &REQUEST, place, &sealed)?.into_exposed();
    let mut steps = Vec::with_capacity(taken.len());
    for step in taken {
        let place = Place::new(party, step.2, step.0.get());
        let words = work.open(proof, &STEP, place, &step.3)?.into_exposed();
        steps.push(StepView {
            step: read(&step)?,
            words,
            written: (step.8, step.9),
        });
    }
    Ok(RequestView {
        row,
        way: way.0,
        signed: signed != 0,
        received,
        said,
        written: (written, by),
        unlinked: unlinked != 0,
        who: requester::of_request(work, proof, party, row)?,
        steps,
        letters: sent::of_request(work, proof, party, row)?,
        request,
    })
}

/// How a request stands, by its steps.
pub(super) fn walked(work: &mut Work<'_>, lying: &Lying) -> Result<Request, Error> {
    let steps = work.tx().all(&queries::STEPS, (lying.1, lying.0))?;
    stands(lying, &steps)
}

fn stands(lying: &Lying, steps: &[StepLying]) -> Result<Request, Error> {
    let steps: Result<Vec<Step>, Error> = steps.iter().map(read).collect();
    Ok(Request::walked(lying.7, kinds_of(&lying.4), steps?)?)
}

/// The papers of requests, each beside its request.
pub(super) fn papers(
    work: &mut Work<'_>,
    party: PartyId,
    requests: &[RequestView],
    language: Language,
) -> Result<Vec<(RowId, Vec<Paper>)>, Error> {
    let mut all = Vec::with_capacity(requests.len());
    for view in requests {
        let papers = files::papers_of(work, party, view.row, language)?;
        all.push((view.row, papers));
    }
    Ok(all)
}

/// A page of requests, as far as the actor may see whose they are; and the last row that was read,
/// where there may be more.
pub(super) type Page = (Vec<Listed>, Option<Listed>);

/// Open requests after one, the one that is due first before the others.
pub(super) fn open(work: &mut Work<'_>, after: (Day, RowId)) -> Result<Page, Error> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = work.tx().all(&queries::OPEN, (after.0, after.1, most))?;
    seen(work, rows)
}

/// Requests that are over before one, the newest first.
pub(super) fn over(work: &mut Work<'_>, before: (Day, PartyId, RowId)) -> Result<Page, Error> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let values = (before.0, before.1, before.2, most);
    let rows = work.tx().all(&queries::OVER, values)?;
    seen(work, rows)
}

fn seen(work: &mut Work<'_>, mut rows: Vec<Listed>) -> Result<Page, Error> {
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let last = rows.last().filter(|_| more).cloned();
    let mut parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.visible::<Requests>(Action::List, &parties)?;
    if !seen.is_empty() {
        let _proof = work.ask::<Requests>(Ask::list(&seen))?;
    }
    rows.retain(|row| seen.contains(&row.1));
    Ok((rows, last))
}

/// Every request of a customer, with its steps and letters, and what the authority asked.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let (mut pieces, mut before) = (Vec::new(), RowId::new(i64::MAX));
    loop {
        let found = of_party(work, party, before).map_err(Error::into_guard)?;
        let requests = found.unwrap_or_default();
        let last = requests.last().map(|last| last.row);
        let more = requests.len() == SHOWN;
        for one in requests {
            pieces.extend(pieces_of(&one, language));
        }
        match last.filter(|_| more) {
            Some(last) => before = last,
            None => break,
        }
    }
    let complaints = complaints::of_party(work, party).map_err(Error::into_guard)?;
    pieces.extend(complaints.into_iter().map(|one| Piece {
        text: one.told.said(),
        ..piece(
            texts::say(language, "rights-complaint"),
            String::new(),
            one.written.0,
        )
    }));
    Ok(pieces)
}

const fn piece(what: String, text: String, recorded: Instant) -> Piece {
    Piece {
        category: Category::Requests,
        what,
        text,
        source: None,
        recorded,
        ended: None,
    }
}

fn pieces_of(view: &RequestView, language: Language) -> Vec<Piece> {
    let said = [Some(view.said.text.clone()), view.said.behalf.clone()];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let kinds = asked_for(view.kinds(), language);
    let mut pieces = vec![piece(kinds, said, view.written.0)];
    pieces.extend(view.who.as_ref().map(|who| {
        let what = texts::say(language, "rights-who");
        piece(what, who.lines().join(", "), view.written.0)
    }));
    pieces.extend(view.steps.iter().map(|step| {
        let what = step.step.deed.in_words(language);
        piece(what, step.words.clone(), step.written.0)
    }));
    pieces.extend(view.letters.iter().map(|letter| {
        let what = letter.kind.in_words(language);
        piece(what, letter.added.words.clone(), letter.written.0)
    }));
    pieces
}
