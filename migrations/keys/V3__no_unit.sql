-- Which unit of work wrote a "no": where the unit failed, its entries are taken back.
alter table no_ledger add column unit_id BIGINT not null default 0;

create index no_ledger_unit on no_ledger (unit_id);
create index no_ledger_standing on no_ledger (party_id, entry_id) where lifted_ms is null;
