//! Sites and relations of a customer for programs: what her page shows, and adding a site.
//!
//! Invariant: what is sent is made of the same views as the page; how one gets in is sent to whoever
//! asks for it and may see it.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use basics::{Day, PartyId, RowId};
use guard::{Ask, Work};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asked::add_site;
use super::change::record;
use super::error::Error;
use super::ledger;
use super::model::RelationView;
use crate::api::{
    Body, Caller, Id, Key, NotDone, PREFIX, Problem, ProblemBody, Query, done_once, etag,
};
use crate::app::App;
use crate::people::{NameProofs, PURPOSES, holds_identity_code};
use crate::sites::{self, Access, Shown, SiteView};
use crate::web::Fields;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add))
}

/// What is asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// What `next_site` of the page before said.
    after: Option<String>,
    /// What `next_relation` of the page before said.
    before: Option<String>,
    /// `true`: with the access data, which the trail records as a look of its own.
    access: Option<bool>,
}

/// Sites and relations of a customer.
#[derive(Serialize, ToSchema)]
struct CustomerSites {
    /// Her sites.
    sites: Vec<Site>,
    /// Where the next sites begin, where there are any.
    next_site: Option<String>,
    /// Her relations, the newest first: those about her, then those that lead to her.
    relations: Vec<Relation>,
    /// Where the next relations that lead to her begin, where there are any.
    next_relation: Option<String>,
}

/// A site.
#[derive(Serialize, ToSchema)]
struct Site {
    /// Which one.
    id: String,
    /// What it is called.
    name: Option<String>,
    /// The lines above the town.
    street: String,
    /// Postal code.
    postal_code: String,
    /// Town.
    town: String,
    /// Where it is known from, in the notice's word.
    source: &'static str,
    /// When it was written down.
    recorded: String,
    /// The last day of work there.
    until: Option<String>,
    /// How one gets in, where it was asked for.
    access: Option<SiteAccessData>,
    /// Whether there is access data; nothing where the token may not see it.
    has_access: Option<bool>,
}

/// How one gets in.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SiteAccessData {
    /// Door code.
    door_code: Option<String>,
    /// Key.
    key: Option<String>,
    /// Alarm.
    alarm: Option<String>,
    /// What else one must know at the door.
    other: Option<String>,
}

/// A relation.
#[derive(Serialize, ToSchema)]
struct Relation {
    /// Which one.
    id: String,
    /// As what the one stands to the other: `manager`, `payer`, `tenant`, `resident`, `guardian`,
    /// `custodian`, `estate`, `proxy`.
    kind: &'static str,
    /// The customer it is about.
    about: String,
    /// The other one of the two.
    counterpart: String,
    /// Her name, where the token may see it.
    counterpart_name: Option<String>,
    /// What the site is called.
    site: Option<String>,
    /// The apartment.
    apartment: Option<String>,
    /// What it rests on.
    proof: Option<String>,
    /// In which matters one may be told about the other, in the notice's words for purposes.
    told: Vec<&'static str>,
    /// Whether it is this customer who may be told about the counterpart, or the other way round.
    tells_customer: bool,
    /// The first day.
    from: String,
    /// The last day.
    until: Option<String>,
    /// Where it is known from, in the notice's word.
    source: &'static str,
    /// When it was written down.
    recorded: String,
}

impl Site {
    fn of(site: SiteView) -> Self {
        let has_access = match &site.access {
            Shown::NotYours => None,
            Shown::Nothing => Some(false),
            Shown::There | Shown::Open(_) => Some(true),
        };
        let access = match site.access {
            Shown::Open(access) => Some(SiteAccessData::of(access)),
            Shown::NotYours | Shown::Nothing | Shown::There => None,
        };
        Self {
            id: site.site.to_string(),
            name: site.name,
            street: site.street,
            postal_code: site.postal_code,
            town: site.town,
            source: site.source.key(),
            recorded: site.recorded.to_string(),
            until: site.until.map(|day| day.to_string()),
            access,
            has_access,
        }
    }
}

impl SiteAccessData {
    fn of(access: Access) -> Self {
        Self {
            door_code: access.door_code,
            key: access.key,
            alarm: access.alarm,
            other: access.other,
        }
    }
}

impl Relation {
    fn of(view: RelationView) -> Self {
        let tells_customer = view.tells_here();
        Self {
            id: view.row.to_string(),
            kind: view.kind.key(),
            about: view.party.to_string(),
            counterpart: view.counterpart.to_string(),
            counterpart_name: Some(view.name).filter(|name| !name.is_empty()),
            site: view.site,
            apartment: view.apartment,
            proof: view.proof,
            told: view.told.iter().map(|purpose| purpose.key()).collect(),
            tells_customer,
            from: view.from.to_string(),
            until: view.until.map(|day: Day| day.to_string()),
            source: view.source.key(),
            recorded: view.recorded.to_string(),
        }
    }
}

