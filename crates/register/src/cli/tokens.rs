//! `seloste token`: one's own tokens, and revoking anybody's by whoever manages accounts.

use basics::TokenId;
use guard::{NewToken, Power, Refused, TokenRow};
use policy::{RoleKey, Word};
use serde_json::json;

use super::args::{SignIn, Token, TokenAdd};
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};

pub(super) async fn token(at: &Place, order: Token, screen: &Screen) -> Outcome {
    match order {
        Token::Add(order) => add(at, order, screen).await,
        Token::List { sign_in } => list(at, &sign_in, screen).await,
        Token::Revoke { token, sign_in } => {
            let token: TokenId = token
                .parse()
                .map_err(|_| Failed::of(&Refused::TokenNotThere))?;
            let (app, actor) = at.signed_in(&sign_in, screen).await?;
            let revoked = app.guard().accounts().revoke_token(&actor, token).await;
            revoked.map(|()| 0).map_err(|error| Failed::of(&error))
        }
    }
}

async fn add(at: &Place, order: TokenAdd, screen: &Screen) -> Outcome {
    let beyond = || Failed::usage("access.token.beyond_role");
    let role: RoleKey = order.role.parse().map_err(|_| beyond())?;
    let new = NewToken {
        name: order.name,
        power: Power {
            role,
            purposes: words(&order.purposes).ok_or_else(beyond)?,
            categories: words(&order.categories).ok_or_else(beyond)?,
            rights: words(&order.rights).ok_or_else(beyond)?,
            changes: order.changes,
        },
        days: order.days,
    };
    let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
    let made = app.guard().accounts().add_token(&actor, new).await;
    let (token, secret) = made.map_err(|error| Failed::of(&error))?;
    let secret = secret.expose();
    let json = json!({ "token": token.to_string(), "secret": secret });
    let once = screen.say("tokens-secret-once");
    screen.result(&json, &[token.to_string(), secret.to_owned(), once])?;
    Ok(0)
}

fn words<W: Word>(keys: &[String]) -> Option<Vec<W>> {
    let word = |key: &String| W::VALUES.iter().find(|word| word.key() == key).copied();
    keys.iter().map(word).collect()
}

fn keys<W: Word>(words: &[W]) -> Vec<&'static str> {
    words.iter().map(|word| word.key()).collect()
}

async fn list(at: &Place, sign_in: &SignIn, screen: &Screen) -> Outcome {
    let (app, actor) = at.signed_in(sign_in, screen).await?;
    let found = app.guard().accounts().own_tokens(&actor).await;
    let found = found.map_err(|error| Failed::of(&error))?;
    let now = app.clock().now();
    let (mut json, mut lines) = (Vec::new(), Vec::new());
    for row in &found {
        let holds = row.holds(now);
        json.push(of_row(row, holds));
        let state = if holds {
            String::new()
        } else {
            screen.say("tokens-over")
        };
        let until = screen.with("tokens-until", &[("at", &row.expires.to_string())]);
        let line = format!(
            "{}  {}  {}  {until}  {state}",
            row.token, row.name, row.power.role
        );
        lines.push(line.trim_end().to_owned());
    }
    screen.result(&json!(json), &lines)?;
    Ok(0)
}

fn of_row(row: &TokenRow, holds: bool) -> serde_json::Value {
    json!({
        "token": row.token.to_string(),
        "name": row.name,
        "role": row.power.role.to_string(),
        "purposes": keys(&row.power.purposes),
        "categories": keys(&row.power.categories),
        "rights": keys(&row.power.rights),
        "changes": row.power.changes,
        "created": row.created.to_string(),
        "expires": row.expires.to_string(),
        "used": row.seen.map(|at| at.to_string()),
        "revoked": row.revoked.map(|at| at.to_string()),
        "holds": holds,
    })
}
