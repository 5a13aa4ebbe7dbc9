//! What was done to an account, as its line in the trail tells it: the deed, whose account, and
//! the roles.
//!
//! A line tells ids alone, so the account stands in the line's sealed reason.

use std::marker::PhantomData;

use basics::StaffId;
use zeroize::Zeroizing;

use crate::ask::{Ask, Grant};
use crate::category;
use crate::error::Error;
use crate::work::Work;

/// A deed to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    AccountMade,
    RoleGiven,
    RoleTaken,
    Closed,
    Opened,
    PasswordReset,
    SessionsEnded,
    OwnPassword,
    OwnSession,
    TokenMade,
    TokenRevoked,
}

impl Deed {
    const ALL: [Self; 11] = [
        Self::AccountMade,
        Self::RoleGiven,
        Self::RoleTaken,
        Self::Closed,
        Self::Opened,
        Self::PasswordReset,
        Self::SessionsEnded,
        Self::OwnPassword,
        Self::OwnSession,
        Self::TokenMade,
        Self::TokenRevoked,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::AccountMade => "staff.account_made",
            Self::RoleGiven => "staff.role_given",
            Self::RoleTaken => "staff.role_taken",
            Self::Closed => "staff.closed",
            Self::Opened => "staff.opened",
            Self::PasswordReset => "staff.password_reset",
            Self::SessionsEnded => "staff.sessions_ended",
            Self::OwnPassword => "staff.own_password",
            Self::OwnSession => "staff.own_session",
            Self::TokenMade => "staff.token_made",
            Self::TokenRevoked => "staff.token_revoked",
        }
    }

    fn ask(self, staff: StaffId, about: &str) -> Ask {
        let told = [self.key(), " ", &staff.to_string(), " ", about].concat();
        Ask {
            reason: Some(Zeroizing::new(told.trim_end().to_owned())),
            ..Ask::govern()
        }
    }

    /// Asks for the right to manage accounts, and records the deed.
    pub(super) fn govern(
        self,
        work: &mut Work<'_>,
        staff: StaffId,
        about: &str,
    ) -> Result<(), Error> {
        let _noted = work.ask::<category::Staff>(self.ask(staff, about))?;
        Ok(())
    }

    /// Records a deed to one's own account: it needs no right.
    pub(super) fn own(self, work: &mut Work<'_>, staff: StaffId) -> Result<(), Error> {
        self.own_about(work, staff, "")
    }

    /// The same, with what it is about.
    pub(super) fn own_about(
        self,
        work: &mut Work<'_>,
        staff: StaffId,
        about: &str,
    ) -> Result<(), Error> {
        let _noted = work.note(Grant::<category::Staff> {
            ask: self.ask(staff, about),
            opens: false,
            brand: PhantomData,
            kind: PhantomData,
        })?;
        Ok(())
    }
}

/// What a line of governing tells: the deed, whose account, which roles; nothing where its reason
/// is not one of these.
pub(crate) fn governed(reason: &str) -> Option<(&'static str, StaffId, String)> {
    let mut parts = reason.splitn(3, ' ');
    let key = parts.next()?;
    let deed = Deed::ALL.into_iter().find(|deed| deed.key() == key)?;
    let staff = parts.next()?.parse().ok()?;
    Some((
        deed.key(),
        staff,
        parts.next().unwrap_or_default().to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_deed_tells_is_read_back() {
        let staff = StaffId::new(77);
        for deed in Deed::ALL {
            for about in ["", "clerk", "clerk billing"] {
                let ask = deed.ask(staff, about);
                let told = governed(ask.reason.as_ref().unwrap());
                assert_eq!(told, Some((deed.key(), staff, about.to_owned())));
            }
        }
        assert_eq!(governed("perintä"), None);
    }
}
