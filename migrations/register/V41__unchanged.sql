-- Customers of whom a list that brings up to date says nothing new: they are left as they are, and no
-- longer among those brought up to date. What was counted before stays as it was counted.
alter table import_batch add column unchanged BIGINT not null default 0;
alter table import_check add column unchanged BIGINT not null default 0;
