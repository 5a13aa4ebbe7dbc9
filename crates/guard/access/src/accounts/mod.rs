//! Accounts: who may sign in, with which roles, and who is signed in now.
//!
//! In the interest of the people in the register: access only for named persons to the extent of
//! their tasks (the notice, § 8). Every sign-in, refused ones too, and every change of an account
//! is a line of the trail.
//!
//! Invariant: an [`Actor`] of staff or of a token comes from here and nowhere else.

mod account;
mod answer;
mod attempt;
mod colleagues;
mod deed;
mod delay;
mod guess;
mod manage;
mod own;
pub mod password;
pub(crate) mod queries;
mod session;
mod sign_in;
mod token;
mod watch;

pub use account::{Account, NewAccount, Refused, RoleGiven};
pub use answer::{NotRepeated, Request};
pub use attempt::Crowded;
pub(crate) use deed::governed;
pub use delay::network_of;
pub(crate) use manage::{gives, is_managed};
pub use own::SessionRow;
pub use password::{HashFailed, NewPassword, Unfit};
pub use session::{IDLE_MS, SessionToken, WHOLE_MS};
pub use sign_in::{SignInRefused, SignedIn, Visit};
pub use token::{DAYS_MAX, NewToken, Power, RIGHTS as TOKEN_RIGHTS, TokenRow, TokenSecret};
pub use watch::{Watched, WatchedKind};

use std::sync::{Arc, OnceLock};

use tokio::sync::Semaphore;

#[cfg(doc)]
use crate::Actor;
use crate::core::Core;

/// Passwords are compared by two at a time: each takes 19 MiB and some milliseconds.
const COMPARED_AT_ONCE: usize = 2;

/// Accounts and sessions. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    core: Arc<Core>,
    comparing: Arc<Semaphore>,
    nobody: Arc<OnceLock<String>>,
}

impl Accounts {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            comparing: Arc::new(Semaphore::new(COMPARED_AT_ONCE)),
            nobody: Arc::default(),
        }
    }
}
