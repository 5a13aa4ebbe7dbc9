//! Broken files are refused with every problem, its place and what to do.

use basics::Language;
use proptest::prelude::*;

use crate::Policy;
use crate::tests::{COMPLETED, SEED};

/// The problems of `text` as a person reads them in English.
fn problems(text: &str) -> Vec<String> {
    let broken = Policy::parse(text, "notice.toml").unwrap_err();
    broken.iter().map(|one| one.line_in(Language::En)).collect()
}

/// The problems of the completed notice after replacing `from` by `to` once.
fn after(from: &str, to: &str) -> Vec<String> {
    assert!(COMPLETED.contains(from), "{from}");
    problems(&COMPLETED.replacen(from, to, 1))
}

#[test]
fn an_empty_file_lacks_all_that_no_notice_can_do_without() {
    insta::assert_snapshot!(problems("").join("\n"));
}

#[test]
fn all_problems_are_told_at_once_each_with_its_place() {
    let text = SEED
        .replacen("kind = \"customer\"", "kind = \"costumer\"", 1)
        .replacen("street = ", "streeet = ", 1)
        .replacen("zone = \"Europe/Helsinki\"", "zone = \"Helsinki\"", 1)
        .replacen("1769330-9", "1769330-8", 1)
        .replacen("sv = \"avtal\", ", "", 1)
        .replacen("key = \"statistics\"", "key = \"weather\"", 1)
        .replacen("written = true", "written = \"yes\"", 1)
        .replacen("key = \"company\"", "key = \"identity\"", 1)
        .replacen("before_days = 1\n", "", 1)
        + "\n[weather]\n";
    insta::assert_snapshot!(problems(&text).join("\n"));
}

#[test]
fn a_file_that_is_no_toml_is_refused_where_it_breaks() {
    let lines = after("[requests]", "[requests");
    assert!(lines[0].contains("not valid TOML"), "{lines:?}");
}

#[test]
fn a_period_below_the_accounts_floor_is_refused_with_the_statute() {
    let lines = after("period = \"6 years\"", "period = \"5 years\"");
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].contains("Kirjanpitolaki 1336/1997 2:10 § 2 mom."),
        "{lines:?}"
    );
    assert!(
        lines[0].contains("at least 6 years from the end of the calendar year"),
        "{lines:?}"
    );
    let lines = after(
        "starts = \"calendar_year_end_of_financial_year\"",
        "starts = \"arrival\"",
    );
    assert!(lines[0].contains("Kirjanpitolaki"), "{lines:?}");
    let lines = after("period = \"10 years\"", "period = \"119 months\"");
    assert!(lines[0].contains("2:10 § 1 mom."), "{lines:?}");
}

#[test]
fn a_telephone_is_read_as_people_write_it_and_a_word_before_it_is_not_printed_twice() {
    let with = |phone: &str| {
        let written = format!("phone = \"{phone}\"");
        COMPLETED.replacen("phone = \"050 3293 392\"", &written, 1)
    };
    for (written, number) in [
        ("050 3293 392", "050 3293 392"),
        ("p. 050 3293 392", "050 3293 392"),
        ("p. p. 050 3293 392", "050 3293 392"),
        ("Puh: 09-123 4567", "09-123 4567"),
        ("tfn +358 (0)50 3293392", "+358 (0)50 3293392"),
        ("tel:+46 8 123 456", "+46 8 123 456"),
    ] {
        let policy = Policy::parse(&with(written), "notice.toml").unwrap();
        assert_eq!(policy.contact().phone.as_deref(), Some(number), "{written}");
    }
    for wrong in [
        "050",
        "soita vaihteeseen",
        "p.",
        "050 3293 392 tai 09 123 4567",
        "pöytä 4 1234567",
    ] {
        let lines = problems(&with(wrong));
        assert_eq!(lines.len(), 1, "{wrong}: {lines:?}");
        assert!(lines[0].contains("no telephone number"), "{lines:?}");
        let kept = Policy::parse_published(&with(wrong), "notice.toml").unwrap();
        assert_eq!(
            kept.contact().phone.as_deref(),
            Some(wrong),
            "what was published is read"
        );
    }
    let broken = with("050").replacen("zone = \"Europe/Helsinki\"", "zone = \"Helsinki\"", 1);
    let broken = Policy::parse_published(&broken, "notice.toml").unwrap_err();
    assert_eq!(broken.len(), 1, "no other rule is forgiven: {broken:?}");
}

#[test]
fn nothing_is_kept_for_ever() {
    for word in ["forever", "indefinitely", "permanently"] {
        let lines = after("period = \"6 months\"", &format!("period = \"{word}\""));
        assert!(lines[0].contains("for ever"), "{lines:?}");
    }
    let lines = after("period = \"6 months\"", "period = \"while in force\"");
    assert!(lines[0].contains("Only a prohibition"), "{lines:?}");
    let lines = after("period = \"3 years\"", "period = \"21 years\"");
    assert!(lines[0].contains("too long"), "{lines:?}");
}

