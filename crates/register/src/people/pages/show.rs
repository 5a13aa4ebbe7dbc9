//! One page per customer.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{ActorId, PartyId};
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other};
use guard::{Ask, PartyKind, Work};
use policy::{ConnectionKind, IdentityCodeGround, Right, SourceKind};

use super::super::{Card, Error, PURPOSES, Part, card_of, reveal_identity_code};
use super::sources;
use crate::web::{Fields, Frame, Id, Posted, Problem, Visitor, page, plain};

/// What the visitor may do on this page.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
#[derive(Clone, Copy, Default)]
pub(super) struct May {
    pub(super) name: bool,
    pub(super) contact: bool,
    pub(super) birth_date: bool,
    pub(super) identity_code: bool,
    pub(super) reveal: bool,
    pub(super) other: bool,
    pub(super) trail: bool,
}

impl May {
    pub(super) fn of(work: &Work<'_>, kind: PartyKind) -> Self {
        let change = Ask::change(&[]);
        Self {
            name: match kind {
                PartyKind::Person => work.could::<Identity>(&change),
                PartyKind::Organisation => work.could::<Company>(&change),
            },
            contact: work.could::<Contact>(&change),
            birth_date: kind == PartyKind::Person && work.could::<BirthDate>(&change),
            identity_code: kind == PartyKind::Person && work.could::<IdentityCode>(&change),
            reveal: work.could::<IdentityCode>(&Ask::reveal(PartyId::new(1), "-")),
            other: work.could::<Other>(&change),
            trail: work.holds(Right::Trail),
        }
    }
}

#[derive(Template)]
#[template(path = "people/show.html")]
struct ShowPage {
    frame: Frame,
    card: Card,
    may: May,
    actors: HashMap<ActorId, String>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
    /// The identity code, once, after a reasoned reveal.
    revealed: Option<String>,
    trouble: Trouble,
}

/// What went wrong with a form of this page, and what was typed into it.
#[derive(Default)]
pub(super) struct Trouble {
    /// Which form: the change it asked for.
    pub(super) what: String,
    /// The sentences.
    pub(super) sentences: Vec<String>,
    /// What others changed in the meantime: what, when, by whom.
    pub(super) others: Vec<(String, String, String)>,
    /// What was typed.
    pub(super) typed: Fields,
}

impl ShowPage {
    fn is_person(&self) -> bool {
        self.card.kind == PartyKind::Person
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> &str {
        self.actors.get(actor).map_or("–", String::as_str)
    }

    /// What was typed into a form that is shown again, or what holds now.
    fn typed<'a>(&'a self, form: &str, field: &str, holds: &'a str) -> &'a str {
        if self.trouble.what == form {
            self.trouble.typed.text(field)
        } else {
            holds
        }
    }

    /// A form that is shown again is shown open.
    fn open(&self, form: &str) -> bool {
        self.trouble.what == form
    }

    fn name(&self, at: usize) -> &str {
        self.card
            .names
            .as_ref()
            .and_then(|names| names.get(at))
            .map_or("", String::as_str)
    }
}

/// `GET /customers/{party}`
pub(super) async fn show(visitor: Visitor, Id(party): Id<PartyId>) -> Result<Response, Problem> {
    shown(&visitor, party, None, Trouble::default(), StatusCode::OK).await
}

/// `POST /customers/{party}/identity-code`: shown once, for a reason, on a line of its own.
pub(super) async fn reveal(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let reason = fields.text("reason").to_owned();
    shown(
        &visitor,
        party,
        Some(reason),
        Trouble::default(),
        StatusCode::OK,
    )
    .await
}

/// The page, in one unit of work: with the identity code where a reason is given.
pub(super) async fn shown(
    visitor: &Visitor,
    party: PartyId,
    reason: Option<String>,
    trouble: Trouble,
    status: StatusCode,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let purpose = visitor.purpose(&PURPOSES);
    let reading = move |work: &mut Work<'_>| {
        let card = card_of(work, party)?;
        let may = May::of(work, card.kind);
        let revealed = match &reason {
            Some(reason) => Some(reveal_identity_code(work, party, reason)?),
            None => None,
        };
        let authors: Vec<ActorId> = match &card.notes {
            Part::Shown(notes) => notes.iter().map(|note| note.by).collect(),
            Part::NotYours => Vec::new(),
        };
        let actors = work.actor_names(authors)?;
        Ok::<_, Error>((card, may, actors, revealed))
    };
    let read = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, purpose, reading)
        .await;
    let (card, may, actors, revealed) = read.map_err(|error| Problem::of(&error, language))?;
    let grounds = visitor
        .policy
        .identity_code()
        .map(|rule| rule.grounds.iter().copied().collect());
    let connections = ConnectionKind::ALL
        .into_iter()
        .filter(|kind| visitor.policy.holds(*kind));
    let view = ShowPage {
        frame: Frame::of(visitor, card.name.clone()),
        card,
        may,
        actors,
        sources: sources(visitor),
        connections: connections.collect(),
        grounds: grounds.unwrap_or_default(),
        revealed,
        trouble,
    };
    if status == StatusCode::OK {
        return page(&view);
    }
    Ok((status, Html(plain(&view)?)).into_response())
}
