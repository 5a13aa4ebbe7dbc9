//! The known word nearest to a misspelt one.

/// The known word that takes the fewest changed, added or left-out letters, where those are few
/// enough to be a slip.
pub(crate) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let most = (word.chars().count() / 3).max(2);
    known
        .into_iter()
        .map(|candidate| (changes(word, candidate), candidate))
        .filter(|(changes, _)| *changes <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance, one row at a time.
fn changes(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = index + 1;
        next.push(left);
        for ((above_left, above), there) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let kept = above_left + usize::from(letter != *there);
            left = kept.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("markting", Some("marketing"))]
    #[case("sevices", Some("services"))]
    #[case("contacts", Some("contact"))]
    #[case("identity-code", Some("identity_code"))]
    #[case("weather", None)]
    #[case("", None)]
    fn a_slip_finds_its_word(#[case] word: &str, #[case] expected: Option<&str>) {
        let known = ["marketing", "services", "contact", "identity_code"];
        assert_eq!(nearest(word, known), expected);
    }
}
