//! A run of an export: whom it is about, chunk by chunk.
//!
//! Invariants: whoever is restricted, objects or lies outside the role's scope is left out as on
//! every page; what a list hands over is whom that list shows, and a filter that a role may not use
//! is refused instead of left out; each chunk asks anew, under the notice in force then;
//! memory holds one chunk, and of a search the ids of its hits.

use std::collections::HashSet;

use basics::PartyId;
use guard::category::Identity;
use guard::{Actor, Guard, PartyKind, Patience, Work};
use policy::{Action, DeclaredField, Policy, Purpose};

use super::choice::Choice;
pub use super::error::Error;
use super::format::Format;
use crate::fields;
use crate::find::{Filter, Hers, Walk};
use crate::people::{BY_NUMBER, COUNT_TO, TakenOut, served, taken_out};

/// Customers in one unit of work.
pub const CHUNK: usize = 500;
/// Hits of a search that are taken out at most: more than these are never shown in order either.
pub const FOUND_MAX: usize = 20_000;
/// The longest reason, in characters.
pub(super) const REASON_MAX: usize = 500;
/// The longest search, in characters.
pub(super) const WORDS_MAX: usize = 200;
/// Customers counted at most before an export.
const COUNTED_MAX: i64 = 2_000_000;

/// Whom an export is about.
#[derive(Clone, PartialEq, Eq)]
pub enum View {
    /// The whole list of customers.
    All,
    /// Those a search finds.
    Found(String),
    /// Those of the list who fit a filter.
    Narrowed(Filter),
    /// These.
    Chosen(Vec<PartyId>),
}

impl View {
    /// The view of what was typed: everyone where nothing was.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let words = words.trim();
        if words.is_empty() {
            Self::All
        } else {
            Self::Found(words.to_owned())
        }
    }
}

/// What is taken out of whom, why.
#[derive(Clone)]
pub struct Order {
    /// Of whom.
    pub view: View,
    /// What.
    pub choices: Vec<Choice>,
    /// In which form.
    pub format: Format,
    /// Why: it is sealed into each line of the trail.
    pub reason: String,
}

/// Where a run stands.
enum Stand {
    /// Behind this number of the whole list.
    List(i64),
    /// Before these.
    Ids(std::vec::IntoIter<PartyId>),
    /// At its end.
    Ended,
}

/// How many an export is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(i64),
    /// So many, and those left out of whom nothing may be taken out.
    AtMost(i64),
}

/// A run under way.
pub struct Run {
    guard: Guard,
    actor: Actor,
    purpose: Purpose,
    order: Order,
    /// The fields of the company that are taken out.
    own: Vec<DeclaredField>,
    stand: Stand,
    count: Count,
    taken: usize,
}

/// How a run begins, as one unit of work finds it.
struct Beginning {
    stand: Option<Vec<PartyId>>,
    count: Count,
    own: Vec<DeclaredField>,
}

impl Run {
    /// Begins: finds the purpose, checks the choices, counts whom it is about. Nothing is opened.
    ///
    /// # Errors
    ///
    /// [`Error`], on the record where it is a refusal.
    pub async fn begin(
        guard: &Guard,
        actor: &Actor,
        policy: &Policy,
        order: Order,
    ) -> Result<Self, Error> {
        let purpose = purpose_of(guard, actor, policy).await?;
        let list = list_of(&order.view, purpose, &served(actor, policy));
        Self::begin_with(guard, actor, (purpose, list), order).await
    }

    /// The same for a purpose that was named.
    ///
    /// # Errors
    ///
    /// As [`Run::begin`].
    pub async fn begin_for(
        guard: &Guard,
        actor: &Actor,
        purpose: Purpose,
        order: Order,
    ) -> Result<Self, Error> {
        Self::begin_with(guard, actor, (purpose, None), order).await
    }

