//! With whom a customer is merged, and the merges there were.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Coded, Instant, MergeId, PartyId};
use guard::category::{Company, Identity};
use guard::{Ask, Merging, PartyKind, Work};

use super::super::deed::kind;
use super::super::{Error, Pair, pairs_of};
use super::{path_of, purpose_to_merge, sentence};
use crate::people::{LIST_ROW, NameProofs, OF_NUMBER};
use crate::web::{Frame, Id, Posted, Problem, Visitor, Wrong, page, unfit};

/// A merge as it is listed.
struct Made {
    merge: MergeId,
    /// The number of the customer that was merged.
    number: i64,
    at: Instant,
    until: Instant,
    /// Whether the two can still be parted.
    stands: bool,
    undone: Option<Instant>,
}

#[derive(Template)]
#[template(path = "merging/begin.html")]
struct BeginPage {
    frame: Frame,
    party: PartyId,
    name: String,
    number: i64,
    made: Vec<Made>,
    /// Customers that look like this one.
    alike: Vec<Pair>,
    wrong: Wrong,
}

/// `GET /customers/{party}/merge`
pub(super) async fn show(visitor: Visitor, Id(party): Id<PartyId>) -> Result<Response, Problem> {
    page(&begin(&visitor, party, Wrong::default()).await?)
}

async fn begin(visitor: &Visitor, party: PartyId, wrong: Wrong) -> Result<BeginPage, Problem> {
    let language = visitor.language();
    let purpose = purpose_to_merge(visitor, party).await?;
    let reading = move |work: &mut Work<'_>| {
        let kind = may_merge(work, party)?;
        let proofs = NameProofs::ask(work, &[(party, kind)], Ask::view)?;
        let name = proofs.sorted_name(work, party, kind)?;
        let (_, number, ..) = work.tx().one(&LIST_ROW, (party,))?;
        let now = work.now();
        let mut made = Vec::new();
        for merging in work.mergings(party)? {
            let (_, number, ..) = work.tx().one(&LIST_ROW, (merging.merged,))?;
            let stands = merging.stands() && merging.until > now && work.is_whole(&merging)?;
            let Merging {
                merge,
                at,
                until,
                undone,
                ..
            } = merging;
            made.push(Made {
                merge,
                number,
                at,
                until,
                stands,
                undone,
            });
        }
        let alike = pairs_of(work, party)?;
        Ok::<_, Error>((name, number, made, alike))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (name, number, made, alike) = read.map_err(|error| Problem::of(&error, language))?;
    Ok(BeginPage {
        frame: Frame::of(visitor, texts::say(language, "merging-title")),
        party,
        name,
        number,
        made,
        alike,
        wrong,
    })
}

/// That the visitor may merge this customer with another one.
fn may_merge(work: &mut Work<'_>, party: PartyId) -> Result<PartyKind, Error> {
    let kind = kind(work, party)?;
    match kind {
        PartyKind::Person => {
            let _grant = work.grant::<Identity>(Ask::merge(&[party]))?;
        }
        PartyKind::Organisation => {
            let _grant = work.grant::<Company>(Ask::merge(&[party]))?;
        }
    }
    Ok(kind)
}

/// `POST /customers/{party}/merge`: the customer with the number that was typed.
pub(super) async fn choose(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let number: Option<i64> = fields.text("number").parse().ok();
    let purpose = purpose_to_merge(&visitor, party).await?;
    let looking = move |work: &mut Work<'_>| {
        may_merge(work, party)?;
        let number = number.ok_or(Error::NoSuchNumber)?;
        let found = work.tx().maybe(&OF_NUMBER, (number,))?;
        let found = found.ok_or(Error::NoSuchNumber)?;
        let found = work.merged_into(found)?.unwrap_or(found);
        // Whoever may not be seen has no number either.
        let seen = work.seen(policy::Action::Search, &[found])?;
        match seen.first() {
            Some((other, _)) if *other == party => Err(Error::Same),
            Some((other, _)) => Ok(*other),
            None => Err(Error::NoSuchNumber),
        }
    };
    let desk = visitor.app.guard().desk();
    match desk.read(&visitor.actor, purpose, looking).await {
        Ok(other) => {
            let path = [&path_of(party), "/merge/", &other.to_string()].concat();
            Ok(Redirect::to(&path).into_response())
        }
        Err(error) => {
            let sentence = sentence(&error, visitor.language())?;
            tracing::debug!(code = error.code().as_str(), "no customer to merge with");
            let wrong = Wrong::new("merge", Some("number"), sentence, fields);
            unfit(&begin(&visitor, party, wrong).await?)
        }
    }
}
