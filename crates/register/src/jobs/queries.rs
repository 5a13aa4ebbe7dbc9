//! The statements of the job table.

use basics::Instant;

store::statements! {
    /// Makes a job known; nothing happens where it is.
    pub(crate) KNOW_JOB: (String, Instant) -> () =
        "insert into job (name, due_ms, count) values ($1, $2, 0) on conflict (name) do nothing";

    /// When a job is due, and until when somebody runs it.
    pub(crate) JOB: (String,) -> (Instant, Option<Instant>) =
        "select due_ms, lease_until_ms from job where name = $1";

    /// Takes a job that stands as it was found: one row where it does.
    pub(crate) TAKE_JOB: (String, Instant, Instant, i64, Instant, Option<Instant>) -> () =
        "update job set lease_until_ms = $3, lease_by = $4, started_ms = $2
          where name = $1 and due_ms = $5
            and (lease_until_ms = $6 or lease_until_ms is null and cast($6 as bigint) is null)";

    /// Holds a job longer, where it is still held by this process.
    pub(crate) RENEW_JOB: (String, i64, Instant) -> () =
        "update job set lease_until_ms = $3 where name = $1 and lease_by = $2";

    /// Writes down how a run ended, where the job is still held by this process.
    pub(crate) END_JOB: (String, i64, Instant, Instant, String, Option<String>, i64) -> () =
        "update job set lease_until_ms = null, lease_by = null, ended_ms = $3, due_ms = $4,
                result = $5, code = $6, count = $7
          where name = $1 and lease_by = $2";

    /// All jobs.
    pub(crate) JOBS: () -> (String, Instant, Option<Instant>, Option<Instant>, Option<Instant>, Option<String>, Option<String>, i64) =
        "select name, due_ms, lease_until_ms, started_ms, ended_ms, result, code, count
           from job
          order by name
          limit 100";
}
