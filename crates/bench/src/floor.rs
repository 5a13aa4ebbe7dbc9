//! The floors: what the same work costs with nothing of ours around it, on the same machine, in
//! the same run. Bare SQLite with rows of the same number and size, a bare HTTP answer, a bare
//! digest, the disk's own flush.
//!
//! A floor is no goal: it has no sealing, no trail, no permissions and no pages. It tells how much
//! of a figure is the machine's.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use sha2::{Digest, Sha256};

use crate::load::{Dice, Measure, Round, at_once, ns, per_second};
use crate::rows::{Row, Rows, start};

/// Rows written in one transaction, as the import does.
const CHUNK: usize = 1_000;
/// Rows whose tokens are written together, as the import does.
const INDEXED: usize = 32_000;
/// Bytes of a sealed value: version, nonce, padded text, tag.
const SEALED: usize = 93;
/// Values of a party beside its name: birth date, address, phone, e-mail.
const VALUES: i64 = 5;
/// Bytes of a line of the trail.
const LINE: usize = 120;

const TABLES: &str = "
create table party (party_id integer primary key, kind text not null, created_ms integer not null,
    version integer not null, objects text not null) strict;
create table profile (party_id integer primary key, number integer not null unique,
    language text not null) strict;
create table value (row_id integer not null, party_id integer not null, kind text not null,
    body blob not null, source text not null, recorded_ms integer not null,
    primary key (party_id, row_id)) strict, without rowid;
create table connection (connection_id integer not null, party_id integer not null,
    kind text not null, from_day text not null,
    primary key (party_id, connection_id)) strict, without rowid;
create table token (token blob not null, number integer not null, party_id integer not null,
    primary key (token, number, party_id)) strict, without rowid;
";

/// A bare database.
pub(crate) struct Bare {
    file: PathBuf,
    parties: Vec<i64>,
    words: Vec<String>,
}

impl Bare {
    /// Fills a database with the rows of a file; how many a second.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn fill(folder: &Path, rows: &Path) -> Result<(Self, u64)> {
        let file = folder.join("bare.sqlite");
        let mut connection = connect(&file)?;
        connection.execute_batch(TABLES)?;
        let (mut dice, mut parties, mut words) = (Dice::new(3), Vec::new(), Vec::new());
        let mut waiting = Vec::new();
        let began = Instant::now();
        let mut rows = Rows::of(rows)?.peekable();
        while rows.peek().is_some() {
            let transaction = connection.transaction()?;
            // Those of a chunk lie together, as the import's do.
            let place = dice.next() >> 33 << 32;
            for row in rows.by_ref().take(CHUNK) {
                let party = i64::try_from(place | (dice.next() >> 32))?;
                let number = i64::try_from(parties.len())?;
                add(&transaction, party, number)?;
                waiting.extend(tokens(&row).into_iter().map(|token| (token, number, party)));
                parties.push(party);
                words.extend(row.names.last().filter(|_| number < 2_000).cloned());
            }
            transaction.commit()?;
            if parties.len().is_multiple_of(INDEXED) || rows.peek().is_none() {
                index(&mut connection, &mut waiting)?;
            }
        }
        let rate = per_second(u64::try_from(parties.len())?, began.elapsed());
        let bare = Self {
            file,
            parties,
            words,
        };
        Ok((bare, rate))
    }

    /// Reads what a customer's page shows.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn page(&self, clients: u32, round: Round) -> Result<Measure> {
        at_once(clients, round, |number| {
            let connection = connect(&self.file)?;
            let mut dice = Dice::new(u64::from(number) + 5);
            Ok(move || {
                let party = *dice.pick(&self.parties).context("no parties")?;
                let began = Instant::now();
                read_page(&connection, party)?;
                Ok(Some(began.elapsed()))
            })
        })
    }

    /// Reads what a search shows: fifty hits of a beginning, with their names.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn search(&self, clients: u32, round: Round) -> Result<Measure> {
        at_once(clients, round, |number| {
            let connection = connect(&self.file)?;
            let mut dice = Dice::new(u64::from(number) + 6);
            Ok(move || {
                let letters = 2 + dice.below(5);
                let word = dice.pick(&self.words).context("no words")?;
                let token = token('n', &start(word, letters));
                let began = Instant::now();
                read_search(&connection, &token)?;
                Ok(Some(began.elapsed()))
            })
        })
    }

    /// Reads every value once, in the order of customers, and compares when it was written.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn every_row(&self) -> Result<Duration> {
        let connection = connect(&self.file)?;
        let began = Instant::now();
        let older = "select count(*) from value where recorded_ms < 0 and length(body) > 0";
        let _count: i64 = connection.query_row(older, [], |row| row.get(0))?;
        Ok(began.elapsed())
    }

    /// Writes one row in a transaction of its own, durably.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn write(&self, round: Round) -> Result<Measure> {
        at_once(1, round, |_| {
            let connection = connect(&self.file)?;
            let mut dice = Dice::new(9);
            let newest = "select coalesce(max(row_id), 0) from value";
            let mut row: i64 = connection.query_row(newest, [], |row| row.get(0))?;
            Ok(move || {
                let party = *dice.pick(&self.parties).context("no parties")?;
                let began = Instant::now();
                let mut insert = connection.prepare_cached(
                    "insert into value (row_id, party_id, kind, body, source, recorded_ms)
                     values (?1, ?2, 'note', zeroblob(?3), 'person', 1)",
                )?;
                row += 1;
                insert.execute(params![row, party, i64::try_from(SEALED)?])?;
                Ok(Some(began.elapsed()))
            })
        })
    }
}

