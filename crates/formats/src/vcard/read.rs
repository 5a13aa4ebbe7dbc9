//! Reading cards one by one.
//!
//! Invariants: after a card that is not understood the next one is read; one card holds at most
//! [`CARD_BYTES_MAX`]; a card within a card (AGENT) is passed over with it.

use std::io::Read;

use super::content::Content;
use super::lines::{Lines, Logical};
use super::{Card, CardAddress, CardKind, CardName, CardReach};
use crate::reason::reasons;

/// Bytes of the properties of one card that are kept.
const CARD_BYTES_MAX: usize = 256 * 1024;
/// Names of left out properties that are told of one card.
const LEFT_OUT_MAX: usize = 50;

reasons! {
    /// Why a file of cards, or one of them, was not read.
    pub enum WhyNotRead {
        /// The source itself failed.
        Source = "formats.vcard.source", "the file could not be read";
        /// Something else than a card stands where one should begin.
        NotACard = "formats.vcard.not_a_card", "here stands something that is no contact card";
        /// A version nobody reads.
        Version = "formats.vcard.version", "the contact card is of an unknown version";
        /// The file ends, or another card begins, before this one ended.
        Unended = "formats.vcard.unended", "the contact card does not end";
        /// A property or the whole card is too long.
        Length = "formats.vcard.length", "the contact card is too long";
    }
}

impl WhyNotRead {
    /// Whether only this card is lost (`false`), or nothing more can be read (`true`).
    #[must_use]
    pub const fn ends_reading(self) -> bool {
        matches!(self, Self::Source | Self::NotACard)
    }
}

/// What was not read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct NotRead {
    /// The line, from one, in which the card begins.
    pub line: u64,
    /// Why.
    pub why: WhyNotRead,
}

impl basics::Coded for NotRead {
    fn code(&self) -> basics::Code {
        self.why.code()
    }
}

/// Cards with the lines they begin in. An iterator: after an error that ends reading it gives
/// nothing more.
pub struct Reader<R> {
    lines: Lines<R>,
    /// A BEGIN that was met within another card.
    begun: Option<u64>,
    over: bool,
}

impl<R: Read> Reader<R> {
    /// Begins to read.
    pub fn new(source: R) -> Self {
        Self {
            lines: Lines::new(source),
            begun: None,
            over: false,
        }
    }

    fn line(&mut self, begins: u64) -> Result<Option<Logical>, NotRead> {
        self.lines.next().map_err(|_| NotRead {
            line: begins,
            why: WhyNotRead::Source,
        })
    }

    fn begin(&mut self) -> Result<Option<u64>, NotRead> {
        if let Some(line) = self.begun.take() {
            return Ok(Some(line));
        }
        let Some(logical) = self.line(1)? else {
            return Ok(None);
        };
        if is(&logical.bytes, "BEGIN:VCARD") {
            Ok(Some(logical.line))
        } else {
            Err(NotRead {
                line: logical.line,
                why: WhyNotRead::NotACard,
            })
        }
    }

    fn card(&mut self) -> Result<Option<(u64, Card)>, NotRead> {
        let Some(line) = self.begin()? else {
            return Ok(None);
        };
        let refused = |why| NotRead { line, why };
        let mut making = Making::default();
        let (mut agents, mut agent) = (0_u32, false);
        loop {
            let Some(logical) = self.line(line)? else {
                return Err(refused(WhyNotRead::Unended));
            };
            if is(&logical.bytes, "BEGIN:VCARD") {
                if !agent && agents == 0 {
                    self.begun = Some(logical.line);
                    return Err(refused(WhyNotRead::Unended));
                }
                agents = agents.saturating_add(1);
            } else if is(&logical.bytes, "END:VCARD") {
                if agents == 0 {
                    return making.end().map(|card| Some((line, card))).map_err(refused);
                }
                agents -= 1;
            } else if agents == 0 {
                agent = is(&logical.bytes, "AGENT:");
                making.take(&logical);
            }
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<(u64, Card), NotRead>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let card = self.card();
        self.over = match &card {
            Ok(found) => found.is_none(),
            Err(error) => error.why.ends_reading(),
        };
        card.transpose()
    }
}

fn is(bytes: &[u8], word: &str) -> bool {
    let packed: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .take(word.len() + 1)
        .collect();
    packed.eq_ignore_ascii_case(word.as_bytes())
}

/// A card that is being read.
#[derive(Default)]
struct Making {
    card: Card,
    languages: Vec<(u32, String)>,
    versioned: bool,
    bytes: usize,
    wrong: Option<WhyNotRead>,
}

impl Making {
    fn take(&mut self, logical: &Logical) {
        let Some(content) = Content::parse(&logical.bytes) else {
            return;
        };
        if self.passed_over(&content.name) {
            return;
        }
        self.bytes = self.bytes.saturating_add(logical.bytes.len());
        if logical.cut || self.bytes > CARD_BYTES_MAX {
            self.wrong = self.wrong.or(Some(WhyNotRead::Length));
            return;
        }
        self.property(&content);
    }

