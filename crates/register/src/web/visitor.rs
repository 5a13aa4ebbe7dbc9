//! Who visits: somebody signed in, or somebody passing by.

use std::net::SocketAddr;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use basics::Language;
use guard::{Actor, SessionToken};
use policy::{Category, Policy, Purpose, Right};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::web::{Done, Look, Problem, Transport, message, spoken};

/// A signed-in visitor. A handler that takes one runs for nobody else.
#[derive(Clone)]
pub struct Visitor {
    /// The register.
    pub app: App,
    /// Who it is.
    pub actor: Actor,
    /// The notice in force.
    pub policy: Arc<Policy>,
    /// The token that her forms carry.
    pub form_token: String,
    /// The path she asked for.
    pub path: String,
    /// Whether she sent a form.
    pub posted: bool,
    /// How she reaches the register.
    pub transport: Transport,
    /// Whether her password is one that somebody else gave: she changes it before anything else.
    pub change_first: bool,
    /// How her pages look.
    pub look: Look,
    /// The language that was chosen for her browser, whatever her account's.
    pub spoken: Option<Language>,
    /// What she just did, to be told once.
    pub done: Option<Done>,
}

/// What may be done before a given password is changed.
const BEFORE_CHANGE: [&str; 2] = ["/account/password", "/sign-out"];

impl Visitor {
    /// The day it is now in the zone of the controller.
    #[must_use]
    pub fn today(&self) -> basics::Day {
        self.policy.controller().zone.day_at(self.app.clock().now())
    }

    /// The language of her pages: her browser's where one was chosen for it, otherwise her account's.
    #[must_use]
    pub fn language(&self) -> Language {
        self.spoken.unwrap_or_else(|| self.actor.language())
    }

    /// The first of these purposes that a role of hers serves; the first one where none does, so
    /// that the refusal is recorded under it.
    #[must_use]
    pub fn purpose(&self, candidates: &[Purpose]) -> Purpose {
        let serves = |purpose: &&Purpose| self.actor.serves(&self.policy, **purpose);
        let first = candidates.first().copied().unwrap_or(Purpose::Care);
        candidates.iter().find(serves).copied().unwrap_or(first)
    }

    /// Whether a role of hers changes values of a category for one of these purposes: for buttons.
    #[must_use]
    pub fn changes(&self, category: Category, purposes: &[Purpose]) -> bool {
        let staff = self.actor.staff().into_iter();
        let mut roles = staff
            .flat_map(|staff| &staff.roles)
            .filter_map(|key| self.policy.role(key));
        roles.any(|role| {
            let serves = |purpose: &Purpose| role.purposes.contains(purpose);
            role.change.contains(&category) && purposes.iter().any(serves)
        })
    }

    /// Whether a role of hers holds this right.
    #[must_use]
    pub fn holds(&self, right: Right) -> bool {
        self.actor.holds(&self.policy, right)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let away = || match parts.method {
            Method::GET => Problem::SignIn(parts.uri.path().to_owned()),
            _ => Problem::SessionOver(language, came_from(&parts.headers)),
        };
        let transport = transport(parts);
        let asked = (parts.uri.path().to_owned(), parts.method == Method::POST);
        let visitor = visiting(app, &parts.headers, asked, transport).await;
        let visitor = visitor.map_err(|error| Problem::of(&error, language))?;
        let visitor = visitor.ok_or_else(away)?;
        if visitor.change_first && !BEFORE_CHANGE.contains(&visitor.path.as_str()) {
            return Err(Problem::ChangeFirst);
        }
        Ok(visitor)
    }
}

/// Whose session these headers name, and what she asked for: the path, and whether she sent a form.
/// Nobody where it names none, or one that is over.
pub(crate) async fn visiting(
    app: &App,
    headers: &HeaderMap,
    (path, posted): (String, bool),
    transport: Transport,
) -> Result<Option<Visitor>, guard::Error> {
    let Some(secret) = transport.received(headers) else {
        return Ok(None);
    };
    let accounts = app.guard().accounts();
    let visit = accounts.visit(&SessionToken::received(secret)).await?;
    let form_token = app.guard().form_token(secret);
    Ok(visit.map(|visit| Visitor {
        done: message::received(headers, &form_token),
        form_token,
        app: app.clone(),
        actor: visit.actor,
        policy: visit.policy,
        path,
        posted,
        transport,
        change_first: visit.change_first,
        look: Look::received(headers),
        spoken: spoken::received(headers),
    }))
}

