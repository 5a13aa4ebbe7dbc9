//! The first run: `serve` in an empty folder leads through the making of a register.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt as _;
use std::time::Duration;

use testkit::Stores;

use crate::house::{House, PASSWORD};
use crate::serving::Serving;

/// A port that nobody has.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn set_up(house: &House) -> (Serving, String) {
    let listen = format!("127.0.0.1:{}", free_port());
    let serving = Serving::with(house, &["serve", "--listen", &listen]);
    let told = serving.told.lock().unwrap().clone();
    let (_, code) = told.split_once("koodi: ").unwrap();
    let code = code.lines().next().unwrap().trim().to_owned();
    (serving, code)
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        for part in [name, "=", value] {
            for byte in part.bytes() {
                match byte {
                    b'=' if part.len() == 1 => text.push('='),
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' => {
                        text.push(char::from(byte));
                    }
                    other => write!(text, "%{other:02X}").unwrap(),
                }
            }
        }
    }
    text
}

fn get(serving: &Serving, cookie: &str, path: &str) -> String {
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    serving.answer(&[&head, "Cookie: ", cookie, "\r\n\r\n"].concat())
}

fn post(serving: &Serving, cookie: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let body = form(fields);
    serving.answer(&format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ))
}

#[track_caller]
fn leads(answer: &str, to: &str) {
    let location = format!("location: {to}\r\n");
    assert!(
        answer.starts_with("HTTP/1.1 303") && answer.contains(&location),
        "{answer}"
    );
}

#[track_caller]
fn comes_back(answer: &str, words: &[&str]) {
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(!answer.contains('⟦'), "a text is missing: {answer}");
    for word in words {
        assert!(answer.contains(word), "{word}: {answer}");
    }
}

/// The cookie of whoever typed the code.
fn let_in(serving: &Serving, code: &str) -> String {
    let entered = post(serving, "", "/set-up", &[("code", code)]);
    leads(&entered, PLACE);
    let (_, cookie) = entered.split_once("set-cookie: ").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

const PLACE: &str = "/set-up/place";

/// The same, of a register that is to lie in its folder.
fn enter(serving: &Serving, code: &str) -> String {
    let cookie = let_in(serving, code);
    let asked = get(serving, &cookie, PLACE);
    assert!(asked.contains("value=\"here\" checked"), "{asked}");
    let chosen = post(
        serving,
        &cookie,
        PLACE,
        &[("place", "here"), ("address", "")],
    );
    leads(&chosen, "/set-up/notice/parts/controller");
    cookie
}

/// The company, the administrator and the end of the set-up.
fn make(serving: &Serving, cookie: &str) {
    company_and_notice(serving, cookie);
    let path = "/set-up/administrator";
    leads(
        &post(serving, cookie, path, &administrator(PASSWORD, PASSWORD)),
        "/set-up/keys",
    );
    let finished = post(serving, cookie, "/set-up/finished", &[]);
    assert!(finished.contains("href=\"/import\""), "{finished}");
    assert!(served(serving.port), "the register is served in its place");
}

const COMPANY: [(&str, &str); 5] = [
    ("name", "Esimerkki Huolto Oy"),
    ("business_id", "0112038-9"),
    ("street", "Esimerkkitie 1"),
    ("postal_code", "40100"),
    ("town", "Jyväskylä"),
];

fn administrator<'f>(password: &'f str, again: &'f str) -> [(&'f str, &'f str); 5] {
    [
        ("name", "Testi Tuomi"),
        ("email", "testi@example.fi"),
        ("password", password),
        ("again", again),
        ("role", "clerk"),
    ]
}

/// The company and the notice are asked for, and bad ones come back.
fn company_and_notice(serving: &Serving, cookie: &str) {
    let controller = "/set-up/notice/parts/controller";
    let mut wrong = COMPANY;
    wrong[1].1 = "0112038-8";
    comes_back(
        &post(serving, cookie, controller, &wrong),
        &["id=\"business_id-why\"", "Huolto"],
    );
    leads(
        &get(serving, cookie, "/set-up/administrator"),
        "/set-up/notice",
    );
    leads(
        &post(serving, cookie, controller, &COMPANY),
        "/set-up/notice/parts/contact",
    );
    let contact = [("name", "Testi Tuomi"), ("email", "testi@example.fi")];
    leads(
        &post(serving, cookie, "/set-up/notice/parts/contact", &contact),
        "/set-up/notice",
    );
    let overview = get(serving, cookie, "/set-up/notice");
    assert!(
        overview.contains("/set-up/notice/parts/interest/1"),
        "{overview}"
    );
    assert!(
        overview.contains("GDPR 13(1)(e)") && !overview.contains('⟦'),
        "{overview}"
    );
    assert!(get(serving, cookie, "/set-up/notice/preview").contains("Esimerkki Huolto Oy"));
    assert!(get(serving, cookie, "/set-up/notice/file").contains("0112038-9"));
}

