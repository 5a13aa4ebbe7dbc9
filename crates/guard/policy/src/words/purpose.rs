//! What personal data is used for.

use super::words;

words! {
    /// A purpose. Every look at personal data declares one.
    Purpose is "purpose" {
        /// Caring for and keeping up the customer relationship.
        Care = 1 "care",
        /// Counting, never identifying.
        Statistics = 2 "statistics",
        /// Producing what was ordered.
        Services = 3 "services",
        /// Invoicing, monitoring of payments, collection.
        Billing = 4 "billing",
        /// Customer communication.
        Communication = 5 "communication",
        /// Marketing.
        Marketing = 6 "marketing",
        /// Answering the rights of data subjects (GDPR art. 12–22). Set by law.
        Rights = 7 "rights",
        /// Keeping accounts (kirjanpitolaki 1336/1997, arvonlisäverolaki 1501/1993). Set by law.
        Accounting = 8 "accounting",
        /// Security of the register and its trail (GDPR art. 5(1)(f), 32). Set by law.
        Security = 9 "security",
        /// Breaches: finding, documenting, telling (GDPR art. 33–34). Set by law.
        Breach = 10 "breach",
        /// Proof of permissions and prohibitions (GDPR art. 7(1), 21(3)). Set by law.
        Proof = 11 "proof",
        /// Running the register: accounts of those who use it.
        Staff = 12 "staff",
    }
}

impl Purpose {
    /// Whether it is set by law and therefore part of every notice.
    #[must_use]
    pub const fn by_law(self) -> bool {
        matches!(
            self,
            Self::Rights | Self::Accounting | Self::Security | Self::Breach | Self::Proof
        )
    }

    /// Whether it is part of every notice without being named there: those set by law, and
    /// running the register itself.
    #[must_use]
    pub const fn built_in(self) -> bool {
        self.by_law() || matches!(self, Self::Staff)
    }
}

words! {
    /// Why a call is recorded.
    RecordingReason is "recording" {
        /// To confirm what was ordered.
        ConfirmAssignments = 1 "confirm_assignments",
        /// For documentation.
        Documentation = 2 "documentation",
        /// To watch over quality.
        Quality = 3 "quality",
        /// To develop the service.
        Development = 4 "development",
    }
}
