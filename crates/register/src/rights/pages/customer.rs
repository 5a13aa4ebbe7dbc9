//! The requests of one customer: written down, and walked to their answer.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{ActorId, Day, PartyId, RowId};
use guard::Work;
use policy::{Channel, Purpose};
use serde::Deserialize;

use super::super::error::Error;
use super::super::kinds::{Means, Outcome, RequestKind};
use super::super::ledger::{self, Asked, Intake, RequestView, in_words};
use super::super::state::{Deed, Request};
use super::{sentence, told};
use crate::people::{holds_identity_code, name_left};
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, done, page, plain};

/// The longest text of a request or a step.
const CHARACTERS_MAX: usize = 10_000;

#[derive(Template)]
#[template(path = "rights/customer.html")]
struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    /// Nothing where the role may not see them.
    requests: Option<Vec<RequestView>>,
    restricted: bool,
    actors: HashMap<ActorId, String>,
    today: Day,
    kinds: [RequestKind; RequestKind::ALL.len()],
    means: [Means; Means::ALL.len()],
    outcomes: [Outcome; Outcome::ALL.len()],
    ways: Vec<Channel>,
    /// What the notice rests on an interest: to that one may object.
    interests: Vec<Purpose>,
    older: Option<RowId>,
    problem: Option<String>,
    typed: Fields,
}

impl CustomerPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn kind(&self, kind: &RequestKind) -> String {
        kind.in_words(self.frame.language)
    }

    fn asked_for(&self, view: &RequestView) -> String {
        let kinds: Vec<String> = view.kinds.iter().map(|kind| self.kind(kind)).collect();
        kinds.join(", ")
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn deed(&self, deed: &Deed) -> String {
        in_words(*deed, self.frame.language)
    }

    /// Where a thing that was granted is done, where it has a page of its own.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn place(&self, kind: &RequestKind) -> Option<(String, String)> {
        let (path, key) = match kind {
            RequestKind::Access | RequestKind::Portability => ("/why", "rights-see-all"),
            RequestKind::Erasure => ("/erasure", "rights-to-erasure"),
            RequestKind::Rectification => ("", "rights-to-values"),
            _ => return None,
        };
        let path = format!("/customers/{}{path}", self.party);
        Some((path, self.frame.say(key)))
    }

    fn is_late(&self, view: &RequestView) -> bool {
        view.request.due() < self.today
    }

    fn may_extend(&self, view: &RequestView) -> bool {
        view.request.may_extend(self.today)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    const fn is_over(&self, view: &RequestView) -> bool {
        matches!(view.request, Request::Closed(_))
    }

    fn picked(&self, kind: &str) -> bool {
        self.typed.text("row").is_empty() && self.typed.all("kind").contains(&kind)
    }

    fn chosen(&self, field: &str, value: &str) -> bool {
        self.typed.text(field) == value
    }

    /// Whether what was typed belongs to this step of this request.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn is_typed(&self, row: &RowId, deed: &str) -> bool {
        self.chosen("deed", deed) && self.typed.text("row") == row.to_string()
    }

    /// What was typed into a step.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn typed_of(&self, row: &RowId, deed: &str, field: &str) -> &str {
        if self.is_typed(row, deed) {
            self.typed.text(field)
        } else {
            ""
        }
    }

    /// Whether this was chosen in the form that decides of one thing.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn decided(&self, row: &RowId, kind: &RequestKind, field: &str, value: &str) -> bool {
        self.is_typed(row, "decide") && self.chosen("kind", kind.key()) && self.chosen(field, value)
    }
}

/// The request before which older ones begin.
#[derive(Deserialize)]
pub(in super::super) struct Before {
    before: Option<String>,
}

/// `GET /customers/{party}/requests`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let before = before.and_then(|before| before.parse().ok());
    let before = before.unwrap_or(RowId::new(i64::MAX));
    page(&read(&visitor, party, before, None, Fields::default()).await?)
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    before: RowId,
    problem: Option<String>,
    typed: Fields,
) -> Result<CustomerPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let name = name_left(work, party)?;
        let requests = ledger::of_party(work, party, before)?;
        let restricted = work.stance(party)?.restricted.is_some();
        let views = requests.iter().flatten();
        let by = views.flat_map(|view| {
            let steps = view.steps.iter().map(|step| step.written.1);
            steps.chain([view.written.1])
        });
        let by: Vec<ActorId> = by.collect();
        let actors = work.actor_names(by)?;
        Ok::<_, Error>((name, requests, restricted, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, requests, restricted, actors) = read.map_err(|error| told(visitor, &error))?;
    let shown = requests.as_deref().unwrap_or_default();
    let older = shown.last().filter(|_| shown.len() == ledger::SHOWN);
    Ok(CustomerPage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "rights-of-customer"),
        ),
        party,
        name,
        older: older.map(|last| last.row),
        requests,
        restricted,
        actors,
        today: visitor.today(),
        kinds: RequestKind::ALL,
        means: Means::ALL,
        outcomes: Outcome::ALL,
        ways: Channel::ALL.to_vec(),
        interests: interests(visitor),
        problem,
        typed,
    })
}

