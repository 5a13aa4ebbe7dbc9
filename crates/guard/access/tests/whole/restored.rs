//! What must hold after a restore: legal holds said since, keys that are too old, backups that an
//! older or a newer program made.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use basics::hex;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use guard::category::Identity;
use guard::{
    BackupError, Error, Guard, Manifest, NoKind, Setup, Work, read_backup, restore_files,
    restore_register, restore_trail,
};
use policy::Purpose;
use sha2::{Digest, Sha256};
use store::{Db, Location, Schema, Settings, Tx, schemas, whole};
use testkit::Stores;

use crate::backup::{back_up, restored};
use crate::erasure::{erase, write_no};
use crate::house::{House, staff};
use crate::people::{Person, add, found, lot_of, lots, own_name, reindex};

/// A table of a dump: its columns with the letters of their kinds, its rows as they lie there.
struct Table {
    columns: Vec<(String, u8)>,
    rows: Vec<Vec<Vec<u8>>>,
}

fn number(from: &mut &[u8]) -> u64 {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes).unwrap();
    u64::from_be_bytes(bytes)
}

fn tag(from: &mut &[u8]) -> u8 {
    let mut tag = [0];
    from.read_exact(&mut tag).unwrap();
    tag[0]
}

fn text(from: &mut &[u8]) -> String {
    let length = usize::try_from(number(from)).unwrap();
    let (text, rest) = from.split_at(length);
    *from = rest;
    String::from_utf8(text.to_vec()).unwrap()
}

/// A value with its tag, as it lies there.
fn value(from: &mut &[u8]) -> Vec<u8> {
    let length = match from[0] {
        b'n' => 1,
        b'i' => 9,
        _ => 9 + usize::try_from(number(&mut &from[1..])).unwrap(),
    };
    let (value, rest) = from.split_at(length);
    *from = rest;
    value.to_vec()
}

const MAGIC: &[u8] = b"seloste rows 1\n";

/// The tables of a dump, in its order.
fn read_dump(dump: &[u8]) -> Vec<(String, Table)> {
    let (mut from, mut tables) = (dump.strip_prefix(MAGIC).unwrap(), Vec::new());
    while tag(&mut from) == b'T' {
        let name = text(&mut from);
        let width = number(&mut from);
        let columns = (0..width).map(|_| (text(&mut from), tag(&mut from)));
        let columns: Vec<_> = columns.collect();
        let mut rows = Vec::new();
        while tag(&mut from) == b'R' {
            rows.push(columns.iter().map(|_| value(&mut from)).collect());
        }
        number(&mut from);
        tables.push((name, Table { columns, rows }));
    }
    tables
}

fn write_dump(tables: &[(String, Table)]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let put = |out: &mut Vec<u8>, text: &str| {
        out.extend((text.len() as u64).to_be_bytes());
        out.extend(text.as_bytes());
    };
    for (name, table) in tables {
        out.push(b'T');
        put(&mut out, name);
        out.extend((table.columns.len() as u64).to_be_bytes());
        for (column, kind) in &table.columns {
            put(&mut out, column);
            out.push(*kind);
        }
        for row in &table.rows {
            out.push(b'R');
            for value in row {
                out.extend(value);
            }
        }
        out.push(b'E');
        out.extend((table.rows.len() as u64).to_be_bytes());
    }
    out.push(b'Z');
    out
}

/// The tables of a store as it was at some migration, without a row.
async fn tables_of(schema: &Schema, place: &Path) -> Vec<(String, Table)> {
    let location = Location::Sqlite(place.to_owned());
    let db = Db::open(&location, schema, Settings::default())
        .await
        .unwrap();
    let own = *schema;
    let dumping = move |tx: &mut Tx<'_>| {
        let mut out = Vec::new();
        whole::dump(tx, &own, &mut out).unwrap();
        Ok::<_, store::Error>(out)
    };
    let dump = db.read(dumping).await.unwrap();
    db.close().await;
    read_dump(&dump)
}

/// What a program that knew no migration after this one would have put into a part.
async fn older(dump: &[u8], schema: &Schema, place: &Path) -> Vec<(String, Table)> {
    let mut full: BTreeMap<String, Table> = read_dump(dump).into_iter().collect();
    let mut tables = tables_of(schema, place).await;
    for (name, table) in &mut tables {
        let Some(newer) = full.remove(name) else {
            continue;
        };
        let places: Vec<Option<usize>> = table
            .columns
            .iter()
            .map(|column| newer.columns.iter().position(|one| one == column))
            .collect();
        let cut = |row: Vec<Vec<u8>>| -> Vec<Vec<u8>> {
            let value = |at: &Option<usize>| at.map_or_else(|| vec![b'n'], |at| row[at].clone());
            places.iter().map(value).collect()
        };
        table.rows = newer.rows.into_iter().map(cut).collect();
    }
    tables
}

