-- Backups that were put back: what was changed after each is in no register any more, and somebody does it
-- again. Beside the keys, so that the register which was put back does not forget that it was.
create table put_back (
    restored_ms BIGINT not null primary key,
    -- When the backup was made.
    backup_ms BIGINT not null,
    -- Whether the trail stayed as it was: then it tells what came after the backup.
    own_trail BIGINT not null check (own_trail in (0, 1)),
    -- Since when what is to be done again was done; null: it waits.
    settled_ms BIGINT
);
