//! What administrators did that somebody else should know of: the data-protection contact.
//!
//! Whoever manages accounts could give herself any right, by her own account or one she made.
//! It is not forbidden, because a small firm has one administrator; it is shown, for 90 days and
//! whether or not it was taken back.

use basics::Instant;
use policy::{Purpose, RoleKey};

use super::account::Refused;
use super::{Accounts, queries};
use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;

/// How long a deed is shown: 90 days.
const SHOWN_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// What kind of deed it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchedKind {
    /// Somebody gave a role to herself.
    RoleToOneself(RoleKey),
    /// Somebody gave a role to an account of her own making.
    RoleToOwnMaking(RoleKey),
    /// Somebody set somebody's password.
    PasswordReset,
}

/// A deed to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// What was done.
    pub kind: WatchedKind,
    /// The name on the account.
    pub name: String,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Since when it is undone.
    pub undone: Option<Instant>,
}

impl Accounts {
    /// Roles that somebody gave to herself or to an account of her own making, and passwords that
    /// were set for somebody, in the last 90 days, newest first: for the data-protection contact.
    ///
    /// # Errors
    ///
    /// The refusal without the right *trail*; the register's failure.
    pub async fn to_watch(&self, actor: &Actor) -> Result<Vec<Watched>, Refused> {
        self.desk()
            .read(actor, Purpose::Security, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::trail(&[]))?;
                let since = work.now().plus_ms(-SHOWN_MS);
                let roles = work.tx().all(&queries::ROLES_TO_WATCH, (since,))?;
                let mut watched = Vec::new();
                for (staff, name, giver, by, role, at, undone) in roles {
                    let Ok(role) = role.parse() else { continue };
                    let kind = if staff.get() == giver.get() {
                        WatchedKind::RoleToOneself(role)
                    } else {
                        WatchedKind::RoleToOwnMaking(role)
                    };
                    watched.push(Watched {
                        kind,
                        name,
                        by,
                        at,
                        undone,
                    });
                }
                let resets = work.tx().all(&queries::RESETS_TO_WATCH, (since,))?;
                watched.extend(resets.into_iter().map(|(name, by, at)| Watched {
                    kind: WatchedKind::PasswordReset,
                    name,
                    by,
                    at,
                    undone: None,
                }));
                watched.sort_by_key(|one| std::cmp::Reverse(one.at));
                Ok(watched)
            })
            .await
    }
}
