//! Requests as they lie in the register: written down, walked step by step, carried out.
//!
//! Invariants: a request is a lot of its own, its steps lie under the same one, so that they go
//! together; a step is written together with what it does (a restriction, an objection, a
//! prohibition), or not at all.

use basics::{ActorId, Day, Instant, Language, LotId, PartyId, RowId};
use guard::category::{Permissions as PermissionsKind, Requests};
use guard::{Ask, ByKey, Noted, Place, Sealed, Work};
use policy::{Action, Category, Channel, MarketingChannel, Purpose};

use super::columns::{REQUEST, STEP, Said};
use super::error::Error;
use super::kinds::{Means, Outcome, RequestKind};
use super::queries::{self, Listed, Lying, StepLying};
use super::state::{Deed, Request, Step};
use crate::capability::Piece;
use crate::people::{self, Change};
use crate::permissions::{Act, Teller, What, Words};

/// Requests on a page.
pub(super) const SHOWN: usize = 20;

/// What moves the clock is written down within so many days, or the clock could be turned back.
const WRITTEN_WITHIN_DAYS: i32 = 7;

/// A request to be written down.
#[derive(Clone)]
pub(super) struct Intake {
    pub(super) kinds: Vec<RequestKind>,
    pub(super) way: Channel,
    pub(super) received: Day,
    pub(super) signed: bool,
    pub(super) text: String,
    pub(super) behalf: Option<String>,
}

/// A step to be written down.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) deed: Deed,
    pub(super) on: Day,
    /// Why, or what was asked.
    pub(super) words: String,
    /// Against which use an objection is.
    pub(super) purpose: Option<Purpose>,
}

/// A request as it is shown.
pub(super) struct RequestView {
    pub(super) row: RowId,
    pub(super) kinds: Vec<RequestKind>,
    pub(super) way: Channel,
    pub(super) signed: bool,
    pub(super) received: Day,
    pub(super) said: Said,
    pub(super) written: (Instant, ActorId),
    pub(super) steps: Vec<StepView>,
    pub(super) request: Request,
}

/// A step as it is shown.
pub(super) struct StepView {
    pub(super) step: Step,
    pub(super) words: String,
    pub(super) written: (Instant, ActorId),
}

/// Writes a request down.
pub(super) fn add(work: &mut Work<'_>, party: PartyId, intake: &Intake) -> Result<RowId, Error> {
    if intake.received > work.today() {
        return Err(Error::Day);
    }
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let lot = work.lot_of_its_own(&proof, party)?;
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let said = Said {
        text: intake.text.clone(),
        behalf: intake.behalf.clone(),
    };
    let sealed = work.seal(&proof, &REQUEST, place, &said)?;
    let due = Request::begin(intake.received, intake.kinds.clone()).due();
    let (way, signed, received) = (ByKey(intake.way), i64::from(intake.signed), intake.received);
    let kinds = written(&intake.kinds);
    let (now, actor) = (work.now(), work.actor().id());
    let values = (
        row, party, lot, sealed, kinds, way, signed, received, due, now, actor,
    );
    work.tx().run_one(&queries::ADD, values)?;
    touch(work, party)?;
    Ok(row)
}

