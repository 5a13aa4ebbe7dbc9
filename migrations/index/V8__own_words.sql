-- What is as good as one party's own lies apart from what many have: the index is made anew at the
-- next start.
delete from index_mark;
