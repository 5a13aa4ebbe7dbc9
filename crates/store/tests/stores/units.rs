//! What a unit of work promises, on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::shelf::{self, *};
use basics::{Cents, Coded, Day, Instant, Language, NoteId, PartyId};
use store::{Db, Dynamic, Engine, Error, Settings, Value, hop};
use testkit::{Stores, both_engines};

both_engines! {
    async fn what_was_written_is_read_back(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 2, "Kalevala").await.unwrap();
        let cover = Some(vec![0, 159, 255]);
        let (written, sent) = (cover.clone(), cover.clone());
        db.write(move |tx| tx.run_one(&ADD, (1, "Äidin aapinen".into(), sent.clone()))).await.unwrap();
        let books = db.read(|tx| tx.all(&BOOKS, ())).await.unwrap();
        assert_eq!(books, [(1, "Äidin aapinen".into(), written), (2, "Kalevala".into(), None)]);
        let title = db.read(|tx| tx.maybe(&TITLE, (3,))).await.unwrap();
        assert_eq!(title, None);
        db.close().await;
    }

    async fn a_parameter_is_its_number_not_its_place(stores: Stores) {
        let db = shelf(&stores).await;
        let turned = db.read(|tx| tx.one(&TURNED, (1, 2))).await.unwrap();
        assert_eq!(turned, (2, 1, 2));
        for book in 1..=5 {
            add(&db, book, "A").await.unwrap();
        }
        assert_eq!(db.read(|tx| tx.all(&BETWEEN, (2, 5))).await.unwrap(), [3, 4]);
    }

    async fn nobody_else_writes_while_a_unit_writes_alone(stores: Stores) {
        let (db, other) = (shelf(&stores).await, shelf(&stores).await);
        let (tell, told) = mpsc::channel();
        let added = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&added);
        let alone = tokio::spawn(async move {
            hop(move |here| {
                db.write_alone_here(here, |tx| {
                    tx.run_one(&ADD, (1, "Alone".to_owned(), None))?;
                    let _ = tell.send(());
                    std::thread::sleep(Duration::from_millis(300));
                    assert!(!seen.load(Ordering::SeqCst), "the other one waits");
                    tx.one(&COUNT, ())
                })
            })
            .await
        });
        hop(move |_| told.recv().unwrap()).await.unwrap();
        add(&other, 2, "Beside").await.unwrap();
        added.store(true, Ordering::SeqCst);
        assert_eq!(alone.await.unwrap().unwrap(), Ok(1));
        assert_eq!(count(&other).await, 2);
    }

    async fn a_missing_row_and_one_too_many_are_different_news(stores: Stores) {
        let db = shelf(&stores).await;
        let missing: Error = db.read(|tx| tx.one(&TITLE, (1,))).await.unwrap_err();
        assert!(matches!(missing, Error::Missing { .. }));
        add(&db, 1, "A").await.unwrap();
        add(&db, 2, "B").await.unwrap();
        let many: Error = db.read(|tx| tx.maybe(&BETWEEN, (0, 9))).await.unwrap_err();
        assert!(matches!(many, Error::Many { .. }));
        let touched: Error = db.write(|tx| tx.run_one(&REMOVE, (7,))).await.unwrap_err();
        assert_eq!(touched, Error::Touched { statement: "stores::shelf::REMOVE", rows: 0 });
        assert_eq!(touched.to_string(), "stores::shelf::REMOVE: touched 0 rows instead of one");
        assert_eq!(touched.code().as_str(), "store.touched");
    }

    async fn a_refusal_says_which_rule_was_broken_and_shows_no_value(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "secret title").await.unwrap();
        let unique = add(&db, 1, "secret title").await.unwrap_err();
        let reference = db.write(|tx| tx.run(&LEND, (1, 99, 1))).await.unwrap_err();
        let check = db.write(|tx| tx.run(&LEND, (1, 1, -1))).await.unwrap_err();
        let codes = [&unique, &reference, &check].map(|error: &Error| error.code().as_str());
        assert_eq!(codes, ["store.unique", "store.reference", "store.check"]);
        for error in [unique, reference, check] {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("secret") && !shown.contains("insert"), "{shown}");
        }
    }

    async fn every_type_reads_back_as_it_was_written(stores: Stores) {
        let db = shelf(&stores).await;
        let day = Day::parse("2026-11-24").unwrap();
        let sent = (PartyId::new(7), Instant::from_ms(-1), day, Language::Sv, None, Cents::new(-5));
        let read = db.read(move |tx| tx.one(&KINDS, sent)).await.unwrap();
        assert_eq!(read, sent);
        let some = (PartyId::new(i64::MAX), sent.1, day, Language::Fi, Some(NoteId::new(3)), sent.5);
        assert_eq!(db.read(move |tx| tx.one(&KINDS, some)).await.unwrap(), some);
    }

    async fn a_unit_that_fails_leaves_nothing(stores: Stores) {
        let db = shelf(&stores).await;
        let failed: Result<(), Error> = db.write(|tx| {
            tx.run_one(&ADD, (1, "A".to_owned(), None))?;
            tx.run_one(&REMOVE, (99,))
        }).await;
        assert!(matches!(failed, Err(Error::Touched { .. })));
        assert_eq!(count(&db).await, 0);
    }

    async fn a_refused_statement_ends_its_unit_even_where_it_is_hidden(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        let hidden: Result<Result<u64, Error>, Error> = db.write(|tx| {
            tx.run_one(&ADD, (2, "B".to_owned(), None))?;
            let refused = tx.run(&ADD, (1, "again".to_owned(), None));
            assert!(matches!(refused, Err(Error::Unique { .. })));
            Ok(tx.run(&ADD, (3, "C".to_owned(), None)))
        }).await;
        assert_eq!(hidden, Err(Error::Ended));
        assert_eq!(count(&db).await, 1);
    }

    async fn a_read_cannot_write(stores: Stores) {
        let db = shelf(&stores).await;
        let refused = db.read(|tx| tx.run(&ADD, (1, "A".to_owned(), None))).await;
        assert_eq!(refused, Err(Error::ReadOnly));
        assert_eq!(count(&db).await, 0);
    }

    async fn a_read_sees_one_snapshot_whatever_is_written_meanwhile(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        let inner = db.clone();
        let seen = hop(move |here| db.read_here(here, |tx| {
            let before = tx.one(&COUNT, ())?;
            db.write_here(here, |tx| tx.run(&ADD, (2, "B".to_owned(), None)))?;
            Ok::<_, Error>((before, tx.one(&COUNT, ())?))
        })).await.unwrap();
        assert_eq!(seen, Ok((1, 1)));
        assert_eq!(count(&inner).await, 2);
    }

    async fn a_panic_keeps_nothing_and_spoils_nothing(stores: Stores) {
        let db = shelf_with(&stores, Settings { readers: 1, writers: 1, ..Settings::default() }).await;
        for _ in 0..4 {
            let broken: Result<(), Error> = db.write(|tx| {
                tx.run_one(&ADD, (1, "A".to_owned(), None))?;
                panic!("on purpose")
            }).await;
            assert_eq!(broken, Err(Error::Panicked));
            let broken: Result<(), Error> = db.read(|_| panic!("on purpose")).await;
            assert_eq!(broken, Err(Error::Panicked));
        }
        assert_eq!(count(&db).await, 0);
        assert_eq!(add(&db, 1, "A").await, Ok(1));
        db.close().await;
    }

    async fn rows_come_one_by_one_until_someone_has_enough(stores: Stores) {
        #[derive(Debug, PartialEq)]
        enum Stop { Enough(i64), Store(Error) }
        impl From<Error> for Stop {
            fn from(error: Error) -> Self { Self::Store(error) }
        }
        let db = shelf(&stores).await;
        let all = (1..=500).map(|book| (book, format!("{book}"), None));
        let added = db.write(move |tx| tx.batch(&ADD, all.clone())).await;
        assert_eq!(added, Ok(500));
        let stopped = db.read(|tx| {
            let stopped = tx.each(&BOOKS, (), |(book, ..)| {
                if book == 3 { Err(Stop::Enough(book)) } else { Ok(()) }
            });
            // The unit goes on: stopping is no failure of the store.
            assert_eq!(tx.one(&COUNT, ()), Ok(500));
            stopped
        }).await;
        assert_eq!(stopped, Err(Stop::Enough(3)));
    }

    async fn a_batch_keeps_its_order_and_all_or_nothing(stores: Stores) {
        let db = shelf(&stores).await;
        let rows = [(1, "A".to_owned(), None), (2, "B".to_owned(), None), (1, "C".to_owned(), None)];
        let refused = db.write(move |tx| tx.batch(&ADD, rows.clone())).await;
        assert!(matches!(refused, Err(Error::Unique { .. })));
        assert_eq!(count(&db).await, 0);
        let names = |last: &'static str| (0..70).map(|n| format!("{n}")).chain([last.to_owned()]);
        db.write(move |tx| {
            tx.run_one(&ADD, (1, "A".to_owned(), None))?;
            tx.batch(&RENAME, names("last").map(|name| (name, 1)))
        }).await.unwrap();
        let title: String = db.read(|tx| tx.one(&TITLE, (1,))).await.unwrap();
        assert_eq!(title, "last");
    }

    async fn each_key_of_many_has_its_own_rows_in_the_order_asked(stores: Stores) {
        let db = shelf(&stores).await;
        let rows = (1..=70).map(|n| (n, format!("{n}"), None));
        db.write(move |tx| tx.batch(&ADD, rows.clone())).await.unwrap();
        let asked = || (0..=70).rev().map(|n| (n,));
        let found: Vec<Vec<String>> = db.read(move |tx| tx.all_of(&TITLE, asked())).await.unwrap();
        let told: Vec<Vec<String>> = (1..=70).rev().map(|n| vec![format!("{n}")]).chain([vec![]]).collect();
        assert_eq!(found, told);
    }

    async fn a_generated_statement_binds_its_values(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        add(&db, 2, "B").await.unwrap();
        let titles: Vec<String> = db.read(|tx| {
            let select = Dynamic::select("book", &["title"], "book_id", &["book_id"])?;
            tx.all_text(&select, &[Value::from(2)])
        }).await.unwrap();
        assert_eq!(titles, ["B"]);
        let gone: Result<u64, Error> = db.write(|tx| {
            tx.run_text(&Dynamic::delete("book", "title")?, &[Value::from("B")])
        }).await;
        assert_eq!(gone, Ok(1));
        let left: Vec<i64> = db.read(|tx| tx.all_text(&Dynamic::count_all("book")?, &[])).await.unwrap();
        assert_eq!(left, [1]);
    }

    async fn writes_that_collide_lose_nothing(stores: Stores) {
        const TASKS: i64 = 8;
        const EACH: i64 = 20;
        let settings = Settings { retries: 200, ..Settings::default() };
        let db = shelf_with(&stores, settings).await;
        add(&db, 1, "A").await.unwrap();
        db.write(|tx| tx.run_one(&LEND, (1, 1, 1))).await.unwrap();
        let runs = Arc::new(AtomicU32::new(0));
        let tasks = (0..TASKS).map(|_| {
            let (db, runs) = (db.clone(), Arc::clone(&runs));
            tokio::spawn(async move {
                for _ in 0..EACH {
                    let runs = Arc::clone(&runs);
                    db.write(move |tx| {
                        runs.fetch_add(1, Ordering::Relaxed);
                        let copies = tx.one(&COPIES, (1,))?;
                        tx.run_one(&SET_COPIES, (1, copies + 1))
                    }).await.unwrap();
                }
            })
        }).collect::<Vec<_>>();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(db.read(|tx| tx.one(&COPIES, (1,))).await, Ok(TASKS * EACH + 1));
        let runs = u64::from(runs.load(Ordering::Relaxed));
        assert_eq!(runs, u64::try_from(TASKS * EACH).unwrap() + db.reruns());
        match stores.engine {
            Engine::Sqlite => assert_eq!(db.reruns(), 0, "one writer never collides"),
            Engine::Postgres => assert!(db.reruns() > 0, "eight writers do"),
        }
    }

    async fn a_long_write_gets_through_beside_many_short_ones(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        db.write(|tx| tx.run_one(&LEND, (1, 1, 1))).await.unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let short = {
            let (db, done) = (db.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                let mut count = 0_i64;
                while !done.load(Ordering::SeqCst) {
                    db.write(|tx| {
                        let copies = tx.one(&COPIES, (1,))?;
                        tx.run_one(&SET_COPIES, (1, copies + 1))
                    }).await.unwrap();
                    count += 1;
                }
                count
            })
        };
        let long = db.write(|tx| {
            let copies = tx.one(&COPIES, (1,))?;
            std::thread::sleep(Duration::from_millis(150));
            tx.run_one(&SET_COPIES, (1, copies + 1000))
        });
        long.await.unwrap();
        done.store(true, Ordering::SeqCst);
        let count = short.await.unwrap();
        let copies: i64 = db.read(|tx| tx.one(&COPIES, (1,))).await.unwrap();
        assert_eq!(copies, 1 + count + 1000, "and nothing is lost");
    }

    async fn a_write_that_never_gets_through_is_busy_in_the_end(stores: Stores) {
        let settings = Settings {
            retries: 2,
            busy: Duration::from_millis(200),
            ..Settings::default()
        };
        let (db, other) = (shelf_with(&stores, settings).await, shelf_with(&stores, settings).await);
        add(&db, 1, "A").await.unwrap();
        db.write(|tx| tx.run_one(&LEND, (1, 1, 1))).await.unwrap();
        // PostgreSQL lets the other write first and refuses ours; SQLite refuses the other.
        let refused: Result<(), Error> = hop(move |here| db.write_here(here, |tx| {
            let copies = tx.one(&COPIES, (1,))?;
            other.write_here(here, |tx| tx.run_one(&SET_COPIES, (1, copies + 1)))?;
            tx.run_one(&SET_COPIES, (1, copies + 1))
        })).await.unwrap();
        assert_eq!(refused, Err(Error::Busy));
    }

    async fn whoever_waits_too_long_for_a_turn_is_told_so(stores: Stores) {
        let settings = Settings {
            readers: 1,
            writers: 1,
            busy: Duration::from_millis(100),
            ..Settings::default()
        };
        let db = shelf_with(&stores, settings).await;
        let (holds, held) = mpsc::channel();
        let holding = (0..2).map(|_| {
            let (db, holds) = (db.clone(), holds.clone());
            tokio::spawn(async move {
                db.read(move |_| {
                    holds.send(()).unwrap();
                    std::thread::sleep(Duration::from_millis(500));
                    Ok::<_, Error>(())
                }).await
            })
        }).collect::<Vec<_>>();
        held.recv().unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        let refused: Result<i64, Error> = db.read(|tx| tx.one(&COUNT, ())).await;
        assert_eq!(refused, Err(Error::Busy));
        assert_eq!(Error::Busy.code().as_str(), "store.busy");
        for task in holding {
            drop(task.await);
        }
        assert_eq!(count(&db).await, 0);
    }

    async fn a_store_may_be_dropped_in_async_code_and_by_a_drop(stores: Stores) {
        struct Holder(#[expect(dead_code, reason = "dropped with it")] Db);
        impl Drop for Holder {
            fn drop(&mut self) {}
        }
        let db = shelf(&stores).await;
        assert_eq!(count(&db).await, 0);
        drop(Holder(db));
        let db = shelf(&stores).await;
        assert_eq!(count(&db).await, 0);
        let holder = Holder(db);
        let unwound = tokio::spawn(async move {
            let _holder = holder;
            panic!("on purpose");
        });
        assert!(unwound.await.is_err());
        let db = shelf(&stores).await;
        assert_eq!(add(&db, 1, "A").await, Ok(1));
        drop(db);
    }

    async fn a_closed_store_refuses_work_after_it_has_finished_what_was_running(stores: Stores) {
        let db = shelf(&stores).await;
        let (began, begun) = mpsc::channel();
        let running = tokio::spawn({
            let db = db.clone();
            async move {
                db.write(move |tx| {
                    began.send(()).unwrap();
                    std::thread::sleep(Duration::from_millis(100));
                    tx.run(&ADD, (1, "A".to_owned(), None))
                }).await
            }
        });
        begun.recv().unwrap();
        let late = db.clone();
        db.close().await;
        assert_eq!(running.await.unwrap(), Ok(1));
        assert_eq!(add(&late, 2, "B").await, Err(Error::Closed));
        assert_eq!(count(&shelf(&stores).await).await, 1);
    }

    async fn statements_are_understood_as_declared(stores: Stores) {
        let db = shelf(&stores).await;
        let wrong = store::prepared::check(&db, &shelf::all()).await.unwrap();
        assert_eq!(wrong, []);
    }

    async fn a_statement_that_is_declared_wrongly_is_found(stores: Stores) {
        let db = shelf(&stores).await;
        let mut found = Vec::new();
        for statement in wrong::all() {
            let wrong = store::prepared::check(&db, &[statement]).await.unwrap();
            if !wrong.is_empty() {
                found.push(statement.name().trim_start_matches("stores::units::wrong::"));
            }
        }
        let everywhere = ["TEXT_AS_NUMBER", "TOO_FEW", "NO_SUCH_COLUMN", "GIVES_ROWS"];
        let on_postgres = ["SMALL_NUMBER", "WIDE_SUM", "TEXT_COMPARED_WITH_NUMBER"];
        match stores.engine {
            Engine::Sqlite => assert_eq!(found, everywhere),
            Engine::Postgres => assert_eq!(found, [&everywhere[..], &on_postgres].concat()),
        }
        let twice = store::prepared::check(&db, &[shelf::all()[0], shelf::all()[0]]).await.unwrap();
        assert_eq!(twice.len(), 1, "a name stands for one statement");
    }
}

