-- The next version of the notice while it is being written: one at a time.
create table notice_draft (
    -- Always 1.
    draft BIGINT not null primary key,
    body TEXT not null,
    -- The version it began from; null: from the blank notice.
    base_number BIGINT,
    -- Grows with each save, also over drafts that were thrown away: who edits an older one is told.
    revision BIGINT not null,
    started_ms BIGINT not null,
    started_by BIGINT not null,
    changed_ms BIGINT not null,
    changed_by BIGINT not null,
    constraint notice_draft_one check (draft = 1)
);
