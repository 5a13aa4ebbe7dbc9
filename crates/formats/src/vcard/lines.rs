//! Physical lines of a card to logical ones, unfolded as bytes, because version 3.0 folds in the
//! middle of a character.
//!
//! Invariant: at most [`LINE_BYTES_MAX`] bytes of a logical line are held; what is longer is
//! passed over to its end and marked.

use std::io::{self, BufRead, BufReader, Read};

/// Bytes of a logical line that are kept: any text a register takes, and no picture.
pub(super) const LINE_BYTES_MAX: usize = 64 * 1024;

/// A logical line.
pub(super) struct Logical {
    /// The physical line, from one, in which it begins.
    pub(super) line: u64,
    /// Its bytes, without line ends.
    pub(super) bytes: Vec<u8>,
    /// Whether it was longer than is kept.
    pub(super) cut: bool,
}

/// Reads logical lines.
pub(super) struct Lines<R> {
    source: BufReader<R>,
    count: u64,
    /// A physical line that was read ahead.
    ahead: Option<(Vec<u8>, bool)>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source: BufReader::new(source),
            count: 0,
            ahead: None,
        }
    }

    /// The next logical line that is not empty.
    pub(super) fn next(&mut self) -> io::Result<Option<Logical>> {
        loop {
            let Some((bytes, cut)) = self.physical()? else {
                return Ok(None);
            };
            let mut logical = Logical {
                line: self.count,
                bytes,
                cut,
            };
            if self.count == 1 && logical.bytes.starts_with(b"\xEF\xBB\xBF") {
                logical.bytes.drain(..3);
            }
            if logical.bytes.trim_ascii().is_empty() {
                continue;
            }
            self.unfold(&mut logical)?;
            return Ok(Some(logical));
        }
    }

    /// Appends what belongs to the same logical line: lines that begin with white space, and in
    /// quoted-printable those after a `=` at the end.
    fn unfold(&mut self, logical: &mut Logical) -> io::Result<()> {
        loop {
            let soft = quoted_printable(&logical.bytes) && logical.bytes.ends_with(b"=");
            let Some((next, cut)) = self.physical()? else {
                return Ok(());
            };
            let folded = matches!(next.first(), Some(b' ' | b'\t'));
            if soft {
                logical.bytes.pop();
                append(logical, &next, cut);
            } else if folded {
                append(logical, next.get(1..).unwrap_or_default(), cut);
            } else {
                self.count -= 1;
                self.ahead = Some((next, cut));
                return Ok(());
            }
        }
    }

    /// One physical line without its end, and whether it was longer than is kept.
    fn physical(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        if let Some(ahead) = self.ahead.take() {
            self.count += 1;
            return Ok(Some(ahead));
        }
        let (mut bytes, mut read, mut cut) = (Vec::new(), false, false);
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            read = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = buffer
                .get(..end.unwrap_or(buffer.len()))
                .unwrap_or_default();
            let room = LINE_BYTES_MAX.saturating_sub(bytes.len());
            bytes.extend_from_slice(part.get(..room.min(part.len())).unwrap_or_default());
            cut |= part.len() > room;
            let taken = part.len() + usize::from(end.is_some());
            self.source.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if !read {
            return Ok(None);
        }
        self.count += 1;
        while bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some((bytes, cut)))
    }
}

fn append(logical: &mut Logical, more: &[u8], cut: bool) {
    let room = LINE_BYTES_MAX.saturating_sub(logical.bytes.len());
    let kept = more.get(..room.min(more.len())).unwrap_or_default();
    logical.bytes.extend_from_slice(kept);
    logical.cut |= cut || more.len() > room;
}

/// Whether the parameters before the value say so.
fn quoted_printable(bytes: &[u8]) -> bool {
    let colon = bytes.iter().position(|byte| *byte == b':');
    let before = bytes.get(..colon.unwrap_or(0)).unwrap_or_default();
    let word = b"QUOTED-PRINTABLE";
    before
        .windows(word.len())
        .any(|part| part.eq_ignore_ascii_case(word))
}
