-- Where work is ordered, and who stands how to whom: payer, customer, site and resident are
-- different parties.

-- A site: where somebody orders work. A change of its address is a new row of the same site; the
-- one that holds is not replaced.
create table site (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    -- Which site: the number of its first row.
    site_id BIGINT not null,
    lot_id BIGINT not null,
    -- Its name and address.
    sealed BYTEA not null,
    source TEXT not null,
    -- The last day of work there; null: it goes on.
    until_day TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    -- Which import brought it; null: it was entered by hand.
    batch_id BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index site_holds on site (party_id, site_id) where replaced_ms is null;
create index site_batch on site (batch_id, row_id) where batch_id is not null;

-- How one gets in: door code, key, alarm, dog. One row for each site, under a lot of its own; what
-- held before is kept nowhere.
create table site_access (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    site_id BIGINT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index site_access_site on site_access (site_id, party_id);

-- How another party stands to one: manager, payer, tenant, guardian … The row is the one's whom it
-- is about, and goes with her data.
create table relation (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    other_id BIGINT not null references party (party_id),
    kind TEXT not null
        check (kind in ('manager', 'payer', 'tenant', 'resident', 'guardian', 'custodian', 'estate', 'proxy')),
    -- The site it is about: of the other one where somebody lives there, else of the party itself.
    site_id BIGINT,
    -- In which matters the one may be told about the other, as purposes with a space between them.
    told TEXT not null,
    lot_id BIGINT not null,
    -- The apartment, and what it rests on.
    sealed BYTEA not null,
    from_day TEXT not null,
    until_day TEXT,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index relation_other on relation (other_id, row_id);

-- Relations of others that led to a merged party and lead to the survivor since.
create table merging_relation (
    merge_id BIGINT not null references merging (merge_id),
    party_id BIGINT not null references party (party_id),
    row_id BIGINT not null,
    primary key (merge_id, party_id, row_id)
);
