//! The statements of accounts and sessions.

use basics::{ActorId, Instant, Language, SessionId, StaffId};

store::statements! {
    /// An open account by its address: whose, the hash, the language.
    pub(crate) ACCOUNT: (String,) -> (StaffId, String, Language) =
        "select staff_id, password, language from staff where email = $1 and closed_ms is null";

    /// The roles an account has now.
    pub(crate) ROLES: (StaffId,) -> String =
        "select role
           from staff_role
          where staff_id = $1 and taken_ms is null
          order by role
          limit 100";

    /// How many accounts there are.
    pub(crate) COUNT_STAFF: () -> i64 =
        "select cast(count(*) as bigint) from staff";

    /// Failures of a subject.
    pub(crate) FAILURES: (Vec<u8>,) -> (i64, Instant) =
        "select failures, last_ms from sign_in_failure where subject = $1";

    /// Writes down a failure: how many there are now.
    pub(crate) FAIL: (Vec<u8>, i64, Instant) -> () =
        "insert into sign_in_failure (subject, failures, last_ms) values ($1, $2, $3)
         on conflict (subject) do update set failures = $2, last_ms = $3";

    /// Forgets the failures of a subject.
    pub(crate) FORGIVE: (Vec<u8>,) -> () =
        "delete from sign_in_failure where subject = $1";

    /// Forgets failures that lie before an instant.
    pub(crate) FORGET_FAILURES: (Instant,) -> () =
        "delete from sign_in_failure where last_ms < $1";

    /// A new session.
    pub(crate) ADD_SESSION: (SessionId, StaffId, Vec<u8>, Instant) -> () =
        "insert into session (session_id, staff_id, token_hash, created_ms, seen_ms)
         values ($1, $2, $3, $4, $4)";

    /// The session with this hash, of an open account.
    pub(crate) SESSION: (Vec<u8>,) -> (SessionId, StaffId, Instant, Instant, Language) =
        "select session.session_id, session.staff_id, session.created_ms, session.seen_ms,
                staff.language
           from session
           join staff on staff.staff_id = session.staff_id
          where session.token_hash = $1 and session.ended_ms is null and staff.closed_ms is null";

    /// The session was used.
    pub(crate) SEE_SESSION: (SessionId, Instant) -> () =
        "update session set seen_ms = $2 where session_id = $1 and ended_ms is null";

    /// Ends one session of an account.
    pub(crate) END_SESSION: (StaffId, SessionId, Instant) -> () =
        "update session set ended_ms = $3
          where staff_id = $1 and session_id = $2 and ended_ms is null";

    /// Ends all sessions of an account.
    pub(crate) END_SESSIONS: (StaffId, Instant) -> () =
        "update session set ended_ms = $2 where staff_id = $1 and ended_ms is null";

    /// Removes sessions that ended or were last used before an instant.
    pub(crate) CLEAN_SESSIONS: (Instant,) -> () =
        "delete from session where seen_ms < $1";

    /// The sessions of an account that have not ended, newest first.
    pub(crate) SESSIONS: (StaffId,) -> (SessionId, Instant, Instant) =
        "select session_id, created_ms, seen_ms
           from session
          where staff_id = $1 and ended_ms is null
          order by created_ms desc, session_id desc
          limit 100";

    /// A new account.
    pub(crate) ADD_STAFF: (StaffId, String, String, Language, String, Instant) -> () =
        "insert into staff (staff_id, name, email, language, password, password_ms, created_ms)
         values ($1, $2, $3, $4, $5, $6, $6)";

    /// One account.
    pub(crate) STAFF: (StaffId,) -> (String, String, Language, Instant, Option<Instant>) =
        "select name, email, language, created_ms, closed_ms from staff where staff_id = $1";

    /// The account with an address, open or closed.
    pub(crate) OF_EMAIL: (String,) -> StaffId =
        "select staff_id from staff where email = $1";

    /// All accounts, by address.
    pub(crate) ALL_STAFF: (String, i64) -> (StaffId, String, String, Language, Instant, Option<Instant>) =
        "select staff_id, name, email, language, created_ms, closed_ms
           from staff
          where email > $1
          order by email
          limit $2";

    /// A new password.
    pub(crate) SET_PASSWORD: (StaffId, String, Instant) -> () =
        "update staff set password = $2, password_ms = $3 where staff_id = $1";

    /// The hash of an account's password.
    pub(crate) PASSWORD: (StaffId,) -> String =
        "select password from staff where staff_id = $1 and closed_ms is null";

    /// Another language.
    pub(crate) SET_LANGUAGE: (StaffId, Language) -> () =
        "update staff set language = $2 where staff_id = $1";

    /// Closes or opens an account.
    pub(crate) SET_CLOSED: (StaffId, Option<Instant>) -> () =
        "update staff set closed_ms = $2 where staff_id = $1";

    /// Gives a role.
    pub(crate) GIVE_ROLE: (StaffId, String, Instant, ActorId) -> () =
        "insert into staff_role (staff_id, role, given_ms, given_by) values ($1, $2, $3, $4)";

    /// Takes a role.
    pub(crate) TAKE_ROLE: (StaffId, String, Instant, ActorId) -> () =
        "update staff_role set taken_ms = $3, taken_by = $4
          where staff_id = $1 and role = $2 and taken_ms is null";

    /// Every role that was ever given to an account, newest first.
    pub(crate) ROLE_HISTORY: (StaffId,) -> (String, Instant, ActorId, Option<Instant>, Option<ActorId>) =
        "select role, given_ms, given_by, taken_ms, taken_by
           from staff_role
          where staff_id = $1
          order by given_ms desc, role
          limit 1000";

    /// Roles that somebody gave to herself and still has, newest first.
    pub(crate) GIVEN_TO_ONESELF: () -> (String, String, Instant) =
        "select staff.name, staff_role.role, staff_role.given_ms
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
          where staff_role.given_by = staff_role.staff_id and staff_role.taken_ms is null
          order by staff_role.given_ms desc, staff_role.role
          limit 100";

    /// How many open accounts have a role.
    pub(crate) COUNT_WITH_ROLE: (String,) -> i64 =
        "select cast(count(*) as bigint)
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
          where staff_role.role = $1 and staff_role.taken_ms is null and staff.closed_ms is null";
}
