//! Typed 64-bit ids.
//!
//! Parties' ids are random: they stand in the trail and in links, and must tell an outsider
//! nothing, not even when someone became a customer. Those that one file brings share a random
//! beginning, so that their rows lie together. Other ids are time-ordered, so that new rows
//! lie together and pages follow them.
//!
//! An id is written as 13 lower-case characters of Crockford's base 32, in URLs, on the command
//! line and in the trail alike.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::{Clock, Entropy, Instant};

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 13 letters and digits, such as 0a1b2c3d4e5f6")]
pub struct IdError;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 13;

fn write_id(id: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let bits = id.cast_unsigned();
    for place in (0..LENGTH).rev() {
        let digit = usize::try_from((bits >> (5 * place)) & 31).unwrap_or(0);
        let byte = DIGITS.get(digit).copied().unwrap_or(b'0');
        fmt::Write::write_char(f, char::from(byte))?;
    }
    Ok(())
}

fn parse_id(text: &str) -> Result<i64, IdError> {
    if text.len() != LENGTH {
        return Err(IdError);
    }
    let bits = text.bytes().try_fold(0u64, |bits, byte| {
        let digit = DIGITS
            .iter()
            .position(|d| *d == byte.to_ascii_lowercase())?;
        bits.checked_mul(32)?
            .checked_add(u64::try_from(digit).ok()?)
    });
    i64::try_from(bits.ok_or(IdError)?)
        .ok()
        .filter(|id| *id > 0)
        .ok_or(IdError)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $name(i64);

            impl $name {
                /// The id with this number, as read from a store.
                #[must_use]
                pub const fn new(id: i64) -> Self {
                    Self(id)
                }

                /// The number, as it is stored.
                #[must_use]
                pub const fn get(self) -> i64 {
                    self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write_id(self.0, f)
                }
            }

            impl FromStr for $name {
                type Err = IdError;

                fn from_str(text: &str) -> Result<Self, IdError> {
                    parse_id(text).map(Self)
                }
            }
        )*

        /// Calls a macro with the name of every id type, so that other crates can implement
        /// their traits for all of them at once.
        #[macro_export]
        macro_rules! for_each_id {
            ($callback:ident) => {
                $( $callback!($crate::$name); )*
            };
        }
    };
}

ids! {
    /// A party: a person or an organisation. Random.
    PartyId;
    /// A lot: what one clock, one hold, one erasure acts on. It is the number of the lot's key.
    LotId;
    /// Any row that holds a sealed value, as the vault binds it.
    RowId;
    /// Someone who signs in: a member of staff.
    StaffId;
    /// Whoever acted, as it stands in the trail: staff, a job, the person herself.
    ActorId;
    /// A signed-in session.
    SessionId;
    /// A token of a member of staff, for programs. As an actor it has the same number.
    TokenId;
    /// A unit of work.
    UnitId;
    /// Why we hold a party: customer, contract, contact person of, stakeholder, consent.
    ConnectionId;
    /// A dated role of a party.
    RoleOfPartyId;
    /// An address, a phone number, an e-mail address of a party.
    ContactPointId;
    /// A note about a party.
    NoteId;
    /// An entry in the history of a party.
    HistoryId;
    /// A batch of an import.
    BatchId;
    /// A row of a batch.
    BatchRowId;
    /// A run of a job.
    JobRunId;
    /// What is in a file of a party, sealed in the folder of files.
    ContentId;
    /// A tag that customers may have.
    TagId;
    /// A view of the list of customers that somebody keeps.
    ViewId;
    /// What somebody sought, for as long as her session may come back to it. Random.
    SearchId;
    /// A run of one action over many customers.
    BulkId;
    /// Two parties made one.
    MergeId;
    /// Something prepared for somebody outside.
    PackageId;
    /// Somebody outside who may receive data.
    RecipientId;
    /// Data given to somebody outside.
    DisclosureId;
}

/// Makes ids from a clock and a source of randomness.
#[derive(Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    last: Arc<AtomicI64>,
}

/// Where the ids of parties that come together lie: random itself, and so is the rest of each id.
/// Two ids tell that they came together, and nothing else; for that, the rows of a million
/// customers are written page by page and not each into a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbourhood(i64);

/// The lower bits of a neighbour's id are her own.
const NEIGHBOUR_BITS: u32 = 32;

/// Milliseconds take the upper 42 bits of an ordered id: enough until the year 2109.
const RANDOM_BITS: u32 = 21;

