//! Moving a register from its files to a PostgreSQL server: copied, compared row by row, and only
//! then switched over. The keys stay in the folder (they are deleted securely there, which no
//! server promises).
//!
//! Invariants: until every row is compared the register is the one in the files, untouched; one
//! rename of the settings is the moment it changes; the files stay as they were, in a folder of
//! their own where nobody opens them by mistake; what broke off is taken up again, and what the
//! server holds of anything else is never written over.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use basics::{Code, Coded};
use store::copy::{Copied, NotCopied};
use store::{Db, Engine, Error, Location, Schema, Settings, schemas};

use crate::folder::{Config, Folder, FolderError, MOVED, MOVING};

/// The stores that move, in the order in which they are written to.
const STORES: [&Schema; 3] = [&schemas::REGISTER, &schemas::INDEX, &schemas::TRAIL];

/// Why a register was not moved.
#[derive(Debug, thiserror::Error)]
pub enum NotMoved {
    /// It is on a server already.
    #[error("the register is on a server already")]
    OnServer,
    /// The address is none of a server.
    #[error("the address is none of a PostgreSQL server")]
    Address,
    /// Another process has the register open.
    #[error("another process has the register open")]
    InUse,
    /// An earlier try, to another server, broke off.
    #[error("an earlier try to move to another server broke off")]
    Otherwhere,
    /// A store was not copied.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// The folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

impl From<Error> for NotMoved {
    fn from(error: Error) -> Self {
        Self::NotCopied(error.into())
    }
}

impl Coded for NotMoved {
    fn code(&self) -> Code {
        match self {
            Self::OnServer => Code::new("move.on_server"),
            Self::Address => Code::new("move.address"),
            Self::InUse => Code::new("move.in_use"),
            Self::Otherwhere => Code::new("move.otherwhere"),
            Self::NotCopied(error) => error.code(),
            Self::Folder(error) => error.code(),
        }
    }
}

/// Tables of a store with their rows.
pub type Moved = Vec<(&'static str, Vec<Copied>)>;

/// Whether an earlier move of this folder broke off: then the register does not open, and nobody
/// can sign in to move it.
#[must_use]
pub fn broke_off(folder: &Folder) -> bool {
    folder.path().join(MOVING).exists()
}

/// Moves the register to the server at `url`, which is told of no other register. `told` hears how
/// many rows of which table are there.
///
/// # Errors
///
/// [`NotMoved`]; the register is then where it was, unless the process was killed: then this has
/// to be called again.
pub async fn to_server(
    folder: &Folder,
    url: &str,
    told: impl Fn(&str, u64) + Clone + Send + Sync + 'static,
) -> Result<Moved, NotMoved> {
    if !["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
    {
        return Err(NotMoved::Address);
    }
    let dir = folder.path();
    let _alone = folder.lock_alone().map_err(|error| match error {
        FolderError::InUse => NotMoved::InUse,
        other => other.into(),
    })?;
    let config = folder.config()?;
    let marker = dir.join(MOVING);
    let target = Config {
        postgres: Some(url.to_owned()),
        ..config.clone()
    };
    if broke_off(folder) {
        let before = fs::read_to_string(&marker).map_err(|_| FolderError::Unusable)?;
        if before != digest(url) {
            return Err(NotMoved::Otherwhere);
        }
        if config.postgres.as_deref() == Some(url) {
            put_aside(dir)?;
            return Ok(Vec::new());
        }
    }
    if config.postgres.is_some() {
        return Err(NotMoved::OnServer);
    }
    // From here on nobody opens it.
    fs::write(&marker, digest(url)).map_err(|_| FolderError::Unusable)?;
    let copied = copied(folder, &config, &target, told).await;
    let moved = match copied {
        Ok(moved) => moved,
        Err(error) => {
            // It is still the one in the files.
            fs::remove_file(&marker).map_err(|_| FolderError::Unusable)?;
            return Err(error);
        }
    };
    folder.write_config(&target)?;
    put_aside(dir)?;
    Ok(moved)
}

async fn copied(
    folder: &Folder,
    from: &Config,
    to: &Config,
    told: impl Fn(&str, u64) + Clone + Send + Sync + 'static,
) -> Result<Moved, NotMoved> {
    let (ours, theirs) = (folder.setup(from), folder.setup(to));
    let places = [
        (ours.register, theirs.register),
        (ours.index, theirs.index),
        (ours.trail, theirs.trail),
    ];
    for (ours, _) in &places {
        ours.alone().await.map_err(|error| match error {
            Error::Busy => NotMoved::InUse,
            other => other.into(),
        })?;
    }
    let mut moved = Vec::with_capacity(STORES.len());
    for (schema, (ours, theirs)) in STORES.into_iter().zip(places) {
        moved.push((
            schema.name,
            one(schema, &ours, &theirs, told.clone()).await?,
        ));
    }
    Ok(moved)
}

async fn one(
    schema: &'static Schema,
    ours: &Location,
    theirs: &Location,
    told: impl Fn(&str, u64) + Send + Sync + 'static,
) -> Result<Vec<Copied>, NotMoved> {
    debug_assert!(theirs.engine() == Engine::Postgres, "it moves to a server");
    store::place::prepare(theirs)
        .await
        .map_err(|error| match error {
            // Nothing is known of it yet but its address.
            Error::Location => NotMoved::Address,
            error => error.into(),
        })?;
    let from = Db::open(ours, schema, Settings::default()).await?;
    let to = match Db::open(theirs, schema, Settings::default()).await {
        Ok(to) => to,
        Err(error) => {
            from.close().await;
            return Err(error.into());
        }
    };
    let (source, target) = (from.clone(), to.clone());
    let copying = move |here: &store::Here| {
        source.copy_here(here, &target, &mut |table, rows| told(table, rows))
    };
    let copied = store::hop(copying).await;
    from.close().await;
    to.close().await;
    Ok(copied??)
}

/// Puts the stores where nobody opens them by mistake, then lets the register be opened again.
fn put_aside(dir: &Path) -> Result<(), FolderError> {
    let unusable = |_| FolderError::Unusable;
    let aside = dir.join(MOVED);
    fs::create_dir_all(&aside).map_err(unusable)?;
    for schema in STORES {
        for end in [".sqlite", ".sqlite-wal", ".sqlite-shm"] {
            let name = [schema.name, end].concat();
            match fs::rename(dir.join(&name), aside.join(&name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(FolderError::Unusable);
                }
                _ => {}
            }
        }
    }
    fs::remove_file(dir.join(MOVING)).map_err(unusable)
}

/// What tells one server's address from another without writing its password down once more.
fn digest(url: &str) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use sha2::{Digest, Sha256};
    URL_SAFE_NO_PAD.encode(Sha256::digest(url.as_bytes()))
}
