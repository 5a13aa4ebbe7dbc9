//! The balancing tests of the notice in force, for whoever answers for data protection, with the
//! day of the next review.
//!
//! A test is written where the notice is: as part of its next version. This page shows; it changes
//! nothing.

use askama::Template;
use axum::response::Response;
use basics::Day;
use policy::{Interest, Policy, Right};

use crate::web::{Frame, Problem, Visitor, page};

/// An interest as the page shows it.
struct Shown {
    text: String,
    /// The purposes that rest on it.
    purposes: String,
    /// The test: what it says, when it was made, by whom, when it is to be reviewed, whether that
    /// day has come.
    test: Option<(String, Day, String, Day, bool)>,
}

#[derive(Template)]
#[template(path = "notice/interests.html")]
struct InterestsPage {
    frame: Frame,
    interests: Vec<Shown>,
    /// Whether she may write them, in the next version.
    may_write: bool,
}

/// Whether somebody's page of balancing tests is of use to her.
pub(super) fn reads(visitor: &Visitor) -> bool {
    visitor.holds(Right::Requests) || visitor.holds(Right::Settings)
}

/// `GET /notice/interests`
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    if !reads(&visitor) {
        return Err(Problem::NoPage(language));
    }
    let today = visitor.today();
    let shown = |interest: &Interest| Shown {
        text: interest.text.get(language).to_owned(),
        purposes: served(&visitor.policy, interest)
            .map(|text| text.get(language).to_owned())
            .collect::<Vec<_>>()
            .join("; "),
        test: interest.balancing.as_ref().map(|test| {
            (
                test.text.get(language).to_owned(),
                test.dated,
                test.reviewer.clone(),
                test.next_review,
                test.next_review <= today,
            )
        }),
    };
    page(&InterestsPage {
        frame: Frame::of(&visitor, texts::say(language, "notice-interests")),
        interests: visitor.policy.interests().iter().map(shown).collect(),
        may_write: visitor.holds(Right::Settings),
    })
}

/// The texts of the purposes that rest on an interest.
fn served<'p>(
    policy: &'p Policy,
    interest: &'p Interest,
) -> impl Iterator<Item = &'p policy::Wording> {
    let rests =
        move |basis: &policy::Basis| basis.interest.as_deref() == Some(interest.key.as_str());
    let purposes = policy.purposes().iter();
    purposes
        .filter(move |purpose| purpose.bases.iter().any(rests))
        .map(|purpose| &purpose.text)
}

/// How many balancing tests are due for review, or were never made, for whoever reads them.
#[must_use]
pub fn reviews_due(visitor: &Visitor) -> i64 {
    if !visitor.holds(Right::Requests) {
        return 0;
    }
    let today = visitor.today();
    let due = visitor.policy.interests().iter().filter(|interest| {
        let test = interest.balancing.as_ref();
        test.is_none_or(|test| test.next_review <= today)
    });
    i64::try_from(due.count()).unwrap_or(i64::MAX)
}
