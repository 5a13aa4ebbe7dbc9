//! At which field of its form an error is told.

use super::error::Error;
use super::model::{NAME_MAX, WORDS_MAX};
use crate::packages;
use crate::people::holds_identity_code;
use crate::web::Fields;

/// Fields that hold a line.
const LINES: [&str; 3] = ["name", "reference", "paper"];
/// Fields that hold a text.
const TEXTS: [&str; 2] = ["words", "secrecy"];

/// The field that an error is about, of a form with these fields; nothing where it is about the whole
/// form. Boxes are named although a browser leaves them out where none is ticked.
pub(super) fn of(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Name => Some("name"),
        Error::Country | Error::ThirdCountry => typed.first(&["country"]),
        Error::Entry | Error::Roles | Error::NotNamed | Error::FeedToController => {
            // Where something is given, the recipient is chosen with its entry, a page before.
            match typed.first(&["whom", "recipient"]) {
                Some("recipient") => None,
                chosen => chosen.or(Some("entry")),
            }
        }
        Error::Ended | Error::ReviewDue => typed.first(&["whom"]),
        Error::Categories => Some("category"),
        Error::Agreement => typed
            .first_that(&["agreement"], |day| {
                day.is_empty() && typed.has("agreement")
            })
            .or_else(|| typed.first(&["review"])),
        Error::Day(field) => Some(field),
        Error::Nothing | Error::Changed => Some("value"),
        Error::Words => Some("words"),
        Error::Length => typed
            .first_that(&LINES, |text| text.chars().count() > NAME_MAX)
            .or_else(|| typed.first_that(&TEXTS, |text| text.chars().count() > WORDS_MAX)),
        Error::IdentityCode => typed
            .first_that(&LINES, holds_identity_code)
            .or_else(|| typed.first_that(&TEXTS, holds_identity_code)),
        Error::Demand => typed.first_that(&["reference", "paper"], str::is_empty),
        Error::Withheld => typed
            .first_that(&["withheld", "secrecy"], str::is_empty)
            .or(Some("withheld")),
        Error::NoSuchCustomer | Error::Bulk => typed.first(&["also"]),
        Error::Form | Error::Package(packages::Error::Days) => typed.first(&["days"]),
        Error::Means => Some("how"),
        Error::Restricted
        | Error::Objects
        | Error::SameEyes
        | Error::Over
        | Error::NotSet
        | Error::Package(_)
        | Error::Guard(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_at_the_field_that_the_form_has() {
        let recipient = Fields::typed(&[
            ("name", "Oy"),
            ("agreement", "1.1.2026"),
            ("review", "pian"),
        ]);
        let given = Fields::typed(&[
            ("recipient", "1"),
            ("entry", "x"),
            ("reference", "7"),
            ("paper", ""),
        ]);
        let cases = [
            (Error::Entry, Some("entry"), None),
            (Error::Agreement, Some("review"), None),
            (Error::Day("on"), Some("on"), Some("on")),
            (Error::Demand, Some("reference"), Some("paper")),
            (Error::Nothing, Some("value"), Some("value")),
            (Error::SameEyes, None, None),
        ];
        for (error, of_recipient, of_given) in cases {
            let told = (of(&error, &recipient), of(&error, &given));
            assert_eq!(told, (of_recipient, of_given), "{error}");
        }
        let unagreed = Fields::typed(&[("agreement", ""), ("review", "")]);
        assert_eq!(of(&Error::Agreement, &unagreed), Some("agreement"));
        let code = Fields::typed(&[("name", "Oy"), ("secrecy", "010594Y9032")]);
        assert_eq!(of(&Error::IdentityCode, &code), Some("secrecy"));
    }
}
