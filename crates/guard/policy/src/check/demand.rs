//! The demands, each with its provision, its gravity and its place in the file.

use crate::words::words;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The notice contradicts itself or the law.
    Contradiction,
    /// The law demands it and the notice lacks it.
    Lacking,
    /// Not demanded in so many words; people look for it.
    Advice,
}

impl Severity {
    /// The stable word: `contradiction`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Lacking => "lacking",
            Self::Advice => "advice",
        }
    }

    /// The key of its name in `locales/`.
    #[must_use]
    pub fn text_key(self) -> String {
        format!("severity-{}", self.key())
    }
}

words! {
    /// Something the law demands of a notice.
    Demand is "finding" {
        /// Whether there is a data protection officer.
        OfficerNotStated = 1 "officer.not_stated",
        /// Whom the register holds, and on which connection.
        PeopleMissing = 2 "connection.missing",
        /// The legal basis of each purpose.
        BasisMissing = 3 "basis.missing",
        /// A legal basis for the people of each connection.
        ConnectionWithoutBasis = 4 "basis.connection_without",
        /// A text claims consent, and no basis is consent.
        ConsentContradicts = 5 "basis.consent_contradicts",
        /// The legitimate interests pursued.
        InterestMissing = 6 "interest.missing",
        /// The balancing test of each interest.
        BalancingMissing = 7 "interest.balancing_missing",
        /// How data is collected.
        CollectionMissing = 8 "collection.missing",
        /// Where the data of each category comes from.
        SourceMissing = 9 "source.missing",
        /// What the data is used for.
        PurposeMissing = 10 "purpose.missing",
        /// Why calls are recorded.
        RecordingMissing = 11 "recording.missing",
        /// The legal basis of recording calls.
        RecordingBasisMissing = 12 "recording.basis_missing",
        /// How the caller is told.
        RecordingNotTold = 13 "recording.not_told",
        /// What data is held.
        CategoryMissing = 14 "category.missing",
        /// What each category is used for.
        CategoryPurposeMissing = 15 "category.purpose_missing",
        /// Whether data must be given, and what follows.
        GivenMissing = 16 "category.given_missing",
        /// The ground for identity codes.
        IdentityCodeGroundMissing = 17 "identity_code.ground_missing",
        /// When data is given to others.
        DisclosureMissing = 18 "disclosure.missing",
        /// The recipients or their groups.
        RecipientMissing = 19 "recipient.missing",
        /// A recipient's ground that the notice does not declare.
        RecipientGroundMissing = 20 "recipient.ground_missing",
        /// Whether data leaves the EEA.
        TransfersNotStated = 21 "transfers.not_stated",
        /// A recipient outside the EEA that the notice does not name as a transfer.
        RecipientOutside = 22 "transfers.recipient_outside",
        /// How the data is protected.
        SecurityMissing = 23 "security.missing",
        /// Who may see what.
        RolesMissing = 24 "role.missing",
        /// A role sees a category or serves a purpose the notice does not name.
        RoleCategoryUnnamed = 25 "role.category_unnamed",
        /// The rights of data subjects.
        RightMissing = 26 "right.missing",
        /// The right to withdraw consent.
        WithdrawalMissing = 27 "right.withdrawal_missing",
        /// The right to complain, and to whom.
        ComplaintMissing = 28 "right.complaint_missing",
        /// How requests are made.
        RequestsMissing = 29 "requests.missing",
        /// A signature is demanded.
        SignatureDemanded = 30 "requests.signature",
        /// Writing is demanded.
        WritingDemanded = 31 "requests.writing",
        /// Requests cannot be made electronically.
        NotElectronic = 32 "requests.not_electronic",
        /// When an answer comes.
        TimeNotStated = 33 "requests.time_not_stated",
        /// What an answer costs.
        CostNotStated = 34 "requests.cost_not_stated",
        /// How identity is confirmed.
        IdentityNotStated = 35 "requests.identity_not_stated",
        /// The right to object, set apart.
        ObjectionNotApart = 36 "objection.not_apart",
        /// The right to refuse direct marketing.
        ObjectionToMarketing = 37 "objection.marketing_missing",
        /// Whether decisions are automated.
        AutomatedNotStated = 38 "automated_decisions.not_stated",
        /// Whether people are profiled.
        ProfilingNotStated = 39 "profiling.not_stated",
        /// The logic, significance and consequences.
        LogicMissing = 40 "automated_decisions.logic_missing",
        /// The permission for electronic marketing.
        MarketingPermission = 41 "marketing.permission_missing",
        /// Natural persons marketed to without permission.
        MarketingOptOut = 42 "marketing.opt_out_for_persons",
        /// Marketing on consent that is no basis of the purpose.
        MarketingConsentBasis = 43 "marketing.consent_without_basis",
        /// How to refuse in every message.
        MarketingRefusal = 44 "marketing.refusal_missing",
        /// An address for requests to stop.
        MarketingStopAddress = 45 "marketing.stop_address_missing",
        /// That refusals are kept.
        MarketingSuppression = 46 "marketing.suppression_missing",
        /// How long each thing is kept.
        PeriodMissing = 47 "clock.missing",
        /// How long accounts are kept.
        AccountsPeriodMissing = 48 "clock.accounts_missing",
        /// How changes are told.
        ChangesNotStated = 49 "changes.not_stated",
        /// A field belongs to a category the notice does not name.
        FieldCategoryUnnamed = 50 "field.category_unnamed",
        /// A field's own period is not shorter than its category's clock.
        FieldNotShorter = 51 "field.period_not_shorter",
        /// More fields than anybody can be told of.
        FieldsTooMany = 52 "field.too_many",
        /// A role is to see a category that none of its purposes uses.
        RoleCategoryUnused = 53 "role.category_unused",
    }
}

