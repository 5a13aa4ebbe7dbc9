//! The values a party ever had, opened for whoever may see their category: for the history and
//! for the difference between two versions.

use std::borrow::Cow;

use basics::{ActorId, Instant, PartyId, RowId};
use guard::category::Kind;
use guard::category::{BirthDate, Company, Contact, Identity, IdentityCode, Other, Permissions};
use guard::category::{Services, SiteAccess};
use guard::{Ask, ByKey, Noted, Payload, Place, SealedColumn, Work};
use policy::{Category, SourceKind};

use super::columns::{self, ContactValue, OrganisationName, PersonName};
use super::model::Error;
use super::queries::{self, Written};

/// Values read at once where nothing else is asked for.
pub(super) const READ: i64 = 201;

/// The row before which values are read, and how many at most.
pub(super) type Page = (RowId, i64);

/// A value that holds or held.
pub(super) struct Value {
    pub(super) row: RowId,
    /// name, address, phone …
    pub(super) what: Cow<'static, str>,
    pub(super) category: Category,
    pub(super) text: String,
    pub(super) source: Option<SourceKind>,
    pub(super) at: Instant,
    pub(super) by: ActorId,
    pub(super) until: Option<Instant>,
}

/// Whether the actor may see that there are values of this category, and when they changed. That
/// an identity code is on file is for those who may reveal or enter one.
pub(super) fn sees(work: &Work<'_>, category: Category) -> bool {
    if category == Category::IdentityCode {
        let reveal = Ask::reveal(PartyId::new(1), "-");
        return work.could::<IdentityCode>(&reveal) || changes(work, category);
    }
    could(work, category, &Ask::view(&[]))
}

/// Whether the actor may change values of this category.
pub(super) fn changes(work: &Work<'_>, category: Category) -> bool {
    could(work, category, &Ask::change(&[]))
}

fn could(work: &Work<'_>, category: Category, ask: &Ask) -> bool {
    match category {
        Category::Identity => work.could::<Identity>(ask),
        Category::Company => work.could::<Company>(ask),
        Category::Contact => work.could::<Contact>(ask),
        Category::BirthDate => work.could::<BirthDate>(ask),
        Category::Other => work.could::<Other>(ask),
        Category::Permissions => work.could::<Permissions>(ask),
        Category::Services => work.could::<Services>(ask),
        Category::SiteAccess => work.could::<SiteAccess>(ask),
        Category::IdentityCode => work.could::<IdentityCode>(ask),
        _ => false,
    }
}

/// The names a person ever had, newest first, before one of them.
pub(super) fn person_names(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): Page,
) -> Result<Vec<Value>, Error> {
    let Some(proof) = work.ask_if_allowed::<Identity>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work
        .tx()
        .all(&queries::PERSON_NAMES, (party, before, most))?;
    opened(
        work,
        party,
        &proof,
        (&columns::PERSON_NAME, "name"),
        rows,
        name_text,
    )
}

fn name_text(name: PersonName) -> String {
    let called = name.call_name.map(|call| ["(", &call, ")"].concat());
    let former = name.former_names.map(|former| ["(", &former, ")"].concat());
    let parts = [Some(name.first_names), called, Some(name.last_name), former];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ").trim().to_owned()
}

/// The names an organisation ever had, newest first, before one of them.
pub(super) fn organisation_names(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): Page,
) -> Result<Vec<Value>, Error> {
    let Some(proof) = work.ask_if_allowed::<Company>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work
        .tx()
        .all(&queries::ORGANISATION_NAMES, (party, before, most))?;
    let text = |name: OrganisationName| match name.business_id {
        Some(id) => [&name.name, " (", &id, ")"].concat(),
        None => name.name,
    };
    opened(
        work,
        party,
        &proof,
        (&columns::ORGANISATION_NAME, "name"),
        rows,
        text,
    )
}

/// The notes a party ever had, newest first, before one of them.
pub(super) fn notes(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): Page,
) -> Result<Vec<Value>, Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work
        .tx()
        .all(&queries::NOTE_HISTORY, (party, before, most))?;
    opened(
        work,
        party,
        &proof,
        (&columns::NOTE, "note"),
        rows,
        |text| text,
    )
}

/// The dates of birth a person was ever given, newest first, before one of them.
pub(super) fn birth_dates(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): Page,
) -> Result<Vec<Value>, Error> {
    let Some(proof) = work.ask_if_allowed::<BirthDate>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work
        .tx()
        .all(&queries::BIRTH_DATES, (party, before, most))?;
    let text = |text: String| basics::Day::parse(&text).map_or(text, basics::Day::finnish);
    opened(
        work,
        party,
        &proof,
        (&columns::BIRTH_DATE, "birth-date"),
        rows,
        text,
    )
}

/// The contact points a party ever had, newest first, before one of them.
pub(super) fn contacts(
    work: &mut Work<'_>,
    party: PartyId,
    (before, most): Page,
) -> Result<Vec<Value>, Error> {
    let Some(proof) = work.ask_if_allowed::<Contact>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let rows = work
        .tx()
        .all(&queries::CONTACT_HISTORY, (party, before, most))?;
    let mut values = Vec::with_capacity(rows.len());
    for (row, lot, kind, sealed, ByKey(source), at, by, until) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work.open(&proof, &columns::CONTACT_POINT, place, &sealed)?;
        values.push(Value {
            row,
            what: kind.key().into(),
            category: Category::Contact,
            text: {
                let lines = contact_lines(value.into_exposed()).into_iter();
                let lines = lines.map(|line| kind.written(line));
                lines.collect::<Vec<_>>().join(", ")
            },
            source: Some(source),
            at,
            by,
            until,
        });
    }
    Ok(values)
}

/// A contact point in lines: street, postal code and town, the country where it is not Finland.
pub(super) fn contact_lines(value: ContactValue) -> Vec<String> {
    let town = [value.postal_code, value.town].into_iter().flatten();
    let town = town.collect::<Vec<_>>().join(" ");
    let abroad = value.country.filter(|country| country != "FI");
    let lines = value.lines.into_iter().chain([town]).chain(abroad);
    lines.filter(|line| !line.is_empty()).collect()
}

fn opened<'w, C: Kind, T: Payload>(
    work: &mut Work<'w>,
    party: PartyId,
    proof: &Noted<'w, C>,
    (column, what): (&SealedColumn<C, T>, &'static str),
    rows: Vec<Written>,
    text: fn(T) -> String,
) -> Result<Vec<Value>, Error> {
    let mut values = Vec::with_capacity(rows.len());
    for (row, lot, sealed, source, at, by, until) in rows {
        let place = Place::new(party, lot, row.get());
        let value = work.open(proof, column, place, &sealed)?.into_exposed();
        values.push(Value {
            row,
            what: what.into(),
            category: C::CATEGORY,
            text: text(value),
            source: source.map(|source| source.0),
            at,
            by,
            until,
        });
    }
    Ok(values)
}
