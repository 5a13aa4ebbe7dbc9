//! A case of erasure: what was decided, and the receipt of what went.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Instant};
use guard::Work;
use policy::{Category, Document, Purpose};

use super::super::cases::{self, DecisionView};
use super::super::error::Error;
use super::super::receipt;
use super::super::remainder::Notice;
use super::super::standing::Standing;
use super::super::{queries, remainder, standing};
use super::{paper, stands, told};
use crate::notice::print_pdf;
use crate::web::{Frame, Id, Posted, Problem, Visitor, done, page, saved};

#[derive(Template)]
#[template(path = "retention/case.html")]
struct CasePage {
    frame: Frame,
    case: i64,
    decided: Instant,
    carried: Option<Instant>,
    decisions: Vec<DecisionView>,
    actors: HashMap<ActorId, String>,
    /// The receipt as it is printed.
    receipt: Option<String>,
    /// What the erasure left and is followed: category, and how it stands.
    left: Vec<(Category, Vec<String>)>,
    /// The notices of what it had left and that went: number, when, as it is printed.
    notices: Vec<(i64, Instant, String)>,
    /// Whether an address is still here by which she could be told.
    reached: bool,
}

impl CasePage {
    fn purpose(&self, decision: &DecisionView) -> String {
        match &decision.purpose {
            Some(purpose) => self.frame.word(purpose),
            None => self.frame.say("retention-whole-category"),
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }
}

/// A case as it is read.
pub(super) struct Read {
    decided: Instant,
    carried: Option<Instant>,
    receipt: Option<String>,
    decisions: Vec<DecisionView>,
    actors: HashMap<ActorId, String>,
    left: Vec<Standing>,
    pub(super) notices: Vec<Notice>,
    reached: bool,
}

pub(super) async fn read(visitor: &Visitor, case: i64) -> Result<Read, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let found = work.tx().maybe(&queries::CASE, (case,))?;
        let (party, decided, carried, receipt, followed) = found.ok_or(guard::Error::NotThere)?;
        let mut decisions = cases::decisions_of(work, party)?;
        decisions.retain(|one| one.case == case);
        let actors = work.actor_names(decisions.iter().map(|one| one.by))?;
        let categories = remainder::categories_of(followed.as_deref())?;
        let mut left = standing::of_party(work, party)?;
        let reached = left.iter().any(|one| one.category == Category::Contact);
        left.retain(|one| categories.contains(&one.category));
        Ok::<_, Error>(Read {
            decided,
            carried,
            receipt,
            decisions,
            actors,
            left,
            notices: remainder::of_case(work, case)?,
            reached,
        })
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    read.map_err(|error| told(&error, visitor.language()))
}

/// `GET /retention/cases/{case}`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(case): Id<i64>,
) -> Result<Response, Problem> {
    let read = read(&visitor, case).await?;
    let receipt = read.receipt.as_deref().map(|note| printed(&visitor, note));
    let receipt = receipt.transpose()?;
    let frame = Frame::of(&visitor, texts::say(visitor.language(), "retention-case"));
    let left = read.left.iter();
    let left = left.map(|one| (one.category, stands(&frame, one)));
    let mut notices = Vec::with_capacity(read.notices.len());
    for one in &read.notices {
        let printed = printed(&visitor, &one.note)?;
        notices.push((one.number, one.erased, printed.to_html_fragment()));
    }
    page(&CasePage {
        left: left.collect(),
        notices,
        reached: read.reached,
        frame,
        case,
        decided: read.decided,
        carried: read.carried,
        decisions: read.decisions,
        actors: read.actors,
        receipt: receipt.map(|document| document.to_html_fragment()),
    })
}

/// `POST /retention/cases/{case}`: carries out what was decided and is open.
pub(in super::super) async fn carry_out(
    Id(case): Id<i64>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    // Whoever may not see it does not carry it out either.
    let _read = read(&visitor, case).await?;
    let (app, actor) = (&visitor.app, &visitor.actor);
    let carried = cases::carry_out(app, actor, Purpose::Rights, case).await;
    carried.map_err(|error| told(&error, visitor.language()))?;
    Ok(done(&format!("/retention/cases/{case}"), "done-erased"))
}

async fn note(visitor: &Visitor, case: i64) -> Result<String, Problem> {
    let read = read(visitor, case).await?;
    let none = || Problem::of(&guard::Error::NotThere, visitor.language());
    read.receipt.ok_or_else(none)
}

/// `GET /retention/cases/{case}/receipt.txt`: as it was signed.
pub(in super::super) async fn signed(
    visitor: Visitor,
    Id(case): Id<i64>,
) -> Result<Response, Problem> {
    let note = note(&visitor, case).await?;
    Ok(as_signed(note, &format!("receipt-{case}")))
}

/// `GET /retention/cases/{case}/receipt.json`: what it says, with the note that signs it.
pub(in super::super) async fn json(
    visitor: Visitor,
    Id(case): Id<i64>,
) -> Result<Response, Problem> {
    let note = note(&visitor, case).await?;
    as_json(&visitor, &note, &format!("receipt-{case}"))
}

/// `GET /retention/cases/{case}/receipt.pdf`
pub(in super::super) async fn pdf(
    visitor: Visitor,
    Id(case): Id<i64>,
) -> Result<Response, Problem> {
    let note = note(&visitor, case).await?;
    as_pdf(&visitor, &note, &format!("receipt-{case}")).await
}

/// A receipt as it was signed.
pub(super) fn as_signed(note: String, name: &str) -> Response {
    let name = [name, ".txt"].concat();
    saved("text/plain; charset=utf-8", &name, note)
}

/// What a receipt says, with the note that signs it.
pub(super) fn as_json(visitor: &Visitor, note: &str, name: &str) -> Result<Response, Problem> {
    let language = visitor.language();
    let written = receipt::stated(note).map_err(|error| Problem::unfit(&error, language))?;
    let both = serde_json::json!({ "receipt": written, "signed": note });
    let name = [name, ".json"].concat();
    Ok(saved("application/json", &name, both.to_string()))
}

/// A receipt on paper.
pub(super) async fn as_pdf(visitor: &Visitor, note: &str, name: &str) -> Result<Response, Problem> {
    let document = printed(visitor, note)?;
    let author = visitor.policy.controller().name.clone();
    let now = visitor.app.clock().now();
    let set = tokio::task::spawn_blocking(move || print_pdf(&document, &author, now)).await;
    let language = visitor.language();
    let failed = |()| Problem::Bare(axum::http::StatusCode::INTERNAL_SERVER_ERROR, language);
    let bytes = set.map_err(|_| failed(()))?.map_err(|_| failed(()))?;
    let name = [name, ".pdf"].concat();
    Ok(saved("application/pdf", &name, bytes))
}

/// A receipt for people to read.
fn printed(visitor: &Visitor, note: &str) -> Result<Document, Problem> {
    let language = visitor.language();
    let written = receipt::stated(note).map_err(|error| Problem::unfit(&error, language))?;
    let zone = &visitor.policy.controller().zone;
    Ok(paper::document(&written, language, zone))
}
