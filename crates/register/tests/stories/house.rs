//! A register to try things in: its stores, an account for each role, a browser for each of them.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use basics::{Clock, Instant, Language};
use guard::{Actor, Guard, NewAccount, NewPassword, RootKey, Setup};
use policy::RoleKey;
use secrecy::SecretString;
use seloste::app::App;
use seloste::demo::{self, Behind};
use seloste::web;
use store::{Db, Location, Settings, schemas};
use testkit::{Engine, FixedClock, SeededEntropy, Stores};
use tower::ServiceExt;

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "hevonen akku niitti oikein";
/// The completed notice.
pub(crate) const NOTICE: &str = include_str!("../../../../notice/tlmaint.toml");
/// The roles of the notice.
pub(crate) const ROLES: [&str; 7] = [
    "clerk",
    "technician",
    "billing",
    "marketing",
    "data_protection_contact",
    "owner",
    "administrator",
];

/// A register, opened.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) router: Router,
    setup: Setup,
    root: RootKey,
    stores: Stores,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: header::HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where it leads.
    pub(crate) fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// Somebody's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookie: String,
    /// The machine it runs on.
    pub(crate) peer: Ipv4Addr,
}

/// When all this happens: 24.11.2026 10.00 in Helsinki.
pub(crate) const NOW: Instant = Instant::from_ms(1_795_507_200_000);

impl House {
    /// A register with an account for each role.
    pub(crate) async fn new(stores: Stores) -> Self {
        Self::under(stores, NOTICE).await
    }

    /// The same under another notice.
    pub(crate) async fn under(stores: Stores, notice: &str) -> Self {
        let keys = stores.locations.keys.clone();
        // All stories hold what this returns: what is awaited in it need not lie in each of them.
        Box::pin(Self::with_keys(stores, notice, keys)).await
    }

    /// The same with its keys in a file, as the program has them on either engine.
    pub(crate) async fn with_keys_in_a_file(stores: Stores) -> Self {
        let keys = Location::Sqlite(stores.data_dir().join("keys.sqlite"));
        Box::pin(Self::with_keys(stores, NOTICE, keys)).await
    }

    /// The demo's register, just made: with so many customers.
    pub(crate) async fn demo(stores: Stores, customers: u32) -> Self {
        let clock = Arc::new(FixedClock::new(NOW));
        let behind = Arc::new(Behind::new(clock.clone()));
        let keys = stores.locations.keys.clone();
        let setup = setup(&stores, keys, behind.clone());
        let root = RootKey::draw().unwrap();
        let guard = Guard::create(&setup, &root, demo::SEED_NOTICE, None).await;
        let house = Self::around(guard.unwrap(), setup, root, (clock, stores));
        demo::fill(&house.app, &behind, customers).await.unwrap();
        house
    }

    async fn with_keys(stores: Stores, notice: &str, keys: Location) -> Self {
        let clock = Arc::new(FixedClock::new(NOW));
        let setup = setup(&stores, keys, clock.clone());
        let root = RootKey::draw().unwrap();
        let guard = Guard::create(&setup, &root, notice, Some(NOW))
            .await
            .unwrap();
        guard
            .accounts()
            .add_first(account("administrator"))
            .await
            .unwrap();
        let admin = actor(&guard, "administrator").await;
        for role in ROLES.into_iter().filter(|role| *role != "administrator") {
            guard.accounts().add(&admin, account(role)).await.unwrap();
        }
        Self::around(guard, setup, root, (clock, stores))
    }

    fn around(
        guard: Guard,
        setup: Setup,
        root: RootKey,
        (clock, stores): (Arc<FixedClock>, Stores),
    ) -> Self {
        let (data, entropy) = (
            stores.data_dir().to_owned(),
            Arc::new(SeededEntropy::new(8)),
        );
        let own = setup.clock.clone();
        let app = App::new(guard, data, own, entropy, true, seloste::menu());
        let router = web::shell(app.clone(), seloste::routes());
        Self {
            app,
            clock,
            router,
            setup,
            root,
            stores,
        }
    }

    /// The register is closed, something is done with its stores, and it is opened again.
    pub(crate) async fn meanwhile<T>(self, does: impl FnOnce(&Stores) -> T) -> (Self, T) {
        self.app.guard().clone().close().await;
        let Self {
            app,
            clock,
            router,
            setup,
            root,
            stores,
        } = self;
        drop((app, router));
        let done = does(&stores);
        let (guard, _) = Guard::open(&setup, &root).await.unwrap();
        (Self::around(guard, setup, root, (clock, stores)), done)
    }

