-- Requests of data subjects: what was asked, and each step until the answer. A step is added and
-- never changed; how a request stands is what its steps make of it.

create table data_request (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- What is asked for: `access erasure`.
    kinds TEXT not null,
    -- How it came, and whether it was signed: recorded, never required.
    way TEXT not null,
    signed BIGINT not null,
    received_day TEXT not null,
    -- The last day on which the answer is to be given, as the steps make it.
    due_day TEXT not null,
    -- Since when an answer about who asks is waited for; null: the clock runs.
    waits_since TEXT,
    closed_day TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index data_request_open on data_request (due_day, row_id) where closed_day is null;
create index data_request_closed on data_request (closed_day, party_id, row_id) where closed_day is not null;

create table data_request_step (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    -- Of which request: the number of its row.
    request_id BIGINT not null,
    lot_id BIGINT not null,
    -- Its words; sealed even where there are none.
    sealed BYTEA not null,
    deed TEXT not null,
    -- The means, the kind that was decided, or nothing.
    word TEXT not null,
    outcome TEXT,
    on_day TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index data_request_steps on data_request_step (party_id, request_id, row_id);
