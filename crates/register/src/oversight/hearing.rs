//! That the staff was heard and told of the look at unusual use: before both days are entered, nobody
//! is looked at (759/2004, 21 §: technical monitoring of employees goes through the procedure of
//! co-operation or hearing, and its purpose, beginning and methods are told to them).

use basics::{ActorId, Day, Instant, RowId};
use guard::category::Requests;
use guard::{Ask, Work};
use policy::Right;
use store::Tx;

use super::error::Error;
use super::queries;

/// The days on which the staff was heard and told, and the hours in which they work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hearing {
    pub(super) heard: Day,
    pub(super) told: Day,
    /// Full hours of working days: from the first, before the second.
    pub(super) hours: (i64, i64),
}

/// What was entered last: the hearing, where the look goes on; written when and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entered {
    pub(super) hearing: Option<Hearing>,
    pub(super) at: Instant,
    pub(super) by: ActorId,
}

/// What was entered last; nothing where nothing ever was.
pub(super) fn entered(tx: &mut Tx<'_>) -> Result<Option<Entered>, store::Error> {
    let row = tx.maybe(&queries::HEARING, ())?;
    Ok(row.map(|(heard, told, from, until, at, by)| Entered {
        hearing: heard.zip(told).map(|(heard, told)| Hearing {
            heard,
            told,
            hours: (from, until),
        }),
        at,
        by,
    }))
}

/// Enters the days, or that the look ends; a line of the trail each.
pub(super) fn enter(work: &mut Work<'_>, hearing: Option<Hearing>) -> Result<(), Error> {
    if let Some(hearing) = hearing {
        if hearing.heard > hearing.told || hearing.told > work.today() {
            return Err(Error::Days);
        }
        let (from, until) = hearing.hours;
        if !(0..24).contains(&from) || !(1..=24).contains(&until) || until <= from {
            return Err(Error::Hours);
        }
    }
    let words = match hearing {
        Some(hearing) => format!("759/2004 21 §: {}, {}", hearing.heard, hearing.told),
        None => "759/2004 21 §: –".to_owned(),
    };
    let ask = Ask::change(&[]).with(Right::Trail).because(&words);
    let _proof = work.ask::<Requests>(ask)?;
    let row = RowId::new(work.ids().ordered());
    let (now, by) = (work.now(), work.actor().id());
    let (from, until) = hearing.map_or((0, 24), |hearing| hearing.hours);
    let days = (
        hearing.map(|hearing| hearing.heard),
        hearing.map(|hearing| hearing.told),
    );
    let values = (row, days.0, days.1, from, until, now, by);
    work.tx().run_one(&queries::HEAR, values)?;
    Ok(())
}
