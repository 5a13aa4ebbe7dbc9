//! The people a breach reached: who they are, who was told, who is added or left out.

use askama::Template;
use axum::response::Response;
use basics::{PartyId, RowId};
use guard::Work;
use policy::Category;
use serde::Deserialize;

use super::super::affected::{self, Affected};
use super::super::asked::When;
use super::super::error::Error;
use super::super::kinds::ToldWay;
use super::super::ledger::{self, BreachView};
use super::{CHOSEN_MAX, PURPOSE, chosen};
use crate::people::OF_NUMBER;
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "breaches/people.html")]
struct PeoplePage {
    frame: Frame,
    view: BreachView,
    rows: Vec<Affected>,
    untold: bool,
    next: Option<PartyId>,
    ways: [ToldWay; ToldWay::ALL.len()],
    most: usize,
    wrong: Wrong,
}

impl PeoplePage {
    fn words(&self, categories: &[Category]) -> String {
        let words: Vec<String> = categories.iter().map(|one| self.frame.word(one)).collect();
        words.join(", ")
    }

    fn ticked(&self, one: &Affected) -> bool {
        let who = one.party.to_string();
        self.wrong.picked("chosen", "who", &who)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn way(&self, way: &ToldWay) -> String {
        self.frame.say(&["breaches-way-", way.key()].concat())
    }
}

/// Where the list begins, and whether only those are shown who were not told.
#[derive(Deserialize, Default)]
pub(in super::super) struct Wish {
    after: Option<String>,
    which: Option<String>,
}

/// `GET /breaches/{breach}/people`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(breach): Id<RowId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    page(&read(&visitor, breach, wish, Wrong::default()).await?)
}

async fn read(
    visitor: &Visitor,
    breach: RowId,
    wish: Wish,
    wrong: Wrong,
) -> Result<PeoplePage, Problem> {
    let after = wish.after.and_then(|after| after.parse().ok());
    let after = after.unwrap_or(PartyId::new(i64::MIN));
    let untold = wish.which.as_deref() == Some("untold");
    let reading = move |work: &mut Work<'_>| {
        let view = ledger::one(work, breach)?;
        let (rows, next) = affected::page(work, breach, after, untold)?;
        Ok::<_, Error>((view, rows, next))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let (view, rows, next) = read.map_err(|error| visitor.problem(&error))?;
    Ok(PeoplePage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "breaches-people-page"),
        ),
        view,
        rows,
        untold,
        next,
        ways: ToldWay::ALL,
        most: CHOSEN_MAX,
        wrong,
    })
}

/// What is to be done with the list.
enum Wanted {
    /// Somebody is added, by her customer number or id.
    Add(String),
    /// These are not affected.
    Spare(Vec<PartyId>),
    /// These were told.
    Told(Vec<PartyId>, ToldWay, basics::Instant),
}

fn wanted(visitor: &Visitor, fields: &Fields) -> Result<Wanted, Error> {
    match fields.text("deed") {
        "add" => Ok(Wanted::Add(fields.text("customer").to_owned())),
        "spare" => chosen(fields).map(Wanted::Spare),
        "told" => {
            let way = ToldWay::from_key(fields.text("way")).ok_or(Error::Choice)?;
            let at = When::of(visitor).at_or_now(fields, "at")?;
            Ok(Wanted::Told(chosen(fields)?, way, at))
        }
        _ => Err(guard::Error::NotThere.into()),
    }
}

/// `POST /breaches/{breach}/people`
pub(in super::super) async fn change(
    Id(breach): Id<RowId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let wanted = match wanted(&visitor, &fields) {
        Ok(wanted) => wanted,
        Err(error) => return again(&visitor, breach, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| match &wanted {
        Wanted::Add(who) => {
            let party = party_of(work, who)?;
            affected::add(work, breach, party)
        }
        Wanted::Spare(parties) => affected::spare(work, breach, parties),
        Wanted::Told(parties, way, at) => {
            match affected::told(work, breach, parties, (*way, *at))? {
                0 => Err(Error::AllTold),
                _ => Ok(()),
            }
        }
    };
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, PURPOSE, writing).await {
        Ok(()) => Ok(done(&format!("/breaches/{breach}/people"), "done-saved")),
        Err(error) => again(&visitor, breach, fields, &error).await,
    }
}

/// A customer by number or id.
fn party_of(work: &mut Work<'_>, typed: &str) -> Result<PartyId, Error> {
    if let Ok(number) = typed.parse::<i64>()
        && let Some(party) = work.tx().maybe(&OF_NUMBER, (number,))?
    {
        return Ok(party);
    }
    typed.parse().map_err(|_| Error::Nobody)
}

/// The page again, with the sentence at its field and with who was chosen.
pub(super) async fn again(
    visitor: &Visitor,
    breach: RowId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let wish = Wish {
        after: Some(fields.text("after").to_owned()),
        which: Some(fields.text("which").to_owned()),
    };
    let form = match fields.text("deed") {
        "add" => "add",
        _ => "chosen",
    };
    let wrong = visitor.wrong(form, error, fields)?;
    unfit(&read(visitor, breach, wish, wrong).await?)
}
