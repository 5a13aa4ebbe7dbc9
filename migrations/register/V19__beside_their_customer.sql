-- What belongs to a customer stands in the order of customers, and is found by nothing else: one
-- tree for each table instead of two or three. A page reads neighbours, and a file that moves in
-- writes half as many places.

create table person_name_new (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- Null: written before sources of names and notes were kept.
    source TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into person_name_new
       (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by)
select row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by
  from person_name
 order by party_id, row_id;

drop table person_name;
alter table person_name_new rename to person_name;

create table organisation_name_new (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    source TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into organisation_name_new
       (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by)
select row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by
  from organisation_name
 order by party_id, row_id;

drop table organisation_name;
alter table organisation_name_new rename to organisation_name;

create table contact_point_new (
    row_id BIGINT not null,
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
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into contact_point_new
       (row_id, party_id, lot_id, kind, sealed, from_day, until_day, source, recorded_ms,
        recorded_by, replaced_ms, replaced_by)
select row_id, party_id, lot_id, kind, sealed, from_day, until_day, source, recorded_ms,
       recorded_by, replaced_ms, replaced_by
  from contact_point
 order by party_id, row_id;

drop table contact_point;
alter table contact_point_new rename to contact_point;

create table birth_date_new (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into birth_date_new
       (row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by)
select row_id, party_id, lot_id, sealed, source, recorded_ms, recorded_by, replaced_ms, replaced_by
  from birth_date
 order by party_id, row_id;

drop table birth_date;
alter table birth_date_new rename to birth_date;

create table identity_code_new (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- The statutory ground (Tietosuojalaki 1050/2018 29 §), as the notice names it.
    identity_code_ground TEXT not null,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into identity_code_new
       (row_id, party_id, lot_id, sealed, identity_code_ground, source, recorded_ms, recorded_by,
        replaced_ms, replaced_by)
select row_id, party_id, lot_id, sealed, identity_code_ground, source, recorded_ms, recorded_by,
       replaced_ms, replaced_by
  from identity_code
 order by party_id, row_id;

drop table identity_code;
alter table identity_code_new rename to identity_code;

create table note_new (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    source TEXT,
    -- Which import brought it; null: it was entered by hand.
    batch_id BIGINT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    replaced_ms BIGINT,
    replaced_by BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

insert into note_new
       (row_id, party_id, lot_id, sealed, source, batch_id, recorded_ms, recorded_by, replaced_ms,
        replaced_by)
select row_id, party_id, lot_id, sealed, source, batch_id, recorded_ms, recorded_by, replaced_ms,
       replaced_by
  from note
 order by party_id, row_id;

drop table note;
alter table note_new rename to note;

create index note_batch on note (batch_id, row_id) where batch_id is not null;

create table connection_new (
    connection_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    kind TEXT not null,
    -- The organisation a contact person or stakeholder belongs to.
    of_party_id BIGINT references party (party_id),
    from_day TEXT not null,
    until_day TEXT,
    source TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, connection_id)
);
-- sqlite: without rowid

insert into connection_new
       (connection_id, party_id, kind, of_party_id, from_day, until_day, source, recorded_ms,
        recorded_by)
select connection_id, party_id, kind, of_party_id, from_day, until_day, source, recorded_ms,
       recorded_by
  from connection
 order by party_id, connection_id;

drop table connection;
alter table connection_new rename to connection;

create index connection_of on connection (of_party_id, connection_id) where of_party_id is not null;

create table party_change_new (
    history_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    category BIGINT not null,
    -- Which thing, as a word: name, address, phone, note …
    what TEXT not null,
    -- added, replaced, ended
    deed TEXT not null check (deed in ('added', 'replaced', 'ended')),
    at_ms BIGINT not null,
    actor_id BIGINT not null,
    -- The version the change made. Null: written before versions were kept.
    version BIGINT,
    -- The value that held before and the one that holds now: rows of the table that `what` names.
    before_row BIGINT,
    after_row BIGINT,
    -- The same for what has no sealed value: language, turvakielto, day of death, kind of connection.
    before_state TEXT,
    after_state TEXT,
    primary key (party_id, history_id)
);
-- sqlite: without rowid

insert into party_change_new
       (history_id, party_id, category, what, deed, at_ms, actor_id, version, before_row, after_row,
        before_state, after_state)
select history_id, party_id, category, what, deed, at_ms, actor_id, version, before_row, after_row,
       before_state, after_state
  from party_change
 order by party_id, history_id;

drop table party_change;
alter table party_change_new rename to party_change;
