-- Backups and copies of the keys that were made, and where: whoever asks until when something of hers
-- lies in a copy is told by what is on the disks, and not by what somebody wrote down. It lies beside
-- the keys, so a register that was put back does not forget them.
create table known_copy (
    kind TEXT not null check (kind in ('backup', 'keys')),
    -- The folder.
    place TEXT not null,
    made_ms BIGINT not null,
    primary key (kind, place)
);
-- sqlite: without rowid