/// The number that an ordered id would have had at an instant, with the last bits of another: where
/// something that has no number of its own stands among what is numbered in time.
#[must_use]
pub fn number_at(instant: Instant, of: i64) -> i64 {
    let ms = instant.ms().clamp(0, (1 << 42) - 1);
    ((ms << RANDOM_BITS) | (of & ((1 << RANDOM_BITS) - 1))).max(1)
}

impl Ids {
    /// A maker of ids.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            clock,
            entropy,
            last: Arc::new(AtomicI64::new(0)),
        }
    }

    /// A random positive number: for ids that must tell nothing.
    #[must_use]
    pub fn random(&self) -> i64 {
        let random = (self.entropy.next_u64() >> 1).cast_signed();
        random.max(1)
    }

    /// A time-ordered positive number: 42 bits of milliseconds, 21 random bits. Within one maker
    /// each is larger than the one before, so that a fast import never draws the same twice.
    #[must_use]
    pub fn ordered(&self) -> i64 {
        let ms = self.clock.now().ms().clamp(0, (1 << 42) - 1);
        let random = (self.entropy.next_u64() >> (64 - RANDOM_BITS)).cast_signed();
        let fresh = ((ms << RANDOM_BITS) | random).max(1);
        let next = |last: i64| {
            Some(if fresh > last {
                fresh
            } else {
                last.saturating_add(1)
            })
        };
        let before = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        before.ok().and_then(next).unwrap_or(fresh)
    }

    /// A new party's id.
    #[must_use]
    pub fn party(&self) -> PartyId {
        PartyId::new(self.random())
    }

    /// A place in which new parties that come together lie together.
    #[must_use]
    pub fn neighbourhood(&self) -> Neighbourhood {
        Neighbourhood(self.random() >> NEIGHBOUR_BITS)
    }

    /// The id of a new party that comes with others. Of several drawn in one neighbourhood two may
    /// be the same: whoever draws them sees to it that none is used twice.
    #[must_use]
    pub fn neighbour(&self, of: Neighbourhood) -> PartyId {
        let low = self.random() & ((1 << NEIGHBOUR_BITS) - 1);
        PartyId::new(((of.0 << NEIGHBOUR_BITS) | low).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Still;
    impl Clock for Still {
        fn now(&self) -> Instant {
            Instant::from_ms(1_795_000_000_000)
        }
    }

    struct Ones;
    impl Entropy for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xff);
        }
    }

    #[test]
    fn ids_of_a_later_moment_sort_after_those_of_an_earlier_one() {
        let ids = Ids::new(Arc::new(Still), Arc::new(Ones));
        let first = ids.ordered();
        assert_eq!(first, (1_795_000_000_000 << 21) | 0x1f_ffff);
        assert_eq!(
            ids.ordered(),
            first + 1,
            "never the same twice within one millisecond"
        );
        assert!(ids.random() > 0);
    }

    #[test]
    fn what_has_no_number_stands_where_an_id_of_its_instant_would() {
        let ids = Ids::new(Arc::new(Still), Arc::new(Ones));
        let id = ids.ordered();
        assert_eq!(number_at(Still.now(), id), id);
        assert_eq!(
            number_at(Still.now().plus_ms(1), id),
            id + (1 << RANDOM_BITS)
        );
        assert!(number_at(Instant::from_ms(-1), 0) > 0);
    }

    #[test]
    fn neighbours_share_a_random_beginning_and_nothing_else() {
        let ids = Ids::new(Arc::new(Still), Arc::new(crate::OsEntropy));
        let (here, there) = (ids.neighbourhood(), ids.neighbourhood());
        assert_ne!(here, there);
        let drawn: Vec<i64> = (0..50).map(|_| ids.neighbour(here).get()).collect();
        assert!(
            drawn
                .iter()
                .all(|id| *id > 0 && *id >> NEIGHBOUR_BITS == here.0)
        );
        let rising = drawn.is_sorted();
        assert!(!rising, "their order tells nothing");
        assert_ne!(ids.neighbour(there).get() >> NEIGHBOUR_BITS, here.0);
    }

    proptest! {
        #[test]
        fn an_id_reads_back_as_it_was_written(id in 1..i64::MAX) {
            let id = PartyId::new(id);
            prop_assert_eq!(id.to_string().parse::<PartyId>(), Ok(id));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = text.parse::<PartyId>();
        }
    }
}
