//! One content line: name, parameters, value; decoded to text and parted.
//!
//! Source: RFC 6350 §3.3 and §3.4, RFC 6868 (`^n`, `^'`, `^^` in parameters).

use encoding_rs::{Encoding, WINDOWS_1252};

/// A content line.
pub(super) struct Content {
    /// Its name in upper case, without its group.
    pub(super) name: String,
    /// Its parameters: names in upper case, values as written. One without a name, as in version
    /// 2.1, counts as a `TYPE`.
    parameters: Vec<(String, String)>,
    /// Its value as text, escapes still in it.
    pub(super) value: String,
}

impl Content {
    /// Reads a line; nothing where it is none.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let colon = outside_quotes(bytes, b':').next()?;
        let before = text(bytes.get(..colon)?, None);
        let value = bytes.get(colon + 1..)?;
        let mut parts = split_quoted(&before).into_iter();
        let full = parts.next()?.trim().to_owned();
        let name = full.rsplit('.').next()?.to_ascii_uppercase();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let mut content = Self {
            name,
            parameters: parts.map(|part| parameter(&part)).collect(),
            value: String::new(),
        };
        let charset = content.parameter("CHARSET").map(ToOwned::to_owned);
        content.value = if content.is_quoted_printable() {
            text(&quoted_printable(value), charset.as_deref())
        } else {
            text(value, charset.as_deref())
        };
        Some(content)
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        all.find(|(one, _)| one == name)
            .map(|(_, value)| value.as_str())
    }

    fn is_quoted_printable(&self) -> bool {
        self.parameters
            .iter()
            .any(|(_, value)| value.eq_ignore_ascii_case("QUOTED-PRINTABLE"))
    }

    /// Its types in lower case.
    pub(super) fn types(&self) -> Vec<String> {
        let parameters = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        let mut types: Vec<String> = Vec::new();
        for word in parameters.flat_map(|(_, value)| value.split(',')) {
            let word = word.trim().to_ascii_lowercase();
            if !word.is_empty() && word != "quoted-printable" && !types.contains(&word) {
                types.push(word);
            }
        }
        if self.parameter("PREF").is_some_and(|pref| pref == "1")
            && !types.iter().any(|word| word == "pref")
        {
            types.push("pref".to_owned());
        }
        types
    }

    /// How much it is preferred: 1 is most, 101 where nothing is said.
    pub(super) fn preference(&self) -> u32 {
        self.parameter("PREF")
            .and_then(|pref| pref.parse().ok())
            .unwrap_or(101)
    }

    /// Its value without escapes.
    pub(super) fn plain(&self) -> String {
        unescaped(&self.value).trim().to_owned()
    }

    /// Its value parted at `;`, without escapes.
    pub(super) fn parts(&self) -> Vec<String> {
        let parts = split_escaped(&self.value, ';').into_iter();
        parts
            .map(|part| unescaped(part).trim().to_owned())
            .collect()
    }
}

fn parameter(part: &str) -> (String, String) {
    let Some((name, value)) = part.split_once('=') else {
        return ("TYPE".to_owned(), part.trim().to_owned());
    };
    let value = value.replace('"', "");
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, chars.as_str().chars().next()) {
            ('^', Some('n')) => plain.push('\n'),
            ('^', Some('\'')) => plain.push('"'),
            ('^', Some('^')) => plain.push('^'),
            _ => {
                plain.push(c);
                continue;
            }
        }
        chars.next();
    }
    (name.trim().to_ascii_uppercase(), plain)
}

/// Places of a byte outside `"`.
fn outside_quotes(bytes: &[u8], wanted: u8) -> impl Iterator<Item = usize> {
    let mut quoted = false;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        quoted ^= *byte == b'"';
        (*byte == wanted && !quoted).then_some(at)
    })
}

/// Parted at `;` outside quotes.
fn split_quoted(text: &str) -> Vec<String> {
    let mut from = 0;
    let mut parts = Vec::new();
    for at in outside_quotes(text.as_bytes(), b';') {
        parts.push(text.get(from..at).unwrap_or_default().to_owned());
        from = at + 1;
    }
    parts.push(text.get(from..).unwrap_or_default().to_owned());
    parts
}

/// Parted at a sign that has no `\` before it.
fn split_escaped(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == sign && !escaped {
            parts.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// `\n` is a line end; any other sign after `\` stands for itself.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            '\r' => {}
            _ => plain.push(c),
        }
    }
    plain
}

/// Bytes as text: in the encoding they name, otherwise UTF-8, otherwise Windows-1252.
fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = named {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// `=E4` to a byte; what is none stays as it stands. Source: RFC 2045 §6.7.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let hex = |at: usize| {
            after
                .get(at)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        if let (b'=', Some(high), Some(low)) = (*first, hex(0), hex(1)) {
            plain.extend(u8::try_from(high * 16 + low));
            rest = after.get(2..).unwrap_or_default();
        } else {
            plain.push(*first);
            rest = after;
        }
    }
    plain
}
