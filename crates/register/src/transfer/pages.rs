//! Importing in the browser: choose a file, see what would come of it, then import.

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use basics::{BatchId, Coded};
use formats::Artificial;
use guard::category::Identity;
use guard::{Ask, Work};
use policy::{ConnectionKind, IdentityCodeGround, Purpose, SourceKind};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::files::{self, Batch};
use super::run::{Error, Order, Outcome, import};
use crate::app::App;
use crate::people::{Reason, Terms, ground_in_notice};
use crate::web::{Fields, Frame, Id, Posted, Problem, Uploaded, Visitor, page, plain};

/// The largest file that is taken in the browser; larger ones go by the command line.
pub const UPLOAD_BYTES_MAX: usize = 64 * 1024 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/import",
            get(start)
                .post(check)
                .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)),
        )
        .route("/import/go", post(go))
        .route("/import/{batch}", get(show))
        .route("/import/{batch}/progress", get(progress))
        .route("/import/{batch}/rejected", get(rejected))
}

#[derive(Template)]
#[template(path = "transfer/start.html")]
struct StartPage {
    frame: Frame,
    problem: Option<String>,
    typed: Fields,
    batches: Vec<Batch>,
    sources: Vec<SourceKind>,
    connections: Vec<ConnectionKind>,
    grounds: Vec<IdentityCodeGround>,
}

/// `GET /import`
async fn start(visitor: Visitor) -> Result<Response, Problem> {
    may_import(&visitor).await?;
    page(&start_page(&visitor, Fields::default(), None).await?)
}

/// Whoever may not import is refused before anything is shown or read.
async fn may_import(visitor: &Visitor) -> Result<(), Problem> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Identity>(Ask::import(&[]))?;
        Ok::<_, guard::Error>(())
    };
    let asked = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, Purpose::Care, asking)
        .await;
    asked.map_err(|error| Problem::of(&error, visitor.language()))
}

async fn start_page(
    visitor: &Visitor,
    typed: Fields,
    problem: Option<String>,
) -> Result<StartPage, Problem> {
    let language = visitor.language();
    let batches = files::batches(&visitor.app).await;
    let named: Vec<_> = visitor
        .policy
        .sources()
        .iter()
        .map(|source| source.kind)
        .collect();
    let connections = ConnectionKind::ALL
        .into_iter()
        .filter(|kind| visitor.policy.holds(*kind));
    let grounds = visitor
        .policy
        .identity_code()
        .map(|rule| rule.grounds.iter().copied().collect());
    Ok(StartPage {
        frame: Frame::of(visitor, texts::say(language, "transfer-title")),
        problem,
        typed,
        batches: batches.map_err(|error| Problem::of(&error, language))?,
        sources: if named.is_empty() {
            SourceKind::ALL.to_vec()
        } else {
            named
        },
        // A contact person's organisation cannot be told by a plain list.
        connections: connections
            .filter(|kind| *kind != ConnectionKind::ContactPersonOf)
            .collect(),
        grounds: grounds.unwrap_or_default(),
    })
}

#[derive(Template)]
#[template(path = "transfer/checked.html")]
struct CheckedPage {
    frame: Frame,
    file: i64,
    typed: Fields,
    outcome: Outcome,
}

impl CheckedPage {
    fn reason(&self, reason: &Reason) -> String {
        self.frame.say(&reason.code.text_key())
    }

    fn heading(&self, reason: &Reason) -> String {
        let title = |heading: formats::headings::Heading| heading.title(self.frame.language);
        reason
            .heading
            .map_or_else(|| "–".to_owned(), |heading| title(heading).to_owned())
    }
}

/// `POST /import`: the file is checked whole; nothing is stored but the sealed upload.
async fn check(upload: Uploaded) -> Result<Response, Problem> {
    let Uploaded {
        visitor,
        fields,
        file: bytes,
    } = upload;
    let language = visitor.language();
    may_import(&visitor).await?;
    let order = order(&visitor, &fields, true);
    let checked = match order {
        Ok(order) if !bytes.is_empty() => {
            let file = std::io::Cursor::new(bytes.as_slice());
            import(visitor.app.guard(), &visitor.actor, file, order, |_, _| {}).await
        }
        Ok(_) => return refused(&visitor, fields, "error-transfer-file-missing".into()).await,
        Err(code) => return refused(&visitor, fields, code.text_key()).await,
    };
    let outcome = match checked {
        Ok(outcome) => outcome,
        Err(error) => return refused(&visitor, fields, error.code().text_key()).await,
    };
    let kept = files::keep(&visitor.app, &visitor.actor, bytes).await;
    let file = kept.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "transfer-checked"));
    page(&CheckedPage {
        frame,
        file,
        typed: fields,
        outcome,
    })
}

async fn refused(visitor: &Visitor, fields: Fields, key: String) -> Result<Response, Problem> {
    let problem = Some(texts::say(visitor.language(), &key));
    let form = start_page(visitor, fields, problem).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(plain(&form)?)).into_response())
}

