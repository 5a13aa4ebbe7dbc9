//! `serve` and an import are killed in the middle of their work, again and again: every confirmed
//! change is there, there is no half row, the trail verifies.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rstest::rstest;
use store::{Db, Engine, Location, Settings, schemas};
use testkit::Stores;

use crate::browser::{Answer, Browser};
use crate::house::{CLERK, command, made, seloste, serve};

const TIMES: u64 = 50;
/// Several chunks, so that an import is cut off between two of them.
const ROWS: usize = 2_000;

/// The page of a customer and the names she may have.
type Confirmed = (String, Vec<String>);

store::statements! {
    /// Parties of which a part is missing: the profile, the name or the connection.
    pub(crate) HALVES: () -> i64 =
        "select cast(count(*) as bigint)
           from party
           left join profile on profile.party_id = party.party_id
           left join person_name on person_name.party_id = party.party_id
           left join connection on connection.party_id = party.party_id
          where profile.party_id is null or person_name.party_id is null
             or connection.party_id is null";

    /// Imports that count other customers than they brought.
    pub(crate) MISCOUNTED: () -> i64 =
        "select cast(count(*) as bigint)
           from import_batch
          where created <> (select count(*)
                              from profile
                             where profile.batch_id = import_batch.batch_id)";

    /// Imports that were cut off after some of their rows.
    pub(crate) CUT_OFF: () -> i64 =
        "select cast(count(*) as bigint)
           from import_batch
          where ended_ms is null and rows_done > 0";
}

fn file(folder: &Path, round: u64) -> String {
    let path = folder.join(format!("round-{round}.csv"));
    let mut text = String::from("Etunimet;Sukunimi\n");
    for row in 0..ROWS {
        writeln!(text, "Tuotu;Kierros{round}rivi{row}").unwrap();
    }
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn import(file: &str) -> [&str; 8] {
    [
        "import",
        "customers",
        file,
        "--source",
        "x",
        "--as",
        "clerk@example.com",
        "--password-stdin",
    ]
}

/// Adds customers and changes their names, one after the other, until the register is gone;
/// the page of each, and every name that it may have by what was confirmed.
fn work_until_gone(browser: &Browser, round: u64, confirmed: &Mutex<Vec<Confirmed>>) {
    for number in 0.. {
        let name = format!("Lisatty{round}x{number}");
        let added = [
            ("kind", "person"),
            ("first_names", "Selma"),
            ("last_name", name.as_str()),
            ("language", "fi"),
            ("connection", "customer"),
            ("source", "person"),
        ];
        let Some(answer) = browser.post("/customers", &added) else {
            return;
        };
        assert_eq!(answer.status, 303, "a customer is added");
        let path = answer.location;
        confirmed.lock().unwrap().push((path.clone(), vec![name]));
        let other = format!("Muutettu{round}x{number}");
        let changed = [
            ("what", "names"),
            ("version", "1"),
            ("first_names", "Selma"),
            ("last_name", other.as_str()),
            ("source", "person"),
        ];
        let answer = browser.post(&[&path, "/change"].concat(), &changed);
        let mut confirmed = confirmed.lock().unwrap();
        let names = &mut confirmed.last_mut().unwrap().1;
        let Some(answer) = answer else {
            // Nobody was told: either name may stand.
            names.push(other);
            return;
        };
        assert_eq!(answer.status, 303, "a name is changed");
        *names = vec![other];
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
fn whatever_was_confirmed_is_there_after_fifty_kills(#[case] engine: Engine) {
    let Some(stores) = Stores::fresh(engine) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = stores.server();
    made(&data, server.as_deref());
    let register = match server {
        Some(_) => stores.locations.register.clone(),
        None => Location::Sqlite(data.join("register.sqlite")),
    };
    let confirmed = Arc::new(Mutex::new(Vec::new()));
    for round in 0..TIMES {
        let (mut serving, port) = serve(&data);
        let browser = Browser::sign_in(port, "clerk@example.com", CLERK);
        let file = file(folder.path(), round);
        let mut importing = command(&data, &import(&file))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        writeln!(importing.stdin.take().unwrap(), "{CLERK}").unwrap();
        let adding = {
            let confirmed = Arc::clone(&confirmed);
            std::thread::spawn(move || work_until_gone(&browser, round, &confirmed))
        };
        // Not before it works, and then at another moment each time; now and then between two
        // chunks of the import.
        let before = confirmed.lock().unwrap().len();
        wait_until(|| confirmed.lock().unwrap().len() > before);
        if round % 10 == 9 {
            let cut_off = counted(&register)[2];
            wait_until(|| counted(&register)[2] > cut_off);
        } else {
            std::thread::sleep(Duration::from_millis(round * 211 % 900));
        }
        serving.kill().unwrap();
        importing.kill().unwrap();
        serving.wait().unwrap();
        importing.wait().unwrap();
        adding.join().unwrap();
    }
    let confirmed = confirmed.lock().unwrap();
    assert!(
        confirmed.len() >= 50,
        "only {} changes were confirmed",
        confirmed.len()
    );
    let (mut serving, port) = serve(&data);
    let browser = Browser::sign_in(port, "clerk@example.com", CLERK);
    for (path, names) in confirmed.iter() {
        let page = patiently(&browser, path);
        assert!(
            page.status == 200 && names.iter().any(|name| page.body.contains(name)),
            "{path} is not there: {}",
            page.status
        );
    }
    serving.kill().unwrap();
    serving.wait().unwrap();
    whole(&data, folder.path());
    let [halves, miscounted, cut_off] = counted(&register);
    assert_eq!((halves, miscounted), (0, 0));
    assert!(cut_off > 0, "no import was cut off in the middle");
}

/// A page, also where the register says that this is too fast.
fn patiently(browser: &Browser, path: &str) -> Answer {
    loop {
        let page = browser.get(path).unwrap();
        if page.status != 429 {
            return page;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Waits, but not for ever: what did not come is found missing in the end.
fn wait_until(come: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !come() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn counted(register: &Location) -> [i64; 3] {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let counts: Result<[i64; 3], store::Error> = runtime.block_on(async {
        let register = Db::open(register, &schemas::REGISTER, Settings::default()).await?;
        let read = |tx: &mut store::Tx<'_>| {
            let all = [&HALVES, &MISCOUNTED, &CUT_OFF];
            let mut counts = [0; 3];
            for (count, statement) in counts.iter_mut().zip(all) {
                *count = tx.one(statement, ())?;
            }
            Ok(counts)
        };
        register.read(read).await
    });
    counts.unwrap()
}

/// A true trail, and an import that goes on where it was cut off.
fn whole(data: &Path, folder: &Path) {
    let verified = seloste(data, &["trail", "verify"], "");
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    let last = file(folder, TIMES - 1);
    let first = seloste(data, &import(&last), &format!("{CLERK}\n"));
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(
        first.status.success() || told.contains("jo tuotu"),
        "{told}"
    );
    assert!(seloste(data, &["doctor"], "").status.success());
}
