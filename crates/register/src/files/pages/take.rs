//! A file is attached; one that is there is described, carried, removed, taken back.
//!
//! Invariant: the right is asked before a byte of a file is read.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{Coded, LotId, PartyId, RowId};
use guard::Work;
use policy::{Action, Purpose};

use super::super::ledger;
use super::super::model::{Error, FileEntry, Filed, about_of, name_of};
use super::super::receive::Incoming;
use super::show::{ATTACH, form_of, read};
use super::{path_of, purpose};
use crate::people::OF_NUMBER;
use crate::web::{Fields, Id, Posted, Problem, Visitor, done, plain, receive};

/// Whoever may attach nothing to this customer is refused before anything is read.
async fn may_attach(visitor: &Visitor, party: PartyId, purpose: Purpose) -> Result<(), Problem> {
    let asking = move |work: &mut Work<'_>| {
        let filed = Filed::addable(work).into_iter().next();
        ledger::may_change(work, party, filed.unwrap_or(Filed::Other))
    };
    let desk = visitor.app.guard().desk();
    let asked = desk.read(&visitor.actor, purpose, asking).await;
    asked.map_err(|error: Error| Problem::of(&error, visitor.language()))
}

/// `POST /customers/{party}/files`
pub(super) async fn attach(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    request: Request,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let purpose = purpose(&visitor, party, Action::Change).await?;
    may_attach(&visitor, party, purpose).await?;
    let guard = visitor.app.guard();
    let told = |error: guard::Error| Problem::of(&error, language);
    let mut incoming = Incoming::begin(guard).await.map_err(told)?;
    let received = match receive(&visitor, request, &mut incoming).await {
        Ok(received) => received,
        Err(broken) if incoming.is_too_large() => {
            return again(&visitor, party, broken.fields, &Error::TooLarge).await;
        }
        Err(broken) => return Err(broken.problem),
    };
    let arrived = incoming.end(guard).await.map_err(told)?;
    let fields = received.fields;
    let text = |name: &str| fields.text(name);
    let called = match text("name") {
        "" => received.name.as_str(),
        typed => typed,
    };
    let entry = FileEntry::parse(called, text("about"), text("category"), text("source"));
    let by = (&visitor.actor, purpose);
    match arrived.attach(guard, by, party, entry).await {
        Ok(_) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

/// What is done with a file that is there.
#[derive(Clone)]
enum Deed {
    Describe(String, Option<String>),
    Remove,
    TakeBack,
    /// To the customer of this number and to this category.
    Carry(i64, Filed),
}

fn deed_of(fields: &Fields) -> Result<Option<Deed>, Error> {
    let text = |name: &str| fields.text(name);
    Ok(Some(match text("deed") {
        "describe" => Deed::Describe(name_of(text("name"))?, about_of(text("about"))?),
        "remove" => Deed::Remove,
        "back" => Deed::TakeBack,
        "carry" => {
            let number = text("number").parse().map_err(|_| Error::NoSuchCustomer)?;
            let filed = Filed::from_key(text("category")).ok_or(Error::Category)?;
            Deed::Carry(number, filed)
        }
        _ => return Ok(None),
    }))
}

/// `POST /customers/{party}/files/deed`
pub(super) async fn deed(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let row: RowId = fields
        .text("row")
        .parse()
        .map_err(|_| Problem::BadForm(language))?;
    let deed = match deed_of(&fields) {
        Ok(deed) => deed.ok_or(Problem::BadForm(language))?,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let said = match deed {
        Deed::Describe(..) | Deed::TakeBack => "done-saved",
        Deed::Remove => "done-file-removed",
        Deed::Carry(..) => "done-file-carried",
    };
    let purpose = purpose(&visitor, party, Action::Change).await?;
    let writing = move |work: &mut Work<'_>| change(work, (party, row), &deed);
    let desk = visitor.app.guard().desk();
    let left = match desk.write(&visitor.actor, purpose, writing).await {
        Ok(left) => left,
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    if let Some(lot) = left
        && let Err(error) = super::super::carried(&visitor.app, lot).await
    {
        // It stands where it was carried to; what is left here goes with the next run of the job.
        let code = error.code();
        tracing::warn!(
            code = code.as_str(),
            "what a file left behind was not erased"
        );
    }
    Ok(done(&path_of(party), said))
}

/// Does it; the lot that is left to go.
fn change(
    work: &mut Work<'_>,
    place: (PartyId, RowId),
    deed: &Deed,
) -> Result<Option<LotId>, Error> {
    match deed {
        Deed::Describe(name, about) => ledger::describe(work, place, (name, about.as_deref()))?,
        Deed::Remove => ledger::set_removed(work, place, true)?,
        Deed::TakeBack => ledger::set_removed(work, place, false)?,
        Deed::Carry(number, filed) => {
            let to = work.tx().maybe(&OF_NUMBER, (*number,))?;
            let to = to.ok_or(Error::NoSuchCustomer)?;
            return ledger::carry(work, place, (to, *filed)).map(Some);
        }
    }
    Ok(None)
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let form = match fields.text("deed") {
        "" => ATTACH.to_owned(),
        deed => form_of(deed, fields.text("row")),
    };
    let wrong = visitor.wrong(&form, error, fields)?;
    let form = read(visitor, party, (RowId::new(i64::MAX), None), wrong).await?;
    let status = match error {
        Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, Html(plain(&form)?)).into_response())
}
