//! The machine-readable parts of a package: `data.json` by a published schema, `data.csv` and a card
//! for an address book.
//!
//! Source: GDPR art. 15(3) (a commonly used electronic form), 20(1) (structured, commonly used and
//! machine-readable).

use formats::csv::Writer;
use serde_json::{Map, Value, json};

use super::assembled::{Assembled, Enclosed, LookedAt, Told};
use super::model::{Error, PackageKind};
use crate::capability::Piece;
use crate::export::json_of_one;

/// The schema of `data.json`, as it is published.
pub(super) const SCHEMA: &str = include_str!("../../../../docs/schema/access-1.json");

/// `data.json`.
pub(super) fn json(package: &Assembled) -> Value {
    let told = package
        .told
        .iter()
        .map(|told| of_category(told, package.kind));
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| {
        all.insert(key.to_owned(), value);
    };
    put("format", json!("seloste/access/1"));
    put("kind", json!(package.kind.key()));
    put("made", json!(package.made.to_string()));
    put("language", json!(package.language.code()));
    put("customer", json_of_one(&package.master));
    put("categories", told.collect());
    put(
        "originals",
        package.enclosed.iter().map(of_original).collect(),
    );
    put("covered", json!(package.covered));
    if package.kind == PackageKind::Access {
        let looked = package.looked.iter().map(of_look);
        put("looked", looked.collect());
        put("looked_more", json!(package.looked_more));
        let at = |at: Option<basics::Instant>| json!(at.map(|at| at.to_string()));
        let copies = json!({
            "last_backup": at(package.ages.backup), "last_keys_copy": at(package.ages.keys_copy),
        });
        put("copies", copies);
    }
    Value::Object(all)
}

fn of_category(told: &Told, kind: PackageKind) -> Value {
    let mut all = Map::new();
    all.insert("category".to_owned(), json!(told.category.key()));
    if kind == PackageKind::Access {
        let purposes = told.purposes.iter().map(|(purpose, words, bases)| {
            let bases = bases.iter().map(|basis| basis.key());
            json!({ "purpose": purpose.key(), "text": words, "bases": bases.collect::<Vec<_>>() })
        });
        all.insert("text".to_owned(), json!(told.text));
        all.insert("purposes".to_owned(), purposes.collect());
        all.insert("kept".to_owned(), json!(told.kept));
        all.insert("recipients".to_owned(), json!(told.recipients));
    }
    let values = told.pieces.iter().map(of_piece);
    all.insert("values".to_owned(), values.collect());
    Value::Object(all)
}

fn of_piece(piece: &Piece) -> Value {
    json!({
        "what": piece.what, "text": piece.text,
        "source": piece.source.map(policy::SourceKind::key),
        "since": piece.recorded.to_string(),
        "ended": piece.ended.map(|at| at.to_string()),
    })
}

fn of_original(one: &Enclosed) -> Value {
    json!({
        "path": one.path, "name": one.name, "category": one.category.key(), "bytes": one.bytes,
        "left_out": one.why_left_out,
    })
}

fn of_look((look, times): &(LookedAt, i64)) -> Value {
    json!({
        "day": look.day.0.to_string(), "who": look.who, "opened": look.opened,
        "purpose": look.purpose.key(), "action": look.action.key(), "times": times,
    })
}

/// `data.csv`: every value in a row of its own.
///
/// # Errors
///
/// [`Error::NotWritten`].
pub(super) fn csv(package: &Assembled) -> Result<Vec<u8>, Error> {
    let say = |key: &str| texts::say(package.language, key);
    let headings = [
        "access-package-column-category",
        "access-package-column-what",
        "access-package-column-value",
        "access-package-column-source",
        "access-package-column-since",
        "access-package-column-ended",
    ];
    let failed = |_| Error::NotWritten;
    let mut writer = Writer::new(Vec::new(), headings.map(say)).map_err(failed)?;
    for told in &package.told {
        let category = say(&told.category.text_key());
        for piece in &told.pieces {
            let source = piece.source.map(|source| say(&source.text_key()));
            let ended = piece.ended.map(|at| at.to_string());
            let row = [
                category.clone(),
                piece.what.clone(),
                piece.text.clone(),
                source.unwrap_or_default(),
                piece.recorded.to_string(),
                ended.unwrap_or_default(),
            ];
            writer.row(row).map_err(failed)?;
        }
    }
    writer.finish().map_err(failed)
}
