//! A whole register, taken out as a package and taken in elsewhere.
//!
//! Invariants: the package lies in a new folder of its owner alone, and is removed again where it
//! could not be finished; a register that was only partly filled is never opened.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use clap::Args;
use guard::{Actor, Carried};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::args::SignIn;
use super::failed::Failed;
use super::outward::new_file;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::app::App;

#[derive(Args)]
pub(crate) struct ExportRegister {
    /// A new folder for the package and the notice that goes with it.
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    /// Why: it is sealed into the log of each customer.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who agrees to it and may take out data, where the one who signs in may not; her password is
    /// asked for too.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) with: Option<String>,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

#[derive(Args)]
pub(crate) struct ImportRegister {
    /// The folder of the package.
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// The package in its folder.
const PACKAGE: &str = "register.seloste";
/// The notice in force, for `seloste init`.
const NOTICE: &str = "notice.toml";
/// The shortest passphrase, in characters.
const PASSPHRASE_MIN: usize = 16;

fn passphrase(sign_in: &SignIn, screen: &Screen) -> Result<SecretString, Failed> {
    new_passphrase(sign_in.password_stdin, "cli-passphrase", screen)
}

/// A passphrase that is long enough, from standard input or asked for.
pub(super) fn new_passphrase(
    stdin: bool,
    prompt: &str,
    screen: &Screen,
) -> Result<SecretString, Failed> {
    let words = screen.password(stdin, prompt)?;
    if words.expose_secret().chars().count() < PASSPHRASE_MIN {
        return Err(Failed::usage("cli.passphrase_short"));
    }
    Ok(words)
}

/// `seloste export register`
pub(super) async fn take_out(at: &Place, order: ExportRegister, screen: &Screen) -> Outcome {
    let (app, operator) = at.signed_in(&order.sign_in, screen).await?;
    let done = taken_out(&app, &operator, &order, screen).await;
    app.guard().clone().close().await;
    done
}

async fn taken_out(
    app: &App,
    operator: &Actor,
    order: &ExportRegister,
    screen: &Screen,
) -> Outcome {
    let exporter = match &order.with {
        None => operator.clone(),
        Some(email) => {
            let password = screen.password(order.sign_in.password_stdin, "cli-with-password")?;
            let signed_in = app.guard().accounts().sign_in_once(email, password).await;
            signed_in.map_err(|error| Failed::refused(&error))?
        }
    };
    let words = passphrase(&order.sign_in, screen)?;
    DirBuilder::new()
        .mode(0o700)
        .create(&order.to)
        .map_err(|_| Failed::with("cli.folder_not_made"))?;
    let written = written(app, (operator, &exporter), order, words).await;
    if written.is_err() {
        // Half a package opens nowhere.
        let _left = std::fs::remove_dir_all(&order.to);
    }
    let tables = written?;
    let folder = order.to.display().to_string();
    let notice = order.to.join(NOTICE).display().to_string();
    let values = [("folder", folder.as_str()), ("notice", notice.as_str())];
    let lines = [
        screen.with("cli-whole-out", &values),
        screen.say("cli-whole-next"),
    ];
    screen.result(&json!({ "tables": told(&tables) }), &lines)?;
    Ok(0)
}

async fn written(
    app: &App,
    (operator, exporter): (&Actor, &Actor),
    order: &ExportRegister,
    words: SecretString,
) -> Result<Vec<Carried>, Failed> {
    let target = new_file(&order.to.join(PACKAGE))?;
    let reason = order.reason.trim();
    let guard = app.guard();
    let out = guard.take_out_whole(operator, exporter, reason, words, target);
    let out = out.await.map_err(|error| Failed::of(&error))?;
    let synced = std::fs::File::open(order.to.join(PACKAGE)).and_then(|file| file.sync_all());
    synced.map_err(|_| Failed::with("cli.not_written"))?;
    let mut notice = new_file(&order.to.join(NOTICE))?;
    let written = std::io::Write::write_all(&mut notice, out.notice.as_bytes())
        .and_then(|()| std::io::Write::flush(&mut notice));
    written.map_err(|_| Failed::with("cli.not_written"))?;
    Ok(out.tables)
}

/// Table by table, as data.
fn told(tables: &[Carried]) -> Vec<Value> {
    let one = |table: &Carried| json!({ "table": table.table, "rows": table.rows, "sha256": table.hex() });
    tables.iter().map(one).collect()
}

/// `seloste import register`
pub(super) async fn take_in(at: &Place, order: ImportRegister, screen: &Screen) -> Outcome {
    let package = order.dir.join(PACKAGE);
    if !Path::exists(&package) {
        return Err(Failed::with("whole.unreadable"));
    }
    let folder = at.folder("data");
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let words = match passphrase(&order.sign_in, screen) {
        Ok(words) => words,
        Err(failed) => {
            app.guard().clone().close().await;
            return Err(failed);
        }
    };
    let filling = folder.clone();
    let begun = move || {
        // From here on the register is not opened until it holds everything.
        filling.begin().map_err(|_| guard::Error::NotThere)
    };
    let guard = app.guard().clone();
    let taken = guard.take_in_whole(&actor, package, words, begun).await;
    guard.close().await;
    let taken = taken.map_err(|error| {
        let begun = folder.is_unfinished();
        let lines = begun.then(|| screen.say("cli-whole-anew"));
        Failed::of(&error).about(lines.into_iter().collect())
    })?;
    folder.finish().map_err(|error| Failed::of(&error))?;
    // Opening checks everything once more and writes the blind index.
    let (app, _) = folder.open().await.map_err(|error| Failed::of(&error))?;
    app.guard().clone().close().await;
    let rows: u64 = taken.tables.iter().map(|table| table.rows).sum();
    let values = [
        ("tables", taken.tables.len().to_string()),
        ("rows", rows.to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let line = screen.with("cli-whole-in", &values);
    screen.result(&json!({ "tables": told(&taken.tables) }), &[line])?;
    Ok(0)
}
