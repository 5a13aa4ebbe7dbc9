//! How far each right of a data subject reaches what rests on each legal basis: one table, so that
//! nobody decides it anew on a page.
//!
//! Source: GDPR art. 7(3), 15–22 and 77; for marketing art. 21(2)–(3). Each cell names its provision.
//!
//! Invariants: every right has a cell for every basis, and the cells hold for whatever notice; that
//! marketing is objected to without a reason holds on every basis.

use std::collections::BTreeSet;

use crate::notice::bases_built_in;
use crate::{ConnectionKind, LegalBasis, Policy, Purpose, SubjectRight};

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// She has it, whatever the controller weighs.
    Full,
    /// Erasure: where she takes her consent back, or the data is not needed any more.
    OnWithdrawal,
    /// Erasure: where the data is not needed any more.
    OnceNotNeeded,
    /// Erasure: not while the duty or the task lasts that needs the data.
    NotWhileDuty,
    /// Erasure: where she objects and nothing overrides it, or the data is not needed any more.
    OnObjection,
    /// Objection: the processing ends, unless compelling legitimate grounds override hers.
    UnlessCompelling,
    /// Objection: she takes her consent back instead.
    WithdrawInstead,
    /// She does not have it.
    Nothing,
}

impl Reach {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::OnWithdrawal,
        Self::OnceNotNeeded,
        Self::NotWhileDuty,
        Self::OnObjection,
        Self::UnlessCompelling,
        Self::WithdrawInstead,
        Self::Nothing,
    ];

    /// Its word: `unless_compelling`. Stable.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::OnWithdrawal => "on_withdrawal",
            Self::OnceNotNeeded => "once_not_needed",
            Self::NotWhileDuty => "not_while_duty",
            Self::OnObjection => "on_objection",
            Self::UnlessCompelling => "unless_compelling",
            Self::WithdrawInstead => "withdraw_instead",
            Self::Nothing => "nothing",
        }
    }

    /// The key of its words in `locales/`.
    #[must_use]
    pub fn text_key(self) -> String {
        format!("reach-{}", self.key().replace('_', "-"))
    }
}

/// A cell of the table, with the provision it comes from.
const fn cell(basis: LegalBasis, right: SubjectRight) -> (Reach, &'static str) {
    use LegalBasis::{
        Consent, Contract, LegalObligation, LegitimateInterest, PublicTask, VitalInterests,
    };
    match (right, basis) {
        (SubjectRight::Access, _) => (Reach::Full, "GDPR 15(1)"),
        (SubjectRight::Rectification, _) => (Reach::Full, "GDPR 16"),
        (SubjectRight::Restriction, _) => (Reach::Full, "GDPR 18(1)"),
        (SubjectRight::AutomatedDecisions, _) => (Reach::Full, "GDPR 22"),
        (SubjectRight::Complaint, _) => (Reach::Full, "GDPR 77(1)"),
        (SubjectRight::Erasure, Consent) => (Reach::OnWithdrawal, "GDPR 17(1)(a–b)"),
        (SubjectRight::Erasure, Contract | VitalInterests) => {
            (Reach::OnceNotNeeded, "GDPR 17(1)(a)")
        }
        (SubjectRight::Erasure, LegalObligation | PublicTask) => {
            (Reach::NotWhileDuty, "GDPR 17(3)(b)")
        }
        (SubjectRight::Erasure, LegitimateInterest) => (Reach::OnObjection, "GDPR 17(1)(a), (c)"),
        (SubjectRight::Portability, Consent | Contract) => (Reach::Full, "GDPR 20(1)(a)"),
        (SubjectRight::Portability, PublicTask) => (Reach::Nothing, "GDPR 20(3)"),
        (SubjectRight::Portability, LegalObligation | VitalInterests | LegitimateInterest) => {
            (Reach::Nothing, "GDPR 20(1)(a)")
        }
        (SubjectRight::Objection, PublicTask | LegitimateInterest) => {
            (Reach::UnlessCompelling, "GDPR 21(1)")
        }
        (SubjectRight::Objection, Consent) => (Reach::WithdrawInstead, "GDPR 7(3), 21(1)"),
        (SubjectRight::Objection, Contract | LegalObligation | VitalInterests) => {
            (Reach::Nothing, "GDPR 21(1)")
        }
        (SubjectRight::WithdrawConsent, Consent) => (Reach::Full, "GDPR 7(3)"),
        (SubjectRight::WithdrawConsent, _) => (Reach::Nothing, "GDPR 7(3)"),
    }
}

