//! The tags of one customer: put on, taken off.

use askama::Template;
use axum::response::Response;
use basics::{PartyId, TagId};
use guard::category::Other;
use guard::{Ask, Work};
use policy::Purpose;

use super::super::tagging::{self, Deed};
use crate::people::{name_of, purpose_about};
use crate::tags::{self, Tag};
use crate::web::{Frame, Id, Posted, Problem, Undo, Visitor, Wrong, done_undoable, page, unfit};

#[derive(Template)]
#[template(path = "find/tags.html")]
struct TagsPage {
    frame: Frame,
    party: PartyId,
    name: String,
    /// Her tags; nothing where the role may not see them.
    own: Option<Vec<Tag>>,
    /// Those that may be put on her.
    others: Vec<Tag>,
    may_change: bool,
    wrong: Wrong,
}

/// `GET /customers/{party}/tags`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, party, Wrong::default()).await?)
}

async fn purpose(visitor: &Visitor, party: PartyId) -> Result<Purpose, Problem> {
    let guard = visitor.app.guard();
    let could = |work: &Work<'_>| work.could::<Other>(&Ask::view(&[]));
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}

async fn read(visitor: &Visitor, party: PartyId, wrong: Wrong) -> Result<TagsPage, Problem> {
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let proof = work.ask_if_allowed::<Other>(Ask::view(&[party]))?;
        let Some(proof) = proof else {
            return Ok((name, None, Vec::new(), false));
        };
        let hers = tags::of_parties(work, &proof, &[party]);
        let hers = hers
            .map_err(tagging::of_tags)?
            .remove(&party)
            .unwrap_or_default();
        let all = tags::all(work.tx())?.into_iter();
        let (own, others): (Vec<Tag>, Vec<Tag>) = all.partition(|tag| hers.contains(&tag.tag));
        let others = others
            .into_iter()
            .filter(|tag| tag.ended.is_none())
            .collect();
        let may_change = work.could_without_reason::<Other>(&Ask::change(&[]));
        Ok::<_, crate::people::Error>((name, Some(own), others, may_change))
    };
    let desk = visitor.app.guard().desk();
    let purpose = purpose(visitor, party).await?;
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let language = visitor.language();
    let (name, own, others, may_change) = read.map_err(|error| Problem::of(&error, language))?;
    Ok(TagsPage {
        frame: Frame::of(visitor, texts::say(language, "tags-of-customer")),
        party,
        name,
        own,
        others,
        may_change,
        wrong,
    })
}

/// `POST /customers/{party}/tags`
pub(in super::super) async fn deed(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let bad = || Problem::BadForm(language);
    let tag: TagId = fields.text("tag").parse().map_err(|_| bad())?;
    let (deed, said, opposite) = match fields.text("deed") {
        "put" => (Deed::Put(tag), "done-tag-put", "take"),
        "take" => (Deed::Take(tag), "done-tag-taken", "put"),
        _ => return Err(bad()),
    };
    let writing = move |work: &mut Work<'_>| tagging::apply(work, &[party], deed, None);
    let purpose = purpose(&visitor, party).await?;
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, purpose, writing).await {
        Ok(_) => {
            let path = format!("/customers/{party}/tags");
            let fields = [("tag", tag.to_string()), ("deed", opposite.to_owned())];
            let undo = Undo::new(path.clone(), fields);
            Ok(done_undoable(&visitor, &path, said, &undo))
        }
        Err(error) => {
            let wrong = visitor.wrong("put", &error, fields)?;
            unfit(&read(&visitor, party, wrong).await?)
        }
    }
}
