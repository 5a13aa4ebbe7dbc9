-- Two customers made one, and parted again. The one that is merged keeps its rows, sealed as they
-- were, until its days are over: that is the snapshot from which the two are parted. What the other
-- one gets of them are copies, sealed anew under its own lots, with the numbers of their rows.

-- Into which party this one was merged; null: it stands for itself. Nobody sees a merged party or
-- writes about it.
alter table party add column merged_into BIGINT;

create index party_merged on party (merged_into, party_id) where merged_into is not null;

create table merging (
    merge_id BIGINT not null primary key,
    survivor_id BIGINT not null references party (party_id),
    merged_id BIGINT not null references party (party_id),
    merged_ms BIGINT not null,
    merged_by BIGINT not null,
    -- Until when the two can be parted.
    until_ms BIGINT not null,
    -- The version of the survivor that the merge made.
    version BIGINT not null,
    -- How many lots the merged party had: where some are gone, it cannot be put back whole.
    lots BIGINT not null,
    -- Every "no" that the merge laid on the survivor, as kind:purpose, with a space between them.
    laid TEXT not null,
    -- Since when marketing could reach the survivor before.
    reach_ms BIGINT,
    undone_ms BIGINT,
    undone_by BIGINT,
    -- Since when the rows of the merged party are gone.
    ended_ms BIGINT
);

create index merging_survivor on merging (survivor_id, merge_id);
create index merging_merged on merging (merged_id, merge_id);
create index merging_until on merging (until_ms, merge_id) where undone_ms is null and ended_ms is null;

-- Jobs of members of staff that the survivor got by a merge.
create table merging_job (
    merge_id BIGINT not null references merging (merge_id),
    staff_id BIGINT not null,
    from_day TEXT not null,
    primary key (merge_id, staff_id, from_day)
);

-- What stood in the profile of the survivor before, and by when the merged party was to be told.
create table merging_profile (
    merge_id BIGINT not null primary key references merging (merge_id),
    language TEXT not null,
    protected_ms BIGINT,
    deceased_on TEXT,
    inform_by TEXT,
    merged_inform_by TEXT
);

-- Rows of the survivor that the merge replaced.
create table merging_row (
    merge_id BIGINT not null,
    row_id BIGINT not null,
    -- The table of the row.
    what TEXT not null,
    primary key (merge_id, row_id)
);

-- Connections of others that led to the merged party and lead to the survivor since.
create table merging_link (
    merge_id BIGINT not null references merging (merge_id),
    party_id BIGINT not null references party (party_id),
    connection_id BIGINT not null,
    primary key (merge_id, party_id, connection_id)
);

-- Pairs that look alike and are two, as somebody found: the smaller number first.
create table not_same (
    one_id BIGINT not null references party (party_id),
    other_id BIGINT not null references party (party_id),
    marked_ms BIGINT not null,
    marked_by BIGINT not null,
    primary key (one_id, other_id),
    check (one_id < other_id)
);

create index not_same_other on not_same (other_id, one_id);
