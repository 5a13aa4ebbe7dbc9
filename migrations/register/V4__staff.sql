-- Who may sign in, with what, and who is signed in now. Staff names and sign-in addresses lie in
-- the clear: they are needed before anyone is known, and every page shows who did what.

create table staff (
    staff_id BIGINT not null primary key,
    name TEXT not null,
    -- The sign-in address, in lower case.
    email TEXT not null unique,
    language TEXT not null check (language in ('fi', 'sv', 'en')),
    -- Argon2id in PHC string form; never the password.
    password TEXT not null,
    password_ms BIGINT not null,
    created_ms BIGINT not null,
    -- Since when the account is closed; null: it is open.
    closed_ms BIGINT
);

-- Which roles of the notice were given, when and by whom. Rows are kept: they answer who had
-- access to what at any time.
create table staff_role (
    staff_id BIGINT not null references staff (staff_id),
    role TEXT not null,
    given_ms BIGINT not null,
    given_by BIGINT not null,
    taken_ms BIGINT,
    taken_by BIGINT,
    primary key (staff_id, role, given_ms)
);

create table session (
    session_id BIGINT not null primary key,
    staff_id BIGINT not null references staff (staff_id),
    -- SHA-256 of the token: whoever reads the database cannot sign in with it.
    token_hash BYTEA not null unique,
    created_ms BIGINT not null,
    -- When it was last used, to the minute.
    seen_ms BIGINT not null,
    ended_ms BIGINT
);

create index session_staff on session (staff_id, created_ms, session_id);

-- Failed sign-ins, by keyed hashes of account and network: they tell who is tried, not who tries.
create table sign_in_failure (
    subject BYTEA not null primary key,
    failures BIGINT not null,
    last_ms BIGINT not null
);
