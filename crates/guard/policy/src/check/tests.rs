//! The completed notice is clean; broken in one place, it shows that place and no other.

use std::collections::BTreeSet;

use basics::Language;
use rstest::rstest;

use super::*;
use crate::tests::{COMPLETED, SEED, read};
use crate::{Kept, SubjectRight};

fn codes(text: &str) -> Vec<&'static str> {
    read(text).check().iter().map(Finding::code).collect()
}

/// The name in a header line: `purpose.basis` of `[[purpose.basis]]`.
fn header(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?.trim_start_matches('[');
    Some(name.trim_end_matches(']'))
}

/// `text` without the sections of this name that hold `mark`, and what is within them.
fn without_section(text: &str, name: &str, mark: &str) -> String {
    let mut kept = String::new();
    let mut section = String::new();
    let mut inside = false;
    let mut dropped = false;
    let mut end = |section: &mut String, inside: bool| {
        if inside && section.contains(mark) {
            dropped = true;
        } else {
            kept.push_str(section);
        }
        section.clear();
    };
    for line in text.lines() {
        if let Some(here) = header(line) {
            let within = inside && here.starts_with(&format!("{name}."));
            if !within {
                end(&mut section, inside);
                inside = here == name || (here.starts_with(&format!("{name}.")) && mark.is_empty());
            }
        }
        section.push_str(line);
        section.push('\n');
    }
    end(&mut section, inside);
    assert!(dropped, "no section {name} with {mark}");
    kept
}

