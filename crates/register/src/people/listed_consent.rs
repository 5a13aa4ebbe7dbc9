//! What a row of a list says of a consent to marketing.
//!
//! Invariant: a yes without its day and its wording is no consent, and nothing that stands beside it
//! is lost.

use basics::{Code, Day, Language};
use formats::headings::Heading;

use super::cells::Cells;
use super::parse::{NotADate, yes};

/// What a row of a list says of a consent to marketing.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum ListedConsent {
    /// Nothing.
    #[default]
    Unsaid,
    /// That there is one, but not when it was given and to which words: that is none.
    Unproved,
    /// When it was given, and to which words.
    Given(Day, String),
}

/// The longest wording of a consent.
const WORDING_CHARACTERS_MAX: usize = 4_000;

/// A yes alone proves nothing (GDPR art. 7(1)): it is a consent with its day and its wording.
pub(super) fn consent(cells: &mut Cells<'_>, today: Day) -> ListedConsent {
    let said = yes(cells, Heading::MarketingConsent);
    let day = cells.read(Heading::ConsentDay, |text| {
        Day::parse(text).map_err(|_| NotADate)
    });
    if day.is_some_and(|day| day > today) {
        cells.refuse(Heading::ConsentDay, Code::new("permissions.day_future"));
    }
    let wording = cells.text(Heading::ConsentWording).to_owned();
    if wording.chars().count() > WORDING_CHARACTERS_MAX {
        cells.refuse(Heading::ConsentWording, Code::new("permissions.too_long"));
    }
    match (said, day) {
        (true, Some(day)) if !wording.is_empty() => ListedConsent::Given(day, wording),
        (true, _) => ListedConsent::Unproved,
        (false, _) => {
            let rest = [Heading::ConsentDay, Heading::ConsentWording];
            cells.refuse_filled(&rest, "people.field.consent_not_said");
            ListedConsent::Unsaid
        }
    }
}

/// The day or the wording of a consent that lacks the other.
pub(super) fn unproved(cells: &Cells<'_>) -> Option<String> {
    let parts = [Heading::ConsentDay, Heading::ConsentWording];
    let mut alone = parts.into_iter().filter(|part| cells.is_filled(*part));
    match (alone.next(), alone.next()) {
        (Some(heading), None) => {
            let title = heading.title(Language::Fi);
            Some([title, ": ", cells.text(heading)].concat())
        }
        _ => None,
    }
}
