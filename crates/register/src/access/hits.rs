//! Where a text seems to tell of somebody else: telephone numbers, e-mail addresses, what has the
//! shape of an identity code, in whose care an address is (`c/o`), the names of those who stand beside
//! her, and words that are the name of another party.
//!
//! Pure: whether two words are somebody's name is asked elsewhere, by [`Pair`]. Never complete: a
//! first name alone, a nickname, a neighbour who is no party are found by nobody but a reader.
//!
//! Source: GDPR art. 15(4), 20(4).

use std::collections::HashSet;

use formats::fold;

/// Why a place in a text is proposed to be covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// The shape of an identity code.
    IdentityCode,
    /// An e-mail address that is not hers.
    Email,
    /// A telephone number that is not hers.
    Phone,
    /// In whose care her post is sent.
    CareOf,
    /// The name of somebody who stands beside her.
    Related,
    /// The name of another party.
    Named,
}

impl Why {
    /// The key of its text.
    pub(super) const fn text_key(self) -> &'static str {
        match self {
            Self::IdentityCode => "access-package-hit-code",
            Self::Email => "access-package-hit-email",
            Self::Phone => "access-package-hit-phone",
            Self::CareOf => "access-package-hit-care-of",
            Self::Related => "access-package-hit-related",
            Self::Named => "access-package-hit-named",
        }
    }
}

/// A place in a text, by bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) why: Why,
}

/// Two words beside each other that may be somebody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The words as they may stand in the register, folded: any of these.
    pub(super) readings: Vec<(String, String)>,
}

/// What is known to be hers, and who stands beside her.
#[derive(Default)]
pub(super) struct Known {
    own_words: HashSet<String>,
    own_emails: HashSet<String>,
    own_phones: HashSet<String>,
    related: HashSet<String>,
}

/// The shortest word of a name that is looked for by itself.
const NAME_MIN: usize = 3;
/// The digits by which telephone numbers are compared.
const PHONE_END: usize = 7;
/// How many digits a telephone number has.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// Digits after which a zero behind a space begins another number.
const WHOLE: usize = 9;
/// Characters of an identity code.
const CODE: usize = 11;

impl Known {
    /// A value of hers: a name, a number, an address. In whose care it is, is somebody else's name.
    pub(super) fn own(&mut self, text: &str) {
        let mut from = 0;
        for (start, end) in care_of(text) {
            let hers = text.get(from..start).unwrap_or_default();
            self.own_words.extend(fold::words(hers));
            from = end;
        }
        let rest = text.get(from..).unwrap_or_default();
        self.own_words.extend(fold::words(rest));
        for (start, end) in emails(text) {
            let email = text.get(start..end).unwrap_or_default();
            self.own_emails.insert(email.to_lowercase());
        }
        for (start, end) in phones(text) {
            let phone = text.get(start..end).unwrap_or_default();
            self.own_phones.insert(last_digits(phone));
        }
    }

    /// What somebody beside her is called.
    pub(super) fn related(&mut self, name: &str) {
        let words = fold::words(name).into_iter();
        let long = words.filter(|word| word.chars().count() >= NAME_MIN);
        self.related.extend(long);
    }

