-- Where a name or a note came from: a source is kept for each value, not for the party as a whole.
-- Null: written before sources of names and notes were kept.

alter table person_name add column source TEXT;
alter table organisation_name add column source TEXT;
alter table note add column source TEXT;
