//! A line of the trail, and the bytes it stands as.
//!
//! A line tells ids, never a value; the free-text reason comes sealed. Invariants: a line has one
//! encoding and an encoding one line, so a hash over the bytes is a hash over the line; an
//! encoding that was written is read for ever, so a new form gets a new first byte.
//!
//! The form, whole numbers big-endian: `1` (version), `1` (a line), instant 8, actor 8, purpose 1,
//! action 1, unit 8, place in the unit (`0`, or `1` and 8), parties opened (count 4, each 8),
//! parties listed (same), categories (count 4, each 1), lots (count 4, each 8), count 8, request
//! (`0`, or `1` and 8), code and reason (`0`, or `1`, length 4 and the bytes).

use basics::{ActorId, Instant, LotId, PartyId, UnitId};
use policy::{Action, Category, Purpose};

use crate::error::Error;

/// Who did what with whose data, when and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub instant: Instant,
    /// Who.
    pub actor: ActorId,
    /// What for.
    pub purpose: Purpose,
    /// What was done.
    pub action: Action,
    /// The parties whose data was opened or changed.
    pub parties: Vec<PartyId>,
    /// The parties that only stood in a list or among the hits of a search.
    pub listed: Vec<PartyId>,
    /// Which categories of their data.
    pub categories: Vec<Category>,
    /// The lots that were erased.
    pub lots: Vec<LotId>,
    /// How many parties or rows.
    pub count: i64,
    /// In which unit of work.
    pub unit: UnitId,
    /// For which request of a data subject.
    pub request: Option<i64>,
    /// A stable code: why it was refused, or what whoever did it said of it.
    pub code: Option<String>,
    /// The reason that was given, sealed.
    pub reason: Option<Vec<u8>>,
}

/// A line as it stands in the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number, counted from one through all months.
    pub sequence: i64,
    /// The month whose tree it is in: 202611.
    pub month: i64,
    /// Its leaf in the month's tree; the month's opening is leaf 0.
    pub leaf: i64,
    /// The line.
    pub line: Line,
}

/// How a line tells of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It only stood in a list or among the hits of a search.
    Listed,
    /// Its data was opened or changed, or was asked for in vain: whoever was refused opened nothing,
    /// but meant this party.
    Opened,
}

impl How {
    /// How a line tells of parties that are one: as of the one it tells most of.
    #[must_use]
    pub fn of(line: &Line, parties: &[PartyId]) -> Self {
        let opened = || line.parties.iter().any(|party| parties.contains(party));
        if line.action == Action::Refuse || opened() {
            Self::Opened
        } else {
            Self::Listed
        }
    }

    /// What stands for it in the table of look-ups.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Listed => 0,
            Self::Opened => 1,
        }
    }
}

/// Version of the encoding, and what is encoded.
const LINE: [u8; 2] = [1, 1];

impl Line {
    /// The canonical bytes. `place` is the line's place in the register's `trail_out`, where it
    /// came that way.
    pub(crate) fn encode(&self, place: Option<i64>) -> Result<Vec<u8>, Error> {
        let mut out = Vec::with_capacity(96 + 8 * (self.parties.len() + self.listed.len()));
        out.extend(LINE);
        int(&mut out, self.instant.ms());
        int(&mut out, self.actor.get());
        out.extend([self.purpose.number(), self.action.number()]);
        int(&mut out, self.unit.get());
        maybe(&mut out, place);
        ints(&mut out, self.parties.iter().map(|party| party.get()))?;
        ints(&mut out, self.listed.iter().map(|party| party.get()))?;
        length(&mut out, self.categories.len())?;
        out.extend(self.categories.iter().map(|category| category.number()));
        ints(&mut out, self.lots.iter().map(|lot| lot.get()))?;
        int(&mut out, self.count);
        maybe(&mut out, self.request);
        bytes(&mut out, self.code.as_deref().map(str::as_bytes))?;
        bytes(&mut out, self.reason.as_deref())?;
        Ok(out)
    }

    /// The line of these bytes, and its place in `trail_out`.
    pub(crate) fn decode(encoded: &[u8]) -> Result<(Self, Option<i64>), Error> {
        read(encoded).ok_or(Error::Unreadable)
    }
}

fn read(encoded: &[u8]) -> Option<(Line, Option<i64>)> {
    let mut rest = Reader(encoded);
    if rest.take::<2>()? != LINE {
        return None;
    }
    let instant = Instant::from_ms(rest.int()?);
    let actor = ActorId::new(rest.int()?);
    let purpose = Purpose::from_number(rest.byte()?)?;
    let action = Action::from_number(rest.byte()?)?;
    let unit = UnitId::new(rest.int()?);
    let place = if rest.follows()? {
        Some(rest.int()?)
    } else {
        None
    };
    let parties = rest.list(8, |rest| rest.int().map(PartyId::new))?;
    let listed = rest.list(8, |rest| rest.int().map(PartyId::new))?;
    let categories = rest.list(1, |rest| Category::from_number(rest.byte()?))?;
    let lots = rest.list(8, |rest| rest.int().map(LotId::new))?;
    let count = rest.int()?;
    let request = if rest.follows()? {
        Some(rest.int()?)
    } else {
        None
    };
    let code = if rest.follows()? {
        Some(String::from_utf8(rest.bytes()?).ok()?)
    } else {
        None
    };
    let reason = if rest.follows()? {
        Some(rest.bytes()?)
    } else {
        None
    };
    if !rest.0.is_empty() {
        return None;
    }
    let line = Line {
        instant,
        actor,
        purpose,
        action,
        parties,
        listed,
        categories,
        lots,
        count,
        unit,
        request,
        code,
        reason,
    };
    Some((line, place))
}

