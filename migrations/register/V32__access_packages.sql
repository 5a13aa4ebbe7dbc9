-- Copies for data subjects (GDPR art. 15 and 20) while they are prepared: what was decided about
-- them, never what is in them. A package is made anew each time it is handed over and is kept
-- nowhere; its decisions go some days later, each under a lot of its own.

create table access_package (
    row_id BIGINT not null,
    party_id BIGINT not null references party (party_id),
    lot_id BIGINT not null,
    -- What is covered, which originals go along and why others do not.
    sealed BYTEA not null,
    -- `access` or `portability`.
    kind TEXT not null,
    -- Which request it answers: the number of its row.
    request_id BIGINT not null,
    recorded_ms BIGINT not null,
    recorded_by BIGINT not null,
    -- When somebody last looked it through; null: nobody did, and it does not leave.
    seen_ms BIGINT,
    delivered_ms BIGINT,
    primary key (party_id, row_id)
);
-- sqlite: without rowid

create index access_package_old on access_package (lot_id, recorded_ms);
