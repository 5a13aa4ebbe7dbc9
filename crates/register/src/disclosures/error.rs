//! Why data is not given, or a recipient not added.

use basics::{Code, Coded};

/// Why data is not given, or a recipient not added.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has no name, or one that is too long.
    #[error("a recipient has a name of no more than 200 characters")]
    Name,
    /// The country is none.
    #[error("the country is none")]
    Country,
    /// The country lies outside the EEA, and the notice names no transfer there.
    #[error("the country lies outside the EEA, and the notice names no transfer there")]
    ThirdCountry,
    /// No entry of the notice is chosen, or one that is not in it.
    #[error("no entry of the notice in force is chosen")]
    Entry,
    /// The entries make it two things at once.
    #[error("a recipient is one thing alone: partner, authority, processor or agency")]
    Roles,
    /// The notice names somebody else under this entry.
    #[error("the notice names somebody else under this entry")]
    NotNamed,
    /// No category, or one that the entry does not allow.
    #[error("the notice does not allow this category to this recipient")]
    Categories,
    /// A processor has an agreement with its day and the day of its review (art. 28(3)).
    #[error("a processor has an agreement and a day of review ahead")]
    Agreement,
    /// A day is none, or lies on the wrong side of today: that of this field.
    #[error("a day is none, or lies on the wrong side of today")]
    Day(&'static str),
    /// It receives nothing any more.
    #[error("the recipient receives nothing any more")]
    Ended,
    /// Its agreement was to be looked at again.
    #[error("the agreement was to be looked at again")]
    ReviewDue,
    /// It is about nobody, or nothing is chosen of somebody.
    #[error("nothing is chosen")]
    Nothing,
    /// It is about too many: a bulk demand is no specified one.
    #[error("a bulk demand is refused")]
    Bulk,
    /// It does not say why.
    #[error("it does not say why")]
    Words,
    /// A text is too long.
    #[error("a text is too long")]
    Length,
    /// A text holds an identity code.
    #[error("an identity code does not belong into a text")]
    IdentityCode,
    /// A demand of an authority has its number and its paper.
    #[error("a demand of an authority has its number and its paper")]
    Demand,
    /// Only a demand of an authority is withheld, for a reason in law and until a day.
    #[error("only a demand of an authority is withheld, on a ground in law and for a year at most")]
    Withheld,
    /// The processing is restricted (art. 18).
    #[error("the processing is restricted")]
    Restricted,
    /// She objects to this use (art. 21).
    #[error("the person objects to this use")]
    Objects,
    /// What was chosen was changed since.
    #[error("what was chosen was changed since")]
    Changed,
    /// Whoever prepared it cannot confirm it.
    #[error("whoever prepared it cannot confirm it")]
    SameEyes,
    /// It was given or given up.
    #[error("it was given or given up")]
    Over,
    /// There is no customer with this number.
    #[error("there is no customer with this number")]
    NoSuchCustomer,
    /// The days or the form are none.
    #[error("the form or the days are none")]
    Form,
    /// A standing feed goes to processors under agreement alone.
    #[error("a standing feed goes to processors under agreement alone")]
    FeedToController,
    /// It does not say by what means the recipient was told.
    #[error("it does not say by what means the recipient was told")]
    Means,
    /// It could not be printed.
    #[error("the package could not be set")]
    NotSet,
    /// The package's.
    #[error(transparent)]
    Package(crate::packages::Error),
    /// The guard's own.
    #[error(transparent)]
    Guard(#[from] guard::Error),
}

crate::capability::from_store!(Error::Guard);
crate::capability::into_guard!(pub Error);

impl From<crate::packages::Error> for Error {
    fn from(error: crate::packages::Error) -> Self {
        match error {
            crate::packages::Error::Guard(error) => Self::Guard(error),
            error => Self::Package(error),
        }
    }
}

impl From<crate::people::Error> for Error {
    fn from(error: crate::people::Error) -> Self {
        Self::Guard(error.into_guard())
    }
}

crate::web::form_mends!(Error, super::field::of);

impl Coded for Error {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Name => "disclosures.name",
            Self::Country => "disclosures.country",
            Self::ThirdCountry => "disclosures.third_country",
            Self::Entry => "disclosures.entry",
            Self::Roles => "disclosures.roles",
            Self::NotNamed => "disclosures.not_named",
            Self::Categories => "disclosures.categories",
            Self::Agreement => "disclosures.agreement",
            Self::Day(_) => "disclosures.day",
            Self::Ended => "disclosures.ended",
            Self::ReviewDue => "disclosures.review_due",
            Self::Nothing => "disclosures.nothing",
            Self::Bulk => "disclosures.bulk",
            Self::Words => "disclosures.words",
            Self::Length => "disclosures.length",
            Self::IdentityCode => "people.field.identity_code_in_note",
            Self::Demand => "disclosures.demand",
            Self::Withheld => "disclosures.withheld",
            Self::Restricted => "disclosures.restricted",
            Self::Objects => "disclosures.objects",
            Self::Changed => "disclosures.changed",
            Self::SameEyes => "disclosures.same_eyes",
            Self::Over => "disclosures.over",
            Self::NoSuchCustomer => "disclosures.no_such_customer",
            Self::Form => "disclosures.form",
            Self::FeedToController => "disclosures.feed_to_controller",
            Self::Means => "disclosures.means",
            Self::NotSet => "disclosures.not_set",
            Self::Package(error) => return error.code(),
            Self::Guard(error) => return error.code(),
        })
    }
}