    /// The same, of whom a list shows that runs under another purpose where one is named.
    async fn begin_with(
        guard: &Guard,
        actor: &Actor,
        (purpose, list): (Purpose, Option<Purpose>),
        order: Order,
    ) -> Result<Self, Error> {
        let mut choices = Choice::settled(&order.choices);
        choices.retain(|choice| order.format.holds(*choice));
        if choices.is_empty() {
            return Err(Error::Nothing);
        }
        let order = Order { choices, ..order };
        let listed = match list {
            Some(list) => Some(listed(guard, actor, (purpose, list), &order).await?),
            None => None,
        };
        let asked = order.clone();
        let beginning = guard
            .desk()
            .read(actor, purpose, move |work: &mut Work<'_>| {
                begun(work, &asked, listed.as_deref())
            })
            .await?;
        let stand = match beginning.stand {
            None => Stand::List(i64::MIN),
            Some(ids) => Stand::Ids(ids.into_iter()),
        };
        Ok(Self {
            guard: guard.clone(),
            actor: actor.clone(),
            purpose,
            order,
            own: beginning.own,
            stand,
            count: beginning.count,
            taken: 0,
        })
    }

    /// How many it is about.
    #[must_use]
    pub const fn count(&self) -> Count {
        self.count
    }

    /// What was ordered, settled.
    #[must_use]
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// The fields of the company that are taken out, in the order of the notice.
    #[must_use]
    pub fn own(&self) -> &[DeclaredField] {
        &self.own
    }

    /// How many were taken out so far.
    #[must_use]
    pub const fn taken(&self) -> usize {
        self.taken
    }

    /// The next customers, at most [`CHUNK`], on the record already; nothing behind the last.
    ///
    /// # Errors
    ///
    /// [`Error`]; the file must then be told from a whole one.
    pub async fn next(&mut self) -> Result<Option<Vec<TakenOut>>, Error> {
        loop {
            let chunk = match &mut self.stand {
                Stand::Ended => return Ok(None),
                Stand::List(after) => Chunk::After(*after),
                Stand::Ids(ids) => Chunk::Of(ids.by_ref().take(CHUNK).collect()),
            };
            let (order, own) = (self.order.clone(), self.own.clone());
            let reading = move |work: &mut Work<'_>| chunk.read(work, &order, &own);
            let read: Read = self
                .guard
                .desk()
                .read(&self.actor, self.purpose, reading)
                .await?;
            self.stand = match (read.last, std::mem::replace(&mut self.stand, Stand::Ended)) {
                (Some(last), Stand::List(_)) => Stand::List(last),
                (Some(_), ids @ Stand::Ids(_)) => ids,
                _ => Stand::Ended,
            };
            self.taken += read.rows.len();
            let most = self.order.format.rows_max();
            if most.is_some_and(|most| self.taken > most) {
                return Err(Error::TooManyRows);
            }
            // A chunk of which everyone is left out is no end.
            if !read.rows.is_empty() {
                return Ok(Some(read.rows));
            }
        }
    }
}

/// The first purpose under which the actor may take out anything; the first one served where there
/// is none, so that the refusal is recorded under it.
async fn purpose_of(
    guard: &Guard,
    actor: &Actor,
    policy: &Policy,
) -> Result<Purpose, guard::Error> {
    let served = served(actor, policy);
    let first = served.first().copied().unwrap_or(Purpose::Care);
    for purpose in served {
        let asking = |work: &mut Work<'_>| Ok::<_, guard::Error>(Choice::Names.is_hers(work));
        if guard.desk().read(actor, purpose, asking).await? {
            return Ok(purpose);
        }
    }
    Ok(first)
}

/// What the actor may take out of anyone at all.
///
/// # Errors
///
/// The refusal, on the record, where that is nothing; the stores'.
pub async fn hers(
    guard: &Guard,
    actor: &Actor,
    policy: &Policy,
) -> Result<Vec<Choice>, guard::Error> {
    let purpose = purpose_of(guard, actor, policy).await?;
    let asking = |work: &mut Work<'_>| {
        if !Choice::Names.is_hers(work) {
            // It says which right is lacking, and stands in the trail.
            work.takeable_in::<Identity>(&[], "-")?;
        }
        let choices = Choice::ALL.into_iter();
        Ok::<_, guard::Error>(choices.filter(|choice| choice.is_hers(work)).collect())
    };
    guard.desk().read(actor, purpose, asking).await
}

/// Under which purpose the list runs that hands a view over, where that is not the export's. One
/// narrowed by restriction is a list of whoever answers the rights of customers.
fn list_of(view: &View, purpose: Purpose, served: &[Purpose]) -> Option<Purpose> {
    let of_list = match view {
        View::Narrowed(filter) => filter.restricted.is_none(),
        View::Chosen(_) => true,
        View::All | View::Found(_) => false,
    };
    let list = served.first().copied().filter(|_| of_list);
    list.filter(|list| *list != purpose)
}

/// Whom the list shows that hands a view over: so nobody comes along whom it leaves out, because her
/// data may not be used or she lies outside the role's scope there.
async fn listed(
    guard: &Guard,
    actor: &Actor,
    (purpose, list): (Purpose, Purpose),
    order: &Order,
) -> Result<Vec<PartyId>, Error> {
    let asked = order.clone();
    let asking = move |work: &mut Work<'_>| may_begin(work, &asked);
    guard.desk().read(actor, purpose, asking).await?;
    let view = order.view.clone();
    let listing = move |work: &mut Work<'_>| {
        let seen = match &view {
            View::Narrowed(filter) => narrowed(work, filter)?,
            View::Chosen(parties) => work.seen(Action::List, parties)?,
            View::All | View::Found(_) => Vec::new(),
        };
        Ok::<_, Error>(seen.into_iter().map(|(party, _)| party).collect())
    };
    guard.desk().read(actor, list, listing).await
}

/// That the order may be carried out at all, by whomever it is about.
fn may_begin(work: &mut Work<'_>, order: &Order) -> Result<(), Error> {
    // Whoever may take out nothing, or says no reason, is refused before anything is looked at.
    work.takeable(&[], &order.reason)?;
    let forbidden = order.choices.iter().find(|choice| !choice.is_hers(work));
    if let Some(choice) = forbidden {
        // It stands in the trail; told is which of the choices it was.
        let refused = choice.ask(work, &order.reason);
        return Err(refused.map_or_else(
            |error| not_hers(*choice, error),
            |()| Error::NotYours(*choice),
        ));
    }
    match &order.view {
        View::Narrowed(filter) => usable(work, filter),
        View::All | View::Found(_) | View::Chosen(_) => Ok(()),
    }
}

