//! Running other programs: said aloud, in the workspace's folder, with their output passed on.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

/// Which of a program's streams is read along with the person at the terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stream {
    Stdout,
    Stderr,
}

/// A command that runs in the folder `root`.
pub(crate) fn program(root: &Path, name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root);
    command
}

/// Cargo, the same one that started us.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) -> Command {
    program(root, env!("CARGO"), arguments)
}

/// Runs a command to its end; true if it went well.
///
/// # Errors
///
/// If the program can't be started.
pub(crate) fn went_well(command: &mut Command) -> Result<bool> {
    say(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    Ok(status.success())
}

/// Runs a command to its end and hands every line of `stream` to `read`, after printing it.
///
/// # Errors
///
/// If the program can't be started.
pub(crate) fn went_well_reading(
    command: &mut Command,
    stream: Stream,
    mut read: impl FnMut(&str),
) -> Result<bool> {
    say(command);
    match stream {
        Stream::Stdout => command.stdout(Stdio::piped()),
        Stream::Stderr => command.stderr(Stdio::piped()),
    };
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let pipe: Option<Box<dyn Read>> = match stream {
        Stream::Stdout => child.stdout.take().map(|pipe| Box::new(pipe) as _),
        Stream::Stderr => child.stderr.take().map(|pipe| Box::new(pipe) as _),
    };
    if let Some(pipe) = pipe {
        for line in BufReader::new(pipe).split(b'\n') {
            let line = line.context("reading what a program prints")?;
            let line = String::from_utf8_lossy(&line);
            match stream {
                Stream::Stdout => println!("{line}"),
                Stream::Stderr => eprintln!("{line}"),
            }
            read(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// What a command prints on standard output, if it can be run and goes well.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The value of an environment variable that is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "settings of a developer's tool are its caller's environment, read here alone"
)]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether a build server runs us: nothing may be left out quietly then.
pub(crate) fn on_build_server() -> bool {
    environment("CI").as_deref() == Some("true")
}

/// Whether we run as root.
pub(crate) fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn say(command: &Command) {
    let name = Path::new(command.get_program());
    let name = name.file_name().unwrap_or(command.get_program());
    let arguments: Vec<_> = command
        .get_args()
        .map(|argument| argument.to_string_lossy())
        .collect();
    println!("\n$ {} {}", name.to_string_lossy(), arguments.join(" "));
}

fn cannot_start(command: &Command) -> String {
    format!("{} can't be started", command.get_program().display())
}
