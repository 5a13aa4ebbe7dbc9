//! Folding of names for search and comparison, the Finnish way.
//!
//! What people type and what stands in the register differ in case, hyphens, apostrophes, accents
//! and in how a computer composed the letter. Folding makes them equal:
//!
//! * lower case; NFC and NFD are the same;
//! * `å ä ö` are letters of their own and stay; `æ` is `ä`, `ø ő õ` are `ö`; other accents go
//!   (`é` is `e`), `ü ű` are `y`, `w` is `v`, `ß` is `ss`, `ð đ` are `d`, `þ` is `th`, `ł` is `l`;
//! * hyphens, spaces and all other signs part words, apostrophes vanish within one.
//!
//! Source: the Finnish tailoring of the Unicode collation algorithm (CLDR, `fi`), which puts these
//! letters together. Folded text is for comparing, never for showing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded words of a text, in their order.
///
/// ```
/// assert_eq!(formats::fold::words("Anna-Liisa O’Brien-Wäänänen"), ["anna", "liisa", "obrien", "väänänen"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    if text.chars().all(is_plain) {
        plain_words(text)
    } else {
        any_words(text)
    }
}

/// Whether a character is itself however it is composed, and takes no mark: most names hold no
/// others.
const fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö')
}

/// The words of a text of plain characters.
fn plain_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let characters = text.chars().filter(|c| !is_apostrophe(*c));
    for letter in characters.flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            push_letter(&mut word, letter);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The words of any text.
fn any_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    // Before decomposition: an acute accent that stands alone would become a space with an accent.
    let mut characters = text
        .chars()
        .filter(|c| !is_apostrophe(*c))
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfd()
        .peekable();
    while let Some(base) = characters.next() {
        if is_apostrophe(base) || is_combining_mark(base) {
            continue;
        }
        if !base.is_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        // The first mark that makes it another letter decides; the others are accents.
        let mut letter = base;
        while let Some(mark) = characters.next_if(|c| is_combining_mark(*c)) {
            if letter == base {
                letter = with_mark(base, mark).unwrap_or(base);
            }
        }
        push_letter(&mut word, letter);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The folded words joined by single spaces: two texts that are the same name fold to the same.
#[must_use]
pub fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// A text that sorts as Finns do when compared byte by byte: `å ä ö` after `z`, in that order.
#[must_use]
pub fn sort_key(text: &str) -> String {
    folded(text)
        .chars()
        .map(|c| match c {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            other => other,
        })
        .collect()
}

/// Folded words without their dots and rings (`å ä` become `a`, `ö` becomes `o`), as they stand in
/// e-mail addresses and host names, and as a foreign keyboard types them.
#[must_use]
pub fn plain(text: &str) -> String {
    folded(text)
        .chars()
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '‛' | '`' | '´' | 'ʼ' | 'ʹ' | '′' | '＇'
    )
}

/// A base letter and a mark that together are a letter of the Finnish alphabet (or sorted as one).
const fn with_mark(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('a', '\u{30A}') => Some('å'),
        ('a', '\u{308}') => Some('ä'),
        ('o', '\u{308}' | '\u{30B}' | '\u{303}') => Some('ö'),
        ('u', '\u{308}' | '\u{30B}') => Some('y'),
        _ => None,
    }
}

fn push_letter(word: &mut String, letter: char) {
    match letter {
        'w' => word.push('v'),
        'æ' => word.push('ä'),
        'ø' => word.push('ö'),
        'œ' => word.push_str("oe"),
        'ß' => word.push_str("ss"),
        'ð' | 'đ' => word.push('d'),
        'þ' => word.push_str("th"),
        'ł' => word.push('l'),
        'ı' => word.push('i'),
        'ŧ' => word.push('t'),
        'ŋ' => word.push('n'),
        'ħ' => word.push('h'),
        other => word.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Väinö", "Wäinö")]
    #[case("VIRTANEN", "virtanen")]
    #[case("Anna-Liisa", "Anna Liisa")]
    #[case("Mäki\u{2010}Petäjä", "Mäki-Petäjä")]
    #[case("O'Brien", "O’BRIEN")]
    #[case("O'Brien", "OBrien")]
    #[case("Müller", "Myller")]
    #[case("René", "rene")]
    #[case("Ma\u{308}kinen", "Mäkinen")]
    #[case("A\u{30a}berg", "Åberg")]
    #[case("Sørensen", "Sörensen")]
    #[case("Jæger", "Jäger")]
    #[case("Tõnis", "Tönis")]
    #[case("Šámmol", "Sammol")]
    #[case("Straße", "STRASSE")]
    #[case("  Oy   Ab ", "oy ab")]
    #[case("Ｍäki", "mäki")]
    fn the_same_name_folds_to_the_same(#[case] one: &str, #[case] other: &str) {
        assert_eq!(folded(one), folded(other));
        assert!(!folded(one).is_empty());
    }

    #[rstest]
    #[case("Hakala", "Häkälä")]
    #[case("Sjoberg", "Sjöberg")]
    #[case("Aberg", "Åberg")]
    #[case("Äberg", "Åberg")]
    fn letters_of_the_finnish_alphabet_stay_apart(#[case] one: &str, #[case] other: &str) {
        assert_ne!(folded(one), folded(other));
    }

    #[test]
    fn names_sort_as_in_a_finnish_telephone_book() {
        let mut names = [
            "Öhman", "Ärling", "Åberg", "Zitting", "Aalto", "Vuori", "Wahl",
        ];
        names.sort_by_key(|name| sort_key(name));
        let sorted = [
            "Aalto", "Wahl", "Vuori", "Zitting", "Åberg", "Ärling", "Öhman",
        ];
        assert_eq!(names, sorted);
    }

    #[test]
    fn plain_letters_make_an_address() {
        assert_eq!(plain("Päivi Åkerström"), "paivi akerstrom");
    }

    #[test]
    fn signs_alone_fold_to_nothing() {
        assert!(words(" – ’' . \u{301}").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".*") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn plain_characters_fold_as_any_do(text in "[ -~åäöÅÄÖ\n\t]*") {
            prop_assert_eq!(words(&text), any_words(&text));
        }

        #[test]
        fn composed_and_decomposed_letters_are_the_same(text in "[A-Za-zÀ-ÿĀ-ž' -]*") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(folded(&composed), folded(&decomposed));
        }

        #[test]
        fn words_are_lower_case_and_never_empty(text in ".*") {
            for word in words(&text) {
                prop_assert!(!word.is_empty());
                prop_assert!(!word.contains(|c: char| c.is_whitespace() || c.is_ascii_uppercase()));
            }
        }
    }
}
