//! The pages of lists and searches.

pub(super) mod list;
pub(super) mod search;
pub(super) mod tagged;
pub(super) mod views;

use super::filter::Filter;
use basics::ViewId;

/// The address of a list, from a number on.
fn path_of(filter: &Filter, view: Option<ViewId>, before: Option<i64>) -> String {
    let narrowed = match view {
        Some(view) => format!("view={view}"),
        None => filter.query(),
    };
    let before = before.map(|before| format!("before={before}"));
    let parts = [Some(narrowed), before].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "/customers".to_owned()
    } else {
        ["/customers?", &parts.join("&")].concat()
    }
}
