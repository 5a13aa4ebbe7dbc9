-- Values of the fields that a company declares for itself in its notice.

-- One row a value: whose, of which field, in which category the field lay when it was written. The
-- value lies in the column of that category, sealed with the key of its field, so that a row moved
-- to another field is noticed. What was replaced keeps its row.
create table field_value (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    -- Its key in the notice.
    field TEXT not null,
    category TEXT not null,
    -- The lot of its category, or one of its own where the field has a shorter time of its own.
    lot_id BIGINT not null,
    company BYTEA,
    contact_point BYTEA,
    services BYTEA,
    other BYTEA,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id),
    check ((case when company is null then 0 else 1 end)
           + (case when contact_point is null then 0 else 1 end)
           + (case when services is null then 0 else 1 end)
           + (case when other is null then 0 else 1 end) = 1)
);
-- sqlite: without rowid

-- Whether a field is in use: a notice may not drop it then.
create index field_value_field on field_value (field, category, replaced_ms);
