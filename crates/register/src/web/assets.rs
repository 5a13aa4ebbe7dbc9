//! The style, the script and the icon, as the pages refer to them.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The name of the style.
pub const STYLE: &str = assets::SELOSTE_CSS.name;
/// The name of the script.
pub const SCRIPT: &str = assets::SELOSTE_JS.name;
/// The name of the icon.
pub const ICON: &str = assets::ICON_SVG.name;

/// `GET /assets/{name}`: packed as the browser takes it. A name belongs to what is in the file, so
/// it may be kept for a year, which is as long as caches count.
pub(crate) async fn asset(headers: HeaderMap, Path(name): Path<String>) -> Response {
    let Some(asset) = assets::ALL.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (content, packed) = asset.packed_for(accepted);
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let mut response = (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
            (header::CACHE_CONTROL, kept),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ],
        content,
    )
        .into_response();
    if let Some(packed) = packed {
        let packed = HeaderValue::from_static(packed);
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, packed);
    }
    response
}