fn connect(file: &Path) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    Ok(connection)
}

/// Writes the tokens of many rows in the order of the table, as the import does.
fn index(connection: &mut Connection, waiting: &mut Vec<([u8; 8], i64, i64)>) -> Result<()> {
    waiting.sort_unstable();
    let transaction = connection.transaction()?;
    for (token, number, party) in waiting.drain(..) {
        let text = "insert into token values (?1, ?2, ?3) on conflict do nothing";
        let mut insert = transaction.prepare_cached(text)?;
        insert.execute(params![token.as_slice(), number, party])?;
    }
    Ok(transaction.commit()?)
}

fn add(transaction: &Transaction<'_>, party: i64, number: i64) -> Result<()> {
    let run = |text: &str, values: &[&dyn rusqlite::ToSql]| -> Result<()> {
        transaction.prepare_cached(text)?.execute(values)?;
        Ok(())
    };
    run(
        "insert into party values (?1, 'person', 1, 1, '')",
        &[&party],
    )?;
    run(
        "insert into profile values (?1, ?2, 'fi')",
        &[&party, &number],
    )?;
    let body = vec![7_u8; SEALED];
    for value in 0..VALUES {
        run(
            "insert into value (row_id, party_id, kind, body, source, recorded_ms)
             values (?1, ?2, 'phone', ?3, 'person', 1)",
            &[&(number * VALUES + value), &party, &body],
        )?;
    }
    run(
        "insert into connection (connection_id, party_id, kind, from_day)
         values (?1, ?2, 'customer', '2026-11-28')",
        &[&number, &party],
    )?;
    Ok(())
}

/// As many tokens as the blind index has, spread as its own are.
fn tokens(row: &Row) -> Vec<[u8; 8]> {
    let mut tokens = Vec::new();
    for name in &row.names {
        let letters = u64::try_from(name.chars().count()).unwrap_or(0);
        tokens.extend((2..=letters.min(12)).map(|some| token('n', &start(name, some))));
        tokens.extend((0..5).map(|gone| token('d', &format!("{gone}{}", start(name, 5)))));
    }
    let whole = [
        ('s', &row.street),
        ('z', &row.postal_code),
        ('p', &row.phone),
        ('q', &row.phone),
        ('e', &row.email),
        ('c', &row.email),
    ];
    tokens.extend(whole.map(|(kind, text)| token(kind, text)));
    tokens
}

