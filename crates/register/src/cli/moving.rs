//! Moving in: lists of customers and notes, what became of them, taking them back. Each signs in.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal};
use std::os::unix::fs::OpenOptionsExt;
use std::time::Duration;

use basics::{BatchId, Clock, Language, SystemClock};
use formats::Artificial;
use indicatif::{ProgressBar, ProgressStyle};
use policy::{ConnectionKind, Policy, SourceKind};
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::moving_args::{Import, ImportList, ImportRejected, Likely};
use super::screen::Screen;
use super::{Outcome, Place, compared, whole};
use crate::people::{Terms, ground_in_notice, touched_of_batch};
use crate::transfer::{self, Counts, Error, Key, Mode, Order, Outcome as Imported, Unmapped, What};

/// Characters of the word that says where data comes from.
const SOURCE_MAX: usize = 100;

/// `seloste import …`
pub(super) async fn import(at: &Place, order: Import, screen: &Screen) -> Outcome {
    match order {
        Import::Customers(list) => bring(at, What::Customers, list, screen).await,
        Import::Notes(list) => bring(at, What::Notes, list, screen).await,
        Import::Sites(list) => bring(at, What::Sites, list, screen).await,
        Import::Tasks(list) => bring(at, What::Tasks, list, screen).await,
        Import::Register(order) => whole::take_in(at, order, screen).await,
        Import::Rejected(order) => rejected(at, order, screen).await,
        Import::Undo { batch, sign_in } => take_back(at, &batch, &sign_in, screen).await,
        Import::List { sign_in } => list(at, &sign_in, screen).await,
        Import::Compare(order) => compared::compare(at, &order, screen).await,
    }
}

async fn bring(at: &Place, what: What, order: ImportList, screen: &Screen) -> Outcome {
    let mut file = File::open(&order.file).map_err(|_| Failed::with("transfer.file.unreadable"))?;
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let sheet = order.sheet.clone();
    let policy = app
        .guard()
        .notices()
        .in_force()
        .await
        .map_err(|error| Failed::of(&error))?;
    let mut order = order_of((what, &order), &policy, app.is_demo(), screen)?;
    // What is told of the file is told to those alone who may import it.
    transfer::may_look(app.guard(), &actor)
        .await
        .map_err(|error| Failed::of(&error))?;
    order.sheet = sheet_meant(&mut file, sheet.as_deref(), screen)?;
    transfer::recall(app.guard(), &mut file, &mut order)
        .await
        .map_err(|error| Failed::of(&error))?;
    let dry_run = order.dry_run;
    let language = (what == What::Customers).then_some(order.terms.language);
    let bar = bar(screen);
    let mut begun = false;
    let told = |batch: Option<BatchId>, counts: Counts| {
        bar.set_length(u64::try_from(counts.all).unwrap_or(0));
        bar.set_position(u64::try_from(counts.done).unwrap_or(0));
        if batch.is_some() && !begun {
            // Rows of an earlier run say nothing about the pace of this one.
            bar.reset_eta();
            begun = true;
        }
    };
    let imported = transfer::import(app.guard(), &actor, file, (order, None), told).await;
    bar.finish_and_clear();
    let outcome = imported.map_err(|error| {
        let mut lines = place(&error, screen);
        if begun {
            lines.push(screen.say("transfer-cut-off"));
            lines.push(screen.say("transfer-resume-by-file"));
        }
        Failed::of(&error).about(lines)
    })?;
    report(&outcome, (dry_run, language), screen)?;
    app.guard().clone().close().await;
    Ok(0)
}

/// What was asked for, where it can be meant under this notice.
fn order_of(
    (what, order): (What, &ImportList),
    policy: &Policy,
    demo: bool,
    screen: &Screen,
) -> Result<Order, Failed> {
    let connection = ConnectionKind::from_key(&order.connection)
        .filter(|kind| policy.holds(*kind))
        .ok_or_else(|| Failed::usage("people.field.connection"))?;
    if connection == ConnectionKind::ContactPersonOf {
        // A contact person's organisation cannot be told by a plain list.
        return Err(Failed::usage("people.organisation_missing"));
    }
    let source = match &order.source_kind {
        Some(key) => {
            SourceKind::from_key(key).ok_or_else(|| Failed::usage("transfer.order.source"))?
        }
        None => transfer::usual_source(connection),
    };
    let name: String = order.source.trim().chars().take(SOURCE_MAX).collect();
    if name.is_empty() {
        return Err(Failed::usage("transfer.source.missing"));
    }
    let ground = order.identity_code_ground.as_deref().map(|key| {
        let ground = ground_in_notice(policy, key);
        ground.ok_or_else(|| Failed::usage("people.field.identity_code_ground"))
    });
    let today = policy.controller().zone.day_at(SystemClock.now());
    let mode = Mode::from_key(&order.mode).ok_or_else(|| Failed::usage("cli.import.mode"))?;
    let key = Key::from_key(&order.key).ok_or_else(|| Failed::usage("cli.import.key"))?;
    Ok(Order {
        what,
        mode,
        key,
        sheet: None,
        columns: BTreeMap::new(),
        own: transfer::Own::of(policy),
        terms: Terms {
            connection,
            source,
            of: None,
            from: today,
            identity_code_ground: ground.transpose()?,
            artificial: if demo {
                Artificial::Allowed
            } else {
                Artificial::Refused
            },
            language: policy.controller().language,
            today,
        },
        reader: screen.language,
        source: name,
        create_likely: order.duplicates == Likely::Create,
        ignore_unknown: order.ignore_unknown,
        dry_run: order.dry_run,
    })
}

