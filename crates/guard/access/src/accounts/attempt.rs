//! Attempts at a password: each is counted before it is compared, and forgiven where it was right.
//!
//! Invariant: however many attempts run at once, no more of them are compared than the delay
//! allows, because the count stands before the comparison begins. An attempt that a crash cut off
//! counts as a failure.

use std::time::Duration;

use basics::{Code, Coded, Instant};
use store::Tx;
use tokio::sync::SemaphorePermit;

use super::delay::{Failures, wait_ms};
use super::{Accounts, queries};

/// How long an attempt waits for its turn to be compared.
const TURN: Duration = Duration::from_secs(5);

/// Too many passwords are being compared at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being compared")]
pub struct Crowded;

impl Coded for Crowded {
    fn code(&self) -> Code {
        Code::new("access.password.crowded")
    }
}

/// Who is tried: the account from its network, and the network where that counts too.
#[derive(Clone)]
pub(super) struct Subjects {
    pub(super) account: Vec<u8>,
    pub(super) network: Option<Vec<u8>>,
}

/// What became of an attempt before its password was compared.
pub(super) enum Begun {
    /// It may be compared. `waits`: if it is wrong, a wait begins with it.
    Counted { waits: bool },
    /// It is not looked at for so many seconds.
    Wait { seconds: i64 },
}

impl Accounts {
    /// A turn at comparing or making a hash: each takes 19 MiB and some milliseconds.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, Crowded> {
        match tokio::time::timeout(TURN, self.comparing.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(Crowded),
        }
    }
}

/// Seconds until the next attempt is looked at; none: it is looked at now.
pub(super) fn wait(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    now: Instant,
) -> Result<Option<i64>, store::Error> {
    let (account, network) = standing(tx, subjects)?;
    let ms = wait_ms(account, network, now);
    Ok((ms > 0).then_some((ms + 999) / 1000))
}

/// Counts an attempt as a failure, unless it has to wait.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    now: Instant,
) -> Result<Begun, store::Error> {
    if let Some(seconds) = wait(tx, subjects, now)? {
        return Ok(Begun::Wait { seconds });
    }
    let more = |earlier: Option<Failures>| {
        earlier.map_or_else(|| Failures::first(now), |earlier| earlier.and_one(now))
    };
    let earlier = failures(tx, &subjects.account)?;
    let account = more(earlier.map(|earlier| earlier.of_account(now)));
    write(tx, &subjects.account, account)?;
    if let Some(network) = &subjects.network {
        let earlier = failures(tx, network)?;
        let counted = more(earlier.map(|earlier| earlier.of_network(now)));
        write(tx, network, counted)?;
    }
    let (account, network) = standing(tx, subjects)?;
    let waits = wait_ms(account, network, now) > 0;
    Ok(Begun::Counted { waits })
}

/// The password was right: forgets the account's failures, takes this one back from the network,
/// and remembers that the account signs in from there.
pub(super) fn forgive(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    now: Instant,
) -> Result<(), store::Error> {
    tx.run(&queries::FORGIVE, (subjects.account.clone(),))?;
    if let Some(network) = &subjects.network {
        tx.run(&queries::TAKE_BACK, (network.clone(),))?;
        tx.run(&queries::KNOW_NETWORK, (subjects.account.clone(), now))?;
    }
    Ok(())
}

/// The failures that decide; those of the network only where the account is new to it.
fn standing(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
) -> Result<(Option<Failures>, Option<Failures>), store::Error> {
    let account = failures(tx, &subjects.account)?;
    let known = tx.maybe(&queries::KNOWN_NETWORK, (subjects.account.clone(),))?;
    let network = match &subjects.network {
        Some(network) if known.is_none() => failures(tx, network)?,
        _ => None,
    };
    Ok((account, network))
}

fn failures(tx: &mut Tx<'_>, subject: &[u8]) -> Result<Option<Failures>, store::Error> {
    let found = tx.maybe(&queries::FAILURES, (subject.to_vec(),))?;
    Ok(found.map(|(count, last, halved)| Failures {
        count,
        last,
        halved: halved.unwrap_or(last),
    }))
}

fn write(tx: &mut Tx<'_>, subject: &[u8], failures: Failures) -> Result<(), store::Error> {
    let Failures {
        count,
        last,
        halved,
    } = failures;
    tx.run_one(&queries::FAIL, (subject.to_vec(), count, last, halved))
}
