//! Covering places of a text: what is covered is not in what leaves, and the bar in its place is as
//! long for every word.

use std::ops::Range;

/// What stands in the place of what is covered. It is no longer for a long name than for a short one.
pub(super) const BAR: &str = "■■■■■";

/// A text with a bar in the place of each of these ranges and of each of the further words, wherever
/// they stand, in whichever case.
pub(super) fn covered(text: &str, places: &[Range<usize>], further: &[String]) -> String {
    let mut all: Vec<Range<usize>> = places.to_vec();
    for word in further {
        all.extend(standing(text, word));
    }
    all.sort_unstable_by_key(|place| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for place in all {
        if place.end <= from {
            continue;
        }
        // Places that meet are one bar.
        if place.start >= from {
            out.push_str(text.get(from..place.start).unwrap_or_default());
            out.push_str(BAR);
        }
        from = place.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where a word stands in a text, in whichever case.
fn standing(text: &str, word: &str) -> Vec<Range<usize>> {
    let sought: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    if sought.is_empty() {
        return Vec::new();
    }
    // Each lower-case letter with the letter of the text that it comes from.
    let mut letters: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        letters.extend(c.to_lowercase().map(|lower| (lower, place.clone())));
    }
    let windows = letters.windows(sought.len());
    let same = windows.filter(|window| window.iter().map(|(c, _)| c).eq(sought.iter()));
    same.filter_map(|window| Some(window.first()?.1.start..window.last()?.1.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_covered_is_gone_and_its_length_with_it() {
        let text = "Matti ja Maximilian tulivat.";
        let all = covered(text, &[0..5, 9..19], &[]);
        assert_eq!(all, format!("{BAR} ja {BAR} tulivat."));
        assert_eq!(
            covered("Åke, ÅKE, åke.", &[], &["åke".into()]),
            format!("{BAR}, {BAR}, {BAR}.")
        );
        assert_eq!(covered("Matti Virtanen", &[0..7, 6..14], &[]), BAR);
        assert_eq!(covered("ennallaan", &[], &[String::new()]), "ennallaan");
    }

    proptest! {
        #[test]
        fn a_further_word_stands_nowhere_any_more(text in "[a-dA-DäÄ ]{0,40}", word in "[a-dä]{2,4}") {
            let out = covered(&text, &[], std::slice::from_ref(&word));
            prop_assert!(!out.to_lowercase().contains(&word), "{out}");
        }
    }
}
