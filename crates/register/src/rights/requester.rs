//! Who asked, as she gave it: name, address, e-mail, telephone.
//!
//! In the interest of whoever asks, who is answered also where nothing is held about her; of the
//! person it is about, because what was given is compared with what is on file before anybody is
//! believed; and of whoever was erased, whose answer still reaches her.
//!
//! Invariants: it lies under the lot of its request; the newest counts; nobody is found by it: not in
//! lists, search, exports or figures.

use std::collections::HashMap;
use std::sync::Arc;

use basics::{ActorId, Instant, Language, LotId, PartyId, RowId};
use formats::{AddressText, Phone, PostalAddress, fold};
use guard::category::Requests;
use guard::{Addresses, Ask, Noted, Place, Sealed, Work};
use policy::MarketingChannel;

use super::columns::{REQUESTER, Who};
use super::error::Error;
use super::queries::Listed;
use crate::people::Reached;
use crate::web::Fields;

/// The longest name, line or address, in characters.
const CHARACTERS_MAX: usize = 200;

/// Who asked as it lies there: which row, under which lot, sealed, in which language.
type Lying = (RowId, LotId, Sealed, Language);

store::statements! {
    /// Who asked.
    pub(super) ADD_WHO: (RowId, PartyId, RowId, LotId, Sealed, Language, Instant, ActorId) -> () =
        "insert into data_requester
                (row_id, party_id, request_id, lot_id, sealed, language, recorded_ms, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// Who asked, as it was given last.
    pub(super) WHO: (PartyId, RowId) -> Lying =
        "select row_id, lot_id, sealed, language
           from data_requester
          where party_id = $1 and request_id = $2
          order by row_id desc
          limit 1";

    /// A request was carried to another party: who asked lies here no more.
    pub(super) FORGET_WHO: (PartyId, RowId) -> () =
        "delete from data_requester where party_id = $1 and request_id = $2";
}

/// Who asked, typed.
#[derive(Clone)]
pub(super) struct NewWho {
    pub(super) name: String,
    pub(super) street: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) town: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) language: Language,
}

impl NewWho {
    /// What was typed into a form; nothing where nothing was.
    ///
    /// # Errors
    ///
    /// Where something is too long, holds an identity code, or is no e-mail address or telephone
    /// number, or no name stands beside an address.
    pub(super) fn parse(fields: &Fields, language: Language) -> Result<Option<Self>, Error> {
        let field = |name: &str| line(fields.text(name));
        let (name, email) = (field("name")?, field("email")?);
        let (street, postal_code) = (field("street")?, field("postal_code")?);
        let town = field("town")?;
        let phone = field("phone")?;
        let rest = [&email, &phone, &street, &postal_code, &town];
        let Some(name) = name else {
            let nothing = rest.iter().all(|one| one.is_none());
            return nothing.then_some(None).ok_or(Error::Name);
        };
        if let Some(email) = &email {
            let parsed = formats::Email::parse(email);
            parsed.map_err(|_| Error::Email)?;
        }
        let phone = phone.map(|phone| Phone::parse(&phone)).transpose();
        let phone = phone.map_err(|_| Error::Phone)?;
        Ok(Some(Self {
            name,
            street,
            postal_code,
            town,
            email,
            phone: phone.map(|phone| phone.as_str().to_owned()),
            language: fields.text("language").parse().unwrap_or(language),
        }))
    }

    /// Whether an answer reaches her.
    pub(super) const fn is_reached(&self) -> bool {
        self.email.is_some() || (self.street.is_some() && self.town.is_some())
    }
}

/// One line as it was typed; nothing where nothing was.
///
/// # Errors
///
/// Where it is too long, or holds an identity code.
pub(super) fn line(typed: &str) -> Result<Option<String>, Error> {
    if typed.chars().count() > CHARACTERS_MAX || typed.contains(char::is_control) {
        return Err(Error::Length);
    }
    if formats::holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(Some(typed.to_owned()).filter(|typed| !typed.is_empty()))
}

/// Who asked, as it is shown.
pub(super) struct WhoView {
    pub(super) who: Who,
    pub(super) language: Language,
}

impl WhoView {
    /// Everything she gave, line by line.
    pub(super) fn lines(&self) -> Vec<String> {
        let town = [self.who.postal_code.as_deref(), self.who.town.as_deref()];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let lines = [
            Some(self.who.name.clone()),
            self.who.street.clone(),
            Some(town).filter(|town| !town.is_empty()),
            self.who.email.clone(),
            self.phone(),
        ];
        lines.into_iter().flatten().collect()
    }

    /// What she gave into a field of the forms, as it is kept.
    pub(super) fn field(&self, field: &str) -> &str {
        let value = match field {
            "name" => return &self.who.name,
            "email" => &self.who.email,
            "phone" => &self.who.phone,
            "street" => &self.who.street,
            "postal_code" => &self.who.postal_code,
            _ => &self.who.town,
        };
        value.as_deref().unwrap_or_default()
    }

    /// Her telephone number, as it is written.
    pub(super) fn phone(&self) -> Option<String> {
        let phone = self.who.phone.as_deref()?;
        Some(Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.written()))
    }

    /// Whether a letter reaches her by what she gave.
    pub(super) const fn has_address(&self) -> bool {
        self.who.street.is_some() && self.who.town.is_some()
    }
}

/// Whether what she gave is what is on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// It is the same.
    Same,
    /// It is another.
    Other,
    /// There is none on file.
    NotOnFile,
}

impl Match {
    /// The end of the key of its words.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
            Self::NotOnFile => "not-on-file",
        }
    }
}

