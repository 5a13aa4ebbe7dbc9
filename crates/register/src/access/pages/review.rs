//! A copy is looked through before it leaves, and handed over.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use basics::{Coded as _, PartyId, RowId};
use guard::Work;
use policy::Purpose;

use super::super::bars::BAR;
use super::super::handing;
use super::super::ledger::{self, Looked, PackageView};
use super::super::model::Error;
use super::super::pack::{self, Packed};
use super::super::review::{Proposal, review};
use super::{again, sentence, told};
use crate::packages::path_of;
use crate::people::name_of;
use crate::web::{
    Fields, Frame, Ids, Posted, Problem, Visitor, Wrong, done, page, pipe, plain, saved, streamed,
};

#[derive(Template)]
#[template(path = "access/review.html")]
struct ReviewPage {
    frame: Frame,
    party: PartyId,
    name: String,
    package: PackageView,
    digest: String,
    /// Whether nothing changed since it was looked through.
    fresh: bool,
    proposals: Vec<Proposal>,
    cut: bool,
    originals: Vec<Shown>,
    further: String,
    bar: &'static str,
    wrong: Wrong,
}

/// The name of the form in which somebody says what was looked through.
const FORM: &str = "review";
/// The name of the forms that hand the copy over, which ask for nothing.
const HANDING: &str = "handing";

/// An original on the page.
struct Shown {
    row: String,
    /// The names of its fields: whether it goes along, and why not.
    choice_field: String,
    why_field: String,
    name: String,
    about: Option<String>,
    /// `in`, `out`, or nothing where it is not decided on.
    choice: String,
    why: String,
}

impl ReviewPage {
    /// Whether a hit is to be covered: all are, until somebody decided.
    fn is_covered(&self, proposal: &Proposal) -> bool {
        let decided = &self.package.decided;
        let usual = !self.fresh || decided.covered.contains(&proposal.key);
        self.wrong.picked_or(FORM, "cover", &proposal.key, usual)
    }
}

/// `GET /customers/{party}/access/{package}`
pub(super) async fn show(
    visitor: Visitor,
    Ids(party, row): Ids<PartyId, RowId>,
) -> Result<Response, Problem> {
    page(&read(&visitor, (party, row), Wrong::default()).await?)
}

async fn read(
    visitor: &Visitor,
    (party, row): (PartyId, RowId),
    wrong: Wrong,
) -> Result<ReviewPage, Problem> {
    let language = visitor.language();
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        Ok::<_, Error>((name, review(work, (party, row))?))
    };
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, Purpose::Rights, reading).await;
    let (name, review) = read.map_err(|error| told(&error, language))?;
    let digest = review.found.digest();
    let decided = &review.package.decided;
    let originals = review.found.originals.iter().map(|original| {
        let row = original.row.to_string();
        let why = decided.why_left_out(&row);
        let choice = if decided.included.contains(&row) {
            "in"
        } else if why.is_some() {
            "out"
        } else {
            ""
        };
        let (choice_field, why_field) = (["original-", &row].concat(), ["why-", &row].concat());
        let of_form = |field: &str, kept: &str| wrong.typed_or(FORM, field, kept).to_owned();
        Shown {
            choice: of_form(&choice_field, choice),
            why: of_form(&why_field, why.unwrap_or_default()),
            choice_field,
            why_field,
            name: original.name.clone(),
            about: original.about.clone(),
            row,
        }
    });
    let originals = originals.collect();
    let further = decided.further.join("\n");
    let further = wrong.typed_or(FORM, "further", &further).to_owned();
    let title = texts::say(language, review.package.kind.title());
    Ok(ReviewPage {
        frame: Frame::of(visitor, title),
        party,
        name,
        fresh: review.package.decided.seen.as_ref() == Some(&digest),
        digest,
        proposals: review.proposals,
        cut: review.cut,
        originals,
        further,
        bar: BAR,
        wrong,
        package: review.package,
    })
}

/// `POST /customers/{party}/access/{package}`: somebody looked through all of it.
pub(super) async fn decide(
    Ids(party, row): Ids<PartyId, RowId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let looked = looked(&fields);
    let deciding = move |work: &mut Work<'_>| ledger::decide(work, (party, row), &looked);
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, Purpose::Rights, deciding).await {
        Ok(()) => Ok(done(&path(party, row), "done-copy-seen")),
        Err(error) => shown_again(&visitor, (party, row), &error, (FORM, fields)).await,
    }
}

