//! A register to torture: made, served, spoken to.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::browser::Browser;
use crate::faults::Faults;

/// The password of the administrator.
const ADMIN: &str = "hevonen akku niitti oikein";
const FIRST: &str = "tilapäinen lause ensimmäiselle kerralle";
/// The data-protection contact.
pub(crate) const OFFICER: &str = "officer@example.com";
/// The password of everybody else.
pub(crate) const CLERK: &str = "kaksisataa lasta leikki";

/// Runs a command to its end.
pub(crate) fn seloste(data: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = command(data, arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// A command, not yet begun.
pub(crate) fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seloste"));
    command
        .arg("--data")
        .arg(data)
        .args(arguments)
        .stdin(Stdio::piped());
    command
}

/// Serves on a free port: the process and the port.
#[expect(
    clippy::zombie_processes,
    reason = "whoever asked for it kills it and waits"
)]
pub(crate) fn serve(data: &Path) -> (Child, u16) {
    let mut child = command(data, &["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    loop {
        line.clear();
        assert!(
            told.read_line(&mut line).unwrap() > 0,
            "the register did not start"
        );
        if let Some((_, rest)) = line.split_once("http://localhost:") {
            let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
            std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
            return (child, port.parse().unwrap());
        }
    }
}

/// Makes a register with a clerk and a data-protection contact.
pub(crate) fn made(data: &Path, server: Option<&str>) {
    let notice = concat!(env!("CARGO_MANIFEST_DIR"), "/../../notice/tlmaint.toml");
    let admin = ["--admin", "admin@example.com", "--password-stdin"];
    let mut init = [&["init", "--notice", notice], &admin[..]].concat();
    init.extend(server.iter().flat_map(|url| ["--postgres", *url]));
    well(&seloste(data, &init, &format!("{ADMIN}\n")));
    staff(data, "clerk@example.com", "clerk");
    staff(data, OFFICER, "data_protection_contact");
}

fn staff(data: &Path, email: &str, role: &str) {
    let account = ["staff", "add", email, "--name", "Kaisa", "--role", role];
    let admin = ["--as", "admin@example.com", "--password-stdin"];
    let add = [&account[..], &admin].concat();
    well(&seloste(data, &add, &format!("{ADMIN}\n{FIRST}\n")));
    let change = ["staff", "password", "--as", email, "--password-stdin"];
    well(&seloste(data, &change, &format!("{FIRST}\n{CLERK}\n")));
}

/// A command that has to go well.
pub(crate) fn well(output: &Output) {
    let told = [output.stdout.as_slice(), &output.stderr].concat();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&told)
    );
}

/// A port nobody listens on just now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Serves on a port, on a disk that may be bad, and tells what it says to `log`. The process, as
/// soon as it answers; nothing where it ended instead.
pub(crate) fn serve_on(data: &Path, port: u16, faults: &Faults, log: &Path) -> Option<Child> {
    let address = format!("127.0.0.1:{port}");
    let mut command = command(data, &["serve", "--listen", &address]);
    let log = File::options().create(true).append(true).open(log).unwrap();
    faults.under(&mut command);
    let mut child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
    loop {
        if answers(port) {
            return Some(child);
        }
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Whether the register answers.
pub(crate) fn answers(port: u16) -> bool {
    let answer = Browser::of(port, 1).get("/sign-in");
    answer.is_some_and(|answer| answer.status == 200)
}

/// Sends a signal to a process that was started here.
pub(crate) fn signal(pid: u32, name: &str) {
    let mut command = Command::new("kill");
    command.args([&["-", name].concat(), &pid.to_string()]);
    // It may be gone by itself.
    let _ = command.stderr(Stdio::null()).status();
}
