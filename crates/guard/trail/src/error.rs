//! Why the trail does not take a line, and what is not true in it.

use basics::{Code, Coded};

/// A failure of the trail. It names no one and holds no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The name in the signed notes cannot stand there.
    #[error("the name of the trail must be a word without spaces and plus signs")]
    Origin,
    /// There is more in a line than a line can hold.
    #[error("a line is too long")]
    TooLong,
    /// What is stored where a line must be is none.
    #[error("a line of the trail is not readable")]
    Unreadable,
    /// The end of the tree is not what the last line left.
    #[error("the end of the trail is damaged")]
    Torn,
    /// The trail holds something else in the place of a line that waits to be moved there.
    #[error("the trail holds another line in the place of one that is to be moved there")]
    Taken,
    /// There is no such line.
    #[error("the trail has no such line")]
    NotThere,
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Origin => "trail.origin",
            Self::TooLong => "trail.too_long",
            Self::Unreadable => "trail.unreadable",
            Self::Torn => "trail.torn",
            Self::Taken => "trail.taken",
            Self::NotThere => "trail.not_there",
            Self::Store(error) => return error.code(),
        })
    }
}

/// Where a signed checkpoint was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kept {
    /// In the trail's own store.
    Trail,
    /// Beside the keys.
    Keys,
    /// Elsewhere: it was given to be held against the trail.
    Given,
}

/// The first thing that is not true in the trail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTrue {
    /// A line is not what it was when it was written.
    #[error("line {sequence} was changed")]
    Changed {
        /// The first such line.
        sequence: i64,
    },
    /// A line is gone from between others.
    #[error("line {sequence} was removed")]
    Removed {
        /// The number it had.
        sequence: i64,
    },
    /// A line stands where none was written.
    #[error("line {sequence} was inserted")]
    Inserted {
        /// Its number.
        sequence: i64,
    },
    /// A line stands where another was written.
    #[error("line {sequence} was moved")]
    Reordered {
        /// The first such line.
        sequence: i64,
    },
    /// The end is gone.
    #[error("the trail is cut off: line {sequence} and what followed are gone")]
    CutOff {
        /// The first line that is gone.
        sequence: i64,
    },
    /// What a line is found by says something else than the line.
    #[error("line {sequence} is found by something else than it says")]
    LookUp {
        /// The first such line.
        sequence: i64,
    },
    /// A month does not begin with the end of the one before.
    #[error("month {month} does not begin where the one before it ended, at line {sequence}")]
    Month {
        /// The month: 202611.
        month: i64,
        /// The first line of it.
        sequence: i64,
    },
    /// The hashes above the lines are not theirs.
    #[error("the tree of month {month} is damaged, at line {sequence}")]
    Tree {
        /// The month.
        month: i64,
        /// The first line below the damage.
        sequence: i64,
    },
    /// The trail was written anew: it is not the one that was signed.
    #[error("the trail is not the one that was signed: something between lines {first} and {last}")]
    Rewritten {
        /// The first line that may be another.
        first: i64,
        /// The last line that was signed.
        last: i64,
        /// Where the checkpoint was kept that tells.
        kept: Kept,
    },
    /// A checkpoint was not signed by this register, or is none.
    #[error("a checkpoint is not signed by this register")]
    Signature {
        /// Where it was kept.
        kept: Kept,
    },
    /// The trail could not be read.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl NotTrue {
    /// The first line that is not true, where it is about a line.
    #[must_use]
    pub const fn line(&self) -> Option<i64> {
        match self {
            Self::Changed { sequence }
            | Self::Removed { sequence }
            | Self::Inserted { sequence }
            | Self::Reordered { sequence }
            | Self::CutOff { sequence }
            | Self::LookUp { sequence }
            | Self::Month { sequence, .. }
            | Self::Tree { sequence, .. }
            | Self::Rewritten {
                first: sequence, ..
            } => Some(*sequence),
            Self::Signature { .. } | Self::Failed(_) => None,
        }
    }
}

impl From<store::Error> for NotTrue {
    fn from(error: store::Error) -> Self {
        Self::Failed(Error::Store(error))
    }
}

impl Coded for NotTrue {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Changed { .. } => "trail.not_true.changed",
            Self::Removed { .. } => "trail.not_true.removed",
            Self::Inserted { .. } => "trail.not_true.inserted",
            Self::Reordered { .. } => "trail.not_true.reordered",
            Self::CutOff { .. } => "trail.not_true.cut_off",
            Self::LookUp { .. } => "trail.not_true.look_up",
            Self::Month { .. } => "trail.not_true.month",
            Self::Tree { .. } => "trail.not_true.tree",
            Self::Rewritten { .. } => "trail.not_true.rewritten",
            Self::Signature { .. } => "trail.not_true.signature",
            Self::Failed(error) => return error.code(),
        })
    }
}

/// A proof does not prove its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotProved {
    /// The text is no proof.
    #[error("this is no proof of a line")]
    Form,
    /// The checkpoint in it is not signed with the key.
    #[error("the checkpoint of the proof is not signed with this key")]
    Signature,
    /// The line is not in the tree that was signed.
    #[error("the line is not in the trail that was signed")]
    Path,
}

impl Coded for NotProved {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Form => "trail.proof.form",
            Self::Signature => "trail.proof.signature",
            Self::Path => "trail.proof.path",
        })
    }
}
