//! The privacy notice as data: the program's policy.
//!
//! A notice file is read into a [`Policy`]; permissions, clocks, recipients, the printed notice
//! and the record of processing activities all come from it, so that no rule is written twice.
//!
//! Pure: no input or output, no clock, no settings. What is not stated in the file is not
//! allowed; what the law sets (requests, accounts, security, breaches, proof) is built in and
//! part of every notice.
//!
//! Invariant: a [`Policy`] exists only where the whole file was understood. A word nobody knows,
//! a key too many or a period below a statutory floor refuses the file, all problems at once.

mod check;
mod diff;
mod document;
mod heeded;
mod mark;
mod notice;
mod print;
mod reach;
mod read;
mod reader;
mod record;
mod role;
mod version;
mod words;

#[cfg(test)]
mod tests;

pub use check::{About, Demand, Finding, Severity};
pub use diff::{Change, ChangeKind, ERASURE_WAIT_DAYS, Heed, diff};
pub use document::{Block, Document, Fact, Said, Section, Table};
pub use heeded::Heeded;
pub use mark::{Mark, Wording};
pub use notice::{
    Address, Authority, BUILT_IN, Balancing, Basis, BuiltIn, ByMachine, Ceiling, Clock, Collection,
    Connection, Contact, Controller, Country, DeclaredCategory, DeclaredField, DeclaredGround,
    DeclaredPurpose, DeclaredRight, Disclosure, FieldChoice, FieldKey, Floor, IdentityCodeRule,
    Inactivity, Interest, Marketing, Objection, Officer, Period, Policy, Receiver, Recipient,
    Recording, Requests, Security, Source, Time, Transfer, Transfers, Unit, ceiling, floor, in_eea,
    in_eea_on,
};
pub use reach::Reach;
pub use read::Broken;
pub use reader::{Labels, Reader};
pub use role::{NotARoleKey, Role, RoleKey, Scope};
pub use version::{NotAVersion, Version, Versions};
pub use words::{
    Action, Category, Channel, ClockStart, ConnectionKind, DisclosureGround, ErasedBy, FieldKind,
    FieldParty, Given, IdentityCodeGround, Kept, LegalBasis, MarketingChannel, Permission, Purpose,
    RecipientRole, RecordingReason, RetentionGround, Right, SourceKind, SubjectRight, TransferTool,
    Word,
};
