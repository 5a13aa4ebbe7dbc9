//! Backups and keys on the command line: commands that open no personal data.

use basics::Coded;
use guard::{BackupError, StartError, StartReport};
use secrecy::ExposeSecret;
use serde_json::json;

use super::args::{Backup, Keys, Restore};
use super::failed::Failed;
use super::screen::Screen;
use super::whole::new_passphrase;
use super::{Outcome, Place};
use crate::app::App;
use crate::folder::FolderError;
use crate::keeping::{self, KeepingError, Order, Restored};

/// A failure of a backup, with the part it is about, or how many lots have no key.
fn failed(error: &BackupError, screen: &Screen) -> Failed {
    let about = match error {
        BackupError::Damaged { part } => vec![part.clone()],
        BackupError::Guard(guard) => keys_missing(guard, screen),
        _ => Vec::new(),
    };
    Failed::of(error).about(about)
}

/// How many lots have no key, where the keys are too old.
fn keys_missing(error: &guard::Error, screen: &Screen) -> Vec<String> {
    let told = |count: i64| screen.with("keeping-keys-missing", &[("count", &count.to_string())]);
    error.keys_missing().map(told).into_iter().collect()
}

/// Why a register did not open, with how many lots have no key.
pub(super) fn not_opened(error: &FolderError, screen: &Screen) -> Failed {
    let about = match error {
        FolderError::Start(StartError::Guard(guard)) | FolderError::Guard(guard) => {
            keys_missing(guard, screen)
        }
        _ => Vec::new(),
    };
    Failed::of(error).about(about)
}

/// The register as it lies there: neither a backup nor a copy of the keys needs the index.
async fn opened(at: &Place, screen: &Screen) -> Result<App, Failed> {
    let opened = at.folder("data").open_unindexed().await;
    opened
        .map(|(app, _)| app)
        .map_err(|error| not_opened(&error, screen))
}

/// `seloste backup`
pub(super) async fn backup(at: &Place, order: Backup, screen: &Screen) -> Outcome {
    let app = opened(at, screen).await?;
    let (program, demo) = (env!("CARGO_PKG_VERSION"), app.is_demo());
    let made = app.guard().back_up(order.to, program, demo).await;
    app.guard().clone().close().await;
    let made = made.map_err(|error| failed(&error, screen))?;
    let folder = made.folder.display().to_string();
    let (parties, lines) = (made.manifest.rows("party"), made.manifest.rows("line"));
    let (files, bytes) = (made.manifest.rows("files"), made.manifest.bytes());
    let json = json!({
        "folder": folder, "parties": parties, "lines": lines, "files": files, "bytes": bytes,
    });
    let values = [
        ("folder", folder),
        ("parties", parties.to_string()),
        ("lines", lines.to_string()),
        ("files", files.to_string()),
        ("kilobytes", bytes.div_ceil(1_000).to_string()),
    ];
    screen.result(&json, &[said(screen, "keeping-backup-made", &values)])?;
    if !screen.json {
        screen.tell(&screen.say("keeping-backup-guidance"));
    }
    Ok(0)
}

/// A text with values of ours.
fn said(screen: &Screen, key: &str, values: &[(&str, String)]) -> String {
    let values = values.iter().map(|(name, value)| (*name, value.as_str()));
    screen.with(key, &values.collect::<Vec<_>>())
}

/// `seloste restore`
pub(super) async fn restore(at: &Place, order: Restore, screen: &Screen) -> Outcome {
    let folder = at.folder("data");
    let rehearse = order.rehearse;
    let order = Order {
        backup: order.backup,
        replace: order.replace,
        keys: order.keys,
        root_key: order.root_key,
        trail_lost: order.trail_lost,
        postgres: order.postgres,
    };
    let done = if rehearse {
        keeping::rehearse(&folder, &order).await
    } else {
        keeping::restore(&folder, &order).await
    };
    let done = done.map_err(|error| match &error {
        KeepingError::Backup(error) => failed(error, screen),
        error => Failed::of(error),
    })?;
    let lines = told(&done, rehearse, screen);
    screen.result(&as_json(&done), &lines)?;
    Ok(0)
}

fn as_json(done: &Restored) -> serde_json::Value {
    let report = &done.report;
    json!({
        "backup": done.backup.display().to_string(),
        "parties": done.manifest.rows("party"),
        "lines": done.verified.lines,
        "files": done.manifest.rows("files"),
        "erased_again": report.mended.erased_again,
        "erased_from_trail": report.erased_from_trail,
        "noes_restored": report.noes_restored,
        "settled": report.settled,
        "indexed": done.indexed,
        "own_trail": done.own_trail,
        "changed_after": done.changed_after,
        "trail_lost": done.lost.is_some(),
        "kept": done.kept.as_ref().map(|kept| kept.display().to_string()),
        "took_ms": u64::try_from(done.took_ms).unwrap_or(u64::MAX),
    })
}

