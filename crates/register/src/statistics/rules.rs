//! What of a count may be shown.
//!
//! Statistics count and never identify. Of a table with a total:
//!
//! - what is under five is not shown, nought neither, so that nobody learns that somebody is there;
//! - what would give it away by subtraction is not shown either: what is left out is always more
//!   than one cell, five or more together, and the total leaves so much open that whoever knows these
//!   rules learns of none of them what it is, nor that it is not nought;
//! - whatever is shown is rounded to the nearest five, each by itself.

/// The smallest count that is shown.
pub(super) const LEAST: i64 = 5;

/// A count to the nearest five.
pub(super) const fn rounded(count: i64) -> i64 {
    (count + 2) / 5 * 5
}

/// The cells and the total of a table as they may be shown; nothing stands for too few.
pub(super) fn shown(counts: &[i64]) -> (Vec<Option<i64>>, Option<i64>) {
    let sum: i64 = counts.iter().sum();
    let total = (sum >= LEAST).then(|| rounded(sum));
    let mut open: Vec<bool> = counts.iter().map(|count| *count >= LEAST).collect();
    while gives_away(counts, &open, total) {
        let cells = counts.iter().zip(&mut open);
        let smallest = cells
            .filter(|(_, open)| **open)
            .min_by_key(|(count, _)| **count);
        match smallest {
            Some((_, open)) => *open = false,
            None => break,
        }
    }
    let cells = counts.iter().zip(open);
    let cells = cells.map(|(count, open)| open.then(|| rounded(*count)));
    (cells.collect(), total)
}

/// What rounding leaves open, to either side.
const OPEN: i64 = 2;
/// The fewest values the largest of what is left out could have, where the rest of it were nought.
const VALUES: i64 = 3;

/// Whether something of what is left out follows from what is shown: it is alone, it is too little
/// altogether, or the total less the rest says too much of it.
fn gives_away(counts: &[i64], open: &[bool], total: Option<i64>) -> bool {
    let of = |is_open: bool| {
        let cells = counts.iter().zip(open);
        let own = cells.filter(move |(_, open)| **open == is_open);
        own.map(|(count, _)| *count)
    };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let hidden = number(of(false).count());
    if hidden == 0 {
        return false;
    }
    if hidden == 1 || of(false).sum::<i64>() < LEAST {
        return true;
    }
    let shown: Vec<i64> = of(true).map(rounded).collect();
    let (Some(total), Some(smallest)) = (total, shown.iter().min()) else {
        return false;
    };
    says_too_much(total, &shown, *smallest, hidden)
}

/// Whether a total less the cells that are shown says too much of those that are not. It looks at
/// nothing but what is shown, so that the answer tells no more than that does.
fn says_too_much(total: i64, shown: &[i64], smallest: i64, hidden: i64) -> bool {
    // What all of the hidden together may come to.
    let from = (total - OPEN - shown.iter().map(|cell| cell + OPEN).sum::<i64>()).max(LEAST);
    let least = |cell: i64| (cell - OPEN).max(LEAST);
    let to = total + OPEN - shown.iter().map(|cell| least(*cell)).sum::<i64>();
    // All of them small, and any of them nought.
    if from <= to.min((LEAST - 1) * (hidden - 1)) {
        return false;
    }
    // One of them all of it: the smallest of those that could be shown, so no larger than any of
    // those that are. What is more than the least of these makes each of them larger too.
    let alike = i64::try_from(shown.iter().filter(|cell| **cell == smallest).count());
    let (alike, least) = (alike.unwrap_or(i64::MAX - 1), least(smallest));
    let largest = if to <= least {
        to
    } else {
        to.saturating_add(alike.saturating_mul(least)) / (1 + alike)
    };
    largest.min(smallest + OPEN) - from + 1 < VALUES
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing(&[], &[], None)]
    #[case::all_large(&[12, 23], &[Some(10), Some(25)], Some(35))]
    #[case::one_small_takes_the_next(&[4, 12, 40], &[None, None, Some(40)], Some(55))]
    #[case::two_small_of_too_few(&[1, 2, 30], &[None, None, None], Some(35))]
    #[case::two_small_of_enough(&[3, 4, 30], &[None, None, Some(30)], Some(35))]
    #[case::nought_is_not_shown(&[0, 12, 40], &[None, None, Some(40)], Some(50))]
    #[case::too_few_in_all(&[1, 2], &[None, None], None)]
    #[case::the_total_leaves_only_one_table(&[7, 7, 4], &[None, None, None], Some(20))]
    fn what_would_tell_of_somebody_is_left_out(
        #[case] counts: &[i64],
        #[case] cells: &[Option<i64>],
        #[case] total: Option<i64>,
    ) {
        assert_eq!(shown(counts), (cells.to_vec(), total));
    }

    /// What is shown of a table: its cells and its total.
    type Shown = (Vec<Option<i64>>, Option<i64>);

    /// Every table of so many cells whose counts come to so much at most.
    fn tables(cells: usize, sum: i64) -> Vec<Vec<i64>> {
        if cells == 0 {
            return vec![Vec::new()];
        }
        let each = (0..=sum).flat_map(|first| {
            let rest = tables(cells - 1, sum - first).into_iter();
            rest.map(move |mut table| {
                table.push(first);
                table
            })
        });
        each.collect()
    }

    /// Whoever knows the rules and sees the page asks for every table that would look so. The total
    /// says what they come to, so all of them are among those tried.
    #[rstest]
    #[case::two(2, 60)]
    #[case::three(3, 45)]
    #[case::four(4, 28)]
    #[case::five(5, 24)]
    fn nothing_that_is_left_out_follows_from_what_is_shown(#[case] cells: usize, #[case] sum: i64) {
        let mut looks: HashMap<Shown, Vec<Vec<i64>>> = HashMap::new();
        for table in tables(cells, sum) {
            looks.entry(shown(&table)).or_default().push(table);
        }
        let (mut hidden, mut seen) = (0, 0);
        for ((cells, total), alike) in looks {
            if total.is_some_and(|total| total + OPEN > sum) {
                continue;
            }
            for (at, cell) in cells.iter().enumerate() {
                if cell.is_some() {
                    seen += 1;
                    continue;
                }
                hidden += 1;
                let possible: BTreeSet<i64> = alike.iter().map(|table| table[at]).collect();
                let told = format!("{cells:?} {total:?}, cell {at}: {possible:?}");
                assert!(possible.len() >= 5 && possible.contains(&0), "{told}");
            }
        }
        assert!(hidden > 0 && seen > 0, "some are left out and some are not");
    }

    proptest! {
        #[test]
        fn what_is_hidden_is_never_alone_and_never_under_five_beside_what_is_shown(
            counts in proptest::collection::vec(0_i64..60, 0..8),
        ) {
            let (cells, total) = shown(&counts);
            let hidden: Vec<i64> = counts.iter().zip(&cells)
                .filter(|(_, cell)| cell.is_none())
                .map(|(count, _)| *count)
                .collect();
            if cells.iter().any(Option::is_some) {
                prop_assert!(hidden.len() != 1);
                prop_assert!(hidden.is_empty() || hidden.iter().sum::<i64>() >= LEAST);
            }
            for (count, cell) in counts.iter().zip(&cells) {
                prop_assert!(cell.is_none_or(|cell| *count >= LEAST && cell % 5 == 0 && (cell - count).abs() <= 2));
            }
            prop_assert!(total.is_none_or(|total| total % 5 == 0 && total >= LEAST));
        }
    }
}