    /// What a text has of others, as far as it is told by its shape or by those beside her.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let said = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
        let mut hits = Vec::new();
        let mut add = |(start, end), why| hits.push(Hit { start, end, why });
        for place in codes(text) {
            add(place, Why::IdentityCode);
        }
        for place in emails(text) {
            if !self
                .own_emails
                .contains(&said(place.0, place.1).to_lowercase())
            {
                add(place, Why::Email);
            }
        }
        for place in phones(text) {
            if !self
                .own_phones
                .contains(&last_digits(said(place.0, place.1)))
            {
                add(place, Why::Phone);
            }
        }
        for place in care_of(text) {
            add(place, Why::CareOf);
        }
        for word in words(text) {
            if word.capital && self.is_related(word.text) {
                add((word.start, word.end), Why::Related);
            }
        }
        apart(hits)
    }

    /// Whether a word is one of the names of those beside her, in whichever case: `Matin` of
    /// `Matti`. A word that is hers as well is not.
    fn is_related(&self, word: &str) -> bool {
        let folded = fold::words(word);
        let own = |word: &String| self.own_words.contains(word);
        if folded.is_empty() || folded.iter().all(own) {
            return false;
        }
        let beside = |word: &String| self.related.iter().any(|name| inflected(name, word));
        folded.iter().any(beside)
    }

    /// The pairs of words that may be the name of somebody in the register and are not hers.
    pub(super) fn pairs(&self, text: &str) -> Vec<Pair> {
        let words = words(text);
        let mut pairs = Vec::new();
        for both in words.windows(2) {
            let [one, other] = both else { continue };
            let gap = text.get(one.end..other.start).unwrap_or("-");
            let beside = !gap.is_empty() && gap.chars().all(|c| c == ' ');
            let names = |word: &Word<'_>| word.capital && word.text.chars().nth(1).is_some();
            if !beside || !names(one) || !names(other) {
                continue;
            }
            let (first, last) = (fold::words(one.text), fold::words(other.text));
            let (Some(first), Some(last)) = (first.first(), last.last()) else {
                continue;
            };
            if self.own_words.contains(first) && self.own_words.contains(last) {
                continue;
            }
            let readings = base_forms(last).into_iter();
            pairs.push(Pair {
                start: one.start,
                end: other.end,
                readings: readings.map(|last| (first.clone(), last)).collect(),
            });
        }
        pairs
    }
}

/// Hits in their order, apart from each other: those that overlap become one, so that nothing of either
/// stays readable. It is there for the reason of the first.
pub(super) fn apart(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.why));
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match kept.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => kept.push(hit),
        }
    }
    kept
}

/// Whether a word may be a name in some case: equal, or beginning as it does but for its last
/// letters, which Finnish changes (`Virtasen`, `Matille`).
fn inflected(name: &str, word: &str) -> bool {
    if name == word {
        return true;
    }
    let long = name.chars().count();
    let common = name.chars().zip(word.chars());
    let common = common.take_while(|(one, other)| one == other).count();
    long > NAME_MIN && common >= NAME_MIN.max(long.saturating_sub(3))
}

/// Endings of a last name on `-nen` in other cases.
const NEN: [&str; 11] = [
    "sen", "selle", "sella", "sellä", "selta", "seltä", "sesta", "sestä", "sessa", "sessä", "sta",
];
/// Endings that cases put behind a name.
const ENDINGS: [&str; 13] = [
    "lle", "lla", "llä", "lta", "ltä", "sta", "stä", "ssa", "ssä", "n", "a", "ä", "s",
];
/// How many forms of a word are asked for at most.
const FORMS_MAX: usize = 4;

/// What a last name may be in the register that stands in a text in some case, folded; itself
/// first.
fn base_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let mut add = |form: String| {
        if forms.len() < FORMS_MAX && form.chars().count() >= NAME_MIN && !forms.contains(&form) {
            forms.push(form);
        }
    };
    for ending in NEN {
        if let Some(stem) = word.strip_suffix(ending) {
            add([stem, "nen"].concat());
        }
    }
    for ending in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending) {
            add(stem.to_owned());
        }
    }
    forms
}

/// A word of a text, by bytes.
struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    capital: bool,
}

/// The words of a text: letters, with hyphens and apostrophes within them.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut begun: Option<usize> = None;
    let end = std::iter::once((text.len(), ' '));
    for (at, c) in text.char_indices().chain(end) {
        let inner = c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '\u{301}' | '\u{308}');
        match begun {
            None if c.is_alphabetic() => begun = Some(at),
            Some(start) if !inner => {
                let word = text.get(start..at).unwrap_or_default();
                let whole = word.trim_end_matches(|c: char| !c.is_alphabetic());
                words.push(Word {
                    start,
                    end: start + whole.len(),
                    text: whole,
                    capital: whole.starts_with(char::is_uppercase),
                });
                begun = None;
            }
            _ => {}
        }
    }
    words
}

