//! Templates hold no script, no style and no address put together by hand: the first two would
//! need a hole in the content security policy, the third breaks when a page moves.

use super::{Finding, Tree};

/// Every template.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree
        .texts(&[".html"])
        .filter(|(path, _)| path.starts_with("crates/"))
    {
        for (number, line) in (1..).zip(text.lines()) {
            for says in broken(&line.to_ascii_lowercase()) {
                findings.push(Finding::in_line(path, number, says));
            }
        }
    }
    findings
}

fn broken(line: &str) -> Vec<&'static str> {
    let mut says = Vec::new();
    let scripts = line.split("<script").skip(1);
    if scripts
        .into_iter()
        .any(|rest| !rest.split('>').next().unwrap_or("").contains("src="))
    {
        says.push("a script inside a page: put it into web/ and name it by src");
    }
    if line.contains("<style") || line.contains(" style=") {
        says.push("a style inside a page: give it a class");
    }
    if line.contains("javascript:") || has_event_attribute(line) {
        says.push("a script inside an attribute: put it into web/");
    }
    if line.contains(concat!("format", "!(")) {
        says.push("an address or text put together in a template: call a function");
    }
    says
}

/// Whether a line holds an attribute such as `onclick=`.
fn has_event_attribute(line: &str) -> bool {
    line.split(" on").skip(1).any(|rest| {
        let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        !name.is_empty()
            && rest
                .get(name.len()..)
                .is_some_and(|rest| rest.starts_with("=\""))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::found;
    use super::*;

    #[test]
    fn a_template_holds_no_script_no_style_and_no_address_made_by_hand() {
        let page = concat!(
            "<script src=\"/web/app.js\" defer></script>\n",
            "<p>Based on \"a=b\" we …</p>\n",
            "<script>alert(1)</script>\n",
            "<p style=\"color: red\">\n",
            "<a href=\"javascript:void\">\n",
            "<button onclick=\"x()\">\n",
            "<a href=\"{{ format",
            "!(\"/people/{}\", id) }}\">\n",
        );
        let path = "crates/register/src/people/show.html";
        let expected: Vec<String> = (3..=7).map(|line| format!("{path}:{line}")).collect();
        assert_eq!(found(check, &[(path, page)]), expected);
    }
}
