//! How a register is reached over a network: TLS with its own or a made certificate, a proxy that
//! is trusted, and nobody in the clear.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::house::{House, PASSWORD, email};
use crate::serving::Serving;

const HOST: &str = "register.example.fi";
const GET: &str = "GET /sign-in HTTP/1.1\r\nHost: register.example.fi\r\nConnection: close\r\n\r\n";

/// A client that trusts this certificate and no other.
fn client(
    certificate: &Path,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(certificate).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// The answer over TLS; nothing where the certificate is not the trusted one.
fn asked(serving: &Serving, config: ClientConfig, request: &str) -> Option<String> {
    let name = ServerName::try_from(HOST).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, serving.connect());
    stream.write_all(request.as_bytes()).ok()?;
    let mut text = Vec::new();
    let _closed = stream.read_to_end(&mut text);
    (!text.is_empty()).then(|| String::from_utf8_lossy(&text).into_owned())
}

/// The certificate that was made for a house.
fn made(house: &House) -> std::path::PathBuf {
    house.data().join("tls/certificate.pem")
}

fn signal(serving: &Serving, name: &str) {
    let pid = serving.process.id().to_string();
    assert!(
        Command::new("kill")
            .args([name, &pid])
            .status()
            .unwrap()
            .success()
    );
}

const ALL: [&rustls::SupportedProtocolVersion; 2] =
    [&rustls::version::TLS13, &rustls::version::TLS12];

#[test]
fn init_makes_a_certificate_for_its_hosts_and_serve_shows_the_same_fingerprint() {
    let house = House::empty();
    let told = house
        .init(&["--host", HOST, "--host", "192.0.2.7"])
        .done()
        .told;
    let shown = house.run(&["--json", "certificate", "show"]).done().json();
    let fingerprint = shown["sha256"].as_str().unwrap();
    assert!(
        told.contains(fingerprint) && told.contains("192.0.2.7"),
        "{told}"
    );
    let serving = Serving::with(
        &house,
        &["serve", "--listen", "127.0.0.1:0", "--host", HOST],
    );
    for version in ALL {
        let page = asked(&serving, client(&made(&house), &[version]), GET).unwrap();
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        let head = page.to_ascii_lowercase();
        assert!(
            head.contains("strict-transport-security: max-age=31536000"),
            "{page}"
        );
    }
    let told = serving.told.lock().unwrap().clone();
    assert!(
        told.contains(fingerprint) && told.contains("https://register.example.fi:"),
        "{told}"
    );
}

#[test]
fn over_tls_the_session_is_a_secure_cookie_of_this_host() {
    let house = House::empty();
    house.init(&["--host", HOST]).done();
    let serving = Serving::with(
        &house,
        &["serve", "--listen", "127.0.0.1:0", "--host", HOST],
    );
    let body = format!(
        "email={}&password={}",
        email("administrator").replace('@', "%40"),
        PASSWORD.replace(' ', "+")
    );
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {HOST}\r\nOrigin: https://{HOST}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = asked(&serving, client(&made(&house), &ALL), &request).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(
        answer.contains("__Host-seloste_session=") && answer.contains("; Secure"),
        "{answer}"
    );
}

#[test]
fn plain_http_at_the_door_of_tls_is_refused_in_words() {
    let house = House::empty();
    house.init(&["--host", HOST]).done();
    let serving = Serving::with(
        &house,
        &["serve", "--listen", "127.0.0.1:0", "--host", HOST],
    );
    let answer = serving.answer(GET);
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("https://"),
        "{answer}"
    );
    assert!(!answer.contains("<html"), "{answer}");
    let page = asked(&serving, client(&made(&house), &ALL), GET).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
}

#[test]
fn http_2_is_spoken_with_whoever_offers_it() {
    let house = House::empty();
    house.init(&["--host", HOST]).done();
    let serving = Serving::with(
        &house,
        &["serve", "--listen", "127.0.0.1:0", "--host", HOST],
    );
    let mut config = client(&made(&house), &ALL);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let port = serving.port;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let status = runtime.block_on(async move {
        let stream = tokio::net::TcpStream::connect(("127.0.0.1", port))
            .await
            .unwrap();
        let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
        let name = ServerName::try_from(HOST).unwrap();
        let stream = connector.connect(name, stream).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        let (executor, io) = (
            hyper_util::rt::TokioExecutor::new(),
            hyper_util::rt::TokioIo::new(stream),
        );
        let (mut sender, connection) = hyper::client::conn::http2::handshake(executor, io)
            .await
            .unwrap();
        tokio::spawn(connection);
        // The form of a browser over HTTP/2 has no header `Host`: its origin is held against
        // `:authority`.
        let request = |origin: &str| {
            hyper::Request::post(format!("https://{HOST}/sign-in"))
                .header("origin", origin)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(http_body_util::Full::new(hyper::body::Bytes::from(
                    "email=a%40example.com&password=x",
                )))
                .unwrap()
        };
        let own = sender
            .send_request(request(&format!("https://{HOST}")))
            .await
            .unwrap();
        let other = sender
            .send_request(request("https://other.example"))
            .await
            .unwrap();
        (own.status().as_u16(), other.status().as_u16())
    });
    assert_eq!(status, (401, 403));
}

