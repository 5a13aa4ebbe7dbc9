//! A whole register, taken out for another Seloste and taken in there.
//!
//! In the interest of the controller, who is bound to no installation, and of everyone in the
//! register: nothing is lost on the way, above all no "no", and nobody reads along.
//!
//! Values are opened only to be sealed again: into a package under a passphrase, and from it under
//! keys of the other register's own. No part of the application sees one.
//!
//! Invariants: every table of the live schema goes along unless [`tables::STAYS`] says why not;
//! what is taken in is compared with what was taken out, table by table, before anybody gets in;
//! each party's trail tells of it on either side.

mod contents;
mod moment;
pub(crate) mod queries;
mod record;
mod tables;
mod take_in;
mod take_out;

use basics::{Code, Coded};

pub use take_in::WholeIn;
pub use take_out::WholeOut;

use crate::error::Error;

/// A table that went along: how many rows, and a digest of them in the clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// `register.party`.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 of the rows, sealed values opened.
    pub digest: [u8; 32],
}

impl Carried {
    /// The digest in hexadecimal.
    #[must_use]
    pub fn hex(&self) -> String {
        basics::hex(&self.digest)
    }
}

/// Why a whole register was not taken out or in.
#[derive(Debug, thiserror::Error)]
pub enum NotWhole {
    /// The file cannot be read.
    #[error("the package cannot be read")]
    Unreadable,
    /// The file is no package, or one of another kind.
    #[error("the package is of another kind")]
    OtherKind,
    /// A part of it was changed, or its end is missing.
    #[error("the package is damaged")]
    Damaged,
    /// The passphrase does not open it, or its beginning was changed.
    #[error("the passphrase does not open the package")]
    Passphrase,
    /// It was made by a version with other tables.
    #[error("the package was made by a version with other tables")]
    OtherTables,
    /// A table is not what its counts and digest say.
    #[error("a table is not what it was: {table}")]
    Differs {
        /// Which.
        table: String,
    },
    /// The register is in use: it holds parties already.
    #[error("the register is not a fresh one")]
    NotFresh,
    /// The register was made under another notice.
    #[error("the register was made under another notice")]
    OtherNotice,
    /// The first administrator has the address of an account in the package.
    #[error("the administrator's address is that of an account in the package")]
    AddressTaken,
    /// Somebody was erased while it was taken out.
    #[error("something was erased while the register was taken out")]
    Erased,
    /// The guard's and the stores'.
    #[error(transparent)]
    Guard(#[from] Error),
}

impl From<store::Error> for NotWhole {
    fn from(error: store::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl From<vault::Error> for NotWhole {
    fn from(error: vault::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl From<trail::Error> for NotWhole {
    fn from(error: trail::Error) -> Self {
        Self::Guard(error.into())
    }
}

impl Coded for NotWhole {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Unreadable => "whole.unreadable",
            Self::OtherKind => "whole.other_kind",
            Self::Damaged => "whole.damaged",
            Self::Passphrase => "whole.passphrase",
            Self::OtherTables => "whole.other_tables",
            Self::Differs { .. } => "whole.differs",
            Self::NotFresh => "whole.not_fresh",
            Self::OtherNotice => "whole.other_notice",
            Self::AddressTaken => "whole.address_taken",
            Self::Erased => "whole.erased",
            Self::Guard(error) => return error.code(),
        })
    }
}