/// How the postal address and the e-mail address that she gave compare with those on file; nothing of
/// what she did not give.
pub(super) fn compared(who: &WhoView, on_file: &Reached) -> (Option<Match>, Option<Match>) {
    let text = |one: &Option<String>| one.clone().unwrap_or_default();
    let given = who.has_address().then(|| {
        let who = &who.who;
        place(
            &text(&who.street),
            &text(&who.postal_code),
            &text(&who.town),
        )
    });
    let address = given.map(|given| match &on_file.address {
        None => Match::NotOnFile,
        Some(own) => {
            let street = own.lines.join(" ");
            let own = place(&street, &text(&own.postal_code), &text(&own.town));
            same(own == given)
        }
    });
    let email = who.who.email.as_ref().map(|given| {
        let given = given.trim().to_lowercase();
        let mut own = on_file.emails.iter();
        if on_file.emails.is_empty() {
            Match::NotOnFile
        } else {
            same(own.any(|own| own.trim().to_lowercase() == given))
        }
    });
    (address, email)
}

const fn same(is: bool) -> Match {
    if is { Match::Same } else { Match::Other }
}

/// An address as it is compared: street, number of the house and postal code; what follows the number
/// everybody writes differently.
fn place(street: &str, postal_code: &str, town: &str) -> String {
    let text = AddressText {
        street,
        postal_code,
        town,
        country: "",
    };
    let parsed = PostalAddress::parse(text).ok();
    let parts = parsed.as_ref().and_then(PostalAddress::street_parts);
    let whole = match parts {
        Some(parts) => [parts.street, parts.number, postal_code].join(" "),
        None => [street, postal_code].join(" "),
    };
    fold::folded(&whole)
}

/// Writes down who asked.
pub(super) fn write<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    (party, request, lot): (PartyId, RowId, LotId),
    new: &NewWho,
) -> Result<(), Error> {
    let row = RowId::new(work.ids().ordered());
    let who = Who {
        name: new.name.clone(),
        street: new.street.clone(),
        postal_code: new.postal_code.clone(),
        town: new.town.clone(),
        email: new.email.clone(),
        phone: new.phone.clone(),
    };
    let place = Place::new(party, lot, row.get());
    let sealed = work.seal(proof, &REQUESTER, place, &who)?;
    let (now, actor) = (work.now(), work.actor().id());
    let values = (row, party, request, lot, sealed, new.language, now, actor);
    work.tx().run_one(&ADD_WHO, values)?;
    Ok(())
}

/// Who asked; nothing where it is not written down.
pub(super) fn of_request<'w>(
    work: &mut Work<'w>,
    proof: &Noted<'w, Requests>,
    party: PartyId,
    request: RowId,
) -> Result<Option<WhoView>, Error> {
    let Some((row, lot, sealed, language)) = work.tx().maybe(&WHO, (party, request))? else {
        return Ok(None);
    };
    let place = Place::new(party, lot, row.get());
    let who = work.open(proof, &REQUESTER, place, &sealed)?.into_exposed();
    Ok(Some(WhoView { who, language }))
}

/// The names that stand in these requests of a list, by request; none where none was given. Who lists
/// them has asked for their requests.
pub(super) fn names(
    work: &mut Work<'_>,
    rows: &[&Listed],
) -> Result<HashMap<RowId, String>, Error> {
    let mut names = HashMap::with_capacity(rows.len());
    if rows.is_empty() {
        return Ok(names);
    }
    let parties: Vec<PartyId> = rows.iter().map(|row| row.1).collect();
    let proof = work.ask::<Requests>(Ask::list(&parties))?;
    let found = work
        .tx()
        .all_of(&WHO, rows.iter().map(|row| (row.1, row.0)))?;
    for (row, found) in rows.iter().zip(found) {
        if let Some((who, lot, sealed, _)) = found.into_iter().next() {
            let place = Place::new(row.1, lot, who.get());
            let who = work
                .open(&proof, &REQUESTER, place, &sealed)?
                .into_exposed();
            names.insert(row.0, who.name);
        }
    }
    Ok(names)
}

/// Where marketing could reach her by what she gave.
pub(super) fn addresses(who: &WhoView) -> Addresses {
    let mut addresses = Addresses::new();
    if let Some(email) = &who.who.email {
        addresses.email(email);
    }
    if let Some(phone) = &who.who.phone {
        addresses.phone(phone);
    }
    if let (Some(street), Some(town)) = (&who.who.street, &who.who.town) {
        let text = AddressText {
            street,
            postal_code: who.who.postal_code.as_deref().unwrap_or_default(),
            town,
            country: "",
        };
        if let Ok(address) = PostalAddress::parse(text) {
            addresses.post(&address);
        }
    }
    let (given, surname) = who.who.name.rsplit_once(' ').unwrap_or(("", &who.who.name));
    addresses.person(&[given], surname);
    addresses
}

/// Over which channels an address that she gave is kept so that no marketing goes there.
pub(super) fn suppressed(
    work: &mut Work<'_>,
    who: &WhoView,
) -> Result<Vec<MarketingChannel>, Error> {
    let found = work.suppressed_among(&[Arc::new(addresses(who))])?;
    Ok(found.into_iter().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_the_door_is_written() {
        let one = place("Esimerkkitie 3 B 12", "40100", "Jyväskylä");
        assert_eq!(one, place("esimerkkitie 3 b12", "40100", "JYVÄSKYLÄ"));
        assert_ne!(one, place("Esimerkkitie 4", "40100", "Jyväskylä"));
        assert_ne!(one, place("Esimerkkitie 3", "40200", "Jyväskylä"));
    }
}
