//! PostgreSQL: a stack of connections, each driven by a task of the runtime, each with the
//! statements it has prepared.
//!
//! Invariants: writes are serializable and run again when the server says they collided, also at
//! the commit; reads see one snapshot and cannot write; a connection that was closed, or whose
//! unit of work did not end cleanly, is dropped. The thread that runs a unit of work waits for
//! the runtime, so nothing here is ever called from a task of it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::future::try_join_all;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_postgres::Client;
use tokio_postgres::types::Type;

use crate::db::Writing;
use crate::gate::Gate;
use crate::pool::{Pool, Waits};
use crate::postgres_server::{CONNECT, Server};
use crate::postgres_value::{Bound, Cell as Read, engine_error, prepare_error, types};
use crate::prepared::Shape;
use crate::sqlite::Failed;
use crate::statement::Source;
use crate::{Error, Here, Params, Row, Schema, Settings, Value, migrate, postgres_rows};

/// How many rows of a batch are on their way at once.
const PIPELINED: usize = 30;

/// How many rows are added by one statement.
const AT_ONCE: usize = 1_000;

/// Writes behave as if they came one after the other, or collide. Each shares a lock that a write
/// which collided too often takes alone; waiting for it ends with the settings' patience.
fn begin_write(patience: Duration) -> String {
    format!(
        "begin isolation level serializable, read write;
         set local lock_timeout = '{}ms';
         select pg_advisory_xact_lock_shared(7780, hashtext(current_schema()))",
        patience.as_millis()
    )
}

/// Waits until no other write runs, and lets none begin.
fn alone(patience: Duration) -> String {
    format!(
        "set lock_timeout = '{}ms';
         select pg_advisory_lock(7780, hashtext(current_schema()));
         set lock_timeout = 0",
        patience.as_millis()
    )
}

/// The commit does not wait for the log to be flushed; a later one that does flushes it too.
const SOON: &str = "set local synchronous_commit = off";

/// Lets others write again.
const TOGETHER: &str = "select pg_advisory_unlock(7780, hashtext(current_schema()))";

/// Collisions after which a write is run alone: a long one, such as a chunk of an import, would
/// otherwise never get through beside many short ones.
const COLLISIONS: u32 = 2;

/// Reads see one snapshot.
const BEGIN_READ: &str = "begin isolation level repeatable read, read only";

/// The connections to one schema of one server.
pub(crate) struct Postgres {
    server: Server,
    settings: Settings,
    pool: Pool<Link>,
    reruns: AtomicU64,
}

/// A connection, the task that drives it, and what it has prepared.
struct Link {
    client: Client,
    driver: JoinHandle<()>,
    statements: RefCell<HashMap<Box<str>, tokio_postgres::Statement>>,
}

impl Postgres {
    /// Connects, and brings the tables up to date.
    pub(crate) fn open(
        here: &Here,
        url: &str,
        schema: &Schema,
        settings: Settings,
    ) -> Result<Self, Error> {
        let server = Server::parse(url)?;
        let runtime = here.runtime();
        let mut link = Link::new(server.connect(runtime)?);
        runtime.block_on(migrate::postgres(&mut link.client, schema))?;
        let size = settings
            .readers
            .max(1)
            .saturating_add(settings.writers.max(1));
        let store = Self {
            server,
            settings,
            pool: Pool::new(size, settings.busy),
            reruns: AtomicU64::new(0),
        };
        store.pool.stock(link);
        Ok(store)
    }

    /// Runs `work` on a snapshot that cannot change and cannot be changed.
    pub(crate) fn read<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl FnOnce(Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.attempt(here, Begin::Read, &Cell::new(false), work)
    }