/// Where e-mail addresses stand.
fn emails(text: &str) -> Vec<(usize, usize)> {
    let parts = |c: char| c.is_whitespace() || ",;:<>()[]\"'".contains(c);
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split(parts) {
        let begins = start;
        start += part.len();
        start += text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let whole = part.trim_end_matches(['.', '!', '?']);
        let address = whole.split_once('@');
        if address.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')) {
            found.push((begins, begins + whole.len()));
        }
    }
    found
}

/// Where telephone numbers stand: a plus or a zero and as many digits as one has, in groups.
fn phones(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    let mut before = ' ';
    let end = std::iter::once((text.len(), '\n'));
    for (at, c) in text.char_indices().chain(end) {
        // A whole number stands there, and another one begins.
        let another = c == '+' || (c == '0' && before == ' ');
        if let Some((start, last, _)) = run.filter(|run| another && run.2 >= WHOLE) {
            found.push((start, last));
            run = None;
            before = ' ';
        }
        run = match run {
            Some((start, _, digits)) if c.is_ascii_digit() => Some((start, at + 1, digits + 1)),
            Some(run) if matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}') => Some(run),
            Some((start, last, digits)) => {
                // A word behind a blank ends it; a letter of its own makes it something else.
                if PHONE_DIGITS.contains(&digits) && (last < at || !c.is_alphanumeric()) {
                    found.push((start, last));
                }
                None
            }
            None if matches!(c, '+' | '0') && !before.is_alphanumeric() && before != '.' => {
                Some((at, at + 1, usize::from(c == '0')))
            }
            None => None,
        };
        before = c;
    }
    found
}

/// Where it is said in whose care an address is: what stands behind `c/o`, to the end of its part.
pub(super) fn care_of(text: &str) -> Vec<(usize, usize)> {
    const MARK: &str = "c/o";
    let mut found = Vec::new();
    let mut from = 0;
    for part in text.split_inclusive([',', ';', '\n']) {
        from += part.len();
        let folded = part.to_ascii_lowercase();
        let Some(at) = folded.find(MARK) else {
            continue;
        };
        let inside = part.get(..at).unwrap_or_default();
        if inside.ends_with(char::is_alphanumeric) {
            continue;
        }
        let name = part.get(at + MARK.len()..).unwrap_or_default();
        let name = name.trim_start_matches([':', '.', ' ', '\u{a0}']);
        let start = from - name.len();
        let name = name.trim_end_matches([',', ';', '\n', '\r', ' ', '\u{a0}']);
        if !name.is_empty() {
            found.push((start, start + name.len()));
        }
    }
    found
}

fn last_digits(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(PHONE_END);
    digits.into_iter().skip(from).collect()
}

/// Where something has the shape of an identity code (henkilötunnus), right or wrong.
fn codes(text: &str) -> Vec<(usize, usize)> {
    let all: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    for (at, window) in all.windows(CODE).enumerate() {
        let shaped = window
            .iter()
            .enumerate()
            .all(|(place, (_, c))| match place {
                6 => matches!(c, '+' | '-' | 'A'..='F' | 'U'..='Y' | 'a'..='f' | 'u'..='y'),
                10 => c.is_ascii_alphanumeric(),
                _ => c.is_ascii_digit(),
            });
        let inner = |at: Option<&(usize, char)>| at.is_some_and(|(_, c)| c.is_alphanumeric());
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        if !shaped || inner(before) || inner(all.get(at + CODE)) {
            continue;
        }
        let end = all.get(at + CODE).map_or(text.len(), |(end, _)| *end);
        found.extend(window.first().map(|(start, _)| (*start, end)));
    }
    found
}

#[cfg(test)]
#[path = "hits_tests.rs"]
mod tests;