/// The keys are shown and copied; the root key as it would stand in a log.
fn keys_kept(house: &House, serving: &Serving, cookie: &str) -> String {
    let keys = get(serving, cookie, "/set-up/keys");
    let root = fs::read(house.data().join("root.key")).unwrap();
    let mut hex = vec![String::new(); root.len() / 4];
    for (at, byte) in root.iter().enumerate() {
        write!(hex[at / 4], "{byte:02x}").unwrap();
    }
    assert!(
        keys.contains(&hex.join(" ")),
        "the root key is there to be printed"
    );
    let to = house.data().with_file_name("avaimet");
    comes_back(
        &post(serving, cookie, "/set-up/keys", &[("to", "avaimet")]),
        &["alusta asti"],
    );
    let live = || {
        fs::metadata(house.data().join("keys.sqlite"))
            .unwrap()
            .ino()
    };
    let before = live();
    for own in [
        house.data(),
        house.data().join("files/.."),
        house.data().join("copy"),
    ] {
        let own = own.to_str().unwrap();
        comes_back(
            &post(serving, cookie, "/set-up/keys", &[("to", own)]),
            &["itse on tässä kansiossa"],
        );
    }
    assert_eq!(live(), before, "the keys are where they were");
    let copied = post(
        serving,
        cookie,
        "/set-up/keys",
        &[("to", to.to_str().unwrap())],
    );
    assert!(copied.starts_with("HTTP/1.1 200"), "{copied}");
    assert!(fs::read_dir(&to).unwrap().next().is_some());
    hex.concat()
}

/// Whether the page of signing in answers after a while: the door is shut for a moment while the
/// register is opened.
fn served(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream
            .write_all(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    };
    (0..150).any(|_| {
        let answered = ask().is_ok_and(|page| page.contains("name=\"password\""));
        if !answered {
            std::thread::sleep(Duration::from_millis(200));
        }
        answered
    })
}

#[test]
fn a_register_is_made_in_the_browser_step_by_step() {
    let house = House::empty();
    let (serving, code) = set_up(&house);
    assert!(get(&serving, "", "/set-up").contains("name=\"code\""));
    assert!(get(&serving, "", "/set-up?lang=sv").contains("Ett nytt register"));
    assert!(get(&serving, "", "/set-up?lang=fi").contains("Uusi rekisteri"));
    comes_back(
        &post(&serving, "", "/set-up", &[("code", "AAAA-BBBB")]),
        &["Koodi ei ole oikea"],
    );
    for path in [
        "/",
        "/set-up/notice",
        "/set-up/administrator",
        "/set-up/keys",
        "/sign-in",
    ] {
        leads(&get(&serving, "", path), "/set-up");
    }
    let cookie = enter(&serving, &code.to_lowercase());
    let second = post(&serving, "", "/set-up", &[("code", &code)]);
    assert!(
        second.starts_with("HTTP/1.1 403"),
        "the code lets in once: {second}"
    );
    company_and_notice(&serving, &cookie);
    let path = "/set-up/administrator";
    comes_back(
        &post(&serving, &cookie, path, &administrator("lyhyt", "lyhyt")),
        &["aria-describedby=\"first-password-error\""],
    );
    comes_back(
        &post(&serving, &cookie, path, &administrator(PASSWORD, "toinen")),
        &["eivät ole samat"],
    );
    assert!(
        !house.data().exists(),
        "nothing is made before the administrator is"
    );
    leads(
        &post(&serving, &cookie, path, &administrator(PASSWORD, PASSWORD)),
        "/set-up/keys",
    );
    leads(&get(&serving, &cookie, "/set-up/notice"), "/set-up/keys");
    let root = keys_kept(&house, &serving, &cookie);
    let finished = post(&serving, &cookie, "/set-up/finished", &[]);
    assert!(finished.contains("href=\"/import\""), "{finished}");
    assert!(served(serving.port), "the register is served in its place");
    let sign_in = [("email", "testi@example.fi"), ("password", PASSWORD)];
    let signed_in = post(&serving, "", "/sign-in", &sign_in);
    assert!(signed_in.starts_with("HTTP/1.1 303"), "{signed_in}");
    let (_, session) = signed_in.split_once("set-cookie: ").unwrap();
    let session = session.split(';').next().unwrap();
    assert!(get(&serving, session, "/import").starts_with("HTTP/1.1 200"));
    let told = serving.told.lock().unwrap().clone();
    assert!(!told.contains(PASSWORD) && !told.contains(&root), "{told}");
    assert_eq!(told.matches(&code).count(), 1, "the code is told once");
}

