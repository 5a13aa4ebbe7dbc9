//! The files of the repository as the rules see them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::command::{output_of, program};

/// Files larger than this are not read as text.
pub(super) const TEXT_BYTES_MAX: usize = 2_000_000;

/// One file.
#[derive(Debug)]
pub(super) struct File {
    pub(super) bytes: usize,
    /// Nothing if it is not text.
    pub(super) text: Option<String>,
}

/// Every file that is, or is about to be, in the repository: path from its root to content.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, File>,
}

impl Tree {
    /// Reads what git tracks, and what it would track if it were added.
    ///
    /// # Errors
    ///
    /// If git can't list the files.
    pub(super) fn read(root: &Path) -> Result<Tree> {
        let list = [
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ];
        let names = output_of(&mut program(root, "git", &list))
            .context("git can't list the files of this folder")?;
        let mut files = BTreeMap::new();
        for name in names.split('\0').filter(|name| !name.is_empty()) {
            // A tracked file may just have been deleted.
            let Ok(content) = std::fs::read(root.join(name)) else {
                continue;
            };
            let bytes = content.len();
            let text = match bytes {
                0..=TEXT_BYTES_MAX => String::from_utf8(content).ok(),
                _ => None,
            };
            files.insert(name.to_owned(), File { bytes, text });
        }
        Ok(Tree { files })
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// All files, in the order of their paths.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The text files whose name ends so.
    pub(super) fn texts<'a>(
        &'a self,
        endings: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all().filter_map(move |(path, file)| {
            let wanted = endings.iter().any(|ending| path.ends_with(ending));
            Some((path, file.text.as_deref()?)).filter(|_| wanted)
        })
    }

    /// The text of one file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.text.as_deref()
    }

    /// Whether there is such a file, or a folder with files.
    pub(super) fn holds(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let mut after = self.files.range(folder.clone()..);
        self.files.contains_key(path)
            || after
                .next()
                .is_some_and(|(first, _)| first.starts_with(&folder))
    }
}

#[cfg(test)]
impl Tree {
    /// A tree of made-up files.
    pub(super) fn of(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(path, text)| {
            let text = (*text).to_owned();
            let file = File {
                bytes: text.len(),
                text: Some(text),
            };
            ((*path).to_owned(), file)
        });
        Tree {
            files: files.collect(),
        }
    }
}

/// What a rule finds in made-up files: `path:line`, in order.
#[cfg(test)]
pub(super) fn found(rule: fn(&Tree) -> Vec<super::Finding>, files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = rule(&Tree::of(files));
    findings.sort();
    findings
        .iter()
        .map(|finding| format!("{}:{}", finding.path, finding.line))
        .collect()
}
