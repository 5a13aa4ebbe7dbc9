//! Accounts for programs: who has one, inviting, closing.
//!
//! Invariant: a token makes and closes no token, sets no password of anybody who has one, and gives
//! itself nothing: these stay with the pages.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use basics::StaffId;
use guard::{Account, NewAccount, NewPassword, NotRepeated, Refused};
use policy::{Purpose, RoleKey};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zeroize::Zeroizing;

use super::manage::SHOWN;
use crate::api::{Body, Caller, Id, Key, Problem, ProblemBody, Query};
use crate::app::App;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, invite))
        .routes(routes!(close))
}

/// An account.
#[derive(Serialize, ToSchema)]
struct AccountRow {
    /// Its id.
    id: String,
    /// Her name.
    name: String,
    /// The address she signs in with.
    email: String,
    /// The language of her pages.
    language: &'static str,
    /// Her roles, in the notice's words.
    roles: Vec<String>,
    /// Since when the account exists.
    created: String,
    /// Since when it is closed.
    closed: Option<String>,
}

/// Accounts, by address.
#[derive(Serialize, ToSchema)]
struct AccountsPage {
    /// The accounts.
    accounts: Vec<AccountRow>,
    /// What `after` is for the next page; nothing where there is none.
    next: Option<String>,
}

fn row(account: Account) -> AccountRow {
    AccountRow {
        id: account.staff.to_string(),
        name: account.name,
        email: account.email,
        language: account.language.code(),
        roles: account.roles.iter().map(ToString::to_string).collect(),
        created: account.created.to_string(),
        closed: account.closed.map(|at| at.to_string()),
    }
}

/// Where the page begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct After {
    /// What `next` of the page before said.
    after: Option<String>,
}

/// Accounts: under the purpose `staff` for whoever manages them, under `security` for whoever reads
/// the trail.
#[utoipa::path(
    get,
    path = "/staff",
    tag = "staff",
    operation_id = "listStaff",
    params(After),
    responses((status = 200, description = "Accounts.", body = AccountsPage)),
)]
async fn list(
    caller: Caller,
    Query(After { after }): Query<After>,
) -> Result<Json<AccountsPage>, Problem> {
    let purpose = caller.purpose(&[Purpose::Staff, Purpose::Security])?;
    if !matches!(purpose, Purpose::Staff | Purpose::Security) {
        return Err(caller.problem(400, "api.purpose.other"));
    }
    let after: Option<StaffId> = match after {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| caller.problem(400, "api.query"))?),
    };
    let accounts = caller.app.guard().accounts();
    let shown = accounts
        .list(&caller.actor, purpose, after, SHOWN + 1)
        .await;
    let mut shown = shown.map_err(|error| caller.failed(&error))?;
    let more = shown.len() > usize::from(SHOWN);
    shown.truncate(usize::from(SHOWN));
    let next = shown.last().filter(|_| more);
    let next = next.map(|last| last.staff.to_string());
    let accounts = shown.into_iter().map(row).collect();
    Ok(Json(AccountsPage { accounts, next }))
}

/// Somebody to be given an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewStaff {
    /// Her name.
    name: String,
    /// The address she will sign in with.
    email: String,
    /// `fi`, `sv` or `en`; where it is left out, that of the token's owner.
    language: Option<String>,
    /// Roles to begin with, in the notice's words.
    roles: Vec<String>,
    /// A password to begin with, at least 15 characters; she has to change it.
    password: String,
}

/// The account that was made.
#[derive(Serialize, ToSchema)]
struct MadeAccount {
    /// Its id.
    id: String,
}

/// Gives somebody an account. Sent again it makes no second one: an address signs in to one account,
/// and under the same key the answer is the same.
#[utoipa::path(
    post,
    path = "/staff",
    tag = "staff",
    operation_id = "inviteStaff",
    request_body = NewStaff,
    responses(
        (status = 201, description = "It was made.", body = MadeAccount),
        (status = 409, description = "Another account has this address.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn invite(caller: Caller, key: Key, body: Body<NewStaff>) -> Result<Response, Problem> {
    let purpose = caller.only(Purpose::Staff)?;
    let request = key.request(&caller, "inviteStaff", purpose, &body.bytes);
    let new = parse(&caller, body.value).map_err(|error| failed(&caller, &error))?;
    let accounts = caller.app.guard().accounts();
    let staff = accounts.add_once(&caller.actor, new, request).await;
    let staff = staff.map_err(|error| failed(&caller, &error))?;
    let id = staff.to_string();
    Ok((StatusCode::CREATED, Json(MadeAccount { id })).into_response())
}

fn parse(caller: &Caller, asked: NewStaff) -> Result<NewAccount, Refused> {
    let given = Zeroizing::new(asked.password);
    let name = asked.name.trim().to_owned();
    let long = name.chars().count() > 200 || name.contains(char::is_control);
    if name.is_empty() || long {
        return Err(Refused::Name);
    }
    let email = formats::Email::parse(&asked.email).map_err(|_| Refused::Email)?;
    let roles = asked.roles.iter().map(|role| role.parse::<RoleKey>());
    let mut roles = roles
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Refused::UnknownRole)?;
    roles.sort_unstable();
    roles.dedup();
    let own = caller.actor.language();
    let language = asked.language.and_then(|text| text.parse().ok());
    let password = SecretString::from(given.as_str().to_owned());
    Ok(NewAccount {
        password: NewPassword::parse(password, &[&name, email.as_str()])?,
        email: email.folded(),
        language: language.unwrap_or(own),
        name,
        roles,
    })
}

fn failed(caller: &Caller, error: &Refused) -> Problem {
    let problem = caller.failed(error);
    match error {
        Refused::EmailTaken
        | Refused::LastAdministrator
        | Refused::NotRepeated(NotRepeated::Concurrent) => {
            problem.with_status(StatusCode::CONFLICT)
        }
        Refused::NotRepeated(NotRepeated::Other) => {
            problem.with_status(StatusCode::UNPROCESSABLE_ENTITY)
        }
        _ => problem,
    }
}

/// Whether an account is closed.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Closed {
    /// Whether it is.
    closed: bool,
}

/// Closes an account and ends its sessions, or opens it again.
#[utoipa::path(
    put,
    path = "/staff/{id}/closed",
    tag = "staff",
    operation_id = "closeStaff",
    request_body = Closed,
    params(("id" = String, Path, description = "The account's id.")),
    responses(
        (status = 200, description = "As it was asked for.", body = Closed),
        (status = 409, description = "Nobody would be left who may manage accounts.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn close(
    caller: Caller,
    Id(staff): Id<StaffId>,
    key: Key,
    body: Body<Closed>,
) -> Result<Json<Closed>, Problem> {
    let purpose = caller.only(Purpose::Staff)?;
    let about = ["closeStaff ", &staff.to_string()].concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let accounts = caller.app.guard().accounts();
    let closed = body.value.closed;
    let changed = accounts.set_closed_once(&caller.actor, staff, closed, request);
    let changed = changed.await;
    changed.map_err(|error| failed(&caller, &error))?;
    Ok(Json(Closed { closed }))
}
