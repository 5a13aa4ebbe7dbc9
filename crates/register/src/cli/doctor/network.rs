//! How the register is reached: its certificate, and whether somebody answers at its address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Report;
use crate::cli::reach::{Reach, day};
use crate::folder::Folder;
use crate::listen::{Certificate, Made};

/// How long before its end a certificate is to be renewed.
const RENEW_MS: i64 = 30 * basics::DAY_MS;
/// How long an answer may take.
const WAIT: Duration = Duration::from_secs(3);

/// Looks at how the register is reached.
pub(super) async fn look(place: &Folder, reach: Reach, report: &mut Report<'_>) {
    // That the settings are not understood is told by opening the register.
    let Ok(config) = place.config() else { return };
    let reach = reach.over(config.network);
    let made = Made::within(place.path());
    let given = reach.certificate.clone().zip(reach.key.clone());
    let own = made.exists().then_some((made.certificate, made.key));
    if let Some((certificate, key)) = given.or(own) {
        look_at(&certificate, &key, &reach.hosts, report);
    }
    if let Some(listen) = reach.listen {
        answers(listen, report).await;
    }
    if let Some(operations) = reach.operations {
        ready(operations, report).await;
    }
}

fn look_at(certificate: &Path, key: &Path, hosts: &[String], report: &mut Report<'_>) {
    let facts = match Certificate::read(certificate, key) {
        Ok(certificate) => certificate.facts,
        Err(error) => return report.error(&error, None),
    };
    let until = day(facts.until);
    let names = facts.names.join(", ");
    let values = [
        ("names", names.as_str()),
        ("until", &until),
        ("fingerprint", &facts.fingerprint),
    ];
    report.fact("listen-certificate", &values);
    if facts.until <= report.now {
        report.wrong("doctor.certificate.over", &[("until", &until)]);
    } else if facts.until <= report.now.plus_ms(RENEW_MS) {
        report.wrong("doctor.certificate.soon_over", &[("until", &until)]);
    }
    if facts.from > report.now {
        report.wrong("doctor.certificate.not_yet", &[("from", &day(facts.from))]);
    }
    for host in hosts.iter().filter(|host| !facts.is_for(host)) {
        report.wrong("doctor.certificate.other_host", &[("host", host)]);
    }
}

/// The address to try: one that means every address of this computer is tried on loopback.
fn tried(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Whether somebody listens there. That nobody does is a fact: the register may be stopped.
async fn answers(address: SocketAddr, report: &mut Report<'_>) {
    let connected = tokio::time::timeout(WAIT, TcpStream::connect(tried(address))).await;
    let code = match connected {
        Ok(Ok(_)) => "doctor-listener-open",
        _ => "doctor-listener-silent",
    };
    report.fact(code, &[("address", &address.to_string())]);
}

/// What the running program says of itself.
async fn ready(address: SocketAddr, report: &mut Report<'_>) {
    let asked = async {
        let mut stream = TcpStream::connect(tried(address)).await?;
        let request = b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await?;
        let mut status = [0; 12];
        stream.read_exact(&mut status).await?;
        Ok::<_, std::io::Error>(status)
    };
    let shown = address.to_string();
    let values = [("address", shown.as_str())];
    match tokio::time::timeout(WAIT, asked).await {
        Ok(Ok(status)) if status == *b"HTTP/1.1 200" => report.fact("doctor-ready-yes", &values),
        Ok(Ok(_)) => report.wrong("doctor.ready.no", &values),
        _ => report.fact("doctor-listener-silent", &values),
    }
}
