//! The gate before a commit, for what lies in another store and must have an order with this one's
//! commits, which no snapshot tells.
//!
//! Whoever changes what lies there goes through alone and then writes it; whoever looked at it goes
//! through with others and looks again. Invariant: a look either sees a change, or its unit was
//! committed before the change was made. Behind the gate nothing of this store may be waited for but
//! the commit, so two units never wait for each other there.

/// Who goes through at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Any number: they only looked.
    Many,
    /// One alone: it changes what others looked at.
    One,
}

impl Gate {
    /// How PostgreSQL is asked for it: a lock that ends with the transaction.
    pub(crate) const fn for_postgres(self) -> &'static str {
        match self {
            Self::Many => "select pg_advisory_xact_lock_shared(7781, hashtext(current_schema()))",
            Self::One => "select pg_advisory_xact_lock(7781, hashtext(current_schema()))",
        }
    }
}
