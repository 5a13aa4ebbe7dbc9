-- How often the terms of a party changed, and which change the blind index has. Changes meet in
-- the index in any order; the number tells the newer one. Kept for good, so that an index and a
-- register of different days are told apart.
drop table index_out;

create table indexed (
    party_id BIGINT not null primary key,
    version BIGINT not null,
    written BIGINT not null
);

create index indexed_behind on indexed (party_id) where written < version;
