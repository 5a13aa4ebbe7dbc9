//! A second machine: two network namespaces with a cable between them, the register in one, a
//! browser in the other. Nothing of it reaches the network of this machine.
//!
//! Where namespaces may not be made, the stories are left out, and the report says so.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::command::{Stream, cargo, output_of, went_well, went_well_reading};
use crate::counts::Counts;
use crate::keeper::Keeper;
use crate::need;

/// The addresses of the two machines: of a range for documentation (RFC 5737).
const SERVER: &str = "192.0.2.1";
const BROWSER: &str = "192.0.2.2";
/// The port of the register.
const PORT: &str = "7780";
/// How long the register may take from its start to its first answer.
const START_MAX: Duration = Duration::from_mins(2);
/// Who signs in, and with what: made up, for a register that is gone afterwards.
const EMAIL: &str = "administrator@example.com";
const PASSWORD: &str = "hevonen akku niitti oikein";

/// What became of the stories.
pub(crate) enum Outcome {
    /// They ran.
    Ran(bool, Counts),
    /// Namespaces may not be made here, for this reason.
    NotPermitted(String),
}

/// Runs the stories of the second machine.
///
/// # Errors
///
/// If the browser, the packages or the register can't be had.
pub(crate) fn run(root: &Path) -> Result<Outcome> {
    if let Some(why) = not_permitted() {
        return Ok(Outcome::NotPermitted(why));
    }
    let chromium = need::browser()?;
    let e2e = root.join("e2e");
    need::browser_packages(&e2e)?;
    let program = built(root)?;
    let folder = tempfile::Builder::new()
        .prefix("seloste-network.")
        .tempdir()?
        .keep();
    let machines = Machines::make(&folder)?;
    let pin = init(root, &program, &folder)?;
    let mut served = Served::start(&machines, &program, &folder)?;
    served.wait_until_ready(&machines)?;
    let mut counts = Counts::default();
    let mut playwright = machines.on_second();
    playwright
        .arg(e2e.join("node_modules/.bin/playwright"))
        .args(["test", "--config", "network.config.ts"])
        .current_dir(&e2e)
        .env("BASE_URL", format!("https://{SERVER}:{PORT}"))
        .env("CHROMIUM", chromium)
        .env("SPKI_PIN", pin)
        .env("SIGN_IN_EMAIL", EMAIL)
        .env("SIGN_IN_PASSWORD", PASSWORD);
    let good = went_well_reading(&mut playwright, Stream::Stdout, |line| {
        if let Some(more) = Counts::from_playwright(line) {
            counts += more;
        }
    })?;
    if !good {
        println!("{}", served.last_words());
    }
    Ok(Outcome::Ran(good, counts))
}

/// Why namespaces can't be made here; nothing where they can.
fn not_permitted() -> Option<String> {
    let name = format!("seloste-probe-{}", std::process::id());
    let made = Command::new("ip").args(["netns", "add", &name]).output();
    match made {
        Err(_) => Some("there is no program `ip`".to_owned()),
        Ok(made) if !made.status.success() => {
            Some(String::from_utf8_lossy(&made.stderr).trim().to_owned())
        }
        Ok(_) => {
            let removed = Command::new("ip").args(["netns", "del", &name]).status();
            removed
                .err()
                .map(|_| "a namespace can't be removed".to_owned())
        }
    }
}

fn built(root: &Path) -> Result<PathBuf> {
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
    let mut metadata = cargo(root, &["metadata", "--no-deps", "--format-version", "1"]);
    let text = output_of(&mut metadata).context("cargo tells no metadata")?;
    let (_, rest) = text
        .split_once("\"target_directory\":\"")
        .context("cargo tells no build folder")?;
    let folder = rest.split('"').next().unwrap_or_default();
    Ok(Path::new(folder).join("debug/seloste"))
}

