-- Requests of whoever is not in the register, or not found yet; what is sent to those who ask; what
-- the authority asks about them; and the papers of a request.

-- Who asked, as she gave it: for a party of whom nothing else is held (party.erased = 2), all that
-- says who she is; for others, what is compared with what is on file, and where the answer goes once
-- she is erased.
create table data_requester (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    -- Of which request: the number of its row.
    request_id BIGINT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    -- In which language she is answered.
    language TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index data_requester_request on data_requester (party_id, request_id, row_id);

-- A letter that was made: which, as what, on which day, with the words that were added to it. The
-- letter itself is kept nowhere.
create table data_request_letter (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    request_id BIGINT not null,
    lot_id BIGINT not null,
    sealed BYTEA not null,
    kind TEXT not null,
    way TEXT not null,
    on_day TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index data_request_letters on data_request_letter (party_id, request_id, row_id);

-- What the data-protection authority asks about somebody, by the day that it set itself.
create table data_complaint (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    sealed BYTEA not null,
    received_day TEXT not null,
    due_day TEXT not null,
    answered_day TEXT,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index data_complaint_open on data_complaint (due_day, row_id) where answered_day is null;
create index data_complaint_answered on data_complaint (answered_day, party_id, row_id) where answered_day is not null;

-- What is asked for by now, where some of it became clear later; null: as at first.
alter table data_request add column asked TEXT;
-- How it ended: `answered`, `ended`, `joined`; null: not yet, or before this was written down.
alter table data_request add column ended_as TEXT;
-- Whether it is of somebody who was not found in the register.
alter table data_request add column unlinked BIGINT not null default 0;

-- Of which request a file is a paper, and as what; null: of none.
alter table party_file add column request_id BIGINT;
alter table party_file add column request_use TEXT;
-- The day on which that request was over: the clock of the file starts with it.
alter table party_file add column over_day TEXT;

create index party_file_request on party_file (party_id, request_id, row_id) where request_id is not null;
