//! The published versions of the notice, and which of them is in force.
//!
//! Invariants: the policy by which everything is decided is the version in force at that instant,
//! read in the very snapshot it is applied to (the parsed one is kept in memory under its number);
//! every version obeys the rules of the list ([`Versions`]) and leaves somebody who may publish
//! the next one.

use std::sync::{Arc, Mutex, PoisonError};

use basics::{ActorId, Code, Coded, Day, Instant};
use policy::{Broken, Category, FieldKey, Heeded, NotAVersion, Policy, Purpose, Right, Versions};
use store::Tx;

use crate::accounts::{gives, is_managed};

use crate::actor::Actor;
use crate::ask::Ask;
use crate::category;
use crate::core::Core;
use crate::desk::Desk;
use crate::error::Error;
use crate::work::Work;

store::statements! {
    /// The number of the version in force at an instant: the newest that has begun, and the first
    /// one also before it began, because a clock that is set back must not shut the register. None
    /// where nothing is published.
    pub(crate) IN_FORCE: (Instant,) -> Option<i64> =
        "select max(number)
           from notice_version
          where in_force_ms is null or in_force_ms <= $1 or number = 1";

    /// The text of a version.
    pub(crate) BODY: (i64,) -> String =
        "select body from notice_version where number = $1";

    /// All versions, newest first, without their texts.
    pub(crate) VERSIONS: () -> (i64, Vec<u8>, Option<Instant>, Instant, ActorId) =
        "select number, digest, in_force_ms, published_ms, actor_id
           from notice_version
          order by number desc
          limit 1000";

    /// Publishes a version.
    pub(crate) PUBLISH: (i64, String, Vec<u8>, Option<Instant>, Instant, ActorId) -> () =
        "insert into notice_version (number, body, digest, in_force_ms, published_ms, actor_id)
         values ($1, $2, $3, $4, $5, $6)";

    /// How many lots a category has, counted to so many.
    pub(crate) CATEGORY_HELD: (i64, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one from lot where category = $1 limit $2) used";

    /// How many lots a category has, counted to one.
    pub(crate) CATEGORY_IN_USE: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select 1 as one from lot where category = $1 limit 1) used";
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, 3 …
    pub number: i64,
    /// SHA-256 of its text.
    pub digest: Vec<u8>,
    /// From when it was in force; nothing where that is unknown.
    pub in_force: Option<Instant>,
    /// When it was published here.
    pub published: Instant,
    /// By whom.
    pub actor: ActorId,
}

/// Why a notice was not published.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// The file is broken: what and where.
    #[error("the notice file is broken")]
    Broken(Vec<Broken>),
    /// A category that holds data is not named any more.
    #[error("the notice drops a category that is in use")]
    DropsCategory(Category),
    /// A field of the controller that holds values is not declared any more, or elsewhere.
    #[error("the notice drops a field that is in use")]
    DropsField(FieldKey),
    /// It breaks the rules of the list: the same text again, or in force before an earlier one.
    #[error(transparent)]
    NotAVersion(#[from] NotAVersion),
    /// It is the first one and would be in force only later: until then nothing would be allowed.
    #[error("the first notice must be in force at once")]
    FirstLater,
    /// By this notice nobody could manage accounts or publish the next version.
    #[error("by this notice nobody could manage accounts and settings")]
    NobodyManages,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] Error),
}

