//! The statements of imports.

use basics::{ActorId, BatchId, Instant};
use guard::ByKey;
use policy::ConnectionKind;

store::statements! {
    /// A new batch.
    pub(crate) ADD_BATCH: (BatchId, String, ByKey<ConnectionKind>, Vec<u8>, Instant, ActorId, i64) -> () =
        "insert into import_batch
                (batch_id, source, connection, digest, started_ms, actor_id, rows_all,
                 rows_done, created, known, rejected)
         values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0)";

    /// The newest batch of a file: how far it got, and whether it ended.
    pub(crate) BATCH_OF_FILE: (Vec<u8>,) -> (BatchId, i64, i64, i64, i64, Option<Instant>) =
        "select batch_id, rows_done, created, known, rejected, ended_ms
           from import_batch
          where digest = $1
          order by batch_id desc
          limit 1";

    /// A batch got further: rows done, created, known, rejected so far. Only from where this run
    /// left it: two runs of one file do not both write.
    pub(crate) ADVANCE_BATCH: (BatchId, i64, i64, i64, i64, i64) -> () =
        "update import_batch
            set rows_done = $3, created = $4, known = $5, rejected = $6
          where batch_id = $1 and rows_done = $2 and ended_ms is null";

    /// A batch ended.
    pub(crate) END_BATCH: (BatchId, Instant, Option<i64>) -> () =
        "update import_batch set ended_ms = $2, rejected_file = $3
          where batch_id = $1 and ended_ms is null";

    /// The batches, newest first.
    pub(crate) BATCHES: (BatchId, i64) -> (BatchId, String, Instant, Option<Instant>, ActorId, i64, i64, i64, i64, i64) =
        "select batch_id, source, started_ms, ended_ms, actor_id, rows_all, rows_done, created,
                known, rejected
           from import_batch
          where batch_id < $1
          order by batch_id desc
          limit $2";

    /// One batch, with the sealed file of its rejected rows.
    pub(crate) BATCH: (BatchId,) -> (String, Instant, Option<Instant>, ActorId, i64, i64, i64, i64, i64, Option<i64>) =
        "select source, started_ms, ended_ms, actor_id, rows_all, rows_done, created, known,
                rejected, rejected_file
           from import_batch
          where batch_id = $1";

    /// The batch whose rejected rows are in a file no more.
    pub(crate) FORGET_REJECTED: (i64,) -> () =
        "update import_batch set rejected_file = null where rejected_file = $1";
}
