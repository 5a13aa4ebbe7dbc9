//! `cargo xtask test`: everything that must hold before a change is anyone else's business.
//!
//! Every step runs even when one before it failed, so that one run tells all. The cheap ones come
//! first. It ends with the runners' own closing lines, and fails if any step failed.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::cluster::Cluster;
use crate::command::{Stream, cargo, environment, on_build_server, went_well, went_well_reading};
use crate::counts::Counts;
use crate::need::{self, Runner};
use crate::second_machine::{self, Outcome};
use crate::{TestOptions, bench, browser, deny, interface, package, tidy};

/// Runs what `options` ask for; true if all of it went well.
///
/// # Errors
///
/// If something the tests need is missing and can't be installed.
pub(crate) fn run(root: &Path, options: &TestOptions) -> Result<bool> {
    let whole = !options.fast && options.packages.is_empty() && options.filter.is_empty();
    if on_build_server() && !root.join("../shared").is_dir() {
        bail!("the folder shared/ with the standards' own samples must lie beside the repository");
    }
    if let Some(folder) = environment("CARGO_TARGET_DIR") {
        println!("build folder: {folder}");
    }
    let runner = need::runner(root)?;
    // Cargo finds it wrong to ask for the doc tests of a package without a library.
    let program_only =
        !options.packages.is_empty() && options.packages.iter().all(|p| p == "xtask");
    let mut report = Report::default();

    report.check("format", || {
        went_well(&mut cargo(root, &["fmt", "--all", "--check"]))
    });
    report.check("tidy", || tidy::run(root));
    if whole {
        report.check("dependencies", || dependencies(root));
    }
    if !options.fast {
        report.check("lints", || lints(root, options));
    }
    let given = environment("TEST_POSTGRES_URL");
    let cluster = match given {
        Some(_) => None,
        None => Some(Cluster::start(&need::postgres()?)?),
    };
    let database = given.or_else(|| cluster.as_ref().map(|cluster| cluster.url.clone()));
    let database = database.unwrap_or_default();
    report.tests("tests", || tests(root, options, runner, &database));
    if !options.fast && options.filter.is_empty() && runner == Runner::Nextest && !program_only {
        report.tests("doc tests", || doc_tests(root, options, &database));
    }
    if whole {
        report.check("benchmarks", || bench::smoke(root));
        if browser::has_stories(root) {
            report.tests("browser", || browser::run(root));
        } else {
            report.note("browser: e2e/tests holds no stories");
        }
        let mut left_out = None;
        report.tests("two machines", || match second_machine::run(root)? {
            Outcome::Ran(good, counts) => Ok((good, counts)),
            Outcome::NotPermitted(why) => {
                left_out = Some(why);
                Ok((true, Counts::default()))
            }
        });
        if let Some(why) = left_out {
            report.note(&format!(
                "two machines: left out, no namespaces here: {why}"
            ));
        }
        report.check("package", || package::check(root));
        report.tests("interface", || interface::run(root));
    }
    drop(cluster);
    report.print();
    Ok(report.counts.failed == 0)
}

fn dependencies(root: &Path) -> Result<bool> {
    if deny::installed(root) {
        return deny::check_without_network(root);
    }
    println!("\nlicences and sources: not checked, cargo-deny is not installed");
    println!("(`cargo xtask deny` installs it and checks them)");
    Ok(true)
}

fn lints(root: &Path, options: &TestOptions) -> Result<bool> {
    let mut clippy = cargo(
        root,
        &["clippy", "--locked", "--all-targets", "--keep-going"],
    );
    choose(&mut clippy, options);
    clippy.args(["--", "-D", "warnings"]);
    went_well(&mut clippy)
}

fn tests(
    root: &Path,
    options: &TestOptions,
    runner: Runner,
    database: &str,
) -> Result<(bool, Counts)> {
    let (mut command, stream, read): (Command, Stream, ReadLine) = match runner {
        Runner::Nextest => {
            let command = cargo(root, &["nextest", "run", "--locked", "--no-fail-fast"]);
            (command, Stream::Stderr, Counts::from_nextest)
        }
        Runner::Cargo => {
            let command = cargo(root, &["test", "--locked", "--no-fail-fast"]);
            (command, Stream::Stdout, Counts::from_cargo_test)
        }
    };
    choose(&mut command, options);
    if runner == Runner::Nextest && !options.packages.is_empty() {
        command.arg("--no-tests=warn");
    }
    if runner == Runner::Cargo && !options.filter.is_empty() {
        command.arg("--");
    }
    command.args(&options.filter);
    count(&mut command, stream, read, database)
}

fn doc_tests(root: &Path, options: &TestOptions, database: &str) -> Result<(bool, Counts)> {
    let mut command = cargo(root, &["test", "--doc", "--locked", "--quiet"]);
    choose(&mut command, options);
    count(
        &mut command,
        Stream::Stdout,
        Counts::from_cargo_test,
        database,
    )
}

/// Reads the closing line of a runner.
type ReadLine = fn(&str) -> Option<Counts>;

fn count(
    command: &mut Command,
    stream: Stream,
    read: ReadLine,
    database: &str,
) -> Result<(bool, Counts)> {
    let mut counts = Counts::default();
    command.env("TEST_POSTGRES_URL", database);
    let good = went_well_reading(command, stream, |line| {
        if let Some(more) = read(line) {
            counts += more;
        }
    })?;
    Ok((good, counts))
}

fn choose(command: &mut Command, options: &TestOptions) {
    if options.packages.is_empty() {
        command.arg("--workspace");
    }
    for package in &options.packages {
        command.args(["--package", package]);
    }
}

/// What came of every step.
#[derive(Debug, Default)]
struct Report {
    lines: Vec<String>,
    counts: Counts,
}

impl Report {
    /// A step that is one check.
    fn check(&mut self, name: &str, step: impl FnOnce() -> Result<bool>) {
        self.tests(name, || {
            let good = step()?;
            Ok((good, Counts::one(good)))
        });
    }

    /// A step that counts its tests. One that fails without a failed test counts as one.
    fn tests(&mut self, name: &str, step: impl FnOnce() -> Result<(bool, Counts)>) {
        let start = Instant::now();
        let (good, mut counts) = step().unwrap_or_else(|error| {
            println!("{name}: {error:#}");
            (false, Counts::default())
        });
        if !good && counts.failed == 0 {
            counts.failed = 1;
        }
        let word = if counts.failed == 0 { "good" } else { "FAILED" };
        let seconds = start.elapsed().as_secs_f32();
        self.lines
            .push(format!("{name:<14}{word:<8}{seconds:>7.1} s   {counts}"));
        self.counts += counts;
    }

    fn note(&mut self, text: &str) {
        self.lines.push(text.to_owned());
    }

    fn print(&self) {
        println!("\n{}\n\n{}", self.lines.join("\n"), self.counts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_breaks_counts_as_a_failure_and_the_next_one_still_runs() {
        let mut report = Report::default();
        report.check("first", || bail!("no such program"));
        report.tests("second", || Ok((false, Counts::default())));
        report.check("third", || Ok(true));
        let expected = Counts {
            passed: 1,
            failed: 2,
            skipped: 0,
        };
        assert_eq!(report.counts, expected);
        assert_eq!(report.lines.len(), 3);
    }
}
