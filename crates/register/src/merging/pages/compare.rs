//! Two customers side by side: what each has, what will hold, what will happen.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{Coded, MergeId, PartyId, RowId};
use guard::category::{Company, Identity};
use guard::{Ask, PartyKind, Work};

use super::super::deed::{self, kind, may_be_one};
use super::super::{Choice, Error, Side};
use super::{ids, path_of, purpose_to_merge, refused};
use crate::people::{Card, ContactKind, Part, card_of};
use crate::web::{Fields, Frame, Posted, Problem, Undo, Visitor, done_undoable, page, plain};

/// A value of which one holds.
struct Choosing {
    /// The field of the form.
    field: &'static str,
    /// The key of its name.
    label: &'static str,
    own: String,
    its: String,
}

impl Choosing {
    /// Whether there is something to choose: both have one, and not the same.
    fn is_open(&self) -> bool {
        !self.own.is_empty() && !self.its.is_empty() && self.own != self.its
    }
}

/// A contact point of either, to be kept or not.
struct Point {
    row: RowId,
    kind: ContactKind,
    lines: Vec<String>,
    /// Whether it is the other customer's.
    its: bool,
    /// Whether the first customer has the same: it is kept once.
    twice: bool,
}

#[derive(Template)]
#[template(path = "merging/compare.html")]
struct ComparePage {
    frame: Frame,
    own: Card,
    its: Card,
    choosing: Vec<Choosing>,
    points: Vec<Point>,
    /// What was chosen, where the page is shown again.
    typed: Option<Fields>,
    trouble: Option<String>,
}

impl ComparePage {
    /// Whether the other customer's value was chosen.
    fn chose_its(&self, field: &str) -> bool {
        let typed = self.typed.as_ref();
        typed.is_some_and(|typed| typed.text(field) == "merged")
    }

    /// Whether a contact point is to be kept.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn keeps(&self, row: &RowId) -> bool {
        let row = row.to_string();
        let typed = self.typed.as_ref();
        typed.is_none_or(|typed| {
            let had = typed.all("had").contains(&row.as_str());
            !had || typed.all("keep").contains(&row.as_str())
        })
    }

    /// How many notes are shown of a card; nothing where the role may not see them.
    fn notes(card: &Card) -> String {
        match &card.notes {
            Part::Shown(notes) if notes.older.is_some() => format!("{}+", notes.shown.len()),
            Part::Shown(notes) => notes.shown.len().to_string(),
            Part::NotYours => "–".to_owned(),
        }
    }

    fn banned(card: &Card) -> bool {
        matches!(card.marketing_ban, Part::Shown(Some(_)))
    }
}

/// `GET /customers/{party}/merge/{other}`
pub(super) async fn show(
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<Response, Problem> {
    let parties = ids(&path, visitor.language())?;
    match compared(&visitor, parties, None, None).await? {
        Ok(compared) => page(&compared),
        Err(error) => Ok(refused(&error, visitor.language())),
    }
}

async fn compared(
    visitor: &Visitor,
    (into, from): (PartyId, PartyId),
    typed: Option<Fields>,
    trouble: Option<String>,
) -> Result<Result<ComparePage, Error>, Problem> {
    let purpose = purpose_to_merge(visitor, into).await?;
    let reading = move |work: &mut Work<'_>| {
        if into == from {
            return Err(Error::Same);
        }
        match kind(work, into)? {
            PartyKind::Person => {
                let _grant = work.grant::<Identity>(Ask::merge(&[into, from]))?;
            }
            PartyKind::Organisation => {
                let _grant = work.grant::<Company>(Ask::merge(&[into, from]))?;
            }
        }
        may_be_one(work, into, from)?;
        Ok((card_of(work, into)?, card_of(work, from)?))
    };
    let desk = visitor.app.guard().desk();
    let (own, its) = match desk.read(&visitor.actor, purpose, reading).await {
        Ok(cards) => cards,
        Err(error) => return Ok(Err(error)),
    };
    let frame = Frame::of(visitor, texts::say(visitor.language(), "merging-title"));
    Ok(Ok(ComparePage {
        choosing: choosing(&frame, &own, &its),
        points: points(&own, &its),
        frame,
        own,
        its,
        typed,
        trouble,
    }))
}

