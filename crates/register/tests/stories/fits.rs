//! Whether data fits a JSON schema: the keywords of draft 2020-12 that our published schemas use.
//!
//! Invariant: a keyword that is not known here fails the test, so no schema can say what nobody
//! checks. A library for all of the draft would have built the PDF engine a second time.

use serde_json::Value;

/// Every place where data does not fit, with what is wrong there.
pub(crate) fn wrong(schema: &Value, data: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, data, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, data: &Value, at: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let fits = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(path).expect(path), data, at, found);
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is(kind, data)),
                kind => is(kind, data),
            },
            "const" => rule == data,
            "enum" => rule.as_array().unwrap().contains(data),
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                check(root, one, data, at, &mut inner);
                inner.is_empty()
            }),
            "pattern" => data.as_str().is_none_or(|text| matches(rule, text)),
            "minLength" => length(data).is_none_or(|n| n >= rule.as_u64().unwrap()),
            "maxLength" => length(data).is_none_or(|n| n <= rule.as_u64().unwrap()),
            "minimum" => data.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()),
            "items" => {
                for (n, item) in data.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}/{n}"), found);
                }
                true
            }
            "properties" | "additionalProperties" | "required" | "dependentRequired" => {
                object(root, (keyword, schema, rule), data, at, found)
            }
            other => panic!("nobody checks the keyword {other}"),
        };
        if !fits {
            found.push(format!("{at}: {keyword} {rule}"));
        }
    }
}

/// The keywords that speak of an object's keys.
fn object(
    root: &Value,
    (keyword, schema, rule): (&str, &Value, &Value),
    data: &Value,
    at: &str,
    found: &mut Vec<String>,
) -> bool {
    let Some(object) = data.as_object() else {
        return true;
    };
    let there = |key: &Value| object.contains_key(key.as_str().unwrap());
    match keyword {
        "properties" => {
            for (key, rule) in rule.as_object().unwrap() {
                if let Some(value) = object.get(key) {
                    check(root, rule, value, &format!("{at}/{key}"), found);
                }
            }
            true
        }
        "required" => rule.as_array().unwrap().iter().all(there),
        "dependentRequired" => {
            let mut rules = rule.as_object().unwrap().iter();
            rules.all(|(key, needs)| {
                !object.contains_key(key) || needs.as_array().unwrap().iter().all(there)
            })
        }
        _ => {
            let known = |key: &String| schema["properties"].get(key).is_some();
            let mut others = object.iter().filter(|(key, _)| !known(key));
            if rule.is_object() {
                for (key, value) in others {
                    check(root, rule, value, &format!("{at}/{key}"), found);
                }
                return true;
            }
            assert_eq!(rule, false, "closed, or one schema for all others");
            others.next().is_none()
        }
    }
}

fn is(kind: &Value, data: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => data.is_object(),
        "array" => data.is_array(),
        "string" => data.is_string(),
        "boolean" => data.is_boolean(),
        "integer" => data.is_i64() || data.is_u64(),
        "null" => data.is_null(),
        other => panic!("nobody checks the type {other}"),
    }
}

fn length(data: &Value) -> Option<u64> {
    let text = data.as_str()?;
    Some(u64::try_from(text.chars().count()).unwrap())
}

/// The patterns our schemas use: days, the beginning of an instant, two capital letters.
fn matches(pattern: &Value, text: &str) -> bool {
    let day = |text: &str| {
        text.len() == 10
            && text.char_indices().all(|(at, c)| match at {
                4 | 7 => c == '-',
                _ => c.is_ascii_digit(),
            })
    };
    match pattern.as_str().unwrap() {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => day(text),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T" => {
            text.split_once('T').is_some_and(|(before, _)| day(before))
        }
        "^[A-Z]{2}$" => text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()),
        other => panic!("nobody checks the pattern {other}"),
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "anyOf": [{ "$ref": "#/$defs/n" }, { "type": "null" }] } },
        "$defs": { "n": { "type": "integer", "minimum": 1 } },
    });
    for fits in [
        serde_json::json!({ "a": 1 }),
        serde_json::json!({ "a": null }),
    ] {
        assert_eq!(wrong(&schema, &fits), Vec::<String>::new());
    }
    for odd in [
        serde_json::json!({}),
        serde_json::json!({ "a": 0 }),
        serde_json::json!({ "a": "1" }),
        serde_json::json!({ "a": 1, "b": 2 }),
        serde_json::json!([]),
    ] {
        assert!(!wrong(&schema, &odd).is_empty(), "{odd}");
    }
}
