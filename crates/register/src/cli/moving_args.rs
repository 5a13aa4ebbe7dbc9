//! What `import` is told.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::SignIn;

#[derive(Subcommand)]
pub(crate) enum Import {
    /// Customers from a CSV file, a workbook (.xlsx) or contact cards (.vcf).
    Customers(ImportList),
    /// Notes about customers who are in the register.
    Notes(ImportList),
    /// Sites of customers who are in the register: where they order work, and how one gets in.
    Sites(ImportList),
    /// Open tasks for customers who are in the register: what, by when, by whom.
    Tasks(ImportList),
    /// A whole register from a package of another one, into a fresh register.
    Register(super::whole::ImportRegister),
    /// Write the rows that were not taken, with the reasons, to a file.
    Rejected(ImportRejected),
    /// Take an import back: whom nobody touched since is destroyed with her keys.
    Undo {
        /// Which import.
        batch: String,
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// The newest imports.
    List {
        #[command(flatten)]
        sign_in: SignIn,
    },
    /// What came from each source, and what the register made of it; of one import, value by value.
    Compare(ImportCompare),
}

#[derive(Args)]
pub(crate) struct ImportCompare {
    /// Which import: what its file had, and what of it stands in the register. Left out: all
    /// sources.
    pub(crate) batch: Option<String>,
    /// As CSV.
    #[arg(long, requires = "batch")]
    pub(crate) csv: bool,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

#[derive(Args)]
pub(crate) struct ImportList {
    /// The file: CSV or .xlsx with headings in Finnish, Swedish or English, or contact cards.
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
    #[arg(long, alias = "likely-same", value_enum, default_value_t = Likely::Reject)]
    pub(crate) duplicates: Likely,
    /// The sheet of a workbook, by its name or counted from one.
    #[arg(long, value_name = "SHEET")]
    pub(crate) sheet: Option<String>,
    /// What becomes of customers who are there: create (new ones only), update, upsert (both).
    #[arg(long, value_name = "MODE", default_value = "create")]
    pub(crate) mode: String,
    /// By which column customers are found: certain (business id or identity code),
    /// `customer_number`, `business_id`, `identity_code`, email, phone.
    #[arg(long, value_name = "COLUMN", default_value = "certain")]
    pub(crate) key: String,
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
