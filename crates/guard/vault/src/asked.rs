//! What a search asks for: the readings of what somebody typed.
//!
//! First as it stands: a word is the beginning of a name, a number, or a street that is named whole,
//! with its number or by an ending that streets have; where a street stands with its number, whoever
//! lives there comes before that. Then a word beside others may be the town that somebody lives in. Only
//! where that finds nobody may a word be half the name of a street, or a town alone, and only then may
//! it hold a typing error: whoever types a name is shown nobody for living in a street or a town that
//! is called like it.

use formats::{Municipality, fold};

use crate::terms::{
    DELETED_FROM, Kind, PHONE_END, PREFIX_MAX, PREFIX_MIN, deletions, is_long, is_number,
    last_digits, pair, street, street_beginnings,
};

/// Words of a search that are looked for at most, and pairs of them.
const WORDS_MAX: usize = 6;
const PAIRS_MAX: usize = 2;

/// What a search allows for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allowing {
    /// Less than nothing: a street with its number is that address and nothing else.
    ThatStreet,
    /// Nothing: names begin as it was typed.
    Nothing,
    /// Beside another word, the town somebody lives in.
    Towns,
    /// Streets of which half the name was typed, and a town alone.
    HalfStreets,
    /// One typing error in each name, and in a street's name after its fourth letter.
    Errors,
}

impl Allowing {
    /// In the order in which they are tried: what is found first stands before the rest.
    pub(crate) const ALL: [Self; 5] = [
        Self::ThatStreet,
        Self::Nothing,
        Self::Towns,
        Self::HalfStreets,
        Self::Errors,
    ];

    /// Whether it is tried although somebody was found already, who stays before whom it finds.
    pub(crate) const fn goes_on(self) -> bool {
        matches!(self, Self::ThatStreet | Self::Nothing | Self::Towns)
    }

