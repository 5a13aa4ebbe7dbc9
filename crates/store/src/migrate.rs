//! Brings the tables of a store up to date, once, whoever opens it first.
//!
//! One text serves both engines; for SQLite [`for_engine`] rewrites it. Invariant: that rewriting
//! never changes for a text that was released — its result is what the history of every installed
//! register holds a checksum of — so it is frozen by a test.

use std::time::Duration;

use refinery_core::error::Kind as Trouble;
use refinery_core::traits::sync::{Query, Transaction as Transacts};
use refinery_core::{Migrate, Migration, Runner};
use rusqlite::Connection;
use tokio_postgres::Client;

use crate::sqlite::{self, begin_immediate, engine_error};
use crate::{Engine, Error, Schema, postgres_value};

/// The table in which the history of migrations is kept. Its types are the library's.
pub const HISTORY: &str = "refinery_schema_history";

/// The marker after a table whose rows SQLite keeps in the order of their primary key.
const WITHOUT_ROWID: &str = "-- sqlite: without rowid";

/// All in one transaction under the write lock: another process that opens the same file waits
/// and then finds everything done.
pub(crate) fn sqlite(
    connection: &mut Connection,
    schema: &Schema,
    busy: Duration,
) -> Result<(), Error> {
    let runner = runner(schema, Engine::Sqlite)?;
    let mut locked = Locked(begin_immediate(connection, busy)?);
    let run = runner.run(&mut locked);
    run.map_err(|error| trouble(&error, schema))?;
    locked
        .0
        .commit()
        .map_err(|error| engine_error(&error, "commit"))
}

/// Each migration in a transaction, all of them under a lock of the schema: another process that
/// opens the same store waits and then finds everything done.
pub(crate) async fn postgres(client: &mut Client, schema: &Schema) -> Result<(), Error> {
    let refused = |error: tokio_postgres::Error| postgres_value::engine_error(&error, "migrate");
    let runner = runner(schema, Engine::Postgres)?;
    client.batch_execute(LOCK).await.map_err(refused)?;
    let run = runner.run_async(client).await;
    // Where it failed, the connection is dropped, and the lock with it.
    run.map_err(|error| trouble(&error, schema))?;
    client.batch_execute(UNLOCK).await.map_err(refused)
}

/// The first number is ours alone, so that no other program's lock is meant.
const LOCK: &str = "set lock_timeout = '60s';
    select pg_advisory_lock(1397574483, hashtext(current_schema()))";
const UNLOCK: &str = "select pg_advisory_unlock(1397574483, hashtext(current_schema()));
    reset lock_timeout";

/// A transaction that is already open, as the library's runner sees it.
struct Locked<'a>(rusqlite::Transaction<'a>);

impl Transacts for Locked<'_> {
    type Error = rusqlite::Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(
        &mut self,
        queries: T,
    ) -> Result<usize, Self::Error> {
        let mut count = 0;
        for query in queries {
            self.0.execute_batch(query)?;
            count += 1;
        }
        Ok(count)
    }
}

impl Query<Vec<Migration>> for Locked<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Migration>, Self::Error> {
        let mut statement = self.0.prepare(query)?;
        let read = statement.query_map([], |row| {
            let checksum: String = row.get("checksum")?;
            Ok(applied(row.get("version")?, row.get("name")?, &checksum))
        })?;
        read.filter_map(Result::transpose).collect()
    }
}

impl Migrate for Locked<'_> {}

/// A migration as the history tells of it. When it was applied is not compared, so any moment
/// will do; a checksum that is no number matches none of ours.
fn applied(version: i32, name: String, checksum: &str) -> Option<Migration> {
    let mut any = Migration::unapplied("V1__any", "").ok()?;
    any.set_applied();
    let moment = *any.applied_on()?;
    Some(Migration::applied(
        version,
        name,
        moment,
        checksum.parse().unwrap_or(0),
    ))
}

/// The migrations of a store for an engine, ready to be compared with the history and applied.
fn runner(schema: &Schema, engine: Engine) -> Result<Runner, Error> {
    let made = schema.migrations.iter().map(|(file, text)| {
        let stem = file.trim_end_matches(".sql");
        Migration::unapplied(stem, &for_engine(text, engine))
    });
    let migrations: Result<Vec<Migration>, _> = made.collect();
    let migrations = migrations.map_err(|error| trouble(&error, schema))?;
    Ok(Runner::new(&migrations))
}