impl From<store::Error> for NotPublished {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Coded for NotPublished {
    fn code(&self) -> Code {
        match self {
            Self::Broken(_) => Code::new("access.notice.broken"),
            Self::DropsCategory(_) => Code::new("access.notice.drops_category"),
            Self::DropsField(_) => Code::new("access.notice.drops_field"),
            Self::NotAVersion(error) => error.code(),
            Self::FirstLater => Code::new("access.notice.first_later"),
            Self::NobodyManages => Code::new("access.notice.nobody_manages"),
            Self::Guard(error) => error.code(),
        }
    }
}

/// The version parsed last, under its number.
#[derive(Default)]
pub(crate) struct InForce(Mutex<Option<(i64, Arc<Policy>)>>);

impl InForce {
    /// The policy in force in this snapshot, at this instant.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`] where nothing is published or what is stored does not parse.
    pub(crate) fn of(&self, tx: &mut Tx<'_>, now: Instant) -> Result<Arc<Policy>, Error> {
        let number = tx.one(&IN_FORCE, (now,))?.ok_or(Error::NoNotice)?;
        let kept = |found: &Option<(i64, Arc<Policy>)>| match found {
            Some((kept, policy)) if *kept == number => Some(Arc::clone(policy)),
            _ => None,
        };
        if let Some(policy) = kept(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(policy);
        }
        let body = tx.one(&BODY, (number,))?;
        let policy =
            Arc::new(Policy::parse_published(&body, "notice").map_err(|_| Error::NoNotice)?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((number, Arc::clone(&policy)));
        Ok(policy)
    }

    /// The text of the version in force.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`] where nothing is published.
    pub(crate) fn text(tx: &mut Tx<'_>, now: Instant) -> Result<String, Error> {
        let number = tx.one(&IN_FORCE, (now,))?.ok_or(Error::NoNotice)?;
        Ok(tx.one(&BODY, (number,))?)
    }

    /// Whatever is kept in memory may be another text under the same number.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The notice and its versions. Cheap to clone.
#[derive(Clone)]
pub struct Notices {
    pub(crate) core: Arc<Core>,
}

impl Notices {
    /// The notice in force. It is public.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`]; the register's failure.
    pub async fn in_force(&self) -> Result<Arc<Policy>, Error> {
        let core = Arc::clone(&self.core);
        store::hop(move |here| core.register.read_here(here, |tx| core.policy(tx))).await?
    }

    /// All published versions, newest first. They are public.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn versions(&self) -> Result<Vec<Version>, Error> {
        let rows = self.core.register.read(|tx| tx.all(&VERSIONS, ())).await?;
        let version = |(number, digest, in_force, published, actor)| Version {
            number,
            digest,
            in_force,
            published,
            actor,
        };
        Ok(rows.into_iter().map(version).collect())
    }

    /// The text of a version; nothing where there is none. It is public.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn text(&self, number: i64) -> Result<Option<String>, Error> {
        Ok(self
            .core
            .register
            .read(move |tx| tx.maybe(&BODY, (number,)))
            .await?)
    }

    /// How many lots hold data of a category: counted to one more than `most`, and no further.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn held(&self, category: Category, most: i64) -> Result<i64, Error> {
        let values = (i64::from(category.number()), most.saturating_add(1));
        let held = self
            .core
            .register
            .read(move |tx| tx.one(&CATEGORY_HELD, values));
        Ok(held.await?)
    }

    /// The number of the version in force; nothing where none is published. It is public.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn number_in_force(&self) -> Result<Option<i64>, Error> {
        let now = self.core.clock.now();
        let number = self.core.register.read(move |tx| tx.one(&IN_FORCE, (now,)));
        Ok(number.await?)
    }

    /// Publishes a version: from `in_force` on it is what the program enforces.
    ///
    /// # Errors
    ///
    /// [`NotPublished`], and then nothing is changed.
    pub async fn publish(
        &self,
        actor: &Actor,
        text: String,
        in_force: Option<Instant>,
    ) -> Result<i64, NotPublished> {
        self.publish_if(actor, text, in_force, |_, _| Ok(())).await
    }

    /// The same where the application finds that it can be held too: `fits` looks at the register in
    /// the unit that publishes.
    ///
    /// # Errors
    ///
    /// [`NotPublished`], also what `fits` returns, and then nothing is changed.
    pub async fn publish_if<F>(
        &self,
        actor: &Actor,
        text: String,
        in_force: Option<Instant>,
        fits: F,
    ) -> Result<i64, NotPublished>
    where
        F: Fn(&mut Work<'_>, &Policy) -> Result<(), NotPublished> + Send + 'static,
    {
        let policy = Arc::new(Policy::parse(&text, "notice").map_err(NotPublished::Broken)?);
        let desk = Desk {
            core: Arc::clone(&self.core),
        };
        desk.write(actor, Purpose::Staff, move |work| {
            let _noted = work.ask::<category::Staff>(Ask::publish())?;
            keeps_categories(work.tx(), &policy)?;
            fits(work, &policy)?;
            if !is_managed(work.tx(), &policy)? {
                return Err(NotPublished::NobodyManages);
            }
            let (now, actor) = (work.now(), work.actor().id());
            add(work.tx(), &policy, &text, in_force, now, actor)
        })
        .await
    }
}

