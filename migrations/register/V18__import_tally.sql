-- What an import found in its file, value by value: compared with the register later, when the file
-- is kept no more. Counts alone: nothing of a row stands here.

create table import_tally (
    batch_id BIGINT not null references import_batch (batch_id),
    -- What is counted: `row`, `value email`, `connection customer`, `language fi` …
    what TEXT not null,
    -- How many of them stood in rows that were taken as new, brought somebody up to date, were about
    -- somebody known, or were not taken.
    created BIGINT not null,
    updated BIGINT not null,
    known BIGINT not null,
    rejected BIGINT not null,
    -- Where it is an amount: the sum in all rows, and in those that were taken as new.
    summed BIGINT not null,
    summed_created BIGINT not null,
    primary key (batch_id, what)
);
