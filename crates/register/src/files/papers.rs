//! The papers of a request about somebody's rights: the letter or e-mail itself, by what authority
//! somebody asks for her, a copy of an identity document.
//!
//! Invariants: each is a file of the category of requests under a lot of its own, so that one goes
//! without the others; the clock of all of them starts when their request is over; a copy of an
//! identity document goes for good, key first, once it is known who she is.

use std::io::Write;

use axum::extract::Request;
use axum::response::Response;
use basics::{Day, Instant, Language, LotId, PartyId, RowId};
use formats::Recognised;
use guard::category::Requests;
use guard::{Ask, Place, Work};
use policy::{Purpose, SourceKind};

use super::columns;
use super::ledger::{self, Found, opened, placed, set};
use super::model::{Error, FileEntry, Filed, RequestUse};
use super::pages::{Shown, answer};
use super::queries;
use super::receive::{Arrived, Incoming};
use crate::web::{Fields, Problem, Visitor, receive};

/// The longest e-mail that is looked into, in bytes.
const LOOKED_INTO: usize = 4 * 1024 * 1024;

/// A paper of a request as it is shown.
pub struct Paper {
    /// Which file.
    pub row: RowId,
    /// What it is called.
    pub name: String,
    /// Its kind and size in words.
    pub kind: String,
    /// As what it is attached.
    pub used: RequestUse,
    /// Since when.
    pub recorded: Instant,
}

/// A paper that was sent in and lies sealed on the disk, kept by nobody yet.
pub struct NewPaper {
    arrived: Arrived,
    name: String,
    /// The other fields of its form.
    pub fields: Fields,
    /// The first of its bytes, where it is an e-mail.
    pub mail: Option<zeroize::Zeroizing<Vec<u8>>>,
}

/// A sink that keeps the beginning of what goes through it.
struct Beside<'a> {
    incoming: &'a mut Incoming,
    kept: zeroize::Zeroizing<Vec<u8>>,
}

impl Write for Beside<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.incoming.write(bytes)?;
        let room = LOOKED_INTO.saturating_sub(self.kept.len()).min(written);
        self.kept
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.incoming.flush()
    }
}

/// Receives a paper with its form, posted by the visitor's own page. That she may attach it to this
/// party is asked before a byte of it is read; nothing is asked about nobody.
///
/// # Errors
///
/// The refusal; where it is no such form, too large, or from elsewhere.
pub async fn receive_paper(
    visitor: &Visitor,
    party: Option<PartyId>,
    request: Request,
) -> Result<NewPaper, Problem> {
    let language = visitor.language();
    let told = |error: guard::Error| Problem::of(&error, language);
    let asking = move |work: &mut Work<'_>| match party {
        Some(party) => ledger::may_change(work, party, Filed::Requests),
        None => Ok(work.grant::<Requests>(Ask::add()).map(drop)?),
    };
    let guard = visitor.app.guard();
    let asked = guard
        .desk()
        .read(&visitor.actor, Purpose::Rights, asking)
        .await;
    asked.map_err(|error: Error| Problem::of(&error, language))?;
    let mut incoming = Incoming::begin(guard).await.map_err(told)?;
    let mut beside = Beside {
        incoming: &mut incoming,
        kept: zeroize::Zeroizing::default(),
    };
    let received = receive(visitor, request, &mut beside).await;
    let kept = beside.kept;
    let received = match received {
        Err(_) if incoming.is_too_large() => return Err(Problem::TooLarge(language)),
        received => received?,
    };
    let arrived = incoming.end(guard).await.map_err(told)?;
    let is_mail = arrived.kind() == Some(Recognised::Eml);
    Ok(NewPaper {
        arrived,
        name: received.name,
        fields: received.fields,
        mail: is_mail.then_some(kept),
    })
}

impl NewPaper {
    /// Attaches it to a request; nothing of it stays where it is refused.
    ///
    /// # Errors
    ///
    /// [`Error`]; [`Error::Kind`] where it is neither a scan nor an e-mail.
    pub async fn attach(
        self,
        visitor: &Visitor,
        (party, request): (PartyId, RowId),
        used: RequestUse,
    ) -> Result<RowId, Error> {
        let entry = match self.arrived.kind() {
            Some(kind) if !used.takes(kind) => Err(Error::Kind),
            _ => FileEntry::of_request(&self.name, request, used, SourceKind::Person),
        };
        let by = (&visitor.actor, Purpose::Rights);
        self.arrived
            .attach(visitor.app.guard(), by, party, entry)
            .await
    }

