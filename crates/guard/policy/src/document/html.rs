//! As a web page: plain elements, nothing inline that a content policy would have to allow.

use std::fmt::Write as _;

use super::{Block, Document, Said, Table};

/// `text` as the content of an element or of a quoted attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

pub(super) fn page(document: &Document) -> String {
    let title = escaped(&document.title);
    let language = document.language.code();
    let fragment = fragment(document);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{fragment}</main>\n\
         </body>\n</html>\n"
    )
}

pub(super) fn fragment(document: &Document) -> String {
    let mut out = String::new();
    blocks(&mut out, &document.intro);
    for (at, section) in document.sections.iter().enumerate() {
        let id = at.saturating_add(1);
        let heading = escaped(&section.title());
        out.push_str("<section>\n");
        line(&mut out, "h2", &format!(" id=\"section-{id}\""), &heading);
        blocks(&mut out, &section.blocks);
        out.push_str("</section>\n");
    }
    if !document.notes.is_empty() {
        out.push_str("<section>\n");
        line(&mut out, "h2", "", &escaped(&document.notes_heading));
        out.push_str("<ol>\n");
        for (at, note) in document.notes.iter().enumerate() {
            let id = at.saturating_add(1);
            line(
                &mut out,
                "li",
                &format!(" id=\"note-{id}\""),
                &escaped(note),
            );
        }
        out.push_str("</ol>\n</section>\n");
    }
    out
}

/// An element on a line of its own. `content` is escaped already.
fn line(out: &mut String, name: &str, attributes: &str, content: &str) {
    // Writing into a String cannot fail.
    let _ = writeln!(out, "<{name}{attributes}>{content}</{name}>");
}

fn said(one: &Said) -> String {
    let text = escaped(&one.text);
    let text = if one.missing {
        format!("<em>{text}</em>")
    } else {
        text
    };
    match one.note {
        Some(note) => format!("{text}<sup><a href=\"#note-{note}\">{note}</a></sup>"),
        None => text,
    }
}

fn joined(all: &[Said]) -> String {
    all.iter().map(said).collect::<Vec<_>>().join("<br>\n")
}

fn blocks(out: &mut String, all: &[Block]) {
    for one in all {
        block(out, one);
    }
}

fn block(out: &mut String, one: &Block) {
    match one {
        Block::Paragraph(text) => line(out, "p", "", &said(text)),
        Block::Lines(lines) => line(out, "p", "", &joined(lines)),
        Block::Heading(text) => line(out, "h3", "", &escaped(text)),
        Block::List(items) => {
            out.push_str("<ul>\n");
            for item in items {
                line(out, "li", "", &said(item));
            }
            out.push_str("</ul>\n");
        }
        Block::Facts(facts) => {
            out.push_str("<dl>\n");
            for fact in facts {
                line(out, "dt", "", &escaped(&fact.name));
                for value in &fact.values {
                    line(out, "dd", "", &said(value));
                }
            }
            out.push_str("</dl>\n");
        }
        Block::Table(rows) => table(out, rows),
        Block::Box {
            heading,
            blocks: inner,
        } => {
            out.push_str("<aside class=\"apart\">\n");
            if let Some(heading) = heading {
                line(out, "h3", "", &escaped(heading));
            }
            blocks(out, inner);
            out.push_str("</aside>\n");
        }
    }
}

fn table(out: &mut String, table: &Table) {
    out.push_str("<table>\n<thead>\n<tr>\n");
    for (name, _) in &table.columns {
        line(out, "th", " scope=\"col\"", &escaped(name));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>\n");
        for (at, cell) in row.iter().enumerate() {
            if at == 0 {
                line(out, "th", " scope=\"row\"", &joined(cell));
            } else {
                line(out, "td", "", &joined(cell));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}
