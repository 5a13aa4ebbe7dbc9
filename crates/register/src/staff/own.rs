//! One's own account: password, sessions, language.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use basics::Language;
use guard::{NewPassword, Refused, SessionRow};
use secrecy::SecretString;

use crate::web::{
    Fields, Frame, Look, Posted, Problem, Visitor, Wrong, done, language_remembered, page, plain,
    unfit, wait_sentence,
};

#[derive(Template)]
#[template(path = "staff/own.html")]
struct OwnPage {
    frame: Frame,
    /// The languages of the account, and those of this browser alone.
    languages: [Offered; 3],
    browser_languages: [Offered; 3],
    roles: Vec<String>,
    sessions: Vec<(SessionRow, bool)>,
    /// Each look: its key, its text, whether it is chosen.
    looks: [(&'static str, String, bool); Look::ALL.len()],
}

/// A language in a choice: its code, its own name, whether it is chosen.
type Offered = (&'static str, &'static str, bool);

/// Every language, for a choice.
fn offered(chosen: Option<Language>) -> [Offered; 3] {
    let named = [
        (Language::Fi, "Suomi"),
        (Language::Sv, "Svenska"),
        (Language::En, "English"),
    ];
    named.map(|(language, name)| (language.code(), name, chosen == Some(language)))
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
        languages: offered(Some(visitor.actor.language())),
        browser_languages: offered(visitor.spoken),
        roles: roles.filter_map(title).collect(),
        looks: Look::ALL.map(|look| {
            let text = texts::say(language, &["web-look-", look.key()].concat());
            (look.key(), text, look == visitor.look)
        }),
        sessions: sessions
            .into_iter()
            .map(|row| (row.clone(), Some(row.session) == current))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "staff/password.html")]
struct PasswordPage {
    frame: Frame,
    /// Whether it has to be changed before anything else.
    first: bool,
    wrong: Wrong,
}

/// The name of the form that changes one's own password.
const OWN: &str = "own";

fn password_form(visitor: &Visitor, wrong: Wrong) -> PasswordPage {
    let title = texts::say(visitor.language(), "staff-change-password");
    PasswordPage {
        frame: Frame::of(visitor, title),
        first: visitor.change_first,
        wrong,
    }
}

/// `GET /account/password`
pub(super) async fn password_page(visitor: Visitor) -> Result<Response, Problem> {
    page(&password_form(&visitor, Wrong::default()))
}

/// `POST /account/password`
pub(super) async fn password(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let secret = |name: &str| SecretString::from(fields.raw(name).to_owned());
    let changed = match NewPassword::parse(secret("password"), &[]) {
        Ok(password) => {
            let accounts = visitor.app.guard().accounts();
            accounts
                .change_own_password(&visitor.actor, secret("current"), password)
                .await
        }
        Err(unfit) => Err(Refused::Unfit(unfit)),
    };
    match changed {
        Ok(()) => Ok(signed_out(&visitor)),
        Err(Refused::Wait { seconds }) => {
            let sentence = wait_sentence(visitor.language(), seconds);
            let wrong = Wrong::new(OWN, None, sentence, Fields::default());
            let form = plain(&password_form(&visitor, wrong))?;
            Ok((StatusCode::TOO_MANY_REQUESTS, Html(form)).into_response())
        }
        Err(error) => {
            let wrong = visitor.wrong(OWN, &error, Fields::default())?;
            unfit(&password_form(&visitor, wrong))
        }
    }
}

/// Every session ended, this one too: sign in with the new password.
fn signed_out(visitor: &Visitor) -> Response {
    let headers = [
        (header::LOCATION, HeaderValue::from_static("/sign-in")),
        (header::SET_COOKIE, visitor.transport.cleared()),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
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
    Ok(done("/account", "done-saved"))
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
    Ok(done("/account", "done-saved"))
}

/// `POST /account/browser-language`: for this browser alone; empty for the account's again.
pub(super) async fn browser_language(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let chosen: Option<Language> = match fields.text("language") {
        "" => None,
        code => Some(
            code.parse()
                .map_err(|_| Problem::BadForm(visitor.language()))?,
        ),
    };
    let mut response = done("/account", "done-saved");
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, language_remembered(chosen));
    Ok(response)
}

/// `POST /account/look`
pub(super) async fn look(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let language = visitor.language();
    let look = Look::from_key(fields.text("look")).ok_or(Problem::BadForm(language))?;
    let mut response = done("/account", "done-saved");
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, look.remembered());
    Ok(response)
}
