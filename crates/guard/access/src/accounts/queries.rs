//! The statements of accounts and sessions.

use basics::{ActorId, Instant, Language, SessionId, StaffId, TokenId};

/// A token as a list shows it: which, whose, name, role, purposes, categories, rights, whether it
/// changes; made, until when, last used, revoked.
pub(crate) type TokenListed = (
    TokenId,
    StaffId,
    String,
    String,
    String,
    String,
    String,
    i64,
    Instant,
    Instant,
    Option<Instant>,
    Option<Instant>,
);

store::statements! {
    /// An open account by its address: whose, the hash, the language, since when the password is
    /// one that somebody else gave.
    pub(crate) ACCOUNT: (String,) -> (StaffId, String, Language, Option<Instant>) =
        "select staff_id, password, language, password_given_ms
           from staff
          where email = $1 and closed_ms is null";

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

    /// The roles that the accounts with these addresses, after one and up to another, have now.
    pub(crate) ROLES_BETWEEN: (String, String, i64) -> (StaffId, String) =
        "select staff_role.staff_id, staff_role.role
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
          where staff.email > $1 and staff.email <= $2 and staff_role.taken_ms is null
          order by staff_role.staff_id, staff_role.role
          limit $3";

    /// Failures of a subject.
    pub(crate) FAILURES: (Vec<u8>,) -> (i64, Instant, Option<Instant>) =
        "select failures, last_ms, halved_ms from sign_in_failure where subject = $1";

    /// Writes down a failure: how many there are now.
    pub(crate) FAIL: (Vec<u8>, i64, Instant, Instant) -> () =
        "insert into sign_in_failure (subject, failures, last_ms, halved_ms)
         values ($1, $2, $3, $4)
         on conflict (subject) do update set failures = $2, last_ms = $3, halved_ms = $4";

    /// Takes one failure back.
    pub(crate) TAKE_BACK: (Vec<u8>,) -> () =
        "update sign_in_failure set failures = failures - 1 where subject = $1 and failures > 0";

    /// Since when an account was last seen to sign in from a network.
    pub(crate) KNOWN_NETWORK: (Vec<u8>,) -> Instant =
        "select last_ms from sign_in_network where subject = $1";

    /// An account signed in from a network.
    pub(crate) KNOW_NETWORK: (Vec<u8>, Instant) -> () =
        "insert into sign_in_network (subject, last_ms) values ($1, $2)
         on conflict (subject) do update set last_ms = $2";

    /// Forgets networks that were last used before an instant.
    pub(crate) FORGET_NETWORKS: (Instant,) -> () =
        "delete from sign_in_network where last_ms < $1";

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
    pub(crate) SESSION: (Vec<u8>,) -> (SessionId, StaffId, Instant, Instant, Language, Option<Instant>) =
        "select session.session_id, session.staff_id, session.created_ms, session.seen_ms,
                staff.language, staff.password_given_ms
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

    /// The sessions of an account that have not ended, were used since an instant and began since
    /// another: newest first.
    pub(crate) SESSIONS: (StaffId, Instant, Instant) -> (SessionId, Instant, Instant) =
        "select session_id, created_ms, seen_ms
           from session
          where staff_id = $1 and ended_ms is null and seen_ms > $2 and created_ms > $3
          order by created_ms desc, session_id desc
          limit 100";

    /// A new account.
    pub(crate) ADD_STAFF: (StaffId, String, String, Language, String, Instant, ActorId, Option<Instant>) -> () =
        "insert into staff (staff_id, name, email, language, password, password_ms, created_ms,
                created_by, password_given_ms)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8)";

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

    /// Open accounts by name, with each of their roles.
    pub(crate) COLLEAGUES: (i64,) -> (StaffId, String, String) =
        "select staff.staff_id, staff.name, staff_role.role
           from staff
           join staff_role on staff_role.staff_id = staff.staff_id and staff_role.taken_ms is null
          where staff.closed_ms is null
          order by staff.name, staff.staff_id
          limit $1";

    /// A new password, and since when it is one that somebody else gave.
    pub(crate) SET_PASSWORD: (StaffId, String, Instant, Option<Instant>) -> () =
        "update staff set password = $2, password_ms = $3, password_given_ms = $4
          where staff_id = $1";

    /// Somebody set somebody's password.
    pub(crate) RESET: (StaffId, Instant, ActorId) -> () =
        "insert into password_reset (staff_id, reset_ms, reset_by) values ($1, $2, $3)
         on conflict (staff_id, reset_ms) do nothing";

    /// The hash of an account's password, its name and its address.
    pub(crate) PASSWORD: (StaffId,) -> (String, String, String) =
        "select password, name, email from staff where staff_id = $1 and closed_ms is null";

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

    /// Roles that somebody gave to herself or to an account of her own making since an instant,
    /// newest first: whose account, its name, who gave it, her name, which, when, until when.
    pub(crate) ROLES_TO_WATCH: (Instant,) -> (StaffId, String, ActorId, String, String, Instant, Option<Instant>) =
        "select staff.staff_id, staff.name, staff_role.given_by, giver.name, staff_role.role,
                staff_role.given_ms, staff_role.taken_ms
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
           join staff giver on giver.staff_id = staff_role.given_by
          where staff_role.given_ms >= $1
            and (staff_role.given_by = staff_role.staff_id or staff_role.given_by = staff.created_by)
          order by staff_role.given_ms desc, staff_role.staff_id, staff_role.role
          limit 100";

    /// Passwords that somebody set for somebody since an instant, newest first: whose, by whom,
    /// when.
    pub(crate) RESETS_TO_WATCH: (Instant,) -> (String, String, Instant) =
        "select staff.name, giver.name, password_reset.reset_ms
           from password_reset
           join staff on staff.staff_id = password_reset.staff_id
           join staff giver on giver.staff_id = password_reset.reset_by
          where password_reset.reset_ms >= $1
          order by password_reset.reset_ms desc, password_reset.staff_id
          limit 100";

    /// A new token.
    pub(crate) ADD_TOKEN: (TokenId, StaffId, String, Vec<u8>, String, String, String, String, i64, Instant, Instant) -> () =
        "insert into api_token
                (token_id, staff_id, name, token_hash, role, purposes, categories, rights, changes,
                 created_ms, expires_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// The token with this hash: which, whose, her language, role; until when, last used, revoked,
    /// the account closed, whether its owner has the role.
    pub(crate) TOKEN: (Vec<u8>,) -> (TokenId, StaffId, Language, String, Instant, Option<Instant>, Option<Instant>, Option<Instant>, i64) =
        "select api_token.token_id, api_token.staff_id, staff.language, api_token.role,
                api_token.expires_ms, api_token.seen_ms, api_token.revoked_ms, staff.closed_ms,
                (select cast(count(*) as bigint)
                   from staff_role
                  where staff_role.staff_id = api_token.staff_id
                    and staff_role.role = api_token.role and staff_role.taken_ms is null)
           from api_token
           join staff on staff.staff_id = api_token.staff_id
          where api_token.token_hash = $1";

    /// What a token may do at most: purposes, categories, rights, whether it changes.
    pub(crate) TOKEN_POWER: (TokenId,) -> (String, String, String, i64) =
        "select purposes, categories, rights, changes from api_token where token_id = $1";

    /// A token was used.
    pub(crate) SEE_TOKEN: (TokenId, Instant) -> () =
        "update api_token set seen_ms = $2 where token_id = $1";

    /// A token that holds no more was tried, unless that was told since an instant.
    pub(crate) TRY_TOKEN: (TokenId, Instant, Instant) -> () =
        "update api_token set tried_ms = $2
          where token_id = $1 and (tried_ms is null or tried_ms < $3)";

    /// The tokens of an account, newest first.
    pub(crate) TOKENS_OF: (StaffId,) -> TokenListed =
        "select token_id, staff_id, name, role, purposes, categories, rights, changes, created_ms,
                expires_ms, seen_ms, revoked_ms
           from api_token
          where staff_id = $1
          order by token_id desc
          limit 200";

    /// All tokens before one, newest first.
    pub(crate) TOKENS: (TokenId, i64) -> TokenListed =
        "select token_id, staff_id, name, role, purposes, categories, rights, changes, created_ms,
                expires_ms, seen_ms, revoked_ms
           from api_token
          where token_id < $1
          order by token_id desc
          limit $2";

    /// How many tokens of an account hold at an instant.
    pub(crate) COUNT_TOKENS: (StaffId, Instant) -> i64 =
        "select cast(count(*) as bigint)
           from api_token
          where staff_id = $1 and revoked_ms is null and expires_ms > $2";

    /// Whose token it is, and what it is called.
    pub(crate) TOKEN_NAME: (TokenId,) -> (StaffId, String, String) =
        "select api_token.staff_id, api_token.name, staff.name
           from api_token
           join staff on staff.staff_id = api_token.staff_id
          where api_token.token_id = $1";

    /// The role a token is a part of.
    pub(crate) TOKEN_ROLE: (TokenId,) -> String =
        "select role from api_token where token_id = $1";

    /// Takes a token's power.
    pub(crate) REVOKE_TOKEN: (TokenId, Instant, ActorId) -> () =
        "update api_token set revoked_ms = $2, revoked_by = $3
          where token_id = $1 and revoked_ms is null";

    /// The answer to a request that a token made under a key: keyed hash of the request, answer.
    pub(crate) ANSWER: (TokenId, Vec<u8>) -> (Vec<u8>, String) =
        "select request, answer from api_answer where token_id = $1 and key = $2";

    /// Remembers the answer to a request.
    pub(crate) ADD_ANSWER: (TokenId, Vec<u8>, Vec<u8>, String, Instant) -> () =
        "insert into api_answer (token_id, key, request, answer, answered_ms)
         values ($1, $2, $3, $4, $5)";

    /// Forgets answers that were given before an instant.
    pub(crate) CLEAN_ANSWERS: (Instant,) -> () =
        "delete from api_answer where answered_ms < $1";

    /// How many open accounts have a role.
    pub(crate) COUNT_WITH_ROLE: (String,) -> i64 =
        "select cast(count(*) as bigint)
           from staff_role
           join staff on staff.staff_id = staff_role.staff_id
          where staff_role.role = $1 and staff_role.taken_ms is null and staff.closed_ms is null";
}
