//! What a customer's timeline tells of her: her values and connections as they changed, and notes.

use basics::RowId;
use guard::Work;

use super::history::{Entry, history};
use super::model::{Deed, Error};
use super::notes::notes;
use crate::capability::{Before, Moment, Moments, Told};

/// Both kinds.
pub(super) const TOLD: &[Told] = &[
    Told {
        kind: "change",
        read: changes,
    },
    Told {
        kind: "note",
        read: written,
    },
];

/// What other kinds tell by themselves, with what was said.
const TOLD_ELSEWHERE: [&str; 5] = [
    "marketing-ban",
    "marketing-consent",
    "marketing-withdrawal",
    "marketing-soft-opt-in",
    "notice-shown",
];

fn changes(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let found =
        history(work, before.party, before.number, before.most).map_err(Error::into_guard)?;
    let (entries, down_to) = found;
    let is_told = |entry: &Entry| {
        let written = ["note", "file"].contains(&entry.what.as_str());
        let note = written && entry.deed == Deed::Added;
        !note && !TOLD_ELSEWHERE.contains(&entry.what.as_str())
    };
    let told = entries.into_iter().filter(is_told).map(|entry| Moment {
        number: entry.number,
        at: entry.at,
        by: entry.by,
        title: entry.title(work.policy(), before.language, " "),
        text: entry.value.map(|(value, _)| value),
        source: entry.source,
    });
    Ok(Moments {
        told: told.collect(),
        down_to,
    })
}

fn written(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let from = RowId::new(before.number);
    let found = notes(work, before.party, from).map_err(Error::into_guard)?;
    let Some(found) = found.shown() else {
        return Ok(Moments::default());
    };
    let told = found.shown.iter().map(|note| Moment {
        number: note.row.get(),
        at: note.written,
        by: note.by,
        title: texts::say(before.language, "timeline-note"),
        text: Some(note.text.clone()),
        source: note.source,
    });
    Ok(Moments {
        told: told.collect(),
        down_to: found.older.map(RowId::get),
    })
}
