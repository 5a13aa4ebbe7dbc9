//! The table of roles of TL-Maint's notice, read off the rules.

use std::collections::BTreeSet;

use basics::{Day, Language, StaffId};
use policy::{Action, Category, Policy, Purpose, Right, RoleKey};
use rstest::rstest;

use super::{Allowed, Facts, Question};
use crate::actor::{Actor, Staff, jobs};
use crate::refusal::Refusal;

mod uses;

fn policy() -> Policy {
    let text = include_str!("../../../../../../notice/tlmaint.toml");
    Policy::parse(text, "tlmaint.toml").unwrap()
}

fn actor(roles: &[&str]) -> Actor {
    let roles = roles
        .iter()
        .map(|role| role.parse::<RoleKey>().unwrap())
        .collect();
    Actor::of_staff(Staff {
        staff: StaffId::new(7),
        session: None,
        roles,
        language: Language::Fi,
    })
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn question<'a>(
    policy: &'a Policy,
    actor: &'a Actor,
    purpose: Purpose,
    action: Action,
    category: Category,
) -> Question<'a> {
    let today = day("2026-11-24");
    Question {
        policy,
        actor,
        purpose,
        action,
        category,
        rights: &[],
        reasoned: false,
        adds: false,
        today,
    }
}

/// The categories a role may touch by an action, for any of its purposes.
fn reached(role: &str, action: Action) -> BTreeSet<Category> {
    let (policy, actor) = (policy(), actor(&[role]));
    let allowed = |category: &Category| {
        let ask = |purpose| {
            question(&policy, &actor, purpose, action, *category)
                .allowed()
                .is_ok()
        };
        Purpose::ALL.into_iter().any(ask)
    };
    Category::ALL
        .iter()
        .filter(|category| allowed(category))
        .copied()
        .collect()
}

use Category::{
    Billing, BirthDate, Company, Contact, Disclosures, Forms, Identity, Messages, Other,
    Permissions, Recordings, Requests, Services, SiteAccess, Staff as StaffData,
};

#[rstest]
#[case("clerk", &[Identity, Company, Contact, BirthDate, Services, SiteAccess, Billing, Messages, Forms, Permissions, Other])]
#[case("technician", &[Identity, Company, Contact, Services, SiteAccess])]
#[case("billing", &[Identity, Company, Contact, Services, Billing])]
#[case("marketing", &[Identity, Company, Contact, Permissions])]
#[case("data_protection_contact", &[Identity, Company, Contact, BirthDate, Services, SiteAccess, Billing, Messages, Recordings, Forms, Permissions, Requests, Disclosures, StaffData, Other])]
#[case("owner", &[])]
#[case("administrator", &[StaffData])]
fn each_role_sees_what_the_table_of_roles_says(#[case] role: &str, #[case] sees: &[Category]) {
    assert_eq!(reached(role, Action::View), sees.iter().copied().collect());
}

#[rstest]
#[case("clerk", &[Identity, Company, Contact, Services, SiteAccess, Messages, Forms, Permissions, Other])]
#[case("technician", &[])]
#[case("billing", &[Billing, Category::IdentityCode])]
#[case("marketing", &[Permissions])]
#[case("owner", &[])]
#[case("administrator", &[StaffData])]
fn each_role_changes_what_the_table_of_roles_says(
    #[case] role: &str,
    #[case] changes: &[Category],
) {
    assert_eq!(
        reached(role, Action::Change),
        changes.iter().copied().collect()
    );
}

