//! The last step: how the draft reads, what changes by it, and its publication.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use basics::{Code, Coded, Day, Instant, Language};
use guard::{NotPublished, Work};
use policy::{Change, DeclaredField, ERASURE_WAIT_DAYS, Heed, Policy, Purpose, diff};
use serde::Deserialize;

use super::super::drafts::{self, Draft};
use super::checked::Checked;
use super::{DRAFT, again, newest, overtaken, revision, sentence, there};
use crate::fields;
use crate::web::{Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, page, plain, unfit};

#[derive(Template)]
#[template(path = "notice/preview.html")]
struct PreviewPage {
    frame: Frame,
    /// The draft as it would be printed; nothing while something is wrong with it.
    html: Option<String>,
    languages: [(&'static str, Language); 3],
    language: Language,
    checked: Checked,
}

/// In which language it is read.
#[derive(Deserialize)]
pub(in crate::notice) struct Wish {
    lang: Option<Language>,
}

/// `GET /notice/draft/preview`
pub(in crate::notice) async fn preview(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    let own = visitor.language();
    let language = wish.lang.unwrap_or(own);
    let checked = Checked::of(DRAFT, &draft.body, own);
    let html = checked
        .policy
        .as_ref()
        .map(|policy| policy.document(language).to_html_fragment());
    page(&PreviewPage {
        frame: Frame::of(&visitor, texts::say(own, "notice-preview")),
        html,
        languages: super::super::pages::LANGUAGES,
        language,
        checked,
    })
}

/// A change as the page tells it.
struct Told {
    sentence: String,
    /// Whether it must be heeded.
    heeded: bool,
    before: Option<String>,
    after: Option<String>,
}

/// What becomes due earlier.
struct Due {
    what: String,
    /// How much of it the register holds; nothing where nothing is counted.
    held: Option<(i64, bool)>,
}

/// A field that the draft declares no more, or in another category.
struct Vanishing {
    what: String,
    /// How many values hold, and whether there are more: while there is one it is not published.
    held: (i64, bool),
    /// How many were replaced and are kept.
    replaced: (i64, bool),
}

#[derive(Template)]
#[template(path = "notice/publication.html")]
struct PublicationPage {
    frame: Frame,
    revision: i64,
    /// The number it will have, to be typed.
    number: String,
    /// Where the draft began from an older version than the newest: that in words, and the newest.
    apart: Option<(String, String)>,
    changes: Vec<Told>,
    /// What is kept for a shorter time.
    due: Vec<Due>,
    /// Fields that it declares no more.
    vanishing: Vec<Vanishing>,
    /// Before this day nothing is erased by a shorter time.
    waits_until: Day,
    /// The first purposes that people are told of before they begin.
    new_purposes: Vec<String>,
    checked: Checked,
    wrong: Wrong,
}

/// The name of the form, before that of its fields in what is told of them.
const OWN: &str = "publication";

/// The most lots that are counted of one category.
const COUNTED_MAX: i64 = 10_000;

/// `GET /notice/draft/publication`
pub(in crate::notice) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    match there(&visitor).await? {
        Ok(draft) => page(&told(&visitor, &draft, Wrong::default()).await?),
        Err(away) => Ok(away),
    }
}

async fn told(visitor: &Visitor, draft: &Draft, wrong: Wrong) -> Result<PublicationPage, Problem> {
    let language = visitor.language();
    let checked = Checked::of(DRAFT, &draft.body, language);
    let newest = newest(visitor).await?;
    let before = before(visitor, newest.as_ref());
    let changed = checked
        .policy
        .as_ref()
        .map_or_else(Vec::new, |policy| diff(&before, policy));
    let named = |purpose: Purpose| texts::say(language, &purpose.text_key());
    let new_purposes = checked.policy.as_ref().map_or_else(Vec::new, |policy| {
        before.new_purposes(policy).into_iter().map(named).collect()
    });
    Ok(PublicationPage {
        frame: Frame::of(visitor, texts::say(language, "notice-publication")),
        revision: draft.revision,
        number: next(newest.as_ref()).to_string(),
        apart: apart(draft, newest.as_ref()).map(|(base, newest)| {
            let (base, newest) = (base.to_string(), newest.to_string());
            let values = [("base", base.as_str()), ("newest", newest.as_str())];
            let words = texts::say_with(language, "notice-apart", &values);
            (words, newest)
        }),
        due: due(visitor, &changed).await?,
        vanishing: vanishing(visitor, &before, checked.policy.as_ref()).await?,
        changes: changed
            .iter()
            .map(|change| in_words(change, language))
            .collect(),
        waits_until: waits_until(visitor),
        new_purposes,
        checked,
        wrong,
    })
}

fn in_words(change: &Change, language: Language) -> Told {
    let text = |texts: &Option<basics::Texts>| {
        let text = texts.as_ref().map(|texts| texts.get(language).to_owned());
        text.filter(|text| !text.is_empty())
    };
    Told {
        sentence: change.sentence(language),
        heeded: change.heed.is_some_and(|heed| heed != Heed::Longer),
        before: text(&change.before),
        after: text(&change.after),
    }
}

/// The first day on which something could be erased by a shorter time, if it is published today.
fn waits_until(visitor: &Visitor) -> Day {
    let zone = &visitor.policy.controller().zone;
    let today = zone.day_at(visitor.app.clock().now());
    policy::Period::new(ERASURE_WAIT_DAYS, policy::Unit::Days).after(today)
}

/// The fields that the draft drops or moves, with how many values hold in each and how many were
/// replaced and are kept.
async fn vanishing(
    visitor: &Visitor,
    before: &Policy,
    after: Option<&Policy>,
) -> Result<Vec<Vanishing>, Problem> {
    let Some(after) = after else {
        return Ok(Vec::new());
    };
    let gone = before.vanishing_fields(after).into_iter();
    let gone: Vec<DeclaredField> = gone
        .filter_map(|key| before.field(key.as_str()).cloned())
        .collect();
    let asked = gone.clone();
    let counting = move |tx: &mut store::Tx<'_>| {
        let counts = asked.iter().map(|field| {
            let key = field.key.as_str();
            fields::in_use(tx, key, field.category, COUNTED_MAX)
        });
        counts
            .collect::<Result<Vec<_>, _>>()
            .map_err(guard::Error::from)
    };
    let counts = visitor.app.guard().read_state(counting).await;
    let counts = counts.map_err(|error| Problem::of(&error, visitor.language()))?;
    let bounded = |count: i64| (count.min(COUNTED_MAX), count > COUNTED_MAX);
    let told = gone.iter().zip(counts);
    Ok(told
        .map(|(field, (held, replaced))| Vanishing {
            what: field.text.get(visitor.language()).to_owned(),
            held: bounded(held),
            replaced: bounded(replaced),
        })
        .collect())
}

