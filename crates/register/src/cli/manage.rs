//! Changing: accounts, imports, the notice in force. Each signs in.

use std::fs::{File, OpenOptions};
use std::io::{IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::time::Duration;

use basics::{BatchId, Clock, SystemClock};
use formats::Artificial;
use guard::{NewAccount, NewPassword, NotPublished};
use indicatif::{ProgressBar, ProgressStyle};
use policy::{ConnectionKind, Policy, Purpose, RoleKey, SourceKind};
use serde_json::json;

use super::args::{ImportCustomers, ImportRejected, Likely, SignIn, Staff};
use super::failed::Failed;
use super::operate::{account_name, in_force, notice_text, parsed};
use super::screen::Screen;
use super::{Outcome, Place};
use crate::people::{Terms, ground_in_notice};
use crate::transfer::{self, Counts, Error, Order, Outcome as Imported, Unmapped};

/// Characters of the word that says where data comes from.
const SOURCE_MAX: usize = 100;

/// `seloste import customers`
pub(super) async fn import(at: &Place, order: ImportCustomers, screen: &Screen) -> Outcome {
    let file = File::open(&order.file).map_err(|_| Failed::with("transfer.file.unreadable"))?;
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let policy = app
        .guard()
        .notices()
        .in_force()
        .await
        .map_err(|error| Failed::of(&error))?;
    let order = order_of(&order, &policy, app.is_demo(), screen)?;
    let dry_run = order.dry_run;
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
    report(&outcome, dry_run, screen)?;
    app.guard().clone().close().await;
    Ok(0)
}

/// What was asked for, where it can be meant under this notice.
fn order_of(
    order: &ImportCustomers,
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
    Ok(Order {
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
            language: screen.language,
            today,
        },
        source: name,
        create_likely: order.likely_same == Likely::Create,
        ignore_unknown: order.ignore_unknown,
        dry_run: order.dry_run,
    })
}

/// Prints what an import brought: the rows that were not taken by line and reason alone.
fn report(outcome: &Imported, dry_run: bool, screen: &Screen) -> Result<(), Failed> {
    let counts = outcome.counts;
    let batch = outcome.batch.map(|batch| batch.to_string());
    let json = json!({
        "batch": batch, "dry_run": dry_run, "rows": counts.all, "created": counts.created,
        "known": counts.known, "rejected": counts.rejected,
    });
    let mut lines = vec![summary(counts, batch.as_deref(), screen)];
    for (line, reason) in &outcome.problems {
        let heading = reason
            .heading
            .map_or("", |heading| heading.title(screen.language));
        let sentence = screen.say(&reason.code.text_key());
        lines.push(format!(
            "{} {line}: {heading} {sentence}",
            screen.say("transfer-line")
        ));
    }
    screen.result(&json, &lines)
}

/// Where a file is wrong: by line or column, never by what stands there.
fn place(error: &Error, screen: &Screen) -> Vec<String> {
    let column = |column: &usize| format!("{} {column}.", screen.say("transfer-column"));
    match error {
        Error::NotRead(error) => vec![format!("{} {}.", screen.say("transfer-line"), error.line)],
        Error::Unmapped(Unmapped::Twice(at, _)) => vec![column(at)],
        Error::Unmapped(Unmapped::Unknown(at, _)) => {
            vec![column(at), screen.say("cli-ignore-unknown")]
        }
        _ => Vec::new(),
    }
}

