//! At which field of its form an error is told.

use basics::Coded as _;

use super::asked;
use super::error::Error;
use super::requester;
use crate::web::Fields;

/// Fields of whoever asked, each one line.
const WHO: [&str; 6] = ["name", "email", "phone", "street", "postal_code", "town"];
/// Fields that hold a text.
const TEXTS: [&str; 4] = ["text", "words", "behalf", "reference"];

/// The field that an error is about, of a form with these fields; nothing where it is about the whole
/// form.
pub(super) fn of(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Kinds => Some("kind"),
        Error::Way => Some("way"),
        Error::Day => typed.first(&["received", "on", "told"]),
        Error::TooLate => Some("on"),
        Error::DueDay => Some("due"),
        Error::Reason => typed.first(&["words", "text"]),
        Error::Purpose | Error::WithdrawInstead | Error::NotOpen | Error::NotOnConsent => {
            typed.first(&["purpose", "outcome"])
        }
        Error::Outcome | Error::NotPortable | Error::NothingToSuppress | Error::NotLinked => {
            typed.first(&["outcome"])
        }
        Error::Length | Error::IdentityCode => unfit_text(typed),
        Error::Who | Error::Name => Some("name"),
        Error::Email | Error::Unreached => Some("email"),
        Error::Phone => Some("phone"),
        Error::NoSuchCustomer => Some("numbers"),
        Error::NoLetter => Some("letter"),
        Error::NoAddress | Error::NoEmail => typed.first(&["to", "letter"]),
        Error::NoMail | Error::Files(_) => Some("file"),
        Error::NotNow(error) => match error.code().as_str() {
            "rights.day_before" => Some("on"),
            "rights.absolute" => Some("outcome"),
            "rights.known_already" => Some("kind"),
            _ => None,
        },
        Error::NotUnlinked
        | Error::NotTheSame
        | Error::AnsweredAlready
        | Error::Mail(_)
        | Error::People(_)
        | Error::Guard(_) => None,
    }
}

/// The first field whose text is too long, or holds what does not belong into it.
fn unfit_text(typed: &Fields) -> Option<&'static str> {
    let text = |name: &&&str| asked::text(typed.text(name)).is_err();
    let line = |name: &&&str| requester::line(typed.text(name)).is_err();
    let texts = TEXTS.iter().find(text);
    texts.or_else(|| WHO.iter().find(line)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_at_the_field_that_the_form_has() {
        let new = Fields::typed(&[("received", "pian"), ("text", "")]);
        let step = Fields::typed(&[("on", "pian"), ("words", ""), ("outcome", "")]);
        let cases = [
            (Error::Day, Some("received"), Some("on")),
            (Error::Reason, Some("text"), Some("words")),
            (Error::Purpose, None, Some("outcome")),
            (Error::Kinds, Some("kind"), Some("kind")),
            (Error::NotTheSame, None, None),
        ];
        for (error, of_new, of_step) in cases {
            assert_eq!(
                (of(&error, &new), of(&error, &step)),
                (of_new, of_step),
                "{error}"
            );
        }
    }

    #[test]
    fn a_text_that_does_not_fit_is_told_where_it_stands() {
        let code = Fields::typed(&[("text", "Hei"), ("name", "Aino"), ("town", "010594Y9032")]);
        assert_eq!(of(&Error::IdentityCode, &code), Some("town"));
        let long = "a".repeat(201);
        let name = Fields::typed(&[("text", &long), ("name", &long)]);
        assert_eq!(
            of(&Error::Length, &name),
            Some("name"),
            "a text may be longer than a name"
        );
        let words = Fields::typed(&[("words", "010594Y9032"), ("on", "")]);
        assert_eq!(of(&Error::IdentityCode, &words), Some("words"));
    }
}
