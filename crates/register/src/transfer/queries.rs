//! The statements of imports.

use basics::{ActorId, BatchId, Instant, PartyId};
use guard::ByKey;
use policy::ConnectionKind;

use super::files::{Batch, Compared};
use super::rows::CheckRow;

store::statements! {
    /// Where the data of an import came from, in the importer's word.
    pub(super) SOURCE_OF: (BatchId,) -> String =
        "select source from import_batch where batch_id = $1";

    /// A new batch, with the order in words, the sealed upload and what the list is about.
    pub(crate) ADD_BATCH: (BatchId, String, ByKey<ConnectionKind>, Vec<u8>, Instant, ActorId, i64, String, Option<i64>, String) -> () =
        "insert into import_batch
                (batch_id, source, connection, digest, started_ms, actor_id, rows_all,
                 rows_done, created, known, rejected, terms, upload, advanced_ms, run_ms, run_from,
                 kind)
         values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, $8, $9, $5, $5, 0, $10)";

    /// The newest batch of a file: how far it got, whether it ended, what was ordered, whether it
    /// is being taken back, whether it was.
    pub(crate) BATCH_OF_FILE: (Vec<u8>,) -> (BatchId, i64, i64, i64, i64, i64, i64, Option<Instant>, Option<String>, Option<Instant>, Option<Instant>, i64, i64, i64) =
        "select batch_id, rows_done, created, updated, known, rejected, missing, ended_ms, terms,
                undo_ms, undone_ms, no_consent, earlier_no, unchanged
           from import_batch
          where digest = $1
          order by batch_id desc
          limit 1";

    /// Another run goes on with a batch.
    pub(crate) RESUME_BATCH: (BatchId, Instant, Option<i64>) -> () =
        "update import_batch
            set run_ms = $2, advanced_ms = $2, run_from = rows_done, failed = null, stop_ms = null,
                upload = coalesce(upload, $3)
          where batch_id = $1 and ended_ms is null";

    /// A batch got further from where this run left it: rows done, created, updated, known,
    /// rejected, missing so far. No row where another run was there first, or it was stopped.
    pub(crate) ADVANCE_BATCH: (BatchId, i64, i64, i64, i64, i64, i64, i64, Instant, i64, i64, i64) -> () =
        "update import_batch
            set rows_done = $3, created = $4, updated = $5, known = $6, rejected = $7,
                missing = $8, advanced_ms = $9, no_consent = $10, earlier_no = $11, unchanged = $12,
                failed = null
          where batch_id = $1 and rows_done = $2 and ended_ms is null and stop_ms is null
            and undo_ms is null";

    /// Whether somebody stopped a batch, or takes it back.
    pub(crate) STOPPED: (BatchId,) -> (Option<Instant>, Option<Instant>) =
        "select stop_ms, undo_ms from import_batch where batch_id = $1";

    /// Somebody wants the run of a batch stopped.
    pub(crate) STOP_BATCH: (BatchId, Instant) -> () =
        "update import_batch set stop_ms = $2 where batch_id = $1 and ended_ms is null";

    /// A batch is being taken back from now on, unless it was.
    pub(crate) UNDO_BATCH: (BatchId, Instant) -> () =
        "update import_batch
            set undo_ms = coalesce(undo_ms, $2), advanced_ms = $2
          where batch_id = $1 and undone_ms is null";

    /// So many more of a batch were taken back.
    pub(crate) ADVANCE_UNDO: (BatchId, i64, Instant) -> () =
        "update import_batch set undone = undone + $2, advanced_ms = $3 where batch_id = $1";

    /// A customer was brought up to date by a batch: the version that made, and the one it left.
    pub(crate) ADD_RENEWED: (BatchId, PartyId, i64, i64) -> () =
        "insert into import_renewed (batch_id, party_id, version, left_version)
         values ($1, $2, $3, $4)
         on conflict (batch_id, party_id) do nothing";

    /// Customers that a batch brought up to date and that were not put back, after one of them.
    pub(crate) RENEWED: (BatchId, PartyId, i64) -> (PartyId, i64, i64) =
        "select party_id, version, left_version
           from import_renewed
          where batch_id = $1 and party_id > $2
          order by party_id
          limit $3";

    /// A customer was put back as she was.
    pub(crate) DROP_RENEWED: (BatchId, PartyId) -> () =
        "delete from import_renewed where batch_id = $1 and party_id = $2";

    /// So many more customers of a batch were put back.
    pub(crate) ADVANCE_RESTORED: (BatchId, i64, Instant) -> () =
        "update import_batch set restored = restored + $2, advanced_ms = $3 where batch_id = $1";

    /// How many customers of a batch were put back.
    pub(crate) COUNT_RESTORED: (BatchId,) -> i64 =
        "select restored from import_batch where batch_id = $1";

    /// Customers that stay as a batch made them, with their numbers.
    pub(crate) STAY_RENEWED: (BatchId, i64) -> (PartyId, i64) =
        "select import_renewed.party_id, profile.number
           from import_renewed
           join profile on profile.party_id = import_renewed.party_id
          where import_renewed.batch_id = $1
          order by import_renewed.party_id
          limit $2";

    /// A batch was taken back: what its run left is needed no more.
    pub(crate) END_UNDO: (BatchId, Instant) -> () =
        "update import_batch
            set undone_ms = $2, ended_ms = coalesce(ended_ms, $2), failed = null
          where batch_id = $1 and undone_ms is null";

    /// What a list of a batch is about; since when it is being taken back, when it was.
    pub(crate) BATCH_KIND: (BatchId,) -> (String, Option<Instant>, Option<Instant>) =
        "select kind, undo_ms, undone_ms from import_batch where batch_id = $1";

    /// A run of a batch ended early.
    pub(crate) FAIL_BATCH: (BatchId, String) -> () =
        "update import_batch set failed = $2 where batch_id = $1 and ended_ms is null";

    /// A batch ended: no row where another run was there first.
    pub(crate) END_BATCH: (BatchId, Instant, Option<i64>) -> () =
        "update import_batch
            set ended_ms = $2, advanced_ms = $2, rejected_file = $3, failed = null
          where batch_id = $1 and rows_done = rows_all and ended_ms is null";

    /// Batches that nobody ended, stopped or took back and that got no further since, counted to a
    /// bound.
    pub(crate) CUT_OFF: (Instant, i64) -> i64 =
        "select cast(count(*) as bigint)
           from (select batch_id
                   from import_batch
                  where ended_ms is null and stop_ms is null and undo_ms is null
                    and coalesce(advanced_ms, started_ms) < $1
                  limit $2) left_over";

    /// The batches, newest first.
    pub(crate) BATCHES: (BatchId, i64) -> Batch =
        "select batch_id, source, started_ms, ended_ms, kind, undone_ms, rows_all, rows_done,
                created, updated, known, rejected, missing, no_consent, earlier_no, unchanged
           from import_batch
          where batch_id < $1
          order by batch_id desc
          limit $2";

    /// One batch: how far it got.
    pub(crate) BATCH: (BatchId,) -> Batch =
        "select batch_id, source, started_ms, ended_ms, kind, undone_ms, rows_all, rows_done,
                created, updated, known, rejected, missing, no_consent, earlier_no, unchanged
           from import_batch
          where batch_id = $1";

    /// The runs of one batch: its upload and order, its rejected rows, when it last got further,
    /// when the last run began and at which row, what ended it; since when it is being taken back,
    /// how many went; since when it is to stop.
    pub(crate) BATCH_RUN: (BatchId,) -> (Option<i64>, Option<String>, Option<i64>, Option<Instant>, Option<Instant>, Option<i64>, Option<String>, Option<Instant>, i64, Option<Instant>) =
        "select upload, terms, rejected_file, advanced_ms, run_ms, run_from, failed, undo_ms,
                undone, stop_ms
           from import_batch
          where batch_id = $1";

    /// All that came from each source, by what the lists were about: batches, taken back, rows of the
    /// old files and what became of them.
    pub(crate) COMPARED: (i64,) -> Compared =
        "select source, kind, cast(count(*) as bigint), cast(sum(undone) as bigint),
                cast(sum(rows_all) as bigint), cast(sum(rows_all) as bigint),
                cast(sum(created) as bigint), cast(sum(updated) as bigint),
                cast(sum(known) as bigint), cast(sum(rejected) as bigint),
                cast(sum(missing) as bigint), cast(sum(no_consent) as bigint),
                cast(sum(earlier_no) as bigint), cast(sum(unchanged) as bigint)
           from import_batch
          group by source, kind
          order by source, kind
          limit $1";

    /// The register refused rows of a chunk.
    pub(crate) ADD_REFUSAL: (BatchId, i64, String) -> () =
        "insert into import_refusal (batch_id, begins, refused) values ($1, $2, $3)";

    /// The rows that the register refused in some chunks.
    pub(crate) REFUSALS: (BatchId, i64, i64) -> String =
        "select refused
           from import_refusal
          where batch_id = $1 and begins >= $2 and begins < $3
          order by begins
          limit 10000";

    /// An import that ended needs its refusals no more.
    pub(crate) FORGET_REFUSALS: (BatchId,) -> () =
        "delete from import_refusal where batch_id = $1";

    /// The batch whose rejected rows are in a file no more.
    pub(crate) FORGET_REJECTED: (i64,) -> () =
        "update import_batch set rejected_file = null where rejected_file = $1";

    /// The batch whose upload is kept no more.
    pub(crate) FORGET_UPLOAD: (i64,) -> () =
        "update import_batch set upload = null where upload = $1";

    /// The check of an upload that is kept no more.
    pub(crate) FORGET_CHECK: (i64,) -> () =
        "delete from import_check where file = $1";

    /// An upload is to be checked.
    pub(crate) ADD_CHECK: (i64, String, String, Instant) -> () =
        "insert into import_check
                (file, source, terms, started_ms, advanced_ms, rows_all, rows_done, created,
                 known, rejected, problems)
         values ($1, $2, $3, $4, $4, 0, 0, 0, 0, 0, '')";

    /// A check is to be made under another order.
    pub(crate) REORDER_CHECK: (i64, String) -> () =
        "update import_check set terms = $2 where file = $1";

    /// A check begins anew, later than it did before: whoever still makes the one before is told by
    /// when it began that it is another one's.
    pub(crate) RESTART_CHECK: (i64, Instant) -> () =
        "update import_check
            set started_ms = case when started_ms < $2 then $2 else started_ms + 1 end,
                advanced_ms = $2, ended_ms = null, failed = null, failed_line = null,
                problems = '', rows_all = 0, rows_done = 0, created = 0, updated = 0, known = 0, rejected = 0, missing = 0, no_consent = 0, earlier_no = 0,
                unchanged = 0
          where file = $1";

    /// When the newest check of a file began.
    pub(crate) CHECK_STARTED: (i64,) -> Instant =
        "select started_ms from import_check where file = $1";

    /// A check got further: rows of the file, rows done, would be created, updated, known, not
    /// taken, missing.
    pub(crate) ADVANCE_CHECK: (i64, Instant, Instant, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> () =
        "update import_check
            set advanced_ms = $3, rows_all = $4, rows_done = $5, created = $6, updated = $7,
                known = $8, rejected = $9, missing = $10, no_consent = $11, earlier_no = $12,
                unchanged = $13
          where file = $1 and started_ms = $2";

    /// A check ended: what it found, or why it could not; the sealed rows that would not be taken.
    pub(crate) END_CHECK: (i64, Instant, Instant, String, Option<String>, Option<i64>, Option<i64>) -> () =
        "update import_check
            set advanced_ms = $3, ended_ms = $3, problems = $4, failed = $5, failed_line = $6,
                rejected_file = $7
          where file = $1 and started_ms = $2";

    /// The sealed rows that the check of an upload would not take.
    pub(crate) REJECTED_OF_CHECK: (i64,) -> Option<i64> =
        "select rejected_file from import_check where file = $1";

    /// The rows that a check would not take are kept no more.
    pub(crate) FORGET_REJECTED_OF_CHECK: (i64,) -> () =
        "update import_check set rejected_file = null where rejected_file = $1";

    /// A check.
    pub(crate) CHECK: (i64,) -> CheckRow =
        "select source, terms, started_ms, advanced_ms, ended_ms, problems, failed, failed_line,
                rejected_file, rows_all, rows_done, created, updated, known, rejected, missing, no_consent,
                earlier_no, unchanged
           from import_check
          where file = $1";

    /// What the columns of a source's lists hold.
    pub(crate) MAPPING: (String,) -> (String, String) =
        "select title, heading from import_mapping where source = $1 order by title limit 5000";

    /// What a column of a source's lists holds.
    pub(crate) ADD_MAPPING: (String, String, String) -> () =
        "insert into import_mapping (source, title, heading) values ($1, $2, $3)";

    /// A column of a source's lists is not remembered any more.
    pub(crate) FORGET_MAPPING: (String, String) -> () =
        "delete from import_mapping where source = $1 and title = $2";
}
