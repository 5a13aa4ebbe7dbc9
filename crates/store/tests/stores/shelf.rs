//! Tables and statements made for the tests of units of work.

use basics::{Cents, Day, Instant, Language, NoteId, PartyId};
use store::{Db, Error, Schema, Settings, statements};
use testkit::Stores;

pub(crate) const SHELF: Schema = Schema {
    name: "shelf",
    migrations: &[("V1__shelf.sql", include_str!("V1__shelf.sql"))],
};

statements! {
    /// Puts a book on the shelf.
    pub(crate) ADD: (i64, String, Option<Vec<u8>>) -> () =
        "insert into book (book_id, title, cover) values ($1, $2, $3)";
    /// All books, by number.
    pub(crate) BOOKS: () -> (i64, String, Option<Vec<u8>>) =
        "select book_id, title, cover from book order by book_id";
    /// One book's title.
    pub(crate) TITLE: (i64,) -> String = "select title from book where book_id = $1";
    /// Renames a book.
    pub(crate) RENAME: (String, i64) -> () = "update book set title = $1 where book_id = $2";
    /// Takes a book away.
    pub(crate) REMOVE: (i64,) -> () = "delete from book where book_id = $1";
    /// How many books there are.
    pub(crate) COUNT: () -> i64 = "select count(*) from book";
    /// Lends a book.
    pub(crate) LEND: (i64, i64, i64) -> () =
        "insert into loan (loan_id, book_id, copies) values ($1, $2, $3)";
    /// Its parameters, the second first and twice.
    pub(crate) TURNED: (i64, i64) -> (i64, i64, i64) =
        "select cast($2 as bigint), cast($1 as bigint), cast($2 as bigint)";
    /// Whatever there is between two numbers, exclusive.
    pub(crate) BETWEEN: (i64, i64) -> i64 =
        "select book_id from book where book_id < $2 and book_id > $1 order by book_id";
    /// Every kind of value.
    pub(crate) KINDS: (PartyId, Instant, Day, Language, Option<NoteId>, Cents)
        -> (PartyId, Instant, Day, Language, Option<NoteId>, Cents) =
        "select cast($1 as bigint), cast($2 as bigint), cast($3 as text), cast($4 as text),
                cast($5 as bigint), cast($6 as bigint)";
    /// How many copies are lent.
    pub(crate) COPIES: (i64,) -> i64 = "select copies from loan where loan_id = $1";
    /// Says how many copies are lent.
    pub(crate) SET_COPIES: (i64, i64) -> () = "update loan set copies = $2 where loan_id = $1";
}

pub(crate) async fn shelf(stores: &Stores) -> Db {
    Db::open(&stores.own(), &SHELF, Settings::default())
        .await
        .unwrap()
}

pub(crate) async fn shelf_with(stores: &Stores, settings: Settings) -> Db {
    Db::open(&stores.own(), &SHELF, settings).await.unwrap()
}

pub(crate) async fn add(db: &Db, book: i64, title: &'static str) -> Result<u64, Error> {
    db.write(move |tx| tx.run(&ADD, (book, title.to_owned(), None)))
        .await
}

pub(crate) async fn count(db: &Db) -> i64 {
    db.read(|tx| tx.one(&COUNT, ())).await.unwrap()
}
