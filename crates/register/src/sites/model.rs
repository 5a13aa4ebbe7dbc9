//! What a site is, as it is asked for and as it is shown.

use basics::{Code, Coded, Day, Instant, RowId};
use formats::{AddressText, NotAnAddress, PostalAddress};
use policy::SourceKind;

use super::columns::{AccessValue, SiteValue};
use crate::web::Fields;

/// The longest name of a site, and the longest line about getting in.
const TEXT_CHARACTERS_MAX: usize = 200;

/// Fields of forms that hold such a text.
const LINES: [&str; 5] = ["name", "door_code", "key", "alarm", "other"];

/// A site as it was typed.
#[derive(Clone, PartialEq, Eq)]
pub struct SiteEntry {
    name: Option<String>,
    address: PostalAddress,
}

/// How one gets in, as it was typed and as it is shown. At least one of them says something.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// Door code.
    pub door_code: Option<String>,
    /// Key: which, and where it is.
    pub key: Option<String>,
    /// Alarm: how it is turned off.
    pub alarm: Option<String>,
    /// What else one must know at the door.
    pub other: Option<String>,
}

/// The access data of a site, as far as the actor may see it.
#[derive(Clone, PartialEq, Eq)]
pub enum Shown {
    /// The role may not see it.
    NotYours,
    /// There is none.
    Nothing,
    /// There is some, which was not asked for.
    There,
    /// It was asked for.
    Open(Access),
}

/// A site as it is shown.
pub struct SiteView {
    /// Which one.
    pub site: RowId,
    /// What it is called.
    pub name: Option<String>,
    /// The lines of its address, with postal code and town.
    pub lines: Vec<String>,
    /// The lines above the town.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub town: String,
    /// Where it is known from.
    pub source: SourceKind,
    /// When it was written down.
    pub recorded: Instant,
    /// The last day of work there.
    pub until: Option<Day>,
    /// How one gets in.
    pub access: Shown,
}

impl SiteView {
    /// What it is called in one line.
    #[must_use]
    pub fn label(&self) -> String {
        let street = self.lines.first().map_or("", String::as_str);
        named(self.name.as_deref(), street)
    }

    /// What is said of getting in, by the name of a form's field; nothing where it is not opened.
    #[must_use]
    pub fn said(&self, field: &str) -> &str {
        let Shown::Open(access) = &self.access else {
            return "";
        };
        let said = match field {
            "door_code" => &access.door_code,
            "key" => &access.key,
            "alarm" => &access.alarm,
            _ => &access.other,
        };
        said.as_deref().unwrap_or_default()
    }
}

fn named(name: Option<&str>, street: &str) -> String {
    match name {
        Some(name) => [name, ", ", street].concat(),
        None => street.to_owned(),
    }
}

/// Some sites of a customer.
pub struct Sites {
    /// Those that are shown.
    pub shown: Vec<SiteView>,
    /// The one after which the next ones begin, where there are any.
    pub next: Option<RowId>,
}

/// What a site is called in one line.
#[derive(Clone, PartialEq, Eq)]
pub struct Label(pub String);

/// Why a site was not written or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error(transparent)]
    Address(NotAnAddress),
    /// A site without a street is none.
    #[error("write the street of the site")]
    Street,
    /// A text is too long.
    #[error("a text is too long")]
    Length,
    /// The last day lies in the future.
    #[error("the last day lies in the future")]
    EndFuture,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Address(error) => return error.code(),
            Self::Street => "sites.street",
            Self::Length => "sites.length",
            Self::EndFuture => "people.field.end_future",
            Self::Guard(error) => return error.code(),
        })
    }
}

/// The field of a form that an error is about; nothing where it is about the whole form.
#[must_use]
pub fn at(error: &Error, typed: &Fields) -> Option<&'static str> {
    match error {
        Error::Address(NotAnAddress::PostalCode) => Some("postal_code"),
        Error::Street | Error::Address(_) => Some("street"),
        Error::Length => typed.first_that(&LINES, |text| line(text).is_err()),
        Error::EndFuture => Some("until"),
        Error::Guard(_) => None,
    }
}

