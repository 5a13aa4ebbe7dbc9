//! Fresh stores for a test, on a file or on a server, gone when it ends.
//!
//! Invariant: two tests never share a table; whatever a test leaves open or breaks, its schemas
//! and files go.

use std::future::Future;
use std::path::{Path, PathBuf};

use store::{Db, Engine, Location, Schema, Settings, schemas};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::SimpleQueryMessage;

use crate::must_run;

/// Where the four stores of a test lie.
#[derive(Clone)]
pub struct Locations {
    /// The register.
    pub register: Location,
    /// The keys and the ledgers beside them.
    pub keys: Location,
    /// The blind index.
    pub index: Location,
    /// The trail.
    pub trail: Location,
}

/// Fresh, empty stores and a data folder. Everything goes when this is dropped.
pub struct Stores {
    /// Which engine they are on.
    pub engine: Engine,
    /// Where they lie.
    pub locations: Locations,
    folder: TempDir,
    pub(crate) server: Option<Schemas>,
}

impl Stores {
    /// Fresh stores on `engine`; `None` where that is PostgreSQL and no server is named.
    ///
    /// # Panics
    ///
    /// Where they cannot be made, or no server is named although everything must run.
    #[must_use]
    #[expect(clippy::print_stderr, reason = "a test says what it did not do")]
    #[expect(clippy::expect_used, reason = "a test without a folder cannot go on")]
    pub fn fresh(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (locations, server) = match engine {
            Engine::Sqlite => (files(folder.path()), None),
            Engine::Postgres => {
                let Some(url) = std::env::var_os("TEST_POSTGRES_URL") else {
                    eprintln!("not run: TEST_POSTGRES_URL is not set");
                    assert!(!must_run(), "TEST_POSTGRES_URL must be set");
                    return None;
                };
                let url = url.into_string().expect("TEST_POSTGRES_URL is text");
                let schemas = Schemas::fresh(url);
                (schemas.locations(), Some(schemas))
            }
        };
        Some(Self {
            engine,
            locations,
            folder,
            server,
        })
    }

    /// The data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        self.folder.path()
    }

    /// A location of the test's own, for tables that are none of the four stores'.
    #[must_use]
    pub fn own(&self) -> Location {
        self.locations.register.clone()
    }

    /// The address of these stores on their server, with `{store}` where the store's name goes, as
    /// `seloste init --postgres` takes it; `None` on files.
    #[must_use]
    pub fn server(&self) -> Option<String> {
        match &self.locations.register {
            Location::Postgres(url) => url
                .strip_suffix("register")
                .map(|url| [url, "{store}"].concat()),
            Location::Sqlite(_) => None,
        }
    }

    /// Opens the register.
    ///
    /// # Panics
    ///
    /// Where it does not open.
    pub async fn open_register(&self) -> Db {
        open(
            &self.locations.register,
            &schemas::REGISTER,
            Settings::default(),
        )
        .await
    }

    /// Opens the keys, with what is deleted overwritten.
    ///
    /// # Panics
    ///
    /// Where they do not open.
    pub async fn open_keys(&self) -> Db {
        let secure = Settings {
            secure_delete: true,
            ..Settings::default()
        };
        open(&self.locations.keys, &schemas::KEYS, secure).await
    }

    /// Opens the index.
    ///
    /// # Panics
    ///
    /// Where it does not open.
    pub async fn open_index(&self) -> Db {
        open(&self.locations.index, &schemas::INDEX, Settings::default()).await
    }

    /// Opens the trail.
    ///
    /// # Panics
    ///
    /// Where it does not open.
    pub async fn open_trail(&self) -> Db {
        open(&self.locations.trail, &schemas::TRAIL, Settings::default()).await
    }
}

#[expect(clippy::expect_used, reason = "a test without a store cannot go on")]
async fn open(location: &Location, schema: &Schema, settings: Settings) -> Db {
    Db::open(location, schema, settings)
        .await
        .expect("the store opens")
}

fn files(folder: &Path) -> Locations {
    let file = |name: &str| Location::Sqlite(PathBuf::from(folder).join(name));
    Locations {
        register: file("register.sqlite"),
        keys: file("keys.sqlite"),
        index: file("index.sqlite"),
        trail: file("trail.sqlite"),
    }
}

/// Runs `test` on `engine`, in a runtime of its own. Made for [`both_engines!`](crate::both_engines).
///
/// # Panics
///
/// Where `test` does, or fresh stores cannot be made.
pub fn on<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Stores) -> F) {
    if let Some(stores) = Stores::fresh(engine) {
        runtime().block_on(test(stores));
    }
}

#[expect(clippy::expect_used, reason = "a test without a runtime cannot go on")]
fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    builder.build().expect("a runtime")
}

/// Four schemas on the server, named after this process and a count, dropped in the end.
pub(crate) struct Schemas {
    pub(crate) url: String,
    pub(crate) prefix: String,
}

pub(crate) const STORES: [&str; 4] = ["register", "keys", "index", "trail"];

impl Schemas {
    #[expect(clippy::expect_used, reason = "a test without a server cannot go on")]
    fn fresh(url: String) -> Self {
        use std::hash::{BuildHasher, RandomState};
        let random = RandomState::new().hash_one(std::process::id());
        let schemas = Self {
            url,
            prefix: format!("test_{random:016x}"),
        };
        schemas
            .each(|schema| format!("create schema {schema}"))
            .expect("a server that makes schemas");
        schemas
    }

    fn locations(&self) -> Locations {
        let joint = if self.url.contains('?') { '&' } else { '?' };
        let place = |store: &str| {
            let (url, prefix) = (&self.url, &self.prefix);
            Location::Postgres(format!(
                "{url}{joint}options=-csearch_path%3D{prefix}_{store}"
            ))
        };
        Locations {
            register: place("register"),
            keys: place("keys"),
            index: place("index"),
            trail: place("trail"),
        }
    }

    /// Runs a statement for each schema.
    fn each(&self, statement: impl Fn(&str) -> String) -> Result<(), String> {
        let named = STORES
            .iter()
            .map(|store| statement(&format!("{}_{store}", self.prefix)));
        let text = named.collect::<Vec<String>>().join("; ");
        on_server(&self.url, &text).map(|_| ())
    }
}

/// Runs statements on the server; the first column of every row they give. On a thread of its own,
/// as it may be called while a runtime of the test is running or unwinding.
pub(crate) fn on_server(url: &str, text: &str) -> Result<Vec<String>, String> {
    let (url, text) = (url.to_owned(), format!("set lock_timeout = '20s'; {text}"));
    let work = async move {
        let connecting = tokio_postgres::connect(&url, tokio_postgres::NoTls);
        let (client, connection) = connecting.await?;
        let driver = tokio::spawn(connection);
        let answers = client.simple_query(&text).await?;
        drop(client);
        let _ = driver.await;
        let first = |answer: &SimpleQueryMessage| match answer {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        };
        Ok::<_, tokio_postgres::Error>(answers.iter().filter_map(first).collect())
    };
    let thread = std::thread::spawn(move || {
        let mut builder = Builder::new_current_thread();
        let runtime = builder
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        runtime.block_on(work).map_err(|error| error.to_string())
    });
    thread
        .join()
        .unwrap_or_else(|_| Err("the thread broke off".to_owned()))
}

impl Drop for Schemas {
    #[expect(clippy::print_stderr, reason = "a test says what it left behind")]
    fn drop(&mut self) {
        if let Err(error) = self.each(|schema| format!("drop schema if exists {schema} cascade")) {
            eprintln!("the schemas {}_* were not dropped: {error}", self.prefix);
        }
    }
}
