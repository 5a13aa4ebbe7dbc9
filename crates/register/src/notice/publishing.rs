//! Publishing a version, as far as the register can be held by it.

use basics::Instant;
use guard::{Actor, Guard, NotPublished, Work};
use policy::Policy;

use crate::fields;

/// Publishes a version: from `from` on it is what the program enforces.
///
/// # Errors
///
/// [`NotPublished`], and then nothing is changed.
pub async fn publish(
    guard: &Guard,
    actor: &Actor,
    text: String,
    from: Option<Instant>,
) -> Result<i64, NotPublished> {
    let fits = |work: &mut Work<'_>, next: &Policy| match fields::keeps(work, next)? {
        Some(field) => Err(NotPublished::DropsField(field)),
        None => Ok(()),
    };
    let notices = guard.notices();
    notices.publish_if(actor, text, from, fits).await
}
