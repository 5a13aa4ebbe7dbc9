//! Every value of a customer's fields, for where everything of hers is collected.

use basics::{Language, PartyId, RowId};
use guard::Work;

use super::ledger::history;
use crate::capability::Piece;

/// Rows read at once.
const READ: i64 = 200;

/// Every value, those that were replaced too, and those of fields that the notice declares no more.
pub(super) fn collected(
    work: &mut Work<'_>,
    party: PartyId,
    language: Language,
) -> Result<Vec<Piece>, guard::Error> {
    let mut pieces = Vec::new();
    let mut before = RowId::new(i64::MAX);
    loop {
        let (values, down_to) = history(work, party, (before, READ))?;
        for value in values {
            let field = work.policy().field(&value.field);
            let field = field.filter(|field| field.category == value.category);
            pieces.push(Piece {
                category: value.category,
                what: field.map_or_else(
                    || {
                        let named = [("field", value.field.as_str())];
                        texts::say_with(language, "fields-gone-named", &named)
                    },
                    |field| field.text.get(language).to_owned(),
                ),
                text: value.value.in_words(field, language),
                source: Some(value.source),
                recorded: value.at,
                ended: value.until,
            });
        }
        match down_to {
            Some(row) => before = row,
            None => return Ok(pieces),
        }
    }
}
