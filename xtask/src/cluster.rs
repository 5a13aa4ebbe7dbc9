//! A PostgreSQL cluster that lives as long as one run of the tests.
//!
//! It listens on a free port of the loopback address, in a temporary folder, without the care for
//! the disk that real data needs. `initdb` refuses root, so root hands it to an unprivileged
//! account. Invariant: it stops and its folder goes when the [`Cluster`] goes, or when this
//! process dies.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::command::{is_root, output_of};
use crate::keeper::Keeper;

/// The account that runs the server when we are root.
const ACCOUNT: &str = "postgres";

/// What the server may skip or needs more of, because it only ever holds tests.
const SETTINGS: &str = "
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
max_locks_per_transaction = 512
shared_buffers = '128MB'
";

/// The same for a server that is measured: what is committed is on the disk.
const DURABLE: &str = "
listen_addresses = '127.0.0.1'
max_connections = 100
shared_buffers = '1GB'
max_wal_size = '8GB'
";

/// Makes a cluster, says `ready`, and takes everything away once nobody holds the pipe.
/// `$1` the folder of the server's programs, `$2` the port, `$3` the settings.
const TEMPORARY: &str = r#"
set -eu
folder=$(mktemp -d /tmp/seloste-test-db.XXXXXX)
finish() {
  "$1/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf -- "$folder"
}
trap 'finish "$1"' EXIT
trap 'exit 1' HUP INT PIPE TERM
cd "$folder"
"$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || { cat log; exit 1; }
printf '%s\n' "$3" "port = $2" "unix_socket_directories = '$folder'" >>data/postgresql.conf
"$1/pg_ctl" -D data -l log -w start >/dev/null 2>&1 || { tail -n 20 log; exit 1; }
echo ready
cat >/dev/null
"#;

/// A running server.
#[derive(Debug)]
pub(crate) struct Cluster {
    /// Where tests find it.
    pub(crate) url: String,
    _keeper: Keeper,
}

impl Cluster {
    /// Starts a cluster with the programs in `programs`.
    ///
    /// # Errors
    ///
    /// If the server can't be made or started; the text ends with its own words.
    pub(crate) fn start(programs: &Path) -> Result<Cluster> {
        Self::start_with(programs, SETTINGS)
    }

    /// Starts one to be measured.
    ///
    /// # Errors
    ///
    /// As [`Cluster::start`].
    pub(crate) fn durable(programs: &Path) -> Result<Cluster> {
        Self::start_with(programs, DURABLE)
    }

    fn start_with(programs: &Path, settings: &str) -> Result<Cluster> {
        let port = free_port()?;
        let mut command = as_account(&["sh", "-c", TEMPORARY, "cluster"])?;
        command
            .arg(programs)
            .args([&port.to_string(), settings])
            .current_dir("/")
            .stdout(Stdio::piped());
        let mut keeper = Keeper::shell(command).context("no shell for the test database")?;
        let output = keeper.output().context("the shell has no output")?;
        let mut said = Vec::new();
        for line in BufReader::new(output).lines() {
            let line = line?;
            if line == "ready" {
                let url = url(port);
                return Ok(Cluster {
                    url,
                    _keeper: keeper,
                });
            }
            said.push(line);
        }
        bail!("PostgreSQL did not start:\n{}", said.join("\n"))
    }
}

/// Where a server of ours on `port` is found.
pub(crate) fn url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

/// The settings of a server that only ever holds tests.
pub(crate) fn settings() -> &'static str {
    SETTINGS
}

/// A command that does not run as root.
///
/// # Errors
///
/// If we are root and the account for the server is missing.
pub(crate) fn as_account(arguments: &[&str]) -> Result<Command> {
    if !is_root() {
        let (first, rest) = arguments.split_first().context("nothing to run")?;
        let mut command = Command::new(first);
        command.args(rest);
        return Ok(command);
    }
    if output_of(Command::new("id").args(["-u", ACCOUNT])).is_none() {
        bail!(
            "PostgreSQL does not run as root, and the account \"{ACCOUNT}\" does not exist; \
             install PostgreSQL from your distribution's packages, or run as another user"
        );
    }
    let mut command = Command::new("runuser");
    command.args(["-u", ACCOUNT, "--"]).args(arguments);
    Ok(command)
}

/// A port nobody listens on just now.
///
/// # Errors
///
/// If the loopback address has none.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// The newest folder with the programs of a PostgreSQL server, if there is one.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut found: Vec<(u32, PathBuf)> = versions
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
            let programs = path.join("bin");
            let whole = programs.join("initdb").exists() && programs.join("pg_ctl").exists();
            (version >= OLDEST && whole).then_some((version, programs))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, programs)| programs).or_else(on_path)
}

/// The oldest version the program is tested on.
const OLDEST: u32 = 15;

fn on_path() -> Option<PathBuf> {
    let text = output_of(Command::new("sh").args(["-c", "command -v initdb"]))?;
    let initdb = std::fs::canonicalize(text.trim()).ok()?;
    let programs = initdb.parent()?.to_path_buf();
    programs.join("pg_ctl").exists().then_some(programs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn a_cluster_answers_while_it_is_held_and_is_gone_afterwards() {
        let Some(programs) = programs() else {
            println!("not run: no PostgreSQL server is installed");
            return;
        };
        let cluster = Cluster::start(&programs).unwrap();
        let address = cluster
            .url
            .split_once('@')
            .unwrap()
            .1
            .trim_end_matches("/postgres")
            .to_owned();
        assert!(TcpStream::connect(&address).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(&address).is_err());
    }
}
