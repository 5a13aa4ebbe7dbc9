//! As plain text, for e-mails, terminals and comparisons.

use super::{Block, Document, Said, Table};

const WIDTH: usize = 80;

pub(super) fn write(document: &Document) -> String {
    let mut out = Vec::new();
    underlined(&mut out, &document.title, "=");
    blocks(&mut out, &document.intro, 0);
    for section in &document.sections {
        out.push(String::new());
        underlined(&mut out, &section.title(), "-");
        blocks(&mut out, &section.blocks, 0);
    }
    if !document.notes.is_empty() {
        out.push(String::new());
        underlined(&mut out, &document.notes_heading, "-");
        for (at, note) in document.notes.iter().enumerate() {
            hung(&mut out, note, 0, &format!("[{}] ", at.saturating_add(1)));
        }
        out.push(String::new());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    let mut whole = out.join("\n");
    whole.push('\n');
    whole
}

fn underlined(out: &mut Vec<String>, heading: &str, with: &str) {
    out.push(heading.to_owned());
    out.push(with.repeat(heading.chars().count().min(WIDTH)));
    out.push(String::new());
}

fn said(one: &Said) -> String {
    let note = one.note.map(|note| format!(" [{note}]"));
    let (open, close) = if one.missing { ("(", ")") } else { ("", "") };
    format!("{open}{}{close}{}", one.text, note.unwrap_or_default())
}

/// `text` after `lead`, its other lines below the first one's text.
fn hung(out: &mut Vec<String>, text: &str, indent: usize, lead: &str) {
    let below = indent.saturating_add(lead.chars().count());
    let mut line = format!("{}{lead}", " ".repeat(indent));
    let mut length = below;
    let mut fresh = true;
    for word in text.split(' ') {
        let letters = word.chars().count();
        if !fresh && length.saturating_add(letters).saturating_add(1) > WIDTH {
            out.push(std::mem::replace(&mut line, " ".repeat(below)));
            length = below;
            fresh = true;
        }
        if !fresh {
            line.push(' ');
            length = length.saturating_add(1);
        }
        line.push_str(word);
        length = length.saturating_add(letters);
        fresh = false;
    }
    out.push(line.trim_end().to_owned());
}

fn blocks(out: &mut Vec<String>, all: &[Block], indent: usize) {
    for one in all {
        block(out, one, indent);
        if out.last().is_some_and(|line| !line.is_empty()) {
            out.push(String::new());
        }
    }
}

fn block(out: &mut Vec<String>, one: &Block, indent: usize) {
    match one {
        Block::Paragraph(text) => hung(out, &said(text), indent, ""),
        Block::Lines(lines) => {
            for line in lines {
                hung(out, &said(line), indent, "");
            }
        }
        Block::Heading(text) => hung(out, &format!("{text}:"), indent, ""),
        Block::List(items) => {
            for item in items {
                hung(out, &said(item), indent, "- ");
            }
        }
        Block::Facts(facts) => {
            for fact in facts {
                hung(out, &format!("{}:", fact.name), indent, "");
                for value in &fact.values {
                    hung(out, &said(value), indent, "  ");
                }
            }
        }
        Block::Table(rows) => table(out, rows, indent),
        Block::Box {
            heading,
            blocks: inner,
        } => {
            let rule = "*".repeat(WIDTH.saturating_sub(indent));
            out.push(format!("{}{rule}", " ".repeat(indent)));
            if let Some(heading) = heading {
                hung(out, heading, indent.saturating_add(2), "");
                out.push(String::new());
            }
            blocks(out, inner, indent.saturating_add(2));
            out.pop();
            out.push(format!("{}{rule}", " ".repeat(indent)));
        }
    }
}

/// Row by row: the first cell as the item, the others below it by the names of their columns.
fn table(out: &mut Vec<String>, table: &Table, indent: usize) {
    let below = indent.saturating_add(2);
    for row in &table.rows {
        for (at, (cell, (name, _))) in row.iter().zip(&table.columns).enumerate() {
            let texts = cell.iter().map(said).collect::<Vec<_>>().join(". ");
            let texts = texts.replace("..", ".");
            if texts.is_empty() {
                continue;
            }
            if at == 0 {
                hung(out, &format!("{name}: {texts}"), indent, "- ");
            } else {
                hung(out, &format!("{name}: {texts}"), below, "");
            }
        }
    }
}
