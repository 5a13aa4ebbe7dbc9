//! Packages: what is prepared for somebody outside, kept sealed for a few days, and handed over.
//!
//! In the interest of the person, whose data goes where it was meant to go and nowhere else, and of
//! whoever hands it over, who need not wonder what her recipient can open. Another capability makes
//! one: it writes the bytes into an [`Incoming`] and keeps ([`keep`]) what [`Arrived`] by [`make`] in
//! the unit of work in which it decides, and leads to [`path_of`], where it is handed over: downloaded
//! to be printed, sealed to a public key or with a passphrase (`age`, ZIP with AES-256), or laid out at a
//! one-time address with a code.
//!
//! Invariants: a package lies sealed, tells of each of its parties by a part under a lot of her own,
//! and opens no more when one of them is erased or its days are over; handing it over is on the
//! trail before the first byte leaves; of addresses, codes and passphrases nothing is kept but
//! hashes, and of passphrases not even those.

mod columns;
mod ledger;
mod links;
mod model;
mod outward;
mod pages;
mod queries;
mod told;

use std::sync::Arc;

use basics::LotId;
use guard::{Actor, Guard, Work};
use policy::{Purpose, Right};

use crate::app::App;
use crate::capability::Capability;
use crate::web::Tab;

pub use ledger::{Arrived, Incoming, lots_of, make, of_party, stop};
pub use model::{
    DAYS_MAX, Error, Format, HandedOver, Held, LinkView, Means, NewLink, Order, PARTIES_MAX,
    PackageView,
};
pub use pages::path_of;
pub use told::handed_out;

/// What packages tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "packages",
    statements: queries::all,
    columns: columns::declarations,
    routes: pages::routes,
    api: utoipa_axum::router::OpenApiRouter::new,
    menu: &[],
    tabs: &[Tab {
        path: "/packages",
        text: "packages-tab",
        for_whom: |visitor| visitor.holds(Right::Requests) || visitor.holds(Right::Disclose),
        outlasts: true,
    }],
    timeline: &[],
    collect: Some(told::collected),
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

/// Keeps what came, in a unit of work that makes a package of it ([`make`]) and does whatever belongs to
/// that. Nothing of it stays where the unit fails.
///
/// # Errors
///
/// What `keeping` returns; the guard's.
pub async fn keep<T, E, F>(
    guard: &Guard,
    (actor, purpose): (&Actor, Purpose),
    incoming: Incoming,
    keeping: F,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<guard::Error> + Send + 'static,
    F: for<'w> Fn(&mut Work<'w>, &Arrived) -> Result<T, E> + Send + 'static,
{
    let arrived = Arc::new(incoming.end(guard).await?);
    let kept = Arc::clone(&arrived);
    let unit = move |work: &mut Work<'_>| keeping(work, &kept);
    let made = guard.desk().write(actor, purpose, unit).await;
    if made.is_err() {
        arrived.give_up(guard).await?;
    }
    made
}

/// Lots erased in one unit.
const AT_ONCE: i64 = 100;
/// The decision that stands in the ledger where a package's days were over.
const DECISION: &str = "package over";

/// Destroys the packages whose days are over, that were withdrawn or of which somebody was erased:
/// their keys first. What is held by law or restricted stays sealed and opens for nobody. How many
/// parts went.
///
/// # Errors
///
/// The guard's.
pub async fn destroy_old(app: &App) -> Result<i64, guard::Error> {
    let now = app.clock().now();
    let (mut after, mut count) = (LotId::new(i64::MIN), 0);
    loop {
        let read =
            move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::TO_GO, (now, after, AT_ONCE))?);
        let lots: Vec<LotId> = app.guard().read_state(read).await?;
        let Some(last) = lots.last() else { break };
        after = *last;
        let gone = app.guard().let_go(lots, DECISION.to_owned()).await?;
        count += i64::try_from(gone.len()).unwrap_or(i64::MAX);
    }
    let forgetting = |tx: &mut store::Tx<'_>| {
        let empty = tx.all(&queries::EMPTY, (AT_ONCE,))?;
        tx.batch(&queries::FORGET_LINKS, empty.iter().map(|one| (*one,)))?;
        tx.batch(&queries::FORGET_HANDED, empty.iter().map(|one| (*one,)))?;
        tx.batch(&queries::FORGET, empty.iter().map(|one| (*one,)))?;
        Ok(empty.len())
    };
    while app.guard().write_state(forgetting).await? > 0 {}
    Ok(count)
}
