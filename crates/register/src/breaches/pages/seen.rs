//! "What did this account, token or address see between these moments?": people and categories from
//! the trail, taken out with a reason, or taken into a breach's list.
//!
//! Invariants: every part looks through a bounded number of lines and says where the next begins; a
//! name is shown only to whoever may see it, and a file needs a reason, which is sealed into its
//! lines.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{ActorId, Instant, PartyId, RowId, Zone};
use formats::csv;
use guard::{Ask, KnownNetwork, PeopleSeen, PersonSeen, Work};
use policy::{Action, Category};
use serde::Deserialize;

use super::super::affected;
use super::super::asked::{REASON_MAX, text};
use super::super::error::Error;
use super::super::ledger::{self, Listed};
use super::PURPOSE;
use crate::people::{NameProofs, listed_names};
use crate::web::{
    Fields, Frame, Posted, Problem, Query, Visitor, Wrong, done, moment, page, saved, unfit,
};

/// People in one part at least, where there are so many.
const SHOWN: usize = 100;
/// The same where they are taken and not shown.
const TAKEN: usize = 500;
/// Parts taken in one go: what is left is gone on with.
const PARTS_MAX: usize = 200;
/// Customers whose names are opened in one unit of work.
const NAMED: usize = 500;

#[derive(Template)]
#[template(path = "breaches/seen.html")]
struct SeenPage {
    frame: Frame,
    actors: Vec<(ActorId, String)>,
    breaches: Vec<Listed>,
    wish: Wish,
    /// Nothing where it was not asked for.
    seen: Option<Part>,
    /// The accounts that signed in from the address.
    known: Option<Vec<KnownNetwork>>,
    wrong: Wrong,
}

/// What somebody saw, a part of it.
struct Part {
    people: Vec<(PersonSeen, Option<String>)>,
    sign_ins: Vec<(Instant, Instant)>,
    next: Option<i64>,
}

/// Who, from when until when, behind which line; into which breach. A network address is somebody's
/// too, so it never stands in the address of a page.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in super::super) struct Wish {
    actor: String,
    from: String,
    until: String,
    after: Option<String>,
    breach: String,
}

/// What is looked for: whose looks, within which time, behind which line.
type Sought = (ActorId, (Instant, Instant), Option<i64>);

impl Wish {
    fn of(fields: &Fields) -> Self {
        let own = |name| fields.text(name).to_owned();
        Self {
            actor: own("actor"),
            from: own("from"),
            until: own("until"),
            after: Some(own("after")),
            breach: own("breach"),
        }
    }

    fn is_empty(&self) -> bool {
        self.actor.is_empty() && self.from.is_empty() && self.until.is_empty()
    }

    fn read(&self, zone: &Zone) -> Result<Sought, Error> {
        let actor: i64 = self.actor.parse().map_err(|_| Error::Seen("actor"))?;
        let from = moment(zone, self.from.trim()).ok_or(Error::Seen("from"))?;
        let until = moment(zone, self.until.trim()).ok_or(Error::Seen("until"))?;
        if until.1 <= from.0 {
            return Err(Error::Seen("until"));
        }
        let after = self.after.as_deref().and_then(|after| after.parse().ok());
        Ok((ActorId::new(actor), (from.0, until.1), after))
    }

    /// The address of the page behind a line.
    fn path(&self, after: Option<i64>) -> String {
        let plain = |text: &str| text.trim().replace(' ', "+");
        let (from, until) = (plain(&self.from), plain(&self.until));
        let after = after.map_or_else(String::new, |after| format!("&after={after}"));
        let (actor, breach) = (plain(&self.actor), plain(&self.breach));
        format!("/breaches/seen?actor={actor}&from={from}&until={until}&breach={breach}{after}")
    }
}

