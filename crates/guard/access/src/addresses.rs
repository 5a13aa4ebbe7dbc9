//! Where somebody is reached, on its way to becoming keyed hashes.
//!
//! Invariant: what was put in cannot be read back outside this crate, printed or compared, so that
//! values may be fed in that nobody opened.

use formats::{PostalAddress, fold};
use policy::MarketingChannel;
use zeroize::Zeroizing;

/// Names of one party that are put together with its addresses at most.
const NAMES_MAX: usize = 12;

/// Addresses and numbers on their way to becoming hashes. What was put in cannot be read back.
#[derive(Default)]
pub struct Addresses {
    emails: Vec<Zeroizing<String>>,
    phones: Vec<Zeroizing<String>>,
    /// Folded: given name and surname, or the name of an organisation.
    names: Vec<Zeroizing<String>>,
    /// Folded: street, number, postal code.
    places: Vec<Zeroizing<String>>,
}

impl Addresses {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An e-mail address, in lower case.
    pub fn email(&mut self, email: &str) {
        put(&mut self.emails, email.trim().to_lowercase());
    }

    /// A telephone number in E.164.
    pub fn phone(&mut self, phone: &str) {
        put(&mut self.phones, phone.trim().to_owned());
    }

    /// The names of a person, by any of whose given names letters may come.
    pub fn person(&mut self, given: &[&str], surname: &str) {
        let surname = fold::folded(surname);
        let given = given.iter().flat_map(|names| fold::words(names));
        let given: Vec<String> = given.take(NAMES_MAX).collect();
        if given.is_empty() {
            put(&mut self.names, surname);
            return;
        }
        for name in given {
            put(&mut self.names, [name.as_str(), " ", &surname].concat());
        }
    }

    /// The name of an organisation.
    pub fn organisation(&mut self, name: &str) {
        put(&mut self.names, fold::folded(name));
    }

    /// A postal address. It is the name that tells those of one house apart, so what follows the
    /// number of the house, which everybody writes differently, is left out.
    pub fn post(&mut self, address: &PostalAddress) {
        let Some(parts) = address.street_parts() else {
            return;
        };
        let code = address.postal_code().or(address.town());
        let whole = [parts.street, parts.number, code.unwrap_or_default()];
        put(&mut self.places, whole.map(fold::folded).join(" "));
    }

    /// Whether there is nothing to be hashed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.emails.is_empty() && self.phones.is_empty() && self.places.is_empty()
    }

    /// What is hashed for a channel.
    pub(crate) fn of(&self, channel: MarketingChannel) -> Vec<Zeroizing<String>> {
        match channel {
            MarketingChannel::Email => self.emails.clone(),
            MarketingChannel::Sms | MarketingChannel::Phone => self.phones.clone(),
            MarketingChannel::Post => {
                let places = self.places.iter();
                let at = |place: &Zeroizing<String>| -> Vec<Zeroizing<String>> {
                    let names = self.names.iter();
                    let letter = |name: &Zeroizing<String>| [name.as_str(), " ", place].concat();
                    names.map(|name| Zeroizing::new(letter(name))).collect()
                };
                places.flat_map(at).collect()
            }
        }
    }
}

fn put(into: &mut Vec<Zeroizing<String>>, text: String) {
    if !text.trim().is_empty() && !into.iter().any(|one| **one == text) {
        into.push(Zeroizing::new(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(street: &str, postal_code: &str) -> PostalAddress {
        let text = formats::AddressText {
            street,
            postal_code,
            town: "Jyväskylä",
            country: "",
        };
        PostalAddress::parse(text).unwrap()
    }

    /// What is hashed for letters to a person of these names at this address.
    fn post(given: &[&str], surname: &str, street: &str) -> Vec<String> {
        let mut addresses = Addresses::new();
        addresses.post(&letter(street, "40100"));
        addresses.person(given, surname);
        let values = addresses.of(MarketingChannel::Post).into_iter();
        values.map(|value| value.to_string()).collect()
    }

    #[test]
    fn a_letter_is_known_by_any_given_name_and_however_the_door_is_written() {
        let first = post(&["Maija Sofia"], "Mallikas", "Esimerkkitie 3 B 12");
        let again = post(&["sofia"], "MALLIKAS", "esimerkkitie 3 b12");
        assert!(first.contains(&again[0]), "the same letter box");
        let brother = post(&["Matti"], "Mallikas", "Esimerkkitie 3 B 12");
        assert!(!first.contains(&brother[0]), "another of the same house");
        let moved = post(&["Maija"], "Mallikas", "Esimerkkitie 4");
        assert!(!first.contains(&moved[0]));
    }

    #[test]
    fn a_number_is_hashed_for_calls_and_messages_and_an_address_for_mail_alone() {
        let mut addresses = Addresses::new();
        assert!(addresses.is_empty());
        addresses.phone("+358401234567");
        addresses.email(" Maija@Example.FI ");
        let count = |channel| addresses.of(channel).len();
        assert_eq!(MarketingChannel::ALL.map(count), [1, 1, 1, 0]);
        assert_eq!(
            *addresses.of(MarketingChannel::Email)[0],
            "maija@example.fi"
        );
    }
}
