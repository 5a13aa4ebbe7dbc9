//! A customer list as a Finnish firm would export it: for trying the import, and for measuring it.

use std::io::{self, Write};

use basics::Language;
use formats::PostalAddress;
use formats::csv::Writer;
use formats::headings::Heading;

use crate::made::{OrganisationKind, SampleOrganisation, SampleParty, SamplePerson};
use crate::sampler::{PARTIES_MAX, Sampler};

/// Whether the list has identity codes. Few registers have a ground to hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityCodes {
    /// No such column.
    None,
    /// Made-up ones (900–999), for people only.
    Artificial,
}

const HEADINGS: [Heading; 19] = [
    Heading::CustomerNumber,
    Heading::Kind,
    Heading::FirstNames,
    Heading::CallName,
    Heading::LastName,
    Heading::BirthDate,
    Heading::Company,
    Heading::BusinessId,
    Heading::ContactPerson,
    Heading::Street,
    Heading::PostalCode,
    Heading::Town,
    Heading::Phone,
    Heading::Email,
    Heading::Language,
    Heading::MarketingBan,
    Heading::NonDisclosure,
    Heading::Note,
    Heading::IdentityCode,
];

/// Writes `count` made-up customers of `seed` as delimited text with Finnish headings, row by row
/// in constant memory.
///
/// # Errors
///
/// Where `target` cannot be written to, or more than [`PARTIES_MAX`] are asked for, beyond which
/// addresses and numbers would repeat.
pub fn write_csv(
    count: u32,
    seed: u64,
    identity_codes: IdentityCodes,
    target: impl Write,
) -> io::Result<()> {
    if count > PARTIES_MAX {
        let text = format!("at most {PARTIES_MAX} made-up customers in one list");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
    }
    let columns = match identity_codes {
        IdentityCodes::None => HEADINGS.len() - 1,
        IdentityCodes::Artificial => HEADINGS.len(),
    };
    let titles = HEADINGS.iter().map(|heading| heading.title(Language::Fi));
    let mut writer = Writer::new(target, titles.take(columns))?;
    let sampler = Sampler::new(seed);
    for number in 0..count {
        let customer_number = (100_001 + number).to_string();
        let row = match sampler.party(number) {
            SampleParty::Person(person) => of_person(&customer_number, &person),
            SampleParty::Organisation(organisation) => {
                of_organisation(&customer_number, &organisation)
            }
        };
        writer.row(row.iter().take(columns))?;
    }
    writer.finish()?.flush()
}

/// The value of each column.
fn row(value: impl Fn(Heading) -> String) -> Vec<String> {
    HEADINGS.into_iter().map(value).collect()
}

fn of_person(customer_number: &str, person: &SamplePerson) -> Vec<String> {
    row(|heading| match heading {
        Heading::CustomerNumber => customer_number.to_owned(),
        Heading::Kind => "henkilö".to_owned(),
        Heading::FirstNames => person.first_names.clone(),
        Heading::CallName => person.call_name.clone(),
        Heading::LastName => person.last_name.clone(),
        Heading::BirthDate => person.birth_date.finnish(),
        Heading::IdentityCode => person.identity_code.expose().to_owned(),
        Heading::Phone => person.phone.written(),
        Heading::Email => person.email.to_string(),
        Heading::Language => language(person.language),
        Heading::MarketingBan => yes_if(person.marketing_ban),
        Heading::NonDisclosure => yes_if(person.non_disclosure),
        Heading::Note => person.note.unwrap_or_default().to_owned(),
        other => of_address(other, &person.address),
    })
}

fn of_organisation(customer_number: &str, organisation: &SampleOrganisation) -> Vec<String> {
    let contact = organisation.contacts.first();
    row(|heading| match heading {
        Heading::CustomerNumber => customer_number.to_owned(),
        Heading::Kind => match organisation.kind {
            OrganisationKind::HousingCompany => "taloyhtiö".to_owned(),
            _ => "yritys".to_owned(),
        },
        Heading::Company => organisation.name.clone(),
        Heading::BusinessId => organisation.business_id.to_string(),
        Heading::ContactPerson => contact.map_or_else(String::new, |c| c.person.name()),
        Heading::Phone => organisation.phone.written(),
        Heading::Email => organisation.email.to_string(),
        Heading::Language => language(organisation.language),
        Heading::Note => organisation.note.unwrap_or_default().to_owned(),
        other => of_address(other, &organisation.address),
    })
}

fn of_address(heading: Heading, address: &PostalAddress) -> String {
    match heading {
        Heading::Street => address.street_lines().join(", "),
        Heading::PostalCode => address.postal_code().unwrap_or_default().to_owned(),
        Heading::Town => address.town().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn language(language: Language) -> String {
    match language {
        Language::Fi => "suomi",
        Language::Sv => "ruotsi",
        Language::En => "englanti",
    }
    .to_owned()
}

fn yes_if(yes: bool) -> String {
    if yes {
        "kyllä".to_owned()
    } else {
        String::new()
    }
}
