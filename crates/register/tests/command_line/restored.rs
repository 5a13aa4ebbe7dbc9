//! What a restore must hold, with files and with a server: no customer number twice, no keys that
//! are too old, and that a backup made while a list comes in is one moment of it.

use std::collections::BTreeSet;
use std::fs::DirBuilder;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt as _;
use std::process::{Child, Stdio};
use std::time::Duration;

use basics::{Clock, SystemClock, Zone};
use testkit::{Engine, Stores};

use crate::house::{House, PASSWORD, email, names, run};

/// Registers with a clerk: one in files, one on a server, where there is one for tests.
fn houses() -> Vec<(House, Option<Stores>)> {
    let mut houses = vec![(House::with(&["clerk"]), None)];
    if let Some(stores) = Stores::fresh(Engine::Postgres) {
        let house = House::empty();
        let url = stores.server().unwrap();
        house.init(&["--postgres", &url]).done();
        house.add("clerk").done();
        houses.push((house, Some(stores)));
    }
    houses
}

fn text(path: &std::path::Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Brings customers of one last name; the numbers they got.
fn bring(house: &House, last_name: &str, first_names: &[&str]) -> BTreeSet<i64> {
    let row = |first: &&str| format!("{first};{last_name}\n");
    let rows: String = first_names.iter().map(row).collect();
    let list = house.file(
        &[last_name, ".csv"].concat(),
        ["Etunimet;Sukunimi\n", &rows].concat(),
    );
    let arguments = ["import", "customers", &list, "--source", last_name];
    house.by("clerk", &arguments).done();
    let found = house.by("clerk", &["--json", "find", last_name]).done();
    let found = found.json();
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), first_names.len());
    hits.iter()
        .map(|hit| hit["number"].as_i64().unwrap())
        .collect()
}

#[test]
fn no_customer_number_is_given_twice_after_an_older_backup_is_restored() {
    for (house, _stores) in houses() {
        let backups = text(&house.path("backups"));
        let before = bring(&house, "Mallikas", &["Maija", "Pekka"]);
        house.run(&["backup", "--to", &backups]).done();
        let lost = bring(&house, "Katoava", &["Aino", "Eino", "Leena"]);
        house.run(&["restore", &backups, "--replace"]).done();
        let after = bring(&house, "Seuraava", &["Matti", "Liisa"]);
        let highest = before.iter().chain(&lost).max().unwrap();
        assert!(
            after.iter().all(|number| number > highest),
            "{after:?} {highest}"
        );
        // Once more, from the same backup: also the numbers of the second time are gone.
        house.run(&["restore", &backups, "--replace"]).done();
        let again = bring(&house, "Kolmas", &["Matti"]);
        assert!(again.first() > after.last(), "{again:?} {after:?}");
        house.run(&["doctor"]).done();
    }
}

#[test]
fn a_register_that_took_a_list_back_opens_after_its_backup_is_restored() {
    for (house, _stores) in houses() {
        bring(&house, "Mallikas", &["Maija", "Pekka"]);
        let imports = house.by("clerk", &["--json", "import", "list"]).done();
        let batch = imports.json()[0]["batch"].as_str().unwrap().to_owned();
        house.by("clerk", &["import", "undo", &batch]).done();
        bring(&house, "Pysyvä", &["Aino"]);
        let backups = text(&house.path("backups"));
        house.run(&["backup", "--to", &backups]).done();
        house.run(&["restore", &backups, "--replace"]).done();
        for _ in 0..3 {
            house.run(&["doctor"]).done();
        }
        bring(&house, "Uusi", &["Eino"]);
    }
}

/// A hold on a customer, looked at again in a month.
fn hold(house: &House, number: i64) {
    let zone = Zone::named("Europe/Helsinki").unwrap();
    let review = zone.day_at(SystemClock.now()).plus_days(30).finnish();
    let number = number.to_string();
    let arguments = [
        "retention",
        "hold",
        &number,
        "--reason",
        "Riita.",
        "--review",
        &review,
    ];
    house.by("data_protection_contact", &arguments).done();
}

