//! Everything a developer or the build server runs: the tests with all they need, tidiness, a
//! development database, the benchmarks, the dependency check.
//!
//! Invariant: whatever a command starts ends with it, also when it fails or is killed
//! (see [`keeper`]).

#![expect(
    clippy::print_stdout,
    reason = "a tool at the terminal: what it prints is its result"
)]

mod bench;
mod browser;
mod cluster;
mod command;
mod counts;
mod db;
mod deny;
mod interface;
mod keeper;
mod need;
mod package;
mod second_machine;
mod test;
mod tidy;
mod torture;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};

/// What stands between `cargo xtask` and the end of the line.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Tests, tidiness and what they need")]
struct Line {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Runs everything: format, tidiness, lints, tests on both engines, browser tests.
    Test(TestOptions),
    /// Tries the interface for programs against its description.
    Interface,
    /// Checks the rules of the house that no compiler knows.
    Tidy,
    /// Starts a `PostgreSQL` for development and prints the line that tells the tests of it.
    Db {
        /// Stops it and removes its data instead.
        #[arg(long)]
        stop: bool,
    },
    /// Takes the pictures that README and the docs show, of the demo in a browser.
    Pictures,
    /// Runs the stories of a second machine: TLS between two network namespaces.
    SecondMachine,
    /// Checks the service's unit and what the package says of itself; builds and tries the package
    /// where that is asked for.
    Package(package::PackageOptions),
    /// Lets everything go wrong for as long as one likes, and checks that nothing is lost.
    Torture(torture::TortureOptions),
    /// Measures the program, each figure beside its floor.
    Bench(bench::BenchOptions),
    /// Checks licences, sources, duplicates and known weaknesses of every dependency.
    Deny {
        /// Leaves out the advisories, whose list is fetched over the network.
        #[arg(long)]
        without_advisories: bool,
    },
}

/// How much of the tests to run.
#[derive(Debug, Default, Args)]
struct TestOptions {
    /// Leaves out lints, doc tests and the browser.
    #[arg(long)]
    fast: bool,
    /// Only this package; may be given more than once. Leaves out the browser.
    #[arg(short, long = "package", value_name = "CRATE")]
    packages: Vec<String>,
    /// Handed to the test runner as it stands, such as part of a test's name.
    #[arg(last = true, value_name = "FILTER")]
    filter: Vec<String>,
}

fn main() -> ExitCode {
    match perform(&Line::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Result<bool> {
    let root = root()?;
    match task {
        Task::Test(options) => test::run(&root, options),
        Task::Interface => interface::run(&root).map(|(good, _)| good),
        Task::Tidy => tidy::run(&root),
        Task::Db { stop: false } => db::start(),
        Task::Db { stop: true } => db::stop(),
        Task::Pictures => browser::pictures(&root),
        Task::SecondMachine => match second_machine::run(&root)? {
            second_machine::Outcome::Ran(good, counts) => {
                println!("{counts}");
                Ok(good)
            }
            second_machine::Outcome::NotPermitted(why) => {
                println!("second machine: left out, namespaces may not be made here: {why}");
                Ok(true)
            }
        },
        Task::Package(options) => package::run(&root, options),
        Task::Torture(options) => torture::run(&root, options),
        Task::Bench(options) => bench::run(&root, options),
        Task::Deny { without_advisories } => deny::run(&root, *without_advisories),
    }
}

/// The folder of the workspace: the one above this crate's, as cargo names it when it runs us. A
/// build folder may be shared by several checkouts, so what was true while compiling is only the
/// second choice.
fn root() -> Result<PathBuf> {
    let own = command::environment("CARGO_MANIFEST_DIR");
    let own = PathBuf::from(own.as_deref().unwrap_or(env!("CARGO_MANIFEST_DIR")));
    let root = own
        .parent()
        .context("the crate xtask lies in no workspace")?;
    Ok(root.to_path_buf())
}
