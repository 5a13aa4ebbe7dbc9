//! `cargo xtask torture`: the storm and the generated inputs, for as long as one likes.
//!
//! The tests run both for seconds only. Here the same tests run long: one storm after the other, on
//! each engine, and every parser with as many made-up inputs as the time is worth. A storm says
//! which seed it began with, so that it can be looked at again.

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::command::{cargo, went_well};
use crate::need;

/// How long, where, from which seed.
#[derive(Debug, Args)]
pub(crate) struct TortureOptions {
    /// How long the storm lasts on each engine.
    #[arg(long, value_name = "N", default_value_t = 10)]
    minutes: u64,
    /// Where the register lies.
    #[arg(long, value_enum, default_value_t = Where::Both)]
    engine: Where,
    /// What everything random is drawn from.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Made-up inputs for each parser; 0 leaves the parsers in peace.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    inputs: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Where {
    /// In files.
    Sqlite,
    /// On a server of its own, with a standby.
    Postgres,
    /// On both, one after the other.
    Both,
}

/// The test that is the storm; the engine's name is its end.
const STORM: &str = "storm::whatever_goes_wrong_nothing_confirmed_is_lost_and_nothing_leaks::";

/// Runs it; true if all of it held.
///
/// # Errors
///
/// If cargo can't be started, or the runner of the tests can't be had.
pub(crate) fn run(root: &Path, options: &TortureOptions) -> Result<bool> {
    let mut good = true;
    let cases = [
        (Where::Sqlite, "case_1_sqlite"),
        (Where::Postgres, "case_2_postgres"),
    ];
    for (engine, case) in cases {
        if options.engine != Where::Both && options.engine != engine {
            continue;
        }
        let test = [STORM, case].concat();
        let mut storm = cargo(
            root,
            &[
                "test",
                "--locked",
                "--package",
                "seloste",
                "--test",
                "torture",
            ],
        );
        storm.args(["--", "--exact", &test, "--nocapture"]);
        storm.env(
            "SELOSTE_TORTURE_SECONDS",
            (options.minutes * 60).to_string(),
        );
        storm.env("SELOSTE_TORTURE_SEED", options.seed.to_string());
        good &= went_well(&mut storm)?;
    }
    if options.inputs > 0 {
        need::runner(root)?;
        // Parsers stand in every crate, and their generated inputs beside them.
        let mut parsers = cargo(root, &["nextest", "run", "--locked", "--no-fail-fast"]);
        parsers
            .args(["--workspace", "--lib"])
            .env("PROPTEST_CASES", options.inputs.to_string());
        good &= went_well(&mut parsers)?;
    }
    Ok(good)
}
