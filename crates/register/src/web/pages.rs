//! The pages that belong to no capability: how accessible the program is, and, in the demo, every
//! part that pages are made of.

use askama::Template;
use axum::response::Response;

use crate::web::{Frame, Passer, Problem, Visitor, page};

#[derive(Template)]
#[template(path = "web/accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
    /// Whom to tell what does not work: the controller's contact.
    contact: Option<String>,
}

/// `GET /accessibility`: for everybody, as the law on digital services (306/2019) wants it where it
/// binds, and as it is fair where it does not.
pub(crate) async fn accessibility(
    visitor: Result<Visitor, Problem>,
    passer: Passer,
) -> Result<Response, Problem> {
    let visitor = visitor.ok();
    let language = visitor.as_ref().map_or(passer.language, Visitor::language);
    let title = texts::say(language, "accessibility-title");
    let notice = passer.app.guard().notices().in_force().await;
    let notice = notice.map_err(|error| Problem::of(&error, language))?;
    page(&AccessibilityPage {
        frame: match &visitor {
            Some(visitor) => Frame::of(visitor, title),
            None => Frame::public(language, title, passer.app.is_demo()),
        },
        contact: notice.controller().email.clone(),
    })
}

#[derive(Template)]
#[template(path = "web/styleguide.html")]
struct StyleguidePage {
    frame: Frame,
}

/// `GET /styleguide`: each part of pages once, as it looks. Only the demo has it.
pub(crate) async fn styleguide(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    if !visitor.app.is_demo() {
        return Err(Problem::NoPage(language));
    }
    let frame = Frame::of(&visitor, texts::say(language, "web-style"));
    page(&StyleguidePage { frame })
}
