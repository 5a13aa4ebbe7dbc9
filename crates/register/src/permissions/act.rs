//! Acts: what a party said about marketing, on which day, over which channels, and who wrote it
//! down.

use basics::{Day, Language, RowId};
use policy::{Channel, MarketingChannel};

macro_rules! kept_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
        }

        impl $name {
            /// All of them, in the order of forms.
            pub const ALL: [Self; [$(Self::$value),+].len()] = [$(Self::$value),+];

            /// As it is stored and sent. Stable.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$value => $key,)+ }
            }

            /// The one with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.key() == key)
            }
        }

        impl store::Column for $name {
            const KIND: store::Kind = store::Kind::Text;
            const NULLABLE: bool = false;

            fn to_value(&self) -> store::Value<'_> {
                self.key().into()
            }

            fn from_value(value: store::Value<'_>) -> Result<Self, store::Error> {
                Self::from_key(&value.text()?).ok_or_else(store::Error::unreadable)
            }
        }
    };
}
pub(crate) use kept_words;

kept_words! {
    /// What was said.
    What {
        /// She agreed, to words that are kept (GDPR art. 4(11), 7(1)).
        Consent "consent",
        /// She took her consent back (art. 7(3)).
        Withdrawal "withdrawal",
        /// A sale, at which she was told and did not refuse (917/2014, 200 § 3 mom.).
        SoftOptIn "soft_opt_in",
        /// She forbade marketing (GDPR art. 21(2)–(3); 917/2014, 200 § 2 mom., 202 §).
        Prohibition "prohibition",
        /// Somebody forbade marketing to this address before, and was erased since.
        EarlierNo "earlier_no",
    }
}

impl What {
    /// Whether it is a "no".
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::Withdrawal | Self::Prohibition | Self::EarlierNo)
    }
}

kept_words! {
    /// Who wrote it down.
    Teller {
        /// She herself, by a page of hers.
        Person "person",
        /// A member of staff, on her word.
        Staff "staff",
        /// A list that was imported.
        List "list",
        /// The register, by what it kept.
        Register "register",
    }
}

impl Teller {
    /// Whether it is her own act, told by herself or to somebody: only that lifts a "no".
    #[must_use]
    pub const fn own_act(self) -> bool {
        matches!(self, Self::Person | Self::Staff)
    }
}

/// The words an act rests on.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What she agreed to.
    pub wording: Option<String>,
    /// Its language.
    pub language: Option<Language>,
    /// The version of the notice it stands in.
    pub notice_version: Option<i64>,
    /// Where the proof is.
    pub proof: Option<String>,
    /// What was sold.
    pub sale: Option<String>,
}

/// An act to be recorded.
#[derive(Clone, PartialEq, Eq)]
pub struct Act {
    /// What was said.
    pub what: What,
    /// Over which channels; all of them where marketing as a whole is meant.
    pub channels: Vec<MarketingChannel>,
    /// On which day it was given or received.
    pub on: Day,
    /// How it came; nothing where that is not known.
    pub way: Option<Channel>,
    /// Who writes it down.
    pub teller: Teller,
    /// Its words.
    pub words: Words,
    /// The wording is that of the notice in force, in this language.
    pub notice_wording: Option<Language>,
}

impl Act {
    /// Whether marketing as a whole is meant.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let all = MarketingChannel::ALL.iter();
        all.clone().count() > 0 && all.clone().all(|one| self.channels.contains(one))
    }
}

/// An act as the rule reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActRow {
    /// Its row: acts of one day are in the order in which they were recorded.
    pub row: RowId,
    /// What was said.
    pub what: What,
    /// Over which channel; nothing: marketing as a whole.
    pub channel: Option<MarketingChannel>,
    /// On which day.
    pub on: Day,
    /// How it came.
    pub way: Option<Channel>,
    /// Who wrote it down.
    pub teller: Teller,
}

impl ActRow {
    /// Whether it is about this channel.
    #[must_use]
    pub fn is_about(&self, channel: MarketingChannel) -> bool {
        self.channel.is_none_or(|own| own == channel)
    }

    /// Whether it is a consent to e-mail of this day.
    pub(super) fn is_consent(&self, on: Day) -> bool {
        self.what == What::Consent && self.on == on && self.is_about(MarketingChannel::Email)
    }
}
