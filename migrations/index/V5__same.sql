-- What two parties are one by: a business id, an identity code, an e-mail or a phone together with a
-- last name. Apart from the other tokens, so that those which two parties share are found by reading
-- these few. The index is made anew at the next start.
create table same_token (
    token BYTEA not null,
    party_id BIGINT not null,
    -- Whether whoever shares it is certainly the same.
    sure BIGINT not null check (sure in (0, 1)),
    primary key (token, party_id)
);
-- sqlite: without rowid

-- Those of a party, eight bytes each.
alter table party_tokens add column same BYTEA;

delete from index_mark;
