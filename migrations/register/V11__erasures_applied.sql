-- Up to which erasure this register was held against the ledger. An old register says an old
-- number, so whatever was erased since is applied to it again.
alter table register_mark add column applied BIGINT not null default -1;
