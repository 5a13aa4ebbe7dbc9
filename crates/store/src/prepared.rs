//! Do the engines understand every statement as it is declared?
//!
//! Preparing alone proves little: PostgreSQL may find an `int4` where we send a `bigint`, or give
//! back a `numeric`, and fail only when the statement runs. So the kinds are compared. A test of
//! each crate runs this over its statements, on both engines.

use std::collections::BTreeSet;
use std::fmt;

use crate::tx::Unit;
use crate::{Db, Declared, Error, Kind, Slot};

/// A statement that an engine does not understand as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The statement's name.
    pub statement: &'static str,
    /// What differs, for the person who wrote it.
    pub what: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.statement, self.what)
    }
}

/// Prepares every statement on the store's engine and compares what the engine finds with what is
/// declared: number and kinds of parameters and columns, and that no two have one name.
///
/// ```no_run
/// # async fn test(db: store::Db) -> Result<(), store::Error> {
/// # mod queries { store::statements! { /// One.
/// #     ONE: () -> i64 = "select cast(1 as bigint)"; } }
/// let wrong = store::prepared::check(&db, &queries::all()).await?;
/// assert!(wrong.is_empty(), "{wrong:#?}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Where the store itself fails; a statement that cannot be prepared is a [`Mismatch`].
pub async fn check(db: &Db, statements: &[&'static dyn Declared]) -> Result<Vec<Mismatch>, Error> {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for statement in statements {
        if !names.insert(statement.name()) {
            wrong.push(Mismatch {
                statement: statement.name(),
                what: "another statement has the same name".to_owned(),
            });
        }
        // Each in a unit of its own: one that fails ends it.
        let statement = *statement;
        let found = db
            .read(move |tx| Ok::<_, Error>(compare(tx.unit(), statement)))
            .await?;
        wrong.extend(found.into_iter().map(|what| Mismatch {
            statement: statement.name(),
            what,
        }));
    }
    Ok(wrong)
}

fn compare(unit: Unit<'_>, statement: &dyn Declared) -> Vec<String> {
    let (params, columns) = (statement.params(), statement.columns());
    let shape = match unit {
        Unit::Sqlite(unit) => unit.describe(statement.text()),
        Unit::Postgres(unit) => unit.describe(statement.text(), params),
    };
    let shape = match shape {
        Ok(shape) => shape,
        Err(Error::Engine { detail, .. }) => return vec![format!("does not prepare: {detail}")],
        Err(error) => return vec![format!("does not prepare: {error}")],
    };
    let mut wrong = Vec::new();
    difference("parameter", params, &shape.params, &mut wrong);
    difference("column", columns, &shape.columns, &mut wrong);
    wrong
}

/// What an engine says of a statement: the kind of each parameter and column as it names it,
/// nothing where it does not tell.
pub(crate) struct Shape {
    pub(crate) params: Vec<Option<String>>,
    pub(crate) columns: Vec<Option<String>>,
}

fn difference(what: &str, declared: &[Slot], found: &[Option<String>], wrong: &mut Vec<String>) {
    if declared.len() != found.len() {
        wrong.push(format!(
            "{} {what}s are declared, the engine finds {}",
            declared.len(),
            found.len()
        ));
        return;
    }
    for (place, (slot, found)) in declared.iter().zip(found).enumerate() {
        if found
            .as_deref()
            .is_some_and(|found| kind_of(found) != Some(slot.kind))
        {
            let found = found.as_deref().unwrap_or_default();
            wrong.push(format!(
                "{what} {} is declared {:?}, the engine finds {found}",
                place + 1,
                slot.kind
            ));
        }
    }
}

/// The kind a type of either engine is; none for a type we never use.
pub(crate) fn kind_of(engine_type: &str) -> Option<Kind> {
    match engine_type.to_ascii_lowercase().as_str() {
        "int8" | "bigint" | "integer" => Some(Kind::Int),
        "text" => Some(Kind::Text),
        "bytea" | "blob" => Some(Kind::Bytes),
        _ => None,
    }
}
