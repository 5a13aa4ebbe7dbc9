//! When the last backup, copy of the keys, rehearsal and change of the root key were.
//!
//! Beside the keys, so that an old register that was put back does not forget them; and each is a
//! line of the trail. A copy of the keys that was put back says less than there was, never more.

use std::sync::Arc;

use basics::{Instant, UnitId};
use policy::{Action, Purpose};
use store::Here;
use trail::Line;
use vault::RootState;

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

    pub(crate) fn note_deed(&self, here: &Here, deed: Deed, now: Instant) -> Result<(), Error> {
        self.vault.raise_mark(here, deed.mark(), now.ms())?;
        self.operated(here, now, deed.code().to_owned())
    }

    /// A line about something an operator did with the register as a whole.
    pub(crate) fn operated(&self, here: &Here, now: Instant, code: String) -> Result<(), Error> {
        let line = Line {
            instant: now,
            actor: Actor::of_job(&jobs::OPERATOR).id(),
            purpose: Purpose::Security,
            action: Action::Operate,
            parties: Vec::new(),
            listed: Vec::new(),
            categories: Vec::new(),
            lots: Vec::new(),
            count: 0,
            unit: UnitId::new(self.ids.ordered()),
            request: None,
            code: Some(code),
            reason: None,
        };
        Ok(self.trail.append(here, vec![line])?)
    }
}
