//! Making, serving and looking after a register: commands that open no personal data.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use basics::{Coded, Day, Instant, Language, OsEntropy, SystemClock};
use guard::{NewAccount, NewPassword, StartError};
use policy::{Policy, Right};
use serde_json::json;

use super::args::{Demo, Doctor, Init, Sample, Serve};
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::app::App;
use crate::folder::{Config, Folder, FolderError};
use crate::{demo as made_up, jobs, keeping, routes, web};

/// Reads a notice file that a command was given.
pub(super) fn notice_text(file: &PathBuf) -> Result<String, Failed> {
    let bytes = std::fs::read(file).map_err(|_| Failed::with("cli.notice.unreadable"))?;
    String::from_utf8(bytes).map_err(|_| Failed::with("cli.notice.not_text"))
}

/// The notice in types, or every problem with its line and column.
pub(super) fn parsed(
    text: &str,
    file: &std::path::Path,
    language: Language,
) -> Result<Policy, Failed> {
    let name = file
        .file_name()
        .map_or_else(|| "notice".into(), |name| name.to_string_lossy());
    Policy::parse(text, &name).map_err(|broken| {
        let lines = broken.iter().map(|one| one.line_in(language)).collect();
        Failed::with("access.notice.broken").about(lines)
    })
}

/// From when a notice was in force, as a command was told: a day, `unknown`, or now.
pub(super) fn in_force(
    told: Option<&str>,
    policy: &Policy,
    now: Instant,
) -> Result<Option<Instant>, Failed> {
    match told {
        None => Ok(Some(now)),
        Some("unknown") => Ok(None),
        Some(text) => {
            let day = Day::parse(text).map_err(|_| Failed::usage("people.field.date"))?;
            Ok(Some(policy.controller().zone.start_of(day)))
        }
    }
}

/// `seloste init`
pub(super) async fn init(at: &Place, order: Init, screen: &Screen) -> Outcome {
    let text = notice_text(&order.notice)?;
    let policy = parsed(&text, &order.notice, screen.language)?;
    let folder = at.folder("data");
    let in_force = in_force(order.in_force.as_deref(), &policy, clock_now())?;
    let email = formats::Email::parse(&order.admin).map_err(|error| Failed::of(&error))?;
    let name = account_name(order.admin_name.as_deref().unwrap_or(email.as_str()))?;
    let password = screen.password(order.password_stdin, "cli-new-password")?;
    let password = NewPassword::parse(password, &[&name, email.as_str()]);
    let password = password.map_err(|error| Failed::of(&error))?;
    let manages = policy.roles().iter().filter(|role| {
        [Right::Staff, Right::Settings]
            .iter()
            .any(|right| role.rights.contains(right))
    });
    let roles: Vec<_> = manages.map(|role| role.key.clone()).collect();
    if roles.is_empty() {
        return Err(Failed::with("cli.notice.no_administrator"));
    }
    let config = Config {
        postgres: order.postgres,
        demo: false,
    };
    let there = folder.path().exists();
    let app = folder
        .make(&config, &text, in_force)
        .await
        .map_err(|error| Failed::of(&error))?;
    let first = NewAccount {
        name,
        email: email.folded(),
        language: screen.language,
        password,
        roles,
    };
    let added = app.guard().accounts().add_first(first).await;
    app.guard().clone().close().await;
    let added = added.map_err(|error| Failed::of(&error));
    finished(&folder, there, added.map(drop))?;
    screen.tell(&screen.with(
        "cli-init-done",
        &[("folder", &folder.path().display().to_string())],
    ));
    Ok(0)
}

/// A register that got all it must hold opens from now on; of another nothing remains.
fn finished(folder: &Folder, there: bool, filled: Result<(), Failed>) -> Result<(), Failed> {
    let finish = || folder.finish().map_err(|error| Failed::of(&error));
    let finished = filled.and_then(|()| finish());
    if finished.is_err() {
        folder.remove(there);
    }
    finished
}

/// The name of an account, as a command was given it.
pub(super) fn account_name(text: &str) -> Result<String, Failed> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Failed::of(&guard::Refused::Name));
    }
    Ok(name.to_owned())
}

fn clock_now() -> Instant {
    use basics::Clock;
    SystemClock.now()
}

/// `seloste serve`
pub(super) async fn serve(at: &Place, order: Serve, screen: &Screen) -> Outcome {
    log();
    let app = at.open().await?;
    let limits = web::Limits::of(order.requests_per_second);
    serve_app(app, limits, order.listen, !order.no_jobs, screen).await
}

