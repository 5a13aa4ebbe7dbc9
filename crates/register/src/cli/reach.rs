//! How `serve` is reached: what the command line, the environment and the folder's settings say.
//!
//! The command line goes before the environment, and that before the settings. Invariant: whatever
//! is not said leads to this computer alone; a certificate is made only where names were given for
//! it, and never in a folder without a register.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use basics::{Clock, Ids, Instant, OsEntropy, SystemClock};
use clap::{Args, ValueEnum};

use super::failed::Failed;
use super::screen::Screen;
use crate::folder::{Folder, Network};
use crate::listen::{Door, Facts, HostName, Made, ServeError, Tls, make};
use crate::web::Limits;

/// The port where nothing else is said.
const PORT: u16 = 7780;

/// How pages are reached.
#[derive(Args, Default)]
pub(crate) struct Reach {
    /// Address and port to listen on; 127.0.0.1:7780 where nothing is said.
    #[arg(long, value_name = "ADDR", env = "SELOSTE_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// The file of an own certificate in PEM, followed by those that lead to its issuer.
    #[arg(long, value_name = "FILE", env = "SELOSTE_CERTIFICATE")]
    pub(crate) certificate: Option<PathBuf>,
    /// The file of its key in PEM.
    #[arg(long, value_name = "FILE", env = "SELOSTE_KEY")]
    pub(crate) key: Option<PathBuf>,
    /// A host name or address the register is reached by: where no certificate is given, one is
    /// made for these names. May be given more than once.
    #[arg(
        long = "host",
        value_name = "NAME",
        env = "SELOSTE_HOST",
        value_delimiter = ','
    )]
    pub(crate) hosts: Vec<String>,
    /// The address of a proxy that speaks TLS in our place: plain HTTP with it alone, and what it
    /// says of clients is believed. May be given more than once.
    #[arg(
        long,
        value_name = "IP",
        env = "SELOSTE_TRUSTED_PROXY",
        value_delimiter = ','
    )]
    pub(crate) trusted_proxy: Vec<IpAddr>,
    /// Address and port for /health, /ready and /metrics, on loopback; none where it is left out.
    #[arg(long, value_name = "ADDR", env = "SELOSTE_OPERATIONS")]
    pub(crate) operations: Option<SocketAddr>,
    /// How the log is written.
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        env = "SELOSTE_LOG_FORM",
        default_value_t
    )]
    pub(crate) log: LogForm,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LogForm {
    /// One JSON object a line.
    #[default]
    Json,
    /// Lines for people.
    Text,
}

/// How pages are reached, decided.
pub(super) struct Reached {
    pub(super) listen: SocketAddr,
    pub(super) door: Door,
    pub(super) operations: Option<SocketAddr>,
    /// What one network may ask for.
    pub(super) limits: Limits,
}

impl Reach {
    /// The port that was asked for, or the usual one.
    pub(super) fn port(&self) -> u16 {
        self.listen.map_or(PORT, |address| address.port())
    }

    /// With the folder's settings where nothing was said.
    pub(super) fn over(self, network: Network) -> Self {
        let or = |said: Vec<String>, set: Vec<String>| if said.is_empty() { set } else { said };
        let own = self.certificate.is_some() || self.key.is_some();
        let (certificate, key) = if own {
            (self.certificate, self.key)
        } else {
            (network.certificate, network.key)
        };
        Self {
            listen: self.listen.or(network.listen),
            certificate,
            key,
            hosts: or(self.hosts, network.hosts),
            trusted_proxy: if self.trusted_proxy.is_empty() {
                network.trusted_proxy
            } else {
                self.trusted_proxy
            },
            operations: self.operations.or(network.operations),
            log: self.log,
        }
    }

    /// That what was said can be meant, before there is a register to decide for.
    ///
    /// # Errors
    ///
    /// As [`Reach::decided`].
    pub(super) fn foreseen(&self) -> Result<(), Failed> {
        if self.operations.is_some_and(|at| !at.ip().is_loopback()) {
            return Err(Failed::usage("listen.operations.not_loopback"));
        }
        let names = hosts(&self.hosts)?;
        let door = match (&self.certificate, &self.key) {
            _ if !self.trusted_proxy.is_empty() => Door::Proxy(self.trusted_proxy.clone()),
            (Some(certificate), Some(key)) => tls(certificate.clone(), key.clone())?,
            (Some(_), None) | (None, Some(_)) => {
                return Err(Failed::usage("listen.certificate.half"));
            }
            // One is made for these names, once there is a register.
            (None, None) if !names.is_empty() => return Ok(()),
            (None, None) => Door::Loopback,
        };
        let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
        let stands = door.may_stand_at(self.listen.unwrap_or(usual));
        stands.map_err(|error: ServeError| Failed::of(&error))
    }

