-- What one press brought is taken back by one press.

-- A task can come by one action over many customers: which run brought it, so that all of them are
-- taken back at once. Null: it came otherwise, or somebody was given it since.
alter table task add column bulk_id BIGINT;

-- Whom an import brought up to date: the version that made, and the one that the import left behind.
-- Where the second is still the newest, what was replaced holds again when the import is taken back.
create table import_renewed (
    batch_id BIGINT not null references import_batch (batch_id),
    party_id BIGINT not null,
    version BIGINT not null,
    left_version BIGINT not null,
    primary key (batch_id, party_id)
);
-- sqlite: without rowid

create index import_renewed_party on import_renewed (party_id);

-- How many of them were put back.
alter table import_batch add column restored BIGINT not null default 0;
