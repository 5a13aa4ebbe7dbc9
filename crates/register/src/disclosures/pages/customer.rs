//! Who received the data of one customer, and where to see who looked at it; and whom to tell of a
//! correction.

use askama::Template;
use axum::response::Response;
use basics::{PartyId, RowId};
use guard::category::Disclosures;
use guard::{Ask, Work};
use policy::{Purpose, Right};
use serde::Deserialize;

use super::super::error::Error;
use super::super::follow::{self, FollowUp, How, What};
use super::super::model::{Recipient, Told};
use super::super::{recipients, told as ledger};
use super::list::state_key;
use super::recipients::entries;
use super::{customer_path, path_of};
use crate::people::{name_left, number_of};
use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// Disclosures on a page.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "disclosures/customer.html")]
struct CustomerPage {
    frame: Frame,
    party: PartyId,
    name: String,
    number: Option<i64>,
    told: Vec<Told>,
    older: Option<RowId>,
    follow_ups: Vec<FollowUp>,
    /// Whom something may be given to: recipient, and the entries of the notice with their words.
    recipients: Vec<(Recipient, Vec<(String, String)>)>,
    discloses: bool,
    /// Whether she may see who looked.
    reads_trail: bool,
    whats: [What; What::ALL.len()],
    wrong: Wrong,
}

impl CustomerPage {
    /// Whether a recipient was chosen under an entry of the notice.
    fn picks(&self, one: &Recipient, entry: &str) -> bool {
        let whom = [&one.recipient.to_string(), ":", entry].concat();
        self.wrong.picked("give", "whom", &whom)
    }

    fn state(&self, one: &Told) -> String {
        self.frame.say(state_key(one.disclosure.state))
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn path(&self, one: &Told) -> String {
        path_of(one.disclosure.disclosure)
    }

    fn how(&self, one: &FollowUp) -> Option<(String, String)> {
        let (day, how) = one.told?;
        Some((day.finnish(), self.frame.say(&how.text_key())))
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn what(&self, one: &What) -> String {
        self.frame.say(&one.text_key())
    }
}

/// Where the list begins.
#[derive(Deserialize)]
pub(super) struct Wish {
    before: Option<String>,
}

/// `GET /customers/{party}/disclosures`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let before = wish
        .before
        .as_deref()
        .and_then(|before| before.parse().ok());
    let before = before.unwrap_or(RowId::new(i64::MAX));
    page(&read(&visitor, party, before, Wrong::default()).await?)
}

/// The page again, with the sentence at its field and with what was typed.
pub(super) async fn again(
    visitor: &Visitor,
    party: PartyId,
    (form, error): (&str, &Error),
    fields: Fields,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields)?;
    unfit(&read(visitor, party, RowId::new(i64::MAX), wrong).await?)
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    before: RowId,
    wrong: Wrong,
) -> Result<CustomerPage, Problem> {
    let discloses = visitor.holds(Right::Disclose);
    let reading = move |work: &mut Work<'_>| {
        let name = name_left(work, party)?;
        recipients::may_look(work)?;
        let number = number_of(work, party).ok();
        let (told, older) = ledger::of_party(work, party, before, SHOWN)?;
        let follow_ups = if discloses {
            follow::of_party(work, party)?
        } else {
            Vec::new()
        };
        let standing = if discloses {
            recipients::standing(work)?
        } else {
            Vec::new()
        };
        Ok::<_, Error>((name, number, (told, older), follow_ups, standing))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, number, (shown, older), follow_ups, standing) =
        read.map_err(|error| visitor.problem(&error))?;
    let words = entries(visitor);
    let own = |one: &Recipient| {
        let words = words.iter().filter(|(key, _)| one.entries.contains(key));
        words.cloned().collect::<Vec<_>>()
    };
    let title = texts::say(visitor.language(), "disclosures-of-customer");
    let mut frame = Frame::of(visitor, title);
    if name.is_empty() {
        frame = frame.of_erased();
    }
    Ok(CustomerPage {
        frame,
        party,
        name,
        number,
        told: shown,
        older,
        follow_ups,
        recipients: standing
            .into_iter()
            .map(|one| (one.clone(), own(&one)))
            .collect(),
        discloses,
        reads_trail: visitor.holds(Right::Trail),
        whats: What::ALL,
        wrong,
    })
}

/// `POST /customers/{party}/disclosures/to-tell`: something was corrected, erased or restricted.
pub(super) async fn begin(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let what = What::from_key(fields.text("what"));
    let what = what.ok_or(Problem::BadForm(visitor.language()))?;
    let writing = move |work: &mut Work<'_>| {
        let ask = Ask::change(&[party]).with(Right::Disclose);
        let _proof = work.ask::<Disclosures>(ask)?;
        let today = work.today();
        Ok::<_, guard::Error>(follow::begin(work, party, what, today)?)
    };
    let desk = visitor.app.guard().desk();
    let begun = desk.write(&visitor.actor, Purpose::Rights, writing).await;
    let added = begun.map_err(|error| Problem::of(&error, visitor.language()))?;
    let key = if added == 0 {
        "done-disclosures-nobody-to-tell"
    } else {
        "done-disclosures-to-tell"
    };
    Ok(done(&customer_path(party), key))
}

/// Every way to tell a recipient, for forms.
pub(super) const HOWS: [How; How::ALL.len()] = How::ALL;
