//! As Markdown (`CommonMark` with tables).

use super::{Block, Document, Said, Table};

/// `text` so that nothing in it is markup, at the beginning of a line too.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|~&".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    let special = match safe.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => Some(digits),
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => Some(0),
        _ => None,
    };
    if let Some(at) = special {
        safe.insert(at, '\\');
    }
    safe
}

pub(super) fn write(document: &Document) -> String {
    let mut parts = vec![format!("# {}", escaped(&document.title))];
    blocks(&mut parts, &document.intro);
    for section in &document.sections {
        parts.push(format!("## {}", escaped(&section.title())));
        blocks(&mut parts, &section.blocks);
    }
    if !document.notes.is_empty() {
        parts.push(format!("## {}", escaped(&document.notes_heading)));
        let notes = document.notes.iter().enumerate();
        let notes = notes.map(|(at, note)| format!("{}. {}", at.saturating_add(1), escaped(note)));
        parts.push(notes.collect::<Vec<_>>().join("\n"));
    }
    let mut whole = parts.join("\n\n");
    whole.push('\n');
    whole
}

fn said(one: &Said) -> String {
    let text = escaped(&one.text);
    let text = if one.missing {
        format!("*{text}*")
    } else {
        text
    };
    match one.note {
        Some(note) => format!("{text} \\[{note}\\]"),
        None => text,
    }
}

fn joined(all: &[Said], between: &str) -> String {
    all.iter().map(said).collect::<Vec<_>>().join(between)
}

fn blocks(parts: &mut Vec<String>, all: &[Block]) {
    for one in all {
        block(parts, one);
    }
}

fn block(parts: &mut Vec<String>, one: &Block) {
    match one {
        Block::Paragraph(text) => parts.push(said(text)),
        // A backslash at the end of a line breaks it.
        Block::Lines(lines) => parts.push(joined(lines, "\\\n")),
        Block::Heading(text) => parts.push(format!("### {}", escaped(text))),
        Block::List(items) => {
            let items = items.iter().map(|item| format!("- {}", said(item)));
            parts.push(items.collect::<Vec<_>>().join("\n"));
        }
        Block::Facts(facts) => {
            let facts = facts.iter().map(|fact| {
                let values = joined(&fact.values, "\\\n  ");
                format!("- **{}**\\\n  {values}", escaped(&fact.name))
            });
            parts.push(facts.collect::<Vec<_>>().join("\n"));
        }
        Block::Table(rows) => parts.push(table(rows)),
        Block::Box {
            heading,
            blocks: inner,
        } => {
            let mut within = Vec::new();
            within.extend(
                heading
                    .iter()
                    .map(|heading| format!("### {}", escaped(heading))),
            );
            blocks(&mut within, inner);
            let quoted = within.join("\n\n");
            let quoted = quoted.lines().map(|line| format!("> {line}"));
            parts.push(quoted.collect::<Vec<_>>().join("\n").replace("> \n", ">\n"));
        }
    }
}

fn table(table: &Table) -> String {
    let names = table.columns.iter().map(|(name, _)| escaped(name));
    let mut lines = vec![
        format!("| {} |", names.collect::<Vec<_>>().join(" | ")),
        format!("|{}", " --- |".repeat(table.columns.len())),
    ];
    for row in &table.rows {
        let cells = row.iter().map(|cell| joined(cell, "<br>"));
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
    }
    lines.join("\n")
}