/// That the role may use every filter: without one the file would hold others than the list says.
fn usable(work: &Work<'_>, filter: &Filter) -> Result<(), Error> {
    match filter.left_to(Hers::of(work), work.policy()) {
        (_, true) => Err(Error::Filter),
        (_, false) => Ok(()),
    }
}

fn begun(
    work: &mut Work<'_>,
    order: &Order,
    listed: Option<&[PartyId]>,
) -> Result<Beginning, Error> {
    may_begin(work, order)?;
    let own = own(work, order);
    let ids = match (&order.view, listed) {
        (_, Some(listed)) => Some(work.seen(Action::List, listed)?),
        (View::Found(words), None) => {
            let hits = work.find(words, FOUND_MAX, Patience::Asked)?;
            if hits.more || hits.unfinished {
                return Err(Error::TooManyFound);
            }
            Some(hits.parties)
        }
        (View::Narrowed(filter), None) => Some(narrowed(work, filter)?),
        (View::Chosen(parties), None) => Some(work.seen(Action::List, parties)?),
        (View::All, None) => work.own_jobs(Action::List)?,
    };
    let Some(ids) = ids else {
        let count = work.tx().one(&COUNT_TO, (COUNTED_MAX,))?;
        return Ok(Beginning {
            stand: None,
            count: Count::AtMost(count),
            own,
        });
    };
    // Nobody is in the file twice, however often she was chosen.
    let mut once = HashSet::new();
    let ids = ids.into_iter().map(|(party, _)| party);
    let ids: Vec<PartyId> = ids.filter(|party| once.insert(*party)).collect();
    let may = work.takeable(&ids, &order.reason)?;
    Ok(Beginning {
        count: Count::Exactly(i64::try_from(may.len()).unwrap_or(i64::MAX)),
        stand: Some(ids),
        own,
    })
}

/// The fields of the company that the actor may take out, where they are chosen.
fn own(work: &Work<'_>, order: &Order) -> Vec<DeclaredField> {
    if !order.choices.contains(&Choice::Fields) {
        return Vec::new();
    }
    let fields = work.policy().fields().iter();
    let hers = fields.filter(|field| fields::could_take_out(work, field));
    hers.cloned().collect()
}

/// Those of the list who fit a filter; that they do is told of each of them.
fn narrowed(work: &mut Work<'_>, filter: &Filter) -> Result<Vec<(PartyId, PartyKind)>, Error> {
    usable(work, filter)?;
    let walk = Walk::begin(work, filter)?;
    let (mut all, mut from) = (Vec::new(), Some(i64::MAX));
    while let Some(below) = from {
        let page = walk.page(work, below, CHUNK)?;
        let parties: Vec<PartyId> = page.seen.iter().map(|one| one.1).collect();
        walk.told_of(work, &parties)?;
        all.extend(page.seen.into_iter().map(|(_, party, kind)| (party, kind)));
        if all.len() > FOUND_MAX {
            return Err(Error::TooManyFound);
        }
        from = page.next;
    }
    Ok(all)
}

/// Why a choice is not taken out: a refusal is told as the choice it is about.
fn not_hers(choice: Choice, error: guard::Error) -> Error {
    match error {
        guard::Error::Refused(_) => Error::NotYours(choice),
        other => other.into(),
    }
}

/// Whom a unit of work is about.
enum Chunk {
    After(i64),
    Of(Vec<PartyId>),
}

/// What a unit of work brought.
struct Read {
    rows: Vec<TakenOut>,
    /// Where the next chunk begins; nothing at the end.
    last: Option<i64>,
}

impl Chunk {
    fn read(
        &self,
        work: &mut Work<'_>,
        order: &Order,
        own: &[DeclaredField],
    ) -> Result<Read, Error> {
        let (parties, last) = match self {
            Self::Of(ids) => (ids.clone(), ids.last().map(|_| 0)),
            Self::After(after) => {
                let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
                let rows = work.tx().all(&BY_NUMBER, (*after, limit))?;
                let last = rows.last().map(|row| row.1);
                (rows.into_iter().map(|row| row.0).collect(), last)
            }
        };
        let may = work.takeable(&parties, &order.reason)?;
        let wanted = Choice::wanted(&order.choices);
        let rows = if may.is_empty() {
            Vec::new()
        } else {
            let mut rows = taken_out(work, &may, &wanted, &order.reason)?;
            if !own.is_empty() {
                let parties: Vec<PartyId> = may.iter().map(|one| one.0).collect();
                let mut values = fields::taken_out(work, &parties, own, &order.reason)?;
                for row in &mut rows {
                    row.fields = values.remove(&row.party).unwrap_or_default();
                }
            }
            rows
        };
        Ok(Read { rows, last })
    }
}
