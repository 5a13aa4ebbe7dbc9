-- The trail: who did what with whose data. Knows ids, no names and no values. Only ever appended
-- to: whatever is changed here afterwards is found by `seloste trail verify`.

-- A line. Its bytes say everything; the other columns repeat what it is found by.
create table line (
    -- Counted from one, without a gap, through all months.
    sequence BIGINT not null primary key,
    -- The month whose tree it is in, such as 202611.
    month BIGINT not null,
    actor_id BIGINT not null,
    action BIGINT not null,
    unit_id BIGINT not null,
    -- The line's place in the register's trail_out; null where it did not come that way.
    place BIGINT,
    body BYTEA not null
);

create index line_actor on line (actor_id, sequence);
-- No line that waited in the register is taken twice.
create unique index line_place on line (unit_id, place) where place is not null;
-- Erasures, so that a ledger that is behind can be brought up.
create index line_erasure on line (sequence) where action = 11;

-- Which lines tell of a party, and whether they opened its data or only listed it.
create table line_party (
    party_id BIGINT not null,
    sequence BIGINT not null,
    opened BIGINT not null check (opened in (0, 1)),
    primary key (party_id, sequence)
);
-- sqlite: without rowid

-- Each month is a Merkle tree; its first leaf holds size and root of the month before.
create table month (
    month BIGINT not null primary key,
    -- The first line of the month.
    first_sequence BIGINT not null,
    opening BYTEA not null
);

-- The trees: 256 hashes of 32 bytes in a row, the last row of each level may have fewer.
create table tile (
    month BIGINT not null,
    level BIGINT not null,
    place BIGINT not null,
    hashes BYTEA not null,
    primary key (month, level, place)
);

-- One row: the last line and its month.
create table head (
    one BIGINT not null primary key check (one = 1),
    sequence BIGINT not null,
    month BIGINT not null
);

-- Signed roots. The same notes are kept beside the keys and elsewhere.
create table checkpoint (
    month BIGINT not null,
    size BIGINT not null,
    note TEXT not null,
    signed_ms BIGINT not null,
    primary key (month, size)
);
