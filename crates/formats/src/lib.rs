//! The identifiers and small formats a Finnish register meets: identity codes, business ids,
//! phone numbers, addresses, account numbers, payment references, names to search by, and
//! delimited text and contact cards as people send them.
//!
//! Pure: text in, type or reason out. What day it is comes in as a parameter.
//!
//! Invariants: a value of these types can only be made by its `parse` (or by a constructor that
//! cannot make a wrong one), so whoever holds one need not check it again. Reading any text ends
//! in a value or an error, never in a panic. No error repeats a part of the text it refused.
//! No type implements `Serialize`, and those that hold personal data show nothing in `Debug`.

mod address;
mod business;
mod country;
pub mod csv;
mod email;
pub mod fold;
mod free_text;
pub mod headings;
mod iban;
mod identity_code;
mod line;
mod mod97;
mod municipality;
mod phone;
mod reason;
mod recognised;
mod reference;
pub mod table;
pub mod vcard;
pub mod workbook;

pub use address::{AddressText, NotAnAddress, PostalAddress, StreetParts};
pub use business::{BusinessId, NotABusinessId, NotAVatId, NotAnOvt, Ovt, VatId};
pub use country::{Country, NotACountry};
pub use email::{Email, NotAnEmail};
pub use free_text::{CodeLike, holds_identity_code, identity_codes_in};
pub use iban::{Iban, NotAnIban};
pub use identity_code::{Artificial, IdentityCode, NotAnIdentityCode};
pub use municipality::Municipality;
pub use phone::{NotAPhone, Phone};
pub use recognised::{Recognised, Recogniser};
pub use reference::{FinnishReference, NotAReference, NotAnRfReference, RfReference};
