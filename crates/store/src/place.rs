//! A place for a new store: on PostgreSQL its schema.
//!
//! Invariant: only whoever makes a store asks for this. Opening one whose schema is not there fails,
//! so that a mistyped address never becomes an empty register.

use crate::postgres_server::Server;
use crate::postgres_value::engine_error;
use crate::{Error, Location, hop};

/// The first schema that a connection looks into, where there is none yet.
const MISSING: &str = "select (string_to_array(current_setting('search_path'), ','))[1]
                        where current_schema() is null";

/// Makes sure that a new store has a place to be: the schema that the address of a server names is
/// created where it is missing. A file needs nothing.
///
/// # Errors
///
/// What the server says, such as that this account may not create schemas.
pub async fn prepare(location: &Location) -> Result<(), Error> {
    let Location::Postgres(url) = location else {
        return Ok(());
    };
    let server = Server::parse(url)?;
    hop(move |here| {
        let runtime = here.runtime();
        let (client, driver) = server.connect(runtime)?;
        let made = runtime.block_on(async {
            let refused = |error: tokio_postgres::Error| engine_error(&error, "prepare");
            let Some(row) = client.query_opt(MISSING, &[]).await.map_err(refused)? else {
                return Ok(());
            };
            let named: Option<String> = row.try_get(0).map_err(refused)?;
            let name = named.ok_or(Error::Location)?;
            let quoted = name.trim().trim_matches('"').replace('"', "\"\"");
            let create = format!("create schema if not exists \"{quoted}\"");
            client.batch_execute(&create).await.map_err(refused)
        });
        drop(client);
        drop(runtime.block_on(driver));
        made
    })
    .await?
}