#[test]
fn an_identity_code_is_never_on_a_page_and_is_revealed_by_right_and_reason_alone() {
    let policy = policy();
    for role in [
        "clerk",
        "technician",
        "billing",
        "marketing",
        "data_protection_contact",
        "owner",
    ] {
        let actor = actor(&[role]);
        for purpose in Purpose::ALL {
            let ask = |action| question(&policy, &actor, purpose, action, Category::IdentityCode);
            assert!(ask(Action::View).allowed().is_err(), "{role} {purpose}");
            assert!(ask(Action::List).allowed().is_err(), "{role} {purpose}");
            assert!(
                ask(Action::Reveal).allowed().is_err(),
                "{role} {purpose} without a reason"
            );
            let reasoned = Question {
                reasoned: true,
                ..ask(Action::Reveal)
            };
            let may = (role == "billing" && purpose == Purpose::Billing)
                || (role == "data_protection_contact"
                    && [
                        Purpose::Rights,
                        Purpose::Security,
                        Purpose::Breach,
                        Purpose::Proof,
                    ]
                    .contains(&purpose));
            assert_eq!(reasoned.allowed().is_ok(), may, "{role} {purpose}");
        }
    }
}

#[test]
fn a_purpose_of_one_role_and_a_category_of_another_do_not_add_up() {
    let (policy, both) = (policy(), actor(&["technician", "marketing"]));
    let ask =
        |purpose, category| question(&policy, &both, purpose, Action::View, category).allowed();
    assert!(ask(Purpose::Services, Category::SiteAccess).is_ok());
    assert!(ask(Purpose::Marketing, Category::SiteAccess).is_err());
}

#[test]
fn a_right_counts_only_with_the_purpose_of_its_role() {
    let (policy, dpo) = (policy(), actor(&["data_protection_contact"]));
    let ask = |purpose| {
        let view = question(&policy, &dpo, purpose, Action::View, Category::Identity);
        Question {
            rights: &[Right::Trail],
            ..view
        }
        .allowed()
        .is_ok()
    };
    assert!(ask(Purpose::Security));
    assert!(!ask(Purpose::Care));
    let clerk = actor(&["clerk"]);
    let view = question(
        &policy,
        &clerk,
        Purpose::Care,
        Action::View,
        Category::Identity,
    );
    let refused = Question {
        rights: &[Right::Trail],
        ..view
    }
    .allowed();
    assert!(matches!(refused, Err(Refusal::Right)));
}

#[test]
fn what_the_notice_does_not_name_is_refused_to_everyone() {
    let text = include_str!("../../../../../../notice/tlmaint-seed.toml");
    let seed = Policy::parse(text, "tlmaint-seed.toml").unwrap();
    let clerk = actor(&["clerk"]);
    for category in Category::ALL
        .into_iter()
        .filter(|category| !seed.stores(*category))
    {
        let ask = question(&seed, &clerk, Purpose::Care, Action::View, category);
        assert!(
            matches!(ask.allowed(), Err(Refusal::NotInNotice)),
            "{category}"
        );
    }
}

#[rstest]
#[case("2026-11-22", Err(Refusal::OutOfScope))]
#[case("2026-11-23", Ok(()))]
#[case("2026-11-24", Ok(()))]
#[case("2026-12-02", Ok(()))]
#[case("2026-12-03", Err(Refusal::OutOfScope))]
fn a_technician_reaches_a_job_from_the_day_before_until_seven_days_after(
    #[case] today: &str,
    #[case] outcome: Result<(), Refusal>,
) {
    let (policy, technician) = (policy(), actor(&["technician"]));
    let ask = question(
        &policy,
        &technician,
        Purpose::Services,
        Action::View,
        Category::Identity,
    );
    let ask = Question {
        today: day(today),
        ..ask
    };
    let facts = Facts {
        jobs: vec![(day("2026-11-24"), day("2026-11-25"))],
        ..Facts::default()
    };
    let allowed = ask.allowed().unwrap();
    assert!(allowed.asks_for_jobs());
    assert_eq!(ask.party(&allowed, &facts), outcome);
}