impl Demand {
    /// The provision: `GDPR 13(1)(e)`.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::OfficerNotStated => "GDPR 13(1)(b), 37",
            Self::PeopleMissing => "GDPR 30(1)(c), 6(1)",
            Self::BasisMissing | Self::PurposeMissing | Self::RecordingMissing => "GDPR 13(1)(c)",
            Self::ConnectionWithoutBasis
            | Self::ConsentContradicts
            | Self::RecordingBasisMissing => "GDPR 6(1), 13(1)(c)",
            Self::InterestMissing => "GDPR 13(1)(d)",
            Self::BalancingMissing => "GDPR 5(2), 6(1)(f)",
            Self::CollectionMissing => "GDPR 5(1)(a), 12(1)",
            Self::SourceMissing => "GDPR 14(2)(f)",
            Self::RecordingNotTold => "GDPR 5(1)(a), 12(1), 13",
            Self::CategoryMissing => "GDPR 14(1)(d), 30(1)(c)",
            Self::CategoryPurposeMissing => "GDPR 5(1)(b–c), 30(1)(b–c)",
            Self::GivenMissing => "GDPR 13(2)(e)",
            Self::IdentityCodeGroundMissing => "Tietosuojalaki 1050/2018 29 §",
            Self::DisclosureMissing | Self::RecipientGroundMissing => "GDPR 5(1)(b), 13(1)(e)",
            Self::RecipientMissing => "GDPR 13(1)(e)",
            Self::TransfersNotStated => "GDPR 13(1)(f)",
            Self::RecipientOutside => "GDPR 13(1)(f), 44",
            Self::SecurityMissing => "GDPR 30(1)(g), 32",
            Self::RolesMissing => "GDPR 25, 32(4)",
            Self::RoleCategoryUnnamed => "GDPR 5(1)(b)",
            Self::RoleCategoryUnused => "GDPR 5(1)(b–c), 25(2)",
            Self::RightMissing => "GDPR 13(2)(b)",
            Self::WithdrawalMissing => "GDPR 7(3), 13(2)(c)",
            Self::ComplaintMissing => "GDPR 13(2)(d), 77",
            Self::RequestsMissing | Self::WritingDemanded => "GDPR 12(2)",
            Self::SignatureDemanded => "GDPR 12(2), 12(6)",
            Self::NotElectronic => "GDPR 12(2–3), 25",
            Self::TimeNotStated => "GDPR 12(3)",
            Self::CostNotStated => "GDPR 12(5)",
            Self::IdentityNotStated => "GDPR 12(6)",
            Self::ObjectionNotApart => "GDPR 21(4)",
            Self::ObjectionToMarketing => "GDPR 21(2–4)",
            Self::AutomatedNotStated => "GDPR 13(2)(f), 22",
            Self::ProfilingNotStated => "GDPR 4(4), 13(2)(f), 21(1)",
            Self::LogicMissing => "GDPR 13(2)(f)",
            Self::MarketingPermission => "SVPL 917/2014 200 §",
            Self::MarketingOptOut => "SVPL 917/2014 200 § 1 mom.",
            Self::MarketingConsentBasis => "GDPR 6(1)(a), SVPL 917/2014 200 §",
            Self::MarketingRefusal => "SVPL 917/2014 200 § 3 mom., 202 §",
            Self::MarketingStopAddress => "SVPL 917/2014 203 §",
            Self::MarketingSuppression => "GDPR 13(1)(c), 21(3)",
            Self::PeriodMissing => "GDPR 13(2)(a), 5(1)(e)",
            Self::AccountsPeriodMissing => "KPL 1336/1997 2:10 §, AVL 1501/1993 209 n §",
            Self::ChangesNotStated => "GDPR 12(1), 13(3)",
            Self::FieldCategoryUnnamed => "GDPR 5(1)(b), 14(1)(d)",
            Self::FieldNotShorter => "GDPR 5(1)(e), 13(2)(a)",
            Self::FieldsTooMany => "GDPR 5(1)(c)",
        }
    }

    /// How grave its lack is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::ConsentContradicts
            | Self::RecipientGroundMissing
            | Self::RecipientOutside
            | Self::RoleCategoryUnnamed
            | Self::RoleCategoryUnused
            | Self::FieldCategoryUnnamed
            | Self::FieldNotShorter
            | Self::SignatureDemanded
            | Self::WritingDemanded
            | Self::MarketingOptOut
            | Self::MarketingConsentBasis => Severity::Contradiction,
            Self::CollectionMissing
            | Self::NotElectronic
            | Self::TimeNotStated
            | Self::CostNotStated
            | Self::IdentityNotStated
            | Self::FieldsTooMany
            | Self::ChangesNotStated => Severity::Advice,
            _ => Severity::Lacking,
        }
    }

    /// The section of the file: `recipient`.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::OfficerNotStated => "data_protection_officer",
            Self::PeopleMissing => "connection",
            Self::BasisMissing | Self::ConnectionWithoutBasis | Self::MarketingConsentBasis => {
                "purpose.basis"
            }
            Self::ConsentContradicts | Self::CollectionMissing => "collection",
            Self::InterestMissing => "interest",
            Self::BalancingMissing => "interest.balancing",
            Self::SourceMissing => "source",
            Self::PurposeMissing => "purpose",
            Self::RecordingMissing | Self::RecordingNotTold => "recording",
            Self::RecordingBasisMissing => "recording.basis",
            Self::CategoryMissing | Self::CategoryPurposeMissing | Self::GivenMissing => "category",
            Self::IdentityCodeGroundMissing => "identity_code",
            Self::DisclosureMissing => "disclosure",
            Self::RecipientMissing => "recipient",
            Self::RecipientGroundMissing => "disclosure.ground",
            Self::TransfersNotStated | Self::RecipientOutside => "transfers",
            Self::SecurityMissing => "security.measure",
            Self::RolesMissing | Self::RoleCategoryUnnamed | Self::RoleCategoryUnused => "role",
            Self::RightMissing | Self::WithdrawalMissing => "right",
            Self::ComplaintMissing => "authority",
            Self::RequestsMissing
            | Self::SignatureDemanded
            | Self::WritingDemanded
            | Self::NotElectronic
            | Self::TimeNotStated
            | Self::CostNotStated
            | Self::IdentityNotStated => "requests",
            Self::ObjectionNotApart | Self::ObjectionToMarketing => "objection",
            Self::AutomatedNotStated | Self::LogicMissing => "automated_decisions",
            Self::ProfilingNotStated => "profiling",
            Self::MarketingPermission
            | Self::MarketingOptOut
            | Self::MarketingRefusal
            | Self::MarketingStopAddress
            | Self::MarketingSuppression => "marketing",
            Self::PeriodMissing | Self::AccountsPeriodMissing => "clock",
            Self::ChangesNotStated => "changes",
            Self::FieldCategoryUnnamed | Self::FieldNotShorter | Self::FieldsTooMany => "field",
        }
    }
}
