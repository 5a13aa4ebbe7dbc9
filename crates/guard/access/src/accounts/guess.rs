//! What a guesser tries first: how much of a password is left without it.
//!
//! Common words, the words of its owner's name and address, rows of keys, runs of the alphabet and
//! of digits, and whatever is repeated are struck out; the rest is counted. A list of whole
//! passwords would have to be endless; those on every published list are these put together.

/// Words and rows that stand at the head of every published list of common passwords, in Finland
/// and elsewhere, and longer ones that such lists hold as a whole.
const COMMON: [&str; 62] = [
    "password",
    "passwort",
    "passphrase",
    "salasana",
    "salakala",
    "lösenord",
    "losenord",
    "tunnussana",
    "qwerty",
    "qwertz",
    "azerty",
    "iloveyou",
    "letmein",
    "welcome",
    "tervetuloa",
    "välkommen",
    "valkommen",
    "trustno",
    "monkey",
    "dragon",
    "master",
    "shadow",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "starwars",
    "perkele",
    "vittu",
    "saatana",
    "suomi",
    "finland",
    "helsinki",
    "jyväskylä",
    "jyvaskyla",
    "tampere",
    "turku",
    "rakkaus",
    "minä",
    "kissa",
    "koira",
    "jääkiekko",
    "jaakiekko",
    "juventus",
    "liverpool",
    "administrator",
    "admin",
    "changeme",
    "secret",
    "default",
    "seloste",
    "kesä",
    "talvi",
    "correcthorsebatterystaple",
    "maytheforcebewithyou",
    "nevergonnagiveyouup",
    "mynameisinigomontoya",
    "thequickbrownfox",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb",
];

/// Rows in which neighbours follow each other.
const ROWS: [&str; 7] = [
    "qwertyuiopåasdfghjklöäzxcvbnm",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "12345678901234567890",
];

/// The shortest piece of a row that counts as one.
const RUN_MIN: usize = 3;
/// The shortest word of an owner that is struck out.
const OWN_MIN: usize = 3;

/// How many characters are left of a password without all that. Letters and digits count each,
/// other signs once each, spaces not.
pub(super) fn left(password: &str, own: &[&str]) -> usize {
    let mut text: Vec<char> = bare(password);
    for word in own.iter().flat_map(|words| parts(words)) {
        text = without(&text, &word);
    }
    let text = COMMON
        .iter()
        .fold(text, |text, word| without(&text, &bare(word)));
    let rest = without_repeats(&without_runs(&text)).len();
    let mut signs: Vec<char> = password.chars().filter(|sign| is_sign(*sign)).collect();
    signs.sort_unstable();
    signs.dedup();
    rest + signs.len()
}

fn is_sign(sign: char) -> bool {
    !sign.is_alphanumeric() && !sign.is_whitespace()
}

/// Lower case, letters and digits only.
fn bare(text: &str) -> Vec<char> {
    text.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a name or an address that are long enough to be told apart.
fn parts(words: &str) -> impl Iterator<Item = Vec<char>> + '_ {
    words
        .split(|sign: char| !sign.is_alphanumeric())
        .map(bare)
        .filter(|word| word.len() >= OWN_MIN)
}

/// The letter that a digit stands for in a disguised word.
const fn letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether a text begins with a word, disguised or not.
fn begins_with(text: &[char], word: &[char]) -> bool {
    let same = |(sign, wanted): (&char, &char)| sign == wanted || letter(*sign) == *wanted;
    !word.is_empty() && text.len() >= word.len() && text.iter().zip(word).all(same)
}

/// A text without every occurrence of a word.
fn without(text: &[char], word: &[char]) -> Vec<char> {
    let mut rest = Vec::with_capacity(text.len());
    let mut left = text;
    while let Some((first, others)) = left.split_first() {
        if begins_with(left, word) {
            left = left.get(word.len()..).unwrap_or_default();
        } else {
            rest.push(*first);
            left = others;
        }
    }
    rest
}

/// A text without its runs: of the alphabet, of digits, of keys, of one sign.
fn without_runs(text: &[char]) -> Vec<char> {
    let mut rest = Vec::with_capacity(text.len());
    let mut left = text;
    while !left.is_empty() {
        let run = run(left);
        let (taken, after) = left.split_at(run.max(1));
        if run < RUN_MIN {
            rest.extend_from_slice(taken);
        }
        left = after;
    }
    rest
}

/// How long the run is that a text begins with.
fn run(text: &[char]) -> usize {
    let steps = [-1, 0, 1].map(|step| {
        let follows = |pair: &&[char]| match pair {
            [one, other] => i64::from(u32::from(*one)) + step == i64::from(u32::from(*other)),
            _ => false,
        };
        1 + text.windows(2).take_while(follows).count()
    });
    let rows = ROWS.iter().map(|row| {
        let row: Vec<char> = row.chars().collect();
        let back: Vec<char> = row.iter().rev().copied().collect();
        on_row(text, &row).max(on_row(text, &back))
    });
    steps.into_iter().chain(rows).max().unwrap_or(1)
}

/// How many signs at the head of a text stand on a row beside each other.
fn on_row(text: &[char], row: &[char]) -> usize {
    let starts = (0..row.len()).filter_map(|at| row.get(at..));
    let same = |start: &[char]| {
        let pairs = text.iter().zip(start);
        pairs.take_while(|(one, other)| one == other).count()
    };
    starts.map(same).max().unwrap_or(0)
}

/// A text in which whatever is repeated at once stands once.
fn without_repeats(text: &[char]) -> Vec<char> {
    let mut rest: Vec<char> = text.to_vec();
    for size in (2..=text.len() / 2).rev() {
        let mut kept: Vec<char> = Vec::with_capacity(rest.len());
        let mut left = rest.as_slice();
        while let Some((first, others)) = left.split_first() {
            match left.split_at_checked(size) {
                Some((block, after)) if kept.ends_with(block) => left = after,
                _ => {
                    kept.push(*first);
                    left = others;
                }
            }
        }
        rest = kept;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("abcabcabc", 0)]
    #[case("kotkotkot", 3)]
    #[case("98765", 0)]
    #[case("poiuytrewq", 0)]
    #[case("aaaab", 1)]
    #[case("niitti", 6)]
    #[case("kana kana kana", 4)]
    #[case("maija", 0)]
    #[case("Maija1234", 0)]
    #[case("s4l4s4n4", 0)]
    #[case("!!!!!!", 1)]
    fn what_is_tried_first_does_not_count(#[case] password: &str, #[case] count: usize) {
        assert_eq!(left(password, &["Maija Mallikas"]), count);
    }
}
