//! Several processes on one data folder: the command line works beside the server.
//!
//! The second process is this test program itself, started again for the one test
//! [`a_second_process`], with the store named in the environment.

use std::path::PathBuf;
use std::process::{Child, Command};

use crate::shelf::*;
use store::{Error, Location, Settings};
use testkit::{Stores, both_engines};

const WRITES: i64 = 60;
const NAMED: &str = "SELOSTE_TEST_SECOND_PROCESS";

/// Starts this program again as a second process that counts up in the same store.
fn second(stores: &Stores) -> Child {
    let (place, engine) = match stores.own() {
        Location::Sqlite(path) => (path.into_os_string(), "sqlite"),
        Location::Postgres(url) => (url.into(), "postgres"),
    };
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes::a_second_process", "--nocapture"])
        .env(NAMED, engine)
        .env(format!("{NAMED}_PLACE"), place)
        .spawn()
        .unwrap()
}

/// Adds one to the number of copies, many times, each in a unit of its own.
async fn count_up(location: &Location) {
    let settings = Settings {
        retries: 500,
        ..Settings::default()
    };
    let db = store::Db::open(location, &SHELF, settings).await.unwrap();
    for _ in 0..WRITES {
        let counted: Result<(), Error> = db
            .write(|tx| {
                let copies = tx.one(&COPIES, (1,))?;
                tx.run_one(&SET_COPIES, (1, copies + 1))
            })
            .await;
        counted.unwrap();
    }
    db.close().await;
}

both_engines! {
    async fn two_processes_write_at_once_and_lose_nothing(stores: Stores) {
        let db = shelf(&stores).await;
        add(&db, 1, "A").await.unwrap();
        db.write(|tx| tx.run_one(&LEND, (1, 1, 1))).await.unwrap();
        let mut others = [second(&stores), second(&stores)];
        count_up(&stores.own()).await;
        for other in &mut others {
            assert!(other.wait().unwrap().success());
        }
        assert_eq!(db.read(|tx| tx.one(&COPIES, (1,))).await, Ok(3 * WRITES + 1));
    }
}

/// No test by itself: what the second process runs. Started in any other way it does nothing.
#[test]
fn a_second_process() {
    let Some(engine) = std::env::var_os(NAMED) else {
        return;
    };
    let place = std::env::var_os(format!("{NAMED}_PLACE")).unwrap();
    let location = if engine == "sqlite" {
        Location::Sqlite(PathBuf::from(place))
    } else {
        Location::Postgres(place.into_string().unwrap())
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(count_up(&location));
}
