//! A letter of a request is made: as PDF for a window envelope, or as an e-mail (`.eml`).
//!
//! Invariant: its line of the trail, and that it was made, are written before it leaves.

use axum::response::Response;
use basics::{PartyId, RowId};
use guard::Work;
use policy::Purpose;

use super::super::error::Error;
use super::super::kinds::LetterWay;
use super::super::letter::letter;
use super::super::{asked, sent};
use super::show::{again, form_of};
use crate::letters::{self, NotMail};
use crate::web::{Id, Posted, Problem, beside, saved};

/// `POST /customers/{party}/requests/letter`
pub(in super::super) async fn make(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let row = fields.text("row").parse();
    let row: RowId = row.map_err(|_| Problem::BadForm(language))?;
    let form = form_of("letter", row);
    let new = match asked::letter(&fields) {
        Ok(new) => new,
        Err(error) => return again(&visitor, party, &form, fields, &error).await,
    };
    let way = new.way;
    let making = move |work: &mut Work<'_>| sent::make(work, (party, row), &new);
    let desk = visitor.app.guard().desk();
    let made = match desk.write(&visitor.actor, Purpose::Rights, making).await {
        Ok(made) => made,
        Err(error) => return again(&visitor, party, &form, fields, &error).await,
    };
    let (policy, day, app) = (visitor.policy.clone(), visitor.today(), visitor.app.clone());
    let setting = move || {
        let letter = letter(&policy, &made, day);
        match way {
            LetterWay::Paper => {
                let pdf = letters::print(&policy, &[letter], &[], app.clock().now());
                pdf.map_err(|_| Error::Mail(NotMail::NotWritten))
            }
            LetterWay::Mail => {
                let email = made.to.email.as_deref().unwrap_or_default();
                let told = (email, app.clock().now(), app.ids().ordered());
                let mail = letters::mailed(&policy, &letter, None, told)?;
                Ok(mail.bytes.to_vec())
            }
        }
    };
    match beside(language, setting).await? {
        Ok(bytes) => Ok(file(way, bytes)),
        Err(error) => again(&visitor, party, &form, fields, &error).await,
    }
}

/// A letter to be saved.
fn file(way: LetterWay, bytes: Vec<u8>) -> Response {
    match way {
        LetterWay::Paper => saved("application/pdf", "kirje.pdf", bytes),
        LetterWay::Mail => saved("message/rfc822", "viesti.eml", bytes),
    }
}
