//! Where the new register is to lie: in files of its folder, or on a server of PostgreSQL.
//!
//! Invariants: a server is tried before it is kept; a password is kept until the register is made and
//! in its settings from then on, and is neither shown again nor told in an error or a log.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded};
use store::aside::{Room, room};
use zeroize::Zeroizing;

use super::door::{Inside, next};
use crate::folder::{Config, Folder};
use crate::web::{Fields, Problem, Wrong, page, unfit};

/// Where a register is to lie.
#[derive(Clone)]
pub(super) enum Place {
    /// In files of its folder.
    Here,
    /// On a server.
    Server(Server),
}

impl Place {
    /// The settings of a register that lies there.
    pub(super) fn config(&self) -> Config {
        Config {
            postgres: match self {
                Self::Here => None,
                Self::Server(server) => Some(server.address().to_string()),
            },
            ..Config::default()
        }
    }
}

/// A server's address, with the password apart.
#[derive(Clone)]
pub(super) struct Server {
    /// `postgres://user`, before the password.
    before: String,
    /// `@host/database?…`, behind it.
    behind: String,
    password: Zeroizing<String>,
}

impl Server {
    /// Reads an address, and the password beside it or within it.
    ///
    /// # Errors
    ///
    /// `move.address` where it is none of a server, or names nobody whose the password is.
    fn parse(text: &str, password: &str) -> Result<Self, Code> {
        let wrong = || Code::new("move.address");
        let schemes = ["postgres://", "postgresql://"];
        let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
        let rest = rest.ok_or_else(wrong)?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (who, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, within) = who.split_once(':').unwrap_or((who, ""));
        // Whatever stands before an `@` may be a password with a character that ends it too early.
        if host.is_empty() || path.contains('@') || path.contains("password=") {
            return Err(wrong());
        }
        let password = match password {
            "" => Zeroizing::new(within.to_owned()),
            typed => Zeroizing::new(encoded(typed)),
        };
        if user.is_empty() && !password.is_empty() {
            return Err(wrong());
        }
        let at = if user.is_empty() { "" } else { "@" };
        Ok(Self {
            before: ["postgres://", user].concat(),
            behind: [at, host, path].concat(),
            password,
        })
    }

    /// The address as it is kept in the settings.
    fn address(&self) -> Zeroizing<String> {
        let joint = if self.password.is_empty() { "" } else { ":" };
        let parts = [self.before.as_str(), joint, &self.password, &self.behind];
        Zeroizing::new(parts.concat())
    }

    /// The address without its password.
    fn shown(&self) -> String {
        [self.before.as_str(), &self.behind].concat()
    }
}

/// A password as it stands in an address (RFC 3986, section 2.1).
fn encoded(password: &str) -> String {
    let mut text = String::with_capacity(password.len());
    for byte in password.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            other => {
                let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
                text.extend(['%', digit(other >> 4), digit(other & 15)]);
            }
        }
    }
    text
}

#[derive(Template)]
#[template(path = "setup/place.html")]
struct PlacePage {
    frame: crate::web::Frame,
    server: bool,
    /// The address, without its password.
    address: String,
    wrong: Wrong,
}

/// `GET /set-up/place`
pub(super) async fn place(inside: Inside) -> Result<Response, Problem> {
    let chosen = inside.set_up.state().place.clone();
    let (server, address) = match &chosen {
        Some(Place::Server(server)) => (true, server.shown()),
        Some(Place::Here) | None => (false, String::new()),
    };
    page(&PlacePage {
        frame: inside.frame("setup-place"),
        server,
        address,
        wrong: Wrong::default(),
    })
}

