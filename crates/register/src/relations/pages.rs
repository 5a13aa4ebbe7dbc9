//! The page of a customer's sites and relations: seeing them, and every change of them by its form.
//!
//! Invariant: how one gets in at a site is opened only for whoever asks for it on this page.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use basics::{Coded, Day, PartyId, RowId};
use guard::category::{Services, SiteAccess};
use guard::{Ask, Work};
use policy::{Policy, Purpose, SourceKind};
use serde::Deserialize;

use super::asked;
use super::change::{Change, record};
use super::error::Error;
use super::ledger::{self, Relations};
use super::model::{Kind, MATTERS, RelationView};
use crate::people::{Difference, LIST_ROW, name_of, purpose_about, told_since, what_in_words};
use crate::sites::{self, Shown, SiteView, Sites};
use crate::web::{
    Fields, Frame, Id, Posted, Problem, Query, Start, Visitor, Wrong, done, page, plain, unfit,
};

#[derive(Template)]
#[template(path = "sites/customer.html")]
struct SitesPage {
    frame: Frame,
    policy: Arc<Policy>,
    party: PartyId,
    name: String,
    number: i64,
    version: i64,
    /// Nothing where the role may not see them.
    sites: Option<Sites>,
    relations: Option<Relations>,
    /// Whether the visitor may change sites and relations, and how one gets in.
    may_change: bool,
    may_change_access: bool,
    /// After which site the page begins.
    from: Option<RowId>,
    sources: Vec<SourceKind>,
    kinds: [Kind; 8],
    matters: [Purpose; 3],
    today: Day,
    /// What others changed in the meantime.
    others: Vec<Difference>,
    /// The version a form was filled from, where somebody else was faster.
    seen: Option<i64>,
    wrong: Wrong,
}

/// The name of a form: what it changes, and of which site or relation.
fn form_of(what: &str, row: &str) -> String {
    [what, "-", row].concat()
}

impl SitesPage {
    /// What a word of the history means.
    fn what(&self, what: &str) -> String {
        what_in_words(&self.policy, what, self.frame.language)
    }

    /// The name of a form.
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn form(&self, what: &str, row: &str) -> String {
        form_of(what, row)
    }

    /// Whether a form of a site or a relation is shown again.
    fn opens(&self, what: &str, row: &str) -> bool {
        self.wrong.is_in(&form_of(what, row))
    }

    /// Whether the form of how one gets in is shown: what is there is opened before it is written
    /// over.
    fn may_write_access(&self, site: &SiteView) -> bool {
        let seen = matches!(site.access, Shown::Open(_) | Shown::Nothing);
        self.may_change_access && seen
    }

    /// As what the one of the two stands whose page this is not.
    fn stands(&self, relation: &RelationView) -> String {
        let side = if relation.own == relation.kind.lives() {
            "relations-of-"
        } else {
            "relations-kind-"
        };
        self.frame.say(&[side, relation.kind.key()].concat())
    }

    /// Whether a relation holds today or will.
    fn holds(&self, relation: &RelationView) -> bool {
        relation.holds(self.today)
    }

    /// Who may be told about whose matters, and which.
    fn told(&self, relation: &RelationView) -> String {
        let matters = relation.told.iter();
        let matters = matters.map(|one| self.frame.say(&["relations-told-", one.key()].concat()));
        let matters = matters.collect::<Vec<_>>().join(", ");
        match (matters.is_empty(), relation.tells_here()) {
            (true, _) => self.frame.say("relations-told-nothing"),
            (false, true) => self.frame.with("relations-told-here", "matters", &matters),
            (false, false) => self.frame.with("relations-told-there", "matters", &matters),
        }
    }

    fn sites_for_choice(&self) -> impl Iterator<Item = &SiteView> {
        let shown = self.sites.iter().flat_map(|sites| &sites.shown);
        shown.filter(|site| site.until.is_none())
    }
}

/// Where the lists begin, and whether how one gets in is opened.
#[derive(Deserialize, Default)]
pub(super) struct Wish {
    after: Option<String>,
    #[serde(default)]
    before: Start,
    access: Option<String>,
}

impl Wish {
    fn after(&self) -> RowId {
        let after = self.after.as_deref().and_then(|row| row.parse().ok());
        after.unwrap_or(RowId::new(0))
    }
}

/// `GET /customers/{party}/sites`
pub(super) async fn show(
    visitor: Visitor,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    page(&read(&visitor, party, wish, None, Wrong::default()).await?)
}

