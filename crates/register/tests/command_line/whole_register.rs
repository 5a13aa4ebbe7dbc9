//! `export register` and `import register`: everything goes along, and nobody reads along.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;
use store::Engine;
use testkit::Stores;

use crate::house::{House, NOTICE, PASSWORD, Ran, SEED, email, names};

const LIST: &str = "Etunimet;Sukunimi;Henkilötunnus;Sähköposti;Puhelin;Y-tunnus;Yritys;Turvakielto;Markkinointikielto;Lisätiedot\n\
    Maija;Mallikas;;maija@example.fi;0401234567;;;kyllä;kyllä;Soittaa aamulla.\n\
    Pekka;Esimerkki;;;;;;;;\n;;;huolto@example.fi;;0112038-9;Esimerkki Huolto Oy;;kyllä;\n";

const CONTACT: &str = "data_protection_contact";
const WORDS: &str = "oikea hevonen paristo niitti";

/// Where a register lies: in files, or on a server for tests.
struct Home {
    house: House,
    _stores: Option<Stores>,
}

impl Home {
    /// A folder in which nothing is made; none where there is no server.
    fn on(engine: Engine) -> Option<(Self, Option<String>)> {
        let (stores, url) = match engine {
            Engine::Sqlite => (None, None),
            Engine::Postgres => {
                let stores = Stores::fresh(Engine::Postgres)?;
                let url = stores.server();
                (Some(stores), url)
            }
        };
        let home = Self {
            house: House::empty(),
            _stores: stores,
        };
        Some((home, url))
    }

    /// A register with customers, a restricted one among them, an old notice and changes.
    fn filled(engine: Engine) -> Option<Self> {
        let (home, url) = Self::on(engine)?;
        let house = &home.house;
        let more: Vec<&str> = url.iter().flat_map(|url| ["--postgres", url]).collect();
        house.init(&more).done();
        for role in ["clerk", CONTACT] {
            house.add(role).done();
        }
        let list = house.file("a.csv", LIST);
        let arguments = ["import", "customers", &list, "--source", "vanha"];
        house.by("clerk", &arguments).done();
        Some(home)
    }

    /// A fresh register under the notice of a package.
    fn fresh(engine: Engine, notice: &Path, admin: &str) -> Option<Self> {
        let (home, url) = Self::on(engine)?;
        let notice = notice.to_str().unwrap();
        let mut arguments = vec![
            "init",
            "--notice",
            notice,
            "--password-stdin",
            "--admin",
            admin,
        ];
        arguments.extend(url.iter().flat_map(|url| ["--postgres", url]));
        home.house.told(&arguments, &[PASSWORD]).done();
        Some(home)
    }

    fn export(&self, to: &str, lines: &[&str]) -> Ran {
        let (contact, to) = (email(CONTACT), self.house.path(to));
        let arguments = [
            "--json",
            "export",
            "register",
            "--to",
            to.to_str().unwrap(),
            "--reason",
            "muutto",
            "--with",
            &contact,
        ];
        self.house.signed_in("administrator", &arguments, lines)
    }

    fn import(&self, from: &Path, admin: &str, words: &str) -> Ran {
        let arguments = [
            "--json",
            "import",
            "register",
            from.to_str().unwrap(),
            "--as",
            admin,
            "--password-stdin",
        ];
        self.house.told(&arguments, &[PASSWORD, words])
    }
}

const NEW: &str = "uusi@example.com";

/// The tables with their sums; of accounts only those that are not the new administrator's.
fn sums(json: &Value) -> Vec<(String, Value, Value)> {
    let tables = json["tables"].as_array().unwrap().iter();
    let sums = tables.map(|one| {
        let name = one["table"].as_str().unwrap().to_owned();
        (name, one["rows"].clone(), one["sha256"].clone())
    });
    sums.collect()
}

/// What one engine holds, taken to another and taken out there again, is the same.
fn goes_round(from: Engine, to: Engine) {
    let Some(old) = Home::filled(from) else {
        return;
    };
    let out = old.export("out", &[PASSWORD, WORDS]).done().json();
    let package = old.house.path("out");
    let Some(new) = Home::fresh(to, &package.join("notice.toml"), NEW) else {
        return;
    };
    let taken = new.import(&package, NEW, WORDS).done().json();
    assert_eq!(sums(&out), sums(&taken), "what came in is what went out");
    // The accounts moved too: the old administrator signs in at the new place.
    new.house.run(&["doctor"]).done();
    let again = new.export("again", &[PASSWORD, WORDS]).done().json();
    let (first, second) = (sums(&out), sums(&again));
    let accounts = ["register.staff", "register.staff_role"];
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(one.0, other.0);
        if accounts.contains(&one.0.as_str()) {
            assert!(
                other.1.as_i64() > one.1.as_i64(),
                "the new administrator is there too"
            );
        } else {
            assert_eq!(one, other);
        }
    }
    lives(&old.house, &new.house);
}

