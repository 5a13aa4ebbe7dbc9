//! What clerks do, as their browsers do it: signed in, with the forms' own tokens.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::http::{Connection, api_get, api_post, get, get_packed, post};
use crate::load::Dice;
use crate::program::{CLERK, House};
use crate::rows::Rows;

/// Customers whose pages are visited.
const VISITED: usize = 20_000;
/// Letters and digits of a customer's number in an address.
const ID_LENGTH: usize = 13;
/// Sessions that share the connections.
const SESSIONS: u32 = 4;
/// The lowest customer number.
const FIRST_NUMBER: u64 = 1_001;

/// Somebody signed in.
#[derive(Clone)]
pub(crate) struct Session {
    /// The cookie of its requests.
    pub(crate) cookie: String,
    /// The token of its forms.
    pub(crate) token: String,
}

/// What is visited: a served register, its customers, those who are signed in.
pub(crate) struct Visits {
    port: u16,
    sessions: Vec<Session>,
    customers: Vec<String>,
    parties: u64,
    typed: Vec<String>,
    /// What a program of the clerk's shows.
    secret: String,
}

/// A thing a clerk does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Opens a customer's page.
    Page,
    /// The same with a browser that takes packed pages.
    PackedPage,
    /// Leafs through the list.
    List,
    /// Types into the search box.
    Search,
    /// Writes a note, from the version that the page showed.
    Note,
    /// Adds a customer.
    Add,
    /// A program reads a customer through the interface for programs.
    ApiRead,
    /// A program writes a note there.
    ApiWrite,
    /// A working day: pages, searches, lists and now and then a note.
    Day,
}

impl Deed {
    /// What it is called in the figures.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Page => "customer page",
            Self::PackedPage => "customer page, packed",
            Self::List => "list of 50",
            Self::Search => "search as you type",
            Self::Note => "note (write)",
            Self::Add => "new customer (write)",
            Self::ApiRead => "customer, /api/v1",
            Self::ApiWrite => "note, /api/v1 (write)",
            Self::Day => "clerks at work",
        }
    }
}

impl Visits {
    /// One of the customers, for what is done with her alone: her page.
    pub(crate) fn one(&self) -> Option<String> {
        self.customers
            .first()
            .map(|id| ["/customers/", id].concat())
    }

    /// What a program of the clerk's shows.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Signs in and finds customers to visit.
    ///
    /// # Errors
    ///
    /// Where the server does not answer as it should.
    pub(crate) fn begin(port: u16, secret: String, parties: u64, file: &Path) -> Result<Self> {
        let mut connection = Connection::open(port)?;
        let mut sessions = Vec::new();
        for _ in 0..SESSIONS {
            sessions.push(sign_in(&mut connection, CLERK)?);
        }
        let session = sessions.first().cloned().context("nobody is signed in")?;
        let mut dice = Dice::new(7);
        let (mut customers, mut asked) = (Vec::new(), 0);
        while customers.len() < VISITED && asked < VISITED / 25 {
            let before = FIRST_NUMBER + 50 + dice.below(parties);
            let request = get(&format!("/customers?before={before}"), &session.cookie);
            let answer = connection.ask(&request)?;
            if answer.status != 200 {
                bail!("the list answered {}", answer.status);
            }
            customers.extend(links(&answer.text()));
            asked += 1;
        }
        if customers.is_empty() {
            bail!("there are no customers to visit");
        }
        // Neighbours in the list are neighbours on the disk as well: they are not visited in turn.
        customers.sort();
        customers.dedup();
        Ok(Self {
            port,
            sessions,
            customers,
            parties,
            typed: Rows::of(file)?.typed(&mut dice),
            secret,
        })
    }

    /// A client that does one deed after the other.
    ///
    /// # Errors
    ///
    /// Where the server is gone.
    pub(crate) fn client(
        &self,
        deed: Deed,
        number: u32,
    ) -> Result<impl FnMut() -> Result<Option<Duration>>> {
        let mut client = Client {
            visits: self,
            session: self
                .sessions
                .get(usize::try_from(number % SESSIONS)?)
                .context("nobody is signed in")?,
            connection: Connection::open(self.port)?,
            dice: Dice::new(u64::from(number) + 11),
            number,
            added: 0,
        };
        Ok(move || client.done(deed))
    }
}

struct Client<'v> {
    visits: &'v Visits,
    session: &'v Session,
    connection: Connection,
    dice: Dice,
    number: u32,
    added: u32,
}