fn int(out: &mut Vec<u8>, number: i64) {
    out.extend(number.to_be_bytes());
}

fn maybe(out: &mut Vec<u8>, number: Option<i64>) {
    out.push(u8::from(number.is_some()));
    if let Some(number) = number {
        int(out, number);
    }
}

fn length(out: &mut Vec<u8>, length: usize) -> Result<(), Error> {
    let length = u32::try_from(length).map_err(|_| Error::TooLong)?;
    out.extend(length.to_be_bytes());
    Ok(())
}

fn ints(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = i64>) -> Result<(), Error> {
    length(out, numbers.len())?;
    numbers.for_each(|number| int(out, number));
    Ok(())
}

fn bytes(out: &mut Vec<u8>, bytes: Option<&[u8]>) -> Result<(), Error> {
    out.push(u8::from(bytes.is_some()));
    if let Some(bytes) = bytes {
        length(out, bytes.len())?;
        out.extend(bytes);
    }
    Ok(())
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn int(&mut self) -> Option<i64> {
        self.take().map(i64::from_be_bytes)
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(u32::from_be_bytes(self.take()?)).ok()
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let length = self.length()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken.to_vec())
    }

    /// Whether something follows.
    fn follows(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// A list whose items take `size` bytes each: a length that the bytes cannot hold is refused
    /// before anything is set aside for it.
    fn list<T>(&mut self, size: usize, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.length()?;
        if count.checked_mul(size)? > self.0.len() {
            return None;
        }
        (0..count).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    prop_compose! {
        fn a_line()(
            (ms, actor, count, unit) in any::<(i64, i64, i64, i64)>(),
            purpose in proptest::sample::select(Purpose::ALL.to_vec()),
            action in proptest::sample::select(Action::ALL.to_vec()),
            categories in vec(proptest::sample::select(Category::ALL.to_vec()), 0..5),
            parties in vec(any::<i64>(), 0..5),
            listed in vec(any::<i64>(), 0..5),
            lots in vec(any::<i64>(), 0..5),
            request in option::of(any::<i64>()),
            code in option::of(".{0,20}"),
            reason in option::of(vec(any::<u8>(), 0..40)),
        ) -> Line {
            Line {
                instant: Instant::from_ms(ms),
                actor: ActorId::new(actor),
                purpose,
                action,
                parties: parties.into_iter().map(PartyId::new).collect(),
                listed: listed.into_iter().map(PartyId::new).collect(),
                categories,
                lots: lots.into_iter().map(LotId::new).collect(),
                count,
                unit: UnitId::new(unit),
                request,
                code,
                reason,
            }
        }
    }

    proptest! {
        #[test]
        fn a_line_reads_back_as_it_was_written(line in a_line(), place in option::of(any::<i64>())) {
            let encoded = line.encode(place).unwrap();
            prop_assert_eq!(Line::decode(&encoded).unwrap(), (line, place));
        }

        #[test]
        fn bytes_that_read_as_a_line_are_its_only_encoding(
            line in a_line(), at in any::<usize>(), bit in 0..8u8,
        ) {
            let mut encoded = line.encode(None).unwrap();
            let at = at % encoded.len();
            encoded[at] ^= 1 << bit;
            if let Ok((other, place)) = Line::decode(&encoded) {
                prop_assert_eq!(other.encode(place).unwrap(), encoded);
            }
        }

        #[test]
        fn no_bytes_make_reading_panic(bytes in vec(any::<u8>(), 0..200)) {
            let _ = Line::decode(&bytes);
            let _ = Line::decode(&[&LINE[..], &bytes].concat());
        }
    }

    #[test]
    fn the_encoding_is_frozen() {
        let line = Line {
            instant: Instant::from_ms(1_795_509_000_000),
            actor: ActorId::new(7),
            purpose: Purpose::Care,
            action: Action::View,
            parties: vec![PartyId::new(9)],
            listed: Vec::new(),
            categories: vec![Category::Identity, Category::Contact],
            lots: Vec::new(),
            count: 1,
            unit: UnitId::new(11),
            request: None,
            code: Some("a.b".to_owned()),
            reason: None,
        };
        let expected = [
            "0101",
            "000001a20cad1740",
            "0000000000000007",
            "01",
            "01",
            "000000000000000b",
            "00",
            "00000001",
            "0000000000000009",
            "00000000",
            "00000002",
            "01",
            "03",
            "00000000",
            "0000000000000001",
            "00",
            "01",
            "00000003",
            "612e62",
            "00",
        ];
        let written = line.encode(None).unwrap();
        let hex: Vec<String> = written.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex.concat(), expected.concat());
    }
}
