//! Whoever can write into the tables cannot make a value open anywhere but in its place.

use basics::{LotId, PartyId, RowId};
use guard::category::{Contact, Identity};
use guard::{Ask, Error, Guard, Place, Sealed, SealedColumn, Work};
use policy::Purpose;
use testkit::Stores;

use crate::house::{House, clerk};
use crate::people::{CONTACTS, NAME, NAMES, Person, add, import, lot_of, own_name, put_name};

store::statements! {
    /// Another value into a row.
    SET_NAME: (RowId, Sealed) -> () = "update person_name set sealed = $2 where row_id = $1";
    /// Another value into a row.
    SET_CONTACT: (RowId, Sealed) -> () = "update contact_point set sealed = $2 where row_id = $1";
    /// Another lot.
    SET_LOT: (RowId, LotId) -> () = "update person_name set lot_id = $2 where row_id = $1";
    /// Another party.
    SET_PARTY: (RowId, PartyId) -> () = "update person_name set party_id = $2 where row_id = $1";
}

async fn rows(guard: &Guard, party: PartyId) -> Vec<(RowId, LotId, Sealed)> {
    guard
        .read_state(move |tx| Ok(tx.all(&NAMES, (party,))?))
        .await
        .unwrap()
}

/// Changes the table as somebody with its file would.
async fn meddle<P>(guard: &Guard, statement: &'static store::Statement<P, ()>, row: P)
where
    P: store::Params + Clone + Send + 'static,
{
    let meddling = move |tx: &mut store::Tx<'_>| Ok(tx.run_one(statement, row.clone())?);
    guard.write_state(meddling).await.unwrap();
}

fn closed<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Vault(vault::Error::NotOpened)))
}

testkit::both_engines! {
    async fn a_value_copied_into_another_row_does_not_open(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Siirretty")).await;
        let second = move |work: &mut Work<'_>| put_name(work, party, "Toinen nimi");
        guard.desk().write(&clerk(&guard).await, Purpose::Care, second).await.unwrap();
        assert_eq!(own_name(&guard, party).await.unwrap(), "Toinen nimi");
        let all = rows(&guard, party).await;
        assert_eq!(all[0].1, all[1].1, "same column, lot and party");
        meddle(&guard, &SET_NAME, (all[1].0, all[0].2.clone())).await;
        assert!(closed(&own_name(&guard, party).await));
        meddle(&guard, &SET_NAME, (all[1].0, all[1].2.clone())).await;
        assert_eq!(own_name(&guard, party).await.unwrap(), "Toinen nimi");
        guard.close().await;
    }

    async fn a_value_does_not_open_as_one_of_another_column(stores: Stores) {
        const OTHER: SealedColumn<Identity, String> = SealedColumn::new(102, "other.sealed");
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Siirretty")).await;
        let all = rows(&guard, party).await;
        let (row, lot, sealed) = (all[0].0, all[0].1, all[0].2.clone());
        let as_other = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::view(&[party]))?;
            let place = Place::new(party, lot, row.get());
            assert!(work.open(&proof, &NAME, place, &sealed).is_ok());
            work.open(&proof, &OTHER, place, &sealed).map(|_| ())
        };
        let refused = guard.desk().read(&import(), Purpose::Care, as_other).await;
        assert!(matches!(refused, Err(Error::NotCovered)), "a column is what the list says");

        // Into the table of another category, beside the lot and row it finds there.
        let sealed = all[0].2.clone();
        let contacts = guard.read_state(move |tx| Ok(tx.all(&CONTACTS, (party,))?)).await.unwrap();
        meddle(&guard, &SET_CONTACT, (contacts[0].0, sealed)).await;
        let reading = move |work: &mut Work<'_>| {
            let proof = work.ask::<Contact>(Ask::view(&[party]))?;
            let (row, lot, sealed) = work.tx().all(&CONTACTS, (party,))?.remove(0);
            let place = Place::new(party, lot, row.get());
            work.open(&proof, &crate::people::CONTACT, place, &sealed).map(|_| ())
        };
        assert!(closed(&guard.desk().read(&import(), Purpose::Care, reading).await));
        guard.close().await;
    }

    async fn a_value_whose_row_names_another_lot_does_not_open(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Siirretty")).await;
        let contact = lot_of::<Contact>(&guard, party).await;
        let all = rows(&guard, party).await;
        meddle(&guard, &SET_LOT, (all[0].0, contact)).await;
        assert!(closed(&own_name(&guard, party).await));
        meddle(&guard, &SET_LOT, (all[0].0, all[0].1)).await;
        assert!(own_name(&guard, party).await.is_ok());
        guard.close().await;
    }

    async fn a_value_whose_row_names_another_party_does_not_open(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Siirretty")).await;
        let thief = add(&guard, &Person::named("Varas")).await;
        let own = rows(&guard, thief).await;
        meddle(&guard, &SET_PARTY, (own[0].0, party)).await;
        let all = rows(&guard, party).await;
        meddle(&guard, &SET_PARTY, (all[0].0, thief)).await;
        assert!(closed(&own_name(&guard, thief).await));
        meddle(&guard, &SET_PARTY, (all[0].0, party)).await;
        meddle(&guard, &SET_PARTY, (own[0].0, thief)).await;
        assert_eq!(own_name(&guard, thief).await.unwrap(), "Varaslainen");
        guard.close().await;
    }

    async fn a_value_with_any_bit_flipped_in_its_table_does_not_open(stores: Stores) {
        let (_house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Käännetty")).await;
        let flipping = move |work: &mut Work<'_>| {
            let proof = work.ask::<Identity>(Ask::view(&[party]))?;
            let (row, lot, sealed) = work.tx().all(&NAMES, (party,))?.remove(0);
            let place = Place::new(party, lot, row.get());
            let bits = sealed.bytes().len() * 8;
            let mut opened = Vec::new();
            for bit in 0..bits {
                let mut bytes = sealed.bytes().to_vec();
                bytes[bit / 8] ^= 1 << (bit % 8);
                work.tx().run_one(&SET_NAME, (row, Sealed::from_bytes(bytes)))?;
                let (_, _, flipped) = work.tx().all(&NAMES, (party,))?.remove(0);
                if !closed(&work.open(&proof, &NAME, place, &flipped)) {
                    opened.push(bit);
                }
            }
            work.tx().run_one(&SET_NAME, (row, sealed))?;
            Ok::<_, Error>((bits, opened))
        };
        let flipped = guard.desk().write(&import(), Purpose::Care, flipping).await.unwrap();
        assert!(flipped.0 > 400 && flipped.1.is_empty(), "{flipped:?}");
        assert_eq!(own_name(&guard, party).await.unwrap(), "Käännettylainen");
        guard.close().await;
    }
}
