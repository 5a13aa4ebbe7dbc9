//! A store: where it lies, how it is opened, and the two ways in.
//!
//! Invariant: no type that holds a connection leaves this crate; the only ways in are units of
//! work that read one snapshot or write all or nothing.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::pool::Waits;
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::tx::Unit;
use crate::{Error, Here, Tx, hop, migrate};

/// Where a store lies.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file, made where there is none.
    Sqlite(PathBuf),
    /// A server: `postgres://…`; a schema of its own by `options=-csearch_path%3Dname`, TLS by
    /// `sslmode=require`.
    Postgres(String),
}

/// Which engine a store runs on. For what people are told; no code decides by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file of our own.
    Sqlite,
    /// A server.
    Postgres,
}

impl Location {
    /// The engine of this location.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

/// The tables of a store: its migrations, oldest first, as (`V1__people.sql`, text).
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// What the store is called: `register`.
    pub name: &'static str,
    /// File name and text of every migration.
    pub migrations: &'static [(&'static str, &'static str)],
}

impl Schema {
    /// The number of its newest migration.
    #[must_use]
    pub fn newest(&self) -> i64 {
        let numbers = self.migrations.iter();
        numbers
            .filter_map(|(file, _)| migrate::number(file))
            .max()
            .unwrap_or(0)
    }

    /// The tables as they were after the migration with this number; none where there is none.
    #[must_use]
    pub fn until(&self, migration: i64) -> Option<Self> {
        let is_it = |(file, _): &(&str, &str)| migrate::number(file) == Some(migration);
        let last = self.migrations.iter().position(is_it)?;
        Some(Self {
            name: self.name,
            migrations: self.migrations.get(..=last)?,
        })
    }
}

/// How a store is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Units of work that may read at once.
    pub readers: u32,
    /// Units of work that may write at once on PostgreSQL; SQLite has one writer.
    pub writers: u32,
    /// How long a unit of work waits for its turn before it is [`Error::Busy`].
    pub busy: Duration,
    /// How often a write is run again after a conflict before it is [`Error::Busy`].
    pub retries: u32,
    /// Whether SQLite overwrites what is deleted.
    pub secure_delete: bool,
    /// Cache of each SQLite connection that reads, in KiB.
    pub cache_kib: i64,
    /// The most the cache of the SQLite connection that writes may grow to, in KiB: what one unit
    /// of work changes should fit, or its pages are written more than once.
    pub writer_cache_kib: i64,
    /// Pages of 4 KiB the log of SQLite gathers before they are moved into the file. A page that
    /// changes many times meanwhile is moved once.
    pub log_pages: i64,
    /// The most pages of 4 KiB a SQLite file may have; none for as many as the disk holds.
    pub pages_max: Option<i64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            readers: 8,
            writers: 8,
            busy: Duration::from_secs(5),
            retries: 10,
            secure_delete: false,
            cache_kib: 1024,
            writer_cache_kib: 16 * 1024,
            log_pages: 8 * 1024,
            pages_max: None,
        }
    }
}

/// A store. Clones are the same store.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    schema: Schema,
    connections: Connections,
}

/// How a unit of work writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// On the disk before anybody is told that it is kept.
    Now,
    /// On the disk with the next one that is.
    Soon,
    /// As the first, and nobody else writes meanwhile.
    Alone,
}

enum Connections {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Location {
    /// That no other process has the store open. A server does not tell: of one this says nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] where another has it open; [`Error::Location`] where there is no such file.
    pub async fn alone(&self) -> Result<(), Error> {
        let Self::Sqlite(path) = self.clone() else {
            return Ok(());
        };
        let settings = Settings {
            busy: Duration::from_millis(500),
            ..Settings::default()
        };
        hop(move |_| crate::sqlite::alone(&path, settings)).await?
    }
}

impl Db {
    /// Opens a store: makes it where there is none, brings its tables up to date (under a lock,
    /// as another process may be doing the same), and only then lets units of work in.
    ///
    /// # Errors
    ///
    /// [`Error::Newer`] and [`Error::Changed`] where its tables are not those of this program;
    /// [`Error::Location`], [`Error::Unreachable`], [`Error::Damaged`].
    pub async fn open(
        location: &Location,
        schema: &Schema,
        settings: Settings,
    ) -> Result<Self, Error> {
        let (location, schema) = (location.clone(), *schema);
        let opened = hop(move |here| {
            Ok(match location {
                Location::Sqlite(path) => {
                    Connections::Sqlite(Sqlite::open(&path, &schema, settings)?)
                }
                Location::Postgres(url) => {
                    Connections::Postgres(Postgres::open(here, &url, &schema, settings)?)
                }
            })
        });
        Ok(Self {
            inner: Arc::new(Inner {
                schema,
                connections: opened.await??,
            }),
        })
    }

