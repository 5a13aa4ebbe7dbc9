//! Who is responsible: the controller, the contact person, the data protection officer, the
//! authority.

use basics::{Language, Zone};
use formats::{BusinessId, Country, Email, Phone};

use super::country;
use crate::mark::{Mark, Wording};
use crate::read::{Table, Value};

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Address {
    /// Street and number, or a post-office box.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Post office.
    pub town: String,
    /// Country.
    pub country: Country,
}

impl Address {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let street = table.need("street", table.text("street"));
        let postal_code = table.need("postal_code", table.text("postal_code"));
        let town = table.need("town", table.text("town"));
        let country = country::read(table, "country").unwrap_or(Country::FINLAND);
        Some(Self {
            street: street?,
            postal_code: postal_code?,
            town: town?,
            country,
        })
    }
}

/// Who decides why and how the data is processed (§ 1 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Controller {
    /// Name.
    pub name: String,
    /// Business id, `1234567-1`.
    pub business_id: BusinessId,
    /// Where letters reach it.
    pub address: Address,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web site.
    pub web: Option<String>,
    /// In which it serves whoever says nothing of a language. Where the notice does not say, Finnish.
    pub language: Language,
    /// In which its days begin and end.
    pub zone: Zone,
    /// The IANA name of the zone.
    pub zone_name: String,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Controller {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let name = table.need("name", table.text("name"));
        let id = table.parsed("business_id", "policy.business_id.wrong", |id| {
            BusinessId::parse(id).ok()
        });
        let business_id = table.need("business_id", id);
        let address = Address::read(table);
        let phone = phone(table, "phone");
        let email = email(table, "email");
        let web = table.text("web");
        let language = table.word("language").unwrap_or_default();
        let zone = table.parsed("zone", "policy.zone.unknown", |name| {
            Zone::named(name).ok().map(|zone| (zone, name.to_owned()))
        });
        let zone = table.need("zone", zone);
        let (zone, zone_name) = zone?;
        Some(Self {
            name: name?,
            business_id: business_id?,
            address: address?,
            phone,
            email,
            web,
            language,
            zone,
            zone_name,
            mark,
        })
    }
}

/// An e-mail address.
pub(crate) fn email(table: &Table<'_, '_>, key: &'static str) -> Option<String> {
    table.parsed(key, "policy.email.wrong", |text| {
        Email::parse(text)
            .ok()
            .map(|email| email.as_str().to_owned())
    })
}

/// A telephone number, as it is written but without a word that says it is one: the printed notice
/// says that in each language. A number that is none is refused, and read as it stands.
pub(crate) fn phone(table: &Table<'_, '_>, key: &'static str) -> Option<String> {
    let text = table.text(key)?;
    let number = number_alone(&text);
    if Phone::parse(number).is_ok() {
        return Some(number.to_owned());
    }
    let value = Value::plain(text.as_str());
    table.refuse("policy.phone.wrong", key, vec![("value", value)]);
    Some(text)
}

/// What people write before a telephone number.
const CALLED: [&str; 9] = [
    "puhelin",
    "puh",
    "p",
    "telephone",
    "telefon",
    "tel",
    "tfn",
    "phone",
    "gsm",
];

/// A telephone number without what is written before it, however often: `050 123 4567` of
/// `p. p. 050 123 4567`.
fn number_alone(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let letters = rest.chars().take_while(|c| c.is_alphabetic());
        let length = letters.map(char::len_utf8).sum();
        let (word, behind) = rest.split_at(length);
        if !CALLED
            .iter()
            .any(|called| word.eq_ignore_ascii_case(called))
        {
            return rest;
        }
        rest = behind.trim_start_matches(|c: char| c == '.' || c == ':' || c.is_whitespace());
    }
}

/// Someone who answers for the register (§ 2 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Who answers when the contact person is away.
    pub deputy: Option<Box<Contact>>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Contact {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let name = table.need("name", table.text("name"));
        let email = email(table, "email");
        let phone = phone(table, "phone");
        if email.is_none() && phone.is_none() {
            table.need::<()>("email", None);
        }
        let deputy = table.section("deputy", Self::read).map(Box::new);
        Some(Self {
            name: name?,
            email,
            phone,
            deputy,
            mark,
        })
    }
}

/// Whether a data protection officer has been designated (GDPR art. 37), and who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Officer {
    /// Whether one has been designated.
    pub designated: bool,
    /// Who, or why none is needed.
    pub text: Wording,
    /// E-mail of the officer.
    pub email: Option<String>,
    /// Telephone of the officer.
    pub phone: Option<String>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Officer {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let designated = table.need("designated", table.flag("designated"));
        let text = table.need("text", table.wording("text"));
        let email = email(table, "email");
        let phone = phone(table, "phone");
        Some(Self {
            designated: designated?,
            text: text?,
            email,
            phone,
            mark,
        })
    }
}

/// The supervisory authority to which anyone may complain (GDPR art. 77).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Authority {
    /// Its name.
    pub name: Wording,
    /// What it is for, and how to complain.
    pub text: Wording,
    /// Where letters reach it.
    pub address: Option<Address>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Web site.
    pub web: Option<String>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Authority {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let name = table.need("name", table.wording("name"));
        let text = table.need("text", table.wording("text"));
        let address = table.section("address", Address::read);
        let email = email(table, "email");
        let phone = phone(table, "phone");
        let web = table.text("web");
        Some(Self {
            name: name?,
            text: text?,
            address,
            email,
            phone,
            web,
            mark,
        })
    }
}
