//! A development database that stays: for running single tests on both engines, quickly.
//!
//! It holds nothing but tests, listens on the loopback address alone and lies in a folder that
//! anyone may throw away.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};

use crate::cluster::{as_account, free_port, settings, url};
use crate::need;

/// Where the development database lies. The account that runs it can't see a home folder.
const FOLDER: &str = "/var/tmp/seloste-dev-db";

/// `$1` the folder of the server's programs, `$2` the data's, `$3` the settings, `$4` a port.
/// Prints the port it listens on.
const START: &str = r#"
set -eu
umask 077
if [ ! -f "$2/port" ]; then
  rm -rf -- "$2"
  "$1/initdb" -D "$2" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  printf '%s\n' "$3" "port = $4" "unix_socket_directories = '$2'" >>"$2/postgresql.conf"
  echo "$4" >"$2/port"
fi
"$1/pg_ctl" -D "$2" status >/dev/null || "$1/pg_ctl" -D "$2" -l "$2/log" -w start >/dev/null
cat "$2/port"
"#;

/// `$1` the folder of the server's programs, `$2` the data's.
const STOP: &str = r#"
"$1/pg_ctl" -D "$2" -m immediate stop
rm -rf -- "$2"
"#;

/// Starts the development database, or finds it running; prints the line for the shell.
///
/// # Errors
///
/// If PostgreSQL is missing or does not start.
pub(crate) fn start() -> Result<bool> {
    let programs = need::postgres()?;
    let port = free_port()?.to_string();
    let output = as_account(&["sh", "-c", START, "db"])?
        .arg(&programs)
        .args([FOLDER, settings(), &port])
        .current_dir("/")
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("the development database did not start; its log is {FOLDER}/log");
    }
    let port = text
        .trim()
        .parse()
        .context("the development database names no port")?;
    println!("export TEST_POSTGRES_URL={}", url(port));
    Ok(true)
}

/// Stops the development database and removes its data.
///
/// # Errors
///
/// If PostgreSQL is missing or no shell can be started.
pub(crate) fn stop() -> Result<bool> {
    if !Path::new(FOLDER).exists() {
        println!("there is no development database");
        return Ok(true);
    }
    let programs = need::postgres()?;
    let status = as_account(&["sh", "-c", STOP, "db"])?
        .arg(&programs)
        .arg(FOLDER)
        .current_dir("/")
        .status()?;
    Ok(status.success())
}
