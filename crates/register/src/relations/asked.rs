//! What was asked for by a form of the page, or by a program, as a change.
//!
//! Invariant: pages and programs are read by these same functions, so that neither takes what the
//! other refuses.

use basics::{Day, PartyId, RowId};
use policy::SourceKind;

use super::change::Change;
use super::error::Error;
use super::model::{Kind, MATTERS, RelationEntry, apartment, proof};
use crate::people::holds_identity_code;
use crate::sites::{self, Access, SiteEntry};
use crate::web::{Fields, Visitor};

/// Fields in which nobody's identity code belongs.
const TEXTS: [&str; 8] = [
    "name",
    "street",
    "door_code",
    "key",
    "alarm",
    "other",
    "apartment",
    "proof",
];

/// The field that an error is about, of a form with these fields; nothing where it is about the whole
/// form.
pub(super) fn at(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Kind | Error::PersonOnly | Error::OrganisationOnly | Error::Already => {
            typed.first(&["kind"])
        }
        Error::Unknown | Error::Oneself | Error::Living => typed.first(&["number"]),
        Error::SiteMissing | Error::SiteUnknown => typed.first(&["site"]),
        Error::Day => typed.no_day(&["from", "until"]),
        Error::Days => Some("until"),
        Error::Length => typed
            .first_that(&["apartment"], |text| apartment(text).is_err())
            .or_else(|| typed.first_that(&["proof"], |text| proof(text).is_err())),
        Error::IdentityCode => typed.first_that(&TEXTS, holds_identity_code),
        Error::Site(error) => sites::at(error, typed),
        Error::People(crate::people::Error::SourceNotInNotice) => Some("source"),
        Error::People(_) | Error::Guard(_) => None,
    }
}

/// The change a form asks for; nothing where the form is none of this page.
///
/// # Errors
///
/// Why it cannot be.
pub(super) fn change(visitor: &Visitor, fields: &Fields) -> Result<Option<Change>, Error> {
    let today = visitor.today();
    if TEXTS
        .iter()
        .any(|name| holds_identity_code(fields.text(name)))
    {
        return Err(Error::IdentityCode);
    }
    let row = fields.text("row").parse::<RowId>();
    Ok(Some(match (fields.text("what"), row) {
        ("add-site", _) => add_site(fields)?,
        ("change-site", Ok(row)) => Change::ChangeSite(row, site(fields)?, source(fields)?),
        ("access", Ok(row)) => Change::SetAccess(row, access(fields)?),
        ("end-site", Ok(row)) => Change::EndSite(row, day(fields, "until", today)?),
        ("relate", _) => Change::Relate(Box::new(relation(fields, today)?)),
        ("end-relation", Ok(row)) => {
            let about: PartyId = fields.text("about").parse().map_err(|_| Error::Kind)?;
            Change::EndRelation(about, row, day(fields, "until", today)?)
        }
        _ => return Ok(None),
    }))
}

/// A new site.
///
/// # Errors
///
/// Why it is none.
pub(super) fn add_site(fields: &Fields) -> Result<Change, Error> {
    let (site, access) = (site(fields)?, access(fields)?);
    Ok(Change::AddSite(site, access, source(fields)?))
}

fn site(fields: &Fields) -> Result<SiteEntry, Error> {
    let [name, street, postal_code, town] =
        ["name", "street", "postal_code", "town"].map(|name| fields.text(name));
    Ok(SiteEntry::parse(name, street, postal_code, town)?)
}

fn access(fields: &Fields) -> Result<Option<Access>, Error> {
    let [door_code, key, alarm, other] =
        ["door_code", "key", "alarm", "other"].map(|name| fields.text(name));
    Ok(Access::parse(door_code, key, alarm, other)?)
}

fn source(fields: &Fields) -> Result<SourceKind, Error> {
    let source = SourceKind::from_key(fields.text("source"));
    source.ok_or_else(|| crate::people::Error::SourceNotInNotice.into())
}

fn relation(fields: &Fields, today: Day) -> Result<RelationEntry, Error> {
    let kind = Kind::from_key(fields.text("kind")).ok_or(Error::Kind)?;
    let number = fields.text("number").parse().map_err(|_| Error::Unknown)?;
    let site = match fields.text("site") {
        "" => None,
        _ if !kind.may_have_site() => None,
        text => Some(text.parse().map_err(|_| Error::SiteUnknown)?),
    };
    let from = day(fields, "from", today)?;
    let until = match fields.text("until") {
        "" => None,
        _ => Some(day(fields, "until", today)?),
    };
    if until.is_some_and(|until| until < from) {
        return Err(Error::Days);
    }
    let told = MATTERS.into_iter();
    let said = fields.all("told");
    Ok(RelationEntry {
        kind,
        number,
        site,
        apartment: apartment(fields.text("apartment"))?.filter(|_| kind.lives()),
        proof: proof(fields.text("proof"))?,
        told: told.filter(|one| said.contains(&one.key())).collect(),
        from,
        until,
        source: source(fields)?,
    })
}

/// The day in a field; today where it is empty.
fn day(fields: &Fields, name: &str, today: Day) -> Result<Day, Error> {
    match fields.text(name) {
        "" => Ok(today),
        text => Day::parse(text).map_err(|_| Error::Day),
    }
}
