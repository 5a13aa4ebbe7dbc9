//! Recipients: who may receive what, under which agreement, and what goes to processors by itself.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, RecipientId};
use guard::Work;
use policy::{Category, Purpose};

use super::super::error::Error;
use super::super::model::{Recipient, Role};
use super::super::queries::FeedLying;
use super::super::recipients as ledger;
use super::{day, entry};
use crate::web::{Frame, Id, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "disclosures/recipients.html")]
struct RecipientsPage {
    frame: Frame,
    recipients: Vec<Recipient>,
    /// The entries of the notice: key, who, on which ground, what.
    entries: Vec<(String, String)>,
    categories: Vec<Category>,
    wrong: Wrong,
}

impl RecipientsPage {
    fn role(&self, one: &Recipient) -> String {
        self.frame.say(&one.role.text_key())
    }
}

#[derive(Template)]
#[template(path = "disclosures/recipient.html")]
struct RecipientPage {
    frame: Frame,
    one: Recipient,
    feeds: Vec<FeedLying>,
    entries: HashMap<String, String>,
    by: HashMap<ActorId, String>,
    wrong: Wrong,
}

impl RecipientPage {
    fn entry(&self, key: &str) -> String {
        let found = self.entries.get(key).cloned();
        found.unwrap_or_else(|| self.frame.say("disclosures-entry-gone"))
    }

    fn categories(&self) -> String {
        let words = self.one.categories.iter().map(|one| self.frame.word(one));
        words.collect::<Vec<_>>().join(", ")
    }

    fn may_feed(&self) -> bool {
        self.one.role == Role::Processor && self.one.ended.is_none()
    }

    fn role(&self) -> String {
        self.frame.say(&self.one.role.text_key())
    }

    fn who(&self) -> String {
        self.frame.actor(self.one.by, &self.by)
    }
}

/// The entries of the notice in force in words: who, and on which ground.
pub(super) fn entries(visitor: &Visitor) -> Vec<(String, String)> {
    let language = visitor.language();
    let stated = visitor.policy.recipients().iter();
    let words = stated.map(|one| {
        let ground = texts::say(language, &one.ground.text_key());
        let who = one.who.name_in(language);
        (one.key.clone(), [who, " (", &ground, ")"].concat())
    });
    words.collect()
}

/// `GET /disclosures/recipients`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(&read(&visitor, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, wrong: Wrong) -> Result<RecipientsPage, Problem> {
    let reading = |work: &mut Work<'_>| ledger::all(work, RecipientId::new(i64::MIN));
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let stated = visitor.policy.recipients().iter();
    let named = |category: &Category| stated.clone().any(|one| one.categories.contains(category));
    Ok(RecipientsPage {
        frame: Frame::of(
            visitor,
            texts::say(visitor.language(), "disclosures-recipients"),
        ),
        recipients: read.map_err(|error| visitor.problem(&error))?,
        entries: entries(visitor),
        categories: Category::ALL.into_iter().filter(named).collect(),
        wrong,
    })
}

/// `POST /disclosures/recipients`
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let added = match entry::recipient(&fields) {
        Ok(new) => {
            let adding = move |work: &mut Work<'_>| ledger::add(work, &new);
            let desk = visitor.app.guard().desk();
            desk.write(&visitor.actor, Purpose::Rights, adding).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(recipient) => Ok(done(&path(recipient), "done-added")),
        Err(error) => {
            let wrong = visitor.wrong("add", &error, fields)?;
            unfit(&read(&visitor, wrong).await?)
        }
    }
}

fn path(recipient: RecipientId) -> String {
    ["/disclosures/recipients/", &recipient.to_string()].concat()
}

/// `GET /disclosures/recipients/{recipient}`
pub(super) async fn one(
    visitor: Visitor,
    Id(recipient): Id<RecipientId>,
) -> Result<Response, Problem> {
    page(&read_one(&visitor, recipient, Wrong::default()).await?)
}

async fn read_one(
    visitor: &Visitor,
    recipient: RecipientId,
    wrong: Wrong,
) -> Result<RecipientPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        ledger::may_look(work)?;
        let one = ledger::one(work.tx(), recipient)?;
        let feeds = ledger::feeds(work, recipient)?;
        let by = work.actor_names([one.by])?;
        Ok::<_, Error>((one, feeds, by))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (one, feeds, by) = read.map_err(|error| visitor.problem(&error))?;
    Ok(RecipientPage {
        frame: Frame::of(visitor, one.name.clone()),
        one,
        feeds,
        entries: entries(visitor).into_iter().collect(),
        by,
        wrong,
    })
}

/// `POST /disclosures/recipients/{recipient}`: looked at again, ended, a feed begun or ended.
pub(super) async fn deed(
    Id(recipient): Id<RecipientId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = fields.clone();
    let doing = move |work: &mut Work<'_>| {
        let next = || day(&asked, "review")?.ok_or(Error::Day("review"));
        match asked.text("deed") {
            "reviewed" => ledger::reviewed(work, recipient, next()?),
            "end" => ledger::end(work, recipient),
            "feed" => ledger::start_feed(work, recipient, (asked.text("entry"), next()?)),
            "end-feed" => {
                let feed = asked.text("feed").parse().map_err(|_| Error::Form)?;
                ledger::end_feed(work, recipient, feed)
            }
            _ => Err(Error::Form),
        }
    };
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, doing).await {
        Ok(()) => Ok(done(&path(recipient), "done-saved")),
        Err(error) => {
            let form = fields.text("deed").to_owned();
            let wrong = visitor.wrong(&form, &error, fields)?;
            unfit(&read_one(&visitor, recipient, wrong).await?)
        }
    }
}
