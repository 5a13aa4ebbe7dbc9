//! What stands beside the form: what is wrong with the draft, and what the law demands and it
//! lacks, each with the way to the part it is about.
//!
//! What is wrong keeps the draft from being published; what the check finds does not.

use basics::Language;
use policy::{Broken, Finding, Policy, Reader, Severity};
use toml_edit::DocumentMut;

use super::super::form::{self, Part, label, part, refers};

/// One thing that was found.
pub(crate) struct Told {
    /// The part's page.
    pub(crate) path: String,
    /// The part's title.
    pub(crate) part: String,
    pub(crate) sentence: String,
    /// What to do; empty where the sentence says it.
    pub(crate) remedy: String,
    /// How grave, and the provision.
    pub(crate) mark: String,
    pub(crate) grave: bool,
    key: &'static str,
}

/// What was found in a draft.
pub(crate) struct Checked {
    /// The notice, where it can be read.
    pub(crate) policy: Option<Policy>,
    /// What is wrong.
    pub(crate) broken: Vec<Broken>,
    /// The same in words.
    pub(crate) wrong: Vec<Told>,
    /// What the law demands and the draft lacks or contradicts.
    pub(crate) findings: Vec<Told>,
}

impl Checked {
    /// Looks at a file.
    pub(crate) fn of(base: &str, text: &str, language: Language) -> Self {
        let document = form::document(text);
        match Policy::parse(text, "notice") {
            Ok(policy) => {
                let found = policy.check();
                let findings = found
                    .iter()
                    .map(|one| finding(one, document.as_ref(), (base, language)));
                Self {
                    findings: findings.collect(),
                    policy: Some(policy),
                    broken: Vec::new(),
                    wrong: Vec::new(),
                }
            }
            Err(broken) => Self {
                policy: None,
                wrong: broken
                    .iter()
                    .map(|one| wrong(one, (base, language)))
                    .collect(),
                broken,
                findings: Vec::new(),
            },
        }
    }

    /// Of nothing.
    pub(crate) const fn none() -> Self {
        Self {
            policy: None,
            broken: Vec::new(),
            wrong: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// How much was found about a part: what is wrong, and what is lacking.
    pub(crate) fn count(&self, part: &Part) -> (usize, usize) {
        let of = |list: &[Told]| list.iter().filter(|one| one.key == part.key).count();
        (of(&self.wrong), of(&self.findings))
    }

    /// What was found about one part alone.
    pub(crate) fn about(mut self, part: &Part) -> Self {
        self.wrong.retain(|one| one.key == part.key);
        self.findings.retain(|one| one.key == part.key);
        self
    }
}

/// The page of a part, or of one of a list.
pub(crate) fn path_of(base: &str, part: &Part, number: Option<usize>) -> String {
    let own = [base, "/parts/", part.key].concat();
    match number {
        Some(number) => format!("{own}/{number}"),
        None => own,
    }
}

fn place(
    part: Option<&'static Part>,
    number: Option<usize>,
    (base, language): (&str, Language),
) -> (String, String, &'static str) {
    let Some(part) = part else {
        let file = texts::say(language, "notice-draft-file");
        return ([base, "/file"].concat(), file, "");
    };
    let title = texts::say(language, &part.title());
    (path_of(base, part, number), title, part.key)
}

fn wrong(one: &Broken, at: (&str, Language)) -> Told {
    let language = at.1;
    let first = one.path.split(['.', '[']).next().unwrap_or_default();
    let number = one
        .path
        .strip_prefix(first)
        .and_then(|rest| rest.strip_prefix('['))
        .and_then(|rest| rest.split_once(']'))
        .and_then(|(number, _)| number.parse().ok());
    let (path, title, key) = place(part(first), number, at);
    let labels = |path: &str| label(path, language);
    let line = one.line.to_string();
    Told {
        path,
        part: title,
        sentence: match part(first) {
            Some(_) => one.sentence_for(Reader::OfForm(&labels), language),
            None => one.sentence(language),
        },
        remedy: String::new(),
        mark: texts::say_with(language, "notice-line", &[("at", line.as_str())]),
        grave: true,
        key,
    }
}

fn finding(one: &Finding, document: Option<&DocumentMut>, at: (&str, Language)) -> Told {
    let language = at.1;
    let own = one.section().split('.').next().unwrap_or_default();
    let part = part(own);
    // Where it is about one of a list alone, the way leads there.
    let number = match (part, one.about.as_slice(), document) {
        (Some(part), [about], Some(document)) => refers(document, part, &about.key),
        _ => None,
    };
    let (path, title, key) = place(part, number, at);
    let labels = |path: &str| label(path, language);
    let severity = texts::say(language, &one.severity().text_key());
    Told {
        path,
        part: title,
        sentence: one.sentence(language),
        remedy: one.remedy_for(Reader::OfForm(&labels), language),
        mark: [&severity, ", ", one.article()].concat(),
        grave: one.severity() == Severity::Contradiction,
        key,
    }
}