    /// Runs `work`, again while it collides with another write, and commits where it succeeds.
    pub(crate) fn write<T, E: From<Error>>(
        &self,
        here: &Here,
        writing: Writing,
        work: impl Fn(Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reruns = 0;
        loop {
            let conflict = Cell::new(false);
            let begin = match writing {
                Writing::Now if reruns < COLLISIONS => Begin::Write,
                Writing::Soon if reruns < COLLISIONS => Begin::WriteSoon,
                Writing::Now | Writing::Soon | Writing::Alone => Begin::Alone,
            };
            let done = self.attempt(here, begin, &conflict, &work);
            if !conflict.get() {
                return done;
            }
            if reruns >= self.settings.retries {
                return Err(E::from(Error::Busy));
            }
            reruns += 1;
            self.reruns.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(pause(reruns));
        }
    }

    /// How units of work waited for a connection.
    pub(crate) fn waits(&self) -> Waits {
        self.pool.waits()
    }

    /// How many writes were run again.
    pub(crate) fn reruns(&self) -> u64 {
        self.reruns.load(Ordering::Relaxed)
    }

    fn attempt<T, E: From<Error>>(
        &self,
        here: &Here,
        begin: Begin,
        conflict: &Cell<bool>,
        work: impl FnOnce(Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let runtime = here.runtime();
        let patience = self.settings.busy;
        let connect = || self.server.connect(runtime).map(Link::new);
        let mut lease = self
            .pool
            .take(here, |link| !link.client.is_closed(), connect)?;
        match lease.connection.begin(runtime, begin, patience) {
            Ok(()) => {}
            // It died since it was used. Nothing has happened yet, so a new one will do.
            Err(Error::Unreachable) => {
                lease.connection = Link::new(self.server.connect(runtime)?);
                lease.connection.begin(runtime, begin, patience)?;
            }
            Err(error) => return Err(E::from(error)),
        }
        let done = work(Unit {
            link: &lease.connection,
            runtime,
            conflict,
        });
        let end = if begin != Begin::Read && done.is_ok() {
            "commit"
        } else {
            "rollback"
        };
        let ended = lease.connection.tell(runtime, end);
        // A connection that cannot let others write is dropped, and its lock with it.
        let together = begin != Begin::Alone || lease.connection.tell(runtime, TOGETHER).is_ok();
        match ended {
            Ok(()) => {
                if together {
                    lease.give_back();
                }
                done
            }
            Err(error) => {
                conflict.set(conflict.get() || collided(&error));
                let closed = lease.connection.client.is_closed();
                if error.as_db_error().is_some() && together && !closed {
                    // A refused commit is a rollback: the server has ended the transaction.
                    lease.give_back();
                }
                done.and(Err(E::from(engine_error(&error, end))))
            }
        }
    }

    /// Waits for what is running and closes every connection.
    pub(crate) fn close(&self, here: &Here) {
        for link in self.pool.close(here) {
            let Link { client, driver, .. } = link;
            drop(client);
            let ended = async { tokio::time::timeout(CONNECT, driver).await };
            if here.runtime().block_on(ended).is_err() {
                tracing::debug!("a connection did not end in time");
            }
        }
    }
}

/// Whether the server refused because this write collided with another.
fn collided(error: &tokio_postgres::Error) -> bool {
    use tokio_postgres::error::SqlState;
    let state = error.code();
    state == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
        || state == Some(&SqlState::T_R_DEADLOCK_DETECTED)
}

/// How long the `n`th run again waits: longer each time and never the same, so that two writes do
/// not go on colliding.
fn pause(n: u32) -> Duration {
    let most = 2_u64
        .saturating_mul(u64::from(n).saturating_mul(u64::from(n)))
        .min(100);
    Duration::from_micros(RandomState::new().hash_one(n) % (most * 1000))
}

/// How a unit of work begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// On a snapshot, changing nothing.
    Read,
    /// Changing, beside others.
    Write,
    /// The same, durable with the next write that is.
    WriteSoon,
    /// Changing, and nobody else does meanwhile.
    Alone,
}

impl Link {
    fn new((client, driver): (Client, JoinHandle<()>)) -> Self {
        Self {
            client,
            driver,
            statements: RefCell::default(),
        }
    }

