//! The apostrophe that keeps spreadsheets from running a field as a formula.
//!
//! Source: OWASP, "CSV Injection". Invariant: `unguarded(guarded(x)) == x` for every text, which is
//! why a text that already looks guarded gets one apostrophe more.

use std::borrow::Cow;

/// Characters a spreadsheet takes for the beginning of a formula, the full-width ones included.
const fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

/// `field` as it is safe to write.
pub(super) fn guarded(field: &str) -> Cow<'_, str> {
    if looks_dangerous(field) {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

/// `field` as it was before [`guarded`].
pub(super) fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if looks_dangerous(rest) => rest,
        _ => field,
    }
}

/// Any number of apostrophes, then the beginning of a formula.
fn looks_dangerous(field: &str) -> bool {
    field
        .trim_start_matches('\'')
        .chars()
        .next()
        .is_some_and(begins_formula)
}
