//! Copies for data subjects on the command line: the one that was looked through in the browser,
//! written as a file.
//!
//! Invariants: it holds personal data in the clear, so it is readable by its owner alone and never
//! lies in the data folder, whose backups would keep it; one that could not be finished is removed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::look::party_of;
use super::outward::new_file;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::access::{Error, PackageKind, hand_over};

#[derive(Args)]
pub(crate) struct Package {
    /// Whose: id or customer number.
    pub(crate) id: String,
    /// The folder to write it to, outside the data folder. It holds personal data.
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    /// Which copy.
    #[arg(long, value_enum, default_value_t = Kind::Access)]
    pub(crate) kind: Kind,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// Which copy.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Everything that is held (GDPR art. 15).
    Access,
    /// What she gave, to move elsewhere (art. 20).
    Portability,
}

/// `seloste rights package`
pub(super) async fn package(at: &Place, order: Package, screen: &Screen) -> Outcome {
    let folder = order.to.canonicalize();
    let folder = folder.map_err(|_| Failed::with("cli.not_written"))?;
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let data = app.data().canonicalize();
    if data.is_ok_and(|data| folder.starts_with(data)) {
        return Err(Failed::usage("cli.in_data_folder"));
    }
    let party = party_of(&app, &order.id).await?;
    let file = folder.join(format!("{}-{party}.zip", kind_of(order.kind).key()));
    if file.exists() {
        return Err(Failed::with("cli.not_written"));
    }
    let (made, words) = (file.clone(), screen.say("access-package-by-hand"));
    let sink = move || new_file(&made).map_err(|_| Error::NotWritten);
    let about = (party, kind_of(order.kind));
    let written = Box::pin(hand_over(&app, &actor, about, &words, sink)).await;
    app.guard().clone().close().await;
    if let Err(error) = written {
        // Half a copy looks like a whole one.
        let _left = std::fs::remove_file(&file);
        return Err(Failed::of(&error));
    }
    let shown = file.display().to_string();
    let line = screen.with("access-package-written", &[("file", &shown)]);
    screen.result(&json!({ "file": shown }), &[line])?;
    Ok(0)
}

const fn kind_of(kind: Kind) -> PackageKind {
    match kind {
        Kind::Access => PackageKind::Access,
        Kind::Portability => PackageKind::Portability,
    }
}
