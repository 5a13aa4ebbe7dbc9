//! A customer as she is sent: made of her card, which holds what the pages show and no more.
//!
//! Invariant: nothing here reads the register or opens a value; what the role may not see is
//! `null`, and named in `hidden`.

use std::collections::HashMap;

use basics::{ActorId, Day, Instant};
use guard::PartyKind;
use policy::SourceKind;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::{Card, ConnectionView, ContactView, NoteView, Notes, Part};
use crate::fields::FieldView;

/// A customer, as far as the token may see her.
#[derive(Serialize, ToSchema)]
pub(super) struct Customer {
    /// Her id.
    id: String,
    /// `person` or `organisation`.
    #[schema(pattern = "^(person|organisation)$")]
    kind: &'static str,
    /// The customer number.
    number: i64,
    /// The version a change is made from.
    version: i64,
    /// Since when she is in the register.
    created: String,
    /// The name as lists show it: of a person the last name first.
    name: String,
    /// All first names of a person.
    first_names: Option<String>,
    /// The name a person is called by.
    call_name: Option<String>,
    /// The last name of a person.
    last_name: Option<String>,
    /// The names a person had before.
    former_names: Option<String>,
    /// The business id of an organisation.
    business_id: Option<String>,
    /// Where the name came from.
    name_source: Option<&'static str>,
    /// When it was written down.
    name_recorded: String,
    /// The language she is served in.
    language: &'static str,
    /// Since when she has a turvakielto: her address is given to nobody.
    protected_since: Option<String>,
    /// The day of death.
    deceased: Option<String>,
    /// Since when processing is restricted (GDPR art. 18).
    restricted_since: Option<String>,
    /// Whether she forbids marketing over any channel; which ones, her permissions tell.
    marketing_ban: Option<bool>,
    /// Since when, where that is known.
    marketing_ban_since: Option<String>,
    /// How she is reached.
    contacts: Option<Vec<ContactPoint>>,
    /// Her date of birth.
    birth_date: Option<String>,
    /// The ground on which her identity code is on file. The code itself is never sent.
    identity_code_ground: Option<&'static str>,
    /// Why she is held.
    connections: Vec<Connection>,
    /// Who belongs to this organisation.
    connected: Vec<Connected>,
    /// Whether more belong to it than are sent.
    more_connected: bool,
    /// The newest notes.
    notes: Option<Vec<Note>>,
    /// The fields of the company that the token may see.
    fields: Vec<OwnField>,
    /// What the token may not see.
    hidden: Vec<&'static str>,
}

/// An address, a phone number or an e-mail address.
#[derive(Serialize, ToSchema)]
pub(super) struct ContactPoint {
    /// Which row.
    id: String,
    /// `address`, `phone` or `email`.
    kind: &'static str,
    /// The lines of an address; the number; the e-mail address.
    lines: Vec<String>,
    /// The first day of its use.
    from: Option<String>,
    /// The last day of its use.
    until: Option<String>,
    /// Where it came from.
    source: &'static str,
    /// When it was written down.
    recorded: String,
}

/// Why a customer is held.
#[derive(Serialize, ToSchema)]
pub(super) struct Connection {
    /// Which one.
    id: String,
    /// The connection, in the notice's word.
    kind: &'static str,
    /// The organisation she belongs to.
    of: Option<String>,
    /// Its name.
    of_name: Option<String>,
    /// The first day.
    from: String,
    /// The last day.
    until: Option<String>,
    /// Where it came from.
    source: &'static str,
}

/// A contact person or stakeholder of an organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct Connected {
    /// Who.
    id: String,
    /// Her name.
    name: String,
    /// As what, in the notice's word.
    kind: &'static str,
    /// Since when.
    from: String,
}

/// A note.
#[derive(Serialize, ToSchema)]
pub(super) struct Note {
    /// Which row.
    id: String,
    /// The text.
    text: String,
    /// Where it came from.
    source: Option<&'static str>,
    /// When it was written.
    written: String,
    /// By whom.
    by: String,
}

/// A field of the company.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnField {
    /// Its key in the notice.
    key: String,
    /// The category it lies in, in the notice's word.
    category: &'static str,
    /// `text`, `number`, `date` or `choice`; nothing where the notice does not declare it any more:
    /// then it can only be erased.
    kind: Option<&'static str>,
    /// The value: a text, a decimal number, `YYYY-MM-DD`, the key of a choice.
    value: Option<String>,
    /// Where it came from.
    source: Option<&'static str>,
    /// When it was written down.
    recorded: Option<String>,
}

