-- What is prepared for somebody outside, and how it was handed over.

-- A sealed file that waits to be handed over for a few days. What it is called, what it is, for whom
-- and the key of what is in it stand sealed in its parts.
create table package (
    package_id BIGINT not null primary key,
    -- Whether it answers a request or is a disclosure: `requests`, `disclosures`.
    held TEXT not null,
    -- What its bytes are: `pdf`, `json`, `csv`, `zip`.
    format TEXT not null,
    bytes BIGINT not null,
    -- Of how many parties it tells: it opens only while all of them are held.
    parts BIGINT not null,
    made_ms BIGINT not null,
    made_by BIGINT not null,
    -- From then on it opens for nobody, and is destroyed.
    expires_ms BIGINT not null,
    -- Until which day those it is about are told nothing of it (tietosuojalaki 34 §).
    withheld_until TEXT,
    -- Since when it was withdrawn.
    ended_ms BIGINT
);

create index package_expires on package (expires_ms, package_id);

-- What a package tells of one party, under a lot of its own: it goes when she is erased.
create table package_part (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    package_id BIGINT not null,
    requests BYTEA,
    disclosures BYTEA,
    recorded_ms BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index package_part_package on package_part (package_id, row_id);
create index package_part_lot on package_part (lot_id);
create index package_part_recorded on package_part (recorded_ms, party_id, row_id);

-- An address at which a package can be fetched with a code. Neither is kept, only their hashes.
create table package_link (
    link_id BIGINT not null primary key,
    package_id BIGINT not null,
    token_hash BYTEA not null unique,
    code_hash BYTEA not null,
    made_ms BIGINT not null,
    made_by BIGINT not null,
    expires_ms BIGINT not null,
    downloads_max BIGINT not null,
    downloads BIGINT not null,
    -- Codes that were tried since the last right one.
    tries BIGINT not null,
    ended_ms BIGINT
);

create index package_link_package on package_link (package_id, link_id);

-- A package was handed over.
create table package_hand_over (
    hand_over_id BIGINT not null primary key,
    package_id BIGINT not null,
    means TEXT not null,
    handed_ms BIGINT not null,
    handed_by BIGINT not null
);

create index package_hand_over_package on package_hand_over (package_id, hand_over_id);

-- Who may receive data: firms and authorities, by the entries of the notice.
create table recipient (
    recipient_id BIGINT not null primary key,
    name TEXT not null,
    country TEXT not null,
    -- `partner`, `authority`, `processor`, `agency`.
    role TEXT not null,
    -- The entries of the notice under which it may receive: `subcontractor house_manager`.
    entries TEXT not null,
    -- What it may receive at most: `identity contact`.
    categories TEXT not null,
    agreement_day TEXT,
    -- By when the agreement is looked at again.
    review_day TEXT,
    added_ms BIGINT not null,
    added_by BIGINT not null,
    ended_ms BIGINT,
    ended_by BIGINT
);

create index recipient_review on recipient (review_day, recipient_id) where ended_ms is null;

-- What goes to a processor by itself, under an entry of the notice.
create table standing_feed (
    feed_id BIGINT not null primary key,
    recipient_id BIGINT not null references recipient (recipient_id),
    entry TEXT not null,
    -- By when it is looked at again.
    review_day TEXT not null,
    started_ms BIGINT not null,
    started_by BIGINT not null,
    ended_ms BIGINT,
    ended_by BIGINT
);

create index standing_feed_recipient on standing_feed (recipient_id, feed_id);

-- Data given to somebody outside, or about to be: to whom, on which ground, confirmed by whom.
create table disclosure (
    disclosure_id BIGINT not null primary key,
    recipient_id BIGINT not null references recipient (recipient_id),
    disclosure_ground TEXT not null,
    entry TEXT not null,
    format TEXT not null,
    -- In which language the package is.
    language TEXT not null,
    days BIGINT not null,
    parts BIGINT not null,
    -- Whether another member of staff must confirm it: 1.
    two BIGINT not null,
    -- Until which day those it is about are told nothing of it (tietosuojalaki 34 §).
    withheld_until TEXT,
    prepared_ms BIGINT not null,
    prepared_by BIGINT not null,
    given_ms BIGINT,
    given_by BIGINT,
    cancelled_ms BIGINT,
    package_id BIGINT
);

create index disclosure_waiting on disclosure (disclosure_id)
 where given_ms is null and cancelled_ms is null;

-- What was given of one party, under a lot of its own.
create table disclosure_part (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    disclosure_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index disclosure_part_disclosure on disclosure_part (disclosure_id, row_id);
create index disclosure_part_recorded on disclosure_part (recorded_ms, party_id, row_id);

-- A recipient who is to be told that something was corrected, erased or restricted (GDPR art. 19).
-- It outlives the person: the recipient knows by the number of the disclosure whom it is about.
create table disclosure_follow_up (
    follow_up_id BIGINT not null primary key,
    party_id BIGINT not null,
    disclosure_id BIGINT not null,
    recipient_id BIGINT not null,
    -- `rectification`, `erasure`, `restriction`.
    what TEXT not null,
    since_day TEXT not null,
    told_day TEXT,
    -- How it was told: `email`, `post`, `phone`, `portal`, or `impossible`.
    means TEXT,
    told_ms BIGINT,
    told_by BIGINT
);

create index disclosure_follow_up_open on disclosure_follow_up (since_day, follow_up_id)
 where told_ms is null;
create index disclosure_follow_up_party on disclosure_follow_up (party_id, follow_up_id);
