//! The first run: in an empty folder the program leads through the making of a register.
//!
//! A site of its own, before there is a register: where it lies, company, notice, administrator, the
//! copy of the keys. Afterwards the register is served where the site was.
//!
//! Invariants: the site is reached on loopback alone; it is let into once, by a code that is
//! printed on the terminal and nowhere else, so that nobody beside the one who started the program
//! takes the register over; the register is made as `init` makes it, whole or not at all; neither
//! the code nor a password is logged.

mod door;
mod making;
mod pages;
mod place;
mod state;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use basics::{Clock, Entropy, Language, OsEntropy, SystemClock};

use crate::folder::Folder;
use crate::listen::{self, Door, ServeError};
use crate::measured::Measured;
use crate::web;

pub use making::{NotFounded, found};
pub use state::SetUp;

/// A set-up of the register in this folder, with a code of its own.
#[must_use]
pub fn begin(folder: Folder, language: Language) -> SetUp {
    let entropy = OsEntropy;
    let numbers = [entropy.next_u64(), entropy.next_u64(), entropy.next_u64()];
    SetUp::new(folder, language, numbers)
}

/// The pages of the set-up.
pub fn routes(set_up: SetUp) -> Router {
    let routes = Router::new()
        .route("/set-up", get(door::show).post(door::enter))
        .route("/set-up/place", get(place::place).post(place::choose))
        .route("/set-up/notice", get(pages::notice))
        .route(
            "/set-up/notice/file",
            get(pages::file).post(pages::change_file),
        )
        .route("/set-up/notice/preview", get(pages::preview))
        .route(
            "/set-up/notice/parts/{part}",
            get(pages::part).post(pages::change_part),
        )
        .route(
            "/set-up/notice/parts/{part}/{item}",
            get(pages::one).post(pages::change_one),
        )
        .route(
            "/set-up/administrator",
            get(making::administrator).post(making::make),
        )
        .route("/set-up/keys", get(making::keys).post(making::copy))
        .route("/set-up/finished", post(making::finish))
        .fallback(|| async { Redirect::to("/set-up") })
        .with_state(set_up);
    web::shell_before(routes)
}

/// Serves the set-up until the register is made and its keys are looked after, or `stop` ends;
/// whether the register is made.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(
    set_up: &SetUp,
    address: SocketAddr,
    stop: impl Future<Output = ()>,
    listening: impl FnOnce(SocketAddr),
) -> Result<bool, ServeError> {
    let measured = Arc::new(Measured::since(SystemClock.now()));
    let finished = set_up.clone();
    let end = async move {
        tokio::select! {
            () = stop => {}
            () = finished.over() => {}
        }
    };
    let router = routes(set_up.clone());
    let served = listen::serve(router, (address, Door::Loopback), measured, end, listening).await;
    // A register that is being made when the program is told to stop is made whole, or not at all.
    set_up.settled().await;
    served?;
    Ok(set_up.is_finished())
}
