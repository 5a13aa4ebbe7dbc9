//! Which version of the notice was shown to a party, when and how (GDPR art. 13 and 14).

use basics::{ActorId, Day, Instant, PartyId, RowId};
use guard::{PartyRow, Work};

use super::act::kept_words;
use super::error::Error;

store::statements! {
    /// A version was shown, which ended the day by which that had to be.
    pub(crate) ADD_SHOWN: (RowId, PartyId, i64, ShownWay, Day, Instant, ActorId, Option<Day>) -> () =
        "insert into notice_shown
                (shown_id, party_id, version, way, shown_on, recorded_ms, recorded_by, inform_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// What was shown to a party, newest first, before one of them.
    pub(crate) SHOWN: (PartyId, RowId, i64) -> (RowId, i64, ShownWay, Day, Instant, ActorId, Option<Instant>) =
        "select shown_id, version, way, shown_on, recorded_ms, recorded_by, undone_ms
           from notice_shown
          where party_id = $1 and shown_id < $2
          order by shown_id desc
          limit $3";

    /// An entry was made by mistake.
    pub(crate) UNDO_SHOWN: (PartyId, RowId, Instant, ActorId) -> () =
        "update notice_shown set undone_ms = $3, undone_by = $4
          where party_id = $1 and shown_id = $2 and undone_ms is null";

    /// How many entries of a party stand, and the earliest day that any of hers ended.
    pub(crate) STANDING: (PartyId,) -> (i64, Option<Day>) =
        "select cast(count(case when undone_ms is null then 1 end) as bigint), min(inform_by)
           from notice_shown
          where party_id = $1";

    /// What was shown to a party was shown to another one as well: they are one.
    pub(crate) COPY_SHOWN: (PartyId, PartyId) -> () =
        "insert into notice_shown
                (shown_id, party_id, version, way, shown_on, recorded_ms, recorded_by, inform_by,
                 undone_ms, undone_by)
         select shown_id, $2, version, way, shown_on, recorded_ms, recorded_by, inform_by,
                undone_ms, undone_by
           from notice_shown
          where party_id = $1";

    /// They are two again.
    pub(crate) TAKE_SHOWN: (PartyId, PartyId) -> () =
        "delete from notice_shown
          where party_id = $2
            and shown_id in (select shown_id from notice_shown where party_id = $1)";

    /// What was shown to a party that is held no more.
    pub(crate) DROP_SHOWN: (PartyId,) -> () =
        "delete from notice_shown where party_id = $1";
}

kept_words! {
    /// How a notice was shown.
    ShownWay {
        /// By letter.
        Post "post",
        /// By e-mail.
        Email "email",
        /// At the office.
        Desk "desk",
        /// On the web page.
        Web "web",
        /// She knows what it says already (GDPR art. 14(5)(a)).
        Known "known",
    }
}

/// How often notices are told at most: the newest.
const TOLD_MAX: i64 = 20;

/// That a version of the notice was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Which row.
    pub row: RowId,
    /// Which version.
    pub version: i64,
    /// How.
    pub way: ShownWay,
    /// On which day.
    pub on: Day,
    /// When that was written down.
    pub recorded: Instant,
    /// By whom.
    pub by: ActorId,
    /// Since when it is taken back: it was a mistake.
    pub undone: Option<Instant>,
}

/// Records that a version was shown to a party, which ends the day by which that had to be. Whether the actor may is decided by her asking for
/// the party's own states.
///
/// # Errors
///
/// [`Error::DayFuture`], [`Error::NoSuchNotice`]; the store's failure.
pub fn record(
    work: &mut Work<'_>,
    party: &PartyRow,
    (version, way, on): (i64, ShownWay, Day),
    ended: Option<Day>,
) -> Result<RowId, Error> {
    if on > work.today() {
        return Err(Error::DayFuture);
    }
    if !work.has_notice(version)? {
        return Err(Error::NoSuchNotice);
    }
    let row = RowId::new(work.ids().ordered());
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party.party, version, way, on, now, actor, ended);
    work.tx().run_one(&ADD_SHOWN, values)?;
    Ok(row)
}

/// Takes an entry back that was made by mistake: it stays, and says so. The day by which the party
/// has to be told, where nothing else that stands says that she was.
///
/// # Errors
///
/// `NotThere`, also where it was taken back already; the store's failure.
pub fn undo(work: &mut Work<'_>, party: PartyId, row: RowId) -> Result<Option<Day>, Error> {
    let (now, actor) = (work.now(), work.actor().id());
    let undone = work.tx().run(&UNDO_SHOWN, (party, row, now, actor))?;
    if undone == 0 {
        return Err(guard::Error::NotThere.into());
    }
    let (standing, day) = work.tx().one(&STANDING, (party,))?;
    Ok(day.filter(|_| standing == 0))
}

/// What was shown to a party, newest first.
///
/// # Errors
///
/// The store's failure.
pub fn notice_views(work: &mut Work<'_>, party: PartyId) -> Result<Vec<Notice>, Error> {
    notices_before(work, party, RowId::new(i64::MAX), TOLD_MAX)
}

/// What was shown to a party before one of them, newest first, at most so many.
///
/// # Errors
///
/// The store's failure.
pub(super) fn notices_before(
    work: &mut Work<'_>,
    party: PartyId,
    before: RowId,
    most: i64,
) -> Result<Vec<Notice>, Error> {
    let rows = work.tx().all(&SHOWN, (party, before, most))?;
    let notice = |(row, version, way, on, recorded, by, undone)| Notice {
        row,
        version,
        way,
        on,
        recorded,
        by,
        undone,
    };
    Ok(rows.into_iter().map(notice).collect())
}
