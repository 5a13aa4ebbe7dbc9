//! Taking data out: customers as a file. It signs in, and is on the record.
//!
//! Invariants: a file is readable by its owner alone, never takes the place of another, and is
//! removed again where it could not be finished.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use basics::{Clock, Coded, SystemClock};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::export::{Choice, Count, Error, Format, Order, Run, Sheet, View};

/// What can be taken out.
#[derive(Subcommand)]
pub(crate) enum Export {
    /// Customers as a file: everyone, or those a search finds.
    Customers(ExportCustomers),
    /// The whole register as a package that another Seloste takes in.
    Register(super::whole::ExportRegister),
}

#[derive(Args)]
pub(crate) struct ExportCustomers {
    /// In which form.
    #[arg(long, value_enum, default_value_t = Form::Csv)]
    pub(crate) format: Form,
    /// Where to write them: a new file. It holds personal data.
    #[arg(long, value_name = "FILE", required_unless_present = "count")]
    pub(crate) to: Option<PathBuf>,
    /// Why: it is sealed into the log of each customer.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Only those that a search for these words finds.
    #[arg(long, value_name = "WORDS")]
    pub(crate) find: Option<String>,
    /// What to write of them, such as names,address,phone; left out: all that the role may take out.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Only say how many it would be.
    #[arg(long)]
    pub(crate) count: bool,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// The form of a file.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Delimited text for spreadsheets.
    Csv,
    /// A workbook for spreadsheets, of 100,000 customers at most.
    Xlsx,
    /// Cards for address books (vCard 4.0).
    Vcard,
    /// Data, by a published schema.
    Json,
}

impl Form {
    const fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Xlsx => Format::Xlsx,
            Self::Vcard => Format::Vcard,
            Self::Json => Format::Json,
        }
    }
}

fn failed(error: &Error, screen: &Screen) -> Failed {
    let failed = Failed::of(error);
    match error {
        Error::NotYours(choice) => {
            Failed { exit: 3, ..failed }.about(vec![choice.title(screen.language)])
        }
        Error::Nothing => Failed { exit: 2, ..failed },
        _ => failed,
    }
}

/// `seloste export customers`
pub(super) async fn customers(at: &Place, order: ExportCustomers, screen: &Screen) -> Outcome {
    if order.to.as_deref().is_some_and(Path::exists) {
        return Err(Failed::with("cli.not_written"));
    }
    let named = order.columns.iter().map(|key| Choice::from_key(key.trim()));
    let named: Option<Vec<Choice>> = named.collect();
    let named = named.ok_or_else(|| Failed::usage("export.choice"))?;
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let policy = app.guard().notices().in_force().await;
    let policy = policy.map_err(|error| Failed::of(&error))?;
    let choices = if named.is_empty() {
        let hers = crate::export::hers(app.guard(), &actor, &policy).await;
        hers.map_err(|error| Failed::of(&error))?
    } else {
        named
    };
    let wanted = Order {
        view: View::of(order.find.as_deref().unwrap_or_default()),
        choices,
        format: order.format.format(),
        reason: order.reason.trim().to_owned(),
    };
    let run = Run::begin(app.guard(), &actor, &policy, wanted).await;
    let run = run.map_err(|error| failed(&error, screen))?;
    let done = match order.to {
        Some(to) if !order.count => write(run, &to, screen).await,
        _ => told(&run, screen),
    };
    app.guard().clone().close().await;
    done.map(|()| 0)
}

fn told(run: &Run, screen: &Screen) -> Result<(), Failed> {
    let (count, key, at_most) = match run.count() {
        Count::Exactly(count) => (count, "export-exactly", false),
        Count::AtMost(count) => (count, "export-at-most", true),
    };
    let line = texts::say_with(screen.language, key, &[("count", count)]);
    screen.result(&json!({ "count": count, "at_most": at_most }), &[line])
}

async fn write(mut run: Run, to: &Path, screen: &Screen) -> Result<(), Failed> {
    // Nothing is made where the very first look is refused.
    let first = run.next().await.map_err(|error| failed(&error, screen))?;
    let mut target = new_file(to)?;
    let written = write_all(&mut run, first, &mut target, screen).await;
    if let Err(error) = written {
        drop(target);
        // Half a list looks like a whole one.
        let _left = std::fs::remove_file(to);
        return Err(error);
    }
    let (count, file) = (run.taken(), to.display().to_string());
    let values = [("count", count.to_string()), ("file", file)];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let line = screen.with("cli-export-done", &values);
    screen.result(&json!({ "customers": count }), &[line])
}

async fn write_all(
    run: &mut Run,
    first: Option<Vec<crate::people::TakenOut>>,
    target: &mut BufWriter<File>,
    screen: &Screen,
) -> Result<(), Failed> {
    let told = |error: Error| {
        tracing::debug!(code = error.code().as_str(), "an export broke off");
        failed(&error, screen)
    };
    let full = |_| Failed::with("cli.not_written");
    let (mut sheet, head) = Sheet::begin(run, screen.language, SystemClock.now()).map_err(told)?;
    target.write_all(&head).map_err(full)?;
    let mut rows = first;
    while let Some(some) = rows {
        target
            .write_all(&sheet.rows(&some).map_err(told)?)
            .map_err(full)?;
        rows = run.next().await.map_err(told)?;
    }
    target
        .write_all(&sheet.end().map_err(told)?)
        .map_err(full)?;
    target.flush().map_err(full)?;
    target.get_ref().sync_all().map_err(full)
}

/// A file that was not there, for its owner alone.
pub(super) fn new_file(to: &Path) -> Result<BufWriter<File>, Failed> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to);
    let file = file.map_err(|_| Failed::with("cli.not_written"))?;
    Ok(BufWriter::new(file))
}