/// Somebody who need not be signed in: the sign-in page, the public notice.
#[derive(Clone)]
pub struct Passer {
    /// The register.
    pub app: App,
    /// The language her browser prefers.
    pub language: Language,
    /// The network she comes from.
    pub network: String,
    /// How she reaches the register.
    pub transport: Transport,
}

impl FromRequestParts<App> for Passer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self {
            app: app.clone(),
            language: preferred(&parts.headers),
            network: network(parts),
            transport: transport(parts),
        })
    }
}

fn network(parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(|| "unknown".to_owned(), |peer| peer.0.ip().to_string())
}

fn transport(parts: &Parts) -> Transport {
    parts.extensions.get().copied().unwrap_or_default()
}

/// The path of the page that a form was sent from, where the browser tells.
fn came_from(headers: &HeaderMap) -> String {
    let told = headers.get(header::REFERER);
    let told = told.and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
    told.map_or_else(|| "/".to_owned(), |page| page.path().to_owned())
}

/// The id in a page's address. What is none leads to "no such page".
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<App> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Problem::NoPage(language))?;
        let first = params
            .iter()
            .next()
            .and_then(|(_, value)| value.parse().ok());
        first.map(Self).ok_or(Problem::NoPage(language))
    }
}

/// The two ids in a page's address. What is none leads to "no such page".
#[derive(Debug, Clone, Copy)]
pub struct Ids<A, B>(pub A, pub B);

impl<A: FromStr, B: FromStr> FromRequestParts<App> for Ids<A, B> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = preferred(&parts.headers);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Problem::NoPage(language))?;
        let mut values = params.iter().map(|(_, value)| value);
        let both = values.next().zip(values.next());
        let both = both.and_then(|(one, other)| Some(Self(one.parse().ok()?, other.parse().ok()?)));
        both.ok_or(Problem::NoPage(language))
    }
}

/// What stands behind the question mark of a page's address. What is not understood leads to "no
/// such page".
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let asked = axum::extract::Query::from_request_parts(parts, app).await;
        let language = preferred(&parts.headers);
        asked
            .map(|axum::extract::Query(asked)| Self(asked))
            .map_err(|_| Problem::NoPage(language))
    }
}

/// The language that was chosen for the browser; otherwise the first of ours that it names; Finnish
/// where it names none.
pub(crate) fn preferred(headers: &HeaderMap) -> Language {
    if let Some(chosen) = spoken::received(headers) {
        return chosen;
    }
    let named = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let mut tags = named
        .unwrap_or_default()
        .split(',')
        .map(|tag| tag.trim().get(..2).unwrap_or(""));
    tags.find_map(|tag| tag.parse().ok())
        .unwrap_or(Language::Fi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use rstest::rstest;

    #[test]
    fn a_language_chosen_for_the_browser_goes_before_those_it_names() {
        let named = (header::ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        let cookie = |text| (header::COOKIE, HeaderValue::from_static(text));
        let headers = |text| HeaderMap::from_iter([named.clone(), cookie(text)]);
        assert_eq!(preferred(&headers("seloste_language=sv")), Language::Sv);
        assert_eq!(preferred(&headers("seloste_language=xx")), Language::En);
    }

    #[rstest]
    #[case("sv-FI,sv;q=0.9,en;q=0.8", Language::Sv)]
    #[case("de,en;q=0.8", Language::En)]
    #[case("de", Language::Fi)]
    #[case("", Language::Fi)]
    fn the_browsers_first_language_of_ours_is_taken(
        #[case] named: &'static str,
        #[case] is: Language,
    ) {
        let named = HeaderValue::from_static(named);
        assert_eq!(
            preferred(&HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, named)])),
            is
        );
    }
}
