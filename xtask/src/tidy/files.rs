//! Files stay small enough to be read at one sitting, and say what they are for.

use super::tree::TEXT_BYTES_MAX;
use super::{Finding, Tree};

/// A file of Rust may have this many lines,
const LINES_MAX: usize = 500;
/// and one that holds nothing but tests this many.
const TEST_LINES_MAX: usize = 800;

/// File sizes, line counts, headers.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, file) in tree.all() {
        if file.bytes > TEXT_BYTES_MAX {
            let says = "larger than 2 MB: make it in a build step, or keep it elsewhere";
            findings.push(Finding::in_file(path, says));
        }
    }
    for (path, text) in tree.texts(&[".rs"]) {
        let lines = text.lines().count();
        let max = if is_tests(path) {
            TEST_LINES_MAX
        } else {
            LINES_MAX
        };
        if lines > max {
            let says = format!("{lines} lines, at most {max}: cut it where its subject changes");
            findings.push(Finding::in_file(path, says));
        }
        if !text.starts_with("//! ") {
            let says = "begins without a header: `//! ` what it is for and what it never does";
            findings.push(Finding::in_line(path, 1, says));
        }
    }
    findings
}

/// Whether a file holds tests alone, by its place.
fn is_tests(path: &str) -> bool {
    path.split('/')
        .any(|part| part == "tests" || part == "tests.rs")
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    fn lines(number: usize) -> String {
        format!("//! Header.\n{}", "\n".repeat(number - 1))
    }

    #[test]
    fn a_file_of_rust_has_at_most_500_lines_and_one_of_tests_800() {
        let (short, long, longest) = (lines(500), lines(501), lines(801));
        let files = [
            ("crates/a/src/short.rs", short.as_str()),
            ("crates/a/src/long.rs", long.as_str()),
            ("crates/a/src/people/tests.rs", long.as_str()),
            ("crates/a/tests/story.rs", long.as_str()),
            ("crates/a/tests/stories.rs", longest.as_str()),
        ];
        let expected = ["crates/a/src/long.rs:0", "crates/a/tests/stories.rs:0"];
        assert_eq!(found(check, &files), expected);
    }

    #[test]
    fn a_file_of_rust_begins_with_its_header() {
        let files = [
            ("a.rs", "//! For this.\n"),
            ("b.rs", "use std::fs;\n"),
            ("c.rs", ""),
        ];
        assert_eq!(found(check, &files), ["b.rs:1", "c.rs:1"]);
    }

    #[test]
    fn no_file_is_larger_than_two_megabytes() {
        let large = "x".repeat(TEXT_BYTES_MAX + 1);
        assert_eq!(found(check, &[("a.bin", &large)]), ["a.bin:0"]);
    }
}
