//! Recipients and the feeds that stand to them, as they lie in the register.
//!
//! Invariants: a recipient passes the gate before it is added, and what it may receive is asked of
//! the notice in force each time; it is ended and never changed, so that what was given to it stays
//! told; a feed goes to processors alone and has a day on which it is looked at again.

use std::collections::HashMap;

use basics::{Day, RecipientId};
use formats::Country;
use guard::category::Disclosures;
use guard::{Ask, Work};
use policy::{Category, Right};
use store::Tx;

use super::error::Error;
use super::gate;
use super::model::{NewRecipient, Recipient, Role};
use super::queries::{self, FeedLying, RecipientLying};
use crate::packages;

/// Recipients on a page.
pub(super) const SHOWN: i64 = 200;

/// A recipient of its row.
pub(super) fn read(lying: RecipientLying) -> Result<Recipient, store::Error> {
    let (recipient, name, country, role, entries, categories, agreement, review, ..) = lying;
    let keys = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let country = Country::parse(&country).map_err(|_| store::Error::unreadable())?;
    let categories = categories.split(' ').filter_map(Category::from_key);
    Ok(Recipient {
        recipient,
        name,
        country,
        role: Role::from_key(&role).ok_or_else(store::Error::unreadable)?,
        entries: keys(&entries),
        categories: categories.collect(),
        agreement,
        review,
        added: lying.8,
        by: lying.9,
        ended: lying.10,
    })
}

/// That the actor may look at recipients, and at disclosures of nobody in particular.
pub(super) fn may_look(work: &mut Work<'_>) -> Result<(), guard::Error> {
    let _proof = work.ask::<Disclosures>(Ask::view(&[]))?;
    Ok(())
}

/// That the actor may decide whom data may be given to.
fn may_decide(work: &mut Work<'_>) -> Result<(), guard::Error> {
    let ask = Ask::change(&[]).with(Right::Disclose);
    let _proof = work.ask::<Disclosures>(ask)?;
    Ok(())
}

/// Recipients after one.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn all(work: &mut Work<'_>, after: RecipientId) -> Result<Vec<Recipient>, Error> {
    may_look(work)?;
    let rows = work.tx().all(&queries::RECIPIENTS, (after, SHOWN))?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// Those that may receive something.
///
/// # Errors
///
/// As [`all`].
pub(super) fn standing(work: &mut Work<'_>) -> Result<Vec<Recipient>, Error> {
    may_look(work)?;
    let rows = work.tx().all(&queries::STANDING, (SHOWN,))?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// One recipient.
///
/// # Errors
///
/// `NotThere`; the store's failure.
pub(super) fn one(tx: &mut Tx<'_>, recipient: RecipientId) -> Result<Recipient, guard::Error> {
    let found = tx.maybe(&queries::RECIPIENT, (recipient,))?;
    Ok(read(found.ok_or(guard::Error::NotThere)?)?)
}

/// What these recipients are called.
///
/// # Errors
///
/// The store's failure.
pub(super) fn names(
    tx: &mut Tx<'_>,
    recipients: impl IntoIterator<Item = RecipientId>,
) -> Result<HashMap<RecipientId, String>, store::Error> {
    let mut all: Vec<RecipientId> = recipients.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    let found = tx.all_of(&queries::RECIPIENT, all.iter().map(|one| (*one,)))?;
    let named = found.into_iter().flatten();
    Ok(named.map(|lying| (lying.0, lying.1)).collect())
}

/// Adds a recipient; which one it is.
///
/// # Errors
///
/// The refusal; what the gate says; the store's failure.
pub fn add(work: &mut Work<'_>, new: &NewRecipient) -> Result<RecipientId, Error> {
    may_decide(work)?;
    let today = work.today();
    let role = gate::admit(work.policy(), new, today)?;
    let recipient = RecipientId::new(work.ids().ordered());
    let categories: Vec<&str> = new.categories.iter().map(|one| one.key()).collect();
    let (now, by) = (work.now(), work.actor().id());
    let row = (
        recipient,
        new.name.clone(),
        new.country.code().to_owned(),
        role.key().to_owned(),
        new.entries.join(" "),
        categories.join(" "),
        new.agreement,
        new.review,
        now,
        by,
    );
    work.tx().run_one(&queries::ADD_RECIPIENT, row)?;
    Ok(recipient)
}

/// A recipient receives nothing any more: what goes to it by itself ends, and what waits for it in a
/// package is handed over no more.
///
/// # Errors
///
/// The refusal; `NotThere`, also where it ended before; the store's failure.
pub(super) fn end(work: &mut Work<'_>, recipient: RecipientId) -> Result<(), Error> {
    may_decide(work)?;
    let (now, by) = (work.now(), work.actor().id());
    if work
        .tx()
        .run(&queries::END_RECIPIENT, (recipient, now, by))?
        == 0
    {
        return Err(guard::Error::NotThere.into());
    }
    work.tx().run(&queries::END_FEEDS, (recipient, now, by))?;
    for package in work.tx().all(&queries::PACKAGES_FOR, (recipient,))? {
        packages::stop(work, package)?;
    }
    Ok(())
}

/// The agreement was looked at; the next time is a day ahead.
///
/// # Errors
///
/// The refusal; [`Error::Day`]; `NotThere`; the store's failure.
pub(super) fn reviewed(
    work: &mut Work<'_>,
    recipient: RecipientId,
    next: Day,
) -> Result<(), Error> {
    may_decide(work)?;
    if next <= work.today() {
        return Err(Error::Day("review"));
    }
    let changed = work
        .tx()
        .run(&queries::REVIEW_RECIPIENT, (recipient, next))?;
    (changed == 1)
        .then_some(())
        .ok_or_else(|| guard::Error::NotThere.into())
}

/// The feeds of a recipient.
///
/// # Errors
///
/// The store's failure.
pub(super) fn feeds(work: &mut Work<'_>, recipient: RecipientId) -> Result<Vec<FeedLying>, Error> {
    Ok(work.tx().all(&queries::FEEDS_OF, (recipient,))?)
}

/// Something goes to a processor by itself from now on.
///
/// # Errors
///
/// The refusal; what the gate says; [`Error::Day`]; the store's failure.
pub(super) fn start_feed(
    work: &mut Work<'_>,
    recipient: RecipientId,
    (entry, review): (&str, Day),
) -> Result<(), Error> {
    may_decide(work)?;
    let found = one(work.tx(), recipient)?;
    let today = work.today();
    gate::feeds(work.policy(), &found, entry, today)?;
    if review <= today {
        return Err(Error::Day("review"));
    }
    let number = work.ids().ordered();
    let (now, by) = (work.now(), work.actor().id());
    let row = (number, recipient, entry.to_owned(), review, now, by);
    work.tx().run_one(&queries::ADD_FEED, row)?;
    Ok(())
}

/// It goes no more.
///
/// # Errors
///
/// The refusal; `NotThere`; the store's failure.
pub(super) fn end_feed(
    work: &mut Work<'_>,
    recipient: RecipientId,
    feed: i64,
) -> Result<(), Error> {
    may_decide(work)?;
    let (now, by) = (work.now(), work.actor().id());
    let ended = work
        .tx()
        .run(&queries::END_FEED, (feed, recipient, now, by))?;
    (ended == 1)
        .then_some(())
        .ok_or_else(|| guard::Error::NotThere.into())
}
