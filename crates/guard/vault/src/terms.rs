//! What a party is found by: words folded and hashed.
//!
//! A token is HMAC-SHA-256 of a kind and a folded word under the index key, cut to eight bytes, of
//! which one bit tells whether the word is a party's own.
//! Nobody without the key can ask whether a name is there; what the sizes of the groups still tell
//! stands in `SECURITY.md`.
//!
//! Kinds: every beginning of two letters or more of each name word (to twelve letters); the first
//! three letters of every two name words together, so that first and last name need not be looked
//! for among everybody who has one of them; the single deletions of a word's first five letters, so
//! that one typing error still finds; e-mail,
//! phone and its last seven digits, street with number, postal code and its municipality, customer
//! number and business id whole; each word of a street's name, whole and its first four and six
//! letters, which is what a street costs to be found by half of its name. An identity code has a kind of its own that the general search cannot ask for.

use formats::{Municipality, fold};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::words::Words;

/// A token of the blind index.
pub(crate) type Token = [u8; 8];

/// What a word is. The letter is part of the hash and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Prefix,
    Pair,
    Deletion,
    Email,
    Phone,
    PhoneEnd,
    Street,
    /// A word of a street's name, or its first letters.
    StreetWord,
    PostalCode,
    Number,
    BusinessId,
    IdentityCode,
    /// An e-mail address with a last name.
    NamedEmail,
    /// A phone number with a last name.
    NamedPhone,
    /// A tag, by its number.
    Tag,
    /// What was chosen in a field of the controller.
    Field,
    /// The municipality of a postal code, by its number.
    Municipality,
}

impl Kind {
    /// Whether a word of this kind is a whole value, by which [`crate::Exact`] finds.
    pub(crate) const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Email | Self::Phone | Self::BusinessId | Self::IdentityCode
        )
    }

    /// Whether a word of this kind is as good as one party's own.
    const fn is_own(self) -> bool {
        self.is_whole()
            || matches!(
                self,
                Self::PhoneEnd | Self::Street | Self::Number | Self::NamedEmail | Self::NamedPhone
            )
    }

    const fn letter(self) -> u8 {
        match self {
            Self::Prefix => b'n',
            Self::Pair => b'w',
            Self::Deletion => b'd',
            Self::Email => b'e',
            Self::Phone => b'p',
            Self::PhoneEnd => b'q',
            Self::Street => b's',
            Self::StreetWord => b'r',
            Self::PostalCode => b'z',
            Self::Number => b'c',
            Self::BusinessId => b'b',
            Self::IdentityCode => b'i',
            Self::NamedEmail => b'm',
            Self::NamedPhone => b't',
            Self::Tag => b'g',
            Self::Field => b'f',
            Self::Municipality => b'u',
        }
    }
}

/// The shortest beginning of a name that finds.
pub(crate) const PREFIX_MIN: usize = 2;
pub(crate) const PREFIX_MAX: usize = 12;
/// How much of each word two words together find by.
const PAIRED: usize = 3;
pub(crate) const DELETED_FROM: usize = 5;
pub(crate) const PHONE_END: usize = 7;

/// What a party is found by. Built from its values, kept nowhere in the clear.
#[derive(Clone, Default)]
pub struct IndexTerms {
    pub(crate) words: Words,
    pub(crate) number: i64,
    /// The words of names so far, each once, that go in pairs.
    names: Vec<String>,
    /// The last names, or the names of an organisation, folded: by one of them and an address two
    /// may be the same.
    known_by: Vec<String>,
}

impl IndexTerms {
    /// No terms yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn add(&mut self, kind: Kind, word: &str) {
        self.words.add(kind, &[word]);
    }

    /// A name of a person or an organisation, of one word or several.
    pub fn name(&mut self, text: &str) {
        for word in fold::words(text) {
            for prefix in prefixes(&word) {
                self.add(Kind::Prefix, prefix);
            }
            for deletion in deletions(&word) {
                self.add(Kind::Deletion, &deletion);
            }
            if is_long(&word) && !self.names.contains(&word) {
                for other in &self.names {
                    self.words.add(Kind::Pair, &[&pair(other, &word)]);
                }
                self.names.push(word);
            }
        }
    }

    /// The last name of a person, or the whole name of an organisation: whoever shares it and an
    /// e-mail or a phone may be the same.
    pub fn known_by(&mut self, name: &str) {
        let name = fold::folded(name);
        if !name.is_empty() && !self.known_by.contains(&name) {
            self.known_by.push(name);
        }
    }

    /// An e-mail address, folded.
    pub fn email(&mut self, email: &str) {
        self.add(Kind::Email, &email.to_lowercase());
    }

    /// A phone number in E.164.
    pub fn phone(&mut self, phone: &str) {
        self.add(Kind::Phone, phone);
        self.add(Kind::PhoneEnd, &last_digits(phone));
    }

    /// A line of an address.
    pub fn street(&mut self, line: &str) {
        self.add(Kind::Street, &street(line));
        for word in street_words(line) {
            for beginning in street_beginnings(&word) {
                self.add(Kind::StreetWord, &beginning);
            }
            self.add(Kind::StreetWord, &word);
        }
    }

    /// A postal code, and the municipality it lies in.
    pub fn postal_code(&mut self, code: &str) {
        self.add(Kind::PostalCode, code);
        if let Some(municipality) = Municipality::of_postal_code(code) {
            self.add(Kind::Municipality, &municipality.number());
        }
    }

    /// The customer number: also what newer parties are told from older ones by.
    pub fn customer_number(&mut self, number: i64) {
        self.number = number;
        self.add(Kind::Number, &number.to_string());
    }

    /// The number of a customer that was merged into this one: it finds this one.
    pub fn former_number(&mut self, number: i64) {
        self.add(Kind::Number, &number.to_string());
    }

    /// A business id, canonical.
    pub fn business_id(&mut self, id: &str) {
        self.add(Kind::BusinessId, id);
    }

    /// A tag, by its number. The general search cannot ask for one.
    pub fn tag(&mut self, id: &str) {
        self.add(Kind::Tag, id);
    }

    /// What was chosen in a field, by the keys of both. The general search cannot ask for it.
    pub fn chosen(&mut self, field: &str, choice: &str) {
        self.add(Kind::Field, &chosen(field, choice));
    }

    /// An identity code, all eleven characters.
    pub fn identity_code(&mut self, code: &str) {
        self.add(Kind::IdentityCode, code);
    }
}

