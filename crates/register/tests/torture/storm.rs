//! The storm: clerks, an import and a data-protection contact at work, while one thing after
//! another goes wrong, and in the end everything that was confirmed has to be there.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use basics::{DAY_MS, Entropy};
use rstest::rstest;
use store::{Engine, Location};
use testkit::SeededEntropy;

use crate::checks;
use crate::clerks::Clerk;
use crate::faults::{Faults, Wrong};
use crate::house::{CLERK, answers, command, free_port, made, serve_on, signal};
use crate::model::{MARK, Model, name_of};
use crate::officer;
use crate::server::Server;
use crate::weather::Weather;

const CLERKS: u8 = 6;
const ROWS: u64 = 700;

/// A number said from outside.
fn said(name: &str, otherwise: u64) -> u64 {
    let said = std::env::var_os(name).and_then(|text| text.into_string().ok());
    said.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// One register in the storm.
pub(crate) struct Storm {
    pub(crate) data: PathBuf,
    pub(crate) port: u16,
    pub(crate) log: PathBuf,
    pub(crate) faults: Faults,
    pub(crate) server: Option<Server>,
    pub(crate) model: Model,
    /// Files whose import was confirmed.
    pub(crate) imported: AtomicU64,
    around: PathBuf,
    weather: Weather,
    random: SeededEntropy,
    seed: u64,
    importing: AtomicU32,
    deciding: AtomicU32,
    slowest: AtomicU64,
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
fn whatever_goes_wrong_nothing_confirmed_is_lost_and_nothing_leaks(#[case] engine: Engine) {
    let seconds = said("SELOSTE_TORTURE_SECONDS", 25);
    let seed = said("SELOSTE_TORTURE_SEED", 1);
    let server = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => match Server::start() {
            Some(server) => Some(server),
            None => return,
        },
    };
    let folder = tempfile::tempdir().unwrap();
    let mut storm = Storm::over(folder.path(), server, seed);
    let serving = storm.rage(Duration::from_secs(seconds));
    storm.tell(seconds);
    checks::all_of(&storm, serving);
}

/// Everybody goes home when this goes, also where the day ends in a panic.
struct Over<'a>(&'a Weather);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.ends();
    }
}

impl Storm {
    fn over(around: &Path, server: Option<Server>, seed: u64) -> Self {
        let data = around.join("data");
        made(&data, server.as_ref().map(Server::url).as_deref());
        Self {
            port: free_port(),
            log: around.join("log"),
            faults: Faults::make(around, &data),
            data,
            server,
            model: Model::default(),
            imported: AtomicU64::new(0),
            around: around.to_owned(),
            weather: Weather::new(),
            random: SeededEntropy::new(seed),
            seed,
            importing: AtomicU32::new(0),
            deciding: AtomicU32::new(0),
            slowest: AtomicU64::new(0),
        }
    }

    /// Where the register's own store lies.
    pub(crate) fn register(&self) -> Location {
        match &self.server {
            Some(server) => Location::Postgres(server.url().replace("{store}", "register")),
            None => Location::Sqlite(self.data.join("register.sqlite")),
        }
    }

    fn random(&self, below: u64) -> u64 {
        self.random.next_u64() % below
    }

    fn rest(&self, from_ms: u64, to_ms: u64) {
        std::thread::sleep(Duration::from_millis(
            from_ms + self.random(to_ms - from_ms),
        ));
    }

    /// Lets everybody work and everything go wrong for so long; what serves in the end.
    fn rage(&mut self, length: Duration) -> Child {
        let mut serving = self.serve();
        // The server is changed by what goes wrong, while everybody else works.
        let mut server = self.server.take();
        let storm = &*self;
        std::thread::scope(|scope| {
            let (model, weather) = (&storm.model, &storm.weather);
            let _over = Over(weather);
            let mut working = Vec::new();
            for number in 2..2 + CLERKS {
                let mut clerk = Clerk::new(number, storm.port, storm.seed, model, weather);
                working.push(scope.spawn(move || clerk.work()));
            }
            working.push(scope.spawn(|| storm.import()));
            let (data, faults) = (&storm.data, &storm.faults);
            let seed = storm.seed;
            working.push(scope.spawn(move || {
                officer::work(data, faults, seed, (model, weather), &storm.deciding);
            }));
            let end = Instant::now() + length;
            while Instant::now() < end && working.iter().all(|one| !one.is_finished()) {
                storm.rest(500, 4_000);
                storm.something_goes_wrong(&mut serving, server.as_mut());
            }
        });
        self.server = server;
        serving
    }

    fn serve(&self) -> Child {
        let began = Instant::now();
        let serving = serve_on(&self.data, self.port, &self.faults, &self.log);
        let took = u64::try_from(began.elapsed().as_millis()).unwrap();
        self.slowest.fetch_max(took, Ordering::SeqCst);
        serving.unwrap_or_else(|| {
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            let last = log.len().saturating_sub(2_000);
            panic!("the register does not start: {}", &log[last..])
        })
    }

