//! What a unit of work promises, on both engines.

use basics::{Coded, Day, Instant, Language, NoteId, PartyId};
use store::{Db, Error, Schema, Settings, statements};
use testkit::{Stores, both_engines};

/// Tables made for these tests.
const SHELF: Schema = Schema {
    name: "shelf",
    migrations: &[("V1__shelf.sql", include_str!("V1__shelf.sql"))],
};

statements! {
    /// Puts a book on the shelf.
    ADD: (i64, String, Option<Vec<u8>>) -> () =
        "insert into book (book_id, title, cover) values ($1, $2, $3)";
    /// All books, by number.
    BOOKS: () -> (i64, String, Option<Vec<u8>>) =
        "select book_id, title, cover from book order by book_id";
    /// One book's title.
    TITLE: (i64,) -> String = "select title from book where book_id = $1";
    /// Renames a book.
    RENAME: (String, i64) -> () = "update book set title = $1 where book_id = $2";
    /// Takes a book away.
    REMOVE: (i64,) -> () = "delete from book where book_id = $1";
    /// How many books there are.
    COUNT: () -> i64 = "select count(*) from book";
    /// Lends a book.
    LEND: (i64, i64, i64) -> () =
        "insert into loan (loan_id, book_id, copies) values ($1, $2, $3)";
    /// Its parameters, the second first and twice.
    TURNED: (i64, i64) -> (i64, i64, i64) =
        "select cast($2 as bigint), cast($1 as bigint), cast($2 as bigint)";
    /// Whatever there is between two numbers, exclusive.
    BETWEEN: (i64, i64) -> i64 =
        "select book_id from book where book_id < $2 and book_id > $1 order by book_id";
    /// Every kind of value.
    KINDS: (PartyId, Instant, Day, Language, Option<NoteId>, [u8; 4])
        -> (PartyId, Instant, Day, Language, Option<NoteId>, [u8; 4]) =
        "select cast($1 as bigint), cast($2 as bigint), cast($3 as text), cast($4 as text),
                cast($5 as bigint), cast($6 as bytea)";
    /// A title where a number is declared.
    WRONG: () -> i64 = "select title from book order by book_id";
}

async fn shelf(stores: &Stores) -> Db {
    Db::open(&stores.own(), &SHELF, Settings::default())
        .await
        .unwrap()
}

async fn add(db: &Db, book: i64, title: &'static str) -> Result<u64, Error> {
    db.write(move |tx| tx.run(&ADD, (book, title.to_owned(), None)))
        .await
}

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

    async fn a_missing_row_and_one_too_many_are_different_news(stores: Stores) {
        let db = shelf(&stores).await;
        let missing: Error = db.read(|tx| tx.one(&TITLE, (1,))).await.unwrap_err();
        assert!(matches!(missing, Error::Missing { .. }));
        add(&db, 1, "A").await.unwrap();
        add(&db, 2, "B").await.unwrap();
        let many: Error = db.read(|tx| tx.maybe(&BETWEEN, (0, 9))).await.unwrap_err();
        assert!(matches!(many, Error::Many { .. }));
        let touched: Error = db.write(|tx| tx.run_one(&REMOVE, (7,))).await.unwrap_err();
        assert_eq!(touched, Error::Touched { statement: "units::REMOVE", rows: 0 });
        assert_eq!(touched.to_string(), "units::REMOVE: touched 0 rows instead of one");
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
}