/// `POST /set-up/place`: a server is tried, and kept where the register can be made on it.
pub(super) async fn choose(
    inside: Inside,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields::of(fields);
    let chosen = if fields.text("place") == "server" {
        tried(&inside, &fields).await.map(Place::Server)
    } else {
        Ok(Place::Here)
    };
    match chosen {
        Ok(chosen) => {
            inside.set_up.state().place = Some(chosen);
            Ok(Redirect::to(next(&inside.set_up)).into_response())
        }
        Err((code, about)) => {
            let sentence = texts::say(inside.language, &code.text_key());
            // What is none of a server may hold a password anywhere.
            let address = Server::parse(fields.text("address"), "")
                .map_or_else(|_| String::new(), |server| server.shown());
            unfit(&PlacePage {
                frame: inside.frame("setup-place"),
                server: true,
                address,
                wrong: Wrong::new("place", Some(about), sentence, Fields::default()),
            })
        }
    }
}

/// A server on which the register can be made.
async fn tried(inside: &Inside, fields: &Fields) -> Result<Server, (Code, &'static str)> {
    let typed = fields.raw("password");
    let server = Server::parse(fields.text("address"), typed).map_err(|code| (code, "address"))?;
    let kept = match &inside.set_up.state().place {
        // Whoever comes back and changes nothing need not type the password again.
        Some(Place::Server(kept)) if typed.is_empty() && kept.shown() == server.shown() => {
            Some(kept.clone())
        }
        _ => None,
    };
    let server = kept.unwrap_or(server);
    examine(
        inside.set_up.folder(),
        &Place::Server(server.clone()).config(),
    )
    .await?;
    Ok(server)
}

/// Whether every store of a new register has room where the settings say.
async fn examine(folder: &Folder, config: &Config) -> Result<(), (Code, &'static str)> {
    let setup = folder.setup(config);
    let places = [setup.register, setup.index, setup.trail];
    let looking = move |here: &store::Here| -> Result<Room, store::Error> {
        for place in &places {
            match room(here, place)? {
                Room::Free => {}
                other => return Ok(other),
            }
        }
        Ok(Room::Free)
    };
    let found = store::hop(looking).await.and_then(|found| found);
    let code = match found {
        Ok(Room::Free) => return Ok(()),
        Ok(Room::Taken) => "setup.place.taken",
        Ok(Room::NoSchema) => "setup.place.no_schema",
        Ok(Room::Shut) => "setup.place.shut",
        Err(store::Error::NotEncrypted) => {
            return Err((store::Error::NotEncrypted.code(), "address"));
        }
        Err(store::Error::Location) => "move.address",
        Err(_) => "setup.place.unreachable",
    };
    Err((Code::new(code), "address"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("postgres://u@h/d", "", "postgres://u@h/d", "postgres://u@h/d")]
    #[case(
        "postgres://u@h/d",
        "a b:/@%",
        "postgres://u:a%20b%3a%2f%40%25@h/d",
        "postgres://u@h/d"
    )]
    #[case(
        "postgresql://u:old@h:5433/d?sslmode=require",
        "",
        "postgres://u:old@h:5433/d?sslmode=require",
        "postgres://u@h:5433/d?sslmode=require"
    )]
    #[case(
        "postgres://u:old@h/d",
        "new",
        "postgres://u:new@h/d",
        "postgres://u@h/d"
    )]
    #[case(
        "postgres://h/seloste_{store}",
        "",
        "postgres://h/seloste_{store}",
        "postgres://h/seloste_{store}"
    )]
    fn a_password_is_kept_apart_from_what_is_shown(
        #[case] address: &str,
        #[case] password: &str,
        #[case] kept: &str,
        #[case] shown: &str,
    ) {
        let server = Server::parse(address, password).unwrap_or_else(|code| panic!("{code}"));
        assert_eq!(server.address().as_str(), kept);
        assert_eq!(server.shown(), shown);
    }

    #[rstest]
    #[case("", "")]
    #[case("mysql://u@h/d", "")]
    #[case("postgres://", "")]
    #[case("postgres://h/d", "secret")]
    #[case("postgres://u@h/d?password=secret", "")]
    #[case("postgres://u:a/b@h/d", "")]
    fn what_is_no_address_of_a_server_is_refused(#[case] address: &str, #[case] password: &str) {
        let wrong = Server::parse(address, password).map(|server| server.shown());
        assert_eq!(wrong, Err(Code::new("move.address")));
    }
}