/// The same for what is used for a purpose.
const fn cell_for(
    basis: LegalBasis,
    purpose: Purpose,
    right: SubjectRight,
) -> (Reach, &'static str) {
    match (purpose, right) {
        (Purpose::Marketing, SubjectRight::Objection) => (Reach::Full, "GDPR 21(2–3)"),
        _ => cell(basis, right),
    }
}

impl LegalBasis {
    /// How far a right reaches what rests on this basis.
    #[must_use]
    pub const fn grants(self, right: SubjectRight) -> Reach {
        cell(self, right).0
    }

    /// How far a right reaches what rests on this basis and is used for a purpose: marketing is
    /// objected to always (art. 21(2)–(3)).
    #[must_use]
    pub const fn grants_for(self, purpose: Purpose, right: SubjectRight) -> Reach {
        cell_for(self, purpose, right).0
    }

    /// The provision that says so.
    #[must_use]
    pub const fn grants_by(self, purpose: Purpose, right: SubjectRight) -> &'static str {
        cell_for(self, purpose, right).1
    }

    /// Whether the right to portability follows from it (art. 20(1)(a)).
    #[must_use]
    pub const fn portable(self) -> bool {
        matches!(self.grants(SubjectRight::Portability), Reach::Full)
    }

    /// Whether the person may object to it (art. 21(1)).
    #[must_use]
    pub const fn open_to_objection(self) -> bool {
        matches!(
            self.grants(SubjectRight::Objection),
            Reach::UnlessCompelling
        )
    }

    /// Whether the person may take it back (art. 7(3)).
    #[must_use]
    pub const fn withdrawable(self) -> bool {
        matches!(self.grants(SubjectRight::WithdrawConsent), Reach::Full)
    }

    /// Whether what rests on it goes on although the person says "no" to it: she can neither object
    /// to it nor take it back.
    #[must_use]
    const fn outlasts_no(self) -> bool {
        !self.open_to_objection() && !self.withdrawable()
    }
}

impl Policy {
    /// On which bases a purpose rests for whoever is held on these connections. What is part of every
    /// notice rests on its own for anybody.
    #[must_use]
    pub fn bases_of(
        &self,
        purpose: Purpose,
        held_on: impl IntoIterator<Item = ConnectionKind>,
    ) -> BTreeSet<LegalBasis> {
        let kinds = held_on.into_iter();
        let hers = kinds.flat_map(|kind| self.bases(purpose, kind));
        hers.chain(bases_built_in(purpose)).collect()
    }

