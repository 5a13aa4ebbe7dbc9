//! Statements: declared once, with the kinds of their parameters and columns.
//!
//! Preparing a text on both engines is not enough to know that it works: an engine may find other
//! kinds than the caller binds and reads. So every statement says both, the compiler holds callers
//! to it, and [`crate::prepared::check`] holds the engines to it.
//!
//! Invariant: only [`statements!`](crate::statements) makes a statement, its text is a literal,
//! and what would mean different things on the two engines does not compile: a `$` or `?` that is
//! no parameter, a parameter that is declared and not used, a second statement after `;`.

use std::marker::PhantomData;
use std::sync::OnceLock;

use crate::{Column, Error, Slot, Value};

/// A statement that takes parameters `P` and gives rows of `R`; `()` where it gives none.
pub struct Statement<P, R> {
    name: &'static str,
    text: &'static str,
    for_sqlite: OnceLock<String>,
    shape: PhantomData<fn(P) -> R>,
}

/// What every statement tells about itself, whatever its parameters and rows.
pub trait Declared: Sync {
    /// Module and name: unique in the program.
    fn name(&self) -> &'static str;
    /// The text as it is written, with `$1`, `$2` for parameters.
    fn text(&self) -> &'static str;
    /// What the parameters are declared to hold.
    fn params(&self) -> &'static [Slot];
    /// What the columns are declared to hold; empty for a statement that gives no rows.
    fn columns(&self) -> &'static [Slot];
}

impl<P: Params, R: Columns> Statement<P, R> {
    /// For the macro [`statements!`](crate::statements) alone, which evaluates it while compiling.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared(name: &'static str, text: &'static str) -> Self {
        assert!(
            sound(text, P::SLOTS.len()),
            "parameters are $1, $2, …: each declared one used, none more, no `$` or `?` elsewhere, no `;`"
        );
        Self {
            name,
            text,
            for_sqlite: OnceLock::new(),
            shape: PhantomData,
        }
    }
}

impl<P, R> Statement<P, R> {
    /// Module and name, as they stand in errors.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            name: self.name,
            text: self.text,
            for_sqlite: self.for_sqlite.get_or_init(|| for_sqlite(self.text)),
        }
    }
}

impl<P: Params, R: Columns> Declared for Statement<P, R> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn text(&self) -> &'static str {
        self.text
    }

    fn params(&self) -> &'static [Slot] {
        P::SLOTS
    }

    fn columns(&self) -> &'static [Slot] {
        R::SLOTS
    }
}

/// What an engine needs of a statement.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) name: &'static str,
    pub(crate) text: &'a str,
    pub(crate) for_sqlite: &'a str,
}

/// `$n` as SQLite must read it. Plain SQLite numbers `$n` by order of appearance, so that
/// `select $2, $1` would silently swap its values; `?n` is numbered as written.
/// A `$` stands nowhere but before a parameter's number: see [`sound`].
pub(crate) fn for_sqlite(text: &str) -> String {
    text.replace('$', "?")
}

/// Whether the text uses exactly the parameters `$1` to `$count`, has no other `$` and no `?`
/// anywhere (not even in a literal), and is one statement. Runs while compiling.
pub(crate) const fn sound(text: &str, count: usize) -> bool {
    let mut rest = text.as_bytes();
    let mut used: u32 = 0;
    let mut quote: u8 = 0;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        if matches!(*byte, b'?' | b';') || (quote != 0 && *byte == b'$') {
            return false;
        }
        if quote != 0 {
            if *byte == quote {
                quote = 0;
            }
        } else if matches!(*byte, b'\'' | b'"') {
            quote = *byte;
        } else if *byte == b'-' && matches!(rest, [b'-', ..]) {
            return false;
        } else if *byte == b'$' {
            let (number, after) = leading_number(rest);
            if number == 0 || number as usize > count || number > 31 {
                return false;
            }
            used |= 1 << (number - 1);
            rest = after;
        }
    }
    quote == 0 && count < 32 && used == (1u32 << count) - 1
}

const fn leading_number(bytes: &[u8]) -> (u32, &[u8]) {
    let mut rest = bytes;
    let mut number: u32 = 0;
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        number = number
            .saturating_mul(10)
            .saturating_add((*digit - b'0') as u32);
        rest = tail;
    }
    (number, rest)
}

/// The parameters of a statement: a tuple of up to sixteen [`Column`]s, `()` for none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no tuple of columns",
    note = "parameters are tuples of `store::Column`s: `(PartyId, i64)`, `(PartyId,)`, `()`"
)]
pub trait Params {
    /// What they hold, in order.
    const SLOTS: &'static [Slot];

    /// Hands each value to `take`, in order.
    ///
    /// # Errors
    ///
    /// Whatever `take` returns.
    fn visit<'a, E>(&'a self, take: &mut impl FnMut(Value<'a>) -> Result<(), E>) -> Result<(), E>;
}

/// The columns a statement gives back: a [`Row`], or `()` for none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row",
    note = "a row is a `store::Column` or a tuple of up to sixteen; `()` where there is none"
)]
pub trait Columns {
    /// What they hold, in order.
    const SLOTS: &'static [Slot];
}