    /// Whether a word may be a town.
    const fn towns(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

/// One word of a search: any of its readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked(pub(crate) Vec<(Kind, String)>);

/// The readings of what somebody typed into the search box: all words must match, each by one of
/// its readings. No words where what is allowed for cannot change anything.
pub(crate) fn asked(text: &str, allowing: Allowing) -> Vec<Asked> {
    let whole = text.trim();
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let numeric = whole
        .chars()
        .all(|c| c.is_ascii_digit() || " +-()".contains(c));
    let plain = if whole.contains('@') {
        Some(vec![(Kind::Email, whole.to_lowercase())])
    } else {
        (numeric && !digits.is_empty()).then(|| number(whole, &digits))
    };
    match plain {
        Some(readings) if allowing == Allowing::Nothing => return vec![Asked(readings)],
        Some(_) => return Vec::new(),
        None => {}
    }
    let words = words(whole);
    let streets = streets(&words);
    if !changes(allowing, &words, &streets) {
        return Vec::new();
    }
    let clause = |(at, word): (usize, &String)| {
        let that_street = !streets.is_empty() && streets.iter().all(|street| street.covers(at));
        let mut readings = match allowing {
            Allowing::ThatStreet if that_street => Vec::new(),
            _ => word_of(word, allowing),
        };
        let covered = streets.iter().filter(|street| street.covers(at));
        readings.extend(covered.map(|street| (Kind::Street, street.line.clone())));
        Asked(readings)
    };
    // A word of one letter finds nobody by itself: it waits for its second letter.
    let waits = |word: &String| word.chars().nth(PREFIX_MIN - 1).is_none() && !is_number(word);
    let patient = words.iter().all(waits);
    let said = words
        .iter()
        .enumerate()
        .filter(|(_, word)| patient || !waits(word));
    let clauses = said.take(WORDS_MAX).map(clause);
    let names: Vec<&String> = match allowing {
        Allowing::Nothing => words.iter().collect(),
        Allowing::Towns => words.iter().filter(|word| town(word).is_none()).collect(),
        _ => Vec::new(),
    };
    if !streets.is_empty() {
        return clauses.collect();
    }
    pairs(&names).into_iter().chain(clauses).collect()
}

/// Whether what is allowed for can find anybody whom what is tried before does not, or earlier.
fn changes(allowing: Allowing, words: &[String], streets: &[Street]) -> bool {
    let has_town = || words.iter().any(|word| town(word).is_some());
    match allowing {
        Allowing::ThatStreet => !streets.is_empty(),
        Allowing::Nothing | Allowing::Errors => true,
        Allowing::Towns => words.len() > 1 && has_town(),
        Allowing::HalfStreets => words.iter().any(|word| may_be_half_a_street(word)) || has_town(),
    }
}

/// The municipality of this name: a town is found as the municipality of somebody's postal code.
fn town(word: &str) -> Option<Municipality> {
    if is_number(word) {
        return None;
    }
    Municipality::of_name(word)
}

/// What the words of names must have in common with a party beside each of them: its words in
/// pairs, which few have. Two words of which one begins with the other may both mean the same one.
fn pairs(words: &[&String]) -> Vec<Asked> {
    let names = words.iter().copied().filter(|word| goes_in_pairs(word));
    let names: Vec<&String> = names.collect();
    let said = names.iter().take(WORDS_MAX).zip(names.iter().skip(1));
    let differ = said.filter(|(one, other)| !one.starts_with(**other) && !other.starts_with(**one));
    differ
        .take(PAIRS_MAX)
        .map(|(one, other)| Asked(vec![(Kind::Pair, pair(one, other))]))
        .collect()
}

/// Whether a typed word can only be the beginning of a name's word, and a long enough one.
fn goes_in_pairs(word: &str) -> bool {
    is_long(word) && !word.contains(|c: char| c.is_ascii_digit()) && !is_street(word)
}

/// How the last words of streets end, folded. Endings that are common in last names stand for no
/// street, as in `Koskiranta`.
const STREET_ENDINGS: [&str; 15] = [
    "tie",
    "katu",
    "kuja",
    "polku",
    "väylä",
    "raitti",
    "kaari",
    "bulevardi",
    "esplanadi",
    "gatan",
    "vägen",
    "stigen",
    "gränden",
    "gränd",
    "esplanaden",
];

/// Whether a word names a street whole, such as `pajatie`.
fn is_street(word: &str) -> bool {
    let ends = |ending: &&str| word.len() > ending.len() && word.ends_with(*ending);
    STREET_ENDINGS.iter().any(ends)
}

/// Whether half the name of a street may be meant.
fn may_be_half_a_street(word: &str) -> bool {
    !is_number(word) && street_beginnings(word).next().is_some()
}

/// The streets that a word may name.
fn street_of(word: &str, allowing: Allowing) -> Option<(Kind, String)> {
    if is_number(word) {
        return None;
    }
    let beginning = match allowing {
        Allowing::ThatStreet | Allowing::Nothing | Allowing::Towns => {
            is_street(word).then(|| word.to_owned())
        }
        // What is typed whole and too short to be cut is a word of its own, as in `Vanha tie`.
        Allowing::HalfStreets => street_beginnings(word).next().or(Some(word.to_owned())),
        Allowing::Errors => street_beginnings(word).last(),
    };
    beginning.map(|beginning| (Kind::StreetWord, beginning))
}

/// The words of a text, each once.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in fold::words(text).into_iter().take(2 * WORDS_MAX) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Words that may be a street with its number: `pajatie 2` in `as oy pajatie 2 b 14`.
struct Street {
    line: String,
    first: usize,
    last: usize,
}

impl Street {
    const fn covers(&self, at: usize) -> bool {
        self.first <= at && at <= self.last
    }
}

/// Every street that the words before the first number may name. The stair and the flat after the
/// number belong to it.
fn streets(words: &[String]) -> Vec<Street> {
    let Some(number) = words.iter().position(|word| is_number(word)) else {
        return Vec::new();
    };
    let inside = |word: &&String| word.chars().count() <= 3;
    let flat = words.iter().skip(number + 1).take_while(inside).count();
    let street = |first: usize| {
        let line: Vec<&str> = words
            .iter()
            .take(number + 1)
            .skip(first)
            .map(String::as_str)
            .collect();
        Street {
            line: street(&line.join(" ")),
            first,
            last: number + flat,
        }
    };
    (0..number).map(street).collect()
}

/// A word among others: the beginning of a name, or a number of its own kind.
fn word_of(word: &str, allowing: Allowing) -> Vec<(Kind, String)> {
    let mut readings = name(word, allowing == Allowing::Errors);
    readings.extend(street_of(word, allowing));
    if let Some(town) = town(word).filter(|_| allowing.towns()) {
        readings.push((Kind::Municipality, town.number()));
    }
    let digits = word.chars().all(|c| c.is_ascii_digit());
    if digits {
        readings.extend(number(word, word));
    }
    readings
}

fn number(whole: &str, digits: &str) -> Vec<(Kind, String)> {
    let mut readings = vec![(Kind::Number, digits.trim_start_matches('0').to_owned())];
    if let Ok(phone) = formats::Phone::parse(whole) {
        readings.push((Kind::Phone, phone.as_str().to_owned()));
    }
    if digits.len() >= PHONE_END {
        readings.push((Kind::PhoneEnd, last_digits(digits)));
    }
    if digits.len() == 5 {
        readings.push((Kind::PostalCode, digits.to_owned()));
    }
    if let Ok(id) = formats::BusinessId::parse(whole) {
        readings.push((Kind::BusinessId, id.to_string()));
    }
    readings
}

fn name(word: &str, loose: bool) -> Vec<(Kind, String)> {
    if !loose {
        let prefix: String = word.chars().take(PREFIX_MAX).collect();
        return vec![(Kind::Prefix, prefix)];
    }
    let start: String = word.chars().take(DELETED_FROM).collect();
    // The error may stand in another word: this one may be right, and too short to forgive any.
    let mut readings = name(word, false);
    readings.extend(deletions(word).into_iter().map(|d| (Kind::Deletion, d)));
    // A letter was left out of what was typed: then the typed start is itself a deletion.
    let shorter: String = start.chars().take(DELETED_FROM - 1).collect();
    readings.push((Kind::Deletion, shorter));
    readings
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
