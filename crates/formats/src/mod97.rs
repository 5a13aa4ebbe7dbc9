//! Remainder modulo 97 of a text whose letters count as two digits (A = 10 … Z = 35), as ISO 7064
//! MOD 97-10 is used by IBAN (ISO 13616) and by creditor references (ISO 11649).

/// The remainder, or nothing where a character is neither an upper-case letter nor a digit.
pub(crate) fn remainder(characters: impl Iterator<Item = u8>) -> Option<u32> {
    let mut remainder = 0;
    for c in characters {
        remainder = match c {
            b'0'..=b'9' => (remainder * 10 + u32::from(c - b'0')) % 97,
            b'A'..=b'Z' => (remainder * 100 + u32::from(c - b'A') + 10) % 97,
            _ => return None,
        };
    }
    Some(remainder)
}

/// The remainder of `text` with its first four characters moved to the end.
pub(crate) fn rotated(text: &str) -> Option<u32> {
    let (head, tail) = text.split_at_checked(4)?;
    remainder(tail.bytes().chain(head.bytes()))
}

/// `text` in groups of four, as account numbers and creditor references are printed.
pub(crate) fn in_fours(text: &str) -> String {
    let mut printed = String::with_capacity(text.len() + text.len() / 4);
    for (at, c) in text.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            printed.push(' ');
        }
        printed.push(c);
    }
    printed
}
