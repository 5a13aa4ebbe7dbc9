//! What is due: a backup, a copy of the keys, a rehearsal, a new root key.
//!
//! For Today and for `doctor`. What was never done is due when the register is as old as the period;
//! a demo needs none of it. How many backups are kept, and where, is the operator's.

use basics::Instant;
use guard::{Ages, Error};

use crate::app::App;

/// Something an operator should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What: `backup`, `keys-copy`, `rehearsal`, `root-key`, `root-key-unfinished`.
    pub what: &'static str,
    /// When it was last done; nothing: never.
    pub last: Option<Instant>,
}

impl Due {
    /// The stable code of the finding.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.what.as_bytes() {
            b"backup" => "backup.due",
            b"keys-copy" => "backup.keys_copy_due",
            b"rehearsal" => "backup.rehearsal_due",
            b"root-key" => "backup.root_key_due",
            _ => "backup.root_key_unfinished",
        }
    }
}

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
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
    let late = |what: &'static str, last: Option<Instant>, days: i64| {
        let since = last.or(ages.since)?;
        (now.ms_since(since) > days * DAY_MS).then_some(Due { what, last })
    };
    let changed = ages.root_key.changed;
    let unfinished = ages.root_key.changing.then_some(Due {
        what: "root-key-unfinished",
        last: changed,
    });
    [
        unfinished,
        late("backup", ages.backup, BACKUP_DAYS),
        late("keys-copy", ages.keys_copy, KEYS_COPY_DAYS),
        late("rehearsal", ages.rehearsal, REHEARSAL_DAYS),
        late("root-key", changed, ROOT_KEY_DAYS),
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
    #[case(Some(397), false, &["backup"])]
    #[case(None, false, &["backup"])]
    #[case(Some(399), true, &["root-key-unfinished"])]
    fn what_is_older_than_its_period_is_due(
        #[case] backup: Option<i64>,
        #[case] changing: bool,
        #[case] expected: &[&str],
    ) {
        let due = due_of(&ages(backup, changing), Instant::from_ms(400 * DAY_MS));
        let what: Vec<&str> = due.iter().map(|one| one.what).collect();
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
