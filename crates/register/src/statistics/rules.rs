//! What of a count may be shown.
//!
//! Statistics count and never identify. Of a table with a total:
//!
//! - what is under five is not shown, nought neither, so that nobody learns that somebody is there;
//! - what would give it away by subtraction is not shown either: what is left out is always more
//!   than one cell, and five or more together;
//! - whatever is shown is rounded to the nearest five, each by itself.

/// The smallest count that is shown.
pub(super) const LEAST: i64 = 5;

/// A count to the nearest five.
pub(super) const fn rounded(count: i64) -> i64 {
    (count + 2) / 5 * 5
}

/// The cells and the total of a table as they may be shown; nothing stands for too few.
pub(super) fn shown(counts: &[i64]) -> (Vec<Option<i64>>, Option<i64>) {
    let total: i64 = counts.iter().sum();
    let mut open: Vec<bool> = counts.iter().map(|count| *count >= LEAST).collect();
    loop {
        let hidden = open.iter().filter(|open| !**open).count();
        let sum: i64 = counts
            .iter()
            .zip(&open)
            .filter(|(_, open)| !**open)
            .map(|(count, _)| count)
            .sum();
        let gives_away = hidden == 1 || (hidden > 1 && sum < LEAST);
        if !gives_away {
            break;
        }
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
    (cells.collect(), (total >= LEAST).then(|| rounded(total)))
}

#[cfg(test)]
mod tests {
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
    fn what_would_tell_of_somebody_is_left_out(
        #[case] counts: &[i64],
        #[case] cells: &[Option<i64>],
        #[case] total: Option<i64>,
    ) {
        assert_eq!(shown(counts), (cells.to_vec(), total));
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
