//! What a name says by itself: whether it is a company's, and in which order a person's stands.
//!
//! Pure. Invariant: where a name can be read in two ways, neither is chosen: the row is refused
//! and a person writes it clearly. A wrong last name would be found by nobody.
//!
//! Sources: company forms and their abbreviations (toiminimilaki 128/1979, osakeyhtiölaki
//! 624/2006, asunto-osakeyhtiölaki 1599/2009, yhdistyslaki 503/1989, säätiölaki 487/2015,
//! osuuskuntalaki 421/2013), in Finnish and Swedish, and the commonest from elsewhere.

use formats::fold;

/// Company forms that may stand anywhere in a name.
const FORMS: [&str; 18] = [
    "oy",
    "oyj",
    "ab",
    "abp",
    "ry",
    "rf",
    "tmi",
    "toiminimi",
    "osk",
    "asoy",
    "ltd",
    "gmbh",
    "inc",
    "llc",
    "plc",
    "seurakunta",
    "kaupunki",
    "aktiebolag",
];
/// Forms that are people's names too: only at the end of a name.
const LAST_FORMS: [&str; 4] = ["ky", "ay", "kb", "hb"];
/// What the last part of a word says: `Esimerkkisäätiö`, `Osuuskunta`, `Hemförening`.
const ENDINGS: [&str; 9] = [
    "säätiö",
    "stiftelse",
    "stiftelsen",
    "osuuskunta",
    "andelslag",
    "yhdistys",
    "förening",
    "föreningen",
    "osakeyhtiö",
];

/// Whether a name is an organisation's, by a company form in it.
pub(super) fn is_organisation(name: &str) -> bool {
    let words = fold::words(name);
    let Some(last) = words.last() else {
        return false;
    };
    // `r.y.` folds to two words.
    let dotted = words
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if matches!((a.as_str(), b.as_str()), ("r", "y" | "f") | ("o" | "k", "y"))));
    let formed = words.iter().any(|word| FORMS.contains(&word.as_str()));
    let ended = words
        .iter()
        .any(|word| ENDINGS.iter().any(|ending| word.ends_with(ending)));
    ended || (words.len() > 1 && (formed || dotted || LAST_FORMS.contains(&last.as_str())))
}

/// First names and last name of one column: nothing where their order cannot be told.
///
/// Finnish lists write both `Korhonen Maija` and `Maija Korhonen`. A comma decides (`Korhonen,
/// Maija`). Without one, common first names decide, where all of them stand on one side and
/// nothing else does; `Matti Pekka` and names that nobody knows stay undecided. A single word is a
/// last name, unless it is a common first name.
pub(super) fn in_one_column(whole: &str) -> Option<(String, String)> {
    if let Some((last, first)) = whole.split_once(',') {
        return Some((first.trim().to_owned(), last.trim().to_owned()));
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let first: Vec<bool> = words
        .iter()
        .map(|word| sample::is_first_name(word))
        .collect();
    if words.len() < 2 {
        let known = first.contains(&true);
        return (!known).then(|| (String::new(), whole.to_owned()));
    }
    let turns = first.windows(2).filter(|pair| pair.first() != pair.last());
    if turns.count() != 1 {
        return None;
    }
    let (firsts, lasts): (Vec<_>, Vec<_>) =
        words.iter().zip(&first).partition(|(_, first)| **first);
    let joined = |words: Vec<(&&str, &bool)>| {
        let words: Vec<&str> = words.into_iter().map(|(word, _)| *word).collect();
        words.join(" ")
    };
    Some((joined(firsts), joined(lasts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Kiinteistö Oy Kulma", true)]
    #[case("Asunto Oy Esimerkin Helmi", true)]
    #[case("As. Oy Helmi", true)]
    #[case("Bostads Ab Hörnet", true)]
    #[case("Tmi Maija Korhonen", true)]
    #[case("Esimerkki Ky", true)]
    #[case("Kylän nuoret r.y.", true)]
    #[case("Hemmets Förening rf", true)]
    #[case("Lastensäätiö", true)]
    #[case("Osk Maito", true)]
    #[case("Jyväskylän kaupunki", true)]
    #[case("Maija Korhonen", false)]
    #[case("Ky Nguyen", false)]
    #[case("Oy", false)]
    #[case("Oyama Ken", false)]
    #[case("", false)]
    fn a_company_form_makes_a_name_an_organisations(#[case] name: &str, #[case] is: bool) {
        assert_eq!(is_organisation(name), is, "{name}");
    }

    #[rstest]
    #[case("Korhonen, Maija Liisa", Some(("Maija Liisa", "Korhonen")))]
    #[case("Maija Korhonen", Some(("Maija", "Korhonen")))]
    #[case("Korhonen Maija", Some(("Maija", "Korhonen")))]
    #[case("Virtanen Anna Maria", Some(("Anna Maria", "Virtanen")))]
    #[case("Anna-Liisa Virtanen-Mäki", Some(("Anna-Liisa", "Virtanen-Mäki")))]
    #[case("Maija von Essen", Some(("Maija", "von Essen")))]
    #[case("Korhonen", Some(("", "Korhonen")))]
    #[case("Maija", None)]
    #[case("Matti Pekka", None)]
    #[case("Xyzzy Plugh", None)]
    #[case("Maija Korhonen Liisa", None)]
    fn the_order_of_a_name_in_one_column_is_told_by_first_names_or_not_at_all(
        #[case] whole: &str,
        #[case] told: Option<(&str, &str)>,
    ) {
        let told = told.map(|(first, last)| (first.to_owned(), last.to_owned()));
        assert_eq!(in_one_column(whole), told, "{whole}");
    }

    proptest! {
        #[test]
        fn no_word_of_a_name_is_lost(whole in "[A-Za-zäö]{1,8}( [A-Za-zäö]{1,8}){0,3}") {
            if let Some((first, last)) = in_one_column(&whole) {
                let joined = [first, last].join(" ");
                let mut told: Vec<&str> = joined.split_whitespace().collect();
                let mut words: Vec<&str> = whole.split_whitespace().collect();
                told.sort_unstable();
                words.sort_unstable();
                prop_assert_eq!(told, words);
            }
        }
    }
}
