//! The data folder: where a register lies, how it is made and opened.
//!
//! ```text
//! DIR/seloste.toml      which server, whether a demo; may be missing
//! DIR/root.key          the root key, readable by its owner alone, locked or not
//! DIR/keys.sqlite       keys and ledgers; always here
//! DIR/register.sqlite   or a schema on a PostgreSQL server; so index and trail
//! DIR/files/            sealed files
//! DIR/unfinished        there while the register is being made
//! DIR/moving            there while the register is being moved to a server
//! DIR/moved/            the stores as they were before they were moved to a server
//! DIR/lock              held by whoever has the register open
//! DIR/swapping          there while a backup takes the place of what was
//! ```
//!
//! Invariants: a register is made whole or not at all; what was begun and failed is removed, and
//! what was begun and broken off is never opened. No empty store takes the place of a lost one.

mod error;
mod root;
mod settings;

use std::fs::{self, File};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use basics::{Clock, Coded, Entropy, Instant};
use guard::{Guard, RootKey, Setup, StartError, StartReport, Verified};
use store::Location;

use crate::app::App;

use root::Passphrase;

pub use error::FolderError;
pub use root::{AskPassphrase, PASSPHRASE_CREDENTIAL};
pub use settings::{Config, Network};

/// A data folder, with the clock and the randomness its register runs by.
#[derive(Clone)]
pub struct Folder {
    dir: PathBuf,
    /// Where systemd puts the credentials of its service.
    credentials: Option<PathBuf>,
    passphrase: Passphrase,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

const CONFIG: &str = "seloste.toml";
pub(crate) const ROOT_KEY: &str = "root.key";
const UNFINISHED: &str = "unfinished";
/// There while the stores are copied to a server.
pub(crate) const MOVING: &str = "moving";
/// Where the stores lie that were moved to a server.
pub(crate) const MOVED: &str = "moved";
/// How long a start waits for its turn, again and again, in milliseconds: a minute and a half in
/// all, because a long import by another process is no reason to stay closed.
const WAITS: [u64; 11] = [
    100, 200, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 20_000, 20_000, 20_000,
];
/// Held by whoever has the register open.
pub(crate) const LOCK: &str = "lock";
/// There while a backup takes the place of what was.
pub(crate) const SWAPPING: &str = "swapping";

impl Folder {
    /// The folder at `dir`.
    #[must_use]
    pub fn new(dir: PathBuf, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            dir,
            credentials: None,
            passphrase: Passphrase::none(),
            clock,
            entropy,
        }
    }

    /// The same folder, whose register runs by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The clock its register runs by.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// Whether there is a register in it.
    #[must_use]
    pub fn holds_register(&self) -> bool {
        self.dir.join("keys.sqlite").exists()
    }