#[test]
fn what_was_changed_after_the_backup_is_counted_and_listed_to_be_done_again() {
    for (house, _stores) in houses() {
        house.add("data_protection_contact").done();
        let listed = ["--json", "trail", "changed-after"];
        let nothing = house.by("data_protection_contact", &listed).done();
        assert_eq!(nothing.json(), serde_json::json!([]));
        let backups = text(&house.path("backups"));
        let numbers = bring(&house, "Mallikas", &["Maija", "Pekka"]);
        let changed = *numbers.first().unwrap();
        house.run(&["backup", "--to", &backups]).done();
        hold(&house, changed);
        let restored = house
            .run(&["--json", "restore", &backups, "--replace"])
            .done();
        let restored = restored.json();
        assert_eq!(restored["changed_after"].as_i64(), Some(1), "{restored}");
        let told = house.by("data_protection_contact", &listed).done().json();
        assert_eq!(told["known"].as_bool(), Some(true));
        let rows = told["changes"].as_array().unwrap();
        assert_eq!(rows.len(), 1, "{told}");
        assert_eq!(rows[0]["number"].as_i64(), Some(changed));
        assert_eq!(rows[0]["categories"], serde_json::json!(["requests"]));
        let refused = house.by("clerk", &listed);
        assert_ne!(refused.code, 0, "not by a clerk: {}", refused.told);
        // A rehearsal puts nothing back.
        let rehearsed = house
            .run(&["--json", "restore", &backups, "--rehearse"])
            .done();
        assert!(rehearsed.json()["changed_after"].is_null());
    }
}

fn sample(house: &House, rows: &str) -> String {
    house.file("sample.csv", run(&["sample", "--csv", rows]).done().out)
}

#[test]
fn a_copy_of_the_keys_that_is_too_old_is_refused_and_nothing_is_changed() {
    for (house, _stores) in houses() {
        let (backups, copies) = (text(&house.path("backups")), text(&house.path("copies")));
        house.run(&["keys", "copy", "--to", &copies]).done();
        let list = sample(&house, "900");
        house
            .by("clerk", &["import", "customers", &list, "--source", "x"])
            .done();
        house.run(&["backup", "--to", &backups]).done();
        let numbers = bring(&house, "Pysyvä", &["Maija"]);
        let before = names(&house.data());
        let restore = ["restore", &backups, "--replace", "--keys", &copies];
        let words = ["vanhempi kuin rekisteri", "joilta avain puuttuu: "];
        house.run(&restore).failed(1, &words);
        let rehearse = ["restore", &backups, "--rehearse", "--keys", &copies];
        house.run(&rehearse).failed(1, &words);
        assert_eq!(names(&house.data()), before, "nothing was moved");
        let found = house.by("clerk", &["--json", "find", "Pysyvä"]).done();
        assert_eq!(
            found.json()["hits"][0]["number"].as_i64(),
            numbers.first().copied()
        );
        house.run(&["doctor"]).done();
        house.run(&restore[..3]).done();
    }
}

