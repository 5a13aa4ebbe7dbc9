//! A form of a page as a browser sends it: every field, whether somebody touched it or not.

use axum::http::StatusCode;

use crate::house::Answer;

/// The fields of the form that is posted to `path`, but for the session's token.
pub(crate) fn filled(page: &str, path: &str) -> Vec<(String, String)> {
    let start = format!("<form method=\"post\" action=\"{path}\"");
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("no form to {path}: {page}"));
    let (form, _) = rest.split_once("</form>").unwrap();
    let (mut fields, mut choice) = (Vec::new(), None);
    for piece in form.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        if tag.starts_with("input ") {
            let tick = tag.contains("type=\"checkbox\"");
            if !tick || tag.ends_with(" checked") || tag.contains(" checked ") {
                fields.push((name, value));
            }
        } else if tag.starts_with("textarea ") {
            let text = text.strip_prefix('\n').unwrap_or(text);
            fields.push((name, plain(text).replace('\n', "\r\n")));
        } else if tag.starts_with("select ") {
            choice = Some((name, String::new()));
        } else if tag.starts_with("option ") && tag.ends_with(" selected") {
            if let Some((_, chosen)) = &mut choice {
                *chosen = value;
            }
        } else if tag.starts_with("/select") {
            fields.extend(choice.take());
        }
    }
    fields.retain(|(name, _)| name != "form_token");
    fields
}

/// Types something into a field of a form.
#[track_caller]
pub(crate) fn typed(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(own, _)| own == name);
    let (_, held) = field.unwrap_or_else(|| panic!("no field {name}"));
    value.clone_into(held);
}

/// What stands in a field of a form.
pub(crate) fn held<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    let field = fields.iter().find(|(own, _)| own == name);
    field.map_or("", |(_, value)| value.as_str())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&[" ", name, "=\""].concat())?;
    rest.split_once('"').map(|(value, _)| plain(value))
}

/// The text that is written this way in a page.
fn plain(text: &str) -> String {
    let signs = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| {
        text.replace(written, sign)
    })
}

/// The form comes back with a sentence above it and beside one of its fields, which says so of itself.
#[track_caller]
pub(crate) fn told_at(answer: &Answer, field: &str, sentence: &str) {
    let body = &answer.body;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{field}: {body}"
    );
    let beside = format!("<p class=\"field-error\" id=\"{field}-error\">");
    let (_, rest) = body
        .split_once(&beside)
        .unwrap_or_else(|| panic!("nothing beside {field}: {body}"));
    let (said, _) = rest.split_once("</p>").unwrap();
    assert!(said.contains(sentence), "{field} says {said}");
    let above = format!("role=\"alert\">{said}</p>");
    assert!(body.contains(&above), "nothing above: {body}");
    let marks = format!(" aria-describedby=\"{field}-error\"");
    assert!(body.contains(&marks), "{field} says nothing: {body}");
}

/// The fields at which something is told.
pub(crate) fn told_in(body: &str) -> Vec<&str> {
    let parts = body.split("<p class=\"field-error\" id=\"").skip(1);
    parts
        .filter_map(|part| part.split("-error\"").next())
        .collect()
}