    /// Whether there is nothing in it, or it is not there itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match fs::read_dir(&self.dir) {
            Ok(mut held) => held.next().is_none(),
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        }
    }

    /// Whether a register was begun in it and never finished.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.dir.join(UNFINISHED).exists()
    }

    /// Whether that was a demo, which may be begun anew.
    #[must_use]
    pub fn is_unfinished_demo(&self) -> bool {
        self.is_unfinished() && self.config().is_ok_and(|config| config.demo)
    }

    /// Begins a register. It opens once it is [finished](Self::finish).
    ///
    /// # Errors
    ///
    /// [`FolderError`]; what was begun is removed, but for what a server holds already.
    pub async fn make(
        &self,
        config: &Config,
        notice: &str,
        in_force: Option<Instant>,
    ) -> Result<App, FolderError> {
        if self.is_unfinished() {
            return Err(FolderError::Unfinished);
        }
        let there = self.dir.exists();
        if there
            && fs::read_dir(&self.dir)
                .map_err(|_| FolderError::Unusable)?
                .next()
                .is_some()
        {
            return Err(FolderError::NotEmpty);
        }
        match self.made(config, notice, in_force).await {
            Ok(app) => Ok(app),
            Err(error) => {
                self.remove(there);
                Err(error)
            }
        }
    }

    /// The register is filled from elsewhere: until that is [finished](Self::finish) it does not
    /// open.
    ///
    /// # Errors
    ///
    /// [`FolderError::Unusable`].
    pub fn begin(&self) -> Result<(), FolderError> {
        let begun = fs::write(self.dir.join(UNFINISHED), "");
        let kept = begun.and_then(|()| fs::File::open(&self.dir)?.sync_all());
        kept.map_err(|_| FolderError::Unusable)
    }

    /// The register that was begun holds all it must hold: from now on it opens.
    ///
    /// # Errors
    ///
    /// [`FolderError::Unusable`].
    pub fn finish(&self) -> Result<(), FolderError> {
        fs::remove_file(self.dir.join(UNFINISHED)).map_err(|_| FolderError::Unusable)
    }

    async fn made(
        &self,
        config: &Config,
        notice: &str,
        in_force: Option<Instant>,
    ) -> Result<App, FolderError> {
        let unusable = |_| FolderError::Unusable;
        fs::create_dir_all(self.dir.join("files")).map_err(unusable)?;
        let own = fs::Permissions::from_mode(0o700);
        fs::set_permissions(&self.dir, own).map_err(unusable)?;
        fs::write(self.dir.join(UNFINISHED), "").map_err(unusable)?;
        fs::write(self.dir.join(CONFIG), config.written()?).map_err(unusable)?;
        let root = self.make_root_key()?;
        let created = Guard::create(&self.setup(config), &root, notice, in_force).await;
        let guard = created.map_err(|error| match error.code().as_str() {
            // Everything else is new: only a server can hold what must be there once.
            "store.unique" => FolderError::ServerInUse,
            _ => error.into(),
        })?;
        Ok(self.app(guard, config))
    }

    /// Empties the folder of a register that was begun, and removes it where it was not `there`
    /// before.
    pub fn remove(&self, there: bool) {
        let removed = fs::remove_dir_all(&self.dir);
        let restored = if there {
            fs::create_dir_all(&self.dir)
        } else {
            Ok(())
        };
        if removed.and(restored).is_err() {
            tracing::warn!("a register that was not finished could not be removed");
        }
    }

    /// Opens the register, after every check; writes the blind index where it is behind.
    ///
    /// # Errors
    ///
    /// [`FolderError`], saying what to do.
    pub async fn open(&self) -> Result<(App, StartReport), FolderError> {
        let lock = self.lock_shared()?;
        self.open_holding(lock).await
    }

    /// Opens the register, after every check, for what needs no index, such as a backup: the index
    /// stays as it is, so that nobody waits for a long import that is under way.
    ///
    /// # Errors
    ///
    /// As [`Folder::open`].
    pub async fn open_unindexed(&self) -> Result<(App, StartReport), FolderError> {
        let lock = self.lock_shared()?;
        self.opened(lock).await
    }

    fn lock_shared(&self) -> Result<File, FolderError> {
        self.is_whole(&self.config()?)?;
        let lock = self.lock_file()?;
        lock.try_lock_shared().map_err(|_| FolderError::Restoring)?;
        Ok(lock)
    }

    async fn opened(&self, lock: File) -> Result<(App, StartReport), FolderError> {
        let config = self.config()?;
        self.is_whole(&config)?;
        let root = self.root_key()?;
        let (guard, report) = opened(&self.setup(&config), &root).await?;
        let app = self.app(guard, &config);
        app.hold(lock);
        Ok((app, report))
    }

    /// Opens the register with the lock of the folder held.
    pub(crate) async fn open_holding(&self, lock: File) -> Result<(App, StartReport), FolderError> {
        let (app, report) = self.opened(lock).await?;
        if report.mended.index_lost || report.mended.index_behind {
            patiently(|| crate::reindex(app.clone())).await?;
        }
        Ok((app, report))
    }

    /// The lock of the folder, where nobody has the register open.
    pub(crate) fn lock_alone(&self) -> Result<File, FolderError> {
        let lock = self.lock_file()?;
        lock.try_lock().map_err(|_| FolderError::InUse)?;
        Ok(lock)
    }

    fn lock_file(&self) -> Result<File, FolderError> {
        let mut options = File::options();
        let options = options.create(true).append(true).mode(0o600);
        options
            .open(self.dir.join(LOCK))
            .map_err(|_| FolderError::Unusable)
    }

    /// Writes the settings, where there are none.
    pub(crate) fn keep_config(&self, config: &Config) -> Result<(), FolderError> {
        let file = self.dir.join(CONFIG);
        if file.exists() {
            return Ok(());
        }
        fs::write(file, config.written()?).map_err(|_| FolderError::Unusable)
    }

    /// Verifies the trail; where the register does not open because of its trail, as it lies there.
    ///
    /// # Errors
    ///
    /// [`FolderError`], with the first line that is not true.
    pub async fn verify_trail(&self, against: Option<String>) -> Result<Verified, FolderError> {
        use guard::Error::Trail;
        match self.open().await {
            Ok((app, _)) => {
                let verified = app.guard().verify_trail(against).await;
                Ok(verified.map_err(StartError::Trail)?)
            }
            Err(FolderError::Start(StartError::Trail(_) | StartError::Guard(Trail(_)))) => {
                let root = self.root_key()?;
                let setup = self.setup(&self.config()?);
                Ok(Guard::verify_unopened(&setup, &root, against).await?)
            }
            Err(error) => Err(error),
        }
    }

    /// Every store that cannot be made again is there: opening would make an empty one.
    fn is_whole(&self, config: &Config) -> Result<(), FolderError> {
        let there = |name: &str| self.dir.join(name).exists();
        if self.is_unfinished() {
            return Err(FolderError::Unfinished);
        }
        if there(SWAPPING) {
            return Err(FolderError::HalfRestored);
        }
        if !self.holds_register() {
            let any = there(ROOT_KEY) || there("register.sqlite");
            return Err(if any {
                FolderError::KeysMissing
            } else {
                FolderError::NoRegister
            });
        }
        if there(MOVING) {
            return Err(FolderError::Moving);
        }
        if config.postgres.is_none() && !there("register.sqlite") && there(MOVED) {
            return Err(FolderError::MovedAway);
        }
        if config.postgres.is_none() && !there("register.sqlite") {
            return Err(FolderError::RegisterMissing);
        }
        if config.postgres.is_none() && !there("trail.sqlite") {
            return Err(FolderError::TrailMissing);
        }
        Ok(())
    }

    /// Writes the settings anew: the old ones or the new ones are there, whatever happens.
    pub(crate) fn write_config(&self, config: &Config) -> Result<(), FolderError> {
        let (path, beside) = (self.dir.join(CONFIG), self.dir.join("seloste.toml.new"));
        let written = fs::write(&beside, config.written()?);
        let synced = written.and_then(|()| File::open(&beside)?.sync_all());
        let placed = synced.and_then(|()| fs::rename(&beside, &path));
        let kept = placed.and_then(|()| File::open(&self.dir)?.sync_all());
        kept.map_err(|_| FolderError::Unusable)
    }

    /// What the folder says about itself.
    ///
    /// # Errors
    ///
    /// [`FolderError::Config`], [`FolderError::Unusable`].
    pub fn config(&self) -> Result<Config, FolderError> {
        match fs::read_to_string(self.dir.join(CONFIG)) {
            Ok(text) => toml::from_str(&text).map_err(|_| FolderError::Config),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
            Err(_) => Err(FolderError::Unusable),
        }
    }

    pub(crate) fn setup(&self, config: &Config) -> Setup {
        let place = |name: &str| match &config.postgres {
            Some(url) => Location::Postgres(with_schema(url, name)),
            None => Location::Sqlite(self.dir.join([name, ".sqlite"].concat())),
        };
        Setup {
            register: place("register"),
            keys: Location::Sqlite(self.dir.join("keys.sqlite")),
            index: place("index"),
            trail: place("trail"),
            files: self.dir.join("files"),
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
        }
    }

    pub(crate) fn app(&self, guard: Guard, config: &Config) -> App {
        let (clock, entropy) = (Arc::clone(&self.clock), Arc::clone(&self.entropy));
        App::new(
            guard,
            self.dir.clone(),
            clock,
            entropy,
            config.demo,
            crate::menu(),
        )
    }
}

