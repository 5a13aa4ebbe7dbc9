//! Requests for the command line: the same words, the same rules, plain texts.

use basics::{Language, PartyId, RowId};
use guard::{Actor, Work};
use policy::Purpose;

use super::error::Error;
use super::state::Request;
use super::stored::{asked_for, kinds_of};
use super::whose::Whose;
use super::{asked, ledger, view};
use crate::app::App;
use crate::files;
use crate::web::Fields;

/// A request as a line.
pub struct RequestLine {
    /// Which one.
    pub row: RowId,
    /// Whose.
    pub party: PartyId,
    /// Her name, as far as it may be seen.
    pub name: String,
    /// What is asked for, in words.
    pub kinds: String,
    /// The day it came.
    pub received: String,
    /// The day by which it is answered.
    pub due: String,
    /// How it stands, in words.
    pub stands: String,
    /// What it says, and what was done: only where one party is looked at.
    pub steps: Vec<String>,
}

/// The first open requests, the one that is due first before the others.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub async fn list_open(
    app: &App,
    actor: &Actor,
    language: Language,
) -> Result<Vec<RequestLine>, Error> {
    let reading = move |work: &mut Work<'_>| {
        let (rows, _) = view::open(work, (basics::Day::FIRST, RowId::new(0)))?;
        let whose = Whose::of(work, &rows)?;
        let line = |row: &super::queries::Listed| RequestLine {
            row: row.0,
            party: row.1,
            name: whose.name(row),
            kinds: asked_for(&kinds_of(&row.2), language),
            received: row.3.to_string(),
            due: row.4.to_string(),
            stands: waits(row.5, language),
            steps: Vec::new(),
        };
        Ok::<_, Error>(rows.iter().map(line).collect())
    };
    let desk = app.guard().desk();
    desk.read(actor, Purpose::Rights, reading).await
}

fn waits(since: Option<basics::Day>, language: Language) -> String {
    let waits = |day: basics::Day| {
        let day = day.finnish();
        texts::say_with(language, "rights-waits-since", &[("day", &day)])
    };
    since.map_or_else(String::new, waits)
}

/// The newest requests of a party, with what was done about each.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub async fn show_of(
    app: &App,
    actor: &Actor,
    party: PartyId,
    language: Language,
) -> Result<Vec<RequestLine>, Error> {
    let reading = move |work: &mut Work<'_>| {
        let found = view::of_party(work, party, RowId::new(i64::MAX))?;
        let found = found.ok_or(guard::Error::NotThere)?;
        let line = |view: view::RequestView| {
            let mut steps = vec![view.said.text.clone()];
            steps.extend(view.steps.iter().map(|step| {
                let (deed, day) = (step.step.deed.in_words(language), step.step.on.finnish());
                [&deed, " ", &day, " ", &step.words].concat()
            }));
            let stands = match &view.request {
                Request::Closed(closed) => {
                    texts::say(language, &["rights-deed-", closed.ending.key()].concat())
                }
                open => waits(open.waits_since(), language),
            };
            RequestLine {
                row: view.row,
                party,
                name: String::new(),
                kinds: asked_for(view.kinds(), language),
                received: view.received.to_string(),
                due: view.request.due().to_string(),
                stands,
                steps,
            }
        };
        Ok::<_, Error>(found.into_iter().map(line).collect())
    };
    let desk = app.guard().desk();
    desk.read(actor, Purpose::Rights, reading).await
}

/// Writes down a request as its form would: of a customer, or of somebody who was not found. Whose it
/// is, and which one.
///
/// # Errors
///
/// [`Error`].
pub async fn add_typed(
    app: &App,
    actor: &Actor,
    party: Option<PartyId>,
    typed: Vec<(String, String)>,
    language: Language,
) -> Result<(PartyId, RowId), Error> {
    let fields = Fields::of(typed);
    let adding = move |work: &mut Work<'_>| {
        let intake = asked::intake(&fields, work.today(), language)?;
        match party {
            Some(party) => Ok((party, ledger::add(work, party, &intake)?)),
            None => ledger::add_unlinked(work, &intake),
        }
    };
    let desk = app.guard().desk();
    desk.write(actor, Purpose::Rights, adding).await
}

/// Takes a step of a request as its form would.
///
/// # Errors
///
/// [`Error`].
pub async fn step_typed(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    typed: Vec<(String, String)>,
) -> Result<(), Error> {
    let fields = Fields::of(typed);
    let taking = move |work: &mut Work<'_>| {
        let step = asked::step(&fields, work.today())?;
        ledger::follow(work, party, row, &step)
    };
    let desk = app.guard().desk();
    let gone = desk.write(actor, Purpose::Rights, taking).await?;
    Ok(files::let_these_go(app, gone).await?)
}
