-- Breaches of personal data (GDPR art. 33 and 34), and the look at how the register is used.

-- Lots of the register's own words: they belong to no party.
create table own_lot (
    lot_id BIGINT not null primary key,
    -- By which of the clocks the register has of itself.
    kept BIGINT not null,
    started_ms BIGINT not null
);

-- A breach, or a drill. How it stands is what its steps make of it; it lies here too, so that what
-- is open is found by a comparison.
create table breach (
    row_id BIGINT not null primary key,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- A drill goes through all steps and counts in no figure.
    drill BIGINT not null check (drill in (0, 1)),
    -- When it happened, where that is known, and when somebody noticed it.
    occurred_ms BIGINT,
    noticed_ms BIGINT not null,
    -- When the controller became aware: the 72 hours run from here.
    aware_ms BIGINT,
    risk TEXT,
    -- Until when the authority is to be told; null where that is settled or not yet running.
    due_ms BIGINT,
    -- When the authority was told first.
    told_ms BIGINT,
    closed_ms BIGINT,
    -- The day of the end: its own clock runs from here.
    closed_day TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null
);

create index breach_open on breach (row_id) where closed_ms is null;
create index breach_closed on breach (closed_day, row_id) where closed_ms is not null;

-- Its steps: added, never changed.
create table breach_step (
    row_id BIGINT not null primary key,
    breach_id BIGINT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    deed TEXT not null,
    -- The risk, the ground, the language or the categories, as the deed has it.
    word TEXT not null,
    -- When it happened.
    at_ms BIGINT not null,
    -- Of about how many people and records, where it says so.
    people BIGINT,
    records BIGINT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null
);

create index breach_steps on breach_step (breach_id, row_id);

-- Whose data was reached.
create table breach_affected (
    breach_id BIGINT not null references breach (row_id) on delete cascade,
    party_id BIGINT not null references party (party_id),
    -- The categories that were opened, and those in which she was only listed.
    opened TEXT not null,
    listed TEXT not null,
    added_ms BIGINT not null,
    added_by BIGINT not null,
    -- When and how she was told; null: she was not.
    told_ms BIGINT,
    told_way TEXT,
    told_by BIGINT,
    primary key (breach_id, party_id)
);
-- sqlite: without rowid

create index breach_affected_party on breach_affected (party_id, breach_id);
create index breach_affected_untold on breach_affected (breach_id, party_id) where told_ms is null;

-- That the staff was heard and told of the look at unusual use (759/2004, 21 §), and its hours. The
-- newest row holds; an end is a row too.
create table oversight_hearing (
    row_id BIGINT not null primary key,
    -- On which days they were heard and told; both null: the look has ended.
    heard_day TEXT,
    told_day TEXT,
    from_hour BIGINT not null,
    until_hour BIGINT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null
);

-- How many people each account opened on a day: one's own usual day is known by these.
create table oversight_day (
    day TEXT not null,
    actor_id BIGINT not null,
    opened BIGINT not null,
    primary key (day, actor_id)
);

-- Something unusual that was found, to be looked through by a person. Nothing follows by itself.
create table oversight_finding (
    row_id BIGINT not null primary key,
    rule TEXT not null,
    day TEXT not null,
    actor_id BIGINT not null,
    -- The person who was looked at again and again; null for the other rules.
    about_id BIGINT references party (party_id),
    -- How many, and how many were usual or allowed.
    counted BIGINT not null,
    usual BIGINT not null,
    found_ms BIGINT not null,
    closed_ms BIGINT,
    closed_by BIGINT,
    -- The word it was closed with.
    lot_id BIGINT,
    sealed BYTEA
);

create unique index oversight_finding_once on oversight_finding (rule, day, actor_id, about_id);
create index oversight_finding_open on oversight_finding (row_id) where closed_ms is null;
create index oversight_finding_found on oversight_finding (found_ms, row_id);
