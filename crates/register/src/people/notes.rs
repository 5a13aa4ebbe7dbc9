//! Notes about a party, the newest first, a page at a time.
//!
//! Invariant: a note is opened by a proof that names its party; where the role may not see notes,
//! that is said.

use basics::{ActorId, Instant, PartyId, RowId};
use guard::category::Other;
use guard::{Ask, Place, Work};
use policy::SourceKind;

use super::card::Part;
use super::model::Error;
use super::{columns, queries};

/// Notes shown at once.
const NOTES_SHOWN: usize = 20;

/// Some notes of a party, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notes {
    /// Those that are shown.
    pub shown: Vec<NoteView>,
    /// The one before which older ones begin, where there are any.
    pub older: Option<RowId>,
}

/// A note as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteView {
    /// Which row.
    pub row: RowId,
    /// The text.
    pub text: String,
    /// Where it came from.
    pub source: Option<SourceKind>,
    /// When it was written.
    pub written: Instant,
    /// By whom.
    pub by: ActorId,
}

impl std::fmt::Debug for NoteView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NoteView({})", self.row)
    }
}

/// The notes of a party before one of them, newest first.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn notes(work: &mut Work<'_>, party: PartyId, before: RowId) -> Result<Part<Notes>, Error> {
    let Some(proof) = work.ask_if_allowed::<Other>(Ask::view(&[party]))? else {
        return Ok(Part::NotYours);
    };
    let wanted = i64::try_from(NOTES_SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = work.tx().all(&queries::NOTES, (party, before, wanted))?;
    let more = rows.len() > NOTES_SHOWN;
    rows.truncate(NOTES_SHOWN);
    let mut shown = Vec::with_capacity(rows.len());
    for (row, lot, sealed, source, written, by, _) in rows {
        let place = Place::new(party, lot, row.get());
        let text = work
            .open(&proof, &columns::NOTE, place, &sealed)?
            .into_exposed();
        let source = source.map(|source| source.0);
        shown.push(NoteView {
            row,
            text,
            source,
            written,
            by,
        });
    }
    let older = shown.last().filter(|_| more).map(|last| last.row);
    Ok(Part::Shown(Notes { shown, older }))
}
