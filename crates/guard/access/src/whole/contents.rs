//! What is in the files of parties, on its way with a whole register.
//!
//! It goes as it lies, sealed under keys that stand in the rows of the files; those are opened and
//! sealed anew as every value is. Like a table it has rows, a count and a digest: pieces of files in
//! their order, each with the number of its file and where in it it begins.

use std::io::Read;

use basics::ContentId;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use store::{Here, Value};
use vault::RawWriter;

use super::tables::Cell;
use super::{Carried, NotWhole, record};
use crate::core::Core;

/// The name among tables.
pub(super) const NAME: &str = "files.contents";
/// Bytes of a piece.
const PIECE: u64 = 48 * 1024;

/// A piece of a file.
pub(super) struct Piece {
    number: ContentId,
    at: i64,
    bytes: Vec<u8>,
}

impl Piece {
    fn line(&self) -> Result<zeroize::Zeroizing<String>, NotWhole> {
        record::line(&[
            Cell::Plain(Value::Int(self.number.get())),
            Cell::Plain(Value::Int(self.at)),
            Cell::Plain(Value::from(self.bytes.clone())),
        ])
    }

    /// The piece of a line of a package, with the line as it is digested.
    pub(super) fn of(line: &Json) -> Result<(Self, zeroize::Zeroizing<String>), NotWhole> {
        let cells = record::cells(line)?;
        let [
            Cell::Plain(Value::Int(number)),
            Cell::Plain(Value::Int(at)),
            Cell::Plain(Value::Bytes(bytes)),
        ] = cells.as_slice()
        else {
            return Err(NotWhole::OtherKind);
        };
        let piece = Self {
            number: ContentId::new(*number),
            at: *at,
            bytes: bytes.to_vec(),
        };
        let line = piece.line()?;
        Ok((piece, line))
    }
}

/// Writes the files of a package as their pieces come.
#[derive(Default)]
pub(super) struct Writing {
    file: Option<(ContentId, RawWriter)>,
}

impl Writing {
    /// The next piece.
    pub(super) fn put(&mut self, core: &Core, piece: &Piece) -> Result<(), NotWhole> {
        if piece.at == 0 {
            self.end()?;
            let writer = core.vault.begin_sealed_content(piece.number)?;
            self.file = Some((piece.number, writer));
        }
        match &mut self.file {
            Some((number, writer)) if *number == piece.number => Ok(writer.put(&piece.bytes)?),
            _ => Err(NotWhole::OtherKind),
        }
    }

    /// The last one came.
    pub(super) fn end(&mut self) -> Result<(), NotWhole> {
        match self.file.take() {
            Some((_, writer)) => Ok(writer.finish()?),
            None => Ok(()),
        }
    }
}

impl Core {
    /// Puts out these files, with their sum. One that went meanwhile is left out.
    pub(super) fn put_contents(
        &self,
        numbers: &[ContentId],
        put: &dyn Fn(&[u8]) -> Result<(), NotWhole>,
    ) -> Result<Carried, NotWhole> {
        put(format!("{}\n", json!({ "table": NAME })).as_bytes())?;
        let (mut rows, mut digest) = (0_u64, Sha256::new());
        for number in numbers {
            let Some(mut file) = self.vault.sealed_content(*number)? else {
                continue;
            };
            let mut at = 0;
            loop {
                let mut bytes = Vec::new();
                let read = file.by_ref().take(PIECE).read_to_end(&mut bytes);
                let read = read.map_err(|_| NotWhole::from(vault::Error::File))?;
                if read == 0 {
                    break;
                }
                let piece = Piece {
                    number: *number,
                    at,
                    bytes,
                };
                let line = piece.line()?;
                digest.update(line.as_bytes());
                put(line.as_bytes())?;
                rows += 1;
                at += i64::try_from(read).unwrap_or(i64::MAX);
            }
        }
        let digest: [u8; 32] = digest.finalize().into();
        let sum = json!({ "rows": rows, "sha256": basics::hex(&digest) });
        put(format!("{sum}\n").as_bytes())?;
        Ok(Carried {
            table: NAME.to_owned(),
            rows,
            digest,
        })
    }

    /// The sum of the files as they lie here.
    pub(super) fn sum_of_contents(&self, here: &Here) -> Result<Carried, NotWhole> {
        let numbers = self.register.read_here(here, vault::Vault::kept_contents)?;
        self.put_contents(&numbers, &|_| Ok(()))
    }
}
