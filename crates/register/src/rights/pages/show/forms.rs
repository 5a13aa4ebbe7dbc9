//! The forms of the page: what each is called, what it begins with, what was typed into it.

use basics::RowId;

use super::CustomerPage;
use crate::rights::kinds::{LetterKind, RequestKind};
use crate::rights::view::RequestView;

/// The form of a deed about one request, or about one question of the authority.
pub(in crate::rights::pages) fn form_of(deed: &str, row: RowId) -> String {
    format!("{deed}-{row}")
}

/// The form that decides of one thing that a request asks for.
pub(in crate::rights::pages) fn deciding(row: RowId, kind: &str) -> String {
    format!("decide-{row}-{kind}")
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates pass references"
)]
impl CustomerPage {
    #[expect(clippy::unused_self, reason = "templates call methods")]
    pub(super) fn form(&self, deed: &str, row: &RowId) -> String {
        form_of(deed, *row)
    }

    #[expect(clippy::unused_self, reason = "templates call methods")]
    pub(super) fn deciding(&self, row: &RowId, kind: &RequestKind) -> String {
        deciding(*row, kind.key())
    }

    /// Whether a request of hers may be written down: whoever is not in the register asks as somebody
    /// who was not found.
    pub(super) const fn takes_new(&self) -> bool {
        !self.unlinked && !self.erased
    }

    /// Whether this letter is the one that is chosen first: what was chosen before, or what comes next.
    pub(super) fn begins_with(&self, view: &RequestView, kind: &LetterKind) -> bool {
        let form = form_of("letter", view.row);
        if self.wrong.is_in(&form) {
            return self.wrong.picked(&form, "letter", kind.key());
        }
        view.next_letter(self.was_erased_for(view)) == Some(*kind)
    }

    /// Whether the erasure that a request asked for was carried out.
    fn was_erased_for(&self, view: &RequestView) -> bool {
        let granted = view.erasure_granted();
        granted.is_some_and(|at| self.erased || self.case_after(at).is_some())
    }

    /// Who asked, as it stands in the form that changes it; what was typed into a form.
    pub(super) fn given(&self, form: &str, field: &str) -> &str {
        let mut requests = self.requests.as_deref().unwrap_or_default().iter();
        let held = requests.find(|view| form_of("who", view.row) == form);
        let held = held.and_then(|view| view.who.as_ref());
        let held = held.map_or("", |who| who.field(field));
        self.wrong.typed_or(form, field, held)
    }
}