/// Makes a register with a certificate for the first machine; the pin of its key.
fn init(root: &Path, program: &Path, folder: &Path) -> Result<String> {
    let mut init = Command::new(program);
    init.arg("--data").arg(folder.join("data"));
    init.args([
        "init",
        "--admin",
        EMAIL,
        "--password-stdin",
        "--host",
        SERVER,
    ])
    .arg("--notice")
    .arg(root.join("notice/tlmaint.toml"))
    .stdin(Stdio::piped());
    let mut child = init.spawn().context("the register can't be made")?;
    let mut stdin = child.stdin.take().context("the register reads nothing")?;
    writeln!(stdin, "{PASSWORD}")?;
    drop(stdin);
    if !child.wait()?.success() {
        bail!("the register could not be made");
    }
    let mut show = Command::new(program);
    show.arg("--data").arg(folder.join("data"));
    let shown = output_of(show.args(["--json", "certificate", "show"]));
    let shown = shown.context("the certificate is not shown")?;
    let (_, rest) = shown
        .split_once("\"spki_sha256\":\"")
        .context("the certificate has no pin")?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

/// Two namespaces with a cable between them. They and the folder are gone when this goes.
struct Machines {
    first: String,
    second: String,
    _keeper: Keeper,
}

impl Machines {
    fn make(folder: &Path) -> Result<Machines> {
        let id = std::process::id();
        let (first, second) = (format!("seloste-{id}-a"), format!("seloste-{id}-b"));
        let (near, far) = (format!("sel{id}a"), format!("sel{id}b"));
        // The keeper comes first: whatever breaks off in between is cleaned up as well. With a
        // namespace its end of the cable goes, and with one end the other.
        let script = r#"cat >/dev/null
            for name in "$1" "$2"; do
                for pid in $(ip netns pids "$name" 2>/dev/null); do kill -KILL "$pid" 2>/dev/null; done
                ip netns del "$name" 2>/dev/null
            done
            rm -rf -- "$3""#;
        let mut command = Command::new("sh");
        command
            .args(["-c", script, "keeper", &first, &second])
            .arg(folder);
        let keeper = Keeper::shell(command)?;
        // No address comes by itself while the browser is at work: it would break off what it
        // loads, because its network changed.
        let steps: [&[&str]; 12] = [
            &["netns", "add", &first],
            &["netns", "add", &second],
            &[
                "link", "add", &near, "netns", &first, "type", "veth", "peer", "name", &far,
                "netns", &second,
            ],
            &["-n", &first, "addr", "add", "192.0.2.1/30", "dev", &near],
            &["-n", &second, "addr", "add", "192.0.2.2/30", "dev", &far],
            &["-n", &first, "link", "set", &near, "addrgenmode", "none"],
            &["-n", &second, "link", "set", &far, "addrgenmode", "none"],
            &["-n", &first, "link", "set", &near, "up"],
            &["-n", &second, "link", "set", &far, "up"],
            &["-n", &first, "link", "set", "lo", "up"],
            &["-n", &second, "link", "set", "lo", "up"],
            &["-n", &second, "addr", "show", "to", BROWSER],
        ];
        for step in steps {
            let done = Command::new("ip")
                .args(step)
                .stdout(Stdio::null())
                .status()?;
            if !done.success() {
                bail!("`ip {}` failed", step.join(" "));
            }
        }
        Ok(Machines {
            first,
            second,
            _keeper: keeper,
        })
    }

    fn on_first(&self) -> Command {
        on(&self.first)
    }

    fn on_second(&self) -> Command {
        on(&self.second)
    }
}

/// A command that is to run on a machine: its program comes as the first argument.
fn on(machine: &str) -> Command {
    let mut command = Command::new("ip");
    command.args(["netns", "exec", machine]);
    command
}

/// The register on the first machine.
struct Served {
    program: Child,
    log: PathBuf,
}

impl Served {
    fn start(machines: &Machines, program: &Path, folder: &Path) -> Result<Served> {
        let log = folder.join("log.txt");
        let mut command = machines.on_first();
        command
            .arg(program)
            .arg("--data")
            .arg(folder.join("data"))
            .args(["serve", "--listen", &format!("{SERVER}:{PORT}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .process_group(0);
        let program = command.spawn().context("the register can't be started")?;
        Ok(Served { program, log })
    }

    fn wait_until_ready(&mut self, machines: &Machines) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < START_MAX {
            if let Some(status) = self.program.try_wait()? {
                bail!("the register ended with {status}\n{}", self.last_words());
            }
            let script = format!("exec 3<>/dev/tcp/{SERVER}/{PORT}");
            let mut knock = machines.on_second();
            knock.args(["bash", "-c", &script]).stderr(Stdio::null());
            if knock.status()?.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("the register was not ready\n{}", self.last_words())
    }

    fn last_words(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let ended = self.program.kill().and_then(|()| self.program.wait());
        if let Err(error) = ended {
            eprintln!("xtask: the register may still run: {error}");
        }
    }
}