#[test]
fn marketing_reaches_nobody_whom_it_may_not() {
    let (policy, marketing) = (policy(), actor(&["marketing"]));
    let ask = question(
        &policy,
        &marketing,
        Purpose::Marketing,
        Action::View,
        Category::Contact,
    );
    let allowed = ask.allowed().unwrap();
    let of = |reachable| {
        ask.party(
            &allowed,
            &Facts {
                reachable,
                ..Facts::default()
            },
        )
    };
    assert_eq!((of(true), of(false)), (Ok(()), Err(Refusal::OutOfScope)));
}

#[test]
fn a_restriction_stops_all_but_rights_and_the_law() {
    let (policy, restricted) = (
        policy(),
        Facts {
            restricted: true,
            ..Facts::default()
        },
    );
    let clerk = actor(&["clerk"]);
    let ask = question(
        &policy,
        &clerk,
        Purpose::Care,
        Action::View,
        Category::Identity,
    );
    assert_eq!(
        ask.party(&ask.allowed().unwrap(), &restricted),
        Err(Refusal::Restricted)
    );
    let dpo = actor(&["data_protection_contact"]);
    let ask = question(
        &policy,
        &dpo,
        Purpose::Rights,
        Action::View,
        Category::Identity,
    );
    assert_eq!(ask.party(&ask.allowed().unwrap(), &restricted), Ok(()));
}

#[test]
fn an_objection_stops_the_purpose_it_is_against_and_no_other() {
    let (policy, clerk) = (policy(), actor(&["clerk"]));
    let facts = Facts {
        objects: vec![Purpose::Communication],
        ..Facts::default()
    };
    let ask = |purpose| {
        let ask = question(&policy, &clerk, purpose, Action::View, Category::Identity);
        ask.party(&ask.allowed().unwrap(), &facts)
    };
    assert_eq!(ask(Purpose::Communication), Err(Refusal::Objected));
    assert_eq!(ask(Purpose::Care), Ok(()));
}

#[test]
fn a_contract_and_the_law_go_on_whatever_a_person_objects_to() {
    use policy::ConnectionKind::{ContactPersonOf, Customer, Stakeholder};
    let (policy, all) = (policy(), actor(&["clerk", "billing"]));
    let asked = |purpose, held_on: &[policy::ConnectionKind]| {
        let facts = Facts {
            objects: vec![purpose],
            held_on: held_on.to_vec(),
            ..Facts::default()
        };
        let ask = question(&policy, &all, purpose, Action::View, Category::Identity);
        ask.party(&ask.allowed().unwrap(), &facts)
    };
    let (services, billing) = (Purpose::Services, Purpose::Billing);
    assert_eq!(asked(services, &[Customer]), Ok(()), "her contract");
    assert_eq!(asked(services, &[ContactPersonOf]), Err(Refusal::Objected));
    assert_eq!(asked(billing, &[ContactPersonOf]), Ok(()), "the law");
    assert_eq!(asked(billing, &[Stakeholder]), Err(Refusal::Objected));
    assert_eq!(asked(Purpose::Care, &[Customer]), Err(Refusal::Objected));
}

#[test]
fn a_job_does_what_it_is_for_and_nothing_else() {
    let policy = policy();
    let (reindex, import) = (Actor::of_job(&jobs::REINDEX), Actor::of_job(&jobs::IMPORT));
    let ask = |actor, purpose, action, category| {
        let question = question(&policy, actor, purpose, action, category);
        question
            .allowed()
            .map(|allowed| matches!(allowed, Allowed::Job))
    };
    let care = Purpose::Care;
    assert_eq!(
        ask(&import, care, Action::Import, Category::Contact),
        Ok(true)
    );
    for action in [
        Action::Reveal,
        Action::Export,
        Action::Govern,
        Action::Change,
    ] {
        let asked = ask(&import, care, action, Category::Contact);
        assert_eq!(asked, Err(Refusal::Right), "{action}");
    }
    let refused = ask(&import, care, Action::Import, Category::Billing);
    assert_eq!(refused, Err(Refusal::View));
    let elsewhere = ask(&import, Purpose::Billing, Action::Import, Category::Contact);
    assert_eq!(elsewhere, Err(Refusal::Purpose));
    for action in [Action::View, Action::Import, Action::Change] {
        let asked = ask(&reindex, Purpose::Security, action, Category::Contact);
        assert_eq!(
            asked,
            Err(Refusal::Right),
            "{action}: it only turns values into terms"
        );
    }
}

