//! Backups: made while the register runs, restored to either engine, and what was said since holds.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use basics::PartyId;
use guard::category::Identity;
use guard::{
    BackupError, Deed, Guard, Manifest, Refusal, Setup, StartReport, Work, read_backup,
    restore_files, restore_register, restore_trail, trail_is_behind,
};
use policy::Purpose;
use store::{Location, Tx};
use testkit::Stores;
use zeroize::Zeroizing;

use crate::house::{House, refusal, staff};
use crate::people::{self, Person, add, found, import, lot_of, own_name, reindex};
use crate::scan::Needles;

store::statements! {
    /// Every wrapped key.
    WRAPPED: () -> Vec<u8> = "select wrapped from lot_key order by lot_id limit 100";
}

pub(crate) async fn back_up(house: &House, guard: &Guard) -> (PathBuf, Manifest) {
    let to = house.stores.data_dir().join("backups");
    let made = guard.back_up(to, "0.1.0", true).await.unwrap();
    (made.folder, made.manifest)
}

/// Restores a backup to files beside the register, with the register's own keys.
pub(crate) async fn restored(
    house: &House,
    backup: &Path,
    own_trail: bool,
) -> (Setup, Guard, StartReport) {
    let root = &house.root;
    let manifest = read_backup(backup, &house.setup.keys, root).await.unwrap();
    let folder = house.stores.data_dir().join("restored");
    fs::create_dir(&folder).unwrap();
    let place = |name: &str| Location::Sqlite(folder.join(name));
    let mut setup = Setup {
        register: place("register.sqlite"),
        index: place("index.sqlite"),
        files: folder.join("files"),
        ..house.setup.clone()
    };
    restore_register(backup, &manifest, &setup.register)
        .await
        .unwrap();
    restore_files(backup, &setup.files).await.unwrap();
    if !own_trail {
        setup.trail = place("trail.sqlite");
        restore_trail(backup, &manifest, &setup.trail)
            .await
            .unwrap();
        let behind = trail_is_behind(&manifest, &setup.keys).await.unwrap();
        let lost = Guard::give_up_lost_trail(&setup, root).await.unwrap();
        assert!(behind || lost.is_none());
    }
    let (guard, report) = Guard::open(&setup, root).await.unwrap();
    (setup, guard, report)
}

/// Everything that lies in a backup, with its rows unpacked.
fn unpacked(backup: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(backup).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let mut plain = Vec::new();
        if path.extension().is_some_and(|ending| ending == "gz") {
            let mut rows = flate2::read::GzDecoder::new(bytes.as_slice());
            rows.read_to_end(&mut plain).unwrap();
        } else {
            plain = bytes;
        }
        fs::write(to.join(path.file_name().unwrap()), plain).unwrap();
    }
}

