//! What someone with the database in her hands does to the trail.

use basics::PartyId;
use store::{Db, Tx};

store::statements! {
    /// Takes a line out.
    REMOVE: (i64,) -> () = "delete from line where sequence = $1";

    /// Takes the end out.
    CUT: (i64,) -> () = "delete from line where sequence > $1";

    /// The bytes of a line.
    BODY: (i64,) -> Vec<u8> = "select body from line where sequence = $1";

    /// Changes a line.
    SET_BODY: (i64, Vec<u8>) -> () = "update line set body = $2 where sequence = $1";

    /// Changes a line's number.
    RENUMBER: (i64, i64) -> () = "update line set sequence = $2 where sequence = $1";

    /// Moves the following lines, out of the way of one another.
    SHIFT: (i64, i64) -> () =
        "update line set sequence = -(sequence + $2) where sequence >= $1";

    /// Back to where they belong.
    SHIFTED: () -> () = "update line set sequence = -sequence where sequence < 0";

    /// A copy of a line.
    COPY: (i64, i64, Vec<u8>) -> () =
        "insert into line (sequence, month, actor_id, action, unit_id, place, body)
         select $2, month, actor_id, action, unit_id, place, $3 from line where sequence = $1";

    /// Another actor.
    SET_ACTOR: (i64, i64) -> () = "update line set actor_id = $2 where sequence = $1";

    /// A party's line is not found any more.
    HIDE: (PartyId,) -> () = "delete from line_party where party_id = $1";

    /// A party is found by a line that does not tell of it.
    ACCUSE: (PartyId, i64) -> () =
        "insert into line_party (party_id, sequence, opened) values ($1, $2, 1)";

    /// The last line.
    SET_HEAD: (i64,) -> () = "update head set sequence = $1";

    /// The leaves.
    LEAVES: (i64, i64) -> Vec<u8> =
        "select hashes from tile where month = $1 and level = 0 and place = $2";

    /// Other hashes.
    SET_TILE: (i64, i64, i64, Vec<u8>) -> () =
        "update tile set hashes = $4 where month = $1 and level = $2 and place = $3";

    /// A tile goes.
    DROP_TILE: (i64, i64) -> () = "delete from tile where level = $1 and place = $2";

    /// All lines go.
    NO_LINES: () -> () = "delete from line";
    /// All look-ups go.
    NO_LOOK_UPS: () -> () = "delete from line_party";
    /// All tiles go.
    NO_TILES: () -> () = "delete from tile";
    /// All months go.
    NO_MONTHS: () -> () = "delete from month";
    /// The head goes.
    NO_HEAD: () -> () = "delete from head";
    /// All checkpoints go.
    NO_CHECKPOINTS: () -> () = "delete from checkpoint";

    /// Another opening.
    SET_OPENING: (i64, Vec<u8>) -> () = "update month set opening = $2 where month = $1";

    /// The opening.
    OPENING: (i64,) -> Vec<u8> = "select opening from month where month = $1";
}

async fn write(db: &Db, work: impl Fn(&mut Tx<'_>) -> Result<(), store::Error> + Send + 'static) {
    db.write(work).await.unwrap();
}

pub(crate) async fn change(db: &Db, sequence: i64) {
    write(db, move |tx| {
        let mut body = tx.one(&BODY, (sequence,))?;
        body[9] ^= 0x10;
        tx.run_one(&SET_BODY, (sequence, body))
    })
    .await;
}

pub(crate) async fn remove(db: &Db, sequence: i64) {
    write(db, move |tx| tx.run_one(&REMOVE, (sequence,))).await;
}

pub(crate) async fn remove_and_close_up(db: &Db, sequence: i64) {
    write(db, move |tx| {
        tx.run_one(&REMOVE, (sequence,))?;
        tx.run(&SHIFT, (sequence, -1))?;
        tx.run(&SHIFTED, ())?;
        Ok(())
    })
    .await;
}

pub(crate) async fn insert(db: &Db, sequence: i64) {
    write(db, move |tx| {
        let mut body = tx.one(&BODY, (1,))?;
        body[9] ^= 0x20;
        tx.run(&SHIFT, (sequence, 1))?;
        tx.run(&SHIFTED, ())?;
        tx.run_one(&COPY, (1, sequence, body))
    })
    .await;
}

pub(crate) async fn renumber(db: &Db, one: i64, other: i64) {
    write(db, move |tx| tx.run_one(&RENUMBER, (one, other))).await;
}

pub(crate) async fn swap(db: &Db, one: i64, other: i64) {
    write(db, move |tx| {
        tx.run_one(&RENUMBER, (one, 0))?;
        tx.run_one(&RENUMBER, (other, one))?;
        tx.run_one(&RENUMBER, (0, other))
    })
    .await;
}

/// Only the lines of the end go.
pub(crate) async fn cut(db: &Db, last: i64) {
    write(db, move |tx| tx.run(&CUT, (last,)).map(drop)).await;
}

/// The end goes everywhere in the trail, so that the trail alone cannot tell. One month, one tile.
pub(crate) async fn cut_well(db: &Db, last: i64, parties: Vec<PartyId>) {
    write(db, move |tx| {
        tx.run(&CUT, (last,))?;
        tx.run_one(&SET_HEAD, (last,))?;
        for party in &parties {
            tx.run(&HIDE, (*party,))?;
        }
        let mut leaves = tx.one(&LEAVES, (202_611, 0))?;
        leaves.truncate(32 * usize::try_from(last + 1).unwrap());
        tx.run_one(&SET_TILE, (202_611, 0, 0, leaves))
    })
    .await;
}

pub(crate) async fn set_actor(db: &Db, sequence: i64, actor: i64) {
    write(db, move |tx| tx.run_one(&SET_ACTOR, (sequence, actor))).await;
}

pub(crate) async fn hide(db: &Db, party: PartyId) {
    write(db, move |tx| tx.run_one(&HIDE, (party,))).await;
}

pub(crate) async fn accuse(db: &Db, party: PartyId, sequence: i64) {
    write(db, move |tx| tx.run_one(&ACCUSE, (party, sequence))).await;
}

pub(crate) async fn break_tile(db: &Db, level: i64) {
    write(db, move |tx| {
        let hashes = vec![7; 64];
        tx.run_one(&SET_TILE, (202_611, level, 0, hashes))
    })
    .await;
}

pub(crate) async fn drop_tile(db: &Db, level: i64, place: i64) {
    write(db, move |tx| tx.run_one(&DROP_TILE, (level, place))).await;
}

pub(crate) async fn break_opening(db: &Db, month: i64) {
    write(db, move |tx| {
        let mut opening = tx.one(&OPENING, (month,))?;
        *opening.last_mut().unwrap() ^= 1;
        tx.run_one(&SET_OPENING, (month, opening))
    })
    .await;
}

/// Everything goes, to be written anew.
pub(crate) async fn wipe(db: &Db) {
    write(db, |tx| {
        tx.run(&NO_LINES, ())?;
        tx.run(&NO_LOOK_UPS, ())?;
        tx.run(&NO_TILES, ())?;
        tx.run(&NO_MONTHS, ())?;
        tx.run(&NO_HEAD, ())?;
        tx.run(&NO_CHECKPOINTS, ()).map(drop)
    })
    .await;
}

pub(crate) async fn forget_checkpoints(db: &Db) {
    write(db, |tx| tx.run(&NO_CHECKPOINTS, ()).map(drop)).await;
}
