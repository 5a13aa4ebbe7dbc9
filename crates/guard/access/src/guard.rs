//! The guard of one register: the only thing the application holds of it.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use basics::PartyId;
use secrecy::SecretString;
use store::Tx;
use subtle::ConstantTimeEq;
use vault::NOBODY;

use crate::accounts::Accounts;
use crate::core::Core;
use crate::desk::Desk;
use crate::error::Error;
use crate::notices::Notices;
use crate::records::Records;

/// The trusted core of one register. Cheap to clone.
#[derive(Clone)]
pub struct Guard {
    pub(crate) core: Arc<Core>,
    accounts: Accounts,
}

impl Guard {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        let accounts = Accounts::new(Arc::clone(&core));
        Self { core, accounts }
    }

    /// What it stands on, for the rest of this crate.
    pub(crate) const fn core(&self) -> &Arc<Core> {
        &self.core
    }

    /// The way to personal data.
    #[must_use]
    pub fn desk(&self) -> Desk {
        Desk {
            core: Arc::clone(&self.core),
        }
    }

    /// Accounts and sessions.
    #[must_use]
    pub const fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The notice and its versions.
    #[must_use]
    pub fn notices(&self) -> Notices {
        Notices {
            core: Arc::clone(&self.core),
        }
    }

    /// The trail as people read it.
    #[must_use]
    pub fn records(&self) -> Records {
        Records {
            core: Arc::clone(&self.core),
        }
    }

    /// Reads states, counts and settings: whatever is no personal data. Sealed values that such a
    /// unit reads stay sealed, because it has nothing to open them with.
    ///
    /// # Errors
    ///
    /// What the closure returns; the register's failure.
    pub async fn read_state<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.core.register.read(work).await
    }

    /// Changes states and settings: whatever is no personal data.
    ///
    /// # Errors
    ///
    /// What the closure returns, and then nothing is changed; the register's failure.
    pub async fn write_state<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.core.register.write(work).await
    }

    /// Signs the trail as it stands; how many checkpoints were made. The first of them is in the
    /// trail and beside the keys.
    ///
    /// # Errors
    ///
    /// The trail's.
    pub async fn checkpoint(&self) -> Result<i64, Error> {
        Ok(i64::from(self.signed_checkpoint().await?.is_some()))
    }

    /// Signs the trail as it stands, and gives the signed note to keep elsewhere.
    ///
    /// # Errors
    ///
    /// The trail's.
    pub async fn signed_checkpoint(&self) -> Result<Option<String>, Error> {
        let core = Arc::clone(&self.core);
        let signing = move |here: &store::Here| -> Result<Option<String>, Error> {
            let now = core.clock.now();
            let made = core.trail.checkpoint(here, now)?;
            core.trail.thin_checkpoints(here, now)?;
            Ok(made)
        };
        store::hop(signing).await?
    }

    /// The receipt of an erasure, signed with the key of checkpoints: one line of text.
    #[must_use]
    pub fn signed_receipt(&self, line: &str) -> String {
        self.core.trail.state(RECEIPT, line)
    }

    /// The public key with which receipts, proofs and checkpoints are checked.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.core.trail.public_key()
    }

    /// Whether any line of the trail was changed, removed, inserted, moved or cut off.
    ///
    /// # Errors
    ///
    /// The first line that is not true; the stores'.
    pub async fn verify_trail(
        &self,
        against: Option<String>,
    ) -> Result<trail::Verified, trail::NotTrue> {
        let core = Arc::clone(&self.core);
        let verified = store::hop(move |here| core.trail.verify(here, against.as_deref())).await;
        verified.map_err(trail::Error::Store)?
    }

    /// Makes keys ahead; how many. Cuts the logs that an erasure could not cut because a backup was
    /// being made.
    ///
    /// # Errors
    ///
    /// The vault's.
    pub async fn make_keys_ahead(&self) -> Result<i64, Error> {
        let core = Arc::clone(&self.core);
        let making = move |here: &store::Here| -> Result<i64, Error> {
            let made = core.vault.make_keys_ahead(here)?;
            core.vault.cut_all_logs(here, &core.register)?;
            Ok(made)
        };
        store::hop(making).await?
    }

    /// Parties whose terms in the blind index are to be written, in their order, after one: after a
    /// crash, or when it was lost.
    ///
    /// # Errors
    ///
    /// The register's.
    pub async fn to_be_indexed(
        &self,
        after: Option<PartyId>,
        limit: i64,
    ) -> Result<Vec<PartyId>, Error> {
        let core = Arc::clone(&self.core);
        let some = (after.unwrap_or(NOBODY), limit);
        let waiting =
            move |here: &store::Here| core.vault.to_be_indexed(here, &core.register, some);
        Ok(store::hop(waiting).await??)
    }

    /// The token that a form of this session carries, so that no other site can post it.
    #[must_use]
    pub fn form_token(&self, session: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.core.vault.session_hash(&format!("form {session}")))
    }

    /// Whether a form brought the token of its session.
    #[must_use]
    pub fn is_form_token(&self, session: &str, token: &str) -> bool {
        self.form_token(session)
            .as_bytes()
            .ct_eq(token.as_bytes())
            .into()
    }

    /// Whether the register can be read and the trail written: for the readiness check.
    ///
    /// # Errors
    ///
    /// What is not ready.
    pub async fn ready(&self) -> Result<(), Error> {
        let core = Arc::clone(&self.core);
        store::hop(move |here| -> Result<(), Error> {
            core.register.read_here(here, |tx| core.policy(tx))?;
            Ok(core.trail.ready(here)?)
        })
        .await?
    }

    /// Waits for what is running, signs the trail as it stands, and closes every store.
    pub async fn close(self) {
        self.core.register.clone().close().await;
        let core = Arc::clone(&self.core);
        let sign = move |here: &store::Here| core.trail.checkpoint_if_new(here, core.clock.now());
        if !matches!(store::hop(sign).await, Ok(Ok(_))) {
            tracing::warn!("the end of the trail was not signed");
        }
        for other in &self.core.others {
            other.clone().close().await;
        }
    }
}

/// What the note of a receipt says it is.
const RECEIPT: &str = "receipt";

/// The line of a receipt, if it was signed with this key. Needs no register.
///
/// # Errors
///
/// [`trail::NotProved`], which says what does not hold.
pub fn read_receipt(note: &str, key: &[u8; 32]) -> Result<String, trail::NotProved> {
    trail::read_statement(note, RECEIPT, key)
}

/// Makes the root key of a new register, in a file only its owner can read.
///
/// # Errors
///
/// The vault's: there is one already, or it cannot be written.
pub fn create_root_key(path: &Path) -> Result<vault::RootKey, Error> {
    Ok(vault::RootKey::create(path)?)
}

/// Reads the root key of a register; its passphrase is asked for where it is locked.
///
/// # Errors
///
/// The vault's: it is missing, others may read it, it is not one, it stays locked.
pub fn read_root_key(
    path: &Path,
    passphrase: impl FnOnce() -> Option<SecretString>,
) -> Result<vault::RootKey, Error> {
    Ok(vault::RootKey::read(path, passphrase)?)
}

/// Writes a root key in the place of its file: locked with a passphrase, or with none open. Nobody
/// may have the register open, and no change of the root key run beside it.
///
/// # Errors
///
/// The vault's: it cannot be written.
pub fn lock_root_key(
    root: vault::RootKey,
    path: &Path,
    passphrase: Option<&SecretString>,
) -> Result<(), Error> {
    Ok(root.locked_with(passphrase)?.replace(path)?)
}
