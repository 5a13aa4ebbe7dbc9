//! What is typed into the forms of disclosures, as types.

use basics::PartyId;
use formats::Country;
use policy::Category;

use super::super::error::Error;
use super::super::model::{Demand, NAME_MAX, NewRecipient, Order, WORDS_MAX, Withheld};
use super::day;
use crate::packages::Format;
use crate::people::holds_identity_code;
use crate::web::Fields;

/// A text of no more than some characters, without identity codes.
fn text(typed: &str, most: usize) -> Result<String, Error> {
    if typed.chars().count() > most {
        return Err(Error::Length);
    }
    if holds_identity_code(typed) {
        return Err(Error::IdentityCode);
    }
    Ok(typed.to_owned())
}

/// A recipient as it was typed.
pub(super) fn recipient(fields: &Fields) -> Result<NewRecipient, Error> {
    let name = text(fields.text("name"), NAME_MAX).map_err(|error| match error {
        Error::Length => Error::Name,
        error => error,
    })?;
    if name.is_empty() {
        return Err(Error::Name);
    }
    let entries = fields.all("entry").into_iter().map(str::to_owned).collect();
    let categories = fields.all("category").into_iter();
    let categories: Option<Vec<Category>> = categories.map(Category::from_key).collect();
    Ok(NewRecipient {
        name,
        country: Country::parse(fields.text("country")).map_err(|_| Error::Country)?,
        entries,
        categories: categories.ok_or(Error::Categories)?,
        agreement: day(fields, "agreement")?,
        review: day(fields, "review")?,
    })
}

/// What was chosen: `party:mark` for each value.
fn chosen(fields: &Fields) -> Result<Vec<(PartyId, Vec<String>)>, Error> {
    let mut all: Vec<(PartyId, Vec<String>)> = Vec::new();
    for value in fields.all("value") {
        let (party, mark) = value.split_once(':').ok_or(Error::Form)?;
        let party: PartyId = party.parse().map_err(|_| Error::Form)?;
        match all.iter_mut().find(|one| one.0 == party) {
            Some((_, marks)) => marks.push(mark.to_owned()),
            None => all.push((party, vec![mark.to_owned()])),
        }
    }
    // In the order of their numbers, as a disclosure is read back.
    all.sort_unstable_by_key(|one| one.0);
    Ok(all)
}

/// A disclosure as it was typed.
pub(super) fn order(fields: &Fields) -> Result<Order, Error> {
    let reference = text(fields.text("reference"), NAME_MAX)?;
    let paper = text(fields.text("paper"), NAME_MAX)?;
    let demanded = !reference.is_empty() || !paper.is_empty();
    let secrecy = text(fields.text("secrecy"), WORDS_MAX)?;
    let until = day(fields, "withheld")?;
    let withheld = match until {
        Some(until) => Some(Withheld { until, secrecy }),
        None if secrecy.is_empty() => None,
        None => return Err(Error::Withheld),
    };
    let format = Format::from_key(fields.text("format")).filter(|one| *one != Format::Zip);
    Ok(Order {
        recipient: fields.text("recipient").parse().map_err(|_| Error::Form)?,
        entry: fields.text("entry").to_owned(),
        chosen: chosen(fields)?,
        words: text(fields.text("words"), WORDS_MAX)?,
        demand: demanded.then_some(Demand { reference, paper }),
        withheld,
        format: format.ok_or(Error::Form)?,
        days: fields.text("days").parse().map_err(|_| Error::Form)?,
    })
}
