//! Light or dark: as the browser prefers, unless somebody chose. The choice is the browser's, not
//! the account's: the same person may sit at a bright desk and in a dark car.

use axum::http::{HeaderMap, HeaderValue};

use crate::web::cookie;

const NAME: &str = "seloste_look";
/// A year, in seconds.
const KEPT_S: u32 = 365 * 24 * 60 * 60;

/// How the pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// As the browser prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Look {
    /// Every look, in the order of the choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// `auto`, `light` or `dark`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The look with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.key() == key)
    }

    /// What the page's root element says; nothing where the browser decides.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::Auto).then(|| self.key())
    }

    /// What the browser was told to remember.
    pub(crate) fn received(headers: &HeaderMap) -> Self {
        cookie::named(headers, NAME)
            .and_then(Self::from_key)
            .unwrap_or_default()
    }

    /// The header that makes the browser remember it.
    pub(crate) fn remembered(self) -> HeaderValue {
        cookie::plain(NAME, self.key(), KEPT_S)
    }
}