#[test]
fn a_time_may_be_left_unstated() {
    let text = COMPLETED.replacen("period = \"3 years\"", "period = \"not stated\"", 1);
    let policy = crate::tests::read(&text);
    assert_eq!(policy.time(crate::Kept::Identity), crate::Time::NotStated);
}

#[test]
fn a_purpose_set_by_law_is_not_the_controllers_to_declare() {
    let lines = after("key = \"care\"", "key = \"rights\"");
    assert!(lines[0].contains("part of every notice"), "{lines:?}");
}

#[test]
fn an_interest_no_one_declares_is_refused_with_the_nearest() {
    let lines = after("interest = \"figures\"", "interest = \"figure\"");
    assert!(lines[0].contains("Did you mean “figures”?"), "{lines:?}");
}

#[test]
fn a_processor_acts_on_the_controllers_behalf_and_no_one_else_does() {
    let lines = after("role = \"processor\"", "role = \"controller\"");
    assert!(lines[0].contains("processor’s ground"), "{lines:?}");
}

#[test]
fn a_field_that_no_notice_may_have_is_refused_with_what_to_do() {
    let heating = "key = \"heating\"\nkind = \"choice\"\ncategory = \"services\"";
    let pets = "party = \"person\"\nperiod = \"12 months\"";
    let cases = [
        (
            "key = \"heating\"",
            "key = \"Lämmitys\"",
            "small letters a–z",
        ),
        (
            "key = \"next_service\"",
            "key = \"heating\"",
            "is there twice",
        ),
        (
            heating,
            "key = \"heating\"\nkind = \"choise\"\ncategory = \"services\"",
            "Did you mean “choice”?",
        ),
        (
            heating,
            "key = \"heating\"\nkind = \"choice\"\ncategory = \"servises\"",
            "Did you mean “services”?",
        ),
        (
            heating,
            "key = \"heating\"\nkind = \"choice\"\ncategory = \"identity_code\"",
            "has rules of its own",
        ),
        (
            heating,
            "key = \"heating\"\nkind = \"text\"\ncategory = \"services\"",
            "Only a field of kind",
        ),
        (
            "kind = \"date\"",
            "kind = \"choice\"",
            "at least one [[field.choice]]",
        ),
        ("key = \"oil\"", "key = \"ground\"", "is there twice"),
        (", en = \"next service\" }", " }", "English"),
        (
            "category = \"company\"\ntext = { fi = \"hoid",
            "category = \"company\"\nparty = \"person\"\ntext = { fi = \"hoid",
            "cannot be about a person",
        ),
        (pets, "party = \"person\"\nperiod = \"forever\"", "for ever"),
        (
            pets,
            "party = \"person\"\nperiod = \"while in force\"",
            "length of time",
        ),
        (
            pets,
            "party = \"dog\"\nperiod = \"12 months\"",
            "person, organisation",
        ),
    ];
    for (from, to, told) in cases {
        let lines = after(from, to);
        assert_eq!(lines.len(), 1, "{to}: {lines:?}");
        assert!(lines[0].contains(told), "{to}: {lines:?}");
    }
}

#[test]
fn a_field_is_kept_as_its_category_or_for_a_shorter_time_from_the_same_start() {
    let policy = crate::tests::read(COMPLETED);
    let time = |key: &str| policy.field_time(policy.field(key).unwrap());
    assert_eq!(time("heating"), policy.time(crate::Kept::Services));
    let crate::Time::For { start, .. } = policy.time(crate::Kept::Other) else {
        panic!("other information has a clock");
    };
    let period = crate::Period::new(12, crate::Unit::Months);
    assert_eq!(time("pets"), crate::Time::For { start, period });
    let buildings = policy.field("buildings").unwrap();
    assert!(!buildings.is_of(crate::FieldParty::Person));
    let heating = policy.field("heating").unwrap();
    assert!(heating.is_of(crate::FieldParty::Person));
    assert!(heating.is_of(crate::FieldParty::Organisation));
}

#[test]
fn every_problem_has_its_sentence_in_every_language() {
    let text = COMPLETED.replace("period = \"6 years\"", "period = \"5 years\"");
    let broken = Policy::parse(&text, "notice.toml").unwrap_err();
    let lines = Language::ALL.map(|language| broken[0].line_in(language));
    insta::assert_snapshot!(lines.join("\n"));
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in ".*", at in 0..SEED.len(), length in 0..200usize) {
        let _ = Policy::parse(&text, "notice.toml");
        // The same with the seed cut and mended at random.
        let end = (at + length).min(SEED.len());
        if SEED.is_char_boundary(at) && SEED.is_char_boundary(end) {
            let text = format!("{}{text}{}", &SEED[..at], &SEED[end..]);
            let _ = Policy::parse(&text, "notice.toml");
        }
    }
}
