//! Decisions made by machine alone (GDPR art. 22): the register makes none by itself; here stands what
//! the notice says of them, and who asked for a human to look at one.

use askama::Template;
use axum::response::Response;
use policy::Right;

use crate::web::{Frame, Problem, Visitor, page};

#[derive(Template)]
#[template(path = "rights/automated.html")]
struct AutomatedPage {
    frame: Frame,
    /// What the notice says of such decisions, where it says that there are any: the text, the logic,
    /// how a human looks at one.
    stated: Option<Vec<String>>,
    /// What it says where there are none.
    none: Option<String>,
    /// What it says of profiling.
    profiling: Option<String>,
}

/// `GET /requests/automated-decisions`
pub(in super::super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    if !visitor.holds(Right::Requests) {
        return Err(Problem::NoPage(language));
    }
    let decisions = visitor.policy.automated_decisions();
    let stated = decisions.filter(|one| one.used).map(|one| {
        let more = [one.logic.as_ref(), one.review.as_deref()];
        let all = std::iter::once(&one.text).chain(more.into_iter().flatten());
        all.map(|text| text.get(language).to_owned()).collect()
    });
    let none = decisions.filter(|one| !one.used);
    let none = none.map(|one| one.text.get(language).to_owned());
    let profiling = visitor.policy.profiling();
    let profiling = profiling.map(|one| one.text.get(language).to_owned());
    page(&AutomatedPage {
        frame: Frame::of(&visitor, texts::say(language, "rights-automated")),
        stated,
        none,
        profiling,
    })
}
