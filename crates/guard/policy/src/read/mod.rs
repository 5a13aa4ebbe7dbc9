//! Reading a notice file: every problem with its line and column, all of them at once.
//!
//! The file is walked by hand over the spanned tree of the TOML parser, because a derived reader
//! stops at the first problem and knows nothing of the nearest word.
//!
//! Invariant: a table that was read to its end ([`Table::done`]) holds no key that was not asked
//! for, so a misspelt key cannot silently mean "not stated".

mod broken;
mod nearest;
mod table;

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

pub use broken::Broken;
pub(crate) use broken::Value;
pub(crate) use nearest::nearest;
pub(crate) use table::Table;

/// Rules that are younger than notices that may have been published. A value they refuse is read as
/// it stands, so that a register whose notice has one still opens.
const YOUNGER: [&str; 1] = ["policy.phone.wrong"];

/// A file being read, and what was found wrong with it so far.
pub(crate) struct Page<'t> {
    file: &'t str,
    text: &'t str,
    broken: RefCell<Vec<Broken>>,
}

impl<'t> Page<'t> {
    pub(crate) fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            broken: RefCell::default(),
        }
    }

    /// Reads the whole file with `read`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, in the order of the file.
    pub(crate) fn read<T>(
        self,
        read: impl FnOnce(&Table<'_, 't>) -> Option<T>,
    ) -> Result<T, Vec<Broken>> {
        self.read_but_for(&[], read)
    }

    fn read_but_for<T>(
        self,
        forgiven: &[&str],
        read: impl FnOnce(&Table<'_, 't>) -> Option<T>,
    ) -> Result<T, Vec<Broken>> {
        let (tree, syntax) = DeTable::parse_recoverable(self.text);
        for error in &syntax {
            let message = Value::Plain(error.message().to_owned());
            let span = error.span().unwrap_or(0..0);
            self.refuse("policy.toml.syntax", &span, "", vec![("message", message)]);
        }
        // A tree mended by the parser lacks keys that are there: its other problems would mislead.
        let value = if syntax.is_empty() {
            read(&Table::root(&self, tree.get_ref()))
        } else {
            None
        };
        let mut broken = self.broken.into_inner();
        broken.retain(|one| !forgiven.contains(&one.code.as_str()));
        broken.sort_by_key(|one| (one.line, one.column));
        match value {
            Some(value) if broken.is_empty() => Ok(value),
            _ => Err(broken),
        }
    }

    /// Reads a file that was published already: what a younger rule refuses of it stands as it is.
    ///
    /// # Errors
    ///
    /// As [`Page::read`].
    pub(crate) fn read_published<T>(
        self,
        read: impl FnOnce(&Table<'_, 't>) -> Option<T>,
    ) -> Result<T, Vec<Broken>> {
        self.read_but_for(&YOUNGER, read)
    }

    /// Notes a problem at `span`.
    pub(crate) fn refuse(
        &self,
        code: &'static str,
        span: &Range<usize>,
        path: &str,
        values: Vec<(&'static str, Value)>,
    ) {
        self.refuse_at(self.place(span.start), code, path, values);
    }

    /// Notes a problem with the table that begins on `line`.
    pub(crate) fn refuse_on(
        &self,
        line: u32,
        code: &'static str,
        path: &str,
        values: Vec<(&'static str, Value)>,
    ) {
        self.refuse_at((line, 1), code, path, values);
    }

    fn refuse_at(
        &self,
        (line, column): (u32, u32),
        code: &'static str,
        path: &str,
        values: Vec<(&'static str, Value)>,
    ) {
        self.broken.borrow_mut().push(Broken {
            file: self.file.to_owned(),
            line,
            column,
            code: basics::Code::new(code),
            path: path.to_owned(),
            values,
        });
    }

    /// Line and column of a byte, both from 1, the column in characters.
    fn place(&self, at: usize) -> (u32, u32) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or("").chars().count() + 1;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (small(line), small(column))
    }

    pub(crate) fn line(&self, span: &Range<usize>) -> u32 {
        self.place(span.start).0
    }
}

#[cfg(test)]
mod tests;
