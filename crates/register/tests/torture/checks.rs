//! What has to hold when the storm is over.

use std::path::Path;
use std::process::Child;

use policy::Category;
use store::{Db, Settings, schemas};

use crate::browser::{Answer, Browser};
use crate::clerks::version;
use crate::house::{CLERK, seloste, serve, signal, well};
use crate::model::{Known, MARK, State};
use crate::storm::Storm;

store::statements! {
    /// Parties of which a part is missing: the profile, the name or the connection. Who is erased
    /// has no lot of the category `$1` left.
    pub(crate) HALVES: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from party
           left join profile on profile.party_id = party.party_id
           left join person_name on person_name.party_id = party.party_id
           left join connection on connection.party_id = party.party_id
          where (profile.party_id is null or person_name.party_id is null
                 or connection.party_id is null)
            and (select count(*) from lot where lot.party_id = party.party_id and lot.category = $1) > 0";

    /// Imports that are finished.
    pub(crate) FINISHED: () -> i64 =
        "select cast(count(*) as bigint)
           from import_batch
          where ended_ms is not null";

    /// What waits for the trail.
    pub(crate) WAITING: () -> i64 =
        "select cast(count(*) as bigint) from trail_out";
}

/// Checks all of it; `serving` is the process that went through it.
pub(crate) fn all_of(storm: &Storm, mut serving: Child) {
    signal(serving.id(), "TERM");
    let status = serving.wait().unwrap();
    let mut wrong = storm.model.violations();
    if !status.success() {
        wrong.push(format!("asked to stop, it ended with {status}"));
    }
    well(&seloste(&storm.data, &["trail", "verify"], ""));
    let (serving, port) = serve(&storm.data);
    wrong.extend(people(storm, port));
    let mut serving = serving;
    signal(serving.id(), "TERM");
    serving.wait().unwrap();
    wrong.extend(stores(storm));
    wrong.extend(doctor(storm));
    well(&seloste(&storm.data, &["trail", "verify"], ""));
    let mut leaks = Vec::new();
    scan(&storm.data, &mut leaks);
    scan(&storm.log, &mut leaks);
    if let Some(server) = &storm.server {
        scan(server.folder(), &mut leaks);
    }
    wrong.extend(leaks);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Customers who are searched for in the end.
const SEARCHED: usize = 200;

/// Every customer, as her page tells of her.
fn people(storm: &Storm, port: u16) -> Vec<String> {
    let mut browser = Browser::of(port, 1);
    browser
        .enter("clerk@example.com", CLERK)
        .expect("the clerk is let in");
    let mut wrong = Vec::new();
    let mut searches = 0;
    for (path, known) in storm.model.all() {
        let page = patiently(|| browser.get(&path));
        wrong.extend(person(&path, &known, &page));
        if searches > SEARCHED || known.all_names().len() > 1 && known.state == State::Open {
            continue;
        }
        searches += 1;
        let name = known.all_names()[0];
        let hits = patiently(|| browser.post("/customers/hits", &[("words", name)]));
        let found = hits.body.contains(&path);
        let must = match known.state {
            State::Open => true,
            State::Restricted | State::Erased => false,
            State::Unknown => continue,
        };
        if found != must {
            wrong.push(format!("{path} is {:?}, found: {found}", known.state));
        }
    }
    for name in storm.model.unconfirmed().into_iter().take(SEARCHED) {
        let hits = patiently(|| browser.post("/customers/hits", &[("words", &name)]));
        if hits.body.matches(&name).count() > 1 {
            wrong.push("what nobody confirmed is there twice".to_owned());
        }
    }
    wrong
}

fn person(path: &str, known: &Known, page: &Answer) -> Option<String> {
    let names = known.all_names();
    let shown = names.iter().any(|name| page.body.contains(name));
    match (known.state, version(&page.body)) {
        (State::Erased, _) => shown.then(|| format!("{path} is erased and there")),
        (State::Open, Some(version)) => {
            let names = known.names_at(version);
            let right = names.iter().any(|name| page.body.contains(name));
            let noted = known.notes().iter().all(|note| page.body.contains(note));
            known
                .wrong_version(version)
                .map(|wrong| format!("{path}: {wrong}"))
                .or_else(|| (!right).then(|| format!("{path} has another name")))
                .or_else(|| {
                    let few = known.notes().len() < 10;
                    (few && !noted).then(|| format!("{path} lacks a note"))
                })
        }
        (State::Open, None) => Some(format!("{path} is not there: {}", page.status)),
        // A restricted person's page may hold no form.
        (State::Restricted | State::Unknown, _) => None,
    }
}

/// An answer, also where the register says that this is too fast.
fn patiently(ask: impl Fn() -> Option<Answer>) -> Answer {
    loop {
        let answer = ask().expect("the register answers");
        if answer.status != 429 {
            return answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

/// What the doctor finds, but for what a clock that jumped leaves behind, once the jobs that failed
/// in the storm have had another go.
fn doctor(storm: &Storm) -> Vec<String> {
    let output = seloste(&storm.data, &["doctor", "--run-jobs", "--json"], "");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap().iter();
    let codes = findings.map(|one| one["code"].as_str().unwrap().to_owned());
    codes
        .filter(|code| !code.starts_with("doctor.clock"))
        .map(|code| format!("the doctor finds {code}"))
        .collect()
}

fn stores(storm: &Storm) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let location = storm.register();
    let counts: Result<[i64; 4], store::Error> = runtime.block_on(async {
        let register = Db::open(&location, &schemas::REGISTER, Settings::default()).await?;
        let read = |tx: &mut store::Tx<'_>| {
            let identity = i64::from(Category::Identity.number());
            let mut counts = [tx.one(&HALVES, (identity,))?, 0, 0, 0];
            let all = [&crate::kills::MISCOUNTED, &FINISHED, &WAITING];
            for (count, statement) in counts.iter_mut().skip(1).zip(all) {
                *count = tx.one(statement, ())?;
            }
            Ok(counts)
        };
        register.read(read).await
    });
    let [halves, miscounted, finished, waiting] = counts.unwrap();
    let imported = storm.imported.load(std::sync::atomic::Ordering::SeqCst);
    let mut wrong = Vec::new();
    if halves + miscounted + waiting > 0 {
        let counts = format!("{halves} halves, {miscounted} miscounted, {waiting} lines waiting");
        wrong.push(counts);
    }
    if finished < i64::try_from(imported).unwrap() {
        wrong.push(format!(
            "{imported} files were imported, {finished} are finished"
        ));
    }
    wrong
}

/// Looks for names in the clear, as they are written and in capitals.
fn scan(path: &Path, leaks: &mut Vec<String>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            scan(&entry.unwrap().path(), leaks);
        }
        return;
    }
    let Ok(bytes) = std::fs::read(path) else {
        return;
    };
    let wide: Vec<u8> = MARK.bytes().flat_map(|byte| [byte, 0]).collect();
    let upper = MARK.to_uppercase();
    for form in [MARK.as_bytes(), upper.as_bytes(), &wide] {
        if bytes.windows(form.len()).any(|window| window == form) {
            leaks.push(format!("a name lies in the clear in {}", path.display()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_clear_is_found_in_every_form() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("a", "x Bzyxwab"), ("b", "ZYXWA"), ("c", "z\0y\0x\0w\0a\0")] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(folder.path().join("d"), "nothing").unwrap();
        let mut leaks = Vec::new();
        scan(folder.path(), &mut leaks);
        assert_eq!(leaks.len(), 3, "{leaks:?}");
    }
}