impl SeenPage {
    fn words(&self, categories: &std::collections::BTreeSet<Category>) -> String {
        let words: Vec<String> = categories.iter().map(|one| self.frame.word(one)).collect();
        words.join(", ")
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn name(&self, actor: &ActorId, name: &str) -> String {
        if actor.get() < 0 {
            self.frame.say(&["people-job-", name].concat())
        } else {
            name.to_owned()
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn is_actor(&self, actor: &ActorId) -> bool {
        self.wish.actor == actor.get().to_string()
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn is_breach(&self, breach: &RowId) -> bool {
        self.wish.breach == breach.to_string()
    }

    /// The same question within one session.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn within(&self, from: &Instant, until: &Instant) -> String {
        let wish = Wish {
            from: self.frame.at(from),
            until: self.frame.at(until),
            ..self.wish.clone()
        };
        wish.path(None)
    }

    fn of_account(&self, known: &KnownNetwork) -> String {
        let wish = Wish {
            actor: known.0.get().to_string(),
            ..self.wish.clone()
        };
        wish.path(None)
    }

    fn next(&self, part: &Part) -> Option<String> {
        part.next.map(|next| self.wish.path(Some(next)))
    }
}

/// `GET /breaches/seen`
pub(in super::super) async fn show(
    visitor: Visitor,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let sought = if wish.is_empty() || wish.actor.is_empty() {
        None
    } else {
        match wish.read(&visitor.policy.controller().zone) {
            Ok(sought) => Some(sought),
            Err(error) => return again(&visitor, wish, None, LOOK, &error).await,
        }
    };
    page(&read(&visitor, wish, sought, Wrong::default()).await?)
}

/// `POST /breaches/seen/address`: the accounts that signed in from the network of an address.
pub(in super::super) async fn compare(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let accounts = visitor.app.guard().accounts();
    let known = accounts.seen_from(&visitor.actor, fields.text("address"));
    let known = known.await;
    let known = known.map_err(|error| Problem::of(&error, visitor.language()))?;
    let shown = read(&visitor, Wish::of(&fields), None, Wrong::default()).await?;
    page(&SeenPage {
        known: Some(known),
        ..shown
    })
}

async fn read(
    visitor: &Visitor,
    wish: Wish,
    sought: Option<Sought>,
    wrong: Wrong,
) -> Result<SeenPage, Problem> {
    let language = visitor.language();
    let guard = visitor.app.guard();
    let failed = |error: guard::Error| Problem::of(&error, language);
    let actors = guard.records().actors(&visitor.actor).await;
    let actors = actors.map_err(failed)?;
    let reading = move |work: &mut Work<'_>| {
        let (breaches, _) = ledger::open(work, RowId::new(i64::MAX))?;
        let part = match sought {
            None => None,
            Some(sought) => Some(part(work, sought)?),
        };
        Ok::<_, Error>((breaches, part))
    };
    let read = guard.desk().read(&visitor.actor, PURPOSE, reading).await;
    let (breaches, seen) = read.map_err(|error| visitor.problem(&error))?;
    Ok(SeenPage {
        frame: Frame::of(visitor, texts::say(language, "breaches-seen-title")),
        actors,
        breaches,
        wish,
        seen,
        known: None,
        wrong,
    })
}

fn part(work: &mut Work<'_>, sought: Sought) -> Result<Part, Error> {
    let PeopleSeen { people, next } = affected::seen(work, sought, SHOWN)?;
    let parties: Vec<PartyId> = people.iter().map(|one| one.party).collect();
    let mut names: HashMap<PartyId, String> = HashMap::new();
    for parties in parties.chunks(NAMED) {
        names.extend(listed_names(work, parties)?);
    }
    // Told once, with the first part.
    let sign_ins = match sought.2 {
        None => work.sign_ins(sought.0, sought.1)?,
        Some(_) => Vec::new(),
    };
    let with_names = people.into_iter().map(|one| {
        let name = names.remove(&one.party);
        (one, name)
    });
    Ok(Part {
        people: with_names.collect(),
        sign_ins,
        next,
    })
}

/// `POST /breaches/seen`: the people somebody saw are taken into a breach's list.
pub(in super::super) async fn take(
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let wish = Wish::of(&fields);
    let read = wish.read(&visitor.policy.controller().zone);
    let breach: Result<RowId, Error> = wish.breach.parse().map_err(|_| Error::Choice);
    let sought = match read {
        Ok(sought) => sought,
        Err(error) => return again(&visitor, wish, None, LOOK, &error).await,
    };
    let take = ("take", Some(fields));
    let breach = match breach {
        Ok(breach) => breach,
        Err(error) => return again(&visitor, wish, Some(sought), take, &error).await,
    };
    let (whom, times, mut after) = sought;
    let desk = visitor.app.guard().desk();
    for _ in 0..PARTS_MAX {
        let taking = move |work: &mut Work<'_>| {
            let seen = affected::seen(work, (whom, times, after), TAKEN)?;
            affected::take(work, breach, &seen.people)?;
            Ok::<_, Error>(seen.next)
        };
        after = match desk.write(&visitor.actor, PURPOSE, taking).await {
            Ok(next) => next,
            Err(error) => return again(&visitor, wish, Some(sought), take, &error).await,
        };
        if after.is_none() {
            return Ok(done(&format!("/breaches/{breach}/people"), "done-added"));
        }
    }
    // More than one request should take: the page goes on behind where this one stopped.
    Ok(Redirect::to(&wish.path(after)).into_response())
}

/// `POST /breaches/seen.csv`: the people somebody saw, as a file, for a reason.
pub(in super::super) async fn csv(Posted { visitor, fields }: Posted) -> Result<Response, Problem> {
    let wish = Wish {
        after: None,
        ..Wish::of(&fields)
    };
    let read = wish.read(&visitor.policy.controller().zone);
    let reason = match text(fields.text("reason"), REASON_MAX) {
        Ok(reason) if reason.is_empty() => Err(Error::Reason),
        reason => reason,
    };
    let sought = match read {
        Ok(sought) => sought,
        Err(error) => return again(&visitor, wish, None, LOOK, &error).await,
    };
    let csv = ("csv", Some(fields));
    let reason = match reason {
        Ok(reason) => reason,
        Err(error) => return again(&visitor, wish, Some(sought), csv, &error).await,
    };
    let (whom, times, mut after) = sought;
    let desk = visitor.app.guard().desk();
    let (mut all, mut whole) = (BTreeMap::new(), false);
    for _ in 0..PARTS_MAX {
        let reading = move |work: &mut Work<'_>| affected::seen(work, (whom, times, after), TAKEN);
        let seen = desk.read(&visitor.actor, PURPOSE, reading).await;
        let seen = seen.map_err(|error| visitor.problem(&error))?;
        affected::add_up(&mut all, seen.people);
        after = seen.next;
        whole = after.is_none();
        if whole {
            break;
        }
    }
    if !whole {
        // A file that leaves people out without a word would be a wrong answer.
        return again(&visitor, wish, Some(sought), csv, &Error::Length).await;
    }
    let all: Vec<PersonSeen> = all.into_values().collect();
    let mut names = HashMap::new();
    for chunk in all.chunks(NAMED) {
        let parties: Vec<PartyId> = chunk.iter().map(|one| one.party).collect();
        let reason = reason.clone();
        let naming = move |work: &mut Work<'_>| {
            let seen = work.seen(Action::List, &parties)?;
            let proofs = NameProofs::ask(work, &seen, |of| Ask::export(of, &reason))?;
            Ok::<_, Error>(proofs.sorted_names(work, &seen)?)
        };
        let read = desk.read(&visitor.actor, PURPOSE, naming).await;
        names.extend(read.map_err(|error| visitor.problem(&error))?);
    }
    let written = rows(&visitor, &all, &names);
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let written = written.map_err(|_| Problem::Bare(status, visitor.language()))?;
    Ok(saved("text/csv; charset=utf-8", "nahdyt.csv", written))
}