/// How long jobs and imports may go on after the stop.
const GRACE: Duration = Duration::from_secs(10);

async fn serve_app(
    app: App,
    limits: web::Limits,
    listen: std::net::SocketAddr,
    with_jobs: bool,
    screen: &Screen,
) -> Outcome {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let jobs = with_jobs.then(|| tokio::spawn(jobs::schedule(app.clone(), stopped)));
    let router = web::shell_limited(limits, web::Transport::Plain, app.clone(), routes());
    let listening = |address: std::net::SocketAddr| {
        let port = address.port().to_string();
        screen.tell(&screen.with(
            "cli-serving",
            &[("address", ["http://localhost:", &port].concat().as_str())],
        ));
    };
    let served = web::serve(router, listen, signal(), listening).await;
    stop.send_replace(true);
    // What was begun is finished, if it takes no longer than that: jobs and imports go on where
    // they were cut off.
    let ending = async {
        if let Some(jobs) = jobs {
            drop(jobs.await);
        }
        app.finish().await;
    };
    if tokio::time::timeout(GRACE, ending).await.is_err() {
        tracing::warn!("jobs or imports were cut off at the stop");
    }
    app.guard().clone().close().await;
    served.map(|()| 0).map_err(|error| Failed::of(&error))
}

/// Ends when the process is told to stop. It listens for that from the call on, before anybody is
/// told that the register is served: a stop that comes right after it is not lost.
fn signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};
    async fn received(signal: std::io::Result<Signal>) {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    }
    let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
    let (terminate, interrupt) = (signal(terminate), signal(interrupt));
    async {
        tokio::select! {
            () = received(terminate) => {}
            () = received(interrupt) => {}
        }
    }
}

/// What is logged, as an operator asked for it. Libraries that name what was asked for in their
/// finest steps are held at warnings, whatever she asks.
#[must_use]
pub fn log_filter(asked: &str) -> tracing_subscriber::EnvFilter {
    let mut filter = tracing_subscriber::EnvFilter::new(asked);
    for held in [
        "tower_http=warn",
        "hyper=warn",
        "hyper_util=warn",
        "tokio_postgres=warn",
    ] {
        if let Ok(directive) = held.parse() {
            filter = filter.add_directive(directive);
        }
    }
    filter
}

fn log() {
    let asked = std::env::var_os("SELOSTE_LOG").and_then(|asked| asked.into_string().ok());
    let filter = log_filter(asked.as_deref().unwrap_or("warn,seloste=info"));
    let log = tracing_subscriber::fmt().json().with_env_filter(filter);
    let set = log.with_writer(std::io::stderr).try_init();
    drop(set);
}

/// `seloste demo`
pub(super) async fn demo(at: &Place, order: Demo, screen: &Screen) -> Outcome {
    let folder: Folder = at.folder("demo-data");
    if !folder.holds_register() || folder.is_unfinished_demo() {
        make_demo(&folder, order.customers, screen).await?;
    }
    let (app, _) = folder.open().await.map_err(|error| Failed::of(&error))?;
    if !app.is_demo() {
        return Err(Failed::with("cli.demo.not_a_demo"));
    }
    screen.line(&screen.say("cli-demo-sign-ins"))?;
    for (email, title) in made_up::sign_ins(screen.language) {
        screen.line(&[&email, " ", made_up::PASSWORD, "   ", &title].concat())?;
    }
    if order.no_serve {
        app.guard().clone().close().await;
        return Ok(0);
    }
    log();
    serve_app(app, web::Limits::default(), order.listen, true, screen).await
}

async fn make_demo(folder: &Folder, customers: u32, screen: &Screen) -> Result<(), Failed> {
    screen.tell(&screen.say("cli-demo-making"));
    if folder.is_unfinished_demo() {
        folder.remove(true);
    }
    let there = folder.path().exists();
    let config = Config {
        postgres: None,
        demo: true,
    };
    let made = folder.make(&config, made_up::SEED_NOTICE, None).await;
    let app = made.map_err(|error| Failed::of(&error))?;
    let filled = made_up::fill(&app, customers).await;
    app.guard().clone().close().await;
    finished(folder, there, filled.map_err(|error| Failed::of(&error)))
}

