//! The sealed file of the rows that are not taken, while a check or an import goes on.
//!
//! Invariant: it is begun with the first of them; what is neither finished nor given up is found and
//! destroyed with the files whose days are over.

use std::io::Write as _;

use guard::{Actor, Guard, LooseFile};
use policy::Purpose;

use super::error::Error;
use super::rejected::Rejected;

/// The file, where there are such rows.
#[derive(Default)]
pub(super) struct RejectedFile(Option<LooseFile>);

impl RejectedFile {
    /// Seals the rows that were gathered since the last time.
    ///
    /// # Errors
    ///
    /// The vault's failure; [`Error::File`] where they cannot be written.
    pub(super) async fn add(
        &mut self,
        guard: &Guard,
        actor: &Actor,
        rejected: &mut Rejected,
    ) -> Result<(), Error> {
        let Some(bytes) = rejected.chunk().map_err(|_| Error::File)? else {
            return Ok(());
        };
        let mut file = match self.0.take() {
            Some(file) => file,
            None => guard.begin_file(actor, Purpose::Care).await?,
        };
        let written = file.write_all(&bytes);
        self.0 = Some(file);
        written.map_err(|_| Error::File)
    }

    /// Ends it; its number, where there is one.
    ///
    /// # Errors
    ///
    /// The vault's failure.
    pub(super) async fn finish(&mut self, guard: &Guard) -> Result<Option<i64>, guard::Error> {
        match self.0.take() {
            Some(file) => guard.finish_file(file).await.map(Some),
            None => Ok(None),
        }
    }

    /// Destroys what was begun of it.
    ///
    /// # Errors
    ///
    /// The vault's failure.
    pub(super) async fn give_up(&mut self, guard: &Guard) -> Result<(), guard::Error> {
        match self.0.take() {
            Some(file) => guard.give_up_file(file).await,
            None => Ok(()),
        }
    }
}
