//! The notice in the browser: as it is in force, every version, and publishing a new one.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use basics::{Code, Coded, Language};
use guard::category::Staff;
use guard::{Ask, NotPublished, Version, Work};
use policy::{Broken, Document, Policy, Purpose, diff};
use serde::Deserialize;

use super::files::print_pdf;
use crate::web::{
    Fields, Frame, Id, Passer, Posted, Problem, Query, Uploaded, Visitor, Wrong, page, unfit,
};

#[derive(Template)]
#[template(path = "notice/notice.html")]
struct NoticePage {
    frame: Frame,
    html: String,
    /// The address of the same in another language.
    languages: [(&'static str, Language); 3],
    /// Whether it is the one in force and its reader may edit the next one.
    edits: bool,
}

/// In which language it is read.
#[derive(Deserialize)]
pub(super) struct Wish {
    lang: Option<Language>,
}

/// The same pages for whoever is signed in and whoever is not.
fn frame_for(
    visitor: Option<&Visitor>,
    passer: &Passer,
    language: Language,
    title: String,
) -> Frame {
    match visitor {
        Some(visitor) if visitor.language() == language => Frame::of(visitor, title),
        _ => Frame::public(language, title, passer.app.is_demo()),
    }
}

pub(super) const LANGUAGES: [(&str, Language); 3] = [
    ("Suomeksi", Language::Fi),
    ("På svenska", Language::Sv),
    ("In English", Language::En),
];

/// `GET /notice`: the notice in force, for everybody.
pub(super) async fn show(
    passer: Passer,
    visitor: Result<Visitor, Problem>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let visitor = visitor.ok();
    let own = visitor.as_ref().map_or(passer.language, Visitor::language);
    let language = wish.lang.unwrap_or(own);
    let notice = passer.app.guard().notices().in_force().await;
    let notice = notice.map_err(|error| Problem::of(&error, language))?;
    let visitor = visitor.as_ref();
    let edits = visitor.is_some_and(|visitor| visitor.holds(policy::Right::Settings));
    let reader = (visitor, edits);
    shown(&notice.document(language), reader, &passer, language)
}

fn shown(
    document: &Document,
    (visitor, edits): (Option<&Visitor>, bool),
    passer: &Passer,
    language: Language,
) -> Result<Response, Problem> {
    let frame = frame_for(visitor, passer, language, document.title.clone());
    page(&NoticePage {
        frame,
        html: document.to_html_fragment(),
        languages: LANGUAGES,
        edits,
    })
}

/// `GET /notice/versions/{number}`: a version as it was published.
pub(super) async fn version(
    passer: Passer,
    visitor: Result<Visitor, Problem>,
    Id(number): Id<i64>,
) -> Result<Response, Problem> {
    let visitor = visitor.ok();
    let language = visitor.as_ref().map_or(passer.language, Visitor::language);
    let text = passer.app.guard().notices().text(number).await;
    let text = text.map_err(|error| Problem::of(&error, language))?;
    let text = text.ok_or(Problem::NoPage(language))?;
    let policy = Policy::parse_published(&text, "notice");
    let policy = policy.map_err(|_| Problem::NoPage(language))?;
    let reader = (visitor.as_ref(), false);
    shown(&policy.document(language), reader, &passer, language)
}

/// `GET /notice/pdf`: the notice in force as PDF/A.
pub(super) async fn printed(passer: Passer, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let language = wish.lang.unwrap_or(passer.language);
    let policy = passer.app.guard().notices().in_force().await;
    let policy = policy.map_err(|error| Problem::of(&error, language))?;
    let document = policy.document(language);
    let made = passer.app.clock().now();
    let author = policy.controller().name.clone();
    let failed = || {
        Problem::Coded(
            Code::new("web.template"),
            StatusCode::INTERNAL_SERVER_ERROR,
            language,
        )
    };
    let set = tokio::task::spawn_blocking(move || print_pdf(&document, &author, made)).await;
    let pdf = set
        .map_err(|_| failed())
        .and_then(|pdf| pdf.map_err(|_| failed()))?;
    Ok((
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/pdf"),
        )],
        pdf,
    )
        .into_response())
}

/// A version as the list shows it.
struct Row {
    version: Version,
    /// From when it was in force, in the controller's zone.
    from: String,
    published: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "notice/versions.html")]
struct VersionsPage {
    frame: Frame,
    rows: Vec<Row>,
    may_publish: bool,
}

