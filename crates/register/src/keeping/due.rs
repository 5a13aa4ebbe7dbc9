//! What is due: a backup, a copy of the keys, a rehearsal, a new root key.
//!
//! For Today and for `doctor`. What was never done is due when the register is as old as the period;
//! a demo needs none of it. How many backups are kept, and where, is the operator's.

use basics::{Code, Coded, DAY_MS, Instant};
use guard::{Ages, Error};

use crate::app::App;

/// Something an operator should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub what: Chore,
    /// When it was last done; nothing: never.
    pub last: Option<Instant>,
}

/// What an operator does again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chore {
    /// A backup.
    Backup,
    /// A copy of the keys.
    KeysCopy,
    /// A rehearsal of restoring.
    Rehearsal,
    /// A new root key.
    RootKey,
    /// The end of a change of the root key that broke off.
    RootKeyUnfinished,
}

impl Coded for Due {
    fn code(&self) -> Code {
        Code::new(match self.what {
            Chore::Backup => "backup.due",
            Chore::KeysCopy => "backup.keys_copy_due",
            Chore::Rehearsal => "backup.rehearsal_due",
            Chore::RootKey => "backup.root_key_due",
            Chore::RootKeyUnfinished => "backup.root_key_unfinished",
        })
    }
}

/// How old each may be, in days.
const BACKUP_DAYS: i64 = 2;
const KEYS_COPY_DAYS: i64 = 2;
const REHEARSAL_DAYS: i64 = 92;
const ROOT_KEY_DAYS: i64 = 366;

/// What is due now.
///
/// # Errors
///
/// The stores'.
pub async fn due(app: &App) -> Result<Vec<Due>, Error> {
    if app.is_demo() {
        return Ok(Vec::new());
    }
    Ok(due_of(&app.guard().ages().await?, app.clock().now()))
}

fn due_of(ages: &Ages, now: Instant) -> Vec<Due> {
    let late = |what: Chore, last: Option<Instant>, days: i64| {
        let since = last.or(ages.since)?;
        (now.ms_since(since) > days * DAY_MS).then_some(Due { what, last })
    };
    let changed = ages.root_key.changed;
    let unfinished = ages.root_key.changing.then_some(Due {
        what: Chore::RootKeyUnfinished,
        last: changed,
    });
    [
        unfinished,
        late(Chore::Backup, ages.backup, BACKUP_DAYS),
        late(Chore::KeysCopy, ages.keys_copy, KEYS_COPY_DAYS),
        late(Chore::Rehearsal, ages.rehearsal, REHEARSAL_DAYS),
        late(Chore::RootKey, changed, ROOT_KEY_DAYS),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use guard::RootState;
    use rstest::rstest;

    fn ages(backup: Option<i64>, changing: bool) -> Ages {
        let day = |day: i64| Instant::from_ms(day * DAY_MS);
        Ages {
            since: Some(day(0)),
            backup: backup.map(day),
            keys_copy: Some(day(400)),
            rehearsal: Some(day(399)),
            root_key: RootState {
                changed: Some(day(300)),
                changing,
            },
        }
    }

    #[rstest]
    #[case(Some(398), false, &[])]
    #[case(Some(397), false, &[Chore::Backup])]
    #[case(None, false, &[Chore::Backup])]
    #[case(Some(399), true, &[Chore::RootKeyUnfinished])]
    fn what_is_older_than_its_period_is_due(
        #[case] backup: Option<i64>,
        #[case] changing: bool,
        #[case] expected: &[Chore],
    ) {
        let due = due_of(&ages(backup, changing), Instant::from_ms(400 * DAY_MS));
        let what: Vec<Chore> = due.iter().map(|one| one.what).collect();
        assert_eq!(what, expected);
    }

    #[test]
    fn in_a_new_register_nothing_is_due() {
        let never = Ages {
            since: Some(Instant::from_ms(0)),
            backup: None,
            keys_copy: None,
            rehearsal: None,
            root_key: RootState {
                changed: None,
                changing: false,
            },
        };
        assert_eq!(due_of(&never, Instant::from_ms(DAY_MS)), []);
        assert_eq!(due_of(&never, Instant::from_ms(400 * DAY_MS)).len(), 4);
    }
}
