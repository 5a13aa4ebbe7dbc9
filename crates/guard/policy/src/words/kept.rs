//! What a clock is for, what starts it, and why the time is what it is.

use super::{Category, words};

words! {
    /// Something that is kept for a time of its own.
    Kept is "kept" {
        /// Names, language, customer number.
        Identity = 1 "identity",
        /// What belongs to an organisation.
        Company = 2 "company",
        /// Addresses, phones, e-mail addresses.
        Contact = 3 "contact",
        /// Date of birth.
        BirthDate = 4 "birth_date",
        /// Personal identity code.
        IdentityCode = 5 "identity_code",
        /// Ordered services.
        Services = 6 "services",
        /// Keys and door codes.
        SiteAccess = 7 "site_access",
        /// Vouchers of a financial year: invoices, payments, reminders.
        Billing = 8 "billing",
        /// Messages linked to a party.
        Messages = 9 "messages",
        /// Recorded calls whose caller was told.
        Recordings = 10 "recordings",
        /// Electronic forms and their network addresses.
        Forms = 11 "forms",
        /// Permissions that have ended, and their proof.
        Permissions = 12 "permissions",
        /// Requests of data subjects, answered.
        Requests = 13 "requests",
        /// Who received what.
        Disclosures = 14 "disclosures",
        /// Accounts of staff.
        Staff = 15 "staff",
        /// Other information.
        Other = 16 "other",
        /// Books of a financial year: ledgers.
        Books = 17 "billing.books",
        /// Offers that led to nothing.
        Offers = 18 "services.offers",
        /// Mail that belongs to no party.
        UnlinkedMessages = 19 "messages.unlinked",
        /// Recorded calls whose caller was not told.
        UntoldRecordings = 20 "recordings.untold",
        /// Prohibitions of marketing, as keyed hashes.
        Prohibitions = 21 "permissions.prohibitions",
        /// The trail.
        Trail = 22 "trail",
        /// The register of breaches.
        Breaches = 23 "breaches",
        /// Backups.
        Backups = 24 "backups",
        /// Import, print and hand-out files.
        Files = 25 "files",
    }
}

impl Kept {
    /// The category it belongs to; none for what the register keeps about itself.
    #[must_use]
    pub const fn category(self) -> Option<Category> {
        Some(match self {
            Self::Identity => Category::Identity,
            Self::Company => Category::Company,
            Self::Contact => Category::Contact,
            Self::BirthDate => Category::BirthDate,
            Self::IdentityCode => Category::IdentityCode,
            Self::Services | Self::Offers => Category::Services,
            Self::SiteAccess => Category::SiteAccess,
            Self::Billing | Self::Books => Category::Billing,
            Self::Messages | Self::UnlinkedMessages => Category::Messages,
            Self::Recordings | Self::UntoldRecordings => Category::Recordings,
            Self::Forms => Category::Forms,
            Self::Permissions | Self::Prohibitions => Category::Permissions,
            Self::Requests => Category::Requests,
            Self::Disclosures => Category::Disclosures,
            Self::Staff => Category::Staff,
            Self::Other => Category::Other,
            Self::Trail | Self::Breaches | Self::Backups | Self::Files => return None,
        })
    }

    /// What the clock of a category itself is called: the one without a part.
    #[must_use]
    pub const fn of(category: Category) -> Self {
        match category {
            Category::Identity => Self::Identity,
            Category::Company => Self::Company,
            Category::Contact => Self::Contact,
            Category::BirthDate => Self::BirthDate,
            Category::IdentityCode => Self::IdentityCode,
            Category::Services => Self::Services,
            Category::SiteAccess => Self::SiteAccess,
            Category::Billing => Self::Billing,
            Category::Messages => Self::Messages,
            Category::Recordings => Self::Recordings,
            Category::Forms => Self::Forms,
            Category::Permissions => Self::Permissions,
            Category::Requests => Self::Requests,
            Category::Disclosures => Self::Disclosures,
            Category::Staff => Self::Staff,
            Category::Other => Self::Other,
        }
    }
}

words! {
    /// What starts a clock.
    ClockStart is "starts" {
        /// It was received, written or recorded.
        Arrival = 1 "arrival",
        /// The last connection to the party ended.
        ConnectionEnd = 2 "connection_end",
        /// What it belongs to was finished: a job done, a request answered, an offer expired.
        Completion = 3 "completion",
        /// The ground it was kept on ended: a claim settled, a permission withdrawn.
        GroundEnd = 4 "ground_end",
        /// The financial year ended.
        FinancialYearEnd = 5 "financial_year_end",
        /// The calendar year ended in which the financial year ended.
        FinancialYearsCalendarYearEnd = 6 "calendar_year_end_of_financial_year",
    }
}

words! {
    /// Who erases what is past its clock.
    ErasedBy is "erased-by" {
        /// The program, by itself.
        Itself = 1 "itself",
        /// A person, who is shown first what goes.
        Review = 2 "review",
    }
}

words! {
    /// Why something must or may be kept for its time.
    RetentionGround is "retention" {
        /// The purpose still needs it (GDPR art. 5(1)(e)).
        Need = 1 "need",
        /// Accounts (kirjanpitolaki 1336/1997 2:10, arvonlisäverolaki 1501/1993 209 n §).
        Accounting = 2 "accounting",
        /// Legal claims (GDPR art. 17(3)(e), laki velan vanhentumisesta 728/2003).
        Claims = 3 "claims",
        /// Proof of permissions and prohibitions (GDPR art. 7(1), 21(3)).
        Proof = 4 "proof",
        /// Accountability (GDPR art. 5(2), 12, 33(5)).
        Accountability = 5 "accountability",
        /// Security (GDPR art. 32).
        Security = 6 "security",
        /// The identity code's ground (Tietosuojalaki 1050/2018 29 §).
        IdentityCode = 7 "identity_code",
    }
}

impl RetentionGround {
    /// The law the ground stands in.
    #[must_use]
    pub const fn law(self) -> &'static str {
        match self {
            Self::Need => "GDPR 5(1)(e)",
            Self::Accounting => "Kirjanpitolaki 1336/1997 2:10, AVL 1501/1993 209 n §",
            Self::Claims => "GDPR 17(3)(e), laki velan vanhentumisesta 728/2003 4 §",
            Self::Proof => "GDPR 7(1), 21(3)",
            Self::Accountability => "GDPR 5(2), 12, 33(5)",
            Self::Security => "GDPR 32",
            Self::IdentityCode => "Tietosuojalaki 1050/2018 29 §",
        }
    }
}
