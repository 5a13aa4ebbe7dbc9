//! One's own tokens: for programs that act with a part of one of one's roles.
//!
//! Invariant: a secret is shown on the page that answers its making, and never again; nobody makes
//! a token for somebody else.

use askama::Template;
use axum::response::Response;
use basics::{Instant, StaffId, TokenId};
use guard::{NewToken, Power, Refused, TOKEN_RIGHTS, TokenRow, TokenSecret};
use policy::{Policy, Role, RoleKey, Word};
use serde::Deserialize;

use crate::web::{Fields, Frame, Id, Posted, Problem, Query, Visitor, Wrong, done, page, unfit};

/// For how long a token is made where nothing is said.
const DAYS: u16 = 90;

#[derive(Template)]
#[template(path = "staff/tokens.html")]
struct TokensPage {
    frame: Frame,
    tokens: Vec<TokenRow>,
    /// One's roles: key, title.
    roles: Vec<(String, String)>,
    form: Option<Form>,
    wrong: Wrong,
    /// The secret of the token that was just made.
    secret: Option<String>,
    now: Instant,
    policy: std::sync::Arc<Policy>,
}

/// Key, word.
type Choice = (String, String);

struct Form {
    key: String,
    title: String,
    /// For how many days one is made where nothing is said.
    days: String,
    /// Legend, field, choices.
    parts: Vec<(String, &'static str, Vec<Choice>)>,
}

impl TokensPage {
    fn title(&self, row: &TokenRow) -> String {
        let role = self.policy.role(&row.power.role);
        let title = role.map(|role| role.title.get(self.frame.language).to_owned());
        title.unwrap_or_else(|| row.power.role.to_string())
    }

    fn words(&self, row: &TokenRow) -> String {
        let purposes = row.power.purposes.iter().map(|word| self.frame.word(word));
        let categories = row.power.categories.iter();
        let categories = categories.map(|word| self.frame.word(word));
        let rights = row.power.rights.iter().map(|word| self.frame.word(word));
        let words: Vec<String> = purposes.chain(categories).chain(rights).collect();
        words.join(", ")
    }
}

impl Form {
    fn of(role: &Role, frame: &Frame) -> Self {
        let categories = role.view.union(&role.change).copied();
        let rights = TOKEN_RIGHTS.iter().copied();
        let rights = rights.filter(|right| role.rights.contains(right));
        let purposes = role.purposes.iter().copied();
        Self {
            key: role.key.to_string(),
            title: role.title.get(frame.language).to_owned(),
            days: DAYS.to_string(),
            parts: vec![
                part(frame, ("staff-purposes", "purpose"), purposes),
                part(frame, ("tokens-categories", "category"), categories),
                part(frame, ("staff-rights", "right"), rights),
            ],
        }
    }
}

fn part<W: Word>(
    frame: &Frame,
    (legend, field): (&str, &'static str),
    words: impl Iterator<Item = W>,
) -> (String, &'static str, Vec<Choice>) {
    let choice = |word: W| (word.key().to_owned(), frame.word(&word));
    (frame.say(legend), field, words.map(choice).collect())
}

/// For which role a token is to be made.
#[derive(Deserialize)]
pub(super) struct OfRole {
    role: Option<String>,
}

/// `GET /account/tokens`
pub(super) async fn show(
    visitor: Visitor,
    Query(OfRole { role }): Query<OfRole>,
) -> Result<Response, Problem> {
    let shown = tokens_page(&visitor, role.as_deref(), Wrong::default(), None).await?;
    page(&shown)
}

async fn tokens_page(
    visitor: &Visitor,
    role: Option<&str>,
    wrong: Wrong,
    secret: Option<&TokenSecret>,
) -> Result<TokensPage, Problem> {
    let language = visitor.language();
    let accounts = visitor.app.guard().accounts();
    let tokens = accounts.own_tokens(&visitor.actor).await;
    let tokens = tokens.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(visitor, texts::say(language, "tokens-title"));
    let own = visitor.policy.roles().iter();
    let own: Vec<&Role> = own
        .filter(|role| visitor.actor.has_role(&role.key))
        .collect();
    let chosen = match role {
        Some(key) => own.iter().find(|role| role.key.as_str() == key),
        None => own.first().filter(|_| own.len() == 1),
    };
    let form = chosen.map(|role| Form::of(role, &frame));
    let titled = |role: &&Role| (role.key.to_string(), role.title.get(language).to_owned());
    Ok(TokensPage {
        tokens,
        roles: own.iter().map(titled).collect(),
        form,
        wrong,
        secret: secret.map(|secret| secret.expose().to_owned()),
        now: visitor.app.clock().now(),
        policy: visitor.policy.clone(),
        frame,
    })
}

/// `POST /account/tokens`
pub(super) async fn add(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let made = match new(&fields) {
        Ok(new) => {
            let accounts = visitor.app.guard().accounts();
            accounts.add_token(&visitor.actor, new).await
        }
        Err(refused) => Err(refused),
    };
    match made {
        Ok((_, secret)) => {
            let shown = tokens_page(&visitor, None, Wrong::default(), Some(&secret)).await?;
            page(&shown)
        }
        Err(error) => {
            let role = fields.text("role").to_owned();
            let wrong = visitor.wrong("token", &error, fields)?;
            unfit(&tokens_page(&visitor, Some(&role), wrong, None).await?)
        }
    }
}

fn new(fields: &Fields) -> Result<NewToken, Refused> {
    let role: RoleKey = fields
        .text("role")
        .parse()
        .map_err(|_| Refused::TokenBeyondRole)?;
    Ok(NewToken {
        name: fields.text("name").to_owned(),
        power: Power {
            role,
            purposes: words(&fields.all("purpose"))?,
            categories: words(&fields.all("category"))?,
            rights: words(&fields.all("right"))?,
            changes: fields.ticked("changes"),
        },
        days: fields
            .text("days")
            .parse()
            .map_err(|_| Refused::TokenDays)?,
    })
}

/// Words of the notice by their keys.
fn words<W: Word>(keys: &[&str]) -> Result<Vec<W>, Refused> {
    let word = |key: &&str| W::VALUES.iter().find(|word| word.key() == *key).copied();
    let words: Option<Vec<W>> = keys.iter().map(word).collect();
    words.ok_or(Refused::TokenBeyondRole)
}

/// `POST /account/tokens/{token}/revoked`: one's own, or anybody's by whoever manages accounts.
pub(super) async fn revoke(
    Id(token): Id<TokenId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let accounts = visitor.app.guard().accounts();
    let revoked = accounts.revoke_token(&visitor.actor, token).await;
    revoked.map_err(|error| Problem::of(&error, visitor.language()))?;
    let back = match fields.text("of").parse::<StaffId>() {
        Ok(staff) => ["/staff/", &staff.to_string()].concat(),
        Err(_) => "/account/tokens".to_owned(),
    };
    Ok(done(&back, "done-ended"))
}
