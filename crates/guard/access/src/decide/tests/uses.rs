//! What is seen under a purpose: what the notice uses for it.

use policy::{Action, Category, Policy, Purpose};
use proptest::prelude::*;

use super::super::Question;
use super::Category::{
    Billing, BirthDate, Company, Contact, Forms, Identity, Messages, Other, Permissions,
    Recordings, Services, SiteAccess,
};
use super::{actor, policy, question};
use crate::refusal::Refusal;

#[test]
fn a_role_sees_under_a_purpose_what_the_notice_uses_for_it() {
    let (policy, clerk) = (policy(), actor(&["clerk"]));
    let ask =
        |purpose, action, category| question(&policy, &clerk, purpose, action, category).allowed();
    for (purpose, category, seen) in [
        (Purpose::Care, BirthDate, true),
        (Purpose::Communication, BirthDate, false),
        (Purpose::Services, Billing, false),
        (Purpose::Services, SiteAccess, true),
        (Purpose::Care, SiteAccess, false),
        (Purpose::Communication, Permissions, true),
    ] {
        let asked = ask(purpose, Action::View, category);
        match asked.map(|_| ()) {
            Ok(()) => assert!(seen, "{purpose} {category}"),
            Err(refusal) => assert_eq!((refusal, seen), (Refusal::NotUsed, false), "{category}"),
        }
    }
    // A file may bring what it holds for whichever purpose: it shows none of it.
    assert!(ask(Purpose::Communication, Action::Import, BirthDate).is_ok());
    let changed = ask(Purpose::Care, Action::Change, SiteAccess);
    assert!(matches!(changed, Err(Refusal::NotUsed)), "who changes sees");
}

/// Purposes a notice declares for itself, as the completed one does.
const DECLARED: [Purpose; 6] = [
    Purpose::Care,
    Purpose::Statistics,
    Purpose::Services,
    Purpose::Billing,
    Purpose::Communication,
    Purpose::Marketing,
];

/// Categories the completed notice names.
const NAMED: [Category; 12] = [
    Identity,
    Company,
    Contact,
    BirthDate,
    Category::IdentityCode,
    Billing,
    Services,
    SiteAccess,
    Messages,
    Recordings,
    Forms,
    Other,
];

/// The completed notice with other purposes of its categories, and one role that sees everything
/// and serves every purpose, those of the law and of running the register too.
fn notice_using(uses: &[Vec<Purpose>]) -> Policy {
    let text = include_str!("../../../../../../notice/tlmaint.toml");
    let (purposes, mut text) = text
        .split_once("\n[categories]\n")
        .map(|(before, after)| (before.to_owned(), ["\n[categories]\n", after].concat()))
        .unwrap();
    for (category, uses) in NAMED.iter().zip(uses) {
        let head = format!("key = \"{category}\"\ntext = ");
        let (before, rest) = text.split_once(&head).unwrap();
        let (between, rest) = rest.split_once("\npurposes = [").unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        let words: Vec<String> = uses.iter().map(|one| format!("\"{one}\"")).collect();
        let words = words.join(", ");
        text = [before, &head, between, "\npurposes = [", &words, "]", after].concat();
    }
    let text = [purposes, text].concat();
    let quoted = |words: &mut dyn Iterator<Item = String>| words.collect::<Vec<_>>().join(", ");
    let purposes = quoted(&mut Purpose::ALL.iter().map(|one| format!("\"{one}\"")));
    let categories = quoted(&mut Category::ALL.iter().map(|one| format!("\"{one}\"")));
    let role = format!(
        "\n[[role]]\nkey = \"everything\"\ntitle = {{ fi = \"a\", sv = \"a\", en = \"a\" }}\n\
         purposes = [{purposes}]\nchange = [{categories}]\nscope = \"all\"\n\
         rights = [\"reveal\", \"export\", \"rectify\"]\n"
    );
    Policy::parse(&[text, role].concat(), "notice").unwrap()
}

proptest! {
    // Each case is a notice of its own: a part of the usual number, which whoever runs the tests may
    // raise.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.div_ceil(5),
        ..ProptestConfig::default()
    })]

    /// Whatever a notice uses a category for, it is seen, changed, listed, revealed and taken out for
    /// that alone, even by a role that may do everything; and never is a role shown by the notice what
    /// no purpose of it uses.
    #[test]
    fn whatever_the_notice_nobody_sees_under_a_purpose_what_it_does_not_use(
        uses in proptest::collection::vec(proptest::sample::subsequence(DECLARED.to_vec(), 0..=6), 12)
    ) {
        let (policy, everything) = (notice_using(&uses), actor(&["everything"]));
        for (category, purposes) in NAMED.into_iter().zip(&uses) {
            for purpose in DECLARED {
                let used = purposes.is_empty() || purposes.contains(&purpose);
                prop_assert_eq!(policy.uses(purpose, category), used);
                for action in [Action::View, Action::List, Action::Search, Action::Change, Action::Reveal, Action::Export, Action::Send, Action::Print] {
                    let asked = Question {
                        reasoned: true,
                        ..question(&policy, &everything, purpose, action, category)
                    };
                    let allowed = asked.allowed().is_ok();
                    // An identity code is on no page, however much somebody may.
                    let shown = category != Category::IdentityCode
                        || matches!(action, Action::Change | Action::Reveal | Action::Export);
                    prop_assert_eq!(allowed, used && shown, "{} {} {}", purpose, category, action);
                }
            }
            let of_staff = question(&policy, &everything, Purpose::Staff, Action::View, category);
            prop_assert!(of_staff.allowed().is_err(), "running the register needs nobody's {category}");
        }
        for role in policy.roles() {
            for category in Category::ALL {
                let holder = actor(&[role.key.as_str()]);
                let seen = Purpose::ALL.into_iter().any(|purpose| {
                    let look = question(&policy, &holder, purpose, Action::View, category);
                    look.allowed().is_ok()
                });
                let shown = policy.shows(role, category) && category != Category::IdentityCode;
                prop_assert_eq!(seen, shown, "{} {}", role.key, category);
            }
        }
    }
}
