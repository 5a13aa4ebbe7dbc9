//! An erasure is cut off at every step it takes on the disk, and on a server at many of its messages:
//! ledger, keys, rows, index, files, trail line, receipt. After the next start the end is the same.

use std::collections::BTreeSet;
use std::path::Path;

use rstest::rstest;
use store::Engine;
use testkit::Stores;

use crate::browser::Browser;
use crate::faults::{Faults, Wrong};
use crate::house::{CLERK, OFFICER, free_port, made, seloste, serve_on, well};

/// Steps after which nobody looks for more of them.
const STEPS_MAX: i64 = 2_000;
/// So many messages lie between two that are tried.
const MESSAGES_APART: i64 = 23;

/// What a receipt says went and stays, without numbers that differ from one person to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
struct End {
    went: BTreeSet<String>,
    stays: BTreeSet<String>,
    keys: u64,
}

#[rstest]
#[case::sqlite(Engine::Sqlite, Wrong::Kill, 1)]
#[case::postgres_keys(Engine::Postgres, Wrong::Kill, 1)]
#[case::postgres_rows(Engine::Postgres, Wrong::Cut, MESSAGES_APART)]
fn an_erasure_that_is_killed_at_any_step_ends_the_same(
    #[case] engine: Engine,
    #[case] at: Wrong,
    #[case] apart: i64,
) {
    let Some(stores) = Stores::fresh(engine) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    made(&data, stores.server().as_deref());
    let faults = Faults::make(folder.path(), &data);
    let log = folder.path().join("log");
    let whole = erased(&data, &faults, &log, (at, 0), 0).1;
    assert!(
        whole.went.contains("identity") && whole.went.contains("other"),
        "{whole:?}"
    );
    let mut step = 1;
    let mut kills = 0;
    loop {
        let (killed, end) = erased(&data, &faults, &log, (at, step), step);
        assert_eq!(end, whole, "killed at {at:?} {step}");
        if !killed {
            break;
        }
        kills += 1;
        step += apart;
        assert!(step < STEPS_MAX, "an erasure ends");
    }
    assert!(kills >= 5, "it was cut off only {kills} times");
    well(&seloste(&data, &["trail", "verify"], ""));
    well(&seloste(&data, &["doctor"], ""));
}

/// Somebody new is erased, and the register is killed at a step of it; whether it was, and what the
/// receipt says in the end.
fn erased(
    data: &Path,
    faults: &Faults,
    log: &Path,
    (at, step): (Wrong, i64),
    number: i64,
) -> (bool, End) {
    let port = free_port();
    let mut serving = serve_on(data, port, faults, log).expect("it serves");
    let clerk = Browser::sign_in(port, "clerk@example.com", CLERK);
    let officer = Browser::sign_in(port, OFFICER, CLERK);
    let last_name = format!("Katkeava{number}");
    let path = added(&clerk, &last_name);
    let fields = decision(&officer, &path);
    faults.set(at, step);
    let answer = post(&officer, &path, &fields);
    faults.set(at, 0);
    let killed = answer.is_none();
    if killed {
        serving.wait().unwrap();
        serving = serve_on(data, port, faults, log).expect("it serves again");
    }
    let officer = Browser::sign_in(port, OFFICER, CLERK);
    // Whatever was decided is carried out; what was not written down is decided again.
    well(&seloste(data, &["retention", "run"], ""));
    if officer.get(&path).is_some_and(|page| page.status == 200) {
        let fields = decision(&officer, &path);
        assert!(
            post(&officer, &path, &fields).is_some(),
            "it is decided again"
        );
    }
    assert_eq!(officer.get(&path).unwrap().status, 404, "she is gone");
    let found = clerk_of(port).post("/customers/hits", &[("words", &last_name)]);
    assert!(
        !found.unwrap().body.contains(&format!("Katkeava{number}<")),
        "and found nowhere"
    );
    let end = receipt(data, &officer, &path);
    serving.kill().unwrap();
    serving.wait().unwrap();
    (killed, end)
}

fn clerk_of(port: u16) -> Browser {
    Browser::sign_in(port, "clerk@example.com", CLERK)
}

/// A customer with something in several categories; her page.
fn added(clerk: &Browser, last_name: &str) -> String {
    let fields = [
        ("kind", "person"),
        ("first_names", "Selma"),
        ("last_name", last_name),
        ("language", "fi"),
        ("connection", "customer"),
        ("source", "person"),
        ("email", "selma@example.com"),
        ("note", "Soittaa aamulla."),
        ("anyway", "1"),
    ];
    let answer = clerk.post("/customers", &fields).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

/// The form of her erasure, in which everything is granted.
fn decision(officer: &Browser, path: &str) -> Vec<(String, String)> {
    let page = officer.get(&[path, "/erasure"].concat()).unwrap().body;
    let decided = page.split("name=\"decided-").skip(1);
    let decided = decided.map(|rest| {
        let name = rest.split('"').next().unwrap();
        (["decided-", name].concat(), "17_1_a".to_owned())
    });
    let mut fields: Vec<(String, String)> = decided.collect();
    let (_, rest) = page.split_once("asiakasnumero ").unwrap();
    let number = rest.split('<').next().unwrap().trim().to_owned();
    fields.push(("number".to_owned(), number));
    fields.push(("words".to_owned(), "Pyyntö 7.".to_owned()));
    fields
}

fn post(officer: &Browser, path: &str, fields: &[(String, String)]) -> Option<()> {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = officer.post(&[path, "/erasure"].concat(), &fields)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    Some(())
}

/// What the newest receipt says, which is true.
fn receipt(data: &Path, officer: &Browser, path: &str) -> End {
    let queue = officer.get("/retention").unwrap().body;
    let (_, rest) = queue.split_once("href=\"/retention/cases/").unwrap();
    let case = rest.split('"').next().unwrap();
    let note = officer.get(&format!("/retention/cases/{case}/receipt.txt"));
    let note = note.unwrap();
    assert_eq!(note.status, 200, "{path} has a receipt");
    let file = data.parent().unwrap().join("receipt.txt");
    std::fs::write(&file, &note.body).unwrap();
    well(&seloste(
        data,
        &["trail", "prove", file.to_str().unwrap()],
        "",
    ));
    let line = note.body.lines().nth(1).unwrap();
    let said: serde_json::Value = serde_json::from_str(line).unwrap();
    let categories = |of: &str| {
        let all = said[of].as_array().unwrap().iter();
        all.map(|one| one["category"].as_str().unwrap().to_owned())
            .collect()
    };
    End {
        went: categories("went"),
        stays: categories("stays"),
        keys: said["keys_destroyed"].as_u64().unwrap(),
    }
}
