//! What is decided on an erasure: granted on a ground of GDPR art. 17(1), or refused because.
//!
//! Pure. Invariants: each category and purpose is decided on its own, on a ground that what it rests
//! on can give by the table of the policy ([`policy::Reach`]); and a category goes only where the
//! erasure was granted for every purpose it serves.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Category, LegalBasis, Purpose, Reach, SubjectRight};

/// A decision about one category for one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Not necessary any more: art. 17(1)(a).
    NotNecessary,
    /// Consent was withdrawn: (b).
    Withdrawn,
    /// She objects and no ground overrides it: (c).
    Objected,
    /// It was processed unlawfully: (d).
    Unlawful,
    /// The law orders it: (e).
    Ordered,
    /// Given by a child to a service: (f).
    Child,
    /// Freedom of expression: art. 17(3)(a).
    Expression,
    /// A legal obligation: (b).
    Obligation,
    /// Public health: (c).
    Health,
    /// Archives and research: (d).
    Archive,
    /// Legal claims: (e).
    Claims,
    /// A contract with her runs: none of the grounds is there.
    Contract,
    /// An overriding interest stands: none of the grounds is there.
    Interest,
}

impl Verdict {
    /// All of them, those that grant first.
    pub(super) const ALL: [Self; 13] = [
        Self::NotNecessary,
        Self::Withdrawn,
        Self::Objected,
        Self::Unlawful,
        Self::Ordered,
        Self::Child,
        Self::Expression,
        Self::Obligation,
        Self::Health,
        Self::Archive,
        Self::Claims,
        Self::Contract,
        Self::Interest,
    ];

    /// The word of its ground, as it is kept.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::NotNecessary => "17_1_a",
            Self::Withdrawn => "17_1_b",
            Self::Objected => "17_1_c",
            Self::Unlawful => "17_1_d",
            Self::Ordered => "17_1_e",
            Self::Child => "17_1_f",
            Self::Expression => "17_3_a",
            Self::Obligation => "17_3_b",
            Self::Health => "17_3_c",
            Self::Archive => "17_3_d",
            Self::Claims => "17_3_e",
            Self::Contract => "contract",
            Self::Interest => "interest",
        }
    }

    /// The one with this word.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whether the erasure is granted by it.
    pub(super) const fn grants(self) -> bool {
        matches!(
            self,
            Self::NotNecessary
                | Self::Withdrawn
                | Self::Objected
                | Self::Unlawful
                | Self::Ordered
                | Self::Child
        )
    }

    /// Whether the law keeps it although the erasure was asked for: art. 17(3).
    pub(super) const fn is_exception(self) -> bool {
        matches!(
            self,
            Self::Expression | Self::Obligation | Self::Health | Self::Archive | Self::Claims
        )
    }

    /// Whether it can be the ground of what rests on these bases and is used for a purpose; `ordered`
    /// says that the law orders it to be kept for a time. The grounds that are there whatever the basis
    /// are all of those of art. 17(3) but (b), and of art. 17(1) that it is not needed any more, that it
    /// was unlawful, and that the law orders its erasure.
    pub(super) fn fits(
        self,
        bases: &BTreeSet<LegalBasis>,
        purpose: Option<Purpose>,
        ordered: bool,
    ) -> bool {
        let erased = |how| {
            bases
                .iter()
                .any(|one| one.grants(SubjectRight::Erasure) == how)
        };
        let marketing = purpose == Some(Purpose::Marketing);
        let open = bases.iter().any(|one| one.open_to_objection());
        match self {
            Self::NotNecessary
            | Self::Unlawful
            | Self::Ordered
            | Self::Expression
            | Self::Health
            | Self::Archive
            | Self::Claims => true,
            Self::Withdrawn | Self::Child => erased(Reach::OnWithdrawal),
            Self::Objected => marketing || open,
            Self::Obligation => ordered || erased(Reach::NotWhileDuty),
            Self::Contract => bases.contains(&LegalBasis::Contract),
            // Nothing overrides an objection to marketing (art. 21(3)).
            Self::Interest => open && !marketing,
        }
    }

    /// `granted` or `refused`.
    pub(super) const fn outcome(self) -> &'static str {
        if self.grants() { "granted" } else { "refused" }
    }

    /// The key of its sentence.
    pub(super) fn text_key(self) -> String {
        ["retention-ground-", &self.key().replace('_', "-")].concat()
    }
}

/// Everything that was decided: by category and purpose. A category that serves no purpose of the
/// notice is decided as a whole.
pub(super) type Decided = BTreeMap<(Category, Option<Purpose>), Verdict>;

/// The categories that go: the erasure was granted for every purpose they serve.
pub(super) fn goes(decided: &Decided) -> Vec<Category> {
    let mut goes: BTreeMap<Category, bool> = BTreeMap::new();
    for ((category, _), verdict) in decided {
        let all = goes.entry(*category).or_insert(true);
        *all = *all && verdict.grants();
    }
    let goes = goes.into_iter().filter(|(_, all)| *all);
    goes.map(|(category, _)| category).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_goes_only_where_every_purpose_of_it_was_granted() {
        let decided = Decided::from([
            (
                (Category::Contact, Some(Purpose::Care)),
                Verdict::NotNecessary,
            ),
            ((Category::Contact, Some(Purpose::Billing)), Verdict::Claims),
            ((Category::Other, Some(Purpose::Care)), Verdict::Objected),
            ((Category::BirthDate, None), Verdict::Unlawful),
        ]);
        assert_eq!(goes(&decided), [Category::BirthDate, Category::Other]);
    }

    /// The table of erasure: which grounds each basis can give, beside those that are always there.
    #[test]
    fn each_basis_gives_the_grounds_of_the_law_and_no_others() {
        use Verdict::{Child, Contract, Interest, Objected, Obligation, Withdrawn};
        let depending = [Withdrawn, Objected, Child, Obligation, Contract, Interest];
        for (basis, own) in [
            (LegalBasis::Consent, vec![Withdrawn, Child]),
            (LegalBasis::Contract, vec![Contract]),
            (LegalBasis::LegalObligation, vec![Obligation]),
            (LegalBasis::VitalInterests, vec![]),
            (LegalBasis::PublicTask, vec![Objected, Obligation, Interest]),
            (LegalBasis::LegitimateInterest, vec![Objected, Interest]),
        ] {
            let bases = BTreeSet::from([basis]);
            for verdict in Verdict::ALL {
                let fits = |purpose| verdict.fits(&bases, Some(purpose), false);
                let always = !depending.contains(&verdict);
                assert_eq!(
                    fits(Purpose::Care),
                    always || own.contains(&verdict),
                    "{basis} {verdict:?}"
                );
                let marketing = match verdict {
                    Objected => true,
                    Interest => false,
                    _ => fits(Purpose::Care),
                };
                assert_eq!(fits(Purpose::Marketing), marketing, "{basis} {verdict:?}");
            }
            assert!(
                Obligation.fits(&bases, None, true),
                "the law orders it to be kept"
            );
        }
    }

    #[test]
    fn each_ground_reads_back_and_six_of_them_grant() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_key(verdict.key()), Some(verdict));
            let article = verdict.key().starts_with("17_1");
            assert_eq!(verdict.grants(), article, "{verdict:?}");
            let exception = verdict.key().starts_with("17_3");
            assert_eq!(verdict.is_exception(), exception, "{verdict:?}");
        }
        assert_eq!(Verdict::ALL.iter().filter(|one| one.grants()).count(), 6);
    }
}
