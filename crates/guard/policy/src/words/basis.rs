//! Why a party may be held at all, and on which legal basis.

use super::words;

words! {
    /// Why the register may hold a party. Without one nothing is stored.
    ConnectionKind is "connection" {
        /// A customer relationship.
        Customer = 1 "customer",
        /// A contract.
        Contract = 2 "contract",
        /// A contact person of an organisation.
        ContactPersonOf = 3 "contact_person_of",
        /// Another relevant connection: a house manager, a resident, a supplier.
        Stakeholder = 4 "stakeholder",
        /// Consent alone. Its withdrawal leads to erasure.
        Consent = 5 "consent",
    }
}

words! {
    /// A legal basis of GDPR art. 6(1).
    LegalBasis is "basis" {
        /// Art. 6(1)(a).
        Consent = 1 "consent",
        /// Art. 6(1)(b).
        Contract = 2 "contract",
        /// Art. 6(1)(c).
        LegalObligation = 3 "legal_obligation",
        /// Art. 6(1)(d).
        VitalInterests = 4 "vital_interests",
        /// Art. 6(1)(e).
        PublicTask = 5 "public_task",
        /// Art. 6(1)(f).
        LegitimateInterest = 6 "legitimate_interest",
    }
}

impl LegalBasis {
    /// The provision: `GDPR 6(1)(f)`.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Consent => "GDPR 6(1)(a)",
            Self::Contract => "GDPR 6(1)(b)",
            Self::LegalObligation => "GDPR 6(1)(c)",
            Self::VitalInterests => "GDPR 6(1)(d)",
            Self::PublicTask => "GDPR 6(1)(e)",
            Self::LegitimateInterest => "GDPR 6(1)(f)",
        }
    }
}

words! {
    /// On which permission electronic marketing is sent (917/2014, 200 and 202 §).
    Permission is "permission" {
        /// Prior consent (200 § 1 mom.).
        Consent = 1 "consent",
        /// A sale, for similar products, with an easy refusal each time (200 § 3 mom.).
        SoftOptIn = 2 "soft_opt_in",
        /// No prohibition (202 §): organisations only.
        OptOut = 3 "opt_out",
    }
}

words! {
    /// A ground on which a personal identity code may be processed (Tietosuojalaki 1050/2018,
    /// 29 § as amended by 1225/2023).
    IdentityCodeGround is "identity-code" {
        /// The person's consent (1 mom.).
        Consent = 1 "consent",
        /// Provided by law (1 mom.).
        Law = 2 "law",
        /// A task laid down by law, where telling people apart is important (1 mom. 1 k.).
        LegalTask = 3 "legal_task",
        /// Rights and duties of the person or the controller (1 mom. 2 k.).
        RightsAndDuties = 4 "rights_and_duties",
        /// Research or statistics (1 mom. 3 k.).
        Research = 5 "research",
        /// Granting credit (2 mom.).
        Credit = 6 "credit",
        /// Collecting a debt (2 mom.).
        DebtCollection = 7 "debt_collection",
        /// Rental and lending (2 mom.).
        Rental = 8 "rental",
        /// Employment and other service relationships (2 mom.).
        Employment = 9 "employment",
    }
}

words! {
    /// A way in which marketing reaches somebody. Each has a permission and a prohibition of its own.
    MarketingChannel is "marketing-channel" {
        /// E-mail (917/2014, 200 § 1 mom.).
        Email = 1 "email",
        /// Text and picture messages, and automated calls (200 § 1 mom.).
        Sms = 2 "sms",
        /// Calls by a person (200 § 2 mom.).
        Phone = 3 "phone",
        /// Letters (200 § 2 mom.).
        Post = 4 "post",
    }
}

impl MarketingChannel {
    /// Whether it is electronic: natural persons are reached over it only where they allowed it
    /// (917/2014, 200 § 1 mom.).
    #[must_use]
    pub const fn electronic(self) -> bool {
        matches!(self, Self::Email | Self::Sms)
    }
}