/// A text in one line; nothing where it is empty.
fn line(text: &str) -> Result<Option<String>, Error> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Error::Length);
    }
    Ok((!text.is_empty()).then_some(text))
}

impl SiteEntry {
    /// A site as it was typed: a name where it has one, and an address with a street.
    ///
    /// # Errors
    ///
    /// [`Error::Street`]; [`Error::Address`]; [`Error::Length`].
    pub fn parse(name: &str, street: &str, postal_code: &str, town: &str) -> Result<Self, Error> {
        if street.trim().is_empty() {
            return Err(Error::Street);
        }
        let address = PostalAddress::parse(AddressText {
            street,
            postal_code,
            town,
            country: "",
        });
        Ok(Self {
            name: line(name)?,
            address: address.map_err(Error::Address)?,
        })
    }

    pub(super) fn value(&self) -> SiteValue {
        SiteValue {
            name: self.name.clone(),
            lines: self.address.street_lines().to_vec(),
            postal_code: self.address.postal_code().map(str::to_owned),
            town: self.address.town().map(str::to_owned),
        }
    }
}

impl Access {
    /// How one gets in, as it was typed; nothing where nothing was.
    ///
    /// # Errors
    ///
    /// [`Error::Length`].
    pub fn parse(
        door_code: &str,
        key: &str,
        alarm: &str,
        other: &str,
    ) -> Result<Option<Self>, Error> {
        let access = Self {
            door_code: line(door_code)?,
            key: line(key)?,
            alarm: line(alarm)?,
            other: line(other)?,
        };
        let said = access.lines().next().is_some();
        Ok(said.then_some(access))
    }

    fn lines(&self) -> impl Iterator<Item = &String> {
        let all = [&self.door_code, &self.key, &self.alarm, &self.other];
        all.into_iter().flatten()
    }

    pub(super) fn value(&self) -> AccessValue {
        AccessValue {
            door_code: self.door_code.clone(),
            key: self.key.clone(),
            alarm: self.alarm.clone(),
            other: self.other.clone(),
        }
    }

    pub(super) fn of(value: AccessValue) -> Self {
        Self {
            door_code: value.door_code,
            key: value.key,
            alarm: value.alarm,
            other: value.other,
        }
    }
}

impl SiteValue {
    /// The lines of its address.
    pub(super) fn address_lines(&self) -> Vec<String> {
        let mut lines = self.lines.clone();
        let parts = [&self.postal_code, &self.town];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        if !parts.is_empty() {
            lines.push(parts.join(" "));
        }
        lines
    }

    pub(super) fn label(&self) -> Label {
        let street = self.lines.first().map_or("", String::as_str);
        Label(named(self.name.as_deref(), street))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_a_street_and_an_access_says_something() {
        let code = |street, postal_code| {
            let parsed = SiteEntry::parse("", street, postal_code, "Helsinki");
            parsed.err().map(|error| error.code().text_key())
        };
        assert_eq!(code("Mallikatu 1", "00100"), None);
        assert_eq!(code(" ", "00100").unwrap(), "error-sites-street");
        assert_eq!(
            code("Mallikatu 1", "1").unwrap(),
            "error-formats-address-postal-code"
        );
        assert!(Access::parse(" ", "", "", "").unwrap().is_none());
        let access = Access::parse(" 12  34 ", "", "", "").unwrap().unwrap();
        assert_eq!(access.door_code.as_deref(), Some("12 34"));
        assert!(matches!(
            Access::parse(&"1".repeat(201), "", "", ""),
            Err(Error::Length)
        ));
    }

    #[test]
    fn a_site_is_called_by_its_name_and_street() {
        let entry = SiteEntry::parse("Talo B", "Mallikatu 1", "00100", "Helsinki").unwrap();
        assert_eq!(entry.value().label().0, "Talo B, Mallikatu 1");
        let lines = entry.value().address_lines();
        assert_eq!(lines, ["Mallikatu 1", "00100 Helsinki"]);
    }
}
