-- Who opened a party's data stands apart from who only had it in a list, also in the order of the
-- rows: the first is asked for without a look at the second, of which there may be any number. It
-- is the key and no index beside it, so a line that names a thousand costs no row more.
--
-- Whoever was refused opened nothing, but asked for her: such a line counts with those that opened.
update line_party
   set opened = 1
 where opened = 0 and sequence in (select sequence from line where action = 12);

create table line_party_apart (
    party_id BIGINT not null,
    -- One: the line opened or changed her data, or asked for it in vain. Zero: she only stood in a
    -- list or among the hits of a search.
    opened BIGINT not null check (opened in (0, 1)),
    sequence BIGINT not null,
    primary key (party_id, opened, sequence)
);
-- sqlite: without rowid

insert into line_party_apart (party_id, opened, sequence)
select party_id, opened, sequence
  from line_party
 order by party_id, opened, sequence;

drop table line_party;
alter table line_party_apart rename to line_party;
