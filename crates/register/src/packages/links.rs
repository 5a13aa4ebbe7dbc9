//! One-time addresses: a package is fetched by whoever has its address and, on another way, its code.
//!
//! Invariants: neither the token of the address nor the code is kept, only their hashes, and that of
//! the code cannot be searched for without the token; a try counts before it is compared, so nobody
//! has more by asking many times at once; a fetch counts in the unit that opens the package.

use basics::{DAY_MS, PackageId};
use guard::{Actor, Guard, Secret, Work, jobs};

use super::ledger::{self, Opened};
use super::model::{Error, Means, NewLink};
use super::queries::{self, LinkLying};

/// How often an address may be used at most: more than once where a transfer breaks off.
pub(super) const DOWNLOADS_MAX: i64 = 5;
/// Wrong codes in a row that close an address.
pub(super) const TRIES_MAX: i64 = 5;

/// Makes an address for a package, which works for some days and no longer than it.
///
/// # Errors
///
/// The refusal; [`Error::Downloads`], [`Error::Days`], [`Error::Over`]; `NotThere`; the stores'.
pub(super) async fn make(
    guard: &Guard,
    (actor, purpose): (&Actor, policy::Purpose),
    package: PackageId,
    (days, downloads): (i64, i64),
) -> Result<NewLink, Error> {
    if !(1..=DOWNLOADS_MAX).contains(&downloads) {
        return Err(Error::Downloads);
    }
    if !(1..=super::model::DAYS_MAX).contains(&days) {
        return Err(Error::Days);
    }
    let (token, code) = (Secret::token()?, Secret::code()?);
    let hashes = (token.hash(None), code.hash(Some(&token)));
    let making = move |work: &mut Work<'_>| {
        let until = ledger::may_hand_over(work, package)?;
        let (now, by) = (work.now(), work.actor().id());
        let expires = until.min(now.plus_ms(days * DAY_MS));
        let number = work.ids().ordered();
        let (token, code) = hashes.clone();
        let row = (number, package, token, code, now, by, expires, downloads);
        work.tx().run_one(&queries::ADD_LINK, row)?;
        Ok::<_, Error>(expires)
    };
    let expires = guard.desk().write(actor, purpose, making).await?;
    Ok(NewLink {
        token,
        code,
        expires,
    })
}

/// Closes the addresses of a package.
///
/// # Errors
///
/// The refusal; `NotThere`; the stores'.
pub(super) async fn close(
    guard: &Guard,
    (actor, purpose): (&Actor, policy::Purpose),
    package: PackageId,
) -> Result<(), Error> {
    let closing = move |work: &mut Work<'_>| {
        ledger::one(work, package)?;
        let now = work.now();
        work.tx().run(&queries::END_LINKS, (package, now))?;
        Ok::<_, Error>(())
    };
    guard.desk().write(actor, purpose, closing).await
}

/// The address of a token; nothing where there is none that works.
///
/// # Errors
///
/// The register's failure.
pub(super) async fn look(
    app: &crate::app::App,
    token: &Secret,
) -> Result<Option<LinkLying>, guard::Error> {
    let (hash, now) = (token.hash(None), app.clock().now());
    let reading =
        move |tx: &mut store::Tx<'_>| Ok(tx.maybe(&queries::LINK, (hash.clone(), now, TRIES_MAX))?);
    app.guard().read_state(reading).await
}

/// Fetches a package with its address and its code.
///
/// # Errors
///
/// [`Error::Gone`]; [`Error::Code`]; the vault's and the stores' failures.
pub(super) async fn fetch(
    app: &crate::app::App,
    token: &Secret,
    code: &Secret,
) -> Result<Opened, Error> {
    let Some((link, package, hash, ..)) = look(app, token).await? else {
        return Err(Error::Gone);
    };
    let trying = move |tx: &mut store::Tx<'_>| Ok(tx.run(&queries::TRY, (link, TRIES_MAX))?);
    if app.guard().write_state(trying).await? == 0 {
        return Err(Error::Gone);
    }
    if !code.is_of(Some(token), &hash) {
        return Err(match look(app, token).await? {
            Some(_) => Error::Code,
            None => Error::Gone,
        });
    }
    let fetching = move |work: &mut Work<'_>| {
        let now = work.now();
        if work.tx().run(&queries::FETCH, (link, now))? == 0 {
            return Err(Error::Gone);
        }
        ledger::hand_over(work, package, Means::Link)
    };
    let job = Actor::of_job(&jobs::PACKAGES);
    let purpose = jobs::PACKAGES.purpose;
    let fetched = app.guard().desk().write(&job, purpose, fetching).await;
    // Somebody of it was erased, or it was withdrawn in between: whoever fetches is told no more.
    fetched.map_err(|error| match error {
        Error::Over | Error::Guard(guard::Error::NotThere) => Error::Gone,
        error => error,
    })
}
