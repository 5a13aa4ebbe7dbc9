//! What a task is, as it is shown and as it is asked for.

use basics::{ActorId, Code, Coded, Day, Instant, PartyId, RowId, StaffId};

use crate::web::Fields;

/// A task as it is shown.
pub(super) struct TaskView {
    /// Which.
    pub(super) row: RowId,
    /// For whom it is done.
    pub(super) party: PartyId,
    /// What is to be done.
    pub(super) text: String,
    /// By when.
    pub(super) due: Day,
    /// By whom; nobody in particular where there is none.
    pub(super) staff: Option<StaffId>,
    /// When it was written down.
    pub(super) written: Instant,
    /// By whom.
    pub(super) by: ActorId,
    /// When it was done, and by whom.
    pub(super) done: Option<(Instant, ActorId)>,
}

/// How many tasks wait, each counted to a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Due today or late: of a member of staff, with those she stands in for.
    pub own: i64,
    /// Due today or late: of nobody in particular.
    pub nobodys: i64,
    /// Due within the week that follows: of either.
    pub soon: i64,
    /// Open, of those whose accounts are closed.
    pub left: i64,
}

/// Whose tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// One's own, and of those one stands in for.
    Own,
    /// Of nobody in particular.
    Nobodys,
    /// Everybody's.
    All,
}

impl Whose {
    pub(super) const ALL: [Self; 3] = [Self::Own, Self::Nobodys, Self::All];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Nobodys => "nobody",
            Self::All => "all",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whose| whose.key() == key)
    }
}

/// Why a task was not written, changed or handed over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The day is none.
    #[error("the day is none")]
    Day,
    /// The last day of an absence lies before its first, or before today.
    #[error("the days of the absence are the wrong way round")]
    Days,
    /// Whoever should do it does not see such tasks.
    #[error("this colleague does not see tasks")]
    Colleague,
    /// Nobody stands in for herself.
    #[error("nobody stands in for herself")]
    Oneself,
    /// What people say of a text.
    #[error(transparent)]
    People(#[from] crate::people::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::capability::into_guard!(pub Error, People);

crate::web::form_mends!(Error, field);

/// The field that an error is about, of a form with these fields.
fn field(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Day => typed.no_day(&["from", "until", "due"]),
        Error::Days => Some("until"),
        Error::Colleague | Error::Oneself => typed.first(&["substitute", "staff", "to"]),
        Error::People(_) => Some("text"),
        Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Day => "tasks.day",
            Self::Days => "tasks.days",
            Self::Colleague => "tasks.colleague",
            Self::Oneself => "tasks.oneself",
            Self::People(crate::people::Error::Note) => "tasks.text",
            Self::People(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
