//! Letters that can be printed.
//!
//! PDF/A refuses a document in which a letter has no shape. A letter of a script our font lacks,
//! an emoji or a control character must not keep an invoice from being printed.

use std::borrow::Cow;

use serde_json::Value;

use crate::world;

/// Stands for a letter that cannot be shown.
const STAND_IN: char = '□';

/// The data with every text made of letters that can be shown. Keys are ours and stay.
pub(crate) fn showable(value: &Value) -> Cow<'_, Value> {
    if all_showable(value) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(replaced(value))
    }
}

fn all_showable(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().all(can_show),
        Value::Array(list) => list.iter().all(all_showable),
        Value::Object(map) => map.values().all(all_showable),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn replaced(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(
            text.chars()
                .filter(|letter| !invisible(*letter))
                .map(|letter| if can_show(letter) { letter } else { STAND_IN })
                .collect(),
        ),
        Value::Array(list) => list.iter().map(replaced).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), replaced(value)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn can_show(letter: char) -> bool {
    // A line break and a tab are set, not shown.
    matches!(letter, ' '..='~' | '\n' | '\t') || world::can_show(letter)
}

/// Writing directions, joiners, variation selectors and byte order marks: nothing is lost.
const fn invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\r'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_of_the_north_and_the_euro_are_printed_as_they_are() {
        for text in [
            "Åke Järvinen-Öst, š ž Š Ž á ŋ đ",
            "12,50 €",
            "§ – ’ ” … ·",
            "Ελένη Иван",
        ] {
            assert!(all_showable(&json!(text)), "{text}");
        }
    }

    #[test]
    fn letters_without_a_shape_do_not_stop_a_document() {
        let data = json!({ "name": "王 \u{1F600}\u{FE0F}\u{0}", "list": ["\u{202E}x"] });
        let printed = showable(&data).into_owned();
        assert_eq!(printed, json!({ "name": "□ □□", "list": ["x"] }));
        assert!(all_showable(&printed));
    }
}
