//! The forms in which customers leave: one word each, its type on the web, the end of its name,
//! what it can hold.

use formats::workbook;
use serde::Deserialize;
use utoipa::ToSchema;

use super::choice::Choice;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExportFormat)]
pub enum Format {
    /// Delimited text for spreadsheets.
    Csv,
    /// A workbook for spreadsheets.
    Xlsx,
    /// Cards for address books.
    Vcard,
    /// Data for programs, by a published schema.
    Json,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Vcard, Self::Json];

    /// Its stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Vcard => "vcard",
            Self::Json => "json",
        }
    }

    /// The end of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Vcard => "vcf",
            other => other.key(),
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
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Vcard => "text/vcard; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// How many customers such a file may hold; nothing where it is written as it is read.
    #[must_use]
    pub const fn rows_max(self) -> Option<usize> {
        match self {
            Self::Xlsx => Some(workbook::ROWS_MAX),
            Self::Csv | Self::Vcard | Self::Json => None,
        }
    }

    /// Whether it has a place for this: what has none is not opened either.
    #[must_use]
    pub const fn holds(self, choice: Choice) -> bool {
        match self {
            Self::Vcard => !matches!(
                choice,
                Choice::Number
                    | Choice::FormerNames
                    | Choice::Deceased
                    | Choice::MarketingBan
                    | Choice::Connections
                    | Choice::Fields
            ),
            Self::Csv | Self::Xlsx | Self::Json => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_one_name_for_pages_and_programs() {
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
            let named = serde_json::from_value::<Format>(format.key().into());
            assert_eq!(named.unwrap(), format);
        }
    }
}
