//! Counting in a dump, without a store to fill: whether what is in it fits to what lies elsewhere.
//!
//! Invariant: bounded memory, a row at a time; what is no dump is an error and never a smaller
//! number.

use std::io::Read;

use super::{COLUMNS_MAX, Failed, MAGIC, get, number, tag, text};
use crate::Value;

/// How many rows of these tables have a number above `above` in a column of this name.
///
/// # Errors
///
/// [`Failed`], where it is no whole dump, or none of the tables has the column.
pub fn count_above(
    from: &mut dyn Read,
    tables: &[&str],
    column: &str,
    above: i64,
) -> Result<i64, Failed> {
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic)?;
    if magic != MAGIC {
        return Err(Failed::Form);
    }
    let (mut count, mut seen) = (0, false);
    loop {
        match tag(from)? {
            b'T' => {
                let name = text(from)?;
                let columns = columns(from)?;
                let place = columns.iter().position(|one| one == column);
                let place = place.filter(|_| tables.contains(&name.as_str()));
                seen |= place.is_some();
                count += rows_above(from, columns.len(), place, above)?;
            }
            b'Z' if seen => return Ok(count),
            _ => return Err(Failed::Form),
        }
    }
}

fn columns(from: &mut dyn Read) -> Result<Vec<String>, Failed> {
    let width = number(from)?;
    if width > COLUMNS_MAX {
        return Err(Failed::Form);
    }
    let mut names = Vec::new();
    for _ in 0..width {
        names.push(text(from)?);
        tag(from)?;
    }
    Ok(names)
}

fn rows_above(
    from: &mut dyn Read,
    width: usize,
    place: Option<usize>,
    above: i64,
) -> Result<i64, Failed> {
    let mut count = 0;
    loop {
        match tag(from)? {
            b'R' => {
                for at in 0..width {
                    let value = get(from)?;
                    let meant = Some(at) == place;
                    count += i64::from(meant && matches!(value, Value::Int(one) if one > above));
                }
            }
            b'E' => {
                number(from)?;
                return Ok(count);
            }
            _ => return Err(Failed::Form),
        }
    }
}
