//! How many imports there are, by how they stand: for whoever watches over the program.

use crate::app::App;

store::statements! {
    /// Imports in all, those that ended, those whose last run ended early.
    pub(crate) COUNT_BATCHES: () -> (i64, i64, i64) =
        "select cast(count(*) as bigint),
                cast(count(ended_ms) as bigint),
                cast(count(failed) as bigint)
           from import_batch";
}

/// How many imports there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Begun and not ended, and nothing failed.
    pub open: i64,
    /// Ended.
    pub ended: i64,
    /// Begun and not ended, because a run failed.
    pub failed: i64,
}

/// Counts the imports.
///
/// # Errors
///
/// The register's failure.
pub async fn counted(app: &App) -> Result<Counted, guard::Error> {
    let counting = |tx: &mut store::Tx<'_>| Ok(tx.one(&COUNT_BATCHES, ())?);
    let (begun, ended, failed): (i64, i64, i64) = app.guard().read_state(counting).await?;
    Ok(Counted {
        open: begun - ended - failed,
        ended,
        failed,
    })
}
