//! A new root key while the register runs: nothing is lost wherever it breaks off, and the old one
//! opens nothing in the end.

use std::fs;
use std::path::PathBuf;

use guard::{Error, Guard, RootKey, Setup, StartError, read_root_key};
use store::Location;
use testkit::Stores;

use crate::house::{House, NOW};
use crate::people::{Person, add, found, own_name};

/// Puts the root key of a house into a file, as a data folder has it.
fn file_of(house: &mut House) -> PathBuf {
    let file = house.stores.data_dir().join("root.key");
    house.root.replace(&file).unwrap();
    house.root = read_root_key(&file, || None).unwrap();
    file
}

async fn reason(house: &House, root: &RootKey) -> Option<vault::Error> {
    match Guard::open(&house.setup, root).await {
        Err(StartError::Guard(Error::Vault(error))) => Some(error),
        Err(_) => None,
        Ok((guard, _)) => {
            guard.close().await;
            None
        }
    }
}

testkit::both_engines! {
    async fn others_go_on_while_the_root_key_is_changed_and_the_old_one_is_worthless(
        stores: Stores
    ) {
        let (mut house, guard) = House::new(stores).await;
        let early = add(&guard, &Person::named("Aiempi")).await;
        guard.close().await;
        let file = file_of(&mut house);
        let old_keys = house.stores.back_up();
        let old = house.root.duplicate();
        let (serving, _) = house.open().await;
        let (changing, _) = house.open().await;
        let (idle, _) = house.open().await;
        let other = serving.clone();
        let writer = tokio::spawn(async move {
            let mut parties = Vec::new();
            for number in 0..30 {
                parties.push(add(&other, &Person::named(&format!("Samaan{number}"))).await);
            }
            parties
        });
        assert!(changing.change_root(file.clone()).await.unwrap());
        assert!(changing.change_root(file.clone()).await.unwrap(), "and once more");
        let parties = writer.await.unwrap();
        let late = add(&serving, &Person::named("Myöhempi")).await;
        for one in [&serving, &changing, &idle] {
            assert_eq!(own_name(one, early).await.unwrap(), "Aiempilainen");
            assert_eq!(own_name(one, late).await.unwrap(), "Myöhempilainen");
        }
        assert!(serving.ages().await.unwrap().root_key.changed.is_some());
        for one in [serving, changing, idle] {
            one.close().await;
        }
        assert!(matches!(reason(&house, &old).await, Some(vault::Error::RootKeyWrong)));
        house.root = read_root_key(&file, || None).unwrap();
        let (guard, _) = house.open().await;
        for (number, party) in parties.into_iter().enumerate() {
            assert_eq!(own_name(&guard, party).await.unwrap(), format!("Samaan{number}lainen"));
        }
        assert_eq!(found(&guard, "aiempilainen").await, [early], "the index key stays");
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
        house.stores.put_back(&old_keys, "keys");
        let wrong = reason(&house, &house.root).await;
        assert!(matches!(wrong, Some(vault::Error::RootKeyWrong)), "an old copy of the keys");
    }

    async fn a_change_that_breaks_off_anywhere_goes_on(stores: Stores) {
        let (mut house, guard) = House::new(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        guard.close().await;
        let file = file_of(&mut house);
        // Begun; a chunk done; all chunks done; the file replaced and the change not ended.
        for stage in 0..4 {
            let beside = house.beside().await;
            let place = file.clone();
            let broken_off = beside.vault(move |here, vault, _| {
                assert!(vault.begin_root_change(here, &RootKey::draw()?, NOW)?);
                if stage > 0 {
                    vault.root_change_step(here)?;
                    assert!(vault.next_root(here).is_err(), "not everything is done");
                    assert!(vault.end_root_change(here, NOW).is_err());
                }
                if stage > 1 {
                    while vault.root_change_step(here)?.is_some() {}
                }
                if stage > 2 {
                    vault.next_root(here)?.replace(&place)?;
                }
                Ok(())
            });
            broken_off.await.unwrap();
            beside.close().await;

            house.root = read_root_key(&file, || None).unwrap();
            let (guard, _) = house.open().await;
            assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen", "{stage}");
            let late = add(&guard, &Person::named("Myöhempi")).await;
            assert!(guard.ages().await.unwrap().root_key.changing);
            let elsewhere = tempfile::tempdir().unwrap();
            let copies = elsewhere.path().join("copies");
            assert!(guard.copy_keys(copies).await.is_err(), "it would hold the new root key");
            assert!(!guard.change_root(file.clone()).await.unwrap(), "it goes on");
            assert!(!guard.ages().await.unwrap().root_key.changing);
            assert_eq!(own_name(&guard, late).await.unwrap(), "Myöhempilainen");
            guard.close().await;
            house.root = read_root_key(&file, || None).unwrap();
            let (guard, _) = house.open().await;
            assert_eq!(own_name(&guard, late).await.unwrap(), "Myöhempilainen");
            guard.verify_trail(None).await.unwrap();
            guard.close().await;
        }
    }

    async fn a_backup_from_before_the_change_is_known_after_it(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let mut house = house;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        let to = house.stores.data_dir().join("backups");
        let made = guard.back_up(to, "0.1.0", true).await.unwrap();
        guard.close().await;
        let file = file_of(&mut house);
        let (guard, _) = house.open().await;
        guard.change_root(file.clone()).await.unwrap();
        guard.close().await;
        house.root = read_root_key(&file, || None).unwrap();
        let manifest = guard::read_backup(&made.folder, &house.setup.keys, &house.root).await;
        let register = house.stores.data_dir().join("restored.sqlite");
        let register = Location::Sqlite(register);
        guard::restore_register(&made.folder, &manifest.unwrap(), &register).await.unwrap();
        let setup = Setup { register, ..house.setup.clone() };
        let (guard, _) = Guard::open(&setup, &house.root).await.unwrap();
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        guard.close().await;
    }
}

#[test]
fn the_file_of_the_root_key_is_its_owners_and_always_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.key");
    guard::create_root_key(&file).unwrap();
    let before = fs::read(&file).unwrap();
    // As after a crash between writing the next and putting it in its place.
    fs::write(folder.path().join("root.next"), "half").unwrap();
    RootKey::draw().unwrap().replace(&file).unwrap();
    let after = fs::read(&file).unwrap();
    assert!(after.len() == 32 && after != before);
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
