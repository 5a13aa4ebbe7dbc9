-- The blind index: keyed hashes of what parties are found by. Never in a backup: it is made again
-- from the sealed values.

create table find_token (
    token BYTEA not null,
    -- The customer number: newer parties come first.
    number BIGINT not null,
    party_id BIGINT not null,
    primary key (token, number, party_id)
);
-- sqlite: without rowid

-- The tokens of a party, eight bytes each: so that they can be removed when its values are gone.
create table party_tokens (
    party_id BIGINT not null primary key,
    number BIGINT not null,
    tokens BYTEA not null
);

-- One row: whose index this is.
create table index_mark (
    one BIGINT not null primary key check (one = 1),
    register_id BIGINT not null
);
