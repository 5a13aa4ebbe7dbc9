-- Imports: what came from where, how far it got, what was not taken. The rows that were not taken
-- are a sealed file with a clock of days; here are only counts.

create table import_batch (
    batch_id BIGINT not null primary key,
    -- Where the data came from, in the importer's word.
    source TEXT not null,
    connection TEXT not null,
    -- SHA-256 of the file: the same file goes on where it was cut off, and is not taken twice.
    digest BYTEA not null,
    started_ms BIGINT not null,
    ended_ms BIGINT,
    actor_id BIGINT not null,
    -- Rows of the file, and how many of them are dealt with.
    rows_all BIGINT not null,
    rows_done BIGINT not null,
    created BIGINT not null,
    known BIGINT not null,
    rejected BIGINT not null,
    -- The sealed file of the rejected rows.
    rejected_file BIGINT
);

create index import_batch_digest on import_batch (digest, batch_id);

-- Sealed files of imports (uploads, rows that were not taken), so that a job finds those whose days
-- are over.
create table import_file (
    file BIGINT not null primary key,
    kept_ms BIGINT not null
);

create index import_file_kept on import_file (kept_ms, file);
