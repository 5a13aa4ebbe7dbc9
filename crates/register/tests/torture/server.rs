//! A PostgreSQL server of the storm's own, with a standby that takes over.
//!
//! The standby follows by streaming, and nothing is confirmed before it has it
//! (`synchronous_standby_names`). When the first one is gone, the standby takes its port, as one
//! that takes over an address does. Both end with this value, or with this process.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// `$1` the programs, then what each of them needs.
const MAKE: &str = r#"
set -eu
bin=$1 folder=$2 port=$3
"$bin/initdb" -D "$folder/a" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1
cat >>"$folder/a/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
fsync = off
max_connections = 100
wal_level = replica
max_wal_senders = 4
wal_keep_size = 512MB
END
echo "port = $port" >"$folder/a/port.conf"
echo "include 'port.conf'" >>"$folder/a/postgresql.conf"
"$bin/pg_ctl" -D "$folder/a" -l "$folder/log" -w start >/dev/null
"$bin/psql" -q -h 127.0.0.1 -p "$port" -U postgres -c 'create schema torture_register' -c 'create schema torture_keys' -c 'create schema torture_index' -c 'create schema torture_trail'
"#;

/// Makes `$4` a standby of whoever listens on `$3`, listening on `$5`.
const FOLLOW: &str = r#"
set -eu
bin=$1 folder=$2 port=$3 standby=$4 other=$5
rm -rf "$folder/$standby"
"$bin/pg_basebackup" -D "$folder/$standby" -R -h 127.0.0.1 -p "$port" -U postgres -c fast >/dev/null 2>&1
echo "port = $other" >"$folder/$standby/port.conf"
"$bin/pg_ctl" -D "$folder/$standby" -l "$folder/log" -w start >/dev/null
"$bin/psql" -q -h 127.0.0.1 -p "$port" -U postgres -c "alter system set synchronous_standby_names = '*'" -c 'select pg_reload_conf()' >/dev/null
"#;

/// The first one, `$4`, is gone; the standby `$5` takes its port.
const TAKE_OVER: &str = r#"
set -eu
bin=$1 folder=$2 port=$3 first=$4 standby=$5
"$bin/pg_ctl" -D "$folder/$first" -m immediate -w stop >/dev/null
"$bin/pg_ctl" -D "$folder/$standby" -m fast -w stop >/dev/null
echo "port = $port" >"$folder/$standby/port.conf"
sed -i '/synchronous_standby_names/d' "$folder/$standby/postgresql.auto.conf"
"$bin/pg_ctl" -D "$folder/$standby" -l "$folder/log" -w start >/dev/null
"$bin/pg_ctl" -D "$folder/$standby" -w promote >/dev/null
"#;

const RESTART: &str = r#"
set -eu
bin=$1 folder=$2 running=$4 how=$5
"$bin/pg_ctl" -D "$folder/$running" -l "$folder/log" -m "$how" -w restart >/dev/null
"#;

const SAY: &str = r#"
"$1/psql" -q -h 127.0.0.1 -p "$3" -U postgres -v ON_ERROR_STOP=1 -c "$4" >/dev/null
"#;

const END: &str = r#"
cat >/dev/null
for one in a b; do "$1/pg_ctl" -D "$2/$one" -m immediate stop >/dev/null 2>&1 || true; done
rm -rf -- "$2"
"#;

/// The server, its standby, and who ends them.
pub(crate) struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    other: u16,
    running: &'static str,
    keeper: Child,
}

impl Server {
    /// A server with a standby; nothing where PostgreSQL is not installed.
    pub(crate) fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("not run: no PostgreSQL server is installed");
            assert!(
                !testkit::must_run(),
                "a PostgreSQL server must be installed"
            );
            return None;
        };
        let made = as_account()
            .args(["mktemp", "-d", "/tmp/seloste-torture.XXXXXX"])
            .output();
        let folder = String::from_utf8(made.unwrap().stdout).unwrap();
        let folder = PathBuf::from(folder.trim());
        let keeper = as_account()
            .args(["sh", "-c", END, "end"])
            .args([&programs, &folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // What ends the group of the tests must not end whoever cleans up after them.
            .process_group(0)
            .spawn()
            .unwrap();
        let (port, other) = (crate::house::free_port(), crate::house::free_port());
        let server = Self {
            programs,
            folder,
            port,
            other,
            running: "a",
            keeper,
        };
        assert!(server.run(MAKE, &[]), "the server starts");
        assert!(server.follow("b"), "the standby follows");
        Some(server)
    }

    /// Where the stores of the register lie, as `init` takes it.
    pub(crate) fn url(&self) -> String {
        let port = self.port;
        format!(
            "postgres://postgres@127.0.0.1:{port}/postgres?options=-csearch_path%3Dtorture_{{store}}"
        )
    }

    /// Where its files lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn run(&self, script: &str, more: &[&str]) -> bool {
        let mut command = as_account();
        command
            .args(["sh", "-c", script, "server"])
            .args([&self.programs, &self.folder])
            .arg(self.port.to_string())
            .args(more)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command.status().unwrap().success()
    }

    fn follow(&self, standby: &str) -> bool {
        self.run(FOLLOW, &[standby, &self.other.to_string()])
    }

    /// Ends it at once, or after those who are at work, and starts it again.
    pub(crate) fn restart(&self, at_once: bool) {
        let how = if at_once { "immediate" } else { "fast" };
        assert!(self.run(RESTART, &[self.running, how]), "it starts again");
    }

    /// The standby takes over, and gets a standby of its own.
    pub(crate) fn fail_over(&mut self) {
        let standby = if self.running == "a" { "b" } else { "a" };
        assert!(
            self.run(TAKE_OVER, &[self.running, standby]),
            "the standby takes over"
        );
        let gone = std::mem::replace(&mut self.running, standby);
        assert!(self.follow(gone), "the standby follows");
    }

    /// Lets nobody write the trail, or lets them again.
    pub(crate) fn lock_trail(&self, locked: bool) {
        let text = if locked {
            "create function torture_trail.no() returns trigger language plpgsql as \
             'begin raise exception ''read-only''; end'; \
             create trigger no before insert on torture_trail.line \
             for each statement execute function torture_trail.no()"
        } else {
            "drop function torture_trail.no() cascade"
        };
        assert!(self.run(SAY, &[text]), "the trail is locked or opened");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// A command that does not run as root, whom PostgreSQL refuses.
fn as_account() -> Command {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout.trim_ascii() == b"0" {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]);
        command
    } else {
        Command::new("env")
    }
}

/// The newest installed server's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let found = versions.filter_map(|entry| {
        let path = entry.ok()?.path();
        let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
        let bin = path.join("bin");
        bin.join("initdb").exists().then_some((version, bin))
    });
    found.max().map(|(_, bin)| bin)
}
