//! Changing the root key while the register runs, to the end or from where it broke off.

use std::path::PathBuf;
use std::sync::Arc;

use store::Here;
use vault::RootKey;

use crate::backup::Deed;
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::start::{Setup, StartError, stores};

impl Guard {
    /// Changes the root key that lies in a file: wraps every key anew, puts the new one in the place
    /// of the old one, which is wiped. A change that broke off goes on. True where this one began
    /// here. Other processes take the new one up by themselves.
    ///
    /// # Errors
    ///
    /// The vault's; the change goes on with the next call, and the register runs meanwhile.
    pub async fn change_root(&self, file: PathBuf) -> Result<bool, Error> {
        let core = Arc::clone(self.core());
        store::hop(move |here| core.change_root(here, &file)).await?
    }

    /// Gives the blind index of a register that nobody has open a new key. The next start makes the
    /// index again.
    ///
    /// # Errors
    ///
    /// The stores'.
    pub async fn change_index_key(setup: &Setup, root: &RootKey) -> Result<(), StartError> {
        let core = stores(setup, root).await?;
        let changing = move |here: &Here| -> Result<(), Error> {
            core.vault.change_index_key(here)?;
            core.note_deed(here, Deed::IndexKey, core.clock.now())
        };
        Ok(store::hop(changing).await??)
    }
}

impl Core {
    fn change_root(&self, here: &Here, file: &std::path::Path) -> Result<bool, Error> {
        let vault = &self.vault;
        let begun = vault.begin_root_change(here, &RootKey::draw()?, self.clock.now())?;
        while vault.root_change_step(here)?.is_some() {}
        vault.next_root(here)?.replace(file)?;
        vault.end_root_change(here, self.clock.now())?;
        self.note_deed(here, Deed::RootKey, self.clock.now())?;
        Ok(begun)
    }
}