/// The purpose under which most of the page can be seen: how one gets in is seen for few.
async fn purpose(visitor: &Visitor, party: PartyId) -> Result<Purpose, Problem> {
    let guard = visitor.app.guard();
    let could = |work: &Work<'_>| sites::sees_access(work);
    let purpose = purpose_about(guard, &visitor.actor, &visitor.policy, party, could).await;
    purpose.map_err(|error| Problem::of(&error, visitor.language()))
}

async fn read(
    visitor: &Visitor,
    party: PartyId,
    wish: Wish,
    seen: Option<i64>,
    wrong: Wrong,
) -> Result<SitesPage, Problem> {
    let (open, after, before) = (wish.access.is_some(), wish.after(), wish.before.before());
    let reading = move |work: &mut Work<'_>| {
        let name = name_of(work, party)?;
        let version = work.party(party)?.ok_or(guard::Error::NotThere)?.version;
        let (_, number, _, _) = work.tx().one(&LIST_ROW, (party,))?;
        let sites = sites::of_party(work, party, after, open)?;
        let relations = ledger::of_party(work, party, before)?;
        let others = match seen {
            Some(seen) => told_since(work, party, seen)?,
            None => Vec::new(),
        };
        let change = Ask::change(&[]);
        let may = (
            work.could_without_reason::<Services>(&change),
            sites::sees_access(work) && work.could_without_reason::<SiteAccess>(&change),
        );
        Ok::<_, Error>((name, number, version, sites, relations, others, may))
    };
    let desk = visitor.app.guard().desk();
    let purpose = purpose(visitor, party).await?;
    let read = desk.read(&visitor.actor, purpose, reading).await;
    let read = read.map_err(|error| Problem::of(&error, visitor.language()))?;
    let (name, number, version, sites, relations, others, may) = read;
    Ok(SitesPage {
        frame: Frame::of(visitor, texts::say(visitor.language(), "sites-title")),
        policy: Arc::clone(&visitor.policy),
        party,
        name,
        number,
        version,
        sites,
        relations,
        may_change: may.0,
        may_change_access: may.1,
        from: (after.get() > 0).then_some(after),
        sources: sources(visitor),
        kinds: Kind::ALL,
        matters: MATTERS,
        today: visitor.today(),
        others,
        seen,
        wrong,
    })
}

/// The kinds of source that the notice names; every kind where it names none.
fn sources(visitor: &Visitor) -> Vec<SourceKind> {
    let named = visitor.policy.sources().iter();
    let mut named: Vec<_> = named.map(|source| source.kind).collect();
    if named.is_empty() {
        named.extend(SourceKind::ALL);
    }
    named
}

/// `POST /customers/{party}/sites`
pub(super) async fn change(
    Id(party): Id<PartyId>,
    Posted { visitor, fields }: Posted,
) -> Result<Response, Problem> {
    let asked = match asked::change(&visitor, &fields) {
        Ok(Some(asked)) => asked,
        Ok(None) => return Err(Problem::BadForm(visitor.language())),
        Err(error) => return again(&visitor, party, fields, &error).await,
    };
    let said = match asked {
        Change::AddSite(..) | Change::Relate(_) => "done-added",
        Change::ChangeSite(..) | Change::SetAccess(..) => "done-saved",
        Change::EndSite(..) | Change::EndRelation(..) => "done-ended",
    };
    let seen = fields.text("version").parse().unwrap_or(0);
    let writing = move |work: &mut Work<'_>| record(work, party, seen, &asked);
    let purpose = purpose(&visitor, party).await?;
    let desk = visitor.app.guard().desk();
    match desk.write(&visitor.actor, purpose, writing).await {
        Ok(()) => Ok(done(&path_of(party), said)),
        Err(error) => again(&visitor, party, fields, &error).await,
    }
}

fn path_of(party: PartyId) -> String {
    ["/customers/", &party.to_string(), "/sites"].concat()
}

/// The page again, with the sentence at its field and with what was typed; what others changed where
/// somebody was faster.
async fn again(
    visitor: &Visitor,
    party: PartyId,
    fields: Fields,
    error: &Error,
) -> Result<Response, Problem> {
    let form = form_of(fields.text("what"), fields.text("row"));
    let Error::Guard(guard::Error::Changed) = error else {
        let wrong = visitor.wrong(&form, error, fields)?;
        return unfit(&read(visitor, party, Wish::default(), None, wrong).await?);
    };
    let seen = fields.text("version").parse().ok();
    let sentence = texts::say(visitor.language(), &error.code().text_key());
    let wrong = Wrong::new(&form, None, sentence, fields);
    let form = read(visitor, party, Wish::default(), seen, wrong).await?;
    Ok((StatusCode::CONFLICT, Html(plain(&form)?)).into_response())
}
