//! Measures the program as its users meet it: a file imported on the command line, pages over
//! HTTP with the trail on, a start, a verification. Each figure stands beside its floor from the
//! same run. `cargo xtask bench` builds what is measured and calls this.
//!
//! Invariant: no time is ever asserted; what fails is what was answered wrongly. All customers
//! are made up.

#![expect(
    clippy::print_stdout,
    reason = "a tool at the terminal: what it prints is its result"
)]

mod again;
mod copies;
mod erasures;
mod figures;
mod floor;
mod http;
mod load;
mod machine;
mod picture;
mod program;
mod rows;
mod run;
mod visits;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use serde_json::json;

/// What to measure.
#[derive(Debug, Parser)]
#[command(
    name = "bench",
    about = "Measures the program, each figure beside its floor"
)]
struct Line {
    /// The program.
    #[arg(long, value_name = "FILE")]
    program: PathBuf,
    /// The notice of the register.
    #[arg(long, value_name = "FILE")]
    notice: PathBuf,
    /// Where the figures go.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Customers in the register; may be given more than once.
    #[arg(long, value_name = "N", default_values_t = [100_000])]
    parties: Vec<u64>,
    /// Which database.
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    /// The address of an empty PostgreSQL database, for `--engine postgres`.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Milliseconds of each round.
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    round_ms: u64,
    /// Where the registers are made; removed afterwards.
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// How the program was built, for the record.
    #[arg(long, value_name = "TEXT", default_value = "")]
    built: String,
}

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// Files in the data folder.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

fn main() -> ExitCode {
    match perform(&Line::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(line: &Line) -> Result<()> {
    fs::create_dir_all(&line.to)?;
    let machine = machine::told(&line.built);
    println!("{}\n", machine.text);
    let mut runs = Vec::new();
    let mut sizes = line.parties.clone();
    sizes.sort_unstable();
    for parties in sizes {
        let run = run::of(line, parties)?;
        println!("{}", run.table());
        runs.push(run);
        // After each size: a long run that breaks off leaves what it had.
        write(line, &machine, &runs)?;
    }
    Ok(())
}

fn write(line: &Line, machine: &machine::Machine, runs: &[figures::Run]) -> Result<()> {
    let name = line.engine.name();
    let all: Vec<_> = runs.iter().map(figures::Run::json).collect();
    let json = json!({ "machine": machine.json, "runs": all });
    let file = line.to.join(format!("{name}.json"));
    fs::write(&file, format!("{json:#}\n")).context("the figures cannot be written")?;
    let tables: Vec<String> = runs.iter().map(figures::Run::table).collect();
    let text = format!("{}\n\n{}", machine.text, tables.join("\n"));
    fs::write(line.to.join(format!("{name}.md")), text)?;
    fs::write(line.to.join(format!("{name}.svg")), picture::of(runs))?;
    println!("written to {}", file.display());
    Ok(())
}