/// What a failure to migrate means.
fn trouble(error: &refinery_core::Error, schema: &Schema) -> Error {
    let store = schema.name;
    let version = |migration: &Migration| i64::from(migration.version());
    let newest = schema
        .migrations
        .iter()
        .filter_map(|(file, _)| number(file))
        .max();
    match error.kind() {
        Trouble::MissingVersion(one) if Some(version(one)) > newest => Error::Newer {
            store,
            version: version(one),
        },
        Trouble::MissingVersion(one) | Trouble::DivergentVersion(one, _) => Error::Changed {
            store,
            version: version(one),
        },
        Trouble::Connection(_, cause) => {
            let name = "migrate";
            let sqlite = cause
                .downcast_ref()
                .map(|error| sqlite::prepare_error(error, name));
            let server = || Some(postgres_value::prepare_error(cause.downcast_ref()?, name));
            match sqlite.or_else(server) {
                Some(Error::Engine { detail, .. }) => Error::Migration { store, detail },
                Some(error) => error,
                None => Error::Migration {
                    store,
                    detail: String::new(),
                },
            }
        }
        other => Error::Migration {
            store,
            detail: other.to_string(),
        },
    }
}

/// The number of a migration's file: 12 of `V12__notes.sql`.
pub(crate) fn number(file: &str) -> Option<i64> {
    file.strip_prefix('V')?.split_once("__")?.0.parse().ok()
}

/// The text of a migration as `engine` must read it: as it stands for PostgreSQL. For SQLite
/// `bigint` becomes `integer`, `bytea` becomes `blob`, every `create table` ends in `strict` — and
/// in `without rowid` where the marker follows it. Names, literals and comments stay as they are.
#[must_use]
pub fn for_engine(text: &str, engine: Engine) -> String {
    match engine {
        Engine::Postgres => text.to_owned(),
        Engine::Sqlite => for_sqlite(text),
    }
}

fn for_sqlite(text: &str) -> String {
    let mut made = String::with_capacity(text.len() + 64);
    let mut words: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = token_length(rest, first);
        let (token, after) = rest.split_at(length);
        rest = after;
        if first == ';' {
            if words.starts_with(&["create".to_owned(), "table".to_owned()]) {
                let marked = after.trim_start().starts_with(WITHOUT_ROWID);
                made.push_str(if marked {
                    " strict, without rowid"
                } else {
                    " strict"
                });
            }
            words.clear();
        }
        if first.is_ascii_alphabetic() || first == '_' {
            let word = token.to_ascii_lowercase();
            made.push_str(match word.as_str() {
                "bigint" => "integer",
                "bytea" => "blob",
                _ => token,
            });
            if words.len() < 2 {
                words.push(word);
            }
        } else {
            made.push_str(token);
        }
    }
    made
}

/// The length in bytes of the token `rest` begins with: a comment, a quoted text, a word, or one
/// character.
fn token_length(rest: &str, first: char) -> usize {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = match first {
        '-' if rest.starts_with("--") => rest.find('\n'),
        '\'' | '"' => rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == first)
            .map(|(at, _)| at + 1),
        c if word(c) => rest.find(|c| !word(c)),
        c => return c.len_utf8(),
    };
    end.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What installed registers hold checksums of. If this test fails, the rewriting is wrong,
    /// not the test: with another result every one of them would refuse to start.
    #[test]
    fn the_rewriting_for_sqlite_never_changes() {
        let text = "\
-- People. A bigint and a bytea in a comment; stay.
CREATE TABLE party (
  party_id BIGINT NOT NULL PRIMARY KEY, -- why; it is random
  born TEXT CHECK (born <> 'bigint; bytea'),
  sealed bytea not null,
  \"bigint\" Bigint,
  bigint_of_it bigint
);

create table find_token (
  token bigint not null,
  party_id bigint not null references party (party_id),
  primary key (token, party_id)
);
-- sqlite: without rowid

create unique index party_born on party (born) where born is not null;
alter table party add column more bytea;
insert into party (party_id, born, sealed) values (1, 'it''s; bytea', 'x');
create table last (a bigint);";
        let expected = "\
-- People. A bigint and a bytea in a comment; stay.
CREATE TABLE party (
  party_id integer NOT NULL PRIMARY KEY, -- why; it is random
  born TEXT CHECK (born <> 'bigint; bytea'),
  sealed blob not null,
  \"bigint\" integer,
  bigint_of_it integer
) strict;

create table find_token (
  token integer not null,
  party_id integer not null references party (party_id),
  primary key (token, party_id)
) strict, without rowid;
-- sqlite: without rowid

create unique index party_born on party (born) where born is not null;
alter table party add column more blob;
insert into party (party_id, born, sealed) values (1, 'it''s; bytea', 'x');
create table last (a integer) strict;";
        assert_eq!(for_engine(text, Engine::Sqlite), expected);
        assert_eq!(for_engine(text, Engine::Postgres), text);
    }

    #[test]
    fn a_migration_is_numbered_by_its_file() {
        assert_eq!(number("V12__notes.sql"), Some(12));
        assert_eq!(number("notes.sql"), None);
    }
}
