//! `backup`, `restore`, `keys`: a register comes back from three things kept in three places, and
//! whatever is killed on the way leaves nothing half.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use testkit::{Engine, Stores};

use crate::house::{House, names};

/// A register with two customers.
fn house() -> House {
    filled(House::with(&["clerk"]))
}

fn filled(house: House) -> House {
    let list = house.file(
        "a.csv",
        "Etunimet;Sukunimi\nMaija;Mallikas\nPekka;Esimerkki\n",
    );
    house
        .by("clerk", &["import", "customers", &list, "--source", "x"])
        .done();
    house
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn hits(house: &House, words: &str) -> usize {
    let json = house.by("clerk", &["--json", "find", words]).done().json();
    json["hits"].as_array().unwrap().len()
}

/// Runs `serve` until it is dropped.
struct Serving(Child);

impl Serving {
    fn of(house: &House) -> Self {
        use std::io::{BufRead, BufReader};
        let mut command = house.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(process.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("http://localhost:") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "it did not start");
        }
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        Self(process)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _killed = self.0.kill();
        let _ended = self.0.wait();
    }
}

/// Everything is lost but a backup, a copy of the keys and the root key.
fn comes_back(house: &House) {
    let serving = Serving::of(house);
    let (backups, copies) = (text(&house.path("backups")), text(&house.path("copies")));
    let made = house
        .run(&["--json", "backup", "--to", &backups])
        .done()
        .json();
    assert_eq!(made["parties"], 2, "{made}");
    house.run(&["keys", "copy", "--to", &copies]).done();
    assert_eq!(names(&house.path("copies")), ["keys.sqlite"]);
    drop(serving);

    let root = text(&house.data().join("root.key"));
    let new = House::empty();
    let restore = ["restore", &backups, "--keys", &copies, "--root-key", &root];
    new.run(&["restore", &backups])
        .failed(1, &["Avaimet puuttuvat", "--keys"]);
    new.run(&restore)
        .failed(1, &["Loki on kadonnut", "--trail-lost"]);
    assert!(
        !new.data().join("register.sqlite").exists(),
        "nothing was changed"
    );
    let all = [&restore[..], &["--trail-lost"]].concat();
    let said = new.run(&all).done().text();
    assert!(said.contains("luovuttiin"), "{said}");
    assert_eq!(hits(&new, "Maija"), 1);
    new.run(&["trail", "verify"]).done();
    new.run(&["doctor"]).done();
    let inside = names(&new.data());
    assert!(!inside.contains(&"restoring".to_owned()), "{inside:?}");
    assert!(!inside.contains(&"swapping".to_owned()), "{inside:?}");
}

#[test]
fn a_register_comes_back_from_a_backup_a_copy_of_the_keys_and_the_root_key() {
    comes_back(&house());
}

#[test]
fn a_register_on_a_server_is_backed_up_replaced_and_comes_back_in_files() {
    let Some(stores) = Stores::fresh(Engine::Postgres) else {
        return;
    };
    let url = stores.server().unwrap();
    let house = House::empty();
    house.init(&["--postgres", &url]).done();
    house.add("clerk").done();
    let house = filled(house);
    let backups = text(&house.path("own"));
    house.run(&["backup", "--to", &backups]).done();
    let more = house.file("b.csv", "Etunimet;Sukunimi\nLiisa;Malli\n");
    house
        .by("clerk", &["import", "customers", &more, "--source", "y"])
        .done();
    assert_eq!(hits(&house, "Liisa"), 1);
    house.run(&["restore", &backups]).failed(1, &["--replace"]);
    let restored = house
        .run(&["--json", "restore", &backups, "--replace"])
        .done()
        .json();
    assert_eq!(restored["own_trail"], true, "{restored}");
    assert_eq!((hits(&house, "Liisa"), hits(&house, "Maija")), (0, 1));
    house.run(&["trail", "verify"]).done();
    comes_back(&house);
}

#[test]
fn what_is_there_is_kept_and_nothing_is_restored_while_the_register_is_open() {
    let house = house();
    let backups = text(&house.path("backups"));
    house.run(&["backup", "--to", &backups]).done();
    let more = house.file("b.csv", "Etunimet;Sukunimi\nLiisa;Malli\n");
    house
        .by("clerk", &["import", "customers", &more, "--source", "y"])
        .done();
    house
        .run(&["restore", &backups])
        .failed(1, &["on jo rekisteri", "--replace"]);
    let serving = Serving::of(&house);
    house
        .run(&["restore", &backups, "--replace"])
        .failed(1, &["Pysäytä ensin"]);
    let said = house
        .run(&["restore", &backups, "--rehearse"])
        .done()
        .text();
    assert!(said.contains("Palautus onnistuu"), "{said}");
    drop(serving);
    assert_eq!(hits(&house, "Liisa"), 1, "a rehearsal changes nothing");
    assert!(!house.data().join("rehearsal").exists());
    let restored = house
        .run(&["--json", "restore", &backups, "--replace"])
        .done()
        .json();
    assert_eq!((hits(&house, "Liisa"), hits(&house, "Maija")), (0, 1));
    let kept = restored["kept"].as_str().unwrap();
    assert!(Path::new(kept).join("register.sqlite").exists());
    for (folder, word) in [("ei/ole", "manifest.json"), ("data", "manifest.json")] {
        let folder = text(&house.path(folder));
        house
            .run(&["restore", &folder, "--replace"])
            .failed(1, &[word]);
    }
}

