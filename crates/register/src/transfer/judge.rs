//! What becomes of the rows of a chunk: whom the register knows, whom it perhaps knows, who is new.
//!
//! Invariants: a row is new, known or refused with its reason, never two of them and never none;
//! what a known row says no to is applied with the chunk, or the row is refused.

use std::collections::HashMap;

use basics::{BatchId, Code, PartyId};
use guard::{Adding, Work};

use super::pass::Examined;
use super::run::Error;
use crate::people::{
    Comparing, Entry, Listed, Reason, Tighter, Who, certain_key, enter_all, in_register, tighten,
};

/// Why the register refuses a row that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It may be someone who is there already.
    Likely,
    /// It names a contact person of a company that is there already.
    ContactOfKnown,
}

impl Refused {
    const ALL: [Self; 2] = [Self::Likely, Self::ContactOfKnown];

    const fn key(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::ContactOfKnown => "contact",
        }
    }

    /// The reason that is told.
    pub(super) const fn reason(self) -> Reason {
        Reason::of_row(Code::new(match self {
            Self::Likely => "people.field.likely_known",
            Self::ContactOfKnown => "transfer.row.contact_of_known",
        }))
    }
}

/// Refused rows of a chunk by their lines.
pub(super) type RefusedLines = HashMap<u64, Refused>;

/// The refused rows as they are kept until the import ends: `12:likely 17:contact`.
pub(super) fn kept(refused: &RefusedLines) -> String {
    let words = refused
        .iter()
        .map(|(line, why)| [&line.to_string(), ":", why.key()].concat());
    words.collect::<Vec<_>>().join(" ")
}

/// The refused rows that were kept.
pub(super) fn of_kept(text: &str) -> RefusedLines {
    let word = |word: &str| {
        let (line, key) = word.split_once(':')?;
        let why = Refused::ALL.into_iter().find(|why| why.key() == key)?;
        Some((line.parse().ok()?, why))
    };
    text.split(' ').filter_map(word).collect()
}

/// How a chunk is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Whether rows that may be someone known are taken as new.
    pub(super) create_likely: bool,
    /// Whether earlier chunks were written, so that the register knows their customers.
    pub(super) earlier_written: bool,
}

/// What becomes of a chunk.
#[derive(Default)]
pub(super) struct Judged {
    /// Places in the chunk of those to be created.
    fresh: Vec<usize>,
    /// Customers and contact persons to be created.
    pub(super) created: i64,
    /// Rows about someone the register knows.
    pub(super) known: i64,
    /// Rows that are not taken, by their lines.
    pub(super) refused: RefusedLines,
    /// What known rows say no to.
    tighter: Vec<(PartyId, Tighter)>,
    /// What later rows about those to be created say no to: which of `fresh`.
    tighter_fresh: Vec<(usize, Tighter)>,
}

/// Judges a chunk against the register.
///
/// # Errors
///
/// The store's failure.
pub(super) fn judge(work: &mut Work<'_>, chunk: &[Examined], rule: Rule) -> Result<Judged, Error> {
    let mut judged = Judged::default();
    let mut fresh: HashMap<String, usize> = HashMap::new();
    for (at, examined) in chunk.iter().enumerate() {
        let Examined::Listed(listed, earlier, row) = examined else {
            continue;
        };
        let (who, party) = in_register(work, &listed.entry, Comparing::Import)?;
        let key = certain_key(&listed.entry);
        let twin = key.as_ref().and_then(|key| fresh.get(key)).copied();
        let verdict = match (who, earlier) {
            (Who::Known, _) => judged.known_as(listed, party),
            (_, Who::Known) if twin.is_some() => judged.known_in_file(listed, twin),
            (_, Who::Known) if !rule.earlier_written => judged.known_in_file(listed, None),
            (Who::Likely, _) if party.is_none() => Err(Refused::Likely),
            // An earlier row of the same number that was not taken itself.
            (_, Who::Known) => Err(Refused::Likely),
            (Who::Likely, _) | (_, Who::Likely) if !rule.create_likely => Err(Refused::Likely),
            _ => {
                fresh.extend(key.map(|key| (key, judged.fresh.len())));
                judged.create(at, listed);
                Ok(())
            }
        };
        if let Err(why) = verdict {
            judged.refused.insert(row.line, why);
        }
    }
    Ok(judged)
}

impl Judged {
    fn create(&mut self, at: usize, listed: &Listed) {
        self.fresh.push(at);
        self.created += 1 + i64::from(listed.contact_person.is_some());
    }

    fn known_as(&mut self, listed: &Listed, party: Option<PartyId>) -> Result<(), Refused> {
        let tighter = Tighter::of(&listed.entry);
        if listed.contact_person.is_some() {
            return Err(Refused::ContactOfKnown);
        }
        if !tighter.is_empty() {
            // A "no" of somebody who may not be seen is looked at by a person.
            self.tighter.push((party.ok_or(Refused::Likely)?, tighter));
        }
        self.known += 1;
        Ok(())
    }

    fn known_in_file(&mut self, listed: &Listed, twin: Option<usize>) -> Result<(), Refused> {
        let tighter = Tighter::of(&listed.entry);
        if listed.contact_person.is_some() {
            return Err(Refused::ContactOfKnown);
        }
        if !tighter.is_empty() {
            self.tighter_fresh.extend(twin.map(|twin| (twin, tighter)));
        }
        self.known += 1;
        Ok(())
    }

    /// Writes what was judged, in the same unit of work.
    ///
    /// # Errors
    ///
    /// The refusal where the actor may not; the store's failure.
    pub(super) fn write(
        &self,
        work: &mut Work<'_>,
        chunk: &[Examined],
        batch: BatchId,
    ) -> Result<(), Error> {
        let listed: Vec<&Listed> = self
            .fresh
            .iter()
            .filter_map(|at| match chunk.get(*at) {
                Some(Examined::Listed(listed, ..)) => Some(listed.as_ref()),
                _ => None,
            })
            .collect();
        let entries: Vec<Entry> = listed.iter().map(|listed| listed.entry.clone()).collect();
        let parties = enter_some(work, &entries, batch)?;
        let people: Vec<Entry> = listed
            .iter()
            .zip(&parties)
            .filter_map(|(listed, party)| contact_person(listed, *party))
            .collect();
        enter_some(work, &people, batch)?;
        let of_fresh = self.tighter_fresh.iter();
        let of_fresh = of_fresh.filter_map(|(at, tighter)| Some((*parties.get(*at)?, *tighter)));
        let tighter: Vec<_> = self.tighter.iter().copied().chain(of_fresh).collect();
        Ok(tighten(work, &tighter)?)
    }
}

fn enter_some(
    work: &mut Work<'_>,
    entries: &[Entry],
    batch: BatchId,
) -> Result<Vec<PartyId>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    Ok(enter_all(work, entries, Some(batch), Adding::ByFile)?)
}

fn contact_person(listed: &Listed, of: PartyId) -> Option<Entry> {
    let mut person = listed.contact_person.clone()?;
    person.origin.of = Some(of);
    Some(Entry::Person(person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_rows_are_known_again_after_an_interruption() {
        let refused =
            RefusedLines::from([(12, Refused::Likely), (4_000_017, Refused::ContactOfKnown)]);
        assert_eq!(of_kept(&kept(&refused)), refused);
        assert_eq!(of_kept(""), RefusedLines::new());
    }
}
