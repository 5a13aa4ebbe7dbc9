-- Lots: what one clock, one hold, one erasure acts on. A lot's number is the number of its key.
create table lot (
    lot_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    category BIGINT not null,
    -- Whether it holds the party's master data of its category: one for each category.
    master BIGINT not null check (master in (0, 1)),
    started_ms BIGINT not null
);

create index lot_party on lot (party_id, category, master);
create index lot_category on lot (category, lot_id);

-- Parties whose terms in the blind index must be written: emptied after each commit. What a crash
-- left here is written at the next start.
create table index_out (
    party_id BIGINT not null primary key
);

-- One row: which register this is. The key store and the index hold the same number.
create table register_mark (
    one BIGINT not null primary key check (one = 1),
    register_id BIGINT not null
);
