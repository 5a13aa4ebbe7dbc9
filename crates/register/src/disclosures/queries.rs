//! The statements of recipients and disclosures.

use basics::{
    ActorId, Day, DisclosureId, Instant, Language, LotId, PackageId, PartyId, RecipientId, RowId,
};
use guard::{ByKey, Sealed};
use policy::DisclosureGround;

/// A recipient as it lies in its table.
pub(super) type RecipientLying = (
    RecipientId,
    String,
    String,
    String,
    String,
    String,
    Option<Day>,
    Option<Day>,
    Instant,
    ActorId,
    Option<Instant>,
);

/// A disclosure as it lies in its table: which, to whom, its ground and entry, form, language,
/// days, parts, whether two confirm it, withheld until, prepared when and by whom, given when and by
/// whom, given up when, its package.
pub(super) type Lying = (
    DisclosureId,
    RecipientId,
    ByKey<DisclosureGround>,
    String,
    String,
    Language,
    i64,
    i64,
    i64,
    Option<Day>,
    Instant,
    ActorId,
    Option<Instant>,
    Option<ActorId>,
    Option<Instant>,
    Option<PackageId>,
);

/// What was given of one party.
pub(super) type PartLying = (RowId, PartyId, LotId, DisclosureId, Sealed);

/// A standing feed: which, to whom, under which entry, by when it is looked at again, started when
/// and by whom, ended when.
pub(super) type FeedLying = (
    i64,
    RecipientId,
    String,
    Day,
    Instant,
    ActorId,
    Option<Instant>,
);

/// Whom to tell: which, about whom, of which disclosure, whom, what, since when, told on which day
/// and how.
pub(super) type FollowUpLying = (
    i64,
    PartyId,
    DisclosureId,
    RecipientId,
    String,
    Day,
    Option<Day>,
    Option<String>,
);