/// Prints what an import brought: the rows that were not taken by line and reason alone. Of a dry run
/// also which language whoever tells none would get.
fn report(
    outcome: &Imported,
    (dry_run, language): (bool, Option<Language>),
    screen: &Screen,
) -> Result<(), Failed> {
    let counts = outcome.counts;
    let batch = outcome.batch.map(|batch| batch.to_string());
    let json = json!({
        "batch": batch, "dry_run": dry_run, "rows": counts.all, "created": counts.created,
        "updated": counts.updated, "unchanged": counts.unchanged, "known": counts.known,
        "rejected": counts.rejected, "missing": counts.missing, "no_consent": counts.no_consent,
        "earlier_no": counts.earlier_no, "language": language,
    });
    let mut lines = vec![summary(counts, batch.as_deref(), screen)];
    let told = language.filter(|_| dry_run);
    lines.extend(told.map(|language| transfer::told_language(screen.language, language)));
    lines.extend(about_marketing(counts, screen));
    for (line, reason) in &outcome.problems {
        let heading = reason.heading.map(|heading| heading.title(screen.language));
        let own = reason.own.as_ref().map(policy::FieldKey::as_str);
        let heading = heading.or(own).unwrap_or_default();
        let sentence = screen.say(&reason.code.text_key());
        lines.push(format!(
            "{} {line}: {heading} {sentence}",
            screen.say("transfer-line")
        ));
    }
    screen.result(&json, &lines)
}

/// What the rows said of marketing and is not as they said it.
fn about_marketing(counts: Counts, screen: &Screen) -> Vec<String> {
    let told = [
        ("permissions-import-no-consent", counts.no_consent),
        ("permissions-import-earlier-no", counts.earlier_no),
    ];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(key, count)| format!("{}: {count}", screen.say(key)))
        .collect()
}

/// Where a file is wrong: by line or column, never by what stands there.
fn place(error: &Error, screen: &Screen) -> Vec<String> {
    let column = |column: &usize| format!("{} {column}.", screen.say("transfer-column"));
    match error {
        // What is wrong with a workbook as a whole stands in no line of it.
        Error::NotRead(error) if error.code.as_str().starts_with("formats.xlsx.") => Vec::new(),
        Error::NotRead(error) => vec![format!("{} {}.", screen.say("transfer-line"), error.line)],
        Error::Unmapped(Unmapped::Twice(at, _)) => vec![column(at)],
        Error::Unmapped(Unmapped::Unknown(at, _)) => {
            vec![column(at), screen.say("cli-ignore-unknown")]
        }
        Error::Unmapped(_) => error.place(screen.language).into_iter().collect(),
        _ => Vec::new(),
    }
}

pub(super) fn summary(counts: Counts, batch: Option<&str>, screen: &Screen) -> String {
    let [all, created, updated, unchanged, known, rejected] = [
        counts.all,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.known,
        counts.rejected,
    ]
    .map(|count| count.to_string());
    let values = [
        ("all", all.as_str()),
        ("created", created.as_str()),
        ("updated", updated.as_str()),
        ("unchanged", unchanged.as_str()),
        ("known", known.as_str()),
        ("rejected", rejected.as_str()),
        ("batch", batch.unwrap_or("–")),
    ];
    screen.with("cli-imported", &values)
}

