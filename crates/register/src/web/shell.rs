//! The layers around every route.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router, extract::State};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use tracing::Instrument as _;

use crate::app::App;
use crate::web::limits::{Limits, limited};
use crate::web::visitor::preferred;
use crate::web::worded::worded;
use crate::web::{Problem, Transport, assets, headers, message, pages};

/// The largest form; uploads have a limit of their own on their route.
const FORM_BYTES_MAX: usize = 256 * 1024;
/// The largest form of a set-up: a whole notice.
const NOTICE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// The longest any request may take.
const WHOLE: Duration = Duration::from_mins(1);

/// The routes of the capabilities, with everything around them, on plain HTTP.
pub fn shell(app: App, routes: Router<App>) -> Router {
    shell_over(Transport::Plain, app, routes)
}

/// The same, by the way it is reached. What is added later stands further outside: the security
/// headers are on whatever any other layer answers.
pub fn shell_over(transport: Transport, app: App, routes: Router<App>) -> Router {
    shell_limited(Limits::default(), transport, app, routes)
}

/// The same, with what one network may ask for.
pub fn shell_limited(
    limits: Limits,
    transport: Transport,
    app: App,
    routes: Router<App>,
) -> Router {
    let routes = routes
        .route("/assets/{name}", get(assets::asset))
        .route("/accessibility", get(pages::accessibility))
        .route("/styleguide", get(pages::styleguide))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            WHOLE,
        ))
        .layer(middleware::from_fn_with_state(limits, limited))
        .layer(middleware::from_fn_with_state(app.clone(), worded))
        .layer(middleware::from_fn(message::forget))
        .layer(Extension(transport))
        .layer(packed())
        .layer(middleware::map_response(headers::secure));
    let routes = match transport {
        Transport::Plain => routes,
        Transport::Tls => routes.layer(middleware::map_response(headers::strict)),
    };
    routes
        .layer(middleware::from_fn_with_state(app.clone(), told))
        .with_state(app)
}

/// Pages that stand before there is a register: what any page has around it and no register needs.
pub(crate) fn shell_before(routes: Router) -> Router {
    routes
        .route("/assets/{name}", get(assets::asset))
        .layer(DefaultBodyLimit::max(NOTICE_BYTES_MAX))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            WHOLE,
        ))
        .layer(packed())
        .layer(middleware::map_response(headers::secure))
}

/// Pages are packed as fast as can be: the usual level cost more than rendering the page.
fn packed() -> CompressionLayer {
    CompressionLayer::new()
        .gzip(true)
        .quality(CompressionLevel::Fastest)
}

async fn nowhere(request: Request) -> Problem {
    Problem::NoPage(preferred(request.headers()))
}

fn panicked(_what: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The header by which an answer and its lines in the log are brought together.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// One line in the log for each request: a number of its own, the pattern of the route, never what
/// was asked for. Whatever is logged while it is answered bears the same number.
async fn told(State(app): State<App>, request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let before = app.clock().now();
    let id = format!("{:016x}", app.ids().random());
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let ms = app.clock().now().ms_since(before);
    let status = response.status().as_u16();
    app.measured().request(method.as_str(), &route, status, ms);
    span.in_scope(|| tracing::info!(%method, route, status, ms, "request"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
