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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    /// What the pages are made of, each by what no other part has.
    #[rstest]
    #[case::button("class=\"danger\"")]
    #[case::badge("class=\"tag strong\"")]
    #[case::field_with_its_mistake("class=\"field-error\"")]
    #[case::day("web-day-hint")]
    #[case::timeline("class=\"timeline\"")]
    #[case::file_drop("class=\"drop\"")]
    #[case::progress("<progress")]
    #[case::dialog("role=\"dialog\"")]
    #[case::picture("<img")]
    #[case::chart("class=\"chart\"")]
    #[case::what_can_be_taken_back("class=\"good done\"")]
    #[case::filter_bar("class=\"bar\"")]
    #[case::column_choice("find-columns")]
    #[case::what_narrows("class=\"chips\"")]
    #[case::list("class=\"table listed\"")]
    #[case::next_page_of_a_list("web-next")]
    #[case::empty_list("class=\"empty-state\"")]
    fn each_part_of_pages_stands_on_the_styleguide(#[case] part: &str) {
        assert!(include_str!("../../templates/web/styleguide.html").contains(part));
    }
}
