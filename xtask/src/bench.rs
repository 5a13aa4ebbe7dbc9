//! `cargo xtask bench`: builds the program as it is released, without the long work over all
//! libraries at the end, and measures it with the crate `bench`.
//!
//! Building it anew takes a while, so its build folder is kept; it is built at low priority, to
//! leave the machine usable.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::cluster::Cluster;
use crate::command::{environment, program, went_well};
use crate::need;

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    /// Customers in the register; may be given more than once.
    #[arg(long, value_name = "N", default_values_t = [100_000])]
    pub(crate) parties: Vec<u64>,
    /// `sqlite` or `postgres`.
    #[arg(long, value_name = "ENGINE", default_value = "sqlite")]
    pub(crate) engine: String,
    /// Milliseconds of each round.
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    pub(crate) round_ms: u64,
    /// Where the registers are made, removed afterwards: on the disk that is to be measured.
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
    /// How the program is built: `measured`, `release`, or `dev` to try the harness itself.
    #[arg(long, value_name = "PROFILE", default_value = "measured")]
    pub(crate) profile: String,
    /// Where the figures go; `bench` in the build folder where it is left out.
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<PathBuf>,
}

/// Builds, measures, writes the figures; true if it went well.
///
/// # Errors
///
/// If something cannot be built or started.
pub(crate) fn run(root: &Path, options: &BenchOptions) -> Result<bool> {
    let profile = options.profile.as_str();
    let build = ["build", "--locked", "--profile", profile];
    let what = ["--package", "seloste", "--package", "bench"];
    let mut command = program(root, "nice", &["-n", "5", env!("CARGO")]);
    command.args(build).args(what);
    if !went_well(&mut command)? {
        return Ok(false);
    }
    let target = environment("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let programs = target.join(if profile == "dev" { "debug" } else { profile });
    let cluster = match options.engine.as_str() {
        "sqlite" => None,
        "postgres" => Some(Cluster::durable(&need::postgres()?)?),
        other => bail!("no engine {other}: sqlite or postgres"),
    };
    let to = options.to.clone().unwrap_or_else(|| target.join("bench"));
    let mut bench = program(root, path(&programs.join("bench"))?, &[]);
    bench
        .args(["--engine", &options.engine])
        .args(["--built", &["profile ", profile].concat()])
        .args(["--round-ms", &options.round_ms.to_string()])
        .arg("--program")
        .arg(programs.join("seloste"))
        .arg("--notice")
        .arg(root.join("notice/tlmaint.toml"))
        .arg("--to")
        .arg(to);
    for parties in &options.parties {
        bench.args(["--parties", &parties.to_string()]);
    }
    if let Some(scratch) = &options.scratch {
        bench.arg("--scratch").arg(scratch);
    }
    if let Some(cluster) = &cluster {
        bench.args(["--postgres", &cluster.url]);
    }
    went_well(&mut bench)
}

/// Tries the harness itself: a thousand customers, short rounds, the program as the tests built
/// it. No time is asserted, only that everything was answered and the figures are there.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn smoke(root: &Path) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let options = BenchOptions {
        parties: vec![1_000],
        engine: "sqlite".to_owned(),
        round_ms: 150,
        scratch: None,
        profile: "dev".to_owned(),
        to: Some(folder.path().to_path_buf()),
    };
    if !run(root, &options)? {
        return Ok(false);
    }
    let figures = std::fs::read_to_string(folder.path().join("sqlite.json"))?;
    let whole = ["\"parties\": 1000", "customer page", "trail verified"];
    let picture = folder.path().join("sqlite.svg").exists();
    Ok(picture && whole.iter().all(|part| figures.contains(part)))
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().context("the build folder has an odd name")
}
