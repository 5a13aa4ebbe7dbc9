-- What each party said about marketing, act by act: never changed, never removed but with its lot.
-- Whether marketing may reach somebody over a channel is read from these acts and from the "no"
-- beside the keys, which no old backup loses.

create table permission_act (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    what TEXT not null
        check (what in ('consent', 'withdrawal', 'soft_opt_in', 'prohibition', 'earlier_no')),
    -- Over which channel; `all`: marketing as a whole.
    channel TEXT not null check (channel in ('all', 'email', 'sms', 'phone', 'post')),
    -- The day of the act: when it was given, received or agreed at a sale.
    act_day TEXT not null,
    -- How it came, in the notice's word; null: by a list, or it is not known.
    way TEXT,
    -- Who wrote it down: the person herself, staff for her, a list, the register.
    told_by TEXT not null check (told_by in ('person', 'staff', 'list', 'register')),
    -- The language of the wording she agreed to, and the version of the notice it stands in.
    language TEXT check (language in ('fi', 'sv', 'en')),
    notice_version BIGINT,
    -- The wording, the proof, what was sold; null: there are none, or they were erased.
    lot_id BIGINT,
    sealed BYTEA,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

-- Which version of the notice was shown to a party, when and how (GDPR art. 13 and 14).
create table notice_shown (
    shown_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    version BIGINT not null,
    way TEXT not null check (way in ('post', 'email', 'desk', 'web')),
    shown_on TEXT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    primary key (party_id, shown_id)
);
-- sqlite: without rowid

-- Rows that say yes to marketing without a day and a wording: no consent.
alter table import_batch add column no_consent BIGINT not null default 0;
alter table import_check add column no_consent BIGINT not null default 0;
-- New customers with an address that was forbidden to marketing before: they have that "no".
alter table import_batch add column earlier_no BIGINT not null default 0;
alter table import_check add column earlier_no BIGINT not null default 0;
