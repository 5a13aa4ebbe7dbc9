//! Lists of customers that are narrowed: which of them fit, read by what lies in the clear, and what
//! stands in their rows beside the name.
//!
//! Invariants: what one question reads is bounded by the numbers it names; whoever was merged into
//! another fits nothing; the address of a person with a turvakielto stands in no list (laki
//! 661/2009, 36 §).

use std::collections::HashMap;

use basics::{Day, Instant, Language, LotId, PartyId};
use guard::category::Contact;
use guard::{ByKey, Noted, PartyKind, Place, Work};
use policy::ConnectionKind;
use store::Tx;

use super::columns;
use super::model::{ContactKind, Error};
use super::queries;

/// What a customer must be to stand in a list, as far as it lies in the clear. Nothing narrows
/// where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fits {
    /// A person or an organisation.
    pub kind: Option<PartyKind>,
    /// In which language she is served.
    pub language: Option<Language>,
    /// Why she is held, today.
    pub connection: Option<ConnectionKind>,
    /// Whether she has a turvakielto.
    pub protected: Option<bool>,
    /// Whether she is dead.
    pub deceased: Option<bool>,
    /// Whether the processing is restricted.
    pub restricted: Option<bool>,
    /// Whether marketing is forbidden, over a channel at least.
    pub ban: Option<bool>,
    /// From when she is in the register.
    pub from: Option<Instant>,
    /// Before when she came into the register.
    pub before: Option<Instant>,
    /// Since when nobody wrote a note about her.
    pub no_note_since: Option<Instant>,
}

/// The parameters of [`FITTING`], in their order.
type Asked = (
    i64,
    i64,
    String,
    String,
    String,
    Day,
    i64,
    i64,
    i64,
    i64,
    Instant,
    Instant,
    Instant,
    i64,
);

store::statements! {
    /// Customers below one number, down to another, who fit; newest first.
    FITTING: (i64, i64, String, String, String, Day, i64, i64, i64, i64, Instant, Instant, Instant, i64) -> (i64, PartyId) =
        "select profile.number, profile.party_id
           from profile
           join party on party.party_id = profile.party_id
          where profile.number < $1 and profile.number >= $2
            and party.merged_into is null
            and ($3 = '' or party.kind = $3)
            and ($4 = '' or profile.language = $4)
            and ($5 = '' or exists
                 (select 1 from connection
                   where connection.party_id = profile.party_id and connection.kind = $5
                     and (connection.until_day is null or connection.until_day >= $6)))
            and ($7 < 0 or $7 = case when profile.protected_ms is null then 0 else 1 end)
            and ($8 < 0 or $8 = case when profile.deceased_on is null then 0 else 1 end)
            and ($9 < 0 or $9 = case when party.restricted_ms is null then 0 else 1 end)
            and ($10 < 0 or $10 = case when replace(party.objects, 'marketing', '') = party.objects
                                       then 0 else 1 end)
            and party.created_ms >= $11 and party.created_ms < $12
            and ($13 = cast(9223372036854775807 as bigint) or not exists
                 (select 1 from note
                   where note.party_id = profile.party_id and note.recorded_ms >= $13
                     and note.replaced_ms is null))
          order by profile.number desc
          limit $14";

    /// The number so many below one; nothing where there are not so many.
    STEP_DOWN: (i64, i64) -> i64 =
        "select number from profile where number < $1 order by number desc limit 1 offset $2";

    /// Numbers of customers served in a language, below one.
    OF_LANGUAGE: (Language, i64, i64) -> i64 =
        "select number from profile
          where language = $1 and number < $2
          order by number desc
          limit $3";

    /// Numbers of customers with a turvakielto, below one.
    PROTECTED: (i64, i64) -> i64 =
        "select number from profile
          where protected_ms is not null and number < $1
          order by number desc
          limit $2";

    /// Numbers of customers who are dead, below one.
    DECEASED: (i64, i64) -> i64 =
        "select number from profile
          where deceased_on is not null and number < $1
          order by number desc
          limit $2";

    /// Numbers of customers with a connection other than that of a customer.
    CONNECTED: (ByKey<ConnectionKind>, Day, i64) -> i64 =
        "select profile.number
           from connection
           join profile on profile.party_id = connection.party_id
          where connection.kind = $1 and connection.kind <> 'customer'
            and (connection.until_day is null or connection.until_day >= $2)
          order by connection.party_id, connection.connection_id
          limit $3";

    /// Numbers of customers whose processing is restricted.
    RESTRICTED: (i64,) -> i64 =
        "select profile.number
           from party
           join profile on profile.party_id = party.party_id
          where party.restricted_ms is not null
          order by party.party_id
          limit $1";

    /// Numbers of customers who object to something.
    OBJECTING: (i64,) -> i64 =
        "select profile.number
           from party
           join profile on profile.party_id = party.party_id
          where party.objects <> ''
          order by party.party_id
          limit $1";

    /// The number of the first customer who came at an instant or later.
    FIRST_SINCE: (Instant,) -> i64 =
        "select profile.number
           from party
           join profile on profile.party_id = party.party_id
          where party.created_ms >= $1
          order by party.created_ms, party.party_id
          limit 1";

    /// The number of the last customer who came before an instant.
    LAST_BEFORE: (Instant,) -> i64 =
        "select profile.number
           from party
           join profile on profile.party_id = party.party_id
          where party.created_ms < $1
          order by party.created_ms desc, party.party_id desc
          limit 1";

    /// Since when a party is in the register, and in which language she is served.
    REGISTERED: (PartyId,) -> (Instant, Language) =
        "select party.created_ms, profile.language
           from party
           join profile on profile.party_id = party.party_id
          where party.party_id = $1";
}