    /// A backup of it, restored to files in a folder beside it, with its own keys and its own trail.
    pub(crate) async fn restored(&self, backup: &std::path::Path, into: &std::path::Path) -> Guard {
        let manifest = guard::read_backup(backup, &self.setup.keys, &self.root).await;
        let manifest = manifest.unwrap();
        std::fs::create_dir(into).unwrap();
        let place = |name: &str| Location::Sqlite(into.join(name));
        let setup = Setup {
            register: place("register.sqlite"),
            index: place("index.sqlite"),
            files: into.join("files"),
            ..self.setup.clone()
        };
        guard::restore_register(backup, &manifest, &setup.register)
            .await
            .unwrap();
        guard::restore_files(backup, &setup.files).await.unwrap();
        Guard::open(&setup, &self.root).await.unwrap().0
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &std::path::Path {
        self.app.data()
    }

    /// Its keys and its index, opened beside it.
    pub(crate) async fn beside(&self) -> (Db, Db) {
        let secure = Settings {
            secure_delete: true,
            ..Settings::default()
        };
        let keys = Db::open(&self.setup.keys, &schemas::KEYS, secure).await;
        let index = Db::open(&self.setup.index, &schemas::INDEX, secure).await;
        (keys.unwrap(), index.unwrap())
    }

    /// Its register, opened beside it.
    pub(crate) async fn register_beside(&self) -> Db {
        let opened = Db::open(
            &self.setup.register,
            &schemas::REGISTER,
            Settings::default(),
        );
        opened.await.unwrap()
    }

    /// The same for a story that asks more at once than one network may.
    pub(crate) fn asked_often(mut self) -> Self {
        let limits = web::Limits::of(NonZeroU32::new(10_000).unwrap());
        let (app, routes) = (self.app.clone(), seloste::routes());
        self.router = web::shell_limited(limits, web::Transport::Plain, app, routes);
        self
    }

    /// Whether its stores are files of its own.
    pub(crate) fn is_sqlite(&self) -> bool {
        self.stores.engine == Engine::Sqlite
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn stranger(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookie: String::new(),
            peer: Ipv4Addr::LOCALHOST,
        }
    }

    /// The browser of the one with a role, signed in.
    pub(crate) async fn browser(&self, role: &str) -> Browser {
        self.browser_of(&email(role), PASSWORD).await
    }

    /// The browser of somebody, signed in.
    pub(crate) async fn browser_of(&self, email: &str, password: &str) -> Browser {
        let mut browser = self.stranger();
        let fields = [("email", email), ("password", password)];
        let answer = browser.send("POST", "/sign-in", &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{email} signs in: {}",
            answer.body
        );
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }
}

/// Where the stores of a register are, and by which clock it runs.
fn setup(stores: &Stores, keys: Location, clock: Arc<dyn Clock>) -> Setup {
    Setup {
        register: stores.locations.register.clone(),
        keys,
        index: stores.locations.index.clone(),
        trail: stores.locations.trail.clone(),
        files: stores.data_dir().join("files"),
        clock,
        entropy: Arc::new(SeededEntropy::new(7)),
    }
}

/// The browser of a second data-protection contact.
pub(crate) async fn second_officer(house: &House) -> Browser {
    another(house, "data_protection_contact").await
}

/// The browser of somebody else with a role.
pub(crate) async fn another(house: &House, role: &str) -> Browser {
    let guard = house.app.guard();
    let admin = actor(guard, "administrator").await;
    let mut second = account(role);
    "Toinen henkilö".clone_into(&mut second.name);
    "second@example.com".clone_into(&mut second.email);
    guard.accounts().add(&admin, second).await.unwrap();
    let mut browser = house.stranger();
    let fields = [("email", "second@example.com"), ("password", PASSWORD)];
    let answer = browser.send("POST", "/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    browser.cookie = cookie.split(';').next().unwrap().to_owned();
    browser
}

fn email(role: &str) -> String {
    format!("{role}@example.com")
}

fn account(role: &str) -> NewAccount {
    let password = NewPassword::parse(SecretString::from(PASSWORD), &[]).unwrap();
    NewAccount {
        name: format!("Testi {role}"),
        email: email(role),
        language: Language::Fi,
        password: password.hers(),
        roles: vec![role.parse::<RoleKey>().unwrap()],
    }
}

pub(crate) async fn actor(guard: &Guard, role: &str) -> Actor {
    let signed_in = guard
        .accounts()
        .sign_in_once(&email(role), SecretString::from(PASSWORD))
        .await;
    signed_in.unwrap_or_else(|error| panic!("{role} signs in: {error}"))
}

impl Browser {
    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[]).await
    }

