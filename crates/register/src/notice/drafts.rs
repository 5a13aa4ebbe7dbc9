//! The next version of the notice while it is being written.
//!
//! Invariants: there is one draft at a time; it is read and written by whoever may publish, and by
//! nobody else; whoever saves names the state she read, and is told where somebody else saved
//! meanwhile; each change leaves its line in the trail. A draft decides over nothing: only a
//! published version does.

use basics::{ActorId, Code, Coded, Instant};
use guard::category::Staff;
use guard::{Ask, Work};

store::statements! {
    /// The draft: its text, the version it began from, its revision, when and by whom it was saved.
    pub(super) DRAFT: () -> (String, Option<i64>, i64, Instant, ActorId) =
        "select body, base_number, revision, changed_ms, changed_by
           from notice_draft
          where draft = 1";

    /// A new draft.
    pub(super) BEGIN: (String, Option<i64>, i64, Instant, ActorId) -> () =
        "insert into notice_draft (draft, body, base_number, revision, started_ms, started_by, changed_ms, changed_by)
         values (1, $1, $2, $3, $4, $5, $4, $5)";

    /// The draft says something else; nothing where somebody saved it since it was read.
    pub(super) SAVE: (String, Instant, ActorId, i64) -> () =
        "update notice_draft
            set body = $1, revision = revision + 1, changed_ms = $2, changed_by = $3
          where draft = 1 and revision = $4";

    /// The draft is thrown away; nothing where somebody saved it since it was read.
    pub(super) DISCARD: (i64,) -> () =
        "delete from notice_draft where draft = 1 and revision = $1";
}

/// The draft as it was read.
#[derive(Clone)]
pub(super) struct Draft {
    /// The file as text.
    pub(super) body: String,
    /// The version it began from; nothing where it began from the blank notice.
    pub(super) base: Option<i64>,
    /// Which state of it this is.
    pub(super) revision: i64,
    /// When it was saved last.
    pub(super) changed: Instant,
    /// The name of whoever saved it.
    pub(super) by: String,
}

/// Why a draft was not begun, saved or thrown away.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// Somebody has begun one already.
    #[error("there is a draft already")]
    Begun,
    /// Somebody saved it since it was read, or threw it away.
    #[error("somebody saved the draft meanwhile")]
    Changed,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Begun => Code::new("notice.draft.begun"),
            Self::Changed => Code::new("notice.draft.changed"),
            Self::Guard(error) => error.code(),
        }
    }
}

/// Whether the actor may write the notice; a refusal is recorded.
pub(super) fn may(work: &mut Work<'_>) -> Result<(), guard::Error> {
    let _grant = work.grant::<Staff>(Ask::publish())?;
    Ok(())
}

/// The same for a change, with its line in the trail.
fn noted(work: &mut Work<'_>) -> Result<(), guard::Error> {
    may(work)?;
    let _noted = work.ask::<Staff>(Ask::settle())?;
    Ok(())
}

/// The draft; nothing where there is none.
pub(super) fn read(work: &mut Work<'_>) -> Result<Option<Draft>, Error> {
    may(work)?;
    let Some((body, base, revision, changed, by)) = work.tx().maybe(&DRAFT, ())? else {
        return Ok(None);
    };
    let by = work.actor_names([by])?.remove(&by).unwrap_or_default();
    Ok(Some(Draft {
        body,
        base,
        revision,
        changed,
        by,
    }))
}

/// Begins a draft.
///
/// # Errors
///
/// [`Error::Begun`]; the refusal; the store's failure.
pub(super) fn begin(work: &mut Work<'_>, body: &str, base: Option<i64>) -> Result<(), Error> {
    if read(work)?.is_some() {
        return Err(Error::Begun);
    }
    noted(work)?;
    let (now, actor) = (work.now(), work.actor().id());
    // Later than any revision of a draft before: nobody saves more than once a millisecond.
    let values = (body.to_owned(), base, now.ms(), now, actor);
    work.tx().run_one(&BEGIN, values)?;
    Ok(())
}

/// Saves the draft that was read at `revision`.
///
/// # Errors
///
/// [`Error::Changed`]; the refusal; the store's failure.
pub(super) fn save(work: &mut Work<'_>, body: &str, revision: i64) -> Result<(), Error> {
    noted(work)?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (body.to_owned(), now, actor, revision);
    match work.tx().run(&SAVE, values)? {
        1 => Ok(()),
        _ => Err(Error::Changed),
    }
}

/// Throws the draft away that was read at `revision`.
///
/// # Errors
///
/// As [`save`].
pub(super) fn discard(work: &mut Work<'_>, revision: i64) -> Result<(), Error> {
    noted(work)?;
    match work.tx().run(&DISCARD, (revision,))? {
        1 => Ok(()),
        _ => Err(Error::Changed),
    }
}