#[test]
fn nobody_takes_out_or_reveals_what_she_may_not_see() {
    let mut text = include_str!("../../../../../../notice/tlmaint.toml").to_owned();
    let billing = "rights = [\"reveal_identity_code\", \"export_ledgers\"]";
    assert!(text.contains(billing));
    text = text.replace(billing, "rights = [\"export\", \"reveal\"]");
    let policy = Policy::parse(&text, "tlmaint.toml").unwrap();
    let billing = actor(&["billing"]);
    let ask = |action, category| {
        let question = question(&policy, &billing, Purpose::Billing, action, category);
        let reasoned = Question {
            reasoned: true,
            ..question
        };
        reasoned.allowed().map(|_| ())
    };
    for action in [Action::Export, Action::Reveal] {
        assert_eq!(ask(action, Category::Billing), Ok(()), "{action}");
        assert_eq!(
            ask(action, Category::Recordings),
            Err(Refusal::View),
            "{action}"
        );
        assert_eq!(
            ask(action, Category::IdentityCode),
            Err(Refusal::View),
            "{action}"
        );
    }
}

#[test]
fn rectifying_needs_the_request_as_a_reason_and_adds_nobody() {
    let (policy, dpo) = (policy(), actor(&["data_protection_contact"]));
    let change = question(
        &policy,
        &dpo,
        Purpose::Rights,
        Action::Change,
        Category::Identity,
    );
    let asked = |reasoned, adds| {
        let question = Question {
            reasoned,
            adds,
            ..change
        };
        question.allowed().map(|_| ())
    };
    assert_eq!(asked(false, false), Err(Refusal::ReasonMissing));
    assert_eq!(asked(true, false), Ok(()));
    assert_eq!(asked(true, true), Err(Refusal::Change));
}

#[test]
fn what_the_law_orders_goes_on_whatever_a_person_objects_to() {
    let (policy, dpo) = (policy(), actor(&["data_protection_contact"]));
    let facts = Facts {
        objects: vec![Purpose::Rights, Purpose::Security],
        ..Facts::default()
    };
    for purpose in [Purpose::Rights, Purpose::Security] {
        let ask = question(&policy, &dpo, purpose, Action::View, Category::Identity);
        assert_eq!(ask.party(&ask.allowed().unwrap(), &facts), Ok(()));
    }
}

#[test]
fn marketing_sees_nobody_who_objects_to_it_whatever_the_purpose() {
    let (policy, marketing) = (policy(), actor(&["marketing"]));
    let facts = Facts {
        objects: vec![Purpose::Marketing],
        reachable: true,
        ..Facts::default()
    };
    for purpose in [Purpose::Marketing, Purpose::Statistics] {
        let ask = question(
            &policy,
            &marketing,
            purpose,
            Action::View,
            Category::Contact,
        );
        let allowed = ask.allowed().unwrap();
        assert_eq!(ask.party(&allowed, &facts), Err(Refusal::OutOfScope));
    }
}

#[test]
fn whoever_has_no_role_reaches_nothing() {
    let (policy, nobody) = (policy(), actor(&[]));
    for (purpose, category) in Purpose::ALL
        .into_iter()
        .flat_map(|purpose| Category::ALL.map(|category| (purpose, category)))
    {
        for action in [
            Action::View,
            Action::List,
            Action::Change,
            Action::Export,
            Action::Import,
        ] {
            assert!(
                question(&policy, &nobody, purpose, action, category)
                    .allowed()
                    .is_err()
            );
        }
    }
}
