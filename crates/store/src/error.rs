//! What can go wrong between the register and its databases.
//!
//! One variant for each thing a caller does differently. Invariant: neither `Display` nor `Debug`
//! of an error holds a value that was bound or read; `Display` holds no SQL either, only the name
//! of the statement, so an error may be logged.

use basics::{Code, Coded};

/// A failure of a store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Code `store.busy`: too much is waiting, or conflicts did not end; trying again later helps.
    #[error("the store is busy")]
    Busy,
    /// Code `store.unique`: a row with this key exists. The call site knows what that means.
    #[error("{statement}: a row with this key exists already")]
    Unique {
        /// The statement's name.
        statement: &'static str,
    },
    /// Code `store.reference`: a row it points to is missing, or a row still points to it.
    #[error("{statement}: a row it refers to is missing, or it is still referred to")]
    Reference {
        /// The statement's name.
        statement: &'static str,
    },
    /// Code `store.check`: a value breaks a check, is missing, or is of the wrong kind.
    #[error("{statement}: a value breaks a rule of its column")]
    Check {
        /// The statement's name.
        statement: &'static str,
    },
    /// Code `store.full`: no room is left on the disk. Nothing of the unit of work remains.
    #[error("the disk of the store is full")]
    Full,
    /// Code `store.damaged`: the file is no database or its pages are broken.
    #[error("the database is damaged")]
    Damaged,
    /// Code `store.read_only`: a write where none is allowed.
    #[error("the store, or this unit of work, is read-only")]
    ReadOnly,
    /// Code `store.unreachable`: the server does not answer, or refuses us.
    #[error("the database server cannot be reached")]
    Unreachable,
    /// Code `store.not_encrypted`: the server is on a network, and the address does not ask for TLS.
    #[error("the database server is on a network and the connection would not be encrypted")]
    NotEncrypted,
    /// Code `store.location`: the file or the address cannot be opened at all.
    #[error("the database cannot be opened where the settings say")]
    Location,
    /// Code `store.newer`: a newer version of the program has changed the tables.
    #[error(
        "the {store} store was changed by a newer version of the program (migration {version})"
    )]
    Newer {
        /// The store's name.
        store: &'static str,
        /// The number of the migration this program does not know.
        version: i64,
    },
    /// Code `store.changed`: a migration that has been applied reads differently in this program.
    #[error("the {store} store: migration {version} is not the one that was applied")]
    Changed {
        /// The store's name.
        store: &'static str,
        /// The number of the migration.
        version: i64,
    },
    /// Code `store.migration`: a migration is not what we accept, or an engine refused it.
    #[error("the {store} store: a migration cannot be applied")]
    Migration {
        /// The store's name.
        store: &'static str,
        /// What the engine said of the migration's text. Holds no values: there are none yet.
        detail: String,
    },
    /// Code `store.touched`: a write touched another number of rows than the one it must touch.
    #[error("{statement}: touched {rows} rows instead of one")]
    Touched {
        /// The statement's name.
        statement: &'static str,
        /// How many rows it touched.
        rows: u64,
    },
    /// Code `store.missing`: there is no row where one must be.
    #[error("{statement}: no row where one must be")]
    Missing {
        /// The statement's name.
        statement: &'static str,
    },
    /// Code `store.many`: there are several rows where at most one may be.
    #[error("{statement}: several rows where at most one may be")]
    Many {
        /// The statement's name.
        statement: &'static str,
    },
    /// Code `store.unreadable`: a value read is not of the declared kind or form.
    #[error("{statement}: a value is not of its declared kind")]
    Unreadable {
        /// The statement's name; empty until the unit of work fills it in.
        statement: &'static str,
    },
    /// Code `store.identifier`: a generated statement would name a table or column oddly.
    #[error("a generated statement names a table or column that is no plain identifier")]
    Identifier,
    /// Code `store.ended`: a statement after one that failed. A failed statement ends its unit.
    #[error("this unit of work ended with a statement that failed")]
    Ended,
    /// Code `store.panicked`: the unit of work panicked. Nothing of it remains.
    #[error("the unit of work broke off")]
    Panicked,
    /// Code `store.closed`: the store was closed.
    #[error("the store is closed")]
    Closed,
    /// Code `store.engine`: anything else the engine reports.
    #[error("{statement}: the engine refused it (state {state})")]
    Engine {
        /// The statement's name.
        statement: &'static str,
        /// `SQLSTATE`, or SQLite's extended result code.
        state: String,
        /// What the engine says about the text of a statement while preparing it; never values.
        detail: String,
    },
}

impl Error {
    /// The error of a [`crate::Column`] that cannot be made from the value read. The unit of work
    /// fills in which statement it was.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self::Unreadable { statement: "" }
    }

    /// The same error, naming the statement it came from.
    pub(crate) fn of(self, name: &'static str) -> Self {
        match self {
            Self::Unreadable { statement: "" } => Self::Unreadable { statement: name },
            other => other,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Busy => "store.busy",
            Self::Unique { .. } => "store.unique",
            Self::Reference { .. } => "store.reference",
            Self::Check { .. } => "store.check",
            Self::Full => "store.full",
            Self::Damaged => "store.damaged",
            Self::ReadOnly => "store.read_only",
            Self::Unreachable => "store.unreachable",
            Self::NotEncrypted => "store.not_encrypted",
            Self::Location => "store.location",
            Self::Newer { .. } => "store.newer",
            Self::Changed { .. } => "store.changed",
            Self::Migration { .. } => "store.migration",
            Self::Touched { .. } => "store.touched",
            Self::Missing { .. } => "store.missing",
            Self::Many { .. } => "store.many",
            Self::Unreadable { .. } => "store.unreadable",
            Self::Identifier => "store.identifier",
            Self::Ended => "store.ended",
            Self::Panicked => "store.panicked",
            Self::Closed => "store.closed",
            Self::Engine { .. } => "store.engine",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// One error of each variant.
    fn every() -> Vec<Error> {
        let (statement, store, version) = ("a::B", "register", 1);
        let (state, detail) = ("42".to_owned(), "text".to_owned());
        vec![
            Error::Busy,
            Error::Unique { statement },
            Error::Reference { statement },
            Error::Check { statement },
            Error::Full,
            Error::Damaged,
            Error::ReadOnly,
            Error::Unreachable,
            Error::NotEncrypted,
            Error::Location,
            Error::Newer { store, version },
            Error::Changed { store, version },
            Error::Migration {
                store,
                detail: detail.clone(),
            },
            Error::Touched { statement, rows: 2 },
            Error::Missing { statement },
            Error::Many { statement },
            Error::Unreadable { statement },
            Error::Identifier,
            Error::Ended,
            Error::Panicked,
            Error::Closed,
            Error::Engine {
                statement,
                state,
                detail,
            },
        ]
    }

    #[test]
    fn every_error_has_a_sentence_in_every_language() {
        for locale in [
            include_str!("../../../locales/fi/store.ftl"),
            include_str!("../../../locales/sv/store.ftl"),
            include_str!("../../../locales/en/store.ftl"),
        ] {
            let keys = locale
                .lines()
                .filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
            let keys: BTreeSet<String> = keys.collect();
            let codes: BTreeSet<String> = every()
                .iter()
                .map(|error| error.code().text_key())
                .collect();
            assert_eq!(keys, codes);
        }
    }

    #[test]
    fn what_an_engine_said_of_a_text_is_not_shown() {
        for error in every() {
            assert!(!error.to_string().contains("text"), "{error}");
        }
    }
}
