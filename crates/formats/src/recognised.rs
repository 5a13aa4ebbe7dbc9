//! What kind of document some bytes are, told by the bytes alone: what a file is called and what its
//! sender says it is count for nothing.
//!
//! Invariants: a kind that can run by being opened is none of ours: programs, scripts as web pages
//! and vector graphics, office documents with macros; memory holds some kilobytes however long the
//! file is; any bytes end in a kind or in none, never in a panic. Being recognised says what a file
//! claims to be, not that it is harmless: it is handed out as foreign all the same.
//!
//! Sources: ISO 32000-2 section 7.5.2 (PDF), PNG (W3C) section 5.2, ITU-T T.81 (JPEG), TIFF 6.0,
//! RFC 9649 (WebP), ISO/IEC 23008-12 (HEIC), ECMA-376 part 2 and ODF 1.3 part 2 (office documents in
//! ZIP), RFC 5322 (messages).

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    /// A PDF document.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A TIFF picture, as scanners make.
    Tiff,
    /// A WebP picture.
    Webp,
    /// A HEIC picture, as telephones make.
    Heic,
    /// A document of Word without macros.
    Docx,
    /// A workbook of Excel without macros.
    Xlsx,
    /// An `OpenDocument` text.
    Odt,
    /// An `OpenDocument` spreadsheet.
    Ods,
    /// An e-mail message.
    Eml,
    /// Plain text.
    Text,
}

impl Recognised {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Tiff,
        Self::Webp,
        Self::Heic,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Ods,
        Self::Eml,
        Self::Text,
    ];

    /// Its key, which is also the ending of its files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Eml => "eml",
            Self::Text => "txt",
        }
    }

    /// The kind of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its media type. Text says no character set: it may be in any.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Eml => "message/rfc822",
            Self::Text => "text/plain",
        }
    }

    /// Whether every browser shows it as a picture, by a decoder that runs nothing.
    #[must_use]
    pub const fn is_shown_as_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp)
    }

    /// A name that ends as files of this kind do: the ending it has is kept where it fits.
    #[must_use]
    pub fn named(self, name: &str) -> String {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let ending = ending.map(str::to_ascii_lowercase);
        let fits = ending.is_some_and(|ending| {
            ending == self.key()
                || match self {
                    Self::Jpeg => ending == "jpeg",
                    Self::Tiff => ending == "tiff",
                    Self::Heic => ending == "heif",
                    _ => false,
                }
        });
        if fits {
            name.to_owned()
        } else {
            [name, ".", self.key()].concat()
        }
    }
}

/// Bytes of the beginning that are looked at.
const HEAD: usize = 4096;
/// Names inside office documents, and what they tell.
const INSIDE: [(&[u8], Inside); 3] = [
    (b"word/document", Inside::Word),
    (b"xl/workbook", Inside::Sheet),
    (b"vbaProject", Inside::Macros),
];
/// The longest of those names, less one: what of a piece is looked at again with the next.
const OVERLAP: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Word,
    Sheet,
    Macros,
}

/// Looks at a file as it comes by.
#[derive(Default)]
pub struct Recogniser {
    head: Vec<u8>,
    /// The end of the piece before.
    end: Vec<u8>,
    inside: Vec<Inside>,
    /// Whether a byte came by that no text holds.
    not_text: bool,
}

impl Recogniser {
    /// The next piece of the file.
    pub fn look_at(&mut self, piece: &[u8]) {
        let room = HEAD.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend(piece.iter().take(room));
        self.not_text |= piece.iter().any(|byte| {
            let blank = matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
            (*byte < 0x20 && !blank) || *byte == 0x7f
        });
        if !self.head.starts_with(b"PK\x03\x04") {
            return;
        }
        let from = piece.len().saturating_sub(OVERLAP);
        let begin = piece.iter().take(OVERLAP);
        let seam: Vec<u8> = self.end.iter().chain(begin).copied().collect();
        for (name, tells) in INSIDE {
            let there = |bytes: &[u8]| bytes.windows(name.len()).any(|window| window == name);
            if !self.inside.contains(&tells) && (there(&seam) || there(piece)) {
                self.inside.push(tells);
            }
        }
        self.end.extend(piece.iter().skip(from));
        let gone = self.end.len().saturating_sub(OVERLAP);
        self.end.drain(..gone);
    }

    /// What the file is, now that all of it came by; nothing where it is none of ours or empty.
    #[must_use]
    pub fn recognised(&self) -> Option<Recognised> {
        let head = self.head.as_slice();
        let begins = |with: &[u8]| head.starts_with(with);
        let at = |place: usize, with: &[u8]| head.get(place..).is_some_and(|s| s.starts_with(with));
        if begins(b"%PDF-") {
            return Some(Recognised::Pdf);
        }
        if begins(b"\x89PNG\r\n\x1a\n") {
            return Some(Recognised::Png);
        }
        if begins(b"\xff\xd8\xff") {
            return Some(Recognised::Jpeg);
        }
        if begins(b"II*\0") || begins(b"MM\0*") {
            return Some(Recognised::Tiff);
        }
        if begins(b"RIFF") && at(8, b"WEBP") {
            return Some(Recognised::Webp);
        }
        let brands: [&[u8]; 4] = [b"heic", b"heix", b"mif1", b"msf1"];
        if at(4, b"ftyp") && brands.into_iter().any(|brand| at(8, brand)) {
            return Some(Recognised::Heic);
        }
        if begins(b"PK\x03\x04") {
            return self.office();
        }
        let text = !self.not_text && head.iter().any(|byte| !byte.is_ascii_whitespace());
        if !text {
            return None;
        }
        Some(if is_message(head) {
            Recognised::Eml
        } else {
            Recognised::Text
        })
    }