testkit::both_engines! {
    async fn what_was_said_after_a_backup_holds_when_it_is_restored(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let gone = add(&guard, &Person::named("Hämärä")).await;
        let stays = add(&guard, &Person::named("Pysyvä")).await;
        let restricted = add(&guard, &Person::named("Rajoitettu")).await;
        let objecting = add(&guard, &Person::named("Vastustava")).await;
        let bytes = Zeroizing::new(b"rivit".to_vec());
        let file = guard.keep_file(&import(), Purpose::Care, bytes).await.unwrap();
        let lot = lot_of::<Identity>(&guard, gone).await;
        let (backup, manifest) = back_up(&house, &guard).await;
        assert_eq!((manifest.rows("party"), manifest.rows("files")), (4, 1));

        staff(&guard, "administrator").await;
        let contact = staff(&guard, "data_protection_contact").await;
        let saying_no = move |work: &mut Work<'_>| {
            people::restrict(work, restricted, true)?;
            people::object(work, objecting, &[Purpose::Marketing])
        };
        guard.desk().write(&contact, Purpose::Rights, saying_no).await.unwrap();
        let beside = house.beside().await;
        beside.erase(gone, vec![lot]).await;
        beside.close().await;
        guard.close().await;

        let (_, guard, report) = restored(&house, &backup, true).await;
        assert!(report.mended.erased_again > 0, "{report:?}");
        assert_eq!(report.noes_restored, 2);
        assert!(report.mended.index_lost);
        reindex(&guard).await;
        assert!(found(&guard, "hämärälainen").await.is_empty());
        assert_eq!(found(&guard, "pysyvälainen").await, [stays]);
        assert_eq!(own_name(&guard, stays).await.unwrap(), "Pysyvälainen");
        assert_eq!(refusal(&own_name(&guard, restricted).await), Some(Refusal::Restricted));
        let sealed = guard.read_file(&import(), Purpose::Care, file).await.unwrap();
        assert_eq!(std::io::read_to_string(sealed).unwrap(), "rivit");
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
    }

    async fn a_trail_that_is_lost_is_given_up_in_so_many_words(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let party = add(&guard, &Person::named("Pysyvä")).await;
        let (backup, _) = back_up(&house, &guard).await;
        own_name(&guard, party).await.unwrap();
        let kept = guard.signed_checkpoint().await.unwrap().unwrap();
        guard.close().await;

        let (_, guard, _) = restored(&house, &backup, false).await;
        guard.verify_trail(None).await.unwrap();
        assert!(guard.verify_trail(Some(kept)).await.is_err(), "elsewhere the loss shows");
        assert_eq!(own_name(&guard, party).await.unwrap(), "Pysyvälainen");
        guard.close().await;
    }

    async fn a_backup_names_nobody_and_holds_no_key(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let person = Person::named("Hämärä");
        add(&guard, &person).await;
        let (backup, _) = back_up(&house, &guard).await;
        let beside = house.beside().await;
        let wrapped = beside.keys.read(|tx: &mut Tx<'_>| tx.all(&WRAPPED, ())).await.unwrap();
        beside.close().await;
        guard.close().await;
        let plain = house.stores.data_dir().join("unpacked");
        unpacked(&backup, &plain);
        let text = Needles::texts(&person.values()).found_in(&plain);
        assert!(text.is_empty(), "{text:?}");
        assert_eq!(wrapped.len(), 100);
        let keys = Needles::raw(&wrapped).found_in(&plain);
        assert!(keys.is_empty(), "{keys:?}");
        let names: Vec<String> = fs::read_dir(&backup)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(!names.iter().any(|name| name.contains("keys") || name.contains("index")));
    }

    async fn a_backup_made_while_others_write_is_whole(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let writing = guard.clone();
        let writer = tokio::spawn(async move {
            for number in 0..40 {
                add(&writing, &Person::named(&format!("Kirjoitettu{number}"))).await;
            }
        });
        let mut last = None;
        while !writer.is_finished() {
            // One second of names: as often as the clock of the test moves.
            house.clock.advance_ms(1_000);
            last = Some(back_up(&house, &guard).await);
        }
        writer.await.unwrap();
        let (backup, manifest) = last.unwrap();
        guard.close().await;
        let (_, guard, report) = restored(&house, &backup, false).await;
        assert_eq!(report.mended.erased_again, 0);
        let count = people::count(&guard, &people::NAME_COUNT).await;
        assert_eq!(u64::try_from(count).unwrap(), manifest.rows("party"));
        assert_eq!(reindex(&guard).await, usize::try_from(count).unwrap());
        guard.verify_trail(None).await.unwrap();
        guard.close().await;
    }

    async fn a_backup_that_is_not_what_was_made_is_refused(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        add(&guard, &Person::named("Pysyvä")).await;
        let (backup, _) = back_up(&house, &guard).await;
        guard.close().await;
        let read = || read_backup(&backup, &house.setup.keys, &house.root);
        assert!(read().await.is_ok());
        for part in ["register.rows.gz", "trail.rows.gz", "files.bin"] {
            let whole = fs::read(backup.join(part)).unwrap();
            let mut altered = whole.clone();
            let middle = altered.len() / 2;
            altered[middle] ^= 1;
            for bytes in [altered, whole[..whole.len() - 1].to_vec()] {
                fs::write(backup.join(part), bytes).unwrap();
                assert!(matches!(read().await, Err(BackupError::Damaged { .. })), "{part}");
            }
            fs::remove_file(backup.join(part)).unwrap();
            assert!(matches!(read().await, Err(BackupError::Damaged { .. })), "{part}");
            fs::write(backup.join(part), whole).unwrap();
        }
        let manifest = fs::read_to_string(backup.join("manifest.json")).unwrap();
        let changed = |from: &str, to: &str| {
            fs::write(backup.join("manifest.json"), manifest.replace(from, to)).unwrap();
        };
        changed("\"demo\": true", "\"demo\": false");
        assert!(matches!(read().await, Err(BackupError::NotSealed)));
        changed("\"format\": 1", "\"format\": 2");
        assert!(matches!(read().await, Err(BackupError::Newer)));
        fs::remove_file(backup.join("manifest.json")).unwrap();
        assert!(matches!(read().await, Err(BackupError::NoBackup)));
        changed("", "");
        assert!(read().await.is_ok());
        let (other, guard) = house.other().await;
        guard.close().await;
        let foreign = read_backup(&backup, &other.setup.keys, &other.root).await;
        assert!(matches!(foreign, Err(BackupError::OtherRegister)));
    }

    async fn what_was_done_is_remembered_beside_the_keys_and_in_the_trail(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let ages = guard.ages().await.unwrap();
        assert_eq!((ages.backup, ages.keys_copy, ages.rehearsal), (None, None, None));
        let (backup, _) = back_up(&house, &guard).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let copies = elsewhere.path().join("copies");
        assert!(guard.copy_keys(copies.clone()).await.unwrap() >= 2_000);
        guard.note_deed(Deed::Rehearsal).await.unwrap();
        let now = Some(crate::house::NOW);
        let ages = guard.ages().await.unwrap();
        assert_eq!((ages.backup, ages.keys_copy, ages.rehearsal), (now, now, now));
        let beside = house.beside().await;
        let codes: Vec<_> = beside.latest(3).await.into_iter().map(|one| one.line.code).collect();
        assert_eq!(
            codes,
            ["restore rehearsed", "keys copied", "backup made"].map(|code| Some(code.to_owned()))
        );
        beside.close().await;
        guard.close().await;
        let (_, guard, _) = restored(&house, &backup, true).await;
        assert_eq!(guard.ages().await.unwrap().backup, now, "a restored register knows of it");
        guard.close().await;
    }

    async fn a_copy_of_the_keys_opens_what_came_after_it(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let copies = elsewhere.path().join("copies");
        let early = add(&guard, &Person::named("Aiempi")).await;
        guard.copy_keys(copies.clone()).await.unwrap();
        guard.copy_keys(copies.clone()).await.unwrap();
        let Location::Sqlite(live) = &house.setup.keys else { panic!("keys are in a file") };
        let (own, before) = (live.parent().unwrap(), fs::read(live).unwrap());
        let link = house.stores.data_dir().join("elsewhere");
        std::os::unix::fs::symlink(own.canonicalize().unwrap(), &link).unwrap();
        for own in [own.to_path_buf(), own.join("."), own.join("copies"), link] {
            let refused = guard.copy_keys(own).await;
            assert!(matches!(refused, Err(BackupError::OwnFolder)), "{refused:?}");
        }
        assert_eq!(fs::read(live).unwrap(), before);
        assert!(!live.with_file_name("copies").exists(), "nothing is begun");
        let names: Vec<_> = fs::read_dir(&copies).unwrap().collect();
        assert_eq!(names.len(), 1, "the newest only");
        let late: PartyId = add(&guard, &Person::named("Myöhempi")).await;
        guard.close().await;
        let keys = Location::Sqlite(copies.join("keys.sqlite"));
        let setup = Setup { keys, ..house.setup.clone() };
        let (guard, _) = Guard::open(&setup, &house.root).await.unwrap();
        assert_eq!(own_name(&guard, early).await.unwrap(), "Aiempilainen");
        assert_eq!(own_name(&guard, late).await.unwrap(), "Myöhempilainen");
        guard.close().await;
    }

    async fn an_erasure_holds_also_while_somebody_reads_the_keys_for_long(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let party = add(&guard, &Person::named("Hämärä")).await;
        let lot = lot_of::<Identity>(&guard, party).await;
        let beside = house.beside().await;
        let keys = beside.keys.clone();
        let (begun, reading) = std::sync::mpsc::channel();
        let reader = tokio::spawn(async move {
            let copying = move |tx: &mut Tx<'_>| {
                tx.all(&WRAPPED, ())?;
                let _told = begun.send(());
                std::thread::sleep(std::time::Duration::from_secs(8));
                Ok::<_, store::Error>(())
            };
            keys.read(copying).await
        });
        tokio::task::spawn_blocking(move || reading.recv()).await.unwrap().unwrap();
        let shredding = |gone: bool| {
            beside.vault(move |here, vault, _| {
                let shredded = vault.shred(here, &[lot], "request 1", crate::house::NOW)?;
                assert_eq!(shredded.gone, gone);
                Ok(())
            })
        };
        shredding(false).await.unwrap();
        assert!(own_name(&guard, party).await.is_err(), "it is erased");
        reader.await.unwrap().unwrap();
        guard.make_keys_ahead().await.unwrap();
        let log = house.stores.data_dir().join("keys.sqlite-wal");
        assert_eq!(fs::metadata(log).map_or(0, |log| log.len()), 0, "cut afterwards");
        shredding(true).await.unwrap();
        beside.close().await;
        guard.close().await;
    }
}