    /// Posts a form as its page would: with the session's token.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("form_token", token.as_str())];
        all.extend_from_slice(fields);
        self.send("POST", path, &all).await
    }

    /// The token of this session's forms, read off a page.
    pub(crate) async fn token(&self) -> String {
        let page = self.get("/account").await.body;
        let (_, rest) = page
            .split_once("name=\"form_token\" value=\"")
            .unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The page that an answer leads to, as a browser shows it: with the cookies of the answer.
    pub(crate) async fn followed(&self, answer: &Answer) -> String {
        let mut next = self.clone();
        for told in answer.headers.get_all(header::SET_COOKIE) {
            let pair = told.to_str().unwrap().split(';').next().unwrap();
            next.cookie = [&next.cookie, "; ", pair].concat();
        }
        next.get(answer.location()).await.body
    }

    /// A request as it is.
    pub(crate) async fn send(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form(fields);
        let kind = "application/x-www-form-urlencoded";
        self.send_body(method, path, kind, body.into_bytes()).await
    }

    /// A form with a file.
    pub(crate) async fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        self.upload_named(path, fields, ("a.csv", file)).await
    }

    /// A form with a file that is called so.
    pub(crate) async fn upload_named(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (name, file): (&str, &[u8]),
    ) -> Answer {
        let token = self.token().await;
        let mut body = Vec::new();
        for (name, value) in [("form_token", token.as_str())].iter().chain(fields) {
            let part = format!(
                "--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--cut--\r\n");
        self.send_body("POST", path, "multipart/form-data; boundary=cut", body)
            .await
    }

    /// The answer to a request, as it comes.
    pub(crate) async fn answer(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A request with a body of any kind.
    pub(crate) async fn send_body(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Answer {
        let (status, headers, bytes) = self.received(method, path, kind, body).await;
        Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A file that a link leads to, as it comes: with its headers.
    pub(crate) async fn file(&self, path: &str) -> (StatusCode, header::HeaderMap, Vec<u8>) {
        self.received("GET", path, "text/plain", Vec::new()).await
    }

    /// A file that a form leads to, as it comes.
    pub(crate) async fn download(&self, path: &str) -> (StatusCode, Vec<u8>) {
        let body = form(&[("form_token", &self.token().await)]);
        let kind = "application/x-www-form-urlencoded";
        let (status, _, bytes) = self.received("POST", path, kind, body.into_bytes()).await;
        (status, bytes)
    }

    async fn received(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> (StatusCode, header::HeaderMap, Vec<u8>) {
        let peer = SocketAddr::from((self.peer, 40_000));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, &self.cookie)
            .extension(ConnectInfo(peer))
            .body(Body::from(body))
            .unwrap();
        let answer = self.answer(request).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 64 << 20).await.unwrap();
        (status, headers, bytes.to_vec())
    }
}

/// Fields as a browser sends them.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// A person as the form of a new customer posts her.
pub(crate) fn person<'a>(first: &'a str, last: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "person"),
        ("first_names", first),
        ("last_name", last),
        ("language", "fi"),
        ("connection", "customer"),
        ("source", "person"),
    ]
}

/// The customers a house may be given, by name: the ids of their pages.
pub(crate) async fn add_customers(clerk: &Browser) -> HashMap<&'static str, String> {
    let mut ids = HashMap::new();
    let mut maija = person("Maija Sofia", "Mallikas");
    maija.extend([
        ("street", "Esimerkkitie 3 B 12"),
        ("postal_code", "40100"),
        ("town", "Jyväskylä"),
        ("phone", "040 123 4567"),
        ("email", "maija@example.fi"),
        ("note", "Soittaa aamulla."),
    ]);
    ids.insert("Maija", added(clerk, &maija).await);
    ids.insert("Pekka", added(clerk, &person("Pekka", "Esimerkki")).await);
    let company = [
        ("kind", "organisation"),
        ("company", "Esimerkki Huolto Oy"),
        ("business_id", "0112038-9"),
        ("language", "fi"),
        ("connection", "customer"),
        ("source", "organisation"),
        ("phone", "014 123 456"),
    ];
    ids.insert("Oy", added(clerk, &company).await);
    ids
}

/// Adds a customer; the id of her page.
pub(crate) async fn added(clerk: &Browser, fields: &[(&str, &str)]) -> String {
    let answer = clerk.post("/customers", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer
        .location()
        .strip_prefix("/customers/")
        .unwrap()
        .to_owned()
}