    /// Begins a unit of work.
    fn begin(&self, runtime: &Handle, begin: Begin, patience: Duration) -> Result<(), Error> {
        let tell = |text: &str| {
            let told = self.tell(runtime, text);
            told.map_err(|error| engine_error(&error, "begin"))
        };
        match begin {
            Begin::Read => tell(BEGIN_READ),
            Begin::Write => tell(&begin_write(patience)),
            Begin::WriteSoon => tell(&[&begin_write(patience), ";", SOON].concat()),
            Begin::Alone => {
                tell(&alone(patience))?;
                tell(&begin_write(patience))
            }
        }
    }

    /// Sends a text without parameters and waits for its end.
    fn tell(&self, runtime: &Handle, text: &str) -> Result<(), tokio_postgres::Error> {
        runtime.block_on(self.client.batch_execute(text))
    }
}

/// The transaction a unit of work runs in.
#[derive(Clone, Copy)]
pub(crate) struct Unit<'a> {
    link: &'a Link,
    runtime: &'a Handle,
    conflict: &'a Cell<bool>,
}

impl Unit<'_> {
    /// Runs a statement for its rows, handing each to `take` until that says to stop.
    pub(crate) fn rows<P: Params, R: Row, E: From<Error>>(
        self,
        source: Source<'_>,
        params: &P,
        mut take: impl FnMut(R) -> Result<bool, E>,
    ) -> Result<(), Failed<E>> {
        let engine = |error| Failed::Engine(self.refused(&error, source.name));
        let values = values(params);
        let statement = self.prepare::<P>(source, &values).map_err(Failed::Engine)?;
        let sent = self
            .link
            .client
            .query_raw(&statement, values.iter().map(Bound));
        let mut rows = std::pin::pin!(self.runtime.block_on(sent).map_err(engine)?);
        while let Some(row) = self.runtime.block_on(rows.try_next()).map_err(engine)? {
            let row = read(&row).map_err(|error| Failed::Row(E::from(error.of(source.name))))?;
            if !take(row).map_err(Failed::Row)? {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement that gives no rows; returns how many it touched.
    pub(crate) fn execute<P: Params>(self, source: Source<'_>, params: &P) -> Result<u64, Error> {
        let values = values(params);
        let statement = self.prepare::<P>(source, &values)?;
        let sent = self
            .link
            .client
            .execute_raw(&statement, values.iter().map(Bound));
        self.runtime
            .block_on(sent)
            .map_err(|error| self.refused(&error, source.name))
    }

    /// Runs a write once for each of `rows`, in their order, without waiting for each.
    pub(crate) fn batch<P: Params>(
        self,
        source: Source<'_>,
        rows: impl IntoIterator<Item = P>,
    ) -> Result<u64, Error> {
        if let Some(all) = postgres_rows::together(source.text, P::SLOTS) {
            return self.add_rows(source, &all, rows);
        }
        let statement = self.prepare::<P>(source, &[])?;
        let mut rows = rows.into_iter();
        let mut touched = 0;
        while let Some(some) = some_of(&mut rows, PIPELINED) {
            let sent = try_join_all(some.iter().map(|row| {
                let (values, statement) = (values(row), &statement);
                async move {
                    self.link
                        .client
                        .execute_raw(statement, values.iter().map(Bound))
                        .await
                }
            }));
            let each = self.runtime.block_on(sent);
            touched += each
                .map_err(|error| self.refused(&error, source.name))?
                .iter()
                .sum::<u64>();
        }
        Ok(touched)
    }

    /// Adds rows by the statement `all`, which takes arrays.
    fn add_rows<P: Params>(
        self,
        source: Source<'_>,
        all: &str,
        rows: impl IntoIterator<Item = P>,
    ) -> Result<u64, Error> {
        let statement = self.prepared(all, source.name, || postgres_rows::types(P::SLOTS))?;
        let mut rows = rows.into_iter();
        let mut touched = 0;
        while let Some(some) = some_of(&mut rows, AT_ONCE) {
            let lanes = postgres_rows::lanes(&some);
            let sent = self.link.client.execute_raw(&statement, &lanes);
            touched += self
                .runtime
                .block_on(sent)
                .map_err(|error| self.refused(&error, source.name))?;
        }
        Ok(touched)
    }

    /// Runs a query once for each of `keys`, in their order, without waiting for each.
    pub(crate) fn all_of<P: Params, R: Row>(
        self,
        source: Source<'_>,
        keys: impl IntoIterator<Item = P>,
    ) -> Result<Vec<Vec<R>>, Error> {
        let statement = self.prepare::<P>(source, &[])?;
        let mut keys = keys.into_iter();
        let mut found = Vec::new();
        while let Some(some) = some_of(&mut keys, PIPELINED) {
            let sent = try_join_all(some.iter().map(|key| {
                let (values, statement) = (values(key), &statement);
                async move {
                    let client = &self.link.client;
                    let rows = client.query_raw(statement, values.iter().map(Bound));
                    rows.await?.try_collect::<Vec<_>>().await
                }
            }));
            let each = self.runtime.block_on(sent);
            for rows in each.map_err(|error| self.refused(&error, source.name))? {
                let read: Result<Vec<R>, Error> = rows.iter().map(read).collect();
                found.push(read.map_err(|error| error.of(source.name))?);
            }
        }
        Ok(found)
    }

    /// The statement as this connection has prepared it, now or before.
    fn prepare<P: Params>(
        self,
        source: Source<'_>,
        values: &[Value<'_>],
    ) -> Result<tokio_postgres::Statement, Error> {
        self.prepared(source.text, source.name, || types(P::SLOTS, values))
    }

    fn prepared(
        self,
        text: &str,
        name: &'static str,
        types: impl FnOnce() -> Vec<Type>,
    ) -> Result<tokio_postgres::Statement, Error> {
        let known = self.link.statements.borrow().get(text).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let types = types();
        let preparing = self.link.client.prepare_typed(text, &types);
        let statement = self.runtime.block_on(preparing).map_err(|error| {
            self.conflict.set(self.conflict.get() || collided(&error));
            prepare_error(&error, name)
        })?;
        let mut statements = self.link.statements.borrow_mut();
        statements.insert(text.into(), statement.clone());
        Ok(statement)
    }

    /// Goes through the gate and keeps it until the transaction ends.
    pub(crate) fn pass(self, gate: Gate) -> Result<(), Error> {
        let told = self.link.tell(self.runtime, gate.for_postgres());
        told.map_err(|error| self.refused(&error, "gate"))
    }

    /// Has the unit run again, as after a collision.
    pub(crate) fn run_again(self) {
        self.conflict.set(true);
    }

    fn refused(self, error: &tokio_postgres::Error, name: &'static str) -> Error {
        self.conflict.set(self.conflict.get() || collided(error));
        engine_error(error, name)
    }

    /// What the server says a statement takes and gives.
    pub(crate) fn describe(self, text: &str, slots: &[crate::Slot]) -> Result<Shape, Error> {
        let types = types(slots, &[]);
        let preparing = self.link.client.prepare_typed(text, &types);
        let prepared = self.runtime.block_on(preparing);
        let statement = prepared.map_err(|error| prepare_error(&error, "check"))?;
        let name = |ty: &Type| Some(ty.name().to_owned());
        Ok(Shape {
            params: statement.params().iter().map(name).collect(),
            columns: statement
                .columns()
                .iter()
                .map(|column| name(column.type_()))
                .collect(),
        })
    }
}

fn read<R: Row>(row: &tokio_postgres::Row) -> Result<R, Error> {
    R::read(|place| match row.try_get(place) {
        Ok(Read(value)) => Ok(value),
        Err(_) => Err(Error::unreadable()),
    })
}

/// The next of them, at most so many; nothing where there are none.
fn some_of<P>(all: &mut impl Iterator<Item = P>, most: usize) -> Option<Vec<P>> {
    let some: Vec<P> = all.take(most).collect();
    (!some.is_empty()).then_some(some)
}

fn values<P: Params>(params: &P) -> Vec<Value<'_>> {
    let mut values = Vec::with_capacity(P::SLOTS.len());
    let Ok(()) = params.visit(&mut |value| {
        values.push(value);
        Ok::<(), std::convert::Infallible>(())
    });
    values
}
