//! The notice's words in columns: stored under their stable keys.

use policy::Word;
use store::{Column, Error, Kind, Value};

/// A word of the notice as it stands in a `TEXT` column: by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ByKey<W>(pub W);

impl<W: Word> Column for ByKey<W> {
    const KIND: Kind = Kind::Text;
    const NULLABLE: bool = false;

    fn to_value(&self) -> Value<'_> {
        self.0.key().into()
    }

    fn from_value(value: Value<'_>) -> Result<Self, Error> {
        let key = value.text()?;
        let word = W::VALUES.iter().find(|word| word.key() == key);
        word.copied().map(ByKey).ok_or_else(Error::unreadable)
    }
}