/// A cheap hash (FNV-1a): the floor is without keys.
fn token(kind: char, word: &str) -> [u8; 8] {
    let bytes = [kind.to_string().as_bytes(), word.as_bytes()].concat();
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    hash.to_be_bytes()
}

fn read_page(connection: &Connection, party: i64) -> Result<()> {
    let one = |text: &str| -> Result<i64> {
        let mut query = connection.prepare_cached(text)?;
        let mut rows = query.query([party])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += row.get::<_, i64>(0)?;
        }
        Ok(count)
    };
    connection.execute_batch("begin")?;
    let texts = [
        "select version, kind, created_ms, objects from party where party_id = ?1",
        "select number, language from profile where party_id = ?1",
        "select row_id, kind, body, source, recorded_ms from value where party_id = ?1
          order by row_id",
        "select connection_id, kind, from_day from connection where party_id = ?1
          order by connection_id",
    ];
    let read: Result<Vec<i64>> = texts.into_iter().map(one).collect();
    connection.execute_batch("rollback")?;
    read.map(drop)
}

fn read_search(connection: &Connection, token: &[u8]) -> Result<()> {
    connection.execute_batch("begin")?;
    let mut find = connection.prepare_cached(
        "select party_id from token where token = ?1 order by number desc, party_id limit 51",
    )?;
    let found = find.query_map([token], |row| row.get::<_, i64>(0))?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut name = connection
        .prepare_cached("select body from value where party_id = ?1 order by row_id limit 1")?;
    let mut profile =
        connection.prepare_cached("select number from profile where party_id = ?1")?;
    for party in found {
        name.query_row([party], |row| row.get_ref(0).map(|_| ()))
            .optional()?;
        profile
            .query_row([party], |row| row.get_ref(0).map(|_| ()))
            .optional()?;
    }
    connection.execute_batch("rollback")?;
    Ok(())
}

/// A bare HTTP answer of so many bytes, over the same connections as the pages.
///
/// # Errors
///
/// Where no port is free.
pub(crate) fn http(clients: u32, bytes: usize, round: Round) -> Result<Measure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {bytes}\r\n\r\n{}",
        "x".repeat(bytes)
    );
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || hello(stream, answer.as_bytes()));
        }
    });
    at_once(clients, round, |_| {
        let mut connection = crate::http::Connection::open(port)?;
        let request = crate::http::get("/", "");
        Ok(move || {
            let began = Instant::now();
            connection.ask(&request)?;
            Ok(Some(began.elapsed()))
        })
    })
}

fn hello(mut stream: TcpStream, answer: &[u8]) {
    let _no_delay = stream.set_nodelay(true);
    let mut buffer = [0; 4_096];
    // A request of ours fits into one read; where the client is gone, so are we.
    while stream.read(&mut buffer).is_ok_and(|count| count > 0) {
        if stream.write_all(answer).is_err() {
            return;
        }
    }
}

/// The disk's own flush: a block appended and made durable.
///
/// # Errors
///
/// Where it cannot be written.
pub(crate) fn flush(folder: &Path, round: Round) -> Result<Measure> {
    let path = folder.join("flush");
    let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
    let mut times = Vec::new();
    let began = Instant::now();
    while began.elapsed() < round.counted {
        let start = Instant::now();
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        times.push(ns(start.elapsed()));
    }
    let whole = began.elapsed();
    drop(file);
    std::fs::remove_file(path)?;
    Measure::of(times, whole)
}

/// Lines hashed a second: each once as a leaf and, by and large, once within the tree.
pub(crate) fn digest(round: Round) -> u64 {
    let line = [7_u8; LINE];
    let mut node = [0_u8; 65];
    let (began, mut count) = (Instant::now(), 0);
    while began.elapsed() < round.counted {
        for _ in 0..1_000 {
            let leaf = Sha256::digest(line);
            for (slot, byte) in node.iter_mut().zip(leaf) {
                *slot = byte;
            }
            let root = Sha256::digest(node);
            for (slot, byte) in node.iter_mut().skip(32).zip(root) {
                *slot = byte;
            }
            count += 1;
        }
    }
    per_second(count, began.elapsed())
}
