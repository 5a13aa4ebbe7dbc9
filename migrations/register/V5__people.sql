-- People and organisations: what is known of a party. Every personal value is sealed; states,
-- dates and who-did-what lie in the clear. Values are never overwritten: a new row replaces the
-- old one, which keeps its seal and its lot, so that the history of a value is its rows.

create table profile (
    party_id BIGINT not null primary key references party (party_id),
    -- The customer number, as it stands on letters.
    number BIGINT not null unique,
    language TEXT not null check (language in ('fi', 'sv', 'en')),
    -- Since when the person has a turvakielto (laki 661/2009, 36 §); null: none.
    protected_ms BIGINT,
    -- The day of death, where it is known that the person is dead.
    deceased_on TEXT,
    -- Which import brought the party; null: it was entered by hand.
    batch_id BIGINT
);

create index profile_batch on profile (batch_id, party_id);

create table person_name (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index person_name_party on person_name (party_id, row_id);

create table organisation_name (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index organisation_name_party on organisation_name (party_id, row_id);

create table contact_point (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    kind TEXT not null check (kind in ('address', 'phone', 'email')),
    sealed BYTEA not null,
    -- From when and until when it is used; null: not known, still in use.
    from_day TEXT,
    until_day TEXT,
    -- Where the value came from: a kind of source that the notice names.
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index contact_point_party on contact_point (party_id, row_id);

create table birth_date (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index birth_date_party on birth_date (party_id, row_id);

create table identity_code (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- The statutory ground (Tietosuojalaki 1050/2018 29 §), as the notice names it.
    identity_code_ground TEXT not null,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index identity_code_party on identity_code (party_id, row_id);

create table note (
    row_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT
);

create index note_party on note (party_id, row_id);

-- Why we may hold the party at all, and in which role: customer, contract, contact person of,
-- stakeholder, consent, each with its days and its source.
create table connection (
    connection_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    kind TEXT not null,
    -- The organisation a contact person or stakeholder belongs to.
    of_party_id BIGINT references party (party_id),
    from_day TEXT not null,
    until_day TEXT,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null
);

create index connection_party on connection (party_id, connection_id);
create index connection_of on connection (of_party_id, connection_id);

-- What was done to a party's data: when, by whom, in which category. Values are in the rows.
create table party_change (
    history_id BIGINT not null primary key,
    party_id BIGINT not null references party (party_id),
    category BIGINT not null,
    -- Which thing, as a word: name, address, phone, note …
    what TEXT not null,
    -- added, replaced, ended
    deed TEXT not null check (deed in ('added', 'replaced', 'ended')),
    at_ms BIGINT not null,
    actor_id BIGINT not null
);

create index party_change_party on party_change (party_id, history_id);
