//! How many tests ran: read from the closing lines of the runners.

use std::fmt;
use std::ops::AddAssign;

/// Tests by what came of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// One check that is not a test runner's.
    pub(crate) fn one(went_well: bool) -> Counts {
        Counts {
            passed: u64::from(went_well),
            failed: u64::from(!went_well),
            skipped: 0,
        }
    }

    /// The `Summary` line of nextest.
    pub(crate) fn from_nextest(line: &str) -> Option<Counts> {
        let line = without_colour(line);
        let (_, rest) = line.trim_start().strip_prefix("Summary")?.split_once(':')?;
        Some(Counts::from_parts(rest.split(',')))
    }

    /// The `test result` line of `cargo test`.
    pub(crate) fn from_cargo_test(line: &str) -> Option<Counts> {
        let (_, rest) = line.trim().strip_prefix("test result:")?.split_once('.')?;
        Some(Counts::from_parts(rest.split(';')))
    }

    /// One closing line of Playwright, such as `12 passed (3.4s)`.
    pub(crate) fn from_playwright(line: &str) -> Option<Counts> {
        let line = without_colour(line);
        let counts = Counts::from_parts(std::iter::once(line.as_str()));
        (counts != Counts::default()).then_some(counts)
    }

    fn from_parts<'a>(parts: impl Iterator<Item = &'a str>) -> Counts {
        let mut counts = Counts::default();
        for part in parts {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                continue;
            };
            let what: Vec<&str> = words.take_while(|word| !word.starts_with('(')).collect();
            match what.join(" ").as_str() {
                "passed" => counts.passed += number,
                "failed" | "exec failed" | "timed out" | "flaky" | "did not run"
                | "interrupted" => counts.failed += number,
                "skipped" | "ignored" => counts.skipped += number,
                _ => {}
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// The text without the codes that colour it on a terminal.
fn without_colour(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut in_code = false;
    for character in text.chars() {
        match character {
            '\u{1b}' => in_code = true,
            'm' if in_code => in_code = false,
            _ if in_code => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn the_summary_of_nextest_is_read_with_and_without_colour() {
        let plain = "     Summary [   0.005s] 3 tests run: 3 passed (1 slow), 0 skipped";
        assert_eq!(Counts::from_nextest(plain), Some(counts(3, 0, 0)));
        let red = "\u{1b}[31;1m     Summary\u{1b}[0m [ 1.2s] 4/9 tests run: 1 passed, 2 failed, 1 timed out, 5 skipped";
        assert_eq!(Counts::from_nextest(red), Some(counts(1, 3, 5)));
        assert_eq!(
            Counts::from_nextest("        PASS [   0.005s] basics a"),
            None
        );
    }

    #[test]
    fn the_result_line_of_cargo_test_is_read() {
        let line = "test result: FAILED. 5 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Counts::from_cargo_test(line), Some(counts(5, 1, 2)));
        assert_eq!(Counts::from_cargo_test("test a_rule ... ok"), None);
    }

    #[test]
    fn the_closing_lines_of_playwright_are_read_one_by_one() {
        assert_eq!(
            Counts::from_playwright("  12 passed (3.4s)"),
            Some(counts(12, 0, 0))
        );
        assert_eq!(
            Counts::from_playwright("  2 did not run"),
            Some(counts(0, 2, 0))
        );
        assert_eq!(
            Counts::from_playwright("Running 14 tests using 1 worker"),
            None
        );
    }
}