/// Opens the register.
async fn opened(setup: &Setup, root: &RootKey) -> Result<(Guard, StartReport), StartError> {
    patiently(|| Guard::open(setup, root)).await
}

/// Where others write so much that what a start does finds no turn, it waits for one.
async fn patiently<T, E: Coded, F: Future<Output = Result<T, E>>>(
    work: impl Fn() -> F,
) -> Result<T, E> {
    let mut waits = WAITS.iter();
    loop {
        match work().await {
            Err(error) if error.code() == store::Error::Busy.code() => match waits.next() {
                Some(ms) => tokio::time::sleep(Duration::from_millis(*ms)).await,
                None => return Err(error),
            },
            other => return other,
        }
    }
}

/// The address of a store on a server: a schema of its own in the same database. Where the address
/// holds `{store}`, that is replaced, so that each may lie where the operator wants it.
fn with_schema(url: &str, store: &str) -> String {
    if url.contains("{store}") {
        return url.replace("{store}", store);
    }
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}options=-csearch_path%3Dseloste_{store}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "postgres://h/db",
        "postgres://h/db?options=-csearch_path%3Dseloste_trail"
    )]
    #[case(
        "postgres://h/db?sslmode=require",
        "postgres://h/db?sslmode=require&options=-csearch_path%3Dseloste_trail"
    )]
    #[case("postgres://h/seloste_{store}", "postgres://h/seloste_trail")]
    fn each_store_has_a_schema_or_a_database_of_its_own(#[case] url: &str, #[case] place: &str) {
        assert_eq!(with_schema(url, "trail"), place);
    }
}
