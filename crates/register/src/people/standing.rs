//! What stands in the register of the customers that a batch brought, counted value by value.
//!
//! Invariants: nothing is opened, so no value is told and no proof is needed: rows are counted, not
//! read; one page of customers in one unit of work, so that a register of any size is counted
//! beside those who work in it. What lies sealed within another value, as a business id does within
//! the organisation's name, is not counted here.

use std::collections::BTreeMap;

use basics::{BatchId, PartyId, RowId};
use guard::Guard;
use policy::Purpose;
use store::Tx;

store::statements! {
    /// The next customers of a batch: how many, and the last of them.
    pub(crate) PAGE_OF_BATCH: (BatchId, PartyId, i64) -> (i64, Option<PartyId>) =
        "select cast(count(*) as bigint), max(party_id)
           from (select party_id
                   from profile
                  where batch_id = $1 and party_id > $2
                  order by party_id
                  limit $3) page";

    /// Customers of a range that have a name, without the contact persons of organisations.
    pub(crate) NAMED_OF_BATCH: (BatchId, PartyId, PartyId) -> i64 =
        "select cast(count(*) as bigint)
           from profile
          where batch_id = $1 and party_id > $2 and party_id <= $3
            and not exists (select 1
                              from connection
                             where connection.party_id = profile.party_id
                               and connection.kind = 'contact_person_of')
            and (exists (select 1
                           from person_name
                          where person_name.party_id = profile.party_id
                            and person_name.replaced_ms is null)
                 or exists (select 1
                              from organisation_name
                             where organisation_name.party_id = profile.party_id
                               and organisation_name.replaced_ms is null))";

    /// Their addresses, phones and e-mails.
    pub(crate) CONTACTS_OF_BATCH: (BatchId, PartyId, PartyId) -> (String, i64) =
        "select contact_point.kind, cast(count(*) as bigint)
           from profile
           join contact_point on contact_point.party_id = profile.party_id
          where profile.batch_id = $1 and profile.party_id > $2 and profile.party_id <= $3
            and contact_point.replaced_ms is null
          group by contact_point.kind
          order by contact_point.kind
          limit 100";

    /// Their dates of birth.
    pub(crate) BIRTHS_OF_BATCH: (BatchId, PartyId, PartyId) -> i64 =
        "select cast(count(*) as bigint)
           from profile
           join birth_date on birth_date.party_id = profile.party_id
          where profile.batch_id = $1 and profile.party_id > $2 and profile.party_id <= $3
            and birth_date.replaced_ms is null";

    /// Their identity codes.
    pub(crate) CODES_OF_BATCH: (BatchId, PartyId, PartyId) -> i64 =
        "select cast(count(*) as bigint)
           from profile
           join identity_code on identity_code.party_id = profile.party_id
          where profile.batch_id = $1 and profile.party_id > $2 and profile.party_id <= $3
            and identity_code.replaced_ms is null";

    /// Those who have a note that came with them, or later.
    pub(crate) NOTED_OF_BATCH: (BatchId, PartyId, PartyId) -> i64 =
        "select cast(count(*) as bigint)
           from profile
          where batch_id = $1 and party_id > $2 and party_id <= $3
            and exists (select 1
                          from note
                         where note.party_id = profile.party_id and note.replaced_ms is null)";

    /// By their language, and how many of them are under turvakielto.
    pub(crate) LANGUAGES_OF_BATCH: (BatchId, PartyId, PartyId) -> (String, i64, i64) =
        "select language, cast(count(*) as bigint), cast(count(protected_ms) as bigint)
           from profile
          where batch_id = $1 and party_id > $2 and party_id <= $3
          group by language
          order by language
          limit 100";

    /// By what they are and what they object to, without the contact persons of organisations.
    pub(crate) OBJECTING_OF_BATCH: (BatchId, PartyId, PartyId) -> (String, i64) =
        "select party.objects, cast(count(*) as bigint)
           from profile
           join party on party.party_id = profile.party_id
          where profile.batch_id = $1 and profile.party_id > $2 and profile.party_id <= $3
            and party.objects <> ''
            and not exists (select 1
                              from connection
                             where connection.party_id = profile.party_id
                               and connection.kind = 'contact_person_of')
          group by party.objects
          order by party.objects
          limit 1000";

    /// By why they are held: each connection.
    pub(crate) CONNECTIONS_OF_BATCH: (BatchId, PartyId, PartyId) -> (String, i64) =
        "select connection.kind, cast(count(*) as bigint)
           from profile
           join connection on connection.party_id = profile.party_id
          where profile.batch_id = $1 and profile.party_id > $2 and profile.party_id <= $3
          group by connection.kind
          order by connection.kind
          limit 100";

    /// The next notes of a batch of notes: how many, and the last of them.
    pub(crate) NOTES_STANDING: (BatchId, RowId, i64) -> (i64, Option<RowId>) =
        "select cast(count(*) as bigint), max(row_id)
           from (select row_id
                   from note
                  where batch_id = $1 and row_id > $2 and replaced_ms is null
                  order by row_id
                  limit $3) page";
}