store::statements! {
    /// A recipient.
    pub(super) ADD_RECIPIENT: (RecipientId, String, String, String, String, String, Option<Day>, Option<Day>, Instant, ActorId) -> () =
        "insert into recipient
                (recipient_id, name, country, role, entries, categories, agreement_day, review_day,
                 added_ms, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// The recipients after one, those that are over last.
    pub(super) RECIPIENTS: (RecipientId, i64) -> RecipientLying =
        "select recipient_id, name, country, role, entries, categories, agreement_day, review_day,
                added_ms, added_by, ended_ms
           from recipient
          where recipient_id > $1
          order by recipient_id
          limit $2";

    /// Those that may receive something.
    pub(super) STANDING: (i64,) -> RecipientLying =
        "select recipient_id, name, country, role, entries, categories, agreement_day, review_day,
                added_ms, added_by, ended_ms
           from recipient
          where ended_ms is null
          order by name, recipient_id
          limit $1";

    /// One recipient.
    pub(super) RECIPIENT: (RecipientId,) -> RecipientLying =
        "select recipient_id, name, country, role, entries, categories, agreement_day, review_day,
                added_ms, added_by, ended_ms
           from recipient
          where recipient_id = $1";

    /// A recipient receives nothing any more.
    pub(super) END_RECIPIENT: (RecipientId, Instant, ActorId) -> () =
        "update recipient set ended_ms = $2, ended_by = $3
          where recipient_id = $1 and ended_ms is null";

    /// The agreement of a recipient was looked at.
    pub(super) REVIEW_RECIPIENT: (RecipientId, Day) -> () =
        "update recipient set review_day = $2 where recipient_id = $1 and ended_ms is null";

    /// How many agreements and feeds were to be looked at again by a day, to a bound.
    pub(super) REVIEWS_DUE: (Day, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select recipient_id
                   from recipient
                  where ended_ms is null and review_day < $1
                  union all
                 select feed_id
                   from standing_feed
                  where ended_ms is null and review_day < $1
                  limit $2) due";

    /// A standing feed.
    pub(super) ADD_FEED: (i64, RecipientId, String, Day, Instant, ActorId) -> () =
        "insert into standing_feed
                (feed_id, recipient_id, entry, review_day, started_ms, started_by)
         values ($1, $2, $3, $4, $5, $6)";

    /// The feeds of a recipient, the newest first.
    pub(super) FEEDS_OF: (RecipientId,) -> FeedLying =
        "select feed_id, recipient_id, entry, review_day, started_ms, started_by, ended_ms
           from standing_feed
          where recipient_id = $1
          order by feed_id desc
          limit 20";

    /// A feed ends.
    pub(super) END_FEED: (i64, RecipientId, Instant, ActorId) -> () =
        "update standing_feed set ended_ms = $3, ended_by = $4
          where feed_id = $1 and recipient_id = $2 and ended_ms is null";

    /// The feeds of a recipient end with it.
    pub(super) END_FEEDS: (RecipientId, Instant, ActorId) -> () =
        "update standing_feed set ended_ms = $2, ended_by = $3
          where recipient_id = $1 and ended_ms is null";

    /// A disclosure is prepared.
    pub(super) ADD: (DisclosureId, RecipientId, ByKey<DisclosureGround>, String, String, Language, i64, i64, i64, Option<Day>, Instant, ActorId) -> () =
        "insert into disclosure
                (disclosure_id, recipient_id, disclosure_ground, entry, format, language, days, parts,
                 two, withheld_until, prepared_ms, prepared_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// What is given of one party.
    pub(super) ADD_PART: (RowId, PartyId, LotId, DisclosureId, Sealed, Instant) -> () =
        "insert into disclosure_part
                (row_id, party_id, lot_id, disclosure_id, sealed, recorded_ms)
         values ($1, $2, $3, $4, $5, $6)";

    /// One disclosure.
    pub(super) ONE: (DisclosureId,) -> Lying =
        "select disclosure_id, recipient_id, disclosure_ground, entry, format, language, days, parts,
                two, withheld_until, prepared_ms, prepared_by, given_ms, given_by, cancelled_ms,
                package_id
           from disclosure
          where disclosure_id = $1";

    /// Disclosures before one, the newest first.
    pub(super) BEFORE: (DisclosureId, i64) -> Lying =
        "select disclosure_id, recipient_id, disclosure_ground, entry, format, language, days, parts,
                two, withheld_until, prepared_ms, prepared_by, given_ms, given_by, cancelled_ms,
                package_id
           from disclosure
          where disclosure_id < $1
          order by disclosure_id desc
          limit $2";

    /// How many wait, to a bound.
    pub(super) WAITING: (i64,) -> i64 =
        "select cast(count(*) as bigint)
           from (select disclosure_id
                   from disclosure
                  where given_ms is null and cancelled_ms is null
                  limit $1) waiting";

    /// The parts of a disclosure; those of merged parties are carried elsewhere.
    pub(super) PARTS: (DisclosureId,) -> PartLying =
        "select row_id, party_id, lot_id, disclosure_id, sealed
           from disclosure_part
          where disclosure_id = $1
            and not exists (select 1 from party
                             where party.party_id = disclosure_part.party_id
                               and merged_into is not null)
          order by row_id, party_id
          limit 50";

    /// The parts of a party before one, the newest first.
    pub(super) OF_PARTY: (PartyId, RowId, i64) -> PartLying =
        "select row_id, party_id, lot_id, disclosure_id, sealed
           from disclosure_part
          where party_id = $1 and row_id < $2
          order by row_id desc
          limit $3";

    /// A disclosure is given: its package is made.
    pub(super) GIVE: (DisclosureId, Instant, ActorId, PackageId) -> () =
        "update disclosure set given_ms = $2, given_by = $3, package_id = $4
          where disclosure_id = $1 and given_ms is null and cancelled_ms is null";

    /// A disclosure is given up.
    pub(super) CANCEL: (DisclosureId, Instant) -> () =
        "update disclosure set cancelled_ms = $2
          where disclosure_id = $1 and given_ms is null and cancelled_ms is null";

    /// To whom something of a party was given: the newest disclosure to each.
    pub(super) RECEIVERS_OF: (PartyId,) -> (RecipientId, DisclosureId) =
        "select recipient_id, max(disclosure.disclosure_id)
           from disclosure_part
           join disclosure on disclosure.disclosure_id = disclosure_part.disclosure_id
          where party_id = $1 and given_ms is not null
          group by recipient_id
          order by recipient_id
          limit 200";

    /// Somebody is to be told.
    pub(super) ADD_FOLLOW_UP: (i64, PartyId, DisclosureId, RecipientId, String, Day) -> () =
        "insert into disclosure_follow_up
                (follow_up_id, party_id, disclosure_id, recipient_id, what, since_day)
         values ($1, $2, $3, $4, $5, $6)";

    /// Whether a recipient is to be told this of a party already.
    pub(super) OPEN_FOLLOW_UP: (PartyId, RecipientId, String) -> i64 =
        "select cast(count(*) as bigint)
           from disclosure_follow_up
          where party_id = $1 and recipient_id = $2 and what = $3 and told_ms is null";

    /// Whom to tell of a party, the newest first.
    pub(super) FOLLOW_UPS_OF: (PartyId,) -> FollowUpLying =
        "select follow_up_id, party_id, disclosure_id, recipient_id, what, since_day, told_day,
                means
           from disclosure_follow_up
          where party_id = $1
          order by follow_up_id desc
          limit 100";

    /// Whom to tell of anybody, after one, the oldest first.
    pub(super) FOLLOW_UPS: (Day, i64, i64) -> FollowUpLying =
        "select follow_up_id, party_id, disclosure_id, recipient_id, what, since_day, told_day,
                means
           from disclosure_follow_up
          where told_ms is null and (since_day, follow_up_id) > ($1, $2)
          order by since_day, follow_up_id
          limit $3";

    /// How many are to be told, to a bound, and since when the first.
    pub(super) TO_TELL: (i64,) -> (i64, Option<Day>) =
        "select cast(count(*) as bigint), min(since_day)
           from (select since_day
                   from disclosure_follow_up
                  where told_ms is null
                  order by since_day, follow_up_id
                  limit $1) waiting";

    /// A recipient was told.
    pub(super) TELL: (i64, Day, String, Instant, ActorId) -> () =
        "update disclosure_follow_up
            set told_day = $2, means = $3, told_ms = $4, told_by = $5
          where follow_up_id = $1 and told_ms is null";

    /// The packages in which something of a party was given, with the grounds.
    pub(super) PACKAGES_OF: (PartyId,) -> (PackageId, ByKey<DisclosureGround>) =
        "select disclosure.package_id, disclosure_ground
           from disclosure_part
           join disclosure on disclosure.disclosure_id = disclosure_part.disclosure_id
          where disclosure_part.party_id = $1 and disclosure.package_id is not null
          order by disclosure.disclosure_id
          limit 1000";

    /// The packages that were given to a recipient.
    pub(super) PACKAGES_FOR: (RecipientId,) -> PackageId =
        "select package_id
           from disclosure
          where recipient_id = $1 and package_id is not null
          order by disclosure_id
          limit 1000";
}
