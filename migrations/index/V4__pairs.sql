-- Two name words together have tokens of their own: the index is made anew at the next start.
delete from index_mark;
