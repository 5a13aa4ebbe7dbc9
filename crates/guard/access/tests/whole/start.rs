//! What a start mends of the register, the index and the trail: old copies, lost stores, crashes
//! between two of them.

use basics::UnitId;
use guard::category::{Contact, Identity};
use guard::{Error, Refusal, StartError, Work};
use policy::Purpose;
use testkit::Stores;
use trail::{NotTrue, Trail};

use crate::house::{Beside, House, line, refusal, staff};
use crate::people::{self, NAMES, Person, WAITING, add, found, lot_of, lots, own_name, reindex};
use basics::PartyId;

/// How many names of a party lie in the register, whatever state it is in.
async fn names(beside: &Beside, party: PartyId) -> usize {
    let rows = beside.register.read(move |tx| tx.all(&NAMES, (party,)));
    rows.await.unwrap().len()
}

testkit::both_engines! {
    async fn what_was_erased_does_not_come_back_with_an_old_register(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let gone = add(&guard, &Person::named("Hämärä")).await;
        let stays = add(&guard, &Person::named("Pysyvä")).await;
        let lot = lot_of::<Identity>(&guard, gone).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let beside = house.beside().await;
        beside.erase(gone, vec![lot]).await;
        beside.close().await;
        house.stores.put_back(&backup, "register");
        let beside = house.beside().await;
        assert_eq!(names(&beside, gone).await, 1, "the backup brought the row back");

        let (guard, report) = house.open().await;
        assert!(report.mended.erased_again > 0);
        assert_eq!(names(&beside, gone).await, 0);
        let left = lots(&guard, gone).await;
        assert!(left.len() == 4 && left.iter().all(|(one, _)| *one != lot));
        assert_eq!(own_name(&guard, stays).await.unwrap(), "Pysyvälainen");

        assert!(report.mended.index_behind, "what is left of her has to be indexed");
        reindex(&guard).await;
        assert!(found(&guard, "hämärälainen").await.is_empty());
        assert!(found(&guard, "hämäräkatu 7").await.is_empty(), "nothing says any more who lived there");
        assert_eq!(found(&guard, "pysyvälainen").await, [stays]);
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended.erased_again, 0, "once is enough");
        guard.close().await;
    }

    async fn a_no_is_not_lost_with_an_old_register(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let restricted = add(&guard, &Person::named("Rajoitettu")).await;
        let objecting = add(&guard, &Person::named("Vastustava")).await;
        let lifted = add(&guard, &Person::named("Peruva")).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let (guard, _) = house.open().await;
        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let saying_no = move |work: &mut Work<'_>| {
            people::restrict(work, restricted, true)?;
            people::restrict(work, lifted, true)?;
            people::object(work, objecting, &[Purpose::Marketing, Purpose::Care])
        };
        guard.desk().write(&contact, Purpose::Rights, saying_no).await.unwrap();
        let lifting = move |work: &mut Work<'_>| people::restrict(work, lifted, false);
        guard.desk().write(&contact, Purpose::Rights, lifting).await.unwrap();
        guard.close().await;
        house.stores.put_back(&backup, "register");

        let (guard, report) = house.open().await;
        assert_eq!(report.noes_restored, 3, "one restriction and two purposes");
        assert_eq!(refusal(&own_name(&guard, restricted).await), Some(Refusal::Restricted));
        assert_eq!(refusal(&own_name(&guard, objecting).await), Some(Refusal::Objected));
        assert_eq!(own_name(&guard, lifted).await.unwrap(), "Peruvalainen");
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.noes_restored, 0);
        guard.close().await;
    }

    async fn keys_that_a_crash_destroyed_without_the_rows_take_the_rows_along(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let gone = add(&guard, &Person::named("Hämärä")).await;
        let lot = lot_of::<Identity>(&guard, gone).await;
        guard.close().await;
        let beside = house.beside().await;
        beside.shred(vec![lot]).await;
        assert_eq!(names(&beside, gone).await, 1, "the rows are still there");

        let (guard, report) = house.open().await;
        assert!(report.mended.erased_again > 0 && report.mended.index_behind);
        assert_eq!(names(&beside, gone).await, 0);
        assert!(found(&guard, "hämärälainen").await.is_empty(), "before anything is indexed");
        guard.close().await;
    }

    async fn lines_that_a_crash_left_in_the_register_are_in_the_trail_after_the_start(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        guard.close().await;
        let beside = house.beside().await;
        let before = beside.end().await;
        let left = trail::Line { unit: UnitId::new(4_711), ..line(party) };
        let lines = [left.clone()];
        let kept = beside.register.write(move |tx| Trail::put_out(tx, &lines)).await;
        kept.unwrap();
        assert_eq!(beside.end().await, before);

        let (guard, report) = house.open().await;
        assert_eq!(report.settled, 1);
        let newest = beside.latest(1).await;
        assert_eq!((newest[0].sequence, &newest[0].line), (before + 1, &left));
        assert_eq!(people::count(&guard, &WAITING).await, 0);
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
    }

    async fn terms_that_were_announced_and_not_written_are_written_after_the_start(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        add(&guard, &Person::named("Aiempi")).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let (guard, _) = house.open().await;
        let late = add(&guard, &Person::named("Myöhempi")).await;
        guard.close().await;
        // As after a crash behind the commit: announced in the register, not in the index.
        house.stores.put_back(&backup, "index");
        let beside = house.beside().await;
        let vault = std::sync::Arc::clone(&beside.vault);
        let announced = beside.register.write(move |tx| vault.will_index(tx, late)).await;
        announced.unwrap();
        beside.close().await;

        let (guard, report) = house.open().await;
        assert!(report.mended.index_behind && !report.mended.index_lost);
        assert!(found(&guard, "myöhempilainen").await.is_empty());
        assert_eq!(reindex(&guard).await, 1, "only the one who was announced");
        assert_eq!(found(&guard, "myöhempilainen").await, [late]);
        guard.close().await;
    }

    async fn a_lost_index_is_written_anew_for_everyone(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let one = add(&guard, &Person::named("Aiempi")).await;
        let other = add(&guard, &Person::named("Myöhempi")).await;
        assert_eq!(found(&guard, "aiempilainen").await, [one]);
        guard.close().await;
        house.stores.lose("index");

        let (guard, report) = house.open().await;
        assert!(report.mended.index_lost && report.mended.index_behind);
        assert!(found(&guard, "aiempilainen").await.is_empty(), "it really is lost");
        assert_eq!(reindex(&guard).await, 2);
        assert_eq!(found(&guard, "aiempilainen").await, [one]);
        assert_eq!(found(&guard, "myöhempikatu 7").await, [other]);
        guard.close().await;
        let (guard, report) = house.open().await;
        assert!(!report.mended.index_lost && !report.mended.index_behind);
        guard.close().await;
    }

    async fn the_index_of_another_register_is_refused(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        add(&guard, &Person::named("Pysyvä")).await;
        guard.close().await;
        let own = house.stores.back_up();
        let (other, guard) = house.other().await;
        guard.close().await;
        house.stores.put_back(&other.stores.back_up(), "index");
        let refused = house.try_open().await.err();
        let expected = |error: &StartError| {
            matches!(error, StartError::Guard(Error::Vault(vault::Error::OtherRegister)))
        };
        assert!(refused.as_ref().is_some_and(expected));
        house.stores.put_back(&own, "index");
        house.open().await.0.close().await;
    }

    async fn by_the_trail_of_another_register_nothing_is_erased(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        let same_number = lot_of::<Identity>(&guard, party).await;
        guard.close().await;
        let own = house.stores.back_up();
        let (other, guard) = house.other().await;
        let stranger = add(&guard, &Person::named("Vieras")).await;
        assert_eq!(lot_of::<Identity>(&guard, stranger).await, same_number);
        guard.close().await;
        let beside = other.beside().await;
        beside.erase(stranger, vec![same_number]).await;
        beside.close().await;
        house.stores.put_back(&other.stores.back_up(), "trail");

        let refused = house.try_open().await.err();
        let foreign = |error: &StartError| {
            matches!(error, StartError::Trail(NotTrue::Signature { .. } | NotTrue::Rewritten { .. }))
        };
        assert!(refused.as_ref().is_some_and(foreign));
        house.stores.put_back(&own, "trail");
        let (guard, _) = house.open().await;
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        guard.close().await;
    }

    async fn an_erasure_by_another_process_is_noticed_by_the_next_unit(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Hämärä")).await;
        assert!(own_name(&guard, party).await.is_ok(), "its key is kept in memory now");
        let lot = lot_of::<Identity>(&guard, party).await;
        let beside = house.beside().await;
        beside.shred(vec![lot]).await;
        let gone = own_name(&guard, party).await;
        assert!(matches!(gone, Err(Error::Vault(vault::Error::KeyGone))));
        let contact = lot_of::<Contact>(&guard, party).await;
        assert_ne!(contact, lot, "the other lots have keys of their own");
        let kept = move |work: &mut Work<'_>| {
            let proof = work.ask::<Contact>(guard::Ask::view(&[party]))?;
            let rows = work.tx().all(&people::CONTACTS, (party,))?;
            let (row, lot, sealed) = rows.first().ok_or(Error::NotThere)?;
            let place = guard::Place::new(party, *lot, row.get());
            work.open(&proof, &people::CONTACT, place, sealed).map(guard::Opened::into_exposed)
        };
        let contact = guard.desk().read(&people::import(), Purpose::Care, kept).await;
        assert_eq!(contact.unwrap(), "Hämäräkatu 7");
        guard.close().await;
    }
}