    /// Decides. A certificate is made where one is needed and names were given for it.
    ///
    /// # Errors
    ///
    /// What was said cannot be meant; the certificate cannot be used.
    pub(super) fn decided(self, folder: &Folder, screen: &Screen) -> Result<Reached, Failed> {
        let config = folder.config().map_err(|error| Failed::of(&error))?;
        let reach = self.over(config.network);
        let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
        let listen = reach.listen.unwrap_or(usual);
        if reach.operations.is_some_and(|at| !at.ip().is_loopback()) {
            return Err(Failed::usage("listen.operations.not_loopback"));
        }
        let made = Made::within(folder.path());
        let names = hosts(&reach.hosts)?;
        let door = match (reach.certificate, reach.key) {
            _ if !reach.trusted_proxy.is_empty() => Door::Proxy(reach.trusted_proxy),
            (Some(certificate), Some(key)) => tls(certificate, key)?,
            (Some(_), None) | (None, Some(_)) => {
                return Err(Failed::usage("listen.certificate.half"));
            }
            (None, None) if !names.is_empty() => {
                if folder.holds_register() && !made.is_for(&names) {
                    let facts = make_certificate(&made, &names, false)?;
                    screen.tell(&shown(&facts, screen));
                }
                tls(made.certificate, made.key)?
            }
            (None, None) if !listen.ip().is_loopback() && made.exists() => {
                tls(made.certificate, made.key)?
            }
            (None, None) => Door::Loopback,
        };
        let stands = door.may_stand_at(listen);
        stands.map_err(|error: ServeError| Failed::of(&error))?;
        Ok(Reached {
            limits: Limits::default(),
            listen,
            door,
            operations: reach.operations,
        })
    }
}

fn tls(certificate: PathBuf, key: PathBuf) -> Result<Door, Failed> {
    let read = Tls::read(certificate, key);
    read.map(Door::Tls).map_err(|error| Failed::of(&error))
}

/// The names a certificate is for, as a command was told.
pub(super) fn hosts(texts: &[String]) -> Result<Vec<HostName>, Failed> {
    let parsed = texts.iter().map(|text| text.parse::<HostName>());
    let parsed: Result<Vec<_>, _> = parsed.collect();
    parsed.map_err(|_| Failed::usage("listen.host.unfit"))
}

/// Makes a certificate for these names.
pub(super) fn make_certificate(
    at: &Made,
    names: &[HostName],
    new_key: bool,
) -> Result<Facts, Failed> {
    let clock = std::sync::Arc::new(SystemClock);
    let now: Instant = clock.now();
    let serial = Ids::new(clock, std::sync::Arc::new(OsEntropy)).random();
    make(at, names, now, serial, new_key).map_err(|error| Failed::of(&error))
}

/// A certificate in words: for whom, until when, its fingerprint.
pub(super) fn shown(facts: &Facts, screen: &Screen) -> String {
    screen.with(
        "listen-certificate",
        &[
            ("names", facts.names.join(", ").as_str()),
            ("until", &day(facts.until)),
            ("fingerprint", &facts.fingerprint),
        ],
    )
}

/// The day of an instant, as it is the world over.
pub(super) fn day(instant: Instant) -> String {
    let zone = basics::Zone::named("UTC");
    zone.map_or_else(
        |_| instant.to_string(),
        |zone| zone.day_at(instant).finnish(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_before_what_is_set_and_a_pair_of_files_is_never_mixed() {
        let set = Network {
            listen: Some("192.0.2.1:1".parse().unwrap()),
            hosts: vec!["set.example".into()],
            certificate: Some("set.pem".into()),
            key: Some("set.key".into()),
            ..Network::default()
        };
        let quiet = Reach::default().over(set.clone());
        assert_eq!(quiet.listen, set.listen);
        assert_eq!(quiet.hosts, set.hosts);
        assert_eq!(
            (quiet.certificate, quiet.key),
            (set.certificate.clone(), set.key.clone())
        );
        let said = Reach {
            certificate: Some("said.pem".into()),
            listen: Some("127.0.0.1:2".parse().unwrap()),
            ..Reach::default()
        };
        let said = said.over(set);
        assert_eq!(said.listen, Some("127.0.0.1:2".parse().unwrap()));
        assert_eq!(
            (said.certificate, said.key),
            (Some("said.pem".into()), None)
        );
    }
}
