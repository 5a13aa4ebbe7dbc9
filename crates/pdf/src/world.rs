//! What a template can reach: its own text, the shared parts, the data and the attached files.
//!
//! Invariant: there is no clock, no file system, no network and no package behind it. Every file
//! a template names is one that was given with it, or none.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The fonts of everything printed, in `fonts/` with their licence.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/SourceSans3-Regular.otf"),
    include_bytes!("../fonts/SourceSans3-Semibold.otf"),
    include_bytes!("../fonts/SourceSans3-It.otf"),
];

/// What is the same for every document, made at the first one.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .into_iter()
        .flat_map(|font| Font::iter(Bytes::new(font)))
        .collect();
    Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// Whether every style of the house font can show the letter.
pub(crate) fn can_show(letter: char) -> bool {
    SHARED
        .fonts
        .iter()
        .all(|font| font.info().coverage.contains(u32::from(letter)))
}

/// The files of one document.
pub(crate) struct Files {
    main: FileId,
    sources: Vec<Source>,
    data: Vec<(FileId, Bytes)>,
}

impl Files {
    /// `main` is the name of the template; it must be among the `sources`.
    pub(crate) fn new(
        main: &str,
        sources: impl Iterator<Item = (&'static str, &'static str)>,
        data: impl Iterator<Item = (&'static str, Bytes)>,
    ) -> Result<Self, FileError> {
        let mut read = Vec::new();
        for (name, text) in sources {
            read.push(Source::new(id(name)?, text.to_owned()));
        }
        let mut given = Vec::new();
        for (name, bytes) in data {
            given.push((id(name)?, bytes));
        }
        Ok(Self {
            main: id(main)?,
            sources: read,
            data: given,
        })
    }
}

/// Ids are kept for as long as the program runs, so names are fixed in the program.
fn id(name: &str) -> Result<FileId, FileError> {
    let path = VirtualPath::new(name).map_err(|_| FileError::AccessDenied)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.data.iter().find(|(given, _)| *given == id);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
