//! Sentinel people: their values stand in no log, no error, no address.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::{StatusCode, header};
use testkit::Stores;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use crate::house::{House, added, person};

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const SENTINELS: [&str; 6] = [
    "Sentinelsson",
    "Vartiotar",
    "vartija@example.fi",
    "0409998877",
    "Salakatu",
    "010594Y9032",
];

testkit::both_engines! {
    async fn a_sentinels_values_stand_in_no_log_and_no_address(stores: Stores) {
        let log = Log::default();
        let lines = tracing_subscriber::fmt::layer().with_writer(log.clone());
        let lines = lines.with_filter(seloste::cli::log_filter("trace,hyper::proto=trace"));
        let subscriber = tracing_subscriber::registry().with(lines);
        // The first test of this binary that gets here sets it for all; each engine is a process of
        // its own under nextest.
        let _set = tracing::subscriber::set_global_default(subscriber);
        let house = House::new(stores).await;
        let clerk = house.browser("clerk").await;
        let mut fields = person("Vartiotar", "Sentinelsson");
        fields.extend([("email", "vartija@example.fi"), ("phone", "0409998877"), ("street", "Salakatu 7"), ("town", "Turku")]);
        let id = added(&clerk, &fields).await;
        let path = format!("/customers/{id}");
        let mut answers = vec![
            clerk.get(&path).await,
            clerk.post("/customers/hits", &[("words", "Sentinelsson")]).await,
            clerk.post(&format!("{path}/change"), &[("what", "note"), ("version", "1"), ("note", "Vartiotar 010594Y9032")]).await,
            clerk.post(&format!("{path}/change"), &[("what", "contact"), ("version", "1"), ("email", "Sentinelsson"), ("source", "person")]).await,
            clerk.post("/customers", &fields).await,
            clerk.get("/customers/Sentinelsson").await,
            clerk.upload("/import", &[("name", "x"), ("connection", "customer"), ("source", "person")],
                "Sukunimi;Henkilötunnus\nSentinelsson;010594Y9033\n".as_bytes()).await,
        ];
        let stranger = house.stranger();
        answers.push(stranger.send("POST", "/sign-in", &[("email", "vartija@example.fi"), ("password", "Sentinelsson")]).await);
        for answer in &answers {
            assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{}", answer.body);
            for (name, value) in &answer.headers {
                let value = value.to_str().unwrap_or_default();
                let clean = SENTINELS.iter().all(|sentinel| !value.contains(sentinel));
                assert!(clean || name == header::CONTENT_SECURITY_POLICY, "{name} tells");
            }
        }
        let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(logged.contains("request"), "the log is being written");
        for sentinel in SENTINELS {
            let told = logged.lines().find(|line| line.contains(sentinel));
            assert!(told.is_none(), "a made-up sentinel is in the log: {told:?}");
        }
    }
}
