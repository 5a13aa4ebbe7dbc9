//! Changing: accounts, the notice in force. Each signs in.

use std::path::PathBuf;

use basics::{Clock, SystemClock};
use guard::{NewAccount, NewPassword, NotPublished};
use policy::{Purpose, RoleKey};
use serde_json::json;

use super::args::{SignIn, Staff};
use super::failed::Failed;
use super::operate::{account_name, in_force, notice_text, parsed};
use super::screen::Screen;
use super::{Outcome, Place};

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
    let published = crate::notice::publish(app.guard(), &actor, text, from).await;
    let number = published.map_err(|error| match &error {
        NotPublished::DropsCategory(category) => {
            let named = texts::say(screen.language, &category.text_key());
            Failed::of(&error).about(vec![named])
        }
        NotPublished::DropsField(field) => Failed::of(&error).about(vec![field.to_string()]),
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
