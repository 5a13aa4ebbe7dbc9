//! What a start makes of keys that are not the newest, and of keys that are another's.

use basics::LotId;
use guard::category::Identity;
use guard::{Error, Guard, RootKey, StartError};
use policy::Purpose;
use testkit::Stores;
use zeroize::Zeroizing;

use crate::house::House;
use crate::people::{Person, add, found, import, lot_of, lots, own_name, reindex};

/// The vault's reason in an error of a start.
fn reason(outcome: Result<(Guard, guard::StartReport), StartError>) -> Option<vault::Error> {
    match outcome {
        Err(StartError::Guard(Error::Vault(error))) => Some(error),
        _ => None,
    }
}

async fn keep_file(guard: &Guard, text: &str) -> i64 {
    let bytes = Zeroizing::new(text.as_bytes().to_vec());
    guard
        .keep_file(&import(), Purpose::Care, bytes)
        .await
        .unwrap()
}

async fn read_file(guard: &Guard, number: i64) -> String {
    let mut file = guard
        .read_file(&import(), Purpose::Care, number)
        .await
        .unwrap();
    std::io::read_to_string(&mut file).unwrap()
}

testkit::both_engines! {
    async fn an_older_copy_of_the_keys_opens_all_and_hands_no_number_out_again(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        let early = add(&guard, &Person::named("Aiempi")).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let (guard, _) = house.open().await;
        let late = add(&guard, &Person::named("Myöhempi")).await;
        // Its number follows the lots, and no lot tells of it.
        let file = keep_file(&guard, "rivit").await;
        let highest = lots(&guard, late).await.into_iter().map(|(lot, _)| lot).max().unwrap();
        assert!(LotId::new(file) > highest);
        guard.close().await;
        house.stores.put_back(&backup, "keys");

        let (guard, _) = house.open().await;
        assert_eq!(own_name(&guard, early).await.unwrap(), "Aiempilainen");
        assert_eq!(own_name(&guard, late).await.unwrap(), "Myöhempilainen");
        assert_eq!(read_file(&guard, file).await, "rivit");
        let next = add(&guard, &Person::named("Seuraava")).await;
        let fresh = lots(&guard, next).await;
        assert!(fresh.iter().all(|(lot, _)| *lot > LotId::new(vault::KEYS_AHEAD)));
        guard.drop_file(file).await.unwrap();
        assert_eq!(own_name(&guard, next).await.unwrap(), "Seuraavalainen");
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended, guard::Mended::default());
        assert_eq!(own_name(&guard, next).await.unwrap(), "Seuraavalainen");
        guard.close().await;
    }

    async fn dropping_a_loose_file_never_destroys_the_lot_of_a_person(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let (guard, _) = house.open().await;
        let file = keep_file(&guard, "rivit").await;
        guard.close().await;
        // The row of the file tells that these keys are older: its number does not come again.
        house.stores.put_back(&backup, "keys");
        let (guard, _) = house.open().await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        assert_ne!(lot_of::<Identity>(&guard, party).await, LotId::new(file));
        guard.drop_file(file).await.unwrap();
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        assert!(guard.read_file(&import(), Purpose::Care, file).await.is_err(), "it is gone");
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.mended.erased_again, 0);
        guard.close().await;
    }

    async fn keys_too_old_for_the_register_are_refused_with_the_number_of_lots(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let mut above = 0;
        // Each process takes a block of numbers, so the ninth is beyond the keys made ahead.
        for round in 0..9 {
            let (guard, _) = house.open().await;
            let party = add(&guard, &Person::named("Pysyvä")).await;
            let all = lots(&guard, party).await;
            above += all.iter().filter(|(lot, _)| lot.get() > vault::KEYS_AHEAD).count();
            assert_eq!(above > 0, round == 8);
            guard.close().await;
        }
        let newest = house.stores.back_up();
        house.stores.put_back(&backup, "keys");
        let refused = reason(house.try_open().await);
        let Some(vault::Error::KeysBehind { missing }) = refused else {
            panic!("keys that are behind must be refused");
        };
        assert_eq!(usize::try_from(missing), Ok(above));
        house.stores.put_back(&newest, "keys");
        house.open().await.0.close().await;
    }

    async fn what_an_old_copy_of_the_keys_brings_back_is_erased_again_by_the_trail(
        stores: Stores
    ) {
        let (house, guard) = House::new(stores).await;
        let gone = add(&guard, &Person::named("Hämärä")).await;
        let lot = lot_of::<Identity>(&guard, gone).await;
        guard.close().await;
        let backup = house.stores.back_up();
        let beside = house.beside().await;
        beside.erase(gone, vec![lot]).await;
        beside.close().await;
        // The whole of yesterday but the trail: key, rows and tokens are back.
        for store in ["keys", "register", "index"] {
            house.stores.put_back(&backup, store);
        }
        let beside = house.beside().await;
        let opens = beside.vault(move |here, vault, _| Ok(!vault.not_erased(here, &[lot])?.is_empty()));
        assert!(opens.await.unwrap(), "the ledger knows nothing of it");

        let (guard, report) = house.open().await;
        assert_eq!(report.erased_from_trail, 1);
        let gone_now = own_name(&guard, gone).await;
        assert!(matches!(gone_now, Err(Error::NotThere)));
        let place = vault::Place {
            column: 101,
            row: basics::RowId::new(1),
            lot,
            party: gone,
        };
        let key = beside.vault(move |here, vault, _| vault.seal(here, place, b"x").map(|_| ()));
        assert!(matches!(key.await, Err(vault::Error::KeyGone)));
        assert!(report.mended.index_behind, "what is left of her has to be indexed");
        reindex(&guard).await;
        assert!(found(&guard, "hämärälainen").await.is_empty());
        assert!(found(&guard, "hämäräkatu 7").await.is_empty(), "nothing says any more who lived there");
        let next = add(&guard, &Person::named("Seuraava")).await;
        let fresh = lots(&guard, next).await;
        assert!(fresh.iter().all(|(lot, _)| *lot > LotId::new(vault::KEYS_AHEAD)));
        guard.close().await;
        let (guard, report) = house.open().await;
        assert_eq!(report.erased_from_trail, 0);
        guard.close().await;
    }

    async fn the_keys_of_another_register_are_refused(stores: Stores) {
        let (house, guard) = House::new(stores).await;
        guard.close().await;
        let (mut other, guard) = house.other().await;
        guard.close().await;
        let (own, others) = (house.stores.back_up(), other.stores.back_up());
        house.stores.put_back(&others, "keys");
        let refused = reason(house.try_open().await);
        assert!(matches!(refused, Some(vault::Error::RootKeyWrong)), "by its own root key");
        let mixed = Guard::open(&house.setup, &other.root).await;
        assert!(matches!(reason(mixed), Some(vault::Error::OtherRegister)), "by the other's");
        house.stores.put_back(&own, "keys");
        house.open().await.0.close().await;
        other.root = RootKey::draw().unwrap();
        let refused = reason(other.try_open().await);
        assert!(matches!(refused, Some(vault::Error::RootKeyWrong)));
    }
}