fn choosing(frame: &Frame, own: &Card, its: &Card) -> Vec<Choosing> {
    let whole = |card: &Card| match &card.names {
        Some([first, call, last, former]) => {
            let call = if call.is_empty() {
                String::new()
            } else {
                format!("({call})")
            };
            let former = if former.is_empty() {
                String::new()
            } else {
                format!("({former})")
            };
            let parts = [first.as_str(), &call, last, &former];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        }
        None => card.name.clone(),
    };
    let id = |card: &Card| card.business_id.clone().unwrap_or_default();
    let born = |card: &Card| match &card.birth_date {
        Part::Shown(Some((day, ..))) => day.finnish(),
        Part::Shown(None) | Part::NotYours => String::new(),
    };
    let language = |card: &Card| frame.say(&["language-", card.language.code()].concat());
    let mut all = vec![Choosing {
        field: "name",
        label: "find-name",
        own: whole(own),
        its: whole(its),
    }];
    if own.kind == PartyKind::Organisation {
        all.push(Choosing {
            field: "business_id",
            label: "people-business-id",
            own: id(own),
            its: id(its),
        });
    } else {
        all.push(Choosing {
            field: "birth_date",
            label: "people-birth-date",
            own: born(own),
            its: born(its),
        });
    }
    all.push(Choosing {
        field: "language",
        label: "people-language",
        own: language(own),
        its: language(its),
    });
    all
}

fn points(own: &Card, its: &Card) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (card, other) in [(own, false), (its, true)] {
        let shown = card.contacts.shown().map(Vec::as_slice);
        for one in shown.unwrap_or_default() {
            let lines = one.written();
            let folded = |lines: &[String]| lines.join("\n").to_lowercase();
            let same = |known: &Point| {
                !known.its && known.kind == one.kind && folded(&known.lines) == folded(&lines)
            };
            let twice = other && points.iter().any(same);
            points.push(Point {
                row: one.row,
                kind: one.kind,
                lines,
                its: other,
                twice,
            });
        }
    }
    points
}

/// What a form chose.
fn choice(fields: &Fields) -> Choice {
    let side = |field: &str| match fields.text(field) {
        "merged" => Side::Merged,
        _ => Side::Survivor,
    };
    let kept = fields.all("keep");
    let dropped = fields.all("had").into_iter();
    let dropped = dropped.filter(|row| !kept.contains(row));
    Choice {
        name: side("name"),
        business_id: side("business_id"),
        birth_date: side("birth_date"),
        language: side("language"),
        dropped: dropped.filter_map(|row| row.parse().ok()).collect(),
    }
}

/// The merge that was just made of these two, and the version of the survivor that it left.
fn made(work: &mut Work<'_>, (into, from): (PartyId, PartyId)) -> Result<(MergeId, i64), Error> {
    let version = work.party(into)?.map(|row| row.version);
    let mergings = work.mergings(into)?;
    let made = mergings
        .iter()
        .find(|one| one.stands() && one.merged == from);
    let made = made.map(|one| one.merge).zip(version);
    made.ok_or_else(|| guard::Error::NotThere.into())
}

/// The form that parts the two again, as long as nothing was changed since.
fn undo_of(survivor: PartyId, (merge, version): (MergeId, i64)) -> Undo {
    Undo::new(
        [&path_of(survivor), "/merges/", &merge.to_string()].concat(),
        [("version", version.to_string())],
    )
}

/// `POST /customers/{party}/merge/{other}`
pub(super) async fn merge(
    path: Path<(String, String)>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let parties = ids(&path, language)?;
    let version = |field: &str| fields.text(field).parse().unwrap_or(0);
    let seen = (version("own_version"), version("its_version"));
    let choice = choice(&fields);
    let purpose = purpose_to_merge(&visitor, parties.0).await?;
    let merging = move |work: &mut Work<'_>| {
        deed::merge(work, parties, seen, &choice)?;
        made(work, parties)
    };
    let desk = visitor.app.guard().desk();
    let error = match desk.write(&visitor.actor, purpose, merging).await {
        Ok(made) => {
            let (path, undo) = (path_of(parties.0), undo_of(parties.0, made));
            return Ok(done_undoable(&visitor, &path, "done-merged", &undo));
        }
        Err(error) => error,
    };
    let status = if error.is_changed() {
        StatusCode::CONFLICT
    } else if error.guards().is_some() {
        return Ok(refused(&error, language));
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let said = texts::say(language, &error.code().text_key());
    match compared(&visitor, parties, Some(fields), Some(said)).await? {
        Ok(compared) => Ok((status, Html(plain(&compared)?)).into_response()),
        // What speaks against it speaks against showing them side by side.
        Err(error) => Ok(refused(&error, language)),
    }
}