#[test]
fn a_set_up_that_ends_early_leaves_nothing() {
    let house = House::empty();
    let (serving, code) = set_up(&house);
    let cookie = enter(&serving, &code);
    post(
        &serving,
        &cookie,
        "/set-up/notice/parts/controller",
        &COMPANY,
    );
    drop(serving);
    assert!(!house.data().exists());
    let (again, other) = set_up(&house);
    assert_ne!(code, other, "every start has a code of its own");
    for _ in 0..20 {
        post(&again, "", "/set-up", &[("code", "WRONG")]);
    }
    let shut = post(&again, "", "/set-up", &[("code", &other)]);
    assert!(shut.starts_with("HTTP/1.1 403"), "{shut}");
}

#[test]
fn what_cannot_be_meant_is_told_before_the_set_up() {
    let house = House::empty();
    for wrong in [
        ["--operations", "0.0.0.0:7781"],
        ["--listen", "0.0.0.0:7780"],
        ["--certificate", "there.pem"],
        ["--host", "not a name"],
    ] {
        let ran = house.run(&["serve", wrong[0], wrong[1]]);
        assert_ne!(ran.code, 0, "{wrong:?}");
        assert!(!ran.told.contains("koodi: "), "{wrong:?}: {}", ran.told);
        assert!(!ran.told.contains('⟦'), "{}", ran.told);
    }
    let (serving, _) = set_up(&house);
    let told = serving.told.lock().unwrap().clone();
    assert!(told.contains("http://127.0.0.1:"), "{told}");
}

#[test]
fn a_folder_that_holds_something_is_not_set_up() {
    let house = House::empty();
    fs::create_dir_all(house.data()).unwrap();
    fs::write(house.data().join("notes.txt"), "mine").unwrap();
    let ran = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    ran.failed(1, &["Kansiossa ei ole rekisteriä"]);
}

#[test]
fn a_register_is_made_on_a_server_that_is_tried_first_and_whose_password_is_told_nobody() {
    let Some(stores) = Stores::fresh(store::Engine::Postgres) else {
        return;
    };
    let store::Location::Postgres(register) = &stores.locations.register else {
        panic!("the stores of a server are on it");
    };
    let url = [register.strip_suffix("register").unwrap(), "{store}"].concat();
    let house = House::empty();
    let (serving, code) = set_up(&house);
    let cookie = let_in(&serving, &code);
    let server = |address: &str, password: &str| {
        let fields = [
            ("place", "server"),
            ("address", address),
            ("password", password),
        ];
        post(&serving, &cookie, PLACE, &fields)
    };
    let away = "postgres://seloste@127.0.0.1:1/seloste";
    for (address, told) in [
        ("", "postgres://käyttäjä@kone/tietokanta"),
        ("http://127.0.0.1/", "postgres://käyttäjä@kone/tietokanta"),
        (away, "ei päästy"),
        ("postgres://seloste@db.example/seloste", "sslmode=require"),
    ] {
        let refused = server(address, "salaisuus7");
        comes_back(
            &refused,
            &[
                told,
                "aria-describedby=\"place-address-error\"",
                "value=\"server\" checked",
            ],
        );
        assert!(!refused.contains("salaisuus7"), "{refused}");
    }
    let within = server("postgres://seloste:salaisuus7@127.0.0.1:1/seloste", "");
    comes_back(
        &within,
        &["value=\"postgres://seloste@127.0.0.1:1/seloste\""],
    );
    assert!(!within.contains("salaisuus7"), "{within}");
    leads(&get(&serving, &cookie, "/set-up"), PLACE);
    leads(&server(&url, ""), "/set-up/notice/parts/controller");
    let kept = get(&serving, &cookie, PLACE);
    assert!(kept.contains("value=\"server\" checked"), "{kept}");
    make(&serving, &cookie);
    let there = |name: &str| house.data().join(name).exists();
    assert!(there("keys.sqlite") && !there("register.sqlite"));
    let settings = fs::read_to_string(house.data().join("seloste.toml")).unwrap();
    assert!(settings.contains("{store}"), "{settings}");
    let told = serving.told.lock().unwrap().clone();
    assert!(
        !told.contains("salaisuus7") && !told.contains("postgres://"),
        "{told}"
    );
    drop(serving);
    // What is there already is nobody else's.
    let other = House::empty();
    let (serving, code) = set_up(&other);
    let cookie = let_in(&serving, &code);
    let fields = [
        ("place", "server"),
        ("address", url.as_str()),
        ("password", ""),
    ];
    comes_back(&post(&serving, &cookie, PLACE, &fields), &["on jo jotakin"]);
    drop(serving);
    house.run(&["doctor"]).done();
}
