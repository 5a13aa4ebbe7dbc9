//! Why an act was not recorded.

use basics::{Code, Coded};

/// Why an act was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It lies in the future.
    #[error("the day lies in the future")]
    DayFuture,
    /// No channel was named.
    #[error("name the channels that are meant")]
    ChannelMissing,
    /// A consent without the words it was given to is none.
    #[error("a consent needs the wording it was given to")]
    WordingMissing,
    /// A consent without a proof cannot be shown to anybody (GDPR art. 7(1)).
    #[error("a consent needs a proof")]
    ProofMissing,
    /// A text is too long.
    #[error("a text is too long")]
    TooLong,
    /// A sale permits nothing unless she was told so when her address was taken (917/2014, 200 § 3 mom.).
    #[error("the person must have been told when the address was taken")]
    NotTold,
    /// A sale permits electronic marketing to natural persons, and nothing else needs it.
    #[error("a sale permits e-mail and text messages to natural persons")]
    NotOfSale,
    /// The notice does not name this permission.
    #[error("the notice does not name this permission")]
    NotInNotice,
    /// There is no version of the notice with this number.
    #[error("there is no such version of the notice")]
    NoSuchNotice,
    /// Nothing stands that could be withdrawn.
    #[error("no consent stands for this channel")]
    NothingToWithdraw,
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::capability::into_guard!(pub Error);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::DayFuture => "permissions.day_future",
            Self::ChannelMissing => "permissions.channel_missing",
            Self::WordingMissing => "permissions.wording_missing",
            Self::ProofMissing => "permissions.proof_missing",
            Self::TooLong => "permissions.too_long",
            Self::NotTold => "permissions.not_told",
            Self::NotOfSale => "permissions.not_of_sale",
            Self::NotInNotice => "permissions.not_in_notice",
            Self::NoSuchNotice => "permissions.no_such_notice",
            Self::NothingToWithdraw => "permissions.nothing_to_withdraw",
            Self::Guard(error) => return error.code(),
        })
    }
}
