//! The twin that compiles: a proof for the column's category does.
#![allow(unused)]
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Grant, Noted, Opened, Place, Sealed, SealedColumn, Work};

const NAME: SealedColumn<Identity, String> = SealedColumn::new(1, "person.name");

fn name<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Identity>,
    place: Place,
    sealed: &Sealed,
) -> Result<Opened<String>, Error> {
    work.open(proof, &NAME, place, sealed)
}

fn main() {}
