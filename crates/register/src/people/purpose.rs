//! For which purpose something is done, where the roles of the actor serve several.
//!
//! Invariant: choosing grants nothing and records nothing; the unit of work that follows decides
//! by itself. Where no purpose fits it is the first one served, so that the refusal stands in the
//! trail under it.

use basics::PartyId;
use guard::category::{Company, Identity};
use guard::{Actor, Ask, Guard, PartyKind, Work};
use policy::{Action, Policy, Purpose};

use super::PURPOSES;

/// The purposes under which customers are opened that roles of this actor serve; the first of all
/// where they serve none, so that the refusal is recorded under it.
#[must_use]
pub fn served(actor: &Actor, policy: &Policy) -> Vec<Purpose> {
    let mut purposes = PURPOSES.to_vec();
    purposes.retain(|purpose| actor.serves(policy, *purpose));
    if purposes.is_empty() {
        purposes.extend(PURPOSES.first());
    }
    purposes
}

/// The first purpose under which the actor may touch this party, and `could` says that she could do
/// what is asked to anyone at all.
///
/// # Errors
///
/// The stores' failures.
pub async fn purpose_about(
    guard: &Guard,
    actor: &Actor,
    policy: &Policy,
    party: PartyId,
    could: impl Fn(&Work<'_>) -> bool + Clone + Send + 'static,
) -> Result<Purpose, guard::Error> {
    let served = served(actor, policy);
    let first = served.first().copied().unwrap_or(Purpose::Care);
    if served.len() == 1 {
        return Ok(first);
    }
    let mut fallback = None;
    for purpose in served {
        let could = could.clone();
        let asking =
            move |work: &mut Work<'_>| Ok::<_, guard::Error>((could(work), reaches(work, party)?));
        match guard.desk().read(actor, purpose, asking).await? {
            (true, true) => return Ok(purpose),
            // The refusal then says what the role may not, and not that there is no such party.
            (_, true) => fallback = fallback.or(Some(purpose)),
            _ => {}
        }
    }
    Ok(fallback.unwrap_or(first))
}

/// Whether a role with this purpose may see the party: within its scope, not restricted, not
/// objected to.
fn reaches(work: &mut Work<'_>, party: PartyId) -> Result<bool, guard::Error> {
    let view = Ask::view(&[]);
    let kind = work.party(party)?.map(|row| row.kind);
    let seen = match kind {
        Some(PartyKind::Person) if work.could::<Identity>(&view) => {
            work.visible::<Identity>(Action::View, &[party])?
        }
        Some(PartyKind::Organisation) if work.could::<Company>(&view) => {
            work.visible::<Company>(Action::View, &[party])?
        }
        _ => Vec::new(),
    };
    Ok(!seen.is_empty())
}
