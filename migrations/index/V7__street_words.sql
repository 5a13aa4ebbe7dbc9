-- A street is found by its name without a number, and by half of it: the index is made anew at the
-- next start.
delete from index_mark;
