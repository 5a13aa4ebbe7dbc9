//! Everything people hold about a party, value by value, with those that were replaced.
//!
//! Invariant: every sealed column of people is in it; an identity code is told to be on file, its
//! digits never.

use basics::{Day, Instant, Language, PartyId, RowId};
use guard::{PartyKind, Work};
use policy::{Category, ConnectionKind};

use super::card::{self, NameProofs};
use super::model::Error;
use super::queries;
use super::values::{self, Value};
use crate::capability::Piece;

/// Reads a page of values before a row.
type Read = fn(&mut Work<'_>, PartyId, values::Page) -> Result<Vec<Value>, Error>;

/// Everything about a party that the actor may see.
pub(super) fn of(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    collected(work, party, language).map_err(Error::into_guard)
}

fn collected(work: &mut Work<'_>, party: PartyId, language: Language) -> Result<Vec<Piece>, Error> {
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    NameProofs::ask(work, &[(party, row.kind)], guard::Ask::view)?;
    let named: Read = match row.kind {
        PartyKind::Person => values::person_names,
        PartyKind::Organisation => values::organisation_names,
    };
    let mut pieces = Vec::new();
    for read in [named, values::contacts, values::birth_dates, values::notes] {
        let mut before = RowId::new(i64::MAX);
        loop {
            let part = read(work, party, (before, values::READ))?;
            let Some(last) = part.last() else { break };
            before = last.row;
            pieces.extend(part.into_iter().map(|value| of_value(value, language)));
        }
    }
    pieces.extend(of_profile(work, party, (row.kind, row.created), language)?);
    pieces.extend(code_on_file(work, party, language)?);
    pieces.extend(held_on(work, party, row.kind, language)?);
    Ok(pieces)
}

fn word(language: Language, what: &str) -> String {
    texts::say(language, &["people-what-", what].concat())
}

fn of_value(value: Value, language: Language) -> Piece {
    Piece {
        category: value.category,
        what: word(language, &value.what),
        text: value.text,
        source: value.source,
        recorded: value.at,
        ended: value.until,
    }
}

/// The category that says whom a party is.
const fn own(kind: PartyKind) -> Category {
    match kind {
        PartyKind::Person => Category::Identity,
        PartyKind::Organisation => Category::Company,
    }
}

/// Customer number, language, turvakielto, day of death.
fn of_profile(
    work: &mut Work<'_>,
    party: PartyId,
    (kind, created): (PartyKind, Instant),
    language: Language,
) -> Result<Vec<Piece>, Error> {
    let (number, served, protected, deceased) = work.tx().one(&queries::PROFILE, (party,))?;
    let mut said = |what: &str| {
        let asked = (party, what.to_owned());
        work.tx().maybe(&queries::LAST_CHANGE, asked)
    };
    let spoken_since = said("language")?.unwrap_or(created);
    let dead_since = said("death")?.unwrap_or(created);
    let piece = |what: String, text: String, recorded: Instant| Piece {
        category: own(kind),
        what,
        text,
        source: None,
        recorded,
        ended: None,
    };
    let say = |key: &str| texts::say(language, key);
    let spoken = say(&["language-", served.code()].concat());
    let mut pieces = vec![
        piece(say("people-number"), number.to_string(), created),
        piece(word(language, "language"), spoken, spoken_since),
    ];
    if let Some(since) = protected {
        let what = word(language, "protection");
        pieces.push(piece(what, say("people-state-yes"), since));
    }
    if let Some(day) = deceased {
        pieces.push(piece(word(language, "death"), day.finnish(), dead_since));
    }
    Ok(pieces)
}

fn code_on_file(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Option<Piece>, Error> {
    let found = card::identity_code(work, party)?;
    Ok(found.shown().copied().flatten().map(|code| Piece {
        category: Category::IdentityCode,
        what: word(language, "identity-code"),
        text: texts::say(language, "people-code-on-file"),
        source: Some(code.source),
        recorded: code.recorded,
        ended: None,
    }))
}

/// Why the party is held: its connections.
fn held_on(
    work: &mut Work<'_>,
    party: PartyId,
    kind: PartyKind,
    language: Language,
) -> Result<Vec<Piece>, Error> {
    let rows = work.tx().all(&queries::HELD_ON, (party,))?;
    let today = work.today();
    let zone = &work.policy().controller().zone;
    let pieces = rows
        .into_iter()
        .map(|(held, from, until, source, recorded)| {
            let over = until.filter(|until| *until < today);
            let days = [
                &from.finnish(),
                "–",
                &until.map_or_else(String::new, Day::finnish),
            ]
            .concat();
            Piece {
                category: own(kind),
                what: word(language, "connection"),
                text: [&texts::say(language, &held.0.text_key()), " ", &days].concat(),
                source: Some(source.0),
                recorded,
                ended: over.map(|last| zone.start_of(last.plus_days(1))),
            }
        });
    Ok(pieces.collect())
}

/// The kinds of connection that what is held of a party rests on: those that go on; where none does,
/// those that ended, because what is left was taken up on them.
///
/// # Errors
///
/// The store's failure.
pub fn kinds_held_on(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<ConnectionKind>, guard::Error> {
    let (all, today) = (connections_of(work, party)?, work.today());
    let goes_on = |end: Option<Day>| end.is_none_or(|end| end >= today);
    let any = all.iter().any(|one| goes_on(one.2));
    let counted = all.into_iter().filter(|one| !any || goes_on(one.2));
    Ok(counted.map(|one| one.0).collect())
}

/// The connections on which a party is held: the kind, the first day and the last.
///
/// # Errors
///
/// The store's failure.
pub fn connections_of(
    work: &mut Work<'_>,
    party: PartyId,
) -> Result<Vec<(ConnectionKind, Day, Option<Day>)>, guard::Error> {
    let rows = work.tx().all(&queries::CONNECTIONS, (party,))?;
    let held =
        |(_, kind, _, from, until, _): (_, guard::ByKey<_>, _, _, _, _)| (kind.0, from, until);
    Ok(rows.into_iter().map(held).collect())
}
