//! A sealed file as a stream that can be read from anywhere.
//!
//! Invariant: one chunk is in memory at a time; what was changed, swapped or cut ends reading with
//! an error.

use std::io::{self, Read, Seek, SeekFrom};

use zeroize::Zeroizing;

use crate::files::{CHUNK, SealedFile};

/// A sealed file read from anywhere, one chunk in memory at a time.
pub struct FileReader {
    file: SealedFile,
    at: u64,
    /// The chunk that was opened last, and its number.
    chunk: Option<(u64, Zeroizing<Vec<u8>>)>,
}

impl FileReader {
    /// Reads from the beginning.
    #[must_use]
    pub const fn new(file: SealedFile) -> Self {
        Self {
            file,
            at: 0,
            chunk: None,
        }
    }

    /// How many bytes it holds.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.file.length()
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length() || buffer.is_empty() {
            return Ok(0);
        }
        let size = CHUNK as u64;
        let number = self.at / size;
        if self.chunk.as_ref().is_none_or(|(open, _)| *open != number) {
            let opened = self.file.chunk(number).map_err(io::Error::other)?;
            self.chunk = Some((number, opened));
        }
        let within = usize::try_from(self.at % size).unwrap_or(CHUNK);
        let opened = self
            .chunk
            .as_ref()
            .and_then(|(_, bytes)| bytes.get(within..));
        let opened = opened.unwrap_or_default();
        let count = opened.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), opened.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for FileReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
