//! A program that calls the interface: with a token of somebody's.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use guard::{NewToken, Power, TOKEN_RIGHTS};
use policy::{Policy, Purpose};
use serde_json::Value;
use tower::ServiceExt;

use crate::house::{Answer, House, NOTICE, actor};

/// A program with a token, or without one.
#[derive(Clone)]
pub(crate) struct Program {
    router: Router,
    pub(crate) secret: String,
    pub(crate) token: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// The whole power of a role, as far as a token may have it.
pub(crate) fn whole(role: &str) -> Power {
    let policy = Policy::parse(NOTICE, "notice").unwrap();
    let role = policy.role(&role.parse().unwrap()).unwrap().clone();
    let categories = role.view.union(&role.change).copied();
    let rights = TOKEN_RIGHTS.into_iter();
    Power {
        role: role.key.clone(),
        purposes: role.purposes.iter().copied().collect(),
        categories: categories.collect(),
        rights: rights.filter(|right| role.rights.contains(right)).collect(),
        changes: true,
    }
}

impl House {
    /// A program with a token of whoever has a role.
    pub(crate) async fn program(&self, role: &str, power: Power) -> Program {
        let owner = actor(self.app.guard(), role).await;
        let new = NewToken {
            name: format!("ohjelma {role}"),
            power,
            days: 30,
        };
        let made = self.app.guard().accounts().add_token(&owner, new).await;
        let (token, secret) = made.unwrap();
        Program {
            router: self.router.clone(),
            secret: secret.expose().to_owned(),
            token: token.to_string(),
            headers: Vec::new(),
        }
    }

    /// A program for care with everything a clerk has.
    pub(crate) async fn clerks_program(&self) -> Program {
        let power = Power {
            purposes: vec![Purpose::Care],
            ..whole("clerk")
        };
        self.program("clerk", power).await
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// A field of the body that is text.
    pub(crate) fn text(&self, name: &str) -> String {
        let value = self.json()[name].clone();
        value
            .as_str()
            .map_or_else(|| value.to_string(), ToOwned::to_owned)
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    /// That it is a problem with this status and code, in words.
    pub(crate) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.text("code"), code, "{}", self.body);
        assert_eq!(self.text("type"), format!("urn:seloste:problem:{code}"));
        assert_eq!(self.json()["status"], status);
        assert!(self.text("title").len() > 10 && !self.text("title").contains(code));
        assert_eq!(self.header("cache-control"), "no-store");
    }
}

impl Program {
    /// The same with another header.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut program = self.clone();
        program.headers.push((name, value.into()));
        program
    }

    /// The same with another secret.
    pub(crate) fn known_as(&self, secret: &str) -> Self {
        let secret = secret.to_owned();
        Self {
            secret,
            ..self.clone()
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, Vec::new()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.send("POST", path, Some("application/json"), body)
            .await
    }

    /// A request as it is.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Answer {
        let answer = self.begin(method, path, kind, Body::from(body)).await;
        let (status, headers): (StatusCode, _) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 64 << 20).await.unwrap();
        Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// The bytes of a file that is taken out, or that its transfer broke.
    pub(crate) async fn file(&self, path: &str, body: &Value) -> Result<Vec<u8>, axum::Error> {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        let answer = self
            .begin("POST", path, Some("application/json"), body)
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        let bytes = to_bytes(answer.into_body(), usize::MAX).await?;
        Ok(bytes.to_vec())
    }

    /// The answer to a request, as it comes.
    pub(crate) async fn begin(
        &self,
        method: &str,
        path: &str,
        kind: Option<&str>,
        body: Body,
    ) -> Response {
        let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 40_000));
        let mut request = Request::builder()
            .method(method)
            .uri(["/api/v1", path].concat())
            .extension(ConnectInfo(peer));
        if !self.secret.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(body).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }
}
