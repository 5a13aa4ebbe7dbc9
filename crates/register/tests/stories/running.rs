//! Running and stopping a register: late jobs are told, and it is gone at once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use testkit::Stores;

use crate::house::{House, NOW};

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_connection_does_not_hold_up_the_stop() {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (open, opened) = tokio::sync::oneshot::channel();
    let router = axum::Router::new().route("/", axum::routing::get(|| async { "here" }));
    let stopping = async move {
        let _told = stopped.await;
    };
    let listening = move |address| {
        let _told = open.send(address);
    };
    let any = "127.0.0.1:0".parse().unwrap();
    let measured = Arc::new(seloste::measured::Measured::since(NOW));
    let serving = tokio::spawn(async move {
        let at = (any, seloste::listen::Door::Loopback);
        seloste::listen::serve(router, at, measured, stopping, listening).await
    });
    let address = opened.await.unwrap();
    let idle = tokio::task::spawn_blocking(move || {
        let silent = TcpStream::connect(address).unwrap();
        let mut idle = TcpStream::connect(address).unwrap();
        idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .unwrap();
        let mut answer = [0; 15];
        idle.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        (silent, idle)
    });
    let _kept_open = idle.await.unwrap();
    let begun = Instant::now();
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
}

testkit::both_engines! {
    async fn jobs_that_are_run_are_written_down_and_late_ones_are_told(stores: Stores) {
        let house = House::new(stores).await;
        assert!(seloste::jobs::states(&house.app).await.unwrap().is_empty());
        seloste::jobs::run_all(&house.app).await.unwrap();
        let states = seloste::jobs::states(&house.app).await.unwrap();
        let names: Vec<&str> = states.iter().map(|job| job.name.as_str()).collect();
        let all = [
            "access-packages", "bulk", "checkpoint", "files", "import-files", "keys-ahead", "merges", "oversight", "packages", "reindex",
            "retention", "sessions", "statistics", "trail-clock",
        ];
        assert_eq!(names, all);
        assert!(states.iter().all(|job| job.ended == Some(NOW) && job.failed.is_none() && !job.overdue));
        let admin = house.browser("administrator").await;
        assert!(!admin.get("/").await.body.contains("Myöhässä"));
        house.clock.advance_ms(3 * 60 * 60_000);
        let today = house.browser("administrator").await.get("/").await.body;
        assert!(today.contains("Myöhässä olevat ajot") && today.contains("Lokin allekirjoitus"), "{today}");
        seloste::jobs::run_all(&house.app).await.unwrap();
        let today = house.browser("administrator").await.get("/").await.body;
        assert!(!today.contains("Myöhässä"), "{today}");
    }
}
