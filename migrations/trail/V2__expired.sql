-- Since when the lines of the month are gone, because the trail's own clock ran out; null: they are
-- here. Its tree stays, so that everything still verifies.
alter table month add column expired_ms BIGINT;
