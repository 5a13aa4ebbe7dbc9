//! Signing in and out.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use basics::{Coded, Language};
use guard::SignInRefused;
use secrecy::SecretString;
use serde::Deserialize;

use crate::web::{Anonymous, Frame, Passer, Posted, Problem, Query, page, plain, wait_sentence};

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    frame: Frame,
    email: String,
    to: String,
    problem: Option<String>,
}

/// Where she wanted to go, and in which language.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    to: String,
    lang: Option<Language>,
}

/// `GET /sign-in`
pub(super) async fn show(passer: Passer, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let language = wish.lang.unwrap_or(passer.language);
    let frame = frame(&passer, language);
    page(&SignInPage {
        frame,
        email: String::new(),
        to: own_path(&wish.to).to_owned(),
        problem: None,
    })
}

/// `POST /sign-in`
pub(super) async fn sign_in(
    passer: Passer,
    Anonymous(fields): Anonymous,
) -> Result<Response, Problem> {
    let language = fields.text("lang").parse().unwrap_or(passer.language);
    let (email, to) = (fields.text("email"), own_path(fields.text("to")));
    let password = SecretString::from(fields.raw("password").to_owned());
    let accounts = passer.app.guard().accounts();
    match accounts.sign_in(email, password, &passer.network).await {
        Ok(signed_in) => {
            let target = if to.is_empty() { "/" } else { to };
            let location = HeaderValue::from_str(target).unwrap_or(HeaderValue::from_static("/"));
            let cookie = passer.transport.session(signed_in.token.expose());
            let headers = [(header::LOCATION, location), (header::SET_COOKIE, cookie)];
            Ok((StatusCode::SEE_OTHER, headers).into_response())
        }
        Err(SignInRefused::Failed(error)) => Err(Problem::of(&error, language)),
        Err(refused) => {
            let said = || texts::say(language, &refused.code().text_key());
            let (status, problem) = match refused {
                SignInRefused::Wait { seconds } => (
                    StatusCode::TOO_MANY_REQUESTS,
                    wait_sentence(language, seconds),
                ),
                SignInRefused::Crowded(_) => (StatusCode::SERVICE_UNAVAILABLE, said()),
                _ => (StatusCode::UNAUTHORIZED, said()),
            };
            let problem = Some(problem);
            let (email, to) = (email.to_owned(), to.to_owned());
            let form = SignInPage {
                frame: frame(&passer, language),
                email,
                to,
                problem,
            };
            Ok((status, Html(plain(&form)?)).into_response())
        }
    }
}

/// `POST /sign-out`
pub(super) async fn sign_out(posted: Posted) -> Result<Response, Problem> {
    let visitor = posted.visitor;
    let signed_out = visitor
        .app
        .guard()
        .accounts()
        .sign_out(&visitor.actor)
        .await;
    signed_out.map_err(|error| Problem::of(&error, visitor.language()))?;
    visitor.app.sought().forget(&visitor.form_token);
    let location = HeaderValue::from_static("/sign-in");
    let headers = [
        (header::LOCATION, location),
        (header::SET_COOKIE, visitor.transport.cleared()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

fn frame(passer: &Passer, language: Language) -> Frame {
    Frame::public(
        language,
        texts::say(language, "staff-sign-in"),
        passer.app.is_demo(),
    )
}

/// A path of this register, or nothing: nobody is sent elsewhere after signing in.
fn own_path(path: &str) -> &str {
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte));
    if plain && path.starts_with('/') && !path.starts_with("//") {
        path
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;
    use rstest::rstest;

    #[rstest]
    #[case("/customers/0a1b", "/customers/0a1b")]
    #[case("//example.com", "")]
    #[case("https://example.com", "")]
    #[case("/\\example.com", "")]
    #[case("/a\r\nSet-Cookie", "")]
    #[case("", "")]
    fn after_signing_in_nobody_is_sent_elsewhere(#[case] to: &str, #[case] taken: &str) {
        assert_eq!(own_path(to), taken);
    }
}
