-- Whoever is found by a postal code is found by its municipality too: the index is made anew at the
-- next start.
delete from index_mark;
