-- Which unit of work suppressed an address: where the unit failed, its hashes are taken back, as a
-- "no" of it is.
alter table suppression add column unit_id BIGINT not null default 0;

create index suppression_unit on suppression (unit_id);
