-- Sign-ins that are slowed and never locked out, passwords that somebody else gave, and what the
-- data-protection contact watches: who made an account, who set whose password.

-- Until when the hourly halving of what a network did has been done.
alter table sign_in_failure add column halved_ms BIGINT;

-- Accounts that have signed in from a network, as keyed hashes of both: what others do there does
-- not delay them.
create table sign_in_network (
    subject BYTEA not null primary key,
    last_ms BIGINT not null
);

-- Who made the account; null: the register itself.
alter table staff add column created_by BIGINT;

-- Since when the password is one that somebody else gave and that has to be changed first; null:
-- it is her own.
alter table staff add column password_given_ms BIGINT;

-- Passwords that an administrator set for somebody.
create table password_reset (
    staff_id BIGINT not null references staff (staff_id),
    reset_ms BIGINT not null,
    reset_by BIGINT not null,
    primary key (staff_id, reset_ms)
);
