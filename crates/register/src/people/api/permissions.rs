//! What a customer said about marketing, for programs.
//!
//! Invariant: made of the same views as the page, and read by the same functions as its forms.

use std::collections::HashMap;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use basics::{ActorId, Code, PartyId, RowId};
use guard::Work;
use policy::{Channel, MarketingChannel};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::asked::{self, Asker};
use super::super::card::speaks_for_another;
use super::super::change::{Change, change as make};
use super::super::{Error, PURPOSES};
use super::{Made, failed, made, unfit};
use crate::api::{
    Body, Caller, Id, Key, Matched, NotDone, Problem, ProblemBody, Query, done_once, etag,
};
use crate::permissions::{
    ActView, Allowed, Notice, Permissions, Sentences, State, acts_before, notice_views,
    permissions_of, sentence_of_state,
};
use crate::web::Fields;

/// Where the acts begin.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Before {
    /// What `next` of the page before said.
    before: Option<String>,
}

/// Whether marketing may reach a customer, and what she said about it.
#[derive(Serialize, ToSchema)]
pub(super) struct CustomerPermissions {
    /// The version an act is recorded from.
    version: i64,
    /// Channel by channel.
    channels: Vec<ChannelState>,
    /// What was said, newest first.
    acts: Vec<PermissionAct>,
    /// What `before` is for the next page; nothing where there is none.
    next: Option<String>,
    /// Which versions of the privacy notice were shown to her.
    notices: Vec<NoticeShown>,
}

/// Whether marketing may reach a customer over a channel.
#[derive(Serialize, ToSchema)]
pub(super) struct ChannelState {
    /// `email`, `sms`, `phone` or `post`.
    channel: &'static str,
    /// `yes`, `in_role` (in matters of her role for an organisation alone) or `no`.
    allowed: &'static str,
    /// Why, in words of the token's owner's language.
    reason: String,
}

/// What was said about marketing.
#[derive(Serialize, ToSchema)]
pub(super) struct PermissionAct {
    /// Its id.
    id: String,
    /// `consent`, `withdrawal`, `soft_opt_in`, `prohibition` or `earlier_no`.
    what: &'static str,
    /// The channel; `all` for marketing as a whole.
    channel: &'static str,
    /// The day on which it was given or received.
    on: String,
    /// How it came, in the notice's word.
    way: Option<&'static str>,
    /// Who wrote it down: `person`, `staff`, `list` or `register`.
    told_by: &'static str,
    /// What she agreed to.
    wording: Option<String>,
    /// Its language.
    language: Option<&'static str>,
    /// The version of the notice it stands in.
    notice_version: Option<i64>,
    /// Where the proof is.
    proof: Option<String>,
    /// What was sold.
    sale: Option<String>,
    /// When it was written down.
    recorded: String,
    /// By whom.
    by: String,
}

/// That a version of the notice was shown.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeShown {
    /// Which version.
    version: i64,
    /// `post`, `email`, `desk` or `web`.
    way: &'static str,
    /// On which day.
    on: String,
}

/// What a customer says about marketing, or that a version of the notice was shown to her. Which
/// fields it takes depends on `what`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPermission {
    /// `prohibition`, `consent`, `withdrawal`, `soft-opt-in` or `notice-shown`.
    what: String,
    /// `email`, `sms`, `phone`, `post`; `all` for each of them.
    #[serde(default)]
    channels: Vec<String>,
    /// The day on which it was given or received, `YYYY-MM-DD`; today where it is left out.
    on: Option<String>,
    /// How it came, in the notice's word: `post`, `email`, `form`, `phone`, `desk`.
    way: Option<String>,
    /// `consent`: `notice` for the wording of the notice in force.
    wording_of: Option<String>,
    /// `consent`: what she agreed to, where it is not the notice's.
    wording: Option<String>,
    /// `consent`: the language of the wording.
    language: Option<String>,
    /// Where the proof is.
    proof: Option<String>,
    /// `soft-opt-in`: what was sold.
    sale: Option<String>,
    /// `soft-opt-in`: whether she was told of marketing and did not refuse.
    #[serde(default)]
    told: bool,
    /// `notice-shown`: the number of the version.
    notice: Option<i64>,
    /// `notice-shown`: `post`, `email`, `desk` or `web`.
    shown_way: Option<String>,
    /// The request that it rests on, where the token needs one.
    reason: Option<String>,
}

impl NewPermission {
    /// The fields of a form that say the same.
    fn fields(&self) -> Fields {
        let number = self.notice.map(|number| number.to_string());
        let told = self.told.then(|| "1".to_owned());
        let texts = [
            ("what", Some(self.what.clone())),
            ("on", self.on.clone()),
            ("way", self.way.clone()),
            ("wording_of", self.wording_of.clone()),
            ("wording", self.wording.clone()),
            ("language", self.language.clone()),
            ("proof", self.proof.clone()),
            ("sale", self.sale.clone()),
            ("told", told),
            ("notice", number),
            ("shown_way", self.shown_way.clone()),
        ];
        let channels = self.channels.iter();
        let channels = channels.map(|channel| ("channel".to_owned(), channel.clone()));
        let texts = texts.into_iter();
        let texts = texts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        Fields::of(texts.chain(channels).collect())
    }
}

