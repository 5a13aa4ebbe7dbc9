//! Light or dark, with strong contrast or without: as the browser prefers, unless somebody chose.
//! The choice is the browser's, not the account's: the same person may sit at a bright desk and in a
//! dark car.

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
    /// Black on white, nothing pale.
    LightStrong,
    /// White on black, nothing pale.
    DarkStrong,
}

impl Look {
    /// Every look, in the order of the choice.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Light,
        Self::Dark,
        Self::LightStrong,
        Self::DarkStrong,
    ];

    /// `auto`, `light`, `dark`, `light-strong` or `dark-strong`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::LightStrong => "light-strong",
            Self::DarkStrong => "dark-strong",
        }
    }

    /// The look with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.key() == key)
    }

    /// Whether the page is light or dark, as its root element says; nothing where the browser
    /// decides.
    #[must_use]
    pub const fn theme(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light | Self::LightStrong => Some("light"),
            Self::Dark | Self::DarkStrong => Some("dark"),
        }
    }

    /// Whether nothing on the page is pale, whatever the browser prefers.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::LightStrong | Self::DarkStrong)
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
