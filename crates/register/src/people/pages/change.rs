//! Changing a customer: one form, one change, from the version that was seen.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded, Day, Language, PartyId};
use formats::{AddressText, Artificial, BusinessId, Email, IdentityCode, Phone, PostalAddress};
use guard::Work;
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::super::change::{Change, change as make};
use super::super::model::{
    CodeOnGround, Error, Names, Origin, Reach, note_text, organisation_name,
};
use super::super::{PURPOSES, holds_identity_code, queries};
use super::path_of;
use super::show::{Trouble, shown};
use crate::web::{Fields, Id, Posted, Problem, Visitor};

/// `POST /customers/{party}/change`
pub(super) async fn change(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = match parse(&visitor, &fields) {
        Ok(asked) => asked,
        Err(code) => return again(&visitor, party, fields, &[code]).await,
    };
    let seen = fields.text("version").parse().unwrap_or(0);
    let of_number = fields.text("of").parse::<i64>().ok();
    let changing = move |work: &mut Work<'_>| {
        let asked = with_organisation(work, asked.clone(), of_number)?;
        match make(work, party, seen, &asked) {
            Err(Error::Changed(others)) => {
                let names = work.actor_names(others.iter().map(|other| other.actor))?;
                let names = others.iter().map(|other| names.get(&other.actor).cloned());
                let names = names.map(Option::unwrap_or_default).collect();
                Err(Failed::Changed(others, names))
            }
            other => other.map_err(Failed::People),
        }
    };
    let purpose = visitor.purpose(&PURPOSES);
    let changed = visitor
        .app
        .guard()
        .desk()
        .write(&visitor.actor, purpose, changing)
        .await;
    match changed {
        Ok(()) => Ok(Redirect::to(&path_of(party)).into_response()),
        Err(Failed::Changed(others, names)) => {
            conflict(&visitor, party, fields, &others, names).await
        }
        Err(Failed::People(Error::Guard(error))) => Err(Problem::of(&error, visitor.language())),
        Err(Failed::People(error)) => again(&visitor, party, fields, &[error.code()]).await,
    }
}

/// Why a change was not made, with the names of those who were faster.
enum Failed {
    Changed(Vec<super::super::ChangeSeen>, Vec<String>),
    People(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::People(error)
    }
}

impl From<guard::Error> for Failed {
    fn from(error: guard::Error) -> Self {
        Self::People(error.into())
    }
}