/// Takes a step, and does what it means.
pub(super) fn follow(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
    asked: &Asked,
) -> Result<(), Error> {
    if asked.on > work.today() {
        return Err(Error::Day);
    }
    let moves = matches!(asked.deed, Deed::AskedIdentity | Deed::Extended);
    if moves && asked.on < work.today().plus_days(-WRITTEN_WITHIN_DAYS) {
        return Err(Error::TooLate);
    }
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let lying = work.tx().maybe(&queries::ONE, (party, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    let before = walked(work, &lying)?;
    let step = Step {
        deed: asked.deed,
        on: asked.on,
    };
    let after = before.follow(step)?;
    write_step(work, &proof, (party, row, lying.2), asked)?;
    let closed = match &after {
        Request::Closed(closed) => Some(closed.on),
        Request::Received(_) | Request::Identified(_) => None,
    };
    let values = (party, row, after.due(), after.waits_since(), closed);
    work.tx().run_one(&queries::STAND, values)?;
    if let Deed::Decided(kind, Outcome::Granted) = asked.deed {
        carry_out(work, &proof, party, &lying, (kind, asked))?;
    }
    touch(work, party)
}

fn write_step<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (party, request, lot): (PartyId, RowId, LotId),
    asked: &Asked,
) -> Result<(), Error> {
    let row = RowId::new(work.ids().ordered());
    let place = Place::new(party, lot, row.get());
    let sealed: Sealed = work.seal(proof, &STEP, place, &asked.words)?;
    let (deed, about, outcome) = stored(asked.deed);
    let (now, actor) = (work.now(), work.actor().id());
    let values = (
        row, party, request, lot, sealed, deed, about, outcome, asked.on, now, actor,
    );
    work.tx().run_one(&queries::ADD_STEP, values)?;
    Ok(())
}

/// What the register does by itself where something is granted. The rest is done on pages of its
/// own: values are corrected, erased and copied there.
fn carry_out<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    lying: &Lying,
    (kind, asked): (RequestKind, &Asked),
) -> Result<(), Error> {
    match kind {
        RequestKind::Restriction => Ok(work.restrict(proof, party, true)?),
        RequestKind::Objection => {
            let purpose = asked.purpose.ok_or(Error::Purpose)?;
            object(work, party, purpose)
        }
        RequestKind::ProfilingObjection => object(work, party, Purpose::Statistics),
        RequestKind::MarketingObjection => said_of_marketing(work, party, lying, What::Prohibition),
        RequestKind::ConsentWithdrawal => {
            match said_of_marketing(work, party, lying, What::Withdrawal) {
                // Whoever takes back what she never gave wants no marketing.
                Err(Error::People(people::Error::Permission(
                    crate::permissions::Error::NothingToWithdraw,
                ))) => said_of_marketing(work, party, lying, What::Prohibition),
                done => done,
            }
        }
        RequestKind::Access
        | RequestKind::Portability
        | RequestKind::Rectification
        | RequestKind::Erasure
        | RequestKind::HumanDecision => Ok(()),
    }
}

fn object(work: &mut Work<'_>, party: PartyId, purpose: Purpose) -> Result<(), Error> {
    let proof = work.ask::<PermissionsKind>(Ask::change(&[party]))?;
    Ok(work.object(&proof, party, &[purpose])?)
}

fn said_of_marketing(
    work: &mut Work<'_>,
    party: PartyId,
    lying: &Lying,
    what: What,
) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    let act = Act {
        what,
        channels: MarketingChannel::ALL.to_vec(),
        on: lying.7,
        way: Some(lying.5.0),
        teller: Teller::Staff,
        words: Words::default(),
        notice_wording: None,
    };
    let change = Change::Permission(Box::new(act));
    Ok(people::change(work, party, row.version, &change, "")?)
}

/// Lifts the restriction of a party, who was told before (GDPR art. 18(3)).
pub(super) fn lift_restriction(
    work: &mut Work<'_>,
    party: PartyId,
    told: Day,
) -> Result<(), Error> {
    if told > work.today() {
        return Err(Error::Day);
    }
    let told = told.to_string();
    let proof = work.ask::<Requests>(Ask::change(&[party]).because(&told))?;
    work.restrict(&proof, party, false)?;
    touch(work, party)
}

/// The customer counts as touched.
fn touch(work: &mut Work<'_>, party: PartyId) -> Result<(), Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    Ok(work.touch(party, row.version)?)
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
    let mut requests = Vec::with_capacity(rows.len());
    for row in rows {
        requests.push(opened(work, &proof, row)?);
    }
    Ok(Some(requests))
}

fn opened<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    lying: Lying,
) -> Result<RequestView, Error> {
    let request = walked(work, &lying)?;
    let (row, party, lot, sealed, kinds, way, signed, received, .., written, by) = lying;
    let place = Place::new(party, lot, row.get());
    let said = work.open(proof, &REQUEST, place, &sealed)?.into_exposed();
    let mut steps = Vec::new();
    for step in work.tx().all(&queries::STEPS, (party, row))? {
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
        kinds: kinds_of(&kinds),
        way: way.0,
        signed: signed != 0,
        received,
        said,
        written: (written, by),
        steps,
        request,
    })
}

