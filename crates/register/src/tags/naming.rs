//! Making tags: a name that is one, and nobody else's.

use basics::TagId;
use formats::holds_identity_code;
use guard::Work;

use super::error::Error;
use super::queries::{self, Tag};
use super::{TAGS_MAX, all, may_keep};

/// The longest name, in characters.
const NAME_MAX: usize = 40;

/// Makes a tag of this name; which it is.
///
/// # Errors
///
/// The refusal; [`Error::IdentityCode`], [`Error::Name`], [`Error::Taken`], [`Error::TooMany`]; the
/// store's failure.
pub fn make(work: &mut Work<'_>, typed: &str) -> Result<TagId, Error> {
    may_keep(work)?;
    let name = name(typed)?;
    is_free(work, &name, None)?;
    let tag = TagId::new(work.ids().random());
    let (now, actor) = (work.now(), work.actor().id());
    work.tx().run(&queries::ADD_TAG, (tag, name, now, actor))?;
    Ok(tag)
}

/// The name of a tag, tidied.
///
/// # Errors
///
/// [`Error::IdentityCode`], [`Error::Name`].
pub(super) fn name(text: &str) -> Result<String, Error> {
    let spaced = text.replace(char::is_control, " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if holds_identity_code(&name) {
        return Err(Error::IdentityCode);
    }
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX;
    fits.then_some(name).ok_or(Error::Name)
}

/// That no other tag is called so.
///
/// # Errors
///
/// [`Error::Taken`], [`Error::TooMany`]; the store's failure.
pub(super) fn is_free(work: &mut Work<'_>, name: &str, but: Option<TagId>) -> Result<(), Error> {
    let tags = all(work.tx())?;
    let folded = formats::fold::sort_key(name);
    let same = |tag: &&Tag| Some(tag.tag) != but && formats::fold::sort_key(&tag.name) == folded;
    if tags.iter().any(|tag| same(&tag)) {
        return Err(Error::Taken);
    }
    let full = i64::try_from(tags.len()).is_ok_and(|count| count >= TAGS_MAX);
    if full && but.is_none() {
        return Err(Error::TooMany);
    }
    Ok(())
}
