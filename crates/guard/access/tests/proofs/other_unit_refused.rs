//! A proof of one unit of work opens nothing in another.
#![allow(unused)]
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Grant, Noted, Opened, Place, Sealed, SealedColumn, Work};

const NAME: SealedColumn<Identity, String> = SealedColumn::new(1, "person.name");

fn name<'a, 'b>(
    work: &mut Work<'a>,
    other: &mut Work<'b>,
    place: Place,
    sealed: &Sealed,
) -> Result<Opened<String>, Error> {
    let proof = work.ask::<Identity>(Ask::view(&[place.party]))?;
    other.open(&proof, &NAME, place, sealed)
}

fn main() {}
