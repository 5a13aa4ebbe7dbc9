//! Notes from the old system, for customers who are in the register.
//!
//! Invariants: one that holds an identity code is held back; its day in the old system stands at its
//! beginning.

use basics::{BatchId, Code, Coded, Day, PartyId};
use formats::headings::Heading;
use guard::Work;
use policy::SourceKind;

use super::beside::{Beside, ListOf};
use super::keyed::Keys;
use super::kind::Refused;
use super::mapping::Unmapped;
use super::run::Error;
use super::tally::Value;
use crate::people::{FreeText, NoteFromFile, Terms, add_notes};

/// A list of notes.
pub(super) type Notes = ListOf<Note>;

/// A note.
pub(super) struct Note {
    text: FreeText,
    source: SourceKind,
}

impl Beside for Note {
    type Known = ();
    type Extra = ();

    const VALUES: &'static [Value] = &[
        Value::once("note", &[Heading::Note]),
        Value::within("day", &[Heading::Day]),
    ];
    const KEYS: Keys = Keys::OF_CUSTOMERS;
    const NEEDED: (Heading, Unmapped) = (Heading::Note, Unmapped::NoNote);

    fn read<'a>(
        terms: &Terms,
        text: &'a dyn Fn(Heading) -> &'a str,
        refuse: &mut dyn FnMut(Heading, Code),
    ) -> Option<Self> {
        let day = match text(Heading::Day).trim() {
            "" => None,
            said => {
                let day = Day::parse(said);
                day.map_err(|_| refuse(Heading::Day, Code::new("people.field.date")))
                    .ok()
            }
        };
        let note = text(Heading::Note).trim();
        let dated = day.map_or_else(
            || note.to_owned(),
            |day| [&day.finnish(), "\n", note].concat(),
        );
        let whole = if note.is_empty() { note } else { &dated };
        let note = FreeText::parse(whole, &[]).map_err(|error| refuse(Heading::Note, error.code()));
        Some(Self {
            text: note.ok()?,
            source: terms.source,
        })
    }

    fn known(_work: &mut Work<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn extra(&self, (): &()) -> Result<(), Refused> {
        Ok(())
    }

    fn write(
        work: &mut Work<'_>,
        rows: &[(PartyId, &Self, &())],
        batch: BatchId,
    ) -> Result<(), Error> {
        let notes = rows.iter().map(|(party, note, ())| NoteFromFile {
            party: *party,
            text: &note.text,
            source: note.source,
        });
        Ok(add_notes(work, &notes.collect::<Vec<_>>(), batch)?)
    }
}
