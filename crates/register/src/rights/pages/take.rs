//! What is done with the requests of a party: one is written down, walked, joined, linked; what the
//! authority asks is written down and answered; a restriction is lifted.

use axum::response::Response;
use basics::{LotId, PartyId, RowId};
use guard::Work;
use policy::Purpose;

use super::super::carry_out::{given_anew, lift_restriction};
use super::super::error::Error;
use super::super::requester::{self, NewWho};
use super::super::{asked, complaints, ledger, link, queries};
use super::path_of;
use super::show::{again, deciding, form_of};
use crate::files;
use crate::web::{Fields, Id, Posted, Problem, Visitor, done};

/// Erases what is left of files that go for good. Where it fails, the job of files does it.
pub(super) async fn let_go(visitor: &Visitor, lots: Vec<LotId>) {
    use basics::Coded as _;
    if let Err(error) = files::let_these_go(&visitor.app, lots).await {
        let code = error.code();
        tracing::warn!(code = code.as_str(), "what a request left was not erased");
    }
}

/// Of which request something was posted.
fn row_of(visitor: &Visitor, fields: &Fields) -> Result<RowId, Problem> {
    let row = fields.text("row").parse();
    row.map_err(|_| Problem::BadForm(visitor.language()))
}

/// Writes something under the purpose of rights.
async fn written<T, F>(visitor: &Visitor, writing: F) -> Result<T, Error>
where
    T: Send + 'static,
    F: for<'w> Fn(&mut Work<'w>) -> Result<T, Error> + Send + 'static,
{
    let desk = visitor.app.guard().desk();
    desk.write(&visitor.actor, Purpose::Rights, writing).await
}

/// `POST /customers/{party}/requests`
pub(in super::super) async fn add(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let intake = match asked::intake(&fields, visitor.today(), visitor.language()) {
        Ok(intake) => intake,
        Err(error) => return again(&visitor, party, "add", fields, &error).await,
    };
    let adding = move |work: &mut Work<'_>| ledger::add(work, party, &intake);
    match written(&visitor, adding).await {
        Ok(_) => Ok(done(&path_of(party), "done-added")),
        Err(error) => again(&visitor, party, "add", fields, &error).await,
    }
}

/// `POST /customers/{party}/requests/step`
pub(in super::super) async fn step(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let row = row_of(&visitor, &fields)?;
    let form = match fields.text("deed") {
        "decide" => deciding(row, fields.text("kind")),
        deed => form_of(deed, row),
    };
    let asked = match asked::step(&fields, visitor.today()) {
        Ok(asked) => asked,
        Err(error) => return again(&visitor, party, &form, fields, &error).await,
    };
    let taking = move |work: &mut Work<'_>| ledger::follow(work, party, row, &asked);
    match written(&visitor, taking).await {
        Ok(gone) => {
            let_go(&visitor, gone).await;
            Ok(done(&path_of(party), "done-saved"))
        }
        Err(error) => again(&visitor, party, &form, fields, &error).await,
    }
}

/// `POST /customers/{party}/requests/restriction`: lifted, and when she was told.
pub(in super::super) async fn lift(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let on = match fields.text("told") {
        "" => Err(Error::Day),
        typed => asked::day(typed, visitor.today()),
    };
    let on = match on {
        Ok(on) => on,
        Err(error) => return again(&visitor, party, "lift", fields, &error).await,
    };
    let lifting = move |work: &mut Work<'_>| lift_restriction(work, party, on);
    match written(&visitor, lifting).await {
        Ok(()) => Ok(done(&path_of(party), "done-saved")),
        Err(error) => again(&visitor, party, "lift", fields, &error).await,
    }
}

/// `POST /customers/{party}/requests/requester`: who asked, as she gave it.
pub(in super::super) async fn requester(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let row = row_of(&visitor, &fields)?;
    let form = form_of("who", row);
    let who = NewWho::parse(&fields, visitor.language()).and_then(|who| who.ok_or(Error::Who));
    let who = match who {
        Ok(who) => who,
        Err(error) => return again(&visitor, party, &form, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| {
        let proof = work.ask::<guard::category::Requests>(guard::Ask::change(&[party]))?;
        let lying = work.tx().maybe(&queries::ONE, (party, row))?;
        let lying = lying.ok_or(guard::Error::NotThere)?;
        requester::write(work, &proof, (party, row, lying.2), &who)?;
        given_anew(work, &proof, &lying)?;
        ledger::touch(work, party)
    };
    match written(&visitor, writing).await {
        Ok(()) => Ok(done(&path_of(party), "done-saved")),
        Err(error) => again(&visitor, party, &form, fields, &error).await,
    }
}

/// `POST /customers/{party}/requests/link`: she was found in the register.
pub(in super::super) async fn link(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let row = row_of(&visitor, &fields)?;
    let form = form_of("link", row);
    let typed = fields.text("numbers").replace(',', " ");
    let numbers: Result<Vec<i64>, _> = typed.split_whitespace().map(str::parse).collect();
    let numbers = match numbers {
        Ok(numbers) if (1..=link::NUMBERS_MAX).contains(&numbers.len()) => numbers,
        _ => return again(&visitor, party, &form, fields, &Error::NoSuchCustomer).await,
    };
    let linking = move |work: &mut Work<'_>| link::link(work, (party, row), &numbers);
    match written(&visitor, linking).await {
        Ok((to, left)) => {
            let_go(&visitor, left).await;
            Ok(done(&path_of(to), "done-linked"))
        }
        Err(error) => again(&visitor, party, &form, fields, &error).await,
    }
}

/// `POST /customers/{party}/requests/complaint`: the authority asks, or has its answer.
pub(in super::super) async fn complaint(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let today = visitor.today();
    let mut form = "complaint".to_owned();
    let written = match fields.text("complaint") {
        "" => match asked::complaint(&fields, today) {
            Ok(new) => {
                let adding = move |work: &mut Work<'_>| complaints::add(work, party, &new);
                written(&visitor, adding).await
            }
            Err(error) => Err(error),
        },
        row => {
            let row = row.parse();
            let row: RowId = row.map_err(|_| Problem::BadForm(visitor.language()))?;
            form = form_of("complaint", row);
            let on = asked::day(fields.text("on"), today);
            let words = asked::text(fields.text("words"));
            match on.and_then(|on| Ok((on, words?))) {
                Ok((on, words)) => {
                    let answering = move |work: &mut Work<'_>| {
                        complaints::answer(work, (party, row), (on, &words))
                    };
                    written(&visitor, answering).await
                }
                Err(error) => Err(error),
            }
        }
    };
    match written {
        Ok(()) => Ok(done(&path_of(party), "done-saved")),
        Err(error) => again(&visitor, party, &form, fields, &error).await,
    }
}
