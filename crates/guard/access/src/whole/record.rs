//! The lines of a package: what table follows, its rows, what it came to. JSON, one a line.
//!
//! ```text
//! {"seloste":"register","suppression":base64,"tables":[["keys.mark",["name","value"]], …],"version":3}
//! {"table":"keys.mark"}
//! ["customer",1003]
//! {"rows":1,"sha256":"…"}
//! …
//! {"whole":14}
//! ```
//!
//! A row is an array: numbers and texts as such, bytes as `{"b":base64}`, opened values as
//! `{"o":text}`. Invariant: the same row is always the same line.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};
use store::Value;
use zeroize::Zeroizing;

use super::NotWhole;
use super::tables::Cell;

/// What a package says it is, as its first line. It holds the key of suppressed addresses: their
/// hashes go along, and nobody could make them anew.
pub(super) fn head(tables: &[(String, Vec<String>)], key: &[u8; 32]) -> Zeroizing<String> {
    let key = Zeroizing::new(STANDARD.encode(key));
    let head = json!({
        "seloste": "register", "version": VERSION, "suppression": *key, "tables": tables,
    });
    Zeroizing::new([&head.to_string(), "\n"].concat())
}

const VERSION: u32 = 3;

/// The tables that a head names; nothing where it is none of ours.
pub(super) fn tables_of(head: &Json) -> Option<Vec<(String, Vec<String>)>> {
    if head.get("seloste")? != "register" || head.get("version")? != VERSION {
        return None;
    }
    serde_json::from_value(head.get("tables")?.clone()).ok()
}

/// The key of suppressed addresses in a head.
pub(super) fn suppression_of(head: &Json) -> Option<Zeroizing<[u8; 32]>> {
    let text = head.get("suppression")?.as_str()?;
    let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

/// A row as a line, with its end. It holds personal data in the clear.
pub(super) fn line(cells: &[Cell]) -> Result<Zeroizing<String>, NotWhole> {
    let mut line = Zeroizing::new(String::from("["));
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        let json = match cell {
            Cell::Plain(Value::Null) => Json::Null,
            Cell::Plain(Value::Int(number)) => json!(number),
            Cell::Plain(Value::Text(text)) => json!(text),
            Cell::Plain(Value::Bytes(bytes)) => json!({ "b": STANDARD.encode(bytes) }),
            Cell::Open(open) => {
                let text = std::str::from_utf8(open).map_err(|_| NotWhole::OtherKind)?;
                json!({ "o": text })
            }
        };
        line.push_str(&json.to_string());
    }
    line.push_str("]\n");
    Ok(line)
}

/// The row of a line.
pub(super) fn cells(line: &Json) -> Result<Vec<Cell>, NotWhole> {
    let Json::Array(cells) = line else {
        return Err(NotWhole::OtherKind);
    };
    let cell = |json: &Json| {
        Some(match json {
            Json::Null => Cell::Plain(Value::Null),
            Json::Number(number) => Cell::Plain(Value::Int(number.as_i64()?)),
            Json::String(text) => Cell::Plain(Value::from(text.clone())),
            Json::Object(map) => match (map.get("b"), map.get("o")) {
                (Some(Json::String(bytes)), None) => {
                    Cell::Plain(Value::from(STANDARD.decode(bytes).ok()?))
                }
                (None, Some(Json::String(text))) => {
                    Cell::Open(Zeroizing::new(text.clone().into_bytes()))
                }
                _ => return None,
            },
            _ => return None,
        })
    };
    let cells: Option<Vec<Cell>> = cells.iter().map(cell).collect();
    cells.ok_or(NotWhole::OtherKind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_back_as_it_was_written() {
        let row = vec![
            Cell::Plain(Value::Null),
            Cell::Plain(Value::Int(i64::MIN)),
            Cell::Plain(Value::Int(i64::MAX)),
            Cell::Plain(Value::from("Å\n\"'")),
            Cell::Plain(Value::from(vec![0_u8, 255])),
            Cell::Open(Zeroizing::new(b"\"x\"".to_vec())),
        ];
        let text = line(&row).unwrap();
        let json: Json = serde_json::from_str(&text).unwrap();
        let again = cells(&json).unwrap();
        assert_eq!(*line(&again).unwrap(), *text);
        for odd in [
            "{}",
            "[1.5]",
            "[true]",
            "[{\"b\":\"!\"}]",
            "[{\"x\":\"y\"}]",
        ] {
            assert!(cells(&serde_json::from_str(odd).unwrap()).is_err(), "{odd}");
        }
    }
}
