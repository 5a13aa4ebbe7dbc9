//! What is told of a breach, as papers: to the authority, to the public, to the people. They are made
//! in memory and handed out; nothing is sent by itself, and that it was told is a step of its own.

use axum::response::Response;
use basics::{Language, RowId};
use guard::Work;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::super::affected;
use super::super::error::Error;
use super::super::ledger::{self, BreachView};
use super::super::office::OFFICE;
use super::super::told as words;
use super::people::again;
use super::{PURPOSE, chosen};
use crate::letters::{self, Letter, NotMail};
use crate::notice::print_pdf;
use crate::people::Addressee;
use crate::web::{Ids, Posted, Problem, Query, Visitor, beside, saved};

/// In which language.
#[derive(Deserialize)]
pub(in super::super) struct Wish {
    lang: Option<String>,
}

impl Wish {
    fn language(&self, visitor: &Visitor) -> Language {
        let named = self.lang.as_deref().and_then(|code| code.parse().ok());
        named.unwrap_or_else(|| visitor.language())
    }
}

async fn view_of(visitor: &Visitor, breach: RowId) -> Result<BreachView, Problem> {
    let reading = move |work: &mut Work<'_>| ledger::one(work, breach);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    read.map_err(|error| visitor.problem(&error))
}

/// `GET /breaches/{breach}/authority/pdf` and `…/eml`: the notification to the authority.
pub(in super::super) async fn authority(
    visitor: Visitor,
    Ids(breach, form): Ids<RowId, String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = wish.language(&visitor);
    let view = view_of(&visitor, breach).await?;
    let (policy, day) = (visitor.policy.clone(), visitor.today());
    let (now, number) = (visitor.app.clock().now(), visitor.app.ids().ordered());
    let frame = words::Frame {
        policy: &policy,
        language,
        day,
    };
    let letter = words::to_authority(frame, &view);
    match form.as_str() {
        "pdf" => {
            let policy = visitor.policy.clone();
            let setting = move || letters::print(&policy, &[letter], &[], now);
            let pdf = beside(visitor.language(), setting).await?;
            let pdf = pdf.map_err(|_| Problem::broken(visitor.language()))?;
            Ok(saved("application/pdf", "ilmoitus.pdf", pdf))
        }
        "eml" => {
            let mail = letters::mailed(&policy, &letter, None, (OFFICE.email, now, number));
            let mail = mail.map_err(|error| Problem::unfit(&error, visitor.language()))?;
            Ok(saved("message/rfc822", "ilmoitus.eml", mail.bytes.to_vec()))
        }
        _ => Err(Problem::NoPage(visitor.language())),
    }
}

/// `GET /breaches/{breach}/notice/pdf` and `…/txt`: the public notice that takes the place of telling
/// each, in the words for the people.
pub(in super::super) async fn public(
    visitor: Visitor,
    Ids(breach, form): Ids<RowId, String>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let language = wish.language(&visitor);
    let view = view_of(&visitor, breach).await?;
    let Some(text) = view.worded(language) else {
        return Err(Problem::unfit(&Error::Unworded, visitor.language()));
    };
    let (policy, day) = (visitor.policy.clone(), visitor.today());
    let frame = words::Frame {
        policy: &policy,
        language,
        day,
    };
    let document = words::to_public(frame, &view, text);
    match form.as_str() {
        "pdf" => {
            let now = visitor.app.clock().now();
            let author = policy.controller().name.clone();
            let setting = move || print_pdf(&document, &author, now);
            let pdf = beside(visitor.language(), setting).await?;
            let pdf = pdf.map_err(|_| Problem::broken(visitor.language()))?;
            Ok(saved("application/pdf", "tiedote.pdf", pdf))
        }
        "txt" => {
            let text = document.to_text().into_bytes();
            Ok(saved("text/plain; charset=utf-8", "tiedote.txt", text))
        }
        _ => Err(Problem::NoPage(visitor.language())),
    }
}

