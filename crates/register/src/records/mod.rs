//! Records: who saw this customer, what did this actor see.
//!
//! In the interest of the person, who may ask who looked at her, and of the data-protection
//! contact, who answers. Both need the right *trail*, and reading is itself on the record.

mod api;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use basics::{ActorId, Instant, PartyId, Zone};
use guard::{Apart, Between, Seen, Work};
use policy::{Purpose, Right};
use serde::Deserialize;

use crate::app::App;
use crate::capability::Capability;
use crate::people::{Error, name_if_seen};
use crate::web::{
    Fields, Frame, Id, Link, Problem, Query, Section, Tab, Visitor, Wrong, moment, page,
};

/// What records tell about themselves.
pub const CAPABILITY: Capability = Capability {
    name: "records",
    statements: Vec::new,
    columns: Vec::new,
    routes,
    api: api::operations,
    menu: &[Link {
        path: "/trail",
        text: "records-menu",
        for_whom: |visitor| visitor.holds(Right::Trail),
        section: Section::Register,
        search: None,
    }],
    tabs: &[Tab {
        path: "/trail",
        text: "records-who-saw",
        for_whom: |visitor| visitor.holds(Right::Trail),
        outlasts: false,
    }],
    timeline: &[],
    collect: None,
    due: &[],
    needs: None,
    oversees: None,
    reports: None,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/customers/{party}/trail", get(of_party))
        .route("/trail", get(actors))
        .route("/trail/{actor}", get(of_actor))
}

/// Lines on a page.
const SHOWN: u16 = 100;

/// The lines before which the two parts of a customer's page begin.
#[derive(Deserialize)]
struct Before {
    opened: Option<i64>,
    listed: Option<i64>,
}

/// A table of lines.
struct Part {
    /// Its name among the parts of the page, and in its heading; an actor's lines are one part.
    name: Option<&'static str>,
    lines: Vec<Seen>,
    /// Where its next page is.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "records/lines.html")]
struct LinesPage {
    frame: Frame,
    parts: Vec<Part>,
    /// The customer whose lines they are; an actor's where there is none.
    party: Option<PartyId>,
    /// Her name, where whoever reads may see it.
    name: String,
    /// The time that an actor's lines are looked for in, as it was typed.
    times: Times,
    /// Whether it could not be read.
    wrong: Wrong,
}

/// From when until when, as it is typed: a day, or a day and a time.
#[derive(Clone, Default, Deserialize)]
struct Times {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    before: Option<i64>,
}

impl Times {
    /// The first instant and the one after the last.
    ///
    /// # Errors
    ///
    /// The first field whose text is neither empty nor a time.
    fn read(&self, zone: &Zone) -> Result<(Instant, Instant), &'static str> {
        let from = match self.from.trim() {
            "" => Instant::from_ms(0),
            text => moment(zone, text).ok_or("from")?.0,
        };
        let until = match self.until.trim() {
            "" => Instant::from_ms(i64::MAX),
            text => moment(zone, text).ok_or("until")?.1,
        };
        Ok((from, until))
    }
}

