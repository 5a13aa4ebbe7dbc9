//! A package is handed over: taken out, put together, written where it goes, and written down in
//! its request.

use std::io::Write;

use basics::{PackageId, PartyId, RowId};
use guard::{Actor, Work};
use policy::Purpose;
use serde_json::Value;

use super::assembled::{Assembled, assembled};
use super::model::{Error, PackageKind};
use super::pack::{self, Packed};
use super::{data, ledger};
use crate::app::App;
use crate::packages::{self, Arrived, Format, Held, Incoming, Order};

/// What the file of a package is called.
const NAME: &str = "jaljennos";
/// For how many days a package that was laid out is kept.
const KEPT_DAYS: i64 = 14;

/// Reads a package that was looked through, for a reason that stands sealed in the trail.
async fn read(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    reason: &str,
) -> Result<Assembled, Error> {
    let ages = app.guard().ages().await?;
    let reason = reason.to_owned();
    let taking = move |work: &mut Work<'_>| {
        let (package, found) = ledger::taken(work, (party, row), &reason)?;
        assembled(work, &package, found, (ages, &reason))
    };
    let desk = app.guard().desk();
    desk.read(actor, Purpose::Rights, taking).await
}

/// Takes a package out and makes its paper and data; it is then written by [`pack::write`].
async fn packed(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    reason: &str,
) -> Result<Packed, Error> {
    let package = read(app, actor, (party, row), reason).await?;
    let policy = app.guard().notices().in_force().await?;
    let made = tokio::task::spawn_blocking(move || pack::packed(party, &package, &policy)).await;
    made.map_err(|_| Error::NotPrinted)?
}

/// Takes a package out and writes down that it was handed over; it is then written by
/// [`pack::write`].
///
/// # Errors
///
/// [`Error`]; the refusal without the rights to answer requests and to take out data.
pub(super) async fn take_out(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    words: &str,
) -> Result<Packed, Error> {
    let packed = packed(app, actor, (party, row), words).await?;
    deliver(app, actor, (party, row), words).await?;
    Ok(packed)
}

/// Writes down that a package was handed over.
async fn deliver(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    words: &str,
) -> Result<(), Error> {
    let words = words.to_owned();
    let writing = move |work: &mut Work<'_>| ledger::delivered(work, (party, row), &words);
    app.guard()
        .desk()
        .write(actor, Purpose::Rights, writing)
        .await
}

/// Keeps a package sealed for some days, to be handed over by any of the means of
/// [`packages`](crate::packages), and writes that down in its request; which one it is.
///
/// # Errors
///
/// As [`take_out`]; nothing stays then.
pub(super) async fn lay_out(
    app: &App,
    actor: &Actor,
    (party, row): (PartyId, RowId),
    (about, words): (&str, &str),
) -> Result<PackageId, Error> {
    let guard = app.guard();
    let packed = packed(app, actor, (party, row), words).await?;
    let incoming = Incoming::begin(guard).await?;
    let incoming = Box::pin(pack::write(app, actor, packed, incoming)).await?;
    let order = Order {
        held: Held::Requests,
        parties: vec![party],
        format: Format::Zip,
        name: NAME.to_owned(),
        about: about.to_owned(),
        whom: None,
        days: KEPT_DAYS,
        withheld_until: None,
    };
    let words = words.to_owned();
    let keeping = move |work: &mut Work<'_>, arrived: &Arrived| {
        let package = packages::make(work, arrived, &order)?;
        ledger::delivered(work, (party, row), &words)?;
        Ok::<_, Error>(package)
    };
    packages::keep(guard, (actor, Purpose::Rights), incoming, keeping).await
}

/// The newest package of a kind that was looked through, written to a sink; nothing where there is
/// none. `words` say how it is handed over.
///
/// # Errors
///
/// As [`take_out`]; what the sink fails with.
pub async fn hand_over<W: Write + Send + 'static>(
    app: &App,
    actor: &Actor,
    (party, kind): (PartyId, PackageKind),
    words: &str,
    sink: impl FnOnce() -> Result<W, Error>,
) -> Result<(), Error> {
    let row = newest(app, actor, (party, kind)).await?;
    let sink = sink()?;
    let packed = packed(app, actor, (party, row), words).await?;
    pack::write(app, actor, packed, sink).await?;
    deliver(app, actor, (party, row), words).await
}

/// `data.json` of the newest package that was looked through.
///
/// # Errors
///
/// As [`take_out`].
pub(super) async fn data_of(
    app: &App,
    actor: &Actor,
    (party, kind): (PartyId, PackageKind),
    reason: &str,
) -> Result<Value, Error> {
    let row = newest(app, actor, (party, kind)).await?;
    let package = read(app, actor, (party, row), reason).await?;
    Ok(data::json(&package))
}

async fn newest(
    app: &App,
    actor: &Actor,
    (party, kind): (PartyId, PackageKind),
) -> Result<RowId, Error> {
    let looking = move |work: &mut Work<'_>| {
        let _proof = work.ask::<guard::category::Requests>(guard::Ask::view(&[party]))?;
        ledger::newest(work, party, kind)
    };
    let desk = app.guard().desk();
    let found = desk.read(actor, Purpose::Rights, looking).await?;
    found.ok_or(Error::NotSeen)
}
