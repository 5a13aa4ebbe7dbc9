//! Rights of those who use the register, and rights of those who stand in it.

use super::words;

words! {
    /// What a role may do beyond seeing and changing categories.
    Right is "right" {
        /// Bring in customers from a file.
        Import = 1 "import",
        /// Make two parties one, and part them again.
        Merge = 2 "merge",
        /// Show an identity code on its ground, with a reason.
        RevealIdentityCode = 3 "reveal_identity_code",
        /// Take out ledgers and invoices for the accounts.
        ExportLedgers = 4 "export_ledgers",
        /// Prepare and send campaigns.
        Campaigns = 5 "campaigns",
        /// Show hidden values, with a reason.
        Reveal = 6 "reveal",
        /// Decide on erasure and carry it out.
        Erase = 7 "erase",
        /// Give data to a recipient the notice names.
        Disclose = 8 "disclose",
        /// Take out data, with a reason.
        Export = 9 "export",
        /// Read and prove the trail.
        Trail = 10 "trail",
        /// Set and lift legal holds.
        Holds = 11 "holds",
        /// See figures that identify no one.
        Figures = 12 "figures",
        /// Accounts and roles of staff.
        Staff = 13 "staff",
        /// Settings of the register, the notice among them.
        Settings = 14 "settings",
        /// Backups, keys, jobs.
        Operation = 15 "operation",
        /// Go beyond the scope of the role for an hour, with a reason.
        BreakGlass = 16 "break_glass",
        /// Write the work report of an own job.
        WorkReport = 17 "work_report",
        /// Change any category by a decided request.
        Rectify = 18 "rectify",
        /// Answer requests, set restrictions and objections.
        Requests = 19 "requests",
        /// Keep the register of breaches.
        Breaches = 20 "breaches",
    }
}

words! {
    /// A right of a data subject.
    SubjectRight is "subject-right" {
        /// Art. 15.
        Access = 1 "access",
        /// Art. 16.
        Rectification = 2 "rectification",
        /// Art. 17.
        Erasure = 3 "erasure",
        /// Art. 18.
        Restriction = 4 "restriction",
        /// Art. 20.
        Portability = 5 "portability",
        /// Art. 21.
        Objection = 6 "objection",
        /// Art. 22.
        AutomatedDecisions = 7 "automated_decisions",
        /// Art. 7(3).
        WithdrawConsent = 8 "withdraw_consent",
        /// Art. 77.
        Complaint = 9 "complaint",
    }
}

impl SubjectRight {
    /// The provision that gives it.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Access => "GDPR 15",
            Self::Rectification => "GDPR 16",
            Self::Erasure => "GDPR 17",
            Self::Restriction => "GDPR 18",
            Self::Portability => "GDPR 20",
            Self::Objection => "GDPR 21",
            Self::AutomatedDecisions => "GDPR 22",
            Self::WithdrawConsent => "GDPR 7(3)",
            Self::Complaint => "GDPR 77",
        }
    }
}

words! {
    /// A way to make a request.
    Channel is "channel" {
        /// A letter.
        Post = 1 "post",
        /// An e-mail.
        Email = 2 "email",
        /// The form of the register.
        Form = 3 "form",
        /// A call.
        Phone = 4 "phone",
        /// At the office.
        Desk = 5 "desk",
    }
}
