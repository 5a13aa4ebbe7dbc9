//! The statements of packages.

use basics::{ActorId, Day, Instant, LotId, PackageId, PartyId, RowId};
use guard::Sealed;

/// A package as it lies in its table: which, what it is, what its bytes are, how many, of how many
/// parties, made when and by whom, until when, withheld until, withdrawn since.
pub(super) type Lying = (
    PackageId,
    String,
    String,
    i64,
    i64,
    Instant,
    ActorId,
    Instant,
    Option<Day>,
    Option<Instant>,
);

/// A part of it: which, of whom, under which lot, of which package, its value in the column of its
/// category.
pub(super) type PartLying = (
    RowId,
    PartyId,
    LotId,
    PackageId,
    Option<Sealed>,
    Option<Sealed>,
);

/// An address as it lies there: which, of which package, the hash of its code, until when, how often
/// it may be used.
pub(super) type LinkLying = (i64, PackageId, Vec<u8>, Instant, i64);

store::statements! {
    /// A new package.
    pub(super) ADD: (PackageId, String, String, i64, i64, Instant, ActorId, Instant, Option<Day>) -> () =
        "insert into package
                (package_id, held, format, bytes, parts, made_ms, made_by, expires_ms,
                 withheld_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// What it tells of one party.
    pub(super) ADD_PART: (RowId, PartyId, LotId, PackageId, Option<Sealed>, Option<Sealed>, Instant) -> () =
        "insert into package_part
                (row_id, party_id, lot_id, package_id, requests, disclosures, recorded_ms)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// One package.
    pub(super) ONE: (PackageId,) -> Lying =
        "select package_id, held, format, bytes, parts, made_ms, made_by, expires_ms,
                withheld_until, ended_ms
           from package
          where package_id = $1";

    /// Its parts; those of merged parties are carried elsewhere.
    pub(super) PARTS: (PackageId,) -> PartLying =
        "select row_id, party_id, lot_id, package_id, requests, disclosures
           from package_part
          where package_id = $1
            and not exists (select 1 from party
                             where party.party_id = package_part.party_id
                               and merged_into is not null)
          order by row_id, party_id
          limit 200";

    /// The parts of a party before one, the newest first.
    pub(super) OF_PARTY: (PartyId, RowId, i64) -> PartLying =
        "select row_id, party_id, lot_id, package_id, requests, disclosures
           from package_part
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// How a package was handed over, the newest first.
    pub(super) HANDED: (PackageId,) -> (String, Instant, ActorId) =
        "select means, handed_ms, handed_by
           from package_hand_over
          where package_id = $1
          order by hand_over_id desc
          limit 50";

    /// A package was handed over.
    pub(super) HAND_OVER: (i64, PackageId, String, Instant, ActorId) -> () =
        "insert into package_hand_over (hand_over_id, package_id, means, handed_ms, handed_by)
         values ($1, $2, $3, $4, $5)";

    /// A package is withdrawn.
    pub(super) END: (PackageId, Instant) -> () =
        "update package set ended_ms = $2 where package_id = $1 and ended_ms is null";

    /// The lots of a package.
    pub(super) LOTS_OF: (PackageId,) -> LotId =
        "select lot_id
           from package_part
          where package_id = $1
          order by lot_id
          limit 200";

    /// The lots of what packages tell of a party.
    pub(super) LOTS_OF_PARTY: (PartyId,) -> LotId =
        "select lot_id
           from package_part
          where party_id = $1
          order by lot_id
          limit 10000";

    /// An address at which a package can be fetched.
    pub(super) ADD_LINK: (i64, PackageId, Vec<u8>, Vec<u8>, Instant, ActorId, Instant, i64) -> () =
        "insert into package_link
                (link_id, package_id, token_hash, code_hash, made_ms, made_by, expires_ms,
                 downloads_max, downloads, tries)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)";

    /// The addresses of a package, the newest first.
    pub(super) LINKS_OF: (PackageId,) -> (Instant, ActorId, Instant, i64, i64, i64, Option<Instant>) =
        "select made_ms, made_by, expires_ms, downloads_max, downloads, tries, ended_ms
           from package_link
          where package_id = $1
          order by link_id desc
          limit 20";

    /// Closes the addresses of a package.
    pub(super) END_LINKS: (PackageId, Instant) -> () =
        "update package_link set ended_ms = $2 where package_id = $1 and ended_ms is null";

    /// An address that works, by the hash of its token. `$2` now, `$3` tries at most.
    pub(super) LINK: (Vec<u8>, Instant, i64) -> LinkLying =
        "select link_id, package_link.package_id, code_hash, package_link.expires_ms, downloads_max
           from package_link
           join package on package.package_id = package_link.package_id
          where token_hash = $1 and package_link.ended_ms is null and package.ended_ms is null
            and package_link.expires_ms > $2 and package.expires_ms > $2
            and downloads < downloads_max and tries < $3";

    /// A code is tried. `$2` tries at most.
    pub(super) TRY: (i64, i64) -> () =
        "update package_link set tries = tries + 1 where link_id = $1 and tries < $2";

    /// A package is fetched with the right code.
    pub(super) FETCH: (i64, Instant) -> () =
        "update package_link
            set downloads = downloads + 1, tries = 0
          where link_id = $1 and downloads < downloads_max and ended_ms is null
            and expires_ms > $2";

    /// Lots of packages whose days are over, that were withdrawn, or of which somebody was erased,
    /// after one.
    pub(super) TO_GO: (Instant, LotId, i64) -> LotId =
        "select lot_id
           from package_part
           join package on package.package_id = package_part.package_id
          where lot_id > $2
            and (expires_ms <= $1 or ended_ms is not null
                 or parts > (select count(distinct row_id)
                               from package_part other
                              where other.package_id = package.package_id))
          order by lot_id
          limit $3";

    /// Packages of which nothing is left.
    pub(super) EMPTY: (i64,) -> PackageId =
        "select package_id
           from package
          where not exists (select 1 from package_part
                             where package_part.package_id = package.package_id)
          order by package_id
          limit $1";

    /// What tells of a package goes.
    pub(super) FORGET: (PackageId,) -> () =
        "delete from package where package_id = $1";

    /// Its addresses go.
    pub(super) FORGET_LINKS: (PackageId,) -> () =
        "delete from package_link where package_id = $1";

    /// How it was handed over goes.
    pub(super) FORGET_HANDED: (PackageId,) -> () =
        "delete from package_hand_over where package_id = $1";
}
