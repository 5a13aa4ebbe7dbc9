//! The command line: what can be said to `seloste`.
//!
//! One tree makes the parser, the help, and the completions.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use basics::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// A customer and marketing register that keeps its own privacy notice true.
#[derive(Parser)]
#[command(name = "seloste", version, about, long_about = None)]
pub(crate) struct Cli {
    /// The data folder.
    #[arg(long, global = true, env = "SELOSTE_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The language of what is printed: fi, sv or en.
    #[arg(long, global = true, env = "SELOSTE_LANG", value_name = "LANG")]
    pub(crate) lang: Option<Language>,
    /// Print JSON, for scripts.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Who signs in for a command that opens personal data.
#[derive(Args)]
pub(crate) struct SignIn {
    /// The sign-in address; the password is asked for.
    #[arg(id = "as", long = "as", value_name = "EMAIL", env = "SELOSTE_AS")]
    pub(crate) email: String,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
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
    /// The log of every look and change.
    #[command(subcommand)]
    Trail(Trail),
    /// Make a backup: register, trail and sealed files, never keys. The register may run.
    Backup(Backup),
    /// Put a backup back, or rehearse it.
    Restore(Restore),
    /// Copies of the keys, and new ones.
    #[command(subcommand)]
    Keys(Keys),
    /// Say what is wrong with a register and how to mend it.
    Doctor(Doctor),
    /// Write completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
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
}

#[derive(Args)]
pub(crate) struct Serve {
    /// Address and port to listen on; plain HTTP on loopback only.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7780")]
    pub(crate) listen: SocketAddr,
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

#[derive(Subcommand)]
pub(crate) enum Import {
    /// Customers from a CSV file.
    Customers(ImportCustomers),
    /// Write the rows that were not taken, with the reasons, to a file.
    Rejected(ImportRejected),
}

#[derive(Args)]
pub(crate) struct ImportCustomers {
    /// The file: CSV with headings in Finnish, Swedish or English.
    pub(crate) file: PathBuf,
    /// Where the data comes from, in a word that you will know again.
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: String,
    /// Why the customers may be held: customer, contract, stakeholder or consent.
    #[arg(long, value_name = "KIND", default_value = "customer")]
    pub(crate) connection: String,
    /// Who the data comes from, as the notice names it: person, organisation, stakeholder,
    /// `public_register` … Left out: stakeholder for stakeholders, else person.
    #[arg(long, value_name = "KIND")]
    pub(crate) source_kind: Option<String>,
    /// The ground on which identity codes may be stored, as the notice names it.
    #[arg(long, value_name = "GROUND")]
    pub(crate) identity_code_ground: Option<String>,
    /// Check everything, store nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// What to do with rows that may be someone who is in the register already.
    #[arg(long, value_enum, default_value_t = Likely::Reject)]
    pub(crate) likely_same: Likely,
    /// Leave out columns whose heading nobody knows.
    #[arg(long)]
    pub(crate) ignore_unknown: bool,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// What to do with a row that shares e-mail or phone and name with someone in the register.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Likely {
    /// Do not take it; it stands among the rejected rows, to be looked at.
    Reject,
    /// Take it as a new customer.
    Create,
}

#[derive(Args)]
pub(crate) struct ImportRejected {
    /// Which import.
    pub(crate) batch: String,
    /// Where to write them. The file holds personal data.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
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
    /// Prove one line without the others.
    Prove {
        /// The number of the line.
        line: i64,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// Print the newest signed checkpoint, to be kept elsewhere.
    Checkpoint,
}

#[derive(Args)]
pub(crate) struct Doctor {
    /// Run every job once.
    #[arg(long)]
    pub(crate) run_jobs: bool,
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
    /// Change the root key: all older copies of the keys become worthless. The register may run.
    Rotate {
        /// Change the key of the search index instead, and make the index again. Nobody may have
        /// the register open.
        #[arg(long)]
        index: bool,
    },
}
