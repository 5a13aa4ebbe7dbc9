//! One page per customer.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use basics::{ActorId, Coded as _, Day, Language, PartyId};
use guard::category::IdentityCode;
use guard::{Ask, PartyKind, Work};
use policy::{
    Category, Channel, ConnectionKind, FieldKind, IdentityCodeGround, MarketingChannel, Policy,
    SourceKind,
};
use serde::Deserialize;

use super::super::card::name_seen;
use super::super::{
    Card, ContactKind, Difference, Error, Part, Told, card_of, difference, purpose_about,
    reveal_identity_code, what_in_words,
};
use super::may::{May, Way};
use super::permissions::{act_in_words, prohibitions_in_words};
use super::trouble::{Trouble, form_of};
use super::{connections, grounds, path_of, purpose_to_see, sources};
use crate::capability::{Before, Moment};
use crate::fields::FieldView;
use crate::permissions::{
    ActView, Notice, Permissions, Sentences, State, notice_views, permissions_of, sentence_of_state,
};
use crate::web::{Frame, Id, Posted, Problem, Query, Visitor, Wrong, page, plain};

#[derive(Template)]
#[template(path = "people/show.html")]
struct ShowPage {
    frame: Frame,
    policy: Arc<Policy>,
    card: Card,
    may: May,
    actors: HashMap<ActorId, String>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
    /// What she says about marketing, where the visitor may see it.
    permissions: Option<Permissions>,
    channels: [MarketingChannel; 4],
    ways: [Channel; 5],
    /// Whether the notice has a wording of consents.
    names_wording: bool,
    /// Which versions of the notice were shown to her.
    notices: Vec<Notice>,
    /// The versions there are, the one in force first: the number, and the same as text.
    versions: Vec<(i64, String)>,
    /// The identity code, once, after a reasoned reveal.
    revealed: Option<String>,
    /// What others changed in the meantime.
    others: Vec<Difference>,
    /// What happened last.
    moments: Vec<(&'static str, Moment)>,
    /// The number of the customer whose page led here, because it was merged into this one.
    was: Option<i64>,
    /// The version a form was filled from, where somebody else was faster.
    seen: Option<i64>,
    /// Another customer whom the sentence speaks of.
    same: Option<PartyId>,
    wrong: Wrong,
}

/// What a page is read to.
enum Read {
    Here(Box<Shown>),
    /// The customer was merged into this one.
    Elsewhere(PartyId),
}

type Shown = (
    Card,
    May,
    HashMap<ActorId, String>,
    Vec<Difference>,
    Option<i64>,
    (Option<Permissions>, Vec<Notice>, i64),
    Vec<(&'static str, Moment)>,
);

impl ShowPage {
    /// The category that says whom she is.
    fn own_category(&self) -> &'static str {
        if self.is_person() {
            Category::Identity.key()
        } else {
            Category::Company.key()
        }
    }

    /// Why she is held, where that goes on: `asiakas 3.2.2020–`.
    fn held_on(&self) -> Vec<String> {
        let held = self
            .card
            .connections
            .iter()
            .filter(|one| one.until.is_none());
        let worded = held.map(|one| {
            let kind = self.frame.word(&one.kind);
            [&kind, " ", &one.from.finnish(), "–"].concat()
        });
        worded.collect()
    }

    /// Whether a connection goes on that could end.
    fn goes_on(&self) -> bool {
        self.card.connections.iter().any(|one| one.until.is_none())
    }

    /// What she forbade, in words, with the day and how it came; whichever channel where not all.
    fn prohibitions(&self) -> Vec<String> {
        let Some(own) = &self.permissions else {
            return Vec::new();
        };
        prohibitions_in_words(&self.frame, own)
    }

    fn is_person(&self) -> bool {
        self.card.kind == PartyKind::Person
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> String {
        self.frame.actor(*actor, &self.actors)
    }

    fn state_of(&self, state: &State) -> String {
        sentence_of_state(Sentences(self.frame.language), state)
    }

    fn act_of(&self, view: &ActView) -> String {
        act_in_words(&self.frame, view)
    }

    /// What a word of the history means.
    fn what(&self, what: &str) -> String {
        what_in_words(&self.policy, what, self.frame.language)
    }

    /// How the visitor comes to change a field.
    fn way(&self, field: &FieldView) -> Way {
        self.may.of_field(field.category)
    }

    /// What a field is called, and what it holds, in words.
    fn told_field(&self, field: &FieldView) -> (String, Option<String>) {
        let language = self.frame.language;
        (field.title(language).to_owned(), field.text(language))
    }

    /// What stands in the form of a field: what was typed into it, or what holds.
    fn in_field(&self, field: &FieldView) -> String {
        let form = form_of("field", &field.key);
        if self.wrong.is_in(&form) {
            return self.wrong.typed(&form, "value").to_owned();
        }
        let held = field.held.as_ref();
        held.map_or_else(String::new, |held| held.value.typed(self.frame.language))
    }

    /// What may be chosen in a field: key, name.
    fn choices(&self, field: &FieldView) -> Vec<(String, String)> {
        let declared = field.declared.iter().flat_map(|one| &one.choices);
        let named = |one: &policy::FieldChoice| {
            (
                one.key.to_string(),
                one.text.get(self.frame.language).to_owned(),
            )
        };
        declared.map(named).collect()
    }

    /// The name of the form of a row.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, what: &str, row: &str) -> String {
        form_of(what, row)
    }

    fn name(&self, at: usize) -> &str {
        let names = self.card.names.as_ref();
        names
            .and_then(|names| names.get(at))
            .map_or("", String::as_str)
    }

    /// Whether a code may be on file: whoever may reveal one only for another purpose is not told.
    const fn may_hold_code(&self) -> bool {
        !matches!(self.card.identity_code, Part::Shown(None))
    }

    /// The day of death as the form holds it.
    fn deceased(&self) -> String {
        self.card.deceased.map_or_else(String::new, Day::finnish)
    }

    /// A value of a difference, in words.
    fn told(&self, what: &str, told: &Told) -> String {
        match told {
            Told::Text(text) => text.clone(),
            Told::State(key) => self.state(what, key),
        }
    }

    fn state(&self, what: &str, key: &str) -> String {
        match what {
            "language" => self.frame.say(&["language-", key].concat()),
            "connection" => ConnectionKind::from_key(key)
                .map_or_else(String::new, |kind| self.frame.word(&kind)),
            "merge" => key.to_owned(),
            "death" => Day::parse(key).map_or_else(|_| String::new(), Day::finnish),
            _ => self.frame.say(&["people-state-", key].concat()),
        }
    }
}

/// The customer that was merged into this one, and from whose page the visitor was led here.
#[derive(Deserialize)]
pub(super) struct Was {
    was: Option<String>,
}

/// Moments that stand on the page; the others are in the timeline.
const MOMENTS_SHOWN: usize = 5;

/// Versions of the notice among which the one that was shown is chosen.
const VERSIONS_SHOWN: usize = 20;

/// `GET /customers/{party}`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Was { was }): Query<Was>,
) -> Result<Response, Problem> {
    let trouble = Trouble {
        was: was.and_then(|was| was.parse().ok()),
        ..Trouble::default()
    };
    shown(&visitor, party, None, trouble, StatusCode::OK).await
}

