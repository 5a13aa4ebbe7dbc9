//! Taking a whole register in, into a fresh one.
//!
//! Invariants: the package is read to its end, and every table held against its sum, before
//! anything is written; the keys and what must not be forgotten come first; in the end every table
//! is read back, opened, and held against the same sums.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use basics::{Instant, LotId, PartyId};
use policy::{Action, Purpose};
use secrecy::SecretString;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use store::tables::AnyRow;
use store::{Here, Value};
use trail::{Line, Trail};
use vault::PackageReader;
use zeroize::Zeroizing;

use super::contents::{NAME, Piece, Writing};
use super::tables::{Cell, Goes, STORES, going};
use super::take_out::{PAGE, parties_of, stored};
use super::{Carried, NotWhole, queries, record};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category::Staff;
use crate::core::Core;
use crate::error::Error;
use crate::guard::Guard;
use crate::notices::InForce;
use crate::work::Work;

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeIn {
    /// Table by table.
    pub tables: Vec<Carried>,
}

/// What a package holds, as its first reading found it.
#[derive(Default)]
struct Found {
    tables: Vec<Carried>,
    highest_lot: i64,
    emails: Vec<String>,
    /// Number, text and beginning of every version of the notice.
    notices: Vec<(i64, String, Option<i64>)>,
}

impl Guard {
    /// Takes a package in, into this register, which must be a fresh one under the same notice.
    /// The blind index is written when the register is opened next.
    ///
    /// # Errors
    ///
    /// The refusal, on the record; [`NotWhole`]. Where writing had begun ([`NotWhole::Differs`]
    /// after it, a failing store) the register is none to be used.
    pub async fn take_in_whole(
        &self,
        actor: &Actor,
        package: PathBuf,
        passphrase: SecretString,
        begun: impl FnOnce() -> Result<(), Error> + Send + 'static,
    ) -> Result<WholeIn, NotWhole> {
        let asking = |work: &mut Work<'_>| {
            let _noted = work.ask::<Staff>(Ask::operate())?;
            Ok::<_, Error>(())
        };
        self.desk().read(actor, Purpose::Staff, asking).await?;
        let (core, actor) = (Arc::clone(self.core()), actor.clone());
        let taking = move |here: &Here| core.take_in(here, &actor, &package, &passphrase, begun);
        store::hop(taking).await?
    }
}