/// A bar with the rate and the time left, where somebody watches.
fn bar(screen: &Screen) -> ProgressBar {
    if screen.json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {per_sec}  {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// `seloste import rejected`
async fn rejected(at: &Place, order: ImportRejected, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let batch = batch_of(&order.batch)?;
    let found = transfer::batch(&app, batch)
        .await
        .map_err(|error| Failed::of(&error))?;
    let found = found.ok_or_else(|| Failed::of(&Error::NoBatch))?;
    let file = found
        .rejected
        .ok_or_else(|| Failed::with("cli.no_rejected"))?;
    let mut opened = transfer::open(&app, &actor, file)
        .await
        .map_err(|error| Failed::of(&error))?;
    let target = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&order.to);
    let mut target = target.map_err(|_| Failed::with("cli.not_written"))?;
    let written = io::copy(&mut opened, &mut target).and_then(|_| target.sync_all());
    written.map_err(|_| Failed::with("cli.not_written"))?;
    Ok(0)
}

pub(super) fn batch_of(text: &str) -> Result<BatchId, Failed> {
    text.parse::<BatchId>()
        .map_err(|_| Failed::usage("cli.no_batch"))
}

/// The place of the sheet that was named, or counted from one; nothing where nobody said and there
/// is one at most. Otherwise which there are, and how one is chosen.
fn sheet_meant(
    file: &mut File,
    named: Option<&str>,
    screen: &Screen,
) -> Result<Option<usize>, Failed> {
    let told = |error: Error| Failed::of(&error);
    let sheets = transfer::sheets(file).map_err(told)?;
    let code = match named {
        None if sheets.len() < 2 => return Ok(None),
        None => "formats.xlsx.which_sheet",
        Some(_) if sheets.is_empty() => return Err(Failed::usage("cli.import.no_workbook")),
        Some(named) => match transfer::sheet_named(file, named).map_err(told)? {
            Some(place) => return Ok(Some(place)),
            None => "formats.xlsx.no_sheet",
        },
    };
    let mut lines = vec![screen.say("cli-sheets")];
    // A name may hold anything but is shown on a terminal, which obeys some of it.
    let shown = |name: &str| name.replace(char::is_control, " ");
    lines.extend(
        sheets
            .iter()
            .map(|(at, name)| format!("{:>4}  {}", at + 1, shown(name))),
    );
    Err(Failed::with(code).about(lines))
}

/// Customers told of that stay when an import is taken back.
const STAYING: i64 = 100;

/// `seloste import undo`
async fn take_back(at: &Place, batch: &str, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let batch = batch_of(batch)?;
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let bar = bar(screen);
    let told = |undone: transfer::Undone| bar.set_position(u64::try_from(undone.gone).unwrap_or(0));
    let undone = transfer::undo(app.guard(), &actor, batch, told).await;
    bar.finish_and_clear();
    let undone = undone.map_err(|error| Failed::of(&error))?;
    let staying = touched_of_batch(app.guard(), batch, STAYING).await;
    let staying = staying.map_err(|error| Failed::of(&error))?;
    let numbers: Vec<i64> = staying.iter().map(|(_, number)| *number).collect();
    let renewed = transfer::renewed(&app, batch, STAYING).await;
    let (restored, kept) = renewed.map_err(|error| Failed::of(&error))?;
    let kept: Vec<i64> = kept.iter().map(|(_, number)| *number).collect();
    let mut lines = vec![screen.with("cli-taken-back", &[("count", &undone.gone.to_string())])];
    if restored > 0 {
        lines.push(screen.with("cli-restored", &[("count", &restored.to_string())]));
    }
    if !numbers.is_empty() {
        lines.push(screen.say("transfer-staying-why"));
        lines.extend(numbers.iter().map(ToString::to_string));
    }
    if !kept.is_empty() {
        lines.push(screen.say("transfer-kept-why"));
        lines.extend(kept.iter().map(ToString::to_string));
    }
    let json = json!({
        "batch": batch.to_string(), "gone": undone.gone, "staying": numbers,
        "restored": restored, "kept": kept,
    });
    screen.result(&json, &lines)?;
    app.guard().clone().close().await;
    Ok(0)
}

/// `seloste import list`
async fn list(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    transfer::may_look(app.guard(), &actor)
        .await
        .map_err(|error| Failed::of(&error))?;
    let batches = transfer::batches(&app)
        .await
        .map_err(|error| Failed::of(&error))?;
    let (mut json, mut lines) = (Vec::new(), Vec::new());
    for one in batches {
        let state = match (one.undone, one.ended) {
            (Some(_), _) => screen.say("transfer-undone-tag"),
            (None, None) => screen.say("transfer-unfinished"),
            (None, Some(_)) => String::new(),
        };
        lines.push(format!(
            "{}  {}  {state}",
            one.source,
            summary(one.counts, Some(&one.batch.to_string()), screen)
        ));
        json.push(json!({
            "batch": one.batch.to_string(), "source": one.source, "kind": one.kind,
            "started_ms": one.started.ms(), "ended": one.ended.is_some(),
            "undone": one.undone.is_some(), "rows": one.counts.all, "created": one.counts.created,
            "updated": one.counts.updated, "unchanged": one.counts.unchanged,
            "known": one.counts.known, "rejected": one.counts.rejected,
            "missing": one.counts.missing,
        }));
    }
    screen.result(&json!(json), &lines)?;
    Ok(0)
}
