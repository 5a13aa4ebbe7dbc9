-- What the guard must know before it opens anything: who exists, who is restricted, which notice
-- is in force, whose job is whose. No personal value lies here; names and contacts are sealed in
-- the tables of the capabilities.

create table party (
    -- Random: it stands in the trail and in links.
    party_id BIGINT not null primary key,
    kind TEXT not null check (kind in ('person', 'organisation')),
    created_ms BIGINT not null,
    -- Grows with every change of the party, so that two clerks notice each other.
    version BIGINT not null,
    -- Since when the processing is restricted (GDPR art. 18); null: it is not.
    restricted_ms BIGINT,
    -- Purposes the person objects to (GDPR art. 21), their keys parted by spaces.
    objects TEXT not null,
    -- Since when marketing may reach the party; null: it may not.
    reach_ms BIGINT
);

-- Whose job a party belongs to, and when: the scope "own jobs". Filled by the services.
create table assignment (
    staff_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    from_day TEXT not null,
    until_day TEXT not null,
    primary key (party_id, staff_id, from_day)
);

create index assignment_staff on assignment (staff_id, from_day, party_id);

-- Every published version of the notice, whole. It is public, so it lies in the clear.
create table notice_version (
    number BIGINT not null primary key,
    body TEXT not null,
    digest BYTEA not null,
    -- From when it was in force; null where that is unknown (a notice from before the register).
    in_force_ms BIGINT,
    published_ms BIGINT not null,
    -- Who published it.
    actor_id BIGINT not null
);
