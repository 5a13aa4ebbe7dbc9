//! What may not stay in the source: notes to oneself, debugging aids, tests that are switched
//! off, log spans that would write down every argument.

use super::{Finding, Tree};

/// Marks that nobody follows up. A thing left to do is an issue.
const MARKS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("X", "XX"),
];

/// Code that may not stay: the text and what to do instead.
const CODE: [(&str, &str); 5] = [
    (concat!("db", "g!("), "a debugging aid: remove it"),
    (
        concat!("to", "do!("),
        "unfinished: finish it or leave it out",
    ),
    (
        concat!("unimplemented", "!("),
        "unfinished: finish it or leave it out",
    ),
    (
        concat!("#[", "ignore"),
        "a test that never runs: assert what holds today, with a comment",
    ),
    (concat!("#[", "should_panic"), "assert on the error instead"),
];

/// Tests of the browser that are switched off.
const STORIES: [&str; 4] = [".only(", "test.skip(", "test.fixme(", "describe.skip("];

const COMMENTED: [&str; 9] = [
    ".rs", ".ts", ".js", ".css", ".html", ".sql", ".toml", ".ftl", ".ci/run",
];

/// Looks through every source file.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts(&COMMENTED) {
        for (line, content) in (1..).zip(text.lines()) {
            for mark in MARKS.iter().filter(|mark| has_word(content, mark)) {
                let says = format!("{mark}: do it, or write it where others find it");
                findings.push(Finding::in_line(path, line, says));
            }
        }
    }
    for (path, text) in tree.texts(&[".rs"]) {
        let code = code_of(text);
        for (line, content) in (1..).zip(code.lines()) {
            for (_, says) in CODE.iter().filter(|(text, _)| content.contains(text)) {
                findings.push(Finding::in_line(path, line, *says));
            }
        }
        findings.extend(check_spans(path, &code));
    }
    for (path, text) in tree.texts(&[".spec.ts"]) {
        for (line, content) in (1..).zip(text.lines()) {
            if STORIES.iter().any(|text| content.contains(text)) {
                let says = "a story that never runs, or runs alone";
                findings.push(Finding::in_line(path, line, says));
            }
        }
    }
    findings
}

/// A span without `skip_all` logs every argument that has `Debug`.
fn check_spans(path: &str, code: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for start in [
        concat!("#[", "tracing::instrument"),
        concat!("#[", "instrument"),
    ] {
        for (at, _) in code.match_indices(start) {
            let (before, attribute) = code.split_at(at);
            let attribute = attribute.split_once(']').map_or(attribute, |(all, _)| all);
            if !attribute.contains("skip_all") {
                let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
                let says = "needs `skip_all`: otherwise every argument lands in the log";
                findings.push(Finding::in_line(path, line, says));
            }
        }
    }
    findings
}

/// Whether `word` stands in `text` by itself.
fn has_word(text: &str, word: &str) -> bool {
    let part_of_word = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// Rust source with comments and the insides of texts blanked out, line by line the same.
pub(super) fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment_length(rest),
            '"' => text_length(rest, 1, "\"", true),
            'r' | 'b' | 'c' if !ends_in_word(&code) => prefixed_length(rest).unwrap_or(0),
            '\'' => character_length(rest),
            _ => 0,
        };
        let (taken, left) = match length {
            0 => rest.split_at(first.len_utf8()),
            length => rest.split_at(length.min(rest.len())),
        };
        match length {
            0 => code.push_str(taken),
            _ => code.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
        }
        rest = left;
    }
    code
}

fn ends_in_word(code: &str) -> bool {
    code.ends_with(|character: char| character.is_alphanumeric() || character == '_')
}

/// The length of a block comment, with those inside it.
fn comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a text that has begun: `from` bytes in, up to and with `end`.
fn text_length(rest: &str, from: usize, end: &str, escapes: bool) -> usize {
    let mut at = from;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with(end) {
            return at + end.len();
        }
        let mut characters = here.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        let second = characters.next().map_or(0, char::len_utf8);
        at += first
            + if escapes && here.starts_with('\\') {
                second
            } else {
                0
            };
    }
    rest.len()
}

/// The length of a text with letters before it, such as `r#"…"#` or `b"…"`.
fn prefixed_length(rest: &str) -> Option<usize> {
    let letters = rest.find(|character| !matches!(character, 'r' | 'b' | 'c'))?;
    let raw = rest.get(..letters)?.contains('r');
    let after = rest.get(letters..)?;
    let marks = after.find(|character| character != '#')?;
    if letters > 2 || !after.get(marks..)?.starts_with('"') || (marks > 0 && !raw) {
        return None;
    }
    let end = format!("\"{}", "#".repeat(marks));
    Some(text_length(rest, letters + marks + 1, &end, !raw))
}

/// The length of a character such as `'x'` or `'\''`; zero for a lifetime.
fn character_length(rest: &str) -> usize {
    let mut characters = rest.chars().skip(1);
    match (characters.next(), characters.next()) {
        (Some('\\'), _) => text_length(rest, 1, "'", true),
        (Some(inside), Some('\'')) => 2 + inside.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn a_mark_is_found_in_code_and_in_comments_but_not_inside_a_word() {
        let marked = format!("//! a\n// {} later\nlet {}s = 1;\n", MARKS[0], MARKS[0]);
        assert_eq!(found(check, &[("a.rs", &marked)]), ["a.rs:2"]);
    }

    #[test]
    fn debugging_aids_and_tests_switched_off_are_found_in_code_only() {
        let code = format!("{}x);\n// {}x)\n", CODE[0].0, CODE[0].0);
        assert_eq!(found(check, &[("a.rs", &code)]), ["a.rs:1"]);
        let ignored = format!("#[test]\n{}]\nfn a() {{}}\n", CODE[3].0);
        assert_eq!(found(check, &[("a.rs", &ignored)]), ["a.rs:2"]);
        let alone = "test.only('a', () => {});\n";
        assert_eq!(
            found(check, &[("e2e/tests/a.spec.ts", alone)]),
            ["e2e/tests/a.spec.ts:1"]
        );
    }

    #[test]
    fn a_span_skips_all_arguments() {
        let start = concat!("#[", "tracing::instrument");
        let good = format!("\n{start}(skip_all, fields(\n  unit\n))]\nfn a() {{}}\n");
        assert_eq!(found(check, &[("a.rs", &good)]), [""; 0]);
        let bad = format!("\n{start}(level = \"debug\")]\nfn a() {{}}\n{start}]\nfn b() {{}}\n");
        assert_eq!(found(check, &[("a.rs", &bad)]), ["a.rs:2", "a.rs:4"]);
    }

    #[test]
    fn comments_and_texts_are_blanked_and_lines_stay() {
        let source = "a /* b /* c */ d */ e // f\ng \"h\\\" i\" j r#\"k \" l\"# m '\"' n &'o p\n";
        let code = code_of(source);
        assert_eq!(code.len(), source.len());
        let words: Vec<&str> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "e", "g", "j", "m", "n", "&'o", "p"]);
        assert_eq!(code.lines().count(), 2);
    }
}
