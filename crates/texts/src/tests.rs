//! The three languages say the same things about the same values.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Pattern;

use super::*;

#[test]
fn every_file_is_understood_whole() {
    for language in Language::ALL {
        for (name, text) in files(language) {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                let lines: Vec<String> = errors
                    .iter()
                    .map(|error| {
                        let line = text[..error.pos.start].matches('\n').count() + 1;
                        format!("locales/{name}:{line}: {}", error.kind)
                    })
                    .collect();
                panic!("{}", lines.join("\n"));
            }
        }
    }
}

#[test]
fn no_text_is_written_twice() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = keys(language).filter(|key| !seen.insert(*key)).collect();
        assert!(twice.is_empty(), "{language}: written twice: {twice:?}");
    }
}

#[test]
fn every_area_stands_in_all_three_languages() {
    let areas = |language| -> Vec<&str> {
        files(language)
            .iter()
            .filter_map(|(name, _)| name.split('/').nth(1))
            .collect()
    };
    assert_eq!(areas(Language::Fi), areas(Language::Sv));
    assert_eq!(areas(Language::Fi), areas(Language::En));
}

#[test]
fn the_languages_have_the_same_texts_with_the_same_values() {
    let finnish = placeables(Language::Fi);
    let mut wrong = Vec::new();
    for language in [Language::Sv, Language::En] {
        let other = placeables(language);
        for (key, values) in &finnish {
            match other.get(key) {
                None => wrong.push(format!("{language} lacks {key}")),
                Some(found) if found != values => {
                    wrong.push(format!(
                        "{key}: fi mentions {values:?}, {language} {found:?}"
                    ));
                }
                Some(_) => {}
            }
        }
        wrong.extend(
            other
                .keys()
                .filter(|key| !finnish.contains_key(*key))
                .map(|key| format!("fi lacks {key}, which {language} has")),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_text_nobody_wrote_is_said_as_its_key() {
    for language in Language::ALL {
        assert_eq!(say(language, "nobody-wrote-this"), "⟦nobody-wrote-this⟧");
        assert!(!has(language, "nobody-wrote-this"));
    }
}

#[test]
fn every_text_can_be_said_with_its_values() {
    for language in Language::ALL {
        for (key, names) in placeables(language) {
            let values: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
            let said = say_with(language, key, &values);
            assert!(
                !said.contains('⟦') && !said.contains("{$"),
                "{language} {key}: {said}"
            );
            assert!(!said.contains("{-"), "{language} {key}: {said}");
        }
    }
}

/// The names of the values each text mentions.
fn placeables(language: Language) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (_, text) in files(language) {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => Box::leak(Box::new(resource)),
        };
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            let Some(pattern) = &message.value else {
                continue;
            };
            let mut names = BTreeSet::new();
            of_pattern(pattern, &mut names);
            found.insert(message.id.name, names);
        }
    }
    found
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, names),
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            for variant in variants {
                of_pattern(&variant.value, names);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(argument, names);
            }
        }
        _ => {}
    }
}
