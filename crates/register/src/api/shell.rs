//! The operations put together with their description, and what holds for all of them.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use basics::Code;
use policy::Purpose;
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Required,
    Response as Described, ResponseBuilder,
};
use utoipa_axum::router::OpenApiRouter;

use super::caller::PURPOSE;
use super::problem::{Problem, ProblemBody};
use crate::app::App;
use crate::web::preferred;

/// Where it stands.
pub const PREFIX: &str = "/api/v1";
/// The name of the security scheme.
const TOKEN: &str = "token";

/// The operations of the capabilities with everything around them, and the description of them.
pub fn router(parts: impl IntoIterator<Item = OpenApiRouter<App>>) -> Router<App> {
    let (operations, description) = together(parts).split_for_parts();
    let text: Arc<str> = description.to_json().unwrap_or_default().into();
    let told = move || std::future::ready(described(&text));
    let own = Router::new()
        .route(&[PREFIX, "/openapi.json"].concat(), get(told))
        .route(PREFIX, axum::routing::any(nowhere))
        .route(&[PREFIX, "/{*rest}"].concat(), axum::routing::any(nowhere));
    operations.merge(own)
}

/// The description of these operations.
pub fn describe(parts: impl IntoIterator<Item = OpenApiRouter<App>>) -> OpenApi {
    together(parts).into_openapi()
}

fn together(parts: impl IntoIterator<Item = OpenApiRouter<App>>) -> OpenApiRouter<App> {
    let parts = parts.into_iter();
    let all = parts.fold(OpenApiRouter::default(), OpenApiRouter::merge);
    let mut all = OpenApiRouter::default().nest(PREFIX, all);
    complete(all.get_openapi_mut());
    all
}

fn described(text: &str) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], text.to_owned()).into_response()
}

async fn nowhere(request: Request) -> Problem {
    let language = preferred(request.headers());
    Problem::new(StatusCode::NOT_FOUND, Code::new("api.not_there"), language)
}

/// What every operation has in common: the title, the token, the purpose, problems.
fn complete(description: &mut OpenApi) {
    description.info = InfoBuilder::new()
        .title("Seloste")
        .version("1")
        .description(Some(
            "The customer register, for programs. Every request is on the record like a look at a \
             page; a token sees what its owner's role sees, and no more than it was given.",
        ))
        .license(Some(
            LicenseBuilder::new()
                .name("EUPL-1.2")
                .identifier(Some("EUPL-1.2"))
                .build(),
        ))
        .build();
    let components = description.components.get_or_insert_with(Components::new);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "A token, made by its owner on the page of her account.",
        ))
        .build();
    components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer));
    let problem = (ProblemBody::name().into_owned(), ProblemBody::schema());
    components.schemas.insert(problem.0, problem.1);
    let field = super::problem::FieldProblem::schema();
    components
        .schemas
        .insert(super::FieldProblem::name().into_owned(), field);
    for item in description.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.delete,
            &mut item.patch,
        ];
        for operation in operations.into_iter().flatten() {
            complete_operation(operation);
        }
    }
}

fn complete_operation(operation: &mut Operation) {
    // Only what needs no token says so itself.
    let public = operation.security.is_some();
    let header = |name: &str, about: &str, words: Vec<&'static str>| -> Parameter {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(about))
            .schema(Some(
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values((!words.is_empty()).then_some(words)),
            ))
            .build()
    };
    let parameters = operation.parameters.get_or_insert_with(Vec::new);
    parameters.push(RefOr::T(header(
        "Accept-Language",
        "`fi`, `sv` or `en`.",
        Vec::new(),
    )));
    let mut statuses = vec![
        ("400", "The request could not be read."),
        ("404", "Not there, or not for this token."),
        ("406", "Not like this."),
        ("408", "It took too long."),
        (
            "429",
            "Too many requests: wait as long as `Retry-After` says.",
        ),
        ("503", "Busy: try again as `Retry-After` says."),
    ];
    if !public {
        operation.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(
            TOKEN,
            [],
        )]);
        let about = "The purpose of the request, where the token has several.";
        let purposes = Purpose::ALL.into_iter().map(Purpose::key).collect();
        parameters.push(RefOr::T(header(PURPOSE, about, purposes)));
        statuses.push(("401", "The token is missing, unknown, expired or revoked."));
        statuses.push(("403", "The token may not."));
    }
    if operation.request_body.is_some() {
        statuses.push(("413", "The body is too large."));
        statuses.push(("415", "The body is of another kind."));
        statuses.push(("422", "The body was understood and cannot be taken."));
    }
    for (status, about) in statuses {
        let told = RefOr::T(problem(about));
        let responses = &mut operation.responses.responses;
        responses.entry(status.to_owned()).or_insert(told);
    }
}

fn problem(about: &str) -> Described {
    let body = Ref::from_schema_name(ProblemBody::name());
    ResponseBuilder::new()
        .description(about)
        .content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(body)).build(),
        )
        .build()
}
