//! What may be chosen in the fields of a form: each word with the key of its text.

use policy::{DeclaredField, Purpose, Word};

pub(super) fn words<W: Word>() -> Vec<(&'static str, String)> {
    let text = |word: &W| {
        let key = word.key();
        (key, [W::WHAT, "-", &key.replace(['_', '.'], "-")].concat())
    };
    W::VALUES.iter().map(text).collect()
}

/// The purposes a notice declares; the others the law sets.
pub(super) fn declared_purposes() -> Vec<(&'static str, String)> {
    let declared = Purpose::ALL.into_iter().filter(|one| !one.built_in());
    declared.map(|one| (one.key(), one.text_key())).collect()
}

/// The categories a field of the controller may belong to.
pub(super) fn categories_of_fields() -> Vec<(&'static str, String)> {
    let all = DeclaredField::CATEGORIES.iter();
    all.map(|one| (one.key(), one.text_key())).collect()
}

pub(super) fn scopes() -> Vec<(&'static str, String)> {
    let keys = ["all", "own_jobs", "marketing_reach"];
    let text = |key: &'static str| (key, ["notice-scope-", &key.replace('_', "-")].concat());
    keys.into_iter().map(text).collect()
}
