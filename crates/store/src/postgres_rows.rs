//! Many rows of a write in one statement of PostgreSQL.
//!
//! A row for a statement is a round trip of the server's own, however many are on their way: an
//! import has fifty rows for each customer. Where a write only adds rows, the values go as one
//! array for each column.

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::{Kind, Params, Slot, Value};

type Refused = Box<dyn std::error::Error + Sync + Send>;

/// The statement that adds as many rows as its arrays hold; nothing where the write is of another
/// shape: it must only add rows, of nothing but its parameters in their order.
pub(crate) fn together(text: &str, slots: &[Slot]) -> Option<String> {
    let (head, values) = text.split_once(" values (")?;
    let (values, tail) = values.split_once(')')?;
    let in_order = values
        .split(',')
        .zip(1..)
        .all(|(value, place)| value.trim() == format!("${place}"));
    let many = values.split(',').count() == slots.len();
    let adds = head.trim_start().starts_with("insert into ");
    if !(adds && many && in_order) || tail.contains("do update") || tail.contains('$') {
        return None;
    }
    Some(format!("{head} select * from unnest({values}){tail}"))
}

/// The types of its arrays.
pub(crate) fn types(slots: &[Slot]) -> Vec<Type> {
    let of = |slot: &Slot| match slot.kind {
        Kind::Int => Type::INT8_ARRAY,
        Kind::Text => Type::TEXT_ARRAY,
        Kind::Bytes => Type::BYTEA_ARRAY,
    };
    slots.iter().map(of).collect()
}

/// The values of one column on their way to the server.
pub(crate) struct Lane<'a> {
    kind: Kind,
    values: Vec<Value<'a>>,
}

/// The columns of these rows.
pub(crate) fn lanes<P: Params>(rows: &[P]) -> Vec<Lane<'_>> {
    let lane = |slot: &Slot| Lane {
        kind: slot.kind,
        values: Vec::with_capacity(rows.len()),
    };
    let mut lanes: Vec<Lane<'_>> = P::SLOTS.iter().map(lane).collect();
    for row in rows {
        let mut each = lanes.iter_mut();
        let Ok(()) = row.visit(&mut |value| {
            if let Some(lane) = each.next() {
                lane.values.push(value);
            }
            Ok::<(), std::convert::Infallible>(())
        });
    }
    lanes
}

/// The driver asks for it; it tells nothing.
impl std::fmt::Debug for Lane<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("values")
    }
}

impl<'a> Lane<'a> {
    fn each<'v, T>(
        &'v self,
        take: impl Fn(&'v Value<'a>) -> Option<T>,
    ) -> Result<Vec<Option<T>>, Refused> {
        let one = |value: &'v Value<'a>| match (value, take(value)) {
            (_, Some(taken)) => Ok(Some(taken)),
            (Value::Null, None) => Ok(None),
            (_, None) => Err("a value of another kind than its parameter".into()),
        };
        self.values.iter().map(one).collect()
    }
}

impl ToSql for Lane<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refused> {
        let int = |value: &Value<'_>| match value {
            Value::Int(number) => Some(*number),
            _ => None,
        };
        match self.kind {
            Kind::Int => self.each(int)?.to_sql(ty, out),
            Kind::Text => self.each(text)?.to_sql(ty, out),
            Kind::Bytes => self.each(bytes)?.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::Text(text) => Some(text.as_ref()),
        _ => None,
    }
}

fn bytes<'v>(value: &'v Value<'_>) -> Option<&'v [u8]> {
    match value {
        Value::Bytes(bytes) => Some(bytes.as_ref()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "insert into a (x, y) values ($1, $2)",
        Some("insert into a (x, y) select * from unnest($1, $2)")
    )]
    #[case(
        "insert into a (x, y) values ($1, $2) on conflict (x) do nothing",
        Some("insert into a (x, y) select * from unnest($1, $2) on conflict (x) do nothing")
    )]
    #[case("insert into a (x, y) values ($2, $1)", None)]
    #[case("insert into a (x, y, z) values ($1, $2, 0)", None)]
    #[case("insert into a (x) values ($1)", None)]
    #[case(
        "insert into a (x, y) values ($1, $2) on conflict (x) do update set y = excluded.y",
        None
    )]
    #[case("delete from a where x = $1 and y = $2", None)]
    fn only_what_adds_its_parameters_in_their_order_goes_as_arrays(
        #[case] text: &str,
        #[case] all: Option<&str>,
    ) {
        let slots = <(i64, Vec<u8>) as Params>::SLOTS;
        assert_eq!(together(text, slots).as_deref(), all);
    }
}
