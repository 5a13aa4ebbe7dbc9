-- What an erasure left because the law keeps it, followed until it goes: then whoever was erased is told,
-- as far as anybody can be told, that nothing of it is left.

-- The lots an erasure left, with what lay in them, that did not go yet; null: nothing is followed.
alter table erasure_case add column followed TEXT;
-- Since when nothing of them is left.
alter table erasure_case add column settled_ms BIGINT;

create index erasure_case_followed on erasure_case (case_id) where followed is not null and settled_ms is null;

-- A notice that what an erasure had left went as well. It names nobody but by the number of its case.
create table erasure_notice (
    notice_id BIGINT not null primary key,
    case_id BIGINT not null references erasure_case (case_id),
    -- When what it tells of went.
    erased_ms BIGINT not null,
    -- The signed receipt.
    receipt TEXT not null
);

create index erasure_notice_case on erasure_notice (case_id, notice_id);