fn rows(
    visitor: &Visitor,
    all: &[PersonSeen],
    names: &HashMap<PartyId, String>,
) -> std::io::Result<Vec<u8>> {
    let say = |key: &str| texts::say(visitor.language(), key);
    let headings = [
        say("breaches-csv-id"),
        say("breaches-name-of"),
        say("breaches-opened"),
        say("breaches-listed"),
        say("breaches-first"),
        say("breaches-last"),
        say("breaches-times"),
    ];
    let mut writer = csv::Writer::new(Vec::new(), &headings)?;
    let zone = &visitor.policy.controller().zone;
    for one in all {
        let words = |categories: &std::collections::BTreeSet<Category>| {
            let words: Vec<String> = categories.iter().map(|one| say(&one.text_key())).collect();
            words.join(", ")
        };
        writer.row([
            one.party.to_string(),
            names.get(&one.party).cloned().unwrap_or_default(),
            words(&one.opened),
            words(&one.listed),
            zone.finnish(one.first),
            zone.finnish(one.last),
            one.times.to_string(),
        ])?;
    }
    writer.finish()
}

/// The form that asks who saw whom, when; what was typed into it is the wish.
const LOOK: (&str, Option<Fields>) = ("look", None);

/// The page again, with the sentence at its field and with what was typed.
async fn again(
    visitor: &Visitor,
    wish: Wish,
    sought: Option<Sought>,
    (form, fields): (&str, Option<Fields>),
    error: &Error,
) -> Result<Response, Problem> {
    let wrong = visitor.wrong(form, error, fields.unwrap_or_default())?;
    unfit(&read(visitor, wish, sought, wrong).await?)
}
