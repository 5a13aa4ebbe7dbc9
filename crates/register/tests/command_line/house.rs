//! A register in a temporary folder, and the real program on it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use store::{Db, Location, Settings, schemas};
use tempfile::TempDir;

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "hevonen akku niitti oikein";
/// The password that an administrator gives, to be changed.
pub(crate) const FIRST: &str = "tilapäinen lause ensimmäiselle kerralle";
/// The completed notice.
pub(crate) const NOTICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../notice/tlmaint.toml");
/// The notice as the company wrote it.
pub(crate) const SEED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../notice/tlmaint-seed.toml"
);

/// A temporary folder with a data folder in it, where there may be a register.
pub(crate) struct House {
    folder: TempDir,
    data: Option<PathBuf>,
}

/// How a call of the program ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// The result.
    pub(crate) out: Vec<u8>,
    /// What was told on standard error.
    pub(crate) told: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let ran = Self {
            code: output.status.code().unwrap_or(-1),
            out: output.stdout,
            told: String::from_utf8(output.stderr).unwrap(),
        };
        let all = [ran.text(), ran.told.clone()].concat();
        assert!(!all.contains('⟦'), "a text is missing: {all}");
        assert!(!all.contains("panicked"), "{all}");
        ran
    }

    /// The result as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// The result as data.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// It was done.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.text(), self.told);
        self
    }

    /// It found something wrong, and its result says all of this.
    #[track_caller]
    pub(crate) fn found(self, words: &[&str]) -> Self {
        assert_eq!(self.code, 1, "{}{}", self.text(), self.told);
        for word in words {
            assert!(self.text().contains(word), "{word}: {}", self.text());
        }
        self
    }

    /// It failed with this exit code, gave no result, and said all of this.
    #[track_caller]
    pub(crate) fn failed(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}{}", self.text(), self.told);
        assert!(
            self.out.is_empty(),
            "a failure has no result: {}",
            self.text()
        );
        for word in words {
            assert!(self.told.contains(word), "{word}: {}", self.told);
        }
        self
    }
}

impl House {
    /// A folder in which nothing is made yet.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            data: None,
        }
    }

    /// A register that lies somewhere else.
    pub(crate) fn at(data: PathBuf) -> Self {
        Self {
            data: Some(data),
            ..Self::empty()
        }
    }

    /// A register with an administrator.
    pub(crate) fn made() -> Self {
        let house = Self::empty();
        house.init(&[]).done();
        house
    }

    /// A register with an administrator and an account for each of these roles.
    pub(crate) fn with(roles: &[&str]) -> Self {
        let house = Self::made();
        for role in roles {
            house.add(role).done();
        }
        house
    }

    /// `seloste init` with the completed notice.
    pub(crate) fn init(&self, more: &[&str]) -> Ran {
        let mut arguments = vec!["init", "--notice", NOTICE, "--password-stdin"];
        arguments.extend(["--admin", "administrator@example.com"]);
        arguments.extend(more);
        self.told(&arguments, &[PASSWORD])
    }

    /// Adds an account with one role, named after it, whose owner has changed the password she was
    /// given.
    pub(crate) fn add(&self, role: &str) -> Ran {
        let email = email(role);
        let arguments = ["staff", "add", &email, "--name", "Testaaja", "--role", role];
        let added = self.signed_in("administrator", &arguments, &[FIRST]);
        if added.code != 0 {
            return added;
        }
        let arguments = ["staff", "password", "--as", &email, "--password-stdin"];
        self.told(&arguments, &[FIRST, PASSWORD])
    }

    /// Where a register lies, or will.
    pub(crate) fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| self.path("data"))
    }

    /// A place beside the data folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file beside the data folder; its path.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, not yet started, on the data folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("--data").arg(self.data()).args(arguments);
        command
    }

    /// Runs the program with nothing on its standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.told(arguments, &[])
    }

    /// Runs the program with lines on its standard input.
    pub(crate) fn told(&self, arguments: &[&str], lines: &[&str]) -> Ran {
        finished(self.command(arguments), lines)
    }

    /// Runs the program as the one with a role, with further lines on its standard input.
    pub(crate) fn signed_in(&self, role: &str, arguments: &[&str], lines: &[&str]) -> Ran {
        let email = email(role);
        let mut all = arguments.to_vec();
        all.extend(["--as", &email, "--password-stdin"]);
        let lines: Vec<&str> = [PASSWORD].iter().chain(lines).copied().collect();
        self.told(&all, &lines)
    }

    /// Runs the program as the one with a role.
    pub(crate) fn by(&self, role: &str, arguments: &[&str]) -> Ran {
        self.signed_in(role, arguments, &[])
    }

    /// Asks the register's own database.
    pub(crate) fn register<T: Send + 'static>(
        &self,
        read: impl Fn(&mut store::Tx<'_>) -> Result<T, store::Error> + Send + 'static,
    ) -> T {
        let place = Location::Sqlite(self.data().join("register.sqlite"));
        on(place, schemas::REGISTER, read)
    }

    /// Changes the trail behind the program's back.
    pub(crate) fn tamper<T: Send + 'static>(
        &self,
        change: impl Fn(&mut store::Tx<'_>) -> Result<T, store::Error> + Send + 'static,
    ) -> T {
        let place = Location::Sqlite(self.data().join("trail.sqlite"));
        on(place, schemas::TRAIL, change)
    }
}

/// The sign-in address of the one with a role.
pub(crate) fn email(role: &str) -> String {
    format!("{role}@example.com")
}

/// The program, with nothing of the environment it would listen to.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seloste"));
    for name in [
        "SELOSTE_DATA",
        "SELOSTE_LANG",
        "SELOSTE_AS",
        "SELOSTE_POSTGRES",
        "SELOSTE_LOG",
        "SELOSTE_LOG_FORM",
        "SELOSTE_LISTEN",
        "SELOSTE_CERTIFICATE",
        "SELOSTE_KEY",
        "SELOSTE_HOST",
        "SELOSTE_TRUSTED_PROXY",
        "SELOSTE_OPERATIONS",
        "NOTIFY_SOCKET",
        "CREDENTIALS_DIRECTORY",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs a program without a data folder.
pub(crate) fn run<S: AsRef<OsStr>>(arguments: &[S]) -> Ran {
    let mut command = program();
    command.args(arguments);
    finished(command, &[])
}

/// Starts a command, gives it lines, waits for its end.
pub(crate) fn finished(mut command: Command, lines: &[&str]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for line in lines {
        // Whoever refuses before reading has closed it.
        let _written = writeln!(stdin, "{line}");
    }
    drop(stdin);
    Ran::of(child.wait_with_output().unwrap())
}

/// The names in a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn on<T: Send + 'static>(
    place: Location,
    schema: store::Schema,
    work: impl Fn(&mut store::Tx<'_>) -> Result<T, store::Error> + Send + 'static,
) -> T {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async move {
        let db = Db::open(&place, &schema, Settings::default())
            .await
            .unwrap();
        let done = db.write(work).await.unwrap();
        db.close().await;
        done
    })
}
