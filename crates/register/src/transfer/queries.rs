//! The statements of imports.

use basics::{ActorId, BatchId, Instant};
use guard::ByKey;
use policy::ConnectionKind;

store::statements! {
    /// A new batch, with the order in words and the sealed upload.
    pub(crate) ADD_BATCH: (BatchId, String, ByKey<ConnectionKind>, Vec<u8>, Instant, ActorId, i64, String, Option<i64>) -> () =
        "insert into import_batch
                (batch_id, source, connection, digest, started_ms, actor_id, rows_all,
                 rows_done, created, known, rejected, terms, upload, advanced_ms, run_ms, run_from)
         values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, $8, $9, $5, $5, 0)";

    /// The newest batch of a file: how far it got, whether it ended, what was ordered.
    pub(crate) BATCH_OF_FILE: (Vec<u8>,) -> (BatchId, i64, i64, i64, i64, Option<Instant>, Option<String>) =
        "select batch_id, rows_done, created, known, rejected, ended_ms, terms
           from import_batch
          where digest = $1
          order by batch_id desc
          limit 1";

    /// Another run goes on with a batch.
    pub(crate) RESUME_BATCH: (BatchId, Instant, Option<i64>) -> () =
        "update import_batch
            set run_ms = $2, advanced_ms = $2, run_from = rows_done, failed = null,
                upload = coalesce(upload, $3)
          where batch_id = $1 and ended_ms is null";

    /// A batch got further from where this run left it: rows done, created, known, rejected so
    /// far. No row where another run was there first.
    pub(crate) ADVANCE_BATCH: (BatchId, i64, i64, i64, i64, i64, Instant) -> () =
        "update import_batch
            set rows_done = $3, created = $4, known = $5, rejected = $6, advanced_ms = $7,
                failed = null
          where batch_id = $1 and rows_done = $2 and ended_ms is null";

    /// A run of a batch ended early.
    pub(crate) FAIL_BATCH: (BatchId, String) -> () =
        "update import_batch set failed = $2 where batch_id = $1 and ended_ms is null";

    /// A batch ended: no row where another run was there first.
    pub(crate) END_BATCH: (BatchId, Instant, Option<i64>) -> () =
        "update import_batch
            set ended_ms = $2, advanced_ms = $2, rejected_file = $3, failed = null
          where batch_id = $1 and rows_done = rows_all and ended_ms is null";

    /// The batches, newest first.
    pub(crate) BATCHES: (BatchId, i64) -> (BatchId, String, Instant, Option<Instant>, i64, i64, i64) =
        "select batch_id, source, started_ms, ended_ms, created, known, rejected
           from import_batch
          where batch_id < $1
          order by batch_id desc
          limit $2";

    /// One batch: how far it got.
    pub(crate) BATCH: (BatchId,) -> (String, Instant, Option<Instant>, i64, i64, i64, i64, i64) =
        "select source, started_ms, ended_ms, rows_all, rows_done, created, known, rejected
           from import_batch
          where batch_id = $1";

    /// The runs of one batch: its upload and order, its rejected rows, when it last got further,
    /// when the last run began and at which row, what ended it.
    pub(crate) BATCH_RUN: (BatchId,) -> (Option<i64>, Option<String>, Option<i64>, Option<Instant>, Option<Instant>, Option<i64>, Option<String>) =
        "select upload, terms, rejected_file, advanced_ms, run_ms, run_from, failed
           from import_batch
          where batch_id = $1";

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

    /// A check begins anew.
    pub(crate) RESTART_CHECK: (i64, Instant) -> () =
        "update import_check
            set started_ms = $2, advanced_ms = $2, ended_ms = null, failed = null,
                failed_line = null
          where file = $1";

    /// A check got further: rows of the file, rows done, would be created, known, not taken.
    pub(crate) ADVANCE_CHECK: (i64, Instant, i64, i64, i64, i64, i64) -> () =
        "update import_check
            set advanced_ms = $2, rows_all = $3, rows_done = $4, created = $5, known = $6,
                rejected = $7
          where file = $1";

    /// A check ended: what it found, or why it could not.
    pub(crate) END_CHECK: (i64, Instant, String, Option<String>, Option<i64>) -> () =
        "update import_check
            set advanced_ms = $2, ended_ms = $2, problems = $3, failed = $4, failed_line = $5
          where file = $1";

    /// A check.
    pub(crate) CHECK: (i64,) -> (String, String, Instant, Instant, Option<Instant>, i64, i64, i64, i64, i64, String, Option<String>, Option<i64>) =
        "select source, terms, started_ms, advanced_ms, ended_ms, rows_all, rows_done, created,
                known, rejected, problems, failed, failed_line
           from import_check
          where file = $1";
}