    /// Whether the "no" of whoever is held on these connections ends a purpose for her: an objection
    /// (art. 21) or a withdrawal (art. 7(3)). What a contract, the law or somebody's life needs goes
    /// on; marketing ends always.
    #[must_use]
    pub fn ends_by_no(&self, purpose: Purpose, held_on: &[ConnectionKind]) -> bool {
        let bases = || self.bases_of(purpose, held_on.iter().copied());
        let goes_on = || bases().into_iter().any(LegalBasis::outlasts_no);
        !purpose.by_law() && (purpose == Purpose::Marketing || !goes_on())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::tests::{COMPLETED, read};
    use Reach::{
        Full, NotWhileDuty, Nothing, OnObjection, OnWithdrawal, OnceNotNeeded, UnlessCompelling,
        WithdrawInstead,
    };

    /// The table, row by row, each in the order of art. 6(1): consent, contract, legal obligation,
    /// vital interests, public task, legitimate interest.
    #[rstest]
    #[case(SubjectRight::Access, [Full; 6])]
    #[case(SubjectRight::Rectification, [Full; 6])]
    #[case(SubjectRight::Restriction, [Full; 6])]
    #[case(SubjectRight::AutomatedDecisions, [Full; 6])]
    #[case(SubjectRight::Complaint, [Full; 6])]
    #[case(SubjectRight::Erasure, [OnWithdrawal, OnceNotNeeded, NotWhileDuty, OnceNotNeeded, NotWhileDuty, OnObjection])]
    #[case(SubjectRight::Portability, [Full, Full, Nothing, Nothing, Nothing, Nothing])]
    #[case(SubjectRight::Objection, [WithdrawInstead, Nothing, Nothing, Nothing, UnlessCompelling, UnlessCompelling])]
    #[case(SubjectRight::WithdrawConsent, [Full, Nothing, Nothing, Nothing, Nothing, Nothing])]
    fn each_right_reaches_as_far_as_the_law_says(
        #[case] right: SubjectRight,
        #[case] reach: [Reach; 6],
    ) {
        assert_eq!(LegalBasis::ALL.map(|basis| basis.grants(right)), reach);
    }

    #[test]
    fn marketing_is_objected_to_on_every_basis_and_nothing_else_is_changed_by_it() {
        for basis in LegalBasis::ALL {
            for right in SubjectRight::ALL {
                let reach = basis.grants_for(Purpose::Marketing, right);
                match right {
                    SubjectRight::Objection => assert_eq!(reach, Full),
                    _ => assert_eq!(reach, basis.grants(right)),
                }
            }
        }
    }

    #[test]
    fn every_cell_names_the_article_of_its_right_and_every_reach_has_words() {
        for (basis, right) in LegalBasis::ALL
            .into_iter()
            .flat_map(|basis| SubjectRight::ALL.map(|right| (basis, right)))
        {
            let said = basis.grants_by(Purpose::Care, right);
            let number = right.article().trim_start_matches("GDPR ");
            let number = number.split('(').next().unwrap();
            assert!(said.contains(number), "{basis} {right}: {said}");
        }
        for (reach, language) in Reach::ALL
            .into_iter()
            .flat_map(|reach| basics::Language::ALL.map(|language| (reach, language)))
        {
            let key = reach.text_key();
            assert!(texts::has(language, &key), "{language} {key}");
        }
    }

    #[rstest]
    // On an interest alone.
    #[case(Purpose::Care, &[ConnectionKind::Customer], true)]
    // On a contract for customers, on an interest for whoever stands for a firm.
    #[case(Purpose::Services, &[ConnectionKind::Customer], false)]
    #[case(Purpose::Services, &[ConnectionKind::ContactPersonOf], true)]
    #[case(Purpose::Services, &[ConnectionKind::ContactPersonOf, ConnectionKind::Contract], false)]
    // Invoices rest on law, collection on an interest: the law goes on.
    #[case(Purpose::Billing, &[ConnectionKind::ContactPersonOf], false)]
    #[case(Purpose::Billing, &[ConnectionKind::Stakeholder], true)]
    // Nothing carries what rests on no connection.
    #[case(Purpose::Services, &[], true)]
    #[case(Purpose::Marketing, &[ConnectionKind::Contract], true)]
    #[case(Purpose::Rights, &[ConnectionKind::Customer], false)]
    fn a_no_ends_what_rests_on_an_interest_or_on_consent(
        #[case] purpose: Purpose,
        #[case] held_on: &[ConnectionKind],
        #[case] ends: bool,
    ) {
        assert_eq!(read(COMPLETED).ends_by_no(purpose, held_on), ends);
    }
}