    /// What has no place in a card of ours; its name is told.
    fn passed_over(&mut self, name: &str) -> bool {
        const SILENT: [&str; 6] = ["REV", "PRODID", "PROFILE", "SOURCE", "LABEL", "X-ABLABEL"];
        const TAKEN: [&str; 14] = [
            "VERSION",
            "KIND",
            "UID",
            "FN",
            "N",
            "ORG",
            "TITLE",
            "TEL",
            "EMAIL",
            "ADR",
            "BDAY",
            "NOTE",
            "LANG",
            "X-FI-YTUNNUS",
        ];
        if TAKEN.contains(&name) {
            return false;
        }
        let left_out = &mut self.card.left_out;
        let told = SILENT.contains(&name) || left_out.iter().any(|one| one == name);
        if !told && left_out.len() < LEFT_OUT_MAX {
            left_out.push(name.to_owned());
        }
        true
    }

    fn property(&mut self, content: &Content) {
        let card = &mut self.card;
        match content.name.as_str() {
            "VERSION" => {
                self.versioned = true;
                if !matches!(content.value.trim(), "2.1" | "3.0" | "4.0") {
                    self.wrong = self.wrong.or(Some(WhyNotRead::Version));
                }
            }
            "KIND" => card.kind = kind(&content.plain()),
            "UID" => card.uid = content.plain(),
            "FN" if card.formatted_name.is_empty() => card.formatted_name = content.plain(),
            "N" if card.name.is_none() => card.name = Some(name(content)),
            "ORG" if card.organisation.is_empty() => {
                let parts = content.parts().into_iter();
                card.organisation = parts.filter(|part| !part.is_empty()).collect();
            }
            "TITLE" if card.title.is_empty() => card.title = content.plain(),
            "TEL" => card.phones.extend(reach(content, "tel:")),
            "EMAIL" => card.emails.extend(reach(content, "mailto:")),
            "ADR" => card.addresses.push(address(content)),
            "BDAY" => card.birthday = birthday(&content.plain()),
            "NOTE" => card
                .notes
                .extend(Some(content.plain()).filter(|note| !note.is_empty())),
            "LANG" => self.languages.push((content.preference(), content.plain())),
            "X-FI-YTUNNUS" => card.business_id = content.plain(),
            _ => {}
        }
    }

    fn end(mut self) -> Result<Card, WhyNotRead> {
        if let Some(why) = self.wrong {
            return Err(why);
        }
        if !self.versioned {
            return Err(WhyNotRead::Version);
        }
        self.languages.sort_by_key(|(preference, _)| *preference);
        self.card.languages = self.languages.into_iter().map(|(_, one)| one).collect();
        Ok(self.card)
    }
}

fn kind(text: &str) -> CardKind {
    match text.to_ascii_lowercase().as_str() {
        "individual" | "" => CardKind::Individual,
        "org" | "organization" => CardKind::Organisation,
        _ => CardKind::Other,
    }
}

/// The part at a place; several words in it, parted by `,`, are parted by a space.
fn name(content: &Content) -> CardName {
    let mut parts = content.parts().into_iter();
    let mut next = || parts.next().unwrap_or_default();
    CardName {
        family: next(),
        given: next(),
        additional: next(),
        prefixes: next(),
        suffixes: next(),
    }
}

fn reach(content: &Content, scheme: &str) -> Option<CardReach> {
    let plain = content.plain();
    let begins = plain.get(..scheme.len()).unwrap_or_default();
    let value = if begins.eq_ignore_ascii_case(scheme) {
        plain.get(scheme.len()..).unwrap_or_default()
    } else {
        plain.as_str()
    };
    // An extension after a telephone number leads to a desk, not to another number.
    let value = value.split(";ext=").next().unwrap_or_default().trim();
    (!value.is_empty()).then(|| CardReach {
        value: value.to_owned(),
        types: content.types(),
    })
}

fn address(content: &Content) -> CardAddress {
    let mut parts = content.parts().into_iter();
    let mut next = || parts.next().unwrap_or_default();
    CardAddress {
        box_number: next(),
        extended: next(),
        street: next(),
        town: next(),
        region: next(),
        postal_code: next(),
        country: next(),
        types: content.types(),
    }
}

/// `19850305`, `1985-03-05` and either with a time after it.
fn birthday(text: &str) -> String {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let digits: String = day.chars().filter(|c| *c != '-').collect();
    let whole = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let parted = day.len() == 8 || day.split('-').map(str::len).eq([4, 2, 2]);
    match (
        whole && parted,
        digits.get(..4),
        digits.get(4..6),
        digits.get(6..),
    ) {
        (true, Some(year), Some(month), Some(day)) => [year, month, day].join("-"),
        _ => text.to_owned(),
    }
}
