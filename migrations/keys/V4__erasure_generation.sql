-- With which erasure a lot went: what came after the last one a register was held against is what
-- the next start looks at.
alter table erasure add column generation BIGINT not null default 0;

create index erasure_generation on erasure (generation, lot_id);
