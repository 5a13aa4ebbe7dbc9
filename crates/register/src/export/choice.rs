//! What can be chosen to stand in an export, and the category each choice belongs to.
//!
//! Invariant: an address never leaves without the mark of its turvakielto (laki 661/2009, 36 §):
//! whoever reads the file must know whose address she may not pass on.

use basics::Language;
use guard::Work;
use guard::category::{BirthDate, Company, Contact, Identity, Other, Permissions};
use policy::Category;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::fields;

/// A choice: one thing a person would tick, which may be several columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExportChoice)]
pub enum Choice {
    /// The customer number.
    Number,
    /// A person or an organisation.
    Kind,
    /// Names of persons and organisations, with business ids.
    Names,
    /// Names a person had before.
    FormerNames,
    /// Date of birth.
    BirthDate,
    /// Postal addresses.
    Address,
    /// Phone numbers.
    Phone,
    /// E-mail addresses.
    Email,
    /// The language she is served in.
    Language,
    /// Whether she has a turvakielto.
    NonDisclosure,
    /// The day of death.
    Deceased,
    /// Whether marketing is forbidden.
    MarketingBan,
    /// Why the party is held, and since when.
    Connections,
    /// Notes.
    Notes,
    /// The fields of the company.
    Fields,
}

impl Choice {
    /// All, in the order they stand in a file.
    pub const ALL: [Self; 15] = [
        Self::Number,
        Self::Kind,
        Self::Names,
        Self::FormerNames,
        Self::BirthDate,
        Self::Address,
        Self::Phone,
        Self::Email,
        Self::Language,
        Self::NonDisclosure,
        Self::Deceased,
        Self::MarketingBan,
        Self::Connections,
        Self::Notes,
        Self::Fields,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Kind => "kind",
            Self::Names => "names",
            Self::FormerNames => "former_names",
            Self::BirthDate => "birth_date",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Language => "language",
            Self::NonDisclosure => "non_disclosure",
            Self::Deceased => "deceased",
            Self::MarketingBan => "marketing_ban",
            Self::Connections => "connections",
            Self::Notes => "notes",
            Self::Fields => "fields",
        }
    }

    /// The choice with this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub fn title(self, language: Language) -> String {
        let key = self.key().replace('_', "-");
        texts::say(language, &["export-choice-", &key].concat())
    }

    /// Whether the actor may take it out of anyone at all.
    #[must_use]
    pub fn is_hers(self, work: &Work<'_>) -> bool {
        match self {
            Self::BirthDate => work.could_take_out::<BirthDate>(),
            Self::Address | Self::Phone | Self::Email => work.could_take_out::<Contact>(),
            Self::MarketingBan => work.could_take_out::<Permissions>(),
            Self::Notes => work.could_take_out::<Other>(),
            Self::Fields => {
                let mut fields = work.policy().fields().iter();
                fields.any(|field| fields::could_take_out(work, field))
            }
            // What belongs to the name, or stands beside it on every page.
            _ => work.could_take_out::<Identity>() || work.could_take_out::<Company>(),
        }
    }

    /// Asks for it of nobody: where the actor may not take it out of anyone, that is recorded.
    ///
    /// # Errors
    ///
    /// The refusal; the stores'.
    pub(super) fn ask(self, work: &mut Work<'_>, reason: &str) -> Result<(), guard::Error> {
        let asked = match self {
            Self::BirthDate => work.takeable_in::<BirthDate>(&[], reason),
            Self::Address | Self::Phone | Self::Email => work.takeable_in::<Contact>(&[], reason),
            Self::MarketingBan => work.takeable_in::<Permissions>(&[], reason),
            Self::Notes | Self::Fields => work.takeable_in::<Other>(&[], reason),
            _ => work.takeable_in::<Identity>(&[], reason),
        };
        asked.map(|_nobody| ())
    }

    /// These choices in their order, each once, with what must not be left out beside them.
    #[must_use]
    pub fn settled(choices: &[Self]) -> Vec<Self> {
        let chosen = |choice: &Self| {
            let marked = *choice == Self::NonDisclosure && choices.contains(&Self::Address);
            choices.contains(choice) || marked
        };
        Self::ALL.into_iter().filter(chosen).collect()
    }

    /// The categories that have to be opened for these choices.
    #[must_use]
    pub fn wanted(choices: &[Self]) -> Vec<Category> {
        let opened = |choice: &Self| match choice {
            Self::Names => vec![Category::Identity, Category::Company],
            Self::FormerNames => vec![Category::Identity],
            Self::Address | Self::Phone | Self::Email => vec![Category::Contact],
            Self::BirthDate => vec![Category::BirthDate],
            Self::Notes => vec![Category::Other],
            Self::MarketingBan => vec![Category::Permissions],
            Self::Number
            | Self::Kind
            | Self::Language
            | Self::NonDisclosure
            | Self::Deceased
            | Self::Connections
            // Those of each category that the role may take out, where they are read.
            | Self::Fields => Vec::new(),
        };
        choices.iter().flat_map(opened).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_never_leaves_without_the_mark_of_its_turvakielto() {
        let settled = Choice::settled(&[Choice::Address, Choice::Number, Choice::Number]);
        let expected = [Choice::Number, Choice::Address, Choice::NonDisclosure];
        assert_eq!(settled, expected);
        assert_eq!(Choice::settled(&[Choice::Phone]), [Choice::Phone]);
    }

    #[test]
    fn every_choice_has_a_name_of_its_own_and_a_title_in_every_language() {
        for choice in Choice::ALL {
            assert_eq!(Choice::from_key(choice.key()), Some(choice));
            let named = serde_json::from_value::<Choice>(choice.key().into());
            assert_eq!(named.unwrap(), choice);
            for language in Language::ALL {
                assert!(!choice.title(language).contains('⟦'), "{}", choice.key());
            }
        }
        assert_eq!(Choice::from_key("identity_code"), None);
    }
}