/// `POST /customers/{party}/identity-code`: shown once, for a reason, on a line of its own.
pub(super) async fn reveal(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let guard = visitor.app.guard();
    let could = |work: &Work<'_>| work.could::<IdentityCode>(&Ask::reveal(PartyId::new(1), "-"));
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    let purpose = purpose.map_err(|error| Problem::of(&error, language))?;
    let reason = fields.text("reason").to_owned();
    let revealing = move |work: &mut Work<'_>| {
        name_seen(work, party)?;
        reveal_identity_code(work, party, &reason)
    };
    let desk = guard.desk();
    let revealed = desk.read(&visitor.actor, purpose, revealing).await;
    let missing = guard::Refusal::ReasonMissing.code();
    let (code, wrong, status) = match revealed {
        Ok(code) => (Some(code), Wrong::default(), StatusCode::OK),
        Err(error) if error.code() == missing => {
            let sentence = texts::say(language, &missing.text_key());
            let wrong = Wrong::new("reveal", Some("reason"), sentence, fields);
            (None, wrong, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => return Err(Problem::of(&error, language)),
    };
    let trouble = Trouble {
        wrong,
        ..Trouble::default()
    };
    shown(&visitor, party, code, trouble, status).await
}

/// The customer that stands for one who was merged, where the visitor may see her.
fn led_to(work: &mut Work<'_>, party: PartyId) -> Result<Option<PartyId>, Error> {
    let merged = work.party(party)?.is_some_and(|row| row.merged.is_some());
    if !merged {
        return Ok(None);
    }
    let Some(into) = work.merged_into(party)? else {
        return Ok(None);
    };
    let seen = work.seen(policy::Action::View, &[into])?;
    Ok(seen.first().map(|(party, _)| *party))
}

/// The number of a customer that was merged into this one.
fn number_of_merged(
    work: &mut Work<'_>,
    party: PartyId,
    was: Option<PartyId>,
) -> Result<Option<i64>, Error> {
    let Some(was) = was else { return Ok(None) };
    if work.merged_into(was)? != Some(party) {
        return Ok(None);
    }
    let profile = work.tx().maybe(&super::super::queries::PROFILE, (was,))?;
    Ok(profile.map(|profile| profile.0))
}

/// What the page shows of a customer, in one unit of work; or where it leads instead.
fn read(
    work: &mut Work<'_>,
    party: PartyId,
    seen: Option<i64>,
    was: Option<PartyId>,
    language: Language,
) -> Result<Read, Error> {
    if let Some(into) = led_to(work, party)? {
        return Ok(Read::Elsewhere(into));
    }
    let card = card_of(work, party)?;
    let was = number_of_merged(work, party, was)?;
    let may = May::of(work, card.kind);
    let others = match seen {
        Some(seen) => difference(work, party, seen)?,
        None => Vec::new(),
    };
    let stands = (card.speaks_for_another(work.today()), card.deceased);
    let own = permissions_of(work, party, stands)?;
    let notices = notice_views(work, party)?;
    let last = Before {
        party,
        number: i64::MAX,
        most: MOMENTS_SHOWN,
        language,
    };
    let (moments, _) = crate::moments(work, &last, None)?;
    let notes = card.notes.shown().map(|notes| notes.shown.as_slice());
    let authors = notes.unwrap_or_default().iter().map(|note| note.by);
    let authors = authors.chain(others.iter().map(|one| one.by));
    let acts = own.iter().flat_map(|own| own.acts.iter().map(|act| act.by));
    let authors = authors.chain(acts).chain(notices.iter().map(|one| one.by));
    let authors = authors.chain(moments.iter().map(|(_, moment)| moment.by));
    let actors = work.actor_names(authors.collect::<Vec<_>>())?;
    let about = (own, notices, work.notice_number()?);
    let here = (card, may, actors, others, was, about, moments);
    Ok(Read::Here(Box::new(here)))
}

/// The page; with the identity code where it was just revealed.
pub(super) async fn shown(
    visitor: &Visitor,
    party: PartyId,
    revealed: Option<String>,
    trouble: Trouble,
    status: StatusCode,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let purpose = purpose_to_see(visitor, party).await?;
    let (seen, was) = (trouble.seen, trouble.was);
    let reading = move |work: &mut Work<'_>| read(work, party, seen, was, language);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (card, may, actors, others, was, about, moments) =
        match read.map_err(|error| Problem::of(&error, language))? {
            Read::Here(here) => *here,
            Read::Elsewhere(into) => {
                let was = [&path_of(into), "?was=", &party.to_string()].concat();
                return Ok(Redirect::to(&was).into_response());
            }
        };
    let (permissions, notices, in_force) = about;
    let wrong = trouble
        .wrong
        .going_on("contact", |form| replaces_none(form, &card));
    let view = ShowPage {
        permissions,
        channels: MarketingChannel::ALL,
        ways: Channel::ALL,
        names_wording: visitor.policy.marketing().is_some(),
        notices,
        versions: (1..=in_force)
            .rev()
            .take(VERSIONS_SHOWN)
            .map(|one| (one, one.to_string()))
            .collect(),
        frame: Frame::of(visitor, card.name.clone()),
        policy: Arc::clone(&visitor.policy),
        card,
        may,
        actors,
        sources: sources(visitor),
        connections: connections(visitor),
        grounds: grounds(visitor),
        revealed,
        others,
        moments,
        was,
        seen,
        same: trouble.same,
        wrong,
    };
    if status == StatusCode::OK {
        return page(&view);
    }
    Ok((status, Html(plain(&view)?)).into_response())
}

/// Whether a form is to put another contact point in the place of one that holds no more: somebody else
/// was faster, and what was typed is a new one.
fn replaces_none(form: &str, card: &Card) -> bool {
    let row = form.strip_prefix("replace-contact-");
    let held = card.contacts.shown();
    row.zip(held).is_some_and(|(row, held)| {
        let mut rows = held.iter().map(|point| point.row.to_string());
        !rows.any(|one| one == row)
    })
}
