//! The notice for programs: public, as its page is.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use basics::{Language, hex};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::Problem;
use crate::app::App;
use crate::web::preferred;

pub(super) fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(current))
}

/// The language that was asked for.
struct Wished(Language);

impl FromRequestParts<App> for Wished {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        Ok(Self(preferred(&parts.headers)))
    }
}

/// The notice in force.
#[derive(Serialize, ToSchema)]
struct CurrentNotice {
    /// The number of the version.
    version: Option<i64>,
    /// From when it is in force, where that is known.
    in_force: Option<String>,
    /// SHA-256 of the file, in hexadecimal.
    digest: Option<String>,
    /// The whole text in one language: title, intro, sections.
    document: serde_json::Value,
}

/// The privacy notice in force, in the language that was asked for.
#[utoipa::path(
    get,
    path = "/notice",
    tag = "notice",
    operation_id = "readNotice",
    security(()),
    responses((status = 200, description = "The notice.", body = CurrentNotice)),
)]
async fn current(
    axum::extract::State(app): axum::extract::State<App>,
    Wished(language): Wished,
) -> Result<Json<CurrentNotice>, Problem> {
    let told = |error: guard::Error| Problem::of(&error, language);
    let notices = app.guard().notices();
    let policy = notices.in_force().await.map_err(told)?;
    let number = notices.number_in_force().await.map_err(told)?;
    let versions = notices.versions().await.map_err(told)?;
    let version = versions
        .into_iter()
        .find(|version| Some(version.number) == number);
    Ok(Json(CurrentNotice {
        version: number,
        in_force: version
            .as_ref()
            .and_then(|version| version.in_force.map(|at| at.to_string())),
        digest: version.as_ref().map(|version| hex(&version.digest)),
        document: policy.document(language).to_json(),
    }))
}
