//! The one list of capabilities, and what each tells about itself.
//!
//! Whatever has to reach every capability (schema, statements, sealed columns, later access
//! packages, erasure, clocks) goes through this list, so that a new capability cannot be forgotten
//! anywhere. Tests compare it with the live schema.

use axum::Router;
use guard::Declaration;
use store::Declared;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::web::Link;

/// What a capability tells about itself.
pub struct Capability {
    /// Its name: the folder, and `owner` in `migrations/columns.toml`.
    pub name: &'static str,
    /// Every statement it runs.
    pub statements: fn() -> Vec<&'static dyn Declared>,
    /// Every sealed column it declares: name, number, category.
    pub columns: fn() -> Vec<Declaration>,
    /// Its pages.
    pub routes: fn() -> Router<App>,
    /// Its operations for programs, with their part of the description.
    pub api: fn() -> OpenApiRouter<App>,
    /// Its entries in the menu.
    pub menu: &'static [Link],
}
