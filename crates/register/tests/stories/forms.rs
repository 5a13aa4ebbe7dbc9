//! A form of a page as a browser sends it: every field, whether somebody touched it or not.

use axum::http::StatusCode;
use basics::Language;

use crate::house::{Answer, Browser};

/// The fields of the form that is posted to `path`, but for the session's token.
pub(crate) fn filled(page: &str, path: &str) -> Vec<(String, String)> {
    let mut forms = forms_to(page, path);
    let form = forms
        .next()
        .unwrap_or_else(|| panic!("no form to {path}: {page}"));
    fields_of(form)
}

/// The same of the one in which something is told at a field.
pub(crate) fn filled_at(page: &str, path: &str, field: &str) -> Vec<(String, String)> {
    let told = format!("id=\"{field}-error\"");
    let mut forms = forms_to(page, path).filter(|form| form.contains(&told));
    let form = forms.next();
    let form = form.unwrap_or_else(|| panic!("no form to {path} tells of {field}: {page}"));
    fields_of(form)
}

fn forms_to<'p>(page: &'p str, path: &str) -> impl Iterator<Item = &'p str> {
    let start = format!("<form method=\"post\" action=\"{path}\"");
    let starts = page.split(&start).skip(1).collect::<Vec<_>>();
    starts
        .into_iter()
        .map(|rest| rest.split("</form>").next().unwrap())
}

fn fields_of(form: &str) -> Vec<(String, String)> {
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
    let mut alerts = body.split("role=\"alert\">").skip(1);
    let above = alerts.any(|alert| {
        let alert = alert.trim_start();
        let alert = alert.strip_prefix("<p>").unwrap_or(alert);
        alert.starts_with(&format!("{said}</p>"))
    });
    assert!(above, "nothing above: {body}");
    let marks = format!(" aria-describedby=\"{field}-error\"");
    assert!(body.contains(&marks), "{field} says nothing: {body}");
}

/// A form that is right but for what a case makes wrong.
pub(crate) struct Sent<'a> {
    /// Where it is sent.
    pub(crate) path: &'a str,
    /// Its name in what is told of it.
    pub(crate) form: &'a str,
    /// What is typed and chosen; it stays.
    pub(crate) typed: &'a [(&'a str, &'a str)],
    /// What is sent beside it: what buttons say, and what is not sent back.
    pub(crate) also: &'a [(&'a str, &'a str)],
}

/// What makes a form wrong: the field at which it is told, what is typed there, and the key of the
/// sentence.
pub(crate) type Wrong<'a> = (&'a str, &'a str, &'a str);

/// Sends a form once for each thing that is wrong with it: it is told at its field and nowhere else,
/// one goes on there, and everything that was typed is still there.
pub(crate) async fn each_is_told(browser: &Browser, sent: &Sent<'_>, cases: &[Wrong<'_>]) {
    for (field, value, key) in cases {
        let mut typed = sent.typed.to_vec();
        typed.retain(|one| one.0 != *field);
        typed.push((field, value));
        let all = [sent.also, typed.as_slice()].concat();
        let answer = browser.post(sent.path, &all).await;
        let at = format!("{}-{field}", sent.form);
        told_at(&answer, &at, &texts::say(Language::Fi, key));
        assert_eq!(told_in(&answer.body), [at.as_str()], "{key}: nowhere else");
        assert!(answer.body.matches(" autofocus").count() <= 1, "{at}");
        let kept = filled_at(&answer.body, sent.path, &at);
        for (name, value) in typed.iter().filter(|one| !one.1.is_empty()) {
            let own = |one: &(String, String)| one.0 == *name && one.1 == *value;
            assert!(kept.iter().any(own), "{at}: {name} is kept: {kept:?}");
        }
    }
}

/// The fields at which something is told.
pub(crate) fn told_in(body: &str) -> Vec<&str> {
    let parts = body.split("<p class=\"field-error\" id=\"").skip(1);
    parts
        .filter_map(|part| part.split("-error\"").next())
        .collect()
}
