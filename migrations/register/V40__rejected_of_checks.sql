-- The rows that a check would not take are kept sealed beside its upload, and go with it: they are mended
-- before anything is imported.

alter table import_check add column rejected_file BIGINT;
