-- The trail's signed roots, apart from the trail: whoever cuts the trail off or writes it anew
-- would have to change this store as well.
create table checkpoint (
    month BIGINT not null,
    size BIGINT not null,
    note TEXT not null,
    signed_ms BIGINT not null,
    primary key (month, size)
);
