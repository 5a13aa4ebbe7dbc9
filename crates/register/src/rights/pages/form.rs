//! The public form: anybody asks about her data, without an account and without a script.
//!
//! In the interest of whoever asks, who is told at once by when she is answered, and how to ask without
//! a computer (GDPR art. 12(2)).
//!
//! Invariants: what is asked is the least that an answer needs; nothing personal stands in an address
//! or a log; what comes is a request of somebody not found, whose clock runs from its day; nothing is
//! told about anybody; a robot that fills in what nobody sees is thanked and forgotten.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Coded, Day, Language};
use guard::{Actor, Work, jobs};
use policy::{Channel, Policy, Purpose};
use serde::Deserialize;

use super::super::asked;
use super::super::error::Error;
use super::super::gate::Gate;
use super::super::kinds::RequestKind;
use super::super::ledger::{self, Intake};
use super::super::requester::NewWho;
use super::super::state::Request;
use crate::web::{
    Anonymous, Fields, Frame, Mends as _, Passer, Problem, Query, Wrong, page, unfit,
};

/// Where the form stands.
pub(in super::super) const FORM: &str = "/forms/data-request";

/// The name of the form, before that of its fields in what is told of them.
const OWN: &str = "asks";

/// A field that nobody sees, by a name that no browser fills in by itself: whoever does is no person.
const TRAP: &str = "leave_empty";

/// What anybody may ask for by the form: of machines that decide the notice tells, and restrictions
/// and objections say why.
const OFFERED: [RequestKind; 9] = [
    RequestKind::Access,
    RequestKind::Rectification,
    RequestKind::Erasure,
    RequestKind::Restriction,
    RequestKind::MarketingObjection,
    RequestKind::Objection,
    RequestKind::ConsentWithdrawal,
    RequestKind::Portability,
    RequestKind::ProfilingObjection,
];

#[derive(Template)]
#[template(path = "rights/form.html")]
struct FormPage {
    frame: Frame,
    kinds: [RequestKind; OFFERED.len()],
    /// How to ask without a computer: what the notice says, and where letters go.
    otherwise: Option<String>,
    letters: Vec<String>,
    /// How the person is known to be who she says.
    identity: Option<String>,
    languages: [(&'static str, Language); 3],
    wrong: Wrong,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl FormPage {
    fn kind(&self, kind: &RequestKind) -> String {
        let key = ["rights-form-kind-", &kind.key().replace('_', "-")].concat();
        self.frame.say(&key)
    }
}

#[derive(Template)]
#[template(path = "rights/form_received.html")]
struct ReceivedPage {
    frame: Frame,
    due: Day,
    contact: Vec<String>,
}

/// In which language it is read.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    lang: Option<Language>,
}

const LANGUAGES: [(&str, Language); 3] = [
    ("Suomeksi", Language::Fi),
    ("På svenska", Language::Sv),
    ("In English", Language::En),
];

/// `GET /forms/data-request`
pub(in super::super) async fn show(
    passer: Passer,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = wish.lang.unwrap_or(passer.language);
    let policy = in_force(&passer, language).await?;
    page(&form(&passer, &policy, language, Wrong::default()))
}

async fn in_force(passer: &Passer, language: Language) -> Result<Arc<Policy>, Problem> {
    let policy = passer.app.guard().notices().in_force().await;
    policy.map_err(|error| Problem::of(&error, language))
}

fn form(passer: &Passer, policy: &Policy, language: Language, wrong: Wrong) -> FormPage {
    let title = texts::say(language, "rights-form-title");
    let stated = policy.requests();
    let controller = policy.controller();
    let place = stated.and_then(|stated| stated.address.as_ref());
    let place = place.unwrap_or(&controller.address);
    let name = stated.and_then(|stated| stated.name.clone());
    FormPage {
        frame: Frame::public(language, title, passer.app.is_demo()),
        kinds: OFFERED,
        otherwise: stated.map(|stated| stated.text.get(language).to_owned()),
        letters: vec![
            name.unwrap_or_else(|| controller.name.clone()),
            place.street.clone(),
            [place.postal_code.as_str(), &place.town].join(" "),
        ],
        identity: stated
            .and_then(|stated| stated.identity.as_ref())
            .map(|said| said.get(language).to_owned()),
        languages: LANGUAGES,
        wrong,
    }
}

/// `POST /forms/data-request`
pub(in super::super) async fn receive(
    passer: Passer,
    Extension(gate): Extension<Arc<Gate>>,
    Anonymous(fields): Anonymous,
) -> Result<Response, Problem> {
    let language = fields.text("lang").parse().unwrap_or(passer.language);
    let received = Redirect::to(&format!("{FORM}/received?lang={language}")).into_response();
    if !fields.raw(TRAP).is_empty() {
        return Ok(received);
    }
    let policy = in_force(&passer, language).await?;
    let now = passer.app.clock().now();
    let today = policy.controller().zone.day_at(now);
    let intake = match intake(&fields, today, language) {
        Ok(intake) => intake,
        Err(error) => {
            let sentence = texts::say(language, &error.code().text_key());
            let wrong = Wrong::new(OWN, error.field(&fields), sentence, fields);
            return unfit(&form(&passer, &policy, language, wrong));
        }
    };
    if !gate.lets_in(&passer.network, now) {
        let sentence = texts::say(language, "rights-form-too-many");
        let wrong = Wrong::new(OWN, None, sentence, fields);
        let mut answer = unfit(&form(&passer, &policy, language, wrong))?;
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        return Ok(answer);
    }
    let actor = Actor::of_job(&jobs::REQUESTS);
    let adding = move |work: &mut Work<'_>| ledger::add_unlinked(work, &intake);
    let desk = passer.app.guard().desk();
    let added = desk.write(&actor, Purpose::Rights, adding).await;
    added.map_err(|error: Error| Problem::of(&error, language))?;
    Ok(received)
}

/// What was typed, or what is wrong with it.
fn intake(fields: &Fields, today: Day, language: Language) -> Result<Intake, Error> {
    let kinds: Vec<RequestKind> = asked::kinds(fields)
        .into_iter()
        .filter(|kind| OFFERED.contains(kind))
        .collect();
    let text = asked::text(fields.text("text"))?;
    if kinds.is_empty() && text.is_empty() {
        return Err(Error::Kinds);
    }
    let spoken = Fields::of(
        ["name", "email", "phone", "street", "postal_code", "town"]
            .map(|name| (name.to_owned(), fields.text(name).to_owned()))
            .to_vec(),
    );
    let who = NewWho::parse(&spoken, language)?.ok_or(Error::Name)?;
    if !who.is_reached() {
        return Err(Error::Unreached);
    }
    Ok(Intake {
        kinds,
        way: Channel::Form,
        received: today,
        signed: false,
        text,
        behalf: None,
        who: Some(who),
    })
}

/// `GET /forms/data-request/received`: what happens next, and by when.
pub(in super::super) async fn received(
    passer: Passer,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = wish.lang.unwrap_or(passer.language);
    let policy = in_force(&passer, language).await?;
    let today = policy.controller().zone.day_at(passer.app.clock().now());
    let title = texts::say(language, "rights-form-received-title");
    let contact = policy.contact();
    let ways = [&contact.email, &contact.phone].into_iter().flatten();
    page(&ReceivedPage {
        frame: Frame::public(language, title, passer.app.is_demo()),
        due: Request::begin(today, Vec::new()).due(),
        contact: std::iter::once(&contact.name)
            .chain(ways)
            .cloned()
            .collect(),
    })
}
