//! Changing a customer: one form, one change, from the version that was seen.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded, Day, Language, PartyId};
use formats::{AddressText, Artificial, BusinessId, Email, IdentityCode, Phone, PostalAddress};
use guard::category::{BirthDate, Company, Contact, Identity, Other, Permissions};
use guard::{Ask, Work, category};
use policy::{ConnectionKind, IdentityCodeGround, SourceKind};

use super::super::change::{Change, change as make};
use super::super::model::{
    CodeOnGround, Days, Error, Names, Origin, Reach, note_text, organisation_name,
};
use super::super::{holds_identity_code, purpose_about, queries};
use super::path_of;
use super::show::{Trouble, shown};
use crate::web::{Fields, Id, Posted, Problem, Visitor};

/// `POST /customers/{party}/change`
pub(super) async fn change(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let (asked, of) = match parse(&visitor, &fields).and_then(|asked| Ok((asked, of(&fields)?))) {
        Ok(asked) => asked,
        Err(code) => return again(&visitor, party, fields, code, None).await,
    };
    let seen = fields.text("version").parse().unwrap_or(0);
    let reason = fields.text("reason").to_owned();
    let could = could_change(&asked);
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    let purpose = purpose.map_err(|error| Problem::of(&error, visitor.language()))?;
    let changing = move |work: &mut Work<'_>| {
        let asked = with_organisation(work, asked.clone(), of)?;
        make(work, party, seen, &asked, &reason)
    };
    match guard.desk().write(&visitor.actor, purpose, changing).await {
        Ok(()) => Ok(Redirect::to(&path_of(party)).into_response()),
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

/// Whether the actor could make a change of this kind to anyone.
fn could_change(asked: &Change) -> fn(&Work<'_>) -> bool {
    fn of<C: category::Kind>(work: &Work<'_>) -> bool {
        work.could::<C>(&Ask::change(&[]))
    }
    match asked {
        Change::Names(..) => of::<Identity>,
        Change::Organisation(..) => of::<Company>,
        Change::Profile(..) | Change::Connect(_) | Change::Disconnect(..) => {
            |work| of::<Identity>(work) || of::<Company>(work)
        }
        Change::BirthDate(..) => of::<BirthDate>,
        Change::AddReach(..) | Change::EndContact(..) => of::<Contact>,
        Change::IdentityCode(..) => of::<category::IdentityCode>,
        Change::Note(..) | Change::EndNote(_) => of::<Other>,
        Change::ForbidMarketing => of::<Permissions>,
    }
}

/// The page again, with the sentence and with what was typed.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    code: Code,
    same: Option<PartyId>,
) -> Result<Response, Problem> {
    let trouble = Trouble {
        what: fields.text("what").to_owned(),
        sentences: vec![texts::say(visitor.language(), &code.text_key())],
        seen: None,
        same,
        typed: fields,
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
    let changed = guard::Error::Changed.code();
    let trouble = Trouble {
        what: fields.text("what").to_owned(),
        sentences: vec![texts::say(visitor.language(), &changed.text_key())],
        seen: Some(seen),
        same: None,
        typed: fields,
    };
    shown(visitor, party, None, trouble, StatusCode::CONFLICT).await
}

/// The customer number of the organisation that a connection names; nothing where it names none.
pub(super) fn of(fields: &Fields) -> Result<Option<i64>, Code> {
    optional(fields.text("of"), |text| {
        text.parse().map_err(|_| Error::OrganisationUnknown)
    })
}

/// The organisation with this customer number.
pub(super) fn organisation(work: &mut Work<'_>, number: i64) -> Result<PartyId, Error> {
    let found = work.tx().maybe(&queries::OF_NUMBER, (number,))?;
    found.ok_or(Error::OrganisationUnknown)
}

fn with_organisation(
    work: &mut Work<'_>,
    asked: Change,
    number: Option<i64>,
) -> Result<Change, Error> {
    match (asked, number) {
        (Change::Connect(origin), Some(number)) => {
            let of = Some(organisation(work, number)?);
            Ok(Change::Connect(Origin { of, ..origin }))
        }
        (asked, _) => Ok(asked),
    }
}

fn parse(visitor: &Visitor, fields: &Fields) -> Result<Change, Code> {
    let text = |name: &str| fields.text(name);
    match text("what") {
        "names" => {
            let names = Names::parse(text("first_names"), text("call_name"), text("last_name"));
            let names = names.and_then(|names| names.with_former(text("former_names")));
            let names = names.map_err(|error| error.code())?;
            Ok(Change::Names(names, source(fields)?))
        }
        "organisation" => {
            let name = organisation_name(text("company")).map_err(|error| error.code())?;
            let id = optional(text("business_id"), BusinessId::parse)?;
            Ok(Change::Organisation(name, id, source(fields)?))
        }
        "profile" => {
            let language = text("language").parse().unwrap_or(Language::Fi);
            let deceased = day(fields, "deceased")?;
            let protected = fields.ticked("protected");
            Ok(Change::Profile(language, protected, deceased))
        }
        "birth-date" => {
            let day = Day::parse(text("birth_date")).map_err(|_| NotADay.code())?;
            Ok(Change::BirthDate(day, source(fields)?))
        }
        "contact" => {
            let (from, until) = (day(fields, "from")?, day(fields, "until")?);
            let days = Days::new(from, until).map_err(|error| error.code())?;
            Ok(Change::AddReach(reach(fields)?, days, source(fields)?))
        }
        "end-contact" => Ok(Change::EndContact(row(fields)?, until(visitor, fields)?)),
        "identity-code" => identity_code(visitor, fields),
        "connect" => Ok(Change::Connect(origin(visitor, fields)?)),
        "disconnect" => {
            let connection = text("row").parse().map_err(|_| UNKNOWN)?;
            Ok(Change::Disconnect(connection, until(visitor, fields)?))
        }
        "note" => {
            if holds_identity_code(text("note")) {
                return Err(Code::new("people.field.identity_code_in_note"));
            }
            let note = note_text(text("note")).map_err(|error| error.code())?;
            Ok(Change::Note(note, source(fields)?))
        }
        "end-note" => row(fields).map(Change::EndNote),
        "marketing" => Ok(Change::ForbidMarketing),
        _ => Err(UNKNOWN),
    }
}

const UNKNOWN: Code = Code::new("people.field.unknown");

fn row(fields: &Fields) -> Result<basics::RowId, Code> {
    fields.text("row").parse().map_err(|_| UNKNOWN)
}

/// A day that may be left empty.
pub(super) fn day(fields: &Fields, name: &str) -> Result<Option<Day>, Code> {
    optional(fields.text(name), |text| {
        Day::parse(text).map_err(|_| NotADay)
    })
}

/// The last day of what ends: today, where nothing is said.
fn until(visitor: &Visitor, fields: &Fields) -> Result<Day, Code> {
    Ok(day(fields, "until")?.unwrap_or_else(|| today(visitor)))
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
        source(fields)?,
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
    let from = day(fields, "from")?.unwrap_or_else(|| today(visitor));
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