/// Statements whose declaration does not fit their text.
mod wrong {
    store::statements! {
        /// A title where a number is declared.
        TEXT_AS_NUMBER: () -> i64 = "select title from book order by book_id";
        /// Two columns, one declared.
        TOO_FEW: () -> i64 = "select book_id, book_id from book order by book_id";
        /// No such column.
        NO_SUCH_COLUMN: () -> i64 = "select shelf_id from book order by book_id";
        /// A write that gives rows nobody declared.
        GIVES_ROWS: (i64,) -> () = "delete from book where book_id = $1 returning book_id";
        /// PostgreSQL makes a number of four bytes of it.
        SMALL_NUMBER: () -> i64 = "select 1";
        /// PostgreSQL makes a numeric of it.
        WIDE_SUM: () -> i64 = "select sum(book_id) from book";
        /// SQLite compares anything with anything.
        TEXT_COMPARED_WITH_NUMBER: (i64,) -> i64 =
            "select book_id from book where title = $1 order by book_id";
    }
}

/// The server ends a connection that lies idle; the next unit of work does not notice.
#[test]
fn a_connection_that_died_while_idle_is_replaced() {
    testkit::on(Engine::Postgres, async |stores| {
        let settings = Settings {
            readers: 1,
            writers: 1,
            ..Settings::default()
        };
        let (db, other) = (shelf_with(&stores, settings).await, shelf(&stores).await);
        for _ in 0..3 {
            let pid = db.read(|tx| tx.one(&postgres::PID, ())).await.unwrap();
            other
                .read(move |tx| tx.one(&postgres::END, (pid,)))
                .await
                .unwrap();
            assert_eq!(count(&db).await, 0);
        }
    });
}

/// A connection that is cut in the middle of a unit fails that unit and no other.
#[test]
fn a_connection_that_dies_in_a_unit_is_news_of_that_unit_alone() {
    testkit::on(Engine::Postgres, async |stores| {
        let (db, other) = (shelf(&stores).await, shelf(&stores).await);
        let killed: Result<i64, Error> = hop(move |here| {
            db.write_here(here, |tx| {
                let pid = tx.one(&postgres::PID, ())?;
                other.read_here(here, |tx| tx.one(&postgres::END, (pid,)))?;
                tx.one(&COUNT, ())
            })
        })
        .await
        .unwrap();
        assert_eq!(killed, Err(Error::Unreachable));
        assert_eq!(count(&shelf(&stores).await).await, 0);
    });
}

/// What only one engine understands, for the two tests above.
mod postgres {
    store::statements! {
        /// The number of the server's process that serves this connection.
        pub(crate) PID: () -> i64 = "select cast(pg_backend_pid() as bigint)";
        /// Ends the process with that number.
        pub(crate) END: (i64,) -> i64 =
            "select count(*) from (select pg_terminate_backend(cast($1 as int), 5000)) ended";
    }
}
