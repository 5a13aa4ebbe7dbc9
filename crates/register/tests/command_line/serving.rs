//! `serve`: where it listens, and what becomes of requests that never end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::house::House;

/// A register that is being served.
pub(crate) struct Serving {
    pub(crate) process: Child,
    pub(crate) port: u16,
    /// What was told before the address, and what is logged from then on.
    pub(crate) told: Arc<Mutex<String>>,
}

impl Serving {
    pub(crate) fn of(house: &House) -> Self {
        Self::with(house, &["serve", "--listen", "127.0.0.1:0"])
    }

    /// A register that is served as these words say.
    pub(crate) fn with(house: &House, arguments: &[&str]) -> Self {
        let mut command = house.command(arguments);
        command.env(
            "SELOSTE_LOG",
            "trace,hyper::proto=trace,h2=trace,rustls=trace",
        );
        let process = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut serving = Self {
            process,
            port: 0,
            told: Arc::default(),
        };
        let mut told = BufReader::new(serving.process.stderr.take().unwrap());
        let mut line = String::new();
        while serving.port == 0 {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "it did not start");
            serving.told.lock().unwrap().push_str(&line);
            // The words that tell the address end with it.
            if line.contains("http") && !line.starts_with('{') || line.contains("lityspalvelin") {
                let port = line.trim_end().rsplit(':').next().unwrap();
                serving.port = port.parse().unwrap();
            }
        }
        let kept = Arc::clone(&serving.told);
        std::thread::spawn(move || {
            for line in told.lines().map_while(Result::ok) {
                kept.lock().unwrap().push_str(&[&line, "\n"].concat());
            }
        });
        serving
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(90)))
            .unwrap();
        stream
    }

    /// The answer to a request in plain HTTP.
    pub(crate) fn answer(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = Vec::new();
        stream.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _killed = self.process.kill();
        let _ended = self.process.wait();
    }
}

#[test]
fn without_tls_nothing_but_this_computer_is_listened_to() {
    let house = House::made();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:7780"] {
        let told = house.run(&["serve", "--listen", address]);
        told.failed(
            1,
            &[
                "Ilman TLS-suojausta",
                "127.0.0.1:7780",
                "--listen",
                "--host",
            ],
        );
    }
    let sv = ["--lang", "sv", "serve", "--listen", "0.0.0.0:0"];
    house.run(&sv).failed(1, &["TLS", "--listen"]);
}

#[test]
fn a_port_that_is_taken_is_said_to_be_taken() {
    let house = House::made();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let words = ["Jokin toinen ohjelma käyttää sitä", "--listen"];
    house
        .run(&["serve", "--listen", &address])
        .failed(1, &words);
    let demo = ["demo", "--customers", "1", "--listen", &address];
    let other = House::empty();
    let ran = other.run(&demo);
    assert_eq!(ran.code, 1);
    assert!(ran.told.contains(words[0]), "{}", ran.told);
}

#[test]
fn a_request_whose_head_never_ends_is_cut_off_and_holds_nobody_up() {
    let house = House::made();
    let serving = Serving::of(&house);
    let slow: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = serving.connect();
            stream
                .write_all(b"GET /sign-in HTTP/1.1\r\nHost: loc")
                .unwrap();
            stream
        })
        .collect();
    let before = Instant::now();
    let page =
        serving.answer("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        before.elapsed() < Duration::from_secs(5),
        "nobody waits for the slow ones"
    );
    for mut stream in slow {
        let mut rest = Vec::new();
        let _cut = stream.read_to_end(&mut rest);
        assert!(before.elapsed() < Duration::from_secs(30), "cut off");
    }
}

#[test]
fn a_stop_lets_running_requests_end_and_exits_with_0() {
    let house = House::made();
    let mut serving = Serving::of(&house);
    let pid = serving.process.id().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .unwrap();
    assert!(killed.success());
    assert!(serving.process.wait().unwrap().success());
    house.run(&["doctor"]).done();
}