fn summary(counts: Counts, batch: Option<&str>, screen: &Screen) -> String {
    let [all, created, known, rejected] =
        [counts.all, counts.created, counts.known, counts.rejected].map(|count| count.to_string());
    let values = [
        ("all", all.as_str()),
        ("created", created.as_str()),
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
pub(super) async fn rejected(at: &Place, order: ImportRejected, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let batch = order
        .batch
        .parse::<BatchId>()
        .map_err(|_| Failed::usage("cli.no_batch"))?;
    let found = transfer::batch(&app, batch)
        .await
        .map_err(|error| Failed::of(&error))?;
    let file = found
        .and_then(|batch| batch.rejected)
        .ok_or_else(|| Failed::with("cli.no_rejected"))?;
    let opened = transfer::open(&app, &actor, file)
        .await
        .map_err(|error| Failed::of(&error))?;
    let target = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&order.to);
    let mut target = target.map_err(|_| Failed::with("cli.not_written"))?;
    let written = target
        .write_all(opened.get_ref())
        .and_then(|()| target.sync_all());
    written.map_err(|_| Failed::with("cli.not_written"))?;
    Ok(0)
}

/// `seloste notice publish`
pub(super) async fn publish(
    at: &Place,
    file: &PathBuf,
    from: Option<&str>,
    sign_in: SignIn,
    screen: &Screen,
) -> Outcome {
    let text = notice_text(file)?;
    let policy = parsed(&text, file, screen.language)?;
    let from = in_force(from, &policy, SystemClock.now())?;
    let (app, actor) = at.signed_in(&sign_in, screen).await?;
    let published = app.guard().notices().publish(&actor, text, from).await;
    let number = published.map_err(|error| match &error {
        NotPublished::DropsCategory(category) => {
            let named = texts::say(screen.language, &category.text_key());
            Failed::of(&error).about(vec![named])
        }
        _ => Failed::of(&error),
    })?;
    let number = number.to_string();
    screen.result(
        &json!({ "version": number }),
        &[screen.with("cli-published", &[("number", &number)])],
    )?;
    Ok(0)
}

/// `seloste staff …`
pub(super) async fn staff(at: &Place, order: Staff, screen: &Screen) -> Outcome {
    match order {
        Staff::List { sign_in } => list(at, &sign_in, screen).await,
        Staff::Add {
            email,
            name,
            roles,
            sign_in,
        } => add(at, &sign_in, (email, name, roles), screen).await,
        Staff::Give {
            email,
            role,
            sign_in,
        } => role_of(at, &sign_in, (email, role, true), screen).await,
        Staff::Take {
            email,
            role,
            sign_in,
        } => role_of(at, &sign_in, (email, role, false), screen).await,
        Staff::Password { sign_in } => own_password(at, &sign_in, screen).await,
        Staff::Close { email, sign_in } => {
            let (app, actor) = at.signed_in(&sign_in, screen).await?;
            let accounts = app.guard().accounts();
            let staff = accounts
                .of_email(&actor, &email)
                .await
                .map_err(|error| Failed::of(&error))?;
            let closed = accounts.set_closed(&actor, staff, true).await;
            closed.map(|()| 0).map_err(|error| Failed::of(&error))
        }
    }
}

/// One's own password, also where it has to be changed before anything else.
async fn own_password(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let current = screen.password(sign_in.password_stdin, "cli-password")?;
    let new = screen.password(sign_in.password_stdin, "cli-own-new-password")?;
    let new = NewPassword::parse(new, &[]).map_err(|error| Failed::of(&error))?;
    let app = at.open().await?;
    let accounts = app.guard().accounts();
    let actor = accounts
        .sign_in_to_change(&sign_in.email, current.clone())
        .await;
    let actor = actor.map_err(|error| Failed::refused(&error))?;
    let changed = accounts.change_own_password(&actor, current, new).await;
    changed.map(|()| 0).map_err(|error| Failed::of(&error))
}

async fn list(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let (mut json, mut lines, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let found = app
            .guard()
            .accounts()
            .list(&actor, Purpose::Staff, after, 500)
            .await;
        let found = found.map_err(|error| Failed::of(&error))?;
        let Some(last) = found.last() else { break };
        after = Some(last.staff);
        for account in found {
            let roles: Vec<&str> = account.roles.iter().map(RoleKey::as_str).collect();
            let mut line = format!("{}  {}  {}", account.email, account.name, roles.join(", "));
            if account.closed.is_some() {
                line.extend(["  ", &screen.say("staff-closed")]);
            }
            lines.push(line);
            json.push(json!({
                "email": account.email, "name": account.name, "roles": roles,
                "closed": account.closed.is_some(),
            }));
        }
    }
    screen.result(&json!(json), &lines)?;
    Ok(0)
}

async fn add(
    at: &Place,
    sign_in: &SignIn,
    (email, name, roles): (String, String, Vec<String>),
    screen: &Screen,
) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let email = formats::Email::parse(&email).map_err(|error| Failed::of(&error))?;
    let name = account_name(&name)?;
    let roles = roles
        .iter()
        .map(|role| role.parse::<RoleKey>())
        .collect::<Result<_, _>>();
    let roles = roles.map_err(|_| Failed::usage("access.staff.unknown_role"))?;
    let password = screen.password(sign_in.password_stdin, "cli-her-password")?;
    let password = NewPassword::parse(password, &[&name, email.as_str()]);
    let password = password.map_err(|error| Failed::of(&error))?;
    let account = NewAccount {
        name,
        email: email.folded(),
        language: screen.language,
        password,
        roles,
    };
    let added = app.guard().accounts().add(&actor, account).await;
    added.map(|_| 0).map_err(|error| Failed::of(&error))
}

async fn role_of(
    at: &Place,
    sign_in: &SignIn,
    (email, role, give): (String, String, bool),
    screen: &Screen,
) -> Outcome {
    let role = role
        .parse::<RoleKey>()
        .map_err(|_| Failed::usage("access.staff.unknown_role"))?;
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let accounts = app.guard().accounts();
    let staff = accounts
        .of_email(&actor, &email)
        .await
        .map_err(|error| Failed::of(&error))?;
    let changed = if give {
        accounts.give_role(&actor, staff, role).await
    } else {
        accounts.take_role(&actor, staff, role).await
    };
    changed.map(|()| 0).map_err(|error| Failed::of(&error))
}