/// A row of a result: one [`Column`] or a tuple of up to sixteen.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row",
    note = "a row is a `store::Column` or a tuple of up to sixteen"
)]
pub trait Row: Columns + Sized {
    /// Makes the row of the values that `cell` gives for each place, counted from zero.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] where a value is not of its declared kind; what `cell` returns.
    fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error>;
}

impl Params for () {
    const SLOTS: &'static [Slot] = &[];

    fn visit<'a, E>(&'a self, _: &mut impl FnMut(Value<'a>) -> Result<(), E>) -> Result<(), E> {
        Ok(())
    }
}

impl Columns for () {
    const SLOTS: &'static [Slot] = &[];
}

impl<C: Column> Columns for C {
    const SLOTS: &'static [Slot] = &[C::SLOT];
}

impl<C: Column> Row for C {
    fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error> {
        C::from_value(cell(0)?)
    }
}

macro_rules! tuples {
    ($($name:ident $place:tt),+) => {
        impl<$($name: Column),+> Params for ($($name,)+) {
            const SLOTS: &'static [Slot] = &[$($name::SLOT),+];

            fn visit<'a, E>(
                &'a self,
                take: &mut impl FnMut(Value<'a>) -> Result<(), E>,
            ) -> Result<(), E> {
                $( take(self.$place.to_value())?; )+
                Ok(())
            }
        }

        impl<$($name: Column),+> Columns for ($($name,)+) {
            const SLOTS: &'static [Slot] = &[$($name::SLOT),+];
        }

        impl<$($name: Column),+> Row for ($($name,)+) {
            fn read<'a>(cell: impl Fn(usize) -> Result<Value<'a>, Error>) -> Result<Self, Error> {
                Ok(($($name::from_value(cell($place)?)?,)+))
            }
        }
    };
}
tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, F 4);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, O 13);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, O 13, P 14);
tuples!(A 0, B 1, C 2, D 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12, O 13, P 14, Q 15);

/// Declares the statements of a module; once per module.
///
/// Each has a doc comment, a name, the kinds of its parameters (a tuple) and of its columns (a
/// type, a tuple, or `()` for a write), and a text that means the same on both engines. The module
/// gets a function `all()` that lists them for [`crate::prepared::check`].
///
/// ```
/// mod queries {
///     use basics::{Instant, NoteId, PartyId};
///
///     store::statements! {
///         /// The newest notes of a party. `$1` the party, `$2` rows at most.
///         pub(crate) NOTES_OF: (PartyId, i64) -> (NoteId, Instant) = "
///             select note_id, written_ms
///               from note
///              where party_id = $1
///              order by note_id desc
///              limit $2";
///         /// Removes a note.
///         pub(crate) REMOVE_NOTE: (NoteId,) -> () = "delete from note where note_id = $1";
///     }
/// }
/// assert_eq!(queries::all().len(), 2);
/// ```
///
/// A text whose parameters do not fit its declaration does not compile:
///
/// ```compile_fail
/// store::statements! {
///     /// Two parameters are declared, one is used.
///     ONE: (i64, i64) -> i64 = "select cast($1 as bigint)";
/// }
/// ```
#[macro_export]
macro_rules! statements {
    ($(
        $(#[$doc:meta])+
        $vis:vis $name:ident: ($($param:ty),* $(,)?) -> $row:ty = $text:literal;
    )*) => {
        $(
            $(#[$doc])+
            $vis static $name: $crate::Statement<($($param,)*), $row> =
                $crate::Statement::declared(concat!(module_path!(), "::", stringify!($name)), $text);
        )*

        /// Every statement of this module.
        #[must_use]
        pub(crate) fn all() -> ::std::vec::Vec<&'static dyn $crate::Declared> {
            ::std::vec![$(&$name as &'static dyn $crate::Declared),*]
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("select $1, $2", 2)]
    #[case("select $2, $1, $2", 2)]
    #[case("select 'it''s' where a = $1", 1)]
    #[case("select 1 - $1", 1)]
    #[case("select a", 0)]
    fn a_text_that_uses_its_parameters_is_sound(#[case] text: &str, #[case] count: usize) {
        assert!(sound(text, count));
    }

    #[rstest]
    #[case::unused("select $1", 2)]
    #[case::undeclared("select $1, $2", 1)]
    #[case::gap("select $1, $3", 2)]
    #[case::zero("select $0", 0)]
    #[case::in_a_literal("select '$1', $1", 1)]
    #[case::in_a_name("select \"$1\", $1", 1)]
    #[case::no_number("select $a", 0)]
    #[case::other_form("select ?1", 1)]
    #[case::two("select 1; select 2", 0)]
    #[case::comment("select 1 -- $1", 1)]
    #[case::open("select 'a", 0)]
    fn a_text_that_could_mean_two_things_is_refused(#[case] text: &str, #[case] count: usize) {
        assert!(!sound(text, count));
    }

    #[test]
    fn parameters_keep_their_numbers_on_sqlite() {
        assert_eq!(
            for_sqlite("select $2, $1 where $2 > 10"),
            "select ?2, ?1 where ?2 > 10"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_panic(text in ".*", count in 0usize..40) {
            let _ = sound(&text, count);
        }
    }
}
