//! Made-up people, companies and housing companies: for the demo, for `seloste sample --csv`, for
//! tests and measurements.
//!
//! The same seed gives the same parties, and party *n* does not depend on those before it, so a
//! million of them need no memory. Nobody real can be meant:
//!
//! * names are drawn apart from each other, by the frequencies of the population register;
//! * identity codes have individual numbers 900–999, which no one is given;
//! * phone numbers lie in 0490–0493, which no network has (see [`formats::Phone::made_up`]);
//! * e-mail addresses end in `example.com`, `example.org`, `example.net` or `.example` (RFC 2606);
//! * business ids have ordinals from seven million on, twice as far as they are given out;
//! * streets are invented (`Usvaketunkuja`); only towns and postal codes exist.
//!
//! Invariant: within [`PARTIES_MAX`] parties of one seed no identity code, e-mail address, phone
//! number or business id occurs twice.

mod draw;
mod list;
mod made;
mod names;
mod sampler;
mod towns;
mod words;

#[cfg(test)]
mod tests;

pub use list::{IdentityCodes, write_csv};
pub use made::{OrganisationKind, SampleContact, SampleOrganisation, SampleParty, SamplePerson};
pub use names::is_first_name;
pub use sampler::{PARTIES_MAX, Sampler};
