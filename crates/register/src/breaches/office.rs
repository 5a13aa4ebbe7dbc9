//! Where a breach is told: the Office of the Data Protection Ombudsman, which is the supervisory
//! authority of the General Data Protection Regulation in Finland (tietosuojalaki 1050/2018, 8 §).
//!
//! Facts, not settings: they are the same for every controller in Finland. The pages show them beside
//! the text, so that whoever sends it sees where it goes; a notification by the office's own
//! electronic form is written down as a step as well.
//!
//! Source: the office's own page of contact details, `tietosuoja.fi/yhteystiedot`.

use basics::Language;

/// The office.
pub(super) struct Office {
    name: [&'static str; 3],
    /// The lines of its postal address.
    pub(super) post: &'static str,
    /// Its postal code and town.
    pub(super) place: (&'static str, &'static str),
    /// Its e-mail address.
    pub(super) email: &'static str,
    /// Its telephone.
    pub(super) phone: &'static str,
    /// Its pages, with the form for notifications.
    pub(super) web: &'static str,
}

/// The office, as it is reached.
pub(super) const OFFICE: Office = Office {
    name: [
        "Tietosuojavaltuutetun toimisto",
        "Dataombudsmannens byrå",
        "Office of the Data Protection Ombudsman",
    ],
    post: "PL 800",
    place: ("00531", "Helsinki"),
    email: "tietosuoja@om.fi",
    phone: "029 566 6700",
    web: "tietosuoja.fi",
};

impl Office {
    /// What it is called in a language.
    pub(super) const fn name_in(&self, language: Language) -> &'static str {
        let [fi, sv, en] = self.name;
        match language {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
    }
}
