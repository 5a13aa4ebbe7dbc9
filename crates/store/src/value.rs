//! The three kinds a column may have, and the Rust types that go into one.
//!
//! Both engines store whole numbers, text and bytes alike; nothing else is used, so one SQL text
//! means the same on both. Invariant: a type that implements [`Column`] reads back what it wrote.

use std::borrow::Cow;

use basics::{Cents, Day, Instant, Language};

use crate::Error;

/// What a column or a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
    /// `BYTEA`.
    Bytes,
}

/// The kind of a parameter or column of a statement, and whether it may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Its kind.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
}

/// A value on its way into or out of a store. No `Debug`: it may be personal.
#[derive(Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Value<'a> {
    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(number),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }

    /// The number.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] where it is anything else.
    pub fn int(self) -> Result<i64, Error> {
        match self {
            Self::Int(number) => Ok(number),
            _ => Err(Error::unreadable()),
        }
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] where it is anything else.
    pub fn text(self) -> Result<Cow<'a, str>, Error> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Error::unreadable()),
        }
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] where it is anything else.
    pub fn bytes(self) -> Result<Cow<'a, [u8]>, Error> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Error::unreadable()),
        }
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<Vec<u8>> for Value<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(bytes))
    }
}

/// A Rust type that stands in one column of a table or one parameter of a statement.
///
/// ```
/// use store::{Column, Error, Kind, Value};
///
/// struct Version(i64);
/// impl Column for Version {
///     const KIND: Kind = Kind::Int;
///     fn to_value(&self) -> Value<'_> {
///         Value::Int(self.0)
///     }
///     fn from_value(value: Value<'_>) -> Result<Self, Error> {
///         value.int().map(Self)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a column",
    note = "implement `store::Column` for it; it must map to BIGINT, TEXT or BYTEA"
)]
pub trait Column: Sized {
    /// What its column holds.
    const KIND: Kind;
    /// Whether it may be null: only for `Option`.
    const NULLABLE: bool = false;
    /// Kind and nullability together.
    const SLOT: Slot = Slot {
        kind: Self::KIND,
        nullable: Self::NULLABLE,
    };

    /// The value as it is stored, borrowed where that is possible.
    fn to_value(&self) -> Value<'_>;

    /// The value as it was stored.
    ///
    /// # Errors
    ///
    /// [`Error::unreadable`] where the stored value is none of this type.
    fn from_value(value: Value<'_>) -> Result<Self, Error>;
}

impl Column for i64 {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value<'_> {
        Value::Int(*self)
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        value.int()
    }
}

impl Column for String {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value<'_> {
        Value::from(self.as_str())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        value.text().map(Cow::into_owned)
    }
}

impl Column for Vec<u8> {
    const KIND: Kind = Kind::Bytes;

    fn to_value(&self) -> Value<'_> {
        Value::from(self.as_slice())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        value.bytes().map(Cow::into_owned)
    }
}

impl<const N: usize> Column for [u8; N] {
    const KIND: Kind = Kind::Bytes;

    fn to_value(&self) -> Value<'_> {
        Value::from(self.as_slice())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        Self::try_from(value.bytes()?.as_ref()).map_err(|_| Error::unreadable())
    }
}

impl<C: Column> Column for Option<C> {
    const KIND: Kind = C::KIND;
    const NULLABLE: bool = true;

    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, C::to_value)
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        match value {
            Value::Null => Ok(None),
            some => C::from_value(some).map(Some),
        }
    }
}

/// An id: the number itself.
macro_rules! id_columns {
    ($id:ty) => {
        impl Column for $id {
            const KIND: Kind = Kind::Int;

            fn to_value(&self) -> Value<'_> {
                Value::Int(self.get())
            }

            fn from_value(value: Value<'_>) -> Result<Self, Error> {
                value.int().map(Self::new)
            }
        }
    };
}
basics::for_each_id!(id_columns);
id_columns!(Cents);

/// Milliseconds UTC; the column's name ends in `_ms`.
impl Column for Instant {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value<'_> {
        Value::Int(self.ms())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        value.int().map(Self::from_ms)
    }
}

/// `YYYY-MM-DD`, so that text order is time order; the column's name ends in `_on`.
impl Column for Day {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value<'_> {
        Value::from(self.to_string())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        Self::parse(&value.text()?).map_err(|_| Error::unreadable())
    }
}

/// `fi`, `sv`, `en`.
impl Column for Language {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value<'_> {
        Value::from(self.code())
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        value.text()?.parse().map_err(|_| Error::unreadable())
    }
}
