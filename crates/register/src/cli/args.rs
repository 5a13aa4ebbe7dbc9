//! The command line: what can be said to `seloste`.
//!
//! One tree makes the parser, the help, the completions and the manual.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use basics::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::moving_args::Import;

use super::reach::Reach;
pub(crate) use super::sign_in::{MaybeSignIn, SignIn};

/// A customer and marketing register that keeps its own privacy notice true.
#[derive(Parser)]
#[command(name = "seloste", version, about, long_about = None)]
pub(crate) struct Cli {
    /// The data folder.
    #[arg(long, global = true, env = "SELOSTE_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A file whose first line is the passphrase of a locked root key; else it is asked for.
    #[arg(
        long,
        global = true,
        env = "SELOSTE_PASSPHRASE_FILE",
        value_name = "FILE"
    )]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// The language of what is printed: fi, sv or en.
    #[arg(long, global = true, env = "SELOSTE_LANG", value_name = "LANG")]
    pub(crate) lang: Option<Language>,
    /// Print JSON, for scripts.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a new register in an empty data folder.
    Init(Init),
    /// Serve the pages.
    Serve(Serve),
    /// Make a register of made-up customers and serve it.
    Demo(Demo),
    /// Write made-up customers as a file.
    Sample(Sample),
    /// Bring in data from files.
    #[command(subcommand)]
    Import(Import),
    /// Take out data as files.
    #[command(subcommand)]
    Export(super::outward::Export),
    /// Move the register from its files to a PostgreSQL server. The keys stay in the folder.
    Move(super::relocate::Move),
    /// Find customers.
    Find(Find),
    /// Look at one customer.
    #[command(subcommand)]
    People(People),
    /// Read, check, compare, print and publish the privacy notice.
    #[command(subcommand)]
    Notice(Notice),
    /// Accounts of those who use the register.
    #[command(subcommand)]
    Staff(Staff),
    /// Tokens for programs that use the interface /api/v1.
    #[command(subcommand)]
    Token(Token),
    /// The log of every look and change.
    #[command(subcommand)]
    Trail(Trail),
    /// What is past its clock, and what keeps it longer.
    #[command(subcommand)]
    Retention(super::retention::Retention),
    /// What people ask about their data, and how it is answered.
    #[command(subcommand)]
    Rights(super::rights::Rights),
    /// Breaches, and whose data somebody saw.
    #[command(subcommand)]
    Breach(super::breach::Breach),
    /// Who may receive data, and what was given.
    #[command(subcommand)]
    Disclosures(super::disclosures::Disclosures),
    /// Make a backup: register, trail and sealed files, never keys. The register may run.
    Backup(Backup),
    /// Put a backup back, or rehearse it.
    Restore(Restore),
    /// Copies of the keys, and new ones.
    #[command(subcommand)]
    Keys(Keys),
    /// The certificate a register makes for itself.
    #[command(subcommand)]
    Certificate(Certificate),
    /// Say what is wrong with a register and how to mend it.
    Doctor(Doctor),
    /// Write completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages, one for each command.
    Manual {
        /// The folder they are written into; it is made where there is none.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
}

#[derive(Args)]
pub(crate) struct Init {
    /// The notice file: what the register may hold, for whom, why, how long.
    #[arg(long, value_name = "FILE")]
    pub(crate) notice: PathBuf,
    /// The sign-in address of the first administrator.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) admin: String,
    /// Her name.
    #[arg(long, value_name = "NAME")]
    pub(crate) admin_name: Option<String>,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Keep the register's own database on a PostgreSQL server. The keys stay in the folder.
    #[arg(long, value_name = "URL", env = "SELOSTE_POSTGRES")]
    pub(crate) postgres: Option<String>,
    /// From which day this notice was in force, where it was before the register was made.
    #[arg(long, value_name = "DAY")]
    pub(crate) in_force: Option<String>,
    /// A host name or address the register will be reached by: a certificate is made for these
    /// names. May be given more than once.
    #[arg(long = "host", value_name = "NAME", value_delimiter = ',')]
    pub(crate) hosts: Vec<String>,
}

