//! Whether two lists hold the same look-ups, each as often, whatever their order.
//!
//! A look-up becomes a point of the field of whole numbers modulo 2^61 - 1 by a linear map whose
//! factors are drawn at random, and a list the product of a random number minus its points: a
//! polynomial whose roots are the points, told by its value at a random place. Two different lists
//! of n look-ups have one value with a probability of some n / 2^61, and this is done twice, with
//! other numbers. The numbers are drawn for each comparison and leave it never, so nobody can
//! prepare rows that cancel each other out.

use std::hash::{BuildHasher, RandomState};

use basics::PartyId;

/// The modulus, a Mersenne prime.
const PRIME: u64 = (1 << 61) - 1;
/// Halves of the three numbers of a look-up.
const HALVES: usize = 6;

/// The numbers of one comparison.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    factors: [u64; HALVES],
    place: u64,
}

impl Drawn {
    fn draw() -> Self {
        let source = RandomState::new();
        let mut numbers = (0_u64..).map(|number| reduced(source.hash_one(number).into()));
        let mut next = || numbers.next().unwrap_or_default();
        Self {
            factors: std::array::from_fn(|_| next()),
            place: next(),
        }
    }

    /// The value of the polynomial of one look-up.
    fn value(&self, halves: &[u64; HALVES]) -> u64 {
        let terms = self.factors.iter().zip(halves);
        let point: u128 = terms
            .map(|(factor, half)| u128::from(*factor) * u128::from(*half))
            .sum();
        reduced(u128::from(self.place) + u128::from(PRIME - reduced(point)))
    }
}

/// Look-ups of one side of a comparison.
#[derive(Debug, Clone)]
pub(crate) struct LookUps {
    drawn: [Drawn; 2],
    values: [u64; 2],
}

impl LookUps {
    /// None, for a comparison of its own.
    pub(crate) fn none() -> Self {
        Self {
            drawn: [Drawn::draw(), Drawn::draw()],
            values: [1; 2],
        }
    }

    /// None, to be compared with these.
    pub(crate) const fn none_like(other: &Self) -> Self {
        Self {
            drawn: other.drawn,
            values: [1; 2],
        }
    }

    /// One more.
    pub(crate) fn add(&mut self, party: PartyId, sequence: i64, opened: i64) {
        let [one, two] = halves(party.get());
        let [three, four] = halves(sequence);
        let [five, six] = halves(opened);
        let halves = [one, two, three, four, five, six];
        for (drawn, value) in self.drawn.iter().zip(&mut self.values) {
            *value = product(*value, drawn.value(&halves));
        }
    }

    /// Those of another part of the same side.
    pub(crate) fn join(&mut self, other: &Self) {
        for (value, more) in self.values.iter_mut().zip(other.values) {
            *value = product(*value, more);
        }
    }

    /// Whether the other side holds the same.
    pub(crate) fn are(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

const fn halves(number: i64) -> [u64; 2] {
    let bits = number.cast_unsigned();
    [bits >> 32, bits & 0xffff_ffff]
}

fn product(one: u64, other: u64) -> u64 {
    reduced(u128::from(one) * u128::from(other))
}

/// The number in the field.
fn reduced(number: u128) -> u64 {
    let prime = u128::from(PRIME);
    // 2^61 is 1 in it. What is left after folding twice is at most 2^61 + 2^6.
    let once = (number & prime) + (number >> 61);
    let twice = (once & prime) + (once >> 61);
    let left = u64::try_from(twice).unwrap_or_default();
    if left >= PRIME { left - PRIME } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    type LookUp = (i64, i64, i64);

    fn a_look_up() -> impl Strategy<Value = LookUp> {
        (any::<i64>(), any::<i64>(), 0..2_i64)
    }

    fn told(none: &LookUps, all: &[LookUp]) -> LookUps {
        let mut told = LookUps::none_like(none);
        for (party, sequence, opened) in all {
            told.add(PartyId::new(*party), *sequence, *opened);
        }
        told
    }

    proptest! {
        #[test]
        fn the_same_look_ups_are_the_same_in_any_order_and_in_parts(
            all in vec(a_look_up(), 0..40), cut in any::<prop::sample::Index>(),
        ) {
            let none = LookUps::none();
            let mut sorted = all.clone();
            sorted.sort_unstable();
            let (front, back) = all.split_at(cut.index(all.len() + 1));
            let mut joined = told(&none, back);
            joined.join(&told(&none, front));
            prop_assert!(joined.are(&told(&none, &sorted)));
        }

        #[test]
        fn one_bit_of_one_of_them_makes_others(
            all in vec(a_look_up(), 1..40), at in any::<prop::sample::Index>(),
            bit in 0..64_u32, part in 0..3,
        ) {
            let none = LookUps::none();
            let mut changed = all.clone();
            let one = &mut changed[at.index(all.len())];
            let number = match part {
                0 => &mut one.0,
                1 => &mut one.1,
                _ => &mut one.2,
            };
            *number ^= 1 << bit;
            prop_assert!(!told(&none, &changed).are(&told(&none, &all)));
        }

        #[test]
        fn one_that_comes_twice_or_not_at_all_makes_others(
            all in vec(a_look_up(), 1..40), at in any::<prop::sample::Index>(),
        ) {
            let none = LookUps::none();
            let (mut twice, mut without) = (all.clone(), all.clone());
            twice.push(all[at.index(all.len())]);
            without.remove(at.index(all.len()));
            prop_assert!(!told(&none, &twice).are(&told(&none, &all)));
            prop_assert!(!told(&none, &without).are(&told(&none, &all)));
        }

        #[test]
        fn what_two_lists_swap_among_them_makes_others(
            one in a_look_up(), other in a_look_up(),
        ) {
            prop_assume!(one.0 != other.0 && one.1 != other.1);
            let none = LookUps::none();
            let swapped = [(one.0, other.1, one.2), (other.0, one.1, other.2)];
            prop_assert!(!told(&none, &swapped).are(&told(&none, &[one, other])));
        }

        #[test]
        fn a_number_is_reduced_as_by_division(number in any::<u128>()) {
            prop_assert_eq!(u128::from(reduced(number)), number % u128::from(PRIME));
        }
    }
}
