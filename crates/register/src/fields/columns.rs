//! The sealed columns of fields, one for each category a field may belong to, and what lies in them.
//!
//! Invariant: the numbers are those of `migrations/columns.toml`; a test compares them.

use guard::category::{Company, Contact, Kind, Other, Services};
use guard::{Declaration, Noted, SealedColumn, payload};

use super::ledger::Proofs;

payload! {
    /// A value with what it is a value of.
    pub(super) struct FieldValue {
        /// The key of its field: a row moved to another field is noticed.
        pub(super) field: String,
        /// What kind the field was when it was written.
        pub(super) kind: String,
        /// The value: text as it was typed, `-12.5`, `2026-11-29`, the key of a choice.
        pub(super) value: String,
    }
}

/// A category that fields lie in.
pub(super) trait Lies: Kind + Sized {
    /// Its column.
    const COLUMN: SealedColumn<Self, FieldValue>;

    /// The proof for it, where there is one.
    fn proof<'p, 'w>(proofs: &'p Proofs<'w>) -> Option<&'p Noted<'w, Self>>;
}

macro_rules! lies {
    ($($kind:ident $number:literal $name:literal $field:ident;)*) => {
        $(
            impl Lies for $kind {
                const COLUMN: SealedColumn<Self, FieldValue> = SealedColumn::new($number, $name);

                fn proof<'p, 'w>(proofs: &'p Proofs<'w>) -> Option<&'p Noted<'w, Self>> {
                    proofs.$field.as_ref()
                }
            }
        )*

        /// Every sealed column of fields.
        pub(super) fn declarations() -> Vec<Declaration> {
            vec![$(<$kind as Lies>::COLUMN.declaration()),*]
        }
    };
}

lies! {
    Company 160 "field_value.company" company;
    Contact 161 "field_value.contact_point" contact;
    Services 162 "field_value.services" services;
    Other 163 "field_value.other" other;
}

/// Runs an expression for the type of a category that fields lie in; otherwise another.
macro_rules! in_category {
    ($category:expr, $kind:ident => $body:expr, else $otherwise:expr) => {
        match $category {
            policy::Category::Company => {
                type $kind = guard::category::Company;
                $body
            }
            policy::Category::Contact => {
                type $kind = guard::category::Contact;
                $body
            }
            policy::Category::Services => {
                type $kind = guard::category::Services;
                $body
            }
            policy::Category::Other => {
                type $kind = guard::category::Other;
                $body
            }
            _ => $otherwise,
        }
    };
}
pub(super) use in_category;
