//! How values and errors look on the way to and from PostgreSQL.

use std::error::Error as StdError;
use std::fmt;

use bytes::BytesMut;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Error, Kind, Slot, Value};

type Refused = Box<dyn StdError + Sync + Send>;

/// The types of a statement's parameters: as declared, or for a generated one as its values are.
pub(crate) fn types(slots: &[Slot], values: &[Value<'_>]) -> Vec<Type> {
    if slots.is_empty() {
        let of = |value: &Value<'_>| match value {
            Value::Null => Type::UNKNOWN,
            Value::Int(_) => Type::INT8,
            Value::Text(_) => Type::TEXT,
            Value::Bytes(_) => Type::BYTEA,
        };
        values.iter().map(of).collect()
    } else {
        slots.iter().map(|slot| type_of(slot.kind)).collect()
    }
}

/// The one type that holds a kind.
pub(crate) const fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Int => Type::INT8,
        Kind::Text => Type::TEXT,
        Kind::Bytes => Type::BYTEA,
    }
}

/// A value on its way to the server.
pub(crate) struct Bound<'a>(pub(crate) &'a Value<'a>);

/// The driver asks for it; it tells nothing.
impl fmt::Debug for Bound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refused> {
        match (self.0, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Value::Text(text), &Type::TEXT) => text.as_ref().to_sql(ty, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(ty, out),
            _ => Err("a value of another kind than its parameter".into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value on its way from the server.
pub(crate) struct Cell<'a>(pub(crate) Value<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Refused> {
        Ok(Self(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::TEXT => Value::from(<&str>::from_sql(ty, raw)?),
            _ => Value::from(<&[u8]>::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Refused> {
        Ok(Self(Value::Null))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT | Type::BYTEA)
    }
}

/// What a failure to prepare means. It happens before any value is there, so it may say more.
pub(crate) fn prepare_error(error: &tokio_postgres::Error, name: &'static str) -> Error {
    match engine_error(error, name) {
        Error::Engine {
            statement, state, ..
        } => Error::Engine {
            statement,
            state,
            detail: error
                .as_db_error()
                .map_or_else(String::new, |db| db.message().to_owned()),
        },
        other => other,
    }
}

/// What a failure means to us. The server's own text is left out: it may hold values.
pub(crate) fn engine_error(error: &tokio_postgres::Error, statement: &'static str) -> Error {
    let Some(state) = error.code() else {
        let bound = StdError::source(error).is_some_and(|cause| !cause.is::<std::io::Error>());
        return if error.is_closed() || !bound {
            Error::Unreachable
        } else {
            Error::Check { statement }
        };
    };
    let class = state.code().get(..2).unwrap_or_default();
    match state {
        &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::TOO_MANY_CONNECTIONS => Error::Busy,
        &SqlState::UNIQUE_VIOLATION => Error::Unique { statement },
        &SqlState::FOREIGN_KEY_VIOLATION | &SqlState::RESTRICT_VIOLATION => {
            Error::Reference { statement }
        }
        &SqlState::DISK_FULL => Error::Full,
        &SqlState::READ_ONLY_SQL_TRANSACTION => Error::ReadOnly,
        &SqlState::INVALID_CATALOG_NAME | &SqlState::INVALID_SCHEMA_NAME => Error::Location,
        _ => match class {
            // Class 23: a check or a missing value; class 22: a value its column cannot hold.
            "23" | "22" => Error::Check { statement },
            // Classes 08 and 28: no connection, no admission; 57P: the server is going down.
            "08" | "28" => Error::Unreachable,
            "57" if state.code().starts_with("57P") => Error::Unreachable,
            "XX" => Error::Damaged,
            _ => {
                let code = state.code();
                tracing::error!(statement, state = code, "PostgreSQL refused a statement");
                Error::Engine {
                    statement,
                    state: code.to_owned(),
                    detail: String::new(),
                }
            }
        },
    }
}
