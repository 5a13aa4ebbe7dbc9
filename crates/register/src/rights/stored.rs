//! Steps as they are stored and as they are said.

use basics::{Language, RowId};

use super::error::Error;
use super::kinds::{Means, Outcome, RequestKind};
use super::queries::StepLying;
use super::state::{Deed, Ending, Step};

/// A deed as it is stored: what was done, its word, what came of it.
pub(super) fn stored(deed: Deed) -> (String, String, Option<String>) {
    let word = match deed {
        Deed::Identified(means) => means.key().to_owned(),
        Deed::Understood(kind) | Deed::Decided(kind, _) | Deed::Delivered(kind) => {
            kind.key().to_owned()
        }
        Deed::Joined(row) => row.to_string(),
        _ => String::new(),
    };
    let outcome = match deed {
        Deed::Decided(_, outcome) => Some(outcome.key().to_owned()),
        _ => None,
    };
    (deed.key().to_owned(), word, outcome)
}

/// The step that a row tells of.
pub(super) fn read(row: &StepLying) -> Result<Step, Error> {
    let deed = Deed::of(&row.4, &row.5, row.6.as_deref());
    let deed = deed.ok_or_else(|| Error::from(store::Error::unreadable()))?;
    Ok(Step { deed, on: row.7 })
}

impl Deed {
    /// The word of a deed, as rows, forms and programs say it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::AskedIdentity => "asked_identity",
            Self::Identified(_) => "identified",
            Self::AskedMeaning => "asked_meaning",
            Self::Understood(_) => "understood",
            Self::Reminded => "reminded",
            Self::Extended => "extended",
            Self::Decided(..) => "decided",
            Self::Delivered(_) => "delivered",
            Self::Linked => "linked",
            Self::Joined(_) => "joined",
            Self::Answered => "answered",
            Self::Ended => "ended",
        }
    }

    /// The deed of a word with what it is about and what came of it; nothing where it is none.
    pub(super) fn of(key: &str, word: &str, outcome: Option<&str>) -> Option<Self> {
        Some(match key {
            "asked_identity" => Self::AskedIdentity,
            "identified" => Self::Identified(Means::from_key(word)?),
            "asked_meaning" => Self::AskedMeaning,
            "understood" => Self::Understood(RequestKind::from_key(word)?),
            "reminded" => Self::Reminded,
            "extended" => Self::Extended,
            "decided" => Self::Decided(RequestKind::from_key(word)?, Outcome::from_key(outcome?)?),
            "delivered" => Self::Delivered(RequestKind::from_key(word)?),
            "linked" => Self::Linked,
            "joined" => Self::Joined(word.parse::<RowId>().ok()?),
            "answered" => Self::Answered,
            "ended" => Self::Ended,
            _ => return None,
        })
    }

    /// A deed in words.
    pub(super) fn in_words(self, language: Language) -> String {
        let key = self.key().replace('_', "-");
        let said = || texts::say(language, &["rights-deed-", &key].concat());
        match self {
            Self::Identified(means) => [&said(), ": ", &means.in_words(language)].concat(),
            Self::Understood(kind) | Self::Delivered(kind) => {
                [&said(), ": ", &kind.in_words(language)].concat()
            }
            Self::Decided(kind, outcome) => {
                [&kind.in_words(language), ": ", &outcome.in_words(language)].concat()
            }
            _ => said(),
        }
    }
}

impl Ending {
    /// Its word.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Ended => "ended",
            Self::Joined(_) => "joined",
        }
    }
}

macro_rules! said {
    ($($type:ident $prefix:literal),*) => {
        $(impl $type {
            /// It in words.
            pub(super) fn in_words(self, language: Language) -> String {
                let key = [$prefix, &self.key().replace('_', "-")].concat();
                texts::say(language, &key)
            }
        })*
    };
}

said!(RequestKind "rights-kind-", Means "rights-means-", Outcome "rights-outcome-");

/// What is asked for, as it is stored.
pub(super) fn written(kinds: &[RequestKind]) -> String {
    let keys: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
    keys.join(" ")
}

/// What is asked for, as it was stored.
pub(super) fn kinds_of(text: &str) -> Vec<RequestKind> {
    text.split(' ').filter_map(RequestKind::from_key).collect()
}

/// What is asked for in words: that it is not clear yet where it is nothing.
pub(super) fn asked_for(kinds: &[RequestKind], language: Language) -> String {
    if kinds.is_empty() {
        return texts::say(language, "rights-unclear");
    }
    let words: Vec<String> = kinds.iter().map(|kind| kind.in_words(language)).collect();
    words.join(", ")
}
