-- Which change of the party's terms these tokens are: an older one that comes late is left out.
alter table party_tokens add column version BIGINT not null default 0;

-- Versions are compared with the register's at each start, without reading the tokens.
create index party_tokens_version on party_tokens (party_id, version);
