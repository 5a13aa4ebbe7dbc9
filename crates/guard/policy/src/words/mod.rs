//! The fixed words of a notice: what a file may name, and the numbers they are stored under.
//!
//! Invariant: a key and a number never change once released. They stand in notice files, in the
//! trail and beside sealed values; a word that is no longer used keeps both.

mod action;
mod basis;
mod category;
mod disclosure;
mod field;
mod kept;
mod purpose;
mod right;

use basics::Language;

pub use action::Action;
pub use basis::{ConnectionKind, IdentityCodeGround, LegalBasis, MarketingChannel, Permission};
pub use category::{Category, Given, SourceKind};
pub use disclosure::{DisclosureGround, RecipientRole, TransferTool};
pub use field::{FieldKind, FieldParty};
pub use kept::{ClockStart, ErasedBy, Kept, RetentionGround};
pub use purpose::{Purpose, RecordingReason};
pub use right::{Channel, Right, SubjectRight};

/// A fixed word: an enum whose values a notice names by their keys.
pub trait Word: Copy + Eq + Ord + std::fmt::Debug + 'static {
    /// Every value, in the order in which it is printed.
    const VALUES: &'static [Self];
    /// What the word is, as a key into the texts: `category`, `purpose`, …
    const WHAT: &'static str;

    /// The word as it stands in files, the trail and interfaces.
    fn key(self) -> &'static str;
}

impl Word for Language {
    const VALUES: &'static [Self] = &Self::ALL;
    const WHAT: &'static str = "language";

    fn key(self) -> &'static str {
        self.code()
    }
}

/// Declares an enum of fixed words: each value with its stable number and key.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $name:ident is $what:literal {
            $( $(#[$value_doc:meta])* $value:ident = $number:literal $key:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name {
            $( $(#[$value_doc])* $value = $number, )+
        }

        impl $name {
            /// Every value, in the order in which it is printed.
            pub const ALL: [Self; [$(Self::$value),+].len()] = [$(Self::$value),+];

            /// The word as it stands in files, the trail and interfaces. Stable.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $( Self::$value => $key, )+
                }
            }

            /// The value with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key {
                    $( $key => Some(Self::$value), )+
                    _ => None,
                }
            }

            /// The number it is stored under. Stable.
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The value with this number.
            #[must_use]
            pub const fn from_number(number: u8) -> Option<Self> {
                match number {
                    $( $number => Some(Self::$value), )+
                    _ => None,
                }
            }

            /// The value with a number as it lies in a column.
            #[must_use]
            pub fn from_stored(number: i64) -> Option<Self> {
                u8::try_from(number).ok().and_then(Self::from_number)
            }

            /// The key of its name in `locales/`.
            #[must_use]
            pub fn text_key(self) -> String {
                format!("{}-{}", $what, self.key().replace(['_', '.'], "-"))
            }
        }

        impl $crate::words::Word for $name {
            const VALUES: &'static [Self] = &Self::ALL;
            const WHAT: &'static str = $what;

            fn key(self) -> &'static str {
                Self::key(self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.key())
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests;
