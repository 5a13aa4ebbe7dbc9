//! The files of a customer as originals of what is held about her: listed, and opened one by one,
//! for a copy that she asked for (GDPR art. 15(3)). Those that were removed and can still be taken
//! back lie here, so they are told as well.

use basics::{Instant, PartyId, RowId};
use formats::Recognised;
use guard::{FileReader, Work};
use policy::{Category, SourceKind};

use super::ledger::{opened, read_held};
use super::model::Error;
use super::queries;

/// Rows read at once.
const READ: usize = 200;

/// A file as it lies here.
pub struct Original {
    /// Which.
    pub row: RowId,
    /// What it is called.
    pub name: String,
    /// What it is, in the words of whoever attached it.
    pub about: Option<String>,
    /// The category.
    pub category: Category,
    /// What its bytes are.
    pub kind: Recognised,
    /// How many there are.
    pub bytes: i64,
    /// Where it is from.
    pub source: SourceKind,
    /// When it was attached.
    pub recorded: Instant,
}

/// Every file of a customer that the actor may see, the oldest first.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn originals(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Original>, guard::Error> {
    let most = i64::try_from(READ).unwrap_or(i64::MAX);
    let (mut originals, mut after) = (Vec::new(), RowId::new(0));
    loop {
        let rows = work.tx().all(&queries::ALL_OF, (party, after, most))?;
        let Some(last) = rows.last() else { break };
        after = last.0;
        let whole = rows.len() < READ;
        let (files, _) = opened(work, party, rows).map_err(told)?;
        originals.extend(files.into_iter().map(|file| Original {
            row: file.row,
            name: file.name,
            about: file.about,
            category: file.filed.category(),
            kind: file.kind,
            bytes: file.bytes,
            source: file.source,
            recorded: file.recorded,
        }));
        if whole {
            break;
        }
    }
    Ok(originals)
}

/// What is in one of them, to be read once this unit has ended.
///
/// # Errors
///
/// The refusal; `NotThere`; the vault's, where it is damaged.
pub fn original(
    work: &mut Work<'_>,
    party: PartyId,
    row: RowId,
) -> Result<FileReader, guard::Error> {
    let read = read_held(work, party, row).map_err(told)?;
    Ok(read.1)
}

fn told(error: Error) -> guard::Error {
    error.into_guard().unwrap_or(guard::Error::NotThere)
}
