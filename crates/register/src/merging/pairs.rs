//! Pairs of customers that look alike.
//!
//! Invariants: they are found without opening anything; the names that are shown are on the record
//! as listed; a pair of whom somebody found that they are two is shown no more; where only the
//! address and the last name are shared, a person decides, as families share both.

use basics::{ActorId, Instant, PartyId};
use formats::fold;
use guard::category::{Company, Identity};
use guard::{Alike, Ask, PartyKind, Work};
use policy::Right;

use super::Error;
use super::deed::kind;
use crate::people::{LIST_ROW, NameProofs};

store::statements! {
    /// Two that look alike are two.
    pub(crate) MARK: (PartyId, PartyId, Instant, ActorId) -> () =
        "insert into not_same (one_id, other_id, marked_ms, marked_by) values ($1, $2, $3, $4)
         on conflict (one_id, other_id) do nothing";

    /// Whether somebody found so.
    pub(crate) IS_MARKED: (PartyId, PartyId) -> i64 =
        "select cast(count(*) as bigint) from not_same where one_id = $1 and other_id = $2";
}

/// Pairs looked at for one page.
const WANTED: i64 = 50;

/// How alike two are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same business id or identity code.
    Certain,
    /// The same name, and the same e-mail or phone.
    Likely,
    /// The same last name and the same e-mail or phone, but another first name: perhaps a family.
    Tie,
}

impl Likeness {
    /// The key of its name.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Certain => "merging-certain",
            Self::Likely => "merging-likely",
            Self::Tie => "merging-tie",
        }
    }

    /// `certain`, `likely`, `tie`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Tie => "tie",
        }
    }
}

/// One of a pair.
pub struct One {
    /// Who.
    pub party: PartyId,
    /// Her name as lists show it.
    pub name: String,
    /// Her number.
    pub number: i64,
}

/// Two that look alike.
pub struct Pair {
    /// The one who is in the register for longer: the lower number.
    pub elder: One,
    /// The other.
    pub younger: One,
    /// How alike they are.
    pub likeness: Likeness,
}

impl Pair {
    /// The one that is not this one.
    #[must_use]
    pub fn other_than(&self, party: &PartyId) -> &One {
        if self.elder.party == *party {
            &self.younger
        } else {
            &self.elder
        }
    }
}

/// Some of the pairs.
pub struct Pairs {
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Where the next ones begin, where there may be more.
    pub next: Option<String>,
}

/// Pairs that look alike, behind a place, as far as the actor may merge them.
///
/// # Errors
///
/// The refusal without the right *merge*; the stores' failures.
pub fn pairs(work: &mut Work<'_>, after: Option<&str>) -> Result<Pairs, Error> {
    let after = after.and_then(|text| u64::from_str_radix(text, 16).ok());
    let found = work.alikes(after.map(u64::to_be_bytes), WANTED)?;
    let next = found.next.map(u64::from_be_bytes);
    Ok(Pairs {
        pairs: named(work, found.pairs)?,
        next: next.map(|next| format!("{next:016x}")),
    })
}

/// The pairs in which a customer is.
///
/// # Errors
///
/// As [`pairs`].
pub fn pairs_of(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Pair>, Error> {
    let found = work.alikes_of(party)?;
    named(work, found)
}

/// The pairs that nobody found to be two, with their names, all on one line of the trail for each
/// kind.
fn named(work: &mut Work<'_>, found: Vec<Alike>) -> Result<Vec<Pair>, Error> {
    let keys = found.iter().map(|pair| (pair.one, pair.other));
    let marked = work.tx().all_of(&IS_MARKED, keys)?;
    let left = found.into_iter().zip(marked);
    let left: Vec<Alike> = left
        .filter(|(_, marked)| marked.first() == Some(&0))
        .map(|(pair, _)| pair)
        .collect();
    let mut parties: Vec<PartyId> = left
        .iter()
        .flat_map(|pair| [pair.one, pair.other])
        .collect();
    parties.sort_unstable();
    parties.dedup();
    let rows = work
        .tx()
        .all_of(&LIST_ROW, parties.iter().map(|party| (*party,)))?;
    let mut kinds = Vec::with_capacity(parties.len());
    let mut numbers = std::collections::HashMap::new();
    for (party, rows) in parties.iter().zip(rows) {
        for (kind, number, ..) in rows {
            kinds.push((*party, kind));
            numbers.insert(*party, number);
        }
    }
    let proofs = NameProofs::ask(work, &kinds, Ask::list)?;
    let names = proofs.sorted_names(work, &kinds)?;
    let one = |party: PartyId| One {
        party,
        name: names.get(&party).cloned().unwrap_or_default(),
        number: numbers.get(&party).copied().unwrap_or_default(),
    };
    let pair = |alike: &Alike| {
        let (one, other) = (one(alike.one), one(alike.other));
        let likeness = if alike.sure {
            Likeness::Certain
        } else {
            by_name(&one.name, &other.name)
        };
        let (elder, younger) = if one.number <= other.number {
            (one, other)
        } else {
            (other, one)
        };
        Pair {
            elder,
            younger,
            likeness,
        }
    };
    let mut pairs: Vec<Pair> = left.iter().map(pair).collect();
    // What is certain comes first; otherwise as they lie in the index.
    pairs.sort_by_key(|pair| match pair.likeness {
        Likeness::Certain => 0,
        Likeness::Likely => 1,
        Likeness::Tie => 2,
    });
    Ok(pairs)
}

/// Whether the names of two who share an address and a last name are those of one: all words of the
/// shorter name stand in the longer.
fn by_name(one: &str, other: &str) -> Likeness {
    let (one, other) = (fold::words(one), fold::words(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.iter().all(|word| long.contains(word)) {
        Likeness::Likely
    } else {
        Likeness::Tie
    }
}

/// Somebody found that two who look alike are two: they are shown no more.
///
/// # Errors
///
/// The refusal without the right *merge*, or where one of them may not be touched; the store's
/// failure.
pub fn not_the_same(work: &mut Work<'_>, one: PartyId, other: PartyId) -> Result<(), Error> {
    if one == other {
        return Err(Error::Same);
    }
    let ask = Ask::change(&[one, other]).with(Right::Merge);
    match kind(work, one)? {
        PartyKind::Person => {
            let _noted = work.ask::<Identity>(ask)?;
        }
        PartyKind::Organisation => {
            let _noted = work.ask::<Company>(ask)?;
        }
    }
    // Both count as touched, so that undoing an import leaves them: something refers to them now.
    for party in [one, other] {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        work.touch(party, row.version)?;
    }
    let (now, by) = (work.now(), work.actor().id());
    let (one, other) = (one.min(other), one.max(other));
    work.tx().run(&MARK, (one, other, now, by))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mallikas Maija", "Mallikas Maija", Likeness::Likely)]
    #[case("Mallikas Maija Sofia", "Mallikas Maija", Likeness::Likely)]
    #[case("Mallikas Maija", "Mallikas Pekka", Likeness::Tie)]
    #[case("Mallikas Anna-Liisa", "Mallikas Anna", Likeness::Likely)]
    #[case("Mallikas", "Mallikas Maija", Likeness::Likely)]
    fn a_family_is_a_tie_that_asks(
        #[case] one: &str,
        #[case] other: &str,
        #[case] likeness: Likeness,
    ) {
        assert_eq!(by_name(one, other), likeness);
        assert_eq!(by_name(other, one), likeness);
    }
}
