-- Lines of changes, written in the transaction of the change itself and moved to the trail after
-- it: a line exists exactly when its change does. What a crash left here is moved at the next
-- start, before anyone gets in.
create table trail_out (
    unit_id BIGINT not null,
    place BIGINT not null,
    body BYTEA not null,
    primary key (unit_id, place)
);
-- sqlite: without rowid
