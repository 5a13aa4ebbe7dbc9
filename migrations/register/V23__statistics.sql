-- The figures of a month, as they may be shown: rounded, small ones left out. What was counted is
-- kept nowhere, and a month that is over is never counted again, so that figures of different days
-- tell nothing about anyone.
create table figure (
    month_day TEXT not null,
    topic TEXT not null,
    cell TEXT not null,
    -- Null: too few to be shown.
    shown BIGINT,
    primary key (month_day, topic, cell)
);
-- sqlite: without rowid
