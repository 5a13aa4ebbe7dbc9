//! "Why is this here?" in the browser.

use askama::Template;
use axum::response::Response;
use basics::PartyId;
use guard::Work;

use super::super::why::{Reason, reasons};
use crate::people::{name_of, purpose_about};
use crate::web::{Frame, Id, Problem, Visitor, page};

#[derive(Template)]
#[template(path = "retention/why.html")]
struct WhyPage {
    frame: Frame,
    party: PartyId,
    name: String,
    reasons: Vec<Reason>,
}

/// `GET /customers/{party}/why`
pub(in super::super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
) -> Result<Response, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let reasons = reasons(work, party, language)?;
        Ok::<_, crate::people::Error>((name, reasons))
    };
    let guard = visitor.app.guard();
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, |_| true).await;
    let purpose = purpose.map_err(|error| Problem::of(&error, language))?;
    let read = guard.desk().read(&visitor.actor, purpose, reading).await;
    let (name, reasons) = read.map_err(|error| Problem::of(&error, language))?;
    page(&WhyPage {
        frame: Frame::of(&visitor, texts::say(language, "retention-title")),
        party,
        name,
        reasons,
    })
}