/// Customers whose numbers are looked up at once where few have what a list is narrowed by.
const FEW: i64 = 5_000;
/// Numbers follow the order of coming but for units that run side by side: none runs for a day.
const SIDE_BY_SIDE_MS: i64 = basics::DAY_MS;

/// What leads through a list: whoever fits is among these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// Everyone, number by number.
    Everyone,
    /// These few, the highest number first.
    Few(Vec<i64>),
    /// Whoever has a turvakielto.
    Protected,
    /// Whoever is dead.
    Deceased,
    /// Whoever is served in this language.
    Language(Language),
}

impl Fits {
    fn asked(&self, below: i64, from: i64, today: Day, most: i64) -> Asked {
        let flag = |flag: Option<bool>| flag.map_or(-1, i64::from);
        (
            below,
            from,
            self.kind.map_or("", PartyKind::key).to_owned(),
            self.language.map_or("", Language::code).to_owned(),
            self.connection.map_or("", |kind| kind.key()).to_owned(),
            today,
            flag(self.protected),
            flag(self.deceased),
            flag(self.restricted),
            flag(self.ban),
            self.from.unwrap_or(Instant::from_ms(i64::MIN)),
            self.before.unwrap_or(Instant::from_ms(i64::MAX)),
            self.no_note_since.unwrap_or(Instant::from_ms(i64::MAX)),
            most,
        )
    }

    /// Those who fit with numbers below one, down to another, newest first.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn between(
        &self,
        tx: &mut Tx<'_>,
        below: i64,
        from: i64,
        today: Day,
    ) -> Result<Vec<(i64, PartyId)>, store::Error> {
        tx.all(&FITTING, self.asked(below, from, today, i64::MAX))
    }

    /// Of these numbers, in their order, those whose customers fit.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn of(
        &self,
        tx: &mut Tx<'_>,
        numbers: &[i64],
        today: Day,
    ) -> Result<Vec<(i64, PartyId)>, store::Error> {
        let one = |number: &i64| self.asked(number.saturating_add(1), *number, today, 1);
        let found = tx.all_of(&FITTING, numbers.iter().map(one))?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The numbers between which whoever fits stands: below the first, above the second.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn numbers(&self, tx: &mut Tx<'_>) -> Result<(i64, i64), store::Error> {
        let mut bounds = (i64::MAX, i64::MIN);
        if let Some(before) = self.before {
            let past = before.plus_ms(SIDE_BY_SIDE_MS);
            bounds.0 = tx.maybe(&FIRST_SINCE, (past,))?.unwrap_or(i64::MAX);
        }
        if let Some(from) = self.from {
            let past = from.plus_ms(-SIDE_BY_SIDE_MS);
            bounds.1 = tx.maybe(&LAST_BEFORE, (past,))?.unwrap_or(i64::MIN);
        }
        Ok(bounds)
    }

    /// What leads through the list: where few have something that is asked for, those few, found by
    /// an index; everyone else is found soon by going through them all.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub fn lead(&self, tx: &mut Tx<'_>, today: Day) -> Result<Lead, store::Error> {
        let mut few = None;
        if self.restricted == Some(true) {
            few = narrow(few, tx.all(&RESTRICTED, (FEW + 1,))?);
        }
        if self.ban == Some(true) {
            few = narrow(few, tx.all(&OBJECTING, (FEW + 1,))?);
        }
        if let Some(kind) = self
            .connection
            .filter(|kind| *kind != ConnectionKind::Customer)
        {
            few = narrow(few, tx.all(&CONNECTED, (ByKey(kind), today, FEW + 1))?);
        }
        Ok(match (few, self.language) {
            (Some(mut few), _) => {
                few.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
                few.dedup();
                Lead::Few(few)
            }
            _ if self.deceased == Some(true) => Lead::Deceased,
            _ if self.protected == Some(true) => Lead::Protected,
            (None, Some(language)) => Lead::Language(language),
            (None, None) => Lead::Everyone,
        })
    }
}