/// What is kept for a shorter time, with how much of it there is.
async fn due(visitor: &Visitor, changes: &[Change]) -> Result<Vec<Due>, Problem> {
    let mut all = Vec::new();
    let shorter = changes
        .iter()
        .filter(|change| change.heed.is_some_and(Heed::waits));
    for change in shorter {
        let Some(about) = &change.about else { continue };
        let category = policy::Kept::from_key(&about.key).and_then(policy::Kept::category);
        let held = match category {
            Some(category) => {
                let notices = visitor.app.guard().notices();
                let held = notices.held(category, COUNTED_MAX).await;
                let held = held.map_err(|error| Problem::of(&error, visitor.language()))?;
                Some((held.min(COUNTED_MAX), held > COUNTED_MAX))
            }
            None => None,
        };
        all.push(Due {
            what: about.name_in(visitor.language()),
            held,
        });
    }
    Ok(all)
}

/// The number of the next version.
fn next(newest: Option<&(i64, String)>) -> i64 {
    newest.map_or(1, |(number, _)| number + 1)
}

/// What the next version is compared with: the newest one, which may be in force only later.
fn before(visitor: &Visitor, newest: Option<&(i64, String)>) -> Arc<Policy> {
    let newest = newest.and_then(|(_, text)| Policy::parse_published(text, "notice").ok());
    newest.map_or_else(|| Arc::clone(&visitor.policy), Arc::new)
}

