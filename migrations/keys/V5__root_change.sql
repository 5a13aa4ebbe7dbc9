-- The root key can be changed: the keys of lots are wrapped anew, and what was derived from the
-- first root key stays the same, because it is kept here wrapped.

-- Grows when a change of the root key begins and when it ends: other processes take up the new
-- one when it has grown.
alter table vault add column root_number BIGINT not null default 0;
-- When the root key was last changed; null: it is the first.
alter table vault add column root_changed_ms BIGINT;

-- Keys that must outlive the root key they were derived from (index, suppression, checkpoints …).
-- Empty until the root key is changed for the first time.
create table sub_key (
    name TEXT not null primary key,
    wrapped BYTEA not null
);

-- One row while a change of the root key is under way.
create table root_change (
    one BIGINT not null primary key check (one = 1),
    -- Shows that a root key is the new one.
    new_check BYTEA not null,
    -- The new root key, sealed under the old one: whoever has the old one goes on with it.
    envelope BYTEA not null,
    -- Keys up to this number are wrapped under the new root key.
    done_to BIGINT not null,
    -- Whether nothing is wrapped under the old one any more.
    swept BIGINT not null check (swept in (0, 1)),
    began_ms BIGINT not null
);

-- Checkpoints of lines that were lost with the trail and that an operator gave up: kept as
-- evidence of what there was.
create table lost_checkpoint (
    month BIGINT not null,
    size BIGINT not null,
    note TEXT not null,
    signed_ms BIGINT not null,
    lost_ms BIGINT not null,
    primary key (month, size)
);