/// How a request stands, by its steps.
fn walked(work: &mut Work<'_>, lying: &Lying) -> Result<Request, Error> {
    let (row, party, received) = (lying.0, lying.1, lying.7);
    let rows = work.tx().all(&queries::STEPS, (party, row))?;
    let steps: Result<Vec<Step>, Error> = rows.iter().map(read).collect();
    Ok(Request::walked(received, kinds_of(&lying.4), steps?)?)
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

/// Every request of a customer, with its steps.
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
            None => return Ok(pieces),
        }
    }
}

fn pieces_of(view: &RequestView, language: Language) -> Vec<Piece> {
    let piece = |what: String, text: String, recorded| Piece {
        category: Category::Requests,
        what,
        text,
        source: None,
        recorded,
        ended: None,
    };
    let kinds: Vec<String> = view
        .kinds
        .iter()
        .map(|kind| kind.in_words(language))
        .collect();
    let said = [Some(view.said.text.clone()), view.said.behalf.clone()];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let first = piece(kinds.join(", "), said, view.written.0);
    let steps = view.steps.iter().map(|step| {
        let what = in_words(step.step.deed, language);
        piece(what, step.words.clone(), step.written.0)
    });
    std::iter::once(first).chain(steps).collect()
}

/// A step in words.
pub(super) fn in_words(deed: Deed, language: Language) -> String {
    let say = |key: &str| texts::say(language, key);
    match deed {
        Deed::AskedIdentity => say("rights-deed-asked-identity"),
        Deed::Identified(means) => {
            let means = say(&["rights-means-", &means.key().replace('_', "-")].concat());
            [&say("rights-deed-identified"), ": ", &means].concat()
        }
        Deed::Extended => say("rights-deed-extended"),
        Deed::Decided(kind, outcome) => {
            let outcome = say(&["rights-outcome-", outcome.key()].concat());
            [&kind.in_words(language), ": ", &outcome].concat()
        }
        Deed::Delivered(kind) => [
            &say("rights-deed-delivered"),
            ": ",
            &kind.in_words(language),
        ]
        .concat(),
        Deed::Answered => say("rights-deed-answered"),
        Deed::Ended => say("rights-deed-ended"),
    }
}

impl RequestKind {
    /// What is asked for, in words.
    pub(super) fn in_words(self, language: Language) -> String {
        let key = ["rights-kind-", &self.key().replace('_', "-")].concat();
        texts::say(language, &key)
    }
}

fn written(kinds: &[RequestKind]) -> String {
    let keys: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
    keys.join(" ")
}

/// What is asked for, as it is stored.
pub(super) fn kinds_of(text: &str) -> Vec<RequestKind> {
    text.split(' ').filter_map(RequestKind::from_key).collect()
}

/// A deed as it is stored: what was done, its word, what came of it.
fn stored(deed: Deed) -> (String, String, Option<String>) {
    let (deed, word, outcome) = match deed {
        Deed::AskedIdentity => ("asked_identity", "", None),
        Deed::Identified(means) => ("identified", means.key(), None),
        Deed::Extended => ("extended", "", None),
        Deed::Decided(kind, outcome) => ("decided", kind.key(), Some(outcome.key().to_owned())),
        Deed::Delivered(kind) => ("delivered", kind.key(), None),
        Deed::Answered => ("answered", "", None),
        Deed::Ended => ("ended", "", None),
    };
    (deed.to_owned(), word.to_owned(), outcome)
}

/// The step that a row tells of.
fn read(row: &StepLying) -> Result<Step, Error> {
    let unreadable = || Error::from(store::Error::unreadable());
    let deed = match row.4.as_str() {
        "asked_identity" => Deed::AskedIdentity,
        "identified" => Deed::Identified(Means::from_key(&row.5).ok_or_else(unreadable)?),
        "extended" => Deed::Extended,
        "decided" => {
            let kind = RequestKind::from_key(&row.5).ok_or_else(unreadable)?;
            let outcome = row.6.as_deref().and_then(Outcome::from_key);
            Deed::Decided(kind, outcome.ok_or_else(unreadable)?)
        }
        "delivered" => Deed::Delivered(RequestKind::from_key(&row.5).ok_or_else(unreadable)?),
        "answered" => Deed::Answered,
        "ended" => Deed::Ended,
        _ => return Err(unreadable()),
    };
    Ok(Step { deed, on: row.7 })
}
