//! The interface for programs against its own description: a register of made-up people is served,
//! the description is checked against that standard's own schema, and Schemathesis sends what the
//! description allows, and what it does not, with tokens of three roles.
//!
//! It fails where the register fails (5xx), answers otherwise than described, takes what the
//! description forbids, or lets in whoever has no token.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::browser::Served;
use crate::cluster::free_port;
use crate::command::{cargo, went_well};
use crate::counts::Counts;
use crate::need;

/// The password of everybody in the demo, as it prints it.
const PASSWORD: &str = "esittelyn-salasana-2026";

/// Writes what an address answers into a file.
const FETCH: &str = "import sys, urllib.request as r; \
                     open(sys.argv[2], 'wb').write(r.urlopen(sys.argv[1]).read())";
/// The description as it was served.
const DESCRIPTION: &str = "openapi.json";

/// A change without `If-Match`, or with a tag that is none, is refused by what it lacks (RFC 6585
/// and 9110), whatever else is wrong with it.
const SETTINGS: &str = r"
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 406, 412, 413, 415, 422, 428]
[checks.missing_required_header]
expected-statuses = [400, 401, 403, 406, 415, 422, 428]
";

/// Whose token: account, role, purpose, what more it has, which paths are tried, for how long.
struct Tried {
    account: &'static str,
    role: &'static str,
    purpose: &'static str,
    has: &'static [&'static str],
    paths: &'static str,
    seconds: &'static str,
}

const TRIED: [Tried; 4] = [
    Tried {
        account: "clerk",
        role: "clerk",
        purpose: "care",
        has: &[
            "--category",
            "identity",
            "--category",
            "company",
            "--category",
            "contact",
            "--category",
            "birth_date",
            "--category",
            "permissions",
            "--category",
            "other",
            "--right",
            "import",
            "--changes",
        ],
        paths: "^/api/v1/(customers|imports|notice)",
        seconds: "70",
    },
    Tried {
        account: "dpo",
        role: "data_protection_contact",
        purpose: "security",
        has: &[
            "--category",
            "identity",
            "--category",
            "company",
            "--category",
            "staff",
            "--right",
            "trail",
        ],
        paths: "^/api/v1/(.*/trail$|trail)",
        seconds: "25",
    },
    Tried {
        account: "dpo",
        role: "data_protection_contact",
        purpose: "rights",
        has: &[
            "--category",
            "identity",
            "--category",
            "company",
            "--category",
            "contact",
            "--right",
            "export",
        ],
        paths: "^/api/v1/exports",
        seconds: "25",
    },
    Tried {
        account: "administrator",
        role: "administrator",
        purpose: "staff",
        has: &["--category", "staff", "--right", "staff", "--changes"],
        paths: "^/api/v1/staff",
        seconds: "25",
    },
];

/// Runs it against a register of its own: the description, then each token.
///
/// # Errors
///
/// If Python, the packages or the register can't be had.
pub(crate) fn run(root: &Path) -> Result<(bool, Counts)> {
    let tools = need::interface_tools(root)?;
    let program = built(root)?;
    let port = free_port()?;
    let mut demo = Served::start(root, port)?;
    demo.wait_until_ready(port)?;
    let at = format!("http://127.0.0.1:{port}/api/v1/openapi.json");
    std::fs::write(demo.data().join("schemathesis.toml"), SETTINGS)?;
    let mut counts = Counts::default();
    let mut count = |good: bool| counts += Counts::one(good);
    let mut fetch = Command::new(tools.join("python3"));
    fetch
        .args(["-c", FETCH, &at])
        .arg(demo.data().join(DESCRIPTION));
    let mut validator = Command::new(tools.join("openapi-spec-validator"));
    validator
        .args(["--schema", "3.1.0"])
        .arg(demo.data().join(DESCRIPTION));
    count(went_well(&mut fetch)? && went_well(&mut validator)?);
    for tried in &TRIED {
        let secret = token(&program, &demo.data(), tried)?;
        let good = went_well(&mut schemathesis(&tools, &at, tried, &secret, &demo.data()))?;
        if !good {
            println!("{}", demo.last_words());
        }
        count(good);
    }
    Ok((counts.failed == 0, counts))
}

fn schemathesis(tools: &Path, at: &str, tried: &Tried, secret: &str, folder: &Path) -> Command {
    let mut command = Command::new(tools.join("schemathesis"));
    command
        .current_dir(folder)
        .args(["run", at, "--checks", "all"])
        .args(["--include-path-regex", tried.paths])
        .args(["--max-time", tried.seconds, "--seed", "1", "--no-shrink"])
        .args(["--phases", "examples,coverage,fuzzing"])
        .args(["--exclude-checks", "positive_data_acceptance"])
        .args(["--suppress-health-check", "all", "--rate-limit", "80/s"])
        .args(["--warnings", "off", "--continue-on-failure"])
        .args(["-H", &format!("Authorization: Bearer {secret}")])
        // A purpose drawn at random would be refused before anything else is looked at.
        .args(["-H", &format!("Seloste-Purpose: {}", tried.purpose)]);
    command
}

/// The program, built as the demo runs it.
fn built(root: &Path) -> Result<PathBuf> {
    let build = ["build", "--package", "seloste", "--bin", "seloste"];
    let told = cargo(root, &build)
        .args(["--message-format", "json"])
        .stderr(Stdio::inherit())
        .output()
        .context("cargo can't be started")?;
    if !told.status.success() {
        bail!("the register does not build");
    }
    let text = String::from_utf8_lossy(&told.stdout);
    let program = text.lines().rev().find_map(|line| {
        let (_, rest) = line.split_once("\"executable\":\"")?;
        rest.split_once('"').map(|(path, _)| PathBuf::from(path))
    });
    program.context("cargo named no program")
}

/// Makes a token as its owner would, on the command line; its secret.
fn token(program: &Path, data: &Path, tried: &Tried) -> Result<String> {
    let email = format!("{}@tl-maint.example", tried.account);
    let mut command = Command::new(program);
    command
        .args(["--json", "--data"])
        .arg(data)
        .args([
            "token",
            "add",
            "--name",
            "schemathesis",
            "--role",
            tried.role,
        ])
        .args(["--purpose", tried.purpose])
        .args(tried.has)
        .args(["--as", &email, "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .context("the register's program can't be started")?;
    if let Some(mut stdin) = child.stdin.take() {
        std::io::Write::write_all(&mut stdin, format!("{PASSWORD}\n").as_bytes())?;
    }
    let told = child.wait_with_output()?;
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    let secret = text
        .split_once("\"secret\":\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let (secret, _) = secret.with_context(|| format!("no token for {}", tried.account))?;
    Ok(secret.to_owned())
}