/// `seloste sample`
pub(super) fn sample(order: &Sample) -> Outcome {
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = sample::write_csv(order.csv, order.seed, sample::IdentityCodes::None, out);
    written.map(|()| 0).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidInput => Failed::usage("cli.sample.too_many"),
        _ => Failed::with("cli.not_printed"),
    })
}

/// `seloste trail verify`
pub(super) async fn verify(at: &Place, against: Option<PathBuf>, screen: &Screen) -> Outcome {
    let against = match against {
        Some(file) => {
            let read = std::fs::read_to_string(file);
            Some(read.map_err(|_| Failed::with("cli.checkpoint.unreadable"))?)
        }
        None => None,
    };
    let verified = at.folder("data").verify_trail(against).await;
    let found = verified.map_err(|error| {
        let line = match &error {
            FolderError::Start(StartError::Trail(untrue)) => line_of(untrue, screen),
            _ => None,
        };
        Failed::of(&error).about(line.into_iter().collect())
    })?;
    let json = json!({ "lines": found.lines, "expired": found.expired, "months": found.months, "checkpoints": found.checkpoints });
    let (lines, months) = (found.lines.to_string(), found.months.to_string());
    let values = [("lines", lines.as_str()), ("months", months.as_str())];
    screen.result(&json, &[screen.with("cli-trail-true", &values)])?;
    Ok(0)
}

/// Which line of the trail is the first that is not true.
fn line_of(error: &guard::NotTrue, screen: &Screen) -> Option<String> {
    let line = error.line()?.to_string();
    Some(screen.with("cli-trail-line", &[("line", &line)]))
}

/// `seloste trail checkpoint`
pub(super) async fn checkpoint(at: &Place, screen: &Screen) -> Outcome {
    let app = at.open().await?;
    let note = app
        .guard()
        .signed_checkpoint()
        .await
        .map_err(|error| Failed::of(&error))?;
    screen.bytes(
        note.ok_or_else(|| Failed::with("cli.checkpoint.empty"))?
            .as_bytes(),
    )?;
    Ok(0)
}

/// `seloste doctor`
pub(super) async fn doctor(at: &Place, order: Doctor, screen: &Screen) -> Outcome {
    let folder = Folder::new(
        at.data.clone().unwrap_or_else(|| PathBuf::from("data")),
        Arc::new(SystemClock),
        Arc::new(OsEntropy),
    );
    let (app, report) = folder.open().await.map_err(|error| Failed::of(&error))?;
    let mut findings: Vec<(String, String)> = Vec::new();
    let mut found = |code: &str, text: String| findings.push((code.to_owned(), text));
    if report.mended != guard::Mended::default()
        || report.settled + report.erased_from_trail + report.noes_restored > 0
    {
        // Mended already: told, and no finding.
        screen.tell(&screen.say("cli-doctor-mended"));
    }
    if order.run_jobs {
        jobs::run_all(&app)
            .await
            .map_err(|error| Failed::of(&error))?;
    }
    if let Err(error) = app.guard().verify_trail(None).await {
        let mut text = screen.say(&error.code().text_key());
        text.extend(line_of(&error, screen).map(|line| [" ", &line].concat()));
        found(error.code().as_str(), text);
    }
    if let Err(error) = app.guard().ready().await {
        found(error.code().as_str(), screen.say(&error.code().text_key()));
    }
    for job in jobs::states(&app)
        .await
        .map_err(|error| Failed::of(&error))?
    {
        let name = screen.say(&["job-", &job.name].concat());
        if job.overdue {
            found(
                "jobs.overdue",
                [&name, ": ", &screen.say("error-jobs-overdue")].concat(),
            );
        }
        if let Some(code) = &job.failed {
            let key = ["error-", &code.replace(['.', '_'], "-")].concat();
            found(code, [&name, ": ", &screen.say(&key)].concat());
        }
    }
    for due in keeping::due(&app)
        .await
        .map_err(|error| Failed::of(&error))?
    {
        let key = ["error-", &due.code().replace(['.', '_'], "-")].concat();
        findings.push((due.code().to_owned(), screen.say(&key)));
    }
    let json = json!({ "findings": findings.iter().map(|(code, _)| code).collect::<Vec<_>>() });
    let mut lines: Vec<String> = findings.iter().map(|(_, text)| text.clone()).collect();
    if lines.is_empty() {
        lines.push(screen.say("cli-doctor-well"));
    }
    screen.result(&json, &lines)?;
    app.guard().clone().close().await;
    Ok(u8::from(!findings.is_empty()))
}