impl Core {
    fn take_in(
        &self,
        here: &Here,
        actor: &Actor,
        package: &Path,
        passphrase: &SecretString,
        begun: impl FnOnce() -> Result<(), Error>,
    ) -> Result<WholeIn, NotWhole> {
        let mut goes = Vec::new();
        for schema in STORES {
            goes.extend(self.db_of(schema).read_here(here, |tx| going(tx, schema))?);
        }
        let mut found = Found::default();
        let looking: &mut Taking<'_> = &mut |goes, rows| {
            found.look_at(goes, &rows);
            Ok(())
        };
        let (tables, key) = read(package, passphrase, &goes, looking, &mut |_| Ok(()))?;
        found.tables = tables;
        let own = self.is_fresh(here, &found)?;
        begun()?;
        self.vault.make_up_to(here, LotId::new(found.highest_lot))?;
        self.vault.adopt_suppression_key(here, &key)?;
        let mut files = Writing::default();
        // The keys come first, and with them what must not be forgotten.
        let mut are_keys_whole = false;
        let writing: &mut Taking<'_> = &mut |goes, rows| {
            if !are_keys_whole && goes.name.starts_with("register.") {
                are_keys_whole = true;
                self.keys_taken_in(here)?;
            }
            self.write_page(here, actor, goes, rows)
        };
        let pieces: &mut TakingFiles<'_> = &mut |piece| match piece {
            Some(piece) => files.put(self, &piece),
            None => files.end(),
        };
        read(package, passphrase, &goes, writing, pieces)?;
        self.trail.settle(here, &self.register)?;
        let tables = self.sums(here, own)?;
        for (there, here) in found.tables.iter().zip(&tables) {
            if there != here {
                return Err(NotWhole::Differs {
                    table: there.table.clone(),
                });
            }
        }
        Ok(WholeIn { tables })
    }

    /// What was erased there has no key here, before anything is sealed; the register's own first
    /// notice gives way.
    fn keys_taken_in(&self, here: &Here) -> Result<(), NotWhole> {
        self.vault.destroy_erased(here)?;
        self.vault.begin(here)?;
        let give_way = |tx: &mut store::Tx<'_>| tx.run(&queries::GIVE_WAY, ());
        self.register.write_here(here, give_way)?;
        self.in_force.forget();
        Ok(())
    }

    /// That nothing is in the register but what making it put there; the one account.
    fn is_fresh(&self, here: &Here, found: &Found) -> Result<i64, NotWhole> {
        let now = self.clock.now();
        let (counts, own, text) = self.register.read_here(here, |tx| {
            let counts = tx.one(&queries::FRESH, ())?;
            let own = tx.all(&queries::ONLY_STAFF, ())?.into_iter().next();
            Ok::<_, NotWhole>((counts, own, InForce::text(tx, now)?))
        })?;
        let (parties, lots, accounts, versions) = counts;
        let Some((own, email)) = own.filter(|_| accounts == 1 && versions == 1) else {
            return Err(NotWhole::NotFresh);
        };
        if parties + lots > 0 {
            return Err(NotWhole::NotFresh);
        }
        if found.in_force(now) != Some(&text) {
            return Err(NotWhole::OtherNotice);
        }
        if found.emails.contains(&email) {
            return Err(NotWhole::AddressTaken);
        }
        Ok(own)
    }

    fn write_page(
        &self,
        here: &Here,
        actor: &Actor,
        goes: &Goes,
        rows: Vec<Vec<Cell>>,
    ) -> Result<(), NotWhole> {
        let page = goes.sealed_page(self, here, rows)?;
        if goes.name.starts_with("keys.") {
            let [keys, ..] = &self.others;
            keys.write_here(here, |tx| goes.table.insert(tx, &page))?;
            return Ok(());
        }
        let lines = if goes.name == "register.party" {
            vec![self.line_of_taken_in(here, actor, parties_of(goes, &page))?]
        } else {
            Vec::new()
        };
        self.register.write_here(here, |tx| {
            goes.table.insert(tx, &page)?;
            Trail::put_out(tx, &lines)?;
            Ok::<_, NotWhole>(())
        })
    }

    fn line_of_taken_in(
        &self,
        here: &Here,
        actor: &Actor,
        parties: Vec<PartyId>,
    ) -> Result<Line, NotWhole> {
        let now = self.clock.now();
        let text = self
            .register
            .read_here(here, |tx| self.in_force.of(tx, now))?;
        Ok(Line {
            count: i64::try_from(parties.len()).unwrap_or(i64::MAX),
            parties,
            categories: stored(&text),
            ..self.line(now, actor.id(), (Purpose::Staff, Action::Import))
        })
    }

    /// The sums of every table as it is here, without the account this register was made with.
    fn sums(&self, here: &Here, own: i64) -> Result<Vec<Carried>, NotWhole> {
        let mut sums = Vec::new();
        for schema in STORES {
            let db = self.db_of(schema);
            sums.extend(db.read_here(here, |tx| {
                let mut sums = Vec::new();
                for goes in going(tx, schema)? {
                    let of_own = goes
                        .table
                        .place("staff_id")
                        .filter(|_| goes.is_of_accounts());
                    let mut sum = Sum::default();
                    let mut last: Option<AnyRow> = None;
                    loop {
                        let page = goes.table.page(tx, last.as_ref(), PAGE)?;
                        let Some(end) = page.last() else { break };
                        last = Some(end.clone());
                        let counts = |row: &AnyRow| {
                            let staff = of_own.and_then(|place| row.get(place));
                            goes.takes(row) && staff != Some(&Value::Int(own))
                        };
                        let page = page.into_iter().filter(counts).collect();
                        for row in goes.opened_page(self, here, page)? {
                            sum.add(&record::line(&row)?);
                        }
                    }
                    sums.push(sum.of(&goes.name));
                }
                Ok::<_, NotWhole>(sums)
            })?);
        }
        sums.push(self.sum_of_contents(here)?);
        Ok(sums)
    }
}

impl Goes {
    fn is_of_accounts(&self) -> bool {
        [
            "register.staff",
            "register.staff_role",
            "register.password_reset",
        ]
        .contains(&self.name.as_str())
    }
}

/// Rows counted and digested.
#[derive(Default)]
struct Sum {
    rows: u64,
    digest: Sha256,
}

impl Sum {
    fn add(&mut self, line: &str) {
        self.digest.update(line.as_bytes());
        self.rows += 1;
    }

    fn of(self, table: &str) -> Carried {
        Carried {
            table: table.to_owned(),
            rows: self.rows,
            digest: self.digest.finalize().into(),
        }
    }
}

impl Carried {
    /// That it is what the end of its rows in a package says.
    fn is(&self, ended: &Json) -> Result<(), NotWhole> {
        let told = ended.get("sha256").and_then(Json::as_str);
        let rows = ended.get("rows").and_then(Json::as_u64);
        let same = told == Some(&basics::hex(&self.digest)) && rows == Some(self.rows);
        same.then_some(()).ok_or_else(|| NotWhole::Differs {
            table: self.table.clone(),
        })
    }
}