    /// The file it is; nothing where it lies on a server.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.inner.connections {
            Connections::Sqlite(store) => Some(store.path()),
            Connections::Postgres(_) => None,
        }
    }

    /// Runs `work` on a snapshot that does not change under it and cannot be written to.
    ///
    /// # Errors
    ///
    /// What `work` returns; [`Error::Busy`] where no connection came free in time.
    pub async fn read<T, E>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let db = self.clone();
        hop(move |here| db.read_here(here, work)).await?
    }

    /// Runs `work` and keeps all it wrote, or nothing where it fails. It may run more than once
    /// (after a conflict with another write), so it has no effect but through its [`Tx`].
    ///
    /// # Errors
    ///
    /// What `work` returns; [`Error::Busy`] where conflicts did not end or its turn did not come.
    pub async fn write<T, E>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let db = self.clone();
        hop(move |here| db.write_here(here, work)).await?
    }

    /// [`Db::read`] from a thread that may block.
    ///
    /// # Errors
    ///
    /// As [`Db::read`].
    pub fn read_here<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.inner.connections {
            Connections::Sqlite(store) => {
                store.read(here, |unit| Tx::during(Unit::Sqlite(unit), &work))
            }
            Connections::Postgres(store) => {
                store.read(here, |unit| Tx::during(Unit::Postgres(unit), &work))
            }
        }
    }

    /// [`Db::write`] from a thread that may block.
    ///
    /// # Errors
    ///
    /// As [`Db::write`].
    pub fn write_here<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(here, Writing::Now, work)
    }

    /// [`Db::write_here`] for what may be lost with the power, because whoever starts afterwards does
    /// it again: it is kept at once for everybody who reads, and durable with the next write that
    /// is. It spares the wait for the disk.
    ///
    /// # Errors
    ///
    /// As [`Db::write`].
    pub fn write_soon_here<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(here, Writing::Soon, work)
    }

    /// [`Db::write_here`] while no other unit of work writes to the store, in whichever process: what
    /// `work` reads stands until its commit. For the few that do, before it, what no rollback takes
    /// back; everybody else waits for them.
    ///
    /// # Errors
    ///
    /// As [`Db::write`].
    pub fn write_alone_here<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(here, Writing::Alone, work)
    }

    fn write_as<T, E: From<Error>>(
        &self,
        here: &Here,
        writing: Writing,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.inner.connections {
            Connections::Sqlite(store) => {
                store.write(here, writing, |unit| Tx::during(Unit::Sqlite(unit), &work))
            }
            Connections::Postgres(store) => store.write(here, writing, |unit| {
                Tx::during(Unit::Postgres(unit), &work)
            }),
        }
    }

    /// On SQLite: moves everything from the log into the file and cuts the log off. With
    /// `secure_delete` on, what was deleted is then in neither. On PostgreSQL this does nothing:
    /// what was deleted stays in the server's log until that is gone.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] where readers did not let go in time.
    pub async fn checkpoint_truncate(&self) -> Result<(), Error> {
        let db = self.clone();
        hop(move |here| db.checkpoint_truncate_here(here)).await?
    }

    /// [`Db::checkpoint_truncate`] from a thread that may block, outside any unit of work.
    ///
    /// # Errors
    ///
    /// As [`Db::checkpoint_truncate`].
    pub fn checkpoint_truncate_here(&self, here: &Here) -> Result<(), Error> {
        match &self.inner.connections {
            Connections::Sqlite(store) => store.checkpoint_truncate(here),
            Connections::Postgres(_) => Ok(()),
        }
    }

    /// Waits for the units of work that are running, refuses later ones ([`Error::Closed`]) and
    /// closes every connection.
    pub async fn close(self) {
        let closed = hop(move |here| match &self.inner.connections {
            Connections::Sqlite(store) => store.close(here),
            Connections::Postgres(store) => store.close(here),
        });
        if closed.await.is_err() {
            tracing::warn!("a store was not closed in time");
        }
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.inner.schema
    }

    /// Which engine this store runs on, for what people are told about it.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &self.inner.connections {
            Connections::Sqlite(_) => Engine::Sqlite,
            Connections::Postgres(_) => Engine::Postgres,
        }
    }

    /// What this store is called: `register`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.inner.schema.name
    }

    /// How units of work waited for a connection since the store was opened.
    #[must_use]
    pub fn waits(&self) -> Waits {
        match &self.inner.connections {
            Connections::Sqlite(store) => store.waits(),
            Connections::Postgres(store) => store.waits(),
        }
    }

    /// How many units of work were run again after a conflict since the store was opened.
    #[must_use]
    pub fn reruns(&self) -> u64 {
        match &self.inner.connections {
            Connections::Sqlite(_) => 0,
            Connections::Postgres(store) => store.reruns(),
        }
    }
}