fn path(party: PartyId, row: RowId) -> String {
    format!("/customers/{party}/access/{row}")
}

fn looked(fields: &Fields) -> Looked {
    let rows = fields
        .names()
        .filter_map(|name| name.strip_prefix("original-"));
    let originals = rows.map(|row| {
        let choice = match fields.text(&["original-", row].concat()) {
            "in" => Some(true),
            "out" => Some(false),
            _ => None,
        };
        let why = fields.text(&["why-", row].concat());
        (row.to_owned(), choice, why.to_owned())
    });
    let covered = fields.all("cover").into_iter();
    Looked {
        seen: fields.text("seen").to_owned(),
        covered: covered.map(str::to_owned).collect(),
        further: fields.raw("further").to_owned(),
        originals: originals.collect(),
    }
}

/// The fields that an error is about: every original that is not decided on, or left out without a
/// reason.
fn at_fault(error: &Error, fields: &Fields) -> Vec<String> {
    let why_of = |field: &str| field.replacen("original", "why", 1);
    let originals = fields.names().filter(|name| name.starts_with("original-"));
    match error {
        Error::Undecided => originals
            .filter(|name| !["in", "out"].contains(&fields.text(name)))
            .map(str::to_owned)
            .collect(),
        Error::Reason => originals
            .filter(|name| fields.text(name) == "out")
            .map(why_of)
            .filter(|why| !ledger::is_reason(fields.text(why)))
            .collect(),
        Error::Words => vec!["further".to_owned()],
        _ => Vec::new(),
    }
}

/// The page again, with the sentence at its fields and with what was typed.
async fn shown_again(
    visitor: &Visitor,
    (party, row): (PartyId, RowId),
    error: &Error,
    (form, fields): (&str, Fields),
) -> Result<Response, Problem> {
    let language = visitor.language();
    let Some(sentence) = sentence(error, language) else {
        return Err(told(error, language));
    };
    let at = at_fault(error, &fields);
    let wrong = Wrong::new(form, None, sentence, fields).told_at(at);
    let form = read(visitor, (party, row), wrong).await?;
    Ok(again(plain(&form)?))
}

/// `POST /customers/{party}/access/{package}/copy`: the archive, as it is made.
pub(super) async fn take_out(
    Ids(party, row): Ids<PartyId, RowId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let words = texts::say(visitor.language(), "access-package-by-hand");
    let (app, actor) = (&visitor.app, &visitor.actor);
    match handing::take_out(app, actor, (party, row), &words).await {
        Ok(packed) => Ok(answer(&visitor, packed)),
        Err(error) => {
            shown_again(&visitor, (party, row), &error, (HANDING, Fields::default())).await
        }
    }
}

/// `POST /customers/{party}/access/{package}/sealed`: kept for some days, and handed over from the
/// page it leads to.
pub(super) async fn lay_out(
    Ids(party, row): Ids<PartyId, RowId>,
    Posted { visitor, .. }: Posted,
) -> Result<Response, Problem> {
    let say = |key: &str| texts::say(visitor.language(), key);
    let (about, words) = (say("access-package-title"), say("access-package-laid-out"));
    let (app, actor) = (&visitor.app, &visitor.actor);
    let laid_out = Box::pin(handing::lay_out(app, actor, (party, row), (&about, &words)));
    match laid_out.await {
        Ok(package) => Ok(done(&path_of(package), "done-added")),
        Err(error) => {
            shown_again(&visitor, (party, row), &error, (HANDING, Fields::default())).await
        }
    }
}

/// The answer that hands an archive out as it is written.
fn answer(visitor: &Visitor, packed: Packed) -> Response {
    let (sink, pieces) = pipe();
    let breaker = sink.breaker();
    let (app, actor) = (visitor.app.clone(), visitor.actor.clone());
    visitor.app.begin(async move {
        let writing = Box::pin(pack::write(&app, &actor, packed, sink));
        if let Err(error) = writing.await {
            tracing::error!(code = error.code().as_str(), "a copy broke off");
            breaker.break_off().await;
        }
    });
    let name = format!("jaljennos-{}.zip", visitor.today());
    let body = streamed(pieces);
    // It is packed already: packing it once more on its way would only take time.
    let as_it_is = (
        header::CONTENT_ENCODING,
        HeaderValue::from_static("identity"),
    );
    ([as_it_is], saved("application/zip", &name, body)).into_response()
}
