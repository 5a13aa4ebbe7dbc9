//! The program itself: made, filled, served, watched. It is run as an operator runs it.
//!
//! Invariant: whatever was started is stopped, and the scratch folder goes, also where a
//! measurement fails.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// The password of everybody here, and the one that an administrator gives.
const PASSWORD: &str = "hevonen akku niitti oikein";
const FIRST: &str = "tilapäinen lause ensimmäiselle kerralle";
/// Who is measured: a clerk, as the notice names her role.
pub(crate) const CLERK: &str = "clerk@example.com";
/// Who answers requests of data subjects.
pub(crate) const OFFICER: &str = "officer@example.com";
const ADMINISTRATOR: &str = "administrator@example.com";
/// How often memory is read off.
const WATCH: Duration = Duration::from_millis(20);
/// So long it is looked at whether the program does anything.
const QUIET: Duration = Duration::from_secs(2);
/// Ticks that a program uses in that time although it does nothing.
const QUIET_TICKS: u64 = 2;
/// By then it is taken as it is.
const QUIET_WITHIN: Duration = Duration::from_mins(2);
/// The longest it may take to stop.
const STOPS_WITHIN: Duration = Duration::from_mins(1);
/// Requests a second from one network while measuring: the load comes from one address.
const RATE: &str = "4000000";

/// A register in a scratch folder.
pub(crate) struct House {
    program: PathBuf,
    notice: PathBuf,
    folder: PathBuf,
}

/// How a command went.
pub(crate) struct Ran {
    /// From start to end.
    pub(crate) took: Duration,
    /// The most memory it held at once, in KiB.
    pub(crate) most_kib: u64,
    /// What it printed.
    pub(crate) said: String,
}

impl House {
    /// A place for a register. Nothing is made yet.
    pub(crate) fn new(program: &Path, notice: &Path, folder: &Path) -> Self {
        Self {
            program: program.to_path_buf(),
            notice: notice.to_path_buf(),
            folder: folder.to_path_buf(),
        }
    }

    /// A place for another register of the same program and notice.
    ///
    /// # Errors
    ///
    /// Where its folder cannot be made.
    pub(crate) fn beside(&self, name: &str) -> Result<Self> {
        let folder = self.folder.join(name);
        fs::create_dir(&folder)?;
        Ok(Self::new(&self.program, &self.notice, &folder))
    }

