-- The jobs of the register: when each is due, who runs it, how it went. No personal data.

create table job (
    name TEXT not null primary key,
    -- When it is due next.
    due_ms BIGINT not null,
    -- Until when the process that runs it holds it; another may take it afterwards.
    lease_until_ms BIGINT,
    -- Which process runs it: a random number drawn at its start.
    lease_by BIGINT,
    started_ms BIGINT,
    ended_ms BIGINT,
    -- How the last run ended; null: it never ended.
    result TEXT check (result in ('done', 'failed')),
    -- The stable code of the failure.
    code TEXT,
    -- What the last run did, as a number of things.
    count BIGINT not null
);
