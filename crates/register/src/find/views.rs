//! Views of the list that somebody keeps: own ones, and those that colleagues share.
//!
//! Invariants: a view holds what a list is narrowed by and which columns it shows, and nobody's
//! data; whoever opens it sees what her own role may; only who made it renames, shares or removes
//! it, and only who may change customers shares.

use basics::{ActorId, Code, Coded, StaffId, ViewId};
use guard::category::{Company, Identity};
use guard::{Ask, Work};

use super::columns::Column;
use super::filter::Filter;
use super::queries::{self, Lying};
use crate::people::holds_identity_code;
use crate::web::Fields;

/// The longest name, in characters.
pub(super) const NAME_MAX: usize = 60;
/// The most views somebody keeps.
const OWN_MAX: i64 = 50;
/// The most views that are offered.
const OFFERED_MAX: i64 = 200;

/// A view.
pub(super) struct View {
    pub(super) id: ViewId,
    /// What it is called.
    pub(super) name: String,
    /// What it is narrowed by.
    pub(super) filter: Filter,
    /// Which columns it shows.
    pub(super) columns: Vec<Column>,
    /// Whether it is the actor's own.
    pub(super) own: bool,
    /// Who made it.
    pub(super) by: ActorId,
    /// Whether colleagues may open it.
    pub(super) shared: bool,
}

/// Why a view was not kept or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The name is empty or too long.
    #[error("the name of a view is empty or too long")]
    Name,
    /// The name holds an identity code.
    #[error("an identity code does not belong into a name")]
    IdentityCode,
    /// Somebody keeps as many views as she may.
    #[error("there are too many views")]
    TooMany,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

crate::web::form_mends!(Error, field);

/// The field that an error is about.
const fn field(error: &Error, _typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Name | Error::IdentityCode => Some("name"),
        Error::TooMany | Error::Guard(_) => None,
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "find.view_name",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::TooMany => "find.view_too_many",
            Self::Guard(error) => return error.code(),
        })
    }
}

fn own(work: &Work<'_>) -> Option<StaffId> {
    work.actor().staff().map(|staff| staff.staff)
}

fn read(row: Lying, own: StaffId) -> Option<View> {
    let (view, staff, name, narrowed, shown, shared) = row;
    Some(View {
        id: view,
        name,
        // What an older program kept and this one does not understand is no view.
        filter: Filter::of_query(&narrowed)?,
        columns: Column::of_keys(shown.split(',')),
        own: staff == own,
        by: ActorId::new(staff.get()),
        shared: shared.is_some(),
    })
}

/// The views the actor may open, by name.
///
/// # Errors
///
/// The store's failure.
pub(super) fn all(work: &mut Work<'_>) -> Result<Vec<View>, store::Error> {
    let Some(own) = own(work) else {
        return Ok(Vec::new());
    };
    let rows = work.tx().all(&queries::VIEWS, (own, OFFERED_MAX))?;
    let mut views: Vec<View> = rows.into_iter().filter_map(|row| read(row, own)).collect();
    views.sort_by_cached_key(|view| (!view.own, formats::fold::sort_key(&view.name)));
    Ok(views)
}

/// One of them.
///
/// # Errors
///
/// `NotThere` where it is none that she may open; the store's failure.
pub(super) fn one(work: &mut Work<'_>, view: ViewId) -> Result<View, guard::Error> {
    let own = own(work).ok_or(guard::Error::NotThere)?;
    let row = work.tx().maybe(&queries::VIEW, (view, own))?;
    let view = row.and_then(|row| read(row, own));
    view.ok_or(guard::Error::NotThere)
}

/// The columns the actor chose, as far as her role may see them.
///
/// # Errors
///
/// The store's failure.
pub(super) fn chosen(work: &mut Work<'_>) -> Result<Vec<Column>, store::Error> {
    let kept = match own(work) {
        Some(own) => work.tx().maybe(&queries::COLUMNS, (own,))?,
        None => None,
    };
    Ok(match kept {
        Some(keys) => Column::of_keys(keys.split(',')),
        None => Column::USUAL.to_vec(),
    })
}

/// The actor chooses columns; the usual ones where she chooses none.
///
/// # Errors
///
/// `NotThere` for a program, which has no lists of its own; the store's failure.
pub(super) fn choose(work: &mut Work<'_>, columns: &[Column]) -> Result<(), Error> {
    let own = own(work).ok_or(guard::Error::NotThere)?;
    let keys = Column::keys(columns);
    work.tx().run(&queries::CHOOSE_COLUMNS, (own, keys))?;
    Ok(())
}

fn name(text: &str) -> Result<String, Error> {
    if holds_identity_code(text) {
        return Err(Error::IdentityCode);
    }
    let spaced = text.replace(char::is_control, " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX;
    fits.then_some(name).ok_or(Error::Name)
}

/// Whether the actor may share views: whoever may change customers keeps the register for others
/// too.
pub(super) fn may_share(work: &Work<'_>) -> bool {
    let change = Ask::change(&[]);
    work.could_without_reason::<Identity>(&change) || work.could_without_reason::<Company>(&change)
}

/// Keeps a view; which it is.
///
/// # Errors
///
/// [`Error`].
pub(super) fn keep(
    work: &mut Work<'_>,
    text: &str,
    filter: &Filter,
    columns: &[Column],
) -> Result<ViewId, Error> {
    let own = own(work).ok_or(guard::Error::NotThere)?;
    let name = name(text)?;
    if work.tx().one(&queries::COUNT_VIEWS, (own,))? >= OWN_MAX {
        return Err(Error::TooMany);
    }
    let (view, now) = (ViewId::new(work.ids().random()), work.now());
    let keys = Column::keys(columns);
    let values = (view, own, name, filter.query(), keys, now);
    work.tx().run(&queries::ADD_VIEW, values)?;
    Ok(view)
}

/// Keeps a view with the usual columns, and shares it: which it is.
///
/// # Errors
///
/// The refusal where the actor may share none; [`Error`].
pub fn keep_shared(work: &mut Work<'_>, name: &str, filter: &Filter) -> Result<ViewId, Error> {
    let view = keep(work, name, filter, &Column::USUAL)?;
    change(work, view, &Deed::Share)?;
    Ok(view)
}

/// What is done to an own view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// It is called something else.
    Rename(String),
    /// Colleagues may open it.
    Share,
    /// They may no more.
    Unshare,
    /// It is gone.
    Remove,
}

/// Does something to an own view.
///
/// # Errors
///
/// `NotThere` where it is no view of hers; the refusal where she may share none; [`Error`].
pub(super) fn change(work: &mut Work<'_>, view: ViewId, deed: &Deed) -> Result<(), Error> {
    let own = own(work).ok_or(guard::Error::NotThere)?;
    let now = work.now();
    let touched = match deed {
        Deed::Rename(text) => {
            let values = (view, own, name(text)?);
            work.tx().run(&queries::RENAME_VIEW, values)?
        }
        Deed::Share => {
            if !may_share(work) {
                // The refusal, on the record.
                let _grant = work.grant::<Identity>(Ask::change(&[]))?;
            }
            work.tx()
                .run(&queries::SHARE_VIEW, (view, own, Some(now)))?
        }
        Deed::Unshare => work.tx().run(&queries::SHARE_VIEW, (view, own, None))?,
        Deed::Remove => work.tx().run(&queries::DROP_VIEW, (view, own))?,
    };
    match touched {
        0 => Err(guard::Error::NotThere.into()),
        _ => Ok(()),
    }
}
