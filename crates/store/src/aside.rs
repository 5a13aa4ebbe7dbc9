//! Making room for a store that is put back: what lies there is kept under another name.
//!
//! Invariant: nothing is removed. On SQLite the file goes, with its log, where it is told; on
//! PostgreSQL its schema gets another name, and an empty one takes its place.

use std::fs;
use std::path::Path;

use tokio_postgres::Client;

use crate::postgres_server::Server;
use crate::postgres_value::engine_error;
use crate::{Error, Here, Location};

/// What belongs to a SQLite file: itself, its log, the log's index.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// Sets a store aside that nobody has open: its file into `folder`, its schema under a name that
/// ends in `mark`. Whether there was anything.
///
/// # Errors
///
/// [`Error::Location`] where a file cannot be moved; what the server says.
pub fn set_aside(
    here: &Here,
    location: &Location,
    folder: &Path,
    mark: &str,
) -> Result<bool, Error> {
    match location {
        Location::Sqlite(file) => move_file(file, folder),
        Location::Postgres(url) => rename_schema(here, url, mark),
    }
}

/// Moves a SQLite file with its companions.
///
/// # Errors
///
/// [`Error::Location`].
pub fn move_file(file: &Path, folder: &Path) -> Result<bool, Error> {
    let name = file.file_name().ok_or(Error::Location)?.to_string_lossy();
    let parent = file.parent().ok_or(Error::Location)?;
    let mut moved = false;
    for ending in ENDINGS {
        let name = [&name, ending].concat();
        if parent.join(&name).exists() {
            fs::create_dir_all(folder).map_err(|_| Error::Location)?;
            fs::rename(parent.join(&name), folder.join(&name)).map_err(|_| Error::Location)?;
            moved = true;
        }
    }
    Ok(moved)
}

/// Whether there is a store at a place: its file, or tables in its schema.
///
/// # Errors
///
/// What the server says.
pub fn is_there(here: &Here, location: &Location) -> Result<bool, Error> {
    match location {
        Location::Sqlite(file) => Ok(file.exists()),
        Location::Postgres(url) => {
            let runtime = here.runtime();
            let (client, driver) = Server::parse(url)?.connect(runtime)?;
            let found = runtime.block_on(schema_of(&client));
            drop(client);
            drop(runtime.block_on(driver));
            Ok(found?.1 > 0)
        }
    }
}

/// What there is where a store is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Nothing: it can be made.
    Free,
    /// A store, or something else.
    Taken,
    /// On a server, no schema to make it in, and no right to make one.
    NoSchema,
    /// On a server, a schema in which this user may make nothing.
    Shut,
}

/// Whether a store can be made at a place. Nothing is changed there.
///
/// # Errors
///
/// [`Error::Location`], [`Error::NotEncrypted`], [`Error::Unreachable`]; what the server says.
pub fn room(here: &Here, location: &Location) -> Result<Room, Error> {
    let Location::Postgres(url) = location else {
        let there = is_there(here, location)?;
        return Ok(if there { Room::Taken } else { Room::Free });
    };
    let runtime = here.runtime();
    let (client, driver) = Server::parse(url)?.connect(runtime)?;
    let found = runtime.block_on(room_in_schema(&client));
    drop(client);
    drop(runtime.block_on(driver));
    found
}

async fn room_in_schema(client: &Client) -> Result<Room, Error> {
    let refused = |error: tokio_postgres::Error| engine_error(&error, "room");
    let asked = "select case when current_schema() is null
                              and has_database_privilege(current_database(), 'create')
                            then 'free'
                            when current_schema() is null then 'none'
                            when not has_schema_privilege(current_schema(), 'create') then 'shut'
                            when exists (select 1 from pg_class
                                          where relnamespace =
                                                cast(current_schema() as regnamespace)
                                            and relkind = 'r')
                            then 'taken'
                            else 'free' end";
    let row = client.query_one(asked, &[]).await.map_err(refused)?;
    let said: String = row.try_get(0).map_err(refused)?;
    Ok(match said.as_str() {
        "free" => Room::Free,
        "taken" => Room::Taken,
        "shut" => Room::Shut,
        _ => Room::NoSchema,
    })
}

/// The name of a connection's schema, where there is one, and how many tables it has.
async fn schema_of(client: &Client) -> Result<(Option<String>, i64), Error> {
    let refused = |error: tokio_postgres::Error| engine_error(&error, "set aside");
    let asked = "select cast(current_schema() as text),
                        (select count(*) from pg_class
                          where relnamespace = cast(current_schema() as regnamespace)
                            and relkind = 'r')";
    let row = client.query_one(asked, &[]).await.map_err(refused)?;
    let schema: Option<String> = row.try_get(0).map_err(refused)?;
    let tables: Option<i64> = row.try_get(1).map_err(refused)?;
    Ok((schema, tables.unwrap_or(0)))
}

fn rename_schema(here: &Here, url: &str, mark: &str) -> Result<bool, Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if mark.is_empty() || !mark.chars().all(plain) {
        return Err(Error::Identifier);
    }
    let refused = |error: tokio_postgres::Error| engine_error(&error, "set aside");
    let runtime = here.runtime();
    let (client, driver) = Server::parse(url)?.connect(runtime)?;
    let renamed = runtime.block_on(async {
        let (schema, tables) = schema_of(&client).await?;
        let Some(schema) = schema.filter(|_| tables > 0) else {
            return Ok(false);
        };
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        // Names end after 63 bytes: the mark must not be what is cut off.
        let kept: String = schema.chars().take(40).collect();
        let aside = quoted(&format!("{kept}_{mark}"));
        let own = quoted(&schema);
        let text = format!("alter schema {own} rename to {aside}; create schema {own}");
        client.batch_execute(&text).await.map_err(refused)?;
        Ok(true)
    });
    drop(client);
    drop(runtime.block_on(driver));
    renamed
}
