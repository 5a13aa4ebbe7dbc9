//! A store copied to another place: between any two engines, whole, compared, taken up again.

use std::collections::BTreeMap;

use basics::Coded;
use store::copy::NotCopied;
use store::{Db, Engine, Error, Settings, hop};
use testkit::Stores;

use crate::shelf::{ADD, BOOKS, LEND, RENAME, SHELF};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn opened(stores: &Stores) -> Db {
    Db::open(&stores.own(), &SHELF, Settings::default())
        .await
        .unwrap()
}

async fn copied(from: &Db, to: &Db) -> Result<BTreeMap<String, u64>, NotCopied> {
    let (from, to) = (from.clone(), to.clone());
    let copying = move |here: &store::Here| from.copy_here(here, &to, &mut |_, _| {});
    let tables = hop(copying).await.unwrap()?;
    Ok(tables
        .into_iter()
        .map(|one| (one.table, one.rows))
        .collect())
}

async fn filled(db: &Db, books: i64) {
    let fill = move |tx: &mut store::Tx<'_>| {
        for book in 1..=books {
            // Keys on both sides of zero, texts that languages sort unlike bytes do.
            let key = if book % 2 == 0 { book } else { -book };
            let title = format!("{}ä\u{fc}Z'{book}", if book % 3 == 0 { "Ö" } else { "a" });
            let cover = (book % 5 != 0).then(|| book.to_be_bytes().to_vec());
            tx.run_one(&ADD, (key, title, cover))?;
        }
        tx.run_one(&LEND, (1, 2, 3))?;
        Ok::<_, Error>(())
    };
    db.write(fill).await.unwrap();
}

/// Runs `story` between any two engines.
fn between<F: Future<Output = ()>>(story: impl Fn(Stores, Stores) -> F) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for one in ENGINES {
        for other in ENGINES {
            let (Some(one), Some(other)) = (Stores::fresh(one), Stores::fresh(other)) else {
                continue;
            };
            runtime.block_on(story(one, other));
        }
    }
}

#[test]
fn every_row_of_every_table_is_there_and_the_same() {
    between(|one, other| async move {
        let (from, to) = (opened(&one).await, opened(&other).await);
        filled(&from, 1_203).await;
        let tables = copied(&from, &to).await.unwrap();
        assert_eq!(
            tables,
            BTreeMap::from([("book".into(), 1_203), ("loan".into(), 1)])
        );
        let books = |db: Db| async move { db.read(|tx| tx.all(&BOOKS, ())).await.unwrap() };
        let same = books(from.clone()).await == books(to.clone()).await;
        assert!(same, "value by value");
        assert_eq!(
            copied(&from, &to).await.unwrap(),
            tables,
            "a second time nothing is left"
        );
        from.close().await;
        to.close().await;
    });
}

#[test]
fn a_copy_that_broke_off_goes_on_and_anything_else_is_left_alone() {
    between(|one, other| async move {
        let (from, to) = (opened(&one).await, opened(&other).await);
        filled(&from, 700).await;
        let first = from.read(|tx| tx.all(&BOOKS, ())).await.unwrap();
        let begun: Vec<_> = first.into_iter().take(510).collect();
        let broken_off = move |tx: &mut store::Tx<'_>| {
            for (book, title, cover) in begun.clone() {
                tx.run_one(&ADD, (book, title, cover))?;
            }
            Ok::<_, Error>(())
        };
        to.write(broken_off).await.unwrap();
        assert_eq!(copied(&from, &to).await.unwrap()["book"], 700);
        let renamed = |tx: &mut store::Tx<'_>| tx.run_one(&RENAME, ("muu".into(), 2));
        to.write::<(), Error>(renamed).await.unwrap();
        let refused = copied(&from, &to).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "store.copy.in_use");
        assert!(matches!(refused, NotCopied::InUse { table } if table == "book"));
        let more = |tx: &mut store::Tx<'_>| tx.run_one(&RENAME, ("muu".into(), 2));
        from.write::<(), Error>(more).await.unwrap();
        copied(&from, &to).await.unwrap();
        let added = |tx: &mut store::Tx<'_>| tx.run_one(&ADD, (99_999, "yli".into(), None));
        to.write::<(), Error>(added).await.unwrap();
        let refused = copied(&from, &to).await.unwrap_err();
        assert!(
            matches!(refused, NotCopied::InUse { .. }),
            "one more than here"
        );
        from.close().await;
        to.close().await;
    });
}

#[test]
fn a_file_that_another_has_open_is_not_alone() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let stores = Stores::fresh(Engine::Sqlite).unwrap();
        assert_eq!(
            stores.own().alone().await,
            Err(Error::Location),
            "there is none"
        );
        let db = opened(&stores).await;
        filled(&db, 3).await;
        assert_eq!(stores.own().alone().await, Err(Error::Busy));
        db.close().await;
        assert_eq!(stores.own().alone().await, Ok(()));
        let again = opened(&stores).await;
        assert_eq!(again.read(|tx| tx.all(&BOOKS, ())).await.unwrap().len(), 3);
        again.close().await;
    });
}
