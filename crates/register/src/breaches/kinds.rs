//! The words of breaches: how great the risk is, why persons need not be told, how somebody was told.

use crate::permissions::kept_words;

kept_words! {
    /// What a breach is likely to bring about for the people (GDPR art. 33(1), 34(1)).
    Risk {
        /// A risk to rights and freedoms is unlikely: the authority need not be told.
        Unlikely "unlikely",
        /// A risk: the authority is told.
        Risk "risk",
        /// A high risk: the people are told as well.
        High "high",
    }
}

kept_words! {
    /// Why the people need not be told of a high risk (GDPR art. 34(3)(a) and (b)). That telling each
    /// of them is out of proportion is none of these: a public notice takes its place.
    Spared {
        /// What was taken cannot be read, such as by encryption (a).
        Protected "protected",
        /// What was done afterwards keeps the high risk from coming true (b).
        Averted "averted",
    }
}

kept_words! {
    /// How somebody was told.
    ToldWay {
        /// By a letter.
        Letter "letter",
        /// By e-mail.
        Email "email",
        /// By a call or in person.
        Spoken "spoken",
    }
}