/// Changes what a backup says of itself, and seals it as the program does.
async fn reseal(house: &House, backup: &Path, manifest: &Manifest) {
    let text = serde_json::to_string_pretty(manifest).unwrap();
    let beside = house.beside().await;
    let seal = beside.vault.backup_seal(&text);
    beside.close().await;
    let seal = hex(&seal);
    fs::write(backup.join("manifest.json"), text).unwrap();
    fs::write(backup.join("manifest.seal"), seal).unwrap();
}

/// Makes of a backup the one that an older program would have made of the same rows.
async fn age(house: &House, backup: &Path, manifest: &Manifest, levels: [i64; 2]) {
    let mut aged = manifest.clone();
    let parts = ["register.rows.gz", "trail.rows.gz"].into_iter();
    let schemas = [&schemas::REGISTER, &schemas::TRAIL];
    for ((file, schema), level) in parts.zip(schemas).zip(levels) {
        let mut dump = Vec::new();
        let bytes = fs::read(backup.join(file)).unwrap();
        GzDecoder::new(bytes.as_slice())
            .read_to_end(&mut dump)
            .unwrap();
        let place = backup.join(format!("{file}.tables"));
        let tables = older(&dump, &schema.until(level).unwrap(), &place).await;
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(&write_dump(&tables)).unwrap();
        let bytes = out.finish().unwrap();
        let part = aged
            .parts
            .iter_mut()
            .find(|part| part.file == file)
            .unwrap();
        part.migration = level;
        part.bytes = bytes.len() as u64;
        part.sha256 = hex(&Sha256::digest(&bytes));
        let count = |(name, table): &(String, Table)| (name.clone(), table.rows.len() as u64);
        part.counts = tables.iter().map(count).collect();
        fs::write(backup.join(file), bytes).unwrap();
    }
    "0.0.1".clone_into(&mut aged.program);
    reseal(house, backup, &aged).await;
}

/// Restores a backup into empty stores of the same engine, with the register's own keys.
async fn restored_on_the_engine(house: &House, backup: &Path, into: &Stores) -> Setup {
    let manifest = read_backup(backup, &house.setup.keys, &house.root)
        .await
        .unwrap();
    let setup = Setup {
        register: into.locations.register.clone(),
        index: into.locations.index.clone(),
        trail: into.locations.trail.clone(),
        files: into.data_dir().join("files"),
        ..house.setup.clone()
    };
    restore_register(backup, &manifest, &setup.register)
        .await
        .unwrap();
    restore_trail(backup, &manifest, &setup.trail)
        .await
        .unwrap();
    restore_files(backup, &setup.files).await.unwrap();
    Guard::give_up_lost_trail(&setup, &house.root)
        .await
        .unwrap();
    setup
}

/// The vault's reason why a backup is not read.
fn reason(read: Result<Manifest, BackupError>) -> Option<vault::Error> {
    match read {
        Err(BackupError::Guard(Error::Vault(error))) => Some(error),
        _ => None,
    }
}

