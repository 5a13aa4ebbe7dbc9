//! Every module that declares statements is in the list that the tests prepare on both engines.
//!
//! The macro gives a module a function `all()`; whoever collects them must call it, or the
//! statements are never tried. Those of `store` itself ask each engine about itself and mean
//! nothing to the other.

use super::source::code_of;
use super::{Finding, Tree};

/// Every file with `statements!` against the code of its crate.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let sources: Vec<(&str, String)> = tree
        .texts(&[".rs"])
        .filter(|(path, _)| path.contains("/src/"))
        .map(|(path, text)| (path, code_of(text)))
        .collect();
    let mut findings = Vec::new();
    for (path, _) in sources.iter().filter(|(path, code)| declares(path, code)) {
        let Some(place) = Place::of(path) else {
            continue;
        };
        let collected = sources
            .iter()
            .any(|(other, code)| place.is_collected_in(other, code));
        if !collected {
            let says = format!(
                "its statements are never tried: add `{}::all()` to the list of the crate",
                place.module.join("::")
            );
            findings.push(Finding::in_file(path, says));
        }
    }
    findings
}

/// Whether a file declares statements outside tests.
fn declares(path: &str, code: &str) -> bool {
    let body = code.split("#[cfg(test)]").next().unwrap_or(code);
    !path.starts_with("crates/store/")
        && !path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs")
        && body.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("statements! {") || line.starts_with("store::statements! {")
        })
}

/// Where a module lies.
struct Place<'a> {
    /// The folder of its crate's source, with the slash.
    source: &'a str,
    /// Its path inside the crate; empty for the root.
    module: Vec<&'a str>,
}

impl Place<'_> {
    fn of(path: &str) -> Option<Place<'_>> {
        let at = path.find("/src/")? + "/src/".len();
        let (source, inside) = path.split_at(at);
        let mut module: Vec<&str> = inside.strip_suffix(".rs")?.split('/').collect();
        if matches!(module.last(), Some(&("mod" | "lib"))) {
            module.pop();
        }
        Some(Place { source, module })
    }

    /// By its whole path anywhere in the crate, or by its name in the module around it.
    fn is_collected_in(&self, path: &str, code: &str) -> bool {
        let Some(other) = Place::of(path).filter(|other| other.source == self.source) else {
            return false;
        };
        let Some((name, parents)) = self.module.split_last() else {
            return code.contains("all()");
        };
        let whole = calls(code, &self.module.join("::"));
        whole || (other.module == parents && calls(code, name))
    }
}

/// Whether code calls `all` of this module, or names it as a function.
fn calls(code: &str, module: &str) -> bool {
    let call = format!("{module}::all");
    code.match_indices(&call).any(|(at, _)| {
        let before = code.get(..at).unwrap_or_default();
        let after = code.get(at + call.len()..).unwrap_or_default();
        let named = |c: char| c.is_alphanumeric() || c == '_';
        !before.ends_with(named) && !after.starts_with(named)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    const DECLARED: &str = "store::statements! {\n    /// One.\n    ONE: () -> i64 = \"…\";\n}\n";

    #[test]
    fn a_module_with_statements_is_in_the_list() {
        let queries = "crates/register/src/people/queries.rs";
        let lists = [
            (
                "crates/register/src/people/mod.rs",
                "fn statements() { queries::all() }",
            ),
            (
                "crates/register/src/app.rs",
                "fn statements() { crate::people::queries::all() }",
            ),
        ];
        for list in lists {
            assert_eq!(found(check, &[(queries, DECLARED), list]), [""; 0]);
        }
        let wrong = [
            (
                "crates/register/src/staff/mod.rs",
                "fn statements() { queries::all() }",
            ),
            ("crates/register/src/people/mod.rs", "// queries::all()"),
            (
                "crates/guard/src/people/mod.rs",
                "fn statements() { people::queries::all() }",
            ),
            (
                "crates/register/src/people/mod.rs",
                "fn statements() { my_queries::all() }",
            ),
        ];
        for list in wrong {
            let expected = [format!("{queries}:0")];
            assert_eq!(found(check, &[(queries, DECLARED), list]), expected);
        }
    }

    #[test]
    fn statements_of_tests_need_no_list() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{DECLARED}}}\n");
        assert_eq!(found(check, &[("crates/a/src/tx.rs", &tests)]), [""; 0]);
        assert_eq!(
            found(check, &[("crates/a/src/tests.rs", DECLARED)]),
            [""; 0]
        );
    }
}
