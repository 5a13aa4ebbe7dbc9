//! The manual: a page for each command, from the same tree as the help.

use std::fs;
use std::path::Path;

use clap::CommandFactory;

use super::Outcome;
use super::args::Cli;
use super::failed::Failed;

/// `seloste manual --to DIR`
pub(super) fn manual(to: &Path) -> Outcome {
    let made = fs::create_dir_all(to);
    let written = made.and_then(|()| clap_mangen::generate_to(Cli::command(), to));
    written.map_err(|_| Failed::with("cli.not_written"))?;
    Ok(0)
}
