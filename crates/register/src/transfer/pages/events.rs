//! What moves on a page, sent as it moves: server-sent events.
//!
//! The part of the page is the same that is fetched without them, and the page works without
//! either. A stream lives shorter than a stop waits; the browser opens the next one by itself.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::web::Problem;

/// How often the page moves.
const EVERY: Duration = Duration::from_millis(700);
/// Events of one stream.
const EVENTS: u32 = 10;
/// After how long the browser opens the next stream.
const AGAIN: Duration = Duration::from_millis(300);

/// Sends the part that `look` gives, until it says `data-done` or the stream has lived its time.
pub(super) fn events<F, L>(look: L) -> Response
where
    L: Fn() -> F + Send + 'static,
    F: Future<Output = Result<String, Problem>> + Send,
{
    let told = stream::unfold((0, look), |(count, look)| async move {
        if count >= EVENTS {
            return None;
        }
        if count > 0 {
            tokio::time::sleep(EVERY).await;
        }
        let part = look().await.ok()?;
        let next = if part.contains("data-done") {
            EVENTS
        } else {
            count + 1
        };
        let event = Event::default().retry(AGAIN).data(part);
        Some((Ok::<_, Infallible>(event), (next, look)))
    });
    Sse::new(told)
        .keep_alive(KeepAlive::default())
        .into_response()
}
