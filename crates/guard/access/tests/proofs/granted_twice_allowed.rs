//! The twin that compiles: and once is enough.
#![allow(unused)]
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Grant, Noted, Opened, Place, Sealed, SealedColumn, Work};

const NAME: SealedColumn<Identity, String> = SealedColumn::new(1, "person.name");

fn twice<'w>(work: &mut Work<'w>, grant: Grant<'w, Identity>) -> Result<(), Error> {
    let _one = work.note(grant)?;
    Ok(())
}

fn main() {}