/// Whether marketing may reach a customer, and what she said about it.
#[utoipa::path(
    get,
    path = "/customers/{id}/permissions",
    tag = "customers",
    operation_id = "readPermissions",
    params(("id" = String, Path, description = "The customer's id."), Before),
    responses((
        status = 200,
        description = "Her permissions.",
        body = CustomerPermissions,
        headers(("ETag" = String, description = "Her version, for `If-Match`.")),
    )),
)]
pub(super) async fn show(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let before = match before {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| caller.problem(400, "api.query"))?),
    };
    let reading = move |work: &mut Work<'_>| read(work, party, before);
    let desk = caller.app.guard().desk();
    let found = desk.read(&caller.actor, purpose, reading).await;
    let (version, own, notices, actors) = found.map_err(|error| failed(&caller, error))?;
    let tag = etag(version);
    let told = Sentences(caller.actor.language());
    let body = CustomerPermissions::of((version, own), notices, &actors, told);
    Ok(([(header::ETAG, tag)], Json(body)).into_response())
}

type Read = (i64, Permissions, Vec<Notice>, HashMap<ActorId, String>);

fn read(work: &mut Work<'_>, party: PartyId, before: Option<RowId>) -> Result<Read, Error> {
    let (in_role, deceased) = speaks_for_another(work, party)?;
    let hidden = || guard::Error::Refused(guard::Refusal::View);
    let found = permissions_of(work, party, (in_role, deceased))?;
    let mut own = found.ok_or_else(hidden)?;
    if let Some(before) = before {
        (own.acts, own.older) = acts_before(work, party, before)?.ok_or_else(hidden)?;
    }
    let notices = notice_views(work, party)?;
    let authors: Vec<ActorId> = own.acts.iter().map(|act| act.by).collect();
    let actors = work.actor_names(authors)?;
    let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
    Ok((row.version, own, notices, actors))
}

impl CustomerPermissions {
    fn of(
        (version, own): (i64, Permissions),
        notices: Vec<Notice>,
        actors: &HashMap<ActorId, String>,
        told: Sentences,
    ) -> Self {
        let state = |(channel, state): &(MarketingChannel, State)| ChannelState {
            channel: channel.key(),
            allowed: match state.allowed {
                Allowed::Yes => "yes",
                Allowed::InRole => "in_role",
                Allowed::No => "no",
            },
            reason: sentence_of_state(told, state),
        };
        let act = |view: ActView| PermissionAct {
            id: view.act.row.to_string(),
            what: view.act.what.key(),
            channel: view.act.channel.map_or("all", MarketingChannel::key),
            on: view.act.on.to_string(),
            way: view.act.way.map(Channel::key),
            told_by: view.act.teller.key(),
            wording: view.wording,
            language: view.language.map(basics::Language::code),
            notice_version: view.notice_version,
            proof: view.proof,
            sale: view.sale,
            recorded: view.recorded.to_string(),
            by: actors.get(&view.by).cloned().unwrap_or_default(),
        };
        let notice = |one: Notice| NoticeShown {
            version: one.version,
            way: one.way.key(),
            on: one.on.to_string(),
        };
        Self {
            version,
            channels: own.states.iter().map(state).collect(),
            next: own.older.map(|older| older.to_string()),
            acts: own.acts.into_iter().map(act).collect(),
            notices: notices.into_iter().map(notice).collect(),
        }
    }
}

/// Records what a customer says about marketing, from the version that was read.
#[utoipa::path(
    post,
    path = "/customers/{id}/permissions",
    tag = "customers",
    operation_id = "addPermission",
    request_body = NewPermission,
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("If-Match" = String, Header, description = "The `ETag` of the version that was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 201, description = "It was recorded.", body = Made,
         headers(("Location" = String, description = "Where the customer is read."),
                 ("ETag" = String, description = "Her version now."))),
        (status = 409, description = "A request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else changed her in the meantime: read her again.", body = ProblemBody, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn add(
    caller: Caller,
    Id(party): Id<PartyId>,
    Matched(seen): Matched,
    key: Key,
    body: Body<NewPermission>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let caller_as = Asker {
        app: &caller.app,
        policy: &caller.policy,
    };
    let wrong = |code: Code| unfit(&caller, code);
    let asked = asked::change(&caller_as, &body.value.fields()).map_err(wrong)?;
    if !matches!(asked, Change::Permission(_) | Change::NoticeShown(..)) {
        return Err(wrong(Code::new("people.field.unknown")));
    }
    let reason = body.value.reason.clone().unwrap_or_default();
    let (id, version) = (party.to_string(), seen.to_string());
    let about = ["addPermission ", &id, " ", &version].concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let adding = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            make(work, party, seen, &asked, &reason)?;
            Made::of(work, party)
        })
    };
    let desk = caller.app.guard().desk();
    let added: Result<String, NotDone<Error>> = desk.write(&caller.actor, purpose, adding).await;
    let added = added.map_err(|error| error.problem(&caller, |error| failed(&caller, error)))?;
    made(&caller, &added, true)
}
