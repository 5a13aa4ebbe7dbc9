//! Retention for programs: how the clocks of a customer stand.

use axum::Json;
use basics::PartyId;
use guard::Work;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::standing::{self, Standing};
use crate::api::{Caller, Id, Problem, ProblemBody};
use crate::app::App;
use crate::people::{PURPOSES, name_of};

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(of_customer))
}

/// How long the data of a category of a customer is kept.
#[derive(Serialize, ToSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own to whoever reads it"
)]
struct ClockOf {
    /// The category, in the notice's word.
    category: &'static str,
    /// How many lots of it there are.
    lots: usize,
    /// On which ground it is kept, in the notice's word.
    ground: Option<&'static str>,
    /// The last day on which the first of it is kept, `YYYY-MM-DD`; nothing while no clock runs.
    first: Option<String>,
    /// The last day of all of it.
    until: Option<String>,
    /// Whether all of it is past its clock.
    over: bool,
    /// The law that orders it to be kept.
    by_law: Option<&'static str>,
    /// Whether a legal hold keeps some of it.
    held: bool,
    /// Whether the processing is restricted, so that nothing goes by itself.
    restricted: bool,
    /// Whether something needs it still.
    needed: bool,
    /// Whether its clock runs because no purpose of it concerns the customer any more, although a
    /// connection goes on.
    unused: bool,
}

/// The clocks of a customer.
#[derive(Serialize, ToSchema)]
struct Clocks {
    /// By category.
    clocks: Vec<ClockOf>,
}

/// How long the data of a customer is kept, in each category the token may see, and what keeps it
/// longer.
#[utoipa::path(
    get,
    path = "/customers/{id}/retention",
    tag = "retention",
    operation_id = "retentionOfCustomer",
    params(("id" = String, Path, description = "The customer's id.")),
    responses(
        (status = 200, description = "The clocks.", body = Clocks),
        (status = 404, description = "There is no such customer, or none the token may see.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
async fn of_customer(caller: Caller, Id(party): Id<PartyId>) -> Result<Json<Clocks>, Problem> {
    let purpose = caller.purpose(&PURPOSES)?;
    let reading = move |work: &mut Work<'_>| {
        let _seen = name_of(work, party)?;
        Ok::<_, crate::people::Error>(standing::seen(work, party)?)
    };
    let desk = caller.app.guard().desk();
    let read = desk.read(&caller.actor, purpose, reading).await;
    let language = caller.actor.language();
    let standing = read.map_err(|error| Problem::of(&error, language))?;
    Ok(Json(Clocks {
        clocks: standing.iter().map(clock).collect(),
    }))
}

fn clock(standing: &Standing) -> ClockOf {
    ClockOf {
        category: standing.category.key(),
        lots: standing.lots.len(),
        ground: standing.ground.map(policy::RetentionGround::key),
        first: standing.first.map(|day| day.to_string()),
        until: standing.until.map(|day| day.to_string()),
        over: standing.over,
        by_law: standing.by_law,
        held: !standing.holds.is_empty(),
        restricted: standing.restricted,
        needed: !standing.needs.is_empty(),
        unused: standing.unused,
    }
}
