//! Those of the demo's customers of whom there is more to see: who they are, and where they stand among
//! the others.
//!
//! Whoever is drawn at their places is made to fit, so that nobody is added and everybody else stays
//! who and where she is.

use basics::{Day, PartyId};
use formats::{Email, fold};
use sample::{SampleParty, SamplePerson, Sampler};

use super::{NotMade, SEED};

/// A customer called Aino, whose data was given to others.
pub(super) const AINO: usize = 14;
/// Somebody of her household: the same name, address and telephone.
const HOUSEHOLD: usize = 15;
/// Somebody who owes money.
pub(super) const DEBTOR: usize = 17;
/// Somebody who left long ago: her time is over.
pub(super) const LEFT: usize = 19;
/// Somebody in dispute with the company.
pub(super) const DISPUTING: usize = 23;
/// Somebody who was written down twice: here, and there again.
const ONCE: usize = 24;
const TWICE: usize = 26;

/// Everybody of whom there is more to see.
#[cfg(test)]
pub(super) const ALL: [usize; 7] = [AINO, HOUSEHOLD, DEBTOR, LEFT, DISPUTING, ONCE, TWICE];

/// How many customers there are at least where each of them stands at her place: with fewer, contact
/// persons stand there.
const FROM: usize = 50;
/// Months ago: since when whoever left was a customer, and when she left.
const CAME: i32 = 96;
const WENT: i32 = 48;

/// Whoever stands at one of these places; nobody where too few customers are there.
pub(super) fn at(parties: &[PartyId], place: usize) -> Option<PartyId> {
    let enough = parties.len() >= FROM;
    parties.get(place).copied().filter(|_| enough)
}

/// The day on which whoever left did so.
pub(super) fn left_on(today: Day) -> Day {
    today.plus_months(-WENT)
}

/// Since when the one at a place is a customer, where that is another day than of most.
pub(super) fn since(place: usize, today: Day) -> Option<Day> {
    (place == LEFT).then(|| today.plus_months(-CAME))
}

/// The one who was drawn at a place, made to fit it.
pub(super) fn fitted(place: usize, one: SamplePerson) -> Result<SamplePerson, NotMade> {
    match place {
        AINO => named(
            place,
            "Aino",
            SamplePerson {
                first_names: "Aino Annikki".to_owned(),
                ..one
            },
        ),
        HOUSEHOLD => {
            let other = drawn(AINO)?;
            let call_name = one.call_name.clone();
            named(
                place,
                &call_name,
                SamplePerson {
                    last_name: other.last_name,
                    phone: other.phone,
                    address: other.address,
                    ..one
                },
            )
        }
        TWICE => Ok(SamplePerson {
            address: one.address,
            note: one.note,
            ..drawn(ONCE)?
        }),
        _ => Ok(one),
    }
}

/// Whoever is drawn at a place.
fn drawn(place: usize) -> Result<SamplePerson, NotMade> {
    let number = u32::try_from(place).map_err(|_| NotMade::Data)?;
    match Sampler::new(SEED).party(number) {
        SampleParty::Person(one) => Ok(*one),
        SampleParty::Organisation(_) => Err(NotMade::Data),
    }
}

/// Aino as she is entered.
pub(super) fn aino() -> Result<SamplePerson, NotMade> {
    fitted(AINO, drawn(AINO)?)
}

/// Somebody who is called so, with an e-mail address that fits.
fn named(place: usize, call_name: &str, one: SamplePerson) -> Result<SamplePerson, NotMade> {
    let (first, last) = (fold::plain(call_name), fold::plain(&one.last_name));
    let email = format!("{first}.{last}{place}@example.com");
    Ok(SamplePerson {
        call_name: call_name.to_owned(),
        email: Email::parse(&email).map_err(|_| NotMade::Data)?,
        ..one
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_shares_name_address_and_telephone_and_one_stands_here_twice() {
        let of = |place| fitted(place, drawn(place).unwrap()).unwrap();
        let (aino, other) = (of(AINO), of(HOUSEHOLD));
        assert_eq!(aino.name().split(' ').next(), Some("Aino"));
        assert_eq!(
            (&aino.last_name, &aino.phone, &aino.address),
            (&other.last_name, &other.phone, &other.address)
        );
        assert_ne!(
            (&aino.call_name, &aino.email),
            (&other.call_name, &other.email)
        );
        let (once, twice) = (of(ONCE), of(TWICE));
        assert_eq!(
            (once.name(), &once.phone, &once.email),
            (twice.name(), &twice.phone, &twice.email)
        );
        assert_ne!(once.address, twice.address);
    }

    #[test]
    fn nobody_of_them_is_protected_and_each_is_a_person_of_her_own() {
        for place in ALL {
            assert!(!drawn(place).unwrap().non_disclosure, "{place}");
        }
        let parties: Vec<PartyId> = (1..=50).map(PartyId::new).collect();
        assert_eq!(at(&parties, AINO), Some(PartyId::new(15)));
        assert_eq!(at(&parties[..49], AINO), None);
    }
}