fn order(visitor: &Visitor, fields: &Fields, dry_run: bool) -> Result<Order, basics::Code> {
    let text = |name: &str| fields.text(name);
    let connection = ConnectionKind::from_key(text("connection"))
        .filter(|kind| visitor.policy.holds(*kind) && *kind != ConnectionKind::ContactPersonOf);
    let source = SourceKind::from_key(text("source"));
    let today = visitor
        .policy
        .controller()
        .zone
        .day_at(visitor.app.clock().now());
    if text("name").is_empty() {
        return Err(basics::Code::new("transfer.source.missing"));
    }
    Ok(Order {
        terms: Terms {
            connection: connection.ok_or(basics::Code::new("people.field.connection"))?,
            source: source.ok_or(basics::Code::new("people.field.source"))?,
            of: None,
            from: today,
            identity_code_ground: ground_in_notice(&visitor.policy, text("identity_code_ground")),
            artificial: if visitor.app.is_demo() {
                Artificial::Allowed
            } else {
                Artificial::Refused
            },
            language: visitor.language(),
            today,
        },
        source: text("name").chars().take(100).collect(),
        create_likely: fields.ticked("create_likely"),
        ignore_unknown: fields.ticked("ignore_unknown"),
        dry_run,
    })
}

/// `POST /import/go`: imports the sealed upload in the background, and shows how it goes.
async fn go(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    may_import(&visitor).await?;
    let order = match order(&visitor, &fields, false) {
        Ok(order) => order,
        Err(code) => return refused(&visitor, fields, code.text_key()).await,
    };
    let number = fields
        .text("file")
        .parse::<i64>()
        .map_err(|_| Problem::BadForm(language))?;
    let opened = files::open(&visitor.app, &visitor.actor, number).await;
    let file = opened.map_err(|error| Problem::of(&error, language))?;
    let (begun, beginning) = oneshot::channel();
    let (app, actor) = (visitor.app.clone(), visitor.actor.clone());
    tokio::spawn(async move {
        let mut begun = Some(begun);
        let bytes: Zeroizing<Vec<u8>> = file.into_inner();
        let file = std::io::Cursor::new(bytes.as_slice());
        let told = |batch, _counts| {
            if let Some(begun) = begun.take() {
                let _sent = begun.send(batch);
            }
        };
        let imported = import(app.guard(), &actor, file, order, told).await;
        let ended = match imported {
            Ok(_) | Err(Error::Already | Error::Underway) => files::destroy(&app, number).await,
            Err(error) => {
                tracing::error!(code = error.code().as_str(), "an import was cut off");
                Ok(())
            }
        };
        if let Err(error) = ended {
            tracing::error!(code = error.code().as_str(), "an upload was not destroyed");
        }
    });
    match beginning.await {
        Ok(Some(batch)) => {
            Ok(Redirect::to(&["/import/", &batch.to_string()].concat()).into_response())
        }
        _ => refused(&visitor, fields, Error::Already.code().text_key()).await,
    }
}

#[derive(Template)]
#[template(path = "transfer/batch.html")]
struct BatchPage {
    frame: Frame,
    batch: Batch,
    progress: String,
    running: bool,
}

#[derive(Template)]
#[template(path = "transfer/progress.html")]
struct ProgressPart {
    frame: Frame,
    batch: Batch,
    running: bool,
    /// Rows a second, and seconds left.
    pace: Option<(i64, i64)>,
}

/// How long a batch may stand still before it counts as cut off, in milliseconds.
const STILL_MS: i64 = 10 * 60 * 1000;

fn part(visitor: &Visitor, batch: Batch) -> ProgressPart {
    let now = visitor.app.clock().now();
    let ms = batch.ended.unwrap_or(now).ms_since(batch.started).max(1);
    let running = batch.ended.is_none() && ms < STILL_MS.max(batch.counts.all * 100);
    let pace = batch
        .counts
        .done
        .saturating_mul(1000)
        .checked_div(ms)
        .filter(|pace| *pace > 0);
    let left = |pace: i64| (batch.counts.all - batch.counts.done).max(0) / pace;
    let pace = pace.map(|pace| (pace, left(pace)));
    ProgressPart {
        frame: Frame::of(visitor, String::new()),
        batch,
        running,
        pace,
    }
}

async fn found(visitor: &Visitor, batch: BatchId) -> Result<Batch, Problem> {
    may_import(visitor).await?;
    let found = files::batch(&visitor.app, batch).await;
    let found = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    found.ok_or(Problem::NoPage(visitor.language()))
}

/// `GET /import/{batch}`
async fn show(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let batch = found(&visitor, batch).await?;
    let part = part(&visitor, batch.clone());
    let title = texts::say(visitor.language(), "transfer-batch");
    let frame = Frame::of(&visitor, [&title, ": ", &batch.source].concat());
    page(&BatchPage {
        frame,
        batch,
        running: part.running,
        progress: plain(&part)?,
    })
}

/// `GET /import/{batch}/progress`: the part of the page that moves.
async fn progress(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let batch = found(&visitor, batch).await?;
    page(&part(&visitor, batch))
}

/// `GET /import/{batch}/rejected`: the rows that were not taken, with the reasons.
async fn rejected(visitor: Visitor, Id(batch): Id<BatchId>) -> Result<Response, Problem> {
    let language = visitor.language();
    let batch = found(&visitor, batch).await?;
    let file = batch.rejected.ok_or(Problem::NoPage(language))?;
    let opened = files::take_out(&visitor.app, &visitor.actor, file).await;
    let bytes = opened.map_err(|error| Problem::of(&error, language))?;
    let name = HeaderValue::from_static("attachment; filename=\"rivit.csv\"");
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes.to_vec()).into_response())
}