impl LinesPage {
    fn words<W: policy::Word>(&self, words: &[W]) -> String {
        words
            .iter()
            .map(|word| self.frame.word(word))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn actor(&self, line: &Seen) -> String {
        actor_name(&self.frame, line.actor, &line.actor_name)
    }

    fn code(&self, code: &str) -> String {
        // A deed to an account, what somebody said of what she did, or why something was refused.
        let deed = ["staff.", "said."];
        let deed = deed.iter().any(|deed| code.starts_with(deed));
        let kind = if deed { "deed-" } else { "error-" };
        self.frame
            .say(&[kind, &code.replace(['.', '_'], "-")].concat())
    }
}

/// `GET /customers/{party}/trail`
async fn of_party(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(Before { opened, listed }): Query<Before>,
) -> Result<Response, Problem> {
    let records = visitor.app.guard().records();
    let before = Apart { opened, listed };
    let apart = records
        .of_party_apart(&visitor.actor, party, before, SHOWN)
        .await;
    let apart = apart.map_err(|error| Problem::of(&error, visitor.language()))?;
    // One part turns its page, the other stays where it is.
    let turned = |name, opened: Option<i64>, listed: Option<i64>| {
        let begins = [("opened", opened), ("listed", listed)];
        let begins = begins.into_iter();
        let begins = begins.filter_map(|(part, at)| Some(format!("{part}={}", at?)));
        let begins: Vec<String> = begins.collect();
        format!("/customers/{party}/trail?{}#{name}", begins.join("&"))
    };
    let next = apart
        .opened
        .next
        .map(|next| turned("opened", Some(next), listed));
    let opened_part = Part {
        name: Some("opened"),
        lines: apart.opened.lines,
        next,
    };
    let next = apart
        .listed
        .next
        .map(|next| turned("listed", opened, Some(next)));
    let listed_part = Part {
        name: Some("listed"),
        lines: apart.listed.lines,
        next,
    };
    // After the lines, which are shown as they were before this look.
    let name = name_of(&visitor, party).await?;
    let frame = Frame::of(&visitor, texts::say(visitor.language(), "records-who-saw"));
    page(&LinesPage {
        frame,
        parts: vec![opened_part, listed_part],
        party: Some(party),
        name,
        times: Times::default(),
        wrong: Wrong::default(),
    })
}

/// The name of a customer, where the visitor may see it.
async fn name_of(visitor: &Visitor, party: PartyId) -> Result<String, Problem> {
    let purpose = visitor.purpose(&[Purpose::Rights, Purpose::Security]);
    let reading = move |work: &mut Work<'_>| name_if_seen(work, party);
    let desk = visitor.app.guard().desk();
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let name = read.map_err(|error: Error| visitor.problem(&error))?;
    Ok(name.unwrap_or_default())
}

/// `GET /trail/{actor}`: what an actor saw, within some time where one is given.
async fn of_actor(
    visitor: Visitor,
    Id(actor): Id<i64>,
    Query(times): Query<Times>,
) -> Result<Response, Problem> {
    let records = visitor.app.guard().records();
    let read = times.read(&visitor.policy.controller().zone);
    let whole = (Instant::from_ms(0), Instant::from_ms(i64::MAX));
    let (within, who) = (read.unwrap_or(whole), ActorId::new(actor));
    let found = records
        .of_actor_between(
            &visitor.actor,
            who,
            within,
            times.before,
            usize::from(SHOWN),
        )
        .await;
    let Between { lines, next } = found.map_err(|error| Problem::of(&error, visitor.language()))?;
    let next = next.map(|next| {
        let plain = |text: &str| text.trim().replace(' ', "+");
        let (from, until) = (plain(&times.from), plain(&times.until));
        format!("/trail/{actor}?from={from}&until={until}&before={next}")
    });
    let frame = Frame::of(
        &visitor,
        texts::say(visitor.language(), "records-what-seen"),
    );
    let next = next.filter(|_| read.is_ok());
    let name = None;
    page(&LinesPage {
        frame,
        parts: vec![Part { name, lines, next }],
        party: None,
        name: String::new(),
        times,
        wrong: read.err().map_or_else(Wrong::default, |at| {
            let sentence = texts::say(visitor.language(), "error-records-time");
            Wrong::new("times", Some(at), sentence, Fields::default())
        }),
    })
}

/// A member of staff by name, a job of the program in words.
fn actor_name(frame: &Frame, actor: ActorId, name: &str) -> String {
    if actor.get() < 0 {
        frame.say(&["people-job-", name].concat())
    } else {
        name.to_owned()
    }
}

#[derive(Template)]
#[template(path = "records/actors.html")]
struct ActorsPage {
    frame: Frame,
    actors: Vec<(ActorId, String)>,
}

/// `GET /trail`
async fn actors(visitor: Visitor) -> Result<Response, Problem> {
    let language = visitor.language();
    let actors = visitor.app.guard().records().actors(&visitor.actor).await;
    let actors = actors.map_err(|error| Problem::of(&error, language))?;
    let frame = Frame::of(&visitor, texts::say(language, "records-title"));
    let said = |(actor, name): (ActorId, String)| (actor, actor_name(&frame, actor, &name));
    let actors = actors.into_iter().map(said).collect();
    page(&ActorsPage { frame, actors })
}