/// The new register is one to work with, and remembers what it was told.
fn lives(old: &House, new: &House) {
    let show = |house: &House| {
        let show = ["--json", "people", "show", "1001"];
        house.by(CONTACT, &show).done().json()
    };
    let (before, after) = (show(old), show(new));
    assert_eq!(before, after);
    assert_eq!(after["marketing_forbidden"], true, "a no survives: {after}");
    assert_eq!(after["protected"], true);
    let found = new.by("clerk", &["find", "mallikas"]).done().text();
    assert!(
        found.contains("Mallikas Maija"),
        "the index is there: {found}"
    );
    let list = new.file("b.csv", "Sukunimi\nSeuraava\n");
    new.by("clerk", &["import", "customers", &list, "--source", "y"])
        .done();
    let next = new
        .by("clerk", &["--json", "find", "seuraava"])
        .done()
        .json();
    assert_eq!(next["hits"][0]["number"], 1004, "the series goes on");
    let id = after["id"].as_str().unwrap();
    for (house, action, actor) in [
        (old, "export", "Testaaja"),
        (new, "import", "uusi@example.com"),
    ] {
        let lines = ["--json", "trail", "show", "--party", id];
        let lines = house.by(CONTACT, &lines).done().json();
        let mut lines = lines.as_array().unwrap().iter();
        let told = lines.find(|line| line["action"] == action && line["actor"] == actor);
        assert!(told.is_some(), "{action} is told of her");
    }
    new.run(&["trail", "verify"]).done();
}

#[test]
fn a_register_goes_from_files_to_files() {
    goes_round(Engine::Sqlite, Engine::Sqlite);
}

#[test]
fn a_register_goes_from_files_to_a_server() {
    goes_round(Engine::Sqlite, Engine::Postgres);
}

#[test]
fn a_register_goes_from_a_server_to_files() {
    goes_round(Engine::Postgres, Engine::Sqlite);
}

#[test]
fn a_register_goes_from_a_server_to_a_server() {
    goes_round(Engine::Postgres, Engine::Postgres);
}

#[test]
fn a_package_is_its_owners_alone_and_tells_nobody_anything() {
    let old = Home::filled(Engine::Sqlite).unwrap();
    old.export("out", &[PASSWORD, WORDS]).done();
    let package = old.house.path("out");
    assert_eq!(names(&package), ["notice.toml", "register.seloste"]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&package), 0o700);
    assert_eq!(mode(&package.join("register.seloste")), 0o600);
    let bytes = std::fs::read(package.join("register.seloste")).unwrap();
    for word in ["Mallikas", "example", "party", "1001"] {
        let word = word.as_bytes();
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
    old.export("out", &[PASSWORD, WORDS])
        .failed(1, &["cli.folder_not_made"]);
    assert_eq!(
        std::fs::read(package.join("register.seloste")).unwrap(),
        bytes
    );
}

#[test]
fn it_takes_whoever_runs_the_register_and_whoever_may_take_out_data() {
    let old = Home::filled(Engine::Sqlite).unwrap();
    let to = old.house.path("out");
    let alone = [
        "export",
        "register",
        "--to",
        to.to_str().unwrap(),
        "--reason",
        "muutto",
    ];
    for role in ["administrator", CONTACT, "clerk"] {
        old.house.signed_in(role, &alone, &[WORDS]).failed(3, &[]);
    }
    let clerk = email("clerk");
    let with = [&alone[..], &["--with", &clerk]].concat();
    old.house
        .signed_in("administrator", &with, &[PASSWORD, WORDS])
        .failed(3, &[]);
    old.export("out", &["väärä salasana tässä", WORDS])
        .failed(3, &["access.sign_in.wrong"]);
    old.export("out", &[PASSWORD, "lyhyt"])
        .failed(2, &["cli.passphrase_short"]);
    assert!(!to.exists());
}

#[test]
fn what_does_not_fit_is_refused_before_anything_is_written() {
    let old = Home::filled(Engine::Sqlite).unwrap();
    old.export("out", &[PASSWORD, WORDS]).done();
    let package = old.house.path("out");
    let notice = package.join("notice.toml");
    let fresh = || Home::fresh(Engine::Sqlite, &notice, NEW).unwrap();
    let new = fresh();
    new.import(&package, NEW, "väärä tunnuslause tässä")
        .failed(1, &["whole.passphrase"]);
    new.import(&old.house.path("ei ole"), NEW, WORDS)
        .failed(1, &["whole.unreadable"]);
    let broken = old.house.path("broken");
    std::fs::create_dir(&broken).unwrap();
    let whole = std::fs::read(package.join("register.seloste")).unwrap();
    let mut flipped = whole.clone();
    assert!(whole.len() > 70_000, "it has more than one piece");
    let late = flipped.len() - 1_000;
    flipped[late] ^= 1;
    // What is wrong with its first piece may be the passphrase, and is said of both.
    for (odd, code) in [
        (&whole[..whole.len() - 1], "whole.damaged"),
        (&whole[..whole.len() - 1_000], "whole.damaged"),
        (&flipped[..], "whole.damaged"),
        (&whole[..100], "whole.passphrase"),
        (&b"jotain muuta"[..], "vault.package.none"),
        (&[][..], "vault.package.none"),
    ] {
        std::fs::write(broken.join("register.seloste"), odd).unwrap();
        new.import(&broken, NEW, WORDS).failed(1, &[code]);
    }
    new.house.run(&["doctor"]).done();
    // Nothing of it all did harm: the right package still goes in, and only once.
    new.import(&package, NEW, WORDS).done();
    new.import(&package, NEW, WORDS)
        .failed(1, &["whole.not_fresh"]);
    let same = Home::fresh(Engine::Sqlite, &notice, &email("administrator")).unwrap();
    same.import(&package, &email("administrator"), WORDS)
        .failed(1, &["whole.address_taken"]);
    let other = Home::fresh(Engine::Sqlite, Path::new(SEED), NEW).unwrap();
    other
        .import(&package, NEW, WORDS)
        .failed(1, &["whole.other_notice"]);
    assert_ne!(std::fs::read(NOTICE).unwrap(), std::fs::read(SEED).unwrap());
}