    fn office(&self) -> Option<Recognised> {
        let holds = |what: Inside| self.inside.contains(&what);
        if holds(Inside::Macros) {
            return None;
        }
        // An OpenDocument says first of all what it is, unpacked (ODF 1.3 part 2, section 3.3).
        let said = self.head.get(30..).unwrap_or_default();
        if let Some(kind) = said.strip_prefix(b"mimetypeapplication/vnd.oasis.opendocument.") {
            return match kind {
                kind if kind.starts_with(b"text-") => None,
                kind if kind.starts_with(b"text") => Some(Recognised::Odt),
                kind if kind.starts_with(b"spreadsheet-") => None,
                kind if kind.starts_with(b"spreadsheet") => Some(Recognised::Ods),
                _ => None,
            };
        }
        match (holds(Inside::Word), holds(Inside::Sheet)) {
            (true, false) => Some(Recognised::Docx),
            (false, true) => Some(Recognised::Xlsx),
            _ => None,
        }
    }
}

/// Whether a text begins with the header of a message: lines of names and values, among them who it
/// is from, before the first empty line.
fn is_message(head: &[u8]) -> bool {
    let mut from = false;
    let mut lines = 0;
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        lines += 1;
        if matches!(line.first(), Some(b' ' | b'\t')) && lines > 1 {
            continue;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let named = !name.is_empty() && name.len() < line.len();
        if !named || !name.iter().all(|byte| (0x21..0x7f).contains(byte)) {
            // The header may be longer than what is looked at.
            return from && lines > 5;
        }
        from |= name.eq_ignore_ascii_case(b"from");
    }
    from && lines > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind_of(bytes: &[u8], size: usize) -> Option<Recognised> {
        let mut recogniser = Recogniser::default();
        for piece in bytes.chunks(size.max(1)) {
            recogniser.look_at(piece);
        }
        recogniser.recognised()
    }

    fn zip(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 26]);
        for name in names {
            bytes.extend([0; 40]);
            bytes.extend(name.as_bytes());
        }
        bytes
    }

    #[test]
    fn a_file_is_what_its_bytes_say_in_pieces_of_any_size() {
        let odt = [
            zip(&[]).as_slice(),
            b"mimetypeapplication/vnd.oasis.opendocument.textPK",
        ]
        .concat();
        let template = [
            zip(&[]).as_slice(),
            b"mimetypeapplication/vnd.oasis.opendocument.text-templatePK",
        ]
        .concat();
        let mail = "Received: by mail.example.com\r\n\twith ESMTP\r\nFrom: Maija <m@example.com>\r\n\
                    Subject: Hei\r\n\r\nHei!";
        let cases: [(&[u8], Option<Recognised>); 18] = [
            (b"%PDF-1.7\n", Some(Recognised::Pdf)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(Recognised::Png)),
            (b"\xff\xd8\xff\xe0", Some(Recognised::Jpeg)),
            (b"II*\0\x08", Some(Recognised::Tiff)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Recognised::Webp)),
            (b"\0\0\0\x18ftypheic", Some(Recognised::Heic)),
            (
                &zip(&["[Content_Types].xml", "word/document.xml"]),
                Some(Recognised::Docx),
            ),
            (&zip(&["xl/workbook.xml"]), Some(Recognised::Xlsx)),
            (&zip(&["xl/workbook.xml", "xl/vbaProject.bin"]), None),
            (&zip(&["setup.exe"]), None),
            (&odt, Some(Recognised::Odt)),
            (&template, None),
            (mail.as_bytes(), Some(Recognised::Eml)),
            (
                "Hyvää päivää: tulen maanantaina.\n".as_bytes(),
                Some(Recognised::Text),
            ),
            (b"p\xe4iv\xe4\xe4", Some(Recognised::Text)),
            (b"MZ\x90\0\x03", None),
            (b"\x7fELF\x02", None),
            (b" \n", None),
        ];
        for (number, (bytes, expected)) in cases.into_iter().enumerate() {
            for size in [1, 7, 4096] {
                assert_eq!(kind_of(bytes, size), expected, "case {number}, size {size}");
            }
        }
        assert_eq!(kind_of(b"", 1), None);
    }

    #[test]
    fn a_name_ends_as_its_kind_does_whatever_it_ended_in() {
        let named = |kind: Recognised, name: &str| kind.named(name);
        assert_eq!(named(Recognised::Jpeg, "kuva.JPEG"), "kuva.JPEG");
        assert_eq!(named(Recognised::Text, "sivu.html"), "sivu.html.txt");
        assert_eq!(named(Recognised::Pdf, "sopimus"), "sopimus.pdf");
        for kind in Recognised::ALL {
            assert_eq!(Recognised::from_key(kind.key()), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_the_same_kind_however_they_are_cut(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            zipped in any::<bool>(),
            size in 1_usize..40,
        ) {
            let bytes = if zipped { [zip(&["word/document.xml"]), bytes].concat() } else { bytes };
            prop_assert_eq!(kind_of(&bytes, size), kind_of(&bytes, bytes.len()));
        }
    }
}
