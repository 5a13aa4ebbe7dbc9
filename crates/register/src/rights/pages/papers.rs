//! The papers of a request: a scan or an e-mail is attached, handed out; a request is made of an
//! e-mail.

use axum::extract::Request;
use axum::response::Response;
use basics::{PartyId, RowId};
use guard::Work;
use policy::{Channel, Purpose};

use super::super::asked;
use super::super::error::Error;
use super::super::ledger::{self, Intake};
use super::super::mail_in;
use super::super::requester::NewWho;
use super::show::{again, form_of};
use super::{path_of, unlinked};
use crate::files::{NewPaper, RequestUse, hand_out, let_these_go, receive_paper};
use crate::web::{Fields, Id, Ids, Problem, Visitor, done};

/// `POST /customers/{party}/requests/papers`
pub(in super::super) async fn attach(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    request: Request,
) -> Result<Response, Problem> {
    let paper = receive_paper(&visitor, Some(party), request).await?;
    let fields = paper.fields.clone();
    let bad = || Problem::BadForm(visitor.language());
    let row: RowId = fields.text("row").parse().map_err(|_| bad())?;
    let used = RequestUse::from_key(fields.text("use")).ok_or_else(bad)?;
    is_there(&visitor, party, row).await?;
    match paper.attach(&visitor, (party, row), used).await {
        Ok(_) => settled(&visitor, (party, row)).await,
        Err(error) => {
            let form = form_of("paper", row);
            again(&visitor, party, &form, fields, &Error::of_files(error)).await
        }
    }
}

/// A paper was attached; what goes with how its request stands now goes.
async fn settled(visitor: &Visitor, (party, row): (PartyId, RowId)) -> Result<Response, Problem> {
    let settling = move |work: &mut Work<'_>| ledger::settle(work, (party, row));
    let desk = visitor.app.guard().desk();
    let gone = desk.write(&visitor.actor, Purpose::Rights, settling).await;
    let gone = gone.map_err(|error: Error| visitor.problem(&error))?;
    let went = let_these_go(&visitor.app, gone).await;
    went.map_err(|error| visitor.problem(&error))?;
    Ok(done(&path_of(party), "done-added"))
}

/// That the request is there and goes on: a paper of none would never go.
async fn is_there(visitor: &Visitor, party: PartyId, row: RowId) -> Result<(), Problem> {
    use super::super::queries;
    let asking = move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&queries::ONE, (party, row))?);
    let found = visitor.app.guard().read_state(asking).await;
    let found = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    let open = found.is_some_and(|lying| lying.8.is_none());
    open.then_some(())
        .ok_or(Problem::NoPage(visitor.language()))
}

/// `GET /customers/{party}/requests/papers/{file}`
pub(in super::super) async fn open(
    visitor: Visitor,
    Ids(party, row): Ids<PartyId, RowId>,
) -> Result<Response, Problem> {
    hand_out(&visitor, party, row).await
}

/// `POST /customers/{party}/requests/mail`: a request of hers that came as an e-mail.
pub(in super::super) async fn of_mail(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    request: Request,
) -> Result<Response, Problem> {
    let paper = receive_paper(&visitor, Some(party), request).await?;
    let fields = paper.fields.clone();
    let intake = match read(&visitor, &paper) {
        Ok(intake) => intake,
        Err(error) => {
            dropped(&visitor, paper).await?;
            return again(&visitor, party, "mail", fields, &error).await;
        }
    };
    let adding = move |work: &mut Work<'_>| Ok((party, ledger::add(work, party, &intake)?));
    kept(&visitor, paper, adding).await
}

/// `POST /requests/mail`: a request of somebody who was not found, as an e-mail.
pub(in super::super) async fn of_mail_unlinked(
    visitor: Visitor,
    request: Request,
) -> Result<Response, Problem> {
    let paper = receive_paper(&visitor, None, request).await?;
    let fields = paper.fields.clone();
    let intake = match read(&visitor, &paper) {
        Ok(intake) => intake,
        Err(error) => {
            dropped(&visitor, paper).await?;
            return unlinked::again(&visitor, "mail", fields, &error);
        }
    };
    let adding = move |work: &mut Work<'_>| ledger::add_unlinked(work, &intake);
    kept(&visitor, paper, adding).await
}

/// The request that an e-mail is.
fn read(visitor: &Visitor, paper: &NewPaper) -> Result<Intake, Error> {
    let zone = &visitor.policy.controller().zone;
    let bytes = paper.mail.as_ref().ok_or(Error::NoMail)?;
    let mail = mail_in::read(bytes, zone).ok_or(Error::NoMail)?;
    let sender = mail.email.clone().unwrap_or_default();
    let name = mail.name.clone().unwrap_or_else(|| sender.clone());
    let given = |email: String| {
        let fields = [("name", name.clone()), ("email", email)];
        let fields = fields.map(|(field, value)| (field.to_owned(), value));
        NewWho::parse(&Fields::of(fields.to_vec()), visitor.language())
    };
    // An address that is none is no reason not to take the request.
    let who = given(sender).or_else(|_| given(String::new()));
    let today = visitor.today();
    Ok(Intake {
        kinds: asked::kinds(&paper.fields),
        way: Channel::Email,
        received: mail.on.filter(|on| *on <= today).unwrap_or(today),
        signed: false,
        text: mail.text,
        behalf: None,
        who: who.unwrap_or_default(),
    })
}

async fn dropped(visitor: &Visitor, paper: NewPaper) -> Result<(), Problem> {
    let dropped = paper.drop_it(visitor).await;
    dropped.map_err(|error| visitor.problem(&Error::of_files(error)))
}

/// The request is written down, and the e-mail kept with it.
async fn kept<F>(visitor: &Visitor, paper: NewPaper, adding: F) -> Result<Response, Problem>
where
    F: for<'w> Fn(&mut Work<'w>) -> Result<(PartyId, RowId), Error> + Send + 'static,
{
    let desk = visitor.app.guard().desk();
    let added = desk.write(&visitor.actor, Purpose::Rights, adding).await;
    let (party, row) = match added {
        Ok(added) => added,
        Err(error) => {
            dropped(visitor, paper).await?;
            return Err(visitor.problem(&error));
        }
    };
    let fields = paper.fields.clone();
    match paper.attach(visitor, (party, row), RequestUse::Mail).await {
        Ok(_) => settled(visitor, (party, row)).await,
        Err(error) => again(visitor, party, "mail", fields, &Error::of_files(error)).await,
    }
}
