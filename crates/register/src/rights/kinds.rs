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
    /// By these somebody who was not found may forbid marketing to the addresses she gives.
    pub(super) const AGAINST_MARKETING: [Self; 3] = [
        Self::MarketingObjection,
        Self::ConsentWithdrawal,
        Self::Objection,
    ];

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
        /// Nothing is held, so nothing is told that somebody else could be after; or all she wants is
        /// no marketing: for these answers nobody has to be recognised (GDPR art. 11(2), 12(6)).
        NotNeeded "not_needed",
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
        /// It was done against a reasonable fee, as manifestly unfounded or excessive (art. 12(5)(a)).
        Fee "fee",
        /// It was not done, as manifestly unfounded or excessive: that it is so is for the controller
        /// to show (art. 12(5)(b)).
        Unfounded "unfounded",
    }
}

impl Outcome {
    /// Whether it is done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Granted | Self::Fee)
    }

    /// Whether it needs words that she is told.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Refused | Self::Fee | Self::Unfounded)
    }
}

kept_words! {
    /// A letter of a request.
    LetterKind {
        /// The request came, and by when it is answered.
        Receipt "receipt",
        /// Who asks (GDPR art. 12(6)).
        Identity "identity",
        /// What is meant.
        Meaning "meaning",
        /// It takes longer, and why (art. 12(3)).
        Extension "extension",
        /// What became of each thing (art. 12(3) and (4)).
        Answer "answer",
        /// The cover of the receipt of an erasure (art. 17, 12(3)).
        Erased "erased",
    }
}

kept_words! {
    /// As what a letter leaves.
    LetterWay {
        /// On paper.
        Paper "paper",
        /// By e-mail.
        Mail "mail",
    }
}

kept_words! {
    /// Where somebody stands of whom nothing else is held: she is told so.
    FoundIn {
        /// Her address is kept so that no marketing goes there.
        Suppression "suppression",
        /// She asked before.
        Requests "requests",
        /// The log of who looked at what has lines about her.
        Trail "trail",
    }
}
