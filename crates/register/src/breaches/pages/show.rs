//! One breach: how it stands, what was done, what can be done next.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use basics::{ActorId, Instant, Language, RowId};
use guard::Work;
use policy::Category;

use super::super::asked::{self, When};
use super::super::error::Error;
use super::super::kinds::{Risk, Spared};
use super::super::ledger::{self, BreachView, in_words};
use super::super::office::{OFFICE, Office};
use super::super::state::{Authority, Breach, Deed, Known, People};
use super::PURPOSE;
use super::list::in_words as hours_in_words;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, Wrong, done, page, unfit};

#[derive(Template)]
#[template(path = "breaches/show.html")]
struct ShowPage {
    frame: Frame,
    view: BreachView,
    actors: HashMap<ActorId, String>,
    now: Instant,
    risks: [Risk; Risk::ALL.len()],
    spared: [Spared; Spared::ALL.len()],
    categories: Vec<Category>,
    languages: [Language; Language::ALL.len()],
    office: &'static Office,
    wrong: Wrong,
}

impl ShowPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn deed(&self, deed: &Deed) -> String {
        in_words(*deed, self.frame.language)
    }

    fn words(&self, categories: &[Category]) -> String {
        let words: Vec<String> = categories.iter().map(|one| self.frame.word(one)).collect();
        words.join(", ")
    }

    /// How long the authority may still wait, while that is open.
    fn left(&self) -> Option<(String, Instant, bool)> {
        let due = self.view.stands.waits_until()?;
        let words = hours_in_words(&self.frame, due, self.now);
        Some((words, due, due < self.now))
    }

    /// Whether telling the authority now is late, so that the reasons are asked for.
    fn is_late(&self) -> bool {
        let known = self.view.stands.known();
        known.is_some_and(|known| known.is_late(self.now))
    }

    fn known(&self) -> Option<&Known> {
        self.view.stands.known()
    }

    fn is_high(&self) -> bool {
        self.known()
            .is_some_and(|known| known.risk == Some(Risk::High))
    }

    /// Whether the authority need not be told, and nobody has said so yet.
    fn may_leave_untold(&self) -> bool {
        self.known().is_some_and(|known| {
            known.risk == Some(Risk::Unlikely) && known.authority == Authority::Open
        })
    }

    /// How it stands with the people, in words.
    fn people(&self) -> Option<String> {
        let key = match self.known()?.people {
            People::Open if self.is_high() => "breaches-people-open",
            People::Open => return None,
            People::Told => "breaches-people-told",
            People::Public => "breaches-people-public",
            People::Spared(_) => "breaches-people-spared",
        };
        Some(self.frame.say(key))
    }

    const fn office_name(&self) -> &'static str {
        self.office.name_in(self.frame.language)
    }

    /// How it stands with the authority, in words, where that is settled.
    fn authority(&self) -> Option<String> {
        match self.known()?.authority {
            Authority::Open => None,
            Authority::Told(at) => {
                let at = self.frame.at(&at);
                Some(self.frame.with("breaches-told-first", "at", &at))
            }
            Authority::NotTold => Some(self.frame.say("breaches-not-told")),
        }
    }

    /// The text for the people in a language: what was typed, what was written last, or words to
    /// begin with.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn text_in(&self, language: &Language) -> String {
        let form = word_in(language.code());
        if self.wrong.is_in(&form) {
            return self.wrong.typed(&form, "words").to_owned();
        }
        let written = self.view.worded(*language).map(str::to_owned);
        written.unwrap_or_else(|| texts::say(*language, "breaches-people-begin"))
    }

    /// The name of the form of the text in a language.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates call methods and pass references"
    )]
    fn form_in(&self, language: &Language) -> String {
        word_in(language.code())
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn is_worded(&self, language: &Language) -> bool {
        self.view.worded(*language).is_some()
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn language_of(&self, language: &Language) -> String {
        self.frame.say(&["language-", language.code()].concat())
    }
}

fn word_in(language: &str) -> String {
    ["word-", language].concat()
}

/// `GET /breaches/{breach}`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(breach): Id<RowId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, breach, Wrong::default()).await?)
}

async fn read(visitor: &Visitor, breach: RowId, wrong: Wrong) -> Result<ShowPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let view = ledger::one(work, breach)?;
        let by = view.steps.iter().map(|step| step.written.1);
        let by: Vec<ActorId> = by.chain([view.written.1]).collect();
        let actors = work.actor_names(by)?;
        Ok::<_, Error>((view, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, PURPOSE, reading).await;
    let (view, actors) = read.map_err(|error| visitor.problem(&error))?;
    Ok(ShowPage {
        frame: Frame::of(visitor, view.facts.name.clone()),
        view,
        actors,
        now: visitor.app.clock().now(),
        risks: Risk::ALL,
        spared: Spared::ALL,
        categories: Category::ALL.to_vec(),
        languages: Language::ALL,
        office: &OFFICE,
        wrong,
    })
}

/// `POST /breaches/{breach}/steps`
pub(in super::super) async fn step(
    Id(breach): Id<RowId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = match asked::step(&fields, &When::of(&visitor)) {
        Ok(asked) => asked,
        Err(error) => return again(&visitor, breach, fields, &error).await,
    };
    let writing = move |work: &mut Work<'_>| ledger::follow(work, breach, &asked);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, PURPOSE, writing).await {
        Ok(()) => Ok(done(&format!("/breaches/{breach}"), "done-saved")),
        Err(error) => again(&visitor, breach, fields, &error).await,
    }
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    breach: RowId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let form = match fields.text("deed") {
        "word" => word_in(fields.text("language")),
        deed => deed.to_owned(),
    };
    let wrong = visitor.wrong(&form, error, fields)?;
    unfit(&read(visitor, breach, wrong).await?)
}