impl Found {
    fn look_at(&mut self, goes: &Goes, rows: &[Vec<Cell>]) {
        let at = |column: &str| goes.table.place(column);
        for row in rows {
            let cell = |place: Option<usize>| row.get(place?)?.plain();
            let int = |column: &str| match cell(at(column)) {
                Some(Value::Int(number)) => Some(*number),
                _ => None,
            };
            let text = |column: &str| match cell(at(column)) {
                Some(Value::Text(text)) => Some(text.clone().into_owned()),
                _ => None,
            };
            match goes.name.as_str() {
                "register.lot" | "register.own_lot" | "keys.erasure" => {
                    self.highest_lot = self.highest_lot.max(int("lot_id").unwrap_or(0));
                }
                "register.staff" => self.emails.extend(text("email")),
                "register.notice_version" => {
                    if let (Some(number), Some(body)) = (int("number"), text("body")) {
                        self.notices.push((number, body, int("in_force_ms")));
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of the version in force at an instant.
    fn in_force(&self, now: Instant) -> Option<&String> {
        let begun = |from: &Option<i64>| from.is_none_or(|from| from <= now.ms());
        let in_force = self.notices.iter().filter(|(_, _, from)| begun(from));
        let newest = in_force.max_by_key(|(number, ..)| *number);
        newest.map(|(_, text, _)| text)
    }
}

/// What is done with a page of a table.
type Taking<'t> = dyn FnMut(&Goes, Vec<Vec<Cell>>) -> Result<(), NotWhole> + 't;

/// What is done with a piece of a file; nothing: the last one came.
type TakingFiles<'t> = dyn FnMut(Option<Piece>) -> Result<(), NotWhole> + 't;

/// Reads a package to its end, page by page, and holds every table against its sum: the sums, and
/// the key of suppressed addresses.
fn read(
    package: &Path,
    passphrase: &SecretString,
    goes: &[Goes],
    take: &mut Taking<'_>,
    take_file: &mut TakingFiles<'_>,
) -> Result<(Vec<Carried>, Zeroizing<[u8; 32]>), NotWhole> {
    let file = File::open(package).map_err(|_| NotWhole::Unreadable)?;
    let opened = PackageReader::open(BufReader::new(file), passphrase);
    let reader = opened.map_err(|error| match error {
        vault::Error::NotOpened => NotWhole::Passphrase,
        vault::Error::FileDamaged => NotWhole::Damaged,
        other => other.into(),
    })?;
    let mut lines = Lines {
        reader: BufReader::new(reader),
        line: Zeroizing::new(String::new()),
    };
    let head = lines.next()?;
    let named = record::tables_of(&head).ok_or(NotWhole::OtherKind)?;
    let key = record::suppression_of(&head).ok_or(NotWhole::OtherKind)?;
    let mine = goes.iter();
    let mine = mine.map(|one| (one.name.clone(), one.table.columns().to_vec()));
    if !named.iter().cloned().eq(mine) {
        return Err(NotWhole::OtherTables);
    }
    let mut tables = Vec::with_capacity(goes.len());
    for goes in goes {
        let begins = lines.next()?;
        if begins.get("table").and_then(Json::as_str) != Some(&goes.name) {
            return Err(NotWhole::OtherKind);
        }
        let (mut sum, mut page) = (Sum::default(), Vec::new());
        let ended = loop {
            let line = lines.next()?;
            if line.is_object() {
                break line;
            }
            let cells = record::cells(&line)?;
            if cells.len() != goes.table.columns().len() {
                return Err(NotWhole::OtherKind);
            }
            // The same row is always the same line.
            sum.add(&lines.line);
            page.push(cells);
            if i64::try_from(page.len()).is_ok_and(|count| count >= PAGE) {
                take(goes, std::mem::take(&mut page))?;
            }
        };
        if !page.is_empty() {
            take(goes, page)?;
        }
        let sum = sum.of(&goes.name);
        sum.is(&ended)?;
        tables.push(sum);
    }
    tables.push(read_files(&mut lines, take_file)?);
    let count = lines.next()?.get("whole").and_then(Json::as_u64);
    if count != u64::try_from(tables.len()).ok() || !lines.ended()? {
        return Err(NotWhole::OtherKind);
    }
    Ok((tables, key))
}

/// Reads the files of a package, and holds them against their sum.
fn read_files<R: BufRead>(
    lines: &mut Lines<R>,
    take: &mut TakingFiles<'_>,
) -> Result<Carried, NotWhole> {
    if lines.next()?.get("table").and_then(Json::as_str) != Some(NAME) {
        return Err(NotWhole::OtherKind);
    }
    let mut sum = Sum::default();
    let ended = loop {
        let line = lines.next()?;
        if line.is_object() {
            break line;
        }
        let (piece, line) = Piece::of(&line)?;
        sum.add(&line);
        take(Some(piece))?;
    };
    take(None)?;
    let sum = sum.of(NAME);
    sum.is(&ended)?;
    Ok(sum)
}

/// Why nothing more could be read: a piece does not open, or the file does not give it.
fn not_read(error: &std::io::Error) -> NotWhole {
    match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => NotWhole::Damaged,
        _ => NotWhole::Unreadable,
    }
}

/// The lines of a package.
struct Lines<R: BufRead> {
    reader: R,
    line: Zeroizing<String>,
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Json, NotWhole> {
        self.line.clear();
        let read = self.reader.read_line(&mut self.line);
        match read {
            Ok(0) => Err(NotWhole::OtherKind),
            Ok(_) => serde_json::from_str(&self.line).map_err(|_| NotWhole::OtherKind),
            Err(error) => Err(not_read(&error)),
        }
    }

    fn ended(&mut self) -> Result<bool, NotWhole> {
        self.line.clear();
        let read = self.reader.read_line(&mut self.line);
        Ok(read.map_err(|error| not_read(&error))? == 0)
    }
}
