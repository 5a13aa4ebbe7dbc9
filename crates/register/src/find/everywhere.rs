//! Searching and listing for whoever has several roles: under the purpose that fits what is asked.

use guard::category::{Company, Identity};
use guard::{Actor, Ask, Guard, Patience, Work};
use policy::{Policy, Purpose};

use super::rows::{Rows, Shows, found};
use crate::people::{self, served};

/// Finds customers by what somebody typed: for the first purpose that her roles serve, and where
/// that finds nobody, for the others. So whoever also guards the rights of customers finds one
/// whose processing is restricted, and no search of hers for care is one for anything else.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub async fn found_anywhere(
    guard: &Guard,
    actor: &Actor,
    policy: &Policy,
    text: &str,
    (most, patience): (usize, Patience),
    shows: Shows,
) -> Result<Rows, people::Error> {
    let mut best: Option<Rows> = None;
    let mut refused = None;
    for purpose in served(actor, policy) {
        let words = text.to_owned();
        let finding = move |work: &mut Work<'_>| {
            // A refusal is recorded only where no purpose is left that would not be refused.
            if work.could::<Identity>(&Ask::search(&[])) || work.could::<Company>(&Ask::search(&[]))
            {
                found(work, &words, (most, patience), shows).map(Some)
            } else {
                Ok(None)
            }
        };
        match guard.desk().read(actor, purpose, finding).await? {
            None => refused = refused.or(Some(purpose)),
            Some(rows) if rows.shown.is_empty() => best = best.or(Some(rows)),
            // An exact hit elsewhere is better than one that allows for a typing error.
            Some(rows) if rows.loose => match best {
                Some(ref other) if !other.shown.is_empty() => {}
                _ => best = Some(rows),
            },
            Some(rows) => return Ok(rows),
        }
    }
    match (best, refused) {
        (Some(rows), _) => Ok(rows),
        (None, purpose) => refusal(guard, actor, purpose.unwrap_or(Purpose::Care), text).await,
    }
}

/// The refusal, on the record.
async fn refusal(
    guard: &Guard,
    actor: &Actor,
    purpose: Purpose,
    text: &str,
) -> Result<Rows, people::Error> {
    let words = text.to_owned();
    let finding =
        move |work: &mut Work<'_>| found(work, &words, (1, Patience::Typing), Shows::Names);
    guard.desk().read(actor, purpose, finding).await
}
