//! `move`: from files to a server, whole and compared, or not at all.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use store::{Engine, Location, schemas};
use testkit::Stores;

use crate::house::{House, names};
use crate::rows;

const LIST: &str = "Etunimet;Sukunimi;Sähköposti;Markkinointikielto\n\
                    Maija;Mallikas;maija@example.fi;kyllä\nÅsa;Öhman;;\n";

const CONTACT: &str = "data_protection_contact";

fn house() -> House {
    let house = House::with(&["clerk", CONTACT]);
    let list = house.file("a.csv", LIST);
    let arguments = ["import", "customers", &list, "--source", "x"];
    house.by("clerk", &arguments).done();
    house
}

/// A server with nothing on it; none where there is no server for tests.
fn server() -> Option<(Stores, String)> {
    let stores = Stores::fresh(Engine::Postgres)?;
    let url = stores.server().unwrap();
    Some((stores, url))
}

fn sha(house: &House, name: &str) -> Vec<u8> {
    std::fs::read(house.data().join(name)).unwrap()
}

#[test]
fn a_register_that_moved_works_on_the_server_and_its_trail_verifies() {
    let Some((_stores, url)) = server() else {
        return;
    };
    let house = house();
    let lines = |house: &House| {
        let json = house.run(&["--json", "trail", "verify"]).done().json();
        json["lines"].as_i64().unwrap()
    };
    let before = lines(&house);
    house
        .by("clerk", &["move", "--to", &url])
        .failed(3, &["ylläpitä"]);
    let moved = house
        .by("administrator", &["--json", "move", "--to", &url])
        .done()
        .json();
    let tables = moved["tables"].as_array().unwrap();
    let of = |name: &str| tables.iter().find(|one| one["table"] == name).unwrap()["rows"].clone();
    assert_eq!((of("party"), of("person_name")), (2.into(), 2.into()));
    let listed = |store: &str| tables.iter().filter(|one| one["store"] == store).count();
    let columns = store::columns::Columns::ours().unwrap();
    for store in ["register", "index", "trail"] {
        assert_eq!(listed(store), columns.tables(store).count(), "{store}");
    }
    let folder = names(&house.data());
    assert!(
        folder.contains(&"keys.sqlite".into()),
        "the keys stay: {folder:?}"
    );
    assert!(
        !folder
            .iter()
            .any(|name| name.starts_with("register.") || name == "moving")
    );
    let aside = names(&house.data().join("moved"));
    assert_eq!(aside, ["index.sqlite", "register.sqlite", "trail.sqlite"]);
    assert!(lines(&house) > before, "the trail goes on");
    house.run(&["doctor"]).done();
    let found = house.by("clerk", &["find", "mallikas"]).done().text();
    assert!(found.contains("Mallikas Maija"), "{found}");
    let list = house.file("b.csv", "Sukunimi\nUusi\n");
    let arguments = ["import", "customers", &list, "--source", "y"];
    house.by("clerk", &arguments).done();
    house
        .by("administrator", &["move", "--to", &url])
        .failed(1, &["jo palvelimella"]);
    // Whoever loses the line of the settings is told, and finds no empty register.
    std::fs::write(house.data().join("seloste.toml"), "demo = false\n").unwrap();
    house.run(&["doctor"]).found(&["siirretty palvelimelle"]);
}

#[test]
fn going_back_is_putting_the_files_back() {
    let Some((_stores, url)) = server() else {
        return;
    };
    let house = house();
    house.by("administrator", &["move", "--to", &url]).done();
    for name in names(&house.data().join("moved")) {
        let from = house.data().join("moved").join(&name);
        std::fs::rename(from, house.data().join(&name)).unwrap();
    }
    std::fs::write(house.data().join("seloste.toml"), "demo = false\n").unwrap();
    house.run(&["doctor"]).done();
    let found = house.by("clerk", &["find", "öhman"]).done().text();
    assert!(found.contains("Öhman Åsa"), "{found}");
}

#[test]
fn a_server_that_holds_something_else_is_left_alone_and_the_register_stays_where_it_is() {
    let Some((stores, url)) = server() else {
        return;
    };
    let other = House::empty();
    other.init(&["--postgres", &url]).done();
    let house = house();
    let kept = sha(&house, "register.sqlite");
    house
        .by("administrator", &["move", "--to", &url])
        .failed(1, &["jotakin muuta"]);
    assert!(kept == sha(&house, "register.sqlite") || house.run(&["doctor"]).code == 0);
    house.run(&["doctor"]).done();
    other.run(&["doctor"]).done();
    for odd in ["register.sqlite", "mysql://x/y", ""] {
        house
            .by("administrator", &["move", "--to", odd])
            .failed(1, &["postgres://"]);
    }
    house
        .by(
            "administrator",
            &["move", "--to", "postgres://127.0.0.1:9/x"],
        )
        .failed(1, &[]);
    assert!(!house.data().join("moving").exists());
    house.run(&["doctor"]).done();
    drop(stores);
}

#[test]
fn a_move_that_was_killed_is_taken_up_again_and_nothing_opens_meanwhile() {
    let Some((stores, url)) = server() else {
        return;
    };
    let house = house();
    let dirty = |house: &House| {
        // As it lies there after a kill in the middle: the marker, and a part on the server.
        let digest = Sha256::digest(url.as_bytes());
        let digest = URL_SAFE_NO_PAD.encode(digest);
        std::fs::write(house.data().join("moving"), digest).unwrap();
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let register = Location::Sqlite(house.data().join("register.sqlite"));
    runtime.block_on(async {
        let settings = store::Settings::default();
        let from = store::Db::open(&register, &schemas::REGISTER, settings)
            .await
            .unwrap();
        let to = stores.open_register().await;
        let copied = store::hop(move |here| {
            let done = from.copy_here(here, &to, &mut |_, _| {});
            (done, from, to)
        });
        let (done, from, to) = copied.await.unwrap();
        done.unwrap();
        let cut = |tx: &mut store::Tx<'_>| tx.run(&rows::CUT_CONNECTIONS, ());
        to.write(cut).await.unwrap();
        from.close().await;
        to.close().await;
    });
    dirty(&house);
    house.run(&["doctor"]).found(&["seloste move uudelleen"]);
    house
        .run(&[
            "move",
            "--to",
            "postgres://elsewhere/x",
            "--as",
            "x",
            "--password-stdin",
        ])
        .failed(1, &["sama osoite"]);
    house.by("administrator", &["move", "--to", &url]).done();
    house.run(&["doctor"]).done();
    let found = house.by("clerk", &["find", "mallikas"]).done().text();
    assert!(found.contains("Mallikas Maija"), "{found}");
    // Killed after the switch: only the files are left to be put aside.
    dirty(&house);
    house.by("administrator", &["move", "--to", &url]).done();
    house.run(&["doctor"]).done();
}

#[test]
fn a_register_that_is_being_served_does_not_move() {
    let Some((_stores, url)) = server() else {
        return;
    };
    let house = house();
    let mut serving = house
        .command(&["serve", "--listen", "127.0.0.1:0", "--no-jobs"])
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(serving.stderr.take().unwrap());
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    house
        .by("administrator", &["move", "--to", &url])
        .failed(1, &["seloste serve"]);
    serving.kill().unwrap();
    serving.wait().unwrap();
    house.by("administrator", &["move", "--to", &url]).done();
    house.run(&["doctor"]).done();
}
