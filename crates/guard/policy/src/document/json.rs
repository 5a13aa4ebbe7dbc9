//! As JSON: what `crates/pdf/templates/document.typ` is set from, and anyone else may read.

use serde_json::{Value, json};

use super::{Block, Document, Said, Table};

pub(super) fn write(document: &Document) -> Value {
    let sections = document.sections.iter().map(|section| {
        json!({
            "number": section.number,
            "heading": section.heading,
            "blocks": blocks(&section.blocks),
        })
    });
    json!({
        "title": document.title,
        "language": document.language.code(),
        "intro": blocks(&document.intro),
        "sections": sections.collect::<Vec<_>>(),
        "notes_heading": document.notes_heading,
        "notes": document.notes,
    })
}

fn said(one: &Said) -> Value {
    json!({ "text": one.text, "note": one.note, "missing": one.missing })
}

fn all(texts: &[Said]) -> Value {
    texts.iter().map(said).collect()
}

fn blocks(all: &[Block]) -> Value {
    all.iter().map(block).collect()
}

fn block(one: &Block) -> Value {
    match one {
        Block::Paragraph(text) => json!({ "kind": "paragraph", "text": said(text) }),
        Block::Lines(lines) => json!({ "kind": "lines", "lines": all(lines) }),
        Block::Heading(text) => json!({ "kind": "heading", "text": text }),
        Block::List(items) => json!({ "kind": "list", "items": all(items) }),
        Block::Facts(facts) => {
            let facts: Value = facts
                .iter()
                .map(|fact| json!({ "name": fact.name, "values": all(&fact.values) }))
                .collect();
            json!({ "kind": "facts", "facts": facts })
        }
        Block::Table(rows) => table(rows),
        Block::Box {
            heading,
            blocks: inner,
        } => json!({ "kind": "box", "heading": heading, "blocks": blocks(inner) }),
    }
}

fn table(table: &Table) -> Value {
    let head: Value = table
        .columns
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let widths: Value = table.columns.iter().map(|(_, width)| *width).collect();
    let row = |cells: &Vec<Vec<Said>>| {
        let cells: Value = cells
            .iter()
            .map(|cell| json!({ "texts": all(cell) }))
            .collect();
        json!({ "cells": cells })
    };
    let rows: Value = table.rows.iter().map(row).collect();
    json!({ "kind": "table", "head": head, "widths": widths, "rows": rows })
}
