//! A proof cannot be made by hand.
#![allow(unused)]
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Grant, Noted, Opened, Place, Sealed, SealedColumn, Work};

const NAME: SealedColumn<Identity, String> = SealedColumn::new(1, "person.name");

fn proof<'w>(work: &mut Work<'w>, ask: Ask) -> Result<Noted<'w, Identity>, Error> {
    Ok(Noted { parties: [].into(), action: policy::Action::View, rights: Default::default(), opens: true, brand: Default::default(), kind: Default::default() })
}

fn main() {}
