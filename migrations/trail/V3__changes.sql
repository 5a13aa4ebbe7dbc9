-- Changes and merges in their order: what a backup that was put back lost is found among them, however
-- many looks stand between.
create index line_change on line (sequence) where action in (7, 9);