/// The certificate a register makes for itself.
#[derive(Subcommand)]
pub(crate) enum Certificate {
    /// Show it: its names, its fingerprint, until when it is valid.
    Show,
    /// Make it, or make it anew with the key it had.
    Make(MakeCertificate),
}

#[derive(Args)]
pub(crate) struct MakeCertificate {
    /// A host name or address the register is reached by. May be given more than once.
    #[arg(
        long = "host",
        value_name = "NAME",
        required = true,
        value_delimiter = ','
    )]
    pub(crate) hosts: Vec<String>,
    /// Make a new key as well: whoever pinned the old one pins anew.
    #[arg(long)]
    pub(crate) new_key: bool,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// Run no jobs in this process.
    #[arg(long)]
    pub(crate) no_jobs: bool,
    /// Requests a second from one network address, on average. Raise it where a whole office or a
    /// proxy reaches the register from one address.
    #[arg(long, value_name = "N", default_value = "100")]
    pub(crate) requests_per_second: NonZeroU32,
}

#[derive(Args)]
pub(crate) struct Demo {
    /// How many made-up customers.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) customers: u32,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7780")]
    pub(crate) listen: SocketAddr,
    /// Only make the register.
    #[arg(long)]
    pub(crate) no_serve: bool,
}

#[derive(Args)]
pub(crate) struct Sample {
    /// How many rows.
    #[arg(long, value_name = "N")]
    pub(crate) csv: u32,
    /// The seed: the same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Args)]
pub(crate) struct Find {
    /// Name, e-mail, phone, address, customer number or business id; read from standard input
    /// where it is left out, so that it does not stand in the shell's history.
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

#[derive(Subcommand)]
pub(crate) enum People {
    /// Show one customer.
    Show {
        /// Id or customer number.
        id: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
}

/// In which form a document is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A web page.
    Html,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// PDF/A.
    Pdf,
    /// Data.
    Json,
}

#[derive(Subcommand)]
pub(crate) enum Notice {
    /// Print the notice of a file.
    Render {
        /// The notice file.
        file: PathBuf,
        /// In which form.
        #[arg(long, value_enum, default_value_t = Format::Txt)]
        format: Format,
    },
    /// List what the law demands and the file lacks or contradicts.
    Check {
        /// The notice file.
        file: PathBuf,
    },
    /// Tell what changes from one file to the other.
    Diff {
        /// The earlier file.
        from: PathBuf,
        /// The later file.
        to: PathBuf,
    },
    /// Print the record of processing activities (GDPR art. 30) of a file.
    Record {
        /// The notice file.
        file: PathBuf,
        /// In which form.
        #[arg(long, value_enum, default_value_t = Format::Md)]
        format: Format,
    },
    /// Publish a file as the notice in force.
    Publish {
        /// The notice file.
        file: PathBuf,
        /// From which day it was in force, or `unknown`; from now where it is left out.
        #[arg(long, value_name = "DAY")]
        in_force: Option<String>,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// List the published versions.
    Versions,
}

#[derive(Subcommand)]
pub(crate) enum Staff {
    /// List accounts and their roles: who has access to what.
    List {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Make an account. Its password is asked for, or read as the second line with
    /// `--password-stdin`.
    Add {
        /// Her sign-in address.
        email: String,
        /// Her name.
        #[arg(long)]
        name: String,
        /// Her roles, as the notice names them.
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Give a role.
    Give {
        /// Whose account.
        email: String,
        /// Which role.
        role: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Take a role.
    Take {
        /// Whose account.
        email: String,
        /// Which role.
        role: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Change your own password: the current one is asked for, then the new one.
    Password {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Close an account and end its sessions.
    Close {
        /// Whose account.
        email: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
}

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Make a token of your own. Its secret is printed this once.
    Add(TokenAdd),
    /// List your tokens.
    List {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Revoke a token: one of your own, or anybody's if you manage accounts.
    Revoke {
        /// Which token: its id.
        token: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
}

#[derive(Args)]
pub(crate) struct TokenAdd {
    /// What it is called: the program that uses it.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The role of yours that it is a part of.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: String,
    /// A purpose of the role; may be given several times.
    #[arg(long = "purpose", value_name = "PURPOSE", required = true)]
    pub(crate) purposes: Vec<String>,
    /// A category that the role sees; may be given several times.
    #[arg(long = "category", value_name = "CATEGORY", required = true)]
    pub(crate) categories: Vec<String>,
    /// A right of the role: import, export, trail, staff or rectify; may be given several times.
    #[arg(long = "right", value_name = "RIGHT")]
    pub(crate) rights: Vec<String>,
    /// Let it change what the role may change; otherwise it only reads.
    #[arg(long)]
    pub(crate) changes: bool,
    /// For how many days, at most 365.
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub(crate) days: u16,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

#[derive(Subcommand)]
pub(crate) enum Trail {
    /// Show who looked at a customer, or what an account looked at.
    Show {
        /// Whose: id or number of a customer.
        #[arg(long, conflicts_with = "actor", required_unless_present = "actor")]
        party: Option<String>,
        /// Of which account: its sign-in address.
        #[arg(long)]
        actor: Option<String>,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Find out whether any line was changed, removed, inserted, moved or cut off.
    Verify {
        /// A checkpoint kept elsewhere.
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
    },
    /// Prove one line without the others; or check the receipt of an erasure, without the register.
    Prove {
        /// The number of the line, or the file of a receipt.
        what: String,
        /// The register's public key in hexadecimal, where it is known: a receipt is held against it.
        #[arg(long, value_name = "HEX")]
        key: Option<String>,
        #[command(flatten)]
        sign_in: MaybeSignIn,
    },
    /// Print the newest signed checkpoint, to be kept elsewhere.
    Checkpoint,
    /// List what was changed after the backup that was restored last, to be done again: of whom, in
    /// which categories, when and by whom.
    ChangedAfter {
        #[command(flatten)]
        sign_in: SignIn,
    },
}

#[derive(Args)]
pub(crate) struct Doctor {
    /// Run every job once.
    #[arg(long)]
    pub(crate) run_jobs: bool,
    /// Leave out verifying the trail, which reads every line of it.
    #[arg(long)]
    pub(crate) quick: bool,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Args)]
pub(crate) struct Backup {
    /// The folder in which each backup gets a folder of its own.
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// A backup, or the folder of backups: then the newest.
    pub(crate) backup: PathBuf,
    /// Restore into a scratch folder, check everything, say how long it took, remove it.
    #[arg(long, conflicts_with_all = ["replace", "trail_lost", "postgres"])]
    pub(crate) rehearse: bool,
    /// Put it in the place of the register that is there, which is kept beside it.
    #[arg(long)]
    pub(crate) replace: bool,
    /// The copy of the keys, where the data folder has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    /// The copy of the root key, where the data folder has none.
    #[arg(long, value_name = "FILE")]
    pub(crate) root_key: Option<PathBuf>,
    /// Give up the lines of the trail that were written after the backup and are lost.
    #[arg(long)]
    pub(crate) trail_lost: bool,
    /// The PostgreSQL server to restore to, where the data folder has no settings.
    #[arg(long, value_name = "URL", env = "SELOSTE_POSTGRES")]
    pub(crate) postgres: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Copy the keys, in the place of the copy that is there. The root key is not in it.
    Copy {
        /// A folder apart from the backups.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Change the root key: the register no longer opens with older copies of the keys and of the
    /// root key; older backups do. The register may run.
    Rotate {
        /// Change the key of the search index instead, and make the index again. Nobody may have
        /// the register open.
        #[arg(long)]
        index: bool,
    },
    /// Lock the root key with a passphrase, or with another one. Nobody may have the register open.
    Passphrase {
        /// Take the passphrase away: the root key lies open again.
        #[arg(long)]
        remove: bool,
        /// Read the new passphrase from the first line of standard input.
        #[arg(long, conflicts_with = "remove")]
        passphrase_stdin: bool,
    },
}
