//! One's own account: password, sessions, language.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use guard::{NewPassword, SessionRow};
use secrecy::SecretString;

use crate::web::{Frame, Posted, Problem, Visitor, cleared, page};

#[derive(Template)]
#[template(path = "staff/own.html")]
struct OwnPage {
    frame: Frame,
    roles: Vec<String>,
    sessions: Vec<(SessionRow, bool)>,
}

/// `GET /account`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let sessions = visitor
        .app
        .guard()
        .accounts()
        .own_sessions(&visitor.actor)
        .await;
    let sessions = sessions.map_err(|error| Problem::of(&error, language))?;
    let staff = visitor.actor.staff();
    let current = staff.and_then(|staff| staff.session);
    let roles = staff.into_iter().flat_map(|staff| &staff.roles);
    let title = |key| {
        visitor
            .policy
            .role(key)
            .map(|role| role.title.get(language).to_owned())
    };
    page(&OwnPage {
        frame: Frame::of(&visitor, texts::say(language, "staff-own")),
        roles: roles.filter_map(title).collect(),
        sessions: sessions
            .into_iter()
            .map(|row| (row.clone(), Some(row.session) == current))
            .collect(),
    })
}

/// `POST /account/password`
pub(super) async fn password(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let secret = |name: &str| SecretString::from(fields.raw(name).to_owned());
    let password = NewPassword::parse(secret("password"), &[]);
    let password = password.map_err(|unfit| Problem::unfit(&unfit, language))?;
    let accounts = visitor.app.guard().accounts();
    let changed = accounts
        .change_own_password(&visitor.actor, secret("current"), password)
        .await;
    changed.map_err(|error| Problem::of(&error, language))?;
    // Every session ended, this one too: sign in with the new password.
    let location = HeaderValue::from_static("/sign-in");
    let headers = [
        (header::LOCATION, location),
        (header::SET_COOKIE, cleared()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

/// `POST /account/sessions`
pub(super) async fn end_session(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let session = fields
        .text("session")
        .parse()
        .map_err(|_| Problem::BadForm(language))?;
    let ended = visitor
        .app
        .guard()
        .accounts()
        .end_own_session(&visitor.actor, session)
        .await;
    ended.map_err(|error| Problem::of(&error, language))?;
    Ok(Redirect::to("/account").into_response())
}

/// `POST /account/language`
pub(super) async fn language(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let before = visitor.language();
    let language = fields
        .text("language")
        .parse()
        .map_err(|_| Problem::BadForm(before))?;
    let set = visitor
        .app
        .guard()
        .accounts()
        .set_own_language(&visitor.actor, language)
        .await;
    set.map_err(|error| Problem::of(&error, before))?;
    Ok(Redirect::to("/account").into_response())
}
