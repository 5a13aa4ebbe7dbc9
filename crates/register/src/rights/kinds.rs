//! The words of requests: what is asked for, how somebody was recognised, what came of it.

use crate::permissions::kept_words;

kept_words! {
    /// What a person may ask for. One letter may ask for several.
    RequestKind {
        /// To know what is held, and a copy of it (GDPR art. 15).
        Access "access",
        /// What she gave, in a form that moves (art. 20).
        Portability "portability",
        /// That it be corrected or completed (art. 16).
        Rectification "rectification",
        /// That it be erased (art. 17).
        Erasure "erasure",
        /// That it be kept and not used (art. 18).
        Restriction "restriction",
        /// She objects to what rests on an interest (art. 21(1)).
        Objection "objection",
        /// She objects to marketing: always granted (art. 21(2)–(3)).
        MarketingObjection "marketing_objection",
        /// She objects to being in figures and segments (art. 21(1), 4(4)).
        ProfilingObjection "profiling_objection",
        /// That a human decides (art. 22).
        HumanDecision "human_decision",
        /// She takes a consent back (art. 7(3)).
        ConsentWithdrawal "consent_withdrawal",
    }
}

impl RequestKind {
    /// Whether it may not be refused: the law leaves no room to weigh (GDPR art. 7(3), 21(3)).
    #[must_use]
    pub const fn absolute(self) -> bool {
        matches!(self, Self::MarketingObjection | Self::ConsentWithdrawal)
    }
}

kept_words! {
    /// How somebody was recognised. An identity code, or a name and an identity code, is none of
    /// them: they never suffice (tietosuojalaki 1050/2018, 29 § 5 mom.).
    Means {
        /// She stood there and showed a document; no copy of it is kept.
        Document "document",
        /// She was called at a number that was on file before the request.
        CallBack "call_back",
        /// She answered from an e-mail address that was on file before the request.
        EmailOnFile "email_on_file",
        /// A letter to the address on file reached her.
        LetterOnFile "letter_on_file",
        /// Strong electronic authentication (617/2009).
        StrongAuthentication "strong_authentication",
        /// She is known to whoever served her.
        Known "known",
    }
}

kept_words! {
    /// What came of one thing that was asked for.
    Outcome {
        /// It was done as asked.
        Granted "granted",
        /// It was not, on a ground that she is told (GDPR art. 12(4)).
        Refused "refused",
        /// There is nothing of the kind about her.
        Nothing "nothing",
    }
}
