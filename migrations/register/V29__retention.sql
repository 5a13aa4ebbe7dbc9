-- Retention: why a connection ended, what is kept although its time is over, what was decided on an
-- erasure and what went, and how the nightly look went.

-- Of whom nothing says any more who she was. Her number in the trail is all that is left, with what
-- the law keeps under lots of its own; she is found nowhere.
alter table party add column erased BIGINT not null default 0;

-- Why a connection ended, in a word; null: nobody said.
alter table connection add column ended_why TEXT;

-- Whose connections are over, and since when: what starts most clocks. Ended ones alone, so that it
-- costs nothing while customers come in.
create index connection_ended on connection (party_id, until_day) where until_day is not null;

-- A legal hold: what is kept although its time is over. That it stands is written beside the keys;
-- why, and when somebody looks at it again, stands here.
create table legal_hold (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    -- What it keeps: nothing here: everything of hers; `category.contact`; `lot.17`.
    held_on TEXT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    review_day TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    lifted_ms BIGINT,
    lifted_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index legal_hold_review on legal_hold (review_day, row_id) where lifted_ms is null;

-- An erasure that somebody asked for, and what came of it. It names nobody but by a number.
create table erasure_case (
    case_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    decided_ms BIGINT not null,
    decided_by BIGINT not null,
    -- When it was carried out; null: not yet, or nothing was granted.
    carried_ms BIGINT,
    -- The signed receipt.
    receipt TEXT
);

create index erasure_case_party on erasure_case (party_id, case_id);
create index erasure_case_open on erasure_case (case_id) where carried_ms is null;

-- What was decided, for each category and purpose, with the words it was founded on. It survives the
-- erasure as the proof of it, under the clock of requests.
create table erasure_decision (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    case_id BIGINT not null references erasure_case (case_id),
    category BIGINT not null,
    purpose TEXT not null,
    -- GDPR art. 17(1) granted on a ground of it; refused by 17(3), a contract or an interest.
    outcome TEXT not null check (outcome in ('granted', 'refused')),
    verdict TEXT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

-- A look at what is past its clock: how much there was, went, stayed and waits. It goes on where it
-- was cut off.
create table retention_run (
    run_id BIGINT not null primary key,
    -- The day it is about: what is due is reckoned for it, however long it takes.
    on_day TEXT not null,
    started_ms BIGINT not null,
    advanced_ms BIGINT not null,
    ended_ms BIGINT,
    -- Behind which clock, party and value it goes on.
    kept BIGINT not null,
    party_id BIGINT not null,
    place BIGINT not null,
    due BIGINT not null,
    gone BIGINT not null,
    waits BIGINT not null,
    stays BIGINT not null
);

create index retention_run_open on retention_run (run_id) where ended_ms is null;
