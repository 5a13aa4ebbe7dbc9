//! One line of text as it is kept: composed characters, single spaces, nothing invisible.

use unicode_normalization::UnicodeNormalization;

/// The text holds a control or formatting character that no one can see.
pub(crate) struct Invisible;

/// `text` in NFC, trimmed, runs of white space as one space.
pub(crate) fn tidy(text: &str) -> Result<String, Invisible> {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        for c in word.nfc() {
            if is_invisible(c) {
                return Err(Invisible);
            }
            tidied.push(c);
        }
    }
    Ok(tidied)
}

/// Control characters, direction marks, zero-width characters and the byte order mark.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
