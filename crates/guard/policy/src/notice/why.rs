//! Why data is processed: connections, interests, purposes and their legal bases (§§ 4–5).

use std::collections::BTreeSet;

use basics::{Day, Language};

use super::period::{Period, Said, Unit};
use crate::check::About;
use crate::mark::{Mark, Wording};
use crate::read::{Table, Value, nearest};
use crate::{ConnectionKind, LegalBasis, Purpose};

/// A connection on which parties are held, in the controller's words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Connection {
    /// Which.
    pub kind: ConnectionKind,
    /// Whom it means.
    pub text: Wording,
    /// After how long without anything happening in it its end is proposed; nothing where the
    /// controller does not say.
    pub inactivity: Option<Inactivity>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// For how long nothing happens before the end of a connection is proposed (GDPR art. 5(1)(e):
/// whoever is not dealt with any more is not held for ever).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inactivity {
    /// How long.
    pub period: Period,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Inactivity {
    /// In words: `its end is proposed when nothing has happened for 5 years`.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let period = self.period.in_words(language);
        texts::say_with(
            language,
            "policy-connection-inactive",
            &[("period", period.as_str())],
        )
    }

    fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let said = |text: &str| match Period::parse(text) {
            Some(Said::Period(period)) => Some(period),
            _ => None,
        };
        let period = table.parsed("period", "policy.period.wrong", said);
        let period = table.need("period", period)?;
        // No longer than a debt of a natural person lasts, as the clocks.
        let limit = Period::new(20, Unit::Years);
        if period > limit {
            let values = vec![
                ("period", Value::Period(period)),
                ("limit", Value::Period(limit)),
                ("limit_word", Value::plain(limit.to_string())),
                ("kept", Value::Named("policy-inactivity".to_owned())),
                ("law", Value::plain("GDPR 5(1)(e), 728/2003 13 a §")),
            ];
            table.refuse("policy.period.above_ceiling", "period", values);
        }
        Some(Self { period, mark })
    }
}

impl Connection {
    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let kind = table.need("kind", table.word("kind"));
        let text = table.need("text", table.wording("text"));
        let inactivity = table.section("inactivity", Inactivity::read);
        Some(Self {
            kind: kind?,
            text: text?,
            inactivity,
            mark,
        })
    }
}

/// A legitimate interest pursued (GDPR art. 6(1)(f), 13(1)(d)).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Interest {
    /// Its name in the file.
    pub key: String,
    /// What is pursued.
    pub text: Wording,
    /// Why the interest is not overridden by the person's.
    pub balancing: Option<Balancing>,
    /// Where it stands in the file.
    pub mark: Mark,
}

/// The balancing test of an interest: kept, and reviewed in time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balancing {
    /// What was weighed, and how.
    pub text: Wording,
    /// When.
    pub dated: Day,
    /// By whom.
    pub reviewer: String,
    /// When it is looked at again, at the latest.
    pub next_review: Day,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Interest {
    pub(crate) fn about(&self) -> About {
        About::own(&self.key, self.text.texts.clone())
    }

    pub(crate) fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let key = plain_key(table, "key");
        let text = table.need("text", table.wording("text"));
        let balancing = table.section("balancing", Balancing::read);
        Some(Self {
            key: key?,
            text: text?,
            balancing,
            mark,
        })
    }
}

impl Balancing {
    fn read(table: &Table<'_, '_>) -> Option<Self> {
        let mark = table.mark();
        let text = table.need("text", table.wording("text"));
        let dated = table.need("dated", table.day("dated"));
        let reviewer = table.need("reviewer", table.text("reviewer"));
        let next_review = table.need("next_review", table.day("next_review"));
        let (dated, next_review) = (dated?, next_review?);
        if next_review <= dated {
            table.refuse("policy.review.before", "next_review", vec![]);
        }
        Some(Self {
            text: text?,
            dated,
            reviewer: reviewer?,
            next_review,
            mark,
        })
    }
}

