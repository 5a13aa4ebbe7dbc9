//! The forms in which customers leave: one word each, its type on the web, the end of its name.

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Delimited text for spreadsheets.
    Csv,
    /// Data for programs, by a published schema.
    Json,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Its stable name, and the end of a file's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form with this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// How many customers such a file may hold; nothing where it is written as it is read.
    #[must_use]
    pub const fn rows_max(self) -> Option<usize> {
        match self {
            Self::Csv | Self::Json => None,
        }
    }
}
