-- What is to be done for a customer: by when, by whom.
create table task (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    due_day TEXT not null,
    -- Who does it; null: whoever comes first.
    staff_id BIGINT references staff (staff_id),
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    done_ms BIGINT,
    done_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index task_open on task (due_day, row_id) where done_ms is null;
create index task_own on task (staff_id, due_day, row_id) where done_ms is null;

-- Who stands in for whom while somebody is away.
create table absence (
    staff_id BIGINT not null references staff (staff_id),
    from_day TEXT not null,
    until_day TEXT not null,
    substitute_id BIGINT not null references staff (staff_id),
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (staff_id, from_day)
);
-- sqlite: without rowid

create index absence_substitute on absence (substitute_id, until_day);