    /// Where the register lies.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The password of the clerk.
    pub(crate) const fn password() -> &'static str {
        PASSWORD
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for name in [
            "SELOSTE_LANG",
            "SELOSTE_AS",
            "SELOSTE_POSTGRES",
            "SELOSTE_LOG",
        ] {
            command.env_remove(name);
        }
        command.arg("--data").arg(self.data()).args(arguments);
        command
    }

    /// Runs a command to its end, watching its memory.
    ///
    /// # Errors
    ///
    /// Where it fails, with what it said.
    pub(crate) fn run(&self, arguments: &[&str], lines: &[&str]) -> Result<Ran> {
        let (out, told) = (self.folder.join("out"), self.folder.join("told"));
        let began = Instant::now();
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(File::create(&out)?)
            .stderr(File::create(&told)?)
            .spawn()
            .context("the program can't be started")?;
        if let Some(mut stdin) = child.stdin.take() {
            for line in lines {
                writeln!(stdin, "{line}")?;
            }
        }
        let mut most_kib = 0;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            most_kib = most_kib.max(memory(child.id()).map_or(0, |memory| memory.most));
            thread::sleep(WATCH);
        };
        let took = began.elapsed();
        let said = fs::read_to_string(out)?;
        if !status.success() {
            let told = fs::read_to_string(told)?;
            bail!("seloste {} failed: {said}{told}", arguments.join(" "));
        }
        Ok(Ran {
            took,
            most_kib,
            said,
        })
    }

    /// Makes a file of made-up customers.
    ///
    /// # Errors
    ///
    /// Where the program fails.
    pub(crate) fn sample(&self, parties: u64) -> Result<PathBuf> {
        let file = self.folder.join("customers.csv");
        let made = Command::new(&self.program)
            .args(["sample", "--csv", &parties.to_string()])
            .stdout(File::create(&file)?)
            .status()?;
        if !made.success() {
            bail!("no made-up customers");
        }
        Ok(file)
    }

    /// Makes the register, with an administrator, a clerk and whoever answers requests.
    ///
    /// # Errors
    ///
    /// Where the program fails.
    pub(crate) fn make(&self, postgres: Option<&str>) -> Result<()> {
        let notice = self.notice.to_str().context("the path of the notice")?;
        let mut init = vec!["init", "--notice", notice, "--admin", ADMINISTRATOR];
        init.push("--password-stdin");
        if let Some(url) = postgres {
            init.extend(["--postgres", url]);
        }
        self.run(&init, &[PASSWORD])?;
        self.staff(CLERK, "clerk")?;
        self.staff(OFFICER, "data_protection_contact")
    }

    fn staff(&self, email: &str, role: &str) -> Result<()> {
        let add = ["staff", "add", email, "--name", "Testaaja", "--role", role];
        let by = ["--as", ADMINISTRATOR, "--password-stdin"];
        self.run(&[&add[..], &by[..]].concat(), &[PASSWORD, FIRST])?;
        let change = ["staff", "password", "--as", email, "--password-stdin"];
        self.run(&change, &[FIRST, PASSWORD])?;
        Ok(())
    }

    /// Makes a token of the clerk's, for programs; its secret.
    ///
    /// # Errors
    ///
    /// Where the program fails.
    pub(crate) fn token(&self) -> Result<String> {
        let add = [
            "--json", "token", "add", "--name", "mittaus", "--role", "clerk",
        ];
        let power = ["--purpose", "care", "--changes"];
        let categories = ["identity", "company", "contact", "other"];
        let categories = categories.map(|category| ["--category", category]);
        let by = ["--as", CLERK, "--password-stdin"];
        let order = [&add[..], &power[..], categories.as_flattened(), &by[..]].concat();
        let made: serde_json::Value = serde_json::from_str(&self.run(&order, &[PASSWORD])?.said)?;
        let secret = made.get("secret").and_then(serde_json::Value::as_str);
        Ok(secret.context("no token was made")?.to_owned())
    }

    /// Imports a file of customers.
    ///
    /// # Errors
    ///
    /// Where the program fails.
    pub(crate) fn import(&self, file: &Path) -> Result<Ran> {
        let file = file.to_str().context("the path of the file")?;
        let import = ["--json", "import", "customers", file, "--source", "mittaus"];
        let how = ["--likely-same", "create", "--as", CLERK, "--password-stdin"];
        self.run(&[&import[..], &how[..]].concat(), &[PASSWORD])
    }

    /// Imports a file of customers who are there, by their e-mail addresses: what is new of them is
    /// brought up to date.
    ///
    /// # Errors
    ///
    /// Where the program fails.
    pub(crate) fn import_again(&self, file: &Path) -> Result<Ran> {
        let file = file.to_str().context("the path of the file")?;
        let import = ["--json", "import", "customers", file, "--source", "mittaus"];
        let how = ["--mode", "upsert", "--key", "email", "--as", CLERK];
        self.run(
            &[&import[..], &how, &["--password-stdin"]].concat(),
            &[PASSWORD],
        )
    }

    /// Serves the register; returns once it answers.
    ///
    /// # Errors
    ///
    /// Where it does not start.
    pub(crate) fn serve(&self) -> Result<Serving> {
        let log = self.folder.join("log");
        let began = Instant::now();
        let serve = ["serve", "--listen", "127.0.0.1:0"];
        let rate = ["--requests-per-second", RATE];
        let child = self
            .command(&[&serve[..], &rate[..]].concat())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()?;
        let mut serving = Serving {
            child,
            port: 0,
            started: Duration::ZERO,
        };
        while serving.port == 0 {
            let told = fs::read_to_string(&log)?;
            if let Some((_, rest)) = told.split_once("http://localhost:") {
                let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                serving.port = port.parse()?;
                break;
            }
            if serving.child.try_wait()?.is_some() {
                bail!("it did not start: {told}");
            }
            thread::sleep(Duration::from_millis(1));
        }
        serving.started = began.elapsed();
        Ok(serving)
    }

    /// How often a line of the trail names a customer; nothing where it is not kept in a file.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn names(&self) -> Result<Option<u64>> {
        let file = self.data().join("trail.sqlite");
        if !file.exists() {
            return Ok(None);
        }
        let trail = rusqlite::Connection::open(file)?;
        let count = "select count(*) from line_party";
        let names: i64 = trail.query_row(count, [], |row| row.get(0))?;
        Ok(Some(u64::try_from(names)?))
    }

    /// How many lots the ledger knows as erased; nothing where it is not kept in a file.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn erased_lots(&self) -> Result<Option<u64>> {
        let file = self.data().join("keys.sqlite");
        if !file.exists() {
            return Ok(None);
        }
        let keys = rusqlite::Connection::open(file)?;
        let count = "select count(*) from erasure";
        let lots: i64 = keys.query_row(count, [], |row| row.get(0))?;
        Ok(Some(u64::try_from(lots)?))
    }

    /// Makes so many customers past their time: their connections ended years ago, under a notice that
    /// was in force then. Nobody can wait for it. Not where the register is no file; whether it was done.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn age(&self, customers: u64) -> Result<bool> {
        let file = self.data().join("register.sqlite");
        if !file.exists() {
            return Ok(false);
        }
        let register = rusqlite::Connection::open(file)?;
        let then = 1_500_000_000_000_i64;
        register.execute(
            "update notice_version set in_force_ms = ?1, published_ms = ?1",
            [then],
        )?;
        register.execute(
            "update connection set from_day = '2018-01-01', until_day = '2021-06-01'
              where party_id in (select party_id from party order by party_id limit ?1)",
            [i64::try_from(customers)?],
        )?;
        Ok(true)
    }

    /// Lays a copy of the register and the index aside, while nobody has them open; nothing where
    /// they are no files.
    ///
    /// # Errors
    ///
    /// Where they cannot be copied.
    pub(crate) fn lay_aside(&self) -> Result<Option<Aside>> {
        let names = ["register.sqlite", "index.sqlite"];
        if !self.data().join("register.sqlite").exists() {
            return Ok(None);
        }
        let folder = self.folder.join("aside");
        fs::create_dir_all(&folder)?;
        for name in names {
            fs::copy(self.data().join(name), folder.join(name))?;
        }
        Ok(Some(Aside { folder, names }))
    }

    /// Puts what was laid aside back, as somebody does who restores an old backup.
    ///
    /// # Errors
    ///
    /// Where it cannot be copied.
    pub(crate) fn put_back(&self, aside: &Aside) -> Result<()> {
        for name in aside.names {
            for log in ["-wal", "-shm"] {
                let log = self.data().join([name, log].concat());
                if log.exists() {
                    fs::remove_file(log)?;
                }
            }
            fs::copy(aside.folder.join(name), self.data().join(name))?;
        }
        Ok(())
    }

    /// The bytes of each store, with its log.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read.
    pub(crate) fn sizes(&self) -> Result<Vec<(String, u64)>> {
        let mut sizes: Vec<(String, u64)> = Vec::new();
        for entry in fs::read_dir(self.data())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some((store, _)) = name.split_once(".sqlite") else {
                continue;
            };
            let bytes = entry.metadata()?.len();
            match sizes.iter_mut().find(|(known, _)| known == store) {
                Some((_, sum)) => *sum += bytes,
                None => sizes.push((store.to_owned(), bytes)),
            }
        }
        sizes.sort();
        Ok(sizes)
    }
}

