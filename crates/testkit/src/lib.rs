//! What every test needs: stores on both engines, a clock that stands still, randomness that
//! repeats, the shared example files.
//!
//! Invariant: a test that could not run says so, and fails where everything must run (`CI=true`);
//! it never passes by being skipped in silence.

mod backup;
mod engines;
mod held;

pub use backup::Backup;
pub use engines::{Locations, Stores, on};
pub use held::{FixedClock, SeededEntropy};
pub use store::Engine;

use std::path::{Path, PathBuf};

/// Whether everything must run: the environment says `CI=true`.
#[must_use]
pub fn must_run() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// The path of a shared example file, such as `standards/finvoice/invoice.xml`: below the folder
/// named by `SELOSTE_SHARED`, or below `shared/` beside the workspace. `None`, with a line that
/// says so, where it is not there.
///
/// # Panics
///
/// Where it is not there although everything must run.
#[must_use]
#[expect(clippy::print_stderr, reason = "a test says what it did not do")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = std::env::var_os("SELOSTE_SHARED").map(PathBuf::from);
    let beside = [workspace.join("../shared"), workspace.join("shared")];
    let folders = named.into_iter().chain(beside);
    let found = folders
        .map(|folder| folder.join(path))
        .find(|file| file.exists());
    if found.is_none() {
        eprintln!("not run: the shared file {path} is not there");
        assert!(!must_run(), "the shared file {path} must be there");
    }
    found
}

/// Runs a test once on each engine.
///
/// Each function becomes two tests, `a_sentence::sqlite` and `a_sentence::postgres`. The second
/// needs the address of a server in `TEST_POSTGRES_URL`.
///
/// ```
/// testkit::both_engines! {
///     /// What it shows.
///     async fn a_store_is_made_where_there_is_none(stores: testkit::Stores) {
///         let db = stores.open_register().await;
///         db.close().await;
///     }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($(
        $(#[$attribute:meta])*
        async fn $name:ident($($stores:ident)+: $type:ty) $body:block
    )*) => {
        $(
            $(#[$attribute])*
            #[cfg(test)]
            async fn $name($($stores)+: $type) $body

            #[cfg(test)]
            mod $name {
                #[test]
                fn sqlite() {
                    $crate::on($crate::Engine::Sqlite, super::$name);
                }

                #[test]
                fn postgres() {
                    $crate::on($crate::Engine::Postgres, super::$name);
                }
            }
        )*
    };
}
