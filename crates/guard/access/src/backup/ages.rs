//! When the last backup, copy of the keys, rehearsal and change of the root key were.
//!
//! Beside the keys, so that an old register that was put back does not forget them; and each is a
//! line of the trail. A copy of the keys that was put back says less than there was, never more.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use basics::Instant;
use policy::{Action, Purpose};
use store::Here;
use trail::Line;
use vault::{CopyKind, RootState};

use crate::actor::{Actor, jobs};
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;

/// What an operator does to keep a register safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// A backup was made.
    Backup,
    /// The keys were copied.
    KeysCopy,
    /// Restoring was rehearsed.
    Rehearsal,
    /// A backup was put back.
    Restore,
    /// The root key was changed.
    RootKey,
    /// The key of the index was changed.
    IndexKey,
}

impl Deed {
    const fn mark(self) -> &'static str {
        match self {
            Self::Backup => "backup_ms",
            Self::KeysCopy => "keys_copy_ms",
            Self::Rehearsal => "rehearsal_ms",
            Self::Restore => "restore_ms",
            Self::RootKey => "root_key_ms",
            Self::IndexKey => "index_key_ms",
        }
    }

    /// What the line of the trail says.
    const fn code(self) -> &'static str {
        match self {
            Self::Backup => "backup made",
            Self::KeysCopy => "keys copied",
            Self::Rehearsal => "restore rehearsed",
            Self::Restore => "backup restored",
            Self::RootKey => "root key changed",
            Self::IndexKey => "index key changed",
        }
    }
}

/// When each was last done, as far as the key store knows; nothing: never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// Since when there is the register.
    pub since: Option<Instant>,
    /// The last backup.
    pub backup: Option<Instant>,
    /// The last copy of the keys.
    pub keys_copy: Option<Instant>,
    /// The last rehearsal of restoring.
    pub rehearsal: Option<Instant>,
    /// How it stands with the root key.
    pub root_key: RootState,
}

/// A backup or a copy of the keys that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCopy {
    /// Which.
    pub kind: CopyKind,
    /// In which folder.
    pub place: PathBuf,
    /// When.
    pub made: Instant,
    /// Whether it lies there, as far as this computer sees.
    pub there: bool,
}

store::statements! {
    /// Since when there is the register: when its first notice was published.
    pub(crate) SINCE: () -> Option<Instant> =
        "select min(published_ms) from notice_version";
}

impl Guard {
    /// When the last backup, copy of the keys, rehearsal and change of the root key were.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn ages(&self) -> Result<Ages, Error> {
        let core = Arc::clone(self.core());
        store::hop(move |here| core.ages(here)).await?
    }

    /// The backups and copies of the keys that are known, the oldest first, each with whether it lies
    /// there still.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn known_copies(&self) -> Result<Vec<KnownCopy>, Error> {
        let core = Arc::clone(self.core());
        store::hop(move |here| core.known_copies(here)).await?
    }

    /// Writes down that something was done, beside the keys and in the trail.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn note_deed(&self, deed: Deed) -> Result<(), Error> {
        let core = Arc::clone(self.core());
        store::hop(move |here| core.note_deed(here, deed, core.clock.now())).await?
    }
}

impl Core {
    fn ages(&self, here: &Here) -> Result<Ages, Error> {
        let at = |deed: Deed| -> Result<Option<Instant>, Error> {
            let mark = self.vault.mark_if_set(here, deed.mark())?;
            Ok(mark.map(Instant::from_ms))
        };
        Ok(Ages {
            since: self.register.read_here(here, |tx| tx.one(&SINCE, ()))?,
            backup: at(Deed::Backup)?,
            keys_copy: at(Deed::KeysCopy)?,
            rehearsal: at(Deed::Rehearsal)?,
            root_key: self.vault.root_state(here)?,
        })
    }

    fn known_copies(&self, here: &Here) -> Result<Vec<KnownCopy>, Error> {
        let known = self.vault.known_copies(here)?.into_iter();
        let known = known.map(|(kind, place, made)| {
            let place = PathBuf::from(place);
            let there = place.exists();
            KnownCopy {
                kind,
                place,
                made,
                there,
            }
        });
        Ok(known.collect())
    }

    /// Writes down where a backup or a copy of the keys was made.
    pub(crate) fn know_copy(
        &self,
        here: &Here,
        kind: CopyKind,
        place: &Path,
        at: Instant,
    ) -> Result<(), Error> {
        let whole = place.canonicalize();
        let place = whole.unwrap_or_else(|_| place.to_path_buf());
        Ok(self
            .vault
            .know_copy(here, kind, &place.to_string_lossy(), at)?)
    }

    pub(crate) fn note_deed(&self, here: &Here, deed: Deed, now: Instant) -> Result<(), Error> {
        self.vault.raise_mark(here, deed.mark(), now.ms())?;
        self.operated(here, now, deed.code().to_owned())
    }

    /// A line about something an operator did with the register as a whole.
    pub(crate) fn operated(&self, here: &Here, now: Instant, code: String) -> Result<(), Error> {
        let actor = Actor::of_job(&jobs::OPERATOR).id();
        let line = Line {
            code: Some(code),
            ..self.line(now, actor, (Purpose::Security, Action::Operate))
        };
        Ok(self.trail.append(here, vec![line])?)
    }
}