/// An import that runs in a process of its own.
fn importing(house: &House, list: &str) -> Child {
    let as_clerk = email("clerk");
    let arguments = ["import", "customers", list, "--source", "x"];
    let mut child = house
        .command(&arguments)
        .args(["--as", &as_clerk, "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    child
}

/// Rows of the list that comes in while it is backed up: enough chunks that some are still to come
/// when the first backup that has any of them is made.
const ROWS: i64 = 4_000;

/// The only import: customers created, whether it ended.
fn imported(house: &House) -> (i64, bool) {
    let listed = house.by("clerk", &["import", "list", "--json"]).done();
    let listed = listed.json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let one = &listed[0];
    (
        one["created"].as_i64().unwrap(),
        one["ended"].as_bool().unwrap(),
    )
}

/// The first backup that has customers of the import that runs: its folder, how many.
fn amid(house: &House, child: &mut Child, backups: &str) -> (String, i64) {
    loop {
        let ended = child.try_wait().unwrap();
        let backup = house.run(&["--json", "backup", "--to", backups]);
        if backup.code == 1 {
            // Either a chunk takes longer than one waits for its turn, where the program is built
            // to be debugged, or there is one of this second: whoever comes again gets it.
            let again = ["store.busy", "backup.busy"];
            let told = &backup.told;
            assert!(again.iter().any(|code| told.contains(code)), "{told}");
            continue;
        }
        let backup = backup.done().json();
        let parties = backup["parties"].as_i64().unwrap();
        if parties > 0 {
            return (backup["folder"].as_str().unwrap().to_owned(), parties);
        }
        assert!(ended.is_none(), "nothing came: {ended:?}");
    }
}

/// Everything the only import brought stands in the register, and nothing was counted twice.
fn compares(house: &House, all: i64) {
    let listed = house.by("clerk", &["import", "list", "--json"]).done();
    let listed = listed.json();
    let batch = listed[0]["batch"].as_str().unwrap();
    let arguments = ["import", "compare", batch, "--json"];
    let compared = house.by("clerk", &arguments).done().json();
    assert_eq!(compared["created"], all);
    let lines = compared["lines"].as_array().unwrap();
    assert_eq!(
        (&lines[0]["what"], &lines[0]["in_file"]),
        (&"row".into(), &ROWS.into())
    );
    let mut connections = 0;
    for line in lines {
        assert_eq!(line["missing"].as_i64().unwrap_or(0), 0, "{line}");
        if line["what"].as_str().unwrap().starts_with("connection ") {
            assert_eq!(line["created"], line["standing"], "{line}");
            connections += line["standing"].as_i64().unwrap();
        }
    }
    assert_eq!(connections, all);
    assert!(lines.len() > 8, "{lines:?}");
}

#[test]
fn a_backup_made_while_a_list_comes_in_is_one_moment_of_it_and_the_list_goes_on_from_there() {
    for (house, _stores) in houses() {
        let backups = text(&house.path("backups"));
        let list = sample(&house, &ROWS.to_string());
        let mut child = importing(&house, &list);
        let (folder, parties) = amid(&house, &mut child, &backups);
        assert!(child.wait().unwrap().success());
        let (all, done) = imported(&house);
        assert!(
            done && (parties + 1..=ROWS).contains(&all),
            "{parties} {all}"
        );
        house.run(&["restore", &folder, "--replace"]).done();
        assert_eq!(imported(&house), (parties, false), "chunks are whole");
        house.run(&["trail", "verify"]).done();
        house.run(&["doctor"]).done();
        let arguments = ["import", "customers", &list, "--source", "x"];
        house.by("clerk", &arguments).done();
        assert_eq!(imported(&house), (all, true), "nobody twice, nobody lost");
        compares(&house, all);
        std::thread::sleep(Duration::from_millis(1_100));
        let whole = house.run(&["--json", "backup", "--to", &backups]).done();
        assert_eq!(whole.json()["parties"].as_i64(), Some(all));
        house.run(&["doctor"]).done();
    }
}

/// Every file of a folder and those in it, with what is in them.
fn contents(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    all
}

/// What a restore needs: a backup, a copy of the keys, the root key.
struct Kept {
    backup: String,
    copies: String,
    root: String,
}

impl Kept {
    fn of(house: &House) -> Self {
        let (backups, copies) = (text(&house.path("backups")), text(&house.path("copies")));
        house.run(&["keys", "copy", "--to", &copies]).done();
        let backup = house.run(&["--json", "backup", "--to", &backups]).done();
        Self {
            backup: backup.json()["folder"].as_str().unwrap().to_owned(),
            copies,
            root: text(&house.data().join("root.key")),
        }
    }

    fn whole(&self) -> [&str; 5] {
        let Self { copies, root, .. } = self;
        ["--keys", copies, "--root-key", root, "--trail-lost"]
    }

    /// A backup that lacks the most of it.
    fn half(&self, house: &House) -> String {
        let half = house.path("half");
        std::fs::create_dir(&half).unwrap();
        for name in ["manifest.json", "manifest.seal", "register.rows.gz"] {
            let from = std::path::Path::new(&self.backup).join(name);
            if from.exists() {
                std::fs::copy(from, half.join(name)).unwrap();
            }
        }
        text(&half)
    }

    /// Copies of the keys that are none: nothing, something else, half of one.
    fn no_keys(&self, house: &House) -> [String; 3] {
        let mut half =
            std::fs::read(std::path::Path::new(&self.copies).join("keys.sqlite")).unwrap();
        half.truncate(half.len() / 2);
        let odd = [
            ("tyhjä.sqlite", Vec::new()),
            ("muu.sqlite", b"jotain aivan muuta".to_vec()),
            ("puolet.sqlite", half),
        ];
        odd.map(|(name, bytes)| house.file(name, bytes))
    }

    /// What cannot be restored, with the words that say why.
    fn tries(&self, house: &House, others: &House) -> Vec<(Vec<String>, &'static str)> {
        let Self {
            backup,
            copies,
            root,
        } = self;
        let none = text(&house.path("ei-ole"));
        let other_root = text(&others.data().join("root.key"));
        let other_keys = text(&others.data());
        let keyed = |keys, root| vec![backup.as_str(), "--keys", keys, "--root-key", root];
        let with = |from| [&[from][..], &self.whole()].concat();
        let half = self.half(house);
        let odd = self.no_keys(house);
        let mut tries = vec![
            (with(none.as_str()), "ei ole kokonaista varmuuskopiota"),
            (keyed(&none, root), "Avainten kopiota ei voitu lukea"),
            (with(half.as_str()), "vioittunut"),
            (vec![backup.as_str()], "--keys"),
            (vec![backup, "--keys", copies], "--root-key"),
            (keyed(copies, &other_root), "root.key"),
            (keyed(&other_keys, &other_root), "eri rekisterien"),
        ];
        tries.extend(
            odd.iter()
                .map(|odd| (keyed(odd, root), "Avainten kopio on vioittunut")),
        );
        let owned =
            |(told, words): (Vec<&str>, _)| (told.into_iter().map(str::to_owned).collect(), words);
        tries.into_iter().map(owned).collect()
    }
}

#[test]
fn a_restore_that_fails_leaves_a_new_folder_as_it_was_and_the_next_try_goes_through() {
    for (house, _stores) in houses() {
        bring(&house, "Mallikas", &["Maija"]);
        let (kept, others) = (Kept::of(&house), House::made());
        // A folder that is not there, deep below one that is not there either, and an empty one.
        let (deep, empty) = (house.path("uusi/syvä/data"), house.path("tyhjä"));
        DirBuilder::new().mode(0o700).create(&empty).unwrap();
        for (told, words) in kept.tries(&house, &others) {
            for rehearse in [&[][..], &["--rehearse"]] {
                let told = told.iter().map(String::as_str);
                let mut arguments: Vec<&str> = ["restore"].into_iter().chain(told).collect();
                // A rehearsal gives up what is lost by itself.
                arguments.retain(|one| rehearse.is_empty() || *one != "--trail-lost");
                arguments.extend(rehearse);
                for data in [&deep, &empty] {
                    House::at(data.clone()).run(&arguments).failed(1, &[words]);
                }
                assert!(!house.path("uusi").exists(), "{arguments:?}");
                assert!(names(&empty).is_empty(), "{:?}", names(&empty));
            }
        }
        for data in [deep, empty] {
            let new = House::at(data);
            let restore = [&["restore", &kept.backup][..], &kept.whole()].concat();
            new.run(&restore).done();
            new.run(&["doctor"]).done();
        }
    }
}

#[test]
fn a_restore_that_fails_leaves_a_register_as_it_was_to_the_last_byte() {
    let (house, others) = (House::with(&["clerk"]), House::made());
    bring(&house, "Mallikas", &["Maija"]);
    let kept = Kept::of(&house);
    let before = contents(&others.data());
    let half = kept.half(&house);
    let replacing = ["restore", &half, "--replace", "--keys", &kept.copies];
    let replacing = [&replacing[..], &["--root-key", &kept.root]].concat();
    others.run(&replacing).failed(1, &["vioittunut"]);
    let after = contents(&others.data());
    assert!(after == before, "{:?}", names(&others.data()));
}

#[test]
fn a_backup_comes_back_on_a_server_that_holds_nothing_yet() {
    let Some(stores) = Stores::fresh(Engine::Postgres) else {
        return;
    };
    let url = stores.server().unwrap();
    // Its schemas go with it: the server is as one that was just made.
    drop(stores);
    let house = House::with(&["clerk"]);
    bring(&house, "Mallikas", &["Maija"]);
    let (backups, copies) = (text(&house.path("backups")), text(&house.path("copies")));
    house.run(&["keys", "copy", "--to", &copies]).done();
    house.run(&["backup", "--to", &backups]).done();
    let root = text(&house.data().join("root.key"));
    let with = ["--keys", &copies, "--root-key", &root, "--trail-lost"];
    let new = House::empty();
    let nowhere = ["--postgres", "postgres://nobody@127.0.0.1:1/nothing"];
    new.run(&[&["restore", &backups][..], &with, &nowhere].concat())
        .failed(1, &["Tietokantapalvelin ei vastaa"]);
    assert!(!new.data().exists(), "it is as it was");
    new.run(&[&["restore", &backups][..], &with, &["--postgres", &url]].concat())
        .done();
    let found = new.by("clerk", &["--json", "find", "Mallikas"]).done();
    assert_eq!(found.json()["hits"].as_array().unwrap().len(), 1);
    new.run(&["doctor"]).done();
}