/// Where the draft began from an older version than the newest one: that, and the newest. What the
/// versions between changed is taken back by it.
fn apart(draft: &Draft, newest: Option<&(i64, String)>) -> Option<(i64, i64)> {
    let (base, (newest, _)) = (draft.base?, newest?);
    (base != *newest).then_some((base, *newest))
}

/// From when it is in force: the day that was typed, or now. A day that has passed is a slip: what
/// was done since would stand under a notice that nobody had read.
fn in_force(visitor: &Visitor, fields: &Fields, first: bool) -> Result<Instant, Code> {
    let now = visitor.app.clock().now();
    let zone = &visitor.policy.controller().zone;
    match fields.text("in_force") {
        "" => Ok(now),
        text => {
            let day = Day::parse(text).map_err(|_| Code::new("notice.draft.day"))?;
            let today = zone.day_at(now);
            if day < today && !first {
                return Err(Code::new("notice.draft.past"));
            }
            Ok(if day == today {
                now
            } else {
                zone.start_of(day)
            })
        }
    }
}

/// `POST /notice/draft/publication`
pub(in crate::notice) async fn publish(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let draft = match there(&visitor).await? {
        Ok(draft) => draft,
        Err(away) => return Ok(away),
    };
    if draft.revision != revision(&fields) {
        let sentence = overtaken(&visitor, &draft, false);
        let wrong = Wrong::new(OWN, None, sentence, fields);
        let form = told(&visitor, &draft, wrong).await?;
        return Ok(again(StatusCode::CONFLICT, plain(&form)?));
    }
    let newest = newest(&visitor).await?;
    let number = next(newest.as_ref());
    let confirmed = fields.confirms("number", &number);
    let apart = apart(&draft, newest.as_ref());
    let seen = apart.is_none_or(|(_, newest)| fields.text("apart") == newest.to_string());
    let (at, problem) = match in_force(&visitor, &fields, number == 1) {
        Err(code) => (Some("in_force"), code),
        _ if !seen => (Some("apart"), Code::new("notice.draft.apart")),
        _ if !confirmed => (Some("number"), Code::new("notice.draft.unconfirmed")),
        Ok(from) => match published(&visitor, &draft, from).await {
            Ok(()) => return Ok(done("/notice/versions", "done-notice-published")),
            Err(NotPublished::Guard(error)) => {
                return Err(Problem::of(&error, visitor.language()));
            }
            Err(error) => (None, error.code()),
        },
    };
    let wrong = Wrong::new(OWN, at, sentence(&visitor, problem), fields);
    unfit(&told(&visitor, &draft, wrong).await?)
}

/// Publishes the draft; from then on there is none. Where the second half is cut off the draft
/// stays, and is refused as the version that is in force already.
async fn published(visitor: &Visitor, draft: &Draft, from: Instant) -> Result<(), NotPublished> {
    let guard = visitor.app.guard();
    let (text, revision) = (draft.body.clone(), draft.revision);
    super::super::publish(guard, &visitor.actor, text, Some(from)).await?;
    let done = move |work: &mut Work<'_>| match drafts::discard(work, revision) {
        // Somebody saved it meanwhile: it is the draft of the version after this one.
        Ok(()) | Err(drafts::Error::Changed | drafts::Error::Begun) => Ok(()),
        Err(drafts::Error::Guard(error)) => Err(error),
    };
    let desk = guard.desk();
    desk.write(&visitor.actor, Purpose::Staff, done).await?;
    Ok(())
}
