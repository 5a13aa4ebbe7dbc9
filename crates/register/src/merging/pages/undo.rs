//! Parting two customers: what changed since is told before.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{ActorId, Coded, Day, MergeId, PartyId};
use guard::category::{Company, Identity};
use guard::{Ask, Merging, PartyKind, Work};
use policy::{ConnectionKind, Policy};

use super::super::Error;
use super::super::deed::{self, can_be_parted, kind};
use super::{ids, path_of, purpose_to_merge, refused};
use crate::people::{Difference, LIST_ROW, Told, changed_since, told_since, what_in_words};
use crate::web::{Frame, Posted, Problem, Visitor, done, page, plain};

#[derive(Template)]
#[template(path = "merging/undo.html")]
struct UndoPage {
    frame: Frame,
    policy: Arc<Policy>,
    merging: Merging,
    version: i64,
    /// Whether something was changed since the merge.
    changed: bool,
    /// The number of the customer who stays, and of the one who comes back.
    numbers: (i64, i64),
    /// What changed since the merge, as far as the visitor may see it.
    since: Vec<Difference>,
    actors: HashMap<ActorId, String>,
    trouble: Option<String>,
}

impl UndoPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn by(&self, actor: &ActorId) -> &str {
        self.actors.get(actor).map_or("–", String::as_str)
    }

    /// What a word of the history means.
    fn what(&self, what: &str) -> String {
        what_in_words(&self.policy, what, self.frame.language)
    }

    fn told(&self, what: &str, told: &Told) -> String {
        match told {
            Told::Text(text) => text.clone(),
            Told::State(key) => match what {
                "language" => self.frame.say(&["language-", key].concat()),
                "connection" => ConnectionKind::from_key(key)
                    .map_or_else(String::new, |kind| self.frame.word(&kind)),
                "death" => Day::parse(key).map_or_else(|_| String::new(), Day::finnish),
                "merge" => key.clone(),
                _ => self.frame.say(&["people-state-", key].concat()),
            },
        }
    }
}

/// `GET /customers/{party}/merges/{merge}`
pub(super) async fn show(
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<Response, Problem> {
    let about = ids(&path, visitor.language())?;
    match told(&visitor, about, None).await? {
        Ok(told) => page(&told),
        Err(error) => Ok(refused(&error, visitor.language())),
    }
}

async fn told(
    visitor: &Visitor,
    (party, merge): (PartyId, MergeId),
    trouble: Option<String>,
) -> Result<Result<UndoPage, Error>, Problem> {
    let purpose = purpose_to_merge(visitor, party).await?;
    let reading = move |work: &mut Work<'_>| {
        let merging = work.merging(merge)?.ok_or(guard::Error::NotThere)?;
        let both = [merging.survivor, merging.merged];
        match kind(work, party)? {
            PartyKind::Person => {
                let _grant = work.grant::<Identity>(Ask::merge(&both))?;
            }
            PartyKind::Organisation => {
                let _grant = work.grant::<Company>(Ask::merge(&both))?;
            }
        }
        if merging.survivor != party {
            return Err(guard::Error::NotThere.into());
        }
        can_be_parted(work, &merging)?;
        let since = told_since(work, party, merging.version)?;
        let changed = changed_since(work, party, merging.version)?;
        let actors = work.actor_names(since.iter().map(|one| one.by))?;
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        let (_, own, ..) = work.tx().one(&LIST_ROW, (party,))?;
        let (_, its, ..) = work.tx().one(&LIST_ROW, (merging.merged,))?;
        Ok::<_, Error>((merging, (row.version, changed), (own, its), since, actors))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let (merging, (version, changed), numbers, since, actors) = match read {
        Ok(read) => read,
        Err(error) => return Ok(Err(error)),
    };
    let frame = Frame::of(
        visitor,
        texts::say(visitor.language(), "merging-undo-title"),
    );
    Ok(Ok(UndoPage {
        frame,
        policy: Arc::clone(&visitor.policy),
        merging,
        version,
        changed,
        numbers,
        since,
        actors,
        trouble,
    }))
}

/// `POST /customers/{party}/merges/{merge}`
pub(super) async fn part(
    path: Path<(String, String)>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let about: (PartyId, MergeId) = ids(&path, language)?;
    let seen = fields.text("version").parse().unwrap_or(0);
    let said = (fields.ticked("keep_noes"), fields.ticked("known"));
    let purpose = purpose_to_merge(&visitor, about.0).await?;
    let parting = move |work: &mut Work<'_>| deed::part(work, about.1, seen, said);
    let desk = visitor.app.guard().desk();
    let error = match desk.write(&visitor.actor, purpose, parting).await {
        Ok(back) => return Ok(done(&path_of(back), "done-parted")),
        Err(error) => error,
    };
    let status = if error.is_changed() {
        StatusCode::CONFLICT
    } else if error.guards().is_some() {
        return Ok(refused(&error, language));
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let sentence = texts::say(language, &error.code().text_key());
    match told(&visitor, about, Some(sentence)).await? {
        Ok(told) => Ok((status, Html(plain(&told)?)).into_response()),
        Err(error) => Ok(refused(&error, language)),
    }
}
