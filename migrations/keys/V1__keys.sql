-- The keys and what must not be forgotten, apart from the data. Knows no names, only numbers.

-- One row: which register the keys belong to, and how far they reach.
create table vault (
    one BIGINT not null primary key check (one = 1),
    -- The register these keys were made for; the register holds the same number.
    register_id BIGINT not null,
    -- Shows that the root key is the one these keys are wrapped under.
    root_check BYTEA not null,
    -- Grows with every erasure: other processes empty their caches when it has grown.
    generation BIGINT not null,
    -- Keys up to this number exist (or existed).
    made BIGINT not null,
    -- Keys up to this number were handed out.
    taken BIGINT not null
);

-- A key for each lot, wrapped by the root key. Made ahead, so that a slightly older copy of this
-- store still opens newer lots.
create table lot_key (
    lot_id BIGINT not null primary key,
    wrapped BYTEA not null
);

-- What was erased, why and when: written together with the destruction of the key.
create table erasure (
    lot_id BIGINT not null primary key,
    -- The decision: a retention clock that ran out, or a request, as a word with its number.
    decision TEXT not null,
    at_ms BIGINT not null
);

-- Every "no" that must outlive a restored backup: objections, restrictions, withdrawals, holds.
create table no_ledger (
    entry_id BIGINT not null primary key,
    party_id BIGINT not null,
    kind TEXT not null check (kind in ('objection', 'restriction', 'withdrawal', 'hold')),
    -- To which purpose, in the notice's word; empty where it concerns everything.
    purpose TEXT not null,
    at_ms BIGINT not null,
    -- When it was lifted; null: it stands.
    lifted_ms BIGINT
);

create index no_ledger_party on no_ledger (party_id, entry_id);

-- Keyed hashes of addresses and numbers that marketing must not reach.
create table suppression (
    channel TEXT not null check (channel in ('email', 'phone', 'sms', 'post')),
    hash BYTEA not null,
    reason TEXT not null,
    at_ms BIGINT not null,
    primary key (channel, hash)
);

-- How far number series and the outbox got: never issued, never sent twice.
create table mark (
    name TEXT not null primary key,
    value BIGINT not null
);
