//! A unit of work in progress: the statements it runs.
//!
//! Invariants: a statement that the engine refuses ends its unit — every later statement fails
//! with [`Error::Ended`] and nothing is committed, on both engines alike (PostgreSQL would not go
//! on, SQLite would). Where a refusal is expected, the statement says so: `on conflict do nothing`.
//! A row that is missing, one too many, or unreadable ends nothing.

#![expect(
    clippy::needless_pass_by_value,
    reason = "parameters are a tuple made for the call; `&(party_id, 20)` would only be noise"
)]

use std::cell::Cell;

use crate::dynamic::Dynamic;
use crate::gate::Gate;
use crate::postgres;
use crate::sqlite::{self, Failed};
use crate::statement::Source;
use crate::{Engine, Error, Params, Row, Statement, Value};

/// A unit of work: reads see one snapshot, writes are kept together or not at all.
pub struct Tx<'a> {
    unit: Unit<'a>,
    ended: &'a Cell<bool>,
}

/// The engine's side of it.
#[derive(Clone, Copy)]
pub(crate) enum Unit<'a> {
    Sqlite(sqlite::Unit<'a>),
    Postgres(postgres::Unit<'a>),
}

impl<'a> Tx<'a> {
    /// Runs `work` in the engine's transaction. Nothing may be kept of one whose statement failed,
    /// even where `work` hides it.
    pub(crate) fn during<T, E: From<Error>>(
        unit: Unit<'a>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let ended = Cell::new(false);
        let done = work(&mut Tx {
            unit,
            ended: &ended,
        })?;
        if ended.get() {
            return Err(E::from(Error::Ended));
        }
        Ok(done)
    }
}

impl Tx<'_> {
    /// The same unit of work, lent to something that holds it for a shorter time.
    pub fn lend(&mut self) -> Tx<'_> {
        Tx {
            unit: self.unit,
            ended: self.ended,
        }
    }

    /// Goes through the gate before the commit, and keeps it until the unit ends; see [`Gate`].
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] where its turn did not come.
    pub fn pass(&mut self, gate: Gate) -> Result<(), Error> {
        self.begin_statement()?;
        let passed = match self.unit {
            // Writes take turns anyway.
            Unit::Sqlite(_) => Ok(()),
            Unit::Postgres(unit) => unit.pass(gate),
        };
        self.note(passed)
    }

    /// Ends this run of a write, because what it looked at outside this store was overtaken: it is
    /// run again as after a collision, at last while nobody else writes. The error is for the run
    /// to return.
    #[must_use]
    pub fn overtaken(&mut self) -> Error {
        self.ended.set(true);
        if let Unit::Postgres(unit) = self.unit {
            unit.run_again();
        }
        Error::Busy
    }

    /// All rows, in the statement's order.
    ///
    /// # Errors
    ///
    /// What the engine refuses; [`Error::Unreadable`] for a value of another kind.
    pub fn all<P: Params, R: Row>(
        &mut self,
        statement: &Statement<P, R>,
        params: P,
    ) -> Result<Vec<R>, Error> {
        let mut rows = Vec::new();
        self.rows(statement.source(), &params, |row| {
            rows.push(row);
            Ok::<_, Error>(true)
        })?;
        Ok(rows)
    }

    /// All rows for each of `keys`, in the keys' order. On PostgreSQL the questions go out without
    /// waiting for one another, so that a list costs few round trips and not one for each row.
    ///
    /// # Errors
    ///
    /// As [`Tx::all`].
    pub fn all_of<P: Params, R: Row>(
        &mut self,
        statement: &Statement<P, R>,
        keys: impl IntoIterator<Item = P>,
    ) -> Result<Vec<Vec<R>>, Error> {
        match self.unit {
            Unit::Sqlite(_) => keys
                .into_iter()
                .map(|key| self.all(statement, key))
                .collect(),
            Unit::Postgres(unit) => {
                self.begin_statement()?;
                let found = unit.all_of(statement.source(), keys);
                self.note(found)
            }
        }
    }

    /// The row, if there is one.
    ///
    /// # Errors
    ///
    /// [`Error::Many`] where there are several; as [`Tx::all`].
    pub fn maybe<P: Params, R: Row>(
        &mut self,
        statement: &Statement<P, R>,
        params: P,
    ) -> Result<Option<R>, Error> {
        let mut only = None;
        self.rows(statement.source(), &params, |row| {
            if only.replace(row).is_some() {
                return Err(Error::Many {
                    statement: statement.name(),
                });
            }
            Ok(true)
        })?;
        Ok(only)
    }

    /// The one row there must be.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] where there is none; as [`Tx::maybe`].
    pub fn one<P: Params, R: Row>(
        &mut self,
        statement: &Statement<P, R>,
        params: P,
    ) -> Result<R, Error> {
        self.maybe(statement, params)?.ok_or(Error::Missing {
            statement: statement.name(),
        })
    }

    /// Hands each row to `take` as it comes, in bounded memory.
    ///
    /// # Errors
    ///
    /// What `take` returns, which ends the reading; as [`Tx::all`].
    pub fn each<P: Params, R: Row, E: From<Error>>(
        &mut self,
        statement: &Statement<P, R>,
        params: P,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        self.rows(statement.source(), &params, |row| take(row).map(|()| true))
    }

    /// Runs a write; returns how many rows it touched.
    ///
    /// # Errors
    ///
    /// What the engine refuses, such as [`Error::Unique`].
    pub fn run<P: Params>(
        &mut self,
        statement: &Statement<P, ()>,
        params: P,
    ) -> Result<u64, Error> {
        self.execute(statement.source(), &params)
    }

    /// Runs a write that must touch exactly one row.
    ///
    /// # Errors
    ///
    /// [`Error::Touched`] for any other number; as [`Tx::run`].
    pub fn run_one<P: Params>(
        &mut self,
        statement: &Statement<P, ()>,
        params: P,
    ) -> Result<(), Error> {
        match self.run(statement, params)? {
            1 => Ok(()),
            rows => Err(Error::Touched {
                statement: statement.name(),
                rows,
            }),
        }
    }

    /// Runs a write once for each of `rows`; returns how many rows were touched in all. On
    /// PostgreSQL they go out without waiting for one another.
    ///
    /// # Errors
    ///
    /// As [`Tx::run`].
    pub fn batch<P: Params>(
        &mut self,
        statement: &Statement<P, ()>,
        rows: impl IntoIterator<Item = P>,
    ) -> Result<u64, Error> {
        self.begin_statement()?;
        let source = statement.source();
        let touched = match self.unit {
            Unit::Sqlite(unit) => unit.batch(source, rows),
            Unit::Postgres(unit) => unit.batch(source, rows),
        };
        self.note(touched)
    }

    /// Runs a generated write; returns how many rows it touched.
    ///
    /// # Errors
    ///
    /// As [`Tx::run`].
    pub fn run_text(&mut self, statement: &Dynamic, params: &[Value<'_>]) -> Result<u64, Error> {
        self.execute(statement.source(), &Listed(params))
    }

    /// Runs a generated write once for each of `rows`; returns how many rows were touched in all.
    ///
    /// # Errors
    ///
    /// As [`Tx::run`].
    pub fn batch_rows(
        &mut self,
        statement: &Dynamic,
        rows: &[Vec<Value<'static>>],
    ) -> Result<u64, Error> {
        self.begin_statement()?;
        let source = statement.source();
        let rows = rows.iter().map(|row| Listed(row));
        let touched = match self.unit {
            Unit::Sqlite(unit) => unit.batch(source, rows),
            Unit::Postgres(unit) => unit.batch(source, rows),
        };
        self.note(touched)
    }

    /// All rows of a generated query.
    ///
    /// # Errors
    ///
    /// As [`Tx::all`].
    pub fn all_text<R: Row>(
        &mut self,
        statement: &Dynamic,
        params: &[Value<'_>],
    ) -> Result<Vec<R>, Error> {
        let mut rows = Vec::new();
        self.rows(statement.source(), &Listed(params), |row| {
            rows.push(row);
            Ok::<_, Error>(true)
        })?;
        Ok(rows)
    }

    /// Hands each row of a generated query to `take` as it comes, in bounded memory.
    pub(crate) fn each_text<R: Row, E: From<Error>>(
        &mut self,
        statement: &Dynamic,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        self.rows(statement.source(), &Listed(&[]), |row| {
            take(row).map(|()| true)
        })
    }

    /// Runs a generated write once for each of `rows`; returns how many rows were touched in all.
    pub(crate) fn batch_text<P: Params>(
        &mut self,
        statement: &Dynamic,
        rows: impl IntoIterator<Item = P>,
    ) -> Result<u64, Error> {
        self.begin_statement()?;
        let source = statement.source();
        let touched = match self.unit {
            Unit::Sqlite(unit) => unit.batch(source, rows),
            Unit::Postgres(unit) => unit.batch(source, rows),
        };
        self.note(touched)
    }

    /// Which engine this is, for what people are told about it.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.unit {
            Unit::Sqlite(_) => Engine::Sqlite,
            Unit::Postgres(_) => Engine::Postgres,
        }
    }

    /// The engine's side, for what only this crate may ask of it.
    pub(crate) const fn unit(&self) -> Unit<'_> {
        self.unit
    }

    fn rows<P: Params, R: Row, E: From<Error>>(
        &mut self,
        source: Source<'_>,
        params: &P,
        take: impl FnMut(R) -> Result<bool, E>,
    ) -> Result<(), E> {
        self.begin_statement()?;
        let done = match self.unit {
            Unit::Sqlite(unit) => unit.rows(source, params, take),
            Unit::Postgres(unit) => unit.rows(source, params, take),
        };
        done.map_err(|failed| match failed {
            Failed::Row(error) => error,
            Failed::Engine(error) => {
                self.ended.set(true);
                E::from(error)
            }
        })
    }

    fn execute<P: Params>(&mut self, source: Source<'_>, params: &P) -> Result<u64, Error> {
        self.begin_statement()?;
        let touched = match self.unit {
            Unit::Sqlite(unit) => unit.execute(source, params),
            Unit::Postgres(unit) => unit.execute(source, params),
        };
        self.note(touched)
    }

    fn begin_statement(&self) -> Result<(), Error> {
        if self.ended.get() {
            Err(Error::Ended)
        } else {
            Ok(())
        }
    }

    fn note<T>(&mut self, done: Result<T, Error>) -> Result<T, Error> {
        if done.is_err() {
            self.ended.set(true);
        }
        done
    }
}

/// Parameters of a generated statement, whose number is known only when it runs.
struct Listed<'v>(&'v [Value<'v>]);

impl Params for Listed<'_> {
    const SLOTS: &'static [crate::Slot] = &[];

    fn visit<'a, E>(&'a self, take: &mut impl FnMut(Value<'a>) -> Result<(), E>) -> Result<(), E> {
        self.0.iter().try_for_each(|value| take(value.clone()))
    }
}
