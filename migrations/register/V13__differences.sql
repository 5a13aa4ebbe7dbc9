-- What a change made of a party: whoever saw an older version is told the difference, not only
-- that there is one.

-- The version the change made. Null: written before versions were kept.
alter table party_change add column version BIGINT;
-- The value that held before and the one that holds now: rows of the table that `what` names.
alter table party_change add column before_row BIGINT;
alter table party_change add column after_row BIGINT;
-- The same for what has no sealed value: language, turvakielto, day of death, kind of connection.
alter table party_change add column before_state TEXT;
alter table party_change add column after_state TEXT;

create index party_change_version on party_change (party_id, version);
