//! A proof cannot be carried out of its unit of work.
#![allow(unused)]
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Grant, Noted, Opened, Place, Sealed, SealedColumn, Work};

const NAME: SealedColumn<Identity, String> = SealedColumn::new(1, "person.name");

async fn proof(desk: guard::Desk, actor: guard::Actor) -> Result<(), Error> {
    let kept = desk
        .read(&actor, policy::Purpose::Care, |work| work.ask::<Identity>(Ask::view(&[])))
        .await?;
    Ok(())
}

fn main() {}
