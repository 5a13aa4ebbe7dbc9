//! What of the notice whoever watches over the register sees: balancing tests that are due, and what
//! the law demands and the notice in force does not say.

use policy::Right;

use super::interests::reviews_due;
use crate::capability::{Overseeing, Overseen, Weight};
use crate::web::Visitor;

/// Balancing tests that are due, and findings in the notice in force.
pub(super) fn oversees(visitor: &Visitor) -> Overseeing<'_> {
    Box::pin(async move {
        let line = |text, count, path, weight| Overseen {
            text,
            count,
            first: None,
            path,
            weight,
        };
        let mut seen = vec![line(
            "oversight-balancing",
            reviews_due(visitor),
            "/notice/interests",
            Weight::Waits,
        )];
        if visitor.holds(Right::Requests) {
            let found = visitor.policy.check().len();
            let found = i64::try_from(found).unwrap_or(i64::MAX);
            seen.push(line("oversight-findings", found, "/notice", Weight::Late));
        }
        Ok(seen)
    })
}