/// How many of something stand in the register, by its name: `value email`, `language fi` …
pub type Standing = BTreeMap<String, i64>;

/// Customers or notes counted in one unit of work.
const PAGE: i64 = 5_000;

/// What stands in the register of the customers of a batch.
///
/// # Errors
///
/// The register's failure.
pub async fn standing_of_batch(guard: &Guard, batch: BatchId) -> Result<Standing, guard::Error> {
    let mut standing = Standing::new();
    let mut after = PartyId::new(i64::MIN);
    loop {
        let counting = move |tx: &mut Tx<'_>| page(tx, batch, after);
        let Some((last, counted)) = guard.read_state(counting).await? else {
            return Ok(standing);
        };
        after = last;
        for (what, count) in counted {
            *standing.entry(what).or_default() += count;
        }
    }
}

/// What stands in the register of the notes of a batch.
///
/// # Errors
///
/// The register's failure.
pub async fn notes_standing(guard: &Guard, batch: BatchId) -> Result<i64, guard::Error> {
    let (mut all, mut after) = (0, RowId::new(i64::MIN));
    loop {
        let counting = move |tx: &mut Tx<'_>| Ok(tx.one(&NOTES_STANDING, (batch, after, PAGE))?);
        let (count, last) = guard.read_state(counting).await?;
        all += count;
        let Some(last) = last else { return Ok(all) };
        after = last;
    }
}

type Counted = Vec<(String, i64)>;

/// One page: its last customer, and what was counted.
fn page(
    tx: &mut Tx<'_>,
    batch: BatchId,
    after: PartyId,
) -> Result<Option<(PartyId, Counted)>, guard::Error> {
    let (count, last): (i64, Option<PartyId>) = tx.one(&PAGE_OF_BATCH, (batch, after, PAGE))?;
    let Some(last) = last else { return Ok(None) };
    let of = (batch, after, last);
    let value = |key: &str| ["value ", key].concat();
    let mut counted = vec![
        ("party".to_owned(), count),
        (value("name"), tx.one(&NAMED_OF_BATCH, of)?),
        (value("birth_date"), tx.one(&BIRTHS_OF_BATCH, of)?),
        (value("identity_code"), tx.one(&CODES_OF_BATCH, of)?),
        (value("note"), tx.one(&NOTED_OF_BATCH, of)?),
    ];
    for (kind, count) in tx.all(&CONTACTS_OF_BATCH, of)? {
        counted.push((value(&kind), count));
    }
    for (language, count, protected) in tx.all(&LANGUAGES_OF_BATCH, of)? {
        counted.push((["language ", &language].concat(), count));
        counted.push((value("protected"), protected));
    }
    for (objects, count) in tx.all(&OBJECTING_OF_BATCH, of)? {
        let bans = objects
            .split(' ')
            .any(|word| word == Purpose::Marketing.key());
        counted.push((value("marketing_ban"), if bans { count } else { 0 }));
    }
    for (kind, count) in tx.all(&CONNECTIONS_OF_BATCH, of)? {
        counted.push((["connection ", &kind].concat(), count));
    }
    Ok(Some((last, counted)))
}
