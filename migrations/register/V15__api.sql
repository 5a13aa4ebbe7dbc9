-- The interface for programs: tokens, and answers that are remembered so that a request which is
-- sent twice is done once.

create table api_token (
    token_id BIGINT not null primary key,
    -- Its owner: the token is a part of one role of hers.
    staff_id BIGINT not null references staff (staff_id),
    -- What it is called: the program that uses it.
    name TEXT not null,
    -- SHA-256 of the secret, which has 256 random bits: whoever reads the database cannot use it.
    token_hash BYTEA not null unique,
    role TEXT not null,
    -- Keys of the notice's words, with a space between them.
    purposes TEXT not null,
    categories TEXT not null,
    rights TEXT not null,
    -- Whether it changes anything; otherwise it only reads.
    changes BIGINT not null check (changes in (0, 1)),
    created_ms BIGINT not null,
    expires_ms BIGINT not null,
    -- When it was last used, to the minute.
    seen_ms BIGINT,
    -- When it was last told that the token was tried and holds no more.
    tried_ms BIGINT,
    revoked_ms BIGINT,
    revoked_by BIGINT
);

create index api_token_staff on api_token (staff_id, token_id);

-- Kept for two days. The answer holds ids alone.
create table api_answer (
    token_id BIGINT not null references api_token (token_id),
    -- Keyed hash of the program's own key.
    key BYTEA not null,
    -- Keyed hash of what was asked, for which purpose, with which body.
    request BYTEA not null,
    answer TEXT not null,
    answered_ms BIGINT not null,
    primary key (token_id, key)
);

create index api_answer_answered on api_answer (answered_ms);
