//! Files of customers: a scan of a letter, a photo of a site, a contract.
//!
//! In the interest of the clerk, who finds what was agreed where she looks for it, and of the
//! customer, whose papers lie sealed, each under a lot of its own, are opened by those alone whose
//! task it is, and go for good when they are erased.
//!
//! Invariants: what a file is is told by its bytes, and it is handed out as foreign all the same: to
//! be saved, or as a picture that nothing can come out of; it is streamed both ways and lies nowhere
//! in the clear; each look is on the trail before the first byte leaves; a removed one can be taken
//! back for some days and is erased then.

mod api;
mod collected;
mod columns;
mod due;
mod ledger;
mod model;
mod originals;
mod pages;
mod papers;
mod queries;
mod receive;

use basics::LotId;

use crate::app::App;
use crate::capability::{Capability, Told};
use crate::web::Tab;

pub use ledger::follow;
pub use model::{Error, FILE_BYTES_MAX, FILES_MAX, FileEntry, Filed, REMOVED_DAYS, RequestUse};
pub use originals::{Original, original, originals};
pub use papers::{
    NewPaper, Paper, carry_papers, forget_identity, hand_out, papers_of, receive_paper,
    request_over,
};
pub use receive::attach;

/// What files tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "files",
    statements: || [queries::all(), due::all()].concat(),
    columns: columns::declarations,
    routes: pages::routes,
    api: api::operations,
    menu: &[],
    tabs: &[Tab {
        path: "/files",
        text: "files-tab",
        for_whom: |_| true,
        outlasts: false,
    }],
    timeline: &[Told {
        kind: "file",
        read: collected::moments,
    }],
    collect: Some(collected::collected),
    due: due::STARTS,
    needs: None,
    oversees: None,
    reports: None,
};

/// Lots erased in one unit.
const AT_ONCE: i64 = 100;
/// The decision that stands in the ledger where a file's days were over.
const DECISION: &str = "removed file";

/// Erases the files that were removed and whose days are over, and what is left of those that were
/// carried elsewhere; removes from the disk what nobody keeps. How many went.
///
/// # Errors
///
/// The guard's.
pub async fn let_go(app: &App) -> Result<i64, guard::Error> {
    let before = app.clock().now().plus_ms(-REMOVED_DAYS * basics::DAY_MS);
    let (mut after, mut count) = (LotId::new(i64::MIN), 0);
    loop {
        let read =
            move |tx: &mut store::Tx<'_>| Ok(tx.all(&queries::TO_GO, (before, after, AT_ONCE))?);
        let lots: Vec<LotId> = app.guard().read_state(read).await?;
        let Some(last) = lots.last() else { break };
        after = *last;
        let gone = app.guard().let_go(lots, DECISION.to_owned()).await?;
        count += i64::try_from(gone.len()).unwrap_or(i64::MAX);
    }
    let swept = app.guard().sweep_contents().await?;
    Ok(count.saturating_add(i64::try_from(swept).unwrap_or(i64::MAX)))
}

/// Erases what is left of a file that was carried elsewhere. Where it fails, [`let_go`] does it.
async fn carried(app: &App, lot: LotId) -> Result<(), guard::Error> {
    let_these_go(app, vec![lot]).await
}

/// Erases files that are to go for good. Where it fails, [`let_go`] does it.
///
/// # Errors
///
/// The guard's.
pub async fn let_these_go(app: &App, lots: Vec<LotId>) -> Result<(), guard::Error> {
    if !lots.is_empty() {
        app.guard().let_go(lots, DECISION.to_owned()).await?;
    }
    Ok(())
}
