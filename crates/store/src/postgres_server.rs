//! A server of PostgreSQL: its address, and the way to it.
//!
//! Invariant: what leaves this computer is encrypted, or there is no connection.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Error;
use crate::postgres_value::engine_error;

/// How long a server may take to let us in.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);

/// What every connection is told first. A commit that is reported must be on the disk.
const GREETING: &str = "set client_min_messages = warning;
    select set_config('synchronous_commit', 'on', false)
     where current_setting('synchronous_commit') = 'off'";

/// Where the server is, and how it is reached.
pub(crate) struct Server {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Server {
    /// Reads the address of a server.
    pub(crate) fn parse(url: &str) -> Result<Self, Error> {
        let mut config = Config::from_str(url).map_err(|_| Error::Location)?;
        config.application_name("seloste");
        config.connect_timeout(CONNECT);
        config.keepalives_idle(Duration::from_mins(1));
        config.tcp_user_timeout(Duration::from_mins(1));
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(tls()?),
            _ if leaves_this_computer(&config) => return Err(Error::NotEncrypted),
            _ => None,
        };
        Ok(Self { config, tls })
    }

    /// Connects: the client, and the task that drives it.
    pub(crate) fn connect(&self, runtime: &Handle) -> Result<(Client, JoinHandle<()>), Error> {
        let connecting = async {
            let refused = |error| match engine_error(&error, "connect") {
                Error::Check { .. } => Error::Unreachable,
                error => error,
            };
            let (client, driver) = match &self.tls {
                None => {
                    let (client, connection) = self.config.connect(NoTls).await.map_err(refused)?;
                    (client, tokio::spawn(async { drop(connection.await) }))
                }
                Some(tls) => {
                    let connecting = self.config.connect(tls.clone());
                    let (client, connection) = connecting.await.map_err(refused)?;
                    (client, tokio::spawn(async { drop(connection.await) }))
                }
            };
            client.batch_execute(GREETING).await.map_err(refused)?;
            Ok((client, driver))
        };
        let wait = async { tokio::time::timeout(CONNECT, connecting).await };
        runtime.block_on(wait).unwrap_or(Err(Error::Unreachable))
    }
}

/// Whether a connection would go over a network, where anyone on the way could read it.
fn leaves_this_computer(config: &Config) -> bool {
    let far = |host: &Host| match host {
        Host::Tcp(name) => {
            let address = name.parse::<IpAddr>();
            name != "localhost" && !address.is_ok_and(|address| address.is_loopback())
        }
        Host::Unix(_) => false,
    };
    // An address wins over the name beside it.
    let addresses = config.get_hostaddrs();
    if addresses.is_empty() {
        config.get_hosts().iter().any(far)
    } else {
        addresses.iter().any(|address| !address.is_loopback())
    }
}

/// TLS by the certificates this computer trusts; the server's name and certificate are checked.
fn tls() -> Result<MakeRustlsConnect, Error> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Someone else may have been faster, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
    }
    match MakeRustlsConnect::with_native_certs() {
        Ok((connector, _)) => Ok(connector),
        Err(_) => Err(Error::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("postgres://u@db.example/register", true)]
    #[case("postgres://u@192.0.2.7/register", true)]
    #[case("postgres://u@localhost,db.example/register", true)]
    #[case("host=localhost hostaddr=192.0.2.7 user=u", true)]
    #[case("postgres://u@localhost/register", false)]
    #[case("postgres://u@127.0.0.1/register", false)]
    #[case("host=::1 user=u", false)]
    #[case("host=/run/postgresql user=u", false)]
    fn a_server_on_a_network_is_reached_encrypted_or_not_at_all(
        #[case] url: &str,
        #[case] refused: bool,
    ) {
        let parsed = Server::parse(url).map(drop);
        assert_eq!(parsed == Err(Error::NotEncrypted), refused, "{parsed:?}");
    }
}
