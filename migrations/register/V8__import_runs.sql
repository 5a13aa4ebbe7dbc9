-- Imports that can be followed and gone on with: what was ordered, from which sealed upload, when
-- the import last got further. A run that goes on must know which rows the register refused in
-- the chunks it skips, because those rows cannot be judged again: the customers that were created
-- since would look like the ones the rows resemble.

-- The order in words, so that a run that goes on is the same one; null: not known.
alter table import_batch add column terms TEXT;
-- The sealed upload, while it is kept; null on the command line.
alter table import_batch add column upload BIGINT;
alter table import_batch add column advanced_ms BIGINT;
-- When the run that is under way began, and at which row.
alter table import_batch add column run_ms BIGINT;
alter table import_batch add column run_from BIGINT;
-- The code of what ended the last run; null: nothing did.
alter table import_batch add column failed TEXT;

create table import_refusal (
    batch_id BIGINT not null references import_batch (batch_id),
    -- Rows dealt with before the chunk.
    begins BIGINT not null,
    -- The lines of the file, each with the word for why; nothing of the rows.
    refused TEXT not null,
    primary key (batch_id, begins)
);

-- What a check of an uploaded file found: it runs in the background and stores nothing else.
create table import_check (
    -- The sealed upload.
    file BIGINT not null primary key,
    source TEXT not null,
    terms TEXT not null,
    started_ms BIGINT not null,
    advanced_ms BIGINT not null,
    ended_ms BIGINT,
    rows_all BIGINT not null,
    rows_done BIGINT not null,
    created BIGINT not null,
    known BIGINT not null,
    rejected BIGINT not null,
    -- The first rows that would not be taken: line, column and code; nothing of the rows.
    problems TEXT not null,
    -- Why it could not be read to the end, and at which line.
    failed TEXT,
    failed_line BIGINT
);
