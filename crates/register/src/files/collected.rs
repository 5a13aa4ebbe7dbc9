//! The files of a customer where everything of hers is told: in her timeline, and where it says why
//! each thing is held.

use basics::{Language, PartyId, RowId};
use guard::Work;

use super::ledger::opened;
use super::model::{Error, FileView};
use super::queries;
use crate::capability::{Before, Moment, Moments, Piece};

/// Rows read at once.
const READ: usize = 200;

/// Every file of a customer, those that were removed too as long as they lie here.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let most = i64::try_from(READ).unwrap_or(i64::MAX);
    let (mut pieces, mut after) = (Vec::new(), RowId::new(0));
    loop {
        let rows = work.tx().all(&queries::ALL_OF, (party, after, most))?;
        let Some(last) = rows.last() else { break };
        after = last.0;
        let whole = rows.len() < READ;
        let (files, _) = opened(work, party, rows).map_err(told)?;
        for file in files {
            pieces.push(Piece {
                category: file.filed.category(),
                what: texts::say(language, "people-what-file"),
                text: said(&file, language),
                source: Some(file.source),
                recorded: file.recorded,
                ended: file.removed,
            });
        }
        if whole {
            break;
        }
    }
    Ok(pieces)
}

/// The files that were attached before a moment.
pub(super) fn moments(work: &mut Work<'_>, before: &Before) -> Result<Moments, guard::Error> {
    let most = i64::try_from(before.most.saturating_add(1)).unwrap_or(i64::MAX);
    let from = RowId::new(before.number);
    let asked = (before.party, from, most);
    let mut rows = work.tx().all(&queries::OF_PARTY, asked)?;
    let more = rows.len() > before.most;
    rows.truncate(before.most);
    let down_to = rows.last().map(|last| last.0.get()).filter(|_| more);
    let (files, _) = opened(work, before.party, rows).map_err(told)?;
    let told = files.into_iter().map(|file| Moment {
        number: file.row.get(),
        at: file.recorded,
        by: file.by,
        title: texts::say(before.language, "files-attached"),
        text: Some(said(&file, before.language)),
        source: Some(file.source),
    });
    Ok(Moments {
        told: told.collect(),
        down_to,
    })
}

/// A file in words: its name, kind and size, and what it is.
fn said(file: &FileView, language: Language) -> String {
    let kind = file.kind_and_size(language);
    let mut said = [&file.name, " (", &kind, ")"].concat();
    if let Some(about) = &file.about {
        said.push_str(": ");
        said.push_str(about);
    }
    said
}

fn told(error: Error) -> guard::Error {
    // Looking at files fails for no reason of their own.
    error.into_guard().unwrap_or(guard::Error::NotThere)
}
