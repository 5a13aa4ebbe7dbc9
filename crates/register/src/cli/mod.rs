//! The command line: a thin shell that signs in, calls and prints.
//!
//! Exit codes: 0 done (for a check: clean), 1 failed or found something, 2 wrong usage, 3 refused.

mod args;
mod breach;
mod certificate;
mod compared;
mod copies;
mod disclosures;
mod doctor;
mod failed;
mod files;
mod keep;
mod logging;
mod look;
mod lost;
mod manage;
mod manual;
mod moving;
mod moving_args;
mod notify;
mod operate;
mod outward;
mod reach;
mod relocate;
mod retention;
mod rights;
mod screen;
mod serving;
mod sign_in;
mod tokens;
mod whole;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use basics::{Language, OsEntropy, SystemClock};
use clap::{CommandFactory, Parser};
use guard::Actor;

use crate::app::App;
use crate::folder::Folder;
pub use logging::log_filter;

use args::{Cli, Command, Notice, People, SignIn, Trail};
use failed::Failed;
use screen::Screen;

/// What a command comes to: its exit code where it did not fail.
type Outcome = Result<u8, Failed>;

/// Reads the command line, runs the command, says how it went.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let language = cli.lang.unwrap_or(Language::Fi);
    let mut screen = Screen::new(language, cli.json);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        return ExitCode::FAILURE;
    };
    let outcome = runtime.block_on(run(cli, &mut screen));
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(failed) => {
            screen.complain(&failed);
            ExitCode::from(failed.exit)
        }
    }
}

async fn run(cli: Cli, screen: &mut Screen) -> Outcome {
    let at = Place {
        data: cli.data,
        passphrase: cli.passphrase_file,
        language: screen.language,
    };
    match cli.command {
        Command::Init(order) => Box::pin(operate::init(&at, order, screen)).await,
        Command::Serve(order) => serving::serve(&at, order, screen).await,
        Command::Demo(order) => operate::demo(&at, order, screen).await,
        Command::Sample(order) => operate::sample(&order),
        Command::Backup(order) => keep::backup(&at, order, screen).await,
        Command::Restore(order) => keep::restore(&at, order, screen).await,
        Command::Keys(order) => keep::keys(&at, order, screen).await,
        Command::Doctor(order) => doctor::doctor(&at, order, screen).await,
        Command::Certificate(order) => certificate::certificate(&at, order, screen),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "seloste", &mut script);
            screen.bytes(&script)?;
            Ok(0)
        }
        Command::Manual { to } => manual::manual(&to),
        Command::Export(outward::Export::Customers(order)) => {
            outward::customers(&at, order, screen).await
        }
        Command::Export(outward::Export::Register(order)) => {
            whole::take_out(&at, order, screen).await
        }
        Command::Import(order) => moving::import(&at, order, screen).await,
        Command::Move(order) => relocate::relocate(&at, order, screen).await,
        Command::Staff(order) => manage::staff(&at, order, screen).await,
        Command::Token(order) => tokens::token(&at, order, screen).await,
        Command::Find(order) => look::find(&at, order, screen).await,
        Command::People(People::Show { id, sign_in }) => {
            look::show(&at, &id, sign_in, screen).await
        }
        Command::Trail(Trail::Show {
            party,
            actor,
            sign_in,
        }) => look::trail(&at, party, actor, sign_in, screen).await,
        Command::Trail(Trail::Verify { against }) => operate::verify(&at, against, screen).await,
        Command::Trail(Trail::Prove { what, key, sign_in }) => match what.parse() {
            Ok(line) => {
                let sign_in = sign_in.given().ok_or(Failed::usage("cli.nobody"))?;
                look::prove(&at, line, sign_in, screen).await
            }
            Err(_) => retention::prove(&what.into(), key.as_deref(), screen),
        },
        Command::Breach(order) => breach::breach(&at, order, screen).await,
        Command::Disclosures(order) => disclosures::disclosures(&at, order, screen).await,
        Command::Retention(order) => retention::retention(&at, order, screen).await,
        Command::Rights(order) => rights::rights(&at, order, screen).await,
        Command::Trail(Trail::Checkpoint) => operate::checkpoint(&at, screen).await,
        Command::Trail(Trail::ChangedAfter { sign_in }) => {
            lost::changed_after(&at, &sign_in, screen).await
        }
        Command::Notice(Notice::Publish {
            file,
            in_force,
            sign_in,
        }) => manage::publish(&at, &file, in_force.as_deref(), sign_in, screen).await,
        Command::Notice(Notice::Versions) => look::versions(&at, screen).await,
        Command::Notice(order) => files::notice(order, screen),
    }
}

/// Where the register lies.
struct Place {
    data: Option<PathBuf>,
    /// The file that holds the passphrase of a locked root key.
    passphrase: Option<PathBuf>,
    language: Language,
}

impl Place {
    fn folder(&self, default: &str) -> Folder {
        let dir = self.data.clone().unwrap_or_else(|| PathBuf::from(default));
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        let screen = Screen::new(self.language, false);
        let ask = move || screen.password(false, "cli-root-passphrase").ok();
        Folder::new(dir, Arc::new(SystemClock), Arc::new(OsEntropy))
            .with_credentials(credentials)
            .with_passphrase(self.passphrase.clone(), Arc::new(ask))
    }

    async fn open(&self) -> Result<App, Failed> {
        let (app, _) = self
            .folder("data")
            .open()
            .await
            .map_err(|error| Failed::of(&error))?;
        Ok(app)
    }

    /// The register, and whoever signs in to it.
    async fn signed_in(&self, who: &SignIn, screen: &Screen) -> Result<(App, Actor), Failed> {
        let password = screen.password(who.password_stdin, "cli-password")?;
        let app = self.open().await?;
        let signed_in = app
            .guard()
            .accounts()
            .sign_in_once(&who.email, password)
            .await;
        let actor = signed_in.map_err(|error| Failed::refused(&error))?;
        Ok((app, actor))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
