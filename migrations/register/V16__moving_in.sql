-- Moving in from an old system: several kinds of lists, customers that are brought up to date,
-- imports that are stopped and taken back, and the day by which people are told that they are here.

-- What the list is about.
alter table import_batch add column kind TEXT not null default 'customers';
-- Customers that were brought up to date.
alter table import_batch add column updated BIGINT not null default 0;
-- Rows about customers that are not in the register, where only known ones are brought up to date.
alter table import_batch add column missing BIGINT not null default 0;
-- Since when somebody wants the run stopped.
alter table import_batch add column stop_ms BIGINT;
-- Since when the import is being taken back, when that ended, how many went.
alter table import_batch add column undo_ms BIGINT;
alter table import_batch add column undone_ms BIGINT;
alter table import_batch add column undone BIGINT not null default 0;

alter table import_check add column updated BIGINT not null default 0;
alter table import_check add column missing BIGINT not null default 0;

-- What the columns of a source's lists hold, as somebody said it once. The headings themselves may
-- be a person, where a file has none: only a hash of them, salted with the source, is kept.
create table import_mapping (
    source TEXT not null,
    title TEXT not null,
    heading TEXT not null,
    primary key (source, title)
);

-- The day by which an imported person must have been told (GDPR art. 14(3)(a)): a month from the
-- import. Null: no file brought her, or she is no natural person.
alter table profile add column inform_by TEXT;
create index profile_inform on profile (inform_by, party_id);

-- Which import brought a note to a customer who was there; null: none did.
alter table note add column batch_id BIGINT;
create index note_batch on note (batch_id, row_id);