impl Client<'_> {
    fn done(&mut self, deed: Deed) -> Result<Option<Duration>> {
        match deed {
            Deed::Page | Deed::PackedPage => {
                let path = self.customer()?;
                let request = if deed == Deed::Page {
                    get(&path, &self.session.cookie)
                } else {
                    get_packed(&path, &self.session.cookie)
                };
                self.timed(&request, 200).map(Some)
            }
            Deed::List => {
                let before = FIRST_NUMBER + 50 + self.dice.below(self.visits.parties);
                let path = format!("/customers?before={before}");
                let request = get(&path, &self.session.cookie);
                self.timed(&request, 200).map(Some)
            }
            Deed::Search => {
                let typed = self.dice.pick(&self.visits.typed);
                let words = typed.context("nothing to type")?;
                let fields = [
                    ("form_token", self.session.token.as_str()),
                    ("words", words),
                ];
                let request = post("/customers/hits", &self.session.cookie, &fields);
                self.timed(&request, 200).map(Some)
            }
            Deed::Note => self.note(),
            Deed::Add => self.add().map(Some),
            Deed::ApiRead => {
                let path = ["/api/v1", &self.customer()?].concat();
                self.timed(&api_get(&path, &self.visits.secret), 200)
                    .map(Some)
            }
            Deed::ApiWrite => {
                let path = ["/api/v1", &self.customer()?, "/notes"].concat();
                let body = r#"{"text":"Soitettu, palataan ensi viikolla.","source":"person"}"#;
                self.timed(&api_post(&path, &self.visits.secret, body), 201)
                    .map(Some)
            }
            Deed::Day => self.day(),
        }
    }

    fn customer(&mut self) -> Result<String> {
        let customer = self.dice.pick(&self.visits.customers);
        Ok(["/customers/", customer.context("no customers")?].concat())
    }

    fn timed(&mut self, request: &[u8], status: u16) -> Result<Duration> {
        let began = Instant::now();
        let answer = self.connection.ask(request)?;
        let took = began.elapsed();
        if answer.status != status {
            bail!("answered {} where {status} was due", answer.status);
        }
        Ok(took)
    }

    fn note(&mut self) -> Result<Option<Duration>> {
        let path = self.customer()?;
        let page = get(&path, &self.session.cookie);
        let page = self.connection.ask(&page)?.text();
        let version = value_of(&page, "version").context("the page has no form")?;
        let fields = [
            ("form_token", self.session.token.as_str()),
            ("version", &version),
            ("what", "note"),
            ("note", "Soitettu, palataan ensi viikolla."),
            ("source", "person"),
        ];
        let request = post(&[&path, "/change"].concat(), &self.session.cookie, &fields);
        let began = Instant::now();
        let answer = self.connection.ask(&request)?;
        let took = began.elapsed();
        match answer.status {
            303 => Ok(Some(took)),
            // Somebody else was faster with the same customer: it is told, and nothing is changed.
            409 | 422 if answer.text().contains("name=\"version\"") => Ok(None),
            status => bail!("a note was answered {status}"),
        }
    }

    fn add(&mut self) -> Result<Duration> {
        self.added += 1;
        let named = [letters(self.number), letters(self.added)].concat();
        let phone = format!("+35850{:07}", self.dice.below(10_000_000));
        let email = format!("{named}{}@example.com", self.dice.below(u64::MAX));
        let fields = [
            ("form_token", self.session.token.as_str()),
            ("kind", "person"),
            ("first_names", "Aino Maria"),
            ("last_name", named.as_str()),
            ("phone", &phone),
            ("email", &email),
            ("language", "fi"),
            ("connection", "customer"),
            ("source", "person"),
            ("anyway", "1"),
        ];
        let request = post("/customers", &self.session.cookie, &fields);
        self.timed(&request, 303)
    }

    fn day(&mut self) -> Result<Option<Duration>> {
        match self.dice.below(100) {
            0..50 => self.done(Deed::Page),
            50..85 => self.done(Deed::Search),
            85..95 => self.done(Deed::List),
            _ => self.note(),
        }
    }
}

/// A number as letters: a made-up name that no other has.
fn letters(mut number: u32) -> String {
    let mut text = String::from("Testi");
    loop {
        let letter = u8::try_from(number % 20).unwrap_or(0);
        text.push(char::from(b'a' + letter));
        number /= 20;
        if number == 0 {
            return text;
        }
    }
}

/// Signs in.
///
/// # Errors
///
/// Where the server does not answer as it should.
pub(crate) fn sign_in(connection: &mut Connection, email: &str) -> Result<Session> {
    let fields = [("email", email), ("password", House::password())];
    let answer = connection.ask(&post("/sign-in", "", &fields))?;
    let cookie = answer
        .header("set-cookie")
        .and_then(|set| set.split(';').next());
    let cookie = cookie.context("nobody could sign in")?.to_owned();
    let page = connection.ask(&get("/account", &cookie))?.text();
    let token = value_of(&page, "form_token").context("the page has no token")?;
    Ok(Session { cookie, token })
}

/// The value of a field of a page's form.
pub(crate) fn value_of(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split('"').next().map(str::to_owned)
}

/// The customers that a list links to.
pub(crate) fn links(page: &str) -> Vec<String> {
    let targets = page.split("href=\"/customers/").skip(1);
    let ids = targets.filter_map(|rest| rest.split('"').next());
    // Pages beside the customers', such as `duplicates`, are words; a customer's number begins with
    // a digit, because it has 63 bits.
    let id = |text: &&str| {
        text.len() == ID_LENGTH
            && text.starts_with(|first: char| first.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    ids.filter(id).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_and_tokens_are_read_off_the_pages() {
        let page = r#"<a href="/customers/new/person">x</a><a href="/customers/0a1b2c3d4e5f6">A</a>
            <a href="/customers/duplicates">B</a><a href="/customers/statisticians">C</a>
            <input type="hidden" name="form_token" value="abc">"#;
        assert_eq!(links(page), ["0a1b2c3d4e5f6"]);
        assert_eq!(value_of(page, "form_token").as_deref(), Some("abc"));
        assert_eq!(value_of(page, "version"), None);
    }

    #[test]
    fn no_two_made_up_names_are_alike() {
        let names: std::collections::HashSet<String> = (0..5_000).map(letters).collect();
        assert_eq!(names.len(), 5_000);
    }
}