/// Those who were chosen and not told yet, with their letters; or why there are none.
async fn letters_to(
    posted: &Posted,
    breach: RowId,
    reaches: fn(&Addressee) -> bool,
) -> Result<Result<Vec<(Letter, Addressee)>, Error>, Problem> {
    let Posted { visitor, fields } = posted;
    let parties = match chosen(fields) {
        Ok(parties) => parties,
        Err(error) => return Ok(Err(error)),
    };
    let reading = move |work: &mut Work<'_>| {
        let view = ledger::one(work, breach)?;
        let to = affected::addressees(work, breach, &parties)?;
        Ok::<_, Error>((view, to))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let (view, to) = read.map_err(|error| visitor.problem(&error))?;
    if to.is_empty() {
        return Ok(Err(Error::AllTold));
    }
    if !to.iter().all(|one| !one.name.is_empty() && reaches(one)) {
        return Ok(Err(Error::NotReached));
    }
    let (policy, day) = (visitor.policy.clone(), visitor.today());
    let mut letters = Vec::with_capacity(to.len());
    for one in to {
        let Some(text) = view.worded(one.language) else {
            return Ok(Err(Error::Unworded));
        };
        let frame = words::Frame {
            policy: &policy,
            language: one.language,
            day,
        };
        letters.push((words::to_person(frame, &view, text, &one), one));
    }
    Ok(Ok(letters))
}

/// `POST /breaches/{breach}/people/letters`: the letters to those who were chosen, as one PDF.
pub(in super::super) async fn letters(
    crate::web::Id(breach): crate::web::Id<RowId>,
    posted: Posted,
) -> Result<Response, Problem> {
    let made = letters_to(&posted, breach, |one| one.address.is_some()).await?;
    let Posted { visitor, fields } = posted;
    let letters = match made {
        Ok(letters) => letters,
        Err(error) => return again(&visitor, breach, fields, &error).await,
    };
    let letters: Vec<Letter> = letters.into_iter().map(|one| one.0).collect();
    let (policy, now) = (visitor.policy.clone(), visitor.app.clock().now());
    let setting = move || letters::print(&policy, &letters, &[], now);
    let pdf = beside(visitor.language(), setting).await?;
    let pdf = pdf.map_err(|_| Problem::broken(visitor.language()))?;
    Ok(saved("application/pdf", "kirjeet.pdf", pdf))
}

/// `POST /breaches/{breach}/people/mail`: the e-mails to those who were chosen: one as it is, several
/// in an archive.
pub(in super::super) async fn mail(
    crate::web::Id(breach): crate::web::Id<RowId>,
    posted: Posted,
) -> Result<Response, Problem> {
    let made = letters_to(&posted, breach, |one| one.email.is_some()).await?;
    let Posted { visitor, fields } = posted;
    let letters = match made {
        Ok(letters) => letters,
        Err(error) => return again(&visitor, breach, fields, &error).await,
    };
    let (policy, app) = (visitor.policy.clone(), visitor.app.clone());
    let writing = move || {
        let mut mails = Vec::with_capacity(letters.len());
        for (letter, to) in &letters {
            let email = to.email.as_deref().unwrap_or_default();
            let told = (email, app.clock().now(), app.ids().ordered());
            mails.push(letters::mailed(&policy, letter, None, told)?);
        }
        match mails.as_slice() {
            [only] => Ok((only.bytes.clone(), false)),
            all => Ok((letters::packed(all)?, true)),
        }
    };
    let written: Result<(Zeroizing<Vec<u8>>, bool), NotMail> =
        beside(visitor.language(), writing).await?;
    match written {
        Ok((bytes, false)) => Ok(saved("message/rfc822", "viesti.eml", bytes.to_vec())),
        Ok((bytes, true)) => Ok(saved("application/zip", "viestit.zip", bytes.to_vec())),
        Err(error) => again(&visitor, breach, fields, &error.into()).await,
    }
}