impl Work<'_> {
    /// The number of the version of the notice by which this unit decides.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`]; the store's failure.
    pub fn notice_number(&mut self) -> Result<i64, Error> {
        let now = self.now();
        self.tx.one(&IN_FORCE, (now,))?.ok_or(Error::NoNotice)
    }

    /// The versions of the notice by which something must be over before it is erased today.
    ///
    /// # Errors
    ///
    /// [`Error::NoNotice`]; the store's failure.
    pub fn heeded(&mut self) -> Result<Heeded, Error> {
        let (now, today) = (self.now(), self.today());
        let zone = self.policy.controller().zone.clone();
        heeded(&mut self.tx, now, |at| zone.day_at(at), today)
    }

    /// Whether a version of the notice was published under this number.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn has_notice(&mut self, number: i64) -> Result<bool, Error> {
        Ok(self.tx.maybe(&BODY, (number,))?.is_some())
    }
}

/// The versions by which something must be over before it is erased on a day.
fn heeded(
    tx: &mut Tx<'_>,
    now: Instant,
    day_at: impl Fn(Instant) -> Day,
    today: Day,
) -> Result<Heeded, Error> {
    let in_force = tx.one(&IN_FORCE, (now,))?.ok_or(Error::NoNotice)?;
    let versions = tx.all(&VERSIONS, ())?.into_iter();
    let counted = versions.filter(|version| version.0 <= in_force);
    let counted: Vec<(i64, Day)> = counted
        .map(|version| (version.0, day_at(version.3)))
        .collect();
    Heeded::on(today, counted, |number| {
        let body = tx.one(&BODY, (number,))?;
        let policy = Policy::parse_published(&body, "notice").map_err(|_| Error::NoNotice)?;
        Ok(Arc::new(policy))
    })
}

/// A category that holds data cannot vanish from the notice.
fn keeps_categories(tx: &mut Tx<'_>, policy: &Policy) -> Result<(), NotPublished> {
    for category in Category::ALL
        .into_iter()
        .filter(|category| !policy.stores(*category))
    {
        if tx.one(&CATEGORY_IN_USE, (i64::from(category.number()),))? > 0 {
            return Err(NotPublished::DropsCategory(category));
        }
    }
    Ok(())
}

/// Writes a version down, where it obeys the rules of the list and leaves room for whoever
/// publishes the next one.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    policy: &Policy,
    text: &str,
    in_force: Option<Instant>,
    now: Instant,
    actor: ActorId,
) -> Result<i64, NotPublished> {
    let manageable = |right| policy.roles().iter().any(|role| gives(role, right));
    if !manageable(Right::Staff) || !manageable(Right::Settings) {
        return Err(NotPublished::NobodyManages);
    }
    let next = published(tx)?.next(policy.digest(), in_force, now)?;
    if next.number == 1 && in_force.is_some_and(|from| from > now) {
        return Err(NotPublished::FirstLater);
    }
    let number = i64::from(next.number);
    let digest = next.digest.to_vec();
    tx.run_one(
        &PUBLISH,
        (number, text.to_owned(), digest, in_force, now, actor),
    )?;
    Ok(number)
}

/// The versions there are, as the rules of the list know them.
fn published(tx: &mut Tx<'_>) -> Result<Versions, NotPublished> {
    let mut rows = tx.all(&VERSIONS, ())?;
    rows.reverse();
    let version = |(number, digest, in_force_from, published, _): (i64, Vec<u8>, _, _, _)| {
        Some(policy::Version {
            number: u32::try_from(number).ok()?,
            digest: digest.try_into().ok()?,
            in_force_from,
            published,
        })
    };
    let list = rows.into_iter().map(version).collect::<Option<Vec<_>>>();
    Ok(Versions::parse(list.ok_or(Error::NoNotice)?)?)
}