/// The name of an interest or a recipient: small letters, digits and underscores.
pub(crate) fn plain_key(table: &Table<'_, '_>, key: &'static str) -> Option<String> {
    let plain = |text: &str| text.parse::<crate::RoleKey>().ok().map(|_| text.to_owned());
    table.need(key, table.parsed(key, "policy.name.wrong", plain))
}

/// A legal basis for people of some connections.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Basis {
    /// For people of these connections.
    pub connections: BTreeSet<ConnectionKind>,
    /// The basis.
    pub basis: LegalBasis,
    /// The interest pursued, where the basis is one: the key of an [`Interest`].
    pub interest: Option<String>,
    /// What part of the purpose it is for, or which law obliges.
    pub text: Option<Wording>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl Basis {
    /// Reads a basis; its interest must be one of `known`.
    pub(crate) fn read(table: &Table<'_, '_>, known: &BTreeSet<&str>) -> Option<Self> {
        let mark = table.mark();
        let connections = table.need("connections", table.words("connections"));
        let basis = table.need("basis", table.word("basis"));
        let interest = table.text("interest");
        let text = table.wording("text");
        let basis = basis?;
        if let Some(interest) = &interest {
            if basis != LegalBasis::LegitimateInterest {
                table.refuse("policy.interest.not_this_basis", "interest", vec![]);
            } else if !known.contains(interest.as_str()) {
                let span = table.span_of("interest");
                let near = nearest(interest, known.iter().copied());
                let all = known.iter().copied().collect::<Vec<_>>().join(", ");
                table.unknown_word("interest", (interest, &span), "interest", near, all);
            }
        }
        Some(Self {
            connections: connections?,
            basis,
            interest,
            text,
            mark,
        })
    }
}

/// A purpose the controller declares (§ 5 of the notice).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredPurpose {
    /// Which.
    pub purpose: Purpose,
    /// In the controller's words.
    pub text: Wording,
    /// On which bases; empty where the notice states none.
    pub bases: Vec<Basis>,
    /// Where it stands in the file.
    pub mark: Mark,
}

impl DeclaredPurpose {
    pub(crate) fn read(table: &Table<'_, '_>, known: &BTreeSet<&str>) -> Option<Self> {
        let mark = table.mark();
        let purpose: Option<Purpose> = table.need("key", table.word("key"));
        if let Some(purpose) = purpose.filter(|purpose| purpose.built_in()) {
            table.refuse(
                "policy.purpose.built_in",
                "key",
                vec![("purpose", Value::Named(purpose.text_key()))],
            );
        }
        let text = table.need("text", table.wording("text"));
        let bases = table.list("basis", |basis| Basis::read(basis, known));
        Some(Self {
            purpose: purpose?,
            text: text?,
            bases,
            mark,
        })
    }
}

/// A purpose that is part of every notice because the law sets it, or because the register
/// cannot be run without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// Which.
    pub purpose: Purpose,
    /// Its legal basis.
    pub basis: LegalBasis,
    /// The law.
    pub law: &'static str,
}

/// The purposes of every notice.
pub const BUILT_IN: [BuiltIn; 6] = [
    built_in(Purpose::Rights, LegalBasis::LegalObligation, "GDPR 12–22"),
    built_in(
        Purpose::Accounting,
        LegalBasis::LegalObligation,
        "Kirjanpitolaki 1336/1997, AVL 1501/1993",
    ),
    built_in(
        Purpose::Security,
        LegalBasis::LegalObligation,
        "GDPR 5(1)(f), 32",
    ),
    built_in(Purpose::Breach, LegalBasis::LegalObligation, "GDPR 33–34"),
    built_in(
        Purpose::Proof,
        LegalBasis::LegalObligation,
        "GDPR 5(2), 7(1), 21(3)",
    ),
    built_in(
        Purpose::Staff,
        LegalBasis::LegitimateInterest,
        "GDPR 6(1)(f), 32(4)",
    ),
];

const fn built_in(purpose: Purpose, basis: LegalBasis, law: &'static str) -> BuiltIn {
    BuiltIn {
        purpose,
        basis,
        law,
    }
}
