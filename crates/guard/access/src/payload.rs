//! What a sealed value holds: a small record of texts.
//!
//! Invariant: a payload implements neither `Debug`, `Display`, `Serialize` nor `Clone`, so an
//! opened value cannot be printed, logged or sent by accident. It is turned to JSON only here, on
//! its way into or out of the vault.

use serde_json::Value;

/// A record that can be sealed.
pub trait Payload: Sized + Send + 'static {
    /// The record as JSON, for sealing.
    fn to_json(&self) -> Value;
    /// The record from JSON, after opening; nothing where it is not of this shape.
    fn from_json(value: Value) -> Option<Self>;
}

/// A field of a payload.
pub trait Field: Sized {
    /// The field as JSON; nothing where it is left out.
    fn to_json(&self) -> Option<Value>;
    /// The field from JSON, or from its absence.
    fn from_json(value: Option<Value>) -> Option<Self>;
}

impl Field for String {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.clone()))
    }

    fn from_json(value: Option<Value>) -> Option<Self> {
        match value {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }
}

impl Field for Option<String> {
    fn to_json(&self) -> Option<Value> {
        self.clone().map(Value::String)
    }

    fn from_json(value: Option<Value>) -> Option<Self> {
        match value {
            None | Some(Value::Null) => Some(None),
            Some(Value::String(text)) => Some(Some(text)),
            Some(_) => None,
        }
    }
}

impl Field for Vec<String> {
    fn to_json(&self) -> Option<Value> {
        Some(Value::Array(
            self.iter().cloned().map(Value::String).collect(),
        ))
    }

    fn from_json(value: Option<Value>) -> Option<Self> {
        let Some(Value::Array(items)) = value else {
            return None;
        };
        items
            .into_iter()
            .map(|item| <String as Field>::from_json(Some(item)))
            .collect()
    }
}

impl Payload for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }

    fn from_json(value: Value) -> Option<Self> {
        Field::from_json(Some(value))
    }
}

/// Declares a record that can be sealed: its fields are [`Field`]s, its derives are none.
///
/// ```
/// guard::payload! {
///     /// The names of a person.
///     pub struct PersonName {
///         /// All first names.
///         pub first_names: String,
///         /// The one she is called by.
///         pub call_name: Option<String>,
///     }
/// }
/// ```
#[macro_export]
macro_rules! payload {
    ($(#[$doc:meta])* $vis:vis struct $name:ident {
        $($(#[$field_doc:meta])* $field_vis:vis $field:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        $vis struct $name {
            $($(#[$field_doc])* $field_vis $field: $type,)*
        }

        impl $crate::Payload for $name {
            fn to_json(&self) -> $crate::json::Value {
                let mut map = $crate::json::Map::new();
                $(
                    if let Some(value) = $crate::Field::to_json(&self.$field) {
                        map.insert(stringify!($field).to_owned(), value);
                    }
                )*
                $crate::json::Value::Object(map)
            }

            fn from_json(value: $crate::json::Value) -> Option<Self> {
                let $crate::json::Value::Object(mut map) = value else { return None };
                Some(Self {
                    $($field: $crate::Field::from_json(map.remove(stringify!($field)))?,)*
                })
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    payload! {
        struct Sample {
            must: String,
            may: Option<String>,
            many: Vec<String>,
        }
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        let sample = Sample {
            must: "a".into(),
            may: None,
            many: vec!["b".into(), "c".into()],
        };
        let back = Sample::from_json(sample.to_json()).unwrap();
        assert!(back.must == "a" && back.may.is_none() && back.many == ["b", "c"]);
    }

    #[test]
    fn a_record_without_a_field_it_must_have_is_refused() {
        assert!(Sample::from_json(serde_json::json!({ "many": [] })).is_none());
        assert!(Sample::from_json(serde_json::json!({ "must": 1, "many": [] })).is_none());
    }
}
