//! `seloste import compare`: what came from each source and what became of it; of one import, value
//! by value, held against the register.

use serde_json::json;

use super::failed::Failed;
use super::moving::{batch_of, summary};
use super::moving_args::ImportCompare;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::app::App;
use crate::transfer::{self, Comparison, Line, TITLES};

/// `seloste import compare`
pub(super) async fn compare(at: &Place, order: &ImportCompare, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    transfer::may_look(app.guard(), &actor)
        .await
        .map_err(|error| Failed::of(&error))?;
    let Some(batch) = &order.batch else {
        return sources(&app, screen).await;
    };
    let found = transfer::compare(&app, batch_of(batch)?).await;
    let found = found.map_err(|error| Failed::of(&error))?;
    let found = found.ok_or_else(|| Failed::of(&transfer::Error::NoBatch))?;
    if order.csv {
        let csv = found.csv(screen.language);
        let csv = csv.map_err(|error| Failed::of(&error))?;
        screen.bytes(&csv)?;
    } else {
        screen.result(&as_json(&found), &told(&found, screen))?;
    }
    Ok(0)
}

fn as_json(found: &Comparison) -> serde_json::Value {
    let line = |line: &Line| {
        let file = &line.file;
        json!({
            "what": line.what, "in_file": file.in_file(), "created": file.created,
            "updated": file.updated, "known": file.known, "rejected": file.rejected,
            "standing": line.standing, "missing": line.standing.map(|_| line.missing()),
            "sum": line.summed.then_some(file.summed),
            "sum_created": line.summed.then_some(file.summed_created),
        })
    };
    let counts = found.batch.counts;
    json!({
        "batch": found.batch.batch.to_string(), "source": found.batch.source,
        "kind": found.batch.kind, "undone": found.batch.undone.is_some(),
        "rows": counts.all, "done": counts.done, "created": counts.created,
        "updated": counts.updated, "unchanged": counts.unchanged, "known": counts.known,
        "rejected": counts.rejected, "missing": counts.missing,
        "lines": found.lines().map(line).collect::<Vec<_>>(),
    })
}

/// A table: what, then its counts under their titles.
fn told(found: &Comparison, screen: &Screen) -> Vec<String> {
    let batch = found.batch.batch.to_string();
    let mut lines = vec![summary(found.batch.counts, Some(&batch), screen)];
    if found.values.is_empty() {
        lines.push(screen.say("transfer-compare-none"));
        return lines;
    }
    let titles = TITLES.map(|key| screen.say(key));
    let wide = found.lines().map(|line| line.name(screen.language));
    let wide = wide.map(|name| name.chars().count()).max().unwrap_or(0);
    let row = |name: &str, cells: &[String]| {
        let cells = cells.iter().zip(&titles);
        let cells =
            cells.map(|(cell, title)| format!("{cell:>width$}", width = title.chars().count()));
        let cells: Vec<String> = cells.collect();
        format!("{name:<wide$}  {}", cells.join("  "))
    };
    lines.push(row("", &titles));
    for line in found.lines() {
        let cells = line
            .cells()
            .map(|cell| cell.map_or_else(|| "–".to_owned(), |count| count.to_string()));
        lines.push(row(&line.name(screen.language), &cells));
        if line.summed {
            let sums = [line.file.summed, line.file.summed_created].map(|sum| sum.to_string());
            lines.push(row(&screen.say("transfer-compared-sum"), &sums));
        }
    }
    lines.push(screen.say(if found.is_missing() {
        "transfer-compare-missing"
    } else {
        "transfer-compare-whole"
    }));
    lines
}

async fn sources(app: &App, screen: &Screen) -> Outcome {
    let compared = transfer::compared(app)
        .await
        .map_err(|error| Failed::of(&error))?;
    let (mut json, mut lines) = (Vec::new(), Vec::new());
    for one in compared {
        let counts = one.counts;
        let kind = screen.say(&["transfer-what-", &one.kind].concat());
        let [held, missing, undone] =
            [counts.rejected - counts.missing, counts.missing, one.undone].map(|n| n.to_string());
        let values = [
            ("held", held.as_str()),
            ("missing", missing.as_str()),
            ("undone", undone.as_str()),
        ];
        let what = format!("{}, {kind}: {}", one.source, summary(counts, None, screen));
        lines.push([what, screen.with("cli-compared", &values)].join(" "));
        json.push(json!({
            "source": one.source, "kind": one.kind, "imports": one.batches, "rows": counts.all,
            "created": counts.created, "updated": counts.updated,
            "unchanged": counts.unchanged, "known": counts.known,
            "held": counts.rejected - counts.missing, "missing": counts.missing,
            "undone": one.undone,
        }));
    }
    screen.result(&json!(json), &lines)?;
    Ok(0)
}
