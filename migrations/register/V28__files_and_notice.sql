-- Files of customers: a scan of a letter, a photo of a site, a contract.

-- Which lot keeps what is in which file. It lies sealed on the disk under a key of its own, which
-- stands in the sealed value of the file's row; a row that was carried to another customer keeps
-- the same.
create table lot_content (
    lot_id BIGINT not null primary key,
    content_id BIGINT not null
);
-- sqlite: without rowid

create index lot_content_id on lot_content (content_id);

-- A file, under a lot of its own. Its name, what it is and the key of what is in it stand sealed in
-- the column of its category; the others are null.
create table party_file (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    services BYTEA,
    site_access BYTEA,
    messages BYTEA,
    requests BYTEA,
    other BYTEA,
    -- What its bytes say it is: `pdf`, `jpeg` …
    kind TEXT not null,
    bytes BIGINT not null,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    -- Since when it is set aside; it is erased some days later.
    removed_ms BIGINT,
    removed_by BIGINT,
    -- Whether it was carried elsewhere: then it is not taken back, and goes at once.
    carried BIGINT not null default 0,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index party_file_removed on party_file (removed_ms, row_id) where removed_ms is not null;

-- Which version of the notice was shown to a party, when and how, or that she knows what it says
-- already (GDPR art. 13 and 14). The same table with what an entry ended and how it was taken back.
create table notice_told (
    shown_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    version BIGINT not null,
    way TEXT not null check (way in ('post', 'email', 'desk', 'web', 'known')),
    shown_on TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    -- The day by which she had to be told, which this entry ended; null: there was none.
    inform_by TEXT,
    -- An entry made by mistake is taken back, and stays.
    undone_ms BIGINT,
    undone_by BIGINT,
    primary key (party_id, shown_id)
);
-- sqlite: without rowid

insert into notice_told
       (shown_id, party_id, version, way, shown_on, recorded_ms, recorded_by)
select shown_id, party_id, version, way, shown_on, recorded_ms, recorded_by
  from notice_shown;

drop table notice_shown;
alter table notice_told rename to notice_shown;

-- Those of one import who are yet to be told, soonest first.
create index profile_batch_inform on profile (batch_id, inform_by, party_id)
 where inform_by is not null;
