//! Notice files: checked and compared without any register.

use std::path::{Path, PathBuf};

use basics::{Clock, Language, SystemClock};
use policy::{Document, Finding, Policy, diff};
use serde_json::json;

use super::Outcome;
use super::args::{Format, Notice};
use super::failed::Failed;
use super::operate::{notice_text, parsed};
use super::screen::Screen;
use crate::notice::print_pdf;

/// `seloste notice render|check|diff|record`
pub(super) fn notice(order: Notice, screen: &Screen) -> Outcome {
    match order {
        Notice::Check { file } => check(&read(&file, screen)?, screen),
        Notice::Diff { from, to } => compare(&read(&from, screen)?, &read(&to, screen)?, screen),
        Notice::Render { file, format } => {
            let policy = read(&file, screen)?;
            print(&policy, &policy.document(screen.language), format, screen)
        }
        Notice::Record { file, format } => {
            let policy = read(&file, screen)?;
            print(&policy, &policy.record(screen.language), format, screen)
        }
        Notice::Publish { .. } | Notice::Versions => Err(Failed::usage("cli.no_id")),
    }
}

fn read(file: &PathBuf, screen: &Screen) -> Result<Policy, Failed> {
    parsed(&notice_text(file)?, Path::new(file), screen.language)
}

fn print(policy: &Policy, document: &Document, format: Format, screen: &Screen) -> Outcome {
    let bytes = match format {
        Format::Html => document.to_html().into_bytes(),
        Format::Md => document.to_markdown().into_bytes(),
        Format::Txt => document.to_text().into_bytes(),
        Format::Json => document.to_json().to_string().into_bytes(),
        Format::Pdf => {
            let printed = print_pdf(document, &policy.controller().name, SystemClock.now());
            printed.map_err(|_| Failed::with("web.template"))?
        }
    };
    screen.bytes(&bytes)?;
    Ok(0)
}

/// Lists what the law demands and the notice lacks; 1 where there is anything.
fn check(policy: &Policy, screen: &Screen) -> Outcome {
    let findings = policy.check();
    let json: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.demand.key(),
                "article": finding.demand.article(),
                "severity": finding.demand.severity().key(),
                "about": finding.about.iter().map(|about| about.key.clone()).collect::<Vec<_>>(),
                "line": finding.line,
            })
        })
        .collect();
    let mut lines: Vec<String> = findings
        .iter()
        .map(|one| line(one, screen.language))
        .collect();
    if lines.is_empty() {
        lines.push(screen.say("notice-no-findings"));
    }
    screen.result(&json!({ "findings": json }), &lines)?;
    Ok(u8::from(!findings.is_empty()))
}

fn line(finding: &Finding, language: Language) -> String {
    let at = finding
        .line
        .map_or_else(String::new, |line| format!(" ({line})"));
    let (sentence, remedy) = (finding.sentence(language), finding.remedy(language));
    format!("{}{at}: {sentence} {remedy}", finding.demand.article())
}

fn compare(from: &Policy, to: &Policy, screen: &Screen) -> Outcome {
    let changes = diff(from, to);
    let sentences: Vec<String> = changes
        .iter()
        .map(|change| change.sentence(screen.language))
        .collect();
    let json = json!({ "changes": sentences });
    let none = [screen.say("notice-no-changes")];
    screen.result(
        &json,
        if sentences.is_empty() {
            &none
        } else {
            &sentences
        },
    )?;
    Ok(0)
}