    /// It is not kept.
    ///
    /// # Errors
    ///
    /// As [`NewPaper::attach`] of what is of no kind that is taken.
    pub async fn drop_it(self, visitor: &Visitor) -> Result<(), Error> {
        let (by, nobody) = ((&visitor.actor, Purpose::Rights), PartyId::new(0));
        let dropped = self
            .arrived
            .attach(visitor.app.guard(), by, nobody, Err(Error::Kind));
        match dropped.await {
            Err(Error::Guard(error)) => Err(Error::Guard(error)),
            _ => Ok(()),
        }
    }
}

/// The papers of a request, in the order in which they came.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn papers_of(
    work: &mut Work<'_>,
    party: PartyId,
    request: RowId,
    language: Language,
) -> Result<Vec<Paper>, guard::Error> {
    let rows = work.tx().all(&queries::OF_REQUEST, (party, request))?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let stated = work.tx().all(&queries::USES, (party, request))?;
    let told = |error: Error| error.into_guard().unwrap_or(guard::Error::NotThere);
    let (files, _) = opened(work, party, rows).map_err(told)?;
    let papers = files.into_iter().filter_map(|file| {
        let used = stated.iter().find(|(row, _)| *row == file.row)?;
        Some(Paper {
            row: file.row,
            kind: file.kind_and_size(language),
            used: RequestUse::from_key(used.1.as_deref()?)?,
            recorded: file.recorded,
            name: file.name,
        })
    });
    Ok(papers.collect())
}

/// A request is over: the clock of its papers starts.
///
/// # Errors
///
/// The store's.
pub fn request_over(
    work: &mut Work<'_>,
    (party, request): (PartyId, RowId),
    on: Day,
) -> Result<(), guard::Error> {
    work.tx()
        .run(&queries::REQUEST_OVER, (party, request, on))?;
    Ok(())
}

/// It is known who she is, or need not be any more: the copies of her documents go for good. The lots
/// that are to go ([`super::let_these_go`]).
///
/// # Errors
///
/// The store's.
pub fn forget_identity(
    work: &mut Work<'_>,
    party: PartyId,
    request: RowId,
) -> Result<Vec<LotId>, guard::Error> {
    let copies = work.tx().all(&queries::IDENTITY_COPIES, (party, request))?;
    let (now, actor) = (work.now(), work.actor().id());
    for (row, _) in &copies {
        work.tx()
            .run_one(&queries::GOES, (party, *row, now, actor))?;
    }
    Ok(copies.into_iter().map(|(_, lot)| lot).collect())
}

/// Carries the papers of a request to the one whose it is; the lots that are left to go.
///
/// # Errors
///
/// The refusal of either; [`Error::TooMany`]; the vault's and the store's failures.
pub fn carry_papers(
    work: &mut Work<'_>,
    (from, to): (PartyId, PartyId),
    request: RowId,
) -> Result<Vec<LotId>, Error> {
    let rows = work.tx().all(&queries::OF_REQUEST, (from, request))?;
    let stated = work.tx().all(&queries::USES, (from, request))?;
    let (now, actor) = (work.now(), work.actor().id());
    let mut left = Vec::new();
    if rows.is_empty() {
        return Ok(left);
    }
    let before = work.ask::<Requests>(Ask::change(&[from]))?;
    let proof = work.ask::<Requests>(Ask::change(&[to]))?;
    for found in rows.into_iter().filter_map(Found::of) {
        let used = stated.iter().find(|(row, _)| *row == found.row);
        let used = used.and_then(|(_, key)| RequestUse::from_key(key.as_deref()?));
        let (used, file) = (used.unwrap_or(RequestUse::Paper), found.told());
        let value = work.open(
            &before,
            &columns::REQUESTS,
            found.place(from),
            &found.sealed,
        )?;
        let value = value.into_exposed();
        let tie = Some((request, used));
        let (lot, row) = placed(work, &proof, to, (found.kind, file.0, file.1), tie)?;
        let place = Place::new(to, lot, row.get());
        work.keep_content(&proof, place, &value.content)?;
        let sealed = work.seal(&proof, &columns::REQUESTS, place, &value)?;
        set(work, (to, row), Filed::Requests, sealed)?;
        work.tx()
            .run_one(&queries::GOES, (from, found.row, now, actor))?;
        left.push(found.lot);
    }
    Ok(left)
}

/// Hands out a paper of a request, to be saved.
///
/// # Errors
///
/// The refusal; that it is not there; the vault's, where it is damaged.
pub async fn hand_out(visitor: &Visitor, party: PartyId, row: RowId) -> Result<Response, Problem> {
    let reading = move |work: &mut Work<'_>| ledger::read(work, party, row);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (file, reader) = read.map_err(|error| Problem::of(&error, visitor.language()))?;
    if file.filed != Filed::Requests {
        return Err(Problem::NoPage(visitor.language()));
    }
    Ok(answer(&file, reader, Shown::Saved))
}
