//! The browser tests: a register of made-up people, served on the loopback address, and the
//! stories in `e2e/tests` run against it by Playwright in a real browser.
//!
//! The stories get `BASE_URL`, `CHROMIUM` and `DEMO_OUTPUT`, a file with what the demo printed at
//! its start, from which `e2e/support/demo.ts` reads the sign-ins. The story of the first run gets
//! `SETUP_URL` and `SETUP_OUTPUT` of a program that was started in an empty folder.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::cluster::free_port;
use crate::command::{Stream, cargo, went_well, went_well_reading};
use crate::counts::Counts;
use crate::keeper::Keeper;
use crate::need;

/// How many made-up customers the stories find in the register.
const CUSTOMERS: &str = "200";

/// How long the register may take from its start to its first page.
const START_MAX: Duration = Duration::from_mins(3);

/// Whether there are any stories to run.
pub(crate) fn has_stories(root: &Path) -> bool {
    std::fs::read_dir(root.join("e2e/tests")).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().ends_with(".spec.ts"))
        })
    })
}

/// Runs the stories against a register of their own.
///
/// # Errors
///
/// If the browser, the packages or the register can't be had.
pub(crate) fn run(root: &Path) -> Result<(bool, Counts)> {
    played(root, "playwright.config.ts")
}

/// Takes the pictures that README and the docs show.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn pictures(root: &Path) -> Result<bool> {
    played(root, "pictures.config.ts").map(|(good, _)| good)
}

fn played(root: &Path, config: &str) -> Result<(bool, Counts)> {
    let chromium = need::browser()?;
    let folder = root.join("e2e");
    need::browser_packages(&folder)?;
    let build = [
        "build",
        "--quiet",
        "--package",
        "seloste",
        "--bin",
        "seloste",
    ];
    if !went_well(&mut cargo(root, &build))? {
        bail!("the register does not build");
    }
    let port = free_port()?;
    let mut demo = Served::start(root, port)?;
    demo.wait_until_ready(port)?;
    let first_port = free_port()?;
    let mut first = Served::in_an_empty_folder(root, first_port)?;
    first.wait_until_ready(first_port)?;
    let mut counts = Counts::default();
    let tool = |name: &str| folder.join("node_modules/.bin").join(name);
    if !went_well(
        Command::new(tool("tsc"))
            .arg("--noEmit")
            .current_dir(&folder),
    )? {
        bail!("the stories do not fit their types");
    }
    let mut playwright = Command::new(tool("playwright"));
    let config = ["--config=", config].concat();
    playwright.args(["test", &config]).current_dir(&folder);
    playwright
        .env("BASE_URL", format!("http://localhost:{port}"))
        .env("CHROMIUM", chromium)
        .env("DEMO_OUTPUT", &demo.output)
        .env("SETUP_URL", format!("http://localhost:{first_port}"))
        .env("SETUP_OUTPUT", &first.log);
    let good = went_well_reading(&mut playwright, Stream::Stdout, |line| {
        if let Some(more) = Counts::from_playwright(line) {
            counts += more;
        }
    })?;
    if !good {
        println!("{}\n{}", demo.last_words(), first.last_words());
    }
    Ok((good, counts))
}

/// A running register with data of its own, both gone when this goes.
pub(crate) struct Served {
    program: Child,
    output: PathBuf,
    log: PathBuf,
    keeper: Option<Keeper>,
}

impl Served {
    /// A register of made-up people.
    pub(crate) fn start(root: &Path, port: u16) -> Result<Served> {
        Served::with(root, port, &["demo", "--customers", CUSTOMERS])
    }

    /// A program that finds no register and leads through the making of one.
    fn in_an_empty_folder(root: &Path, port: u16) -> Result<Served> {
        Served::with(root, port, &["serve"])
    }

    fn with(root: &Path, port: u16, order: &[&str]) -> Result<Served> {
        let folder = tempfile::Builder::new()
            .prefix("seloste-e2e.")
            .tempdir()?
            .keep();
        let output = folder.join("output.txt");
        let log = folder.join("log.txt");
        let listen = format!("127.0.0.1:{port}");
        // Cargo replaces itself by the program it runs, so this is the register's own process.
        let mut command = cargo(root, &["run", "--quiet", "--package", "seloste"]);
        command
            .args(["--bin", "seloste", "--"])
            .args(order)
            .args(["--listen", &listen, "--data"])
            .arg(folder.join("data"));
        Served::from_command(command, &folder, output, log)
    }

    fn from_command(
        mut command: Command,
        folder: &Path,
        output: PathBuf,
        log: PathBuf,
    ) -> Result<Served> {
        command
            .stdin(Stdio::null())
            .stdout(File::create(&output)?)
            .stderr(File::create(&log)?)
            .process_group(0);
        let program = command.spawn().context("the register can't be started")?;
        let keeper = Some(Keeper::over(program.id(), folder)?);
        Ok(Served {
            program,
            output,
            log,
            keeper,
        })
    }

    pub(crate) fn wait_until_ready(&mut self, port: u16) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < START_MAX {
            if let Some(status) = self.program.try_wait()? {
                bail!("the register ended with {status}\n{}", self.last_words());
            }
            if answers(port) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!(
            "the register was not ready after {} s\n{}",
            START_MAX.as_secs(),
            self.last_words()
        )
    }

    /// Its data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.output.with_file_name("data")
    }

    /// The end of what the register printed and logged. It holds made-up people only.
    pub(crate) fn last_words(&self) -> String {
        let end_of = |path: &Path| {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let from = lines.len().saturating_sub(30);
            lines.get(from..).unwrap_or_default().join("\n")
        };
        format!("{}\n{}", end_of(&self.output), end_of(&self.log))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.keeper.take());
        if let Err(error) = self.program.wait() {
            eprintln!("xtask: the register may still run: {error}");
        }
    }
}

/// Whether something on `port` speaks HTTP.
fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let wait = Duration::from_secs(5);
    let asked = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, wait)?;
        stream.set_read_timeout(Some(wait))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 5];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/")
    };
    asked().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(script: &str) -> (Served, PathBuf) {
        let folder = tempfile::tempdir().unwrap().keep();
        let (output, log) = (folder.join("output"), folder.join("log"));
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let served = Served::from_command(command, &folder, output, log).unwrap();
        (served, folder)
    }

    #[test]
    fn a_register_that_ends_at_once_is_told_with_its_last_words() {
        let (mut demo, folder) = served("echo no notice >&2; exit 3");
        let told = demo.wait_until_ready(free_port().unwrap()).unwrap_err();
        assert!(told.to_string().contains("no notice"), "{told}");
        drop(demo);
        assert!(!folder.exists());
    }

    #[test]
    fn nothing_of_a_register_is_left_when_it_is_let_go() {
        let (demo, folder) = served("exec sleep 60");
        drop(demo);
        assert!(!folder.exists());
    }
}
