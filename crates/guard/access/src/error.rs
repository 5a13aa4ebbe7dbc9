//! Why a unit of work ended without a result.

use basics::{Code, Coded};

use crate::refusal::Refusal;

/// Why the guard gave nothing. It names no one and holds no value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The notice, a role, the scope or the person's own "no" does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The register's database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A value could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The trail could not take the line: nothing is shown.
    #[error(transparent)]
    Trail(#[from] trail::Error),
    /// A proof was used for a party it does not name, or to change what it may only show.
    #[error("the proof does not cover this value")]
    NotCovered,
    /// A sealed value opened but is not of the shape its column declares.
    #[error("a sealed value has another shape than its column declares")]
    Shape,
    /// Someone else changed the party in the meantime.
    #[error("someone else changed this customer in the meantime")]
    Changed,
    /// No notice is published, so nothing is allowed.
    #[error("no notice is published")]
    NoNotice,
    /// A legal hold stands: nothing of the party is erased.
    #[error("a legal hold stands: nothing of this customer is erased")]
    Held,
    /// There is no such party.
    #[error("there is no such customer")]
    NotThere,
}

impl Error {
    /// How many lots of the register have no key, where the key store is too old for it.
    #[must_use]
    pub const fn keys_missing(&self) -> Option<i64> {
        match self {
            Self::Vault(vault::Error::KeysBehind { missing }) => Some(*missing),
            _ => None,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Store(error) => error.code(),
            Self::Vault(error) => error.code(),
            Self::Trail(error) => error.code(),
            Self::NotCovered => Code::new("access.proof.not_covered"),
            Self::Shape => Code::new("access.value.shape"),
            Self::Changed => Code::new("access.party.changed"),
            Self::NoNotice => Code::new("access.notice.missing"),
            Self::Held => Code::new("access.party.held"),
            Self::NotThere => Code::new("access.party.not_there"),
        }
    }
}
