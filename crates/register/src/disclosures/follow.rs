//! Telling recipients that something was corrected, erased or restricted (GDPR art. 19).
//!
//! Invariants: whoever received something of a person is on the list, once for each thing, until it
//! was told or telling proved impossible; a recipient is told by the number of the disclosure, so the
//! list needs nothing of the person and outlives her.

use basics::{Day, DisclosureId, PartyId, RecipientId};
use guard::category::Disclosures;
use guard::{Ask, Work};
use policy::Right;
use store::Tx;

use super::error::Error;
use super::model::WITHHELD_DAYS_MAX;
use super::queries::{self, FollowUpLying};
use super::recipients;
use super::told::told_to_the_person;
use crate::app::App;

/// Follow-ups on a page.
pub(super) const SHOWN: usize = 50;
/// How far those that wait are counted.
pub const COUNTED_MAX: i64 = 100;

/// What recipients are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Something was corrected or completed (art. 16).
    Rectification,
    /// Something was erased (art. 17(1)).
    Erasure,
    /// The processing is restricted (art. 18).
    Restriction,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Rectification, Self::Erasure, Self::Restriction];

    /// Its key, as it is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.key() == key)
    }

    /// The key of its text.
    #[must_use]
    pub fn text_key(self) -> String {
        ["disclosures-what-", self.key()].concat()
    }
}

/// How a recipient was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By e-mail.
    Email,
    /// By letter.
    Post,
    /// By telephone.
    Phone,
    /// In a service of the recipient's.
    Portal,
    /// Not: it proved impossible or took disproportionate effort (art. 19).
    Impossible,
}

impl How {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Email,
        Self::Post,
        Self::Phone,
        Self::Portal,
        Self::Impossible,
    ];

    /// Its key, as it is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Post => "post",
            Self::Phone => "phone",
            Self::Portal => "portal",
            Self::Impossible => "impossible",
        }
    }

    /// The one of a key; nothing where there is none.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.key() == key)
    }

    /// The key of its text.
    #[must_use]
    pub fn text_key(self) -> String {
        ["disclosures-how-", self.key()].concat()
    }
}

/// A recipient who is to be told, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Which.
    pub number: i64,
    /// About whom.
    pub party: PartyId,
    /// The newest disclosure to it: by this number it knows whom it is about.
    pub disclosure: DisclosureId,
    /// What it is called.
    pub whom: String,
    /// What it is told.
    pub what: What,
    /// Since when.
    pub since: Day,
    /// On which day it was told and how.
    pub told: Option<(Day, How)>,
}

/// Who received something of a party, by name: whom to tell when she is erased. Of what is withheld
/// from her whoever may disclose is told alone.
///
/// # Errors
///
/// The refusal; the store's failure.
pub fn to_tell(work: &mut Work<'_>, party: PartyId) -> Result<Vec<String>, guard::Error> {
    let today = work.today();
    let discloses = work.actor().holds(work.policy(), Right::Disclose);
    // Whoever may disclose knows of what is withheld as well.
    let day = if discloses {
        today.plus_days(WITHHELD_DAYS_MAX * 2)
    } else {
        today
    };
    let told = told_to_the_person(work, party, day)?;
    let mut names: Vec<String> = told.into_iter().map(|one| one.whom).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Writes down that everybody who received something of a party is to be told; how many are on the
/// list now that were not. Whoever decides of an erasure, a rectification or a restriction calls it
/// in the same unit of work, by the proof of that decision.
///
/// # Errors
///
/// The store's failure.
pub fn begin(
    work: &mut Work<'_>,
    party: PartyId,
    what: What,
    since: Day,
) -> Result<usize, store::Error> {
    let received: Vec<(RecipientId, DisclosureId)> =
        work.tx().all(&queries::RECEIVERS_OF, (party,))?;
    let mut added = 0;
    for (recipient, disclosure) in received {
        let asked = (party, recipient, what.key().to_owned());
        if work.tx().one(&queries::OPEN_FOLLOW_UP, asked)? > 0 {
            continue;
        }
        let number = work.ids().ordered();
        let row = (
            number,
            party,
            disclosure,
            recipient,
            what.key().to_owned(),
            since,
        );
        work.tx().run_one(&queries::ADD_FOLLOW_UP, row)?;
        added += 1;
    }
    Ok(added)
}

/// A recipient was told on a day.
///
/// # Errors
///
/// The refusal; [`Error::Day`]; `NotThere`, also where it was told before; the store's failure.
pub(super) fn tell(work: &mut Work<'_>, number: i64, day: Day, how: How) -> Result<(), Error> {
    let ask = Ask::change(&[]).with(Right::Disclose);
    let _proof = work.ask::<Disclosures>(ask)?;
    if day > work.today() {
        return Err(Error::Day("on"));
    }
    let (now, by) = (work.now(), work.actor().id());
    let row = (number, day, how.key().to_owned(), now, by);
    match work.tx().run(&queries::TELL, row)? {
        1 => Ok(()),
        _ => Err(guard::Error::NotThere.into()),
    }
}

/// Whom to tell of a party, the newest first.
///
/// # Errors
///
/// The store's failure.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<Vec<FollowUp>, Error> {
    let rows = work.tx().all(&queries::FOLLOW_UPS_OF, (party,))?;
    named(work.tx(), rows)
}

/// Whom to tell of anybody, after one, the oldest first.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn open(work: &mut Work<'_>, after: (Day, i64)) -> Result<Vec<FollowUp>, Error> {
    let _proof = work.ask::<Disclosures>(Ask::view(&[]).with(Right::Disclose))?;
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = work
        .tx()
        .all(&queries::FOLLOW_UPS, (after.0, after.1, most))?;
    named(work.tx(), rows)
}

fn named(tx: &mut Tx<'_>, rows: Vec<FollowUpLying>) -> Result<Vec<FollowUp>, Error> {
    let names = recipients::names(tx, rows.iter().map(|row| row.3))?;
    let told = |(number, party, disclosure, recipient, what, since, day, how): FollowUpLying| {
        let how = how.as_deref().and_then(How::from_key);
        Some(FollowUp {
            number,
            party,
            disclosure,
            whom: names.get(&recipient).cloned().unwrap_or_default(),
            what: What::from_key(&what)?,
            since,
            told: day.zip(how),
        })
    };
    Ok(rows.into_iter().filter_map(told).collect())
}

/// How many recipients are to be told, counted to a bound, and since when the first.
///
/// # Errors
///
/// The register's failure.
pub async fn waiting(app: &App) -> Result<(i64, Option<Day>), guard::Error> {
    let reading = |tx: &mut Tx<'_>| Ok(tx.one(&queries::TO_TELL, (COUNTED_MAX,))?);
    app.guard().read_state(reading).await
}
