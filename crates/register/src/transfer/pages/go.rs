//! An import begins, or goes on after an interruption: in the background, from the sealed upload.

use axum::response::{IntoResponse, Redirect, Response};
use basics::{BatchId, Coded};
use guard::{Actor, FileReader};
use tokio::sync::oneshot;

use super::super::checks;
use super::super::files::{self, BatchPage};
use super::super::order::Order;
use super::super::run::{Error, import};
use super::super::undo::undo;
use super::check::worded;
use super::start::refused;
use super::{follow, may_import, order_of};
use crate::app::App;
use crate::web::{Fields, Id, Posted, Problem, Visitor};

/// `POST /import/go`: imports the checked upload, and shows how it goes.
pub(super) async fn go(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    may_import(&visitor).await?;
    let file = fields
        .text("file")
        .parse::<i64>()
        .map_err(|_| Problem::BadForm(language))?;
    let check = checks::check(&visitor.app, file).await;
    let check = check.map_err(|error| Problem::of(&error, language))?;
    let check = check.ok_or(Problem::NoPage(language))?;
    let order = order_of(&visitor, &check.said, &check.source);
    launch(&visitor, file, order.ok_or(Problem::NoPage(language))?).await
}

/// `POST /import/{batch}/runs`: goes on with an import that was interrupted. Where another run is
/// still at it, the two meet and one of them stops.
pub(super) async fn resume(
    Id(batch): Id<BatchId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let language = visitor.language();
    may_import(&visitor).await?;
    let found = files::batch(&visitor.app, batch).await;
    let found = found.map_err(|error| Problem::of(&error, language))?;
    let found = found.ok_or(Problem::NoPage(language))?;
    let (Some(file), Some(said)) = (found.upload, found.said) else {
        return Err(Problem::NoPage(language));
    };
    let order = order_of(&visitor, &said, &found.batch.source);
    launch(&visitor, file, order.ok_or(Problem::NoPage(language))?).await
}

/// `POST /import/{batch}/stop`: the run ends after the chunk at hand, and can be gone on with.
pub(super) async fn stop(
    Id(batch): Id<BatchId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let found = follow::found(&visitor, batch).await?;
    let stopped = files::stop(&visitor.app, found.batch.batch).await;
    stopped.map_err(|error| Problem::of(&error, visitor.language()))?;
    Ok(to(batch))
}

/// `POST /import/{batch}/undo`: the import is taken back in the background.
pub(super) async fn take_back(
    Id(batch): Id<BatchId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let found = follow::found(&visitor, batch).await?;
    let language = visitor.language();
    if !fields.confirms("count", &found.batch.counts.brought()) {
        return follow::unconfirmed(&visitor, found, fields).await;
    }
    let taken = taking_back(&visitor.app, &visitor.actor, &found).await;
    taken.map_err(|error| Problem::of(&error, language))?;
    Ok(to(batch))
}

/// Takes an import back in the background: its upload is gone, and so is the first group when this
/// ends, or there is none.
///
/// # Errors
///
/// The vault's and the register's failures.
pub(in super::super) async fn taking_back(
    app: &App,
    actor: &Actor,
    found: &BatchPage,
) -> Result<(), guard::Error> {
    if let Some(upload) = found.upload {
        match files::destroy(app, upload).await {
            // An import that just ended was destroying it too.
            Ok(()) | Err(guard::Error::NotThere) => {}
            Err(error) => return Err(error),
        }
    }
    let (of_undo, by, batch) = (app.clone(), actor.clone(), found.batch.batch);
    let (begun, beginning) = oneshot::channel();
    app.begin(async move {
        let mut begun = Some(begun);
        let told = |_| {
            if let Some(begun) = begun.take() {
                let _sent = begun.send(());
            }
        };
        if let Err(error) = undo(of_undo.guard(), &by, batch, told).await {
            tracing::error!(
                code = error.code().as_str(),
                "an import was not taken back whole"
            );
        }
    });
    let _begun = beginning.await;
    Ok(())
}

fn to(batch: BatchId) -> Response {
    Redirect::to(&["/import/", &batch.to_string()].concat()).into_response()
}

/// Runs the import in the background; its page as soon as it began, or why it did not.
async fn launch(visitor: &Visitor, file: i64, order: Order) -> Result<Response, Problem> {
    let language = visitor.language();
    match started(&visitor.app, &visitor.actor, file, order).await {
        Ok(Some(batch)) => Ok(to(batch)),
        Ok(None) => Err(Problem::NoPage(language)),
        Err(Error::People(crate::people::Error::Guard(error))) => {
            Err(Problem::of(&error, language))
        }
        Err(error) => {
            let said = (None, worded(&error, visitor));
            refused(visitor, Fields::default(), said).await
        }
    }
}

/// Begins an import of a sealed upload in the background: its batch as soon as there is one.
///
/// # Errors
///
/// Why it did not begin.
pub(in super::super) async fn started(
    app: &App,
    actor: &Actor,
    file: i64,
    order: Order,
) -> Result<Option<BatchId>, Error> {
    let opened = files::open(app, actor, file).await?;
    let (begun, beginning) = oneshot::channel();
    let (of_run, by) = (app.clone(), actor.clone());
    app.begin(async move {
        let ended = run(&of_run, &by, (file, opened, order), begun).await;
        if let Err(error) = ended {
            tracing::error!(code = error.code().as_str(), "an import was not tidied up");
        }
    });
    match beginning.await {
        Ok(begun) => begun.map(Some),
        Err(_) => Ok(None),
    }
}

/// Tells whether it began.
type Begun = oneshot::Sender<Result<BatchId, Error>>;

async fn run(
    app: &App,
    actor: &Actor,
    (file, opened, order): (i64, FileReader, Order),
    begun: Begun,
) -> Result<(), guard::Error> {
    let (mut begun, mut batch) = (Some(begun), None);
    let told = |known: Option<BatchId>, _counts| {
        batch = known;
        if let (Some(begun), Some(batch)) = (begun.take(), known) {
            let _sent = begun.send(Ok(batch));
        }
    };
    let imported = import(app.guard(), actor, opened, (order, Some(file)), told).await;
    let Err(error) = imported else {
        return tidy_up(app, file, batch).await;
    };
    let code = error.code();
    let (already, elsewhere) = (
        matches!(error, Error::Already(_)),
        matches!(error, Error::Underway),
    );
    if let Some(begun) = begun {
        let _sent = begun.send(Err(error));
    }
    match batch {
        _ if already => files::destroy(app, file).await,
        // The rows come in with the other run; its upload stays until it ended.
        Some(batch) if elsewhere => {
            let of_other = upload_of(app, batch).await?;
            if of_other == Some(file) {
                return Ok(());
            }
            files::destroy(app, file).await
        }
        Some(_) if matches!(code.as_str(), "transfer.file.taken_back") => Ok(()),
        Some(batch) => {
            tracing::error!(code = code.as_str(), "an import was cut off");
            files::failed(app, batch, code).await
        }
        None => Ok(()),
    }
}

/// An import that ended needs no upload any more: neither its own nor that of the run it went on
/// with.
async fn tidy_up(app: &App, file: i64, batch: Option<BatchId>) -> Result<(), guard::Error> {
    if let Some(batch) = batch
        && let Some(earlier) = upload_of(app, batch).await?
        && earlier != file
    {
        files::destroy(app, earlier).await?;
    }
    files::destroy(app, file).await
}

async fn upload_of(app: &App, batch: BatchId) -> Result<Option<i64>, guard::Error> {
    let found = files::batch(app, batch).await?;
    Ok(found.and_then(|found| found.upload))
}