#[test]
fn a_damaged_backup_says_which_part_and_changes_nothing() {
    let house = house();
    let backups = text(&house.path("backups"));
    let made = house
        .run(&["--json", "backup", "--to", &backups])
        .done()
        .json();
    let part = Path::new(made["folder"].as_str().unwrap()).join("register.rows.gz");
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&part, bytes).unwrap();
    let words = ["vioittunut", "register.rows.gz"];
    house
        .run(&["restore", &backups, "--replace"])
        .failed(1, &words);
    house
        .run(&["restore", &backups, "--rehearse"])
        .failed(1, &words);
    assert_eq!(hits(&house, "Maija"), 1);
}

#[test]
fn a_new_root_key_makes_the_older_copies_worthless_and_the_register_runs_on() {
    let house = house();
    let copies = text(&house.path("copies"));
    house.run(&["keys", "copy", "--to", &copies]).done();
    let old = fs::read(house.data().join("root.key")).unwrap();
    let serving = Serving::of(&house);
    let said = house.run(&["keys", "rotate"]).done();
    assert!(said.told.contains("seloste keys copy"), "{}", said.told);
    assert_eq!(hits(&house, "Maija"), 1);
    house
        .run(&["keys", "rotate", "--index"])
        .failed(1, &["Pysäytä ensin"]);
    drop(serving);
    let index = house.run(&["--json", "keys", "rotate", "--index"]).done();
    assert_eq!(index.json()["indexed"], 2);
    assert_eq!(hits(&house, "Maija"), 1);
    assert_ne!(fs::read(house.data().join("root.key")).unwrap(), old);
    fs::copy(
        house.path("copies/keys.sqlite"),
        house.data().join("keys.sqlite"),
    )
    .unwrap();
    house.run(&["doctor"]).found(&["toisen rekisterin"]);
}

/// Kills a command after a while; whether it was still running.
fn killed(house: &House, arguments: &[&str], after: u64) -> bool {
    let mut command = house.command(arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(after));
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

#[test]
fn whatever_is_killed_leaves_nothing_half() {
    let house = house();
    let (backups, copies) = (text(&house.path("backups")), text(&house.path("copies")));
    house.run(&["backup", "--to", &backups]).done();
    let mut cut_off = 0;
    for round in 0..8 {
        let after = 40 + round * 45;
        cut_off += u32::from(killed(&house, &["backup", "--to", &backups], after));
        cut_off += u32::from(killed(&house, &["keys", "copy", "--to", &copies], after));
        cut_off += u32::from(killed(&house, &["keys", "rotate"], after));
        let restore = ["restore", &backups, "--replace"];
        cut_off += u32::from(killed(&house, &restore, after));
        if house.data().join("swapping").exists() {
            house.run(&["doctor"]).found(&["jäi kesken"]);
            house.run(&restore).done();
        }
        assert_eq!(hits(&house, "Maija"), 1, "round {round}");
        house.run(&["trail", "verify"]).done();
    }
    assert!(cut_off > 8, "only {cut_off} were cut off");
    house.run(&["keys", "rotate"]).done();
    house.run(&["backup", "--to", &backups]).done();
    for name in names(&house.path("backups")) {
        assert!(!name.contains(".part"), "{name}");
        if name.starts_with("backup-") {
            let one = text(&house.path("backups").join(name));
            house.run(&["restore", &one, "--rehearse"]).done();
        }
    }
    house.run(&["keys", "copy", "--to", &copies]).done();
    assert_eq!(names(&house.path("copies")), ["keys.sqlite"]);
    house.run(&["doctor"]).done();
}

#[test]
fn a_root_key_with_a_passphrase_opens_with_it_alone_also_after_a_change_and_a_restore() {
    let house = house();
    let key = house.data().join("root.key");
    let open = fs::read(&key).unwrap();
    let words = house.path("words");
    let set = |text: &str| {
        fs::write(&words, [text, "\n"].concat()).unwrap();
        fs::set_permissions(&words, fs::Permissions::from_mode(0o600)).unwrap();
    };
    set("an anchor under the ice");
    house
        .told(
            &["keys", "passphrase", "--passphrase-stdin"],
            &["too short"],
        )
        .failed(2, &["16"]);
    assert_eq!(fs::read(&key).unwrap(), open, "nothing was changed");
    let told = house.told(
        &["keys", "passphrase", "--passphrase-stdin"],
        &["an anchor under the ice"],
    );
    assert!(told.done().told.contains("--passphrase-file"));
    assert!(!fs::read(&key).unwrap().windows(32).any(|part| part == open));

    house
        .run(&["trail", "verify"])
        .failed(1, &["tunnuslauseen takana"]);
    let with = text(&words);
    let unlocked = ["--passphrase-file", &with];
    let run = |arguments: &[&str]| house.run(&[&unlocked, arguments].concat());
    run(&["trail", "verify"]).done();
    run(&["keys", "rotate"]).done();
    run(&["trail", "verify"]).done();
    house
        .run(&["trail", "verify"])
        .failed(1, &["tunnuslauseen takana"]);

    let backups = text(&house.path("backups"));
    run(&["backup", "--to", &backups]).done();
    run(&["restore", &backups, "--rehearse"]).done();

    set("an anchor over the ice");
    run(&["trail", "verify"]).failed(1, &["ei avaa juuriavainta"]);
    fs::set_permissions(&words, fs::Permissions::from_mode(0o644)).unwrap();
    run(&["trail", "verify"]).failed(1, &["chmod 600"]);
    set("");
    run(&["trail", "verify"]).failed(1, &["--passphrase-file"]);

    set("an anchor under the ice");
    run(&["keys", "passphrase", "--remove"]).done();
    assert_eq!(fs::read(&key).unwrap().len(), 32);
    house.run(&["trail", "verify"]).done();
}
