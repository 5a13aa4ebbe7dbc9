//! What capabilities tell in a customer's timeline, and how it is put in one order.

use basics::{ActorId, Instant, Language, PartyId, RowId, number_at};
use guard::Work;
use policy::SourceKind;

/// One kind of moments in a customer's timeline, and who tells them.
#[derive(Clone, Copy)]
pub struct Told {
    /// What they are, as pages and addresses say it: `note`.
    pub kind: &'static str,
    /// The newest of them before a number.
    pub read: fn(&mut Work<'_>, &Before) -> Result<Moments, guard::Error>,
}

/// Of whom and before which moment a part of a timeline is read.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    /// Of whom.
    pub party: PartyId,
    /// The number before which they lie; rows are numbered in time.
    pub number: i64,
    /// How many are wanted.
    pub most: usize,
    /// In which language they are told.
    pub language: Language,
}

/// Moments of one kind, as far as the actor may see them.
#[derive(Default)]
pub struct Moments {
    /// The newest ones.
    pub told: Vec<Moment>,
    /// The number down to which they were read; nothing where there are no older ones.
    pub down_to: Option<i64>,
}

/// Something that happened in a customer's matters.
pub struct Moment {
    /// Its number, in time.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: ActorId,
    /// What happened, in words.
    pub title: String,
    /// What was written, said or put down.
    pub text: Option<String>,
    /// Where it came from.
    pub source: Option<SourceKind>,
}

/// One end of something that was written down and may be over since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Of which one, counted from 0.
    pub at: usize,
    /// Its number in time: that of the row, or one made of the instant at which it was over.
    pub number: i64,
    /// Whether it is the one at which it was over.
    pub over: bool,
}

/// The newest ends of all these before a moment, and the number down to which they were read.
pub fn both_ends(
    all: impl Iterator<Item = (RowId, Option<Instant>)>,
    before: &Before,
) -> (Vec<End>, Option<i64>) {
    let mut ends = Vec::new();
    for (at, (row, over)) in all.enumerate() {
        let end = |number, over| End { at, number, over };
        ends.push(end(row.get(), false));
        ends.extend(over.map(|instant| end(number_at(instant, row.get()), true)));
    }
    ends.retain(|end| end.number < before.number);
    ends.sort_unstable_by_key(|end| std::cmp::Reverse(end.number));
    let more = ends.len() > before.most;
    ends.truncate(before.most);
    let down_to = ends.last().filter(|_| more).map(|end| end.number);
    (ends, down_to)
}

/// A part of a timeline: moments with their kinds, the newest first, and the number before which
/// older ones begin, where there may be any.
pub type Part = (Vec<(&'static str, Moment)>, Option<i64>);

/// The newest moments of these kinds before a number, in one order.
///
/// # Errors
///
/// The refusal; the vault's and the store's failures.
pub fn in_order(
    kinds: impl Iterator<Item = Told>,
    work: &mut Work<'_>,
    before: &Before,
) -> Result<Part, guard::Error> {
    let mut parts = Vec::new();
    for told in kinds {
        parts.push((told.kind, (told.read)(work, before)?));
    }
    Ok(merged(parts, before.most))
}

fn merged(parts: Vec<(&'static str, Moments)>, most: usize) -> Part {
    let (mut all, mut down_to) = (Vec::new(), None);
    for (kind, part) in parts {
        down_to = down_to.max(part.down_to);
        all.extend(part.told.into_iter().map(|moment| (kind, moment)));
    }
    // What lies further back than one of the kinds was read to waits for the next part.
    all.retain(|(_, moment)| down_to.is_none_or(|number| moment.number >= number));
    all.sort_by_key(|(_, moment)| std::cmp::Reverse(moment.number));
    if all.len() > most {
        all.truncate(most);
        down_to = all.last().map(|(_, moment)| moment.number);
    }
    (all, down_to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(number: i64) -> Moment {
        Moment {
            number,
            at: Instant::from_ms(number),
            by: ActorId::new(1),
            title: String::new(),
            text: None,
            source: None,
        }
    }

    #[test]
    fn both_ends_of_a_thing_stand_where_they_happened() {
        let at = Instant::from_ms;
        let row = |ms| RowId::new(number_at(at(ms), 7));
        let all = [
            (row(30), None),
            (row(10), Some(at(40))),
            (row(20), Some(at(25))),
        ];
        let before = |number, most| Before {
            party: PartyId::new(1),
            number,
            most,
            language: Language::Fi,
        };
        let told = |ends: &[End]| {
            ends.iter()
                .map(|end| (end.at, end.over))
                .collect::<Vec<_>>()
        };
        let (ends, down_to) = both_ends(all.into_iter(), &before(i64::MAX, 3));
        assert_eq!(told(&ends), [(1, true), (0, false), (2, true)]);
        let (rest, end) = both_ends(all.into_iter(), &before(down_to.unwrap(), 3));
        assert_eq!(told(&rest), [(2, false), (1, false)]);
        assert_eq!(end, None);
    }

    /// What a kind tells before a number, as capabilities do.
    fn told(numbers: &[i64], before: i64, most: usize) -> Moments {
        let mut own: Vec<i64> = numbers
            .iter()
            .copied()
            .filter(|one| *one < before)
            .collect();
        own.sort_unstable_by_key(|one| std::cmp::Reverse(*one));
        let more = own.len() > most;
        own.truncate(most);
        Moments {
            down_to: own.last().copied().filter(|_| more),
            told: own.into_iter().map(moment).collect(),
        }
    }

    proptest! {
        #[test]
        fn part_after_part_tells_every_moment_once_and_in_order(
            kinds in proptest::collection::vec(proptest::collection::vec(0_i64..500, 0..40), 1..5),
            (read, most) in (1_usize..9, 1_usize..9),
        ) {
            // Numbers are unique across kinds, as the register's are.
            let count = i64::try_from(kinds.len()).expect("few");
            let kinds: Vec<Vec<i64>> = kinds
                .into_iter()
                .zip(0_i64..)
                .map(|(numbers, kind)| {
                    let mut own: Vec<i64> = numbers.iter().map(|one| one * count + kind).collect();
                    own.sort_unstable();
                    own.dedup();
                    own
                })
                .collect();
            let mut expected: Vec<i64> = kinds.iter().flatten().copied().collect();
            expected.sort_unstable_by_key(|one| std::cmp::Reverse(*one));
            let (mut found, mut before) = (Vec::new(), Some(i64::MAX));
            while let Some(number) = before {
                let parts = kinds.iter().map(|own| ("kind", told(own, number, read)));
                let (part, older) = merged(parts.collect(), most);
                prop_assert!(part.len() <= most);
                prop_assert!(older.is_none_or(|older| older < number), "it goes on");
                found.extend(part.iter().map(|(_, moment)| moment.number));
                before = older;
            }
            prop_assert_eq!(found, expected);
        }
    }
}
