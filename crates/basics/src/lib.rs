//! The words every other crate speaks: ids, money, days and instants, clock and randomness,
//! language, error codes, bytes in hexadecimal.
//!
//! No input or output happens here. Time and randomness come in as parameters
//! ([`Clock`], [`Entropy`]), so whatever depends on them can be held still by a test.
//!
//! Invariant: this crate depends on nothing of ours.

mod entropy;
mod error;
mod hex;
mod ids;
mod language;
mod money;
mod time;
mod working_day;

pub use entropy::{Entropy, OsEntropy};
pub use error::{Code, Coded};
pub use hex::hex;
pub use ids::{
    ActorId, BatchId, BatchRowId, BulkId, ConnectionId, ContactPointId, ContentId, DisclosureId,
    HistoryId, IdError, Ids, JobRunId, LotId, MergeId, Neighbourhood, NoteId, PackageId, PartyId,
    RecipientId, RoleOfPartyId, RowId, SearchId, SessionId, StaffId, TagId, TokenId, UnitId,
    ViewId, number_at,
};
pub use language::{Language, Texts, UnknownLanguage};
pub use money::{Cents, NotMoney};
pub use time::{
    Clock, DAY_MS, Day, Instant, NotADay, NotAnInstant, SystemClock, UnknownZone, Zone,
};
