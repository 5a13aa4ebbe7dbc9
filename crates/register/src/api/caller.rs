//! Who calls: a program with a token, for a purpose that it names.
//!
//! Source: RFC 6750 (bearer tokens).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use basics::{Code, Language};
use guard::{Actor, TokenSecret};
use policy::{Policy, Purpose};

use super::problem::Problem;
use crate::app::App;
use crate::web::preferred;

/// The header that names the purpose of a request.
pub(super) const PURPOSE: &str = "seloste-purpose";
/// The longest secret that is looked at.
const SECRET_BYTES_MAX: usize = 200;

/// A program that calls with a token. An operation that takes one runs for nobody else.
#[derive(Clone)]
pub struct Caller {
    /// The register.
    pub app: App,
    /// Who it is: the token.
    pub actor: Actor,
    /// The notice in force.
    pub policy: Arc<Policy>,
    /// The language of sentences in answers.
    pub language: Language,
    /// The purpose that was named.
    named: Option<Purpose>,
}

impl Caller {
    /// The purpose of this request, for an operation that serves any of `candidates`: the one that
    /// was named, or the only one of them that the token has. Where it has none of them it is the
    /// first, so that the refusal is recorded under it.
    ///
    /// # Errors
    ///
    /// Where several would do and none was named.
    pub fn purpose(&self, candidates: &[Purpose]) -> Result<Purpose, Problem> {
        if let Some(named) = self.named {
            return Ok(named);
        }
        let serves = |one: &&Purpose| self.actor.serves(&self.policy, **one);
        let mut fitting = candidates.iter().filter(serves);
        match (fitting.next(), fitting.next()) {
            (Some(_), Some(_)) => Err(self.problem(400, "api.purpose.which")),
            (Some(only), None) => Ok(*only),
            _ => Ok(candidates.first().copied().unwrap_or(Purpose::Care)),
        }
    }

    /// The purpose of an operation that serves one alone.
    ///
    /// # Errors
    ///
    /// Where another one was named.
    pub fn only(&self, purpose: Purpose) -> Result<Purpose, Problem> {
        match self.named {
            Some(named) if named != purpose => Err(self.problem(400, "api.purpose.other")),
            _ => Ok(purpose),
        }
    }

    /// A problem of this request.
    #[must_use]
    pub fn problem(&self, status: u16, code: &'static str) -> Problem {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        Problem::new(status, Code::new(code), self.language)
    }

    /// The problem for an error of the register.
    #[must_use]
    pub fn failed(&self, error: &impl basics::Coded) -> Problem {
        Problem::of(error, self.language)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let unknown = |code| Problem::unknown_caller(Code::new(code), language);
        let secret = bearer(&parts.headers).ok_or(unknown("api.token.missing"))?;
        let accounts = app.guard().accounts();
        let visit = accounts.visit_with_token(&secret).await;
        let visit = visit.map_err(|error| Problem::of(&error, language))?;
        let visit = visit.ok_or(unknown("access.token.not_valid"))?;
        let language = if parts.headers.contains_key(header::ACCEPT_LANGUAGE) {
            language
        } else {
            visit.actor.language()
        };
        let caller = Self {
            app: app.clone(),
            actor: visit.actor,
            policy: visit.policy,
            language,
            named: None,
        };
        let named = named(&parts.headers).map_err(|code| caller.problem(400, code))?;
        Ok(Self { named, ..caller })
    }
}

fn bearer(headers: &HeaderMap) -> Option<TokenSecret> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(text), None) = (sent.next(), sent.next()) else {
        return None;
    };
    let (scheme, secret) = text.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    let fits = scheme.eq_ignore_ascii_case("bearer") && secret.len() <= SECRET_BYTES_MAX;
    fits.then(|| TokenSecret::received(secret))
}

fn named(headers: &HeaderMap) -> Result<Option<Purpose>, &'static str> {
    let mut sent = headers.get_all(PURPOSE).iter();
    match (sent.next(), sent.next()) {
        (None, _) => Ok(None),
        (Some(key), None) => {
            let purpose = key.to_str().ok().and_then(Purpose::from_key);
            purpose.map(Some).ok_or("api.purpose.unknown")
        }
        _ => Err("api.purpose.unknown"),
    }
}
