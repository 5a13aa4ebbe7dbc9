//! What is told to whoever watches over the program: health, readiness, numbers, log lines; and
//! nothing of a person in any of them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use crate::house::House;
use crate::serving::Serving;

/// Values of a person who does not exist.
const SENTINELS: [&str; 4] = [
    "Sentinelsson",
    "vartija%40example.fi",
    "vartija@example.fi",
    "Salasanasto",
];

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

fn post(serving: &Serving, path: &str, body: &str) -> String {
    let length = body.len();
    serving.answer(&format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n{body}"
    ))
}

#[test]
fn health_readiness_and_metrics_are_told_on_a_listener_of_their_own() {
    let house = House::made();
    let port = free_port();
    let operations = format!("127.0.0.1:{port}");
    let serving = Serving::with(
        &house,
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--operations",
            &operations,
        ],
    );
    assert!(get(port, "/health").starts_with("HTTP/1.1 200"));
    assert!(get(port, "/ready").contains("ready"));
    assert!(
        get(port, "/sign-in").starts_with("HTTP/1.1 404"),
        "nothing else is there"
    );
    for path in ["/health", "/ready", "/metrics"] {
        let answer = get(serving.port, path);
        assert!(
            answer.starts_with("HTTP/1.1 404"),
            "people's listener does not tell: {answer}"
        );
    }
    let page = get(serving.port, "/customers/0123456789abc?words=Sentinelsson");
    assert!(page.starts_with("HTTP/1.1 303"), "{page}");
    // Beside the one that serves: whoever of the two runs a job, it stands in the register.
    house.run(&["doctor", "--run-jobs"]).done();
    let metrics = get(port, "/metrics");
    for line in [
        "seloste_request_duration_seconds_count{method=\"GET\",route=\"/customers/{party}\",status=\"303\"} 1",
        "seloste_connections_open ",
        "seloste_units_total{kind=\"write\"}",
        "seloste_trail_lines ",
        "seloste_trail_waiting 0",
        "seloste_store_waits_total{store=\"register\"}",
        "seloste_job_failed{job=\"checkpoint\"} 0",
        "seloste_imports{state=\"ended\"} 0",
        "seloste_register_readable 1",
        "process_resident_memory_bytes ",
        "process_start_time_seconds ",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
    assert!(
        !metrics.contains("0123456789abc") && !metrics.contains("Sentinelsson"),
        "{metrics}"
    );
    // Prometheus refuses a metric that is told twice, and a line that is no number.
    let mut seen = std::collections::HashSet::new();
    let body = metrics.split_once("\r\n\r\n").unwrap().1;
    for line in body
        .lines()
        .filter(|line| !line.starts_with('#') && line.contains(' '))
    {
        let (series, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        assert!(seen.insert(series.to_owned()), "twice: {series}");
    }
}

#[test]
fn a_register_whose_trail_is_gone_is_alive_and_not_ready() {
    let house = House::made();
    let port = free_port();
    let operations = format!("127.0.0.1:{port}");
    let _serving = Serving::with(
        &house,
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--no-jobs",
            "--operations",
            &operations,
        ],
    );
    assert!(get(port, "/ready").starts_with("HTTP/1.1 200"));
    house.tamper(|tx: &mut store::Tx<'_>| tx.run(&crate::rows::LOSE_HEAD, ()));
    let answer = get(port, "/ready");
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.contains("store."),
        "{answer}"
    );
    assert!(get(port, "/health").starts_with("HTTP/1.1 200"));
}

/// The number of a request, as its answer tells it.
fn id_of(answer: &str) -> String {
    let mut lines = answer.lines();
    let id = lines.find_map(|line| line.strip_prefix("x-request-id: "));
    id.unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[test]
fn the_log_of_the_running_program_holds_a_line_for_each_request_and_nobodys_data() {
    for form in ["json", "text"] {
        let house = House::made();
        let serving = Serving::with(&house, &["serve", "--listen", "127.0.0.1:0", "--log", form]);
        let body = "email=vartija%40example.fi&password=Salasanasto+Sentinelsson";
        let refused = post(&serving, "/sign-in", body);
        assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
        let id = id_of(&refused);
        post(&serving, "/customers/hits", "words=Sentinelsson");
        get(serving.port, "/customers/Sentinelsson?words=Sentinelsson");
        get(serving.port, "/Sentinelsson?email=vartija@example.fi");
        let last = post(&serving, "/Sentinelsson", body);
        // Lines come in their order: with the last one all are there.
        let last = id_of(&last);
        let begun = Instant::now();
        while !serving.told.lock().unwrap().contains(&last) {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it is not logged"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        let log = serving.told.lock().unwrap().clone();
        for sentinel in SENTINELS {
            let told = log.lines().find(|line| line.contains(sentinel));
            assert!(told.is_none(), "{form}: {told:?}");
        }
        let line = log
            .lines()
            .find(|line| line.contains(&id))
            .unwrap_or_else(|| panic!("{log}"));
        assert!(line.contains("/sign-in") && line.contains("401"), "{line}");
        if form == "json" {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["route"], "/sign-in");
            assert_eq!(line["status"], 401);
            assert_eq!(line["method"], "POST");
            assert!(line["ms"].is_i64(), "{line}");
            assert_eq!(line["span"]["id"], id);
        }
    }
}