/// What the notice uses data for on the ground of an interest.
fn interests(visitor: &Visitor) -> Vec<Purpose> {
    let stated = visitor.policy.purposes().iter();
    let resting = stated.filter(|stated| {
        let mut bases = stated.bases.iter();
        bases.any(|basis| basis.basis.open_to_objection())
    });
    resting.map(|stated| stated.purpose).collect()
}

fn path_of(party: PartyId) -> String {
    format!("/customers/{party}/requests")
}

/// `POST /customers/{party}/requests`
pub(in super::super) async fn add(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let intake = match intake(&visitor, &fields) {
        Ok(intake) => intake,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| ledger::add(work, party, &intake);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, writing).await {
        Ok(_) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

fn intake(visitor: &Visitor, fields: &Fields) -> Result<Intake, Error> {
    let kinds = fields.all("kind").into_iter();
    let kinds: Vec<RequestKind> = kinds.filter_map(RequestKind::from_key).collect();
    if kinds.is_empty() {
        return Err(Error::Kinds);
    }
    Ok(Intake {
        kinds,
        way: Channel::from_key(fields.text("way")).ok_or(Error::Way)?,
        received: day(visitor, fields.text("received"))?,
        signed: fields.ticked("signed"),
        text: text(fields.text("text"))?,
        behalf: Some(text(fields.text("behalf"))?).filter(|behalf| !behalf.is_empty()),
    })
}

/// A day that has come; today where nothing is typed.
fn day(visitor: &Visitor, typed: &str) -> Result<Day, Error> {
    let today = visitor.today();
    let day = match typed {
        "" => today,
        typed => Day::parse(typed).map_err(|_| Error::Day)?,
    };
    if day > today {
        Err(Error::Day)
    } else {
        Ok(day)
    }
}

fn text(typed: &str) -> Result<String, Error> {
    if typed.chars().count() > CHARACTERS_MAX {
        return Err(Error::Length);
    }
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// `POST /customers/{party}/requests/step`
pub(in super::super) async fn step(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let row = fields.text("row").parse();
    let row: RowId = row.map_err(|_| Problem::BadForm(visitor.language()))?;
    let asked = match asked(&visitor, &fields) {
        Ok(asked) => asked,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| ledger::follow(work, party, row, &asked);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, writing).await {
        Ok(()) => Ok(done(&path_of(party), "done-saved")),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

fn asked(visitor: &Visitor, fields: &Fields) -> Result<Asked, Error> {
    let bad = || Error::Guard(guard::Error::NotThere);
    let deed = match fields.text("deed") {
        "ask_identity" => Deed::AskedIdentity,
        "identify" => Deed::Identified(Means::from_key(fields.text("means")).ok_or_else(bad)?),
        "extend" => Deed::Extended,
        "decide" => {
            let kind = RequestKind::from_key(fields.text("kind")).ok_or_else(bad)?;
            let outcome = Outcome::from_key(fields.text("outcome")).ok_or(Error::Outcome)?;
            Deed::Decided(kind, outcome)
        }
        "answer" => Deed::Answered,
        "end" => Deed::Ended,
        _ => return Err(bad()),
    };
    let words = text(fields.text("words"))?;
    // Whoever asks is told why: of a refusal, of an extension, of a question about who she is.
    let founded = matches!(
        deed,
        Deed::AskedIdentity | Deed::Extended | Deed::Ended | Deed::Decided(_, Outcome::Refused)
    );
    if founded && words.is_empty() {
        return Err(Error::Reason);
    }
    Ok(Asked {
        deed,
        on: day(visitor, fields.text("on"))?,
        words,
        purpose: Purpose::from_key(fields.text("purpose")),
    })
}

/// `POST /customers/{party}/requests/restriction`: lifted, and when she was told.
pub(in super::super) async fn lift(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let on = match fields.text("told") {
        "" => Err(Error::Day),
        typed => day(&visitor, typed),
    };
    let on = match on {
        Ok(on) => on,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| ledger::lift_restriction(work, party, on);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, writing).await {
        Ok(()) => Ok(done(&path_of(party), "done-saved")),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

/// The page again, with the sentence and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let Some(sentence) = sentence(visitor, error) else {
        return Err(told(visitor, error));
    };
    let first = RowId::new(i64::MAX);
    let form = read(visitor, party, first, Some(sentence), fields).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(plain(&form)?)).into_response())
}