/// `text` without this key of the section, however many lines its texts take.
fn without_key(text: &str, section: &str, key: &str) -> String {
    let mut kept = String::new();
    let (mut inside, mut within, mut dropped) = (false, false, false);
    for line in text.lines() {
        if let Some(here) = header(line) {
            inside = here == section;
        }
        if inside && !dropped && line.starts_with(&format!("{key} = ")) {
            dropped = true;
            within = line.ends_with('{');
        } else if within {
            within = line != "}";
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    assert!(dropped, "no {key} in {section}");
    kept
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// A role that sees nothing, so that what the other roles see does not matter.
fn with_an_empty_role(text: &str) -> String {
    without_section(text, "role", "")
        + "\n[[role]]\nkey = \"none\"\ntitle = { fi = \"a\", sv = \"a\", en = \"a\" }\nscope = \"all\"\n"
}

/// The completed notice, broken so that this demand is no longer met.
#[expect(clippy::too_many_lines, reason = "one line for each demand")]
fn broken(demand: Demand) -> String {
    let section = |name| without_section(COMPLETED, name, "");
    let item = |name, mark| without_section(COMPLETED, name, mark);
    let key = |section, key| without_key(COMPLETED, section, key);
    let change = |from, to| replaced(COMPLETED, from, to);
    let consent = "[\"customer\", \"contract\", \"stakeholder\", \"consent\"]";
    let no_consent = "[\"customer\", \"contract\", \"stakeholder\"]";
    match demand {
        Demand::OfficerNotStated => section("data_protection_officer"),
        Demand::PeopleMissing => section("connection"),
        Demand::BasisMissing => item("purpose.basis", "interest = \"figures\""),
        Demand::ConnectionWithoutBasis => change(consent, no_consent),
        Demand::ConsentContradicts => {
            let text = change("basis = \"consent\"", "basis = \"contract\"");
            let text = replaced(&text, "[\"consent\", \"soft_opt_in\"]", "[\"soft_opt_in\"]");
            replaced(
                &text,
                "[collection]\n",
                "[collection]\nrelies_on = [\"consent\"]\n",
            )
        }
        Demand::InterestMissing => change("interest = \"figures\"\n", ""),
        Demand::BalancingMissing => section("interest.balancing"),
        Demand::CollectionMissing => section("collection"),
        Demand::SourceMissing => item("source", "kind = \"own_work\""),
        Demand::PurposeMissing => {
            let text = without_section(COMPLETED, "purpose", "");
            let text = without_section(&text, "connection", "kind = \"consent\"");
            with_an_empty_role(&text)
        }
        Demand::RecordingMissing => section("recording"),
        Demand::RecordingBasisMissing => section("recording.basis"),
        Demand::RecordingNotTold => key("recording", "told"),
        Demand::CategoryMissing => {
            let text = without_section(COMPLETED, "category", "");
            with_an_empty_role(&without_section(&text, "field", ""))
        }
        Demand::CategoryPurposeMissing => key("category", "purposes"),
        Demand::GivenMissing => key("category", "given"),
        Demand::IdentityCodeGroundMissing => section("identity_code"),
        Demand::DisclosureMissing => section("disclosure"),
        Demand::RecipientMissing => section("recipient"),
        Demand::RecipientGroundMissing => item("disclosure.ground", "key = \"collection\""),
        Demand::TransfersNotStated => section("transfers"),
        Demand::RecipientOutside => key("recipient", "country").replacen(
            "key = \"accounting_firm\"",
            "key = \"accounting_firm\"\ncountry = \"US\"",
            1,
        ),
        Demand::SecurityMissing => section("security.measure"),
        Demand::RolesMissing => section("role"),
        Demand::RoleCategoryUnnamed => item("category", "key = \"site_access\""),
        Demand::RoleCategoryUnused => change(
            "purposes = [\"care\", \"billing\"]\ngiven = \"freely\"",
            "purposes = [\"billing\"]\ngiven = \"freely\"",
        ),
        Demand::RightMissing => item("right", "kind = \"restriction\""),
        Demand::WithdrawalMissing => item("right", "kind = \"withdraw_consent\""),
        Demand::ComplaintMissing => section("authority"),
        Demand::RequestsMissing => section("requests"),
        Demand::SignatureDemanded => change("signed = false", "signed = true"),
        Demand::WritingDemanded => change("written = false", "written = true"),
        Demand::NotElectronic => change(
            "[\"post\", \"email\", \"form\", \"phone\", \"desk\"]",
            "[\"post\"]",
        ),
        Demand::TimeNotStated => key("requests", "time"),
        Demand::CostNotStated => key("requests", "cost"),
        Demand::IdentityNotStated => key("requests", "identity"),
        Demand::ObjectionNotApart => section("objection"),
        Demand::ObjectionToMarketing => key("objection", "marketing"),
        Demand::AutomatedNotStated => section("automated_decisions"),
        Demand::ProfilingNotStated => section("profiling"),
        Demand::LogicMissing => change("used = false", &["used = true\n", REVIEW].concat()),
        Demand::MarketingPermission => section("marketing"),
        Demand::MarketingOptOut => change(
            "[\"consent\", \"soft_opt_in\"]",
            "[\"consent\", \"soft_opt_in\", \"opt_out\"]",
        ),
        Demand::MarketingConsentBasis => change("basis = \"consent\"", "basis = \"contract\""),
        Demand::MarketingRefusal => key("marketing", "refusal"),
        Demand::MarketingStopAddress => key("marketing", "stop_address"),
        Demand::MarketingSuppression => key("marketing", "suppression"),
        Demand::PeriodMissing => item("clock", "of = \"messages\"\n"),
        Demand::AccountsPeriodMissing => item("clock", "of = \"billing\"\n"),
        Demand::ChangesNotStated => section("changes"),
        Demand::FieldCategoryUnnamed => with_an_empty_role(&item("category", "key = \"other\"\n")),
        Demand::FieldNotShorter => change(
            "period = \"12 months\"\ntext",
            "period = \"24 months\"\ntext",
        ),
        Demand::FieldsTooMany => {
            let more = (0..crate::DeclaredField::FIELDS_MAX).map(|number| {
                let head = "kind = \"text\"\ncategory = \"other\"";
                let text = "text = { fi = \"a\", sv = \"a\", en = \"a\" }";
                format!("\n[[field]]\nkey = \"more_{number}\"\n{head}\n{text}\n")
            });
            COMPLETED.to_owned() + &more.collect::<String>()
        }
    }
}

/// How a human looks at what a machine decided.
const REVIEW: &str = "review = { fi = \"a\", sv = \"a\", en = \"a\" }";

#[test]
fn a_notice_that_names_automated_decisions_without_a_human_who_reviews_them_is_refused() {
    let named = replaced(COMPLETED, "used = false", "used = true");
    assert!(crate::Policy::parse(&named, "notice").is_err());
    let reviewed = ["used = true\n", REVIEW].concat();
    let reviewed = replaced(COMPLETED, "used = false", &reviewed);
    assert!(crate::Policy::parse(&reviewed, "notice").is_ok());
}

#[test]
fn the_completed_notice_lacks_nothing() {
    assert_eq!(codes(COMPLETED), Vec::<&str>::new());
}

#[test]
fn each_demand_that_is_not_met_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for demand in Demand::ALL {
        let found = codes(&broken(demand));
        if found != [demand.key()] {
            wrong.push(format!("{demand}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_clock_taken_away_is_missed_by_name() {
    for kept in Kept::ALL {
        let text = without_section(COMPLETED, "clock", &format!("of = \"{kept}\"\n"));
        let findings = read(&text).check();
        let about: Vec<_> = findings
            .iter()
            .flat_map(|one| &one.about)
            .map(|a| &a.key)
            .collect();
        assert_eq!(about, [kept.key()]);
    }
}

#[test]
fn each_right_taken_away_is_missed_by_name() {
    for right in SubjectRight::ALL {
        let text = without_section(COMPLETED, "right", &format!("kind = \"{right}\""));
        // Art. 22 is told with automated decisions, of which there are none.
        let expected = usize::from(right != SubjectRight::AutomatedDecisions);
        assert_eq!(read(&text).check().len(), expected, "{right}");
    }
}

#[test]
fn what_a_role_is_to_see_and_its_purposes_do_not_use_is_found_by_role_category_and_purposes() {
    let findings = read(&broken(Demand::RoleCategoryUnused)).check();
    let about = &findings[0].about;
    assert_eq!(about.len(), 1);
    assert_eq!(about[0].key, "clerk.birth_date");
    for (language, words) in [
        (
            Language::Fi,
            ["Toimisto", "syntymäaika", "asiakasviestintä"],
        ),
        (
            Language::Sv,
            ["Kontor", "födelsedatum", "kundkommunikation"],
        ),
        (
            Language::En,
            ["Office", "date of birth", "customer communication"],
        ),
    ] {
        let said = findings[0].sentence(language);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[rstest]
#[case("basis.consent_contradicts")]
#[case("interest.missing")]
#[case("recipient.missing")]
#[case("clock.missing")]
#[case("clock.accounts_missing")]
#[case("right.missing")]
#[case("right.withdrawal_missing")]
#[case("right.complaint_missing")]
#[case("category.given_missing")]
#[case("automated_decisions.not_stated")]
#[case("profiling.not_stated")]
#[case("source.missing")]
#[case("requests.signature")]
#[case("requests.writing")]
#[case("marketing.permission_missing")]
#[case("identity_code.ground_missing")]
#[case("officer.not_stated")]
#[case("objection.not_apart")]
#[case("recording.not_told")]
fn the_seed_lacks(#[case] code: &str) {
    assert!(codes(SEED).contains(&code), "{code}");
}

#[rstest]
#[case("security.missing")]
#[case("transfers.not_stated")]
#[case("disclosure.missing")]
#[case("purpose.missing")]
#[case("basis.missing")]
#[case("role.category_unnamed")]
#[case("role.category_unused")]
fn the_seed_does_not_lack(#[case] code: &str) {
    assert!(!codes(SEED).contains(&code), "{code}");
}

#[test]
fn the_seed_misses_restriction_and_portability_by_name() {
    let findings = read(SEED).check();
    let rights = findings
        .iter()
        .find(|one| one.demand == Demand::RightMissing)
        .unwrap();
    let keys: BTreeSet<_> = rights
        .about
        .iter()
        .map(|about| about.key.as_str())
        .collect();
    assert_eq!(keys, BTreeSet::from(["portability", "restriction"]));
}

#[rstest]
#[case(Language::Fi)]
#[case(Language::Sv)]
#[case(Language::En)]
fn what_the_seed_lacks_is_said_in_words(#[case] language: Language) {
    let lines: Vec<_> = read(SEED)
        .check()
        .iter()
        .map(|one| {
            let line = one
                .line
                .map_or_else(|| "-".to_owned(), |line| line.to_string());
            let (code, article) = (one.code(), one.article());
            let (said, todo) = (one.sentence(language), one.remedy(language));
            format!(
                "{line} [{}] {code} ({article})\n  {said}\n  {todo}",
                one.section()
            )
        })
        .collect();
    insta::assert_snapshot!(format!("seed_{language}"), lines.join("\n"));
}

#[test]
fn every_demand_has_its_sentences_in_every_language() {
    for demand in Demand::ALL {
        for language in Language::ALL {
            let key = demand.text_key();
            assert!(texts::has(language, &key), "{language} {key}");
            assert!(
                texts::has(language, &format!("{key}-do")),
                "{language} {key}-do"
            );
        }
    }
}