/// Notes of a customer, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct NotesPage {
    /// The notes.
    notes: Vec<Note>,
    /// What `before` is for the next page; nothing where there is none.
    next: Option<String>,
}

fn day(day: Day) -> String {
    day.to_string()
}

fn at(instant: Instant) -> String {
    instant.to_string()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// What a part holds where the role may see it; otherwise its name among the hidden ones.
fn part<T>(part: Part<T>, name: &'static str, hidden: &mut Vec<&'static str>) -> Option<T> {
    match part {
        Part::Shown(value) => Some(value),
        Part::NotYours => {
            hidden.push(name);
            None
        }
    }
}

impl Customer {
    /// A customer's card, with the names of those who wrote her notes.
    pub(super) fn of(card: Card, actors: &HashMap<ActorId, String>) -> Self {
        let mut hidden = Vec::new();
        let person = card.kind == PartyKind::Person;
        let [first_names, call_name, last_name, former_names] = match card.names {
            Some(names) => names.map(some),
            None => [const { None }; 4],
        };
        let ban = part(card.marketing_ban, "marketing_ban", &mut hidden);
        let contacts = part(card.contacts, "contacts", &mut hidden);
        let (birth_date, code) = if person {
            (
                part(card.birth_date, "birth_date", &mut hidden).flatten(),
                part(card.identity_code, "identity_code_ground", &mut hidden).flatten(),
            )
        } else {
            (None, None)
        };
        let notes = part(card.notes, "notes", &mut hidden);
        Self {
            id: card.party.to_string(),
            kind: if person { "person" } else { "organisation" },
            number: card.number,
            version: card.version,
            created: at(card.created),
            name: card.name,
            first_names,
            call_name,
            last_name,
            former_names,
            business_id: card.business_id,
            name_source: card.name_origin.0.map(SourceKind::key),
            name_recorded: at(card.name_origin.1),
            language: card.language.code(),
            protected_since: card.protected.map(at),
            deceased: card.deceased.map(day),
            restricted_since: card.restricted.map(at),
            marketing_ban: ban.map(|ban| ban.is_some()),
            marketing_ban_since: ban.flatten().and_then(|ban| ban.since).map(at),
            contacts: contacts.map(|contacts| contacts.into_iter().map(contact).collect()),
            birth_date: birth_date.map(|(born, ..)| day(born)),
            identity_code_ground: code.map(|code| code.ground.key()),
            connections: card.connections.into_iter().map(connection).collect(),
            connected: card
                .connected
                .into_iter()
                .map(|other| Connected {
                    id: other.party.to_string(),
                    name: other.name,
                    kind: other.kind.key(),
                    from: day(other.from),
                })
                .collect(),
            more_connected: card.more_connected,
            notes: notes.map(|notes| NotesPage::of(notes, actors).notes),
            fields: card.fields.into_iter().map(own_field).collect(),
            hidden,
        }
    }
}

impl NotesPage {
    /// Notes, with the names of those who wrote them.
    pub(super) fn of(notes: Notes, actors: &HashMap<ActorId, String>) -> Self {
        let by = |actor: ActorId| actors.get(&actor).cloned().unwrap_or_default();
        let note = |note: NoteView| Note {
            id: note.row.to_string(),
            text: note.text,
            source: note.source.map(SourceKind::key),
            written: at(note.written),
            by: by(note.by),
        };
        Self {
            notes: notes.shown.into_iter().map(note).collect(),
            next: notes.older.map(|older| older.to_string()),
        }
    }
}

fn own_field(view: FieldView) -> OwnField {
    let held = view.held.as_ref();
    OwnField {
        category: view.category.key(),
        kind: view.declared.as_ref().map(|field| field.kind.key()),
        value: held.map(|held| held.value.kept()),
        source: held.map(|held| held.source.key()),
        recorded: held.map(|held| at(held.recorded)),
        key: view.key,
    }
}

fn contact(view: ContactView) -> ContactPoint {
    ContactPoint {
        id: view.row.to_string(),
        kind: view.kind.key(),
        lines: view.lines,
        from: view.days.from.map(day),
        until: view.days.until.map(day),
        source: view.source.key(),
        recorded: at(view.recorded),
    }
}

fn connection(view: ConnectionView) -> Connection {
    let (of, of_name) = view.of.unzip();
    Connection {
        id: view.connection.to_string(),
        kind: view.kind.key(),
        of: of.map(|of| of.to_string()),
        of_name: of_name.and_then(some),
        from: day(view.from),
        until: view.until.map(day),
        source: view.source.key(),
    }
}
