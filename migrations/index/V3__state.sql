-- Drawn anew with every write: the register holds the number it saw last, so that a start knows
-- whether anything has to be compared; 0: not known.
alter table index_mark add column state BIGINT not null default 0;
