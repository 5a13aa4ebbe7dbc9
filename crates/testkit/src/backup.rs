//! Copies of the stores, as a backup holds them, put back, lost or mixed up.
//!
//! Invariant: what is put back is what was there, byte for byte on SQLite, row for row on
//! PostgreSQL. Never while a test has the stores open.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::engines::{STORES, Stores, on_server};

/// A copy of the four stores. Goes when it is dropped.
pub struct Backup {
    folder: TempDir,
    /// The address of the server and the beginning of the names of the copied schemas.
    server: Option<(String, String)>,
}

static BACKUPS: AtomicU32 = AtomicU32::new(0);

/// What SQLite keeps of a store: the file, its log, the log's index.
const ENDINGS: [&str; 3] = [".sqlite", ".sqlite-wal", ".sqlite-shm"];

#[expect(clippy::expect_used, reason = "a test whose copies fail cannot go on")]
impl Stores {
    /// Copies all stores as they are. They must be closed.
    ///
    /// # Panics
    ///
    /// Where they cannot be copied.
    #[must_use]
    pub fn back_up(&self) -> Backup {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for store in STORES {
            copy(self.data_dir(), folder.path(), store);
        }
        let server = self.server.as_ref().map(|schemas| {
            let number = BACKUPS.fetch_add(1, Ordering::Relaxed);
            let kept = format!("{}_b{number}", schemas.prefix);
            for store in STORES {
                let (from, to) = (
                    format!("{}_{store}", schemas.prefix),
                    format!("{kept}_{store}"),
                );
                let copied = tables(&schemas.url, &from).into_iter().map(|table| {
                    format!("create table {to}.{table} as select * from {from}.{table}")
                });
                let copied = copied.collect::<Vec<_>>().join("; ");
                let text = format!("create schema {to}; {copied}");
                on_server(&schemas.url, &text).expect("a copy of the schema");
            }
            (schemas.url.clone(), kept)
        });
        Backup { folder, server }
    }

    /// Puts a store back as it is in a copy, of these stores or of others on the same engine.
    ///
    /// # Panics
    ///
    /// Where it cannot be put back.
    pub fn put_back(&self, backup: &Backup, store: &str) {
        remove(self.data_dir(), store);
        copy(backup.folder.path(), self.data_dir(), store);
        let (Some(schemas), Some((url, kept))) = (&self.server, &backup.server) else {
            return;
        };
        let (from, to) = (
            format!("{kept}_{store}"),
            format!("{}_{store}", schemas.prefix),
        );
        let tables = tables(url, &from);
        if tables.is_empty() {
            return;
        }
        let named = tables.iter().map(|table| format!("{to}.{table}"));
        let all = named.collect::<Vec<_>>().join(", ");
        let rows = tables
            .iter()
            .map(|table| format!("insert into {to}.{table} select * from {from}.{table}"));
        let filled = rows.collect::<Vec<_>>().join("; ");
        // Rows come back in any order: references are not looked at on the way.
        let text = format!(
            "begin; set local session_replication_role = replica; truncate {all}; {filled}; commit"
        );
        on_server(url, &text).expect("the rows of the copy");
    }

    /// Loses a store: its file or all its tables.
    ///
    /// # Panics
    ///
    /// Where it cannot be removed.
    pub fn lose(&self, store: &str) {
        remove(self.data_dir(), store);
        if let Some(schemas) = &self.server {
            let schema = format!("{}_{store}", schemas.prefix);
            let text = format!("drop schema {schema} cascade; create schema {schema}");
            on_server(&schemas.url, &text).expect("an empty schema");
        }
    }

    /// The folder in which the server keeps everything, with all of it written there; nothing
    /// where these stores are on no server.
    ///
    /// # Panics
    ///
    /// Where the server does not say.
    #[must_use]
    pub fn cluster_dir(&self) -> Option<std::path::PathBuf> {
        let schemas = self.server.as_ref()?;
        let told = on_server(&schemas.url, "checkpoint; show data_directory");
        let told = told.expect("a server that says where its data lies");
        Some(told.into_iter().next_back().expect("a folder").into())
    }
}

#[expect(clippy::expect_used, reason = "a test whose copies fail cannot go on")]
fn tables(url: &str, schema: &str) -> Vec<String> {
    let text = format!("select tablename from pg_tables where schemaname = '{schema}'");
    on_server(url, &text).expect("the tables of a schema")
}

#[expect(clippy::expect_used, reason = "a test whose copies fail cannot go on")]
fn copy(from: &Path, to: &Path, store: &str) {
    for ending in ENDINGS {
        let name = [store, ending].concat();
        if from.join(&name).exists() {
            fs::copy(from.join(&name), to.join(&name)).expect("a copied file");
        }
    }
}

fn remove(folder: &Path, store: &str) {
    for ending in ENDINGS {
        // Most of them are not there.
        let _gone = fs::remove_file(folder.join([store, ending].concat()));
    }
}

impl Drop for Backup {
    #[expect(clippy::print_stderr, reason = "a test says what it left behind")]
    fn drop(&mut self) {
        let Some((url, kept)) = &self.server else {
            return;
        };
        let text = STORES.map(|store| format!("drop schema if exists {kept}_{store} cascade"));
        if let Err(error) = on_server(url, &text.join("; ")) {
            eprintln!("the schemas {kept}_* were not dropped: {error}");
        }
    }
}