/// The fewer of two, where they are few at all.
fn narrow(few: Option<Vec<i64>>, found: Vec<i64>) -> Option<Vec<i64>> {
    let counted = i64::try_from(found.len()).unwrap_or(i64::MAX);
    match few {
        _ if counted > FEW => few,
        Some(few) if few.len() <= found.len() => Some(few),
        _ => Some(found),
    }
}

/// The next numbers of a lead, below one.
///
/// # Errors
///
/// The store's failure.
pub fn led(tx: &mut Tx<'_>, lead: &Lead, below: i64, most: i64) -> Result<Vec<i64>, store::Error> {
    match lead {
        Lead::Everyone => Ok(Vec::new()),
        Lead::Few(numbers) => {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            let next = numbers.iter().filter(|number| **number < below);
            Ok(next.take(most).copied().collect())
        }
        Lead::Protected => tx.all(&PROTECTED, (below, most)),
        Lead::Deceased => tx.all(&DECEASED, (below, most)),
        Lead::Language(language) => tx.all(&OF_LANGUAGE, (*language, below, most)),
    }
}

/// The number so many steps below one, where there is one.
///
/// # Errors
///
/// The store's failure.
pub fn step_down(tx: &mut Tx<'_>, below: i64, steps: i64) -> Result<Option<i64>, store::Error> {
    tx.maybe(&STEP_DOWN, (below, steps))
}

/// Since when each of these parties is in the register, and in which language she is served.
///
/// # Errors
///
/// The store's failure.
pub fn registered(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
) -> Result<Vec<Option<(Instant, Language)>>, store::Error> {
    let found = tx.all_of(&REGISTERED, parties.iter().map(|party| (*party,)))?;
    Ok(found
        .into_iter()
        .map(|rows| rows.into_iter().next())
        .collect())
}

/// Why each of these parties is held today.
///
/// # Errors
///
/// The store's failure.
pub fn connections(
    tx: &mut Tx<'_>,
    parties: &[PartyId],
    today: Day,
) -> Result<Vec<Vec<ConnectionKind>>, store::Error> {
    let found = tx.all_of(&queries::CONNECTIONS, parties.iter().map(|party| (*party,)))?;
    let holds = |until: &Option<Day>| until.is_none_or(|until| until >= today);
    let kinds = |rows: Vec<_>| {
        let mut kinds: Vec<ConnectionKind> = Vec::new();
        for (_, kind, _, _, until, _) in rows {
            let kind: ByKey<ConnectionKind> = kind;
            if holds(&until) && !kinds.contains(&kind.0) {
                kinds.push(kind.0);
            }
        }
        kinds
    };
    Ok(found.into_iter().map(kinds).collect())
}

/// What stands in a row of how a customer is reached: the first of each. No `Debug`: it is personal
/// data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReachedBy {
    /// A phone number in E.164.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// Postal code and town.
    pub town: Option<String>,
}

/// How these parties are reached, as far as the proof names them. Where a person with a turvakielto
/// lives is not even opened.
///
/// # Errors
///
/// The vault's and the store's failures.
pub fn reached_by<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Contact>,
    parties: &[PartyId],
) -> Result<HashMap<PartyId, ReachedBy>, Error> {
    let keys = || parties.iter().map(|party| (*party,));
    let rows = work.tx().all_of(&queries::LIST_ROW, keys())?;
    let protected: Vec<bool> = rows
        .into_iter()
        .map(|rows| rows.first().is_none_or(|row| row.2.is_some()))
        .collect();
    let found = work.tx().all_of(&queries::CONTACTS, keys())?;
    let lots: Vec<LotId> = found.iter().flatten().map(|row| row.1).collect();
    work.warm(&lots)?;
    let mut reached = HashMap::with_capacity(parties.len());
    for ((party, rows), protected) in parties.iter().zip(found).zip(protected) {
        if !proof.names(*party) {
            continue;
        }
        let mut own = ReachedBy::default();
        for (row, lot, kind, sealed, ..) in rows {
            let slot = match kind {
                ContactKind::Address if protected => continue,
                ContactKind::Address => &mut own.town,
                ContactKind::Phone => &mut own.phone,
                ContactKind::Email => &mut own.email,
            };
            if slot.is_some() {
                continue;
            }
            let place = Place::new(*party, lot, row.get());
            let value = work.open(proof, &columns::CONTACT_POINT, place, &sealed)?;
            let value = value.into_exposed();
            *slot = match kind {
                ContactKind::Address => {
                    let parts = [value.postal_code, value.town].into_iter().flatten();
                    Some(parts.collect::<Vec<_>>().join(" "))
                }
                ContactKind::Phone | ContactKind::Email => value
                    .lines
                    .into_iter()
                    .next()
                    .map(|line| kind.written(line)),
            };
        }
        reached.insert(*party, own);
    }
    Ok(reached)
}
