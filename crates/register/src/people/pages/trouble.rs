//! What went wrong with a form of a customer's page, and at which field it is told.

use basics::{Code, Coded as _, PartyId};

use crate::web::{Fields, Wrong};

/// What went wrong with a form of a customer's page, and what belongs to it.
#[derive(Default)]
pub(super) struct Trouble {
    /// What is wrong, at which field of which form, and what was typed.
    pub(super) wrong: Wrong,
    /// The version the form was filled from, where somebody else was faster.
    pub(super) seen: Option<i64>,
    /// Another customer the sentence speaks of.
    pub(super) same: Option<PartyId>,
    /// The customer whose page led here.
    pub(super) was: Option<PartyId>,
}

/// The name of a form: the change it asks for, and of which row where it is about one.
pub(super) fn form_of(what: &str, row: &str) -> String {
    match row {
        "" => what.to_owned(),
        row => [what, "-", row].concat(),
    }
}

/// Fields that hold a day, on any form of the page.
const DAYS: [&str; 6] = [
    "birth_date",
    "deceased",
    "reached_from",
    "from",
    "until",
    "on",
];

/// Boxes, which a browser leaves out where none is ticked; each belongs to forms about marketing.
const TICKED: [&str; 2] = ["channel", "told"];

/// The field of a form that a code is about: the first of those it may be about that the form has.
/// Nothing for what is about the whole form.
pub(super) fn at_fault(code: Code, fields: &Fields) -> Option<&'static str> {
    if fields.text("what") == "field" {
        let reason = code == guard::Refusal::ReasonMissing.code();
        return Some(if reason { "reason" } else { "value" });
    }
    let code = code.as_str();
    if code == "people.field.date" {
        return fields.no_day(&DAYS).or_else(|| fields.first(&DAYS));
    }
    let mut about = about(code).iter().copied();
    about.find(|name| fields.has(name) || TICKED.contains(name))
}

/// The fields that a code may be about.
fn about(code: &str) -> &'static [&'static str] {
    match code {
        "access.reason.missing" => &["reason"],
        "people.field.why_ended" => &["why"],
        "people.name" => &["last_name", "company"],
        "people.note" | "people.field.identity_code_in_note" => &["note"],
        "people.organisation_missing" | "people.organisation_unknown" => &["of"],
        "people.connection_not_in_notice" | "people.field.connection" => &["connection"],
        "people.source_not_in_notice" | "people.field.source" => &["source"],
        "people.ground_not_in_notice" | "people.field.identity_code_ground" => {
            &["identity_code_ground"]
        }
        "people.same_party" | "people.codes_differ" => &["identity_code", "business_id"],
        "people.field.birth_date_differs" => &["birth_date", "identity_code"],
        "people.field.birth_date_future" => &["birth_date"],
        "people.field.death_future" => &["deceased"],
        "people.field.days" | "people.field.end_future" => &["until", "from"],
        "people.field.replace_future" => &["from"],
        "people.field.contact_missing" => &["street", "phone", "email"],
        "permissions.channel_missing"
        | "permissions.nothing_to_withdraw"
        | "permissions.not_in_notice" => &["channel"],
        "permissions.day_future" | "permissions.not_of_sale" => &["on"],
        "permissions.no_such_notice" => &["notice"],
        "permissions.not_told" => &["told"],
        "permissions.proof_missing" => &["proof"],
        "permissions.sale_missing" => &["sale"],
        "permissions.wording_missing" => &["wording"],
        "formats.address.postal_code" => &["postal_code"],
        "formats.address.country" | "formats.country.unknown" => &["country"],
        _ if code.starts_with("formats.address.") => &["street"],
        _ if code.starts_with("formats.phone.") => &["phone"],
        _ if code.starts_with("formats.email.") => &["email"],
        _ if code.starts_with("formats.business_id.") => &["business_id"],
        _ if code.starts_with("formats.identity_code.") => &["identity_code"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_stands_at_the_field_it_is_about() {
        let contact = Fields::typed(&[
            ("street", ""),
            ("phone", "x"),
            ("from", ""),
            ("until", "31.2."),
        ]);
        let cases = [
            ("formats.phone.format", Some("phone")),
            ("formats.email.format", None),
            ("people.field.contact_missing", Some("street")),
            ("people.field.date", Some("until")),
            ("people.field.days", Some("until")),
            ("people.no_connection", None),
            ("access.reason.missing", None),
            ("guard.changed", None),
        ];
        for (code, field) in cases {
            assert_eq!(at_fault(Code::new(code), &contact), field, "{code}");
        }
    }

    #[test]
    fn a_code_about_several_fields_is_told_at_the_one_that_the_form_has() {
        let organisation = Fields::typed(&[("company", ""), ("business_id", "1")]);
        let code = Fields::typed(&[("identity_code", "1")]);
        let same = Code::new("people.same_party");
        assert_eq!(at_fault(same, &organisation), Some("business_id"));
        assert_eq!(at_fault(same, &code), Some("identity_code"));
        let asked_for = Fields::typed(&[("company", ""), ("reason", "")]);
        let reason = Code::new("access.reason.missing");
        assert_eq!(at_fault(reason, &asked_for), Some("reason"));
        let name = Code::new("people.name");
        assert_eq!(at_fault(name, &organisation), Some("company"));
    }
}
