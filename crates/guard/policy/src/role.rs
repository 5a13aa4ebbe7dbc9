//! Roles: who may see and change what, for which purposes, about whom.
//!
//! Invariant: a [`Role`] is made only by reading a notice, so no permission exists that the
//! notice does not state.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use basics::{Language, Texts};

use crate::check::About;
use crate::mark::Mark;
use crate::read::{Table, nearest};
use crate::{Category, Purpose, Right};

/// The name of a role in the notice: `clerk`, `technician`. Staff accounts hold these.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleKey(String);

/// The text is no name of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is named by 1 to 40 small letters a to z, digits and underscores, a letter first")]
pub struct NotARoleKey;

impl RoleKey {
    /// The name as it stands in the notice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RoleKey {
    type Err = NotARoleKey;

    fn from_str(text: &str) -> Result<Self, NotARoleKey> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let named = text.starts_with(|c: char| c.is_ascii_lowercase());
        if named && text.len() <= 40 && text.chars().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotARoleKey)
        }
    }
}

impl fmt::Display for RoleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which people a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everyone.
    All,
    /// Parties of one's own jobs, around the days of the job.
    OwnJobs {
        /// Days before the first day of the job.
        before_days: u16,
        /// Days after the last day of the job.
        after_days: u16,
    },
    /// People whom marketing may reach.
    MarketingReach,
}

impl Scope {
    const KEYS: [&'static str; 3] = ["all", "own_jobs", "marketing_reach"];

    fn read(table: &Table<'_, '_>) -> Option<Self> {
        let text = table.need("scope", table.text("scope"))?;
        let before_days = table.number("before_days", 366);
        let after_days = table.number("after_days", 366);
        match text.as_str() {
            "own_jobs" => {
                let before_days = table.need("before_days", before_days)?;
                let after_days = table.need("after_days", after_days)?;
                return Some(Self::OwnJobs {
                    before_days,
                    after_days,
                });
            }
            _ if before_days.is_some() => table.refuse("policy.scope.days", "before_days", vec![]),
            _ if after_days.is_some() => table.refuse("policy.scope.days", "after_days", vec![]),
            _ => {}
        }
        match text.as_str() {
            "all" => Some(Self::All),
            "marketing_reach" => Some(Self::MarketingReach),
            _ => {
                let span = table.span_of("scope");
                let near = nearest(&text, Self::KEYS);
                table.unknown_word(
                    "scope",
                    (&text, &span),
                    "scope",
                    near,
                    Self::KEYS.join(", "),
                );
                None
            }
        }
    }

    /// The word it has in a notice.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OwnJobs { .. } => "own_jobs",
            Self::MarketingReach => "marketing_reach",
        }
    }
}

/// A role of the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Role {
    /// Its name in the file and on accounts.
    pub key: RoleKey,
    /// Its title as people read it.
    pub title: Texts,
    /// Purposes of its task.
    pub purposes: BTreeSet<Purpose>,
    /// Categories it may see. Those it may change stand in `change` alone.
    pub view: BTreeSet<Category>,
    /// Categories it may see and change.
    pub change: BTreeSet<Category>,
    /// Whom it reaches.
    pub scope: Scope,
    /// What else it may do.
    pub rights: BTreeSet<Right>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Role {
    /// Whether it may see the category; whoever may change it may.
    #[must_use]
    pub fn sees(&self, category: Category) -> bool {
        self.view.contains(&category) || self.change.contains(&category)
    }

    pub(crate) fn about(&self) -> About {
        About::own(self.key.as_str(), self.title.clone())
    }

    /// A category of it that none of its purposes uses: role, category and purposes.
    pub(crate) fn about_unused(&self, category: Category) -> About {
        let said = |language| {
            let purposes = self.purposes.iter();
            let purposes = purposes.map(|purpose| texts::say(language, &purpose.text_key()));
            let values = [
                ("role", self.title.get(language).to_owned()),
                ("category", texts::say(language, &category.text_key())),
                ("purposes", purposes.collect::<Vec<_>>().join(", ")),
            ];
            texts::say_with(language, "finding-role-category-of", &values)
        };
        let named = Texts {
            fi: said(Language::Fi),
            sv: said(Language::Sv),
            en: said(Language::En),
        };
        About::own(&format!("{}.{category}", self.key), named)
    }

    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let key = table.parsed("key", "policy.name.wrong", |text| text.parse().ok());
        let key = table.need("key", key);
        let title = table.need("title", table.wording("title"));
        let purposes = table.words("purposes").unwrap_or_default();
        let change: BTreeSet<_> = table.words("change").unwrap_or_default();
        let view = table.words("view").unwrap_or_default();
        let scope = Scope::read(table);
        let rights = table.words("rights").unwrap_or_default();
        let title = title?.texts;
        Some(Self {
            key: key?,
            title,
            purposes,
            view,
            change,
            scope: scope?,
            rights,
            mark,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("clerk", true)]
    #[case("night_shift_2", true)]
    #[case("", false)]
    #[case("2nd", false)]
    #[case("Clerk", false)]
    #[case("työ", false)]
    fn a_role_is_named_by_plain_small_letters(#[case] text: &str, #[case] good: bool) {
        assert_eq!(text.parse::<RoleKey>().is_ok(), good);
    }
}