/// `GET /notice/versions`: public, as the notice itself.
pub(super) async fn versions(
    passer: Passer,
    visitor: Result<Visitor, Problem>,
) -> Result<Response, Problem> {
    let visitor = visitor.ok();
    let language = visitor.as_ref().map_or(passer.language, Visitor::language);
    let told = |error: guard::Error| Problem::of(&error, language);
    let notices = passer.app.guard().notices();
    let policy = notices.in_force().await.map_err(told)?;
    let versions = notices.versions().await.map_err(told)?;
    let zone = &policy.controller().zone;
    let unknown = texts::say(language, "notice-in-force-unknown");
    let current = notices.number_in_force().await.map_err(told)?;
    let row = |version: Version| Row {
        from: version
            .in_force
            .map_or_else(|| unknown.clone(), |at| zone.finnish(at)),
        published: zone.finnish(version.published),
        current: Some(version.number) == current,
        version,
    };
    let title = texts::say(language, "notice-versions");
    let may_publish = visitor
        .as_ref()
        .is_some_and(|visitor| visitor.holds(policy::Right::Settings));
    let frame = match &visitor {
        Some(visitor) => Frame::of(visitor, title),
        None => Frame::public(language, title, passer.app.is_demo()),
    };
    page(&VersionsPage {
        frame,
        rows: versions.into_iter().map(row).collect(),
        may_publish,
    })
}

#[derive(Template)]
#[template(path = "notice/publish.html")]
struct PublishPage {
    frame: Frame,
    wrong: Wrong,
    /// What is broken: the place and the sentence.
    broken: Vec<(String, String)>,
}

/// `GET /notice/publish`
pub(super) async fn choose(visitor: Visitor) -> Result<Response, Problem> {
    may_publish(&visitor).await?;
    page(&publish_page(&visitor, None, &[]))
}

fn publish_page(visitor: &Visitor, problem: Option<Code>, broken: &[Broken]) -> PublishPage {
    let language = visitor.language();
    let place = |one: &Broken| {
        let at = [&one.line.to_string(), ":", &one.column.to_string()].concat();
        texts::say_with(language, "notice-line", &[("at", at.as_str())])
    };
    PublishPage {
        frame: Frame::of(visitor, texts::say(language, "notice-publish")),
        wrong: problem.map_or_else(Wrong::default, |code| {
            let sentence = texts::say(language, &code.text_key());
            Wrong::new("notice", Some("file"), sentence, Fields::default())
        }),
        broken: broken
            .iter()
            .map(|one| (place(one), one.sentence(language)))
            .collect(),
    }
}

async fn may_publish(visitor: &Visitor) -> Result<(), Problem> {
    let asking = |work: &mut Work<'_>| {
        let _grant = work.grant::<Staff>(Ask::publish())?;
        Ok::<_, guard::Error>(())
    };
    let asked = visitor
        .app
        .guard()
        .desk()
        .read(&visitor.actor, Purpose::Staff, asking)
        .await;
    asked.map_err(|error| Problem::of(&error, visitor.language()))
}

#[derive(Template)]
#[template(path = "notice/checked.html")]
struct CheckedPage {
    frame: Frame,
    text: String,
    /// What changes from the notice in force.
    changes: Vec<String>,
    /// Article, sentence and what to do.
    findings: Vec<(String, String, String)>,
}

/// `POST /notice/check`: what would change, and what the law demands and the file lacks.
pub(super) async fn check(upload: Uploaded) -> Result<Response, Problem> {
    let Uploaded { visitor, file, .. } = upload;
    may_publish(&visitor).await?;
    if file.is_empty() {
        return again(&visitor, Some(Code::new("notice.file_missing")), &[]);
    }
    let Ok(text) = std::str::from_utf8(&file) else {
        return again(&visitor, Some(Code::new("notice.file_not_text")), &[]);
    };
    let policy = match Policy::parse(text, "notice") {
        Ok(policy) => policy,
        Err(broken) => return again(&visitor, None, &broken),
    };
    let language = visitor.language();
    let told = diff(&visitor.policy, &policy);
    let found = policy.check();
    let finding = |finding: &policy::Finding| {
        let article = finding.demand.article().to_owned();
        (
            article,
            finding.sentence(language),
            finding.remedy(language),
        )
    };
    page(&CheckedPage {
        frame: Frame::of(&visitor, texts::say(language, "notice-checked")),
        text: text.to_owned(),
        changes: told
            .iter()
            .map(|change| change.sentence(language))
            .collect(),
        findings: found.iter().map(finding).collect(),
    })
}

fn again(visitor: &Visitor, problem: Option<Code>, broken: &[Broken]) -> Result<Response, Problem> {
    unfit(&publish_page(visitor, problem, broken))
}

/// `POST /notice/publish`
pub(super) async fn publish(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let text = fields.raw("text").replace("\r\n", "\n");
    let now = visitor.app.clock().now();
    let guard = visitor.app.guard();
    let published = super::publish(guard, &visitor.actor, text, Some(now)).await;
    match published {
        Ok(_) => Ok(Redirect::to("/notice/versions").into_response()),
        Err(NotPublished::Broken(broken)) => again(&visitor, None, &broken),
        Err(NotPublished::Guard(error)) => Err(Problem::of(&error, visitor.language())),
        Err(error) => again(&visitor, Some(error.code()), &[]),
    }
}
