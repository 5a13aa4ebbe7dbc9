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
