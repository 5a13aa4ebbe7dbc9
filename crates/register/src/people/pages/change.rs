//! Changing a customer: one form, one change, from the version that was seen; and taking back what
//! was just done.

use axum::http::StatusCode;
use axum::response::Response;
use basics::{Code, Coded, PartyId};
use guard::category::{BirthDate, Company, Contact, Identity, Other, Permissions, Services};
use guard::{Ask, Work, category};
use policy::{Category, Policy};

use super::super::asked::{self, Asker, change_with_organisation};
use super::super::change::{Change, change as make};
use super::super::model::Error;
use super::super::{purpose_about, take_back};
use super::path_of;
use super::show::shown;
use super::trouble::{Trouble, at_fault, form_of};
use crate::web::{Fields, Id, Posted, Problem, Undo, Visitor, Wrong, done, done_undoable};

/// `POST /customers/{party}/change`
pub(super) async fn change(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let (asked, of) = match asked::change(&Asker::visitor(&visitor), &fields)
        .and_then(|asked| Ok((asked, asked::of(&fields)?)))
    {
        Ok(asked) => asked,
        Err(code) => return again(&visitor, party, fields, code, None).await,
    };
    let seen = fields.text("version").parse().unwrap_or(0);
    let reason = fields.text("reason").to_owned();
    let could = could_change(&asked, &visitor.policy);
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    let purpose = purpose.map_err(|error| Problem::of(&error, visitor.language()))?;
    let undo = (reason.is_empty() && asked.can_be_taken_back()).then(|| undo_of(party, seen));
    let changing = move |work: &mut Work<'_>| {
        let asked = change_with_organisation(work, asked.clone(), of)?;
        make(work, party, seen, &asked, &reason)
    };
    match guard.desk().write(&visitor.actor, purpose, changing).await {
        Ok(()) => Ok(match undo {
            Some(undo) => done_undoable(&visitor, &path_of(party), "done-saved", &undo),
            None => done(&path_of(party), "done-saved"),
        }),
        Err(Error::Guard(guard::Error::Changed)) => conflict(&visitor, party, fields, seen).await,
        Err(Error::Guard(error @ guard::Error::Refused(guard::Refusal::ReasonMissing))) => {
            again(&visitor, party, fields, error.code(), None).await
        }
        Err(Error::Guard(error)) => Err(Problem::of(&error, visitor.language())),
        Err(error) => {
            let same = match &error {
                Error::Same(other) => Some(*other),
                _ => None,
            };
            again(&visitor, party, fields, error.code(), same).await
        }
    }
}

/// The form that takes back the change made from this version. A change that rests on a request is
/// not taken back without one, so there it is none.
fn undo_of(party: PartyId, seen: i64) -> Undo {
    let version = seen.saturating_add(1).to_string();
    Undo::new([&path_of(party), "/undo"].concat(), [("version", version)])
}

/// `POST /customers/{party}/undo`
pub(super) async fn undo(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let version = fields.text("version").parse().unwrap_or(0);
    let guard = visitor.app.guard();
    let purpose = purpose_about(
        guard,
        &visitor.actor,
        &visitor.policy,
        party,
        could_take_back,
    )
    .await;
    let purpose = purpose.map_err(|error| Problem::of(&error, visitor.language()))?;
    let taking_back = move |work: &mut Work<'_>| take_back(work, party, version);
    match guard
        .desk()
        .write(&visitor.actor, purpose, taking_back)
        .await
    {
        Ok(()) => Ok(done(&path_of(party), "done-undone")),
        Err(error) => Err(Problem::of(&error, visitor.language())),
    }
}

/// Whether the actor could change anything that a press takes back.
fn could_take_back(work: &Work<'_>) -> bool {
    let change = Ask::change(&[]);
    work.could_without_reason::<Other>(&change)
        || work.could_without_reason::<Contact>(&change)
        || work.could_without_reason::<Identity>(&change)
        || work.could_without_reason::<BirthDate>(&change)
}

/// Whether the actor could make a change of this kind to anyone.
fn could_change(asked: &Change, policy: &Policy) -> fn(&Work<'_>) -> bool {
    fn of<C: category::Kind>(work: &Work<'_>) -> bool {
        work.could::<C>(&Ask::change(&[]))
    }
    let in_category = |category: Category| -> fn(&Work<'_>) -> bool {
        match category {
            Category::Company => of::<Company>,
            Category::Contact => of::<Contact>,
            Category::Services => of::<Services>,
            _ => of::<Other>,
        }
    };
    match asked {
        Change::Names(..) => of::<Identity>,
        Change::Organisation(..) => of::<Company>,
        Change::Profile(..)
        | Change::Connect(_)
        | Change::Disconnect(..)
        | Change::Leave(..)
        | Change::NoticeShown(..) => |work| of::<Identity>(work) || of::<Company>(work),
        Change::BirthDate(..) => of::<BirthDate>,
        Change::AddReach(..) | Change::EndContact(..) | Change::ReplaceContact(..) => of::<Contact>,
        Change::IdentityCode(..) => of::<category::IdentityCode>,
        Change::Note(..) | Change::EndNote(_) => of::<Other>,
        Change::Field(key, ..) => {
            let field = policy.field(key.as_str());
            in_category(field.map_or(Category::Other, |field| field.category))
        }
        Change::EraseField(_, category) => in_category(*category),
        Change::Permission(_) => of::<Permissions>,
    }
}

/// What is wrong with a form of the page.
fn wrong_with(visitor: &Visitor, fields: Fields, code: Code) -> Wrong {
    let form = form_of(fields.text("what"), fields.text("row"));
    let sentence = texts::say(visitor.language(), &code.text_key());
    Wrong::new(&form, at_fault(code, &fields), sentence, fields)
}

/// The page again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    code: Code,
    same: Option<PartyId>,
) -> Result<Response, Problem> {
    let trouble = Trouble {
        wrong: wrong_with(visitor, fields, code),
        same,
        ..Trouble::default()
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    shown(visitor, party, None, trouble, status).await
}

/// Somebody else was faster: what they changed, what holds now, and what was typed.
async fn conflict(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    seen: i64,
) -> Result<Response, Problem> {
    let trouble = Trouble {
        wrong: wrong_with(visitor, fields, guard::Error::Changed.code()),
        seen: Some(seen),
        ..Trouble::default()
    };
    shown(visitor, party, None, trouble, StatusCode::CONFLICT).await
}
