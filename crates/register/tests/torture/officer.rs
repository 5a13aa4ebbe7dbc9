//! The data-protection contact: another process on the same data folder, that restricts people and
//! erases them, and is killed like the others.
//!
//! It is this test program, run again for the one test below; it does what it is told over a
//! connection and says when it is done.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use basics::{Entropy, LotId, OsEntropy, PartyId, SystemClock};
use guard::category::Requests;
use guard::{Actor, Ask, Erasure, Guard, Work};
use policy::Purpose;
use secrecy::SecretString;
use seloste::folder::Folder;
use seloste::people;
use testkit::SeededEntropy;

use crate::faults::Faults;
use crate::house::{CLERK, OFFICER};
use crate::model::{Model, State};
use crate::weather::Weather;

const FOLDER: &str = "SELOSTE_TORTURE_OFFICER";
const PORT: &str = "SELOSTE_TORTURE_PORT";

store::statements! {
    /// What is kept of her.
    pub(crate) LOTS: (PartyId,) -> LotId =
        "select lot_id from lot where party_id = $1 order by lot_id";
}

/// The process, and the way to it.
pub(crate) struct Officer {
    child: Child,
    way: BufReader<TcpStream>,
}

impl Drop for Officer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Officer {
    /// Calls her; nothing where the register cannot be opened just now.
    pub(crate) fn call(data: &Path, faults: &Faults) -> Option<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "officer::the_officer_does_what_she_is_told"])
            .env(FOLDER, data)
            .env(PORT, port.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        faults.under(&mut command);
        let mut child = command.spawn().unwrap();
        listener.set_nonblocking(true).unwrap();
        loop {
            if let Ok((stream, _)) = listener.accept() {
                stream.set_nonblocking(false).unwrap();
                stream
                    .set_read_timeout(Some(Duration::from_mins(1)))
                    .unwrap();
                let way = BufReader::new(stream);
                return Some(Self { child, way });
            }
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Her number among the processes.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Tells her to do something; whether it is done, or nothing where she is gone.
    fn told(&mut self, what: &str, party: &str) -> Option<bool> {
        writeln!(self.way.get_mut(), "{what} {party}").ok()?;
        let mut line = String::new();
        let count = self.way.read_line(&mut line).ok()?;
        (count > 0).then(|| line.trim() == "done")
    }
}

/// Has people restricted and erased until the day is over. `pid` is told whom to kill.
pub(crate) fn work(
    data: &Path,
    faults: &Faults,
    seed: u64,
    (model, weather): (&Model, &Weather),
    pid: &std::sync::atomic::AtomicU32,
) {
    use std::sync::atomic::Ordering;
    let random = SeededEntropy::new(seed ^ 0x0ff1_ce00);
    let mut officer = None;
    while !weather.is_over() {
        let Some(here) = officer.as_mut() else {
            officer = Officer::call(data, faults);
            let number = officer.as_ref().map_or(0, Officer::pid);
            pid.store(number, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(100));
            continue;
        };
        std::thread::sleep(Duration::from_millis(random.next_u64() % 400));
        let Some((path, known)) = model.any(random.next_u64()) else {
            continue;
        };
        if !matches!(known.state, State::Open | State::Unknown) {
            continue;
        }
        let erase = random.next_u64().is_multiple_of(3);
        let (what, state) = if erase {
            ("erase", State::Erased)
        } else {
            ("restrict", State::Restricted)
        };
        model.decided(&path, State::Unknown);
        let party = path.trim_start_matches("/customers/");
        match here.told(what, party) {
            Some(true) => {
                model.count(if erase { "erased" } else { "restricted" });
                model.decided(&path, state);
            }
            Some(false) => model.count("not erased or restricted"),
            None => officer = None,
        }
    }
    pid.store(0, Ordering::SeqCst);
}

/// The other side: waits for orders, and for nothing where nobody gives any.
#[test]
fn the_officer_does_what_she_is_told() {
    let (Some(folder), Some(port)) = (std::env::var_os(FOLDER), std::env::var_os(PORT)) else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = Folder::new(
            PathBuf::from(folder),
            Arc::new(SystemClock),
            Arc::new(OsEntropy),
        );
        let (app, _) = folder.open().await.unwrap();
        let password = SecretString::from(CLERK);
        let accounts = app.guard().accounts();
        let actor = accounts.sign_in_once(OFFICER, password).await.unwrap();
        let port: u16 = port.to_str().unwrap().parse().unwrap();
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let mut orders = BufReader::new(stream.try_clone().unwrap());
        let mut answers = stream;
        let mut line = String::new();
        while orders.read_line(&mut line).unwrap() > 0 {
            let done = obey(app.guard(), &actor, line.trim()).await;
            writeln!(answers, "{}", if done { "done" } else { "failed" }).unwrap();
            line.clear();
        }
    });
}

async fn obey(guard: &Guard, actor: &Actor, line: &str) -> bool {
    let (what, party) = line.split_once(' ').unwrap();
    let party: PartyId = party.parse().unwrap();
    let done = match what {
        "restrict" => {
            let restricting = move |work: &mut Work<'_>| {
                let proof = work.ask::<Requests>(Ask::change(&[party]))?;
                work.restrict(&proof, party, true)
            };
            let desk = guard.desk();
            desk.write(actor, Purpose::Rights, restricting).await
        }
        _ => erase(guard, actor, party).await,
    };
    done.is_ok()
}

async fn erase(guard: &Guard, actor: &Actor, party: PartyId) -> Result<(), guard::Error> {
    let lots = guard
        .read_state(move |tx| Ok(tx.all(&LOTS, (party,))?))
        .await?;
    let erasure = Erasure {
        lots,
        decision: "request 1".to_owned(),
        ..Erasure::default()
    };
    let deciding = move |_: &mut Work<'_>| Ok((erasure.clone(), ()));
    let left = |work: &mut Work<'_>, party| {
        people::terms_of_party(work, party).map_err(people::Error::into_guard)
    };
    let erased = guard.erase(actor, Purpose::Rights, deciding, left).await;
    erased.map(|_| ())
}
