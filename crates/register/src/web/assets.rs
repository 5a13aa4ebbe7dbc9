//! The style and the script, embedded in the program.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Name, kind and content of each.
const FILES: [(&str, &str, &str); 3] = [
    (
        "seloste.css",
        "text/css; charset=utf-8",
        include_str!("../../../../web/seloste.css"),
    ),
    (
        "seloste.js",
        "text/javascript; charset=utf-8",
        include_str!("../../../../web/seloste.js"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../../../../web/icon.svg"),
    ),
];

/// `GET /assets/{name}`
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let Some((_, kind, content)) = FILES.iter().find(|(file, ..)| *file == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let cached = HeaderValue::from_static("public, max-age=3600");
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CACHE_CONTROL, cached),
        ],
        *content,
    )
        .into_response()
}