testkit::both_engines! {
    // Nobody can write a legal hold yet: the ledger can, and the erasure asks it.
    async fn a_legal_hold_said_after_a_backup_stands_when_it_is_restored(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let held = add(&guard, &Person::named("Pysyvä")).await;
        let other = add(&guard, &Person::named("Hämärä")).await;
        let of_held = lot_of::<Identity>(&guard, held).await;
        let of_other = lot_of::<Identity>(&guard, other).await;
        staff(&guard, "administrator").await;
        let officer = staff(&guard, "data_protection_contact").await;
        let (backup, _) = back_up(&house, &guard).await;
        let beside = house.beside().await;
        write_no(&beside, 1, 1, held, NoKind::Hold).await;
        beside.close().await;
        guard.close().await;

        let (_, guard, report) = restored(&house, &backup, true).await;
        assert_eq!(report.noes_restored, 0, "it never left the ledger");
        assert!(matches!(erase(&guard, &officer, vec![of_held]).await, Err(Error::Held)));
        let both = erase(&guard, &officer, vec![of_other, of_held]).await;
        assert!(matches!(both, Err(Error::Held)), "nothing of it is erased");
        assert_eq!(own_name(&guard, held).await.unwrap(), "Pysyvälainen");
        assert_eq!(own_name(&guard, other).await.unwrap(), "Hämärälainen");
        let reading = move |work: &mut Work<'_>| work.noes_of(held);
        let noes = guard.desk().read(&officer, Purpose::Rights, reading).await.unwrap();
        assert_eq!(noes.iter().map(|no| no.kind).collect::<Vec<_>>(), [NoKind::Hold]);
        erase(&guard, &officer, vec![of_other]).await.unwrap();
        guard.close().await;
    }

    async fn a_backup_of_an_older_program_is_restored_and_brought_up_to_date(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let stays = add(&guard, &Person::named("Pysyvä")).await;
        let (first, manifest) = back_up(&house, &guard).await;
        guard.close().await;
        let newest = schemas::REGISTER.newest();
        assert!(manifest.parts.iter().any(|part| part.migration == newest));
        // The first with loose files, the one before a table was renamed, the last but one.
        for (register, trail) in [(9, 1), (12, 1), (newest - 1, schemas::TRAIL.newest())] {
            let backup = house.stores.data_dir().join(format!("aged-{register}"));
            fs::create_dir(&backup).unwrap();
            for entry in fs::read_dir(&first).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, backup.join(path.file_name().unwrap())).unwrap();
            }
            age(&house, &backup, &manifest, [register, trail]).await;
            let into = Stores::fresh(house.stores.engine).unwrap();
            let setup = restored_on_the_engine(&house, &backup, &into).await;
            let (guard, report) = Guard::open(&setup, &house.root).await.unwrap();
            assert!(report.mended.index_lost);
            assert_eq!(reindex(&guard).await, 1, "migration {register}");
            assert_eq!(found(&guard, "pysyvälainen").await, [stays]);
            assert_eq!(own_name(&guard, stays).await.unwrap(), "Pysyvälainen");
            let next = add(&guard, &Person::named("Seuraava")).await;
            assert_eq!(own_name(&guard, next).await.unwrap(), "Seuraavalainen");
            guard.verify_trail(None).await.unwrap();
            // What it makes itself is a backup of today.
            house.clock.advance_ms(1_000);
            let again = guard.back_up(into.data_dir().join("b"), "0.1.0", true).await.unwrap();
            assert!(again.manifest.parts.iter().any(|part| part.migration == newest));
            guard.close().await;
        }
    }

    async fn a_backup_of_a_newer_program_is_refused_whichever_part_is_newer(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        add(&guard, &Person::named("Pysyvä")).await;
        let (backup, manifest) = back_up(&house, &guard).await;
        guard.close().await;
        let read = || read_backup(&backup, &house.setup.keys, &house.root);
        for file in ["register.rows.gz", "trail.rows.gz"] {
            let mut newer = manifest.clone();
            newer.parts.iter_mut().filter(|part| part.file == file).for_each(|part| {
                part.migration += 1;
            });
            reseal(&house, &backup, &newer).await;
            assert!(matches!(read().await, Err(BackupError::Newer)), "{file}");
        }
        // A migration that no program ever had is nothing to restore to.
        let mut odd = manifest.clone();
        odd.parts.iter_mut().for_each(|part| part.migration = -1);
        reseal(&house, &backup, &odd).await;
        let place = Location::Sqlite(house.stores.data_dir().join("odd.sqlite"));
        let odd = read().await.unwrap();
        let restored = restore_register(&backup, &odd, &place).await;
        assert!(matches!(restored, Err(BackupError::Newer)));
        reseal(&house, &backup, &manifest).await;
        read().await.unwrap();
    }

    async fn keys_too_old_for_a_backup_are_refused_before_anything_is_restored(stores: Stores) {
        let (house, guard) = House::with_keys_in_a_file(stores).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let copies = elsewhere.path().join("copies");
        guard.copy_keys(copies.clone()).await.unwrap();
        let setup = Setup {
            keys: Location::Sqlite(copies.join("keys.sqlite")),
            ..house.setup.clone()
        };
        add(&guard, &Person::named("Aiempi")).await;
        let (early, _) = back_up(&house, &guard).await;
        guard.close().await;
        let mut above = 0;
        // Each process takes a block of numbers, so at last they are beyond the keys made ahead.
        for _ in 0..9 {
            let (guard, _) = house.open().await;
            let party = add(&guard, &Person::named("Pysyvä")).await;
            let all = lots(&guard, party).await;
            above += all.iter().filter(|(lot, _)| lot.get() > vault::KEYS_AHEAD).count();
            guard.close().await;
        }
        assert!(above > 0);
        let (guard, _) = house.open().await;
        house.clock.advance_ms(1_000);
        let (late, manifest) = back_up(&house, &guard).await;
        guard.close().await;
        assert!(manifest.keys_taken > vault::KEYS_AHEAD);
        let refused = reason(read_backup(&late, &setup.keys, &house.root).await);
        let Some(vault::Error::KeysBehind { missing }) = refused else {
            panic!("keys that are behind must be refused");
        };
        assert_eq!(usize::try_from(missing), Ok(above), "as many as a start would say");
        // The keys as they are, and a backup of that time, are another matter.
        read_backup(&late, &house.setup.keys, &house.root).await.unwrap();
        read_backup(&early, &setup.keys, &house.root).await.unwrap();
    }
}
