//! What stands around every page: language, menu, the session's form token.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use basics::{Day, Instant, Language};

use crate::web::{Problem, Visitor};

/// An entry of the menu.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its text.
    pub text: &'static str,
    /// Whether this visitor needs it.
    pub for_whom: fn(&Visitor) -> bool,
}

/// What a page's template finds as `frame`.
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// The title, as it was said.
    pub title: String,
    /// The token that every form carries; empty where nobody is signed in.
    pub form_token: String,
    /// The menu: path, text, whether it is where she is.
    pub menu: Vec<(&'static str, String, bool)>,
    /// Whether the customers are made up.
    pub demo: bool,
    zone: Option<basics::Zone>,
}

impl Frame {
    /// The frame of a signed-in visitor's page.
    #[must_use]
    pub fn of(visitor: &Visitor, title: String) -> Self {
        // Before a given password is changed there is nowhere to go.
        let menu = visitor
            .app
            .menu()
            .iter()
            .filter(|link| !visitor.change_first && (link.for_whom)(visitor));
        let here = |link: &&Link| {
            let rest = visitor.path.strip_prefix(link.path);
            visitor.path == link.path
                || (link.path != "/" && rest.is_some_and(|rest| rest.starts_with('/')))
        };
        let deepest = menu.clone().filter(here).max_by_key(|link| link.path.len());
        let deepest = deepest.map(|link| link.path);
        let language = visitor.language();
        Self {
            language,
            title,
            form_token: visitor.form_token.clone(),
            menu: menu
                .map(|link| {
                    (
                        link.path,
                        texts::say(language, link.text),
                        deepest == Some(link.path),
                    )
                })
                .collect(),
            demo: visitor.app.is_demo(),
            zone: Some(visitor.policy.controller().zone.clone()),
        }
    }

    /// The frame of a page that nobody is signed in for.
    #[must_use]
    pub fn public(language: Language, title: String, demo: bool) -> Self {
        let (form_token, menu, zone) = (String::new(), Vec::new(), None);
        Self {
            language,
            title,
            form_token,
            menu,
            demo,
            zone,
        }
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        !self.form_token.is_empty()
    }

    /// A text.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        texts::say(self.language, key)
    }

    /// A text that mentions a count.
    #[must_use]
    pub fn count(&self, key: &str, count: &i64) -> String {
        texts::say_with(self.language, key, &[("count", *count)])
    }

    /// A text that mentions a name or another text.
    #[must_use]
    pub fn with(&self, key: &str, name: &str, text: &str) -> String {
        texts::say_with(self.language, key, &[(name, text)])
    }

    /// What a word of the notice is called.
    #[must_use]
    pub fn word<W: policy::Word>(&self, word: &W) -> String {
        let key = word.key().replace(['_', '.'], "-");
        texts::say(self.language, &[W::WHAT, "-", &key].concat())
    }

    /// An instant in the controller's zone: `24.11.2026 10.30`.
    #[must_use]
    pub fn at(&self, instant: &Instant) -> String {
        match &self.zone {
            Some(zone) => zone.finnish(*instant),
            None => instant.to_string(),
        }
    }

    /// A day: `24.11.2026`.
    #[must_use]
    pub fn day(&self, day: &Day) -> String {
        day.finnish()
    }
}

/// A rendered page.
///
/// # Errors
///
/// A page that could not be rendered.
pub fn page(template: &impl Template) -> Result<Response, Problem> {
    plain(template).map(|html| Html(html).into_response())
}

/// A rendered part of a page.
///
/// # Errors
///
/// As [`page`].
pub fn plain(template: &impl Template) -> Result<String, Problem> {
    template.render().map_err(|error| {
        tracing::error!(%error, "a template could not be rendered");
        let failed = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
        Problem::Coded(basics::Code::new("web.template"), failed, Language::Fi)
    })
}
