//! TODO

use store::Here;

use crate::Trail;
use crate::error::NotTrue;

store::statements! {
    /// The months.
    pub(crate) MONTHS: () -> (i64, i64, Vec<u8>) =
        "select month, first_sequence, opening from month order by month";
}

/// What was found true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many lines.
    pub lines: i64,
    /// How many months.
    pub months: i64,
    /// How many checkpoints they were held against.
    pub checkpoints: i64,
}

impl Trail {
    /// V.
    ///
    /// # Errors
    ///
    /// N.
    pub fn verify(&self, _here: &Here, _against: Option<&str>) -> Result<Verified, NotTrue> {
        Err(store::Error::Closed.into())
    }
}
