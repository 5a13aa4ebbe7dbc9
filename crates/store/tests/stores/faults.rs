//! What a store says, and what it leaves behind, when the disk or the server is not as it should.

use std::fs;
use std::path::PathBuf;

use crate::shelf::*;
use basics::Coded;
use store::{Db, Engine, Error, Location, Settings, schemas};
use testkit::Stores;

fn file(stores: &Stores) -> PathBuf {
    match stores.own() {
        Location::Sqlite(path) => path,
        Location::Postgres(_) => unreachable!("the test runs on SQLite"),
    }
}

/// Every file of the store, as bytes: the database and its log.
fn bytes(stores: &Stores) -> Vec<u8> {
    let files = fs::read_dir(stores.data_dir()).unwrap();
    files
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[test]
fn a_full_disk_has_its_own_code_and_nothing_is_half_done() {
    testkit::on(Engine::Sqlite, async |stores| {
        let settings = Settings {
            pages_max: Some(64),
            ..Settings::default()
        };
        let db = shelf_with(&stores, settings).await;
        add(&db, 1, "A").await.unwrap();
        let full = db.write(|tx| {
            let cover = || Some(vec![7; 100_000]);
            tx.run_one(&ADD, (2, "fits".to_owned(), cover()))?;
            tx.batch(
                &ADD,
                (3..9).map(|book| (book, "does not".to_owned(), cover())),
            )
        });
        let full: Error = full.await.unwrap_err();
        assert_eq!((&full, full.code().as_str()), (&Error::Full, "store.full"));
        assert_eq!(count(&db).await, 1);
        assert_eq!(
            add(&db, 2, "small").await,
            Ok(1),
            "what fits is still taken"
        );
        db.close().await;
        assert_eq!(count(&shelf(&stores).await).await, 2);
    });
}

#[test]
fn a_file_that_is_no_database_is_damaged() {
    testkit::on(Engine::Sqlite, async |stores| {
        fs::write(
            file(&stores),
            "certainly no database, but long enough to look at".repeat(100),
        )
        .unwrap();
        let refused = Db::open(&stores.own(), &SHELF, Settings::default())
            .await
            .err();
        assert_eq!(refused, Some(Error::Damaged));
    });
}

#[test]
fn a_broken_page_is_damage_and_no_empty_answer() {
    testkit::on(Engine::Sqlite, async |stores| {
        let db = shelf(&stores).await;
        db.write(|tx| {
            tx.batch(
                &ADD,
                (0..2000).map(|book| (book, format!("The book {book}"), None)),
            )
        })
        .await
        .unwrap();
        db.close().await;
        let mut content = fs::read(file(&stores)).unwrap();
        let pages = content.len() / 4096;
        content[4096 * 4..4096 * (pages - 1)].fill(0xee);
        fs::write(file(&stores), content).unwrap();
        let db = shelf(&stores).await;
        let read = db.read(|tx| tx.all(&BOOKS, ())).await;
        assert_eq!(read, Err(Error::Damaged));
    });
}

#[test]
fn a_folder_that_is_not_there_is_no_place_for_a_store() {
    testkit::on(Engine::Sqlite, async |stores| {
        let nowhere = Location::Sqlite(stores.data_dir().join("nowhere/register.sqlite"));
        let refused = Db::open(&nowhere, &SHELF, Settings::default()).await.err();
        assert_eq!(refused, Some(Error::Location));
    });
}

#[test]
fn what_was_deleted_securely_is_in_no_file_after_a_checkpoint() {
    testkit::on(Engine::Sqlite, async |stores| {
        let secret = b"0123456789abcdef-wrapped-key";
        let settings = Settings {
            secure_delete: true,
            ..Settings::default()
        };
        let db = shelf_with(&stores, settings).await;
        for book in 0..50 {
            db.write(move |tx| tx.run_one(&ADD, (book, "A".to_owned(), Some(secret.to_vec()))))
                .await
                .unwrap();
        }
        assert!(holds(&bytes(&stores), secret));
        for book in 0..50 {
            db.write(move |tx| tx.run_one(&REMOVE, (book,)))
                .await
                .unwrap();
        }
        assert!(holds(&bytes(&stores), secret), "still in the log");
        db.checkpoint_truncate().await.unwrap();
        assert!(!holds(&bytes(&stores), secret));
    });
}

#[test]
fn only_its_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    testkit::on(Engine::Sqlite, async |stores| {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        for file in fs::read_dir(stores.data_dir()).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}", file.file_name());
        }
    });
}

#[test]
fn a_server_that_is_not_there_is_unreachable_and_an_address_that_is_none_no_location() {
    testkit::on(Engine::Sqlite, async |_| {
        let open = async |url: &str| {
            let location = Location::Postgres(url.to_owned());
            Db::open(&location, &schemas::TRAIL, Settings::default())
                .await
                .err()
        };
        assert_eq!(
            open("postgres://nobody@127.0.0.1:9/none").await,
            Some(Error::Unreachable)
        );
        assert_eq!(open("no address").await, Some(Error::Location));
    });
}

#[test]
fn a_server_without_tls_is_refused_where_tls_is_asked_for() {
    testkit::on(Engine::Postgres, async |stores| {
        let Location::Postgres(url) = stores.own() else {
            unreachable!("the test runs on PostgreSQL");
        };
        let location = Location::Postgres(format!("{url}&sslmode=require"));
        let refused = Db::open(&location, &SHELF, Settings::default()).await.err();
        assert_eq!(refused, Some(Error::Unreachable));
    });
}