/// The sites and relations of a customer.
#[utoipa::path(
    get,
    path = "/customers/{id}/sites",
    tag = "customers",
    operation_id = "listSites",
    params(("id" = String, Path, description = "The customer's id."), Wish),
    responses((status = 200, description = "Sites and relations.", body = CustomerSites)),
)]
async fn list(
    caller: Caller,
    Id(party): Id<PartyId>,
    Query(wish): Query<Wish>,
) -> Result<Json<CustomerSites>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let row = |text: Option<String>, none: i64| match text {
        None => Ok(RowId::new(none)),
        Some(text) => text.parse().map_err(|_| caller.problem(400, "api.query")),
    };
    let (after, before) = (row(wish.after, 0)?, row(wish.before, i64::MAX)?);
    let open = wish.access.unwrap_or_default();
    let reading = move |work: &mut Work<'_>| {
        let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
        NameProofs::ask(work, &[(party, row.kind)], Ask::view)?;
        let refused = guard::Error::Refused(guard::Refusal::View);
        let sites = sites::of_party(work, party, after, open)?.ok_or(refused)?;
        let relations = ledger::of_party(work, party, before)?;
        Ok::<_, Error>((sites, relations))
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let (sites, relations) = read.map_err(|error| caller.failed(&error))?;
    let (mut all, mut next_relation) = (Vec::new(), None);
    if let Some(relations) = relations {
        next_relation = relations.next.map(|row| row.to_string());
        all = relations.own;
        all.extend(relations.theirs);
    }
    Ok(Json(CustomerSites {
        sites: sites.shown.into_iter().map(Site::of).collect(),
        next_site: sites.next.map(|row| row.to_string()),
        relations: all.into_iter().map(Relation::of).collect(),
        next_relation,
    }))
}

/// A site to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSite {
    /// What it is called.
    name: Option<String>,
    /// The lines above the town.
    street: String,
    /// Postal code.
    postal_code: Option<String>,
    /// Town.
    town: Option<String>,
    /// How one gets in. It needs the purpose `services`.
    access: Option<SiteAccessData>,
    /// Where it is known from, in the notice's word.
    source: String,
}

impl NewSite {
    /// As the form of the page would post it.
    fn fields(&self) -> Fields {
        let access = self.access.as_ref();
        let part =
            |of: fn(&SiteAccessData) -> &Option<String>| access.and_then(|one| of(one).clone());
        let fields = [
            ("name", self.name.clone()),
            ("street", Some(self.street.clone())),
            ("postal_code", self.postal_code.clone()),
            ("town", self.town.clone()),
            ("door_code", part(|one| &one.door_code)),
            ("key", part(|one| &one.key)),
            ("alarm", part(|one| &one.alarm)),
            ("other", part(|one| &one.other)),
            ("source", Some(self.source.clone())),
        ];
        let filled = fields.into_iter();
        let filled = filled.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Fields::of(filled.collect())
    }
}

/// What was made: whose site, and her version now.
#[derive(Serialize, Deserialize, ToSchema)]
struct SiteMade {
    /// The customer's id.
    customer: String,
    /// Her version now; as a tag it is `ETag`.
    version: i64,
}

/// Adds a site to a customer.
#[utoipa::path(
    post,
    path = "/customers/{id}/sites",
    tag = "customers",
    operation_id = "addSite",
    request_body = NewSite,
    params(
        ("id" = String, Path, description = "The customer's id."),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again within two days, the same request is done once."),
    ),
    responses(
        (status = 201, description = "It was added.", body = SiteMade,
         headers(("Location" = String, description = "Where the customer's sites are read."),
                 ("ETag" = String, description = "The customer's version now."))),
        (status = 409, description = "A request with this key is being done.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn add(
    caller: Caller,
    Id(party): Id<PartyId>,
    key: Key,
    body: Body<NewSite>,
) -> Result<Response, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let fields = body.value.fields();
    let wrong = |error: Error| caller.failed(&error);
    if ["name", "street", "door_code", "key", "alarm", "other"]
        .iter()
        .any(|name| holds_identity_code(fields.text(name)))
    {
        return Err(wrong(Error::IdentityCode));
    }
    let asked = add_site(&fields).map_err(wrong)?;
    let about = ["addSite ", &party.to_string()].concat();
    let request = key.request(&caller, &about, purpose, &body.bytes);
    let adding = move |work: &mut Work<'_>| {
        done_once(work, request.as_ref(), |work| {
            let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
            // A new site changes nothing that somebody else may have changed.
            record(work, party, row.version, &asked)?;
            let row = work.party(party)?.ok_or(guard::Error::NotThere)?;
            let made = SiteMade {
                customer: party.to_string(),
                version: row.version,
            };
            Ok(serde_json::to_string(&made).unwrap_or_default())
        })
    };
    let desk = caller.app.guard().desk();
    let added: Result<String, NotDone<Error>> = desk.write(&caller.actor, purpose, adding).await;
    let added = added.map_err(|error| error.problem(&caller, |error| caller.failed(&error)))?;
    let made: SiteMade =
        serde_json::from_str(&added).map_err(|_| caller.problem(500, "web.failed"))?;
    let place = [PREFIX, "/customers/", &made.customer, "/sites"].concat();
    let place = HeaderValue::from_str(&place).map_err(|_| caller.problem(500, "web.failed"))?;
    let head = [
        (header::ETAG, etag(made.version)),
        (header::LOCATION, place),
    ];
    Ok((StatusCode::CREATED, head, Json(made)).into_response())
}
