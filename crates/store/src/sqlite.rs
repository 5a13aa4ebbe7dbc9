//! SQLite: one writer behind a first-come lock, and some readers that cannot write.
//!
//! Invariants: a write begins immediately, so it never finds out at the end that someone else
//! wrote; what is committed is on the disk (`synchronous = full`); several processes may use one
//! file. Never here: a textual `begin` — the transaction type of the driver rolls back when it is
//! dropped, a panic included.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Tick};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, Transaction, TransactionBehavior};

use crate::db::Writing;
use crate::pool::{Lease, Pool, Waits};
use crate::prepared::Shape;
use crate::statement::{Source, for_sqlite};
use crate::{Error, Here, Params, Row, Schema, Settings, Value, migrate};

/// Prepared statements a connection keeps.
const STATEMENTS_KEPT: usize = 512;

/// How often a writer asks for the lock another process holds. SQLite's own waiting backs off to
/// a tenth of a second, which starves whoever came second.
const ASK_AGAIN: Duration = Duration::from_millis(1);

/// The connections to one file.
pub(crate) struct Sqlite {
    path: PathBuf,
    settings: Settings,
    writer: Pool<Connection>,
    readers: Pool<Connection>,
}

impl Sqlite {
    /// Opens the file, makes it if it is not there, and brings its tables up to date.
    pub(crate) fn open(path: &Path, schema: &Schema, settings: Settings) -> Result<Self, Error> {
        create(path)?;
        let mut connection = writer(path, settings)?;
        migrate::sqlite(&mut connection, schema, settings.busy)?;
        let store = Self {
            path: path.to_path_buf(),
            settings,
            writer: Pool::new(1, settings.busy),
            readers: Pool::new(settings.readers.max(1), settings.busy),
        };
        store.writer.stock(connection);
        Ok(store)
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How units of work waited for a connection.
    pub(crate) fn waits(&self) -> Waits {
        let (reads, writes) = (self.readers.waits(), self.writer.waits());
        Waits {
            count: reads.count + writes.count,
            waited_ms: reads.waited_ms + writes.waited_ms,
            busy: reads.busy + writes.busy,
        }
    }

    /// Runs `work` on a snapshot that cannot change and cannot be changed.
    pub(crate) fn read<T, E: From<Error>>(
        &self,
        here: &Here,
        work: impl FnOnce(Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let open = || reader(&self.path, self.settings);
        let mut lease = self.readers.take(here, |_| true, open)?;
        let connection = &mut lease.connection;
        let begun = connection.transaction_with_behavior(TransactionBehavior::Deferred);
        let transaction = begun.map_err(|error| engine_error(&error, "begin"))?;
        let done = work(Unit {
            transaction: &transaction,
        });
        finish(lease_ended(transaction.rollback(), "rollback"), lease, done)
    }

    /// Runs `work` as the only writer, and commits where it succeeds.
    pub(crate) fn write<T, E: From<Error>>(
        &self,
        here: &Here,
        writing: Writing,
        work: impl FnOnce(Unit<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let open = || writer(&self.path, self.settings);
        let mut lease = self.writer.take(here, |_| true, open)?;
        if writing == Writing::Soon {
            flush(&lease.connection, "normal")?;
        }
        let transaction = begin_immediate(&mut lease.connection, self.settings.busy)?;
        let done = work(Unit {
            transaction: &transaction,
        });
        // A commit that fails drops the connection, and with it whatever it had begun.
        let ended = match &done {
            Ok(_) => lease_ended(transaction.commit(), "commit"),
            Err(_) => lease_ended(transaction.rollback(), "rollback"),
        };
        let ended = ended.and_then(|()| match writing {
            // There is one writer anyway.
            Writing::Now | Writing::Alone => Ok(()),
            Writing::Soon => flush(&lease.connection, DURABLE),
        });
        finish(ended, lease, done)
    }

    /// Moves everything from the log into the file and cuts the log off, so that what was deleted
    /// securely is in neither.
    pub(crate) fn checkpoint_truncate(&self, here: &Here) -> Result<(), Error> {
        let open = || writer(&self.path, self.settings);
        let lease = self.writer.take(here, |_| true, open)?;
        patiently(self.settings.busy, || {
            let pragma = "pragma wal_checkpoint(truncate)";
            let blocked = lease.connection.query_row(pragma, [], |row| row.get(0));
            match blocked.map_err(|error| engine_error(&error, "checkpoint"))? {
                0_i64 => Ok(()),
                _ => Err(Error::Busy),
            }
        })?;
        lease.give_back();
        Ok(())
    }

    /// Waits for what is running and closes every connection.
    pub(crate) fn close(&self, here: &Here) {
        drop(self.readers.close(here));
        drop(self.writer.close(here));
    }
}

/// Whether a commit waits for the disk.
const DURABLE: &str = "full";

/// Says whether commits wait for the disk: `full`, or `normal`, which leaves that to the next one
/// that waits and keeps their order.
fn flush(connection: &Connection, how: &str) -> Result<(), Error> {
    let told = connection.pragma_update(None, "synchronous", how);
    told.map_err(|error| engine_error(&error, "synchronous"))
}

fn lease_ended(ended: rusqlite::Result<()>, what: &'static str) -> Result<(), Error> {
    ended.map_err(|error| engine_error(&error, what))
}

/// Returns the connection where its transaction ended cleanly, drops it otherwise.
fn finish<T, E: From<Error>>(
    ended: Result<(), Error>,
    lease: Lease<'_, Connection>,
    done: Result<T, E>,
) -> Result<T, E> {
    match ended {
        Ok(()) => {
            lease.give_back();
            done
        }
        Err(error) => done.and(Err(E::from(error))),
    }
}

/// Tries again, for a while, what another process or connection is in the way of.
fn patiently<T>(busy: Duration, attempt: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    let began = Tick::now();
    loop {
        match attempt() {
            Err(Error::Busy) if began.elapsed() < busy => std::thread::sleep(ASK_AGAIN),
            done => return done,
        }
    }
}

/// Begins a write, asking again for a while where another process is writing.
pub(crate) fn begin_immediate(
    connection: &mut Connection,
    busy: Duration,
) -> Result<Transaction<'_>, Error> {
    let connection = &*connection;
    patiently(busy, || {
        // Unchecked only as to Rust's borrows: a second one inside it would be refused by SQLite.
        let begun = Transaction::new_unchecked(connection, TransactionBehavior::Immediate);
        begun.map_err(|error| engine_error(&error, "begin"))
    })
}

/// Makes the file, readable by its owner alone; the engine gives its companions the same mode.
/// Never opens one that exists: closing it again would take away the locks of this process.
fn create(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => Err(Error::Full),
        Err(_) => Err(Error::Location),
    }
}

fn writer(path: &Path, settings: Settings) -> Result<Connection, Error> {
    let open = || {
        let connection = connect(path, settings)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", DURABLE)?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        connection.pragma_update(None, "wal_autocheckpoint", settings.log_pages)?;
        connection.pragma_update(None, "cache_size", -settings.writer_cache_kib)?;
        connection.pragma_update(None, "secure_delete", settings.secure_delete)?;
        if let Some(pages) = settings.pages_max {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        // From here on `begin_immediate` waits by itself.
        connection.busy_timeout(Duration::ZERO)?;
        Ok(connection)
    };
    // Two that make the same file at once: the change to a log does not wait by itself.
    patiently(settings.busy, || {
        open().map_err(|error| engine_error(&error, "open"))
    })
}

/// That no other process has the file open: only then its log can be given up. The next one that
/// opens it has a log again.
pub(crate) fn alone(path: &Path, settings: Settings) -> Result<(), Error> {
    if !path.exists() {
        return Err(Error::Location);
    }
    let ask = || {
        let connection = connect(path, settings)?;
        connection.query_row("pragma journal_mode = delete", [], |row| {
            row.get::<_, String>(0)
        })
    };
    match ask().map_err(|error| engine_error(&error, "alone"))? {
        mode if mode == "delete" => Ok(()),
        _ => Err(Error::Busy),
    }
}

fn reader(path: &Path, settings: Settings) -> Result<Connection, Error> {
    let open = || {
        let connection = connect(path, settings)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    open().map_err(|error| engine_error(&error, "open"))
}

fn connect(path: &Path, settings: Settings) -> rusqlite::Result<Connection> {
    use rusqlite::OpenFlags as Flag;
    let flags = Flag::SQLITE_OPEN_READ_WRITE | Flag::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(settings.busy)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -settings.cache_kib)?;
    // Sorting must not write personal data into temporary files.
    connection.pragma_update(None, "temp_store", "memory")?;
    // A misspelt column in double quotes is an error, not a text.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A statement is planned once: otherwise SQLite prepares it again whenever a bound value might
    // make another plan better, which for a look-up costs more than the look-up.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// The transaction a unit of work runs in.
#[derive(Clone, Copy)]
pub(crate) struct Unit<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
}

impl<'a> Unit<'a> {
    /// Runs a statement for its rows, handing each to `take` until that says to stop.
    pub(crate) fn rows<P: Params, R: Row, E: From<Error>>(
        self,
        source: Source<'_>,
        params: &P,
        mut take: impl FnMut(R) -> Result<bool, E>,
    ) -> Result<(), Failed<E>> {
        let engine = |error: rusqlite::Error| Failed::Engine(engine_error(&error, source.name));
        let mut statement = self.prepare(source).map_err(Failed::Engine)?;
        bind(&mut statement, params).map_err(engine)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(engine)? {
            let cell = |place| match row.get_ref(place) {
                Ok(value) => value_of(value),
                Err(_) => Err(Error::unreadable()),
            };
            let row = R::read(cell).map_err(|error| Failed::Row(E::from(error.of(source.name))))?;
            if !take(row).map_err(Failed::Row)? {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement that gives no rows; returns how many it touched.
    pub(crate) fn execute<P: Params>(self, source: Source<'_>, params: &P) -> Result<u64, Error> {
        let engine = |error: rusqlite::Error| engine_error(&error, source.name);
        let mut statement = self.prepare(source)?;
        bind(&mut statement, params).map_err(engine)?;
        let touched = statement.raw_execute().map_err(engine)?;
        Ok(u64::try_from(touched).unwrap_or(u64::MAX))
    }

    /// Runs a write once for each of `rows`.
    pub(crate) fn batch<P: Params>(
        self,
        source: Source<'_>,
        rows: impl IntoIterator<Item = P>,
    ) -> Result<u64, Error> {
        let engine = |error: rusqlite::Error| engine_error(&error, source.name);
        let mut statement = self.prepare(source)?;
        let mut touched = 0;
        for row in rows {
            bind(&mut statement, &row).map_err(engine)?;
            touched += u64::try_from(statement.raw_execute().map_err(engine)?).unwrap_or(0);
        }
        Ok(touched)
    }

    /// What SQLite finds in a statement. It knows the types of columns that come straight from a
    /// table, not those of expressions, and none of parameters.
    pub(crate) fn describe(self, text: &str) -> Result<Shape, Error> {
        let prepared = self.transaction.prepare(&for_sqlite(text));
        let statement = prepared.map_err(|error| prepare_error(&error, "check"))?;
        let columns = statement.columns();
        Ok(Shape {
            params: vec![None; statement.parameter_count()],
            columns: columns
                .iter()
                .map(|column| column.decl_type().map(str::to_owned))
                .collect(),
        })
    }

    fn prepare(self, source: Source<'_>) -> Result<rusqlite::CachedStatement<'a>, Error> {
        let prepared = self.transaction.prepare_cached(source.for_sqlite);
        prepared.map_err(|error| prepare_error(&error, source.name))
    }
}

/// Why a query did not come to its end: the engine (which ends the unit of work), or a row.
pub(crate) enum Failed<E> {
    Engine(Error),
    Row(E),
}

fn bind<P: Params>(statement: &mut rusqlite::Statement<'_>, params: &P) -> rusqlite::Result<()> {
    let mut place = 0;
    params.visit(&mut |value| {
        place += 1;
        statement.raw_bind_parameter(place, &value)
    })
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value_of(value: ValueRef<'_>) -> Result<Value<'_>, Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => {
            Value::from(std::str::from_utf8(text).map_err(|_| Error::unreadable())?)
        }
        ValueRef::Blob(bytes) => Value::from(bytes),
        ValueRef::Real(_) => return Err(Error::unreadable()),
    })
}

/// What a failure to prepare means. It happens before any value is there, so it may say more.
pub(crate) fn prepare_error(error: &rusqlite::Error, name: &'static str) -> Error {
    match engine_error(error, name) {
        Error::Engine {
            statement, state, ..
        } => Error::Engine {
            statement,
            state,
            detail: error.to_string(),
        },
        other => other,
    }
}

/// What a failure means to us. The engine's own text is left out: it may hold values.
pub(crate) fn engine_error(error: &rusqlite::Error, statement: &'static str) -> Error {
    use rusqlite::ffi;
    let (code, extended) = match error {
        rusqlite::Error::SqliteFailure(failure, _) => (failure.code, failure.extended_code),
        rusqlite::Error::SqlInputError { error, .. } => (error.code, error.extended_code),
        _ => (ErrorCode::Unknown, 0),
    };
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::DiskFull => Error::Full,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Damaged,
        ErrorCode::ReadOnly => Error::ReadOnly,
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Error::Location,
        ErrorCode::TypeMismatch => Error::Check { statement },
        ErrorCode::ConstraintViolation => match extended {
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID => Error::Unique { statement },
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::Reference { statement },
            _ => Error::Check { statement },
        },
        _ => {
            tracing::error!(statement, state = extended, "SQLite refused a statement");
            Error::Engine {
                statement,
                state: extended.to_string(),
                detail: String::new(),
            }
        }
    }
}
