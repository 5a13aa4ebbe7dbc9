-- The state of the blind index that this register saw last: a number drawn anew with every write to
-- the index, which holds the same one. Where the two agree, every party need not be compared at the
-- start; 0: not known.
alter table register_mark add column index_state BIGINT not null default 0;

-- Those whose "no" stands are compared with the ledger at each start.
create index party_noes on party (party_id) where restricted_ms is not null or objects <> '';
