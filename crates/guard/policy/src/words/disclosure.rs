//! Why data may be given, to whom, and across which borders.

use super::words;

words! {
    /// Why data may be given to someone outside.
    DisclosureGround is "disclosure" {
        /// The customer's interest requires it.
        CustomerInterest = 1 "customer_interest",
        /// Fulfilling the ordered service requires it.
        OrderedService = 2 "ordered_service",
        /// The person herself asks for it.
        OwnRequest = 3 "own_request",
        /// An authority demands a specified piece of data, lawfully.
        AuthorityDemand = 4 "authority_demand",
        /// Not a disclosure: a processor acts on the controller's behalf (GDPR art. 28).
        Processing = 5 "processing",
        /// Collecting a due claim by an agent (513/1999).
        Collection = 6 "collection",
        /// The law orders it, such as an audit or a tax return.
        LegalDuty = 7 "legal_duty",
    }
}

words! {
    /// What a recipient is.
    RecipientRole is "recipient" {
        /// It decides on its own purposes.
        Controller = 1 "controller",
        /// It acts on the controller's behalf under a contract (GDPR art. 28).
        Processor = 2 "processor",
        /// An authority acting on its own powers.
        Authority = 3 "authority",
    }
}

words! {
    /// What makes a transfer outside the EEA lawful (GDPR art. 45–49).
    TransferTool is "transfer" {
        /// A decision of the Commission (art. 45).
        Adequacy = 1 "adequacy",
        /// Standard contractual clauses (art. 46(2)(c)).
        StandardClauses = 2 "standard_clauses",
        /// Binding corporate rules (art. 47).
        CorporateRules = 3 "corporate_rules",
        /// A derogation for a specific situation (art. 49).
        Derogation = 4 "derogation",
    }
}
