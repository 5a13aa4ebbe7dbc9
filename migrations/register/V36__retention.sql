-- What a decision on erasure was about: the lots of then, with what lay in them and what needed them.
-- A case that was cut off is looked at anew by it. Null: a program decided it that made no plans.
alter table erasure_case add column plan TEXT;

-- What a look found of each clock, so that whoever looks at the queue counts nothing.
create table retention_found (
    run_id BIGINT not null references retention_run (run_id),
    -- The clock, by its number.
    kept BIGINT not null,
    due BIGINT not null,
    gone BIGINT not null,
    waits BIGINT not null,
    stays BIGINT not null,
    primary key (run_id, kept)
);
-- sqlite: without rowid