#[test]
fn a_certificate_that_is_renewed_is_served_after_a_signal_and_a_broken_one_is_not() {
    let (house, other) = (House::empty(), House::empty());
    house.init(&["--host", HOST]).done();
    other.init(&["--host", HOST]).done();
    let (certificate, key) = (made(&house), house.data().join("tls/key.pem"));
    let own = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--certificate",
        certificate.to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
    ];
    let mut serving = Serving::with(&house, &own);
    let before = fs::read(&certificate).unwrap();
    let trusted = house.file("before.pem", &before);
    fs::write(&certificate, "broken").unwrap();
    signal(&serving, "-HUP");
    waits_until(&serving, "listen.certificate.form");
    assert!(
        asked(&serving, client(Path::new(&trusted), &ALL), GET).is_some(),
        "the old one stays"
    );
    fs::write(&certificate, fs::read(made(&other)).unwrap()).unwrap();
    fs::write(&key, fs::read(other.data().join("tls/key.pem")).unwrap()).unwrap();
    signal(&serving, "-HUP");
    waits_until(&serving, "the certificate was read again\"");
    assert!(asked(&serving, client(&made(&other), &ALL), GET).is_some());
    assert!(asked(&serving, client(Path::new(&trusted), &ALL), GET).is_none());
    signal(&serving, "-TERM");
    assert!(serving.process.wait().unwrap().success());
}

#[track_caller]
fn waits_until(serving: &Serving, word: &str) {
    let begun = Instant::now();
    while !serving.told.lock().unwrap().contains(word) {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{word} is not told"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn whoever_is_silent_during_the_handshake_is_cut_off_and_holds_nobody_up() {
    let house = House::empty();
    house.init(&["--host", HOST]).done();
    let serving = Serving::with(
        &house,
        &["serve", "--listen", "127.0.0.1:0", "--host", HOST],
    );
    let begun = Instant::now();
    let silent: Vec<_> = (0..40).map(|_| serving.connect()).collect();
    let mut half: Vec<_> = (0..40).map(|_| serving.connect()).collect();
    for stream in &mut half {
        stream.write_all(&[22, 3, 1, 2, 0]).unwrap();
    }
    assert!(asked(&serving, client(&made(&house), &ALL), GET).is_some());
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "nobody waits for them"
    );
    for mut stream in silent.into_iter().chain(half) {
        let _cut = stream.read_to_end(&mut Vec::new());
        assert!(begun.elapsed() < Duration::from_secs(30), "cut off");
    }
}

#[test]
fn a_trusted_proxy_is_believed_and_nobody_else_gets_in() {
    let house = House::made();
    let trusted = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--trusted-proxy",
        "127.0.0.1",
    ];
    let serving = Serving::with(&house, &trusted);
    let forwarded = GET.replace(
        "Connection",
        "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.9\r\nConnection",
    );
    let page = serving.answer(&forwarded);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        page.to_ascii_lowercase()
            .contains("strict-transport-security"),
        "{page}"
    );
    let clear = serving.answer(GET);
    assert!(
        clear.starts_with("HTTP/1.1 403") && clear.contains("X-Forwarded-Proto"),
        "{clear}"
    );
    drop(serving);
    let other = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--trusted-proxy",
        "192.0.2.1",
    ];
    let refused = Serving::with(&house, &other).answer(&forwarded);
    assert!(
        refused.starts_with("HTTP/1.1 403") && refused.contains("proxy"),
        "{refused}"
    );
}

#[test]
fn what_cannot_be_meant_is_said_before_anything_is_served() {
    let house = House::made();
    let serve = |more: &[&str]| house.run(&[&["serve", "--listen", "127.0.0.1:0"], more].concat());
    serve(&["--certificate", "/nowhere"]).failed(2, &["--key"]);
    serve(&["--host", "ei kelpaa"]).failed(2, &["--host"]);
    serve(&["--operations", "0.0.0.0:7781"]).failed(2, &["--operations"]);
    serve(&["--certificate", "/nowhere", "--key", "/nowhere"])
        .failed(1, &["Varmennetta ei voitu lukea"]);
    house
        .run(&["certificate", "show"])
        .failed(1, &["seloste certificate make"]);
    let empty = House::empty();
    empty
        .run(&["certificate", "make", "--host", HOST])
        .failed(1, &["seloste init"]);
    // In an empty folder too, before a register is made in the browser.
    empty
        .run(&["serve", "--operations", "0.0.0.0:7781"])
        .failed(2, &["--operations"]);
    assert!(!empty.data().exists(), "nothing is made by trying");
}

#[test]
fn the_settings_of_the_folder_say_how_it_is_reached() {
    let house = House::empty();
    house.init(&["--host", HOST]).done();
    let settings =
        format!("demo = false\n[network]\nlisten = \"127.0.0.1:0\"\nhosts = [\"{HOST}\"]\n");
    fs::write(house.data().join("seloste.toml"), settings).unwrap();
    let serving = Serving::with(&house, &["serve"]);
    assert!(asked(&serving, client(&made(&house), &ALL), GET).is_some());
}
