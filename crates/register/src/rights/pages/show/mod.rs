//! The requests of one party: of a customer, or of somebody who was not found.

mod forms;

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Day, Instant, PartyId, RowId};
use guard::Work;
use policy::{Channel, LegalBasis, MarketingChannel, Purpose, SubjectRight};
use serde::Deserialize;

use crate::files::{Paper, RequestUse};
use crate::people::{self, Reached, name_left};
use crate::relations::{self, Representative};
use crate::retention;
use crate::rights::bases::{self, DEPENDING, Used};
use crate::rights::clock::Question;
use crate::rights::complaints::{self, ComplaintView};
use crate::rights::error::Error;
use crate::rights::kinds::{FoundIn, LetterKind, Means, Outcome, RequestKind};
use crate::rights::requester::{self, Match};
use crate::rights::state::{Deed, Ending, Request};
use crate::rights::stored::asked_for;
use crate::rights::view::{self, RequestView, StepView};
use crate::web::{Fields, Frame, Id, Problem, Query, Visitor, Wrong, page, unfit};

pub(super) use forms::{deciding, form_of};

#[derive(Template)]
#[template(path = "rights/customer.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing that the template asks by itself"
)]
pub(super) struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    /// Whether she is known by her request alone.
    unlinked: bool,
    /// Whether her data was erased: nothing is left of her but what proves that it was done right.
    erased: bool,
    /// The cases in which an erasure of hers was carried out, each with when.
    cases: Vec<(i64, Instant)>,
    /// Nothing where the role may not see them.
    requests: Option<Vec<RequestView>>,
    papers: Vec<(RowId, Vec<Paper>)>,
    complaints: Vec<ComplaintView>,
    /// How what she gave compares with what is on file, by request.
    matches: Vec<(RowId, Option<Match>, Option<Match>)>,
    /// Channels over which an address that she gave is kept so that no marketing goes there.
    suppressed: Vec<MarketingChannel>,
    representatives: Vec<Representative>,
    protected: bool,
    restricted: bool,
    actors: HashMap<ActorId, String>,
    today: Day,
    kinds: [RequestKind; RequestKind::ALL.len()],
    means: [Means; Means::ALL.len()],
    outcomes: [Outcome; Outcome::ALL.len()],
    found: [FoundIn; FoundIn::ALL.len()],
    paper_uses: [RequestUse; RequestUse::ALL.len()],
    ways: Vec<Channel>,
    /// What her data is used for, and what each use rests on for her; nothing where nothing is held.
    uses: Vec<Used>,
    older: Option<RowId>,
    wrong: Wrong,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl CustomerPage {
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn kind(&self, kind: &RequestKind) -> String {
        kind.in_words(self.frame.language)
    }

    fn means_words(&self, means: &Means) -> String {
        means.in_words(self.frame.language)
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        outcome.in_words(self.frame.language)
    }

    fn asked_for(&self, view: &RequestView) -> String {
        asked_for(view.kinds(), self.frame.language)
    }

    fn deed(&self, deed: &Deed) -> String {
        deed.in_words(self.frame.language)
    }

    fn letter(&self, kind: &LetterKind) -> String {
        kind.in_words(self.frame.language)
    }

    /// The letters that there is something to say by.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn letters(&self, view: &RequestView) -> Vec<LetterKind> {
        let all = LetterKind::ALL.into_iter();
        all.filter(|kind| kind.is_due(view)).collect()
    }

    /// What she may still turn out to ask for.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn others(&self, view: &RequestView) -> Vec<RequestKind> {
        let waits = view.request.waits_for(Question::Meaning);
        let all = RequestKind::ALL.into_iter();
        all.filter(|kind| waits || !view.kinds().contains(kind))
            .collect()
    }

    fn papers(&self, row: &RowId) -> &[Paper] {
        let found = self.papers.iter().find(|one| one.0 == *row);
        found.map_or(&[], |one| one.1.as_slice())
    }

    /// How what she gave compares with what is on file, in words.
    fn compared(&self, row: &RowId) -> Vec<String> {
        let Some((_, address, email)) = self.matches.iter().find(|one| one.0 == *row) else {
            return Vec::new();
        };
        let say = |of: &str, found: &Option<Match>| {
            let key = found.map(|found| ["rights-match-", of, "-", found.key()].concat());
            key.map(|key| self.frame.say(&key))
        };
        [say("address", address), say("email", email)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The earlier open request that this one repeats.
    fn repeats(&self, view: &RequestView) -> Option<&RequestView> {
        if self.is_over(view) {
            return None;
        }
        let requests = self.requests.as_deref().unwrap_or_default();
        let mut earlier = requests.iter().filter(|one| {
            let before = (one.received, one.row) < (view.received, view.row);
            let same = |kind: &RequestKind| view.kinds().contains(kind);
            before && !self.is_over(one) && one.kinds().iter().any(same)
        });
        earlier.next_back()
    }

    /// Other customers who she seems to be as well, by number.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn also(&self, view: &RequestView) -> String {
        let words = view.words_of(|step| step.deed == Deed::Linked);
        words.unwrap_or_default().replace(' ', ", ")
    }

    /// Where a thing that was asked for is done, where it has a page of its own; what went by an
    /// erasure has none, and the erasure that was carried out its case.
    fn place(&self, kind: &RequestKind, step: &StepView) -> Option<(String, String)> {
        let (path, key) = match kind {
            _ if self.unlinked => return None,
            RequestKind::Erasure => match self.case_after(step.written.0) {
                Some(case) => {
                    let path = format!("/retention/cases/{case}");
                    return Some((path, self.frame.say("rights-to-erasure")));
                }
                None => ("/erasure", "rights-to-erasure"),
            },
            RequestKind::Access | RequestKind::Portability => ("/access", "rights-to-access"),
            RequestKind::Rectification => ("", "rights-to-values"),
            _ => return None,
        };
        let path = format!("/customers/{}{path}", self.party);
        (!self.erased).then(|| (path, self.frame.say(key)))
    }

    /// The first case of an erasure that was carried out from an instant on.
    fn case_after(&self, from: Instant) -> Option<i64> {
        let mut cases = self.cases.iter();
        cases.find(|case| case.1 >= from).map(|case| case.0)
    }

    /// Whether others who received the data are to be told (GDPR art. 19).
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn tells_others(&self, deed: &Deed) -> bool {
        let told = |kind| {
            matches!(
                kind,
                RequestKind::Rectification | RequestKind::Erasure | RequestKind::Restriction
            )
        };
        matches!(deed, Deed::Decided(kind, outcome) if told(*kind) && outcome.is_done())
    }

    /// Whether she says that something is wrong, and it is used all the same (GDPR art. 18(1)(a)).
    fn offers_restriction(&self, view: &RequestView) -> bool {
        let kinds = view.kinds();
        kinds.contains(&RequestKind::Rectification)
            && !kinds.contains(&RequestKind::Restriction)
            && !self.restricted
            && !self.is_over(view)
    }

    /// What she may object to, by the notice.
    fn open_to_objection(&self) -> Vec<Purpose> {
        let open = self.uses.iter().filter(|one| one.may_be_objected_to());
        open.map(|one| one.purpose).collect()
    }

    /// Of what she may take her consent back; marketing first, which is always meant where nothing else
    /// is said.
    fn withdrawable(&self) -> Vec<Purpose> {
        let others = self.uses.iter().filter(|one| one.may_be_withdrawn());
        let others = others
            .map(|one| one.purpose)
            .filter(|one| *one != Purpose::Marketing);
        std::iter::once(Purpose::Marketing).chain(others).collect()
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn depending(&self) -> [SubjectRight; DEPENDING.len()] {
        DEPENDING
    }

    /// How far a right reaches what rests on a basis, in words and by which provision.
    fn reach(
        &self,
        used: &Used,
        basis: &LegalBasis,
        right: &SubjectRight,
    ) -> (String, &'static str) {
        let reach = basis.grants_for(used.purpose, *right);
        let words = self.frame.say(&reach.text_key());
        (words, basis.grants_by(used.purpose, *right))
    }

    /// Over which channels marketing is kept from whoever asked, in words.
    fn suppressed_over(&self) -> String {
        let channels = self.suppressed.iter();
        let channels = channels.map(|channel| self.frame.word(channel));
        channels.collect::<Vec<_>>().join(", ")
    }

    fn is_late(&self, view: &RequestView) -> bool {
        view.request.due() < self.today
    }

    fn may_extend(&self, view: &RequestView) -> bool {
        view.request.may_extend(self.today)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn may_answer(&self, view: &RequestView) -> bool {
        matches!(&view.request, Request::Identified(known) if known.answer().is_ok())
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn waits_for_meaning(&self, view: &RequestView) -> bool {
        view.request.waits_for(Question::Meaning)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn waits_for_identity(&self, view: &RequestView) -> bool {
        view.request.waits_for(Question::Identity)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn is_over(&self, view: &RequestView) -> bool {
        matches!(view.request, Request::Closed(_))
    }
}

/// Where the list begins.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    before: Option<String>,
}

/// `GET /customers/{party}/requests`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let before = wish.before.as_deref().map(str::parse);
    let before = before.transpose().ok().flatten();
    let before = before.unwrap_or(RowId::new(i64::MAX));
    page(&read(&visitor, party, before, Wrong::default()).await?)
}

/// What a page is made of.
struct Found {
    name: String,
    erased: bool,
    cases: Vec<(i64, Instant)>,
    requests: Option<Vec<RequestView>>,
    papers: Vec<(RowId, Vec<Paper>)>,
    complaints: Vec<ComplaintView>,
    on_file: Option<Reached>,
    suppressed: Vec<MarketingChannel>,
    representatives: Vec<Representative>,
    restricted: bool,
    uses: Vec<Used>,
    actors: HashMap<ActorId, String>,
}

fn found(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
    language: basics::Language,
) -> Result<Found, Error> {
    let name = name_left(work, party)?;
    let requests = view::of_party(work, party, before)?;
    let shown = requests.as_deref().unwrap_or_default();
    let papers = view::papers(work, party, shown, language)?;
    let complaints = complaints::of_party(work, party)?;
    let who = shown.iter().find_map(|one| one.who.as_ref());
    let unlinked = shown.iter().any(|one| one.unlinked);
    let mut suppressed = Vec::new();
    if let Some(who) = who.filter(|_| unlinked) {
        suppressed = requester::suppressed(work, who)?;
    }
    let erased = people::erased_among(work, &[party])?.contains(&party);
    let is_there = !name.is_empty() && requests.is_some();
    let on_file = match who {
        Some(_) if is_there => people::reached(work, party)?,
        _ => None,
    };
    let representatives = if is_there {
        relations::representatives(work, party)?
    } else {
        Vec::new()
    };
    let writers = shown.iter().flat_map(|one| {
        let steps = one.steps.iter().map(|step| step.written.1);
        let letters = one.letters.iter().map(|letter| letter.written.1);
        std::iter::once(one.written.1).chain(steps).chain(letters)
    });
    let writers: Vec<ActorId> = writers
        .chain(complaints.iter().map(|one| one.written.1))
        .collect();
    let uses = if is_there {
        bases::of_party(work, party)?
    } else {
        Vec::new()
    };
    Ok(Found {
        cases: retention::carried_out_of(work, party)?,
        erased,
        uses,
        restricted: work.stance(party)?.restricted.is_some(),
        actors: work.actor_names(writers)?,
        name,
        requests,
        papers,
        complaints,
        on_file,
        suppressed,
        representatives,
    })
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    before: RowId,
    wrong: Wrong,
) -> Result<CustomerPage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| found(work, party, before, language);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let found = read.map_err(|error| visitor.problem(&error))?;
    let shown = found.requests.as_deref().unwrap_or_default();
    let more = shown.len() == view::SHOWN;
    let older = shown.last().filter(|_| more).map(|last| last.row);
    let unlinked = shown.iter().any(|one| one.unlinked);
    let matches = shown.iter().filter_map(|one| {
        let (address, email) = requester::compared(one.who.as_ref()?, found.on_file.as_ref()?);
        Some((one.row, address, email))
    });
    let matches = matches.collect();
    let key = if unlinked {
        "rights-of-nobody"
    } else {
        "rights-of-customer"
    };
    let mut frame = Frame::of(visitor, texts::say(language, key));
    if found.erased {
        frame = frame.of_erased();
    }
    if unlinked {
        // Nothing else is held about her.
        frame.tabs = Vec::new();
    }
    Ok(CustomerPage {
        frame,
        party,
        name: found.name,
        unlinked,
        erased: found.erased,
        cases: found.cases,
        requests: found.requests,
        papers: found.papers,
        complaints: found.complaints,
        matches,
        suppressed: found.suppressed,
        representatives: found.representatives,
        protected: found.on_file.is_some_and(|one| one.protected),
        restricted: found.restricted,
        actors: found.actors,
        today: visitor.today(),
        kinds: RequestKind::ALL,
        means: Means::ALL,
        outcomes: Outcome::ALL,
        found: FoundIn::ALL,
        paper_uses: RequestUse::ALL,
        ways: Channel::ALL.to_vec(),
        uses: found.uses,
        older,
        wrong,
    })
}

/// The page again, with the sentence at its field of a form and with what was typed.
pub(super) async fn again(
    visitor: &Visitor,
    party: PartyId,
    form: &str,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields)?;
    unfit(&read(visitor, party, RowId::new(i64::MAX), wrong).await?)
}
