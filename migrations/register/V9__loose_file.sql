-- Sealed files that belong to no party, such as an upload or the rows an import did not take. Each
-- has a lot of its own, whose number is also the file's. Written before the file, so that no file
-- is without a clock.
create table loose_file (
    lot_id BIGINT not null primary key,
    kept_ms BIGINT not null,
    kept_by BIGINT not null
);

create index loose_file_kept on loose_file (kept_ms, lot_id);

drop table import_file;
