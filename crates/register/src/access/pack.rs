//! A package as one archive (ZIP), written as it goes: to a browser, or to a file.
//!
//! Invariants: the paper and the data are made before the first byte leaves, so what fails there is
//! an answer of its own; of the originals memory holds one piece, and each is opened in a unit of
//! work of its own whose line is durable before its bytes leave; an archive that could not be
//! finished is broken for everyone to see, never short.

use std::io::{Read as _, Write};

use basics::{PartyId, RowId};
use guard::{Actor, FileReader, Work};
use policy::{Policy, Purpose};
use serde_json::Value;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::assembled::Assembled;
use super::data;
use super::model::{Error, PackageKind};
use super::report::report;
use crate::app::App;
use crate::export::card_of;
use crate::files::original;
use crate::notice::print_pdf;

/// Bytes of an original copied at once.
const PIECE: usize = 64 * 1024;

/// A package that is ready to be written.
pub(super) struct Packed {
    party: PartyId,
    /// The parts that lie in memory: name and bytes.
    made: Vec<(&'static str, Vec<u8>)>,
    /// Where each original goes.
    originals: Vec<(RowId, String)>,
}

/// Makes the paper and the data. It takes as long as setting the paper does: not for a thread that
/// serves others.
///
/// # Errors
///
/// [`Error::NotPrinted`], [`Error::NotWritten`].
pub(super) fn packed(
    party: PartyId,
    package: &Assembled,
    policy: &Policy,
) -> Result<Packed, Error> {
    let mut made = Vec::new();
    if package.kind == PackageKind::Access {
        let author = &policy.controller().name;
        let paper = print_pdf(&report(package, policy), author, package.made);
        let paper = paper.map_err(|error| {
            tracing::error!(%error, "the paper of a package could not be set");
            Error::NotPrinted
        })?;
        made.push(("report.pdf", paper));
    }
    made.push(("data.json", written(&data::json(package))));
    made.push(("data.csv", data::csv(package)?));
    let card = card_of(&package.master, package.language);
    made.push(("contact.vcf", card.into_bytes()));
    let enclosed = package.enclosed.iter();
    let originals = enclosed.filter_map(|one| Some((one.row, one.path.clone()?)));
    Ok(Packed {
        party,
        made,
        originals: originals.collect(),
    })
}

fn written(data: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(data).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

type Archive<W> = ZipWriter<StreamWriter<W>>;

/// Writes a package to its end; the sink comes back.
///
/// # Errors
///
/// The refusal and the vault's failures for an original; [`Error::NotWritten`].
pub(super) async fn write<W: Write + Send + 'static>(
    app: &App,
    actor: &Actor,
    package: Packed,
    sink: W,
) -> Result<W, Error> {
    let Packed {
        party,
        made,
        originals,
    } = package;
    let mut archive = blocking(move || {
        let mut archive = ZipWriter::new_stream(sink);
        let options = SimpleFileOptions::default();
        for (name, bytes) in made {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
        Ok(archive)
    })
    .await?;
    for (row, path) in originals {
        let opening = move |work: &mut Work<'_>| original(work, party, row);
        let desk = app.guard().desk();
        let reader = desk.read(actor, Purpose::Rights, opening).await?;
        archive = blocking(move || copied(archive, &path, reader)).await?;
    }
    blocking(move || {
        let mut sink = archive.finish()?.into_inner();
        sink.flush()?;
        Ok(sink)
    })
    .await
}

/// An original goes in as it is: pictures and papers are packed already.
fn copied<W: Write>(
    mut archive: Archive<W>,
    path: &str,
    mut reader: FileReader,
) -> zip::result::ZipResult<Archive<W>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file(path, options)?;
    let mut piece = zeroize::Zeroizing::new(vec![0; PIECE]);
    loop {
        let count = reader.read(&mut piece)?;
        if count == 0 {
            return Ok(archive);
        }
        archive.write_all(piece.get(..count).unwrap_or_default())?;
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> zip::result::ZipResult<T> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.ok().and_then(Result::ok).ok_or(Error::NotWritten)
}
