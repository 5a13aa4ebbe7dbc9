//! People in the tables of the register, stored and read as the application does it.

use basics::{ActorId, Instant, LotId, PartyId, RowId};
use guard::category::{
    BirthDate, Contact, Identity, IdentityCode, Kind, Other, Permissions, Requests,
};
use guard::{
    Actor, Adding, Ask, Error, Guard, IndexTerms, PartyKind, Patience, Place, Sealed, SealedColumn,
    Work, jobs,
};
use policy::Purpose;

pub(crate) const NAME: SealedColumn<Identity, String> =
    SealedColumn::new(101, "person_name.sealed");
pub(crate) const CONTACT: SealedColumn<Contact, String> =
    SealedColumn::new(103, "contact_point.sealed");
pub(crate) const BIRTH: SealedColumn<BirthDate, String> =
    SealedColumn::new(104, "birth_date.sealed");
pub(crate) const CODE: SealedColumn<IdentityCode, String> =
    SealedColumn::new(105, "identity_code.sealed");
pub(crate) const NOTE: SealedColumn<Other, String> = SealedColumn::new(106, "note.sealed");

store::statements! {
    /// A name.
    ADD_NAME: (RowId, PartyId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into person_name (row_id, party_id, lot_id, sealed, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6)";

    /// The names of a party.
    pub(crate) NAMES: (PartyId,) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, sealed from person_name where party_id = $1 order by row_id";

    /// A contact.
    ADD_CONTACT: (RowId, PartyId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into contact_point
                (row_id, party_id, lot_id, kind, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, 'address', $4, 'person', $5, $6)";

    /// The contacts of a party.
    pub(crate) CONTACTS: (PartyId,) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, sealed from contact_point where party_id = $1 order by row_id";

    /// A date of birth.
    ADD_BIRTH: (RowId, PartyId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into birth_date
                (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, 'person', $5, $6)";

    /// An identity code.
    ADD_CODE: (RowId, PartyId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into identity_code
                (row_id, party_id, lot_id, sealed, identity_code_ground, source,
                 recorded_ms, recorded_by)
         values ($1, $2, $3, $4, 'credit', 'person', $5, $6)";

    /// The identity code of a party.
    pub(crate) CODES: (PartyId,) -> (RowId, LotId, Sealed) =
        "select row_id, lot_id, sealed from identity_code where party_id = $1 order by row_id";

    /// A note.
    ADD_NOTE: (RowId, PartyId, LotId, Sealed, Instant, ActorId) -> () =
        "insert into note (row_id, party_id, lot_id, sealed, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6)";

    /// The lots of a party.
    pub(crate) LOTS: (PartyId,) -> (LotId, i64) =
        "select lot_id, category from lot where party_id = $1 order by lot_id";

    /// Rows of names in all.
    pub(crate) NAME_COUNT: () -> i64 = "select cast(count(*) as bigint) from person_name";

    /// Lines that wait to be moved.
    pub(crate) WAITING: () -> i64 = "select cast(count(*) as bigint) from trail_out";
}

/// What a person is stored with.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) street: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) birth: String,
    pub(crate) code: String,
    pub(crate) note: String,
}

impl Person {
    /// A made-up person; what is hers starts with her own word.
    pub(crate) fn named(word: &str) -> Self {
        let mixed = |number: u32, byte: u8| number.wrapping_mul(31).wrapping_add(u32::from(byte));
        let number = word.bytes().fold(7, mixed) % 100_000_000;
        Self {
            name: format!("{word}lainen"),
            street: format!("{word}katu 7"),
            phone: format!("+35849{number:08}"),
            email: format!("{}@example.com", word.to_lowercase()),
            birth: "1887-06-05".into(),
            code: format!("050687-{word}"),
            note: format!("{word} soittaa aamulla"),
        }
    }

    /// All that is hers.
    pub(crate) fn values(&self) -> [&str; 7] {
        [
            &self.name,
            &self.street,
            &self.phone,
            &self.email,
            &self.birth,
            &self.code,
            &self.note,
        ]
    }

    fn terms(&self) -> IndexTerms {
        let mut terms = IndexTerms::new();
        terms.name(&self.name);
        terms.street(&self.street);
        terms.phone(&self.phone);
        terms.email(&self.email);
        terms.identity_code(&self.code);
        terms.customer_number(1001);
        terms
    }
}

/// The job that stores what a file brings.
pub(crate) fn import() -> Actor {
    Actor::of_job(&jobs::IMPORT)
}

/// The statement that adds a sealed value.
type Add = store::Statement<(RowId, PartyId, LotId, Sealed, Instant, ActorId), ()>;

/// Seals a value into a new row of a table.
fn put<C: Kind>(
    work: &mut Work<'_>,
    ask: Ask,
    party: PartyId,
    column: &SealedColumn<C, String>,
    add: &Add,
    value: &str,
) -> Result<(), Error> {
    let proof = work.ask::<C>(ask)?;
    let (row, lot) = (RowId::new(work.ids().ordered()), work.lot(&proof, party)?);
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(&proof, column, place, &value.to_owned())?;
    let (now, actor) = (work.now(), work.actor().id());
    Ok(work
        .tx()
        .run_one(add, (row, party, lot, sealed, now, actor))?)
}

/// Writes one more name of a party, as somebody who may change it.
pub(crate) fn put_name(work: &mut Work<'_>, party: PartyId, name: &str) -> Result<(), Error> {
    put(work, Ask::change(&[party]), party, &NAME, &ADD_NAME, name)
}

/// Restricts a party, or lifts the restriction, as whoever keeps the requests may.
pub(crate) fn restrict(work: &mut Work<'_>, party: PartyId, restricted: bool) -> Result<(), Error> {
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    work.restrict(&proof, party, restricted)
}

/// The party objects to purposes.
pub(crate) fn object(
    work: &mut Work<'_>,
    party: PartyId,
    purposes: &[Purpose],
) -> Result<(), Error> {
    let proof = work.ask::<Permissions>(Ask::change(&[party]))?;
    work.object(&proof, party, purposes)
}

fn add_whole(work: &mut Work<'_>, person: &Person) -> Result<PartyId, Error> {
    let party = work.add_party(PartyKind::Person, Adding::ByFile)?;
    let import = || Ask::import(&[party]);
    put(work, import(), party, &NAME, &ADD_NAME, &person.name)?;
    for contact in [&person.street, &person.phone, &person.email] {
        put(work, import(), party, &CONTACT, &ADD_CONTACT, contact)?;
    }
    put(work, import(), party, &BIRTH, &ADD_BIRTH, &person.birth)?;
    put(work, import(), party, &CODE, &ADD_CODE, &person.code)?;
    put(work, import(), party, &NOTE, &ADD_NOTE, &person.note)?;
    work.reindex(party, person.terms())?;
    Ok(party)
}

/// Stores a person whole: values, tokens, lines.
pub(crate) async fn add(guard: &Guard, person: &Person) -> PartyId {
    let person = person.clone();
    let adding = move |work: &mut Work<'_>| add_whole(work, &person);
    let desk = guard.desk();
    desk.write(&import(), Purpose::Care, adding).await.unwrap()
}

/// The same as one of many that come in a stream.
pub(crate) async fn add_in_stream(guard: &Guard, person: &Person) -> PartyId {
    let (desk, person) = (guard.desk(), person.clone());
    let adding = move |work: &mut Work<'_>| add_whole(work, &person);
    let import = import();
    let added = desk.write_in_stream(&import, Purpose::Care, adding);
    added.await.unwrap()
}

/// Opens the newest name of a party for someone.
pub(crate) async fn name(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    party: PartyId,
) -> Result<String, Error> {
    let reading = move |work: &mut Work<'_>| {
        let proof = work.ask::<Identity>(Ask::view(&[party]))?;
        let (row, lot, sealed) = work
            .tx()
            .all(&NAMES, (party,))?
            .pop()
            .ok_or(Error::NotThere)?;
        let opened = work.open(&proof, &NAME, Place::new(party, lot, row.get()), &sealed)?;
        Ok::<_, Error>(opened.into_exposed())
    };
    guard.desk().read(actor, purpose, reading).await
}

/// Opens the newest name of a party as the job that stored it.
pub(crate) async fn own_name(guard: &Guard, party: PartyId) -> Result<String, Error> {
    name(guard, &import(), Purpose::Care, party).await
}

/// Whom a search finds.
pub(crate) async fn found(guard: &Guard, text: &str) -> Vec<PartyId> {
    let text = text.to_owned();
    let finding = move |work: &mut Work<'_>| {
        let hits = work.find(&text, 10, Patience::Asked)?;
        Ok::<_, Error>(hits.parties.into_iter().map(|(party, _)| party).collect())
    };
    guard
        .desk()
        .read(&import(), Purpose::Care, finding)
        .await
        .unwrap()
}

/// Writes what waits for it into the index, as the application does after a start: names and
/// streets of what can still be opened.
pub(crate) async fn reindex(guard: &Guard) -> usize {
    let waiting = guard.to_be_indexed(None, 1_000).await.unwrap();
    let count = waiting.len();
    let indexing = move |work: &mut Work<'_>| {
        for party in &waiting {
            let mut terms = IndexTerms::new();
            for (row, lot, sealed) in work.tx().all(&NAMES, (*party,))? {
                let place = Place::new(*party, lot, row.get());
                work.for_index(&NAME, place, &sealed, &mut terms, |terms, name| {
                    terms.name(name);
                })?;
            }
            for (row, lot, sealed) in work.tx().all(&CONTACTS, (*party,))? {
                let place = Place::new(*party, lot, row.get());
                let street = |terms: &mut IndexTerms, line: &String| terms.street(line);
                work.for_index(&CONTACT, place, &sealed, &mut terms, street)?;
            }
            work.reindex(*party, terms)?;
        }
        Ok::<_, Error>(())
    };
    let actor = Actor::of_job(&jobs::REINDEX);
    guard
        .desk()
        .write(&actor, Purpose::Security, indexing)
        .await
        .unwrap();
    assert!(guard.to_be_indexed(None, 1).await.unwrap().is_empty());
    count
}

/// The lots of a party, with their categories.
pub(crate) async fn lots(guard: &Guard, party: PartyId) -> Vec<(LotId, i64)> {
    guard
        .read_state(move |tx| Ok(tx.all(&LOTS, (party,))?))
        .await
        .unwrap()
}

/// Her lot of a category.
pub(crate) async fn lot_of<C: Kind>(guard: &Guard, party: PartyId) -> LotId {
    let number = i64::from(C::CATEGORY.number());
    let all = lots(guard, party).await;
    all.into_iter()
        .find(|(_, category)| *category == number)
        .unwrap()
        .0
}

/// How many rows a statement counts in the register.
pub(crate) async fn count(guard: &Guard, statement: &'static store::Statement<(), i64>) -> i64 {
    guard
        .read_state(move |tx| Ok(tx.one(statement, ())?))
        .await
        .unwrap()
}