    fn something_goes_wrong(&self, serving: &mut Child, server: Option<&mut Server>) {
        let all = if server.is_some() { 11 } else { 9 };
        let pid = serving.id();
        match self.random(all) {
            0 | 1 => self.ends("killed", serving, "KILL"),
            2 => self.ends("stopped", serving, "TERM"),
            3 => {
                self.weather.breaks(false);
                self.model.count("~ frozen");
                signal(pid, "STOP");
                self.rest(200, 3_000);
                signal(pid, "CONT");
                self.weather.clears();
            }
            4 => self.wrong("~ disk full", Wrong::Full, 1),
            5 => self.wrong(
                "~ disk slow",
                Wrong::Slow,
                20 + self.random(200).cast_signed(),
            ),
            6 => self.trail_is_locked(server.as_deref()),
            7 => {
                self.weather.breaks(false);
                self.model.count("~ clock jumped");
                let now = self.faults.get(Wrong::Clock);
                let hour = DAY_MS / 24;
                let jumps = [hour, DAY_MS, -hour, 5 * DAY_MS, -2 * DAY_MS];
                let jump = jumps[usize::try_from(self.random(5)).unwrap()];
                self.faults.set(Wrong::Clock, now + jump);
                self.weather.clears();
            }
            8 => self.others_are_killed(),
            9 => {
                self.weather.breaks(false);
                self.model.count("~ server restarted");
                let at_once = self.random(2) == 0;
                server.expect("a server").restart(at_once);
                self.weather.clears();
            }
            _ => {
                self.weather.breaks(false);
                self.model.count("~ standby took over");
                server.expect("a server").fail_over();
                self.weather.clears();
            }
        }
        self.answers_again(serving);
    }

    /// `serve` is ended and begins again.
    fn ends(&self, how: &'static str, serving: &mut Child, name: &str) {
        self.weather.breaks(false);
        self.model.count(how);
        signal(serving.id(), name);
        let status = serving.wait().unwrap();
        if name == "TERM" && !status.success() {
            self.model
                .violation(format!("asked to stop, it ended with {status}"));
        }
        *serving = self.serve();
        self.weather.clears();
    }

    fn wrong(&self, name: &'static str, wrong: Wrong, value: i64) {
        self.weather.breaks(false);
        self.model.count(name);
        self.faults.set(wrong, value);
        self.rest(500, 4_000);
        self.faults.set(wrong, 0);
        self.weather.clears();
    }

    /// Nobody may see anything while the trail cannot be written.
    fn trail_is_locked(&self, server: Option<&Server>) {
        self.model.count("~ trail locked");
        self.weather.breaks(false);
        match server {
            Some(server) => server.lock_trail(true),
            None => self.faults.set(Wrong::Trail, 1),
        }
        self.weather.breaks(true);
        self.rest(500, 4_000);
        self.weather.lifts();
        match server {
            Some(server) => server.lock_trail(false),
            None => self.faults.set(Wrong::Trail, 0),
        }
        self.weather.clears();
    }

    fn others_are_killed(&self) {
        self.model.count("~ import or officer killed");
        for pid in [&self.importing, &self.deciding] {
            let pid = pid.load(Ordering::SeqCst);
            if pid != 0 {
                signal(pid, "KILL");
            }
        }
    }

    /// It has to answer again, by itself.
    fn answers_again(&self, serving: &mut Child) {
        let began = Instant::now();
        while !answers(self.port) {
            if let Some(status) = serving.try_wait().unwrap() {
                self.model
                    .violation(format!("it ended by itself with {status}"));
                *serving = self.serve();
            }
            if began.elapsed() > Duration::from_mins(1) {
                self.model
                    .violation("it did not answer again in a minute".to_owned());
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Files are brought in, each as often as it takes.
    fn import(&self) {
        for number in 0u64.. {
            let mut text = String::from("Etunimet;Sukunimi\n");
            for row in 0..ROWS {
                let number = (number * ROWS + row) * 16;
                writeln!(text, "Tuotu;{}", name_of(number)).unwrap();
            }
            let path = self.around.join(format!("list-{number}.csv"));
            std::fs::write(&path, text).unwrap();
            while !self.bring_in(&path) {
                if self.weather.is_over() {
                    return;
                }
                self.rest(100, 500);
            }
            self.model.count("files imported");
            self.imported.fetch_add(1, Ordering::SeqCst);
            self.rest(100, 3_000);
            if self.weather.is_over() {
                return;
            }
        }
    }

    fn bring_in(&self, path: &Path) -> bool {
        let file = path.to_str().unwrap();
        let clerk = ["--as", "clerk@example.com", "--password-stdin"];
        let import = [&["import", "customers", file, "--source", "x"], &clerk[..]].concat();
        let mut command = command(&self.data, &import);
        self.faults.under(&mut command);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        self.importing.store(child.id(), Ordering::SeqCst);
        // It may have been killed before it read it.
        let _ = writeln!(child.stdin.take().unwrap(), "{CLERK}");
        let output = child.wait_with_output().unwrap();
        self.importing.store(0, Ordering::SeqCst);
        let told = String::from_utf8_lossy(&output.stderr);
        if told.contains(MARK) {
            self.model.violation("an import tells names".to_owned());
        }
        // What was finished before the answer came is known already.
        output.status.success() || told.contains("jo tuotu")
    }

    /// What it was, for whoever looks on.
    fn tell(&self, seconds: u64) {
        let engine = if self.server.is_some() {
            "postgres"
        } else {
            "sqlite"
        };
        println!("torture: {engine}, {seconds} s, seed {}", self.seed);
        for (what, count) in self.model.counts() {
            println!("{count:>10}  {what}");
        }
        let slowest = self.slowest.load(Ordering::SeqCst);
        println!("{slowest:>10}  ms, the slowest start");
    }
}