/// A copy of the register and the index.
pub(crate) struct Aside {
    folder: PathBuf,
    names: [&'static str; 2],
}

/// A register that is being served.
pub(crate) struct Serving {
    child: Child,
    /// Where.
    pub(crate) port: u16,
    /// From the start of the process to its first word that it listens.
    pub(crate) started: Duration,
}

impl Serving {
    /// What it holds now.
    ///
    /// # Errors
    ///
    /// Where it is gone.
    pub(crate) fn memory(&self) -> Result<Memory> {
        memory(self.child.id()).context("it is gone")
    }

    /// What it holds once it does nothing: what it does at its start is over.
    ///
    /// # Errors
    ///
    /// Where it is gone.
    pub(crate) fn idle(&self) -> Result<Memory> {
        let began = Instant::now();
        let mut before = worked(self.child.id()).context("it is gone")?;
        loop {
            thread::sleep(QUIET);
            let now = worked(self.child.id()).context("it is gone")?;
            if now.saturating_sub(before) <= QUIET_TICKS || began.elapsed() > QUIET_WITHIN {
                return self.memory();
            }
            before = now;
        }
    }

    /// Asks it to stop and waits.
    ///
    /// # Errors
    ///
    /// Where it cannot be asked.
    pub(crate) fn stop(mut self) -> Result<()> {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()?;
        if !told.success() {
            bail!("it could not be told to stop");
        }
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            if asked.elapsed() > STOPS_WITHIN {
                bail!("it was told to stop and did not");
            }
            thread::sleep(WATCH);
        }
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _gone = self.child.kill();
            let _ended = self.child.wait();
        }
    }
}

/// What a process holds, in KiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Now.
    pub(crate) now: u64,
    /// Of that, what is its own and no part of a file.
    pub(crate) own: u64,
    /// The most at once.
    pub(crate) most: u64,
}

/// The processor's time that a process has used, in ticks.
fn worked(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name may hold anything: the numbers stand behind the last parenthesis.
    let (_, numbers) = stat.rsplit_once(')')?;
    let mut times = numbers.split_whitespace().skip(11);
    let mut time = || times.next()?.parse::<u64>().ok();
    Some(time()? + time()?)
}

fn memory(process: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kib = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some(Memory {
        now: kib("VmRSS:")?,
        own: kib("RssAnon:")?,
        most: kib("VmHWM:")?,
    })
}
