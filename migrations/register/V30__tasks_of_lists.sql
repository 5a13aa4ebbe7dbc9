-- Tasks come by a list too: which import brought one, so that it can be counted and taken back.
-- Null: it was entered by hand.
alter table task add column batch_id BIGINT;

create index task_batch on task (batch_id, row_id) where batch_id is not null;
