//! Making, serving and looking after a register: commands that open no personal data.

use std::path::PathBuf;
use std::sync::Arc;

use basics::{Day, Instant, Language, SystemClock};
use guard::{NewAccount, NewPassword, StartError};
use policy::{Policy, Right};
use serde_json::json;

use super::args::{Demo, Init, Sample};
use super::failed::Failed;
use super::logging;
use super::reach::{LogForm, Reached, hosts, make_certificate, shown};
use super::screen::Screen;
use super::serving::{Signals, serve_app};
use super::{Outcome, Place};
use crate::demo::{self as made_up, Behind};
use crate::folder::{Config, Folder, FolderError};
use crate::listen::{Door, Made};
use crate::setup::found;
use crate::web;

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
    let names = hosts(&order.hosts)?;
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
        ..Config::default()
    };
    let there = folder.path().exists();
    let first = NewAccount {
        name,
        email: email.folded(),
        language: screen.language,
        password,
        roles,
    };
    let made = found(&folder, &config, (text.as_str(), in_force), first).await;
    made.map_err(|error| Failed::of(&error))?;
    let certified = match names.as_slice() {
        [] => Ok(None),
        names => make_certificate(&Made::within(folder.path()), names, false).map(Some),
    };
    let facts = certified.as_ref().ok().cloned().flatten();
    finished(&folder, there, certified.map(drop))?;
    screen.tell(&screen.with(
        "cli-init-done",
        &[("folder", &folder.path().display().to_string())],
    ));
    if let Some(facts) = facts {
        screen.tell(&shown(&facts, screen));
    }
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
    logging::begin(LogForm::Json);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let reached = Reached {
        listen: order.listen,
        door: Door::Loopback,
        operations: None,
        limits: web::Limits::default(),
    };
    serve_app(
        app,
        reached,
        (true, Signals::heeded()),
        (&stop, stopped),
        screen,
    )
    .await
}

async fn make_demo(folder: &Folder, customers: u32, screen: &Screen) -> Result<(), Failed> {
    screen.tell(&screen.say("cli-demo-making"));
    if folder.is_unfinished_demo() {
        folder.remove(true);
    }
    let there = folder.path().exists();
    let config = Config {
        demo: true,
        ..Config::default()
    };
    let clock = Arc::new(Behind::new(folder.clock()));
    let maker = folder.clone().with_clock(clock.clone());
    let made = maker.make(&config, made_up::SEED_NOTICE, None).await;
    let app = made.map_err(|error| Failed::of(&error))?;
    let filled = made_up::fill(&app, &clock, customers).await;
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
pub(super) fn line_of(error: &guard::NotTrue, screen: &Screen) -> Option<String> {
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
