//! The page of pairs that look alike.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use basics::PartyId;
use guard::Work;
use policy::Purpose;
use serde::Deserialize;

use super::super::pairs::{self, Pair, Pairs};
use super::super::{Error, Likeness};
use super::refused;
use crate::people::PURPOSES;
use crate::web::{Frame, Posted, Problem, Query, Visitor, page};

#[derive(Template)]
#[template(path = "merging/duplicates.html")]
struct DuplicatesPage {
    frame: Frame,
    pairs: Vec<Pair>,
    /// Where this page begins.
    after: String,
    next: Option<String>,
}

impl DuplicatesPage {
    fn is_tie(pair: &Pair) -> bool {
        pair.likeness == Likeness::Tie
    }
}

/// Where the page begins.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

/// The first purpose served under which the visitor may merge anybody.
async fn purpose(visitor: &Visitor) -> Result<Purpose, Problem> {
    // Nobody in particular: which purpose it is depends on her roles alone.
    super::purpose_to_merge(visitor, PartyId::new(1))
        .await
        .map(|chosen| {
            let serves = |purpose: &&Purpose| visitor.actor.serves(&visitor.policy, **purpose);
            if visitor.actor.serves(&visitor.policy, chosen) {
                chosen
            } else {
                PURPOSES.iter().find(serves).copied().unwrap_or(chosen)
            }
        })
}

/// `GET /customers/duplicates`
pub(super) async fn show(
    visitor: Visitor,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let purpose = purpose(&visitor).await?;
    let from = after.clone();
    let reading = move |work: &mut Work<'_>| pairs::pairs(work, from.as_deref());
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let Pairs { pairs, next } = read.map_err(|error: Error| Problem::of(&error, language))?;
    page(&DuplicatesPage {
        frame: Frame::of(&visitor, texts::say(language, "merging-duplicates")),
        pairs,
        after: after.unwrap_or_default(),
        next,
    })
}

/// `POST /customers/duplicates`: the two are not the same.
pub(super) async fn not_the_same(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let id = |field: &str| fields.text(field).parse::<PartyId>().ok();
    let both = id("one").zip(id("other"));
    let (one, other) = both.ok_or(Problem::BadForm(language))?;
    let purpose = super::purpose_to_merge(&visitor, one).await?;
    let marking = move |work: &mut Work<'_>| pairs::not_the_same(work, one, other);
    let desk = visitor.app.guard().desk();
    if let Err(error) = desk.write(&visitor.actor, purpose, marking).await {
        return Ok(refused(&error, language));
    }
    // Back to the page she was on; the place is a number and nothing else.
    let place = u64::from_str_radix(fields.text("after"), 16).ok();
    let path = match place {
        Some(place) => format!("/customers/duplicates?after={place:016x}"),
        None => "/customers/duplicates".to_owned(),
    };
    Ok(Redirect::to(&path).into_response())
}
