-- Lists: what they are narrowed by, views that somebody keeps, columns somebody chose, tags.

-- What a customer may be marked with. A setting: its name says nothing about anyone. Never removed:
-- an ended one is put on nobody any more.
create table tag (
    tag_id BIGINT not null primary key,
    name TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    ended_ms BIGINT,
    ended_by BIGINT
);

-- Which customer has which tag. That she has it may say much of her, so it is sealed; customers are
-- found by it through the blind index.
create table party_tag (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    -- The run over many customers that put it on; null: it was put on by itself.
    bulk_id BIGINT,
    taken_ms BIGINT,
    taken_by BIGINT,
    taken_bulk_id BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

-- A view of the list that somebody keeps: what it is narrowed by, as in its address, and which
-- columns it shows. Shared: whoever sees customers may open it, and sees what she may see.
create table list_view (
    view_id BIGINT not null primary key,
    staff_id BIGINT not null references staff (staff_id),
    name TEXT not null,
    narrowed TEXT not null,
    shown TEXT not null,
    shared_ms BIGINT,
    recorded_ms BIGINT not null
);

create index list_view_staff on list_view (staff_id, view_id);
create index list_view_shared on list_view (view_id) where shared_ms is not null;

-- The columns that somebody chose for her lists.
create table list_columns (
    staff_id BIGINT not null primary key references staff (staff_id),
    shown TEXT not null
);

-- What a list is narrowed by, in the order of the list where many have it, and by themselves where
-- few do.
create index profile_language on profile (language, number);
create index profile_protected on profile (number) where protected_ms is not null;
create index profile_deceased on profile (number) where deceased_on is not null;
create index party_created on party (created_ms, party_id);
create index party_restricted on party (party_id) where restricted_ms is not null;
create index party_objects on party (party_id) where objects <> '';
create index connection_kind on connection (kind, party_id, connection_id) where kind <> 'customer';

-- One action over many customers: what, whose, how far it got. Which tag it is stands with each
-- customer, sealed, and nowhere else.
create table bulk_run (
    bulk_id BIGINT not null primary key,
    staff_id BIGINT not null references staff (staff_id),
    what TEXT not null check (what in ('put', 'take', 'task')),
    -- How many were chosen, and how many of them may not be changed.
    chosen BIGINT not null,
    left_out BIGINT not null,
    started_ms BIGINT not null,
    advanced_ms BIGINT not null,
    ended_ms BIGINT,
    -- Why it stopped before its end.
    failed TEXT,
    undoing_ms BIGINT,
    undone_ms BIGINT
);

create index bulk_run_started on bulk_run (started_ms, bulk_id);

-- Whom it is about, and what became of it. Kept for as long as it can be undone.
create table bulk_row (
    bulk_id BIGINT not null references bulk_run (bulk_id),
    party_id BIGINT not null,
    -- Null: not yet. done: changed. same: it was so before. left: she may not be changed any more.
    -- undone: changed back.
    outcome TEXT check (outcome in ('done', 'same', 'left', 'undone')),
    primary key (bulk_id, party_id)
);
-- sqlite: without rowid

create index bulk_row_next on bulk_row (bulk_id, outcome, party_id);
