//! The trusted core: permission is a value.
//!
//! [`Ask`] (who, why, what, about whom) becomes a [`Grant`] where the notice, the roles, the scope
//! and the person's own "no" allow it; the grant becomes a [`Noted`] when its trail line is part
//! of the unit of work; and only a [`Noted`] opens a sealed value. The unit's result leaves when
//! the line is durable, and not before.
//!
//! This crate and the three it is built on (`policy`, `trail`, `vault`) are the only code that can
//! read personal data in the clear. The application depends on this one and on `policy`, never on
//! the other two.
//!
//! Invariants: no function takes an actor and decides inside the application; no proof has a
//! public constructor or outlives its unit of work; an opened value has no way to print, log or
//! serialize itself.

mod accounts;
mod actor;
mod addresses;
mod ahead;
mod ask;
mod assign;
mod backup;
mod by_key;
pub mod category;
mod change_root;
mod column;
mod contents;
mod core;
mod decide;
mod desk;
mod erase;
mod erased;
mod error;
mod facts;
mod guard;
mod holds;
mod lines;
mod listing;
mod looked_up;
mod loose;
mod marketing;
mod merge;
mod notices;
mod opened;
mod outward;
mod own;
mod parties;
mod payload;
mod people_seen;
mod pulse;
mod put_back;
mod records;
mod refusal;
mod restore;
mod sealing;
mod search;
mod secret;
mod series;
mod start;
mod subject;
mod take_back;
mod taken_out;
mod trail_clock;
mod whole;
mod work;

pub use crate::guard::{Guard, create_root_key, lock_root_key, read_receipt, read_root_key};
pub use accounts::{
    Account, Accounts, Crowded, DAYS_MAX, HashFailed, IDLE_MS, NewAccount, NewPassword, NewToken,
    NotRepeated, Power, Refused, Request, RoleGiven, SessionRow, SessionToken, SignInRefused,
    SignedIn, TOKEN_RIGHTS, TokenRow, TokenSecret, Unfit, Visit, WHOLE_MS, Watched, WatchedKind,
};
pub use accounts::{network_of, password};
pub use actor::{Actor, Job, Staff, Token, Who, jobs};
pub use addresses::Addresses;
pub use ask::{Ask, Grant, Noted};
pub use backup::{
    Ages, BackupError, BackupMade, Deed, KEYS_FILE, KnownCopy, Manifest, Part, is_backup,
    read_backup, restore_files, restore_register, restore_trail, trail_is_behind,
};
pub use by_key::ByKey;
pub use column::{Declaration, Place, SealedColumn};
pub use contents::{Content, ContentWriter};
pub use desk::Desk;
pub use erase::{Erasure, LotRow, Receipt, ValueAt};
pub use error::Error;
pub use loose::{LOOSE_FILE_DAYS, LooseFile};
pub use merge::{MERGE_DAYS, Merging, carried_tables};
pub use notices::{NotPublished, Notices, Version};
pub use opened::Opened;
pub use own::OwnColumn;
pub use parties::{Adding, PartyKind, PartyRow, Stance};
pub use payload::{Field, Payload};
pub use people_seen::{KnownNetwork, PeopleSeen, PersonSeen, SignIns, StaffLook};
pub use pulse::{Pulse, StorePulse};
pub use put_back::{LostChange, LostPlace};
pub use records::{Apart, Between, Records, Seen};
pub use refusal::Refusal;
pub use search::Hits;
pub use secret::Secret;
pub use start::{Setup, StartError, StartReport};
pub use subject::{Look, Looker};
pub use take_back::TakenBack;
pub use taken_out::TakenOut;
pub use trail::{Line, Lost, NotProved, NotTrue, Proof, Verified};
pub use vault::{
    Alike, Alikes, CREDENTIAL, CopyKind, Exact, FileReader, HeldOn, InLot, IndexTerms, Label,
    Labelled, LotOf, Mended, No, NoKind, Patience, PutBack, RootKey, RootState, Sealed,
};
pub use whole::{Carried, NotWhole, WholeIn, WholeOut};
pub use work::Work;

/// The statements of the trusted core that run against the register.
#[must_use]
pub fn statements() -> Vec<&'static dyn store::Declared> {
    [
        accounts::queries::all(),
        backup::statements(),
        erase::all(),
        facts::all(),
        merge::all(),
        notices::all(),
        parties::all(),
        restore::all(),
        whole::queries::all(),
        sealing::all(),
        take_back::all(),
    ]
    .concat()
}

/// For the macro [`payload!`](crate::payload) alone.
#[doc(hidden)]
pub mod json {
    pub use serde_json::{Map, Value};
}
