//! What the data-protection authority asks about somebody: its own clock, by the day that it set
//! (GDPR art. 31, 58(1)(a); tietosuojalaki 1050/2018, 18 and 21 §).
//!
//! Invariant: each is a lot of its own, kept for the time of requests from the day of its answer.

use basics::{ActorId, Day, Instant, LotId, PartyId, RowId};
use guard::category::Requests;
use guard::{Ask, Noted, Place, Sealed, Work};
use policy::Action;

use super::columns::{COMPLAINT, Complaint};
use super::error::Error;
use super::ledger::touch;

/// A complaint as it lies there: which, of whom, under which lot, its words, when it came, by when it
/// is to be answered, when it was, written when and by whom.
type Lying = (
    RowId,
    PartyId,
    LotId,
    Sealed,
    Day,
    Day,
    Option<Day>,
    Instant,
    ActorId,
);

store::statements! {
    /// A complaint.
    pub(super) ADD_COMPLAINT: (RowId, PartyId, LotId, Sealed, Day, Day, Instant, ActorId) -> () =
        "insert into data_complaint
                (row_id, party_id, lot_id, sealed, received_day, due_day, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The complaints of a party, the newest first.
    pub(super) COMPLAINTS_OF: (PartyId,) -> Lying =
        "select row_id, party_id, lot_id, sealed, received_day, due_day, answered_day, recorded_ms,
                recorded_by
           from data_complaint
          where party_id = $1
          order by row_id desc
          limit 100";

    /// One of them.
    pub(super) COMPLAINT_OF: (PartyId, RowId) -> Lying =
        "select row_id, party_id, lot_id, sealed, received_day, due_day, answered_day, recorded_ms,
                recorded_by
           from data_complaint
          where party_id = $1 and row_id = $2";

    /// It was answered.
    pub(super) ANSWERED: (PartyId, RowId, Sealed, Day) -> () =
        "update data_complaint
            set sealed = $3, answered_day = $4
          where party_id = $1 and row_id = $2 and answered_day is null";

    /// Those that wait for an answer, the one that is due first before the others.
    pub(super) COMPLAINTS_OPEN: (i64,) -> (RowId, PartyId, Day, Day) =
        "select row_id, party_id, received_day, due_day
           from data_complaint
          where answered_day is null
            and not exists (select 1 from party
                             where party.party_id = data_complaint.party_id
                               and merged_into is not null)
          order by due_day, row_id
          limit $1";

    /// When those of a party that wait for an answer are due.
    pub(super) COMPLAINTS_OPEN_OF: (PartyId,) -> Day =
        "select due_day
           from data_complaint
          where party_id = $1 and answered_day is null
          order by row_id
          limit 100";

    /// The lots of those that were answered on a day or before, behind one.
    pub(super) COMPLAINTS_OVER: (Day, PartyId, LotId, i64) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, answered_day
           from data_complaint
          where answered_day <= $1 and (party_id, lot_id) > ($2, $3)
            and not exists (select 1 from party
                             where party.party_id = data_complaint.party_id
                               and merged_into is not null)
          order by party_id, lot_id
          limit $4";

    /// The lots of those of a party that were answered.
    pub(super) COMPLAINTS_OVER_OF: (PartyId,) -> (PartyId, LotId, Day) =
        "select party_id, lot_id, answered_day
           from data_complaint
          where party_id = $1 and answered_day is not null
          order by row_id
          limit 1000";

    /// It was carried to another party: it lies here no more.
    pub(super) FORGET_COMPLAINT: (PartyId, RowId) -> () =
        "delete from data_complaint where party_id = $1 and row_id = $2";
}

/// Complaints on a page.
pub(super) const SHOWN: i64 = 50;

/// A complaint to be written down.
#[derive(Clone)]
pub(super) struct NewComplaint {
    pub(super) text: String,
    pub(super) reference: Option<String>,
    pub(super) received: Day,
    /// The day that the authority set.
    pub(super) due: Day,
}

/// A complaint as it is shown.
pub(super) struct ComplaintView {
    pub(super) row: RowId,
    pub(super) told: Complaint,
    pub(super) received: Day,
    pub(super) due: Day,
    pub(super) answered: Option<Day>,
    pub(super) written: (Instant, ActorId),
}

impl Complaint {
    /// Everything of it, line by line.
    pub(super) fn said(&self) -> String {
        let lines = [&self.reference, &Some(self.text.clone()), &self.answer];
        let lines: Vec<&str> = lines.into_iter().flatten().map(String::as_str).collect();
        lines.join("\n")
    }
}

/// Writes a complaint down.
pub(super) fn add(work: &mut Work<'_>, party: PartyId, new: &NewComplaint) -> Result<(), Error> {
    if new.received > work.today() {
        return Err(Error::Day);
    }
    if new.due < new.received {
        return Err(Error::DueDay);
    }
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let told = Complaint {
        text: new.text.clone(),
        reference: new.reference.clone(),
        answer: None,
    };
    let row = RowId::new(work.ids().ordered());
    let written = (work.now(), work.actor().id());
    put(
        work,
        &proof,
        party,
        row,
        &told,
        (new.received, new.due),
        written,
    )?;
    touch(work, party)
}

/// Seals a complaint under a lot of its own.
fn put<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    row: RowId,
    told: &Complaint,
    (received, due): (Day, Day),
    (at, by): (Instant, ActorId),
) -> Result<LotId, Error> {
    let lot = work.lot_of_its_own(proof, party)?;
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &COMPLAINT, place, told)?;
    let values = (row, party, lot, sealed, received, due, at, by);
    work.tx().run_one(&ADD_COMPLAINT, values)?;
    Ok(lot)
}