fn told(done: &Restored, rehearsed: bool, screen: &Screen) -> Vec<String> {
    let key = if rehearsed {
        "keeping-rehearsed"
    } else {
        "keeping-restored"
    };
    let values = [
        ("backup", done.backup.display().to_string()),
        ("parties", done.manifest.rows("party").to_string()),
        ("lines", done.verified.lines.to_string()),
        ("files", done.manifest.rows("files").to_string()),
        ("seconds", done.took_ms.div_ceil(1_000).to_string()),
    ];
    let mut lines = vec![said(screen, key, &values), replayed(&done.report, screen)];
    if done.lost.is_some() && !rehearsed {
        lines.push(screen.say("keeping-trail-lost"));
    }
    if done.own_trail {
        lines.push(screen.say("keeping-own-trail"));
    }
    lines.extend(changed_after(done, rehearsed, screen));
    if let Some(kept) = &done.kept {
        let kept = ("folder", kept.display().to_string());
        lines.push(said(screen, "keeping-kept", &[kept]));
    }
    lines
}

/// What of the register was changed after the backup and is to be done again.
fn changed_after(done: &Restored, rehearsed: bool, screen: &Screen) -> Option<String> {
    match done.changed_after {
        Some(0) => None,
        Some(count) => {
            let count = [("count", count.to_string())];
            Some(said(screen, "keeping-changed-after", &count))
        }
        None => (!rehearsed).then(|| screen.say("keeping-changed-unknown")),
    }
}

/// What the start did again that the backup did not know.
fn replayed(report: &StartReport, screen: &Screen) -> String {
    let erased = report.mended.erased_again + report.erased_from_trail;
    let values = [
        ("erased", erased.to_string()),
        ("noes", report.noes_restored.to_string()),
        ("lines", report.settled.to_string()),
    ];
    said(screen, "keeping-replayed", &values)
}

/// `seloste keys`
pub(super) async fn keys(at: &Place, order: Keys, screen: &Screen) -> Outcome {
    match order {
        Keys::Copy { to } => {
            let app = opened(at, screen).await?;
            let copied = app.guard().copy_keys(to.clone()).await;
            app.guard().clone().close().await;
            let keys = copied.map_err(|error| failed(&error, screen))?;
            let folder = to.display().to_string();
            let json = json!({ "folder": folder, "keys": keys });
            let values = [("folder", folder), ("keys", keys.to_string())];
            screen.result(&json, &[said(screen, "keeping-keys-copied", &values)])?;
            if !screen.json {
                screen.tell(&screen.say("keeping-keys-guidance"));
            }
            Ok(0)
        }
        Keys::Passphrase {
            remove,
            passphrase_stdin,
        } => passphrase(at, remove, passphrase_stdin, screen),
        Keys::Rotate { index: false } => rotate(at, screen).await,
        Keys::Rotate { index: true } => {
            let rotated = keeping::change_index_key(&at.folder("data")).await;
            let indexed = rotated.map_err(|error| Failed::of(&error))?;
            let json = json!({ "changed": true, "indexed": indexed });
            let values = [("parties", indexed.to_string())];
            screen.result(&json, &[said(screen, "keeping-index-changed", &values)])?;
            Ok(0)
        }
    }
}

async fn rotate(at: &Place, screen: &Screen) -> Outcome {
    let folder = at.folder("data");
    let file = folder
        .own_root_key_file()
        .map_err(|error| Failed::of(&error))?;
    let app = at.open().await?;
    let changed = app.guard().change_root(file).await;
    app.guard().clone().close().await;
    let begun = changed.map_err(|error| {
        let code = error.code();
        tracing::warn!(code = code.as_str(), "the change of the root key broke off");
        Failed::of(&error)
    })?;
    let json = json!({ "changed": true, "continued": !begun });
    screen.result(&json, &[screen.say("keeping-root-changed")])?;
    if !screen.json {
        screen.tell(&screen.say("keeping-root-guidance"));
    }
    Ok(0)
}

/// `seloste keys passphrase`
fn passphrase(at: &Place, remove: bool, stdin: bool, screen: &Screen) -> Outcome {
    let folder = at.folder("data");
    let given = if remove {
        None
    } else {
        let new = new_passphrase(stdin, "cli-new-passphrase", screen)?;
        // Nobody sees what is typed, and without it nothing opens.
        let again = if stdin {
            new.clone()
        } else {
            screen.password(false, "cli-new-passphrase-again")?
        };
        if again.expose_secret() != new.expose_secret() {
            return Err(Failed::usage("cli.passphrase_differs"));
        }
        Some(new)
    };
    let locked = folder.lock_root_key(given.as_ref());
    locked.map_err(|error| Failed::of(&error))?;
    let (done, guidance) = match given {
        Some(_) => ("keeping-passphrase-set", "keeping-passphrase-guidance"),
        None => ("keeping-passphrase-removed", "keeping-passphrase-open"),
    };
    screen.result(&json!({ "locked": !remove }), &[screen.say(done)])?;
    if !screen.json {
        screen.tell(&screen.say(guidance));
    }
    Ok(0)
}