/// A choice of a field as one word. No key holds an equals sign.
pub(crate) fn chosen(field: &str, choice: &str) -> String {
    [field, "=", choice].concat()
}

pub(crate) fn is_long(word: &str) -> bool {
    word.chars().nth(PAIRED - 1).is_some()
}

/// The beginnings of two words, in one order whichever comes first.
pub(crate) fn pair(one: &str, other: &str) -> String {
    let start = |word: &str| word.chars().take(PAIRED).collect::<String>();
    let (one, other) = (start(one), start(other));
    let (first, last) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    [&first, " ", &last].concat()
}

pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn prefixes(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends = ends.take(PREFIX_MAX).skip(PREFIX_MIN - 1);
    ends.filter_map(|end| word.get(..end))
}

/// The first five letters without one of them; nothing for a shorter word.
pub(crate) fn deletions(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(DELETED_FROM).collect();
    if letters.len() < DELETED_FROM {
        return Vec::new();
    }
    let without = |gone: usize| {
        letters
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != gone)
            .map(|(_, letter)| *letter)
            .collect()
    };
    let mut all: Vec<String> = (0..DELETED_FROM).map(without).collect();
    all.dedup();
    all
}

/// Street words and the number, folded: `pajatie 2`.
pub(crate) fn street(line: &str) -> String {
    let words = fold::words(line);
    let end = words
        .iter()
        .position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let kept = end.map_or(words.len(), |at| at + 1);
    let mut line: Vec<String> = words.into_iter().take(kept).collect();
    if let Some(last) = line.last_mut().filter(|_| end.is_some()) {
        last.retain(|c| c.is_ascii_digit());
    }
    line.join(" ")
}

/// The words of a street's name, without what is too short to be one: `vanha`, `viertotie`.
fn street_words(line: &str) -> impl Iterator<Item = String> {
    let words = fold::words(line).into_iter();
    let named = words.take_while(|word| !is_number(word));
    named.filter(|word| is_long(word))
}

/// How many letters of a word of a street's name find, the longest first.
const STREET_BEGINNINGS: [usize; 2] = [6, 4];

/// The beginnings of a word by which a street is found, the longest first.
pub(crate) fn street_beginnings(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let beginnings = STREET_BEGINNINGS.into_iter();
    beginnings.filter_map(move |length| Some(letters.get(..length)?.iter().collect()))
}

pub(crate) fn last_digits(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits
        .iter()
        .skip(digits.len().saturating_sub(PHONE_END))
        .collect()
}

/// The bit of a token's first byte that sets apart what is a party's own. Tokens that many have lie
/// among one another, and so do those that one has: many parties that are written at once then
/// change few pages of the index, and what single values find lies close together.
const OWN: u8 = 0x80;

/// Makes tokens under the index key.
#[derive(Clone)]
pub(crate) struct Tokens(Hmac<Sha256>);

impl Tokens {
    pub(crate) fn new(key: &[u8; 32]) -> Option<Self> {
        Hmac::new_from_slice(key).ok().map(Self)
    }

    pub(crate) fn of(&self, kind: Kind, word: &str) -> Token {
        let mut mac = self.0.clone();
        mac.update(&[kind.letter()]);
        mac.update(word.as_bytes());
        let whole = mac.finalize().into_bytes();
        let mut token = [0; 8];
        for (slot, byte) in token.iter_mut().zip(whole) {
            *slot = byte;
        }
        let [first, ..] = &mut token;
        *first = if kind.is_own() {
            *first | OWN
        } else {
            *first & !OWN
        };
        token
    }

    /// What a party is the same as another by, sorted, each once, and whether it is for certain.
    pub(crate) fn same(&self, terms: &IndexTerms) -> Vec<(Token, bool)> {
        let mut same = Vec::new();
        for (kind, word) in terms.words.iter() {
            let named = match kind {
                Kind::BusinessId | Kind::IdentityCode => {
                    same.push((self.of(kind, word), true));
                    continue;
                }
                Kind::Email => Kind::NamedEmail,
                Kind::Phone => Kind::NamedPhone,
                _ => continue,
            };
            for name in &terms.known_by {
                same.push((self.of(named, &[word, "\n", name].concat()), false));
            }
        }
        same.sort_unstable();
        same.dedup();
        same
    }

    /// Every token of a party, sorted, each once.
    pub(crate) fn all(&self, terms: &IndexTerms) -> Vec<Token> {
        let words = terms.words.iter();
        let mut tokens: Vec<Token> = words.map(|(kind, word)| self.of(kind, word)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }
}

#[cfg(test)]
#[path = "terms_tests.rs"]
mod tests;
