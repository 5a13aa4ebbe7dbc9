//! Why a document could not be printed.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use crate::Template;
use crate::world::Files;

/// Why a document could not be printed. Holds no data: Typst's own messages may repeat it, so
/// they are left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The template cannot be set with this data, or the document would not keep its standard.
    #[error("the template {place} cannot be printed with this data")]
    Template {
        /// The template and, where known, file and line: `invoice.typ: house.typ:12`.
        place: String,
    },
    /// The name of the template or of a part is no file name.
    #[error("the template {template} or one of its parts has a name that is no file name")]
    Name {
        /// The template.
        template: &'static str,
    },
    /// Too many attachments.
    #[error("a document can hold {most} attachments at most")]
    Attachments {
        /// How many it can hold.
        most: usize,
    },
}

impl Error {
    pub(crate) fn of(template: &Template, files: &Files, wrong: &[SourceDiagnostic]) -> Self {
        let place = wrong.first().map_or_else(
            || template.name.to_owned(),
            |first| place(template, files, first),
        );
        Self::Template { place }
    }
}

/// The template, and where in it: the place itself, or the nearest one that called it.
pub(crate) fn place(template: &Template, files: &Files, wrong: &SourceDiagnostic) -> String {
    let mut spans =
        std::iter::once(wrong.span).chain(wrong.trace.iter().map(|call| call.span.into()));
    let found = spans.find_map(|span| {
        let source = files.source(span.id()?).ok()?;
        let range = files.range(span)?;
        let line = source.lines().byte_to_line(range.start)? + 1;
        Some((
            source.id().get().vpath().get_without_slash().to_owned(),
            line,
        ))
    });
    match found {
        Some((file, line)) if file == template.name => format!("{file}:{line}"),
        Some((file, line)) => format!("{}: {file}:{line}", template.name),
        None => template.name.to_owned(),
    }
}
