//! One moment of register and keys, while others go on writing.
//!
//! What is written beside the keys (a "no", the hash of an address) is followed by its commit in the
//! register, so two snapshots taken one after the other may have one without the other. Invariant:
//! from the beginning of a moment to its end no unit of work is between the two, whichever process
//! it runs in; whoever writes waits for the two snapshots and no longer.

use std::sync::mpsc::{Sender, channel};

use store::{Beside, Db, Error, Here};

/// Nobody writes to the register until it is over, or dropped.
pub(super) struct Moment {
    over: Sender<()>,
    held: Beside<Result<(), Error>>,
}

impl Moment {
    /// Waits until nobody writes, and holds it there.
    ///
    /// # Errors
    ///
    /// The store's, where its turn did not come.
    pub(super) fn begin(register: &Db, here: &Here) -> Result<Self, Error> {
        let (begun, begins) = channel();
        let (over, ends) = channel::<()>();
        let register = register.clone();
        let held = here.beside(move |here| {
            register.write_alone_here(here, |_| {
                let _told = begun.send(());
                // Over, or given up by whoever began it.
                let _over = ends.recv();
                Ok::<_, Error>(())
            })
        });
        match begins.recv() {
            Ok(()) => Ok(Self { over, held }),
            Err(_) => Err(held.join()?.err().unwrap_or(Error::Busy)),
        }
    }

    /// The snapshots are there: others may write again.
    pub(super) fn over(&self) {
        let _told = self.over.send(());
    }

    /// Waits for its end.
    ///
    /// # Errors
    ///
    /// The store's.
    pub(super) fn ended(self) -> Result<(), Error> {
        drop(self.over);
        self.held.join()?
    }
}