/// The page again, with the sentences and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    codes: &[Code],
) -> Result<Response, Problem> {
    let say = |code: &Code| texts::say(visitor.language(), &code.text_key());
    let trouble = Trouble {
        what: fields.text("what").to_owned(),
        sentences: codes.iter().map(say).collect(),
        others: Vec::new(),
        typed: fields,
    };
    shown(
        visitor,
        party,
        None,
        trouble,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await
}

/// Somebody else was faster: what they changed, what holds now, and what was typed.
async fn conflict(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    others: &[super::super::ChangeSeen],
    names: Vec<String>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let zone = &visitor.policy.controller().zone;
    let told = others.iter().zip(names).map(|(other, name)| {
        let what = texts::say(language, &["people-what-", &other.what].concat());
        (what, zone.finnish(other.at), name)
    });
    let changed = Code::new("access.party.changed");
    let trouble = Trouble {
        what: fields.text("what").to_owned(),
        sentences: vec![texts::say(language, &changed.text_key())],
        others: told.collect(),
        typed: fields,
    };
    shown(visitor, party, None, trouble, StatusCode::CONFLICT).await
}

/// A contact person's organisation is named by its customer number.
fn with_organisation(
    work: &mut Work<'_>,
    asked: Change,
    number: Option<i64>,
) -> Result<Change, Error> {
    match asked {
        Change::Connect(origin) => {
            let of = match number {
                Some(number) => work.tx().maybe(&queries::OF_NUMBER, (number,))?,
                None => None,
            };
            Ok(Change::Connect(Origin { of, ..origin }))
        }
        other => Ok(other),
    }
}

fn parse(visitor: &Visitor, fields: &Fields) -> Result<Change, Code> {
    let text = |name: &str| fields.text(name);
    match text("what") {
        "names" => {
            let names = Names::parse(text("first_names"), text("call_name"), text("last_name"));
            names.map(Change::Names).map_err(|error| error.code())
        }
        "organisation" => {
            let name = organisation_name(text("company")).map_err(|error| error.code())?;
            let id = optional(text("business_id"), BusinessId::parse)?;
            Ok(Change::Organisation(name, id))
        }
        "profile" => {
            let language = text("language").parse().unwrap_or(Language::Fi);
            let deceased = optional(text("deceased"), |text| {
                Day::parse(text).map_err(|_| NotADay)
            })?;
            Ok(Change::Profile(
                language,
                fields.ticked("protected"),
                deceased,
            ))
        }
        "birth-date" => {
            let day = Day::parse(text("birth_date")).map_err(|_| NotADay.code())?;
            Ok(Change::BirthDate(day, source(fields)?))
        }
        "contact" => Ok(Change::AddReach(reach(fields)?, origin(visitor, fields)?)),
        "end-contact" => row(text("row")).map(Change::EndContact),
        "identity-code" => identity_code(visitor, fields),
        "connect" => Ok(Change::Connect(origin(visitor, fields)?)),
        "disconnect" => text("row")
            .parse()
            .map(Change::Disconnect)
            .map_err(|_| UNKNOWN),
        "note" => {
            if holds_identity_code(text("note")) {
                return Err(Code::new("people.field.identity_code_in_note"));
            }
            note_text(text("note"))
                .map(Change::Note)
                .map_err(|error| error.code())
        }
        "end-note" => row(text("row")).map(Change::EndNote),
        _ => Err(UNKNOWN),
    }
}

const UNKNOWN: Code = Code::new("people.field.unknown");

fn row(text: &str) -> Result<basics::RowId, Code> {
    text.parse().map_err(|_| UNKNOWN)
}

fn optional<T, E: Coded>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, Code> {
    if text.is_empty() {
        Ok(None)
    } else {
        parse(text).map(Some).map_err(|error| error.code())
    }
}

fn identity_code(visitor: &Visitor, fields: &Fields) -> Result<Change, Code> {
    let artificial = artificial(visitor);
    let code = IdentityCode::parse(fields.text("identity_code"), today(visitor), artificial);
    let code = code.map_err(|error| error.code())?;
    let ground = IdentityCodeGround::from_key(fields.text("identity_code_ground"));
    let ground = ground.ok_or(Code::new("people.field.identity_code_ground"))?;
    Ok(Change::IdentityCode(
        Box::new(CodeOnGround { code, ground }),
        origin(visitor, fields)?,
    ))
}

/// Identity codes of nobody are accepted in a register of made-up people only.
pub(super) fn artificial(visitor: &Visitor) -> Artificial {
    if visitor.app.is_demo() {
        Artificial::Allowed
    } else {
        Artificial::Refused
    }
}

/// Today, in the controller's zone.
pub(super) fn today(visitor: &Visitor) -> Day {
    visitor
        .policy
        .controller()
        .zone
        .day_at(visitor.app.clock().now())
}

fn reach(fields: &Fields) -> Result<Reach, Code> {
    let text = |name: &str| fields.text(name);
    let typed = AddressText {
        street: text("street"),
        postal_code: text("postal_code"),
        town: text("town"),
        country: text("country"),
    };
    let no_address =
        typed.street.is_empty() && typed.postal_code.is_empty() && typed.town.is_empty();
    let address = if no_address {
        None
    } else {
        Some(PostalAddress::parse(typed).map_err(|error| error.code())?)
    };
    let reach = Reach {
        addresses: address.into_iter().collect(),
        phones: optional(text("phone"), Phone::parse)?.into_iter().collect(),
        emails: optional(text("email"), Email::parse)?.into_iter().collect(),
    };
    if reach.is_empty() {
        Err(Code::new("people.field.contact_missing"))
    } else {
        Ok(reach)
    }
}

fn source(fields: &Fields) -> Result<SourceKind, Code> {
    SourceKind::from_key(fields.text("source")).ok_or(Code::new("people.field.source"))
}

/// Why the party may be held and where the value came from, as the form says.
pub(super) fn origin(visitor: &Visitor, fields: &Fields) -> Result<Origin, Code> {
    let connection = match fields.text("connection") {
        "" => ConnectionKind::Customer,
        key => ConnectionKind::from_key(key).ok_or(Code::new("people.field.connection"))?,
    };
    let from = optional(fields.text("from"), |text| {
        Day::parse(text).map_err(|_| NotADay)
    })?;
    let from = from.unwrap_or_else(|| today(visitor));
    Ok(Origin {
        connection,
        of: None,
        from,
        source: source(fields)?,
    })
}

/// The text is no day.
pub(super) struct NotADay;

impl Coded for NotADay {
    fn code(&self) -> Code {
        Code::new("people.field.date")
    }
}