/// The authority has its answer.
pub(super) fn answer(
    work: &mut Work<'_>,
    (party, row): (PartyId, RowId),
    (on, words): (Day, &str),
) -> Result<(), Error> {
    let proof = work.ask::<Requests>(Ask::change(&[party]))?;
    let lying = work.tx().maybe(&COMPLAINT_OF, (party, row))?;
    let lying = lying.ok_or(guard::Error::NotThere)?;
    if on > work.today() || on < lying.4 {
        return Err(Error::Day);
    }
    if lying.6.is_some() {
        return Err(Error::AnsweredAlready);
    }
    let place = Place::new(party, lying.2, row.get());
    let told = work
        .open(&proof, &COMPLAINT, place, &lying.3)?
        .into_exposed();
    let told = Complaint {
        answer: Some(words.to_owned()),
        ..told
    };
    let sealed = work.seal(&proof, &COMPLAINT, place, &told)?;
    work.tx().run_one(&ANSWERED, (party, row, sealed, on))?;
    touch(work, party)
}

/// The complaints of a party, the newest first; none where the role may not see them.
pub(super) fn of_party(work: &mut Work<'_>, party: PartyId) -> Result<Vec<ComplaintView>, Error> {
    let rows = work.tx().all(&COMPLAINTS_OF, (party,))?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(proof) = work.ask_if_allowed::<Requests>(Ask::view(&[party]))? else {
        return Ok(Vec::new());
    };
    let mut all = Vec::with_capacity(rows.len());
    for (row, _, lot, sealed, received, due, answered, at, by) in rows {
        let place = Place::new(party, lot, row.get());
        all.push(ComplaintView {
            row,
            told: work
                .open(&proof, &COMPLAINT, place, &sealed)?
                .into_exposed(),
            received,
            due,
            answered,
            written: (at, by),
        });
    }
    Ok(all)
}

/// Those that wait for an answer, as far as the actor may see whose they are: of whom, when it came,
/// by when.
pub(super) fn open(work: &mut Work<'_>) -> Result<Vec<(PartyId, Day, Day)>, Error> {
    let rows = work.tx().all(&COMPLAINTS_OPEN, (SHOWN,))?;
    let mut parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
    parties.sort_unstable();
    parties.dedup();
    let seen = work.visible::<Requests>(Action::List, &parties)?;
    if !seen.is_empty() {
        let _proof = work.ask::<Requests>(Ask::list(&seen))?;
    }
    let rows = rows.into_iter().filter(|row| seen.contains(&row.1));
    Ok(rows.map(|row| (row.1, row.2, row.3)).collect())
}

/// Carries the complaints of a party to another; the lots that are left to go.
pub(super) fn carry<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (from, to): (PartyId, PartyId),
) -> Result<Vec<LotId>, Error> {
    let mut left = Vec::new();
    let rows = work.tx().all(&COMPLAINTS_OF, (from,))?;
    for (row, _, lot, sealed, received, due, answered, at, by) in rows {
        let place = Place::new(from, lot, row.get());
        let told = work.open(proof, &COMPLAINT, place, &sealed)?.into_exposed();
        work.tx().run_one(&FORGET_COMPLAINT, (from, row))?;
        let fresh = put(work, proof, to, row, &told, (received, due), (at, by))?;
        if let Some(on) = answered {
            let place = Place::new(to, fresh, row.get());
            let sealed = work.seal(proof, &COMPLAINT, place, &told)?;
            work.tx().run_one(&ANSWERED, (to, row, sealed, on))?;
        }
        left.push(lot);
    }
    Ok(left)
}
