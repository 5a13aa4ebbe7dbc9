//! What is kept about a person: the unit of access, and of the answer to a request.

use super::{Purpose, words};

words! {
    /// A category of personal data. Fixed in code; nothing can be stored in one that the notice
    /// does not name.
    Category is "category" {
        /// Names of a person, language, customer number.
        Identity = 1 "identity",
        /// What belongs to an organisation.
        Company = 2 "company",
        /// Postal addresses, phone numbers, e-mail addresses.
        Contact = 3 "contact",
        /// Date of birth.
        BirthDate = 4 "birth_date",
        /// Personal identity code; only on a ground of Tietosuojalaki 29 §.
        IdentityCode = 5 "identity_code",
        /// Ordered services, assignments, agreements.
        Services = 6 "services",
        /// Keys and door codes of a site.
        SiteAccess = 7 "site_access",
        /// Invoicing, payments, collection.
        Billing = 8 "billing",
        /// E-mails and letters.
        Messages = 9 "messages",
        /// Recorded calls.
        Recordings = 10 "recordings",
        /// Electronic forms and the network addresses they came from.
        Forms = 11 "forms",
        /// Permissions and prohibitions.
        Permissions = 12 "permissions",
        /// Requests of data subjects.
        Requests = 13 "requests",
        /// Who received what.
        Disclosures = 14 "disclosures",
        /// The people who use the register.
        Staff = 15 "staff",
        /// Other information given by the person or a stakeholder.
        Other = 16 "other",
    }
}

impl Category {
    /// Whether the purposes set by law need it, so that every notice holds it: proof of
    /// permissions and prohibitions, requests, disclosures, and the staff who may sign in.
    #[must_use]
    pub const fn by_law(self) -> bool {
        self.kept_for().is_some()
    }

    /// The purpose set by law for which every notice holds it; nothing for what the notice itself names
    /// purposes for.
    #[must_use]
    pub const fn kept_for(self) -> Option<Purpose> {
        match self {
            Self::Permissions => Some(Purpose::Proof),
            Self::Requests | Self::Disclosures => Some(Purpose::Rights),
            Self::Staff => Some(Purpose::Staff),
            _ => None,
        }
    }
}

words! {
    /// Whether a person must give the data (GDPR art. 13(2)(e)).
    Given is "given" {
        /// She may leave it out.
        Freely = 1 "freely",
        /// Needed to make or keep a contract.
        ForContract = 2 "for_contract",
        /// The law demands it.
        ByLaw = 3 "by_law",
        /// It arises by itself, such as an invoice or a recorded call.
        Arises = 4 "arises",
    }
}

words! {
    /// Where data comes from (GDPR art. 14(2)(f)).
    SourceKind is "source" {
        /// The person herself.
        Person = 1 "person",
        /// The organisation she works for or represents.
        Organisation = 2 "organisation",
        /// A stakeholder, such as a house manager or a resident.
        Stakeholder = 3 "stakeholder",
        /// A register anyone may look into.
        PublicRegister = 4 "public_register",
        /// The bank: who paid, and what.
        Bank = 5 "bank",
        /// The controller's own work: orders, invoices, recordings.
        OwnWork = 6 "own_work",
    }
}
