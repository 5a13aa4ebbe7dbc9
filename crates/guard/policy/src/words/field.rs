//! What a field is that the controller declares for itself.

use super::words;

words! {
    /// What the values of a declared field are.
    FieldKind is "field-kind" {
        /// A line of text.
        Text = 1 "text",
        /// A decimal number.
        Number = 2 "number",
        /// A day.
        Date = 3 "date",
        /// One of the choices the notice names.
        Choice = 4 "choice",
    }
}

words! {
    /// Whom a declared field is about.
    FieldParty is "field-party" {
        /// Natural persons alone.
        Person = 1 "person",
        /// Organisations alone.
        Organisation = 2 "organisation",
    }
}
