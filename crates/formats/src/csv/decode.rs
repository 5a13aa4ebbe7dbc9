//! Bytes of a file to text, encoding found out on the way, in bounded memory.
//!
//! A byte order mark decides. Without one, bytes are passed on while they are plain ASCII; the
//! first others, together with what follows them, tell whether they are UTF-8. If not they are
//! Windows-1252, the superset of Latin-1 that spreadsheets in the Nordic countries write.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 (or plain ASCII).
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of spreadsheets.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
}

impl Encoding {
    /// Its name as standards write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
        }
    }

    fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        }
        .new_decoder_without_bom_handling()
    }
}

/// How many bytes are read at a time, and how many may decide about the encoding.
const CHUNK_BYTES: usize = 64 * 1024;

/// The text of `source` in UTF-8.
pub(super) struct Decoded<R> {
    source: R,
    /// Bytes read and not yet decoded.
    raw: Vec<u8>,
    /// Text decoded and not yet handed out, from `handed_out` on.
    text: Vec<u8>,
    handed_out: usize,
    ended: bool,
    begun: bool,
    encoding: Option<Encoding>,
    decoder: Option<Decoder>,
}

/// The bytes are not text in the encoding they began in.
#[derive(Debug, thiserror::Error)]
#[error("the bytes are not text in the encoding they began in")]
pub(super) struct NotText;

impl<R: Read> Decoded<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            raw: Vec::new(),
            text: Vec::new(),
            handed_out: 0,
            ended: false,
            begun: false,
            encoding: None,
            decoder: None,
        }
    }

    /// The encoding as far as it is known; what was plain ASCII so far counts as UTF-8.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    /// Reads until a full chunk lies in `raw` or the source ends.
    fn fill(&mut self) -> io::Result<()> {
        let missing = CHUNK_BYTES.saturating_sub(self.raw.len());
        if missing > 0 && !self.ended {
            let limit = u64::try_from(missing).unwrap_or(u64::MAX);
            let read = self
                .source
                .by_ref()
                .take(limit)
                .read_to_end(&mut self.raw)?;
            self.ended = read < missing;
        }
        Ok(())
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.fill()?;
        if !self.begun {
            self.begun = true;
            self.take_mark();
        }
        if self.encoding.is_none() {
            let plain = self.raw.iter().take_while(|b| b.is_ascii()).count();
            if plain > 0 {
                self.text.extend(self.raw.drain(..plain));
                return Ok(());
            }
            if !self.raw.is_empty() {
                self.encoding = Some(self.guess());
            }
        }
        let Some(encoding) = self.encoding else {
            return Ok(());
        };
        let ended = self.ended;
        let decoder = self.decoder.get_or_insert_with(|| encoding.decoder());
        let most = decoder
            .max_utf8_buffer_length_without_replacement(self.raw.len())
            .unwrap_or_else(|| self.raw.len().saturating_mul(4));
        let mut text = String::with_capacity(most);
        let (result, read) =
            decoder.decode_to_string_without_replacement(&self.raw, &mut text, ended);
        self.text.extend_from_slice(text.as_bytes());
        match result {
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                self.raw.drain(..read);
                Ok(())
            }
            DecoderResult::Malformed(..) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, NotText))
            }
        }
    }

    /// Takes a byte order mark away, and notices UTF-16 that has none by its zero bytes.
    fn take_mark(&mut self) {
        let (encoding, mark_bytes) = match self.raw.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            [first, 0, third, 0, ..] if *first != 0 && *third != 0 => (Encoding::Utf16Le, 0),
            [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => (Encoding::Utf16Be, 0),
            _ => return,
        };
        self.raw.drain(..mark_bytes);
        self.encoding = Some(encoding);
    }

    /// UTF-8 or Windows-1252, by the chunk that begins with the first byte beyond ASCII.
    fn guess(&self) -> Encoding {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&self.raw, self.ended);
        if detector.guess(Some(b"fi"), Utf8Detection::Allow) == UTF_8 {
            Encoding::Utf8
        } else {
            Encoding::Windows1252
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.handed_out == self.text.len() {
            if self.ended && self.raw.is_empty() && self.begun {
                return Ok(0);
            }
            self.text.clear();
            self.handed_out = 0;
            self.decode_more()?;
        }
        let waiting = self.text.get(self.handed_out..).unwrap_or_default();
        let count = waiting.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.handed_out += count;
        Ok(count)
    }
}
